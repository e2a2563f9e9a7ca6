import Domain

/// Rules between which nothing decides.
extension RuleVerifier {
    mutating func checkAmbiguity() {
        var places: [String: SourcePlace] = [:]
        for placed in rules {
            if let first = places[placed.rule.id] {
                report(.ambiguous, placed.subject, "rule \(placed.rule.id) stands also at \(first)")
            }
            places[placed.rule.id] = placed.rule.place
        }
        for all in Dictionary(grouping: rules.filter(\.isActive), by: \.jurisdiction).values {
            for (index, left) in all.enumerated() {
                for right in all[(index + 1)...] { compare(left, right) }
            }
        }
    }

    private mutating func compare(_ left: PlacedRule, _ right: PlacedRule) {
        guard left.rule.priority == right.rule.priority, left.rule.id != right.rule.id,
            let fee = left.rule.feeTypes.first(where: { right.rule.feeTypes.contains($0) }),
            let day = RuleVerifier.firstSharedDay(left.rule, right.rule),
            RuleVerifier.canBothHold(left.rule.conditions, right.rule.conditions)
        else { return }
        let shared = left.rule.feeTypes.filter { right.rule.feeTypes.contains($0) }
        let subject = RuleSubject(
            "\(left.jurisdiction) \(fee.rawValue)",
            others: shared.dropFirst().map { "\(left.jurisdiction) \($0.rawValue)" } + [left.rule.id, right.rule.id],
            ruleID: right.rule.id, place: right.rule.place)
        report(
            .ambiguous, subject, on: day,
            "\(left.rule.id) and \(right.rule.id) have priority \(left.rule.priority) and can both hold")
    }

    /// The first day on which both have a window, or, where neither has, on which both say how a seller reports.
    private static func firstSharedDay(_ left: VATRule, _ right: VATRule) -> CivilDate? {
        func spans(_ rule: VATRule) -> [(from: CivilDate, to: CivilDate?)] {
            rule.windows.isEmpty ? rule.reporting.map { ($0.from, $0.to) } : rule.windows.map { ($0.from, $0.to) }
        }
        guard left.windows.isEmpty == right.windows.isEmpty else { return nil }
        var first: CivilDate?
        for one in spans(left) {
            for other in spans(right) {
                let from = max(one.from, other.from)
                guard one.to.map({ from < $0 }) ?? true, other.to.map({ from < $0 }) ?? true else { continue }
                first = min(first ?? from, from)
            }
        }
        return first
    }

    /// Whether some facts meet all conditions of both.
    private static func canBothHold(_ left: [Condition], _ right: [Condition]) -> Bool {
        !left.contains { one in right.contains { $0.fact == one.fact && excludes(one.test, $0.test) } }
    }

    private static func excludes(_ left: Condition.Test, _ right: Condition.Test) -> Bool {
        switch (left, right) {
        case (.isTrue, .isFalse), (.isFalse, .isTrue): true
        case (.place(let one), .place(let other)), (.union(let one), .union(let other)): one != other
        case (.roles(let one), .roles(let other)): one.isDisjoint(with: other)
        case (.attributes(let one, let isNegated), .attributes(let other, let isOtherNegated)):
            // Any of A against none of B, where B has all of A.
            isNegated != isOtherNegated && (isNegated ? one.isSuperset(of: other) : other.isSuperset(of: one))
        case (.supplyClass(let one), .supplyClass(let other)): one != other
        default: false
        }
    }
}
