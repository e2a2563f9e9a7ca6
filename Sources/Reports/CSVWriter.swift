/// Comma-separated values by RFC 4180 (CRLF, quotes doubled) that no spreadsheet runs as a formula.
package struct CSVWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init(header: [String]) { append(header.map(Field.text)) }

    /// One field: texts are guarded, numbers are written as they are.
    package enum Field: Sendable {
        case text(String)
        case number(Int64)
        /// An exact decimal, already in digits, sign and point.
        case decimal(String)
    }

    package mutating func append(_ fields: [Field]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch field {
            case .number(let value): bytes.append(contentsOf: String(value).utf8)
            case .decimal(let text): bytes.append(contentsOf: text.utf8)
            case .text(let text): append(text)
            }
        }
        bytes.append(contentsOf: [13, 10])
    }

    /// A leading `= + - @`, tab or carriage return makes spreadsheets compute: such texts get a leading apostrophe.
    private mutating func append(_ text: String) {
        var guarded = Array(text.utf8)
        if let first = guarded.first, Array("=+-@\t\r".utf8).contains(first) {
            guarded.insert(UInt8(ascii: "'"), at: 0)
        }
        guard guarded.contains(where: { [44, 34, 10, 13].contains($0) }) else {
            bytes.append(contentsOf: guarded)
            return
        }
        bytes.append(34)
        for byte in guarded {
            if byte == 34 { bytes.append(34) }
            bytes.append(byte)
        }
        bytes.append(34)
    }
}
