/// A changed expression, what was changed and where.
struct ExpressionMutant: Sendable {
    let expression: Expression
    /// For example `>= to >`.
    let change: String
    let offset: Int
}

extension Expression {
    /// Every expression that differs from this one in one small way.
    ///
    /// Comparators loose and strict, equality, and/or, a dropped not, a dropped conjunct or disjunct, a dropped where, plus and minus,
    /// times and over, min and max, sum and count, history and others, literals one step up and down, another key.
    ///
    /// - Parameter kinds: the kinds of event the rule judges; over the history of another kind, and in functions that never see the
    ///   event itself, `history` and `others` mean the same.
    func mutants(judging kinds: [RuleKind]) -> [ExpressionMutant] { own(kinds) + inChildren(kinds) }

    private func own(_ kinds: [RuleKind]) -> [ExpressionMutant] {
        switch self {
        case .literal(let literal, let offset):
            return literal.mutants.map {
                ExpressionMutant(expression: .literal($0.0, offset), change: $0.1, offset: offset)
            }
        case .name: return []
        case .unary(.not, let operand, let offset): return [mutant(operand, "drop not", offset)]
        case .unary(.minus, let operand, let offset): return [mutant(operand, "drop minus", offset)]
        case .binary(let sign, let left, let right, let offset):
            var all = sign.swapped.map {
                mutant(.binary($0, left, right, offset), "\(sign.rawValue) to \($0.rawValue)", offset)
            }
            if sign == .and || sign == .or {
                all.append(mutant(right, "drop \(left.canonicalText)", left.offset))
                all.append(mutant(left, "drop \(right.canonicalText)", right.offset))
            }
            return all
        case .choice(let test, let yes, let no, let offset):
            return [mutant(.choice(test, no, yes, offset), "swap then and else", offset)]
        case .call(let name, let arguments, let offset):
            let swaps = ["min": "max", "max": "min", "sum": "count", "count": "sum", "first": "last", "last": "first"]
            guard let other = swaps[name] else { return [] }
            return [mutant(.call(other, arguments, offset), "\(name) to \(other)", offset)]
        case .history(let history): return history.mutants(judging: kinds)
        }
    }

    private func mutant(_ expression: Expression, _ change: String, _ offset: Int) -> ExpressionMutant {
        ExpressionMutant(expression: expression, change: change, offset: offset)
    }

    private func inChildren(_ kinds: [RuleKind]) -> [ExpressionMutant] {
        func through(_ child: Expression, _ rebuild: (Expression) -> Expression) -> [ExpressionMutant] {
            child.mutants(judging: kinds).map { mutant(rebuild($0.expression), $0.change, $0.offset) }
        }
        switch self {
        case .literal, .name: return []
        case .unary(let sign, let operand, let offset): return through(operand) { .unary(sign, $0, offset) }
        case .binary(let sign, let left, let right, let offset):
            return through(left) { .binary(sign, $0, right, offset) }
                + through(right) { .binary(sign, left, $0, offset) }
        case .choice(let a, let b, let c, let offset):
            return through(a) { .choice($0, b, c, offset) } + through(b) { .choice(a, $0, c, offset) }
                + through(c) { .choice(a, b, $0, offset) }
        case .call(let name, let arguments, let offset):
            let isOwnless = ["overlaps", "last", "first", "cycle"].contains(name)
            return arguments.indices.flatMap { index in
                through(arguments[index]) { changed in
                    var copy = arguments
                    copy[index] = changed
                    return .call(name, copy, offset)
                }
            }.filter { !isOwnless || !["history to others", "others to history"].contains($0.change) }
        case .history(let history): return inHistory(history, through)
        }
    }

    private func inHistory(
        _ history: HistoryExpression, _ through: (Expression, (Expression) -> Expression) -> [ExpressionMutant]
    ) -> [ExpressionMutant] {
        var all: [ExpressionMutant] = []
        if let filter = history.filter {
            all += through(filter) { changed in
                var copy = history
                copy.filter = changed
                return .history(copy)
            }
        }
        if let grace = history.grace {
            all += through(grace) { changed in
                var copy = history
                copy.grace = changed
                return .history(copy)
            }
        }
        if let hops = history.hops {
            all += through(hops) { changed in
                var copy = history
                copy.hops = changed
                return .history(copy)
            }
        }
        if let keep = history.keep {
            all += through(keep) { changed in
                var copy = history
                copy.keep = changed
                return .history(copy)
            }
        }
        if case .within(let width, let bothWays)? = history.window {
            all += through(width) { changed in
                var copy = history
                copy.window = .within(changed, bothWays: bothWays)
                return .history(copy)
            }
        }
        return all
    }
}

extension HistoryExpression {
    fileprivate func mutants(judging kinds: [RuleKind]) -> [ExpressionMutant] {
        var all: [ExpressionMutant] = []
        func add(_ change: String, _ edit: (inout HistoryExpression) -> Void) {
            var copy = self
            edit(&copy)
            all.append(ExpressionMutant(expression: .history(copy), change: change, offset: offset))
        }
        if kinds.contains(kind) {
            add(isOthers ? "others to history" : "history to others") { $0.isOthers.toggle() }
        }
        if filter != nil { add("drop where") { $0.filter = nil } }
        if case .within(let width, let bothWays)? = window {
            add(bothWays ? "drop both ways" : "both ways") { $0.window = .within(width, bothWays: !bothWays) }
            add("drop within") { $0.window = nil }
        }
        if case .before? = window { add("drop before") { $0.window = nil } }
        if case .sameDay? = window { add("drop same day") { $0.window = nil } }
        for index in keys.indices {
            let name = keys[index].joined(separator: ".")
            let other = name == "country" ? "participant_id" : "country"
            add("key \(name) to \(other)") { $0.keys[index] = [other] }
            if keys.count > 1 { add("drop key \(name)") { $0.keys.remove(at: index) } }
        }
        return all
    }
}

extension BinaryOperator {
    /// The operators it could be mistaken for.
    fileprivate var swapped: [BinaryOperator] {
        switch self {
        case .less: [.lessOrEqual]
        case .lessOrEqual: [.less]
        case .greater: [.greaterOrEqual]
        case .greaterOrEqual: [.greater]
        case .equal: [.notEqual]
        case .notEqual: [.equal]
        case .isIn: [.isNotIn]
        case .isNotIn: [.isIn]
        case .and: [.or]
        case .or: [.and]
        case .plus: [.minus]
        case .minus: [.plus]
        case .times: [.over]
        case .over: [.times]
        }
    }
}

extension Literal {
    /// The literal one step up and down.
    fileprivate var mutants: [(Literal, String)] {
        switch self {
        case .bool(let value): return [(.bool(!value), "\(value) to \(!value)")]
        case .text(let text): return [(.text(text + "?"), "another text")]
        case .number(let digits, let unit):
            guard let value = Quantity.decimal(digits) else { return [] }
            let decimals = digits.split(separator: ".").dropFirst().first?.utf8.count ?? 0
            let scale = (0..<decimals).reduce(Int128(1)) { result, _ in result * 10 }
            let whole = value.numerator * (scale / value.denominator)
            return [whole + 1, whole - 1].filter { $0 >= 0 }.map { changed in
                let text = Self.text(changed, decimals)
                return (.number(text, unit: unit), "\(digits) to \(text)")
            }
        }
    }

    private static func text(_ value: Int128, _ decimals: Int) -> String {
        guard decimals > 0 else { return "\(value)" }
        var digits = "\(value)"
        if digits.utf8.count <= decimals {
            digits = String(repeating: "0", count: decimals + 1 - digits.utf8.count) + digits
        }
        return digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }
}
