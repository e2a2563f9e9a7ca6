import Domain
import Evidence
import Store
import Testing

@Suite(
    "purging", .serialized, .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct PurgeTests {
    static let rules = Sample.hash(77)

    private func run(_ location: String, _ statement: SQL) async throws {
        try await PostgresConnection(location).run { (session) throws(StoreError) in
            try session.execute(statement)
            return
        }
    }

    private func purger(_ location: Store.Location) -> PostgresConnection {
        PostgresConnection(
            location.work.replacing("amplomb_engine", with: "amplomb_purger"), role: "amplomb_purger")
    }

    func number(_ store: Store, _ statement: SQL) async throws -> Int64 {
        try await store.pool.run { (session) throws(StoreError) in try session.query(statement).int(0, 0) }
    }

    /// A plan over the given ranges with officers ana, ben, cy; made by ana.
    func plan(
        _ location: Store.Location, _ spans: [(FieldGroup, Range<UInt64>)], approvedBy approvers: [String],
        on day: String = "1970-01-01"
    ) async throws {
        let text = spans.map { "(\(1), '\($0.0.rawValue)', \($0.1.lowerBound), \($0.1.upperBound))" }
        try await run(
            location.administrator,
            """
            INSERT INTO retention_officer (person, granted_by, granted_us)
            SELECT p, 'zoe', 0 FROM unnest(ARRAY['ana', 'ben', 'cy']) p ON CONFLICT DO NOTHING
            """)
        try await run(
            location.administrator,
            """
            INSERT INTO retention_plan (plan_hash, rule_hash, on_date, author, planned_us, expires_us, legal_basis)
            VALUES (sha256('p'), \(Self.rules.bytes), \(day)::date, 'ana', 0, 1000, 'law')
            """)
        try await run(
            location.administrator,
            SQL(
                stringLiteral:
                    """
                    INSERT INTO retention_plan_range (plan_id, log_id, field_group, from_idx, to_idx)
                    SELECT (SELECT max(plan_id) FROM retention_plan), v.* FROM (VALUES \(text.joined(separator: ", "))) v
                    """))
        for person in approvers {
            try await run(
                location.administrator,
                "INSERT INTO retention_approval SELECT max(plan_id), \(person), 'due', 1 FROM retention_plan")
        }
    }

    static func statement(_ parts: PartRanges, _ number: Int) throws -> SealedEnvelope {
        let payload = try PurgeStatement(
            ranges: parts.spans, legalBasis: "law", rulesHash: rules.hex, planHash: Sample.hash(1).hex,
            approvers: ["ben", "cy"]
        ).payload()
        return try EnvelopeDraft(
            kind: .purge, record: Pseudonym(high: 3, low: UInt64(number)), revision: 0, subject: nil, country: nil,
            occurred: Instant(microseconds: 5), recordClass: RecordClass("purge")!, dates: [], outcome: nil,
            knowledge: rules, engine: rules, actor: .engine, refs: [],
            parts: [PartDraft(group: .system, payload: payload, salt: Sample.hash(number, 9).bytes)]
        ).sealed(in: Sample.origin)
    }

    func purge(
        _ store: Store, _ location: Store.Location, to end: UInt64, seen: UInt64 = .max, now: Int64 = 5,
        rules: Hash32 = rules
    ) async throws -> PurgedChunk {
        let id = try await number(store, "SELECT max(plan_id) FROM retention_plan")
        return try await store.purge(
            plan: id, to: end, rules: rules, seen: seen, at: Instant(microseconds: now), on: purger(location)
        ) { (parts) throws(StoreError) in
            do { return try Self.statement(parts, Int(end)) } catch { throw StoreError(.badValue, "\(error)") }
        }
    }

    /// The whole log held against a checkpoint over its head.
    static func verified(_ store: Store) async throws -> VerificationReport {
        let key = try SigningKey(name: "amplomb.local/main", seed: Array(repeating: 7, count: 32))
        let head = try #require(try await store.evidenceHead(log: Store.mainLog))
        var verifier = LogVerifier(log: Sample.origin, keys: [key.verifierKey])
        verifier.add(
            checkpoint: try Checkpoint(origin: Sample.origin, size: head.size, root: head.root).signed(by: [key]))
        var cursor: EvidenceCursor? = .start
        while let place = cursor {
            let (page, next) = try await store.evidencePage(log: Store.mainLog, after: place, limit: 256)
            verifier.absorb(ExaminedPage(page, of: Sample.origin))
            cursor = next
        }
        return verifier.finish()
    }

    private func refused(_ word: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("it was allowed; a refusal naming '\(word)' was expected")
        } catch let error as StoreError {
            #expect(error.sqlState == "AM002" && error.serverMessage.contains(word), "\(error.debugDescription)")
        } catch {
            Issue.record("another error: \(error)")
        }
    }

    func seeded(_ count: Int) async throws -> (Store, Store.Location) {
        let (store, location) = try await TestServer.store()
        _ = try await store.commit(try await Sample.batch((0..<count).map { Sample.event($0) }, store).0)
        return (store, location)
    }

    @Test("nothing goes without two officers who did not make the plan, after it expired, or under other rules")
    func refusals() async throws {
        let (store, location) = try await seeded(20)
        try await plan(location, [(.txn, 0..<10)], approvedBy: ["ana", "ben"])
        // Ana made it and two other officers exist: only one approval counts.
        await refused("approvals") { _ = try await purge(store, location, to: 10) }
        try await run(
            location.administrator,
            "INSERT INTO retention_approval SELECT max(plan_id), 'dan', 'x', 1 FROM retention_plan")
        await refused("approvals") { _ = try await purge(store, location, to: 10) }
        try await run(
            location.administrator,
            "INSERT INTO retention_approval SELECT max(plan_id), 'cy', 'x', 1 FROM retention_plan")
        await refused("expired") { _ = try await purge(store, location, to: 10, now: 1000) }
        await refused("rules") { _ = try await purge(store, location, to: 10, rules: Sample.hash(3)) }
        try await run(
            location.administrator,
            "UPDATE retention_officer SET revoked_by = 'zoe', revoked_us = 2 WHERE person = 'cy'")
        try await run(location.administrator, "UPDATE retention_plan SET on_date = '1970-01-02'")
        await refused("day of the plan") { _ = try await purge(store, location, to: 10) }
        try await run(location.administrator, "UPDATE retention_plan SET on_date = '1970-01-01'")
        // Now ana is one of the only two.
        #expect(try await purge(store, location, to: 10).parts.spans == [.txn: [0..<10]])
        await refused("finished") { _ = try await purge(store, location, to: 20) }
        #expect(try await number(store, "SELECT count(*) FROM evidence_payload WHERE field_group = 'txn'") == 10)
    }

    @Test(
        "a hold of any kind stops the purge in the database, whoever calls it, and names itself",
        arguments: [
            "SELECT 9, subject, NULL::bytea, NULL, NULL::jsonb, NULL, NULL::bytea[] FROM evidence_entry WHERE idx = 3",
            "SELECT 9, NULL::bytea, record, NULL, NULL::jsonb, NULL, NULL::bytea[] FROM evidence_entry WHERE idx = 3",
            "SELECT 9, NULL::bytea, NULL::bytea, 'f', '[\"=\",\"country\",\"DE\"]'::jsonb, NULL, NULL::bytea[]",
            "SELECT 9, NULL::bytea, NULL::bytea, 'f', '[\"a new word\"]'::jsonb, NULL, NULL::bytea[]",
            "SELECT 9, NULL::bytea, NULL::bytea, NULL, NULL::jsonb, NULL, ARRAY[subject] FROM evidence_entry WHERE idx = 3",
        ])
    func holds(_ row: String) async throws {
        let (store, location) = try await seeded(20)
        try await plan(location, [(.txn, 0..<10), (.decision, 0..<5)], approvedBy: ["ben", "cy"])
        try await run(
            location.administrator,
            SQL(
                stringLiteral:
                    """
                    INSERT INTO retention_hold (hold_id, subject, record, filter, condition, case_id, aliases, authority,
                      reason, held_by, held_us)
                    SELECT q.*, 'court', 'trial', 'ana', 1 FROM (\(row)) q
                    """))
        await refused("H-9") { _ = try await purge(store, location, to: 20) }
        #expect(try await number(store, "SELECT count(*) FROM evidence_payload") == 40)
        try await run(location.administrator, "UPDATE retention_hold SET released_by = 'ben', released_us = 2")
        #expect(try await purge(store, location, to: 20).parts.count == 15)
    }

    @Test("a hold that covers other parts does not stop it")
    func otherHold() async throws {
        let (store, location) = try await seeded(20)
        try await plan(location, [(.txn, 0..<10)], approvedBy: ["ben", "cy"])
        try await run(
            location.administrator,
            """
            INSERT INTO retention_hold (filter, condition, authority, reason, held_by, held_us)
            VALUES ('country = FR or group = tax', '["or",["=","country","FR"],["=","group","tax"]]', 'c', 't', 'ana', 1)
            """)
        #expect(try await purge(store, location, to: 20).parts.count == 10)
    }

    @Test(
        "after the purge of any subset every envelope, leaf and tile is what it was, and the log verifies without a finding",
        arguments: [1, 2, 3])
    func subset(seed: UInt64) async throws {
        let (store, location) = try await seeded(700)
        var generator = SplitMix(state: seed)
        var chosen = PartRanges()
        for index in 0..<UInt64(700) {
            for group in [FieldGroup.decision, .txn] where generator.next() % 3 == 0 { chosen.insert(index, group) }
        }
        let tree: SQL = """
            SELECT encode(sha256(string_agg(envelope || leaf_hash || entry_id, ''::bytea ORDER BY idx)), 'hex')
              || coalesce((SELECT encode(sha256(string_agg(hashes, ''::bytea ORDER BY level, n)), 'hex') FROM evidence_tile), '')
            FROM evidence_entry WHERE idx < 700
            """
        func proofs() async throws -> String {
            try await store.pool.run { (session) throws(StoreError) in try session.query(tree).text(0, 0) }
        }
        let before = try await proofs()
        let spans = chosen.spans.flatMap { group, list in list.map { (group, $0) } }
        try await plan(location, spans, approvedBy: ["ben", "cy"])
        var gone: UInt64 = 0
        for end in chosen.boundaries(from: 0, most: 100) {
            let chunk = try await purge(store, location, to: end)
            #expect(chunk.parts.count <= 101 && chunk.evidence != nil)
            gone += chunk.parts.count
        }
        #expect(gone == chosen.count)
        #expect(try await proofs() == before)
        #expect(try await number(store, "SELECT count(*) FROM retention_plan WHERE finished_us IS NOT NULL") == 1)

        let report = try await Self.verified(store)
        #expect(report.state == .proven && report.findings.isEmpty, "\(report.text)")
        #expect(report.summary.partsPurged == chosen.count)
    }

    @Test("the working rows lose what the payload lost: decision, record, findings, and the subject's alias at the end")
    func workingRows() async throws {
        let (store, location) = try await TestServer.store()
        var (batch, _) = try await Sample.batch((0..<6).map { Sample.event($0) }, store)
        // Payloads that say where else they stand, with a tax part beside the decision.
        batch.evidence = try batch.assessments.map { row in
            let source = PartSource(shard: row.key.shard, number: row.keyID)
            let sealed = try Sample.sealed(Int(row.keyID), revision: row.revision)
            var draft = sealed.draft
            draft.occurred = row.at
            draft.parts = [
                PartDraft(
                    group: .decision, payload: Array("{\"t\":\"x\"}".utf8), salt: Sample.hash(1).bytes, source: source),
                PartDraft(
                    group: .tax, payload: Array("{\"vat\":[]}".utf8), salt: Sample.hash(2).bytes,
                    retainUntil: CivilDate("2037-01-01"), decidingRule: "eu_oss", source: source),
            ]
            return try draft.sealed(in: Sample.origin)
        }
        for index in batch.assessments.indices {
            batch.assessments[index].evidenceEntry = batch.evidence[index].entryID
        }
        _ = try await store.commit(batch)
        try await run(
            location.administrator,
            """
            INSERT INTO subject_alias (shard, natural_key, alias)
            SELECT 0, 'token:' || idx, subject FROM evidence_entry
            """)
        try await plan(location, [(.decision, 0..<6), (.tax, 0..<2)], approvedBy: ["ben", "cy"])
        #expect(try await purge(store, location, to: 6).parts.count == 8)
        func texts(_ statement: SQL) async throws -> [String] {
            try await store.pool.run { (session) throws(StoreError) in
                try session.query(statement).map { (rows, row) throws(StoreError) in try rows.text(row, 0) }
            }
        }
        #expect(
            try await number(store, "SELECT count(*) FROM event WHERE payload IS NOT NULL OR findings IS NOT NULL") == 0
        )
        var results: [String] = []
        for number in 0..<6 {
            let result = try await store.latestAssessment(of: Sample.key(number))?.result
            results.append(result.map { String(decoding: $0, as: UTF8.self) } ?? "nothing")
        }
        #expect(results.sorted() == ["nothing", "nothing"] + Array(repeating: "{\"vat\":[]}", count: 4))
        #expect(
            try await texts("SELECT natural_key FROM subject_alias ORDER BY 1") == [
                "token:2", "token:3", "token:4", "token:5",
            ])
        let kept = try await texts(
            "SELECT retain_until || ' ' || deciding_rule FROM evidence_payload WHERE field_group = 'tax'")
        #expect(kept == Array(repeating: "2037-01-01 eu_oss", count: 4))
        // The heads stay: the same record again is a duplicate, not a new event.
        let known = try await store.lookup([EventProbe(key: Sample.key(1), contentHash: Sample.event(1).contentHash)])
        #expect(known.map(\.state) == [.duplicate])
    }

    @Test("an event stays whole while one of its revisions is kept")
    func revisions() async throws {
        let (store, location) = try await TestServer.store()
        for version in 0..<2 {
            var (batch, _) = try await Sample.batch([Sample.event(1, version: version)], store)
            batch.evidence = try batch.assessments.map { row in
                var draft = try Sample.sealed(1, revision: row.revision).draft
                draft.occurred = row.at
                draft.parts = [
                    PartDraft(
                        group: .decision, payload: Array("{\"v\":\"\(version)\"}".utf8),
                        salt: Sample.hash(version).bytes,
                        source: PartSource(shard: row.key.shard, number: row.keyID))
                ]
                return try draft.sealed(in: Sample.origin)
            }
            batch.assessments[0].evidenceEntry = batch.evidence[0].entryID
            _ = try await store.commit(batch)
        }
        let kept: SQL = "SELECT count(*) FROM event WHERE payload IS NOT NULL"
        try await plan(location, [(.decision, 0..<1)], approvedBy: ["ben", "cy"])
        _ = try await purge(store, location, to: 1)
        #expect(try await number(store, kept) == 2)
        #expect(try await store.assessments(of: Sample.key(1)).map { $0.result == nil } == [false, true])
        try await plan(location, [(.decision, 1..<2)], approvedBy: ["ben", "cy"])
        _ = try await purge(store, location, to: 2)
        #expect(try await number(store, kept) == 0)
        #expect(try await store.assessments(of: Sample.key(1)).map { $0.result == nil } == [true, true])
    }

    @Test("the purger may do nothing but purge and say so")
    func purgerRights() async throws {
        let (_, location) = try await seeded(3)
        let string = location.work.replacing("amplomb_engine", with: "amplomb_purger")
        for statement in [
            "DELETE FROM evidence_payload", "UPDATE evidence_payload SET payload = ''",
            "SELECT * FROM evidence_payload",
            "UPDATE event SET payload = NULL", "DELETE FROM evidence_entry", "SELECT * FROM event",
            "INSERT INTO evidence_payload (log_id, entry_id, field_group, payload, salt) VALUES (1, sha256('x'), 'tax', '', sha256('x'))",
            "INSERT INTO retention_approval VALUES (1, 'ben', 'x', 1)", "SELECT purge_subjects(1)",
        ] {
            await #expect("\(statement)") { try await run(string, SQL(stringLiteral: statement)) } throws: {
                ($0 as? StoreError)?.sqlState == "42501"
            }
        }
        // The engine sets the end of a part and nothing else of it.
        try await run(location.work, "UPDATE evidence_payload SET retain_until = '2030-01-01', deciding_rule = 'x'")
        await #expect { try await run(location.work, "UPDATE evidence_payload SET payload = ''") } throws: {
            ($0 as? StoreError)?.sqlState == "42501"
        }
        await #expect { try await run(location.administrator, "UPDATE evidence_payload SET salt = salt") } throws: {
            ($0 as? StoreError)?.sqlState == "AM001"
        }
        await #expect {
            try await run(
                location.work,
                "INSERT INTO retention_approval (plan_id, person, reason, approved_us) VALUES (1, 'ben', 'x', 1)")
        } throws: {
            ($0 as? StoreError)?.sqlState == "42501"
        }
    }

    @Test("the database reads a hold's filter as the program does", arguments: [1, 2])
    func filters(seed: UInt64) async throws {
        let (_, location) = try await TestServer.store()
        var generator = SplitMix(state: seed)
        func pick<Element>(_ list: [Element]) -> Element { list[Int(generator.next() % UInt64(list.count))] }
        func expression(_ depth: Int) -> String {
            if depth > 0 {
                switch generator.next() % 5 {
                case 0: return "(\(expression(depth - 1)) and \(expression(depth - 1)))"
                case 1: return "(\(expression(depth - 1)) or \(expression(depth - 1)))"
                case 2: return "not \(expression(depth - 1))"
                default: break
                }
            }
            switch generator.next() % 6 {
            case 0: return "class \(pick(["=", "!="])) \(pick(["session", "payout"]))"
            case 1: return "country \(pick(["=", "!="])) \(pick(["DE", "EE"]))"
            case 2: return "group \(pick(["=", "!="])) \(pick(["tax", "decision"]))"
            case 3:
                return "outcome \(pick(["=", "!=", "<", "<=", ">", ">="])) \(pick(["pass", "review", "hold", "stop"]))"
            case 4: return "kind = \(pick(["assessment", "case_event"]))"
            default: return "occurred \(pick(["<", "<=", ">", ">=", "="])) 2026-08-\(pick(["09", "10", "11"]))"
            }
        }
        let connection = PostgresConnection(location.work)
        var (covered, total) = (0, 0)
        for _ in 0..<150 {
            let filter = try RetentionFilter(expression(3))
            let at = pick(["2026-08-09T23:59:59Z", "2026-08-10T00:00:00Z", "2026-08-10T23:59:59.999999Z"])
            let part = RetentionPart(
                index: 0, entryID: .zero, group: pick([.tax, .decision, .txn]), kind: pick([.assessment, .caseEvent]),
                recordClass: RecordClass(pick(["session", "payout"]))!,
                country: pick([Country(alpha2: "DE"), Country(alpha2: "EE"), nil]), subject: nil,
                record: Pseudonym(high: 0, low: 0), occurred: try #require(Instant(at)), dates: "-",
                outcome: pick([.pass, .review, .hold, .stop, nil]), bytes: 0, source: nil)
            let fields: [(String, String?)] = [
                ("kind", part.kind.rawValue), ("class", part.recordClass.text), ("country", part.country?.alpha2),
                ("group", part.group.rawValue), ("outcome", part.outcome?.rawValue),
                ("occurred", part.occurred.utcDate.description),
            ]
            let json = fields.compactMap { name, value in value.map { "\"\(name)\":\"\($0)\"" } }.joined(separator: ",")
            let stored = try await connection.run { (session) throws(StoreError) in
                try session.query("SELECT retention_matches(\(filter.json)::text::jsonb, \("{\(json)}")::text::jsonb)")
                    .bool(0, 0)
            }
            #expect(stored == filter.covers(part), "\(filter.json) on \(json)")
            covered += stored ? 1 : 0
            total += 1
        }
        #expect(covered > 20 && covered < total - 20)
    }
}
