import Crypto
import Domain

/// Sixteen random or derived bytes that stand for a person, a party or a record inside an envelope; 32 hexadecimal digits.
///
/// A subject's or actor's pseudonym is random and kept in `subject_alias`: deleting that row unlinks the envelopes for good.
package struct Pseudonym: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// From exactly 16 bytes, else nil.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        for (offset, byte) in bytes.enumerated() {
            if offset < 8 { words.0 = words.0 << 8 | UInt64(byte) } else { words.1 = words.1 << 8 | UInt64(byte) }
        }
        self.init(high: words.0, low: words.1)
    }

    /// From 32 lower-case hexadecimal digits, else nil.
    package init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 32,
            let value = digits.withUnsafeBufferPointer({ buffer in
                var scanner = EnvelopeScanner(buffer)
                return scanner.pseudonym()
            }), value.hex == hex
        else { return nil }
        self = value
    }

    /// The key of a record: the first 16 bytes of SHA-256(kind, 0, owner's alias as 32 digits, 0, record id).
    ///
    /// Keyed by the owner's alias so that nobody without it can test whether a known record is in the log.
    package init(kind: EnvelopeKind, owner: Pseudonym, recordID: [UInt8]) {
        var hasher = SHA256()
        var text: [UInt8] = []
        text.reserveCapacity(64 + recordID.count)
        text.append(contentsOf: kind.rawValue.utf8)
        text.append(0)
        text.appendHex(owner.high)
        text.appendHex(owner.low)
        text.append(0)
        text.append(contentsOf: recordID)
        text.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        let digest = EvidenceHash.load(hasher.finalize())
        self.init(high: digest.words.0, low: digest.words.1)
    }

    package var bytes: [UInt8] {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) { [UInt8]($0) }
    }

    /// 32 lower-case hexadecimal digits.
    package var hex: String {
        var text: [UInt8] = []
        text.appendHex(high)
        text.appendHex(low)
        return String(decoding: text, as: UTF8.self)
    }

    package var description: String { hex }

    package static func < (left: Pseudonym, right: Pseudonym) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

/// Where fresh salts and pseudonyms come from: the kernel's random source in production, a seeded one in tests.
///
/// A salt is never derived from a master key: a salt that can be derived again cannot be erased.
package protocol SaltSource {
    /// 32 bytes, never the same twice.
    mutating func salt() -> [UInt8]
    /// A fresh pseudonym.
    mutating func pseudonym() -> Pseudonym
}

/// Salts from a random number generator: `SystemRandomNumberGenerator` is the kernel's, a seeded one repeats.
package struct GeneratorSaltSource<Generator: RandomNumberGenerator>: SaltSource {
    private var generator: Generator

    package init(_ generator: Generator) { self.generator = generator }

    package mutating func salt() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for _ in 0..<4 { withUnsafeBytes(of: generator.next().bigEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }

    package mutating func pseudonym() -> Pseudonym { Pseudonym(high: generator.next(), low: generator.next()) }
}

extension GeneratorSaltSource: Sendable where Generator: Sendable {}

/// Salts cut from blocks of random bytes, for sources where each call is dear, such as the kernel's.
package struct BlockSaltSource: SaltSource, Sendable {
    private let fetch: @Sendable () -> [UInt8]
    private var block: [UInt8] = []

    /// - Parameter fetch: fresh random bytes, at least 32, never the same twice.
    package init(_ fetch: @escaping @Sendable () -> [UInt8]) { self.fetch = fetch }

    package mutating func salt() -> [UInt8] { take(32) }

    package mutating func pseudonym() -> Pseudonym {
        Pseudonym(take(16)) ?? Pseudonym(high: 0, low: 0)
    }

    /// Bytes leave the block as they are handed out, so that none is used twice.
    private mutating func take(_ count: Int) -> [UInt8] {
        if block.count < count { block = fetch() }
        precondition(block.count >= count, "a source of salts must give at least 32 bytes")
        let bytes = Array(block.suffix(count))
        block.removeLast(count)
        return bytes
    }
}
