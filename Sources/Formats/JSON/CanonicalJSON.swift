/// Why canonical JSON cannot be written; always a fault of the caller's data, found before any byte is used.
package struct CanonicalJSONError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        /// An object holds a name twice.
        case duplicateName
        /// An integer outside ±(2^53 - 1), which not every reader of JSON keeps exactly.
        case integerTooLarge
        /// Text is not valid UTF-8.
        case invalidUTF8
    }

    package var code: Code

    package init(code: Code) {
        self.code = code
    }

    package var description: String {
        switch code {
        case .duplicateName: "an object would hold a name twice"
        case .integerTooLarge: "an integer is outside ±(2^53 - 1)"
        case .invalidUTF8: "text is not valid UTF-8"
        }
    }
}

/// Writes canonical JSON "ACJ", the payload form of the evidence log: UTF-8, no space, names sorted by their UTF-8 bytes,
/// no name twice, no null (what is absent is left out), integers within ±(2^53 - 1), no other numbers (decimals and money
/// are strings), escapes `\"`, `\\` and `\u00xx` only.
///
/// Members may be added in any order; each object is sorted when it ends, at no cost when they came sorted.
///
///     let payload = try CanonicalJSON.object { json in
///         json.member("name", "Example Charge GmbH")
///         json.object("gross") { $0.member("a", "23.80"); $0.member("c", "EUR") }
///     }
package struct CanonicalJSON: Sendable {
    /// The largest integer written as a number: 2^53 - 1.
    package static let largestInteger: Int64 = 1 << 53 - 1

    private struct Member: Sendable {
        /// The raw name, unescaped.
        var name: Range<Int>
        /// `"name":value` in `bytes`.
        var whole: Range<Int>
    }

    private var bytes: [UInt8] = []
    /// Raw names of the members of all open objects.
    private var names: [UInt8] = []
    private var open: [Member] = []
    private var needsComma = false
    private var fault: CanonicalJSONError.Code?

    /// The canonical bytes of one object.
    ///
    /// - Throws: `CanonicalJSONError` for a name used twice, a too large integer or invalid UTF-8.
    package static func object(_ body: (inout CanonicalJSON) -> Void) throws(CanonicalJSONError) -> [UInt8] {
        var writer = CanonicalJSON()
        writer.bytes.reserveCapacity(512)
        writer.container(body)
        if let code = writer.fault { throw CanonicalJSONError(code: code) }
        return writer.bytes
    }

    // MARK: Members of an object

    /// Adds a string; nil is left out.
    package mutating func member(_ name: String, _ value: String?) {
        guard let value else { return }
        add(name) { $0.append(string: value) }
    }

    /// Adds a string given as UTF-8; nil is left out.
    package mutating func member(_ name: String, utf8 value: [UInt8]?) {
        guard let value else { return }
        add(name) { $0.append(utf8: value[...]) }
    }

    /// Adds an integer; nil is left out.
    package mutating func member(_ name: String, _ value: Int64?) {
        guard let value else { return }
        add(name) { $0.append(integer: value) }
    }

    /// Adds an integer; nil is left out.
    package mutating func member(_ name: String, _ value: Int?) { member(name, value.map(Int64.init)) }

    /// Adds a truth value; nil is left out.
    package mutating func member(_ name: String, _ value: Bool?) {
        guard let value else { return }
        add(name) { $0.bytes.append(contentsOf: value ? "true".utf8 : "false".utf8) }
    }

    /// Adds a value that is canonical JSON already, as `object` of this type made it.
    package mutating func member(_ name: String, canonical value: [UInt8]?) {
        guard let value else { return }
        add(name) { $0.bytes.append(contentsOf: value) }
    }

    /// Adds an object.
    package mutating func object(_ name: String, _ body: (inout CanonicalJSON) -> Void) {
        add(name) { $0.container(body) }
    }

    /// Adds an array.
    package mutating func array(_ name: String, _ body: (inout CanonicalJSON) -> Void) {
        add(name) { $0.list(body) }
    }

    /// Adds an array of strings.
    package mutating func member(_ name: String, _ values: [String]) {
        array(name) { list in
            for value in values { list.element(value) }
        }
    }

    /// Adds a value that is unknown because of the fields named: `{"unknown":["field",…]}`.
    package mutating func unknown(_ name: String, missing fields: [String]) {
        object(name) { $0.member("unknown", fields) }
    }

    // MARK: Elements of an array

    package mutating func element(_ value: String) {
        separate()
        append(string: value)
    }

    package mutating func element(_ value: Int64) {
        separate()
        append(integer: value)
    }

    package mutating func element(_ value: Bool) {
        separate()
        bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    }

    package mutating func elementObject(_ body: (inout CanonicalJSON) -> Void) {
        separate()
        container(body)
    }

    package mutating func elementArray(_ body: (inout CanonicalJSON) -> Void) {
        separate()
        list(body)
    }

    // MARK: Writing

    private mutating func separate() {
        if needsComma { bytes.append(0x2C) }
        needsComma = true
    }

    private mutating func add(_ name: String, _ value: (inout CanonicalJSON) -> Void) {
        separate()
        let nameStart = names.count
        names.append(contentsOf: name.utf8)
        let nameEnd = names.count
        let start = bytes.count
        append(string: name)
        bytes.append(0x3A)
        value(&self)
        needsComma = true
        open.append(Member(name: nameStart..<nameEnd, whole: start..<bytes.count))
    }

    private mutating func list(_ body: (inout CanonicalJSON) -> Void) {
        bytes.append(0x5B)
        needsComma = false
        body(&self)
        needsComma = true
        bytes.append(0x5D)
    }

    private mutating func container(_ body: (inout CanonicalJSON) -> Void) {
        let firstMember = open.count
        let firstName = names.count
        let start = bytes.count
        bytes.append(0x7B)
        needsComma = false
        body(&self)
        needsComma = true
        sort(from: firstMember, start: start + 1)
        bytes.append(0x7D)
        open.removeSubrange(firstMember...)
        names.removeSubrange(firstName...)
    }

    /// Puts the members of the object that ends here in order; their text is moved only when they came unsorted.
    private mutating func sort(from first: Int, start: Int) {
        let isSorted = zip(open[first...], open[first...].dropFirst()).allSatisfy { precedes($0, $1) }
        if isSorted { return }
        let sorted = open[first...].sorted { precedes($0, $1) }
        for (left, right) in zip(sorted, sorted.dropFirst()) where !precedes(left, right) {
            fault = fault ?? .duplicateName
        }
        var ordered: [UInt8] = []
        ordered.reserveCapacity(bytes.count - start)
        for member in sorted {
            if !ordered.isEmpty { ordered.append(0x2C) }
            ordered.append(contentsOf: bytes[member.whole])
        }
        bytes.replaceSubrange(start..., with: ordered)
    }

    private func precedes(_ left: Member, _ right: Member) -> Bool {
        names[left.name].lexicographicallyPrecedes(names[right.name])
    }

    private mutating func append(integer value: Int64) {
        if value.magnitude > UInt64(Self.largestInteger) { fault = fault ?? .integerTooLarge }
        JSONEscape.append(integer: value, to: &bytes)
    }

    private mutating func append(string value: String) {
        var value = value
        value.withUTF8 { JSONEscape.appendCanonical($0, to: &bytes) }
    }

    private mutating func append(utf8 value: ArraySlice<UInt8>) {
        if UTF8Check.firstInvalid(in: value) != nil { fault = fault ?? .invalidUTF8 }
        value.withUnsafeBufferPointer { JSONEscape.appendCanonical($0, to: &bytes) }
    }
}

/// Writing of the small parts of JSON.
enum JSONEscape {
    /// A quoted string with the escapes `\"`, `\\` and `\u00xx`, the only ones canonical JSON has.
    static func appendCanonical(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        var from = 0
        var index = 0
        while index < text.count {
            let byte = text[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[from..<index]))
                from = index + 1
                appendEscaped(byte, to: &bytes)
            }
            index += 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[from...]))
        bytes.append(0x22)
    }

    private static func appendEscaped(_ byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(0x5C)
        if byte < 0x20 {
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(contentsOf: Hex.encode(CollectionOfOne(byte)))
        } else {
            bytes.append(byte)
        }
    }

    /// Decimal digits of an integer.
    static func append(integer value: Int64, to bytes: inout [UInt8]) {
        if value < 0 { bytes.append(0x2D) }
        var rest = value.magnitude
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var position = 20
            repeat {
                position -= 1
                digits[position] = UInt8(truncatingIfNeeded: rest % 10) + 0x30
                rest /= 10
            } while rest > 0
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[position...]))
        }
    }
}
