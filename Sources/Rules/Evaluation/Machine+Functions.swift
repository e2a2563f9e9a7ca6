import Patterns
import Windows

extension Machine {
    mutating func arithmetic(_ node: Node) throws(EvaluationFault) -> Datum {
        let left = try evaluate(node.a)
        let right = try evaluate(node.b)
        if case .number(let a) = left, case .number(let b) = right {
            switch node.operation {
            case .plus: return .number(try a.adding(b))
            case .minus: return .number(try a.subtracting(b))
            case .times: return .number(try a.multiplied(by: b))
            default: return .number(try a.divided(by: b))
            }
        }
        guard let (a, b) = bounds(left), let (c, d) = bounds(right) else { return .unknown }
        switch node.operation {
        case .plus: return interval(try a.adding(c), try b.adding(d))
        case .minus: return interval(try a.subtracting(d), try b.subtracting(c))
        case .times:
            return try hull([a.multiplied(by: c), a.multiplied(by: d), b.multiplied(by: c), b.multiplied(by: d)])
        default:
            // A divisor that may be zero decides nothing.
            if c.compared(to: .zero) <= 0, d.compared(to: .zero) >= 0 { return .unknown }
            return try hull([a.divided(by: c), a.divided(by: d), b.divided(by: c), b.divided(by: d)])
        }
    }

    private mutating func hull(_ values: [Rational]) -> Datum {
        var low = values[0]
        var high = values[0]
        for value in values.dropFirst() {
            if value.compared(to: low) < 0 { low = value }
            if value.compared(to: high) > 0 { high = value }
        }
        return interval(low, high)
    }

    mutating func function(_ node: Node) throws(EvaluationFault) -> Datum {
        switch node.operation {
        case .exists, .known:
            let mark = scratch.missing.count
            let absent = scratch.absent.count
            let value = try evaluate(node.a)
            forget(mark, &scratch.missing)
            forget(absent, &scratch.absent)
            if case .absent = value { return .bool(false) }
            return .bool(node.operation == .exists || value.isKnown)
        case .negative, .absolute: return try sign(node)
        case .least, .greatest: return try extremum(node)
        case .dateOf:
            guard case .instant(let at) = try evaluate(node.a) else { return .unknown }
            return .date(Int32(truncatingIfNeeded: floorDivided(at, 86_400_000_000)))
        case .age:
            guard case .instant(let at) = try evaluate(node.a) else { return .unknown }
            return .number(Rational(Int128(stamp.at) - Int128(at)))
        case .instantDifference, .instantPlus, .instantMinus, .dateDifference: return try time(node)
        case .haversine:
            let first = try evaluate(node.a)
            let second = try evaluate(node.b)
            guard case .location(let a, let b) = first, case .location(let c, let d) = second else { return .unknown }
            return .number(Rational(Int128(Haversine.millimetres(a, b, c, d)), over: 1000))
        case .multiple: return try multiple(node)
        case .lower:
            guard case .text(let text) = try evaluate(node.a) else { return .unknown }
            return .text(make(Text(string(text).lowercased())))
        case .matches:
            guard case .text(let text) = try evaluate(node.a) else { return .unknown }
            return .bool(try matches(linked.program.patterns[Int(node.b)], string(text)))
        case .share:
            let part = try evaluate(node.a)
            let whole = try evaluate(node.b)
            if case .number(let a) = part, case .number(let b) = whole {
                if !b.isZero { return .number(try a.divided(by: b)) }
                noteAbsent(linked.calls[Int(linked.nodes[Int(node.a)].a)])
                return .absent
            }
            return .unknown
        default: return .unknown
        }
    }

    private mutating func sign(_ node: Node) throws(EvaluationFault) -> Datum {
        switch try evaluate(node.a) {
        case .number(let value):
            return .number(node.operation == .negative || value.numerator < 0 ? try value.negated() : value)
        case .interval(let place):
            let (low, high) = scratch.intervals[Int(place)]
            let (a, b) = (try low.negated(), try high.negated())
            if node.operation == .negative { return interval(b, a) }
            if low.compared(to: .zero) >= 0 { return interval(low, high) }
            if high.compared(to: .zero) <= 0 { return interval(b, a) }
            return interval(.zero, a.compared(to: high) > 0 ? a : high)
        default: return .unknown
        }
    }

    private mutating func extremum(_ node: Node) throws(EvaluationFault) -> Datum {
        let left = try evaluate(node.a)
        let right = try evaluate(node.b)
        let least = node.operation == .least
        switch (left, right) {
        case (.number(let a), .number(let b)): return (a.compared(to: b) <= 0) == least ? left : right
        case (.instant(let a), .instant(let b)): return .instant(least ? min(a, b) : max(a, b))
        case (.date(let a), .date(let b)): return .date(least ? min(a, b) : max(a, b))
        default:
            guard let (a, b) = bounds(left), let (c, d) = bounds(right) else { return .unknown }
            let low = (a.compared(to: c) <= 0) == least ? a : c
            let high = (b.compared(to: d) <= 0) == least ? b : d
            return interval(low, high)
        }
    }

    private mutating func time(_ node: Node) throws(EvaluationFault) -> Datum {
        let left = try evaluate(node.a)
        let right = try evaluate(node.b)
        switch (node.operation, left, right) {
        case (.instantDifference, .instant(let a), .instant(let b)): return .number(Rational(Int128(a) - Int128(b)))
        case (.dateDifference, .date(let a), .date(let b)):
            return .number(Rational((Int128(a) - Int128(b)) * 86_400_000_000))
        case (.instantPlus, .instant(let a), .number(let span)), (.instantMinus, .instant(let a), .number(let span)):
            // An instant is a whole microsecond; a span between two of them is cut towards the past.
            var whole = span.numerator / span.denominator
            if span.numerator % span.denominator != 0, span.numerator < 0 { whole -= 1 }
            let sum = node.operation == .instantPlus ? Int128(a) + whole : Int128(a) - whole
            guard let result = Int64(exactly: sum) else { throw .overflow }
            return .instant(result)
        default: return .unknown
        }
    }

    /// A limit of PCRE2 is a fault of the rule, never "no match".
    private func matches(_ pattern: CompiledPattern, _ text: String) throws(EvaluationFault) -> Bool {
        do {
            return try knowledge.matchers.matches(pattern, Array(text.utf8))
        } catch {
            throw .patternLimit
        }
    }

    private mutating func multiple(_ node: Node) throws(EvaluationFault) -> Datum {
        let left = try evaluate(node.a)
        let right = try evaluate(node.b)
        guard case .number(let value) = left, case .number(let unit) = right else { return .unknown }
        return .bool(try value.divided(by: unit).reduced.denominator == 1)
    }
}

func floorDivided<Number: FixedWidthInteger>(_ dividend: Number, _ divisor: Number) -> Number {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}
