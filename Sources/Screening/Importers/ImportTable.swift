import Formats

/// A row of a delimited file: its fields by column, blanks at their ends removed.
struct ImportRow {
    let record: CSVRecord

    var line: Int { record.line }

    /// The trimmed bytes of a field; empty for a column that the file does not have.
    func bytes(_ column: Int) -> ArraySlice<UInt8> { column < 0 ? [] : ImportText.trimmed(record[column]) }

    func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func isEmpty(_ column: Int) -> Bool { bytes(column).isEmpty }
}

/// The columns of a file by name; the first of a name that occurs again.
struct ImportHeader {
    let file: String
    let line: Int
    let count: Int
    private let columns: [String: Int]

    init(_ record: CSVRecord, file: String) {
        self.file = file
        line = record.line
        count = record.count
        var columns: [String: Int] = [:]
        for index in 0..<record.count {
            let name = String(decoding: ImportText.trimmed(record[index]), as: UTF8.self)
            if columns[name] == nil { columns[name] = index }
        }
        self.columns = columns
    }

    /// The column of the first of `names` that is there, -1 without.
    subscript(_ names: String...) -> Int {
        for name in names { if let column = columns[name] { return column } }
        return -1
    }

    /// - Throws: `ImportError` naming the columns that are missing.
    func require(_ names: String...) throws(ImportError) {
        let missing = names.filter { columns[$0] == nil }
        if missing.isEmpty { return }
        let what = missing.count == 1 ? "column \(missing[0]) is" : "columns \(missing.joined(separator: ", ")) are"
        throw ImportError(.malformed, file: file, line: line, "\(what) missing in the header")
    }
}

/// Reads delimited files record by record and accounts for every one of them.
enum ImportTable {
    struct Shape {
        var dialect = CSVDialect(lenientQuotes: true)
        /// Records before the header, such as a line with the date.
        var preamble = 0
        /// Fields of a record in a file without header; nil when the header says it.
        var columns: Int?
        /// Whether a record may leave out fields at its end.
        var acceptsShort = false
        /// Whether a record may have more fields than the header; the row decides what becomes of it.
        var acceptsLong = false
    }

    /// Calls `row` for every record behind the header. The callee makes an entry of it, merges it or rejects it.
    ///
    /// - Parameter prepare: finds the columns in the header; not called for a file without header.
    /// - Throws: `ImportError` for a file without header or one that was cut off.
    static func read<Columns>(
        _ file: ListFile, _ shape: Shape, into list: inout ImportedList, preamble: (CSVRecord) -> Void = { _ in },
        columns prepare: (ImportHeader) throws(ImportError) -> Columns,
        row: (ImportRow, Columns, inout ImportedList) -> Void
    ) throws(ImportError) {
        var reader = CSVReader(shape.dialect)
        reader.append(file.bytes)
        reader.finish()
        var skipped = 0
        while skipped < shape.preamble, case .record(let record)? = reader.next() {
            preamble(record)
            skipped += 1
        }
        guard case .record(let first)? = reader.next() else {
            throw ImportError(.truncated, file: file.name, line: shape.preamble + 1, "no header line")
        }
        let header = ImportHeader(first, file: file.name)
        let columns = try prepare(header)
        try records(&reader, file, shape, count: header.count, &list) { row($0, columns, &$1) }
    }

    /// Calls `row` for every record of a file without header; a first record `isHeader` says so of is passed over.
    static func read(
        _ file: ListFile, _ shape: Shape, into list: inout ImportedList, isHeader: (CSVRecord) -> Bool,
        row: (ImportRow, inout ImportedList) -> Void
    ) throws(ImportError) {
        var reader = CSVReader(shape.dialect)
        reader.append(file.bytes)
        reader.finish()
        var start = reader
        if case .record(let first)? = start.next(), isHeader(first) { reader = start }
        try records(&reader, file, shape, count: shape.columns ?? 0, &list, row)
    }

    private static func records(
        _ reader: inout CSVReader, _ file: ListFile, _ shape: Shape, count: Int, _ list: inout ImportedList,
        _ row: (ImportRow, inout ImportedList) -> Void
    ) throws(ImportError) {
        // Whole-file checks are cheap and nearly always pass; only a damaged file is looked at row by row.
        let isUTF8 = UTF8Check.firstInvalid(in: file.bytes) == nil
        var held: CSVRecord?
        var open: CSVError?
        func take(_ record: CSVRecord) {
            list.recordsRead += 1
            if record.count < count && !shape.acceptsShort || record.count > count && !shape.acceptsLong {
                return list.reject(file.name, record.line, "columns", "not \(count)", "\(record.count)")
            }
            if !isUTF8, let bad = (0..<record.count).first(where: { UTF8Check.firstInvalid(in: record[$0]) != nil }) {
                return list.reject(file.name, record.line, "field \(bad + 1)", "not UTF-8", record.text(bad))
            }
            row(ImportRow(record: record), &list)
        }
        while let item = reader.next() {
            switch item {
            case .record(let record):
                // OFAC ends its files with a lone 0x1A, the end-of-file mark of CP/M: no record.
                if record.count == 1, record[0].elementsEqual([0x1A]) { continue }
                if let held { take(held) }
                held = record
                open = nil
            case .damaged(let error):
                if let held { take(held) }
                held = nil
                open = error.reason == .unclosedQuote ? error : nil
                list.recordsRead += 1
                list.reject(file.name, error.line, "field \(error.field)", reason(error))
            }
        }
        if let open {
            throw ImportError(
                .truncated, file: file.name, line: open.line,
                "cut off: field \(open.field) of the last record never ends")
        }
        guard let held else { return }
        let hasEnd = file.bytes.last == 0x0A || file.bytes.last == 0x1A
        if held.count < count, !shape.acceptsShort || !hasEnd {
            throw ImportError(
                .truncated, file: file.name, line: held.line,
                "cut off: the last record has \(held.count) of \(count) fields")
        }
        if !hasEnd { list.warnings.append("\(file.name): the last line has no line end") }
        take(held)
    }

    private static func reason(_ error: CSVError) -> String {
        switch error.reason {
        case .unclosedQuote: "quote is never closed"
        case .strayQuote: "quote in the wrong place"
        case .tooLong(let limit): "record longer than \(limit) bytes"
        }
    }
}
