import Domain
import Foundation
import Screening
import Store
import Synchronization
import Testing

@testable import Engine

/// Answers downloads as told and remembers what it was asked.
private final class FakePublisher: Sendable {
    typealias Answer = @Sendable (ListDownload) -> Result<ListDownloadReply, ListDownloadError>

    private let answer = Mutex<Answer>({ _ in .success(.notModified) })
    private let asked = Mutex<[ListDownload]>([])

    var requests: [ListDownload] { asked.withLock { $0 } }

    func set(_ next: @escaping Answer) { answer.withLock { $0 = next } }

    func send(_ text: String, etag: String? = nil) {
        set { _ in .success(.file(bytes: Array(text.utf8), etag: etag, lastModified: "then")) }
    }

    var download: ListDownloader {
        { [self] request async throws(ListDownloadError) in
            asked.withLock { $0.append(request) }
            return try answer.withLock { $0 }(request).get()
        }
    }
}

@Suite("pulling lists", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct ListPullTests {
    private func pull(_ engine: Engine, _ publisher: FakePublisher, _ list: String? = "un") async throws
        -> [ListPullLine]
    {
        var lines: [ListPullLine] = []
        try await engine.pullLists(list, using: publisher.download) { lines.append($0) }
        return lines
    }

    private func failure(_ line: ListPullLine?) -> EngineError? {
        if case .failed(let error) = line?.result { error } else { nil }
    }

    private func isConfirmed(_ line: ListPullLine?) -> Bool {
        if case .confirmed = line?.result { true } else { false }
    }

    private func imported(_ line: ListPullLine?) -> ListImportReport.Line? {
        if case .imported(let imported) = line?.result { imported } else { nil }
    }

    @Test("a new list is imported, an unchanged one confirmed by what the server says and by its hash")
    func pulling() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T00:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        let publisher = FakePublisher()
        let list = ListFiles.unitedNations(0..<10, date: "2026-10-30")
        publisher.send(list, etag: "\"one\"")
        #expect(imported(try await pull(engine, publisher).first)?.list.entries.count == 10)
        #expect(publisher.requests.last?.etag == nil && publisher.requests.last?.lastModified == nil)

        test.set(clock: "2026-11-02T00:00:00Z")
        publisher.set { _ in .success(.notModified) }
        #expect(isConfirmed(try await pull(engine, publisher).first))
        #expect(publisher.requests.last?.etag == "\"one\"" && publisher.requests.last?.lastModified == "then")
        #expect(try await engine.listStatus().lines[0].confirmedAt == Instant("2026-11-02T00:00:00Z"))
        // Commands without a database know it too.
        let start = try Engine.listsAtStart(home: test.home, listsDirectory: engine.options.listsDirectory)
        #expect(start.active?["un"]?.confirmedAt == Instant("2026-11-02T00:00:00Z"))

        test.set(clock: "2026-11-03T00:00:00Z")
        publisher.send(list, etag: "\"two\"")
        #expect(isConfirmed(try await pull(engine, publisher).first))
        #expect(try await engine.listStatus().lines[0].confirmedAt == Instant("2026-11-03T00:00:00Z"))
        #expect(try await engine.store.listVersions().count == 1)

        publisher.send(ListFiles.unitedNations(0..<12, date: "2026-11-03"))
        #expect(imported(try await pull(engine, publisher).first)?.diff?.added.count == 2)
        try await engine.close()
    }

    @Test("whatever comes instead of a list names address, page and command, and leaves what is in force as it is")
    func failures() async throws {
        let test = try TestHome()
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        let publisher = FakePublisher()
        let good = ListFiles.unitedNations(0..<10, date: "2026-10-30")
        publisher.send(good)
        _ = try await pull(engine, publisher)
        let before = try await engine.listStatus().lines[0]
        let page = "<!DOCTYPE html><html><body>Moved</body></html>"
        func file(_ bytes: [UInt8]) -> Result<ListDownloadReply, ListDownloadError> {
            .success(.file(bytes: bytes, etag: nil, lastModified: nil))
        }
        let small = ListFiles.unitedNations(0..<7, date: "2026-10-31")
        let answers = [
            ("no connection", .failure(ListDownloadError(.noNetwork, "no connection"))),
            ("web page", file(Array(page.utf8))), ("is empty", file([])), ("known format", file([1, 2, 3])),
            ("fewer than 80 %", file(Array(small.utf8))), ("un.xml", file(Array(good.utf8.dropLast(50)))),
        ]
        for (expected, answer) in answers {
            publisher.set { _ in answer }
            let error = failure(try await pull(engine, publisher).first)
            #expect(error?.code == .unavailable, "\(expected)")
            #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
            #expect(error?.message.contains("https://127.0.0.1:1/un.xml") == true)
            #expect(error?.remedy.contains("https://example.org/un") == true)
            #expect(error?.remedy.contains("amplomb lists import FILE... --list un") == true)
            let now = try await engine.listStatus().lines[0]
            #expect(now.version == before.version && now.confirmedAt == before.confirmedAt, "\(expected)")
        }
        try await engine.close()
    }

    @Test("one list that fails does not keep the others; an unknown one is refused with the names of the known")
    func others() async throws {
        let test = try TestHome()
        let engine = try await test.engine(lists: try ListFiles.sources(test, both: true))
        let publisher = FakePublisher()
        publisher.send(ListFiles.unitedNations(0..<10, date: "2026-10-30"))
        // Both are asked for the same file: it is no UK list.
        let lines = try await pull(engine, publisher, nil)
        #expect(lines.map(\.source.id) == ["un", "uk"])
        #expect(imported(lines[0]) != nil && failure(lines[1])?.message.contains("un-xml") == true)
        await #expect { _ = try await pull(engine, publisher, "ofac") } throws: {
            ($0 as? EngineError)?.remedy.contains("un, uk") == true
        }
        try await engine.close()
    }

    @Test("a version that somebody went back from stays out until the publisher has another")
    func afterRollback() async throws {
        let test = try TestHome()
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        let publisher = FakePublisher()
        publisher.send(ListFiles.unitedNations(0..<10, date: "2026-10-30"), etag: "\"a\"")
        let first = imported(try await pull(engine, publisher).first)?.list.version
        publisher.send(ListFiles.unitedNations(0..<11, date: "2026-10-31"), etag: "\"b\"")
        let second = imported(try await pull(engine, publisher).first)?.list.version
        _ = try await engine.rollBackList("un", to: nil, reason: "the file lost its aliases")
        let line = try #require(try await pull(engine, publisher).first)
        guard case .rolledBack(let version) = line.result else {
            Issue.record("it came back: \(line.result)")
            return
        }
        #expect(version == second)
        // What is asked about the rolled-back file would confirm the wrong version.
        #expect(publisher.requests.last?.etag == nil)
        #expect(try await engine.listStatus().lines[0].version == first)
        publisher.send(ListFiles.unitedNations(0..<12, date: "2026-11-01"), etag: "\"c\"")
        #expect(imported(try await pull(engine, publisher).first)?.list.entries.count == 12)
        try await engine.close()
    }

    @Test("of a set, files that did not change are taken from the kept ones")
    func set() async throws {
        let test = try TestHome()
        let text = """
            lists:
              - id: us-ofac-sdn
                title: Set
                publisher: Tests
                page: https://example.org/ofac
                url: [https://127.0.0.1:1/SDN.CSV, https://127.0.0.1:1/ALT.CSV]
                format: ofac-sdn-csv
                max_age: 48
                min_entries: 1
                ceiling: hold
                measures: []
                enabled: true
                legal: None.

            """
        let folder = (try test.write(text, "lists-config/sources.yaml") as NSString).deletingLastPathComponent
        let engine = try await test.engine(lists: folder)
        let publisher = FakePublisher()
        let nothing = String(repeating: ",-0- ", count: 7)
        let main = "1,\"BRENKO, Zoltavar\",\"individual\",\"T\"\(nothing),\"DOB 1968.\"\r\n"
        let alias = "1,1,\"aka\",\"BRENKOV, Zoltawar\",-0- \r\n"
        publisher.set { request in
            .success(
                .file(
                    bytes: Array((request.address.fileName == "SDN.CSV" ? main : alias).utf8),
                    etag: "\"\(request.address.fileName)\"", lastModified: nil))
        }
        let first = try #require(imported(try await pull(engine, publisher, nil).first))
        #expect(first.list.entries.first?.names.count == 2 && first.list.bandCeiling == .hold)

        let newAlias = alias + "1,2,\"aka\",\"THE LEAD\",-0- \r\n"
        publisher.set { request in
            if request.address.fileName == "SDN.CSV" {
                return request.etag == "\"SDN.CSV\""
                    ? .success(.notModified) : .failure(ListDownloadError(.status, "the etag was not sent"))
            }
            return .success(.file(bytes: Array(newAlias.utf8), etag: "\"new\"", lastModified: nil))
        }
        let second = try #require(imported(try await pull(engine, publisher, nil).first))
        #expect(second.list.entries.first?.names.count == 3)
        #expect(second.diff?.material.first?.fields == ["names"])
        #expect(try await engine.verifyLists(nil).flatMap(\.faults) == [])
        try await engine.close()
    }
}
