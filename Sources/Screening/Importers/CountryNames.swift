import Domain

/// Country texts of the lists to ISO codes.
enum CountryNames {
    private static let table: [String: Country] = {
        var table: [String: Country] = [:]
        for (code, names) in TableText.lines(BundledTables.countries) {
            guard let country = Country(alpha2: code) else { continue }
            for name in names.split(separator: ";") { table[ImportText.trimmed(String(name))] = country }
        }
        return table
    }()

    /// Whether a text says that the country is not known, as the EU files do with `00` and `UNKNOWN`.
    static func isUnknown(_ text: String) -> Bool {
        text == "00" || text.utf8.count == 7 && text.lowercased() == "unknown"
    }

    /// The country of a code or an English name; remarks in brackets and `(since 2009)` are passed over.
    static func country(_ text: String) -> Country? {
        let trimmed = ImportText.trimmed(text)
        if trimmed.isEmpty || isUnknown(trimmed) { return nil }
        if trimmed.utf8.count == 2, let country = Country(alpha2: trimmed) { return country }
        let lower = trimmed.lowercased()
        if let country = table[lower] { return country }
        if trimmed.utf8.count == 3, let country = Country(alpha3: trimmed.uppercased()) { return country }
        if let bracket = lower.firstIndex(of: "("), bracket > lower.startIndex {
            return table[ImportText.trimmed(String(lower[..<bracket]))]
        }
        if let last = lower.utf8.last, last == 0x2C || last == 0x2E { return table[String(lower.dropLast())] }
        return nil
    }

    /// The countries of `Ukrainian, Russian`, `(a) German, (b) Moroccan` and `Russian and Ukrainian`, if each of the pieces
    /// is one.
    static func several(_ text: String) -> [Country]? {
        var pieces = ImportText.numbered(text)
        for separator: Unicode.Scalar in [",", ";", "/"] { pieces = pieces.flatMap { ImportText.split($0, separator) } }
        pieces = pieces.flatMap { $0.components(" and ") }.flatMap { $0.components(" or ") }
        guard pieces.count > 1 else { return nil }
        let countries = pieces.compactMap(country)
        return countries.count == pieces.count ? countries : nil
    }
}
