package import Domain
package import Evidence

/// Everything that one batch writes, in one transaction.
package struct BatchCommit: Sendable {
    /// Heads with a new revision or assessment; each key once.
    package var heads: [EventHead] = []
    package var events: [EventRow] = []
    package var assessments: [AssessmentRow] = []
    /// Events whose decision waits from now on.
    package var pending: [PendingRow] = []
    /// Events that waited and are judged by this batch.
    package var noLongerPending: [PendingRow] = []
    package var participants: [ParticipantRow] = []
    package var payouts: [PayoutRow] = []
    /// Each (subject, family) once.
    package var cases: [CaseUpsert] = []
    package var caseCorrections: [CaseCorrection] = []
    /// Good-list decisions that cleared a pair of an assessment of this batch.
    package var goodListUses: [GoodListUseRow] = []
    /// What happens to good-list decisions, with its evidence in the same transaction.
    package var goodList: [GoodListChange] = []
    package var outbox: [OutboxRow] = []
    package var evidence: [SealedEnvelope] = []
    /// Deposits of checkpoints, which the evidence of this batch states.
    package var anchors: [StoredAnchor] = []
    package var log: Int16 = Store.mainLog
    /// Called with what became of the cases, in the order of `cases`, inside the transaction and before the log's lock.
    package var caseRecords: (@Sendable ([Store.CaseChange]) throws(StoreError) -> CaseRecords)?
    /// When the batch is written, for rows that say so.
    package var now: Instant
    /// The lease under which this worker writes.
    package var lease: Lease?

    package init(now: Instant) { self.now = now }
}

/// A worker's right to write, as it was claimed.
package struct Lease: Hashable, Sendable {
    package let name: String
    package let fence: Int64

    package init(name: String, fence: Int64) {
        self.name = name
        self.fence = fence
    }
}

/// An effect on the outside, delivered at least once and recorded once.
package struct OutboxRow: Sendable {
    package var shard: Int16
    package var topic: String
    /// Names the effect: the same key again is a no-op.
    package var effectKey: String
    package var body: [UInt8]

    package init(shard: Int16, topic: String, effectKey: String, body: [UInt8]) {
        self.shard = shard
        self.topic = topic
        self.effectKey = effectKey
        self.body = body
    }
}

/// The state of one payout.
package struct PayoutRow: Sendable {
    package var key: EventKey
    package var keyID: Int64
    package var legalEntity: LegalEntityID
    package var payoutID: String
    package var participantID: String?
    package var amount: Money
    package var executeAt: Instant
    /// `received`, `assessed`, `cleared`, `held`, ... (duties.md section 2).
    package var state: String
    package var outcome: Outcome?
    package var holdScope: HoldScope
    package var reason: String
    /// What holds it; nil when nothing does.
    package var hold: PayoutHold?
    /// Whether another content came under its ids with this batch: another account, or who knows what.
    package var isAnotherContent: Bool

    package init(
        key: EventKey, keyID: Int64, legalEntity: LegalEntityID, payoutID: String, participantID: String?,
        amount: Money,
        executeAt: Instant, state: String, outcome: Outcome?, holdScope: HoldScope, reason: String, hold: PayoutHold?,
        isAnotherContent: Bool = false
    ) {
        self.key = key
        self.keyID = keyID
        self.legalEntity = legalEntity
        self.payoutID = payoutID
        self.participantID = participantID
        self.amount = amount
        self.executeAt = executeAt
        self.state = state
        self.outcome = outcome
        self.holdScope = holdScope
        self.reason = reason
        self.hold = hold
        self.isAnotherContent = isAnotherContent
    }
}

/// A hold with its title, its end and the next step: none is indefinite.
package struct PayoutHold: Sendable {
    /// `freeze`, `fiu`, `due_diligence_incomplete`, `fraud_suspicion` or `error`.
    package var title: String
    package var endsAt: Instant
    package var nextStep: String

    package init(title: String, endsAt: Instant, nextStep: String) {
        self.title = title
        self.endsAt = endsAt
        self.nextStep = nextStep
    }
}

/// One revision of a participant. Recorded time is set by the store.
package struct ParticipantRow: Sendable {
    package var participant: Participant
    package var contentHash: Hash32
    /// The record as received.
    package var record: [UInt8]

    package init(participant: Participant, contentHash: Hash32, record: [UInt8]) {
        self.participant = participant
        self.contentHash = contentHash
        self.record = record
    }
}

/// What a batch left behind.
package struct CommitResult: Sendable {
    package let batchID: Int64
    package let cases: [Store.CaseChange]
    /// Index of the batch's first evidence entry and the tree's head after it; nil when it wrote no evidence.
    package let evidence: EvidenceHead?
}

/// The head of an evidence log.
package struct EvidenceHead: Hashable, Sendable {
    /// Index of the first entry of the batch that made this head.
    package let firstIndex: UInt64
    package let size: UInt64
    package let root: Hash32
}
