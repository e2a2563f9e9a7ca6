/// Thirty-two bytes of a SHA-256 digest as four machine words: cheap to store, compare and use as a key.
package struct Hash32: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let words: (UInt64, UInt64, UInt64, UInt64)

    /// From exactly 32 bytes, else nil.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        // Nearly every caller holds an array: one load a word instead of a generic walk a byte.
        let loaded = bytes.withContiguousStorageIfAvailable { buffer -> (UInt64, UInt64, UInt64, UInt64) in
            let raw = UnsafeRawBufferPointer(buffer)
            func word(_ index: Int) -> UInt64 {
                UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
            return (word(0), word(1), word(2), word(3))
        }
        if let loaded {
            self.init(words: loaded)
        } else {
            self.init(Array(bytes))
        }
    }

    /// From the four big-endian words of a digest.
    package init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

    /// From 64 hexadecimal digits, else nil.
    package init?(hex: some StringProtocol) {
        guard hex.utf8.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        var high: UInt8?
        for character in hex.utf8 {
            let nibble: UInt8
            switch character {
            case 48...57: nibble = character - 48
            case 97...102: nibble = character - 87
            case 65...70: nibble = character - 55
            default: return nil
            }
            if let first = high {
                bytes.append(first << 4 | nibble)
                high = nil
            } else {
                high = nibble
            }
        }
        self.init(bytes)
    }

    package static let zero = Hash32(words: (0, 0, 0, 0))

    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for word in [words.0, words.1, words.2, words.3] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        return bytes
    }

    /// 64 lower-case hexadecimal digits.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(64)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `sha256:` and the hexadecimal digits: how versions of knowledge are written.
    package var description: String { "sha256:\(hex)" }

    package static func == (left: Hash32, right: Hash32) -> Bool { left.words == right.words }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
    }

    package static func < (left: Hash32, right: Hash32) -> Bool { left.words < right.words }
}
