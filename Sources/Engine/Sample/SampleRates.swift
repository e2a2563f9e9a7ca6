import Domain

/// Exchange rates in the form of the ECB's history file. The numbers are a random walk, not the market.
enum SampleRates {
    /// Columns of the official file; currencies that the sample does not need are `N/A`, which the file uses itself.
    private static let columns = [
        "USD", "JPY", "BGN", "CYP", "CZK", "DKK", "EEK", "GBP", "HUF", "LTL", "LVL", "MTL", "PLN", "ROL", "RON", "SEK",
        "SIT",
        "SKK", "CHF", "ISK", "NOK", "HRK", "RUB", "TRL", "TRY", "AUD", "BRL", "CAD", "CNY", "HKD", "IDR", "ILS", "INR",
        "KRW",
        "MXN", "MYR", "NZD", "PHP", "SGD", "THB", "ZAR",
    ]

    /// Start values in ten thousandths of a unit for one euro, invented near the price levels of the sample.
    private static let starts: [(String, Int64)] = [
        ("USD", 11_100), ("DKK", 74_600), ("GBP", 8_600), ("PLN", 43_000), ("SEK", 112_000), ("CHF", 9_400),
        ("NOK", 116_000),
    ]

    /// Newest first, business days only, from a fortnight before the period to a week after it.
    static func file(seed: UInt64) -> SampleFile {
        var random = SampleRandom(seed: seed, part: "rates")
        var values = Dictionary(uniqueKeysWithValues: starts)
        var rows: [String] = []
        for offset in -14..<(SamplePeriod.days + 7) {
            let date = SamplePeriod.from.adding(days: offset)
            // 1 January 1970 was a Thursday: 0 is Monday.
            guard (Int(date.daysSinceEpoch) + 3) % 7 < 5 else { continue }
            for (code, start) in starts {
                let step = (values[code] ?? start) * Int64(random.between(-30, 30)) / 10_000
                // Pulled back gently, so that no rate walks away.
                let pull = (start - (values[code] ?? start)) / 20
                values[code] = (values[code] ?? start) + step + pull
            }
            let cells = columns.map { code in values[code].map { decimalText($0, decimals: 4, minimum: 1) } ?? "N/A" }
            rows.append("\(date),\(cells.joined(separator: ",")),\n")
        }
        let text = "Date,\(columns.joined(separator: ",")),\n" + rows.reversed().joined()
        return SampleFile(path: "rates/eurofxref-hist.csv", bytes: Array(text.utf8))
    }
}
