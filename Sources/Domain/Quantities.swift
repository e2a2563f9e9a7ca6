/// Electrical energy in milliwatt-hours. May be negative where a meter or a correction says so.
package struct Energy: Hashable, Comparable, Sendable {
    package let milliwattHours: Int64

    package init(milliwattHours: Int64) { self.milliwattHours = milliwattHours }

    /// From kilowatt-hours as written; digits below a milliwatt-hour are rounded half to even.
    package init?(kilowattHours: ExactNumber) {
        guard let scaled = kilowattHours.scaled(by: 6) else { return nil }
        milliwattHours = scaled.value
    }

    package static func < (left: Energy, right: Energy) -> Bool { left.milliwattHours < right.milliwattHours }

    /// Kilowatt-hours in shortest decimal form: `22.287`.
    package var kilowattHoursText: String { decimalText(milliwattHours, decimals: 6, minimum: 0) }
}

/// Electrical power in watts.
package struct Power: Hashable, Comparable, Sendable {
    package let watts: Int64

    package init(watts: Int64) { self.watts = watts }

    package static func < (left: Power, right: Power) -> Bool { left.watts < right.watts }
}

/// Points of risk, in tenths: 0...1000 means 0.0...100.0.
package struct Score: Hashable, Comparable, Sendable {
    package let tenths: Int32

    package init(tenths: Int32) { self.tenths = min(max(tenths, 0), 1000) }

    package static let zero = Score(tenths: 0)

    package static func < (left: Score, right: Score) -> Bool { left.tenths < right.tenths }

    /// `75` or `42.5`.
    package var text: String { decimalText(Int64(tenths), decimals: 1, minimum: 0) }
}

/// A place on the earth in millionths of a degree (WGS 84).
package struct GeoPoint: Hashable, Sendable {
    package let latitudeMicrodegrees: Int32
    package let longitudeMicrodegrees: Int32

    /// Nil outside ±90 and ±180 degrees.
    package init?(latitudeMicrodegrees: Int64, longitudeMicrodegrees: Int64) {
        guard abs(latitudeMicrodegrees) <= 90_000_000, abs(longitudeMicrodegrees) <= 180_000_000 else { return nil }
        self.latitudeMicrodegrees = Int32(latitudeMicrodegrees)
        self.longitudeMicrodegrees = Int32(longitudeMicrodegrees)
    }
}

/// The fixed-point text of a scaled integer: trailing zeros are cut down to `minimum` decimals.
package func decimalText(_ value: Int64, decimals: Int, minimum: Int) -> String {
    var digits = String(value.magnitude)
    if digits.count <= decimals { digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits }
    let whole = digits.dropLast(decimals)
    var fraction = String(digits.suffix(decimals))
    while fraction.count > minimum, fraction.hasSuffix("0") { fraction.removeLast() }
    return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : ".\(fraction)")
}
