import Cluster
import Domain
import Testing

@testable import Store

@Suite(
    "versions of sanctions lists", .serialized,
    .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct ListVersionTests {
    private func at(_ microseconds: Int64) -> Instant { Instant(microseconds: microseconds) }

    private func version(_ number: Int, at: Int64 = 5, forced: String? = nil) -> ListVersionRow {
        ListVersionRow(
            listID: "un", sha256: Sample.hash(number), publishedAt: nil, importedAt: Instant(microseconds: at),
            entries: 7,
            names: 9, records: 8, merged: 0, rejected: 1, source: "un-xml", counts: #"{"types":{"person":7}}"#,
            parser: 1,
            forced: forced, files: [ListFileRow(name: "0000/a.xml", sha256: Sample.hash(number + 50), bytes: 3)])
    }

    private func change(
        _ number: Int, replacing previous: Int?, at: Int64 = 5, cause: ListActivationRow.Cause = .import,
        reason: String? = nil
    ) -> ListChangeRow {
        ListChangeRow(
            version: version(number, at: at), previous: previous.map { Sample.hash($0) }, cause: cause, reason: reason,
            confirmed: cause == .import ? [Instant(microseconds: at)] : [])
    }

    @Test("what was in force is known for every instant, half-open, and a rollback is a new activation")
    func activations() async throws {
        let (store, _) = try await TestServer.store()
        try await store.activateLists([change(1, replacing: nil, at: 5)], at: at(5))
        try await store.activateLists([change(2, replacing: 1, at: 10)], at: at(10))
        try await store.activateLists(
            [change(1, replacing: 2, at: 20, cause: .rollback, reason: "lost its aliases")], at: at(20))
        #expect(try await store.listsInForce(at: at(4)).isEmpty)
        for (instant, number) in [(5, 1), (9, 1), (10, 2), (19, 2), (20, 1)] {
            let found = try await store.listsInForce(at: at(Int64(instant)))
            #expect(found.map(\.version.sha256) == [Sample.hash(number)], "at \(instant)")
        }
        let history = try await store.listActivations(of: "un")
        #expect(history.map(\.cause) == [.rollback, .import, .import])
        #expect(history.map(\.to) == [nil, at(20), at(10)])
        #expect(history[0].reason == "lost its aliases")
        let versions = try await store.listVersions(of: "un")
        #expect(versions.map(\.sha256) == [Sample.hash(2), Sample.hash(1)])
        #expect(versions[1].files == version(1).files && versions[1].parser == 1 && versions[1].rejected == 1)
        #expect(try await store.listVersions(of: "uk").isEmpty)
    }

    @Test("freshness is of the version: a rollback confirms nothing, a later confirmation is not seen earlier")
    func confirmations() async throws {
        let (store, _) = try await TestServer.store()
        try await store.activateLists([change(1, replacing: nil, at: 5)], at: at(5))
        try await store.confirmList("un", version: Sample.hash(1), at: at(8))
        try await store.confirmList("un", version: Sample.hash(1), at: at(8))
        #expect(try await store.listsInForce().map(\.confirmedAt) == [at(8)])
        #expect(try await store.listsInForce(at: at(7)).map(\.confirmedAt) == [at(5)])
        try await store.activateLists([change(2, replacing: 1, at: 10)], at: at(10))
        #expect(try await store.listsInForce().map(\.confirmedAt) == [at(10)])
        try await store.activateLists(
            [change(1, replacing: 2, at: 30, cause: .rollback, reason: "lost its aliases")], at: at(30))
        #expect(try await store.listsInForce().map(\.confirmedAt) == [at(8)])
    }

    @Test("all changes of an import or none; one that another program overtook is refused")
    func conflict() async throws {
        let (store, _) = try await TestServer.store()
        try await store.activateLists([change(1, replacing: nil)], at: at(5))
        var other = change(9, replacing: nil)
        other = ListChangeRow(
            version: ListVersionRow(
                listID: "uk", sha256: Sample.hash(9), publishedAt: nil, importedAt: at(6), entries: 1, source: "x"),
            previous: nil, cause: .import, reason: nil, confirmed: [at(6)])
        let both = [other, change(2, replacing: nil, at: 6)]
        await #expect { try await store.activateLists(both, at: at(6)) } throws: {
            ($0 as? StoreError)?.code == .conflict
        }
        #expect(try await store.listsInForce().map(\.version.listID) == ["un"])
        #expect(try await store.listVersions().count == 1)
    }

    @Test("a clock that was set back makes no interval that ends before it begins")
    func clock() async throws {
        let (store, _) = try await TestServer.store()
        try await store.activateLists([change(1, replacing: nil, at: 50)], at: at(50))
        try await store.activateLists([change(2, replacing: 1, at: 40)], at: at(40))
        let history = try await store.listActivations(of: "un")
        #expect(history.map(\.from) == [at(50), at(50)] && history[1].to == at(50))
    }

    @Test("the database refuses a forced import without a reason, a rollback without one, and two versions in force")
    func constraints() async throws {
        let (store, location) = try await TestServer.store()
        try await store.activateLists([change(1, replacing: nil)], at: at(5))
        var short = version(2)
        short.forced = "because"
        let forced = ListChangeRow(
            version: short, previous: Sample.hash(1), cause: .import, reason: nil, confirmed: [at(5)])
        let rollback = change(1, replacing: 1, cause: .rollback, reason: "x")
        for bad in [forced, rollback] {
            await #expect { try await store.activateLists([bad], at: at(6)) } throws: {
                ($0 as? StoreError)?.sqlState == "23514"
            }
        }
        let work = PostgresConnection(location.work)
        for (statement, state) in [
            ("UPDATE sanctions_list_version SET entries = 1", "42501"), ("DELETE FROM sanctions_list_version", "42501"),
            ("DELETE FROM sanctions_list_activation", "42501"), ("UPDATE sanctions_list_file SET bytes = 0", "42501"),
            ("DELETE FROM sanctions_list_confirmation", "42501"),
            (
                "INSERT INTO sanctions_list_activation (list_id, n, sha256, from_us, cause) "
                    + "SELECT list_id, 9, sha256, 9, 'import' FROM sanctions_list_version", "23505"
            ),
        ] {
            var found: String?
            do throws(StoreError) {
                try await work.run { (session) throws(StoreError) in
                    try session.execute(SQL(stringLiteral: statement))
                    return
                }
            } catch {
                found = error.sqlState
            }
            #expect(found == state, "\(statement)")
        }
        await work.close()
    }

    @Test("what a server said is kept per address, the last answer counts")
    func fetches() async throws {
        let (store, _) = try await TestServer.store()
        try await store.activateLists([change(1, replacing: nil)], at: at(5))
        func row(_ etag: String?) -> ListFetchRow {
            ListFetchRow(
                listID: "un", url: "https://example.org/a", version: Sample.hash(1), fileHash: Sample.hash(2),
                etag: etag,
                lastModified: nil, fetchedAt: at(6))
        }
        try await store.put([row("\"a\"")])
        try await store.put([row(nil)])
        #expect(try await store.listFetches(of: "un") == [row(nil)])
        #expect(try await store.listFetches(of: "uk").isEmpty)
    }

    @Test("a database of the step before keeps its lists: the flag becomes an activation and a confirmation")
    func upgrade() async throws {
        let database = "amplomb_upgrade_\(UInt32.random(in: 0...UInt32.max))"
        let administrator = PostgresConnection(try TestServer.cluster.get().connectionString(role: "postgres"))
        try await administrator.run { (session) throws(StoreError) in
            try session.execute(SQL(stringLiteral: "CREATE DATABASE \(database)"))
            return
        }
        let location = try TestServer.location(database)
        let before = try await Store.open(location, migrator: Migrator(Migration.all.filter { $0.number < 11 }))
        try await before.pool.run { (session) throws(StoreError) in
            try session.execute(
                """
                INSERT INTO sanctions_list_version (list_id, version, sha256, imported_us, entries, source, is_active)
                VALUES ('un', '1', sha256('a'), 5, 7, 'un-xml', false), ('un', '2', sha256('b'), 9, 8, 'un-xml', true)
                """)
            return
        }
        await before.close()
        let store = try await Store.open(location)
        let found = try await store.listsInForce()
        #expect(found.map(\.version.entries) == [8] && found.map(\.confirmedAt) == [at(9)])
        #expect(try await store.listVersions().count == 2)
        #expect(try await store.listActivations().count == 1)
        await store.close()
    }
}
