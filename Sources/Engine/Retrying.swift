import Store

/// Repeats work that a lost connection, another writer or a server that restarts undid. The work begins with its own look-up,
/// so that what was committed before is found and not done twice.
enum Retrying {
    private static let attempts = 8

    /// Tries up to eight times, each pause twice the one before, 12 seconds together: a server that was ended comes back
    /// in seconds, or is started again by whoever watches it.
    ///
    /// - Parameters:
    ///   - firstPause: how long it waits after the first failure.
    ///   - failed: called before each pause.
    static func run<Value>(
        firstPause: Duration = .milliseconds(100), failed: () async -> Void = {}, _ body: () async throws -> Value
    ) async throws -> Value {
        for attempt in 1... {
            do {
                return try await body()
            } catch let error as StoreError where error.isRetryable && attempt < attempts {
                await failed()
                try await Task.sleep(for: firstPause * (1 << (attempt - 1)))
            }
        }
        preconditionFailure("the loop ends by returning or throwing")
    }
}
