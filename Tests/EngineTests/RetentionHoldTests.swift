import Cluster
import Domain
import Engine
import Evidence
import Store
import Testing

extension RetentionEngineTests {
    @Test(
        "a purge compares the table of holds with the log: what was taken out, ended, changed or forged there stops it")
    func holdsOfTheLog() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        try await sessions(test, engine, 30)
        try await endRelationships(test, engine, on: "2027-05-05")
        try await appoint(engine)
        let other = try await engine.addHold(
            on: .filter("class = case"), authority: "court", reason: "trial 7 O 12/31", person: "ana")
        try await engine.releaseHold(other.id, person: "ben", reason: "the trial is over")
        let hold = try await engine.addHold(
            on: .filter("class = session and country = EE"), authority: "Finanzamt", reason: "tax audit of 2026",
            person: "ana")
        let file = try await approved(test, engine, engine.retentionPlan(on: day("2033-01-01")))
        let connection = PostgresConnection(test.cluster.connectionString(role: "postgres"))
        func run(_ statement: SQL) async throws {
            try await connection.run { (session) throws(StoreError) in try session.execute(statement) }
        }
        func refusal() async throws -> String {
            let report = try await engine.purge(file, person: "ben")
            #expect(report.parts == 0)
            return report.refusal ?? "none"
        }
        let id = hold.number
        for table: SQL in ["evidence_payload", "evidence_entry", "retention_hold"] {
            try await run("ALTER TABLE \(table) DISABLE TRIGGER ALL")
        }
        try await run("CREATE TABLE holds AS SELECT * FROM retention_hold")
        try await run("CREATE TABLE parts AS SELECT * FROM evidence_payload")
        let drills: [(drill: SQL, says: String)] = [
            ("DELETE FROM retention_hold", "H-"),
            ("DELETE FROM retention_hold WHERE hold_id = \(id)", "\(hold.id) stands in the log"),
            (
                "UPDATE retention_hold SET released_by = 'ben', released_us = 1 WHERE hold_id = \(id)",
                "\(hold.id) is released in the database and not in the log"
            ),
            (
                "UPDATE retention_hold SET filter = 'country = FR' WHERE hold_id = \(id)",
                "\(hold.id) covers something else"
            ),
            (
                """
                UPDATE evidence_payload p SET payload = convert_to(replace(convert_from(payload, 'UTF8'), 'EE', 'FR'), 'UTF8')
                FROM evidence_entry e WHERE e.entry_id = p.entry_id AND e.kind = 'hold'
                """, "about a hold, cannot be read as it was written"
            ),
            (
                """
                UPDATE evidence_entry SET kind = 'access' WHERE kind = 'hold'
                """, "the log tells of 0 holds and 1 releases, the database of 2 and 1"
            ),
        ]
        for (drill, says) in drills {
            try await run(drill)
            let found = try await refusal()
            #expect(found.contains(says), "\(says): \(found)")
            let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
            #expect(report.findings.contains { $0.code == .holdMismatch }, "\(says): \(report.text)")
            try await run("UPDATE evidence_entry SET kind = 'hold' WHERE kind = 'access'")
            try await run("DELETE FROM retention_hold")
            try await run("INSERT INTO retention_hold SELECT * FROM holds")
            try await run("DELETE FROM evidence_payload")
            try await run("INSERT INTO evidence_payload SELECT * FROM parts")
        }
        // Without the payload nobody can tell what was held or released: no table counts instead of it.
        for kind in ["hold", "hold_release"] {
            try await run(
                "DELETE FROM evidence_payload p USING evidence_entry e WHERE e.entry_id = p.entry_id AND e.kind = \(kind)"
            )
            try await run("UPDATE retention_hold SET filter = 'class = letter' WHERE hold_id = \(id)")
            let found = try await refusal()
            #expect(found.contains("about a hold, cannot be read as it was written"), "\(kind): \(found)")
            try await run("UPDATE retention_hold h SET filter = o.filter FROM holds o WHERE o.hold_id = h.hold_id")
            try await run("DELETE FROM evidence_payload")
            try await run("INSERT INTO evidence_payload SELECT * FROM parts")
        }
        let purged = try await engine.purge(file, person: "ben")
        #expect(purged.refusal == nil && purged.parts > 0, "what the log and the table say alike is purged around")
        await connection.close()
        try await engine.close()
    }

    @Test(
        "what the database reads of a hold, who set it, for whom, and who ended it: changed there it stops a purge")
    func termsOfHolds() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let (cpo, partner) = try await relationship(test, engine)
        try await end(cpo, "2027-05-05", engine)
        try await end(partner, "2028-02-29", engine)
        try await appoint(engine)
        let token = try #require(
            try await query(
                test, "SELECT DISTINCT encode(subject, 'hex') FROM evidence_entry WHERE class = 'session' ORDER BY 1"
            ).first)
        // One of every cover, but a case's, which `heldCase` has; one of them released.
        let filter =
            "class = letter or not (country = EE or outcome >= pass) and (kind = report or occurred < 2020-01-01)"
        let hold = try await engine.addHold(
            on: .filter(filter), authority: "Finanzamt", reason: "tax audit of 2026", person: "ana")
        let other = try await engine.addHold(
            on: .filter("class = case"), authority: "court", reason: "trial 7 O 12/31", person: "ana")
        for name in ["participant:\(partner)", token] {
            let covered = try await engine.addHold(
                on: .subject(name), authority: "BaFin", reason: "request of 3 May", person: "ana")
            try await engine.releaseHold(covered.id, person: "eva", reason: "the request is settled")
        }
        try await engine.releaseHold(other.id, person: "ben", reason: "the trial is over")
        _ = try await proven(engine)
        let file = try await approved(test, engine, engine.retentionPlan(on: day("2033-03-01")))
        let connection = PostgresConnection(test.cluster.connectionString(role: "postgres"))
        func run(_ statement: SQL) async throws {
            try await connection.run { (session) throws(StoreError) in try session.execute(statement) }
        }
        try await run("ALTER TABLE retention_hold DISABLE TRIGGER ALL")
        try await run("CREATE TABLE holds AS SELECT * FROM retention_hold")
        let (id, released) = (hold.number, other.number)
        let drills: [(drill: SQL, says: String)] = [
            (
                "UPDATE retention_hold SET condition = '[\"=\", \"class\", \"letter\"]' WHERE hold_id = \(id)",
                "\(hold.id) covers something else"
            ),
            ("UPDATE retention_hold SET held_by = 'eva' WHERE hold_id = \(id)", "\(hold.id) was set by another person"),
            ("UPDATE retention_hold SET authority = 'x' WHERE hold_id = \(id)", "\(hold.id) names another authority"),
            ("UPDATE retention_hold SET reason = 'x' WHERE hold_id = \(id)", "\(hold.id) has another reason"),
            (
                "UPDATE retention_hold SET released_by = 'eva' WHERE hold_id = \(released)",
                "\(other.id) was released by another person"
            ),
        ]
        for (drill, says) in drills {
            try await run(drill)
            let report = try await engine.purge(file, person: "ben")
            #expect(report.parts == 0 && report.refusal?.contains(says) == true, "\(says): \(report.refusal ?? "none")")
            let verified = try await engine.verify(log: "main", keys: nil) { _, _ in }
            #expect(verified.findings.contains { $0.code == .holdMismatch }, "\(says): \(verified.text)")
            try await run("DELETE FROM retention_hold")
            try await run("INSERT INTO retention_hold SELECT * FROM holds")
        }
        let purged = try await engine.purge(file, person: "ben")
        #expect(purged.refusal == nil && purged.parts > 0, "\(String(describing: purged.refusal))")
        await connection.close()
        _ = try await proven(engine)
        try await engine.close()
    }

    @Test(
        "a hold on a case names its records in the log: taken out of the case they stop every purge, and are found out")
    func heldCase() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        try await sessions(test, engine, 600)
        let cases = try await query(
            test, "SELECT case_id FROM case_item WHERE event_key_id IS NOT NULL GROUP BY 1 ORDER BY count(*), 1 LIMIT 1"
        )
        let id = try #require(cases.first)
        try await endRelationships(test, engine, on: "2027-05-05")
        try await appoint(engine)
        let hold = try await engine.addHold(
            on: .caseFile(id), authority: "court", reason: "trial 7 O 12/31", person: "ana")
        let file = try await approved(test, engine, engine.retentionPlan(on: day("2033-01-01")))
        let connection = PostgresConnection(test.cluster.connectionString(role: "postgres"))
        func run(_ statement: SQL) async throws {
            try await connection.run { (session) throws(StoreError) in try session.execute(statement) }
        }
        for table: SQL in ["evidence_payload", "case_item"] {
            try await run("ALTER TABLE \(table) DISABLE TRIGGER ALL")
        }
        try await run("CREATE TABLE items AS SELECT * FROM case_item")
        let drills: [(drill: SQL, back: SQL)] = [
            (
                "DELETE FROM case_item WHERE case_id = \(id)",
                "INSERT INTO case_item SELECT * FROM items WHERE case_id = \(id)"
            ),
            (
                "UPDATE evidence_payload SET source_number = -source_number WHERE source_number > 0",
                "UPDATE evidence_payload SET source_number = -source_number WHERE source_number < 0"
            ),
        ]
        for (drill, back) in drills {
            try await run(drill)
            let report = try await engine.purge(file, person: "ben")
            #expect(report.parts == 0)
            #expect(
                report.refusal?.contains("\(hold.id) holds records of case \(id)") == true,
                "\(String(describing: report.refusal))")
            try await run(back)
        }
        let report = try await engine.purge(file, person: "ben")
        #expect(report.refusal == nil && report.parts > 0)
        // When it has ended, what it held goes like the rest, and its records are missed by nobody.
        try await engine.releaseHold(hold.id, person: "ben", reason: "the trial is over")
        let rest = try await approved(test, engine, engine.retentionPlan(on: day("2033-01-02")))
        let last = try await engine.purge(rest, person: "ben")
        #expect(last.refusal == nil && last.parts > 0, "\(String(describing: last.refusal))")
        let again = try await approved(test, engine, engine.retentionPlan(on: day("2036-01-03")))
        #expect(try await engine.purge(again, person: "ben").refusal == nil)
        await connection.close()
        _ = try await proven(engine)
        try await engine.close()
    }
}
