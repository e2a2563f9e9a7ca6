import Foundation

/// A lock between processes of one home: a file that one of them holds, given back by its end too.
enum FileLock {
    private static let pause = Duration.milliseconds(20)

    /// Runs `body` while nobody else holds the file.
    ///
    /// - Parameters:
    ///   - path: of the file, which is made where it is not there and stays.
    ///   - patience: how long another one is waited for.
    ///   - what: what the other one does then, as in "signs the log of this home".
    /// - Throws: `EngineError` `configuration` when the folder cannot be written, `unavailable` when another process keeps the
    ///   lock; what `body` throws.
    static func holding<Value>(
        _ path: String, mode: mode_t, patience: Duration, _ what: String, _ body: () async throws -> Value
    ) async throws -> Value {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            throw EngineError(
                .configuration, "cannot write in \((path as NSString).deletingLastPathComponent)",
                remedy: "run as the owner of the home folder")
        }
        defer { close(descriptor) }
        let deadline = Deadline(in: patience)
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard !deadline.isOver else {
                throw EngineError(
                    .unavailable, "another amplomb \(what)", remedy: "try again when it has ended")
            }
            try await Task.sleep(for: pause)
        }
        return try await body()
    }
}
