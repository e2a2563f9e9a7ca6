import Domain
import Foundation
import Ingest
import Screening
import Store
import Testing

@testable import Engine

@Suite("missing and stale lists", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct ListFreshnessTests {
    private func ingest(_ engine: Engine, _ test: TestHome, _ payouts: [String]) async throws -> IngestSummary {
        let path = try test.write(
            payouts.joined(separator: "\n") + "\n", "payouts-\(UInt32.random(in: 0...UInt32.max)).jsonl")
        return try await engine.ingest(IngestRequest(files: [path], format: .payouts), progress: { _ in })
    }

    private func cases(_ engine: Engine) async throws -> [String] {
        var filter = QueuedCaseFilter()
        filter.states = ["open"]
        // Nobody in these tests is a known participant, which has cases of its own.
        filter.families = ["ops", "sanctions"]
        return try await engine.store.queuedCases(filter, limit: 100)
            .map { "\($0.family) \($0.subjectKind) \($0.subjectID) \($0.itemCount)" }.sorted()
    }

    /// Whether the latest decision on a payout was made for want of a list.
    private func isHeldForLists(_ engine: Engine, _ id: String) async throws -> Bool {
        let key = EventKey(kind: .payout, ownerCountry: "NL", ownerParty: "KWV", id: id)
        let latest = try #require(try await engine.store.latestAssessment(of: key))
        return latest.hits.contains("LIST") && latest.outcome >= .hold
    }

    private func load(_ engine: Engine, _ test: TestHome, list: String? = nil) async throws {
        var request = ListImportRequest([
            try test.write(ListFiles.unitedNations(0..<10, date: "2026-10-30"), "a.xml")
        ])
        request.listID = list
        _ = try await engine.importLists(request)
    }

    @Test(
        "events later than the limit are held, with one operations case a list and none about the party; at the limit they pass"
    )
    func stale() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T10:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test, both: true))
        try await load(engine, test)
        // `uk` is needed and was never imported: everything is held for it.
        let first = try await ingest(
            engine, test, (0..<5).map { ListFiles.payout("P-\($0)", name: "Wilma Oosterhuis", on: "2026-11-02") })
        #expect(first.outcomes == [.hold: 5])
        #expect(try await cases(engine) == ["ops list uk 5"])
        // 48 hours after the confirmation, to the second, `un` still counts; a second later it does not.
        _ = try await ingest(
            engine, test,
            [
                ListFiles.payout("L-1", name: "Wilma Oosterhuis", on: "2026-11-03"),
                ListFiles.payout("L-2", name: "Wilma Oosterhuis", on: "2026-11-03")
                    .replacingOccurrences(of: "T10:00:00Z", with: "T10:00:01Z"),
            ])
        #expect(try await cases(engine) == ["ops list uk 7", "ops list un 1"])
        try await engine.close()
    }

    @Test("the list confirmed again, the next event passes and the same list held none of it")
    func confirmed() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T10:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        try await load(engine, test)
        let late = try await ingest(engine, test, [ListFiles.payout("P-1", name: "Wilma Oosterhuis", on: "2026-11-05")])
        #expect(late.total.accepted == 1)
        #expect(try await isHeldForLists(engine, "P-1"))
        test.set(clock: "2026-11-05T09:00:00Z")
        try await load(engine, test)
        // A day later: an event of the same instant would be part of the first one's history, which is then judged again.
        let next = try await ingest(engine, test, [ListFiles.payout("P-2", name: "Wilma Oosterhuis", on: "2026-11-06")])
        #expect(next.total.accepted == 1)
        #expect(try await !isHeldForLists(engine, "P-2"))
        // A decision of the stale time is not called a difference now.
        let replay = try await engine.replay(key: nil)
        #expect(replay.differences.isEmpty && replay.underOtherKnowledge == 1, "\(replay.text)")
        try await engine.close()
    }

    @Test("a name on a list that is there is found although another list is missing, and has its own case")
    func match() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T10:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test, both: true))
        try await load(engine, test)
        let found = try await ingest(
            engine, test, [ListFiles.payout("P-1", name: "ZOLTAVAR \(ListFiles.word(4))", on: "2026-11-01")])
        #expect(found.outcomes[.stop] == 1)
        let open = try await cases(engine)
        #expect(open.contains("ops list uk 1") && open.contains { $0.hasPrefix("sanctions ") }, "\(open)")
        try await engine.close()
    }

    @Test("beside samples alone nothing is missing and nothing goes stale, and it says so")
    func samples() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T10:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test, both: true))
        // Four entries: a sample has no least size.
        var request = ListImportRequest([try test.write(ListFiles.unitedNations(0..<4, date: "2026-10-30"), "s.xml")])
        request.kind = .sample
        let report = try await engine.importLists(request)
        #expect(report.lines.map(\.list.listID) == ["sample-un"])
        let late = try await ingest(engine, test, [ListFiles.payout("P-1", name: "Wilma Oosterhuis", on: "2027-11-05")])
        #expect(late.total.accepted == 1)
        #expect(try await !isHeldForLists(engine, "P-1"))
        #expect(try await cases(engine).isEmpty)
        test.set(clock: "2027-11-05T10:00:00Z")
        let status = try await engine.listStatus()
        #expect(status.isSamplesOnly && !status.isWell)
        #expect(status.lines.map { "\($0.id) \($0.state.rawValue)" } == ["sample-un ok", "uk missing", "un missing"])
        #expect(try await engine.status().text.contains("samples only"))
        let start = try Engine.listsAtStart(home: test.home, listsDirectory: engine.options.listsDirectory)
        #expect(start.notice?.contains("samples only") == true)
        #expect(start.unknown(at: status.at).isEmpty)
        // One official list, and the rest is missed.
        try await load(engine, test)
        let after = try Engine.listsAtStart(home: test.home, listsDirectory: engine.options.listsDirectory)
        #expect(after.notice == nil && after.unknown(at: status.at) == ["list missing: uk"])
        #expect(after.unknown(at: status.at, lists: ["un"]).isEmpty)
        try await engine.close()
    }
}
