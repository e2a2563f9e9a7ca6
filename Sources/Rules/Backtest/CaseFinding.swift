package import Domain

/// One subject and one rule or family of rules: at any time at most one case of it is open.
struct CaseName: Hashable, Sendable {
    /// The family, with the rule where each rule has cases of its own.
    let grouping: String
    let subject: String
}

/// What belongs in a case.
struct CaseFinding: Sendable {
    let rule: Int
    let at: Int64
    /// How long after the last finding of a closed case this one opens it again.
    let window: Int64
}

extension [CaseFinding] {
    /// How many cases they open where each is closed before the next comes.
    var casesIfClosed: Int {
        let ordered = sorted { ($0.at, $0.window) < ($1.at, $1.window) }
        return 1 + zip(ordered, ordered.dropFirst()).count { $1.at - $0.at >= $1.window }
    }
}

extension RuleResult {
    /// Whether it belongs in a case where the event is more than passed: a hit, and what could not be judged but held or reviewed the
    /// event by itself.
    package func belongsInCase(ofPayout isPayout: Bool) -> Bool {
        switch finding {
        case .hit: if case .risk = verdict { false } else { true }
        case .error: true
        case .unknown: decision != nil || (isPayout && score.tenths >= 600)
        case .noHit: false
        }
    }

    private func caseKey(in rule: Rule) -> CaseKey? { rule.versions.first { $0.number == version }?.caseKey }

    /// How long after its end the case of this finding opens again; a week where the rule does not say.
    package func caseWindow(in rule: Rule) -> TimeSpan {
        caseKey(in: rule)?.window ?? TimeSpan(microseconds: 7 * TimeSpan.day.microseconds)
    }

    /// The family under which its case is kept. A rule that failed is about the rule, whoever's events it fails on.
    package func caseFamily(in rule: Rule) -> String {
        if case .error = finding { return "ops" }
        return caseKey(in: rule)?.grouping == .rule ? "\(rule.family)/\(rule.id)" : rule.family
    }

    /// The case that it opens or joins: about whom and of which family.
    func caseName(in rule: Rule, _ event: String, _ facts: Facts) -> CaseName {
        CaseName(grouping: caseFamily(in: rule), subject: caseSubject(in: rule, event, facts))
    }

    /// The rule's first key; where that is not known the participant, else the event.
    private func caseSubject(in rule: Rule, _ event: String, _ facts: Facts) -> String {
        if case .error = finding { return "rule \(rule.id)" }
        if !subject.isEmpty { return "\(SubjectKind(subjectField).rawValue) \(subject)" }
        if case .text(let participant) = facts[.participantID] {
            return "\(SubjectKind.participant) \(participant.string)"
        }
        return "event \(event)"
    }
}

/// Keys that name one kind of thing: a participant as a charge point operator is the same participant.
private enum SubjectKind: String {
    case token, account, place, participant

    init(_ field: FieldID) {
        switch field.name {
        case "token_uid": self = .token
        case "evse_id", "location_id": self = .place
        case "beneficiary_id", "iban", "payer_id", "source_account", "dest_account": self = .account
        default: self = .participant
        }
    }
}
