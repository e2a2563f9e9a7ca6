package import Domain

/// Latest assessments of a period, counted by UTC day of event time, kind, country and outcome.
package struct DecisionCount: Hashable, Sendable {
    package let day: CivilDate
    package let kind: EventKind
    package let country: String?
    package let outcome: Outcome
    package let count: Int64
}

/// What a rule said in the latest assessments of a period.
package struct RuleCount: Hashable, Sendable {
    /// As it stands in the assessments' lists of hits.
    package let rule: String
    package let hits: Int64
    package let unknowns: Int64
}

/// Money and energy of the current events of a period, exact, by kind, country and currency.
package struct MoneyTotal: Hashable, Sendable {
    package let kind: EventKind
    package let country: String?
    package let currency: String?
    package let events: Int64
    /// Sum in millionths of the currency's unit, as decimal digits: it may be wider than 64 bits.
    package let amountMicros: String
    /// Sum in milliwatt-hours, as decimal digits.
    package let energyMilliwattHours: String
}

/// Payouts of a period that are held or stopped and not released.
package struct HeldTotal: Hashable, Sendable {
    package let outcome: Outcome
    package let currency: String
    package let payouts: Int64
    package let amountMicros: String
}

/// Cases of a family over a period.
package struct CaseCount: Hashable, Sendable {
    package let family: String
    package let opened: Int64
    package let closed: Int64
    package let openAtEnd: Int64
}

/// Charge lines of the latest assessments of a period by what was found about their VAT.
package struct VATCount: Hashable, Sendable {
    package let country: String?
    package let feeType: String
    package let verdict: String
    package let lines: Int64
}

/// Decisions made under one knowledge manifest.
package struct KnowledgeCount: Hashable, Sendable {
    package let hash: Hash32
    package let decisions: Int64
}

/// Records of one source that arrived in runs which ended in the period.
package struct SourceCount: Hashable, Sendable {
    package let source: String
    package let counts: IngestCounts
}

/// A half-open stretch of time.
package struct Period: Hashable, Sendable {
    package let from: Instant
    package let to: Instant

    package init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }
}

/// Everything an activity report counts, read in one snapshot so that its tables belong together.
package struct ActivityCounts: Sendable {
    package let decisions: [DecisionCount]
    package let rules: [RuleCount]
    package let money: [MoneyTotal]
    package let held: [HeldTotal]
    package let cases: [CaseCount]
    package let vat: [VATCount]
    package let knowledge: [KnowledgeCount]
    package let sources: [SourceCount]
}

extension Store {
    /// Counts a period (by event time; cases and runs by their own times) for one legal entity.
    package func activity(_ period: Period, legalEntity: LegalEntityID) async throws(StoreError) -> ActivityCounts {
        try await pool.run { (session) throws(StoreError) in
            try session.transaction { (session) throws(StoreError) in
                try session.execute(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", "reading in one snapshot")
                return ActivityCounts(
                    decisions: try readDecisions(session, period, legalEntity),
                    rules: try readRules(session, period, legalEntity),
                    money: try readMoney(session, period, legalEntity),
                    held: try readHeld(session, period, legalEntity),
                    cases: try readCases(session, period, legalEntity),
                    vat: try readVAT(session, period, legalEntity),
                    knowledge: try readKnowledge(session, period, legalEntity),
                    sources: try readSources(session, period))
            }
        }
    }
}

/// The latest assessments of the period's events: `event_key k`, `assessment a`.
private func latest(_ period: Period, _ entity: LegalEntityID) -> SQL {
    """
    event_key k JOIN assessment a ON a.shard = k.shard AND a.key_id = k.key_id AND a.revision = k.assessment_revision
      AND a.at_us = k.assessed_at_us
    WHERE k.at_us >= \(period.from.microseconds) AND k.at_us < \(period.to.microseconds) AND k.legal_entity = \(entity.text)
    """
}

private func readDecisions(
    _ session: Session, _ period: Period, _ entity: LegalEntityID
) throws(StoreError) -> [DecisionCount] {
    try session.query(
        """
        SELECT floor(k.at_us / 86400000000::numeric)::bigint AS day, k.kind, a.country, a.outcome::text, count(*)
        FROM \(latest(period, entity))
        GROUP BY 1, 2, 3, a.outcome ORDER BY 1, 2, 3 NULLS LAST, a.outcome
        """, "counting decisions"
    ).map { (rows, row) throws(StoreError) in
        DecisionCount(
            day: CivilDate(daysSinceEpoch: Int32(clamping: try rows.int(row, 0))), kind: try rows.eventKind(row, 1),
            country: try rows.optionalText(row, 2), outcome: try rows.outcome(row, 3), count: try rows.int(row, 4))
    }
}

private func readRules(_ session: Session, _ period: Period, _ entity: LegalEntityID) throws(StoreError) -> [RuleCount]
{
    try session.query(
        """
        SELECT r.rule, count(*) FILTER (WHERE r.is_hit), count(*) FILTER (WHERE NOT r.is_hit)
        FROM (SELECT a.hits, a.unknowns FROM \(latest(period, entity))) l
        CROSS JOIN LATERAL (
          SELECT h AS rule, true AS is_hit FROM unnest(l.hits) h UNION ALL SELECT u, false FROM unnest(l.unknowns) u) r
        GROUP BY r.rule ORDER BY r.rule COLLATE "C"
        """, "counting rules"
    ).map { (rows, row) throws(StoreError) in
        RuleCount(rule: try rows.text(row, 0), hits: try rows.int(row, 1), unknowns: try rows.int(row, 2))
    }
}

private func readMoney(_ session: Session, _ period: Period, _ entity: LegalEntityID) throws(StoreError) -> [MoneyTotal]
{
    try session.query(
        """
        SELECT k.kind, e.country, e.currency, count(*), coalesce(sum(e.amount_micros), 0)::text,
          coalesce(sum(e.energy_mwh), 0)::text
        FROM event_key k JOIN event e ON e.shard = k.shard AND e.key_id = k.key_id AND e.revision = k.current_revision
          AND e.at_us = k.at_us
        WHERE k.at_us >= \(period.from.microseconds) AND k.at_us < \(period.to.microseconds)
          AND k.legal_entity = \(entity.text)
        GROUP BY 1, 2, 3 ORDER BY 1, 2 NULLS LAST, 3 NULLS LAST
        """, "adding money up"
    ).map { (rows, row) throws(StoreError) in
        MoneyTotal(
            kind: try rows.eventKind(row, 0), country: try rows.optionalText(row, 1),
            currency: try rows.optionalText(row, 2),
            events: try rows.int(row, 3), amountMicros: try rows.text(row, 4),
            energyMilliwattHours: try rows.text(row, 5))
    }
}

private func readHeld(_ session: Session, _ period: Period, _ entity: LegalEntityID) throws(StoreError) -> [HeldTotal] {
    try session.query(
        """
        SELECT p.outcome::text, p.currency, count(*), sum(p.amount_micros)::text FROM payout p
        WHERE p.execute_us >= \(period.from.microseconds) AND p.execute_us < \(period.to.microseconds)
          AND p.legal_entity = \(entity.text) AND p.state IN ('held', 'frozen') AND p.outcome >= 'hold'
        GROUP BY p.outcome, p.currency ORDER BY p.outcome, p.currency
        """, "adding held payouts up"
    ).map { (rows, row) throws(StoreError) in
        HeldTotal(
            outcome: try rows.outcome(row, 0), currency: try rows.text(row, 1), payouts: try rows.int(row, 2),
            amountMicros: try rows.text(row, 3))
    }
}

private func readCases(_ session: Session, _ period: Period, _ entity: LegalEntityID) throws(StoreError) -> [CaseCount]
{
    let (from, to) = (period.from.microseconds, period.to.microseconds)
    return try session.query(
        """
        SELECT split_part(family, '/', 1), count(*) FILTER (WHERE opened_us >= \(from) AND opened_us < \(to)),
          count(*) FILTER (WHERE closed_us >= \(from) AND closed_us < \(to)),
          count(*) FILTER (WHERE opened_us < \(to) AND (closed_us IS NULL OR closed_us >= \(to)))
        FROM case_file WHERE legal_entity = \(entity.text) GROUP BY 1 ORDER BY 1
        """, "counting cases"
    ).map { (rows, row) throws(StoreError) in
        CaseCount(
            family: try rows.text(row, 0), opened: try rows.int(row, 1), closed: try rows.int(row, 2),
            openAtEnd: try rows.int(row, 3))
    }
}

private func readVAT(_ session: Session, _ period: Period, _ entity: LegalEntityID) throws(StoreError) -> [VATCount] {
    try session.query(
        """
        SELECT l.country, v->>'line', v->>'verdict', count(*)
        FROM (SELECT a.country, convert_from(p.payload, 'UTF8')::jsonb AS result
          FROM (SELECT a.country, a.entry_id FROM \(latest(period, entity))) a JOIN LATERAL (
            SELECT x.payload FROM evidence_payload x WHERE x.log_id = 1 AND x.entry_id = a.entry_id
              AND x.field_group IN ('decision', 'tax') ORDER BY x.field_group DESC LIMIT 1) p ON true) l
        CROSS JOIN LATERAL jsonb_array_elements(l.result->'vat') v
        GROUP BY 1, 2, 3 ORDER BY 1 NULLS LAST, 2, 3
        """, "counting VAT verdicts"
    ).map { (rows, row) throws(StoreError) in
        VATCount(
            country: try rows.optionalText(row, 0), feeType: try rows.text(row, 1), verdict: try rows.text(row, 2),
            lines: try rows.int(row, 3))
    }
}

private func readKnowledge(
    _ session: Session, _ period: Period, _ entity: LegalEntityID
) throws(StoreError) -> [KnowledgeCount] {
    try session.query(
        "SELECT a.knowledge_hash, count(*) FROM \(latest(period, entity)) GROUP BY 1 ORDER BY 1", "counting knowledge"
    ).map { (rows, row) throws(StoreError) in
        KnowledgeCount(hash: try rows.hash(row, 0), decisions: try rows.int(row, 1))
    }
}

private func readSources(_ session: Session, _ period: Period) throws(StoreError) -> [SourceCount] {
    try session.query(
        """
        SELECT source, sum(accepted)::bigint, sum(duplicate)::bigint, sum(revised)::bigint, sum(rejected)::bigint
        FROM ingest_run WHERE finished_us >= \(period.from.microseconds) AND finished_us < \(period.to.microseconds)
        GROUP BY source ORDER BY source
        """, "counting records"
    ).map { (rows, row) throws(StoreError) in
        var counts = IngestCounts()
        counts.accepted = try rows.int(row, 1)
        counts.duplicate = try rows.int(row, 2)
        counts.revised = try rows.int(row, 3)
        counts.rejected = try rows.int(row, 4)
        return SourceCount(source: try rows.text(row, 0), counts: counts)
    }
}

extension Rows {
    borrowing func eventKind(_ row: Int, _ column: Int) throws(StoreError) -> EventKind {
        guard let kind = EventKind(rawValue: try text(row, column)) else {
            throw StoreError(.badValue, "an event of an unknown kind")
        }
        return kind
    }
}
