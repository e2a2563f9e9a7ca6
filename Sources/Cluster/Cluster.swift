import Foundation
import Glibc

/// A private PostgreSQL under one home folder: made when it is missing, started when it does not run, adopted when it
/// does, and left running when the command ends. It listens on a Unix socket in `HOME/pg` and on nothing else.
///
/// Crash-only: after `kill -9` of a command, of `initdb`, of the server or of any of its processes, `start` is enough.
package struct Cluster: Sendable {
    /// The home folder (`AMPLOMB_HOME`), without a slash at its end.
    package let home: String
    /// Where programs are looked for besides `/usr/lib/postgresql`.
    let searchPath: String
    let systemFolder: String
    let lockSeconds: Int

    /// The longest home whose socket path still fits into the 107 bytes of the system.
    package static let longestHome = 90
    package static let port = 5432
    package static let database = "amplomb"
    /// The login roles that the local users of the cluster may take.
    package static let roles = [
        "postgres", "amplomb_engine", "amplomb_service", "amplomb_regulator", "amplomb_purger",
    ]

    /// - Throws: `homeTooLong`, `homeUnusable` for a relative path.
    package init(
        home: String, searchPath: String, systemFolder: String = "/usr/lib/postgresql", lockSeconds: Int = 120
    ) throws(ClusterError) {
        var home = home
        while home.count > 1, home.hasSuffix("/") { home.removeLast() }
        guard home.hasPrefix("/") else {
            throw ClusterError(.homeUnusable, "AMPLOMB_HOME must be an absolute path; write it from / on.")
        }
        guard !home.utf8.contains(where: { $0 < 0x20 }) else {
            throw ClusterError(.homeUnusable, "AMPLOMB_HOME holds a control character; choose another folder.")
        }
        guard home.utf8.count <= Cluster.longestHome else {
            throw ClusterError(
                .homeTooLong,
                "AMPLOMB_HOME is \(home.utf8.count) bytes long and a socket path allows \(Cluster.longestHome); "
                    + "choose a shorter folder.")
        }
        self.home = home
        self.searchPath = searchPath
        self.systemFolder = systemFolder
        self.lockSeconds = lockSeconds
    }

    /// The folder of the cluster and of its socket.
    package var folder: String { "\(home)/pg" }
    package var socket: String { "\(folder)/.s.PGSQL.\(Cluster.port)" }
    package var serverLog: String { "\(folder)/server.log" }
    var data: String { "\(folder)/data" }
    var lockFile: String { "\(home)/pg.lock" }

    /// The libpq connection string of a role: no password, the operating system names the user.
    package func connectionString(role: String) -> String {
        let host = folder.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
        return "host='\(host)' port=\(Cluster.port) dbname=\(Cluster.database) user=\(role)"
    }

    /// What `start` found and did.
    package enum Start: Hashable, Sendable {
        /// It ran already.
        case adopted
        /// It existed and was started.
        case started
        /// It was made and started.
        case created
    }

    /// Makes sure the server runs and accepts connections. Takes about 2 s the first time, 10 ms when it runs.
    ///
    /// - Throws: every code but `stopFailed`.
    @discardableResult
    package func start() throws(ClusterError) -> Start {
        if case .running = state(), isReachable() { return .adopted }
        try prepareHome()
        let lock = try FileLock(path: lockFile, seconds: lockSeconds)
        defer { withExtendedLifetime(lock) {} }
        let exists = access("\(data)/PG_VERSION", F_OK) == 0
        let programs = try Programs.find(
            path: searchPath, systemFolder: systemFolder, exactly: exists ? try existingVersion() : nil)
        let owner = try serverUser()
        if !exists { try create(programs, owner) }
        let adopted = try run(programs, owner)
        return exists ? adopted ? .adopted : .started : .created
    }

    /// Ends the server and waits for it: true when one ran.
    ///
    /// - Throws: `stopFailed`, `lockTimeout`, `notInstalled`.
    @discardableResult
    package func stop() throws(ClusterError) -> Bool {
        guard access("\(data)/PG_VERSION", F_OK) == 0 else { return false }
        let lock = try FileLock(path: lockFile, seconds: lockSeconds)
        defer { withExtendedLifetime(lock) {} }
        guard case .stopped = state() else {
            let programs = try Programs.find(
                path: searchPath, systemFolder: systemFolder, exactly: try existingVersion())
            try stopServer(programs, try serverUser())
            return true
        }
        return false
    }

    /// Whether the server of this home runs, by its own pid file and the kernel.
    package enum State: Hashable, Sendable {
        case stopped
        /// A server process exists and is starting, recovering or ending.
        case busy(process: Int32)
        case running(process: Int32)
    }

    package func state() -> State {
        guard let text = try? String(contentsOfFile: "\(data)/postmaster.pid", encoding: .utf8) else { return .stopped }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, let process = Int32(first), isServer(process) else { return .stopped }
        let isReady = lines.count > 7 && lines[7].hasPrefix("ready")
        return isReady ? .running(process: process) : .busy(process: process)
    }

    /// The process exists and works in our data folder: process numbers are used again after a restart.
    private func isServer(_ process: Int32) -> Bool {
        guard process > 1, kill(process, 0) == 0 || errno == EPERM else { return false }
        guard let line = try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline")), !line.isEmpty else {
            return false
        }
        let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return words.first.map { $0.contains("postgres") } == true && words.contains(data)
    }

    /// The socket answers a connection.
    func isReachable() -> Bool {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(socket.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }

    private func existingVersion() throws(ClusterError) -> Int? {
        guard let text = try? String(contentsOfFile: "\(data)/PG_VERSION", encoding: .utf8) else { return nil }
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
