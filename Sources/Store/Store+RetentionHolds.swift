package import Domain
package import Evidence

extension Store {
    /// All holds, the newest last.
    ///
    /// - Parameter open: only those that are not released.
    package func retentionHolds(open: Bool) async throws(StoreError) -> [StoredHold] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT hold_id, aliases, case_id, filter, record, subject, authority, reason, held_by, held_us, released_by,
                  released_us, participant_id, condition::text
                FROM retention_hold WHERE NOT \(open) OR released_us IS NULL ORDER BY hold_id
                """, "reading holds"
            ).map(decodeHold)
        }
    }

    package func retentionHold(_ number: Int64) async throws(StoreError) -> StoredHold? {
        try await retentionHolds(open: false).first { $0.number == number }
    }

    /// The records whose payloads come from a case itself or from events.
    package func evidenceRecords(
        ofCase own: PartSource, events: Set<PartSource>, log: Int16
    ) async throws(StoreError) -> Set<Pseudonym> {
        let all = events.sorted { ($0.shard, $0.number) < ($1.shard, $1.number) }
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT DISTINCT e.record
                FROM (SELECT shard, number, false FROM unnest(\(all.map(\.shard))::smallint[], \(all.map(\.number))::bigint[])
                    s (shard, number)
                  UNION ALL SELECT \(Int64(own.shard))::smallint, \(own.number), true) q (shard, number, is_case)
                JOIN evidence_payload p ON p.log_id = \(Int64(log))::smallint AND p.source_shard = q.shard
                  AND p.source_number = q.number
                JOIN evidence_entry e ON e.log_id = p.log_id AND e.entry_id = p.entry_id
                WHERE (e.kind = 'case_event') = q.is_case
                """, "reading the records of a case")
            var records: Set<Pseudonym> = []
            for row in 0..<rows.count {
                guard let record = Pseudonym(try rows.bytes(row, 0)) else {
                    throw StoreError(.badValue, "an entry without its record")
                }
                records.insert(record)
            }
            return records
        }
    }

    package func nextRetentionNumber() async throws(StoreError) -> Int64 {
        try await pool.run { (session) throws(StoreError) in
            try session.query("SELECT nextval('retention_id')", "numbering").int(0, 0)
        }
    }

    /// Sets a hold with its evidence. It counts from the moment this returns, also for parts written later.
    ///
    /// - Parameter condition: the filter as JSON, where the hold covers by a filter.
    package func add(
        _ hold: StoredHold, condition: String?, evidence: SealedEnvelope
    ) async throws(StoreError) {
        try await append([evidence]) { (session) throws(StoreError) in
            var (aliases, caseID, filter): ([[UInt8]]?, String?, String?)
            var (record, participant): ([UInt8]?, String?)
            switch hold.cover {
            case .subject(let subjects): aliases = subjects.map(\.bytes)
            case .participant(let id, let subjects): (participant, aliases) = (id, subjects.map(\.bytes))
            case .caseFile(let id): caseID = id
            case .filter(let text): filter = text
            case .record(let key): record = key.bytes
            }
            try session.execute(
                """
                INSERT INTO retention_hold (hold_id, aliases, participant_id, case_id, filter, condition, record, authority,
                  reason, held_by, held_us)
                VALUES (\(hold.number), CASE WHEN \(aliases != nil) THEN \(aliases ?? [])::bytea[] END,
                  \(participant), \(caseID), \(filter), \(condition)::text::jsonb, \(record), \(hold.authority), \(hold.reason), \(hold.heldBy),
                  \(hold.heldAt.microseconds))
                """, "setting a hold")
        }
    }

    /// Ends a hold with its evidence. The database refuses the person who set it.
    package func release(
        hold number: Int64, by person: String, at now: Instant, evidence: SealedEnvelope
    ) async throws(StoreError) {
        try await append([evidence]) { (session) throws(StoreError) in
            let ended = try session.execute(
                """
                UPDATE retention_hold SET released_by = \(person), released_us = \(now.microseconds)
                WHERE hold_id = \(number) AND released_us IS NULL
                """, "releasing a hold")
            guard ended == 1 else { throw StoreError(.badValue, "hold H-\(number) was released meanwhile") }
        }
    }
}

private func decodeHold(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> StoredHold {
    let cover: StoredHold.Cover
    if let id = try rows.optionalText(row, 2) {
        cover = .caseFile(id)
    } else if let filter = try rows.optionalText(row, 3) {
        cover = .filter(filter)
    } else if let record = try rows.optionalBytes(row, 4).flatMap({ Pseudonym($0) }) {
        cover = .record(record)
    } else {
        var aliases = try rows.byteStrings(row, 1)
        if let single = try rows.optionalBytes(row, 5) { aliases.append(single) }
        let subjects = aliases.compactMap { Pseudonym($0) }
        let participant = try rows.optionalText(row, 12)
        cover = participant.map { StoredHold.Cover.participant($0, aliases: subjects) } ?? .subject(subjects)
    }
    return StoredHold(
        number: try rows.int(row, 0), cover: cover, authority: try rows.text(row, 6), reason: try rows.text(row, 7),
        heldBy: try rows.text(row, 8), heldAt: Instant(microseconds: try rows.int(row, 9)),
        releasedBy: try rows.optionalText(row, 10),
        releasedAt: try rows.optionalInt(row, 11).map(Instant.init(microseconds:)),
        condition: try rows.optionalText(row, 13))
}
