package import Domain
package import Evidence

/// Hits of one batch for one (subject, family): opens a case, reopens the last one, or is appended to the open one.
package struct CaseUpsert: Sendable {
    package var legalEntity: LegalEntityID
    /// `participant`, `driver_token`, `account`, `evse`, `payout`, `list` or `system`.
    package var subjectKind: String
    package var subjectID: String
    /// The family, or `family/rule`.
    package var family: String
    package var purpose: Purpose
    package var queue: String
    /// When the case is due if it opens now; an earlier date of an open case stays.
    package var dueAt: Instant?
    /// Whether a hit of it holds money.
    package var holdsMoney: Bool
    /// A hit this long after the last hit of a closed case, or longer, opens a new case.
    package var window: TimeSpan
    package var policyHash: Hash32?
    /// At least one.
    package var items: [CaseItemRow]

    package init(
        legalEntity: LegalEntityID, subjectKind: String, subjectID: String, family: String, purpose: Purpose,
        queue: String,
        dueAt: Instant?, holdsMoney: Bool, window: TimeSpan, policyHash: Hash32?, items: [CaseItemRow]
    ) {
        self.legalEntity = legalEntity
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.family = family
        self.purpose = purpose
        self.queue = queue
        self.dueAt = dueAt
        self.holdsMoney = holdsMoney
        self.window = window
        self.policyHash = policyHash
        self.items = items
    }

    package var key: Store.CaseKey { Store.CaseKey(subjectKind: subjectKind, subjectID: subjectID, family: family) }
    var shard: Int16 { shardOf("\(subjectKind):\(subjectID)") }
}

extension Store {
    /// What there is at most one open case of.
    package struct CaseKey: Hashable, Comparable, Sendable {
        package let subjectKind: String
        package let subjectID: String
        package let family: String

        package init(subjectKind: String, subjectID: String, family: String) {
            self.subjectKind = subjectKind
            self.subjectID = subjectID
            self.family = family
        }

        package static func < (left: CaseKey, right: CaseKey) -> Bool {
            (left.subjectKind, left.subjectID, left.family) < (right.subjectKind, right.subjectID, right.family)
        }
    }
}

/// One reason why a case exists.
package struct CaseItemRow: Sendable {
    /// `hit`, `unknown`, `rule_error`, `list_change`, `correction` or `manual`.
    package var kind: String
    package var event: EventKey?
    package var eventKeyID: Int64?
    package var eventRevision: Int32?
    package var assessmentRevision: Int32?
    package var eventAt: Instant
    package var ruleID: String?
    package var ruleVersion: String?
    package var listEntry: String?
    package var listVersion: String?
    package var outcome: Outcome
    package var severity: Severity
    package var score: Score
    /// The sentence in parts, as JSON.
    package var sentence: [UInt8]
    package var money: Money?

    package init(
        kind: String, event: EventKey?, eventKeyID: Int64?, eventRevision: Int32?, assessmentRevision: Int32?,
        eventAt: Instant, ruleID: String?, ruleVersion: String?, listEntry: String? = nil, listVersion: String? = nil,
        outcome: Outcome, severity: Severity, score: Score, sentence: [UInt8], money: Money?
    ) {
        self.kind = kind
        self.event = event
        self.eventKeyID = eventKeyID
        self.eventRevision = eventRevision
        self.assessmentRevision = assessmentRevision
        self.eventAt = eventAt
        self.ruleID = ruleID
        self.ruleVersion = ruleVersion
        self.listEntry = listEntry
        self.listVersion = listVersion
        self.outcome = outcome
        self.severity = severity
        self.score = score
        self.sentence = sentence
        self.money = money
    }
}

extension Store {
    /// What became of a `CaseUpsert`.
    package struct CaseChange: Hashable, Sendable {
        package enum Kind: String, Sendable {
            case opened, reopened, appended
            /// Nothing but corrections came in.
            case corrected
        }

        package let kind: Kind
        package let key: CaseKey
        package let shard: Int16
        /// `C-1042`.
        package let caseID: String
        /// The state after the change.
        package let state: String
        /// The number of the first item added.
        package let firstItem: Int64
        package let itemCount: Int
        /// The number that the timeline row of this change is to have.
        package let eventNumber: Int64
    }
}

/// One row of a case's timeline.
package struct CaseEventRow: Sendable {
    package var shard: Int16
    package var caseID: String
    package var number: Int64
    package var at: Instant
    /// `opened`, `hit_added`, `reopened`, ... (cases-and-web.md section 3).
    package var kind: String
    package var actorKind: String
    package var actor: String
    /// JSON object.
    package var details: [UInt8]
    package var policyHash: Hash32?
    package var evidenceEntry: Hash32?

    package init(
        shard: Int16, caseID: String, number: Int64, at: Instant, kind: String, actorKind: String = "engine",
        actor: String = "engine", details: [UInt8], policyHash: Hash32?, evidenceEntry: Hash32?
    ) {
        self.shard = shard
        self.caseID = caseID
        self.number = number
        self.at = at
        self.kind = kind
        self.actorKind = actorKind
        self.actor = actor
        self.details = details
        self.policyHash = policyHash
        self.evidenceEntry = evidenceEntry
    }
}

/// The timeline of the cases a batch touched, and its evidence; made while the batch is being committed.
package struct CaseRecords: Sendable {
    package var events: [CaseEventRow]
    package var evidence: [SealedEnvelope]

    package init(events: [CaseEventRow], evidence: [SealedEnvelope]) {
        self.events = events
        self.evidence = evidence
    }
}
