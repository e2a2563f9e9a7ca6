import Domain
import Formats
import Screening

/// Turns the bytes of a CSV, NDJSON or text file into rows, pushed in chunks of any size.
struct ScreeningRowReader {
    private enum Source {
        case csv(CSVReader)
        case json(JSONRecordStream)
        case text(CSVReader)
    }

    private var source: Source
    private let defaults: SubjectText
    private let named: [SubjectText.Field: String]
    private let file: String
    /// Column of each field; nil before the header was read.
    private var columns: [SubjectText.Field: Int]?

    init(_ request: ScreeningBatchRequest, firstBytes: [UInt8]) throws(EngineError) {
        defaults = request.defaults
        named = request.columns
        file = request.file
        switch request.format ?? Self.format(request.file, firstBytes) {
        case .csv: source = .csv(CSVReader())
        case .ndjson: source = .json(JSONRecordStream(envelopeMember: ""))
        // A line of a text file is a name as it stands, commas and quotes included.
        case .txt: source = .text(CSVReader(CSVDialect(delimiter: 0x1F, quote: nil)))
        }
        if !named.isEmpty, case .csv = source {
        } else if !named.isEmpty {
            throw EngineError(.unreadable, "--map: only a CSV file has columns", remedy: "leave --map out")
        }
    }

    /// By the ending of the name, else by the first byte that is no blank.
    static func format(_ name: String, _ bytes: [UInt8]) -> ScreeningBatchRequest.Format {
        let lower = name.lowercased()
        if lower.hasSuffix(".csv") { return .csv }
        if lower.hasSuffix(".ndjson") || lower.hasSuffix(".jsonl") || lower.hasSuffix(".json") { return .ndjson }
        if lower.hasSuffix(".txt") { return .txt }
        let first = bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 && $0 < 0x80 }
        return first == UInt8(ascii: "{") ? .ndjson : .txt
    }

    /// - Parameter chunk: nil at the end of the file.
    mutating func read(_ chunk: [UInt8]?, into rows: inout [ScreeningRow]) throws(EngineError) {
        switch source {
        case .csv(var reader):
            if let chunk { reader.append(chunk) } else { reader.finish() }
            while let item = reader.next() { try take(item, &rows) }
            source = .csv(reader)
            if chunk == nil, columns == nil {
                throw EngineError(.unreadable, "\(file) is empty", remedy: "its first line must name the columns")
            }
        case .text(var reader):
            if let chunk { reader.append(chunk) } else { reader.finish() }
            while let item = reader.next() {
                switch item {
                case .record(let record):
                    var text = defaults
                    text.name = record.text(0)
                    rows.append(ScreeningRow(line: record.line, content: .success(text)))
                case .damaged(let error): rows.append(Self.damaged(error))
                }
            }
            source = .text(reader)
        case .json(var stream):
            if let chunk { stream.append(chunk) } else { stream.finish() }
            while let item = stream.next() {
                switch item {
                case .record(let record): rows.append(row(record))
                case .damaged(let error):
                    rows.append(
                        ScreeningRow(
                            line: error.line,
                            content: .failure(ScreeningRowFault(field: "record", reason: "\(error)"))))
                }
            }
            source = .json(stream)
        }
    }

    private static func damaged(_ error: CSVError) -> ScreeningRow {
        ScreeningRow(line: error.line, content: .failure(ScreeningRowFault(field: "record", reason: "\(error)")))
    }

    // MARK: CSV

    /// Other names under which files have the columns.
    private static let headings: [SubjectText.Field: [String]] = [
        .name: ["name", "full_name"], .type: ["type", "schema"], .dob: ["dob", "birth_date", "date_of_birth"],
        .countries: ["country", "countries"], .gender: ["gender"], .ids: ["id", "ids"], .aliases: ["alias", "aliases"],
    ]

    private mutating func take(_ item: CSVItem, _ rows: inout [ScreeningRow]) throws(EngineError) {
        switch item {
        case .damaged(let error):
            guard columns != nil else {
                throw EngineError(.unreadable, "\(file): \(error)", remedy: "its first line must name the columns")
            }
            rows.append(Self.damaged(error))
        case .record(let record):
            guard let columns else {
                self.columns = try header(record)
                return
            }
            rows.append(row(record, columns))
        }
    }

    private func header(_ record: CSVRecord) throws(EngineError) -> [SubjectText.Field: Int] {
        let names = (0..<record.count).map { record.text($0) }
        let lower = names.map { $0.lowercased() }
        var columns: [SubjectText.Field: Int] = [:]
        for field in SubjectText.Field.allCases {
            if let wanted = named[field] {
                guard let index = names.firstIndex(of: wanted) ?? lower.firstIndex(of: wanted.lowercased()) else {
                    throw EngineError(
                        .unreadable, "\(file) has no column \(wanted)",
                        remedy: "its columns are \(names.joined(separator: ", "))")
                }
                columns[field] = index
            } else {
                for heading in Self.headings[field] ?? [] where columns[field] == nil {
                    columns[field] = lower.firstIndex(of: heading)
                }
            }
        }
        guard columns[.name] != nil else {
            throw EngineError(
                .unreadable, "\(file) has no column name",
                remedy: "name it with --map name=COLUMN; its columns are \(names.joined(separator: ", "))")
        }
        return columns
    }

    private func row(_ record: CSVRecord, _ columns: [SubjectText.Field: Int]) -> ScreeningRow {
        var text = defaults
        for (field, index) in columns {
            let value = record.text(index)
            if value.isEmpty { continue }
            switch field {
            case .name: text.name = value
            case .type: text.type = value.lowercased()
            case .dob: text.dob = value
            case .countries: text.countries = Self.several(value)
            case .gender: text.gender = value
            case .ids: text.ids = Self.several(value)
            case .aliases: text.aliases = Self.several(value)
            }
        }
        return ScreeningRow(line: record.line, content: .success(text))
    }

    /// `DE;FR` as two values.
    private static func several(_ value: String) -> [String] {
        value.split(separator: ";").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    // MARK: JSON

    private func row(_ record: RawRecord) -> ScreeningRow {
        let line = record.line
        do {
            let document = try JSONDocument(record: record)
            let parsed = ScreeningBody.subject(document.root, defaults: defaults, pointer: "")
            if let fault = parsed.faults.first {
                return ScreeningRow(
                    line: line,
                    content: .failure(
                        ScreeningRowFault(field: String(fault.pointer.dropFirst()), reason: fault.detail)))
            }
            return ScreeningRow(line: line, content: .success(parsed.text))
        } catch {
            return ScreeningRow(line: line, content: .failure(ScreeningRowFault(field: "record", reason: "\(error)")))
        }
    }
}
