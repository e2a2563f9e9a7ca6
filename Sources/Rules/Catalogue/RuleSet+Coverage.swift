/// What the tests of one rule reach.
package struct RuleCoverage: Sendable, Hashable {
    /// A comparison or another condition inside of the rule.
    package struct Branch: Sendable, Hashable {
        /// `when` or the name of a let.
        package let place: String
        package let text: String
        package let line: Int
        package let held: Int
        package let failed: Int
        package let unknown: Int

        /// Whether tests saw it hold and fail.
        package var isCovered: Bool { held > 0 && failed > 0 }
    }

    package let rule: String
    package let path: String
    package let tests: Int
    package let branches: [Branch]
    /// Fields it reads, in order of name.
    package let fields: [String]
}

extension RuleSet {
    /// Every condition of every rule with how often its tests saw it hold, fail and be unknown.
    package func coverage(of id: String? = nil) -> [RuleCoverage] {
        rules.filter { id == nil || $0.id == id }.map(\.asWritten).map { rule in
            let branches = rule.versions.indices.flatMap { index -> [RuleCoverage.Branch] in
                let version = rule.versions[index]
                let sources = [("when", version.condition)] + version.lets.map { ($0.name, $0.source) }
                return sources.flatMap { name, source in
                    source.tree.conditions.compactMap { branch($0, rule, index, name, source) }
                }
            }
            return RuleCoverage(
                rule: rule.id, path: rule.path, tests: rule.tests.count, branches: branches,
                fields: rule.readFields.map(\.name).sorted())
        }
    }

    /// Fields of the language that no rule reads, in order of name.
    package var unreadFields: [String] {
        let read = rules.reduce(into: Set<FieldID>()) { $0.formUnion($1.readFields) }
        return FieldRegistry.fields.indices.map { FieldID($0) }.filter { !read.contains($0) }.map(\.name).sorted()
    }

    /// Runs the rule's tests with the condition alone as `when`.
    private func branch(
        _ condition: Expression, _ rule: Rule, _ index: Int, _ name: String, _ source: SourceExpression
    ) -> RuleCoverage.Branch? {
        var versions = rule.versions
        versions[index].condition = SourceExpression(tree: condition, place: source.place, isPlain: source.isPlain)
        guard let runner = try? TestRunner(rule.with(versions: versions), knowledge.lists) else { return nil }
        var counts = (held: 0, failed: 0, unknown: 0)
        for test in rule.tests {
            guard case .result(let result) = runner.answer(to: test.given, after: test.history, of: test) else {
                continue
            }
            switch result.finding {
            case .hit: counts.held += 1
            case .noHit: counts.failed += 1
            case .unknown, .error: counts.unknown += 1
            }
        }
        return RuleCoverage.Branch(
            place: name, text: condition.canonicalText, line: source.place(condition.offset).line, held: counts.held,
            failed: counts.failed, unknown: counts.unknown)
    }
}

extension Rule {
    /// Fields that any of its versions reads of events or rows.
    var readFields: Set<FieldID> {
        versions.reduce(into: []) { found, version in
            for node in version.program.nodes where node.operation == .field || node.operation == .rowField {
                found.insert(FieldID(Int(node.a)))
            }
            for call in version.program.calls { found.formUnion(call.columns + call.keys + call.fixed) }
        }
    }
}

extension Expression {
    /// Conditions of the event itself that are not made of others: comparisons, look-ups, functions and fields that are true or false.
    var conditions: [Expression] {
        switch self {
        case .literal, .history: []
        case .name(let parts, _): parts.count > 1 && parts[0] != "p" ? [self] : []
        case .unary(.not, let operand, _): operand.conditions
        case .unary: []
        case .binary(let sign, let left, let right, _):
            switch sign {
            case .and, .or: left.conditions + right.conditions
            case .plus, .minus, .times, .over: []
            default: [self]
            }
        case .choice(let test, let yes, let no, _): test.conditions + yes.conditions + no.conditions
        case .call(let name, _, _): ["exists", "known", "matches", "multiple"].contains(name) ? [self] : []
        }
    }
}
