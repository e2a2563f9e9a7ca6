import Crypto
package import Domain

extension Hash32 {
    /// From four words, most significant byte first.
    init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
        var value = Hash32.zero
        withUnsafeMutableBytes(of: &value) { raw in
            raw.storeBytes(of: first, toByteOffset: 0, as: UInt64.self)
            raw.storeBytes(of: second, toByteOffset: 8, as: UInt64.self)
            raw.storeBytes(of: third, toByteOffset: 16, as: UInt64.self)
            raw.storeBytes(of: fourth, toByteOffset: 24, as: UInt64.self)
        }
        self = value
    }

    /// From the 32 bytes at the start of a buffer, without an array in between: for rows read by the thousand.
    package init(loading raw: UnsafeRawBufferPointer) {
        precondition(raw.count >= 32, "a hash has 32 bytes")
        self.init(
            UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
            UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
            UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self)))
    }

    /// Calls `body` with the 32 bytes in their order.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withUnsafeBytes(
            of: (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian), body)
    }

    /// Appends the 32 bytes.
    func append(to bytes: inout [UInt8]) { withBytes { bytes.append(contentsOf: $0) } }
}

/// SHA-256 as evidence uses it. The byte in front keeps the three uses apart (RFC 6962 section 2.1 for leaf and node).
package enum EvidenceHash {
    /// The root of the empty tree: SHA-256 of no bytes.
    package static let emptyRoot = plain([])

    /// SHA-256 of the bytes alone: entry ids, knowledge manifests, executables.
    package static func plain(_ bytes: [UInt8]) -> Hash32 {
        bytes.withUnsafeBytes { digest($0, nil) }
    }

    /// The leaf hash: SHA-256(0x00, envelope).
    package static func leaf(_ envelope: [UInt8]) -> Hash32 {
        envelope.withUnsafeBytes { digest($0, 0) }
    }

    /// The hash of an inner node: SHA-256(0x01, left, right).
    package static func node(_ left: Hash32, _ right: Hash32) -> Hash32 {
        let block: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (
            left.words.0.bigEndian, left.words.1.bigEndian, left.words.2.bigEndian, left.words.3.bigEndian,
            right.words.0.bigEndian, right.words.1.bigEndian, right.words.2.bigEndian, right.words.3.bigEndian
        )
        return withUnsafeBytes(of: block) { digest($0, 1) }
    }

    /// The commitment to one payload: SHA-256(0x02, salt, payload).
    package static func commitment(salt: [UInt8], payload: [UInt8]) -> Hash32 {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(2)) { hasher.update(bufferPointer: $0) }
        salt.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        payload.withUnsafeBytes { hasher.update(bufferPointer: $0) }
        return load(hasher.finalize())
    }

    static func digest(_ bytes: UnsafeRawBufferPointer, _ prefix: UInt8?) -> Hash32 {
        var hasher = SHA256()
        if let prefix { withUnsafeBytes(of: prefix) { hasher.update(bufferPointer: $0) } }
        hasher.update(bufferPointer: bytes)
        return load(hasher.finalize())
    }

    static func load(_ digest: SHA256.Digest) -> Hash32 { digest.withUnsafeBytes { Hash32(loading: $0) } }
}
