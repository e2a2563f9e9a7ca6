import Domain
import Engine
import Evidence
import Foundation
import Ingest
import Store
import Synchronization
import Testing

/// Whose law binds a record and whose relationship it belongs to, through the commands that are documented.
extension RetentionEngineTests {
    private static let sample = Sample(seed: 42)

    func lines(_ folder: String, _ keep: (Substring) -> Bool = { _ in true }) -> [Substring] {
        Self.sample.files.filter { $0.path.hasPrefix(folder + "/") && $0.path.hasSuffix(".jsonl") }.flatMap {
            String(decoding: $0.bytes, as: UTF8.self).split(separator: "\n")
        }.filter(keep)
    }

    func end(_ participant: String, _ date: String, _ engine: Engine) async throws {
        try await engine.setRetentionDate(
            .relationshipEnd, day(date), of: .subject("participant:\(participant)"), person: "ana",
            reason: "contract ended")
    }

    private func index(_ test: TestHome, ofClass recordClass: String) async throws -> String {
        try #require(
            try await query(
                test,
                "SELECT idx::text FROM evidence_entry WHERE class = \(recordClass) AND kind = 'assessment' ORDER BY idx"
            ).first)
    }

    @Test(
        "a stopped payment to a country of which no row speaks outlives a request for erasure: its participant's law keeps it"
    )
    func stoppedPayment() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-28T08:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let people = try test.write(lines("participants") { $0.contains("\"id\":\"P-FR-000007\"") }, "p.jsonl")
        let payouts = try test.write(lines("payouts") { $0.contains("\"id\":\"AMP-PO-000403\"") }, "o.jsonl")
        #expect(try await ingest(engine, people, .participants).total.accepted == 1)
        #expect(try await ingest(engine, payouts, .payouts).total.accepted == 1)
        let alias = try #require(
            try await query(test, "SELECT encode(subject, 'hex') FROM evidence_entry WHERE class = 'payout'").first)
        let index = try await index(test, ofClass: "payout")
        for day in ["2026-11-28", "2033-11-28", "2099-01-01"] {
            let erasure = try await engine.erasurePlan(of: alias, legalBasis: "GDPR Art. 17(1)(a)", on: self.day(day))
            #expect(erasure.lines.first { $0.group == "decision" }?.state == "waiting", "\(erasure.lines)")
            #expect(erasure.ranges.spans[.decision] == nil)
            let plan = try await engine.retentionPlan(on: self.day(day))
            #expect(!plan.lines.contains { $0.group == "decision" && $0.state != "waiting" }, "\(plan.lines)")
        }
        let explained = try await engine.explainRetention(index, on: day("2033-11-28"))
        #expect(
            explained.countries.map { "\($0.country) \($0.words)" } == [
                "KP of the record", "FR of participant P-FR-000007",
            ])
        #expect(explained.relationships.map(\.participant) == ["P-FR-000007"] && explained.areParticipantsKnown)
        #expect(explained.parts.first { $0.group == .decision }?.verdict.decidingRule == "eu_amlr_relationship")
        // What is stored as it was written says the same as a plan.
        #expect(try await engine.recomputeRetention().changed == 0)
        try await engine.close()
    }

    /// One operator and one Demand Partner of Estonia, and sessions in Estonia between them.
    func relationship(_ test: TestHome, _ engine: Engine) async throws -> (operator: String, partner: String) {
        _ = try await engine.initialise()
        let sessions = lines("sessions") {
            $0.hasPrefix("{\"country_code\":\"FR\",\"party_id\":\"VRV\"")
                && $0.contains("\"cdr_token\":{\"country_code\":\"NL\",\"party_id\":\"BZG\"")
        }.prefix(6).map { Substring(String($0).replacing("\"country\":\"FRA\"", with: "\"country\":\"EST\"")) }
        let people = lines("participants") {
            $0.contains("\"party_id\":\"VRV\"") || $0.contains("\"party_id\":\"BZG\"")
        }.map {
            Substring(
                String($0).replacing(/"country":"[A-Z]{2}","risk_band"/, with: "\"country\":\"EE\",\"risk_band\""))
        }
        let file = try test.write(people, "p.jsonl")
        #expect(try await ingest(engine, file, .participants).total.accepted == 2)
        let cdrs = try test.write(Array(sessions), "cdrs.jsonl")
        let format = IngestFormat.ocpi(module: nil, version: nil, owner: nil)
        #expect(try await ingest(engine, cdrs, format).total.accepted == 6)
        let ids = try await query(
            test, "SELECT participant_id FROM participant_party WHERE party IN ('FR*VRV', 'NL*BZG') ORDER BY party")
        try #require(ids.count == 2)
        return (ids[0], ids[1])
    }

    func states(_ engine: Engine, _ recordClass: String, on day: String) async throws -> [String: String] {
        let plan = try await engine.retentionPlan(on: self.day(day))
        return Dictionary(
            plan.lines.filter { $0.recordClass == recordClass }.map { ($0.group, $0.state) },
            uniquingKeysWith: { "\($0) \($1)" })
    }

    @Test(
        "five years after both relationships have ended only the tax part of a session is left, by the documented commands"
    )
    func bothRelationships() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let (cpo, partner) = try await relationship(test, engine)
        #expect(try await states(engine, "session", on: "2099-01-01")["decision"] == "waiting")
        try await end(cpo, "2027-05-05", engine)
        #expect(try await states(engine, "session", on: "2032-05-06")["decision"] == "waiting")
        try await end(partner, "2028-02-29", engine)
        #expect(try await states(engine, "session", on: "2033-02-28") == ["decision": "keep", "tax": "keep"])
        #expect(try await states(engine, "session", on: "2033-03-01") == ["decision": "go", "tax": "keep"])
        let explained = try await engine.explainRetention(index(test, ofClass: "session"), on: day("2033-03-01"))
        #expect(Set(explained.relationships.map(\.participant)) == [cpo, partner])
        #expect(explained.dates.contains(NamedDate(.relationshipEnd, try day("2028-02-29"))))
        #expect(explained.countries.map(\.country.alpha2) == ["EE"])
        // The driver's own relationship, where somebody states it, is one more of them.
        let tokens = try await query(
            test, "SELECT DISTINCT encode(subject, 'hex') FROM evidence_entry WHERE class = 'session'")
        for token in tokens {
            try await engine.setRetentionDate(
                .relationshipEnd, day("2029-01-01"), of: .subject(token), person: "ana", reason: "contract ended")
        }
        #expect(try await states(engine, "session", on: "2033-03-01")["decision"] == "keep")
        #expect(try await states(engine, "session", on: "2034-01-02")["decision"] == "go")
        try await engine.close()
    }

    @Test(
        "who left the register still ends the relationship of the records that stay; with the last of them the alias goes"
    )
    func pastParticipant() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let (cpo, partner) = try await relationship(test, engine)
        try await end(cpo, "2027-05-05", engine)
        try await appoint(engine)
        // The operator's own record goes while its sessions stay: the partner's relationship goes on.
        let first = try await engine.purge(
            approved(test, engine, engine.retentionPlan(on: day("2032-05-06"))), person: "ben")
        #expect(first.refusal == nil && first.parts == 1)
        #expect(try await query(test, "SELECT participant_id FROM participant") == [partner])
        #expect(try await query(test, "SELECT DISTINCT participant_id FROM past_participant") == [cpo])
        #expect(try await states(engine, "session", on: "2032-05-06")["decision"] == "waiting")
        try await end(partner, "2028-02-29", engine)
        #expect(try await states(engine, "session", on: "2033-02-28")["decision"] == "keep")

        // In chunks of one part, and cut off after the first: it goes on with the same plan.
        let plan = try await engine.retentionPlan(on: day("2033-03-01"))
        #expect(
            Set(plan.lines.filter { $0.state == "go" }.map(\.recordClass)).isSuperset(of: ["participant", "session"]))
        let file = try await approved(test, engine, plan)
        let running = Mutex<Task<PurgeReport, any Error>?>(nil)
        let task = Task {
            try await engine.purge(file, person: "ben", chunk: 1) { _, _ in running.withLock { $0?.cancel() } }
        }
        running.withLock { $0 = task }
        await #expect(throws: EngineError.self) { _ = try await task.value }
        let rest = try await engine.purge(file, person: "ben", chunk: 1)
        #expect(rest.refusal == nil && rest.before + rest.parts == plan.parts && rest.before > 0)
        #expect(try await query(test, "SELECT count(*)::text FROM past_participant") == ["0"])
        #expect(
            try await query(test, "SELECT natural_key FROM subject_alias WHERE natural_key LIKE 'participant:%'") == [])
        _ = try await proven(engine)
        try await engine.close()
    }
    @Test("a participant whose record a court had removed still ends the relationship of its records that stay")
    func removedParticipant() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-28T08:00:00Z")
        let engine = try await test.engine()
        let (cpo, partner) = try await relationship(test, engine)
        try await end(cpo, "2027-05-05", engine)
        try await end(partner, "2028-02-29", engine)
        try await appoint(engine)
        #expect(try await states(engine, "session", on: "2033-03-01")["decision"] == "go")
        let found = try await query(
            test,
            """
            SELECT e.idx::text FROM evidence_entry e JOIN subject_alias s ON s.alias = e.subject
            WHERE e.kind = 'assessment' AND e.class = 'participant'
              AND upper(s.natural_key) = upper('participant:' || \(cpo)::text)
            """)
        let index = try #require(found.first)
        let order = try await engine.orderRemoval(
            of: index, authority: "LG Berlin 7 O 12/31", reason: "judgment of 4 June, final", person: "ana")
        for person in ["ben", "eva"] {
            _ = try await engine.approveRemoval(order.id, person: person, reason: "read the judgment")
        }
        let removal = try await engine.removeEnvelope(order.id, person: "ben")
        #expect(removal.refusal == nil)
        #expect(try await query(test, "SELECT participant_id FROM participant") == [partner])
        #expect(try await query(test, "SELECT DISTINCT participant_id FROM past_participant") == [cpo])
        #expect(try await states(engine, "session", on: "2033-02-28")["decision"] == "keep")
        #expect(try await states(engine, "session", on: "2033-03-01")["decision"] == "go")
        // It can be stated anew, and counts.
        try await end(cpo, "2029-05-05", engine)
        #expect(try await states(engine, "session", on: "2033-03-01")["decision"] == "keep")
        #expect(try await states(engine, "session", on: "2034-05-06")["decision"] == "go")
        try await engine.close()
    }

    @Test(
        "a date stated by the alias of a participant's cases counts for its records; an order says how far it reaches")
    func caseAliasAndOrders() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-28T08:00:00Z")
        let engine = try await test.engine()
        let (cpo, partner) = try await relationship(test, engine)
        let key = "case:participant:\(cpo)"
        _ = try await query(
            test,
            """
            INSERT INTO subject_alias (shard, natural_key, alias)
            SELECT shard, \(key)::text, decode(md5('a case'), 'hex') FROM subject_alias
            WHERE natural_key = \("participant:\(cpo)") ON CONFLICT DO NOTHING RETURNING natural_key
            """)
        let alias = try #require(
            try await query(test, "SELECT encode(alias, 'hex') FROM subject_alias WHERE natural_key = \(key)").first)
        func state(_ name: DateName, _ date: String?, _ target: RetentionTarget) async throws {
            let date = try date.map { try day($0) }
            try await engine.setRetentionDate(name, date, of: target, person: "ana", reason: "order of 3 May 2032")
        }
        func decision(on day: String) async throws -> String? {
            try await states(engine, "session", on: day)["decision"]
        }
        try await end(partner, "2028-02-29", engine)
        try await state(.relationshipEnd, "2027-05-05", .subject(alias))
        #expect(try await decision(on: "2033-02-28") == "keep")
        #expect(try await decision(on: "2033-03-01") == "go")
        try await state(.extended, "2035-05-05", .subject(alias))
        #expect(try await decision(on: "2035-05-05") == "keep")
        #expect(try await decision(on: "2035-05-06") == "go")
        // Neither an order about one entry nor a second about the participant shortens it.
        let entry = RetentionTarget.entry(try await index(test, ofClass: "session"))
        try await state(.extended, "2034-01-01", entry)
        try await state(.extended, "2034-01-01", .subject("participant:\(cpo)"))
        #expect(try await decision(on: "2035-05-05") == "keep")

        let early = try await engine.reach(ofOrder: day("2035-05-05"), on: .subject("participant:\(cpo)"))
        #expect(early.first?.contains("no row extend_by_authority is in force") == true, "\(early)")
        #expect(early.first?.contains("2027-07-10") == true && early.last?.contains("hold add") == true, "\(early)")
        test.set(clock: "2030-01-01T08:00:00Z")
        let full = try await engine.reach(ofOrder: day("2035-05-05"), on: .subject("participant:\(cpo)"))
        #expect(full.first?.contains("eu_amlr_relationship_extension") == true, "\(full)")
        #expect(!full.contains { $0.contains("hold add") }, "\(full)")
        try await state(.extended, "2040-01-01", entry)
        let capped = try await engine.reach(ofOrder: day("2040-01-01"), on: entry)
        #expect(capped.first?.hasPrefix("the order counts for 1 of 2 parts") == true, "\(capped)")
        #expect(capped.contains { $0.hasSuffix("the first after 2038-02-28") }, "\(capped)")

        // Taken back, each leaves the other.
        try await state(.extended, nil, entry)
        #expect(try await decision(on: "2035-05-05") == "keep")
        try await state(.extended, nil, .subject(alias))
        #expect(try await decision(on: "2033-03-01") == "go")
        try await engine.close()
    }
}
