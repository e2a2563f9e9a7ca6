import Domain
import Engine
import Evidence
import Foundation
import Ingest
import Store
import Testing

/// What a hold on a participant covers: as the planner sees it and as the database does.
extension RetentionEngineTests {
    private struct HeldParts: Sendable {
        let planner: [String]
        let database: [String]
    }

    /// The parts that a hold on a participant covers: as the planner sees them, and as the database does.
    private func held(_ test: TestHome, _ engine: Engine, by hold: String) async throws -> HeldParts {
        var planned: [String] = []
        for index in try await query(
            test,
            """
            SELECT DISTINCT e.idx::text FROM evidence_entry e JOIN evidence_payload p USING (log_id, entry_id)
            WHERE e.log_id = 1 ORDER BY 1
            """)
        {
            let explained = try await engine.explainRetention(index, on: day("2120-01-01"))
            for part in explained.parts where part.verdict.state == .held([hold]) {
                planned.append("\(index) \(part.group.rawValue)")
            }
        }
        let found = try await query(
            test,
            """
            SELECT s.idx || ' ' || s.field_group FROM retention_source s
            WHERE s.log_id = 1 AND participant_hold(ARRAY[s.subject], ARRAY[s.kind], ARRAY[s.source_shard],
              ARRAY[s.source_number], ARRAY[s.counterparty]) = \(hold)
            """)
        return HeldParts(planner: planned.sorted(), database: found.sorted())
    }

    @Test(
        "a hold on a participant covers the payout that comes later and the case that it opens, and lets them go again")
    func holdsLaterPayout() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-28T08:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let people = try test.write(lines("participants") { $0.contains("\"id\":\"P-FR-000007\"") }, "p.jsonl")
        let payouts = try test.write(lines("payouts") { $0.contains("\"id\":\"AMP-PO-000403\"") }, "o.jsonl")
        #expect(try await ingest(engine, people, .participants).total.accepted == 1)
        let hold = try await engine.addHold(
            on: .subject("participant:p-fr-000007"), authority: "BaFin", reason: "request of 3 May", person: "ana")
        guard case .participant("P-FR-000007", let aliases) = hold.cover else {
            Issue.record("\(hold.cover)")
            return
        }
        #expect(!aliases.isEmpty)
        #expect(try await ingest(engine, payouts, .payouts).total.accepted == 1)
        #expect(try await query(test, "SELECT case_id FROM case_file").isEmpty == false, "the payout opens a case")
        let held = try await held(test, engine, by: hold.id)
        #expect(held.planner == held.database)
        let wanted = try await query(
            test,
            """
            SELECT s.idx || ' ' || s.field_group FROM retention_source s WHERE s.log_id = 1 AND (s.kind = 'case_event'
              OR s.kind = 'assessment' AND s.class IN ('participant', 'payout'))
            """)
        #expect(wanted.count > 2 && Set(held.planner).isSuperset(of: wanted), "\(wanted) \(held.planner)")
        // A court's order about any of them is refused as well.
        let ordered = try await query(
            test, "SELECT DISTINCT coalesce(envelope_hold(e), '-') FROM evidence_entry e WHERE kind = 'assessment'")
        #expect(ordered == [hold.id])

        try await engine.releaseHold(hold.id, person: "ben", reason: "the request is settled")
        let free = try await self.held(test, engine, by: hold.id)
        #expect(free.planner.isEmpty && free.database.isEmpty)
        try await engine.close()
    }

    @Test(
        "a hold on a participant covers the sessions of its charge points and of its tokens; what narrows it is found out"
    )
    func holdsSessions() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let (cpo, partner) = try await relationship(test, engine)
        try await end(cpo, "2027-05-05", engine)
        try await end(partner, "2028-02-29", engine)
        try await appoint(engine)
        let all = try await engine.retentionPlan(on: day("2033-03-01"))
        let file = try await approved(test, engine, all)
        // Named by its alias, it is the participant all the same.
        let alias = try #require(
            try await query(
                test, "SELECT encode(alias, 'hex') FROM subject_alias WHERE natural_key = \("participant:\(partner)")"
            ).first)
        let hold = try await engine.addHold(
            on: .subject(alias), authority: "BaFin", reason: "request of 3 May", person: "ana")
        let held = try await held(test, engine, by: hold.id)
        #expect(held.planner == held.database)
        let decisions = try await query(
            test, "SELECT idx || ' decision' FROM evidence_entry WHERE class = 'session' AND kind = 'assessment'")
        #expect(decisions.count == 6 && Set(held.planner).isSuperset(of: decisions), "\(held.planner)")
        #expect(try await states(engine, "session", on: "2033-03-01")["decision"] == "held")
        let refused = try await engine.purge(file, person: "ben")
        #expect(refused.parts == 0)
        #expect(refused.refusal?.contains(hold.id) == true, "\(String(describing: refused.refusal))")

        // Taken out of the table, what the log states is missed; so is another one in its place.
        for forged in ["NULL", "'P-OTHER'"] {
            _ = try await query(
                test,
                SQL(stringLiteral: "UPDATE retention_hold SET participant_id = \(forged) RETURNING hold_id::text"))
            let found = try await engine.purge(file, person: "ben")
            #expect(
                found.parts == 0 && found.refusal?.contains("\(hold.id) covers something else") == true,
                "\(String(describing: found.refusal))")
            let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
            #expect(report.findings.contains { $0.code == .holdMismatch }, "\(report.text)")
        }
        _ = try await query(
            test, "UPDATE retention_hold SET participant_id = \(asciiUpper(partner)) RETURNING hold_id::text")

        // The rest goes around it, and all of it when it has ended.
        let around = try await engine.purge(
            approved(test, engine, engine.retentionPlan(on: day("2033-03-02"))), person: "ben")
        #expect(around.refusal == nil && around.parts > 0, "\(String(describing: around.refusal))")
        #expect(try await self.held(test, engine, by: hold.id).planner == held.planner, "nothing that is held went")
        try await engine.releaseHold(hold.id, person: "eva", reason: "the request is settled")
        let last = try await engine.purge(
            approved(test, engine, engine.retentionPlan(on: day("2033-03-03"))), person: "ben")
        #expect(last.refusal == nil && last.parts >= UInt64(decisions.count), "\(String(describing: last.refusal))")
        _ = try await proven(engine)
        try await engine.close()
    }

    /// A record of the register that the sample has for `NL*BZG`, as another participant with one party of `NL`.
    ///
    /// - Parameter id: as JSON has it.
    private func participant(_ id: String, _ party: String) throws -> Substring {
        let record = String(try #require(lines("participants") { $0.contains("\"party_id\":\"BZG\"") }.first))
        let own = String(try #require(record.firstMatch(of: /"id":"(P-[^"]+)"/)).1)
        return record.replacing("\"id\":\"\(own)\"", with: "\"id\":\"\(id)\"")
            .replacing("BZG", with: party)[...]
    }

    /// A session of one hour that costs nothing, as a CDR. Two of a token that overlap open a case.
    private func cdr(
        _ id: String, token: String, of party: String, at start: String, updated: String = "2018-07-04T00:00:00Z"
    ) throws -> Substring {
        let at = try #require(Instant(start))
        return """
            {"country_code":"GB","party_id":"CPS","id":"\(id)","start_date_time":"\(at)","end_date_time":"\(at + .hour)",\
            "session_id":"\(id)","cdr_token":{"country_code":"NL","party_id":"\(party)","uid":"\(token)","type":"RFID",\
            "contract_id":"NL-\(party)-C\(token)-1"},"auth_method":"WHITELIST","cdr_location":{"id":"L1",\
            "address":"Quay 1","city":"Ayr","country":"GBR","coordinates":{"latitude":"56.46","longitude":"-2.97"},\
            "evse_uid":"E\(id)","evse_id":"GB*CPS*E\(id)","connector_id":"1",\
            "connector_standard":"IEC_62196_T2","connector_format":"SOCKET","connector_power_type":"AC_3_PHASE"},\
            "currency":"GBP","charging_periods":[{"start_date_time":"\(at)","dimensions":[{"type":"ENERGY",\
            "volume":10},{"type":"TIME","volume":1}]}],"total_cost":{"excl_vat":0,"incl_vat":0},\
            "total_energy":10,"total_time":1,"last_updated":"\(updated)"}
            """[...]
    }

    @Test("a hold on a driver's participant covers the case about his session when its CDR is corrected to another")
    func holdsCaseOfCorrectedSession() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let people = try test.write([participant("P-FIRST", "BZG"), participant("P-OTHER", "BZH")], "p.jsonl")
        #expect(try await ingest(engine, people, .participants).total.accepted == 2)
        let format = IngestFormat.ocpi(module: nil, version: nil, owner: nil)
        let (ten, half) = ("2018-07-03T10:00:00Z", "2018-07-03T10:30:00Z")
        let first = try [cdr("C1", token: "TA", of: "BZG", at: ten), cdr("C2", token: "TA", of: "BZG", at: half)]
        #expect(try await ingest(engine, test.write(first, "first.jsonl"), format).total.accepted == 2)
        let opened = try await query(test, "SELECT case_id FROM case_file WHERE family = 'velocity'")
        try #require(!opened.isEmpty)
        let later = "2018-07-09T00:00:00Z"
        let second = try [
            cdr("C1", token: "TB", of: "BZH", at: ten, updated: later),
            cdr("C2", token: "TB", of: "BZH", at: half, updated: later),
        ]
        #expect(try await ingest(engine, test.write(second, "second.jsonl"), format).total.revised == 2)

        let hold = try await engine.addHold(
            on: .subject("participant:P-FIRST"), authority: "BaFin", reason: "request of 3 May", person: "ana")
        let held = try await held(test, engine, by: hold.id)
        #expect(held.planner == held.database)
        for id in opened {
            let wanted = try await query(
                test,
                """
                SELECT s.idx || ' ' || s.field_group FROM retention_source s
                JOIN case_file f ON f.shard = s.source_shard AND f.number = s.source_number
                WHERE s.log_id = 1 AND s.kind = 'case_event' AND f.case_id = \(id)
                """)
            #expect(!wanted.isEmpty && Set(held.planner).isSuperset(of: wanted), "\(wanted) \(held.planner)")
            // The end of both relationships is awaited, also of the one that the latest decision does not name.
            let index = String(try #require(wanted.first).prefix { $0 != " " })
            let explained = try await engine.explainRetention(index, on: day("2033-01-01"))
            #expect(Set(explained.relationships.map(\.participant)).isSuperset(of: ["P-FIRST", "P-OTHER"]))
        }
        try await engine.close()
    }

    @Test("an id of a participant counts as it is, also where it is long or not ASCII")
    func exactIDs() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let ids = ["n\u{FC}-1", "P-" + String(repeating: "7", count: 88)]
        let people = try test.write([participant(ids[0], "BZG"), participant(ids[1], "BZH")], "p.jsonl")
        #expect(try await ingest(engine, people, .participants).total.accepted == 2)
        let cdrs = try [
            cdr("C1", token: "TA", of: "BZG", at: "2018-07-03T10:00:00Z"),
            cdr("C2", token: "TB", of: "BZH", at: "2018-07-03T10:00:00Z"),
        ]
        let format = IngestFormat.ocpi(module: nil, version: nil, owner: nil)
        #expect(try await ingest(engine, test.write(cdrs, "cdrs.jsonl"), format).total.accepted == 2)
        for id in ids {
            let decisions = try await query(
                test, "SELECT idx || ' decision' FROM retention_source WHERE counterparty = \(asciiUpper(id))")
            #expect(decisions.count == 1, "\(id)")
            let hold = try await engine.addHold(
                on: .subject("participant:\(id)"), authority: "BaFin", reason: "request of 3 May", person: "ana")
            let held = try await held(test, engine, by: hold.id)
            #expect(held.planner == held.database && Set(held.planner).isSuperset(of: decisions), "\(held)")
            let index = String(try #require(decisions.first).prefix { $0 != " " })
            let explained = try await engine.explainRetention(index, on: day("2033-01-01"))
            #expect(explained.relationships.map(\.participant).contains(asciiUpper(id)))
            try await engine.releaseHold(hold.id, person: "ben", reason: "the request is settled")
        }
        try await engine.close()
    }

    @Test("a counterparty is read from a payload up to its closing quote; what is none is null and never an error")
    func counterparties() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        func payload(_ rest: String) -> [UInt8] { Array((#"{"facts":{"counterparty.id":""# + rest).utf8) }
        let odd = payload("")
        let payloads: [(bytes: [UInt8], id: String)] = [
            (payload(#"P-1","energy":"7"}}"#), "P-1"),
            (payload(#"P \"Q\" \\ \u0009R\\","energy":"7"}}"#), "P \"Q\" \\ \tR\\"),
            (payload("N\u{FC}-\u{20AC}\u{1F50C}\"}}"), "N\u{FC}-\u{20AC}\u{1F50C}"),
            (payload("\"}}"), "none"),
            (payload("P-1"), "none"),
            (payload("P\\"), "none"),
            (payload(#"P\x","energy":"7"}}"#), "none"),
            (payload(#"P\u0000"}}"#), "none"),
            (odd + [0xC3, 0x22], "none"),
            (odd + [0xED, 0xA0, 0x80, 0x22], "none"),
            (odd + [0x50, 0x00, 0x22], "none"),
            (Array("{}".utf8), "none"),
            ([], "none"),
        ]
        for (bytes, id) in payloads {
            let found = try await query(test, "SELECT coalesce(decision_counterparty(\(bytes)), 'none')")
            #expect(found == [id], "\(bytes)")
        }
        try await engine.close()
    }

    @Test("a hold on a participant whom the log does not know yet covers what comes, however its prefix is spelled")
    func holdsUnknown() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-28T08:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let hold = try await engine.addHold(
            on: .subject("Participant:p-fr-000007"), authority: "BaFin", reason: "request of 3 May", person: "ana")
        #expect(hold.cover == .participant("P-FR-000007", aliases: []))
        let people = try test.write(lines("participants") { $0.contains("\"id\":\"P-FR-000007\"") }, "p.jsonl")
        let payouts = try test.write(lines("payouts") { $0.contains("\"id\":\"AMP-PO-000403\"") }, "o.jsonl")
        #expect(try await ingest(engine, people, .participants).total.accepted == 1)
        #expect(try await ingest(engine, payouts, .payouts).total.accepted == 1)
        let held = try await held(test, engine, by: hold.id)
        #expect(held.planner == held.database)
        let wanted = try await query(
            test,
            """
            SELECT s.idx || ' ' || s.field_group FROM retention_source s
            WHERE s.log_id = 1 AND s.kind = 'assessment' AND s.class IN ('participant', 'payout')
            """)
        #expect(!wanted.isEmpty && Set(held.planner).isSuperset(of: wanted), "\(wanted) \(held.planner)")
        let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(!report.findings.contains { $0.code == .holdMismatch }, "\(report.text)")
        // What is no participant has to be known.
        await #expect(throws: EngineError.self) {
            _ = try await engine.addHold(
                on: .subject("token:DE:NONE"), authority: "BaFin", reason: "request of 3 May", person: "ana")
        }
        try await engine.close()
    }
}
