package import Domain

/// An event whose decision waits.
package struct PendingRow: Hashable, Sendable {
    package let shard: Int16
    package let keyID: Int64
    /// `new`, `revised`, or the key of the event that changed its windows.
    package let cause: String

    package init(shard: Int16, keyID: Int64, cause: String) {
        self.shard = shard
        self.keyID = keyID
        self.cause = cause
    }
}

/// A waiting event by its key.
package struct PendingEvent: Hashable, Sendable {
    package let key: EventKey
    package let row: PendingRow
}

extension Store {
    /// Events whose decision waits, in an order that never changes, behind `last`.
    package func pendingEvents(after last: PendingRow? = nil, limit: Int) async throws(StoreError) -> [PendingEvent] {
        try await pool.run { (session) throws(StoreError) in
            try session.preparedQuery(
                """
                SELECT k.kind, k.owner_country, k.owner_party, k.id, p.shard, p.key_id, p.cause
                FROM (SELECT * FROM assessment_pending
                  WHERE (shard, key_id) > (\(Int64(last?.shard ?? -1))::smallint, \(last?.keyID ?? 0))
                  ORDER BY shard, key_id LIMIT \(limit)) p
                JOIN event_key k ON k.shard = p.shard AND k.key_id = p.key_id
                ORDER BY p.shard, p.key_id
                """, "reading what waits for its decision"
            ).map { (rows, row) throws(StoreError) in
                PendingEvent(
                    key: try rows.eventKey(row, 0),
                    row: PendingRow(
                        shard: Int16(truncatingIfNeeded: try rows.int(row, 4)), keyID: try rows.int(row, 5),
                        cause: try rows.text(row, 6)))
            }
        }
    }

    /// Number of events whose decision waits.
    package func pendingCount() async throws(StoreError) -> Int64 {
        try await pool.run { (session) throws(StoreError) in
            try session.preparedQuery("SELECT count(*) FROM assessment_pending", "counting what waits").int(0, 0)
        }
    }
}

/// Adds and takes away waiting events; one that waits already keeps its first cause.
func writePending(_ rows: [PendingRow], judged: [PendingRow], _ session: Session) throws(StoreError) {
    if !rows.isEmpty {
        var buffer = CopyBuffer(columns: 3, expectedBytes: rows.count * 80)
        for row in rows.sorted(by: inKeyOrder) {
            buffer.beginRow()
            buffer.int16(row.shard)
            buffer.int64(row.keyID)
            buffer.text(row.cause)
        }
        try session.copy(buffer, into: "stage_pending")
        _ = try session.preparedQuery(
            "INSERT INTO assessment_pending SELECT * FROM stage_pending ON CONFLICT DO NOTHING", "noting what waits")
    }
    if judged.isEmpty { return }
    let gone = judged.sorted(by: inKeyOrder)
    _ = try session.preparedQuery(
        """
        DELETE FROM assessment_pending p
        USING unnest(\(gone.map(\.shard))::smallint[], \(gone.map(\.keyID))::bigint[]) q (shard, key_id)
        WHERE p.shard = q.shard AND p.key_id = q.key_id
        """, "noting what was judged")
}

private func inKeyOrder(_ left: PendingRow, _ right: PendingRow) -> Bool {
    (left.shard, left.keyID) < (right.shard, right.keyID)
}
