/// Why the private PostgreSQL could not be made, started or stopped: one sentence that ends with the remedy.
package struct ClusterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: String, Sendable {
        case notInstalled, noUser, homeTooLong, homeUnusable, foreignOwner, diskFull, versionMismatch, startFailed
        case stopFailed, lockTimeout, spawnFailed
    }

    package let code: Code
    package let description: String

    package init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
