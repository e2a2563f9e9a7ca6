import Cluster
import Domain
import Engine
import Foundation
import Screening
import Service
import Testing

@Suite("the client for lists", .serialized) struct ListClientTests {
    /// What one address gives under short limits.
    private func fetch(
        _ path: String, from publisher: TestPublisher = TestPublisher(), etag: String? = nil,
        _ change: @escaping @Sendable (inout ListDownloadLimits) -> Void = { _ in }
    ) async throws -> Result<ListDownloadReply, ListDownloadError> {
        try await publisher.serving { base in try await Self.fetch(base + path, etag: etag, change) }
    }

    private static func fetch(
        _ url: String, etag: String? = nil, _ change: (inout ListDownloadLimits) -> Void = { _ in }
    ) async throws -> Result<ListDownloadReply, ListDownloadError> {
        var limits = ListDownloadLimits()
        limits.pause = TimeSpan(microseconds: 20_000)
        // Long: other tests keep both cores busy beside this one.
        limits.total = TimeSpan(microseconds: 300_000_000)
        limits.connect = TimeSpan(microseconds: 120_000_000)
        limits.bytes = 50_000
        change(&limits)
        let address = try #require(ListAddress(url))
        let download = ListDownload(address: address, etag: etag, lastModified: nil, limits: limits)
        return try await ListClient.withClient(agent: "amplomb-test", limits: limits) { client in
            do throws(ListDownloadError) {
                return .success(try await client.fetch(download))
            } catch {
                return .failure(error)
            }
        }
    }

    private func file(_ result: Result<ListDownloadReply, ListDownloadError>) -> (bytes: [UInt8], etag: String?)? {
        if case .success(.file(let bytes, let etag, _)) = result { return (bytes, etag) }
        return nil
    }

    private func error(_ result: Result<ListDownloadReply, ListDownloadError>) -> ListDownloadError? {
        if case .failure(let error) = result { return error }
        return nil
    }

    @Test("a whole file comes with its etag, and the etag sent again comes back as unchanged")
    func conditional() async throws {
        let publisher = TestPublisher()
        let first = try #require(file(try await fetch("/list", from: publisher)))
        #expect(first.bytes == Array(TestPublisher.list.utf8))
        let etag = try #require(first.etag)
        guard case .success(.notModified) = try await fetch("/list", from: publisher, etag: etag) else {
            Issue.record("the file was sent again")
            return
        }
        publisher.set("another")
        #expect(file(try await fetch("/list", from: publisher, etag: etag))?.bytes == Array("another".utf8))
    }

    @Test("a redirect inside the rules is followed")
    func redirect() async throws {
        #expect(file(try await fetch("/moved"))?.bytes == Array(TestPublisher.list.utf8))
    }

    @Test(
        "what does not get better is told at once",
        arguments: [
            ("/missing", ListDownloadError.Code.moved, "404"), ("/elsewhere", .moved, "http://example.org/list"),
            ("/nowhere", .moved, "nowhere"), ("/huge", .tooLarge, "50000"), ("/huge-chunks", .tooLarge, "50000"),
        ])
    func lasting(_ path: String, _ code: ListDownloadError.Code, _ words: String) async throws {
        let publisher = TestPublisher()
        let found = try #require(error(try await fetch(path, from: publisher)))
        #expect(found.code == code && found.message.contains(words), "\(found)")
        #expect(publisher.count(path) <= 1 && !found.message.contains("tries"))
    }

    @Test("redirects in a circle end")
    func circle() async throws {
        let publisher = TestPublisher()
        let found = try #require(error(try await fetch("/circle", from: publisher)))
        #expect(found.code == .moved && publisher.count("/circle") == 6)
    }

    @Test(
        "a body that breaks off is never taken for a file, and is tried three times",
        arguments: ["/cut", "/cut-chunks"])
    func cut(_ path: String) async throws {
        let publisher = TestPublisher()
        let found = try #require(error(try await fetch(path, from: publisher)))
        #expect(found.code == .cut && found.message.contains("3 tries"), "\(found)")
        #expect(publisher.count(path) == 3)
    }

    @Test("a busy server is asked again, three times and no more")
    func busy() async throws {
        let publisher = TestPublisher()
        #expect(file(try await fetch("/busy", from: publisher)) != nil)
        #expect(publisher.count("/busy") == 3)
        let found = try #require(error(try await fetch("/always-busy", from: publisher)))
        #expect(found.code == .status && found.message.contains("503") && publisher.count("/always-busy") == 3)
    }

    @Test("a slow body ends at the time limit, all tries together")
    func slow() async throws {
        let publisher = TestPublisher()
        let start = ContinuousClock.now
        let found = try #require(
            error(try await fetch("/slow", from: publisher) { $0.total = TimeSpan(microseconds: 700_000) }))
        #expect(found.code == .timeout, "\(found)")
        // The whole body would take five minutes; a starved machine takes its time to notice.
        #expect(ContinuousClock.now - start < .seconds(60) && publisher.count("/slow") == 1)
    }

    @Test("silence in the middle of a body ends it")
    func silence() async throws {
        let found = try #require(
            error(
                try await fetch("/slow") {
                    $0.silence = TimeSpan(microseconds: 40_000)
                    $0.tries = 1
                }))
        #expect(found.code == .timeout, "\(found)")
    }

    @Test("nobody there is told quickly, also for a name that no network knows")
    func offline() async throws {
        let start = ContinuousClock.now
        for url in ["http://127.0.0.1:9/list", "https://lists.invalid/list"] {
            let found = try #require(
                error(try await Self.fetch(url) { $0.connect = TimeSpan(microseconds: 1_000_000) }))
            #expect(found.code == .noNetwork, "\(url): \(found)")
        }
        #expect(ContinuousClock.now - start < .seconds(6))
    }
}

private let hasPostgreSQL = (try? Programs.find(path: ProcessInfo.processInfo.environment["PATH"] ?? "")) != nil

@Suite(
    "pulling over HTTP", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct ListPullOverHTTPTests {
    private static func list(_ count: Int, date: String) -> String {
        let people = (0..<count).map { number in
            "<INDIVIDUAL><FIRST_NAME>BRENKO \(String(UnicodeScalar(UInt8(65 + number % 26))))</FIRST_NAME>"
                + "<SECOND_NAME>VALITU</SECOND_NAME><REFERENCE_NUMBER>TEi.\(number)</REFERENCE_NUMBER></INDIVIDUAL>"
        }
        return "<?xml version=\"1.0\"?>\n<CONSOLIDATED_LIST dateGenerated=\"\(date)T00:00:00Z\"><INDIVIDUALS>"
            + people.joined(separator: "\n") + "</INDIVIDUALS></CONSOLIDATED_LIST>\n"
    }

    private static func sources(_ base: String) -> String {
        func list(_ id: String, _ path: String) -> String {
            """
              - {id: \(id), title: T, publisher: P, page: 'https://example.org/\(id)', url: ['\(base)\(path)'], format: un-xml,
                 max_age: 48, min_entries: 5, ceiling: stop, measures: [], enabled: true, legal: None}

            """
        }
        return "lists:\n" + list("un", "/list") + list("un-gone", "/missing") + list("un-cut", "/cut")
    }

    @Test("from first import over confirmation to the next version, beside lists that cannot be fetched")
    func whole() async throws {
        let home = Home(path: "/var/tmp/amplomb-pull-\(UInt32.random(in: 0...UInt32.max))")
        try home.create()
        let cluster = try Cluster(home: home.path, searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "")
        defer {
            _ = try? cluster.stop()
            try? FileManager.default.removeItem(atPath: home.path)
        }
        try cluster.start()
        let database = DatabasePlace.embedded(
            administrator: cluster.connectionString(role: "postgres"),
            engine: cluster.connectionString(role: "amplomb_engine"))
        let publisher = TestPublisher()
        publisher.set(Self.list(10, date: "2026-10-30"))
        let results = try await publisher.serving { base in
            try Self.sources(base).write(toFile: home.path + "/sources.yaml", atomically: true, encoding: .utf8)
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent().path
            let options = EngineOptions(
                home: home, rulesDirectory: root + "/rules", listsDirectory: home.path,
                zoneDirectory: "/usr/share/zoneinfo",
                executable: "/proc/self/exe",
                clock: { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) })
            let engine = try await Engine.open(options, database: database)
            var results: [String] = []
            for round in 0..<3 {
                if round == 2 { publisher.set(Self.list(11, date: "2026-10-31")) }
                results += try await Self.pull(engine)
            }
            try await engine.close()
            return results
        }
        #expect(results.filter { $0.hasPrefix("un ") } == ["un imported 10", "un confirmed", "un imported 11"])
        #expect(results.filter { $0.hasPrefix("un-gone failed") && $0.contains("/missing: status 404") }.count == 3)
        #expect(
            results.filter { $0.hasPrefix("un-cut failed") && $0.contains("https://example.org/un-cut") }.count == 3)
        #expect(publisher.count("/list") == 3)
    }

    private static func pull(_ engine: Engine) async throws -> [String] {
        var limits = ListDownloadLimits()
        limits.pause = TimeSpan(microseconds: 10_000)
        let wanted = limits
        var lines: [ListPullLine] = []
        try await ListClient.withClient(agent: "amplomb-test", limits: wanted) { client in
            _ = try await engine.pullLists(
                nil, limits: wanted,
                using: { (download) async throws(ListDownloadError) in try await client.fetch(download) },
                report: { lines.append($0) })
        }
        return lines.map { line in
            switch line.result {
            case .imported(let imported): "\(line.source.id) imported \(imported.list.entries.count)"
            case .confirmed: "\(line.source.id) confirmed"
            case .rolledBack: "\(line.source.id) rolled back"
            case .failed(let error): "\(line.source.id) failed \(error)"
            }
        }
    }
}
