import Domain
import Evidence
import Synchronization

extension Store {
    /// Gives the entries their places in the log, as the last act of a transaction: takes the log's lock, reads its head,
    /// writes entries, payloads, tiles that became full, and the new head. Nil when there is nothing to append.
    ///
    /// - Throws: `evidenceConflict` when an entry's (kind, record, revision) stands in the log with other content.
    func appendEvidence(
        _ sealed: [SealedEnvelope], log: Int16, batchID: Int64, _ session: Session
    ) throws(StoreError) -> EvidenceHead? {
        if sealed.isEmpty { return nil }
        _ = try session.preparedQuery(
            "SELECT pg_advisory_xact_lock(hashtext('amplomb.evidence'), \(Int64(log))::integer)", "locking the log")
        var appender = try appender(log, session)
        let before = appender
        // Repeats are rare: they are looked for when the index of (kind, record, revision) refuses one.
        try session.script("SAVEPOINT entries", "writing evidence")
        var batch = appender.append(sealed)
        do throws(StoreError) {
            try writeEntries(batch, log, batchID, session)
        } catch {
            guard error.sqlState == "23505" else { throw error }
            try session.script("ROLLBACK TO SAVEPOINT entries", "looking for evidence that stands already")
            let fresh = try withoutRepeats(sealed, log, session)
            if fresh.isEmpty { return nil }
            appender = before
            batch = appender.append(fresh)
            try writeEntries(batch, log, batchID, session)
        }
        try writeTiles(batch.tiles, log, session)
        _ = try session.preparedQuery(
            """
            INSERT INTO evidence_tree (log_id, size, root, compact_range, batch_id)
            VALUES (\(Int64(log)), \(Int64(batch.size)), \(batch.root.bytes), \(batch.range.encoded), \(batchID))
            """, "writing the tree's head")
        // Harmless if the transaction fails: a state is used only where it equals the head that is stored.
        let grown = appender
        appenders.withLock { $0[log] = grown }
        return EvidenceHead(firstIndex: batch.firstIndex, size: batch.size, root: batch.root)
    }

    /// Leaves out what stands in the log already: the same content again is a no-op.
    private func withoutRepeats(
        _ sealed: [SealedEnvelope], _ log: Int16, _ session: Session
    ) throws(StoreError) -> [SealedEnvelope] {
        let drafts = sealed.map(\.draft)
        let rows = try session.preparedQuery(
            """
            SELECT q.n, e.entry_id
            FROM unnest(\(drafts.map(\.kind.rawValue))::text[], \(drafts.map(\.record.bytes))::bytea[],
              \(drafts.map { Int64($0.revision) })::bigint[]) WITH ORDINALITY q (kind, record, revision, n)
            JOIN evidence_entry e ON e.log_id = \(Int64(log))::smallint AND e.kind = q.kind AND e.record = q.record
              AND e.revision = q.revision::integer
            """, "looking for evidence that stands already")
        if rows.count == 0 { return sealed }
        var repeats: Set<Int> = []
        for row in 0..<rows.count {
            let index = Int(try rows.int(row, 0)) - 1
            let stored = try rows.hash(row, 1)
            guard stored == sealed[index].entryID else {
                throw StoreError(.evidenceConflict, "entries \(stored.hex) and \(sealed[index].entryID.hex)")
            }
            repeats.insert(index)
        }
        return sealed.enumerated().filter { !repeats.contains($0.offset) }.map(\.element)
    }

    /// The state behind the stored head: the one kept from our last append, else rebuilt from tiles and leaf hashes.
    ///
    /// - Parameter isAnew: whether what is kept does not count.
    private func appender(_ log: Int16, _ session: Session, isAnew: Bool = false) throws(StoreError) -> LogAppender {
        let head = try session.preparedQuery(
            """
            SELECT t.size, t.compact_range, t.root, l.origin FROM evidence_log l
            LEFT JOIN LATERAL (SELECT * FROM evidence_tree t WHERE t.log_id = l.log_id ORDER BY size DESC LIMIT 1) t ON true
            WHERE l.log_id = \(Int64(log))::smallint
            """, "reading the tree's head")
        guard head.count == 1, let origin = LogOrigin(try head.text(0, 3)) else {
            throw StoreError(.badValue, "there is no evidence log \(log)")
        }
        guard let size = try head.optionalInt(0, 0) else { return LogAppender(emptyLog: origin) }
        let range: CompactRange
        do {
            range = try CompactRange(size: UInt64(size), encoded: try head.bytes(0, 1))
        } catch {
            throw Self.brokenEdge(log, "the right edge in its head is damaged")
        }
        if !isAnew, let kept = appenders.withLock({ $0[log] }), kept.tree.range == range { return kept }
        do {
            return try LogAppender(log: origin, range: range, partial: try readEdges(log, UInt64(size), session))
        } catch let error as StoreError {
            throw error
        } catch {
            throw Self.brokenEdge(log, "its tiles do not belong to its head")
        }
    }

    private static func brokenEdge(_ log: Int16, _ reason: String) -> StoreError {
        StoreError(.brokenLog, "log \(log): \(reason)")
    }

    /// Why nothing can be appended to a log as it is stored; nil where it can.
    package func whyNothingCanFollow(log: Int16) async throws(StoreError) -> String? {
        try await pool.run { (session) throws(StoreError) in
            let end = try session.query(
                "SELECT coalesce(max(idx) + 1, 0) FROM evidence_entry WHERE log_id = \(Int64(log))::smallint",
                "reading the end of the log")
            do throws(StoreError) {
                let size = try appender(log, session, isAnew: true).tree.range.size
                let held = UInt64(clamping: try end.int(0, 0))
                return size == held ? nil : "its head is of size \(size), its entries end at \(held)"
            } catch {
                if error.code == .brokenLog { return error.context }
                throw error
            }
        }
    }

    /// The hashes of the tiles that are not full, from level 0 up.
    private func readEdges(_ log: Int16, _ size: UInt64, _ session: Session) throws(StoreError) -> [[Hash32]] {
        let firstLeaf = Int64(size & ~255)
        let leaves = try session.query(
            "SELECT leaf_hash FROM evidence_entry WHERE log_id = \(Int64(log))::smallint AND idx >= \(firstLeaf) ORDER BY idx",
            "reading the last leaves")
        var edges = [try leaves.map { (rows, row) throws(StoreError) in try rows.hash(row, 0) }]
        var level: Int64 = 1
        while level < 8, size >> UInt64(8 * level) > 0 {
            let last = Int64(size >> UInt64(8 * level))
            let tiles = try session.query(
                """
                SELECT n, hashes FROM evidence_tile WHERE log_id = \(Int64(log))::smallint
                  AND level = \(level - 1)::smallint AND n >= \(last & ~255) AND n < \(last) ORDER BY n
                """, "reading tiles")
            edges.append(
                try tiles.map { (rows, row) throws(StoreError) in
                    let id = TileID(level: UInt8(level - 1), index: UInt64(try rows.int(row, 0)))
                    guard let tile = try? Tile(id: id, encoded: try rows.bytes(row, 1)) else {
                        throw Self.brokenEdge(log, "a tile is damaged")
                    }
                    return tile.root
                })
            level += 1
        }
        return edges
    }
}

private func writeEntries(_ batch: AppendedBatch, _ log: Int16, _ batchID: Int64, _ session: Session) throws(StoreError)
{
    var entries = CopyBuffer(columns: 13, expectedBytes: batch.entries.reduce(0) { $0 + $1.envelope.count + 250 })
    var payloads = CopyBuffer(columns: 9, expectedBytes: batch.entries.count * 600)
    for entry in batch.entries {
        let draft = entry.sealed.draft
        entries.beginRow()
        entries.int16(log)
        entries.int64(Int64(entry.index))
        entries.words(entry.entryID.words)
        entries.words(entry.leafHash.words)
        entries.data(entry.envelope)
        entries.text(draft.kind.rawValue)
        entries.data(draft.record.bytes)
        entries.int32(draft.revision)
        entries.optional(draft.subject?.bytes)
        entries.optional(draft.country?.alpha2)
        entries.text(draft.recordClass.text)
        entries.int64(draft.occurred.microseconds)
        entries.int64(batchID)
        for part in entry.parts {
            payloads.beginRow()
            payloads.int16(log)
            payloads.words(entry.entryID.words)
            payloads.text(part.group.rawValue)
            payloads.data(part.payload)
            payloads.data(part.salt)
            if let until = part.retainUntil { payloads.date(until) } else { payloads.null() }
            payloads.optional(part.decidingRule)
            if let source = part.source { payloads.int16(source.shard) } else { payloads.null() }
            payloads.optional(part.source?.number)
        }
    }
    try session.copy(entries, into: "stage_entry")
    _ = try session.preparedQuery("INSERT INTO evidence_entry SELECT * FROM stage_entry", "writing evidence")
    try session.copy(payloads, into: "stage_payload")
    if payloads.count > 0 {
        _ = try session.preparedQuery(
            """
            INSERT INTO evidence_payload (log_id, entry_id, field_group, payload, salt, retain_until, deciding_rule,
              source_shard, source_number)
            SELECT * FROM stage_payload
            """, "writing evidence payloads")
    }
}

private func writeTiles(_ tiles: [Tile], _ log: Int16, _ session: Session) throws(StoreError) {
    var buffer = CopyBuffer(columns: 4, expectedBytes: tiles.count * 8300)
    for tile in tiles {
        buffer.beginRow()
        buffer.int16(log)
        buffer.int16(Int16(tile.id.level))
        buffer.int64(Int64(tile.id.index))
        buffer.data(tile.encoded)
    }
    try session.copy(buffer, into: "evidence_tile")
}
