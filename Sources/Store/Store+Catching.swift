package import Domain
package import Evidence

extension Store {
    /// A number above that of every batch that was written so far, and below that of every later one.
    package func nextBatchNumber() async throws(StoreError) -> Int64 {
        try await pool.run { (session) throws(StoreError) in
            try session.preparedQuery("SELECT nextval('batch_id')", "numbering a batch").int(0, 0)
        }
    }

    /// The events whose current revision a range of batches wrote, in order of key.
    package func currentEvents(afterBatch first: Int64, through last: Int64) async throws(StoreError) -> [StoredEvent] {
        try await pool.withTransaction { (session) throws(StoreError) in
            // The index says which blocks hold a few batches; by its statistics alone the planner may read all of them.
            try session.execute("SET LOCAL enable_seqscan = off", "reading late events")
            let rows = try session.query(
                """
                SELECT \(storedEventColumns)
                FROM (SELECT * FROM event WHERE batch_id > \(first) AND batch_id <= \(last) OFFSET 0) e
                JOIN event_key k ON k.shard = e.shard AND k.key_id = e.key_id AND k.current_revision = e.revision
                  AND k.at_us = e.at_us
                LEFT JOIN ingest_run r ON r.run_id = e.run_id
                ORDER BY k.shard, k.key_id
                """, "reading late events")
            return try rows.map(decodeStoredEvent)
        }
    }

    /// One revision of each of the given events, in no order.
    package func events(_ revisions: [(key: EventKey, revision: Int32)]) async throws(StoreError) -> [StoredEvent] {
        if revisions.isEmpty { return [] }
        let keys = revisions.map(\.key)
        let numbers = revisions.map { Int64($0.revision) }
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                """
                SELECT \(storedEventColumns)
                FROM unnest(\(keys.map(\.shard))::smallint[], \(keys.map(\.kind.rawValue))::text[],
                  \(keys.map(\.ownerCountry))::text[], \(keys.map(\.ownerParty))::text[], \(keys.map(\.id))::text[],
                  \(numbers)::bigint[]) q (shard, kind, owner_country, owner_party, id, revision)
                JOIN event_key k ON k.shard = q.shard AND k.kind = q.kind AND k.owner_country = q.owner_country
                  AND k.owner_party = q.owner_party AND k.id = q.id
                JOIN event e ON e.shard = k.shard AND e.key_id = k.key_id AND e.revision = q.revision
                LEFT JOIN ingest_run r ON r.run_id = e.run_id
                """, "reading earlier revisions")
            return try rows.map(decodeStoredEvent)
        }
    }

    /// How many entries of some kinds the log has, by kind.
    package func entryCounts(ofKinds kinds: [String], log: Int16) async throws(StoreError) -> [String: Int] {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                """
                SELECT q.kind, (SELECT count(*) FROM evidence_entry e
                  WHERE e.log_id = \(Int64(log))::smallint AND e.kind = q.kind)
                FROM unnest(\(kinds)::text[]) q (kind)
                """, "counting entries")
            var counts: [String: Int] = [:]
            for row in 0..<rows.count { counts[try rows.text(row, 0)] = Int(try rows.int(row, 1)) }
            return counts
        }
    }

    /// The head of the log after a batch; nil where the batch wrote no evidence.
    package func tree(ofBatch batch: Int64, log: Int16) async throws(StoreError) -> TreeHead? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                """
                SELECT size, root FROM evidence_tree WHERE log_id = \(Int64(log))::smallint AND batch_id = \(batch)
                ORDER BY size DESC LIMIT 1
                """, "looking a batch up in the log")
            if rows.count == 0 { return nil }
            return TreeHead(size: UInt64(clamping: try rows.int(0, 0)), root: try rows.hash(0, 1), range: nil)
        }
    }

    /// Whether the log had this root at this size: a snapshot of another log, or of one that was set back, has not.
    package func hasTree(log: Int16, size: UInt64, root: Hash32) async throws(StoreError) -> Bool {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT 1 FROM evidence_tree WHERE log_id = \(Int64(log))::smallint AND size = \(Int64(clamping: size))
                  AND root = \(root.bytes)
                """, "looking a tree head up")
            return rows.count > 0
        }
    }
}
