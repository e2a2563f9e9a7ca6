package import Domain

extension RuleSet {
    /// What is not wrong enough to refuse the set: warnings alone. Every error is one of loading, so that what lint refuses is never
    /// put in force.
    ///
    /// - A version whose reference is not in force on the day or, where the version ends before or begins after it, on the nearest day
    ///   of its own. A set does not stop loading because a day has passed.
    /// - No hit, no-hit or unknown test; a condition that reads nothing; a figure that is not a parameter; an override that changes
    ///   nothing.
    package func lint(asOf day: CivilDate) -> [Diagnostic] {
        let byID = Dictionary(references.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return rules.flatMap { rule in
            var linter = RuleLinter(rule: rule)
            linter.checkTests()
            for version in rule.versions { linter.advise(version, byID, day) }
            return linter.diagnostics
        }
    }
}

extension Rule {
    /// What contradicts itself in the rule's own file: a division by zero, a case about whom the rule does not name.
    var contradictions: [Diagnostic] {
        var linter = RuleLinter(rule: self)
        for version in versions { linter.refuseContradictions(version) }
        return linter.diagnostics
    }

    /// Versions in use that rest on nothing: no reference that somebody read below a live one (`own` is no source), or one that is in
    /// force at no time of its version.
    func unfounded(_ references: [String: Reference]) -> [Diagnostic] {
        var linter = RuleLinter(rule: self)
        for version in versions where version.mode != .draft { linter.refuseUnfounded(version, references) }
        return linter.diagnostics
    }
}

/// Lint of one rule.
private struct RuleLinter {
    let rule: Rule
    var diagnostics: [Diagnostic] = []

    mutating func checkTests() {
        var missing: [String] = []
        let kinds = Set(rule.tests.map { $0.expectation.kindName })
        for kind in ["hit", "no-hit", "unknown"] where !kinds.contains(kind) { missing.append(kind) }
        if !missing.isEmpty {
            add(.warning, rule.place, "no test expects \(missing.joined(separator: ", "))", "a test of each kind")
        }
    }

    mutating func refuseContradictions(_ version: RuleVersion) {
        for key in version.caseKey?.keys ?? [] where !rule.keys.contains(key) {
            add(
                .error, version.places["case"] ?? version.place, "dedupe names \(key.name), which is not in keys",
                rule.keys.map(\.name).joined(separator: ", "))
        }
        for (name, source) in version.sources {
            for part in source.tree.parts where part.isDivisionByZero {
                add(
                    .error, source.place(part.offset), "\(name): \(part.canonicalText) divides by zero",
                    "a divisor that is not zero")
            }
        }
    }

    mutating func refuseUnfounded(_ version: RuleVersion, _ references: [String: Reference]) {
        let known = rule.references.compactMap { references[$0] }
        for reference in known where !version.meets(reference) {
            add(
                .error, version.place,
                "reference \(reference.id) (\(reference.period)) is not in force at any time of version \(version.number)",
                "a reference in force")
        }
        if version.mode == .live, !known.isEmpty, !known.contains(where: \.wasRead) {
            let names = known.map(\.id).joined(separator: ", ")
            add(
                .error, version.place, "a live rule rests on nothing that was read (\(names))",
                "a reference with url and read in refs.yaml, own beside it where the figures are ours; or mode: shadow")
        }
    }

    mutating func advise(_ version: RuleVersion, _ references: [String: Reference], _ day: CivilDate) {
        let near = version.nearestDay(to: day)
        for reference in rule.references.compactMap({ references[$0] })
        where version.mode != .draft && !reference.isInForce(on: near) {
            add(
                .warning, version.place, "reference \(reference.id) is not in force on \(near) (\(reference.period))",
                "a reference in force")
        }
        if version.program.nodes.allSatisfy({ ![.field, .history].contains($0.operation) }) {
            add(.warning, version.condition.place, "the condition reads nothing of the event", "a field or a history")
        }
        for literal in version.condition.tree.figures {
            add(
                .warning, version.condition.place(literal.offset), "the figure \(literal.text) is not a parameter",
                "params, so that it can be tuned")
        }
        adviseOnConstants(version)
        for override in version.overrides where version.parameters[override.parameter].value == override.value {
            add(.warning, override.place, "the override gives the default", "another value or no override")
        }
    }

    /// Comparisons that no event changes.
    private mutating func adviseOnConstants(_ version: RuleVersion) {
        let lets = Dictionary(
            version.lets.map { ($0.name, $0.source.tree) }, uniquingKeysWith: { first, _ in first })
        for (name, source) in version.sources {
            for part in source.tree.parts where part.isConstantCondition(lets) {
                add(
                    .warning, source.place(part.offset),
                    "\(name): \(part.canonicalText) is the same for every event", "a condition on the event")
            }
        }
    }

    private mutating func add(
        _ level: Diagnostic.Level, _ place: DocumentNode.Place, _ message: String, _ expected: String?
    ) {
        diagnostics.append(
            Diagnostic(
                level, path: rule.path, line: place.line, column: place.column, message: message, expected: expected))
    }
}

extension RuleVersion {
    /// Its expressions with the words under which findings name them.
    fileprivate var sources: [(name: String, source: SourceExpression)] {
        lets.map { ("let \($0.name)", $0.source) } + [("when", condition)]
    }
}

extension Reference {
    fileprivate var period: String {
        [from.map { "from \($0)" }, to.map { "to \($0)" }].compactMap { $0 }.joined(separator: " ")
    }
}

extension RuleVersion {
    /// Whether the reference is in force at some time of the version.
    fileprivate func meets(_ reference: Reference) -> Bool {
        let begins = to.flatMap { end in reference.from.map { Instant($0) < end } } ?? true
        let ends = reference.to.map { from < Instant($0) } ?? true
        return begins && ends
    }

    /// The day itself, or the first or last day of the version where it lies outside.
    fileprivate func nearestDay(to day: CivilDate) -> CivilDate {
        let first = from.utcDate
        // A version ends at the beginning of `to`, so that its last day holds the microsecond before.
        let last = to.map { Instant(microseconds: $0.microseconds - 1).utcDate }
        return max(first, last.map { min($0, day) } ?? day)
    }
}

extension RuleTest.Expectation {
    var kindName: String {
        switch self {
        case .hit: "hit"
        case .noHit: "no-hit"
        case .unknown: "unknown"
        case .error: "error"
        }
    }
}

extension Expression {
    /// Number literals other than zero and one, with their offsets.
    var figures: [(text: String, offset: Int)] {
        switch self {
        case .literal(.number(let digits, let unit), let offset):
            let isTrivial = unit == nil && (digits == "0" || digits == "1")
            return isTrivial ? [] : [(Literal.number(digits, unit: unit).canonicalText, offset)]
        case .literal, .name: return []
        case .unary(_, let operand, _): return operand.figures
        case .binary(_, let left, let right, _): return left.figures + right.figures
        case .choice(let a, let b, let c, _): return a.figures + b.figures + c.figures
        case .call(_, let arguments, _): return arguments.flatMap(\.figures)
        case .history(let history):
            var all = history.filter?.figures ?? []
            if case .within(let width, _)? = history.window { all += width.figures }
            return all
        }
    }
}

extension Expression {
    /// The expression and all that it is made of, filters and windows of histories included.
    var parts: [Expression] {
        var all: [Expression] = []
        forEachPart { all.append($0) }
        return all
    }

    /// The same one by one, for linking, which every reload does again.
    func forEachPart(_ body: (Expression) -> Void) {
        body(self)
        switch self {
        case .literal, .name: break
        case .unary(_, let operand, _): operand.forEachPart(body)
        case .binary(_, let left, let right, _):
            left.forEachPart(body)
            right.forEachPart(body)
        case .choice(let test, let yes, let no, _):
            test.forEachPart(body)
            yes.forEachPart(body)
            no.forEachPart(body)
        case .call(_, let arguments, _): for argument in arguments { argument.forEachPart(body) }
        case .history(let history):
            history.filter?.forEachPart(body)
            history.grace?.forEachPart(body)
            history.hops?.forEachPart(body)
            history.keep?.forEachPart(body)
            if case .within(let width, _)? = history.window { width.forEachPart(body) }
        }
    }

    /// Whether the divisor is zero by what is written; one that parameters make so fails the rule when it judges.
    fileprivate var isDivisionByZero: Bool {
        guard case .binary(.over, _, let divisor, _) = self else { return false }
        return divisor.constant?.isZero ?? false
    }

    /// A comparison of what no event changes or of a thing with itself, or a truth value beside `and`, `or` or `not`.
    fileprivate func isConstantCondition(_ lets: [String: Expression]) -> Bool {
        switch self {
        case .unary(.not, .literal(.bool, _), _), .binary(.and, .literal(.bool, _), _, _),
            .binary(.and, _, .literal(.bool, _), _), .binary(.or, .literal(.bool, _), _, _),
            .binary(.or, _, .literal(.bool, _), _), .choice(.literal(.bool, _), _, _, _):
            return true
        case .binary(let sign, let left, let right, _) where sign.isComparison:
            return left.canonicalText == right.canonicalText || (left.isFixed(lets) && right.isFixed(lets))
        default: return false
        }
    }

    /// Whether only literals, parameters and lets of such decide the value. Lets form no cycle: the set was compiled.
    private func isFixed(_ lets: [String: Expression]) -> Bool {
        switch self {
        case .literal: true
        case .name(let parts, _): parts[0] == "p" || (lets[parts[0]].map { $0.isFixed(lets) } ?? false)
        case .unary(_, let operand, _): operand.isFixed(lets)
        case .binary(_, let left, let right, _): left.isFixed(lets) && right.isFixed(lets)
        case .choice(let a, let b, let c, _): a.isFixed(lets) && b.isFixed(lets) && c.isFixed(lets)
        case .call(_, let arguments, _): arguments.allSatisfy { $0.isFixed(lets) }
        case .history: false
        }
    }
}
