import Domain
import Evidence
import Store
import Testing

/// The role under which the engine puts rows into the log by COPY: bound by no policy, and so by nothing else than what it
/// was given.
@Suite(.serialized, .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct AppenderTests {
    private func fails(_ state: String, _ body: () async throws -> Void) async {
        await #expect { try await body() } throws: { ($0 as? StoreError)?.sqlState == state }
    }

    private func texts(_ sql: SQL) async throws -> [String] {
        let (store, _) = try await TestServer.store()
        return try await store.pool.run { (session) throws(StoreError) in
            try session.query(sql).map { (rows, row) throws(StoreError) in try rows.text(row, 0) }
        }
    }

    @Test("may insert entries and payloads and do nothing else; the engine alone may take it")
    func rights() async throws {
        let grants = try await texts(
            """
            SELECT c.relname || ' ' || a.privilege_type FROM pg_class c, aclexplode(c.relacl) a
            WHERE a.grantee = 'amplomb_appender'::regrole ORDER BY 1
            """)
        #expect(grants == ["evidence_entry INSERT", "evidence_payload INSERT"])
        let functions = try await texts(
            """
            SELECT p.proname::text FROM pg_proc p, aclexplode(p.proacl) a
            WHERE p.pronamespace = 'amplomb'::regnamespace AND a.grantee = 'amplomb_appender'::regrole
            """)
        #expect(functions == [])
        let members = try await texts(
            "SELECT member::regrole::text FROM pg_auth_members WHERE roleid = 'amplomb_appender'::regrole")
        #expect(members == ["amplomb_engine"])
        let memberships = try await texts(
            "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'amplomb_appender'::regrole")
        #expect(memberships == [])
    }

    @Test("neither reads nor changes the log, and puts no entry into it that was never there")
    func refusals() async throws {
        let (store, location) = try await TestServer.store()
        var batch = BatchCommit(now: Instant(microseconds: 0))
        batch.evidence = [try Sample.sealed(1)]
        _ = try await store.commit(batch)
        for statement in ["SELECT count(*) FROM evidence_entry", "DELETE FROM evidence_payload"] {
            await fails("42501") { try await attempt(SQL(stringLiteral: statement), location) }
        }
        let bare: SQL = """
            INSERT INTO evidence_entry (log_id, idx, entry_id, leaf_hash, kind, record, revision, class, occurred_us, batch_id)
            SELECT 1, 1, h, h, 'removed', substring(h FOR 16), 0, 'removed', 0, 1 FROM (SELECT sha256('x') AS h) x
            """
        await fails("AM001") { try await attempt(bare, location) }
    }

    @Test("leaves the session its own role, after entries that were repeated as well")
    func roleAfterwards() async throws {
        let (_, location) = try await TestServer.store()
        let store = try await Store.open(Store.Location(url: location.administrator), connections: 1)
        for last in [2, 2, 3] {
            var batch = BatchCommit(now: Instant(microseconds: 0))
            batch.evidence = try (1...last).map { try Sample.sealed($0) }
            _ = try await store.commit(batch)
            let role = try await store.pool.run { (session) throws(StoreError) in
                try session.query("SELECT current_user::text").text(0, 0)
            }
            #expect(role == "amplomb_engine")
        }
        #expect(try await store.evidenceHead(log: Store.mainLog)?.size == 3)
    }

    /// Runs a statement of the engine as that role.
    private func attempt(_ sql: SQL, _ location: Store.Location) async throws {
        try await PostgresConnection(location.work).run { (session) throws(StoreError) in
            try session.transaction { (session) throws(StoreError) in
                try session.execute("SET LOCAL ROLE amplomb_appender")
                try session.execute(sql)
                return
            }
        }
    }
}
