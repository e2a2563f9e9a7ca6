package import Domain

/// A rule as written, checked and compiled.
package struct Rule: Sendable {
    package let id: String
    package let title: String
    /// The kinds of event it judges.
    package let kinds: [RuleKind]
    /// The folder: scores add at most once a family.
    package let family: String
    package let purpose: Purpose
    package let holds: HoldScope
    package let owner: String?
    package let currency: Currency
    package let references: [String]
    /// About whom a case is opened; the first is the subject.
    package internal(set) var keys: [FieldID]
    /// Why it is in shadow or scored as it is; shown in the catalogue.
    package let note: String?
    package let path: String
    package internal(set) var versions: [RuleVersion]
    /// The versions of the file where the platform overrides a parameter; nil where it does not.
    var written: [RuleVersion]?
    package let testCount: Int
    let tests: [RuleTest]
    let exemptions: [MutantExemption]
    let place: DocumentNode.Place
    /// What ``CanonicalForm`` says of it, kept from one reload to the next; nil where it was not asked yet.
    var canonical: String?
}

/// What a version is used for.
package enum RuleMode: String, Sendable, CaseIterable {
    /// Tests only.
    case draft
    /// Scored, stored, reported; never changes an outcome.
    case shadow
    case live
    /// Judges late events of its period.
    case retired
}

/// What a hit does.
package enum Verdict: Hashable, Sendable {
    case score(Score)
    /// Sets a floor under the outcome by itself.
    case decision(Outcome)
    /// A finding for the participant's rating; nothing for the event.
    case risk(Score)
}

/// Who is gathered in one case, and for how long after its end a new hit reopens it.
package struct CaseKey: Hashable, Sendable {
    /// Whether one case a rule or one a family.
    package enum Grouping: String, Sendable, CaseIterable { case rule, family }

    package let grouping: Grouping
    package let keys: [FieldID]
    package let window: TimeSpan
}

/// One version of a rule, in force over `[from, to)`.
package struct RuleVersion: Sendable {
    package let number: Int
    package internal(set) var from: Instant
    package internal(set) var to: Instant?
    package let mode: RuleMode
    package internal(set) var verdict: Verdict
    package internal(set) var severity: Severity
    package let caseKey: CaseKey?
    package internal(set) var parameters: [Parameter]
    /// Default values of the parameters, in order.
    var parameterValues: [Value] = []
    var overrides: [Override]
    var lets: [(name: String, source: SourceExpression)]
    var condition: SourceExpression
    var say: SayTemplate?
    let place: DocumentNode.Place
    var places: [String: DocumentNode.Place] = [:]
    /// Filled when the rule set is linked.
    var program = Program()
    var linked = LinkedProgram.empty

    /// Whether events of this time are judged by it.
    package func isInForce(at time: Int64) -> Bool {
        from.microseconds <= time && (to.map { time < $0.microseconds } ?? true)
    }
}

/// A parameter with its bounds; a missing bound is no bound.
package struct Parameter: Sendable, Hashable {
    package let name: String
    package let type: ValueType
    /// Whether it was declared a whole number.
    let isCount: Bool
    package let value: Value
    package let least: Rational?
    package let greatest: Rational?
    /// Where its value stands.
    var place: DocumentNode.Place
    /// The file of its value, where that is not the rule's.
    var path: String?
    /// Where `min` and `max` stand.
    var boundPlaces: [String: DocumentNode.Place] = [:]
}

/// Other values of parameters for some events.
struct Override: Sendable, Hashable {
    /// In rising precedence.
    enum Axis: String, Sendable, CaseIterable, Comparable {
        case country
        case participantType = "participant_type"
        case riskBand = "risk_band"

        var field: FieldID {
            switch self {
            case .country: .country
            case .participantType: .participantType
            case .riskBand: .participantRiskBand
            }
        }

        /// What its members are.
        var vocabulary: Vocabulary {
            switch self {
            case .country: .country
            case .participantType: .participantType
            case .riskBand: .riskBand
            }
        }

        static func < (left: Axis, right: Axis) -> Bool { left.rank < right.rank }
        private var rank: Int { self == .country ? 0 : self == .participantType ? 1 : 2 }
    }

    let axis: Axis
    let member: Text
    let parameter: Int
    let value: Value
    /// Where the value stands.
    let place: DocumentNode.Place
}

/// A test inside a rule file.
struct RuleTest: Sendable {
    /// One event of history. What the file states stands once for a whole series, and only its known fields: the tests of a
    /// catalogue lie in memory as long as its set.
    struct HistoryEvent: Sendable {
        let kind: RuleKind
        private let stated: SparseFacts
        private var delta: Int64 = 0
        private var varied: [FieldID] = []
        private var number = 0

        init(kind: RuleKind, _ facts: Facts) {
            self.kind = kind
            stated = SparseFacts(facts)
        }

        /// All its facts, as rules see them.
        var facts: Facts { stated.facts(shiftedBy: delta, varied, number) }

        /// The same event later by microseconds, with texts of some fields numbered.
        func shifted(by delta: Int64, _ varied: [FieldID] = [], _ number: Int = 0) -> HistoryEvent {
            var copy = self
            copy.delta += delta
            copy.varied += varied
            copy.number += number
            return copy
        }
    }

    /// What a hit must show; what is nil or empty is not looked at.
    struct Hit: Sendable {
        var score: Score?
        var decision: Outcome?
        var risk: Score?
        var severity: Severity?
        var subject: String?
        /// What each key of the rule is of this event, in the rule's order.
        var keys: [(name: String, value: String)] = []
        var lets: [(name: String, node: DocumentNode)] = []
    }

    enum Expectation: Sendable {
        case hit(Hit)
        case noHit
        case unknown([String])
        case error
    }

    let name: String
    let kind: RuleKind?
    let at: Int64?
    let history: [HistoryEvent]
    let expectation: Expectation
    let place: DocumentNode.Place
    private let stated: SparseFacts

    /// The facts of the event that is judged.
    var given: Facts { stated.facts }

    init(
        name: String, kind: RuleKind?, at: Int64?, history: [HistoryEvent], given: Facts, expectation: Expectation,
        place: DocumentNode.Place
    ) {
        self.name = name
        self.kind = kind
        self.at = at
        self.history = history
        self.expectation = expectation
        self.place = place
        stated = SparseFacts(given)
    }
}

/// A mutant that cannot be killed because it means the same, with the reason.
struct MutantExemption: Sendable, Hashable {
    let mutant: String
    let reason: String
    let place: DocumentNode.Place
}
