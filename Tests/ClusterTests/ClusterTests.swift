import Foundation
import Glibc
import Testing

@testable import Cluster

/// The path of this run; commands below Engine take it as a value.
private let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""
private let isInstalled = (try? Programs.find(path: searchPath)) != nil

@Suite("a private PostgreSQL", .serialized)
struct ClusterTests {
    private let home = "/var/tmp/amplomb-cluster-test.\(UInt32.random(in: 0...UInt32.max))"

    private func cluster() throws -> Cluster { try Cluster(home: home + "/h", searchPath: searchPath) }

    private func withCluster(_ body: (Cluster) throws -> Void) throws {
        let cluster = try cluster()
        defer {
            _ = try? cluster.stop()
            try? FileManager.default.removeItem(atPath: home)
        }
        try body(cluster)
    }

    private func process(_ cluster: Cluster) -> Int32? {
        if case .running(let process) = cluster.state() { process } else { nil }
    }

    @Test("a home longer than 90 bytes is refused, one of 90 is not")
    func homeLength() throws {
        _ = try Cluster(home: "/" + String(repeating: "a", count: 89), searchPath: "")
        let error = #expect(throws: ClusterError.self) {
            try Cluster(home: "/" + String(repeating: "a", count: 90), searchPath: "")
        }
        #expect(error?.code == .homeTooLong)
        #expect(error?.description.contains("shorter") == true)
    }

    @Test(
        "the page cache is an eighth of the memory, neither less than what a small machine needs nor more than helps",
        arguments: [(0, 128), (512 << 20, 128), (4 << 30, 512), (24 << 30, 2048), (1 << 40, 2048)])
    func pageCache(_ memory: Int, _ megabytes: Int) { #expect(Cluster.sharedBuffers(memory: memory) == megabytes) }

    @Test(
        "a relative home and one with a control character are refused", arguments: ["relative/home", "/var/tmp/a\nb"])
    func badHome(_ home: String) {
        let error = #expect(throws: ClusterError.self) { try Cluster(home: home, searchPath: "") }
        #expect(error?.code == .homeUnusable)
    }

    @Test("without PostgreSQL the remedy is named")
    func notInstalled() throws {
        let cluster = try Cluster(home: home, searchPath: "/nowhere", systemFolder: "/nowhere")
        defer { try? FileManager.default.removeItem(atPath: home) }
        let error = #expect(throws: ClusterError.self) { try cluster.start() }
        #expect(error?.code == .notInstalled)
        #expect(error?.description.contains("apt-get install postgresql") == true)
    }

    @Test("a home that is a file cannot be used")
    func homeIsFile() throws {
        try Data().write(to: URL(filePath: home))
        defer { try? FileManager.default.removeItem(atPath: home) }
        let error = #expect(throws: ClusterError.self) {
            try Cluster(home: home + "/h", searchPath: searchPath).start()
        }
        #expect(error?.code == .homeUnusable)
    }

    @Test(
        "it is made, adopted, stopped and started again; a home whose name has a space and a quote works",
        .enabled(if: isInstalled, "no PostgreSQL 15 or later is installed"))
    func life() throws {
        let cluster = try Cluster(home: home + " it's/h", searchPath: searchPath)
        defer {
            _ = try? cluster.stop()
            try? FileManager.default.removeItem(atPath: home + " it's")
        }
        #expect(cluster.state() == .stopped)
        #expect(try cluster.stop() == false)
        #expect(try cluster.start() == .created)
        let settings = try String(contentsOfFile: "\(cluster.folder)/data/amplomb.conf", encoding: .utf8)
        // Not every server is built with LZ4; one without it does not start with it.
        let server = try Data(contentsOf: URL(filePath: try Programs.find(path: searchPath).folder + "/postgres"))
        let hasLZ4 = server.range(of: Data("LZ4_compress".utf8)) != nil
        #expect(settings.contains("wal_compression = \(hasLZ4 ? "lz4" : "on")\n"))
        let first = process(cluster)
        #expect(try cluster.start() == .adopted)
        #expect(process(cluster) == first)
        #expect(FileManager.default.fileExists(atPath: cluster.socket))
        #expect(try cluster.stop())
        #expect(cluster.state() == .stopped)
        #expect(try cluster.start() == .started)
    }

    @Test(
        "a server that does not take LZ4, or does not say so, keeps its own way to compress pages",
        .enabled(if: isInstalled, "no PostgreSQL 15 or later is installed"))
    func withoutLZ4() throws {
        let cluster = try cluster()
        let owner = try cluster.serverUser()
        let programs = try Programs.find(path: searchPath)
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        // One that takes the value, then one that refuses it, as a server built without LZ4 does.
        let asked = Programs(folder: folder, version: programs.version)
        for (status, expected) in [(0, "lz4"), (1, "on")] {
            try "#!/bin/sh\ncase \"$*\" in *wal_compression=lz4*) exit \(status) ;; esac\nexit 3\n"
                .write(toFile: folder + "/postgres", atomically: true, encoding: .utf8)
            chmod(folder + "/postgres", 0o755)
            #expect(cluster.walCompression(asked, owner, folder) == expected)
        }
        #expect(cluster.walCompression(programs, owner, folder) == "on", "there is no database")
        #expect(cluster.settings("on").contains("wal_compression = on\n"))
    }

    @Test(
        "after kill -9 of the server the next start restarts it",
        .enabled(if: isInstalled, "no PostgreSQL 15 or later is installed"))
    func killedServer() throws {
        try withCluster { cluster in
            try cluster.start()
            let first = try #require(process(cluster))
            kill(first, SIGKILL)
            while cluster.state() == .running(process: first) { usleep(1000) }
            #expect(try cluster.start() == .started)
            #expect(process(cluster) != first)
            #expect(process(cluster) != nil)
        }
    }

    @Test(
        "a pid file that names a living stranger, and a socket nobody listens on, do not keep it from starting",
        .enabled(if: isInstalled, "no PostgreSQL 15 or later is installed"))
    func staleFiles() throws {
        try withCluster { cluster in
            try cluster.start()
            let pidFile = "\(cluster.folder)/data/postmaster.pid"
            let text = try String(contentsOfFile: pidFile, encoding: .utf8)
            try cluster.stop()
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            lines[0] = Substring(String(getpid()))
            try lines.joined(separator: "\n").write(toFile: pidFile, atomically: true, encoding: .utf8)
            try Data().write(to: URL(filePath: cluster.socket))
            #expect(cluster.state() == .stopped)
            #expect(try cluster.start() == .started)
        }
    }

    @Test(
        "a server whose socket file was removed is restarted",
        .enabled(if: isInstalled, "no PostgreSQL 15 or later is installed"))
    func lostSocket() throws {
        try withCluster { cluster in
            try cluster.start()
            unlink(cluster.socket)
            #expect(try cluster.start() == .started)
            #expect(FileManager.default.fileExists(atPath: cluster.socket))
        }
    }

    @Test(
        "an interrupted creation is thrown away",
        .enabled(if: isInstalled, "no PostgreSQL 15 or later is installed"))
    func interruptedCreation() throws {
        try withCluster { cluster in
            try FileManager.default.createDirectory(
                atPath: "\(cluster.folder)/data.new/base", withIntermediateDirectories: true)
            #expect(try cluster.start() == .created)
            #expect(!FileManager.default.fileExists(atPath: "\(cluster.folder)/data.new"))
        }
    }

    @Test(
        "eight starts at once make one server",
        .enabled(if: isInstalled, "no PostgreSQL 15 or later is installed"))
    func concurrentStarts() async throws {
        let cluster = try cluster()
        defer {
            _ = try? cluster.stop()
            try? FileManager.default.removeItem(atPath: home)
        }
        let results = try await withThrowingTaskGroup(of: Cluster.Start.self) { group in
            for _ in 0..<8 { group.addTask { try cluster.start() } }
            return try await group.reduce(into: [Cluster.Start]()) { $0.append($1) }
        }
        #expect(results.filter { $0 == .created }.count == 1)
        #expect(results.filter { $0 == .adopted }.count == 7)
    }

    @Test(
        "a full disk is named as such",
        .enabled(if: isInstalled && geteuid() == 0, "no PostgreSQL, or not root and so no small file system"))
    func diskFull() throws {
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let mounted = run("/usr/bin/mount", ["-t", "tmpfs", "-o", "size=12m", "tmpfs", home])
        try #require(mounted == 0)
        defer {
            _ = run("/usr/bin/umount", [home])
            try? FileManager.default.removeItem(atPath: home)
        }
        chmod(home, 0o755)
        let error = #expect(throws: ClusterError.self) { try cluster().start() }
        #expect(error?.code == .diskFull)
    }

    private func run(_ program: String, _ arguments: [String]) -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        guard (try? process.run()) != nil else { return -1 }
        process.waitUntilExit()
        return process.terminationStatus
    }
}
