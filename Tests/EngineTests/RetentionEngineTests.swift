import Cluster
import Domain
import Engine
import Evidence
import Foundation
import Ingest
import Store
import Synchronization
import Testing

@Suite("retention", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct RetentionEngineTests {
    @Test("each session is written with a tax part, its end and its deciding row; both survive nothing but their duty")
    func whenWritten() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        try await sessions(test, engine, 200)
        let groups = try await query(
            test,
            """
            SELECT field_group || ' ' || deciding_rule || ' ' || coalesce(retain_until::text, 'open')
            FROM evidence_payload p JOIN evidence_entry e USING (log_id, entry_id) WHERE e.kind = 'assessment'
            GROUP BY 1 ORDER BY 1
            """)
        #expect(groups == ["decision eu_amld_relationship open", "tax eu_oss 2037-01-01"])
        let counts = try await query(
            test, "SELECT count(*)::text FROM evidence_payload WHERE source_number IS NOT NULL GROUP BY field_group")
        #expect(counts.contains("200"))
        let personal = try await query(
            test,
            """
            SELECT count(*)::text FROM evidence_payload p JOIN event v ON v.shard = p.source_shard
              AND v.key_id = p.source_number
            WHERE p.field_group = 'tax' AND position(convert_from(v.payload, 'UTF8')::jsonb->'cdr_token'->>'uid'
              IN convert_from(p.payload, 'UTF8')) > 0
            """)
        #expect(personal == ["0"])
        try await engine.close()
    }

    @Test("five years after the relationship only the tax part is left, the log proves, and the engine goes on working")
    func fiveYears() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        try await sessions(test, engine, 200)
        try await endRelationships(test, engine, on: "2027-05-05")
        try await appoint(engine)
        let digest = try await engine.digest()
        #expect(try await engine.retentionPlan(on: day("2032-05-05")).parts == 0)
        let plan = try await engine.retentionPlan(on: day("2032-05-06"))
        #expect(try await engine.retentionPlan(on: day("2032-05-06")).file() == plan.file())
        let lines = plan.lines.filter { $0.recordClass == "session" }
        #expect(Set(lines.map { "\($0.state) \($0.group) \($0.parts)" }) == ["go decision 200", "keep tax 200"])

        let expected = plan.ranges
        let report = try await engine.purge(approved(test, engine, plan), person: "ben")
        #expect(report.refusal == nil && report.parts == expected.count && report.statements.count == 1)
        let left = try await query(
            test,
            """
            SELECT DISTINCT field_group FROM evidence_payload p JOIN evidence_entry e USING (log_id, entry_id)
            WHERE e.kind = 'assessment'
            """)
        #expect(left == ["tax"])
        let proof = try await proven(engine)
        #expect(proof.summary.partsPurged == expected.count)
        let again = try await engine.purge(RetentionPlanFile(plan.file()), person: "ben")
        #expect(again.refusal == nil && again.parts == 0)

        // What is left says what tax law asks for; the record, its token and its findings are gone.
        let rest = try await query(
            test,
            """
            SELECT convert_from(p.payload, 'UTF8') FROM assessment a JOIN evidence_payload p ON p.entry_id = a.entry_id
            ORDER BY a.key_id LIMIT 1
            """)
        #expect(rest.first?.contains("\"vat\"") == true && rest.first?.contains("\"lines\"") == true)
        #expect(rest.first?.contains("\"facts\"") == false)
        #expect(try await query(test, "SELECT count(*)::text FROM event WHERE payload IS NOT NULL") == ["0"])
        #expect(try await engine.digest() == digest)
        #expect(try await engine.replay(key: nil).isEqual)
        #expect(!FileManager.default.fileExists(atPath: test.home.windows))

        // The running process forgets the deleted records with its next batch, and knows them when they come again.
        let path = try test.write(estonian(210), "more.jsonl")
        let summary = try await ingest(engine, path, .ocpi(module: nil, version: nil, owner: nil))
        #expect(summary.total.duplicate == 200 && summary.total.accepted == 10)
        try await engine.close()
        let next = try await test.engine()
        let windows = try await next.checkWindows()
        #expect(windows.usedFile && windows.isEqual && windows.events == 10, "\(windows.text)")
        _ = try await proven(next)
        try await next.close()
    }

    @Test("after a purge a name and an account are nowhere in a dump of the database")
    func canary() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let payout = """
            {"format":"amplomb.payout/1","owner":"EE*KWV","id":"P-1","participant_id":"P-DE-000001","execute_at":"2026-09-30T10:00:00Z",\
            "amount":{"amount":"10.00","currency":"EUR"},"debtor":{"name":"A","iban":"NL22ZZSA0000000002"},\
            "creditor":{"name":"Canary Zwitscherling","country":"EE","iban":"NL04ZZSA0000001005"},"end_to_end_id":"E",\
            "remittance":"R"}
            """
        let participant = String(
            String(
                decoding: Sample(seed: 7).files.first { $0.path.hasSuffix("participants.jsonl") }?.bytes ?? [],
                as: UTF8.self
            )
            .split(separator: "\n")[0]
        ).replacing(/"legal_name":"[^"]*"/, with: "\"legal_name\":\"Canary Sonnenvogel\"")
        _ = try await ingest(engine, try test.write([Substring(participant)], "p.jsonl"), .participants)
        _ = try await ingest(engine, try test.write([Substring(payout)], "o.jsonl"), .payouts)
        func sightings() async throws -> Int {
            let programs = try #require(try? Programs.find(path: ProcessInfo.processInfo.environment["PATH"] ?? ""))
            let dump = try Shell.run(
                "\(programs.folder)/pg_dump", ["-d", test.cluster.connectionString(role: "postgres")])
            #expect(dump.contains("evidence_entry"))
            // Binary columns are dumped in hexadecimal.
            return ["Zwitscherling", "Sonnenvogel", "NL04ZZSA0000001005"].reduce(0) { sum, word in
                let hex = hexadecimal(word)
                return sum + dump.components(separatedBy: word).count + dump.components(separatedBy: hex).count - 2
            }
        }
        #expect(try await sightings() > 5)
        try await endRelationships(test, engine, on: "2027-05-05")
        try await appoint(engine)
        let plan = try await engine.retentionPlan(on: day("2090-01-01"))
        #expect(
            !plan.lines.contains {
                ["payout", "participant"].contains($0.recordClass) && $0.state != "go" && $0.state != "must_go"
            }, "\(plan.lines)")
        let report = try await engine.purge(approved(test, engine, plan), person: "ben")
        #expect(report.refusal == nil)
        #expect(try await sightings() == 0)
        _ = try await proven(engine)
        try await engine.close()
    }

    @Test("interrupted between chunks it goes on where it stopped, and nothing goes without its statement")
    func interrupted() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        try await sessions(test, engine, 120)
        try await endRelationships(test, engine, on: "2027-05-05")
        try await appoint(engine)
        let plan = try await engine.retentionPlan(on: day("2040-01-01"))
        let file = try await approved(test, engine, plan)
        let running = Mutex<Task<PurgeReport, any Error>?>(nil)
        let task = Task {
            try await engine.purge(file, person: "ben", chunk: 50) { _, _ in running.withLock { $0?.cancel() } }
        }
        running.withLock { $0 = task }
        await #expect(throws: EngineError.self) { _ = try await task.value }
        _ = try await proven(engine)
        let report = try await engine.purge(file, person: "ben", chunk: 50)
        #expect(report.refusal == nil && report.before > 0)
        #expect(report.before + report.parts == plan.parts)
        let proof = try await proven(engine)
        #expect(proof.summary.partsPurged == plan.parts)
        try await engine.close()
    }

    @Test("a hold that comes after the approval stops the purge and names itself; another person releases it")
    func lateHold() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        try await sessions(test, engine, 30)
        try await endRelationships(test, engine, on: "2027-05-05")
        try await appoint(engine)
        let file = try await approved(test, engine, engine.retentionPlan(on: day("2033-01-01")))
        let hold = try await engine.addHold(
            on: .filter("class = session and country = EE"), authority: "Finanzamt", reason: "tax audit of 2026",
            person: "ana")
        let refused = try await engine.purge(file, person: "ben")
        #expect(
            refused.refusal?.contains(hold.id) == true && refused.parts == 0, "\(String(describing: refused.refusal))")
        let held = try await engine.retentionPlan(on: day("2033-01-01"))
        #expect(held.lines.filter { $0.state == "held" }.reduce(0) { $0 + $1.parts } == 60)

        // It covers what is written later too.
        _ = try await ingest(
            engine, try test.write(Array(estonian(33).suffix(3)), "later.jsonl"),
            .ocpi(module: nil, version: nil, owner: nil))
        let later = try await engine.retentionPlan(on: day("2033-01-01"))
        #expect(later.lines.filter { $0.state == "held" }.reduce(0) { $0 + $1.parts } == 66)

        await #expect { try await engine.releaseHold(hold.id, person: "ana", reason: "the audit is closed") } throws: {
            ($0 as? EngineError)?.code == .notPermitted
        }
        try await engine.releaseHold(hold.id, person: "ben", reason: "the audit is closed")
        let fresh = try await approved(test, engine, engine.retentionPlan(on: day("2033-01-01")))
        #expect(try await engine.purge(fresh, person: "ben").refusal == nil)
        let kinds = try await query(test, "SELECT kind FROM evidence_entry WHERE kind LIKE 'hold%' ORDER BY idx")
        #expect(kinds == ["hold", "hold_release"])
        _ = try await proven(engine)
        try await engine.close()
    }

    @Test("a case and a subject can be held; what is no hold is refused")
    func otherHolds() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        try await sessions(test, engine, 30)
        let alias = try #require(
            try await query(test, "SELECT encode(subject, 'hex') FROM evidence_entry WHERE kind = 'assessment' LIMIT 1")
                .first)
        _ = try await engine.addHold(on: .subject(alias), authority: "court", reason: "trial 7 O 12/31", person: "ana")
        let plan = try await engine.retentionPlan(on: day("2033-01-01"))
        let own = try await query(
            test,
            SQL(stringLiteral: "SELECT count(*)::text FROM evidence_entry WHERE encode(subject, 'hex') = '\(alias)'"))
        let held = plan.lines.filter { $0.state == "held" && $0.recordClass == "session" }
        #expect(String(held.reduce(0) { $0 + $1.parts } / 2) == own.first)
        for target in [RetentionHoldTarget.caseFile("C-999"), .subject("token:DE:NOBODY"), .filter("name = X")] {
            await #expect("\(target)") {
                _ = try await engine.addHold(on: target, authority: "court", reason: "trial 7 O 12/31", person: "ana")
            } throws: {
                ($0 as? EngineError)?.exitCode == 2
            }
        }
        try await engine.close()
    }

    @Test("approvals need two officers, in time, of the same plan and rules; each refusal names its cause")
    func approvals() async throws {
        let test = try TestHome()
        test.set(clock: "2033-01-01T08:00:00Z")
        let engine = try await test.engine()
        try await sessions(test, engine, 10)
        try await endRelationships(test, engine, on: "2027-05-05")
        let plan = try await engine.retentionPlan(on: day("2033-01-01"))
        let file = try RetentionPlanFile(plan.file())
        await #expect { _ = try await engine.purge(file, person: "ben") } throws: {
            ($0 as? EngineError)?.message.contains("not registered") == true
        }
        #expect(try await engine.register(plan, author: "ana"))
        #expect(try await engine.register(plan, author: "ana") == false)
        await #expect {
            _ = try await engine.approveRetention(file, person: "ben", reason: "expired, nothing pending")
        } throws: {
            ($0 as? EngineError)?.code == .notPermitted
        }
        await #expect { try await engine.appointOfficer("ana", by: "ana") } throws: {
            ($0 as? EngineError)?.code == .notPermitted
        }
        try await engine.appointOfficer("ana", by: "zoe")
        try await appoint(engine)
        await #expect {
            _ = try await engine.approveRetention(file, person: "ana", reason: "my own plan is fine")
        } throws: {
            ($0 as? EngineError)?.code == .notPermitted
        }
        let first = try await engine.approveRetention(file, person: "ben", reason: "expired, nothing pending")
        #expect(!first.isComplete && first.isNew)
        let twice = try await engine.approveRetention(file, person: "ben", reason: "expired, nothing pending")
        #expect(!twice.isComplete && !twice.isNew)
        #expect(try await engine.purge(file, person: "ben").refusal?.contains("approval") == true)
        #expect(try await engine.approveRetention(file, person: "eva", reason: "expired, nothing pending").isComplete)

        // One more session that may go: the plan is another one.
        _ = try await ingest(
            engine, try test.write(Array(estonian(11).suffix(1)), "later.jsonl"),
            .ocpi(module: nil, version: nil, owner: nil))
        try await endRelationships(test, engine, on: "2027-05-05")
        #expect(try await engine.purge(file, person: "ben").refusal?.contains("plan hash") == true)

        test.set(clock: "2033-01-08T08:00:00Z")
        #expect(try await engine.purge(file, person: "ben").refusal?.contains("expired") == true)
        await #expect {
            _ = try await engine.approveRetention(file, person: "eva", reason: "expired, nothing pending")
        } throws: {
            ($0 as? EngineError)?.message.contains("expired") == true
        }
        #expect(try await query(test, "SELECT count(*)::text FROM evidence_entry WHERE kind = 'purge'") == ["0"])
        try await engine.close()
    }

    @Test("a plan of a day to come is not carried out before that day, by whatever way; what is kept until then stays")
    func early() async throws {
        let test = try TestHome()
        test.set(clock: "2032-12-31T23:59:59Z")
        let engine = try await test.engine()
        try await sessions(test, engine, 10)
        try await endRelationships(test, engine, on: "2027-05-05")
        try await appoint(engine)
        let plan = try await engine.retentionPlan(on: day("2033-01-01"))
        let file = try RetentionPlanFile(plan.file())
        _ = try await engine.register(plan, author: "ana")
        for person in ["ben", "eva"] {
            _ = try await engine.approveRetention(file, person: person, reason: "expired, nothing pending")
        }
        let refused = try await engine.purge(file, person: "ben")
        #expect(refused.parts == 0 && refused.refusal?.contains("nothing goes before its day") == true)
        #expect(refused.refusal?.contains("2033-01-01") == true && refused.refusal?.contains("2032-12-31") == true)
        let run = try await engine.runRetention(on: day("2033-01-01"), person: "ana")
        #expect(run.purges.map(\.parts) == [0] && run.plan.parts == plan.parts)
        test.set(clock: "2033-01-01T00:00:00Z")
        #expect(try await engine.purge(file, person: "ben").parts == plan.parts)
        try await engine.close()
    }

    @Test("run purges what is approved and registers what the plan of the day says, no more")
    func run() async throws {
        let test = try TestHome()
        test.set(clock: "2033-01-01T08:00:00Z")
        let engine = try await test.engine()
        try await sessions(test, engine, 40)
        try await endRelationships(test, engine, on: "2027-05-05")
        try await appoint(engine)
        let plan = try await engine.retentionPlan(on: day("2033-01-01"))
        let first = try await engine.runRetention(on: day("2033-01-01"), person: "ana")
        #expect(first.plan == plan && first.isNew && first.purges.isEmpty)
        #expect(try await engine.retentionPlan(on: day("2033-01-01")) == plan)
        _ = try await approved(test, engine, plan)
        let second = try await engine.runRetention(on: day("2033-01-01"), person: "ana")
        #expect(second.purges.map(\.parts) == [plan.parts] && second.plan.parts == 0)
        try await engine.close()
    }

    @Test("recompute follows the rules in force; explain says which row decides")
    func recompute() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        try await sessions(test, engine, 20)
        #expect(try await engine.recomputeRetention().changed == 0)
        try await endRelationships(test, engine, on: "2027-05-05")
        let (read, changed) = try await engine.recomputeRetention()
        #expect(changed > 0 && read > changed)
        #expect(try await engine.recomputeRetention().changed == 0)
        let index = try #require(
            try await query(test, "SELECT idx::text FROM evidence_entry WHERE kind = 'assessment' ORDER BY idx LIMIT 1")
                .first)
        let explained = try await engine.explainRetention(index, on: day("2033-01-01"))
        let decision = try #require(explained.parts.first { $0.group == .decision })
        #expect(decision.verdict.state == .go && decision.rows.contains { $0.reason == .decides })
        await #expect(throws: EngineError.self) {
            _ = try await engine.explainRetention("99999999", on: day("2033-01-01"))
        }
        try await engine.close()
    }

    @Test("erasure reaches the subject alone, and refuses what a duty keeps, with the row")
    func erasure() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        try await sessions(test, engine, 60)
        let rows = try await query(
            test,
            "SELECT encode(subject, 'hex') FROM evidence_entry WHERE kind = 'assessment' GROUP BY 1 ORDER BY count(*), 1"
        )
        let alias = try #require(rows.first)
        let early = try await engine.erasurePlan(of: alias, legalBasis: "GDPR Art. 17(1)(a)", on: day("2027-01-01"))
        #expect(early.parts == 0 && Set(early.lines.map(\.state)) == ["waiting", "keep"])
        #expect(early.lines.contains { $0.rule == "eu_oss" })
        try await engine.setRetentionDate(
            .relationshipEnd, day("2027-05-05"), of: .subject(alias), person: "ana", reason: "contract ended")
        let plan = try await engine.erasurePlan(of: alias, legalBasis: "GDPR Art. 17(1)(a)", on: day("2040-01-01"))
        try await appoint(engine)
        let report = try await engine.purge(approved(test, engine, plan), person: "ben")
        #expect(report.refusal == nil && report.parts == plan.parts && plan.parts > 0)
        #expect(plan.legalBasis.hasPrefix("GDPR Art. 17(1)(a)"))
        let others = try await query(
            test,
            """
            SELECT count(*)::text FROM evidence_payload p JOIN evidence_entry e USING (log_id, entry_id)
            WHERE p.field_group = 'decision' AND e.kind = 'assessment'
            """)
        let all = try await query(
            test,
            SQL(
                stringLiteral: """
                    SELECT count(*)::text FROM evidence_entry
                    WHERE kind = 'assessment' AND encode(subject, 'hex') <> '\(alias)'
                    """))
        #expect(others == all)
        #expect(
            try await query(
                test,
                SQL(stringLiteral: "SELECT natural_key FROM subject_alias WHERE encode(alias, 'hex') = '\(alias)'"))
                == [])
        _ = try await proven(engine)
        try await engine.close()
    }
}
