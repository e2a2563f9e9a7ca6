#if DEBUG
    import Foundation
    import Synchronization

    /// Places where a test ends the process or cuts the connection, in debug builds alone.
    ///
    /// `AMPLOMB_FAILPOINT=after-copy:3` ends the process with SIGKILL the third time that place is reached;
    /// `libpq:17` cuts the connection before the seventeenth call of libpq. Standard error names a place that was reached, so
    /// that a test knows when it has gone through all of them.
    enum Failpoint {
        private static let wanted: (name: String, time: Int)? = {
            guard let text = ProcessInfo.processInfo.environment["AMPLOMB_FAILPOINT"] else { return nil }
            let parts = text.split(separator: ":")
            guard let name = parts.first else { return nil }
            return (String(name), parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
        }()
        private static let reached = Mutex(0)

        static func isReached(_ name: String) -> Bool {
            guard let wanted, wanted.name == name else { return false }
            let isIt = reached.withLock { count in
                count += 1
                return count == wanted.time
            }
            if isIt { FileHandle.standardError.write(Data("failpoint \(name):\(wanted.time)\n".utf8)) }
            return isIt
        }

        static func reach(_ name: String) { if isReached(name) { kill(getpid(), SIGKILL) } }
    }
#endif
