import Domain
import Formats

/// A list file: CSV with a fixed header, `#` comment lines, every fault with its file, line and field.
struct ListTable {
    struct Row {
        let record: CSVRecord
        let file: String
        let header: [String]
    }

    private(set) var rows: [Row] = []
    /// SHA-256 of the file's bytes.
    let hash: Hash32

    init(_ bytes: [UInt8], file: String, header: [String]) throws(OnboardingError) {
        hash = Hash32(SHA256Hasher.hash(bytes)) ?? .zero
        var reader = CSVReader()
        reader.append(bytes)
        reader.finish()
        var sawHeader = false
        while let item = reader.next() {
            switch item {
            case .damaged(let error):
                throw OnboardingError(.dataFile(error.description, file: file, line: error.line, column: error.field))
            case .record(let record):
                let row = Row(record: record, file: file, header: header)
                if record[0].first == UInt8(ascii: "#") { continue }
                if !sawHeader {
                    guard (0..<record.count).map(record.text) == header else {
                        throw row.fault(0, "header is not \(header.joined(separator: ","))")
                    }
                    sawHeader = true
                    continue
                }
                if record.count != header.count { throw row.fault(0, "\(record.count) fields, not \(header.count)") }
                rows.append(row)
            }
        }
        if !sawHeader { throw OnboardingError(.dataFile("empty file", file: file, line: 1, column: 1)) }
    }
}

extension ListTable.Row {
    func fault(_ field: Int, _ message: String) -> OnboardingError {
        let name = header.indices.contains(field) ? header[field] : ""
        return OnboardingError(.dataFile("\(name): \(message)", file: file, line: record.line, column: field + 1))
    }

    func plain(_ field: Int) -> String { record.text(field) }

    func text(_ field: Int) throws(OnboardingError) -> String {
        let text = record.text(field)
        if text.allSatisfy(\.isWhitespace) { throw fault(field, "empty") }
        return text
    }

    func word<Value: RawRepresentable<String> & CaseIterable>(_ field: Int, _ type: Value.Type)
        throws(OnboardingError) -> Value
    {
        let text = record.text(field)
        guard let value = Value(rawValue: text) else {
            throw fault(field, "\(text) is not one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    func country(_ field: Int) throws(OnboardingError) -> Country {
        guard let country = Country(alpha2: record.text(field)) else {
            throw fault(field, "\(record.text(field)) is not of ISO 3166-1")
        }
        return country
    }

    /// An ISO country, `EU` or `*`.
    func place(_ field: Int) throws(OnboardingError) -> String {
        let text = record.text(field)
        return text == "EU" || text == "*" ? text : try country(field).alpha2
    }

    func date(_ field: Int) throws(OnboardingError) -> CivilDate {
        guard let date = CivilDate(record.text(field)) else {
            throw fault(field, "\(record.text(field)) is not a date YYYY-MM-DD")
        }
        return date
    }

    /// Empty means open; a date must lie after the other field's.
    func optionalDate(_ field: Int, after other: Int) throws(OnboardingError) -> CivilDate? {
        if record.text(field).isEmpty { return nil }
        let value = try date(field)
        if value <= (try date(other)) { throw fault(field, "not after \(header[other])") }
        return value
    }
}
