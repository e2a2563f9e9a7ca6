import Foundation

/// Faults of the text itself, before it is YAML: size, encoding, byte-order mark, control characters, composition.
struct YAMLTextCheck {
    static let byteLimit = 256 << 10
    private static let errorLimit = 100

    private(set) var faults: [(position: YAMLPosition, message: String, expected: String?)] = []

    /// The text, or nil when it cannot be read at all.
    mutating func text(of bytes: [UInt8]) -> String? {
        let start = YAMLPosition(line: 1, column: 1)
        guard bytes.count <= Self.byteLimit else {
            add(start, "file of \(bytes.count) bytes", "at most \(Self.byteLimit) bytes")
            return nil
        }
        if let offset = UTF8Check.firstInvalid(in: bytes) {
            let place = bytes.withUnsafeBufferPointer { TextPosition.of(offset: offset, in: $0) }
            add(YAMLPosition(line: place.line, column: place.column), "invalid UTF-8", "text in UTF-8")
            return nil
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { add(start, "byte-order mark", "UTF-8 without one") }
        // The mark is reported above, and read on without: it is no part of the first key.
        let text = String(
            decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
        checkScalars(text)
        if bytes.contains(where: { $0 >= 0x80 }) { checkComposition(text) }
        return text
    }

    /// What a character that nobody sees is called, and what to do about it.
    static func hidden(_ scalar: Unicode.Scalar) -> String { "control character \(TextForm.name(of: scalar))" }
    static let withoutHidden = "text without it"

    private mutating func checkScalars(_ text: String) {
        var line = 1
        var column = 1
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            // Tabs and the CR of CR LF are layout; inside of a value the tree shows them.
            let isLayout = scalar == "\r" || scalar == "\t"
            if previous == "\r", scalar != "\n" {
                add(YAMLPosition(line: line, column: column), "lone CR", "LF or CR LF")
            }
            if !isLayout, TextForm.isHidden(scalar) {
                add(YAMLPosition(line: line, column: column), Self.hidden(scalar), Self.withoutHidden)
            }
            previous = scalar
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
    }

    /// Names have one spelling in bytes: text must be in normalisation form C.
    private mutating func checkComposition(_ text: String) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let given = Array(line.unicodeScalars)
            let composed = Array(String(line).precomposedStringWithCanonicalMapping.unicodeScalars)
            guard given != composed else { continue }
            let same = zip(given, composed).prefix { $0 == $1 }.count
            add(YAMLPosition(line: index + 1, column: same + 1), "text is not composed", "Unicode form NFC")
        }
    }

    private mutating func add(_ position: YAMLPosition, _ message: String, _ expected: String?) {
        if faults.count < Self.errorLimit { faults.append((position, message, expected)) }
    }
}
