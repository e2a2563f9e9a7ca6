import Store

/// Repeats work that a lost connection, another writer or a server that restarts undid. The work begins with its own look-up,
/// so that what was committed before is found and not done twice.
enum Retrying {
    /// Tries; the pauses between them grow to 12 seconds together: a server that was ended comes back in seconds, or is
    /// started again by whoever watches it.
    private static let attempts = 8

    static func run<Value>(
        failed: () async -> Void = {}, _ body: () async throws -> Value
    ) async throws -> Value {
        for attempt in 1... {
            do {
                return try await body()
            } catch let error as StoreError where error.isRetryable && attempt < attempts {
                await failed()
                try await Task.sleep(for: .milliseconds(50 << attempt))
            }
        }
        preconditionFailure("the loop ends by returning or throwing")
    }
}
