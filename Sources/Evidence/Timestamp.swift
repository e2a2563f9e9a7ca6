package import Domain

/// A request to a time-stamping authority over SHA-256 of a signed checkpoint. Asks for the certificate; carries no nonce,
/// so the same note always gives the same bytes.
///
/// *Source:* RFC 3161 section 2.4.1; DER of X.690.
package enum TimestampRequest {
    package static func encoded(note: [UInt8]) -> [UInt8] {
        let imprint = DER.element(0x30, DER.sha256 + DER.element(0x04, EvidenceHash.plain(note).bytes))
        return DER.element(0x30, DER.element(0x02, [1]) + imprint + DER.element(0x01, [0xFF]))
    }
}

/// What a time-stamping authority answered: which hash it saw, and when.
///
/// Status, imprint and time are read. The authority's own signature is not judged here: that needs its certificate and a
/// clock (`openssl ts -verify -in FILE.tsr -data NOTE -CAfile AUTHORITY.pem`).
package struct TimestampReply: Hashable, Sendable {
    /// The SHA-256 that was time-stamped.
    package let imprint: Hash32
    /// The authority's time, cut to microseconds.
    package let time: Instant

    private static let signedData: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]
    private static let timestampInfo: [UInt8] = [
        0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x04,
    ]

    /// From the bytes of a `.tsr` file (RFC 3161 section 2.4.2).
    /// - Throws: `timestamp_invalid` for a refusal, another hash than SHA-256, or bytes that are no reply.
    package init(parsing bytes: [UInt8]) throws(EvidenceError) {
        var outer = DER.Reader(bytes[...])
        var reply = try outer.sequence()
        guard outer.isAtEnd else { throw EvidenceError(.timestampInvalid, "bytes follow the reply") }
        var status = try reply.sequence()
        let code = try status.element(0x02)
        // 0 granted, 1 granted with modifications.
        guard code.count == 1, let value = code.first, value <= 1 else {
            throw EvidenceError(.timestampInvalid, "the authority did not grant the time-stamp")
        }
        var content = try reply.sequence()
        guard try content.element(0x06).elementsEqual(TimestampReply.signedData) else {
            throw EvidenceError(.timestampInvalid, "the reply holds no signed data")
        }
        var explicit = DER.Reader(try content.element(0xA0))
        var signed = try explicit.sequence()
        _ = try signed.element(0x02)
        _ = try signed.element(0x31)
        var encapsulated = try signed.sequence()
        guard try encapsulated.element(0x06).elementsEqual(TimestampReply.timestampInfo) else {
            throw EvidenceError(.timestampInvalid, "the signed data is no time-stamp")
        }
        var inner = DER.Reader(try encapsulated.element(0xA0))
        var octets = DER.Reader(try inner.element(0x04))
        var info = try octets.sequence()
        _ = try info.element(0x02)
        _ = try info.element(0x06)
        var imprint = try info.sequence()
        var algorithm = try imprint.sequence()
        guard try algorithm.element(0x06).elementsEqual(DER.sha256Identifier) else {
            throw EvidenceError(.timestampInvalid, "the time-stamp is not over SHA-256")
        }
        guard let hash = Hash32(try imprint.element(0x04)) else {
            throw EvidenceError(.timestampInvalid, "the time-stamped hash has not 32 bytes")
        }
        _ = try info.element(0x02)
        guard let time = TimestampReply.time(try info.element(0x18)) else {
            throw EvidenceError(.timestampInvalid, "the time is not one in UTC")
        }
        self.imprint = hash
        self.time = time
    }

    /// `YYYYMMDDhhmmss[.f]Z`.
    private static func time(_ text: ArraySlice<UInt8>) -> Instant? {
        let digits = Array(text)
        guard digits.count >= 15, digits.last == 0x5A else { return nil }
        func part(_ from: Int, _ count: Int) -> String { String(decoding: digits[from..<from + count], as: UTF8.self) }
        let fraction = String(decoding: digits[14..<digits.count - 1], as: UTF8.self)
        return Instant(
            "\(part(0, 4))-\(part(4, 2))-\(part(6, 2))T\(part(8, 2)):\(part(10, 2)):\(part(12, 2))\(fraction.prefix(7))Z"
        )
    }
}

/// The little of DER that a time-stamp needs.
private enum DER {
    static let sha256Identifier: [UInt8] = [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
    /// The AlgorithmIdentifier of SHA-256 with its NULL parameter.
    static let sha256 = element(0x30, element(0x06, sha256Identifier) + [0x05, 0x00])

    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        precondition(content.count < 0x80, "only short elements are written")
        return [tag, UInt8(content.count)] + content
    }

    struct Reader {
        private var rest: ArraySlice<UInt8>

        init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func sequence() throws(EvidenceError) -> Reader { Reader(try element(0x30)) }

        /// The content of the next element, which must have this tag.
        mutating func element(_ tag: UInt8) throws(EvidenceError) -> ArraySlice<UInt8> {
            let malformed = EvidenceError(.timestampInvalid, "not a reply of RFC 3161 in DER")
            guard rest.popFirst() == tag, let first = rest.popFirst() else { throw malformed }
            var length = Int(first)
            if first >= 0x80 {
                guard (0x81...0x84).contains(first) else { throw malformed }
                length = 0
                for _ in 0..<Int(first & 0x7F) {
                    guard let byte = rest.popFirst() else { throw malformed }
                    length = length << 8 | Int(byte)
                }
            }
            guard length <= rest.count else { throw malformed }
            defer { rest = rest.dropFirst(length) }
            return rest.prefix(length)
        }
    }
}
