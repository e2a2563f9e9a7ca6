/// Writes delimited text as RFC 4180 has it: fields are quoted where they must be, lines end in CR LF.
package struct CSVWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    private let delimiter: UInt8
    private let lineEnd: [UInt8]
    private let guardsFormulas: Bool
    private var isAtStart = true

    /// - Parameters:
    ///   - lineEnd: CR LF, or what a recipient's format asks for.
    ///   - guardsFormulas: put `'` before text that a spreadsheet would run (leading `=`, `+`, `-`, `@`, tab, CR).
    package init(delimiter: UInt8 = UInt8(ascii: ","), lineEnd: String = "\r\n", guardsFormulas: Bool = true) {
        self.delimiter = delimiter
        self.lineEnd = Array(lineEnd.utf8)
        self.guardsFormulas = guardsFormulas
    }

    /// Adds one field of text, guarded against formulas.
    package mutating func field(_ text: String) { field(utf8: Array(text.utf8)) }

    /// Adds one field of UTF-8 bytes, guarded against formulas.
    package mutating func field(utf8 text: [UInt8]) {
        separate()
        var text = text[...]
        var guarded: [UInt8] = []
        if guardsFormulas, let first = text.first, Self.startsFormula(first) {
            guarded = [0x27] + text
            text = guarded[...]
        }
        guard text.contains(where: { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
            bytes.append(contentsOf: text)
            return
        }
        bytes.append(0x22)
        for byte in text {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }

    /// Adds one field that is a number in exact text, such as `-12.50`, unguarded; other text is guarded as text.
    package mutating func field(number text: String) {
        let utf8 = Array(text.utf8)
        let isNumber = utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x2D }
        guard isNumber, !utf8.dropFirst().contains(0x2D) else { return field(utf8: utf8) }
        separate()
        bytes.append(contentsOf: utf8)
    }

    /// Ends the record.
    package mutating func endRecord() {
        bytes.append(contentsOf: lineEnd)
        isAtStart = true
    }

    /// Adds a whole record of text fields.
    package mutating func record(_ fields: [String]) {
        for text in fields { field(text) }
        endRecord()
    }

    /// Hands out what has been written and goes on with an empty buffer.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func separate() {
        if !isAtStart { bytes.append(delimiter) }
        isAtStart = false
    }

    private static func startsFormula(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
        default: false
        }
    }
}
