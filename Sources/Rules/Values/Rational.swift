/// An exact rational number in base units; products in 128 bits, overflow is reported, nothing is ever rounded.
package struct Rational: Sendable {
    package let numerator: Int128
    /// Always positive.
    package let denominator: Int128

    package static let zero = Rational(0)

    package init(_ value: Int128) {
        numerator = value
        denominator = 1
    }

    @_disfavoredOverload package init(_ value: Int64) { self.init(Int128(value)) }

    /// - Precondition: a positive denominator.
    package init(_ numerator: Int128, over denominator: Int128) {
        precondition(denominator > 0, "a rational has a positive denominator")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Lowest terms.
    package var reduced: Rational {
        if denominator == 1 { return self }
        var a = numerator.magnitude
        var b = denominator.magnitude
        while b != 0 { (a, b) = (b, a % b) }
        guard a > 1, let divisor = Int128(exactly: a) else { return self }
        return Rational(numerator / divisor, over: denominator / divisor)
    }

    package var isZero: Bool { numerator == 0 }

    package func adding(_ other: Rational) throws(EvaluationFault) -> Rational {
        if denominator == other.denominator {
            let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
            if overflow { throw .overflow }
            return Rational(sum, over: denominator)
        }
        if let (a, b) = short(other) {
            let (bottom, right) = (denominator &* other.denominator, b &* denominator)
            return Rational(a &* other.denominator &+ right, over: bottom)
        }
        return try retrying(other) { a, b in
            let (left, f1) = a.numerator.multipliedReportingOverflow(by: b.denominator)
            let (right, f2) = b.numerator.multipliedReportingOverflow(by: a.denominator)
            let (sum, f3) = left.addingReportingOverflow(right)
            let (bottom, f4) = a.denominator.multipliedReportingOverflow(by: b.denominator)
            return f1 || f2 || f3 || f4 ? nil : Rational(sum, over: bottom)
        }
    }

    package func negated() throws(EvaluationFault) -> Rational {
        let (value, overflow) = Int128(0).subtractingReportingOverflow(numerator)
        if overflow { throw .overflow }
        return Rational(value, over: denominator)
    }

    package func subtracting(_ other: Rational) throws(EvaluationFault) -> Rational { try adding(other.negated()) }

    package func multiplied(by other: Rational) throws(EvaluationFault) -> Rational {
        if let (a, b) = short(other) { return Rational(a &* b, over: denominator &* other.denominator) }
        return try retrying(other) { a, b in
            let (top, f1) = a.numerator.multipliedReportingOverflow(by: b.numerator)
            let (bottom, f2) = a.denominator.multipliedReportingOverflow(by: b.denominator)
            return f1 || f2 ? nil : Rational(top, over: bottom)
        }
    }

    package func divided(by other: Rational) throws(EvaluationFault) -> Rational {
        if other.isZero { throw .divisionByZero }
        let positive = other.numerator > 0
        let inverse = try Rational(
            positive ? other.denominator : Rational(other.denominator).negated().numerator,
            over: positive ? other.numerator : Rational(other.numerator).negated().numerator)
        return try multiplied(by: inverse)
    }

    /// -1, 0 or 1. Compares by cross-multiplication in 256 bits, so it never overflows.
    package func compared(to other: Rational) -> Int {
        if denominator == other.denominator {
            return numerator < other.numerator ? -1 : numerator == other.numerator ? 0 : 1
        }
        if let (a, b) = short(other) {
            let (left, right) = (a &* other.denominator, b &* denominator)
            return left < right ? -1 : left == right ? 0 : 1
        }
        let left = numerator.multipliedFullWidth(by: other.denominator)
        let right = other.numerator.multipliedFullWidth(by: denominator)
        if left.high != right.high { return left.high < right.high ? -1 : 1 }
        return left.low < right.low ? -1 : left.low == right.low ? 0 : 1
    }

    /// Both numerators where all four parts have at most 62 bits, so that a sum of two products stays within 128.
    @inline(__always)
    private func short(_ other: Rational) -> (Int128, Int128)? {
        let limit: UInt128 = 1 << 62
        guard numerator.magnitude < limit, other.numerator.magnitude < limit, denominator.magnitude < limit,
            other.denominator.magnitude < limit
        else { return nil }
        return (numerator, other.numerator)
    }

    private func retrying(_ other: Rational, _ body: (Rational, Rational) -> Rational?) throws(EvaluationFault)
        -> Rational
    {
        if let quick = body(self, other) { return quick }
        // Lowest terms leave room; crosswise common factors are gone then as well.
        guard let slow = body(reduced, other.reduced) else { throw .overflow }
        return slow.reduced
    }
}

extension Rational: Hashable {
    package static func == (left: Rational, right: Rational) -> Bool { left.compared(to: right) == 0 }

    package func hash(into hasher: inout Hasher) {
        let lowest = reduced
        hasher.combine(lowest.numerator)
        hasher.combine(lowest.denominator)
    }
}

/// Why a rule could not be evaluated. Never a score of zero: the caller holds and opens an operations case.
package enum EvaluationFault: Error, Hashable, Sendable, CustomStringConvertible {
    case overflow
    case divisionByZero
    case patternLimit
    case searchLimit
    case missingList(String)

    package var description: String {
        switch self {
        case .overflow: "a value does not fit in 128 bits"
        case .divisionByZero: "division by zero"
        case .patternLimit: "a pattern reached its match limit"
        case .searchLimit: "the search for a cycle reached its limit of payments"
        case .missingList(let name): "list \(name) is missing or has no entries in force"
        }
    }
}
