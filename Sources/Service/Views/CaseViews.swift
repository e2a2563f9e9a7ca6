package import Domain

/// Everything the page of one case shows.
package struct CasePage: Sendable {
    package var row: QueueRow
    package var legalEntity: String
    package var openedAt: Instant
    package var closedAt: Instant?
    /// How it was closed, in words.
    package var disposition: String?
    package var reasonCodes: [String] = []
    /// The case of the same subject and family that was closed before.
    package var follows: String?
    package var held: [HeldView] = []
    /// The first and last items of a long case, all items of a short one, in order of their number.
    package var items: [CaseItemView] = []
    /// Items that are not on the page.
    package var itemsOmitted = 0
    /// Oldest first.
    package var timeline: [TimelineView] = []
    package var evidence: EvidenceView?
    package var now: Instant

    package init(row: QueueRow, legalEntity: String, openedAt: Instant, now: Instant) {
        self.row = row
        self.legalEntity = legalEntity
        self.openedAt = openedAt
        self.now = now
    }
}

/// A payout that a case holds.
package struct HeldView: Sendable {
    package var payout: String
    package var amount: Money

    package init(payout: String, amount: Money) {
        self.payout = payout
        self.amount = amount
    }
}

/// One finding of a case.
package struct CaseItemView: Sendable {
    /// Raw values are the database text.
    package enum Kind: String, Sendable, CaseIterable {
        case hit, unknown, ruleError = "rule_error", listChange = "list_change", correction, manual
    }

    package var sequence: Int
    package var kind: Kind
    /// Event time.
    package var at: Instant
    /// Text of the event key, for example `cdr:DE*LMV:LMV-26-000012`.
    package var event: String?
    package var eventRevision: Int
    /// What `/assessments/{id}` shows; nil where there is none.
    package var assessment: String?
    package var ruleID: String
    package var ruleVersion: Int
    package var ruleTitle: String
    package var outcome: Outcome
    /// Of a correction: what the finding came to before.
    package var before: Outcome?
    package var severity: Severity
    package var risk: Score
    /// The reason in words, values apart.
    package var say: [SentencePart]
    /// What the rule saw, by name.
    package var values: [NamedValue] = []
    /// Names of what was missing.
    package var missing: [String] = []
    /// For example `no hit if amount <= 9,300.00 EUR`.
    package var counterfactual: String?
    package var moneyAtStake: Money?
    package var match: MatchView?
    package var evidenceIndex: Int64?

    package init(
        sequence: Int, kind: Kind, at: Instant, event: String?, eventRevision: Int = 1, assessment: String? = nil,
        ruleID: String, ruleVersion: Int, ruleTitle: String, outcome: Outcome, severity: Severity, risk: Score,
        say: [SentencePart]
    ) {
        self.sequence = sequence
        self.kind = kind
        self.at = at
        self.event = event
        self.eventRevision = eventRevision
        self.assessment = assessment
        self.ruleID = ruleID
        self.ruleVersion = ruleVersion
        self.ruleTitle = ruleTitle
        self.outcome = outcome
        self.severity = severity
        self.risk = risk
        self.say = say
    }
}

/// A piece of a sentence.
package enum SentencePart: Hashable, Sendable {
    case words(String)
    case value(String)
}

/// A value with its name, as a rule or an assessment saw it.
package struct NamedValue: Hashable, Sendable {
    package var name: String
    package var value: String
    /// Not given but assumed, for example a connector's power by its type.
    package var isAssumed: Bool

    package init(name: String, value: String, isAssumed: Bool = false) {
        self.name = name
        self.value = value
        self.isAssumed = isAssumed
    }
}

/// A screening match, field by field.
package struct MatchView: Sendable {
    package var list: String
    package var listVersion: String
    package var published: CivilDate?
    package var entryID: String
    /// Points with one decimal.
    package var score: Score
    /// From here on it is a match.
    package var limit: Score
    package var fields: [MatchField] = []
    /// Parts that add up to the score.
    package var parts: [ScorePart] = []

    package init(list: String, listVersion: String, published: CivilDate?, entryID: String, score: Score, limit: Score)
    {
        self.list = list
        self.listVersion = listVersion
        self.published = published
        self.entryID = entryID
        self.score = score
        self.limit = limit
    }
}

/// One compared field.
package struct MatchField: Sendable {
    package var name: String
    package var ours: String?
    package var theirs: String?
    /// In words or points, for example `0.94` or `same year`.
    package var similarity: String?

    package init(name: String, ours: String?, theirs: String?, similarity: String? = nil) {
        self.name = name
        self.ours = ours
        self.theirs = theirs
        self.similarity = similarity
    }
}

/// A named part of a score, in tenths of a point; negative parts lower it.
package struct ScorePart: Hashable, Sendable {
    package var name: String
    package var tenths: Int32

    package init(name: String, tenths: Int32) {
        self.name = name
        self.tenths = tenths
    }
}

/// One entry of a case's timeline.
package struct TimelineView: Sendable {
    package var at: Instant
    /// Database text of the kind, for example `payout_held`.
    package var kind: String
    package var actor: String
    package var text: String?
    package var evidenceIndex: Int64?

    package init(at: Instant, kind: String, actor: String, text: String?, evidenceIndex: Int64?) {
        self.at = at
        self.kind = kind
        self.actor = actor
        self.text = text
        self.evidenceIndex = evidenceIndex
    }
}

/// Where the case's evidence lies.
package struct EvidenceView: Sendable {
    package var log: String
    package var size: Int64
    package var root: Hash32
    package var checkpointAt: Instant?
    /// Places in the log that belong to the case.
    package var indexes: [Int64]

    package init(log: String, size: Int64, root: Hash32, checkpointAt: Instant?, indexes: [Int64]) {
        self.log = log
        self.size = size
        self.root = root
        self.checkpointAt = checkpointAt
        self.indexes = indexes
    }
}
