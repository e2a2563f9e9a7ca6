import Domain

/// A number with its unit, exactly: `7 d`, `9 500 EUR` without the space, `80 %`, `0.95`.
struct Quantity: Hashable, Sendable {
    let value: Rational
    let dimension: Dimension

    init(value: Rational, dimension: Dimension) {
        self.value = value
        self.dimension = dimension
    }

    /// Nil for an unknown unit or a number too long for 128 bits.
    init?(digits: String, unit: String?) {
        guard let plain = Quantity.decimal(digits), let (factor, dimension) = Quantity.unit(unit),
            let product = try? plain.multiplied(by: factor)
        else { return nil }
        value = product.reduced
        self.dimension = dimension
    }

    /// A whole text such as `-5 min`; the unit may follow without a space.
    init?(text: String) {
        let bytes = Array(text.utf8)
        let negative = bytes.first == UInt8(ascii: "-")
        let start = negative ? 1 : 0
        let end = bytes[start...].firstIndex { !(48...57).contains($0) && $0 != UInt8(ascii: ".") } ?? bytes.count
        guard end > start else { return nil }
        let digits = String(decoding: bytes[start..<end], as: UTF8.self)
        let rest = bytes[end...].drop { $0 == UInt8(ascii: " ") }
        let unit = rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
        guard let quantity = Quantity(digits: digits, unit: unit), let negated = try? quantity.value.negated() else {
            return nil
        }
        self.init(value: negative ? negated : quantity.value, dimension: quantity.dimension)
    }

    /// Decimal digits with at most one point, at least one digit on both sides of it.
    static func decimal(_ digits: String) -> Rational? {
        var numerator: Int128 = 0
        var denominator: Int128 = 1
        var sawPoint = false
        let bytes = Array(digits.utf8)
        guard let first = bytes.first, let last = bytes.last, (48...57).contains(first), (48...57).contains(last),
            bytes.count <= 30
        else { return nil }
        for byte in bytes {
            if byte == UInt8(ascii: ".") {
                if sawPoint { return nil }
                sawPoint = true
                continue
            }
            guard (48...57).contains(byte) else { return nil }
            numerator = numerator * 10 + Int128(byte - 48)
            if sawPoint { denominator *= 10 }
        }
        return Rational(numerator, over: denominator)
    }

    /// The units there are, for messages.
    static let unitNames = "kWh, Wh, MWh, kW, W, d, h, min, s, km, m, km/h, %, pp or an ISO 4217 code"

    private static let units: [String: (Rational, Dimension)] = [
        "Wh": (Rational(1_000), .energy), "kWh": (Rational(1_000_000), .energy),
        "MWh": (Rational(1_000_000_000), .energy),
        "W": (FieldRegistry.watt, .power), "kW": (Rational(1_000, over: 3_600_000), .power),
        "s": (Rational(1_000_000), .duration), "min": (Rational(60_000_000), .duration),
        "h": (Rational(3_600_000_000), .duration), "d": (Rational(86_400_000_000), .duration),
        "m": (Rational(1), .length), "km": (Rational(1_000), .length),
        "km/h": (Rational(1_000, over: 3_600_000_000), .speed),
        "%": (Rational(1, over: 100), .none), "pp": (Rational(1, over: 100), .none),
    ]

    private static func unit(_ unit: String?) -> (Rational, Dimension)? {
        guard let unit else { return (Rational(1), .none) }
        if let known = units[unit] { return known }
        let parts = unit.split(separator: "/", omittingEmptySubsequences: false)
        guard let code = parts.first, code.utf8.allSatisfy({ (65...90).contains($0) }), let currency = Currency(code)
        else {
            return nil
        }
        if parts.count == 1 { return (Rational(1_000_000), .money(currency)) }
        return parts.count == 2 && parts[1] == "kWh" ? (Rational(1), .unitPrice(currency)) : nil
    }
}
