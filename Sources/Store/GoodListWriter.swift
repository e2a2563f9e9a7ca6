package import Domain

/// A good-list decision as it is proposed.
package struct GoodListRow: Sendable {
    /// The number behind `G-`, from `Store.nextGoodListNumber`.
    package var number: Int64
    package var legalEntity: LegalEntityID
    /// `participant:P-001` or `account:IBAN`: one subject, never shared with another.
    package var subject: String
    package var list: String
    package var entryID: String
    package var entryHash: Hash32
    package var subjectHash: Hash32
    /// `review`, `hold` or `stop`.
    package var band: String
    /// Ten-thousandths.
    package var score: Int32
    package var tablesHash: Hash32
    package var engineHash: Hash32
    package var reason: String
    package var decidedBy: String
    package var decidedAt: Instant
    package var from: Instant
    package var to: Instant

    package init(
        number: Int64, legalEntity: LegalEntityID, subject: String, list: String, entryID: String, entryHash: Hash32,
        subjectHash: Hash32, band: String, score: Int32, tablesHash: Hash32, engineHash: Hash32, reason: String,
        decidedBy: String, decidedAt: Instant, from: Instant, to: Instant
    ) {
        self.number = number
        self.legalEntity = legalEntity
        self.subject = subject
        self.list = list
        self.entryID = entryID
        self.entryHash = entryHash
        self.subjectHash = subjectHash
        self.band = band
        self.score = score
        self.tablesHash = tablesHash
        self.engineHash = engineHash
        self.reason = reason
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.from = from
        self.to = to
    }

    /// What the second person approves, as JSON; its hash stands in the proposal.
    package var needsApproval: Bool { band != "review" }
}

/// What happens to a decision of the good-list.
package enum GoodListChange: Sendable {
    /// A new decision; one on a hold or stop waits as a proposal whose body is given with its hash.
    case add(GoodListRow, body: [UInt8], bodyHash: Hash32)
    /// The second person's approval; the database refuses the proposer.
    /// `from` is when it begins to count.
    case approve(number: Int64, by: String, at: Instant, from: Instant)
    case revoke(number: Int64, by: String, reason: String, at: Instant)
}

/// A decision that cleared a pair of one assessment.
package struct GoodListUseRow: Hashable, Sendable {
    package var number: Int64
    package var eventKeyID: Int64
    package var assessmentRevision: Int32

    package init(number: Int64, eventKeyID: Int64, assessmentRevision: Int32) {
        self.number = number
        self.eventKeyID = eventKeyID
        self.assessmentRevision = assessmentRevision
    }
}

func writeGoodList(_ changes: [GoodListChange], _ session: Session) throws(StoreError) {
    for change in changes {
        switch change {
        case .add(let row, let body, let bodyHash): try add(row, body, bodyHash, session)
        case .approve(let number, let person, let instant, let from):
            try approve(number, person, instant, from, session)
        case .revoke(let number, let person, let reason, let instant):
            let revoked = try session.execute(
                """
                UPDATE good_list SET state = 'revoked', revoked_us = \(instant.microseconds), revoked_by = \(person),
                  revoke_reason = \(reason) WHERE entry_id = \(number) AND state <> 'revoked'
                """, "revoking a good-list decision")
            guard revoked == 1 else { throw StoreError(.badValue, "G-\(number) is not there or was revoked before") }
        }
    }
}

private func add(_ row: GoodListRow, _ body: [UInt8], _ bodyHash: Hash32, _ session: Session) throws(StoreError) {
    let shard = Int64(shardOf(row.subject))
    try session.execute(
        """
        INSERT INTO good_list (shard, entry_id, legal_entity, identifiers, excuses, excused_hash, subject_hash, scope, reason,
          owner_person, from_us, to_us, list_id, list_entry, band, match_score, tables_hash, engine_hash, state, decided_us)
        VALUES (\(shard)::smallint, \(row.number), \(row.legalEntity.text), \([row.subject])::text[],
          \("\(row.list):\(row.entryID)"), \(row.entryHash.bytes), \(row.subjectHash.bytes), 'all', \(row.reason),
          \(row.decidedBy), \(row.from.microseconds), \(row.to.microseconds), \(row.list), \(row.entryID), \(row.band),
          \(Int64(row.score))::integer, \(row.tablesHash.bytes), \(row.engineHash.bytes),
          \(row.needsApproval ? "proposed" : "active"), \(row.decidedAt.microseconds))
        """, "adding a good-list decision")
    guard row.needsApproval else { return }
    try session.execute(
        """
        INSERT INTO case_proposal (shard, case_id, proposal_id, proposer_person, kind, body, body_hash, proposed_at)
        VALUES (\(shard)::smallint, \("G-\(row.number)"), nextval('proposal_id'), \(row.decidedBy), 'good_list',
          \(String(decoding: body, as: UTF8.self))::jsonb, \(bodyHash.bytes),
          to_timestamp(\(row.decidedAt.microseconds) / 1000000.0))
        """, "proposing a good-list decision")
}

/// The approval carries the proposer along, so that the CHECK of `case_approval` compares the two persons.
private func approve(
    _ number: Int64, _ person: String, _ instant: Instant, _ from: Instant, _ session: Session
) throws(StoreError) {
    _ = try session.query("SELECT set_config('amplomb.person', \(person), true)", "naming the approver")
    let approved = try session.execute(
        """
        INSERT INTO case_approval (shard, case_id, approval_id, proposal_id, proposer_person, approver_person, decision,
          decided_at)
        SELECT p.shard, p.case_id, nextval('proposal_id'), p.proposal_id, p.proposer_person, \(person), 'approve',
          to_timestamp(\(instant.microseconds) / 1000000.0)
        FROM good_list g JOIN case_proposal p ON p.shard = g.shard AND p.case_id = g.object_id
          AND p.withdrawn_at IS NULL
        WHERE g.entry_id = \(number) AND g.state = 'proposed'
        """, "approving a good-list decision")
    guard approved == 1 else { throw StoreError(.badValue, "G-\(number) does not wait for an approval") }
    let activated = try session.execute(
        """
        UPDATE good_list g SET state = 'active', from_us = greatest(g.from_us, \(from.microseconds)),
          approval_id = a.approval_id, approval_decision = a.decision, approver_person = a.approver_person
        FROM case_approval a
        WHERE g.entry_id = \(number) AND g.state = 'proposed' AND a.shard = g.shard AND a.case_id = g.object_id
          AND a.decision = 'approve'
        """, "activating a good-list decision")
    guard activated == 1 else { throw StoreError(.badValue, "G-\(number) could not be put in force") }
}

func writeGoodListUses(_ uses: [GoodListUseRow], _ session: Session) throws(StoreError) {
    if uses.isEmpty { return }
    let sorted = Set(uses).sorted {
        ($0.number, $0.eventKeyID, $0.assessmentRevision) < ($1.number, $1.eventKeyID, $1.assessmentRevision)
    }
    _ = try session.preparedQuery(
        """
        INSERT INTO good_list_use (shard, entry_id, event_key_id, assessment_revision)
        SELECT g.shard, u.entry_id, u.event_key_id, u.revision::integer
        FROM unnest(\(sorted.map(\.number))::bigint[], \(sorted.map(\.eventKeyID))::bigint[],
          \(sorted.map { Int64($0.assessmentRevision) })::bigint[]) u (entry_id, event_key_id, revision)
        JOIN good_list g ON g.entry_id = u.entry_id
        ON CONFLICT DO NOTHING
        """, "counting uses of the good-list")
}
