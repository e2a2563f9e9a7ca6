/// The identity of a record's content: SHA-256 of a canonical form that does not see differences without meaning.
///
/// Members sorted by the UTF-8 bytes of their names, nulls and empty arrays dropped, members named in `ciStrings`
/// upper-cased (ASCII), numbers in shortest decimal form, members named in `timestamps` as microseconds UTC, the order of
/// arrays kept, unknown members included. A `1970-1-1` timestamp (unknown) is the same with and without padding.
package struct ContentHasher: Sendable {
    private let names: NameTable

    /// - Parameters:
    ///   - ciStrings: names of the members that compare without regard to case, at any depth; also their arrays.
    ///   - timestamps: names of the members that hold a date and time, at any depth.
    package init(ciStrings: some Collection<String>, timestamps: some Collection<String>) {
        names = NameTable(
            ciStrings.map { ($0, NameTable.Treatment.upperCase) } + timestamps.map { ($0, .timestamp) })
    }

    /// SHA-256 of the canonical form.
    package func hash(_ value: JSONValue) -> [UInt8] {
        SHA256Hasher.hash(canonicalBytes(value))
    }

    /// The canonical form itself.
    package func canonicalBytes(_ value: JSONValue) -> [UInt8] {
        value.storage.bytes.withUnsafeBufferPointer { bytes in
            value.storage.tape.withUnsafeBufferPointer { tape in
                var writer = ContentWriter(bytes: bytes, tape: tape, names: names)
                writer.append(value.index, .plain)
                return writer.output
            }
        }
    }
}

/// Member names and how their values are treated, looked up by bytes. Complexity: constant in the number of names.
struct NameTable: Sendable {
    enum Treatment: UInt8, Sendable { case plain, upperCase, timestamp }

    private struct Slot: Sendable {
        var hash: UInt32 = 0
        var start: UInt32 = 0
        var count: UInt32 = 0
        var treatment = Treatment.plain
    }

    /// Open addressing, a power of two, at most half full; `plain` marks a free slot.
    private var slots: [Slot]
    /// All names one behind the other.
    private var text: [UInt8] = []

    init(_ names: [(String, Treatment)]) {
        var capacity = 16
        while capacity < names.count * 2 { capacity *= 2 }
        slots = [Slot](repeating: Slot(), count: capacity)
        for (name, treatment) in names {
            let bytes = Array(name.utf8)
            let hash = bytes.withUnsafeBufferPointer { Self.hash($0) }
            var slot = Int(hash) & (capacity - 1)
            while slots[slot].treatment != .plain { slot = (slot + 1) & (capacity - 1) }
            slots[slot] = Slot(
                hash: hash, start: UInt32(text.count), count: UInt32(bytes.count), treatment: treatment)
            text += bytes
        }
    }

    func treatment(of name: UnsafeBufferPointer<UInt8>) -> Treatment {
        let hash = Self.hash(name)
        var slot = Int(hash) & (slots.count - 1)
        while true {
            let entry = slots[slot]
            if entry.treatment == .plain { return .plain }
            if entry.hash == hash, Int(entry.count) == name.count, matches(entry, name) { return entry.treatment }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    private func matches(_ entry: Slot, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in 0..<name.count where text[Int(entry.start) + index] != name[index] { return false }
        return true
    }

    /// FNV-1a, folded.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in name { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return hash ^ hash >> 15
    }
}

/// The text behind a document's nodes. Two addresses and nothing else, so that closures over it cost nothing.
private struct TapeText {
    let bytes: UnsafeBufferPointer<UInt8>
    let tape: UnsafeBufferPointer<JSONNode>

    /// Equal names keep the order of the document.
    @inline(__always)
    func precedes(_ left: ContentWriter.Member, _ right: ContentWriter.Member) -> Bool {
        if left.prefix != right.prefix { return left.prefix < right.prefix }
        return withName(left.name) { leftName in
            withName(right.name) { rightName in
                if leftName.lexicographicallyPrecedes(rightName) { return true }
                return left.name < right.name && leftName.elementsEqual(rightName)
            }
        }
    }

    func prefix(_ name: Int) -> UInt64 {
        withName(name) { text in
            guard let base = text.baseAddress else { return 0 }
            if text.count >= 8 { return UInt64(bigEndian: UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)) }
            var value: UInt64 = 0
            for index in 0..<8 { value = value << 8 | (index < text.count ? UInt64(text[index]) : 0) }
            return value
        }
    }

    /// The name's bytes, escapes resolved.
    @inline(__always)
    func withName<Result>(_ name: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let node = tape[name]
        return node.hasEscape ? unescaped(node).withUnsafeBufferPointer(body) : body(slice(node))
    }

    @inline(__always)
    func slice(_ node: JSONNode) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[Int(node.start)..<Int(node.end)])
    }

    func unescaped(_ node: JSONNode) -> [UInt8] { JSONText.unescape(Array(slice(node))[...]) }
}

/// Writes the canonical form straight from bytes and tape: this runs for every record that is ever taken in.
private struct ContentWriter {
    struct Member {
        /// The first eight bytes of the name, big-endian, so that most comparisons are one of integers.
        var prefix: UInt64
        /// Tape index of the name.
        var name: Int
    }

    private let text: TapeText
    private let names: NameTable
    private(set) var output: [UInt8] = []
    /// Members of all objects being written, those of the innermost last.
    private var members: [Member] = []

    init(bytes: UnsafeBufferPointer<UInt8>, tape: UnsafeBufferPointer<JSONNode>, names: NameTable) {
        text = TapeText(bytes: bytes, tape: tape)
        self.names = names
        output.reserveCapacity(bytes.count + bytes.count / 8 + 64)
        members.reserveCapacity(64)
    }

    mutating func append(_ index: Int, _ treatment: NameTable.Treatment) {
        let node = text.tape[index]
        switch node.kind {
        case .object: append(object: index)
        case .array: append(array: index, treatment)
        case .string: append(string: node, treatment)
        case .number: append(number: node)
        case .true, .false, .null: output.append(contentsOf: text.slice(node))
        }
    }

    private mutating func append(array index: Int, _ treatment: NameTable.Treatment) {
        output.append(0x5B)
        let end = Int(text.tape[index].next)
        var cursor = index + 1
        while cursor < end {
            if cursor > index + 1 { output.append(0x2C) }
            append(cursor, treatment)
            cursor = Int(text.tape[cursor].next)
        }
        output.append(0x5D)
    }

    private mutating func append(object index: Int) {
        let first = members.count
        let end = Int(text.tape[index].next)
        var cursor = index + 1
        while cursor < end {
            let value = text.tape[cursor + 1]
            let kind = value.kind
            let isEmptyArray = kind == .array && Int(value.next) == cursor + 2
            if kind != .null, !isEmptyArray { members.append(Member(prefix: text.prefix(cursor), name: cursor)) }
            cursor = Int(value.next)
        }
        sort(from: first)
        output.append(0x7B)
        for position in first..<members.count {
            if position > first { output.append(0x2C) }
            let name = members[position].name
            append(string: text.tape[name], .plain)
            output.append(0x3A)
            append(name + 1, treatment(name))
        }
        output.append(0x7D)
        members.removeSubrange(first...)
    }

    private func treatment(_ name: Int) -> NameTable.Treatment {
        let node = text.tape[name]
        if !node.hasEscape { return names.treatment(of: text.slice(node)) }
        return text.unescaped(node).withUnsafeBufferPointer { names.treatment(of: $0) }
    }

    /// Insertion while an object is as small as objects are, else the library's sort.
    private mutating func sort(from first: Int) {
        guard members.count - first <= 40 else {
            let text = text
            let sorted = members[first...].sorted { text.precedes($0, $1) }
            members.replaceSubrange(first..., with: sorted)
            return
        }
        var index = first + 1
        while index < members.count {
            let member = members[index]
            var position = index
            while position > first, text.precedes(member, members[position - 1]) {
                members[position] = members[position - 1]
                position -= 1
            }
            members[position] = member
            index += 1
        }
    }

    private mutating func append(string node: JSONNode, _ treatment: NameTable.Treatment) {
        let plainText = text.slice(node)
        if treatment == .timestamp, !node.hasEscape, let micros = TimestampText.micros(plainText) {
            JSONEscape.append(integer: micros, to: &output)
            return
        }
        if node.hasEscape {
            let plain = text.unescaped(node)
            let cased = treatment == .upperCase ? plain.map(Self.upperCase) : plain
            cased.withUnsafeBufferPointer { JSONEscape.appendCanonical($0, to: &output) }
            return
        }
        // Without escapes there is nothing to escape either.
        output.append(0x22)
        let start = output.count
        output.append(contentsOf: plainText)
        if treatment == .upperCase {
            for position in start..<output.count { output[position] = Self.upperCase(output[position]) }
        }
        output.append(0x22)
    }

    private mutating func append(number node: JSONNode) {
        let digits = text.slice(node)
        if DecimalText.isShortest(digits) {
            output.append(contentsOf: digits)
        } else {
            DecimalText.appendShortest(Array(digits)[...], to: &output)
        }
    }

    private static func upperCase(_ byte: UInt8) -> UInt8 { byte &- 0x61 < 26 ? byte - 0x20 : byte }

}
