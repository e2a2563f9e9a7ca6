package import Domain

/// Corrections that change nothing of what a case comes to: a finding that got milder, was worded anew, or no longer holds.
/// They are noted in the case that has the finding, open or closed.
package struct CaseCorrection: Sendable {
    package let key: Store.CaseKey
    package let caseID: String
    package var items: [CaseItemRow]

    package init(key: Store.CaseKey, caseID: String, items: [CaseItemRow]) {
        self.key = key
        self.caseID = caseID
        self.items = items
    }

    var shard: Int16 { shardOf("\(key.subjectKind):\(key.subjectID)") }
}

/// The latest item of one finding about an event, and the case that has it.
package struct FiledFinding: Sendable {
    package let caseID: String
    package let key: Store.CaseKey
    package let ruleID: String
    package let ruleVersion: String?
    package let listEntry: String?
    package let eventAt: Instant
    /// `pass`: it was taken back.
    package let outcome: Outcome
    package let severity: Severity
    package let score: Score
    /// JSON.
    package let sentence: [UInt8]
}

extension Store {
    /// What the cases, open and closed, say of events: of each case key, rule and list entry the latest item.
    package func findings(of heads: [EventHead]) async throws(StoreError) -> [Int64: [FiledFinding]] {
        if heads.isEmpty { return [:] }
        let (shards, keys) = (heads.map(\.shard), heads.map(\.keyID))
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                """
                SELECT DISTINCT ON (i.event_key_id, c.subject_kind, c.subject_id, c.family, i.rule_id, i.list_entry)
                  i.event_key_id, c.case_id, c.subject_kind, c.subject_id, c.family, i.rule_id, i.rule_version, i.list_entry,
                  i.event_at_us, i.outcome::text, i.severity::text, i.score, i.sentence::text
                FROM unnest(\(shards)::smallint[], \(keys)::bigint[]) q (shard, key_id)
                JOIN case_item i ON i.event_key_id = q.key_id AND i.event_shard = q.shard
                JOIN case_file c ON c.shard = i.shard AND c.case_id = i.case_id
                WHERE i.kind IN ('hit', 'unknown', 'rule_error', 'correction') AND i.rule_id IS NOT NULL AND \(isNotOvertaken)
                ORDER BY i.event_key_id, c.subject_kind, c.subject_id, c.family, i.rule_id, i.list_entry,
                  i.assessment_revision DESC, c.number DESC, i.seq DESC
                """, "reading the findings of events")
            var found: [Int64: [FiledFinding]] = [:]
            for row in 0..<rows.count {
                found[try rows.int(row, 0), default: []].append(
                    FiledFinding(
                        caseID: try rows.text(row, 1),
                        key: CaseKey(
                            subjectKind: try rows.text(row, 2), subjectID: try rows.text(row, 3),
                            family: try rows.text(row, 4)),
                        ruleID: try rows.text(row, 5), ruleVersion: try rows.optionalText(row, 6),
                        listEntry: try rows.optionalText(row, 7),
                        eventAt: Instant(microseconds: try rows.int(row, 8)), outcome: try rows.outcome(row, 9),
                        severity: Severity(rawValue: try rows.text(row, 10)) ?? .critical,
                        score: Score(tenths: Int32(clamping: try rows.int(row, 11))), sentence: try rows.bytes(row, 12))
                )
            }
            return found
        }
    }
}

/// Notes corrections in the cases that they are about: their state and what they come to stay as they are.
func writeCorrections(
    _ corrections: [CaseCorrection], _ now: Instant, _ session: Session
) throws(StoreError) -> [Store.CaseChange] {
    if corrections.isEmpty { return [] }
    let rows = try session.preparedQuery(
        """
        UPDATE case_file c SET item_seq = c.item_seq + q.items, event_seq = c.event_seq + 1,
          new_hits = c.new_hits OR c.state = 'proposed', version = c.version + 1,
          updated_us = greatest(c.updated_us, \(now.microseconds))
        FROM unnest(\(corrections.indices.map(Int64.init))::bigint[], \(corrections.map(\.shard))::smallint[],
          \(corrections.map(\.caseID))::text[], \(corrections.map { Int64($0.items.count) })::bigint[])
          q (n, shard, case_id, items)
        WHERE c.shard = q.shard AND c.case_id = q.case_id
        RETURNING q.n, c.state, c.item_seq, c.event_seq
        """, "correcting cases")
    var changes: [Int: Store.CaseChange] = [:]
    for row in 0..<rows.count {
        let number = Int(try rows.int(row, 0))
        let correction = corrections[number]
        changes[number] = Store.CaseChange(
            kind: .corrected, key: correction.key, shard: correction.shard, caseID: correction.caseID,
            state: try rows.text(row, 1), firstItem: try rows.int(row, 2) - Int64(correction.items.count) + 1,
            itemCount: correction.items.count, eventNumber: try rows.int(row, 3))
    }
    let ordered = corrections.indices.compactMap { changes[$0] }
    guard ordered.count == corrections.count else { throw StoreError(.conflict, "a case is gone") }
    return ordered
}

/// Locks every case that a batch may touch, in the order of the keys, so that two writers wait instead of deadlocking.
func lockCases(_ corrections: [CaseCorrection], _ session: Session) throws(StoreError) {
    if corrections.isEmpty { return }
    _ = try session.preparedQuery(
        """
        SELECT FROM case_file f
        WHERE (f.shard, f.case_id) IN (SELECT * FROM unnest(\(corrections.map(\.shard))::smallint[],
            \(corrections.map(\.caseID))::text[]))
          OR (f.state <> 'closed' AND (f.shard, f.subject_kind, f.subject_id, f.family) IN
            (SELECT shard, subject_kind, subject_id, family FROM stage_case))
        ORDER BY f.shard, f.subject_kind, f.subject_id, f.family, f.number FOR UPDATE
        """, "locking cases")
}

/// Of a `case_item i`: not one of a removed decision that a later one of its finding had overtaken.
let isNotOvertaken: SQL = """
    NOT EXISTS (SELECT FROM case_item_overtaken v WHERE v.shard = i.shard AND v.case_id = i.case_id AND v.seq = i.seq)
    """

/// `l`: of each finding of `case_file c` the latest item, which was taken back where its outcome is pass.
let latestFindings: SQL = """
    (SELECT DISTINCT ON (i.event_shard, i.event_key_id, i.rule_id, i.list_entry,
        CASE WHEN i.event_key_id IS NULL THEN i.seq END) i.*
      FROM case_item i WHERE i.shard = c.shard AND i.case_id = c.case_id AND \(isNotOvertaken)
      ORDER BY i.event_shard, i.event_key_id, i.rule_id, i.list_entry,
        CASE WHEN i.event_key_id IS NULL THEN i.seq END, i.seq DESC) l
    """
