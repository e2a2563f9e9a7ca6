import Assessment
import Domain
import Evidence
import Foundation
import Ingest
import Store
import Testing

@testable import Engine

extension RetentionEngineTests {
    /// What a removal in full reaches of other kinds of entries than assessments, and the numbers it leaves taken.
    @Suite("kinds of a removal", .serialized) struct RemovalKindTests {
        private let steps = RetentionEngineTests()

        private func remove(_ engine: Engine, _ index: UInt64) async throws -> String {
            let order = try await engine.orderRemoval(
                of: "\(index)", authority: "LG Berlin 7 O 12/31", reason: "judgment of 4 June, final", person: "ana")
            for person in ["ben", "eva"] {
                _ = try await engine.approveRemoval(order.id, person: person, reason: "read the judgment")
            }
            let removal = try await engine.removeEnvelope(order.id, person: "ben")
            #expect(removal.refusal == nil && removal.statement != nil, "\(String(describing: removal.refusal))")
            return order.id
        }

        /// The place of the newest entry of a kind and class.
        private func newest(_ test: TestHome, _ kind: String, _ recordClass: String) async throws -> UInt64 {
            let found = try await steps.query(
                test,
                """
                SELECT max(idx)::text FROM evidence_entry WHERE kind = \(kind) AND class = \(recordClass)
                HAVING count(*) > 0
                """)
            return try #require(found.first.flatMap { UInt64($0) })
        }

        @Test("of a removed report nothing is left but that there was one; list, bundle and entry name the order")
        func report() async throws {
            let test = try TestHome()
            test.set(clock: "2026-11-20T10:00:00Z")
            let engine = try await test.engine()
            try await steps.sessions(test, engine, 20)
            try await steps.appoint(engine)
            let from = try #require(Instant("2026-01-01T00:00:00Z"))
            let to = try #require(Instant("2026-11-01T00:00:00Z"))
            let built = try await engine.buildActivityReport(from: from, to: to)
            test.set(clock: "2026-11-20T11:00:00Z")
            let other = try await engine.buildActivityReport(from: from, to: to)
            let places = try await steps.query(
                test, "SELECT idx::text FROM evidence_entry WHERE kind = 'report' ORDER BY idx")
            #expect(places.count == 2)
            let index = try #require(places.first.flatMap { UInt64($0) })
            let order = try await remove(engine, index)

            let rows = try await engine.store.reports(limit: 10)
            let row = try #require(rows.first { $0.id == built.id })
            #expect(row.contentHash == nil && row.removedIndex == index)
            #expect(try await engine.removals(of: rows).keys.sorted() == [built.id])
            #expect(try await engine.removals(of: rows)[built.id]?.contains(order) == true)
            #expect(try await engine.store.report(built.id) == nil)
            #expect(try await engine.store.report(other.id) != nil)
            #expect(
                try await steps.query(
                    test, "SELECT report_id::text FROM report WHERE content IS NULL AND content_hash IS NULL")
                    == ["\(built.id)"])

            try await engine.seal()
            await #expect { _ = try await engine.bundle(.report(built.id), at: engine.options.clock()) } throws: {
                "\($0)".contains("removed in full by order \(order) of LG Berlin 7 O 12/31")
            }
            #expect(try await engine.bundle(.report(other.id), at: engine.options.clock()).report.count == 1)
            #expect(try await engine.bundle(.entries([index]), at: engine.options.clock()).subject == "1 entry")
            let shown = try await engine.evidence(index: index)
            #expect(shown.contains("by order \(order)") && !shown.contains("entry id"), "\(shown)")
            try await engine.close()
        }

        @Test("the number of a removed revision of a participant is not given again; who asks is told the order")
        func participant() async throws {
            let test = try TestHome()
            test.set(clock: "2026-11-20T10:00:00Z")
            let engine = try await test.engine()
            _ = try await engine.initialise()
            try await steps.appoint(engine)
            let id = "P-FR-000007"
            let line = try #require(steps.lines("participants") { $0.contains("\"id\":\"\(id)\"") }.first)
            func ingest(_ day: String, _ engine: Engine) async throws {
                let time = "\(day)T00:00:00Z"
                let record = String(line).replacing(/"valid_from":"[^"]*"/, with: "\"valid_from\":\"\(time)\"")
                    .replacing(/"received_at":"[^"]*"/, with: "\"received_at\":\"\(time)\"")
                let path = try test.write([Substring(record)], "p-\(day).jsonl")
                _ = try await steps.ingest(engine, path, .participants)
            }
            for day in ["2024-01-01", "2024-01-02"] { try await ingest(day, engine) }
            #expect(try await engine.store.participants().map(\.revision) == [2])

            let order = try await remove(engine, try await newest(test, "assessment", "participant"))
            #expect(try await engine.store.participants().isEmpty)
            await #expect { _ = try await engine.participant(id, at: engine.options.clock()) } throws: {
                "\($0)".contains("revision 2") && "\($0)".contains("removed in full by order \(order)")
            }
            try await ingest("2024-01-03", engine)
            #expect(try await engine.store.participants().map(\.revision) == [3])
            #expect(engine.context.knowledge.participants.participant(id: id)?.revision == 3)
            #expect(try await engine.participant(id, at: engine.options.clock()).contains("record revision 3"))
            try await engine.close()

            let again = try await test.engine()
            let replay = try await again.replay(key: nil)
            #expect(replay.isEqual, "\(replay.text)")
            #expect(again.context.knowledge.participants.participant(id: id)?.revision == 3)
            try await again.close()
        }

        @Test("a case names nobody that a removed decision suspected; a removed good-list decision clears nobody")
        func suspicion() async throws {
            let test = try TestHome()
            test.set(clock: "2026-10-01T08:00:00Z")
            let engine = try await test.engine(lists: try ListFiles.sources(test, minimum: 1))
            _ = try await engine.initialise()
            try await steps.appoint(engine)
            let xml = """
                <?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2026-10-01T00:00:00.000Z">\
                <INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>ZOLTAVAR BRENKOVIC</FIRST_NAME>\
                <UN_LIST_TYPE>Sample</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.1</REFERENCE_NUMBER><COMMENTS1>none</COMMENTS1>\
                </INDIVIDUAL></INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>
                """
            _ = try await engine.importLists(ListImportRequest([try test.write([Substring(xml)], "un.xml")]))
            let payout = """
                {"format":"amplomb.payout/1","owner":"NL*KWV","id":"P-1","execute_at":"2026-10-01T09:00:00Z",\
                "amount":{"amount":"10.00","currency":"EUR"},"debtor":{"name":"Kwartaal","iban":"NL22ZZSA0000000002"},\
                "creditor":{"name":"Zoltavar Brenkovic","country":"NL","iban":"NL04ZZSA0000001005"},\
                "end_to_end_id":"E","remittance":"R"}
                """
            _ = try await steps.ingest(engine, try test.write([Substring(payout)], "o.jsonl"), .payouts)
            let key = EventKey(kind: .payout, ownerCountry: "NL", ownerParty: "KWV", id: "P-1")
            let decision = try await engine.addGoodList(
                GoodListRequest(
                    source: .assessment(key), list: "un", entryID: "QDi.1",
                    reason: "born 1985 in Lyon, the listed one 1951", person: "ana"))

            // The newest entry of the class is the decision of the good-list.
            let cleared = try await remove(engine, try await newest(test, "case_event", "case"))
            let left = try await engine.goodListEntry(decision.id).entry
            #expect(left.subject == "removed" && left.entryID == "removed" && left.reason.contains("order \(cleared)"))
            #expect(
                try await steps.query(
                    test, "SELECT count(*)::text FROM case_proposal WHERE body::text LIKE '%born 1985%'") == ["0"])

            let suspected: SQL = """
                SELECT count(*)::text FROM case_item
                WHERE list_entry IS NOT NULL OR list_version IS NOT NULL OR sentence::text LIKE '%QDi.1%'
                """
            #expect(try await steps.query(test, suspected) != ["0"])
            let order = try await remove(engine, try await newest(test, "assessment", "payout"))
            #expect(try await steps.query(test, suspected) == ["0"])
            let file = try #require(try await engine.store.cases(CaseFilter()).first { $0.family == "sanctions" })
            let detail = try #require(try await engine.store.caseDetail(file.caseID))
            let erasures = try await engine.erasures(of: detail.items)
            #expect(!detail.items.isEmpty && detail.items.allSatisfy { erasures[$0.seq]?.contains(order) == true })
            let reasons = engine.reasons(of: detail, held: [], erasures: erasures)
            #expect(reasons.contains("removed in full by order \(order)") && !reasons.contains(": ."), "\(reasons)")
            try await engine.close()
        }
    }
}
