/// A cursor to one value of a `JSONDocument`; copying it copies nothing of the document.
package struct JSONValue: Sendable {
    let storage: JSONDocument.Storage
    let index: Int

    var node: JSONNode { storage.tape[index] }

    package var kind: JSONKind { node.kind }

    /// Bytes of the document before this value (for a string: before its opening quote).
    package var offset: Int { Int(node.start) - (kind == .string ? 1 : 0) }

    /// The value as it stands in the document, quotes and brackets included.
    package var rawBytes: ArraySlice<UInt8> {
        let quotes = kind == .string ? 1 : 0
        return storage.bytes[Int(node.start) - quotes..<Int(node.end) + quotes]
    }

    /// Line and column, both from 1, of the value in its document. Complexity: linear in the offset.
    package var position: (line: Int, column: Int) {
        storage.bytes.withUnsafeBufferPointer { TextPosition.of(offset: offset, in: $0) }
    }

    // MARK: Scalars

    /// Whether the value is `null`.
    package var isNull: Bool { kind == .null }

    /// The value of `true` or `false`; nil for every other kind.
    package var bool: Bool? {
        switch kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The text of a string, escapes resolved; nil for every other kind.
    package var string: String? {
        guard kind == .string else { return nil }
        if node.hasEscape { return String(decoding: JSONText.unescape(contents), as: UTF8.self) }
        return storage.bytes.withUnsafeBufferPointer {
            String(decoding: $0[Int(node.start)..<Int(node.end)], as: UTF8.self)
        }
    }

    /// The UTF-8 bytes of a string, escapes resolved; nil for every other kind. Allocates only when there are escapes.
    package var utf8: ArraySlice<UInt8>? {
        guard kind == .string else { return nil }
        return node.hasEscape ? JSONText.unescape(contents)[...] : contents
    }

    /// The text of a number exactly as given (`1.00` stays `1.00`); nil for every other kind.
    package var numberText: ArraySlice<UInt8>? {
        kind == .number ? contents : nil
    }

    /// Whether the value is a string with exactly these bytes.
    package func equals(_ text: StaticString) -> Bool {
        kind == .string && matches(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// The value of an integer number without fraction or exponent that fits; nil otherwise.
    package var integer: Int64? {
        guard kind == .number else { return nil }
        var text = contents
        let negative = text.first == 0x2D
        if negative { text = text.dropFirst() }
        var value: Int64 = 0
        for byte in text {
            guard byte &- 0x30 < 10 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let digit = Int64(byte &- 0x30)
            let (sum, carry) =
                negative ? product.subtractingReportingOverflow(digit) : product.addingReportingOverflow(digit)
            if overflow || carry { return nil }
            value = sum
        }
        return value
    }

    var contents: ArraySlice<UInt8> { storage.bytes[Int(node.start)..<Int(node.end)] }

    // MARK: Containers

    /// The first member of that name; nil when there is none or the value is no object.
    /// Complexity: linear in the members, one comparison of bytes each.
    package subscript(_ key: StaticString) -> JSONValue? {
        find(UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount))
    }

    /// The first member of a name known only at run time.
    package subscript(named key: String) -> JSONValue? {
        var key = key
        return key.withUTF8 { find($0) }
    }

    /// The members of an object in their order; empty for every other kind.
    package var members: JSONMembers { JSONMembers(self) }

    /// The elements of an array in their order; empty for every other kind.
    package var elements: JSONElements { JSONElements(self) }

    /// Whether the value is an array or object without content.
    package var isEmptyContainer: Bool {
        (kind == .array || kind == .object) && Int(node.next) == index + 1
    }

    /// The first name that an object holds twice, or nil. Nested objects are not looked at.
    /// Complexity: quadratic up to 16 members, else by sorting.
    package var duplicateName: String? {
        let names = members.map(\.name)
        if names.count <= 16 {
            for (position, name) in names.enumerated() {
                for earlier in names[..<position] where earlier.elementsEqual(name) {
                    return String(decoding: name, as: UTF8.self)
                }
            }
            return nil
        }
        let sorted = names.sorted { $0.lexicographicallyPrecedes($1) }
        for (left, right) in zip(sorted, sorted.dropFirst()) where left.elementsEqual(right) {
            return String(decoding: left, as: UTF8.self)
        }
        return nil
    }

    /// The values of the members by name, in one pass; nil unless the value is an object that holds each name exactly once
    /// and no other.
    ///
    /// Complexity: one comparison a member where they stand in the order of the names, else linear in the names each.
    package func values(of names: [StaticString]) -> JSONRecordValues? {
        guard kind == .object else { return nil }
        var positions = [Int32](repeating: -1, count: names.count)
        let isWhole = storage.bytes.withUnsafeBufferPointer { bytes in
            storage.tape.withUnsafeBufferPointer { match($0, bytes, names, &positions) }
        }
        return isWhole ? JSONRecordValues(storage: storage, positions: positions) : nil
    }

    private func match(
        _ tape: UnsafeBufferPointer<JSONNode>, _ bytes: UnsafeBufferPointer<UInt8>, _ names: [StaticString],
        _ positions: inout [Int32]
    ) -> Bool {
        func isNamed(_ cursor: Int, _ name: StaticString) -> Bool {
            let node = tape[cursor]
            let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
            if node.hasEscape { return JSONValue(storage: storage, index: cursor).matches(wanted) }
            guard Int(node.end - node.start) == wanted.count else { return false }
            for position in wanted.indices where bytes[Int(node.start) + position] != wanted[position] { return false }
            return true
        }
        let end = Int(node.next)
        var cursor = index + 1
        var expected = 0
        var found = 0
        while cursor < end {
            var number = expected
            if expected >= names.count || !isNamed(cursor, names[expected]) {
                guard let other = names.firstIndex(where: { isNamed(cursor, $0) }) else { return false }
                number = other
            }
            if positions[number] >= 0 { return false }
            positions[number] = Int32(cursor + 1)
            found += 1
            expected = number + 1
            cursor = Int(tape[cursor + 1].next)
        }
        return found == names.count
    }

    private func find(_ key: UnsafeBufferPointer<UInt8>) -> JSONValue? {
        guard kind == .object else { return nil }
        let end = Int(node.next)
        var cursor = index + 1
        while cursor < end {
            if JSONValue(storage: storage, index: cursor).matches(key) {
                return JSONValue(storage: storage, index: cursor + 1)
            }
            cursor = Int(storage.tape[cursor + 1].next)
        }
        return nil
    }

    /// Whether the string at this cursor holds exactly these bytes.
    @inline(__always)
    func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let node = node
        if node.hasEscape { return JSONText.unescape(contents).elementsEqual(text) }
        guard Int(node.end - node.start) == text.count else { return false }
        return storage.bytes.withUnsafeBufferPointer { bytes in
            var position = Int(node.start)
            for byte in text {
                if bytes[position] != byte { return false }
                position += 1
            }
            return true
        }
    }
}

/// The values of an object whose names are known, by their position among the names.
package struct JSONRecordValues: Sendable {
    let storage: JSONDocument.Storage
    let positions: [Int32]

    package subscript(_ position: Int) -> JSONValue {
        JSONValue(storage: storage, index: Int(positions[position]))
    }
}

/// One member of an object.
package struct JSONMember: Sendable {
    let key: JSONValue
    package let value: JSONValue

    /// The name's UTF-8 bytes, escapes resolved.
    package var name: ArraySlice<UInt8> { key.utf8 ?? [] }

    /// Whether the name is exactly this.
    package func isNamed(_ text: StaticString) -> Bool { key.equals(text) }
}

/// The members of one object, in their order.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
    private let storage: JSONDocument.Storage
    private var cursor: Int
    private let end: Int

    init(_ value: JSONValue) {
        storage = value.storage
        cursor = value.index + 1
        end = value.kind == .object ? Int(value.node.next) : cursor
    }

    package mutating func next() -> JSONMember? {
        guard cursor < end else { return nil }
        let member = JSONMember(
            key: JSONValue(storage: storage, index: cursor), value: JSONValue(storage: storage, index: cursor + 1))
        cursor = Int(storage.tape[cursor + 1].next)
        return member
    }
}

/// The elements of one array, in their order.
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
    private let storage: JSONDocument.Storage
    private var cursor: Int
    private let end: Int

    init(_ value: JSONValue) {
        storage = value.storage
        cursor = value.index + 1
        end = value.kind == .array ? Int(value.node.next) : cursor
    }

    package mutating func next() -> JSONValue? {
        guard cursor < end else { return nil }
        let value = JSONValue(storage: storage, index: cursor)
        cursor = Int(storage.tape[cursor].next)
        return value
    }
}

/// Escapes of JSON strings.
enum JSONText {
    /// Resolves the escapes of a string's contents, which the parser has validated.
    static func unescape(_ contents: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(contents.count)
        var cursor = contents.startIndex
        while cursor < contents.endIndex {
            let byte = contents[cursor]
            guard byte == 0x5C else {
                text.append(byte)
                cursor += 1
                continue
            }
            switch contents[cursor + 1] {
            case 0x62: text.append(0x08)
            case 0x66: text.append(0x0C)
            case 0x6E: text.append(0x0A)
            case 0x72: text.append(0x0D)
            case 0x74: text.append(0x09)
            case 0x75:
                cursor += append(unicodeEscapeAt: cursor, of: contents, to: &text)
                continue
            case let other: text.append(other)
            }
            cursor += 2
        }
        return text
    }

    /// Appends the scalar of `\uXXXX` or of a surrogate pair and returns the length of the escape.
    private static func append(
        unicodeEscapeAt start: Int, of contents: ArraySlice<UInt8>, to text: inout [UInt8]
    ) -> Int {
        let high = unit(at: start + 2, of: contents)
        var value = high
        var length = 6
        if high & 0xFC00 == 0xD800 {
            value = 0x10000 + (high & 0x3FF) << 10 + unit(at: start + 8, of: contents) & 0x3FF
            length = 12
        }
        if let scalar = Unicode.Scalar(value) {
            text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        return length
    }

    private static func unit(at start: Int, of contents: ArraySlice<UInt8>) -> UInt32 {
        contents[start..<start + 4].reduce(0) { $0 << 4 | UInt32(Hex.value(of: $1) ?? 0) }
    }
}
