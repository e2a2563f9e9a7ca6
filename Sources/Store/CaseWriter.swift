import Domain

/// Opens, reopens or appends to the case of each (subject, family), and adds its items. At most one case of a key is open,
/// however many writers there are: the partial unique index decides.
///
/// - Returns: what became of each of `cases`, then of each of `corrections`.
func writeCases(
    _ cases: [CaseUpsert], _ corrections: [CaseCorrection], _ now: Instant, _ session: Session
) throws(StoreError) -> [Store.CaseChange] {
    if !cases.isEmpty { try session.copy(staged(cases), into: "stage_case") }
    try lockCases(corrections, session)
    let changes = cases.isEmpty ? [] : try placeCases(cases, now, session)
    let corrected = try writeCorrections(corrections, now, session)
    try writeItems(cases.map(\.items) + corrections.map(\.items), changes + corrected, session)
    return changes + corrected
}

private func placeCases(_ cases: [CaseUpsert], _ now: Instant, _ session: Session) throws(StoreError)
    -> [Store.CaseChange]
{
    let reopened = try reopen(now, session)
    var changes = try decode(try appendToOpen(now, session), cases) { reopened.contains($0) ? .reopened : .appended }
    let rest = cases.indices.filter { changes[cases[$0].key] == nil }.map { Int64($0) }
    if !rest.isEmpty {
        let inserted = try decode(try open(rest, now, session), cases) { _ in .opened }
        try linkToEarlier(inserted.values.filter { $0.kind == .opened }, session)
        changes.merge(inserted) { first, _ in first }
    }
    var ordered: [Store.CaseChange] = []
    for file in cases {
        guard let change = changes[file.key] else { throw StoreError(.conflict, "a case was closed meanwhile") }
        ordered.append(change)
    }
    return ordered
}

private func staged(_ cases: [CaseUpsert]) -> CopyBuffer {
    var buffer = CopyBuffer(columns: 19)
    for (index, file) in cases.enumerated() {
        buffer.beginRow()
        buffer.int32(Int32(index))
        buffer.int16(file.shard)
        buffer.text(file.legalEntity.text)
        buffer.text(file.subjectKind)
        buffer.text(file.subjectID)
        buffer.text(file.family)
        buffer.text(file.purpose.rawValue)
        buffer.text((file.items.map(\.outcome).max() ?? .pass).rawValue)
        buffer.text((file.items.map(\.severity).max() ?? .ops).rawValue)
        buffer.int16(Int16(file.items.map(\.score.tenths).max() ?? 0))
        buffer.int64(Int64(file.items.count { $0.kind != "correction" }))
        buffer.int64(Int64(file.items.count))
        buffer.int64(file.items.map(\.eventAt.microseconds).min() ?? 0)
        buffer.int64(file.items.map(\.eventAt.microseconds).max() ?? 0)
        buffer.text(file.queue)
        buffer.optional(file.dueAt?.microseconds)
        buffer.bool(file.holdsMoney)
        buffer.int64(file.window.microseconds)
        buffer.optional(file.policyHash?.bytes)
    }
    return buffer
}

/// The last case of a key, if it is closed and the hits lie within the window after its last hit, opens again. When it is due,
/// and whether it holds money, is what the new hits say: the round before is over.
private func reopen(_ now: Instant, _ session: Session) throws(StoreError) -> Set<String> {
    let rows = try session.preparedQuery(
        """
        UPDATE case_file c SET state = 'open', disposition = NULL, closing_approval = NULL, closing_decision = NULL,
          closed_us = NULL, assignee = NULL, due_us = NULL, holds_money = false
        FROM (
          SELECT s.shard, l.case_id FROM stage_case s
          JOIN LATERAL (
            SELECT f.case_id, f.last_hit_us, f.state FROM case_file f
            WHERE f.shard = s.shard AND f.subject_kind = s.subject_kind AND f.subject_id = s.subject_id
              AND f.family = s.family AND f.state = 'closed'
            ORDER BY f.number DESC LIMIT 1) l ON s.first_us - l.last_hit_us < s.window_us
          WHERE NOT EXISTS (SELECT FROM case_file f WHERE f.shard = s.shard AND f.subject_kind = s.subject_kind
            AND f.subject_id = s.subject_id AND f.family = s.family AND f.state <> 'closed')
          ORDER BY s.shard, s.subject_kind, s.subject_id, s.family) s
        WHERE c.shard = s.shard AND c.case_id = s.case_id AND c.state = 'closed'
        RETURNING c.case_id
        """, "reopening cases")
    var ids: Set<String> = []
    for row in 0..<rows.count { ids.insert(try rows.text(row, 0)) }
    return ids
}

/// Keys whose case is open: counters add up, outcome, severity and risk only rise, dates only widen.
private func appendToOpen(_ now: Instant, _ session: Session) throws(StoreError) -> Rows {
    try session.preparedQuery(
        """
        UPDATE case_file c SET outcome = greatest(c.outcome, s.outcome), severity = greatest(c.severity, s.severity),
          risk = greatest(c.risk, s.risk), hit_count = c.hit_count + s.hits, item_seq = c.item_seq + s.items,
          event_seq = c.event_seq + 1, first_hit_us = least(c.first_hit_us, s.first_us),
          last_hit_us = greatest(c.last_hit_us, s.last_us), due_us = least(c.due_us, s.due_us),
          holds_money = c.holds_money OR s.holds_money, new_hits = c.new_hits OR c.state = 'proposed',
          version = c.version + 1, updated_us = greatest(c.updated_us, \(now.microseconds))
        FROM (SELECT f.case_id AS open_id, s.* FROM stage_case s JOIN case_file f ON f.shard = s.shard
            AND f.subject_kind = s.subject_kind AND f.subject_id = s.subject_id AND f.family = s.family
            AND f.state <> 'closed'
          ORDER BY s.shard, s.subject_kind, s.subject_id, s.family FOR UPDATE OF f) s
        WHERE c.shard = s.shard AND c.case_id = s.open_id
        RETURNING s.n, c.case_id, c.state, c.item_seq, c.event_seq, c.event_seq = 1
        """, "adding to cases")
}

/// Keys without an open case. Another writer may open one meanwhile: then these hits join that one.
private func open(_ numbers: [Int64], _ now: Instant, _ session: Session) throws(StoreError) -> Rows {
    try session.preparedQuery(
        """
        WITH opened AS (
          INSERT INTO case_file AS c (shard, case_id, number, legal_entity, subject_kind, subject_id, family, purpose,
            state, outcome, severity, risk, hit_count, item_seq, event_seq, first_hit_us, last_hit_us, queue, due_us,
            holds_money, new_hits, version, opened_us, updated_us, reason_codes, policy_hash)
          SELECT s.shard, 'C-' || s.number, s.number, s.legal_entity, s.subject_kind, s.subject_id, s.family, s.purpose,
            'open', s.outcome, s.severity, s.risk, s.hits, s.items, 1, s.first_us, s.last_us, s.queue, s.due_us,
            s.holds_money, false, 1, \(now.microseconds), \(now.microseconds), '{}', s.policy_hash
          FROM (SELECT s.*, nextval('case_number') AS number FROM (
            SELECT * FROM stage_case WHERE n = ANY (\(numbers)) ORDER BY shard, subject_kind, subject_id, family) s) s
          ON CONFLICT (shard, subject_kind, subject_id, family) WHERE state <> 'closed' DO UPDATE SET
            outcome = greatest(c.outcome, excluded.outcome), severity = greatest(c.severity, excluded.severity),
            risk = greatest(c.risk, excluded.risk), hit_count = c.hit_count + excluded.hit_count,
            item_seq = c.item_seq + excluded.item_seq, event_seq = c.event_seq + 1,
            first_hit_us = least(c.first_hit_us, excluded.first_hit_us),
            last_hit_us = greatest(c.last_hit_us, excluded.last_hit_us), due_us = least(c.due_us, excluded.due_us),
            holds_money = c.holds_money OR excluded.holds_money, new_hits = c.new_hits OR c.state = 'proposed',
            version = c.version + 1, updated_us = greatest(c.updated_us, excluded.updated_us)
          RETURNING shard, subject_kind, subject_id, family, case_id, state, item_seq, event_seq)
        SELECT s.n, o.case_id, o.state, o.item_seq, o.event_seq, o.event_seq = 1
        FROM opened o JOIN stage_case s USING (shard, subject_kind, subject_id, family)
        """, "opening cases")
}

/// Columns: n, case_id, state, item_seq, event_seq, whether the row is new.
private func decode(
    _ rows: consuming Rows, _ cases: [CaseUpsert], _ kind: (String) -> Store.CaseChange.Kind
) throws(StoreError) -> [Store.CaseKey: Store.CaseChange] {
    var changes: [Store.CaseKey: Store.CaseChange] = [:]
    for row in 0..<rows.count {
        let file = cases[Int(try rows.int(row, 0))]
        let caseID = try rows.text(row, 1)
        let isNew = try rows.bool(row, 5)
        let joined: Store.CaseChange.Kind =
            file.items.allSatisfy { $0.kind == "correction" } ? .corrected : .appended
        let given = kind(caseID)
        changes[file.key] = Store.CaseChange(
            kind: given == .appended || (given == .opened && !isNew) ? joined : given, key: file.key, shard: file.shard,
            caseID: caseID,
            state: try rows.text(row, 2), firstItem: try rows.int(row, 3) - Int64(file.items.count) + 1,
            itemCount: file.items.count, eventNumber: try rows.int(row, 4))
    }
    return changes
}

/// A new case follows the last one of its key.
private func linkToEarlier(_ opened: [Store.CaseChange], _ session: Session) throws(StoreError) {
    if opened.isEmpty { return }
    _ = try session.preparedQuery(
        """
        INSERT INTO case_link (shard, case_id, other_case_id, kind)
        SELECT f.shard, f.case_id, e.case_id, 'follows'
        FROM unnest(\(opened.map(\.shard))::smallint[], \(opened.map(\.caseID))::text[]) q (shard, case_id)
        JOIN case_file f USING (shard, case_id)
        JOIN LATERAL (
          SELECT e.case_id FROM case_file e WHERE e.shard = f.shard AND e.subject_kind = f.subject_kind
            AND e.subject_id = f.subject_id AND e.family = f.family AND e.state = 'closed' AND e.number < f.number
          ORDER BY e.number DESC LIMIT 1) e ON true
        """, "linking cases")
}

private func writeItems(_ items: [[CaseItemRow]], _ changes: [Store.CaseChange], _ session: Session) throws(StoreError)
{
    var buffer = CopyBuffer(columns: 19)
    for (items, change) in zip(items, changes) {
        for (offset, item) in items.enumerated() {
            buffer.beginRow()
            buffer.int16(change.shard)
            buffer.text(change.caseID)
            buffer.int64(change.firstItem + Int64(offset))
            buffer.text(item.kind)
            if let event = item.event { buffer.int16(event.shard) } else { buffer.null() }
            buffer.optional(item.eventKeyID)
            buffer.optional(item.eventRevision)
            buffer.optional(item.assessmentRevision)
            buffer.int64(item.eventAt.microseconds)
            buffer.optional(item.ruleID)
            buffer.optional(item.ruleVersion)
            buffer.optional(item.listEntry)
            buffer.optional(item.listVersion)
            buffer.text(item.outcome.rawValue)
            buffer.text(item.severity.rawValue)
            buffer.int16(Int16(item.score.tenths))
            buffer.json(item.sentence)
            buffer.optional(item.money?.micros)
            buffer.optional(item.money?.currency.code)
        }
    }
    if buffer.count == 0 { return }
    try session.copy(buffer, into: "stage_item")
    _ = try session.preparedQuery("INSERT INTO case_item SELECT * FROM stage_item", "writing case items")
}

func writeCaseEvents(_ events: [CaseEventRow], _ session: Session) throws(StoreError) {
    if events.isEmpty { return }
    var buffer = CopyBuffer(columns: 10)
    for event in events {
        buffer.beginRow()
        buffer.int16(event.shard)
        buffer.text(event.caseID)
        buffer.int64(event.number)
        buffer.int64(event.at.microseconds)
        buffer.text(event.kind)
        buffer.text(event.actorKind)
        buffer.text(event.actor)
        buffer.json(event.details)
        buffer.optional(event.policyHash?.bytes)
        buffer.optional(event.evidenceEntry?.bytes)
    }
    try session.copy(buffer, into: "stage_case_event")
    _ = try session.preparedQuery("INSERT INTO case_event SELECT * FROM stage_case_event", "writing case timelines")
}
