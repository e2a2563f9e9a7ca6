import Domain
import Windows

/// Canonical text of values: what say sentences, explanations and hashes show.
package enum ValueText {
    package static func text(_ value: Value, _ type: ValueType) -> String {
        switch value {
        case .unknown: "unknown"
        case .absent: "none"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): text(number, type)
        case .interval(let low, let high): "\(text(low, type)) to \(text(high, type))"
        case .instant(let at): Instant(microseconds: at).description
        case .date(let day): CivilDate(daysSinceEpoch: day).description
        case .text(let text): text.string
        case .location(let latitude, let longitude):
            "\(decimalText(Int64(latitude), decimals: 6, minimum: 0)), \(decimalText(Int64(longitude), decimals: 6, minimum: 0))"
        case .set(let members): members.map(\.string).sorted().joined(separator: ", ")
        case .row(let row): "row \(row.index)"
        }
    }

    private static func text(_ number: Rational, _ type: ValueType) -> String {
        guard case .number(let dimension) = type else { return decimal(number, Rational(1)) }
        let code = dimension.currency?.code ?? ""
        switch (dimension.money, dimension.energy, dimension.time, dimension.length) {
        case (1, 0, 0, 0): return decimal(number, Rational(1_000_000), minimum: 2) + " \(code)"
        case (0, 1, 0, 0): return decimal(number, Rational(1_000_000)) + " kWh"
        case (0, 1, -1, 0): return decimal(number, Rational(1_000, over: 3_600_000)) + " kW"
        case (0, 0, 1, 0): return duration(number)
        case (0, 0, 0, 1):
            let isLong = number.compared(to: Rational(1_000)) >= 0
            return decimal(number, Rational(isLong ? 1_000 : 1)) + (isLong ? " km" : " m")
        case (0, 0, -1, 1): return decimal(number, Rational(1_000, over: 3_600_000_000)) + " km/h"
        case (1, -1, 0, 0): return decimal(number, Rational(1)) + " \(code)/kWh"
        default: return decimal(number, Rational(1))
        }
    }

    /// `2 d 3 h`, `7 d`, `1 min 30 s`: the two largest units that are not zero, exact below them in seconds.
    private static func duration(_ number: Rational) -> String {
        if number.numerator < 0, let positive = try? number.negated() { return "-" + duration(positive) }
        var rest = number.numerator / number.denominator
        var parts: [String] = []
        for (unit, length) in [("d", Int128(86_400_000_000)), ("h", 3_600_000_000), ("min", 60_000_000)]
        where rest >= length {
            parts.append("\(rest / length) \(unit)")
            rest %= length
        }
        if rest > 0 || parts.isEmpty { parts.append(decimal(Rational(rest), Rational(1_000_000)) + " s") }
        return parts.joined(separator: " ")
    }

    /// Decimal text of `number / unit`: exact up to six decimals, then cut and marked with `~`.
    private static func decimal(_ number: Rational, _ unit: Rational, minimum: Int = 0) -> String {
        guard let quotient = try? number.divided(by: unit).reduced,
            let scaled = try? quotient.multiplied(by: Rational(1_000_000)),
            let cut = Int64(exactly: scaled.numerator / scaled.denominator)
        else { return "\(number.numerator)/\(number.denominator)" }
        let isExact = scaled.numerator % scaled.denominator == 0
        return (isExact ? "" : "~") + decimalText(cut, decimals: 6, minimum: minimum)
    }

    /// An exact text for hashes and stream identities: numbers as fractions of base units.
    package static func exact(_ value: Value) -> String {
        switch value {
        case .number(let number):
            let lowest = number.reduced
            return lowest.denominator == 1 ? "\(lowest.numerator)" : "\(lowest.numerator)/\(lowest.denominator)"
        case .instant(let at): return "@\(at)"
        case .date(let day): return "d\(day)"
        case .text(let text): return text.string
        default: return text(value, .text)
        }
    }
}
