import Cluster
import Domain
import Store
import Testing

@Suite(
    "one key for a participant", .serialized,
    .enabled(if: TestServer.isInstalled, "PostgreSQL 15 or later is not installed"))
struct ParticipantKeyTests {
    private func query(_ location: Store.Location, _ statement: SQL) async throws -> [String] {
        let connection = PostgresConnection(location.administrator)
        let rows = try await connection.run { (session) throws(StoreError) in
            try session.query(statement).map { (rows, row) throws(StoreError) in try rows.text(row, 0) }
        }
        await connection.close()
        return rows
    }

    private func run(_ location: Store.Location, _ statement: SQL) async throws {
        let connection = PostgresConnection(location.administrator)
        try await connection.run { (session) throws(StoreError) in _ = try session.execute(statement) }
        await connection.close()
    }

    private static let rows: SQL = """
        SELECT shard || ' ' || participant_id || ' ' || revision || ' ' || recorded_us || '-' || coalesce(superseded_us::text, '')
          || ' ' || convert_from(record, 'UTF8') FROM participant ORDER BY participant_id, revision
        """

    private func participant(_ id: String) throws -> Participant {
        var participant = Participant(
            id: id, type: .cpo, legalName: "Example Charge GmbH", country: try #require(Country(alpha2: "DE")),
            lastUpdated: Instant(microseconds: 1))
        participant.parties = [try #require(PartyID("DE*ABC"))]
        participant.kyc = [.init(status: .verified, from: Instant(microseconds: 1), to: nil, validUntil: nil)]
        return participant
    }

    @Test("another spelling of an id is the next revision of one participant")
    func spellings() async throws {
        let (store, location) = try await TestServer.store()
        for (number, id) in ["q-1", "Q-1", "q-1"].enumerated() {
            var batch = BatchCommit(now: Instant(microseconds: Int64(10 * (number + 1))))
            batch.participants = [
                ParticipantRow(
                    participant: try participant(id), contentHash: Sample.hash(number),
                    record: Array("r\(number)".utf8))
            ]
            _ = try await store.commit(batch)
        }
        let shard = shardOf("participant:Q-1")
        #expect(
            try await query(location, Self.rows) == [
                "\(shard) Q-1 1 10-20 r0", "\(shard) Q-1 2 20-30 r1", "\(shard) Q-1 3 30- r2",
            ])
        let count = try await store.participantEdition()
        #expect(count.participants == 1 && count.revisions == 3)
        #expect(try await query(location, "SELECT revision::text FROM participant_kyc ORDER BY 1") == ["1", "2", "3"])
        await store.close()
    }

    @Test("spellings of before become one sequence in the order of recorded time; the content that counts is in force")
    func migration() async throws {
        let database = "amplomb_keys_\(UInt32.random(in: 0...UInt32.max))"
        let server = PostgresConnection(try TestServer.cluster.get().connectionString(role: "postgres"))
        try await server.run { (session) throws(StoreError) in
            try session.execute(SQL(stringLiteral: "CREATE DATABASE \(database)"))
            return
        }
        await server.close()
        let location = try TestServer.location(database)
        let before = Migrator(Migration.all.filter { $0.number < 21 })
        let old = try await Store.open(location, migrator: before)
        await old.close()
        try await run(
            location,
            """
            WITH p AS (INSERT INTO participant
              SELECT s, i, r, a, b, 'main', 'cpo', 'N', 'DE', NULL, 'low', false, sha256(c::bytea), c::bytea FROM (VALUES
                (1, 'q-1', 1, 10, 30, 'a'), (1, 'q-1', 2, 30, NULL, 'c'), (2, 'Q-1', 1, 20, NULL, 'b'),
                (3, 'Z-1', 1, 10, NULL, 'z'), (4, 'Tie', 1, 7, NULL, 't1'), (5, 'TIE', 1, 7, NULL, 't2'))
                v (s, i, r, a, b, c)
              RETURNING shard, participant_id, revision),
            k AS (INSERT INTO participant_kyc
              SELECT shard, participant_id, revision, 0, 'verified', 1, NULL, NULL FROM p RETURNING 1),
            h AS (INSERT INTO participant_party
              SELECT shard, participant_id, revision, 'DE*ABC', 'main' FROM p RETURNING 1),
            t AS (INSERT INTO past_participant VALUES (6, 'old', 'FR', '') RETURNING 1)
            INSERT INTO event_key (shard, kind, owner_country, owner_party, id, key_id, legal_entity, revision,
              current_revision, at_us, received_us, content_hash, assessment_revision, assessed_at_us)
            VALUES (1, 'participant', '', '', 'TIE', 1, 'main', 2, 1, 1, 1, sha256('t1'), 0, 0)
            """)
        let store = try await Store.open(location)
        let (q, tie) = (shardOf("participant:Q-1"), shardOf("participant:TIE"))
        #expect(
            try await query(location, Self.rows) == [
                "\(q) Q-1 1 10-20 a", "\(q) Q-1 2 20-30 b", "\(q) Q-1 3 30- c", "\(tie) TIE 1 7-7 t2",
                "\(tie) TIE 2 7- t1", "3 Z-1 1 10- z",
            ])
        for table in ["participant_kyc", "participant_party"] {
            let text = "SELECT participant_id FROM \(table) JOIN participant USING (shard, participant_id, revision)"
            #expect(try await query(location, SQL(stringLiteral: text)).count == 6)
        }
        #expect(
            try await query(location, "SELECT shard || ' ' || participant_id FROM past_participant") == [
                "\(shardOf("participant:OLD")) OLD"
            ])
        #expect(try await store.participants().map(\.id) == ["Q-1", "TIE", "Z-1"])
        await store.close()
    }
}
