package import Domain
import Formats

/// One euro foreign exchange reference rate: units of `currency` for one euro.
package struct ECBRate: Hashable, Sendable {
    package let date: CivilDate
    package let currency: Currency
    package let perEuro: ExactNumber
}

/// A file of the European Central Bank's euro foreign exchange reference rates: the history (`eurofxref-hist.csv`, newest
/// first) or one day (`eurofxref.csv`). Both are published at ecb.europa.eu under Statistics, euro exchange rates.
package struct ECBRateFile: Sendable {
    /// In the order of the file; `N/A` and empty cells are no rates.
    package private(set) var rates: [ECBRate] = []
    /// Days with a line of their own.
    package private(set) var days = 0
    package private(set) var rejects: [IngestReject] = []
    /// Columns whose currency is not known here; their rates are left out.
    package private(set) var unknownCurrencies: [String] = []
    /// SHA-256 of the file: the version of this knowledge.
    package let sha256: Hash32

    /// Reads a whole file.
    ///
    /// - Throws: `IngestError` when the first line is not the header of such a file.
    package init(_ bytes: [UInt8], file: String) throws(IngestError) {
        sha256 = Hash32(SHA256Hasher.hash(bytes)) ?? .zero
        var reader = CSVReader()
        reader.append(bytes)
        reader.finish()
        var columns: [Currency?]?
        while let item = reader.next() {
            switch item {
            case .record(let record):
                if let known = columns {
                    read(record, known, file)
                } else {
                    columns = try header(record, file)
                }
            case .damaged(let error):
                rejects.append(
                    IngestReject(
                        file: file, line: error.line, offset: error.offset, field: "", code: .notReadable,
                        reason: "\(error)", found: "", raw: []))
            }
        }
        guard columns != nil else {
            throw IngestError(.notReadable, file: file, line: 1, reason: "empty file")
        }
    }

    private mutating func header(_ record: CSVRecord, _ file: String) throws(IngestError) -> [Currency?] {
        guard Self.trimmed(record[0]) == "Date", record.count > 1 else {
            throw IngestError(
                .notThisObject, file: file, line: record.line, reason: "not a file of ECB reference rates")
        }
        return (1..<record.count).map { index in
            let code = Self.trimmed(record[index])
            let currency = Currency(code)
            // Lines end in a comma, which makes one empty column more.
            if currency == nil, !code.isEmpty { unknownCurrencies.append(code) }
            return currency
        }
    }

    private mutating func read(_ record: CSVRecord, _ columns: [Currency?], _ file: String) {
        let text = Self.trimmed(record[0])
        guard let date = CivilDate(text) ?? Self.longDate(text) else {
            return refuse(record, "Date", .badDate, "expected YYYY-MM-DD", text, file)
        }
        var found: [ECBRate] = []
        for (index, currency) in columns.enumerated() {
            guard let currency else { continue }
            let value = Self.trimmed(record[index + 1])
            if value.isEmpty || value == "N/A" { continue }
            guard let rate = ExactNumber(value), rate.coefficient > 0 else {
                return refuse(record, currency.code, .badNumber, "expected a rate above 0", value, file)
            }
            found.append(ECBRate(date: date, currency: currency, perEuro: rate))
        }
        days += 1
        rates += found
    }

    private mutating func refuse(
        _ record: CSVRecord, _ field: String, _ code: RejectCode, _ reason: String, _ found: String, _ file: String
    ) {
        let raw = (0..<record.count).map { record.text($0) }.joined(separator: ",")
        rejects.append(
            IngestReject(
                file: file, line: record.line, offset: record.offset, field: field, code: code, reason: reason,
                found: Shown.short(found), raw: Array(raw.utf8)))
    }

    /// `30 October 2026`, as the file of one day writes it.
    private static func longDate(_ text: String) -> CivilDate? {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 3, let day = Int(words[0]), let year = Int(words[2]),
            let month = months.firstIndex(of: words[1])
        else { return nil }
        return CivilDate(year: year, month: month + 1, day: day)
    }

    private static func trimmed(_ field: ArraySlice<UInt8>) -> String {
        var text = field
        while text.first == 0x20 { text = text.dropFirst() }
        while text.last == 0x20 { text = text.dropLast() }
        return String(decoding: text, as: UTF8.self)
    }
}
