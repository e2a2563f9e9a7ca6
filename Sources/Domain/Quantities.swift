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
    var text = DigitText()
    var rest = value.magnitude
    var place = 0
    var isShown = false
    while place < decimals {
        let digit = rest % 10
        rest /= 10
        isShown = isShown || digit != 0 || decimals - place <= minimum
        if isShown { text.prepend(UInt8(truncatingIfNeeded: digit)) }
        place += 1
    }
    if isShown { text.prependPoint() }
    repeat {
        text.prepend(UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
    } while rest > 0
    if value < 0 { text.prependMinus() }
    return text.string
}

/// Digits of a number as they come: the last one first.
struct DigitText {
    private var bytes: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
    private var count = 0

    /// - Precondition: at most 48 characters.
    private mutating func prependCharacter(_ byte: UInt8) {
        count += 1
        withUnsafeMutableBytes(of: &bytes) { $0[48 - count] = byte }
    }

    mutating func prepend(_ digit: UInt8) { prependCharacter(digit + 0x30) }
    mutating func prependPoint() { prependCharacter(0x2E) }
    mutating func prependMinus() { prependCharacter(0x2D) }
    mutating func prependCharacters(_ text: StaticString) {
        for index in (0..<text.utf8CodeUnitCount).reversed() { prependCharacter(text.utf8Start[index]) }
    }

    /// `value` in at least `width` digits.
    mutating func prepend(_ value: Int64, width: Int) {
        var rest = value.magnitude
        var places = 0
        repeat {
            prepend(UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
            places += 1
        } while rest > 0 || places < width
        if value < 0 { prependMinus() }
    }

    var string: String {
        withUnsafeBytes(of: bytes) { String(decoding: $0[(48 - count)...], as: UTF8.self) }
    }
}
