import Cluster
import Domain
import Store
import Testing

@Suite(
    "schema, roles and walls", .serialized,
    .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct SchemaTests {
    private func fails(_ state: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("it was allowed; SQLSTATE \(state) was expected")
        } catch let error as StoreError {
            #expect(error.sqlState == state, "\(error.debugDescription)")
        } catch {
            Issue.record("another error: \(error)")
        }
    }

    private func run(_ location: String, _ statement: SQL) async throws {
        try await PostgresConnection(location).run { (session) throws(StoreError) in
            try session.execute(statement)
            return
        }
    }

    @Test("opening again applies nothing; a changed, a removed or an unknown step is an error")
    func migrations() async throws {
        let (store, location) = try await TestServer.store()
        let status = try await store.pool.run { (session) throws(StoreError) in try Migrator().verify(session) }
        #expect(status.applied == Migration.all.count)
        #expect(status.pending == 0)
        _ = try await Store.open(location)
        let shorter = Migrator(Migration.all.dropLast())
        await #expect { try await Store.open(location, migrator: shorter) } throws: {
            ($0 as? StoreError)?.code == .schemaTooNew
        }
        try await run(
            location.administrator,
            "UPDATE amplomb.schema_migration SET sha256 = sha256(sha256) WHERE number = 3")
        await #expect { try await Store.open(location) } throws: { ($0 as? StoreError)?.code == .migrationChanged }
    }

    @Test("two programs that migrate at once leave one schema")
    func concurrentMigration() async throws {
        let database = "amplomb_twice_\(UInt32.random(in: 0...UInt32.max))"
        try await run(
            try TestServer.cluster.get().connectionString(role: "postgres"),
            SQL(stringLiteral: "CREATE DATABASE \(database)"))
        let location = try TestServer.location(database)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 { group.addTask { _ = try await Store.open(location) } }
            try await group.waitForAll()
        }
    }

    @Test(
        "evidence and timelines cannot be changed or dropped by the engine, nor, while the trigger stands, by anybody",
        arguments: [
            "evidence_entry", "evidence_tile", "evidence_tree", "evidence_checkpoint", "case_item", "case_event",
        ])
    func appendOnly(_ table: String) async throws {
        let (store, location) = try await TestServer.store()
        var batch = BatchCommit(now: Instant(microseconds: 0))
        batch.evidence = [try Sample.sealed(1)]
        _ = try await store.commit(batch)
        let column = table.hasPrefix("case") ? "case_id" : "log_id"
        for statement in ["DELETE FROM \(table)", "TRUNCATE \(table)", "UPDATE \(table) SET \(column) = \(column)"] {
            let sql = SQL(stringLiteral: statement)
            await fails("42501") { try await run(location.work, sql) }
            await fails("AM001") { try await run(location.administrator, sql) }
        }
        await fails("42501") {
            try await run(location.work, SQL(stringLiteral: "ALTER TABLE \(table) DISABLE TRIGGER ALL"))
        }
    }

    @Test("no login role may create, own or bypass anything; tables belong to a role without login; PUBLIC has nothing")
    func roles() async throws {
        let (store, _) = try await TestServer.store()
        let bad = try await store.pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'amplomb%'
                  AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole)
                UNION ALL SELECT tablename::text FROM pg_tables
                  WHERE schemaname LIKE 'amplomb%' AND tableowner <> 'amplomb_owner' AND tablename <> 'schema_migration'
                UNION ALL SELECT rolname::text FROM pg_roles WHERE rolname = 'amplomb_owner' AND rolcanlogin
                UNION ALL SELECT proname::text FROM pg_proc WHERE prosecdef AND proconfig IS NULL
                  AND pronamespace = 'amplomb'::regnamespace
                UNION ALL SELECT table_name::text FROM information_schema.role_table_grants
                  WHERE table_schema LIKE 'amplomb%' AND grantee = 'PUBLIC'
                UNION ALL SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND NOT relforcerowsecurity
                """
            ).map { (rows, row) throws(StoreError) in try rows.text(row, 0) }
        }
        #expect(bad == [])
    }

    @Test("no index of event heads reads what a decision changes, so that a decision changes the head in its place")
    func headsStayInPlace() async throws {
        let (store, _) = try await TestServer.store()
        let bad = try await store.pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = 'event_key'::regclass
                  AND pg_get_indexdef(indexrelid) ~ '(outcome|score|assess|decision|revision|at_us|received|hash)'
                """
            ).map { (rows, row) throws(StoreError) in try rows.text(row, 0) }
        }
        #expect(bad == [])
    }

    @Test("the distribution column is first in every key of a sharded table, and no foreign key leaves its shard")
    func shardLint() async throws {
        let (store, _) = try await TestServer.store()
        let bad = try await store.pool.run { (session) throws(StoreError) in
            try session.query(
                """
                WITH sharded AS (
                  SELECT c.oid, a.attnum FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                  WHERE c.relnamespace::regnamespace::text LIKE 'amplomb%' AND c.relkind IN ('r', 'p') AND NOT a.attisdropped
                    AND a.attname IN ('shard', 'log_id') AND c.relname <> 'evidence_log')
                SELECT i.indexrelid::regclass::text FROM pg_index i JOIN sharded s ON s.oid = i.indrelid
                WHERE (i.indisunique OR i.indisprimary) AND i.indkey[0] <> s.attnum
                UNION ALL
                SELECT k.conname::text FROM pg_constraint k JOIN sharded s ON s.oid = k.conrelid
                LEFT JOIN sharded f ON f.oid = k.confrelid
                WHERE k.contype = 'f' AND f.oid IS NOT NULL AND (k.conkey[1] <> s.attnum OR k.confkey[1] <> f.attnum)
                UNION ALL
                SELECT s.oid::regclass::text FROM sharded s
                WHERE NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = s.oid AND i.indisprimary)
                  AND (SELECT relkind FROM pg_class WHERE oid = s.oid) = 'p'
                """
            ).map { (rows, row) throws(StoreError) in try rows.text(row, 0) }
        }
        #expect(bad == [])
    }

    @Test("a regulator sees nothing without a grant, and its countries, kinds and time with one")
    func regulator() async throws {
        let (store, location) = try await TestServer.store()
        var batch = BatchCommit(now: Instant(microseconds: 0))
        batch.evidence = [try Sample.sealed(1), try Sample.sealed(2)]
        _ = try await store.commit(batch)
        let regulator = location.work.replacing("amplomb_engine", with: "amplomb_regulator")
        func seen(_ person: String) async throws -> Int64 {
            try await PostgresConnection(regulator).run { (session) throws(StoreError) in
                try session.execute("SELECT set_config('amplomb.person', \(person), false)")
                return try session.query("SELECT count(*) FROM regulator_evidence").int(0, 0)
            }
        }
        #expect(try await seen("ana") == 0)
        try await run(
            location.administrator,
            """
            INSERT INTO regulator_grant VALUES ('ana', '{DE}', 0, 9000000000000000, '{assessment}', 9000000000000000),
              ('bo', '{FR}', 0, 9000000000000000, '{assessment}', 9000000000000000),
              ('cy', '{DE}', 0, 9000000000000000, '{assessment}', 1)
            """)
        #expect(try await seen("ana") == 4)
        #expect(try await seen("bo") == 0)
        #expect(try await seen("cy") == 0)
        await fails("42501") { try await run(regulator, "SELECT * FROM case_file") }
        await fails("42501") { try await run(location.work, "SELECT * FROM amplomb_str.str_filing") }
    }

    @Test("suspicious-activity material cannot stand in the general log")
    func reportLogApart() async throws {
        let (store, _) = try await TestServer.store()
        var batch = BatchCommit(now: Instant(microseconds: 0))
        batch.evidence = [try Sample.sealed(1)]
        batch.log = 2
        let forbidden = batch
        await fails("23514") { _ = try await store.commit(forbidden) }
    }

    @Test("frozen money leaves only by a licence that covers it, decided by two")
    func frozenMoney() async throws {
        let (_, location) = try await TestServer.store()
        try await run(
            location.administrator,
            """
            WITH f AS (INSERT INTO freeze_order (shard, freeze_id, legal_entity, subject_kind, subject_id, law, authority,
                list_entry, list_version, from_us, assets) VALUES (5, 1, 'main', 'participant', 'P1', 'law', 'authority',
                'EU-1', 'v1', 0, '[]') RETURNING 1),
              l AS (INSERT INTO licence VALUES (5, 1, 1, 'authority', 'L-1', 'all', 5000000000, 'EUR', 1000),
                (5, 2, 1, 'authority', 'L-2', 'all', 10000000000, 'EUR', 1000)),
              p AS (INSERT INTO payout (shard, key_id, payout_id, legal_entity, amount_micros, currency, execute_us, state,
                hold_scope, version, updated_us) VALUES (5, 7, 'P7', 'main', 9300000000, 'EUR', 0, 'held', 'payee', 1, 0)),
              q AS (INSERT INTO case_proposal VALUES (5, 'F-1', 1, 'ana', 'unfreeze', '{}', sha256('x'), now()))
            SELECT 1
            """)
        let work = location.work
        try await run(work, "SELECT payout_freeze(5::smallint, 7, 1, 10)")
        await fails("23514") { try await run(work, "UPDATE payout SET state = 'released' WHERE key_id = 7") }
        await fails("42501") { try await run(work, "UPDATE payout SET frozen_by = NULL WHERE key_id = 7") }
        // The proposer cannot approve, and nobody can approve as somebody else.
        await fails("23514") {
            try await PostgresConnection(work).run { (session) throws(StoreError) in
                try session.execute("SELECT set_config('amplomb.person', 'ana', false)")
                try session.execute(
                    "INSERT INTO case_approval VALUES (5, 'F-1', 1, 1, 'ana', 'ana', 'approve', NULL, now())")
            }
        }
        await fails("42501") {
            try await run(
                work, "INSERT INTO case_approval VALUES (5, 'F-1', 1, 1, 'ana', 'bo', 'approve', NULL, now())")
        }
        try await PostgresConnection(work).run { (session) throws(StoreError) in
            try session.execute("SELECT set_config('amplomb.person', 'bo', false)")
            try session.execute(
                "INSERT INTO case_approval VALUES (5, 'F-1', 1, 1, 'ana', 'bo', 'approve', NULL, now())")
        }
        func unfreeze(_ id: Int, licence: Int, cap: Int64, at: Int64) -> SQL {
            """
            INSERT INTO unfreeze (shard, unfreeze_id, key_id, freeze_id, kind, amount_micros, currency, at_us, approval_id,
              approval_decision, licence_id, licence_cap_micros, licence_currency, licence_expires_us, use_no,
              used_before_micros)
            VALUES (5, \(id), 7, 1, 'licence', 9300000000, 'EUR', \(at), 1, 'approve', \(licence), \(cap), 'EUR', 1000, 1, 0)
            """
        }
        await fails("23514") { try await run(work, unfreeze(1, licence: 1, cap: 5_000_000_000, at: 20)) }
        await fails("23503") { try await run(work, unfreeze(1, licence: 1, cap: 50_000_000_000, at: 20)) }
        await fails("23514") { try await run(work, unfreeze(1, licence: 2, cap: 10_000_000_000, at: 1000)) }
        try await run(work, unfreeze(1, licence: 2, cap: 10_000_000_000, at: 20))
        try await run(work, "UPDATE payout SET state = 'released', unfreeze_id = 1 WHERE key_id = 7")
        await fails("23505") { try await run(work, unfreeze(2, licence: 2, cap: 10_000_000_000, at: 21)) }
    }
}
