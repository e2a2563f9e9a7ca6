/// Little-endian bytes of a snapshot, or of the canonical form.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func number<Number: FixedWidthInteger>(_ value: Number) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
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
    let bytes: [UInt8]
    private(set) var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func number<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(WindowSnapshotError) -> Number {
        let size = MemoryLayout<Number>.size
        guard bytes.count - place >= size else { throw WindowSnapshotError(code: .damaged) }
        let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Number.self) }
        place += size
        return Number(littleEndian: value)
    }

    /// A count of things of at least `size` bytes each, so that a damaged count never asks for more memory than there
    /// are bytes.
    mutating func count(of size: Int) throws(WindowSnapshotError) -> Int {
        let count = Int(try number(UInt32.self))
        guard count * size <= bytes.count - place else { throw WindowSnapshotError(code: .damaged) }
        return count
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
