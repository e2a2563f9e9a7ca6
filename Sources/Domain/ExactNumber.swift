/// A decimal number exactly as written: `coefficient × 10^exponent`.
///
/// Numbers are parsed from the source text, never through a binary fraction (inputs.md section 2).
package struct ExactNumber: Hashable, Sendable {
    package let coefficient: Int128
    package let exponent: Int
    /// Number of decimals as written (`1.00` has 2), which the tolerance of price checks needs.
    package let writtenDecimals: Int

    package init(coefficient: Int128, exponent: Int, writtenDecimals: Int = 0) {
        self.coefficient = coefficient
        self.exponent = exponent
        self.writtenDecimals = writtenDecimals
    }

    /// Parses JSON number syntax (sign, digits, fraction, exponent); nil for anything else, also for `NaN`, hex, comma.
    package init?(_ text: some Sequence<UInt8>) {
        var coefficient: Int128 = 0
        var exponent = 0
        var decimals = 0
        var digits = 0
        var negative = false
        var phase = 0  // 0 sign, 1 integer, 2 fraction, 3 exponent sign, 4 exponent digits
        var exponentValue = 0
        var exponentNegative = false
        var exponentDigits = 0
        for byte in text {
            switch (phase, byte) {
            case (0, UInt8(ascii: "-")):
                negative = true
                phase = 1
            case (0...1, 48...57), (2, 48...57):
                if phase == 0 { phase = 1 }
                if phase == 1, digits == 1, coefficient == 0 { return nil }
                digits += 1
                if digits > 36 { return nil }
                coefficient = coefficient * 10 + Int128(byte - 48)
                if phase == 2 {
                    decimals += 1
                    exponent -= 1
                }
            case (1, UInt8(ascii: ".")) where digits > 0: phase = 2
            case (1, UInt8(ascii: "e")) where digits > 0, (1, UInt8(ascii: "E")) where digits > 0,
                (2, UInt8(ascii: "e")) where decimals > 0, (2, UInt8(ascii: "E")) where decimals > 0:
                phase = 3
            case (3, UInt8(ascii: "-")):
                exponentNegative = true
                phase = 4
            case (3, UInt8(ascii: "+")): phase = 4
            case (3...4, 48...57):
                phase = 4
                exponentDigits += 1
                exponentValue = exponentValue * 10 + Int(byte - 48)
                if exponentValue > 400 { return nil }
            default: return nil
            }
        }
        guard digits > 0, phase != 2 || decimals > 0, phase < 3 || exponentDigits > 0 else { return nil }
        self.coefficient = negative ? -coefficient : coefficient
        self.exponent = exponent + (exponentNegative ? -exponentValue : exponentValue)
        self.writtenDecimals = decimals
    }

    package init?(_ text: String) { self.init(text.utf8) }

    /// The value times `10^scale` as an integer; `exact` is false when digits were rounded (half to even).
    ///
    /// - Returns: nil on overflow.
    package func scaled(by scale: Int) -> (value: Int64, exact: Bool)? {
        let shift = exponent + scale
        if coefficient == 0 { return (0, true) }
        if shift >= 0 {
            if shift > 37 { return nil }
            let (product, overflow) = coefficient.multipliedReportingOverflow(by: Self.powers[shift])
            guard !overflow, let value = Int64(exactly: product) else { return nil }
            return (value, true)
        }
        if -shift > 37 { return (0, false) }
        let divisor = Self.powers[-shift]
        let rounded = Rounding.halfEven.divide(coefficient, by: divisor)
        guard let value = Int64(exactly: rounded) else { return nil }
        return (value, coefficient % divisor == 0)
    }

    package var isNegative: Bool { coefficient < 0 }

    static let powers: [Int128] = {
        var all: [Int128] = [1]
        for _ in 0..<37 { all.append(all[all.count - 1] * 10) }
        return all
    }()
}

/// The named roundings. Division of money happens only through one of them.
package enum Rounding: String, Sendable {
    /// Halves go away from zero (commercial rounding).
    case halfUp
    /// Halves go to the even neighbour.
    case halfEven

    /// The rounded quotient of two integers; `divisor` must be positive.
    package func divide(_ dividend: Int128, by divisor: Int128) -> Int128 {
        precondition(divisor > 0, "rounding needs a positive divisor")
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        let twice = remainder.magnitude * 2
        let unit = divisor.magnitude
        if twice < unit { return quotient }
        let away = quotient + (dividend < 0 ? -1 : 1)
        if twice > unit { return away }
        return self == .halfUp || quotient % 2 != 0 ? away : quotient
    }
}
