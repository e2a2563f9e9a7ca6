package import Domain

/// Which cases are listed. Conditions are joined by AND, the values within one by OR.
package struct CaseFilter: Sendable {
    /// Empty: all that are not closed.
    package var states: [String] = []
    package var queues: [String] = []
    package var families: [String] = []
    package var assignee: String?
    package var onlyUnassigned = false
    package var minimumOutcome: Outcome = .pass
    /// Due before this instant.
    package var dueBefore: Instant?
    package var subjectID: String?
    package var legalEntity: LegalEntityID?
    package var updatedSince: Instant?

    package init() {}
}

/// A case as it stands.
package struct StoredCase: Sendable {
    package let shard: Int16
    package let caseID: String
    package let number: Int64
    package let legalEntity: LegalEntityID
    package let subjectKind: String
    package let subjectID: String
    package let family: String
    package let purpose: String
    package let state: String
    package let outcome: Outcome
    package let severity: Severity
    package let risk: Score
    package let hitCount: Int64
    package let itemCount: Int64
    package let eventCount: Int64
    package let firstHitAt: Instant
    package let lastHitAt: Instant
    package let queue: String
    package let assignee: String?
    package let dueAt: Instant?
    package let holdsMoney: Bool
    package let newHits: Bool
    package let version: Int64
    package let openedAt: Instant
    package let updatedAt: Instant
    package let closedAt: Instant?
    package let disposition: String?
    package let reasonCodes: [String]
    /// The sentence of the newest item, as JSON; for lists.
    package let headline: [UInt8]?
    /// Money of the items whose outcome is hold or stop, by currency, each event once.
    package let held: [Money]
}

/// One item of a case.
package struct StoredCaseItem: Sendable {
    package let seq: Int64
    package let kind: String
    package let event: EventKey?
    package let eventRevision: Int32?
    package let assessmentRevision: Int32?
    package let eventAt: Instant
    package let ruleID: String?
    package let ruleVersion: String?
    package let listEntry: String?
    package let listVersion: String?
    package let outcome: Outcome
    package let severity: Severity
    package let score: Score
    /// JSON.
    package let sentence: [UInt8]
    package let money: Money?
    /// Of a removed decision: a later item of the same finding counts.
    package let isOvertaken: Bool
}

/// One row of a case's timeline.
package struct StoredCaseEvent: Sendable {
    package let number: Int64
    package let at: Instant
    package let kind: String
    package let actorKind: String
    package let actor: String
    /// JSON.
    package let details: [UInt8]
    package let evidenceEntry: Hash32?
}

/// A case with the first and last of its items, its timeline and its links.
package struct CaseDetail: Sendable {
    package let file: StoredCase
    package let items: [StoredCaseItem]
    package let events: [StoredCaseEvent]
    /// Kind and id of linked cases, for example `follows C-7`.
    package let links: [CaseLink]
}

package struct CaseLink: Hashable, Sendable {
    package let kind: String
    package let caseID: String
}

/// How the listed cases are ordered.
package enum CaseOrder: Sendable {
    /// Due first, then risk descending, then number.
    case due
    case newest
}

extension Store {
    /// Cases of a filter, a page behind `last` of the same order.
    package func cases(
        _ filter: CaseFilter, order: CaseOrder = .due, after last: StoredCase? = nil, limit: Int = 50
    ) async throws(StoreError) -> [StoredCase] {
        var conditions = conditions(filter)
        let ordering: SQL
        switch order {
        case .due:
            ordering = "coalesce(c.due_us, \(Int64.max)), -c.risk, c.number"
            if let last {
                conditions.append(
                    """
                    (coalesce(c.due_us, \(Int64.max)), -c.risk, c.number)
                      > (\(last.dueAt?.microseconds ?? Int64.max), \(-Int64(last.risk.tenths)), \(last.number))
                    """)
            }
        case .newest:
            ordering = "-c.updated_us, -c.number"
            if let last {
                conditions.append("(-c.updated_us, -c.number) > (\(-last.updatedAt.microseconds), \(-last.number))")
            }
        }
        let statement: SQL = """
            SELECT \(caseColumns) FROM case_file c WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY \(ordering) LIMIT \(limit)
            """
        return try await pool.run { (session) throws(StoreError) in
            try session.query(statement, "listing cases").map(decodeCase)
        }
    }

    /// How many cases a filter finds.
    package func caseCount(_ filter: CaseFilter) async throws(StoreError) -> Int64 {
        let statement: SQL = "SELECT count(*) FROM case_file c WHERE \(SQL.joined(conditions(filter), by: " AND "))"
        return try await pool.run { (session) throws(StoreError) in
            try session.query(statement, "counting cases").int(0, 0)
        }
    }

    /// One case by its id (`C-1042`) with its timeline, its links and up to `items` of its first and of its last items.
    package func caseDetail(_ caseID: String, items: Int = 50) async throws(StoreError) -> CaseDetail? {
        guard caseID.hasPrefix("C-"), let number = Int64(caseID.dropFirst(2)) else { return nil }
        return try await pool.run { (session) throws(StoreError) in
            let found = try session.query(
                "SELECT \(caseColumns) FROM case_file c WHERE c.number = \(number)", "reading a case")
            if found.count == 0 { return nil }
            let file = try decodeCase(found, 0)
            let shard = Int64(file.shard)
            let itemRows = try session.query(
                """
                SELECT i.seq, i.kind, k.kind, k.owner_country, k.owner_party, k.id, i.event_revision, i.assessment_revision,
                  i.event_at_us, i.rule_id, i.rule_version, i.list_entry, i.list_version, i.outcome::text, i.severity::text,
                  i.score, i.sentence::text, i.money_micros, i.currency, NOT \(isNotOvertaken)
                FROM case_item i LEFT JOIN event_key k ON k.shard = i.event_shard AND k.key_id = i.event_key_id
                WHERE i.shard = \(shard)::smallint AND i.case_id = \(caseID)
                  AND (i.seq <= \(items) OR i.seq > \(file.itemCount - Int64(items)))
                ORDER BY i.seq
                """, "reading case items")
            let eventRows = try session.query(
                """
                SELECT n, at_us, kind, actor_kind, actor, details::text, evidence_entry FROM case_event
                WHERE shard = \(shard)::smallint AND case_id = \(caseID) ORDER BY n
                """, "reading a case's timeline")
            let linkRows = try session.query(
                """
                SELECT kind, other_case_id FROM case_link WHERE shard = \(shard)::smallint AND case_id = \(caseID)
                ORDER BY kind, other_case_id
                """, "reading a case's links")
            return CaseDetail(
                file: file, items: try itemRows.map(decodeItem), events: try eventRows.map(decodeEvent),
                links: try linkRows.map { (rows, row) throws(StoreError) in
                    CaseLink(kind: try rows.text(row, 0), caseID: try rows.text(row, 1))
                })
        }
    }

    private func conditions(_ filter: CaseFilter) -> [SQL] {
        var conditions: [SQL] = []
        conditions.append(filter.states.isEmpty ? "c.state <> 'closed'" : "c.state = ANY (\(filter.states))")
        if !filter.queues.isEmpty { conditions.append("c.queue = ANY (\(filter.queues))") }
        if !filter.families.isEmpty { conditions.append("split_part(c.family, '/', 1) = ANY (\(filter.families))") }
        if let assignee = filter.assignee { conditions.append("c.assignee = \(assignee)") }
        if filter.onlyUnassigned { conditions.append("c.assignee IS NULL") }
        if filter.minimumOutcome > .pass {
            conditions.append("c.outcome >= \(filter.minimumOutcome.rawValue)::text::outcome")
        }
        if let due = filter.dueBefore { conditions.append("c.due_us < \(due.microseconds)") }
        if let subject = filter.subjectID { conditions.append("c.subject_id = \(subject)") }
        if let entity = filter.legalEntity { conditions.append("c.legal_entity = \(entity.text)") }
        if let since = filter.updatedSince { conditions.append("c.updated_us >= \(since.microseconds)") }
        return conditions
    }
}

private let caseColumns: SQL = """
    c.shard, c.case_id, c.number, c.legal_entity, c.subject_kind, c.subject_id, c.family, c.purpose, c.state,
    c.outcome::text, c.severity::text, c.risk, c.hit_count, c.item_seq, c.event_seq, c.first_hit_us, c.last_hit_us, c.queue,
    c.assignee, c.due_us, c.holds_money, c.new_hits, c.version, c.opened_us, c.updated_us, c.closed_us, c.disposition,
    c.reason_codes,
    (SELECT i.sentence::text FROM case_item i WHERE i.shard = c.shard AND i.case_id = c.case_id ORDER BY i.seq DESC LIMIT 1),
    CASE WHEN c.holds_money THEN (SELECT array_agg(h.currency || ' ' || h.micros::text ORDER BY h.currency) FROM (
      SELECT m.currency, sum(m.money_micros) AS micros FROM (
        SELECT DISTINCT ON (i.event_shard, i.event_key_id) i.currency, i.money_micros FROM case_item i
        WHERE i.shard = c.shard AND i.case_id = c.case_id AND i.outcome >= 'hold' AND i.money_micros IS NOT NULL
        ORDER BY i.event_shard, i.event_key_id, i.seq DESC) m GROUP BY m.currency) h) END
    """

private func decodeCase(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> StoredCase {
    StoredCase(
        shard: Int16(truncatingIfNeeded: try rows.int(row, 0)), caseID: try rows.text(row, 1),
        number: try rows.int(row, 2),
        legalEntity: LegalEntityID(try rows.text(row, 3)), subjectKind: try rows.text(row, 4),
        subjectID: try rows.text(row, 5), family: try rows.text(row, 6), purpose: try rows.text(row, 7),
        state: try rows.text(row, 8), outcome: try rows.outcome(row, 9),
        severity: Severity(rawValue: try rows.text(row, 10)) ?? .critical,
        risk: Score(tenths: Int32(clamping: try rows.int(row, 11))), hitCount: try rows.int(row, 12),
        itemCount: try rows.int(row, 13), eventCount: try rows.int(row, 14),
        firstHitAt: Instant(microseconds: try rows.int(row, 15)),
        lastHitAt: Instant(microseconds: try rows.int(row, 16)),
        queue: try rows.text(row, 17), assignee: try rows.optionalText(row, 18),
        dueAt: try rows.optionalInt(row, 19).map(Instant.init(microseconds:)), holdsMoney: try rows.bool(row, 20),
        newHits: try rows.bool(row, 21), version: try rows.int(row, 22),
        openedAt: Instant(microseconds: try rows.int(row, 23)), updatedAt: Instant(microseconds: try rows.int(row, 24)),
        closedAt: try rows.optionalInt(row, 25).map(Instant.init(microseconds:)),
        disposition: try rows.optionalText(row, 26),
        reasonCodes: try rows.texts(row, 27), headline: try rows.optionalBytes(row, 28),
        held: try rows.texts(row, 29).compactMap(money))
}

/// From `EUR 9300000`.
private func money(_ text: String) -> Money? {
    let words = text.split(separator: " ")
    guard words.count == 2, let currency = Currency(words[0]), let micros = Int64(words[1]) else { return nil }
    return Money(micros: micros, currency: currency)
}

private func decodeItem(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> StoredCaseItem {
    var amount: Money?
    if let micros = try rows.optionalInt(row, 17), let currency = Currency(try rows.optionalText(row, 18) ?? "") {
        amount = Money(micros: micros, currency: currency)
    }
    return StoredCaseItem(
        seq: try rows.int(row, 0), kind: try rows.text(row, 1),
        event: rows.isNull(row, 2) ? nil : try rows.eventKey(row, 2),
        eventRevision: try rows.optionalInt(row, 6).map { Int32(clamping: $0) },
        assessmentRevision: try rows.optionalInt(row, 7).map { Int32(clamping: $0) },
        eventAt: Instant(microseconds: try rows.int(row, 8)), ruleID: try rows.optionalText(row, 9),
        ruleVersion: try rows.optionalText(row, 10), listEntry: try rows.optionalText(row, 11),
        listVersion: try rows.optionalText(row, 12), outcome: try rows.outcome(row, 13),
        severity: Severity(rawValue: try rows.text(row, 14)) ?? .critical,
        score: Score(tenths: Int32(clamping: try rows.int(row, 15))), sentence: try rows.bytes(row, 16), money: amount,
        isOvertaken: try rows.bool(row, 19))
}

private func decodeEvent(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> StoredCaseEvent {
    StoredCaseEvent(
        number: try rows.int(row, 0), at: Instant(microseconds: try rows.int(row, 1)), kind: try rows.text(row, 2),
        actorKind: try rows.text(row, 3), actor: try rows.text(row, 4), details: try rows.bytes(row, 5),
        evidenceEntry: try rows.optionalBytes(row, 6).flatMap { Hash32($0) })
}
