import Domain

/// Writes an envelope's text into memory that is known to be large enough.
struct EnvelopeSink {
    private(set) var position: UnsafeMutablePointer<UInt8>

    init(_ start: UnsafeMutablePointer<UInt8>) { position = start }

    mutating func byte(_ byte: UInt8) {
        position.initialize(to: byte)
        position += 1
    }

    mutating func text(_ text: StaticString) {
        position.initialize(from: text.utf8Start, count: text.utf8CodeUnitCount)
        position += text.utf8CodeUnitCount
    }

    mutating func bytes(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            position.initialize(from: start, count: buffer.count)
            position += buffer.count
        }
    }

    /// Sixteen digits, lower case, most significant first: eight at a time in the lanes of one word.
    mutating func hex(_ word: UInt64) {
        let raw = UnsafeMutableRawPointer(position)
        raw.storeBytes(of: EnvelopeSink.digits(word >> 32).bigEndian, as: UInt64.self)
        raw.storeBytes(of: EnvelopeSink.digits(word & 0xFFFF_FFFF).bigEndian, toByteOffset: 8, as: UInt64.self)
        position += 16
    }

    private static func digits(_ half: UInt64) -> UInt64 {
        var lanes = (half | half << 16) & 0x0000_FFFF_0000_FFFF
        lanes = (lanes | lanes << 8) & 0x00FF_00FF_00FF_00FF
        lanes = (lanes | lanes << 4) & 0x0F0F_0F0F_0F0F_0F0F
        let isLetter = (lanes &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return lanes &+ 0x3030_3030_3030_3030 &+ isLetter &* 39
    }

    mutating func hex(_ hash: Hash32) {
        hex(hash.words.0)
        hex(hash.words.1)
        hex(hash.words.2)
        hex(hash.words.3)
    }

    mutating func hex(_ pseudonym: Pseudonym) {
        hex(pseudonym.high)
        hex(pseudonym.low)
    }

    /// A decimal number without leading zeros.
    mutating func decimal(_ value: Int64) {
        if value < 0 { byte(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var count = 1
        var scale: UInt64 = 10
        while rest >= scale {
            count += 1
            let (next, overflow) = scale.multipliedReportingOverflow(by: 10)
            if overflow { break }
            scale = next
        }
        for offset in stride(from: count - 1, through: 0, by: -1) {
            (position + offset).initialize(to: UInt8(truncatingIfNeeded: rest % 10) &+ 0x30)
            rest /= 10
        }
        position += count
    }

    /// `YYYY-MM-DD`.
    mutating func date(_ date: CivilDate) {
        let parts = date.components
        digits(parts.year, scale: 1000)
        byte(UInt8(ascii: "-"))
        digits(parts.month, scale: 10)
        byte(UInt8(ascii: "-"))
        digits(parts.day, scale: 10)
    }

    private mutating func digits(_ value: Int, scale: Int) {
        var scale = scale
        while scale > 0 {
            byte(UInt8(truncatingIfNeeded: value / scale % 10) &+ 0x30)
            scale /= 10
        }
    }
}

extension [UInt8] {
    /// Appends 16 hexadecimal digits, lower case, most significant first.
    mutating func appendHex(_ word: UInt64) {
        append(
            contentsOf: [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
                guard let start = buffer.baseAddress else { return }
                var sink = EnvelopeSink(start)
                sink.hex(word)
                count = 16
            })
    }

    /// Appends a decimal number without leading zeros.
    mutating func appendDecimal(_ value: UInt64) { append(contentsOf: String(value).utf8) }
}

extension CivilDate {
    var isFourDigitYear: Bool { (1...9999).contains(year) }
}

extension Outcome {
    var envelopeText: StaticString {
        switch self {
        case .pass: "pass"
        case .review: "review"
        case .hold: "hold"
        case .stop: "stop"
        }
    }
}

extension FieldGroup {
    static let inOrder = allCases

    var envelopeText: StaticString {
        switch self {
        case .cdd: "cdd"
        case .decision: "decision"
        case .report: "report"
        case .sanctions: "sanctions"
        case .system: "system"
        case .tax: "tax"
        case .txn: "txn"
        }
    }
}

extension DateName {
    static let inOrder = allCases

    var envelopeText: StaticString {
        switch self {
        case .document: "document"
        case .extended: "extended"
        case .filing: "filing"
        case .filingDeadline: "filing_deadline"
        case .lastDependent: "last_dependent"
        case .payment: "payment"
        case .record: "record"
        case .relationshipEnd: "relationship_end"
        case .transaction: "transaction"
        case .unblocked: "unblocked"
        }
    }
}

extension EnvelopeKind {
    static let inOrder = allCases

    var envelopeText: StaticString {
        switch self {
        case .genesis: "genesis"
        case .event: "event"
        case .assessment: "assessment"
        case .caseEvent: "case_event"
        case .kyc: "kyc"
        case .knowledge: "knowledge"
        case .report: "report"
        case .submission: "submission"
        case .answer: "answer"
        case .date: "date"
        case .hold: "hold"
        case .holdRelease: "hold_release"
        case .purge: "purge"
        case .key: "key"
        case .anchored: "anchored"
        case .access: "access"
        }
    }
}
