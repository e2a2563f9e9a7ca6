package import Domain
package import Evidence

/// Which cases the queue shows. Conditions are joined by AND, the values within one by OR.
package struct QueuedCaseFilter: Sendable {
    /// Empty: all that are not closed.
    package var states: [String] = []
    /// First parts of case families.
    package var families: [String] = []
    package var severities: [Severity] = []
    package var outcomes: [Outcome] = []
    /// Looked for in case number, subject, family, rule, reasons and event ids; empty looks for nothing.
    package var text = ""
    /// Subjects that the text may also mean, as cases name them.
    package var subjects: [String] = []
    /// Due before this instant.
    package var dueBefore: Instant?
    /// The place behind which the page starts: due time, risk and number of the last row before it.
    package var after: (due: Instant?, risk: Score, number: Int64)?

    package init() {}
}

/// A case as the queue shows it.
package struct QueuedCase: Sendable {
    package let number: Int64
    package let caseID: String
    package let legalEntity: LegalEntityID
    package let subjectKind: String
    package let subjectID: String
    package let family: String
    package let state: String
    package let outcome: Outcome
    package let severity: Severity
    package let risk: Score
    package let assignee: String?
    package let dueAt: Instant?
    /// Items, corrections among them.
    package let itemCount: Int64
    /// Findings that hold.
    package let standingCount: Int64
    /// The worst of the findings that hold; pass when none does. The case itself stays at the worst there ever was.
    package let standingOutcome: Outcome
    /// Findings that hold and could not be judged.
    package let unknownCount: Int64
    package let lastHitAt: Instant
    /// The sentence of the worst finding that holds, of equals that of the latest event, as JSON.
    package let headline: [UInt8]?
    /// Money of payouts of this case that are held or frozen now, by currency.
    package let held: [Money]
}

/// Numbers above the queue.
package struct QueueNumbers: Sendable {
    /// Cases by state, without closed ones.
    package let states: [String: Int64]
    package let late: Int64
    /// Money of all payouts that are held or frozen now, by currency.
    package let held: [Money]
}

/// A payout that a case holds.
package struct HeldPayout: Sendable {
    package let key: EventKey
    package let amount: Money
}

/// A built report.
package struct ReportRow: Sendable {
    package var legalEntity: LegalEntityID
    package var kind: String
    package var country: String?
    package var period: Period
    package var content: [UInt8]
    package var contentHash: Hash32
    package var builtAt: Instant

    package init(
        legalEntity: LegalEntityID, kind: String, country: String?, period: Period, content: [UInt8],
        contentHash: Hash32,
        builtAt: Instant
    ) {
        self.legalEntity = legalEntity
        self.kind = kind
        self.country = country
        self.period = period
        self.content = content
        self.contentHash = contentHash
        self.builtAt = builtAt
    }
}

/// A report as it is listed.
package struct StoredReport: Sendable {
    package let id: Int64
    package let kind: String
    package let country: String?
    package let period: Period
    package let state: String
    /// Nil for one that was removed with its entry.
    package let contentHash: Hash32?
    package let builtAt: Instant
    /// Where the entry stood with which it was removed in full.
    package let removedIndex: UInt64?
}

extension Store {
    /// One page of the queue: due first, then risk descending, then number.
    package func queuedCases(_ filter: QueuedCaseFilter, limit: Int) async throws(StoreError) -> [QueuedCase] {
        let statement: SQL = """
            SELECT \(queuedColumns) FROM case_file c WHERE \(SQL.joined(conditions(filter), by: " AND "))
            ORDER BY coalesce(c.due_us, \(Int64.max)), -c.risk, c.number LIMIT \(limit)
            """
        return try await pool.run { (session) throws(StoreError) in
            try session.query(statement, "reading the queue").map(decodeQueued)
        }
    }

    /// One case as the queue shows it, whatever its state; nil when there is none of this id (`C-1042`).
    package func queuedCase(_ caseID: String) async throws(StoreError) -> QueuedCase? {
        guard caseID.hasPrefix("C-"), let number = Int64(caseID.dropFirst(2)) else { return nil }
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                "SELECT \(queuedColumns) FROM case_file c WHERE c.number = \(number)", "reading a case")
            return rows.count == 0 ? nil : try decodeQueued(rows, 0)
        }
    }

    package func queueNumbers(now: Instant) async throws(StoreError) -> QueueNumbers {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT state, count(*), count(*) FILTER (WHERE due_us < \(now.microseconds)) FROM case_file
                WHERE state <> 'closed' GROUP BY state
                """, "counting the queue")
            var states: [String: Int64] = [:]
            var late: Int64 = 0
            for row in 0..<rows.count {
                states[try rows.text(row, 0)] = try rows.int(row, 1)
                late += try rows.int(row, 2)
            }
            let held = try session.query(
                """
                SELECT currency, sum(amount_micros)::bigint FROM payout WHERE state IN ('held', 'frozen')
                GROUP BY currency ORDER BY currency
                """, "adding held money up")
            return QueueNumbers(states: states, late: late, held: try held.map(decodeMoney).compactMap(\.self))
        }
    }

    /// The payouts of a case that are held or frozen now, the largest first.
    package func heldPayouts(ofCase caseID: String, limit: Int = 200) async throws(StoreError) -> [HeldPayout] {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT k.kind, k.owner_country, k.owner_party, k.id, p.currency, p.amount_micros
                FROM (SELECT DISTINCT i.event_shard, i.event_key_id FROM case_file c
                  JOIN case_item i ON i.shard = c.shard AND i.case_id = c.case_id WHERE c.case_id = \(caseID)) e
                JOIN payout p ON p.shard = e.event_shard AND p.key_id = e.event_key_id AND p.state IN ('held', 'frozen')
                JOIN event_key k ON k.shard = p.shard AND k.key_id = p.key_id
                ORDER BY p.amount_micros DESC, k.id LIMIT \(limit)
                """, "reading held payouts")
            return try rows.map { (rows, row) throws(StoreError) -> HeldPayout? in
                guard let currency = Currency(try rows.text(row, 4)) else { return nil }
                return HeldPayout(
                    key: try rows.eventKey(row, 0), amount: Money(micros: try rows.int(row, 5), currency: currency))
            }.compactMap(\.self)
        }
    }

    /// Numbers of the cases that hold an item of an event.
    package func caseIDs(of key: EventKey) async throws(StoreError) -> [String] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT DISTINCT c.number, c.case_id FROM event_key k
                JOIN case_item i ON i.event_shard = k.shard AND i.event_key_id = k.key_id
                JOIN case_file c ON c.shard = i.shard AND c.case_id = i.case_id
                WHERE k.shard = \(Int64(key.shard))::smallint AND k.kind = \(key.kind.rawValue)
                  AND k.owner_country = \(key.ownerCountry) AND k.owner_party = \(key.ownerParty) AND k.id = \(key.id)
                ORDER BY c.number
                """, "reading the cases of an event"
            ).map { (rows, row) throws(StoreError) in try rows.text(row, 1) }
        }
    }

    private func conditions(_ filter: QueuedCaseFilter) -> [SQL] {
        var all: [SQL] = [filter.states.isEmpty ? "c.state <> 'closed'" : "c.state = ANY (\(filter.states))"]
        if !filter.families.isEmpty { all.append("split_part(c.family, '/', 1) = ANY (\(filter.families))") }
        if !filter.severities.isEmpty { all.append("c.severity::text = ANY (\(filter.severities.map(\.rawValue)))") }
        if !filter.outcomes.isEmpty { all.append("c.outcome::text = ANY (\(filter.outcomes.map(\.rawValue)))") }
        if let due = filter.dueBefore { all.append("c.due_us < \(due.microseconds)") }
        if !filter.text.isEmpty {
            all.append(
                """
                (c.case_id = upper(\(filter.text)::text) OR c.subject_id = ANY (\(filter.subjects))
                  OR position(lower(\(filter.text)::text) IN lower(c.subject_kind || ' ' || c.subject_id || ' ' || c.family)) > 0
                  OR EXISTS (SELECT FROM case_item i WHERE i.shard = c.shard AND i.case_id = c.case_id
                    AND position(lower(\(filter.text)::text) IN lower(concat_ws(' ', i.rule_id, i.list_entry,
                      i.sentence ->> 'title', i.sentence ->> 'say', i.sentence #>> '{match,listed}'))) > 0)
                  OR EXISTS (SELECT FROM event_key k JOIN case_item i ON i.event_shard = k.shard AND i.event_key_id = k.key_id
                    WHERE i.shard = c.shard AND i.case_id = c.case_id AND (k.id = \(filter.text)::text
                      OR k.kind || ':' || k.owner_country || '*' || k.owner_party || ':' || k.id = \(filter.text)::text)))
                """)
        }
        if let after = filter.after {
            all.append(
                """
                (coalesce(c.due_us, \(Int64.max)), -c.risk, c.number)
                  > (\(after.due?.microseconds ?? Int64.max), \(-Int64(after.risk.tenths)), \(after.number))
                """)
        }
        return all
    }

    // MARK: Evidence

    /// The pseudonyms of natural keys as far as they have one; none is made.
    package func knownAliases(of names: [String]) async throws(StoreError) -> [String: Pseudonym] {
        if names.isEmpty { return [:] }
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT a.natural_key, a.alias FROM unnest(\(names.map { shardOf($0) })::smallint[], \(names)::text[])
                  q (shard, natural_key)
                JOIN subject_alias a ON a.shard = q.shard AND a.natural_key = q.natural_key
                """, "reading aliases")
            var found: [String: Pseudonym] = [:]
            for row in 0..<rows.count { found[try rows.text(row, 0)] = Pseudonym(try rows.bytes(row, 1)) }
            return found
        }
    }

    // MARK: Reports

    /// Keeps a built report.
    ///
    /// - Returns: its number.
    package func put(_ report: ReportRow) async throws(StoreError) -> Int64 {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                INSERT INTO report (legal_entity, kind, country, period_from_us, period_to_us, state, content_hash, content,
                  built_us)
                VALUES (\(report.legalEntity.text), \(report.kind), \(report.country), \(report.period.from.microseconds),
                  \(report.period.to.microseconds), 'built', \(report.contentHash.bytes), \(report.content),
                  \(report.builtAt.microseconds))
                RETURNING report_id
                """, "keeping a report"
            ).int(0, 0)
        }
    }

    /// The newest reports first.
    package func reports(limit: Int) async throws(StoreError) -> [StoredReport] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT report_id, kind, country, period_from_us, period_to_us, state, content_hash, built_us,
                  removed_idx
                FROM report ORDER BY report_id DESC LIMIT \(limit)
                """, "listing reports"
            ).map { (rows, row) throws(StoreError) in
                StoredReport(
                    id: try rows.int(row, 0), kind: try rows.text(row, 1), country: try rows.optionalText(row, 2),
                    period: Period(
                        from: Instant(microseconds: try rows.int(row, 3)),
                        to: Instant(microseconds: try rows.int(row, 4))),
                    state: try rows.text(row, 5), contentHash: try rows.optionalBytes(row, 6).flatMap { Hash32($0) },
                    builtAt: Instant(microseconds: try rows.int(row, 7)),
                    removedIndex: try rows.optionalInt(row, 8).map { UInt64(clamping: $0) })
            }
        }
    }
}

private let queuedColumns: SQL = """
    c.number, c.case_id, c.legal_entity, c.subject_kind, c.subject_id, c.family, c.state, c.outcome::text, c.severity::text,
    c.risk, c.assignee, c.due_us, c.item_seq, c.last_hit_us,
    (SELECT count(*) FROM \(latestFindings) WHERE l.outcome > 'pass'
      AND coalesce(l.sentence #>> '{correction,kind}', l.kind) IN ('unknown', 'rule_error')),
    (SELECT l.sentence::text FROM \(latestFindings)
      ORDER BY l.outcome DESC, l.event_at_us DESC, l.rule_id, l.sentence ->> 'say', l.seq DESC LIMIT 1),
    (SELECT array_agg(h.currency || ' ' || h.micros::text ORDER BY h.currency) FROM (
      SELECT p.currency, sum(p.amount_micros) AS micros FROM payout p
      WHERE p.state IN ('held', 'frozen') AND (p.shard, p.key_id) IN (SELECT i.event_shard, i.event_key_id
        FROM case_item i WHERE i.shard = c.shard AND i.case_id = c.case_id) GROUP BY p.currency) h),
    (SELECT count(*) FROM \(latestFindings) WHERE l.outcome > 'pass'),
    (SELECT coalesce(max(l.outcome), 'pass')::text FROM \(latestFindings))
    """

private func decodeQueued(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> QueuedCase {
    let held = try rows.texts(row, 16).compactMap { text -> Money? in
        let words = text.split(separator: " ")
        guard words.count == 2, let currency = Currency(words[0]), let micros = Int64(words[1]) else { return nil }
        return Money(micros: micros, currency: currency)
    }
    return QueuedCase(
        number: try rows.int(row, 0), caseID: try rows.text(row, 1), legalEntity: LegalEntityID(try rows.text(row, 2)),
        subjectKind: try rows.text(row, 3), subjectID: try rows.text(row, 4), family: try rows.text(row, 5),
        state: try rows.text(row, 6), outcome: try rows.outcome(row, 7),
        severity: Severity(rawValue: try rows.text(row, 8)) ?? .critical,
        risk: Score(tenths: Int32(clamping: try rows.int(row, 9))), assignee: try rows.optionalText(row, 10),
        dueAt: try rows.optionalInt(row, 11).map(Instant.init(microseconds:)), itemCount: try rows.int(row, 12),
        standingCount: try rows.int(row, 17), standingOutcome: try rows.outcome(row, 18),
        unknownCount: try rows.int(row, 14), lastHitAt: Instant(microseconds: try rows.int(row, 13)),
        headline: try rows.optionalBytes(row, 15), held: held)
}

private func decodeMoney(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> Money? {
    guard let currency = Currency(try rows.text(row, 0)) else { return nil }
    return Money(micros: try rows.int(row, 1), currency: currency)
}

/// The statements behind an activity report's tables as a reader can run them again: `:from` and `:to` are microseconds
/// since 1970 (UTC), `:entity` is the legal entity in quotes. They count what `Store.activity` counts.
package enum ActivityQueryText {
    private static let latest = """
        FROM event_key k JOIN assessment a ON a.shard = k.shard AND a.key_id = k.key_id
          AND a.revision = k.assessment_revision AND a.at_us = k.assessed_at_us
        WHERE k.at_us >= :from AND k.at_us < :to AND k.legal_entity = :entity
        """

    package static let decisions = """
        SELECT floor(k.at_us / 86400000000::numeric)::bigint AS day, k.kind, a.country, a.outcome, count(*)
        \(latest)
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3 NULLS LAST, 4
        """
    package static let rules = """
        SELECT r.rule, count(*) FILTER (WHERE r.is_hit) AS hits, count(*) FILTER (WHERE NOT r.is_hit) AS unknowns
        FROM (SELECT a.hits, a.unknowns \(latest)) l CROSS JOIN LATERAL (
          SELECT h AS rule, true AS is_hit FROM unnest(l.hits) h UNION ALL SELECT u, false FROM unnest(l.unknowns) u) r
        GROUP BY r.rule ORDER BY r.rule COLLATE "C"
        """
    package static let held = """
        SELECT outcome, currency, count(*) AS payouts, sum(amount_micros) AS micros FROM payout
        WHERE execute_us >= :from AND execute_us < :to AND legal_entity = :entity AND state IN ('held', 'frozen')
          AND outcome >= 'hold' GROUP BY outcome, currency ORDER BY outcome, currency
        """
    package static let cases = """
        SELECT split_part(family, '/', 1), count(*) FILTER (WHERE opened_us >= :from AND opened_us < :to) AS opened,
          count(*) FILTER (WHERE closed_us >= :from AND closed_us < :to) AS closed,
          count(*) FILTER (WHERE opened_us < :to AND (closed_us IS NULL OR closed_us >= :to)) AS open_at_end
        FROM case_file WHERE legal_entity = :entity GROUP BY 1 ORDER BY 1
        """
    package static let vat = """
        SELECT l.country, v->>'line' AS fee_type, v->>'verdict' AS verdict, count(*)
        FROM (SELECT d.country, convert_from(p.payload, 'UTF8')::jsonb AS result FROM (SELECT a.country, a.entry_id \(latest)) d
          JOIN LATERAL (SELECT x.payload FROM evidence_payload x WHERE x.log_id = 1 AND x.entry_id = d.entry_id
            AND x.field_group IN ('decision', 'tax') ORDER BY x.field_group DESC LIMIT 1) p ON true) l
        CROSS JOIN LATERAL jsonb_array_elements(l.result->'vat') v
        GROUP BY 1, 2, 3 ORDER BY 1 NULLS LAST, 2, 3
        """
    package static let knowledge = """
        SELECT encode(a.knowledge_hash, 'hex'), count(*) \(latest) GROUP BY 1 ORDER BY 1
        """
    package static let records = """
        SELECT source, sum(accepted), sum(duplicate), sum(revised), sum(rejected) FROM ingest_run
        WHERE finished_us >= :from AND finished_us < :to GROUP BY source ORDER BY source
        """
    package static let lists = """
        SELECT list_id, v.entries, v.published_us, v.imported_us FROM sanctions_list_activation a
        JOIN sanctions_list_version v USING (list_id, sha256)
        WHERE a.from_us < :to AND (a.to_us IS NULL OR a.to_us >= :to) ORDER BY list_id
        """
    package static let evidence = """
        SELECT DISTINCT ON (t.log_id) l.name, t.size, encode(t.root, 'hex') FROM evidence_tree t
        JOIN evidence_log l ON l.log_id = t.log_id ORDER BY t.log_id, t.size DESC
        """
}
