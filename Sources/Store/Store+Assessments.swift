package import Domain
import Formats

/// A stored revision of an assessment.
package struct StoredAssessment: Sendable {
    package let key: EventKey
    package let keyID: Int64
    package let revision: Int32
    package let eventRevision: Int32
    package let at: Instant
    package let legalEntity: LegalEntityID
    package let outcome: Outcome
    package let score: Score
    package let decisionHash: Hash32
    package let knowledgeHash: Hash32
    package let cause: String
    package let country: String?
    package let hits: [String]
    package let unknowns: [String]
    package let purposes: [String]
    /// The whole result in canonical form: the payload of the decision's evidence entry; what tax law
    /// keeps of it once that was purged, nil once nothing is left.
    package let result: [UInt8]?
}

/// Which assessments are listed.
package struct AssessmentFilter: Sendable {
    package var kind: EventKind?
    package var minimumOutcome: Outcome = .pass
    package var from: Instant?
    package var to: Instant?
    /// Hit by this rule.
    package var rule: String?

    package init() {}
}

/// A listed assessment: the newest event first.
package struct AssessmentListItem: Sendable {
    package let key: EventKey
    package let keyID: Int64
    package let at: Instant
    package let revision: Int32
    package let outcome: Outcome
    package let score: Score
    package let hits: [String]
}

/// The fingerprint of all latest decisions.
package struct DecisionDigest: Hashable, Sendable {
    package let hash: Hash32
    package let count: Int64
}

extension Store {
    /// All assessments of one event, the latest first.
    package func assessments(of key: EventKey) async throws(StoreError) -> [StoredAssessment] {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT k.kind, k.owner_country, k.owner_party, k.id, a.key_id, a.revision, a.event_revision, a.at_us,
                  a.legal_entity, a.outcome::text, a.score, a.decision_hash, a.knowledge_hash, a.cause, a.country, a.hits,
                  a.unknowns, a.purposes, p.payload
                FROM event_key k JOIN assessment a ON a.shard = k.shard AND a.key_id = k.key_id
                  LEFT JOIN \(decisionPayload)
                WHERE k.shard = \(Int64(key.shard))::smallint AND k.kind = \(key.kind.rawValue)
                  AND k.owner_country = \(key.ownerCountry) AND k.owner_party = \(key.ownerParty) AND k.id = \(key.id)
                ORDER BY a.revision DESC
                """, "reading assessments")
            return try rows.map(decodeAssessment)
        }
    }

    package func latestAssessment(of key: EventKey) async throws(StoreError) -> StoredAssessment? {
        try await assessments(of: key).first
    }

    /// Latest assessments whose result holds a text and whose event is not older than `since`, the newest event first.
    package func assessments(
        holding text: String, since: Instant, limit: Int
    ) async throws(StoreError) -> [StoredAssessment] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT k.kind, k.owner_country, k.owner_party, k.id, a.key_id, a.revision, a.event_revision, a.at_us,
                  a.legal_entity, a.outcome::text, a.score, a.decision_hash, a.knowledge_hash, a.cause, a.country, a.hits,
                  a.unknowns, a.purposes, p.payload
                FROM event_key k JOIN assessment a ON a.shard = k.shard AND a.key_id = k.key_id
                  AND a.revision = k.assessment_revision
                  JOIN \(decisionPayload)
                WHERE k.at_us >= \(since.microseconds) AND a.at_us >= \(since.microseconds)
                  AND k.kind IN ('payout', 'participant') AND position(\(Array(text.utf8)) IN p.payload) > 0
                ORDER BY a.at_us DESC, a.key_id DESC LIMIT \(limit)
                """, "searching assessments"
            ).map(decodeAssessment)
        }
    }

    /// Latest assessments, the newest event first, a page behind `last`.
    package func assessments(
        _ filter: AssessmentFilter, after last: AssessmentListItem? = nil, limit: Int = 50
    ) async throws(StoreError) -> [AssessmentListItem] {
        var conditions: [SQL] = ["k.assessment_revision > 0"]
        if filter.minimumOutcome > .pass {
            conditions.append("a.outcome > 'pass'")
            conditions.append("a.outcome >= \(filter.minimumOutcome.rawValue)::text::outcome")
        }
        if let kind = filter.kind { conditions.append("k.kind = \(kind.rawValue)") }
        if let from = filter.from { conditions.append("a.at_us >= \(from.microseconds)") }
        if let to = filter.to { conditions.append("a.at_us < \(to.microseconds)") }
        if let rule = filter.rule { conditions.append("\(rule) = ANY (a.hits)") }
        if let last {
            conditions.append("(a.at_us, a.key_id) < (\(last.at.microseconds), \(last.keyID))")
        }
        let statement: SQL = """
            SELECT k.kind, k.owner_country, k.owner_party, k.id, a.key_id, a.at_us, a.revision, a.outcome::text, a.score, a.hits
            FROM event_key k JOIN assessment a ON a.shard = k.shard AND a.key_id = k.key_id
              AND a.revision = k.assessment_revision AND a.at_us = k.assessed_at_us
            WHERE \(SQL.joined(conditions, by: " AND "))
            ORDER BY a.at_us DESC, a.key_id DESC LIMIT \(limit)
            """
        return try await pool.run { (session) throws(StoreError) in
            try session.query(statement, "listing assessments").map { (rows, row) throws(StoreError) in
                AssessmentListItem(
                    key: try rows.eventKey(row, 0), keyID: try rows.int(row, 4),
                    at: Instant(microseconds: try rows.int(row, 5)), revision: Int32(clamping: try rows.int(row, 6)),
                    outcome: try rows.outcome(row, 7), score: Score(tenths: Int32(clamping: try rows.int(row, 8))),
                    hits: try rows.texts(row, 9))
            }
        }
    }

    /// SHA-256 over the decision hashes of the latest assessments, in the order of (kind, owner country, owner party, id)
    /// by bytes. Independent of arrival, batches, revisions and stored times.
    package func decisionDigest() async throws(StoreError) -> DecisionDigest {
        try await pool.run { (session) throws(StoreError) in
            var hasher = SHA256Hasher()
            var count: Int64 = 0
            try session.copyOut(
                """
                SELECT decision_hash FROM event_key WHERE assessment_revision > 0
                ORDER BY kind COLLATE "C", owner_country COLLATE "C", owner_party COLLATE "C", id COLLATE "C"
                """
            ) { (fields) throws(StoreError) in
                hasher.update(try fields.bytes())
                count += 1
            }
            guard let hash = Hash32(hasher.finalize()) else { throw StoreError(.badValue, "no digest") }
            return DecisionDigest(hash: hash, count: count)
        }
    }
}

/// `p`: the explanation of `assessment a`; once that was purged, what tax law keeps of it.
let decisionPayload: SQL = """
    LATERAL (SELECT x.payload FROM evidence_payload x WHERE x.log_id = 1 AND x.entry_id = a.entry_id
      AND x.field_group IN ('decision', 'tax') ORDER BY x.field_group LIMIT 1) p ON true
    """

private func decodeAssessment(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> StoredAssessment {
    StoredAssessment(
        key: try rows.eventKey(row, 0), keyID: try rows.int(row, 4), revision: Int32(clamping: try rows.int(row, 5)),
        eventRevision: Int32(clamping: try rows.int(row, 6)), at: Instant(microseconds: try rows.int(row, 7)),
        legalEntity: LegalEntityID(try rows.text(row, 8)), outcome: try rows.outcome(row, 9),
        score: Score(tenths: Int32(clamping: try rows.int(row, 10))), decisionHash: try rows.hash(row, 11),
        knowledgeHash: try rows.hash(row, 12), cause: try rows.text(row, 13), country: try rows.optionalText(row, 14),
        hits: try rows.texts(row, 15), unknowns: try rows.texts(row, 16), purposes: try rows.texts(row, 17),
        result: try rows.optionalBytes(row, 18))
}
