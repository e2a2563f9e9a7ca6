package import Domain
package import Evidence

/// A revision of the assessment of an event.
package struct AssessmentPlace: Hashable, Sendable {
    package let key: EventKey
    package let revision: Int32

    package init(key: EventKey, revision: Int32) {
        self.key = key
        self.revision = revision
    }
}

/// Where in the log something stands.
extension Store {
    /// Places in the log of entries by their id; of a removed entry where an entry that is left still names it.
    package func evidenceIndexes(log: Int16, entries: [Hash32]) async throws(StoreError) -> [Hash32: Int64] {
        if entries.isEmpty { return [:] }
        return try await pool.run { (session) throws(StoreError) in
            let ids = entries.map(\.bytes)
            let rows = try session.query(
                """
                SELECT entry_id, idx FROM evidence_entry
                WHERE log_id = \(Int64(log))::smallint AND entry_id = ANY (\(ids))
                UNION ALL SELECT entry_id, idx FROM removed_reference
                WHERE \(Int64(log))::smallint = \(Int64(Store.mainLog))::smallint AND entry_id = ANY (\(ids))
                """, "finding evidence")
            var found: [Hash32: Int64] = [:]
            for row in 0..<rows.count { found[try rows.hash(row, 0)] = try rows.int(row, 1) }
            return found
        }
    }

    /// Places in the log of the revisions of records of a kind, in the order asked; nil where there is none.
    package func evidenceIndexes(
        log: Int16, kind: EnvelopeKind, records: [(record: Pseudonym, revision: Int32)]
    ) async throws(StoreError) -> [Int64?] {
        if records.isEmpty { return [] }
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT q.n, e.idx FROM unnest(\(records.map(\.record.bytes))::bytea[],
                  \(records.map { Int64($0.revision) })::bigint[]) WITH ORDINALITY q (record, revision, n)
                JOIN evidence_entry e ON e.log_id = \(Int64(log))::smallint AND e.kind = \(kind.rawValue)
                  AND e.record = q.record AND e.revision = q.revision::integer
                """, "finding evidence")
            var found = [Int64?](repeating: nil, count: records.count)
            for row in 0..<rows.count { found[Int(try rows.int(row, 0)) - 1] = try rows.int(row, 1) }
            return found
        }
    }

    /// Places in the main log of assessments whose entry was removed in full, in the order asked; nil for the others.
    ///
    /// Record and revision went with the entry: the row of the assessment names it by its leaf hash.
    package func removedIndexes(of places: [AssessmentPlace]) async throws(StoreError) -> [Int64?] {
        if places.isEmpty { return [] }
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT q.n, e.idx FROM unnest(\(places.map(\.key.shard))::smallint[],
                  \(places.map(\.key.kind.rawValue))::text[], \(places.map(\.key.ownerCountry))::text[],
                  \(places.map(\.key.ownerParty))::text[], \(places.map(\.key.id))::text[],
                  \(places.map { Int64($0.revision) })::bigint[])
                  WITH ORDINALITY q (shard, kind, owner_country, owner_party, id, revision, n)
                JOIN event_key k ON k.shard = q.shard AND k.kind = q.kind AND k.owner_country = q.owner_country
                  AND k.owner_party = q.owner_party AND k.id = q.id
                JOIN assessment a ON a.shard = k.shard AND a.key_id = k.key_id AND a.revision = q.revision::integer
                JOIN evidence_entry e ON e.log_id = \(Int64(Store.mainLog))::smallint AND e.entry_id = a.entry_id
                WHERE e.envelope IS NULL
                """, "finding removed entries")
            var found = [Int64?](repeating: nil, count: places.count)
            for row in 0..<rows.count { found[Int(try rows.int(row, 0)) - 1] = try rows.int(row, 1) }
            return found
        }
    }
}
