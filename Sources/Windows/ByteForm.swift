/// Little-endian bytes of a snapshot, or of the canonical form.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func number<Number: FixedWidthInteger>(_ value: Number) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Words one after the other, little-endian.
    mutating func words(_ words: UnsafeBufferPointer<Int64>) {
        #if _endian(little)
            bytes.append(contentsOf: UnsafeRawBufferPointer(words))
        #else
            for word in words { number(word) }
        #endif
    }

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

    /// Copies the next words to where they belong.
    mutating func copyWords(_ count: Int, to place: UnsafeMutablePointer<Int64>) throws(WindowSnapshotError) {
        guard end - self.place >= count * 8 else { throw WindowSnapshotError(code: .damaged) }
        bytes.withUnsafeBytes { bytes in
            UnsafeMutableRawPointer(place).copyMemory(
                from: bytes.baseAddress.unsafelyUnwrapped + self.place, byteCount: count * 8)
        }
        #if !_endian(little)
            for index in 0..<count { place[index] = Int64(littleEndian: place[index]) }
        #endif
        self.place += count * 8
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

/// A sum over words that notices any one changed byte, as each step can be undone. It seals nothing: whoever keeps a snapshot
/// outside the process seals it.
struct WordSum {
    private(set) var value: UInt64 = 0x9e37_79b9_7f4a_7c15

    init(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { bytes in
            var place = 0
            while place &+ 8 <= bytes.count {
                add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
                place &+= 8
            }
            var rest: UInt64 = 0
            for index in place..<bytes.count { rest = rest << 8 | UInt64(bytes[index]) }
            add(rest)
            add(UInt64(bytes.count))
        }
    }

    @inline(__always)
    private mutating func add(_ word: UInt64) {
        let mixed = (value ^ word) &* 0xff51_afd7_ed55_8ccd
        value = mixed ^ (mixed >> 32)
    }
}

/// FNV-1a, 64 bits: tells two states apart, seals nothing.
struct Fingerprint {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
}
