import Foundation
import Glibc

extension Cluster {
    /// Starts the server of an existing cluster, under the lock: true when it turned out to run already.
    func run(_ programs: Programs, _ owner: ServerUser) throws(ClusterError) -> Bool {
        switch try settle() {
        case .running:
            if isReachable() { return true }
            // Its socket file is gone: nobody can reach it any more.
            try stopServer(programs, owner)
        case .busy:
            throw ClusterError(
                .startFailed,
                "PostgreSQL has been recovering for \(Cluster.patienceSeconds) s; wait and repeat, see \(serverLog).")
        case .stopped: break
        }
        try writeFile("\(data)/amplomb.conf", settings(walCompression(programs, owner, data)), owner)
        try writeFile("\(data)/pg_ident.conf", identities(owner), owner)
        try startServer(programs, owner)
        return false
    }

    /// How long a server that starts, recovers or ends is waited for.
    static let patienceSeconds = 300
    /// How long processes that an ended server left behind are waited for.
    static let orphanSeconds = 30

    /// Waits until the server is up or down.
    private func settle() throws(ClusterError) -> State {
        for _ in 0..<(Cluster.patienceSeconds * 20) {
            let state = state()
            guard case .busy = state else { return state }
            usleep(50_000)
        }
        return state()
    }

    private func startServer(_ programs: Programs, _ owner: ServerUser) throws(ClusterError) {
        var waitedSeconds = 0
        while true {
            try removeStaleLocks()
            let start = size(of: serverLog)
            let result = try ChildProcess.run(
                owner.prefix + [
                    programs.path("pg_ctl"), "start", "-w", "-s", "-t", "\(Cluster.patienceSeconds)", "-D", data, "-l",
                    serverLog,
                ])
            if result.status == 0 { return }
            let log = tail(of: serverLog, from: start)
            // After kill -9 of the server its other processes need a moment to notice and to leave.
            let orphans = log.contains("pre-existing shared memory block") || log.contains("is another postmaster")
            guard orphans, waitedSeconds < Cluster.orphanSeconds else {
                throw failure(log.isEmpty ? result.output : log, .startFailed, "did not start")
            }
            sleep(1)
            waitedSeconds += 1
        }
    }

    /// Removes pid and socket locks whose process is not our server; shared memory is checked by PostgreSQL itself.
    private func removeStaleLocks() throws(ClusterError) {
        guard case .stopped = state() else { return }
        unlink("\(data)/postmaster.pid")
        unlink("\(socket).lock")
        unlink(socket)
    }

    func stopServer(_ programs: Programs, _ owner: ServerUser) throws(ClusterError) {
        let result = try ChildProcess.run(
            owner.prefix + [programs.path("pg_ctl"), "stop", "-m", "fast", "-w", "-s", "-t", "120", "-D", data])
        if result.status == 0 { return }
        // It may have ended by itself meanwhile.
        if case .stopped = state() { return }
        throw failure(result.output, .stopFailed, "did not stop")
    }

    private func size(of path: String) -> UInt64 {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_size) : 0
    }

    private func tail(of path: String, from offset: UInt64) -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else { return "" }
        defer { try? handle.close() }
        try? handle.seek(toOffset: offset)
        return String(decoding: (try? handle.read(upToCount: 65_536)) ?? Data(), as: UTF8.self)
    }
}
