package import Domain
package import Evidence

/// Where the next page of a log begins.
package struct EvidenceCursor: Hashable, Sendable {
    let lastIndex: Int64

    package static let start = EvidenceCursor(lastIndex: -1)
}

/// One stored checkpoint.
package struct StoredCheckpoint: Hashable, Sendable {
    package let size: UInt64
    package let signedAt: Instant
    package let note: String

    package init(size: UInt64, signedAt: Instant, note: String) {
        self.size = size
        self.signedAt = signedAt
        self.note = note
    }
}

/// An evidence log of this database.
package struct EvidenceLogInfo: Hashable, Sendable {
    package let id: Int16
    package let name: String
    package let origin: String
}

/// The payload of one field group of an entry.
package struct StoredPayloadPart: Sendable {
    /// Place in the log, from 0.
    package let index: Int64
    package let payload: [UInt8]
}

extension Store {
    /// The log of a name, for example `main`.
    package func evidenceLog(named name: String) async throws(StoreError) -> EvidenceLogInfo? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                "SELECT log_id, origin FROM evidence_log WHERE name = \(name)", "reading the logs")
            if rows.count == 0 { return nil }
            return EvidenceLogInfo(
                id: Int16(truncatingIfNeeded: try rows.int(0, 0)), name: name, origin: try rows.text(0, 1))
        }
    }

    /// A stretch of the log exactly as it is stored, in the order of indexes, with the tiles and heads that belong to it
    /// (see `LogPage`). The cursor is nil behind the last page.
    package func evidencePage(
        log: Int16, after cursor: EvidenceCursor = .start, limit: Int = 2048
    ) async throws(StoreError) -> (page: LogPage, next: EvidenceCursor?) {
        try await pool.run { (session) throws(StoreError) in
            let rows = try readRows(session, log, after: cursor.lastIndex, limit: limit)
            let isLast = rows.count < limit
            let last = isLast ? Int64.max : rows.last.map { Int64(clamping: $0.index) } ?? Int64.max
            var page = LogPage(rows: rows)
            page.tiles = try readTiles(session, log, after: cursor.lastIndex, last: last)
            page.heads = try readHeads(session, log, after: cursor.lastIndex, last: last)
            return (page, isLast ? nil : EvidenceCursor(lastIndex: last))
        }
    }

    /// Every page of a log in the order of indexes; the next one is read while `body` works on this one.
    package func forEachEvidencePage(
        log: Int16, limit: Int = 4096, _ body: (LogPage) throws -> Void
    ) async throws {
        var reading = Task { try await self.evidencePage(log: log, limit: limit) }
        while true {
            let (page, next) = try await reading.value
            if let next { reading = Task { try await self.evidencePage(log: log, after: next, limit: limit) } }
            try body(page)
            if next == nil { return }
        }
    }

    /// Payloads without an entry, the first ones: nobody would ever check or purge them.
    package func strayPayloads(log: Int16, limit: Int) async throws(StoreError) -> [(entryID: [UInt8], group: String)] {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT p.entry_id, p.field_group FROM evidence_payload p
                WHERE p.log_id = \(Int64(log))::smallint AND NOT EXISTS (
                  SELECT FROM evidence_entry e WHERE e.log_id = p.log_id AND e.entry_id = p.entry_id)
                ORDER BY p.entry_id, p.field_group LIMIT \(limit)
                """, "looking for payloads without an entry")
            return try rows.map { (rows, row) throws(StoreError) in
                (entryID: try rows.bytes(row, 0), group: try rows.text(row, 1))
            }
        }
    }

    /// One entry with its parts.
    package func evidenceEntry(log: Int16, index: Int64) async throws(StoreError) -> LogRow? {
        try await pool.run { (session) throws(StoreError) in
            try readRows(session, log, after: index - 1, limit: 1).first { Int64(clamping: $0.index) == index }
        }
    }

    /// What is kept of all entries of a kind in one field group, in order of the log.
    package func payloads(ofKind kind: String, group: String, log: Int16) async throws(StoreError)
        -> [StoredPayloadPart]
    {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT e.idx, p.payload FROM evidence_entry e
                JOIN evidence_payload p ON p.log_id = e.log_id AND p.entry_id = e.entry_id AND p.field_group = \(group)
                WHERE e.log_id = \(Int64(log))::smallint AND e.kind = \(kind) ORDER BY e.idx
                """, "reading payloads")
            return try rows.map { (rows, row) throws(StoreError) in
                StoredPayloadPart(index: try rows.int(row, 0), payload: try rows.bytes(row, 1))
            }
        }
    }

    /// Size, root and right edge of the newest head; nil for an empty log.
    package func evidenceHead(log: Int16) async throws(StoreError) -> TreeHead? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT size, root, compact_range FROM evidence_tree WHERE log_id = \(Int64(log))::smallint
                ORDER BY size DESC LIMIT 1
                """, "reading the tree's head")
            return rows.count == 0 ? nil : try decodeHead(rows, 0)
        }
    }

    /// The hashes of the named tiles as far as they are stored; tiles that are not full come from the leaf hashes.
    package func evidenceTiles(log: Int16, _ ids: [TileID]) async throws(StoreError) -> [TileID: [Hash32]] {
        try await pool.run { (session) throws(StoreError) in
            var found: [TileID: [Hash32]] = [:]
            for id in ids {
                let rows = try session.query(
                    """
                    SELECT hashes FROM evidence_tile WHERE log_id = \(Int64(log))::smallint
                      AND level = \(Int64(id.level))::smallint AND n = \(Int64(clamping: id.index))
                    """, "reading a tile")
                found[id] =
                    rows.count > 0 ? try decodeTile(id, try rows.bytes(0, 0)) : try partialTile(session, log, id)
            }
            return found
        }
    }

    /// All checkpoints, the oldest first.
    package func checkpoints(log: Int16) async throws(StoreError) -> [StoredCheckpoint] {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT size, signed_us, note FROM evidence_checkpoint WHERE log_id = \(Int64(log))::smallint
                ORDER BY size, signed_us
                """, "reading checkpoints")
            return try rows.map { (rows, row) throws(StoreError) in
                StoredCheckpoint(
                    size: UInt64(clamping: try rows.int(row, 0)), signedAt: Instant(microseconds: try rows.int(row, 1)),
                    note: try rows.text(row, 2))
            }
        }
    }

    package func add(_ checkpoint: StoredCheckpoint, log: Int16) async throws(StoreError) {
        try await pool.run { (session) throws(StoreError) in
            try session.execute(
                """
                INSERT INTO evidence_checkpoint (log_id, size, signed_us, note)
                VALUES (\(Int64(log)), \(Int64(clamping: checkpoint.size)), \(checkpoint.signedAt.microseconds),
                  \(checkpoint.note))
                ON CONFLICT DO NOTHING
                """, "writing a checkpoint")
            return
        }
    }
}

private func readRows(_ session: Session, _ log: Int16, after index: Int64, limit: Int) throws(StoreError) -> [LogRow] {
    try readEvidenceRows(session, log, "idx > \(index)", limit: limit)
}

/// Entries of a log that meet a condition on their columns, with their parts, in the order of indexes.
func readEvidenceRows(
    _ session: Session, _ log: Int16, _ condition: SQL, limit: Int
) throws(StoreError) -> [LogRow] {
    let entries = try session.preparedQuery(
        """
        SELECT idx, entry_id, leaf_hash, envelope, kind, record, revision, subject, country, class, occurred_us
        FROM evidence_entry
        WHERE log_id = \(Int64(log))::smallint AND \(condition) ORDER BY idx LIMIT \(limit)
        """, "reading evidence")
    var parts: [Hash32: [StoredPart]] = [:]
    if entries.count > 0 {
        let ids = try entries.map { (rows, row) throws(StoreError) in try rows.bytes(row, 1) }
        let payloads = try session.preparedQuery(
            """
            SELECT p.entry_id, p.field_group, p.payload, p.salt FROM unnest(\(ids)::bytea[]) q (entry_id)
            JOIN evidence_payload p ON p.log_id = \(Int64(log))::smallint AND p.entry_id = q.entry_id
            ORDER BY p.entry_id, p.field_group
            """, "reading evidence payloads")
        for row in 0..<payloads.count {
            guard let group = FieldGroup(rawValue: try payloads.text(row, 1)) else { continue }
            let part = StoredPart(group: group, payload: try payloads.bytes(row, 2), salt: try payloads.bytes(row, 3))
            parts[try payloads.hash(row, 0), default: []].append(part)
        }
    }
    return try entries.map { (rows, row) throws(StoreError) in
        let id = Hash32(try rows.bytes(row, 1))
        var found = LogRow(
            index: UInt64(clamping: try rows.int(row, 0)), entryID: id, leafHash: Hash32(try rows.bytes(row, 2)),
            envelope: try rows.optionalBytes(row, 3), parts: id.flatMap { parts[$0] } ?? [])
        found.columns = EnvelopeColumns(
            kind: try rows.text(row, 4), record: try rows.bytes(row, 5), revision: try rows.int(row, 6),
            subject: try rows.optionalBytes(row, 7), country: try rows.optionalText(row, 8),
            recordClass: try rows.text(row, 9), occurred: try rows.int(row, 10))
        return found
    }
}

/// Level 0 with the first row of a tile, other levels with the last; on the last page whatever is left.
private func readTiles(_ session: Session, _ log: Int16, after: Int64, last: Int64) throws(StoreError) -> [Tile] {
    let rows = try session.preparedQuery(
        """
        SELECT level, n, hashes FROM evidence_tile
        WHERE log_id = \(Int64(log))::smallint AND (
          (level = 0 AND n > \(after >> 8) AND n <= \(last >> 8))
          OR (level > 0 AND (n + 1)::numeric * 256::numeric ^ (level + 1) - 1 > \(after)
            AND (n + 1)::numeric * 256::numeric ^ (level + 1) - 1 <= \(last)))
        ORDER BY level, n
        """, "reading tiles")
    var tiles: [Tile] = []
    for row in 0..<rows.count {
        let id = TileID(
            level: UInt8(truncatingIfNeeded: try rows.int(row, 0)), index: UInt64(clamping: try rows.int(row, 1)))
        tiles.append(Tile(id: id, hashes: try decodeTile(id, try rows.bytes(row, 2))))
    }
    return tiles
}

private func readHeads(_ session: Session, _ log: Int16, after: Int64, last: Int64) throws(StoreError) -> [TreeHead] {
    let rows = try session.preparedQuery(
        """
        SELECT size, root, compact_range FROM evidence_tree
        WHERE log_id = \(Int64(log))::smallint AND size - 1 > \(after) AND size - 1 <= \(last) ORDER BY size
        """, "reading tree heads")
    return try rows.map(decodeHead)
}

private func decodeHead(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> TreeHead {
    let size = UInt64(clamping: try rows.int(row, 0))
    let range = try? CompactRange(size: size, encoded: try rows.bytes(row, 2))
    return TreeHead(size: size, root: try rows.hash(row, 1), range: range)
}

private func decodeTile(_ id: TileID, _ bytes: [UInt8]) throws(StoreError) -> [Hash32] {
    guard let tile = try? Tile(id: id, encoded: bytes) else { throw StoreError(.badValue, "a tile is damaged") }
    return tile.hashes
}

/// A tile that is not full: leaf hashes at level 0, above it the roots of the full tiles below.
private func partialTile(_ session: Session, _ log: Int16, _ id: TileID) throws(StoreError) -> [Hash32] {
    let first = Int64(clamping: id.index) * 256
    if id.level == 0 {
        let rows = try session.query(
            """
            SELECT leaf_hash FROM evidence_entry WHERE log_id = \(Int64(log))::smallint AND idx >= \(first)
              AND idx < \(first + 256) ORDER BY idx
            """, "reading leaf hashes")
        return try rows.map { (rows, row) throws(StoreError) in try rows.hash(row, 0) }
    }
    let rows = try session.query(
        """
        SELECT n, hashes FROM evidence_tile WHERE log_id = \(Int64(log))::smallint
          AND level = \(Int64(id.level) - 1)::smallint AND n >= \(first) AND n < \(first + 256) ORDER BY n
        """, "reading tiles")
    return try rows.map { (rows, row) throws(StoreError) in
        let below = TileID(level: id.level - 1, index: UInt64(clamping: try rows.int(row, 0)))
        return Tile(id: below, hashes: try decodeTile(below, try rows.bytes(row, 1))).root
    }
}
