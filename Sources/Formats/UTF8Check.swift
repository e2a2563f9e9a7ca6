/// Validation of UTF-8 as Unicode table 3-7 defines it: no overlong forms, no surrogates, nothing above U+10FFFF.
package enum UTF8Check {
    /// Offset of the first byte that does not start a valid sequence, or nil when all are valid.
    package static func firstInvalid(in bytes: some Collection<UInt8>) -> Int? {
        let found = bytes.withContiguousStorageIfAvailable { firstInvalid(buffer: $0) }
        return found ?? Array(bytes).withUnsafeBufferPointer { firstInvalid(buffer: $0) }
    }

    private static func firstInvalid(buffer: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let base = buffer.baseAddress else { return nil }
        var position = 0
        while position < buffer.count {
            let length = sequenceLength(base + position, buffer.count - position)
            guard length > 0 else { return position }
            position += length
        }
        return nil
    }

    /// Length 1...4 of the sequence that starts at `bytes`, 0 when it is invalid or cut off. `count` is at least 1.
    static func sequenceLength(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
        let lead = bytes[0]
        switch lead {
        case 0x00...0x7F:
            return 1
        case 0xC2...0xDF:
            return count >= 2 && isTail(bytes[1]) ? 2 : 0
        case 0xE0...0xEF:
            guard count >= 3, isTail(bytes[1]), isTail(bytes[2]) else { return 0 }
            if lead == 0xE0 && bytes[1] < 0xA0 { return 0 }
            if lead == 0xED && bytes[1] > 0x9F { return 0 }
            return 3
        case 0xF0...0xF4:
            guard count >= 4, isTail(bytes[1]), isTail(bytes[2]), isTail(bytes[3]) else { return 0 }
            if lead == 0xF0 && bytes[1] < 0x90 { return 0 }
            if lead == 0xF4 && bytes[1] > 0x8F { return 0 }
            return 4
        default:
            return 0
        }
    }

    private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
