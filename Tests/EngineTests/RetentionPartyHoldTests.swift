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
}
