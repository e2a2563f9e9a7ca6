import Domain
import Foundation
import Ingest
import Screening
import Store
import Synchronization
import Testing

@testable import Engine

/// An entry of a made-up UN list.
private struct Listed {
    var id: String
    var name: String
    var birthYear: Int?
    var remark = "none"

    var xml: String {
        let birth = birthYear.map {
            """
            <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>\($0)-03-04</DATE></INDIVIDUAL_DATE_OF_BIRTH>
            """
        }
        return """
            <INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>\(name)</FIRST_NAME><UN_LIST_TYPE>Sample</UN_LIST_TYPE>\
            <REFERENCE_NUMBER>\(id)</REFERENCE_NUMBER><COMMENTS1>\(remark)</COMMENTS1>\(birth ?? "")</INDIVIDUAL>
            """
    }
}

@Suite("screening in the engine", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct ScreeningEngineTests {
    private static let reason = "born 1985 in Lyon, the listed one 1951"

    private func importList(_ engine: Engine, _ test: TestHome, _ entries: [Listed]) async throws -> ListImportReport {
        let xml = """
            <?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2026-10-01T00:00:00.000Z"><INDIVIDUALS>\
            \(entries.map(\.xml).joined())</INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>
            """
        return try await engine.importLists(ListImportRequest([try test.write([Substring(xml)], "un.xml")]))
    }

    /// A payout to the account, executed at the instant.
    private func payout(_ id: String, name: String, at: String, account: String = "NL04ZZSA0000001005") -> Substring {
        """
        {"format":"amplomb.payout/1","owner":"NL*KWV","id":"\(id)","execute_at":"\(at)",\
        "amount":{"amount":"10.00","currency":"EUR"},"debtor":{"name":"Kwartaal","iban":"NL22ZZSA0000000002"},\
        "creditor":{"name":"\(name)","country":"NL","iban":"\(account)"},"end_to_end_id":"E","remittance":"R"}
        """
    }

    private func pay(_ engine: Engine, _ test: TestHome, _ payout: Substring) async throws -> IngestSummary {
        try await engine.ingest(
            IngestRequest(files: [try test.write([payout], "payout.jsonl")], format: .payouts), progress: { _ in })
    }

    private func key(_ id: String) -> EventKey {
        EventKey(kind: .payout, ownerCountry: "NL", ownerParty: "KWV", id: id)
    }

    private func sanctionsHits(_ engine: Engine, _ id: String) async throws -> [String] {
        try await engine.store.latestAssessment(of: key(id))?.hits.filter { $0.hasPrefix("SA-") || $0 == "SCREENING" }
            ?? []
    }

    private func request(_ id: String, by: String = "ana", reason: String = Self.reason) -> GoodListRequest {
        GoodListRequest(
            source: .assessment(key(id)), list: "un", entryID: "QDi.1", reason: reason, person: by)
    }

    private static let other = Listed(id: "QDi.9", name: "QUARRANTINO TESTAROSSI")

    @Test(
        "a good-listed pair opens no case, its use is counted, and it asks again when the entry changes, not for a remark"
    )
    func goodList() async throws {
        let test = try TestHome()
        test.set(clock: "2026-10-01T08:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test, minimum: 1))
        _ = try await engine.initialise()
        var entry = Listed(id: "QDi.1", name: "ZOLTAVAR BRENKOVIC")
        let list = try #require(try await importList(engine, test, [entry, Self.other]).lines.first).list.listID
        #expect(list == "un")
        _ = try await pay(engine, test, payout("P-1", name: "Zoltavar Brenkovic", at: "2026-10-01T09:00:00Z"))
        #expect(try await !sanctionsHits(engine, "P-1").isEmpty)
        let opened = try await engine.store.caseCount(CaseFilter())

        let file = try #require(try await engine.store.cases(CaseFilter()).first { $0.family == "sanctions" })
        let match = try #require(try await engine.explainMatch(caseID: file.caseID, item: 1))
        #expect(match.role == "creditor" && match.query == "Zoltavar Brenkovic" && match.candidate.entryID == "QDi.1")
        #expect(try await engine.explainMatch(caseID: file.caseID, item: 99) == nil)

        let preview = try await engine.previewGoodList(request("P-1"))
        #expect(preview.hits == 1 && preview.needsApproval && preview.subject == "account:NL04ZZSA0000001005")
        let decision = try await engine.addGoodList(request("P-1"))
        #expect(decision.state == .proposed)
        _ = try await pay(engine, test, payout("P-2", name: "Zoltavar Brenkovic", at: "2026-10-01T10:00:00Z"))
        #expect(try await !sanctionsHits(engine, "P-2").isEmpty, "a proposal clears nothing")
        await #expect { try await engine.approveGoodList(decision.id, person: "ana") } throws: {
            ($0 as? EngineError)?.code == .notPermitted
        }
        test.set(clock: "2026-10-01T12:00:00Z")
        let active = try await engine.approveGoodList(decision.id, person: "ben")
        #expect(active.state == .active && engine.shownSubject(active.subject).hasPrefix("account-"))

        test.set(clock: "2026-10-02T08:00:00Z")
        _ = try await pay(engine, test, payout("P-3", name: "Zoltavar Brenkovic", at: "2026-10-02T09:00:00Z"))
        #expect(try await sanctionsHits(engine, "P-3").isEmpty)
        let cleared = StoredScreening.parties(
            in: try #require(try await engine.store.latestAssessment(of: key("P-3"))?.result))
        #expect(cleared.flatMap(\.candidates).first?.clearedBy == decision.id)
        #expect(try await engine.goodListEntry(decision.id).uses.map(\.event) == [key("P-3")])
        #expect(try await engine.replay(key: key("P-1")).isEqual, "what was decided before is not touched")
        #expect(try await engine.replay(key: key("P-3")).isEqual)

        // Another subject with the same name shares nothing.
        _ = try await pay(
            engine, test,
            payout("P-4", name: "Zoltavar Brenkovic", at: "2026-10-02T09:00:00Z", account: "NL74ZZSA0000001006"))
        #expect(try await !sanctionsHits(engine, "P-4").isEmpty)

        entry.remark = "another remark"
        _ = try await importList(engine, test, [entry, Self.other])
        _ = try await pay(engine, test, payout("P-5", name: "Zoltavar Brenkovic", at: "2026-10-02T10:00:00Z"))
        #expect(try await sanctionsHits(engine, "P-5").isEmpty)

        entry.birthYear = 1951
        _ = try await importList(engine, test, [entry, Self.other])
        _ = try await pay(engine, test, payout("P-6", name: "Zoltavar Brenkovic", at: "2026-10-02T11:00:00Z"))
        #expect(try await !sanctionsHits(engine, "P-6").isEmpty)
        let cases = try await engine.store.cases(CaseFilter())
        let sentences = cases.compactMap(\.headline).map { String(decoding: $0, as: UTF8.self) }
        #expect(sentences.contains { $0.contains(decision.id) && $0.contains(Self.reason) }, "\(sentences)")
        #expect(try await engine.store.caseCount(CaseFilter()) >= opened)
        try await engine.close()
    }

    @Test("a revoked decision clears what came before and nothing after")
    func revoked() async throws {
        let test = try TestHome()
        test.set(clock: "2026-10-01T08:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test, minimum: 1))
        _ = try await engine.initialise()
        _ = try await importList(engine, test, [Listed(id: "QDi.1", name: "ZOLTAVAR BRENKOVIC")])
        _ = try await pay(engine, test, payout("P-1", name: "Zoltavar Brenkovic", at: "2026-10-01T09:00:00Z"))
        let decision = try await engine.addGoodList(request("P-1"))
        _ = try await engine.approveGoodList(decision.id, person: "ben")
        _ = try await pay(engine, test, payout("P-2", name: "Zoltavar Brenkovic", at: "2026-10-01T10:00:00Z"))
        #expect(try await sanctionsHits(engine, "P-2").isEmpty)
        test.set(clock: "2026-10-01T11:00:00Z")
        _ = try await engine.revokeGoodList(decision.id, person: "ben", reason: "the account changed its owner")
        _ = try await pay(engine, test, payout("P-3", name: "Zoltavar Brenkovic", at: "2026-10-01T12:00:00Z"))
        #expect(try await !sanctionsHits(engine, "P-3").isEmpty)
        #expect(try await engine.replay(key: key("P-1")).isEqual, "executed after the decision, assessed before it")
        #expect(try await engine.replay(key: key("P-2")).isEqual)
        await #expect(throws: EngineError.self) {
            _ = try await engine.revokeGoodList(decision.id, person: "ben", reason: Self.reason)
        }
        try await engine.close()
    }

    @Test("what cannot be decided is refused in words")
    func refusals() async throws {
        let test = try TestHome()
        test.set(clock: "2026-10-01T08:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test, minimum: 1))
        _ = try await engine.initialise()
        func code(_ request: GoodListRequest) async -> EngineError.Code? {
            do {
                _ = try await engine.addGoodList(request)
                return nil
            } catch { return (error as? EngineError)?.code }
        }
        #expect(await code(request("P-1")) == .unavailable, "no list is in force")
        _ = try await importList(engine, test, [Listed(id: "QDi.1", name: "ZOLTAVAR BRENKOVIC"), Self.other])
        #expect(await code(request("P-1")) == .unreadable, "no such event")
        _ = try await pay(engine, test, payout("P-1", name: "Zoltavar Brenkovic", at: "2026-10-01T09:00:00Z"))
        #expect(await code(request("P-1", reason: "nineteen characters")) == .unreadable)
        for name in [" ", "Ann", "ann ", "a\u{200B}nn"] {
            #expect(await code(request("P-1", by: name)) == .notPermitted, "one spelling a person")
        }
        var wrong = request("P-1")
        wrong.entryID = "QDi.9"
        #expect(await code(wrong) == .unreadable, "no candidate")
        wrong = request("P-1")
        wrong.days = 732
        #expect(await code(wrong) == .unreadable)
        wrong.days = 0
        #expect(await code(wrong) == .unreadable)
        for id in ["G-0", "88", "G-x", "G-99"] {
            await #expect(throws: EngineError.self) { _ = try await engine.goodListEntry(id) }
        }
        #expect(await code(request("P-1", reason: "exactly twenty chars")) == nil)
        try await engine.close()
    }

    @Test("a changed list asks every participant again, opens one case each, and a removed entry informs it")
    func rescreen() async throws {
        let test = try TestHome()
        test.set(clock: "2026-10-01T08:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test, minimum: 1))
        _ = try await engine.initialise()
        let records = try #require(
            Sample(seed: 7).files.first { $0.path == "participants/participants.jsonl" }
        ).bytes
        let lines = String(decoding: records, as: UTF8.self).split(separator: "\n")
        _ = try await importList(engine, test, [Self.other])
        _ = try await engine.ingest(
            IngestRequest(files: [try test.write(lines, "participants.jsonl")], format: .participants),
            progress: { _ in })
        let name = try #require(
            try await engine.participants(at: engine.options.clock()).first { $0[1] == "driver" }?.last)
        let before = try await engine.store.caseCount(CaseFilter())
        let listed = Listed(id: "QDi.2", name: name.uppercased())
        let added = try #require(try await importList(engine, test, [Self.other, listed]).rescreen)
        #expect(added.entries == 1 && added.subjects >= lines.count)
        #expect(added.hits >= 1 && added.cases >= 1 && added.removed == 0, "\(added.text)")
        let cases = try await engine.store.cases(CaseFilter())
        #expect(cases.count == Int(before) + added.cases)
        let file = try #require(cases.first { $0.family == "sanctions" })
        #expect(file.subjectKind == "participant")

        let again = try await importList(engine, test, [Self.other, listed])
        #expect(again.rescreen == nil, "the same list changes nothing")
        let removed = try #require(
            try await importList(engine, test, [Self.other, Listed(id: "QDi.3", name: "PLOMBOWSKI KARIMZADE")]).rescreen
        )
        #expect(removed.removed == 1 && removed.informed == added.cases, "\(removed.text)")
        let after = try #require(try await engine.store.caseDetail(file.caseID))
        #expect(after.file.state == file.state && after.file.outcome == file.outcome)
        #expect(after.items.last.map { String(decoding: $0.sentence, as: UTF8.self).contains("no more") } == true)
        try await engine.close()
    }

    @Test("a screening replays identically, and says which list it was made under once there is another")
    func explain() async throws {
        let test = try TestHome()
        test.set(clock: "2026-10-01T08:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test, minimum: 1))
        _ = try await engine.initialise()
        let entry = Listed(id: "QDi.1", name: "ZOLTAVAR BRENKOVIC")
        _ = try await importList(engine, test, [entry, Self.other])
        _ = try await pay(engine, test, payout("P-1", name: "Zoltavar Brenkovic", at: "2026-10-01T09:00:00Z"))
        let same = try await engine.explainScreening(key("P-1"))
        #expect(
            same.isIdentical && same.otherKnowledge.isEmpty && same.candidates >= 1 && same.text.hasPrefix("identical"))
        _ = try await importList(engine, test, [Self.other, Listed(id: "QDi.4", name: "PLOMBOWSKI KARIMZADE")])
        let other = try await engine.explainScreening(key("P-1"))
        #expect(!other.isIdentical && other.differences.contains { $0.contains("QDi.1 was found, and is not now") })
        #expect(other.otherKnowledge.contains { $0.contains("list un") }, "\(other.text)")
        await #expect(throws: EngineError.self) { _ = try await engine.explainScreening(key("P-9")) }
        await #expect(throws: EngineError.self) { _ = try await engine.explainScreening(key("P-1"), revision: 9) }
        try await engine.close()
    }

    @Test("the desk says what is missing or stale, for the lists that are asked")
    func desk() async throws {
        let test = try TestHome()
        test.set(clock: "2026-10-01T08:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test, minimum: 1))
        let empty = try await engine.screeningDesk().screen(ScreeningQuery(name: "Nobody"))
        #expect(empty.missing == ["list missing: no list is in force"] && empty.result.outcome == .hold)
        _ = try await importList(engine, test, [Self.other])
        let fresh = try await engine.screeningDesk()
        #expect(fresh.unknown.isEmpty)
        var options = ScreeningDesk.Options()
        options.lists = ["un", "eu-fsf"]
        let asked = fresh.screen(ScreeningQuery(name: "Nobody"), options)
        #expect(asked.missing == ["list missing: eu-fsf"] && asked.result.outcome == .hold)
        let early = try await engine.screeningDesk(asOf: Instant("2026-09-01T00:00:00Z"))
        #expect(early.unknown.first?.hasPrefix("list missing") == true)
        test.set(clock: "2027-10-01T08:00:00Z")
        let stale = try await engine.screeningDesk(reusing: fresh.screener)
        #expect(stale.unknown == ["list stale: un"])
        options.lists = ["un"]
        #expect(stale.screen(ScreeningQuery(name: "Nobody"), options).result.outcome == .hold)
        try await engine.close()
    }
}
