/// Bytes of a JSON or XML record, written in a fixed order.
struct SampleText {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// A JSON string with quotes.
    mutating func appendQuoted(_ value: String) {
        bytes.append(34)
        for byte in value.utf8 {
            switch byte {
            case 34, 92: bytes.append(contentsOf: [92, byte])
            case 0..<32: append("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16))
            default: bytes.append(byte)
            }
        }
        bytes.append(34)
    }

    /// `"name":"value",`; null for nil.
    mutating func member(_ name: String, _ value: String?) {
        append("\"\(name)\":")
        if let value { appendQuoted(value) } else { append("null") }
        bytes.append(44)
    }

    /// `"name":raw,` where raw is JSON already.
    mutating func raw(_ name: String, _ json: String) { append("\"\(name)\":\(json),") }

    /// Drops the comma behind the last member and closes with `end`.
    mutating func close(_ end: String) {
        if bytes.last == 44 { bytes.removeLast() }
        append(end)
    }

    /// XML element content with escapes.
    mutating func element(_ name: String, _ value: String) {
        append("<\(name)>")
        for byte in value.utf8 {
            switch byte {
            case 38: append("&amp;")
            case 60: append("&lt;")
            case 62: append("&gt;")
            default: bytes.append(byte)
            }
        }
        append("</\(name)>")
    }
}

/// A text as a CSV field by RFC 4180.
func sampleCSVField(_ value: String) -> String {
    guard value.utf8.contains(where: { [44, 34, 10, 13].contains($0) }) else { return value }
    return "\"\(value.replacing("\"", with: "\"\""))\""
}
