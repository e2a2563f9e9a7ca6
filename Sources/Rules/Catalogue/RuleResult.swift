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

    /// Index into ``RuleSet/rules``.
    package let ruleIndex: Int
    package let rule: String
    package let version: Int
    package let mode: RuleMode
    package let severity: Severity
    package let verdict: Verdict
    package let finding: Finding
    /// The rule's first key: who a case is about.
    package let subjectField: FieldID
    /// Empty where the subject is not known.
    package let subject: String
    /// Values of lets, for everything but no hit; for that too where asked.
    package let lets: [LetValue]
    /// The sentence an analyst sees; only for hits.
    package let say: String

    /// Whether it may change an outcome: a hit or an unknown of a live version, or of a retired one for a late event.
    package var counts: Bool { mode == .live || mode == .retired }

    package var isHit: Bool { finding == .hit }

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
    /// Lets of every result: for explain.
    case everything
}
