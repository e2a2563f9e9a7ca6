import Foundation
import Glibc

/// The installed PostgreSQL that is used: the newest of version 15 or later.
package struct Programs: Hashable, Sendable {
    /// The folder of `initdb`, `pg_ctl` and `postgres`.
    package let folder: String
    /// Major version.
    package let version: Int

    /// The oldest major version that is accepted.
    package static let oldestVersion = 15

    /// Looks in `/usr/lib/postgresql/*/bin` and the folders of `path`.
    ///
    /// - Parameter exactly: only this major version, for a cluster that exists.
    /// - Throws: `notInstalled`.
    package static func find(
        path: String, systemFolder: String = "/usr/lib/postgresql", exactly: Int? = nil
    ) throws(ClusterError) -> Programs {
        var found: [Programs] = []
        let names = (try? FileManager.default.contentsOfDirectory(atPath: systemFolder)) ?? []
        var folders = names.map { "\(systemFolder)/\($0)/bin" }
        folders += path.split(separator: ":").map(String.init)
        for folder in folders where isComplete(folder) {
            guard let version = version(of: folder), version >= oldestVersion else { continue }
            if exactly == nil || exactly == version { found.append(Programs(folder: folder, version: version)) }
        }
        if let best = found.max(by: { $0.version < $1.version }) { return best }
        if let exactly {
            throw ClusterError(
                .versionMismatch,
                "The database was made by PostgreSQL \(exactly), which is no longer installed; "
                    + "run: apt-get install postgresql-\(exactly)")
        }
        throw ClusterError(
            .notInstalled,
            "No PostgreSQL \(oldestVersion) or later is installed; run: apt-get install postgresql, or set DATABASE_URL."
        )
    }

    func path(_ program: String) -> String { "\(folder)/\(program)" }

    private static func isComplete(_ folder: String) -> Bool {
        ["initdb", "pg_ctl", "postgres"].allSatisfy { access("\(folder)/\($0)", X_OK) == 0 }
    }

    /// From `postgres (PostgreSQL) 15.18 (Debian ...)`.
    private static func version(of folder: String) -> Int? {
        guard let result = try? ChildProcess.run(["\(folder)/postgres", "--version"]), result.status == 0 else {
            return nil
        }
        let words = result.output.split(separator: " ")
        guard words.count > 2 else { return nil }
        return Int(words[2].prefix { $0.isNumber })
    }
}
