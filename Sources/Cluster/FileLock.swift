import Glibc

/// An exclusive lock on a file, held until the value ends. The kernel frees it when the process dies.
struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Waits for the lock up to `seconds`.
    ///
    /// - Throws: `homeUnusable` when the file cannot be made or locked at all, `lockTimeout` when another process keeps
    ///   it.
    init(path: String, seconds: Int) throws(ClusterError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw ClusterError(
                .homeUnusable,
                "\(path) cannot be written (\(String(cString: strerror(errno)))); choose another AMPLOMB_HOME.")
        }
        var waitedMilliseconds = 0
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let reason = errno
            guard reason == EWOULDBLOCK || reason == EINTR else {
                close(descriptor)
                throw ClusterError(
                    .homeUnusable,
                    "\(path) cannot be locked (\(String(cString: strerror(reason)))); put AMPLOMB_HOME on a file "
                        + "system with locks.")
            }
            if waitedMilliseconds > seconds * 1000 {
                close(descriptor)
                throw ClusterError(
                    .lockTimeout,
                    "Another command has been starting PostgreSQL for \(seconds) s (\(path)); wait or end it.")
            }
            usleep(20_000)
            waitedMilliseconds += 20
        }
    }

    deinit { close(descriptor) }
}
