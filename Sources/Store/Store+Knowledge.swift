package import Domain

/// A piece of knowledge: rule pack, list snapshot, tax pack, manifest, by the SHA-256 of its bytes.
package struct KnowledgeRow: Sendable {
    package let hash: Hash32
    package let kind: String
    package let name: String
    package let content: [UInt8]

    package init(hash: Hash32, kind: String, name: String, content: [UInt8]) {
        self.hash = hash
        self.kind = kind
        self.name = name
        self.content = content
    }
}

/// What was in force from when.
package struct ActivationRow: Hashable, Sendable {
    package let kind: String
    package let name: String
    package let hash: Hash32
    package let activatedAt: Instant
}

/// A revision of a participant, with its recorded time `[recordedAt, supersededAt)`.
package struct StoredParticipant: Sendable {
    /// In capitals; the spelling of its sender stands in the record.
    package let id: String
    package let revision: Int32
    package let recordedAt: Instant
    package let supersededAt: Instant?
    package let contentHash: Hash32
    /// The record as received.
    package let record: [UInt8]
}

extension Store {
    /// Keeps knowledge under its hash: the same again is a no-op.
    package func put(_ knowledge: [KnowledgeRow], now: Instant) async throws(StoreError) {
        try await pool.withTransaction { (session) throws(StoreError) in try writeKnowledge(knowledge, now, session) }
    }

    package func knowledge(_ hash: Hash32) async throws(StoreError) -> KnowledgeRow? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                "SELECT kind, name, content FROM knowledge WHERE hash = \(hash.bytes)", "reading knowledge")
            if rows.count == 0 { return nil }
            return KnowledgeRow(
                hash: hash, kind: try rows.text(0, 0), name: try rows.text(0, 1), content: try rows.bytes(0, 2))
        }
    }

    /// Puts knowledge that is kept in force from an instant on.
    package func activate(kind: String, name: String, hash: Hash32, at: Instant) async throws(StoreError) {
        try await pool.run { (session) throws(StoreError) in
            try session.execute(
                """
                INSERT INTO knowledge_activation (kind, name, activated_us, hash)
                SELECT \(kind)::text, \(name)::text, \(at.microseconds), \(hash.bytes)
                WHERE \(hash.bytes) IS DISTINCT FROM (SELECT hash FROM knowledge_activation
                  WHERE kind = \(kind)::text AND name = \(name)::text ORDER BY activated_us DESC LIMIT 1)
                ON CONFLICT DO NOTHING
                """, "activating knowledge")
            return
        }
    }

    /// What is in force of a kind at an instant, one row a name.
    package func activeKnowledge(kind: String, at: Instant) async throws(StoreError) -> [ActivationRow] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT DISTINCT ON (name) name, hash, activated_us FROM knowledge_activation
                WHERE kind = \(kind) AND activated_us <= \(at.microseconds) ORDER BY name, activated_us DESC
                """, "reading what is in force"
            ).map { (rows, row) throws(StoreError) in
                ActivationRow(
                    kind: kind, name: try rows.text(row, 0), hash: try rows.hash(row, 1),
                    activatedAt: Instant(microseconds: try rows.int(row, 2)))
            }
        }
    }

    /// How many participants are known now, and the sum of their revisions.
    package func participantEdition() async throws(StoreError) -> ParticipantCount {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                "SELECT count(*), coalesce(sum(revision), 0)::bigint FROM participant WHERE superseded_us IS NULL",
                "counting participants")
            return ParticipantCount(participants: Int(try rows.int(0, 0)), revisions: Int(try rows.int(0, 1)))
        }
    }

    /// The highest number given to a revision of each participant of whom none is in force.
    package func participantMarks() async throws(StoreError) -> [(id: String, revision: Int32)] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT q.participant_id, max(q.revision) FROM (
                  SELECT shard, participant_id, revision FROM participant_mark
                  UNION ALL SELECT shard, participant_id, revision FROM participant WHERE superseded_us IS NOT NULL) q
                WHERE NOT EXISTS (SELECT FROM participant p WHERE p.shard = q.shard
                  AND p.participant_id = q.participant_id AND p.superseded_us IS NULL)
                GROUP BY q.participant_id ORDER BY q.participant_id
                """, "reading the numbers of participants"
            ).map { (rows, row) throws(StoreError) in
                (id: try rows.text(row, 0), revision: Int32(clamping: try rows.int(row, 1)))
            }
        }
    }

    /// The last revision of a participant, where it was in force and was removed in full, and where its entry stood.
    package func removedRevision(
        ofParticipant id: String
    ) async throws(StoreError) -> (revision: Int32, index: UInt64)? {
        let id = asciiUpper(id)
        let shard = Int64(shardOf("participant:\(id)"))
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT removed_revision, removed_idx FROM participant_mark
                WHERE shard = \(shard)::smallint AND participant_id = \(id)
                  AND removed_revision = revision
                """, "looking for a removed participant")
            if rows.count == 0 { return nil }
            return (revision: Int32(clamping: try rows.int(0, 0)), index: UInt64(clamping: try rows.int(0, 1)))
        }
    }

    /// Participants as they were known at an instant of recorded time; nil: as they are known now.
    package func participants(recordedAsOf instant: Instant? = nil) async throws(StoreError) -> [StoredParticipant] {
        let condition: SQL =
            instant.map {
                "recorded_us <= \($0.microseconds) AND (superseded_us IS NULL OR superseded_us > \($0.microseconds))"
            }
            ?? "superseded_us IS NULL"
        let statement: SQL = """
            SELECT participant_id, revision, recorded_us, superseded_us, content_hash, record FROM participant
            WHERE \(condition) ORDER BY participant_id
            """
        return try await pool.run { (session) throws(StoreError) in
            try session.query(statement, "reading participants").map { (rows, row) throws(StoreError) in
                StoredParticipant(
                    id: try rows.text(row, 0), revision: Int32(clamping: try rows.int(row, 1)),
                    recordedAt: Instant(microseconds: try rows.int(row, 2)),
                    supersededAt: try rows.optionalInt(row, 3).map(Instant.init(microseconds:)),
                    contentHash: try rows.hash(row, 4), record: try rows.bytes(row, 5))
            }
        }
    }
}

func writeKnowledge(_ knowledge: [KnowledgeRow], _ now: Instant, _ session: Session) throws(StoreError) {
    for row in knowledge {
        try session.execute(
            """
            INSERT INTO knowledge (hash, kind, name, content, stored_us)
            VALUES (\(row.hash.bytes), \(row.kind), \(row.name), \(row.content), \(now.microseconds))
            ON CONFLICT (hash) DO NOTHING
            """, "keeping knowledge")
    }
}

/// How many participants are known, and the sum of the revisions of their records.
package struct ParticipantCount: Hashable, Sendable {
    package let participants: Int
    package let revisions: Int
}
