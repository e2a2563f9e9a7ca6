import Cluster
import Domain
import Engine
import Foundation
import Synchronization

/// A home with its own private PostgreSQL, ended and removed with the value.
final class TestHome: @unchecked Sendable {
    // Used by one test at a time; the suites are serialised.
    let cluster: Cluster
    let home: Home
    /// Moves only where a test moves it; nil: the clock of this machine.
    private let fixed = Mutex<Instant?>(nil)

    init() throws {
        let path = "/var/tmp/amplomb-test-\(UInt64.random(in: 0...UInt64.max))"
        home = Home(path: path)
        try home.create()
        cluster = try Cluster(home: path, searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
        try cluster.start()
    }

    deinit {
        _ = try? cluster.stop()
        try? FileManager.default.removeItem(atPath: home.path)
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// - Parameters:
    ///   - lists: the folder of `sources.yaml`; the shipped one when left out.
    ///   - rules: the folder of rules; the shipped one when left out.
    func engine(
        lists: String? = nil, rules: String? = nil, signingInterval: Duration = .seconds(60),
        windowsKeptEvery: Int = 50_000, windowBytesOnHeap: Int = 1 << 27, mailProgram: String? = nil,
        notice: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Engine {
        let shipped = EngineOptions.listsDirectory(besideRules: Self.root + "/rules")
        let options = EngineOptions(
            home: home, rulesDirectory: rules ?? Self.root + "/rules", listsDirectory: lists ?? shipped,
            zoneDirectory: "/usr/share/zoneinfo",
            executable: "/proc/self/exe", notice: notice, signingInterval: signingInterval,
            windowsKeptEvery: windowsKeptEvery, windowBytesOnHeap: windowBytesOnHeap, mailProgram: mailProgram,
            clock: { [self] in
                now
            })
        return try await Engine.open(
            options,
            database: .embedded(
                administrator: cluster.connectionString(role: "postgres"),
                engine: cluster.connectionString(role: "amplomb_engine")))
    }

    /// What the clock of its engines reads.
    var now: Instant {
        fixed.withLock { $0 } ?? Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    func set(clock: String) { fixed.withLock { $0 = Instant(clock) } }

    func write(_ lines: [Substring], _ name: String) throws -> String {
        try write(lines.joined(separator: "\n") + "\n", name)
    }

    func write(_ text: String, _ name: String) throws -> String {
        let path = home.path + "/" + name
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }
}

let hasPostgreSQL = (try? Programs.find(path: ProcessInfo.processInfo.environment["PATH"] ?? "")) != nil
