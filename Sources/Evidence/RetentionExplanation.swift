package import Domain

/// What became of one row when a part was resolved.
package struct RetentionExplanation: Hashable, Sendable {
    /// Why a row decides, or why it lost.
    package enum Reason: Hashable, Sendable {
        case decides
        /// It keeps, and another row keeps longer.
        case endsEarlier
        /// Its date is not known: the part waits for it.
        case dateMissing(DateName)
        /// A duty to delete from its day on, once nothing keeps the part any more.
        case deletionDuty
        /// The regime does not apply to this class of record.
        case regime
        /// It is about other countries.
        case country
        /// It is not in force on the day.
        case notInForce
        /// Only where an authority ordered it, which it did not.
        case notOrdered
    }

    package let rule: RetentionRule
    /// Nil while its date is not known.
    package let until: CivilDate?
    package let reason: Reason

    /// In words, for the end of a line.
    package var words: String {
        switch reason {
        case .decides: "decides"
        case .endsEarlier: "ends earlier"
        case .dateMissing(let name): "waits for \(name.rawValue)"
        case .deletionDuty: "a duty to delete, once nothing keeps the part"
        case .regime: "the regime \(rule.regime) does not apply to this class of record"
        case .country: "of other countries"
        case .notInForce: "not in force on that day"
        case .notOrdered: "no authority ordered it"
        }
    }
}

extension RetentionRules {
    /// Every row that speaks about the class and field group of a part, in the order of the file, with what became of it.
    package func explain(_ facts: RetentionFacts, on day: CivilDate) -> [RetentionExplanation] {
        let verdict = resolve(facts, on: day)
        return periods.filter { speaks($0, of: facts) }.map { rule in
            let until = end(of: rule, facts)
            return RetentionExplanation(rule: rule, until: until, reason: reason(rule, until, facts, verdict, day))
        }
    }

    private func reason(
        _ rule: RetentionRule, _ until: CivilDate?, _ facts: RetentionFacts, _ verdict: RetentionVerdict,
        _ day: CivilDate
    ) -> RetentionExplanation.Reason {
        guard facts.regimes.contains(rule.regime) else { return .regime }
        guard reaches(rule, facts) else { return .country }
        guard rule.isInForce(on: day, event: facts.eventDate) else { return .notInForce }
        if rule.effect == .extendByAuthority, facts.dates[.extended] == nil { return .notOrdered }
        if rule.id == verdict.decidingRule { return .decides }
        if rule.effect == .deleteAfter { return .deletionDuty }
        return until == nil ? .dateMissing(rule.start.dateName) : .endsEarlier
    }
}
