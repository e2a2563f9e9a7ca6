import Formats
import Tax
import Testing

extension Fixture {
    /// The records of a shared CSV file below its header, by column.
    static func rows(_ path: String) throws -> [[String: String]] {
        var reader = CSVReader()
        reader.append(try shared(path))
        reader.finish()
        guard case .record(let header) = reader.next() else { return [] }
        var rows: [[String: String]] = []
        while case .record(let record) = reader.next() {
            let cells = (0..<header.count).map { (header.text($0), record.text($0)) }
            rows.append(Dictionary(uniqueKeysWithValues: cells))
        }
        return rows
    }

    /// One file of `rules/vat`.
    static func source(_ name: String) throws -> TaxSource {
        try #require(try shippedSources().first { $0.name == name })
    }
}
