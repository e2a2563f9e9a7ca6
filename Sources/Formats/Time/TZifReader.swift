/// Reads the blocks of a TZif file (RFC 8536 section 3).
struct TZifReader {
    struct Counts {
        var version: Int
        var utcFlags: Int
        var standardFlags: Int
        var leaps: Int
        var transitions: Int
        var kinds: Int
        var characters: Int

        func dataLength(timeSize: Int) -> Int {
            transitions * (timeSize + 1) + kinds * 6 + characters + leaps * (timeSize + 4) + standardFlags + utcFlags
        }
    }

    struct Body {
        var transitions: [Int64]
        var kinds: [UInt8]
        var offsets: [Int32]
    }

    private let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func header() throws(ZoneError) -> Counts {
        guard bytes.count - position >= 44 else { throw ZoneError(code: .truncated) }
        guard bytes[position..<position + 4].elementsEqual("TZif".utf8) else { throw ZoneError(code: .notTZif) }
        let version = bytes[position + 4]
        position += 20
        var counts: [Int] = []
        for _ in 0..<6 { counts.append(Int(try integer(4))) }
        // Counts are 32-bit: a damaged one must neither overflow nor allocate.
        guard counts.allSatisfy({ (0...bytes.count).contains($0) }) else { throw ZoneError(code: .truncated) }
        return Counts(
            version: version >= 0x32 ? Int(version) - 0x30 : 1, utcFlags: counts[0], standardFlags: counts[1],
            leaps: counts[2], transitions: counts[3], kinds: counts[4], characters: counts[5])
    }

    mutating func skip(_ count: Int) throws(ZoneError) {
        guard bytes.count - position >= count else { throw ZoneError(code: .truncated) }
        position += count
    }

    mutating func body(_ counts: Counts) throws(ZoneError) -> Body {
        guard counts.kinds > 0 else { throw ZoneError(code: .inconsistent) }
        guard bytes.count - position >= counts.dataLength(timeSize: 8) else { throw ZoneError(code: .truncated) }
        var transitions: [Int64] = []
        for _ in 0..<counts.transitions { transitions.append(try integer(8)) }
        let kinds = [UInt8](bytes[position..<position + counts.transitions])
        position += counts.transitions
        var offsets: [Int32] = []
        for _ in 0..<counts.kinds {
            let offset = try integer(4)
            guard (-93_599...93_599).contains(offset) else { throw ZoneError(code: .inconsistent) }
            offsets.append(Int32(offset))
            position += 2
        }
        try skip(counts.characters + counts.leaps * 12 + counts.standardFlags + counts.utcFlags)
        let isAscending = zip(transitions, transitions.dropFirst()).allSatisfy { $0 < $1 }
        guard isAscending, kinds.allSatisfy({ Int($0) < counts.kinds }) else { throw ZoneError(code: .inconsistent) }
        return Body(transitions: transitions, kinds: kinds, offsets: offsets)
    }

    /// The rule for times after the last change; nil when the footer is empty.
    mutating func footer() throws(ZoneError) -> PosixZone? {
        guard position < bytes.count, bytes[position] == 0x0A,
            let end = bytes[(position + 1)...].firstIndex(of: 0x0A)
        else { throw ZoneError(code: .truncated) }
        let text = bytes[position + 1..<end]
        if text.isEmpty { return nil }
        guard let zone = PosixZone(text) else { throw ZoneError(code: .badFooter) }
        return zone
    }

    /// A big-endian signed integer of 4 or 8 bytes.
    private mutating func integer(_ size: Int) throws(ZoneError) -> Int64 {
        guard bytes.count - position >= size else { throw ZoneError(code: .truncated) }
        var value: Int64 = bytes[position] >= 0x80 ? -1 : 0
        for index in position..<position + size { value = value << 8 | Int64(bytes[index]) }
        position += size
        return value
    }
}
