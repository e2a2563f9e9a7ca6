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
    /// - Throws: `EngineError` `configuration` when the file cannot be opened or locked, `unavailable` when another
    ///   process keeps the lock; what `body` throws.
    static func holding<Value>(
        _ path: String, mode: mode_t, patience: Duration, _ what: String, _ body: () async throws -> Value
    ) async throws -> Value {
        let descriptor = try opened(path, mode)
        defer { close(descriptor) }
        let deadline = Deadline(in: patience)
        while try !isOurs(descriptor, path) {
            guard !deadline.isOver else { throw kept(what) }
            try await Task.sleep(for: pause)
        }
        return try await body()
    }

    /// The same for whoever cannot wait without its thread: for a change of a moment.
    static func blocking<Value>(
        _ path: String, mode: mode_t, patience: Duration, _ what: String, _ body: () throws -> Value
    ) throws -> Value {
        let descriptor = try opened(path, mode)
        defer { close(descriptor) }
        let deadline = Deadline(in: patience)
        while try !isOurs(descriptor, path) {
            guard !deadline.isOver else { throw kept(what) }
            usleep(20_000)
        }
        return try body()
    }

    /// Tries to take the lock.
    ///
    /// - Parameter lock: `flock`.
    /// - Returns: whether it is ours now; false while another one keeps it.
    /// - Throws: `configuration` where there is nobody to wait for: without locks nobody is ever alone.
    static func isOurs(
        _ descriptor: Int32, _ path: String, by lock: (Int32, Int32) -> Int32 = { flock($0, $1) }
    ) throws(EngineError) -> Bool {
        if lock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        let reason = errno
        guard reason == EWOULDBLOCK || reason == EINTR else {
            throw EngineError(
                .configuration, "cannot lock \(path): \(String(cString: strerror(reason)))",
                remedy: "put AMPLOMB_HOME on a file system with locks")
        }
        return false
    }

    private static func opened(_ path: String, _ mode: mode_t) throws(EngineError) -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            throw EngineError(
                .configuration, "cannot open \(path): \(String(cString: strerror(errno)))",
                remedy: "run as the owner of the home folder")
        }
        return descriptor
    }

    private static func kept(_ what: String) -> EngineError {
        EngineError(.unavailable, "another amplomb \(what)", remedy: "try again when it has ended")
    }
}
