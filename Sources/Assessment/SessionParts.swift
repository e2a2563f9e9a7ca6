import Domain

extension ChargingSession {
    /// How the total of the document differs from what its parts make, in words; nil where they agree, where there is no part,
    /// or where they cannot be compared.
    ///
    /// Each amount may have been rounded to the currency by itself: half of its smallest unit for each is no difference.
    var partsDifference: String? {
        guard let total = charges.first(where: { $0.fee == .total }) else { return nil }
        let parts = charges.filter { $0.fee != .total }
        if parts.isEmpty { return nil }
        let rounding = Self.rounding(total.excluding.currency) * Int64(parts.count + 1)
        if let words = Self.difference(total.excluding, parts.map(\.excluding), rounding, "before tax") { return words }
        let gross = parts.compactMap(\.including)
        guard let including = total.including, gross.count == parts.count else { return nil }
        return Self.difference(including, gross, rounding, "with tax")
    }

    private static func rounding(_ currency: Currency) -> Int64 {
        var unit: Int64 = 1_000_000
        for _ in 0..<min(currency.minorUnits, 6) { unit /= 10 }
        return unit / 2
    }

    private static func difference(_ total: Money, _ parts: [Money], _ rounding: Int64, _ words: String) -> String? {
        let sum = parts.reduce(Int128(0)) { $0 + Int128($1.micros) }
        if (sum - Int128(total.micros)).magnitude <= UInt128(rounding) { return nil }
        let text = Int64(exactly: sum).map { decimalText($0, decimals: 6, minimum: 2) } ?? "more than an amount can be"
        return "the total is \(decimalText(total.micros, decimals: 6, minimum: 2)) and its parts make \(text), \(words)"
    }
}
