/// Little-endian bytes of a snapshot, or of the canonical form.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func number<Number: FixedWidthInteger>(_ value: Number) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// A number that is most often small: seven bits a byte, the lowest first.
    mutating func short(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func words(_ words: [Int64]) { for word in words { number(word) } }

    mutating func part(_ part: KeyPart) {
        switch part {
        case .text(let text, let hash):
            bytes.append(1)
            number(hash)
            let utf8 = Array(text.utf8)
            number(UInt32(utf8.count))
            bytes.append(contentsOf: utf8)
        case .number(let value):
            bytes.append(2)
            number(value)
        }
    }
}

/// A snapshot that cannot be read back; the window state is then rebuilt from the event log.
package struct WindowSnapshotError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        /// Not a snapshot, cut off, or changed since it was written.
        case damaged
        /// Taken under other streams than those in force.
        case otherSchema
    }

    package let code: Code

    package init(code: Code) { self.code = code }

    package var description: String {
        switch code {
        case .damaged: "the snapshot of the windows is damaged"
        case .otherSchema: "the snapshot of the windows was taken under other streams"
        }
    }
}

struct ByteReader {
    private let bytes: [UInt8]
    private let end: Int
    private var place = 0

    /// - Parameter end: where the bytes to read end.
    init(_ bytes: [UInt8], end: Int) {
        self.bytes = bytes
        self.end = end
    }

    var isAtEnd: Bool { place == end }

    /// Bytes that are still to be read.
    var rest: Int { end - place }

    mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(WindowSnapshotError) -> Number {
        let size = MemoryLayout<Number>.size
        guard end - place >= size else { throw WindowSnapshotError(code: .damaged) }
        let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Number.self) }
        place += size
        return Number(littleEndian: value)
    }

    /// A count of things of at least `size` bytes each, so that a damaged count never asks for more memory than there
    /// are bytes.
    mutating func count(of size: Int) throws(WindowSnapshotError) -> Int {
        let count = Int(try number(UInt32.self))
        guard count * size <= end - place else { throw WindowSnapshotError(code: .damaged) }
        return count
    }

    mutating func short() throws(WindowSnapshotError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            let byte = try number(UInt8.self)
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        throw WindowSnapshotError(code: .damaged)
    }

    /// A short count of things of at least `size` bytes each.
    mutating func shortCount(of size: Int) throws(WindowSnapshotError) -> Int {
        let count = try short()
        guard count <= UInt64((end - place) / size) else { throw WindowSnapshotError(code: .damaged) }
        return Int(count)
    }

    mutating func words(_ count: Int) throws(WindowSnapshotError) -> [Int64] {
        guard (end - place) / 8 >= count else { throw WindowSnapshotError(code: .damaged) }
        let from = place
        place += count * 8
        return bytes.withUnsafeBytes { bytes in
            (0..<count).map {
                Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: from + $0 * 8, as: Int64.self))
            }
        }
    }

    mutating func part() throws(WindowSnapshotError) -> KeyPart {
        switch try number(UInt8.self) {
        case 1:
            let hash = try number(UInt64.self)
            let length = try count(of: 1)
            guard let text = String(validating: bytes[place..<place + length], as: UTF8.self) else {
                throw WindowSnapshotError(code: .damaged)
            }
            place += length
            return .text(text, hash: hash)
        case 2: return .number(try number())
        default: throw WindowSnapshotError(code: .damaged)
        }
    }
}

/// FNV-1a, 64 bits: tells two states apart, seals nothing.
struct Fingerprint {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
}
