package import Domain

/// One entry of an evidence log, format `amplomb-evidence/1`: the only bytes the tree hashes (evidence.md 2.1).
///
/// Holds no name, amount, account or natural identifier. The stored bytes are the truth: an envelope is written once and
/// never again made from columns. Writer and parser stand in this one file, and the parser takes only what the writer makes.
package struct Envelope: Hashable, Sendable {
    package var log: LogOrigin
    package var kind: EnvelopeKind
    package var record: Pseudonym
    /// 0 ... 2^31-1.
    package var revision: Int32
    package var subject: Pseudonym?
    package var country: Country?
    package var occurred: Instant
    package var recordClass: RecordClass
    /// Sorted by name, none twice; empty when none is known yet.
    package var dates: [NamedDate]
    package var outcome: Outcome?
    /// SHA-256 of the knowledge manifest.
    package var knowledge: Hash32
    /// SHA-256 of the running executable.
    package var engine: Hash32
    package var actor: EnvelopeActor
    /// Entry ids of earlier entries; the order has meaning; at most 64.
    package var refs: [Hash32]
    /// 1 to 16, sorted by group, no group twice.
    package var parts: [EnvelopePart]

    /// The longest envelope: its length must fit the 16-bit prefix of an entry bundle.
    package static let maximumLength = 65_535
    static let maximumReferences = 64
    static let firstLine = Array("amplomb-evidence/1".utf8)

    /// The canonical bytes.
    /// - Throws: `envelope_invalid` when dates or parts are not sorted and unique, or a count is out of range.
    package func encoded() throws(EvidenceError) -> [UInt8] {
        try checkOrder()
        let fixed = 700 + log.utf8.count + recordClass.utf8.count
        let bound = fixed + 32 * dates.count + 65 * refs.count + 80 * parts.count
        return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            var sink = EnvelopeSink(start)
            writeHead(to: &sink)
            writeBody(to: &sink)
            count = sink.position - start
        }
    }

    private func writeHead(to sink: inout EnvelopeSink) {
        sink.text("amplomb-evidence/1\nlog ")
        sink.bytes(log.utf8)
        sink.text("\nkind ")
        sink.text(kind.envelopeText)
        sink.text("\nrecord ")
        sink.hex(record)
        sink.text("\nrevision ")
        sink.decimal(Int64(revision))
        sink.text("\nsubject ")
        if let subject { sink.hex(subject) } else { sink.byte(dash) }
        sink.text("\ncountry ")
        if let country {
            sink.byte(UInt8(truncatingIfNeeded: country.packed >> 8))
            sink.byte(UInt8(truncatingIfNeeded: country.packed))
        } else {
            sink.byte(dash)
        }
        sink.text("\noccurred ")
        sink.decimal(occurred.microseconds)
        sink.text("\nclass ")
        sink.bytes(recordClass.utf8)
        sink.text("\ndates ")
        if dates.isEmpty { sink.byte(dash) }
        for (position, named) in dates.enumerated() {
            if position > 0 { sink.byte(comma) }
            sink.text(named.name.envelopeText)
            sink.byte(UInt8(ascii: "="))
            sink.date(named.date)
        }
    }

    private func writeBody(to sink: inout EnvelopeSink) {
        sink.text("\noutcome ")
        sink.text(outcome?.envelopeText ?? "-")
        sink.text("\nknowledge ")
        sink.hex(knowledge)
        sink.text("\nengine ")
        sink.hex(engine)
        sink.text("\nactor ")
        switch actor {
        case .none: sink.byte(dash)
        case .engine: sink.text("engine")
        case .person(let pseudonym): sink.hex(pseudonym)
        }
        sink.text("\nrefs ")
        if refs.isEmpty { sink.byte(dash) }
        for (position, reference) in refs.enumerated() {
            if position > 0 { sink.byte(comma) }
            sink.hex(reference)
        }
        sink.byte(lineFeed)
        for part in parts {
            sink.text("part ")
            sink.text(part.group.envelopeText)
            sink.byte(space)
            sink.hex(part.commitment)
            sink.byte(lineFeed)
        }
    }

    private func checkOrder() throws(EvidenceError) {
        guard revision >= 0 else { throw EvidenceError(.envelopeInvalid, "a negative revision") }
        guard refs.count <= Envelope.maximumReferences else { throw EvidenceError(.envelopeInvalid, "over 64 refs") }
        guard (1...16).contains(parts.count) else { throw EvidenceError(.envelopeInvalid, "1 to 16 parts are needed") }
        for position in parts.indices.dropFirst() where parts[position - 1].group >= parts[position].group {
            throw EvidenceError(.envelopeInvalid, "parts are not sorted by field group or one stands twice")
        }
        for position in dates.indices.dropFirst() where dates[position - 1].name >= dates[position].name {
            throw EvidenceError(.envelopeInvalid, "dates are not sorted by name or one stands twice")
        }
        for named in dates where !named.date.isFourDigitYear {
            throw EvidenceError(.envelopeInvalid, "a date outside the years 1 to 9999")
        }
    }

}

extension Envelope {
    /// Reads an envelope; takes only bytes that the writer would produce.
    /// - Throws: `envelope_version_unknown` for another first line, else `envelope_malformed` with the line.
    package init(parsing bytes: [UInt8]) throws(EvidenceError) {
        guard (1...Envelope.maximumLength).contains(bytes.count) else {
            throw EvidenceError(.envelopeMalformed, "length \(bytes.count), allowed are 1 to 65535", line: 1)
        }
        self = try bytes.withUnsafeBufferPointer { (buffer) throws(EvidenceError) in
            var scanner = EnvelopeScanner(buffer)
            return try Envelope(scanning: &scanner)
        }
        try compare(with: bytes)
    }

    private init(scanning scanner: inout EnvelopeScanner) throws(EvidenceError) {
        guard scanner.accept("amplomb-evidence/1"), scanner.isAtLineEnd else {
            throw EvidenceError(.envelopeVersionUnknown, "the first line names no known format", line: 1)
        }
        try scanner.endLine()
        log = try scanner.field("log ") { scanner in LogOrigin(utf8: scanner.word()) }
        kind = try scanner.field("kind ") { scanner in scanner.kind() }
        record = try scanner.field("record ") { scanner in scanner.pseudonym() }
        revision = try scanner.field("revision ") { scanner in scanner.revision() }
        subject = try scanner.optionalField("subject ") { scanner in scanner.pseudonym() }
        country = try scanner.optionalField("country ") { scanner in Country(utf8Alpha2: scanner.word()) }
        occurred = try scanner.field("occurred ") { scanner in scanner.decimal().map { Instant(microseconds: $0) } }
        recordClass = try scanner.field("class ") { scanner in RecordClass(utf8: scanner.word()) }
        dates = try scanner.optionalField("dates ") { scanner in scanner.dates() } ?? []
        outcome = try scanner.optionalField("outcome ") { scanner in scanner.outcome() }
        knowledge = try scanner.field("knowledge ") { scanner in scanner.hash() }
        engine = try scanner.field("engine ") { scanner in scanner.hash() }
        actor = try scanner.optionalField("actor ") { scanner in scanner.actor() } ?? .none
        refs = try scanner.optionalField("refs ") { scanner in scanner.list { scanner in scanner.hash() } } ?? []
        parts = []
        parts.reserveCapacity(4)
        repeat {
            let part: EnvelopePart = try scanner.field("part ") { scanner in scanner.part() }
            if let last = parts.last, last.group >= part.group { throw scanner.previousLine("groups out of order") }
            parts.append(part)
        } while !scanner.isAtEnd
    }

    /// Whatever the grammar let through, only the writer's own bytes count.
    private func compare(with bytes: [UInt8]) throws(EvidenceError) {
        let written: [UInt8]
        do { written = try encoded() } catch { throw EvidenceError(.envelopeMalformed, error.detail, line: 1) }
        guard written != bytes else { return }
        var line = 1
        for (left, right) in zip(written, bytes) {
            if left != right { break }
            if left == lineFeed { line += 1 }
        }
        throw EvidenceError(.envelopeMalformed, "not in canonical form", line: line)
    }
}

let lineFeed = UInt8(ascii: "\n")
let space = UInt8(ascii: " ")
let dash = UInt8(ascii: "-")
let comma = UInt8(ascii: ",")

/// Reads the fixed forms of an envelope from left to right and counts lines.
///
/// Hexadecimal digits are decoded without being judged: what the writer would not have written fails the comparison of
/// bytes that ends every parse.
struct EnvelopeScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    private var line = 1

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { index == bytes.count }
    var isAtLineEnd: Bool { index < bytes.count && bytes[index] == lineFeed }

    func previousLine(_ detail: String) -> EvidenceError {
        EvidenceError(.envelopeMalformed, detail, line: line - 1)
    }

    mutating func endLine() throws(EvidenceError) {
        guard isAtLineEnd else {
            throw EvidenceError(.envelopeMalformed, "the line does not end where it must", line: line)
        }
        index += 1
        line += 1
    }

    /// Passes over a text if it is what comes next.
    mutating func accept(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard index + length <= bytes.count else { return false }
        let start = text.utf8Start
        for offset in 0..<length where bytes[index + offset] != start[offset] { return false }
        index += length
        return true
    }

    /// Passes over a whole word if it is what comes next.
    private mutating func acceptWord(_ text: StaticString) -> Bool {
        let start = index
        guard accept(text) else { return false }
        if index == bytes.count || bytes[index] == lineFeed || bytes[index] == space { return true }
        index = start
        return false
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    /// A line with a value that must be there.
    mutating func field<Value>(
        _ title: StaticString, _ read: (inout EnvelopeScanner) -> Value?
    ) throws(EvidenceError) -> Value {
        guard accept(title) else {
            throw EvidenceError(.envelopeMalformed, "expected a line beginning with '\(title)'", line: line)
        }
        guard let value = read(&self) else {
            throw EvidenceError(.envelopeMalformed, "bad value after '\(title)'", line: line)
        }
        try endLine()
        return value
    }

    /// A line whose value may be missing, written `-`.
    mutating func optionalField<Value>(
        _ title: StaticString, _ read: (inout EnvelopeScanner) -> Value?
    ) throws(EvidenceError) -> Value? {
        let isMissing = isMissing(after: title.utf8CodeUnitCount)
        return try field(title) { scanner in
            if isMissing {
                scanner.index += 1
                return .some(nil)
            }
            return read(&scanner).map { .some($0) }
        }
    }

    private func isMissing(after length: Int) -> Bool {
        let value = index + length
        return value + 1 < bytes.count && bytes[value] == dash && bytes[value + 1] == lineFeed
    }

    /// The bytes up to the end of the line or the next space.
    mutating func word() -> [UInt8] {
        let start = index
        while index < bytes.count, bytes[index] != lineFeed, bytes[index] != space { index += 1 }
        return Array(bytes[start..<index])
    }

    mutating func list<Value>(_ read: (inout EnvelopeScanner) -> Value?) -> [Value]? {
        var values: [Value] = []
        repeat {
            guard values.count < Envelope.maximumReferences, let value = read(&self) else { return nil }
            values.append(value)
        } while accept(comma)
        return values
    }

    /// Sixteen digits, eight at a time in the lanes of one word.
    private mutating func hexWord() -> UInt64? {
        guard index + 16 <= bytes.count, let start = bytes.baseAddress else { return nil }
        let raw = UnsafeRawPointer(start + index)
        index += 16
        return EnvelopeScanner.nibbles(raw.loadUnaligned(as: UInt64.self)) << 32
            | EnvelopeScanner.nibbles(raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    private static func nibbles(_ loaded: UInt64) -> UInt64 {
        let digits = UInt64(bigEndian: loaded)
        var lanes = (digits & 0x0F0F_0F0F_0F0F_0F0F) &+ 9 &* (digits >> 6 & 0x0101_0101_0101_0101)
        lanes = (lanes | lanes >> 4) & 0x00FF_00FF_00FF_00FF
        lanes = (lanes | lanes >> 8) & 0x0000_FFFF_0000_FFFF
        return (lanes | lanes >> 16) & 0xFFFF_FFFF
    }

    mutating func pseudonym() -> Pseudonym? {
        guard let high = hexWord(), let low = hexWord() else { return nil }
        return Pseudonym(high: high, low: low)
    }

    mutating func hash() -> Hash32? {
        guard let first = hexWord(), let second = hexWord(), let third = hexWord(), let fourth = hexWord() else {
            return nil
        }
        return Hash32(first, second, third, fourth)
    }

    mutating func kind() -> EnvelopeKind? {
        for kind in EnvelopeKind.inOrder where acceptWord(kind.envelopeText) { return kind }
        return nil
    }

    mutating func outcome() -> Outcome? {
        if acceptWord("pass") { return .pass }
        if acceptWord("review") { return .review }
        if acceptWord("hold") { return .hold }
        return acceptWord("stop") ? .stop : nil
    }

    mutating func actor() -> EnvelopeActor? {
        acceptWord("engine") ? .engine : pseudonym().map(EnvelopeActor.person)
    }

    mutating func revision() -> Int32? {
        decimal().flatMap { $0 < 0 ? nil : Int32(exactly: $0) }
    }

    /// A decimal without plus sign or leading zero, within Int64.
    mutating func decimal() -> Int64? {
        let negative = accept(dash)
        let start = index
        // Counted downwards, where Int64 has one value more.
        var value: Int64 = 0
        while index < bytes.count, bytes[index] &- 0x30 < 10 {
            let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = product.subtractingReportingOverflow(Int64(bytes[index] - 0x30))
            if tooLarge || overflow { return nil }
            value = sum
            index += 1
        }
        guard index > start, index == start + 1 || bytes[start] != 0x30, negative || value > Int64.min else {
            return nil
        }
        if negative { return value == 0 ? nil : value }
        return -value
    }

    mutating func dates() -> [NamedDate]? {
        guard let dates = list({ scanner in scanner.namedDate() }) else { return nil }
        for position in dates.indices.dropFirst() where dates[position - 1].name >= dates[position].name { return nil }
        return dates
    }

    private mutating func namedDate() -> NamedDate? {
        for name in DateName.inOrder {
            let start = index
            guard accept(name.envelopeText), accept(UInt8(ascii: "=")) else {
                index = start
                continue
            }
            guard let year = digits(4), accept(dash), let month = digits(2), accept(dash), let day = digits(2) else {
                return nil
            }
            return CivilDate(year: year, month: month, day: day).map { NamedDate(name, $0) }
        }
        return nil
    }

    private mutating func digits(_ count: Int) -> Int? {
        guard index + count <= bytes.count else { return nil }
        var value = 0
        for offset in index..<index + count {
            let digit = bytes[offset] &- 0x30
            if digit > 9 { return nil }
            value = value * 10 + Int(digit)
        }
        index += count
        return value
    }

    mutating func part() -> EnvelopePart? {
        for group in FieldGroup.inOrder where acceptWord(group.envelopeText) {
            guard accept(space), let commitment = hash() else { return nil }
            return EnvelopePart(group: group, commitment: commitment)
        }
        return nil
    }
}
