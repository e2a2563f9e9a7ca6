import Domain
package import Windows

/// The windows of PostgreSQL: one statement a set, where the keys live.
extension Store: WindowBook {
    package typealias Failure = StoreError

    /// In one transaction.
    package func replaceWindowRows(_ rows: [WindowRow], removed: [WindowRow] = []) async throws(StoreError) {
        let old = rows + removed
        if old.isEmpty { return }
        var buffer = CopyBuffer(columns: 9, expectedBytes: rows.count * 90)
        for row in rows.sorted(by: windowOrder) {
            buffer.beginRow()
            buffer.int16(row.key.shard)
            buffer.int32(row.stream)
            buffer.int64(row.key.hash)
            buffer.int64(row.at.microseconds)
            buffer.int64(row.eventKeyID)
            buffer.int32(row.revision)
            buffer.optional(row.end?.microseconds)
            buffer.optional(row.value)
            buffer.optional(row.label)
        }
        let copied = buffer
        try await pool.withTransaction { (session) throws(StoreError) in
            _ = try session.preparedQuery(
                """
                DELETE FROM window_row w USING unnest(\(old.map(\.key.shard))::smallint[],
                  \(old.map { Int64($0.stream) })::bigint[], \(old.map(\.key.hash))::bigint[],
                  \(old.map(\.eventKeyID))::bigint[]) q (shard, stream, key_hash, event_key_id)
                WHERE w.shard = q.shard AND w.stream = q.stream::integer AND w.key_hash = q.key_hash
                  AND w.event_key_id = q.event_key_id
                """, "removing window rows")
            try session.copy(copied, into: "window_row")
        }
    }

    /// Answers all queries in one statement, where the keys live.
    package func windowAnswers(_ queries: [WindowQuery]) async throws(StoreError) -> [WindowAnswer] {
        if queries.isEmpty { return [] }
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                """
                SELECT q.n, a.count, a.unknown_values, a.sum::text, a.minimum, a.maximum, a.labels, a.unknown_labels,
                  l.event_key_id, l.at_us, l.value
                FROM unnest(\(queries.map(\.key.shard))::smallint[], \(queries.map { Int64($0.stream) })::bigint[],
                  \(queries.map(\.key.hash))::bigint[], \(queries.map(\.after.microseconds))::bigint[],
                  \(queries.map(\.through.microseconds))::bigint[], \(queries.map { $0.excluding ?? Int64.min })::bigint[])
                  WITH ORDINALITY q (shard, stream, key_hash, after_us, through_us, own, n)
                CROSS JOIN LATERAL (
                  SELECT count(*) AS count, count(*) - count(w.value) AS unknown_values, coalesce(sum(w.value), 0) AS sum,
                    min(w.value) AS minimum, max(w.value) AS maximum, count(DISTINCT w.label) AS labels,
                    count(*) - count(w.label) AS unknown_labels
                  FROM window_row w
                  WHERE w.shard = q.shard AND w.stream = q.stream::integer AND w.key_hash = q.key_hash
                    AND w.at_us > q.after_us AND w.at_us <= q.through_us AND w.event_key_id <> q.own) a
                LEFT JOIN LATERAL (
                  SELECT w.event_key_id, w.at_us, w.value FROM window_row w
                  WHERE w.shard = q.shard AND w.stream = q.stream::integer AND w.key_hash = q.key_hash
                    AND w.at_us > q.after_us AND w.at_us <= q.through_us AND w.event_key_id <> q.own
                  ORDER BY w.at_us DESC, w.event_key_id DESC LIMIT 1) l ON true
                """, "reading windows")
            var answers = [WindowAnswer](repeating: WindowAnswer(), count: queries.count)
            for row in 0..<rows.count { answers[Int(try rows.int(row, 0)) - 1] = try decodeAnswer(rows, row) }
            return answers
        }
    }

    package func overlaps(_ queries: [OverlapQuery]) async throws(StoreError) -> [[Int64]] {
        if queries.isEmpty { return [] }
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                """
                SELECT q.n, w.event_key_id
                FROM unnest(\(queries.map(\.key.shard))::smallint[], \(queries.map { Int64($0.stream) })::bigint[],
                  \(queries.map(\.key.hash))::bigint[], \(queries.map(\.start.microseconds))::bigint[],
                  \(queries.map(\.end.microseconds))::bigint[], \(queries.map { $0.excluding ?? Int64.min })::bigint[])
                  WITH ORDINALITY q (shard, stream, key_hash, start_us, end_us, own, n)
                JOIN window_row w ON w.shard = q.shard AND w.stream = q.stream::integer AND w.key_hash = q.key_hash
                  AND w.at_us < q.end_us AND w.end_us > q.start_us AND w.end_us > w.at_us AND w.event_key_id <> q.own
                WHERE q.end_us > q.start_us
                ORDER BY q.n, w.at_us, w.event_key_id
                """, "reading overlaps")
            var found = [[Int64]](repeating: [], count: queries.count)
            for row in 0..<rows.count { found[Int(try rows.int(row, 0)) - 1].append(try rows.int(row, 1)) }
            return found
        }
    }
}

private func windowOrder(_ left: WindowRow, _ right: WindowRow) -> Bool {
    (left.key.shard, left.stream, left.key.hash, left.at, left.eventKeyID)
        < (right.key.shard, right.stream, right.key.hash, right.at, right.eventKeyID)
}

private func decodeAnswer(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> WindowAnswer {
    guard let sum = Int128(try rows.text(row, 3)) else { throw StoreError(.badValue, "a sum does not fit") }
    var answer = WindowAnswer()
    answer.count = try rows.int(row, 1)
    answer.unknownValues = try rows.int(row, 2)
    answer.sum = sum
    answer.minimum = try rows.optionalInt(row, 4)
    answer.maximum = try rows.optionalInt(row, 5)
    answer.distinctLabels = try rows.int(row, 6)
    answer.unknownLabels = try rows.int(row, 7)
    answer.lastEvent = try rows.optionalInt(row, 8)
    answer.lastAt = try rows.optionalInt(row, 9).map(Instant.init(microseconds:))
    answer.lastValue = try rows.optionalInt(row, 10)
    return answer
}
