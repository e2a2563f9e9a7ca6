import Crypto

/// SHA-256 (FIPS 180-4) over bytes, whole or piece by piece. Digests are 32 bytes.
package struct SHA256Hasher: Sendable {
    private var state = SHA256()

    package init() {}

    /// Adds bytes to the message.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
    }

    /// Adds a slice of a buffer to the message, without copying it.
    package mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
    }

    /// Adds bytes that stand in memory as they are.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) { state.update(bufferPointer: bytes) }

    /// Adds one byte, as the domain separators of hash trees need it.
    package mutating func update(byte: UInt8) {
        withUnsafeBytes(of: byte) { state.update(bufferPointer: $0) }
    }

    /// The digest of everything added so far; the hasher can go on afterwards.
    package func finalize() -> [UInt8] {
        let copy = state
        return [UInt8](copy.finalize())
    }

    /// The digest of one buffer.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var hasher = SHA256Hasher()
        hasher.update(bytes)
        return hasher.finalize()
    }

    /// The digest of one slice.
    package static func hash(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var hasher = SHA256Hasher()
        hasher.update(bytes)
        return hasher.finalize()
    }
}

/// HMAC-SHA256 (RFC 2104, FIPS 198-1).
package enum HMACSHA256 {
    /// The 32-byte authentication code of `message` under `key`.
    package static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] { code(for: message[...], key: key) }

    package static func code(for message: ArraySlice<UInt8>, key: [UInt8]) -> [UInt8] {
        var state = HMAC<SHA256>(key: SymmetricKey(data: key))
        state.update(data: message)
        return [UInt8](state.finalize())
    }
}

/// Comparison of secrets.
package enum ConstantTime {
    /// Whether two buffers are equal; takes the same time wherever they differ. The lengths are not secret.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for index in left.indices {
            difference |= left[index] ^ right[index]
        }
        return difference == 0
    }
}
