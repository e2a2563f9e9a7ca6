package import Domain

/// What one version of one rule said of one event.
package struct RuleResult: Sendable, Hashable {
    package enum Finding: Sendable, Hashable {
        case hit
        case noHit
        /// Not assessed, because these fields are not known. Sorted.
        case unknown([MissingField])
        /// Not assessed, because evaluation failed: the caller holds and opens an operations case.
        case error(EvaluationFault)
    }

    /// The value of a `let` in canonical text.
    package struct LetValue: Sendable, Hashable {
        package let name: String
        package let text: String
    }

    /// What became of a `let`; its text is made when somebody asks for it.
    enum LetState: Sendable {
        case value(Value)
        case failed
        /// Nothing that decided the result read it.
        case notRead

        func text(_ type: ValueType) -> String {
            guard case .value(let value) = self else { return "error" }
            if case .row = value { return "found" }
            return ValueText.text(value, type)
        }
    }

    /// What only hits, unknown results and explanations have.
    final class Details: Sendable {
        let subject: String
        let lets: [LetState]
        /// What stands in the sentence of a hit, in its order; the text is made when somebody asks for it.
        let sentence: [Value]?
        /// What the operator read that failed.
        let faulty: [FieldID]

        init(subject: String, lets: [LetState], sentence: [Value]? = nil, faulty: [FieldID] = []) {
            self.subject = subject
            self.lets = lets
            self.sentence = sentence
            self.faulty = faulty
        }
    }

    private let judge: Judge
    package let finding: Finding
    private let details: Details?

    init(_ judge: Judge, _ finding: Finding, _ details: Details? = nil) {
        self.judge = judge
        self.finding = finding
        self.details = details
    }

    /// Index into ``RuleSet/rules``.
    package var ruleIndex: Int { judge.rule }
    package var rule: String { judge.id }
    package var version: Int { judge.number }
    package var mode: RuleMode { judge.mode }
    package var severity: Severity { judge.severity }
    package var verdict: Verdict { judge.verdict }
    /// The rule's first key: who a case is about.
    package var subjectField: FieldID { judge.subject }
    /// Empty where the subject is not known.
    package var subject: String { details?.subject ?? "" }
    /// The sentence an analyst sees; only for hits. What is unknown there reads "unknown"; without a sentence, the values of the lets.
    package var say: String {
        guard let details, let values = details.sentence else { return "" }
        guard let template = judge.say else {
            return lets.map { "\($0.name): \($0.text)" }.joined(separator: "; ")
        }
        var text = ""
        var next = 0
        for part in template.parts {
            switch part {
            case .text(let plain): text += plain
            case .value(_, _, let type):
                text += ValueText.text(values[next], type)
                next += 1
            }
        }
        return text
    }
    /// Of an error, the fields that the failing operator read, in order of their names.
    package var faultyFields: [FieldID] { details?.faulty ?? [] }

    /// Values of lets, for everything but no hit; for that, where asked, of those that the result rests on.
    package var lets: [LetValue] {
        guard let details else { return [] }
        let program = judge.linked.program
        return details.lets.enumerated().compactMap { index, state in
            if case .notRead = state { return nil }
            return LetValue(name: program.letNames[index], text: state.text(program.letTypes[index]))
        }
    }

    package static func == (left: RuleResult, right: RuleResult) -> Bool {
        left.ruleIndex == right.ruleIndex && left.rule == right.rule && left.version == right.version
            && left.mode == right.mode && left.severity == right.severity && left.verdict == right.verdict
            && left.finding == right.finding && left.subjectField == right.subjectField
            && left.subject == right.subject && left.lets == right.lets && left.say == right.say
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(rule)
        hasher.combine(version)
        hasher.combine(finding)
        hasher.combine(subject)
    }

    /// Adds rule, version, finding and sentence: what a backtest hashes.
    func appendLine(to text: inout [UInt8]) {
        if case .noHit = finding {
            text.append(contentsOf: judge.noHitLine)
        } else {
            text.append(contentsOf: judge.line)
            text.append(contentsOf: finding.text.utf8)
            text.append(UInt8(ascii: " "))
            text.append(contentsOf: say.utf8)
        }
    }

    /// Whether it may change an outcome: a hit or an unknown of a live version, or of a retired one for a late event.
    package var counts: Bool { mode == .live || mode == .retired }

    package var isHit: Bool {
        if case .hit = finding { true } else { false }
    }

    var isNoHit: Bool {
        if case .noHit = finding { true } else { false }
    }

    /// The version's points, zero for decisions.
    package var score: Score {
        if case .score(let score) = verdict { return score }
        return .zero
    }

    /// Points for the participant's rating, zero for other rules.
    package var risk: Score {
        if case .risk(let score) = verdict { return score }
        return .zero
    }

    package var decision: Outcome? {
        if case .decision(let outcome) = verdict { return outcome }
        return nil
    }
}

/// How much an evaluation writes down.
package enum EvaluationDetail: Sendable {
    /// Lets of hits and of unknown results.
    case findings
    /// Lets of every result, of one without a hit those that it rests on: for the record of a decision and for explain.
    case everything
}
