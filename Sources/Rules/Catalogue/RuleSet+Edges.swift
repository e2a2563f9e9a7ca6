import Domain
import Windows

/// What a rule says just beside one of its limits.
package struct EdgeReport: Sendable, Hashable {
    package let rule: String
    package let path: String
    /// The test whose event and history were moved.
    package let test: String
    /// The limit, such as `energy > most` or `window p.day`.
    package let limit: String
    /// The value tried in canonical text, or how old the event of history is.
    package let value: String
    package let finding: String
}

extension RuleSet {
    /// For each limit of each rule: the least step below it, at it and above it, on the event of the rule's first hit test that has
    /// the field or the history.
    package func edges(of id: String? = nil) -> [EdgeReport] {
        rules.filter { id == nil || $0.id == id }.map(\.asWritten).flatMap { rule in
            (try? TestRunner(rule, knowledge.lists)).map { EdgeRunner(rule: rule, runner: $0).run() } ?? []
        }
    }
}

private struct EdgeRunner {
    let rule: Rule
    let runner: TestRunner

    func run() -> [EdgeReport] {
        guard let version = runner.set.rules.first?.versions.last else { return [] }
        let trees = [version.condition.tree] + version.lets.map(\.source.tree)
        let hits = rule.tests.filter { $0.expectation.kindName == "hit" }
        let comparisons = trees.flatMap(\.comparisons)
        let values = comparisons.flatMap { comparison in atValue(comparison, hits, version) }
        let widths = Dictionary(
            trees.flatMap(\.windows).map { ($0.canonicalText, $0) }, uniquingKeysWith: { first, _ in first })
        return values + widths.keys.sorted().compactMap { widths[$0] }.flatMap { atWindow($0, hits, version) }
    }

    /// A field of the event compared with something that parameters and other fields give.
    private func atValue(_ comparison: Expression, _ hits: [RuleTest], _ version: RuleVersion) -> [EdgeReport] {
        guard case .binary(_, .name(let parts, _), let limit, _) = comparison,
            let field = FieldID(parts.joined(separator: "."))
        else { return [] }
        let scale = FieldRegistry.fields[Int(field.index)].scale
        for test in hits where test.given[field].isKnown {
            guard let bound = value(of: limit, test, version) else { continue }
            let steps: [FactValue]
            switch bound {
            case .number(let number):
                guard let stored = try? number.divided(by: scale) else { continue }
                let below = Self.floored(stored)
                let isExact = Rational(below) == stored
                let whole = isExact ? [below - 1, below, below + 1] : [below, below + 1]
                steps = whole.compactMap { Int64(exactly: $0) }.map { .number($0) }
            case .instant(let at): steps = [at - 1, at, at + 1].map { .instant($0) }
            case .date(let day): steps = [day - 1, day, day + 1].map { .date($0) }
            default: continue
            }
            return steps.map { step in
                var given = test.given
                given[field] = step
                return report(
                    test, comparison.canonicalText,
                    "\(field.name) \(ValueText.text(Value.fact(step, field), field.type))", given, test.history)
            }
        }
        return []
    }

    private static func floored(_ value: Rational) -> Int128 {
        let quotient = value.numerator / value.denominator
        return value.numerator % value.denominator < 0 ? quotient - 1 : quotient
    }

    /// The value of an expression in a test: the rule with it as a let, read back.
    private func value(of limit: Expression, _ test: RuleTest, _ version: RuleVersion) -> Value? {
        var compiler = Compiler(
            kinds: rule.kinds, currency: rule.currency,
            parameters: version.parameters.map {
                ParameterSymbol(name: $0.name, type: $0.type, value: $0.value, isOverridden: false, text: "")
            }, lets: Dictionary(version.lets.map { ($0.name, $0.source.tree) }, uniquingKeysWith: { first, _ in first })
        )
        guard limit.readsNoHistory(version), let typed = try? compiler.compile(limit, .event), let kind = test.kind
        else {
            return nil
        }
        let facts = runner.timed(test.given, kind, test.at ?? rule.versions.last?.from.microseconds)
        guard case .instant(let at) = facts[.at] else { return nil }
        var machine = Machine(
            windows: EmptyWindows(), facts: facts, stamp: EventStamp(at: at, order: 0, ordinal: 0),
            knowledge: runner.set.knowledge, scratch: EvaluationScratch())
        machine.load(
            LinkedProgram(program: compiler.program, parameters: version.parameters.map(\.value), overrides: []))
        return (try? machine.evaluate(typed.node)).map { machine.value($0) }
    }

    /// The oldest event of history moved to a microsecond inside of the window, to its edge and beyond.
    private func atWindow(_ width: Expression, _ hits: [RuleTest], _ version: RuleVersion) -> [EdgeReport] {
        for test in hits where !test.history.isEmpty {
            guard case .number(let span)? = value(of: width, test, version), let kind = test.kind,
                let micros = Int64(exactly: span.numerator / span.denominator)
            else { continue }
            let own = runner.timed(test.given, kind, test.at ?? rule.versions.last?.from.microseconds)
            guard case .instant(let at) = own[.at],
                let oldest = test.history.indices.min(by: { time(test.history[$0]) < time(test.history[$1]) })
            else { continue }
            let edges: [(Int64, String)] = [
                (-1, "a microsecond inside of"), (0, "exactly at"), (1, "a microsecond beyond"),
            ]
            return edges.map { step, words in
                var history = test.history
                let delta = at - micros - step - time(history[oldest])
                history[oldest] = history[oldest].shifted(by: delta)
                let text = ValueText.text(.number(span), .number(.duration))
                return report(
                    test, "window \(width.canonicalText)", "oldest event \(words) \(text)", test.given, history)
            }
        }
        return []
    }

    private func time(_ event: RuleTest.HistoryEvent) -> Int64 {
        if case .instant(let at) = runner.timed(event.facts, event.kind, nil)[.at] { return at }
        return .max
    }

    private func report(
        _ test: RuleTest, _ limit: String, _ value: String, _ given: Facts, _ history: [RuleTest.HistoryEvent]
    ) -> EdgeReport {
        let finding: String
        switch runner.answer(to: given, after: history, of: test) {
        case .result(let result): finding = result.finding.text
        case .impossible(let reason): finding = reason
        }
        return EdgeReport(
            rule: rule.id, path: rule.path, test: test.name, limit: limit, value: value, finding: finding)
    }
}

extension Expression {
    /// Comparisons of order or equality of the event itself.
    fileprivate var comparisons: [Expression] {
        conditions.filter {
            if case .binary(let sign, _, _, _) = $0 { return sign.isComparison }
            return false
        }
    }

    /// Widths of all windows.
    fileprivate var windows: [Expression] {
        switch self {
        case .literal, .name: return []
        case .unary(_, let operand, _): return operand.windows
        case .binary(_, let left, let right, _): return left.windows + right.windows
        case .choice(let a, let b, let c, _): return a.windows + b.windows + c.windows
        case .call(_, let arguments, _): return arguments.flatMap(\.windows)
        case .history(let history):
            if case .within(let width, _)? = history.window { return [width] }
            return []
        }
    }

    /// Whether neither it nor a let it names looks at history.
    fileprivate func readsNoHistory(_ version: RuleVersion, depth: Int = 0) -> Bool {
        if depth > 64 { return false }
        switch self {
        case .literal: return true
        case .name(let parts, _):
            guard let item = version.lets.first(where: { $0.name == parts[0] }) else { return true }
            return item.source.tree.readsNoHistory(version, depth: depth + 1)
        case .unary(_, let operand, _): return operand.readsNoHistory(version, depth: depth)
        case .binary(_, let left, let right, _):
            return left.readsNoHistory(version, depth: depth) && right.readsNoHistory(version, depth: depth)
        case .choice(let a, let b, let c, _):
            return [a, b, c].allSatisfy { $0.readsNoHistory(version, depth: depth) }
        case .call(_, let arguments, _): return arguments.allSatisfy { $0.readsNoHistory(version, depth: depth) }
        case .history: return false
        }
    }
}
