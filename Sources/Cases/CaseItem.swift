package import Domain

/// A sentence in parts: values stay apart from the words around them, so that the same item reads well in every language
/// and a purge can take a value without losing the sentence.
package struct Sentence: Hashable, Sendable, CustomStringConvertible {
    package enum Part: Hashable, Sendable {
        case words(String)
        case value(String)
    }

    package let parts: [Part]

    package init(_ parts: [Part]) { self.parts = parts }

    /// A sentence without separate values.
    package init(_ words: String) { parts = [.words(words)] }

    package var description: String {
        parts.map { part in
            switch part {
            case .words(let text), .value(let text): text
            }
        }.joined()
    }
}

/// Money of one payout that a case holds: let go exactly once, under the key (payout, hold).
package struct HeldMoney: Hashable, Comparable, Sendable {
    /// Event key text of the payout or session.
    package let payout: String
    package let hold: String
    package let amount: Money

    package init(payout: String, hold: String, amount: Money) {
        self.payout = payout
        self.hold = hold
        self.amount = amount
    }

    package static func < (left: HeldMoney, right: HeldMoney) -> Bool {
        (left.payout, left.hold) < (right.payout, right.hold)
    }
}

/// One entry of a case: a hit or something else that a person must know. Items are only ever added.
package struct CaseItem: Hashable, Sendable {
    /// Raw values are the database text.
    package enum Kind: String, Sendable, CaseIterable {
        case hit, unknown, ruleError = "rule_error", listChange = "list_change"
        /// A later revision of the event was judged differently; the old item stays.
        case correction
        case manual
    }

    /// Place in the case, from 1; 0 until the case has taken it in.
    package var sequence: Int = 0
    package let kind: Kind
    /// Event time.
    package let at: Instant
    package let event: EventKey?
    package let eventRevision: Int
    /// Hash of the assessment that found it.
    package let assessment: Hash32?
    package let ruleID: String
    package let ruleVersion: Int
    /// Title of the rule in words.
    package let ruleTitle: String
    package let listEntry: String?
    package let outcome: Outcome
    package let severity: Severity
    package let risk: Score
    package let say: Sentence
    package let moneyAtStake: Money?
    package let held: HeldMoney?
    /// Of a correction: what the finding came to before; `pass` where it did not hold then.
    package let before: Outcome?

    package init(
        kind: Kind, at: Instant, event: EventKey?, eventRevision: Int = 1, assessment: Hash32? = nil, ruleID: String,
        ruleVersion: Int = 1, ruleTitle: String, listEntry: String? = nil, outcome: Outcome, severity: Severity,
        risk: Score = .zero, say: Sentence, moneyAtStake: Money? = nil, held: HeldMoney? = nil, before: Outcome? = nil
    ) {
        self.kind = kind
        self.at = at
        self.event = event
        self.eventRevision = eventRevision
        self.assessment = assessment
        self.ruleID = ruleID
        self.ruleVersion = ruleVersion
        self.ruleTitle = ruleTitle
        self.listEntry = listEntry
        self.outcome = outcome
        self.severity = severity
        self.risk = risk
        self.say = say
        self.moneyAtStake = moneyAtStake
        self.held = held
        self.before = before
    }

    /// A correction after which a case is about more than before: it counts as a hit does.
    package var raises: Bool { kind == .correction && before.map { outcome > $0 } ?? false }

    /// Whether the finding is one at this item: a correction to `pass` takes it back.
    package var holds: Bool { kind != .correction || outcome > .pass }

    /// What makes two items the same finding: the event, the rule and the list entry, whatever the revision and whether the
    /// rule hit or could not be judged.
    package var identity: Identity { Identity(event: event, ruleID: ruleID, listEntry: listEntry) }

    package struct Identity: Hashable, Sendable {
        let event: EventKey?
        let ruleID: String
        let listEntry: String?
    }

    /// A total order that does not depend on arrival.
    static func precedes(_ left: CaseItem, _ right: CaseItem) -> Bool {
        if left.at != right.at { return left.at < right.at }
        let keys = (left.event?.description ?? "", right.event?.description ?? "")
        if keys.0 != keys.1 { return keys.0 < keys.1 }
        return (left.ruleID, left.listEntry ?? "", left.kind.rawValue, left.eventRevision)
            < (right.ruleID, right.listEntry ?? "", right.kind.rawValue, right.eventRevision)
    }
}
