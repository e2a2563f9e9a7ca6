package import Domain
package import Evidence

/// A deposit of a checkpoint out of the reach of the database's owner.
package struct StoredAnchor: Hashable, Sendable {
    /// How it was deposited.
    package enum Kind: String, Sendable, CaseIterable {
        case file, timestamp, email, witness
    }

    package let size: UInt64
    package let kind: Kind
    package let anchoredAt: Instant
    /// The file's path, the address, the authority's time, or the witness with the time of its cosignature.
    package let target: String
    /// SHA-256 of the note that was deposited.
    package let noteHash: Hash32
    /// The time-stamping authority's reply, for `timestamp`; the cosigned note, for `witness`.
    package let token: [UInt8]?

    package init(
        size: UInt64, kind: Kind, anchoredAt: Instant, target: String, noteHash: Hash32, token: [UInt8]? = nil
    ) {
        self.size = size
        self.kind = kind
        self.anchoredAt = anchoredAt
        self.target = target
        self.noteHash = noteHash
        self.token = token
    }
}

/// A report with its bytes.
package struct ReportContent: Sendable {
    package let id: Int64
    package let kind: String
    package let period: Period
    package let contentHash: Hash32
    package let content: [UInt8]
    package let builtAt: Instant
}

extension Store {
    // MARK: Entries

    /// The entries at these places, in the order of indexes; places that the log does not have are left out.
    package func evidenceRows(log: Int16, indexes: [Int64]) async throws(StoreError) -> [LogRow] {
        if indexes.isEmpty { return [] }
        return try await pool.run { (session) throws(StoreError) in
            try readEvidenceRows(session, log, "idx = ANY (\(indexes))", limit: indexes.count)
        }
    }

    /// All entries of a kind from a place on: of kinds that there are few of.
    package func evidenceRows(
        log: Int16, kind: EnvelopeKind, from index: Int64 = 0
    ) async throws(StoreError) -> [LogRow] {
        try await pool.run { (session) throws(StoreError) in
            try readEvidenceRows(session, log, "kind = \(kind.rawValue) AND idx >= \(index)", limit: Int(Int32.max))
        }
    }

    /// Entries of some places [from, to), in the order of indexes.
    package func evidenceRows(log: Int16, from: Int64, to: Int64) async throws(StoreError) -> [LogRow] {
        try await pool.run { (session) throws(StoreError) in
            try readEvidenceRows(session, log, "idx >= \(from) AND idx < \(to)", limit: Int(max(0, to - from)))
        }
    }

    /// Places of the `knowledge` entries that log these manifests.
    package func knowledgeIndexes(log: Int16, _ manifests: [Hash32]) async throws(StoreError) -> [Int64] {
        if manifests.isEmpty { return [] }
        return try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT e.idx FROM evidence_entry e
                JOIN evidence_payload p ON p.log_id = e.log_id AND p.entry_id = e.entry_id
                WHERE e.log_id = \(Int64(log))::smallint AND e.kind = 'knowledge'
                  AND sha256(p.payload) = ANY (\(manifests.map(\.bytes))) ORDER BY e.idx
                """, "finding knowledge in the log"
            ).map { (rows, row) throws(StoreError) in try rows.int(row, 0) }
        }
    }

    /// Places of the `report` entries whose payload names a file of this hash.
    package func reportIndexes(log: Int16, naming hash: Hash32) async throws(StoreError) -> [Int64] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT e.idx FROM evidence_entry e
                JOIN evidence_payload p ON p.log_id = e.log_id AND p.entry_id = e.entry_id
                WHERE e.log_id = \(Int64(log))::smallint AND e.kind = 'report'
                  AND position(\(Array(hash.hex.utf8)) in p.payload) > 0 ORDER BY e.idx
                """, "finding a report in the log"
            ).map { (rows, row) throws(StoreError) in try rows.int(row, 0) }
        }
    }

    /// Whether an entry of another kind than `anchored` stands at a place from here on.
    package func hasMoreThanAnchors(log: Int16, from index: UInt64, to end: UInt64) async throws(StoreError) -> Bool {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT EXISTS (SELECT FROM evidence_entry WHERE log_id = \(Int64(log))::smallint
                  AND idx >= \(Int64(clamping: index)) AND idx < \(Int64(clamping: end)) AND kind <> 'anchored')
                """, "looking for entries without an anchor"
            ).bool(0, 0)
        }
    }

    /// Whether a record of a kind stands in the log.
    package func hasEvidence(log: Int16, kind: EnvelopeKind, record: Pseudonym) async throws(StoreError) -> Bool {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT EXISTS (SELECT FROM evidence_entry WHERE log_id = \(Int64(log))::smallint
                  AND kind = \(kind.rawValue) AND record = \(record.bytes))
                """, "looking for evidence"
            ).bool(0, 0)
        }
    }

    // MARK: Checkpoints

    /// The newest checkpoint signed at or before an instant; nil: the newest of all. That is the largest, since the log only
    /// grows and a clock may be set back; of one size the one signed last, as after a change of keys.
    package func newestCheckpoint(log: Int16, by instant: Instant? = nil) async throws(StoreError) -> StoredCheckpoint?
    {
        let latest = instant?.microseconds ?? Int64.max
        return try await checkpoint(
            "log_id = \(Int64(log))::smallint AND signed_us <= \(latest) ORDER BY size DESC, signed_us DESC")
    }

    /// The first checkpoint that covers this many entries.
    package func firstCheckpoint(log: Int16, covering size: UInt64) async throws(StoreError) -> StoredCheckpoint? {
        let least = Int64(clamping: size)
        return try await checkpoint(
            "log_id = \(Int64(log))::smallint AND size >= \(least) ORDER BY size, signed_us")
    }

    /// The last checkpoint of exactly this size.
    package func checkpoint(log: Int16, size: UInt64) async throws(StoreError) -> StoredCheckpoint? {
        let exact = Int64(clamping: size)
        return try await checkpoint(
            "log_id = \(Int64(log))::smallint AND size = \(exact) ORDER BY signed_us DESC")
    }

    private func checkpoint(_ rest: SQL) async throws(StoreError) -> StoredCheckpoint? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                "SELECT size, signed_us, note FROM evidence_checkpoint WHERE \(rest) LIMIT 1", "reading a checkpoint")
            if rows.count == 0 { return nil }
            return StoredCheckpoint(
                size: UInt64(clamping: try rows.int(0, 0)), signedAt: Instant(microseconds: try rows.int(0, 1)),
                note: try rows.text(0, 2))
        }
    }

    // MARK: Anchors

    /// All anchors of a log, the oldest first.
    package func anchors(log: Int16) async throws(StoreError) -> [StoredAnchor] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT size, kind, anchored_us, anchor->>'target', anchor->>'note_sha256',
                  decode(anchor->>'token', 'base64') FROM evidence_anchor WHERE log_id = \(Int64(log))::smallint
                ORDER BY anchored_us, size, kind
                """, "reading anchors"
            ).map { (rows, row) throws(StoreError) in
                guard let kind = StoredAnchor.Kind(rawValue: try rows.text(row, 1)),
                    let hash = Hash32(hex: try rows.text(row, 4))
                else { throw StoreError(.badValue, "an anchor of the log is damaged") }
                return StoredAnchor(
                    size: UInt64(clamping: try rows.int(row, 0)), kind: kind,
                    anchoredAt: Instant(microseconds: try rows.int(row, 2)), target: try rows.text(row, 3),
                    noteHash: hash, token: try rows.optionalBytes(row, 5))
            }
        }
    }

    /// Keeps a deposit by itself, once: for one whose entry stands in the log already.
    package func add(_ anchor: StoredAnchor, log: Int16) async throws(StoreError) {
        try await pool.withTransaction { (session) throws(StoreError) in
            try writeAnchors([anchor], log: log, session)
        }
    }

    /// Effects of a topic whose key begins like this: the key, and when it was delivered.
    package func effects(topic: String, prefix: String) async throws(StoreError) -> [(key: String, delivered: Instant?)]
    {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT effect_key, delivered_us FROM outbox
                WHERE topic = \(topic) AND starts_with(effect_key, \(prefix)) ORDER BY outbox_id
                """, "reading the outbox"
            ).map { (rows, row) throws(StoreError) in
                (try rows.text(row, 0), try rows.optionalInt(row, 1).map(Instant.init(microseconds:)))
            }
        }
    }

    // MARK: Reports

    /// Where the entry of a report stood that was removed in full; nil for one that is there, and where there is none.
    package func removedIndex(ofReport id: Int64) async throws(StoreError) -> UInt64? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                "SELECT removed_idx FROM report WHERE report_id = \(id) AND removed_idx IS NOT NULL", "reading a report"
            )
            return rows.count == 0 ? nil : UInt64(clamping: try rows.int(0, 0))
        }
    }

    /// A report with its bytes; nil for one that was removed too.
    package func report(_ id: Int64) async throws(StoreError) -> ReportContent? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT kind, period_from_us, period_to_us, content_hash, content, built_us FROM report
                WHERE report_id = \(id) AND content IS NOT NULL
                """, "reading a report")
            if rows.count == 0 { return nil }
            return ReportContent(
                id: id, kind: try rows.text(0, 0),
                period: Period(
                    from: Instant(microseconds: try rows.int(0, 1)), to: Instant(microseconds: try rows.int(0, 2))),
                contentHash: try rows.hash(0, 3), content: try rows.bytes(0, 4),
                builtAt: Instant(microseconds: try rows.int(0, 5)))
        }
    }
}

/// Writes deposits; what stands already is not written twice.
///
/// The key of the table lacks the target: where another deposit of that kind and size has the microsecond, the next free
/// one is taken.
func writeAnchors(_ anchors: [StoredAnchor], log: Int16, _ session: Session) throws(StoreError) {
    for anchor in anchors {
        let size = Int64(clamping: anchor.size)
        let content: SQL = """
            jsonb_strip_nulls(jsonb_build_object('target', \(anchor.target)::text,
              'note_sha256', \(anchor.noteHash.hex)::text, 'token', encode(\(anchor.token)::bytea, 'base64')))
            """
        var isWritten = false
        var time = anchor.anchoredAt.microseconds
        while !isWritten {
            let isThere = try session.query(
                """
                SELECT EXISTS (SELECT FROM evidence_anchor WHERE log_id = \(Int64(log))::smallint AND size = \(size)
                  AND kind = \(anchor.kind.rawValue)::text AND anchor = \(content))
                """, "looking for an anchor"
            ).bool(0, 0)
            if isThere { break }
            isWritten =
                try session.execute(
                    """
                    INSERT INTO evidence_anchor (log_id, size, kind, anchored_us, anchor)
                    VALUES (\(Int64(log)), \(size), \(anchor.kind.rawValue), \(time), \(content))
                    ON CONFLICT DO NOTHING
                    """, "writing an anchor") > 0
            time += 1
        }
    }
}
