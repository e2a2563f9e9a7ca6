import Dispatch
import Engine
import Foundation

/// Work that ends at a border of its own on Ctrl-C or SIGTERM: what is committed stands, and the same command goes on from
/// there (api-and-cli.md section 1, exit 75). The second signal ends the program at once.
enum Interruption {
    /// Runs `body` in a task that a signal cancels. However it ends badly, what was committed before is signed.
    static func guarded<Value: Sendable>(
        _ engine: Engine, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let work = Task { try await body() }
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                if work.isCancelled { _exit(128 + number) }
                Terminal.note("stopping where the batch at hand ends; once more ends at once")
                work.cancel()
            }
            source.resume()
            return source
        }
        defer {
            for (source, number) in zip(sources, [SIGINT, SIGTERM]) {
                source.cancel()
                signal(number, SIG_DFL)
            }
        }
        do {
            return try await work.value
        } catch {
            _ = try? await engine.finish()
            // A pause before another try was cut short: nothing of the open batch is committed.
            guard !(error is CancellationError) else {
                throw EngineError(
                    .interrupted, "interrupted while the database was away; what was committed before stands",
                    remedy: "the same command goes on from there")
            }
            throw error
        }
    }
}
