/// Writes JSON for people and programs: names in the order given, numbers as their exact text, compact or indented.
///
///     var output = JSONOutput(isPretty: true)
///     output.object { $0.member("read", 19_155); $0.member("seconds", number: "0.8") }
package struct JSONOutput: Sendable {
    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0
    private var needsComma = false

    /// - Parameter isPretty: two blanks an indentation level, one member a line.
    package init(isPretty: Bool = false) {
        self.isPretty = isPretty
    }

    /// What has been written, as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Hands out what has been written and goes on with an empty buffer, at the same place.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// Writes a line end, between the records of JSONL.
    package mutating func endLine() {
        bytes.append(0x0A)
        needsComma = false
    }

    // MARK: Values (outermost, or elements of an array)

    package mutating func object(_ body: (inout JSONOutput) -> Void) {
        separate()
        container(0x7B, 0x7D, body)
    }

    package mutating func array(_ body: (inout JSONOutput) -> Void) {
        separate()
        container(0x5B, 0x5D, body)
    }

    package mutating func value(_ text: String) {
        separate()
        append(text)
    }

    package mutating func value(_ integer: Int64) {
        separate()
        JSONEscape.append(integer: integer, to: &bytes)
    }

    package mutating func value(_ integer: Int) { value(Int64(integer)) }

    package mutating func value(_ truth: Bool) {
        separate()
        bytes.append(contentsOf: truth ? "true".utf8 : "false".utf8)
    }

    /// Writes a number as the exact text given, such as `22.287`.
    package mutating func value(number text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
    }

    /// Writes a value that is JSON already.
    package mutating func value(json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
    }

    // MARK: Members of an object

    package mutating func object(_ name: String, _ body: (inout JSONOutput) -> Void) {
        key(name)
        object(body)
    }

    package mutating func array(_ name: String, _ body: (inout JSONOutput) -> Void) {
        key(name)
        array(body)
    }

    /// Adds a string; nil is written as `null`.
    package mutating func member(_ name: String, _ text: String?) {
        key(name)
        if let text { value(text) } else { null() }
    }

    /// Adds an integer; nil is written as `null`.
    package mutating func member(_ name: String, _ integer: Int64?) {
        key(name)
        if let integer { value(integer) } else { null() }
    }

    /// Adds an integer; nil is written as `null`.
    package mutating func member(_ name: String, _ integer: Int?) { member(name, integer.map(Int64.init)) }

    /// Adds a truth value; nil is written as `null`.
    package mutating func member(_ name: String, _ truth: Bool?) {
        key(name)
        if let truth { value(truth) } else { null() }
    }

    /// Adds a number as its exact text; nil is written as `null`.
    package mutating func member(_ name: String, number text: String?) {
        key(name)
        if let text { value(number: text) } else { null() }
    }

    /// Adds a value that is JSON already.
    package mutating func member(_ name: String, json: some Sequence<UInt8>) {
        key(name)
        value(json: json)
    }

    // MARK: Writing

    private mutating func key(_ name: String) {
        separate()
        append(name)
        bytes.append(0x3A)
        if isPretty { bytes.append(0x20) }
        needsComma = false
        isBehindName = true
    }

    private var isBehindName = false

    private mutating func separate() {
        if isBehindName {
            isBehindName = false
        } else {
            if needsComma { bytes.append(0x2C) }
            if depth > 0 { newLine() }
        }
        needsComma = true
    }

    private mutating func container(_ opening: UInt8, _ closing: UInt8, _ body: (inout JSONOutput) -> Void) {
        bytes.append(opening)
        depth += 1
        needsComma = false
        body(&self)
        depth -= 1
        if needsComma { newLine() }
        bytes.append(closing)
        needsComma = true
    }

    private mutating func newLine() {
        guard isPretty else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
    }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Whole stretches that need no escape are copied at once.
    private mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        bytes.append(0x22)
        var start = 0
        for (position, byte) in text.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
            escape(byte)
            start = position + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
        bytes.append(0x22)
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case 0x22, 0x5C:
            bytes.append(0x5C)
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        default:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(contentsOf: Hex.encode(CollectionOfOne(byte)))
        }
    }
}
