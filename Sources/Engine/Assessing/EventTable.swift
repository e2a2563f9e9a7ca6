import Domain

/// Numbers event keys in the order in which they come, in the bytes that they have: a million take 40 MB, and reading
/// them back is one pass.
struct EventTable: Sendable {
    private static let kinds = EventKind.allCases

    /// Key after key: kind, owner and id, lengths before the texts.
    private(set) var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// The upper half of a key's hash above its ordinal and one; zero is empty.
    private var slots: [UInt64] = []

    var count: Int { ends.count }

    subscript(_ ordinal: UInt32) -> EventKey {
        var place = start(Int(ordinal))
        let kind = Self.kinds[Int(bytes[place])]
        place += 1
        func text() -> String {
            let count = Self.length(bytes, &place)
            defer { place += count }
            return String(decoding: bytes[place..<place + count], as: UTF8.self)
        }
        return EventKey(kind: kind, ownerCountry: text(), ownerParty: text(), id: text())
    }

    func ordinal(of key: EventKey) -> UInt32? {
        let entry = Self.entry(key)
        return entry.withUnsafeBytes { find($0, Self.hash($0)).ordinal }
    }

    /// - Returns: its ordinal, and whether it is new.
    mutating func enter(_ key: EventKey) -> (ordinal: UInt32, isNew: Bool) {
        let entry = Self.entry(key)
        if (count + 1) * 2 > slots.count { rehash(count + 1) }
        let hash = entry.withUnsafeBytes { Self.hash($0) }
        let found = entry.withUnsafeBytes { find($0, hash) }
        if let ordinal = found.ordinal { return (ordinal, false) }
        slots[found.slot] = hash & 0xffff_ffff_0000_0000 | UInt64(count + 1)
        bytes += entry
        ends.append(bytes.count)
        return (UInt32(count - 1), true)
    }

    init() {}

    /// Reads back what ``bytes`` were; nil for bytes that are no keys, or not so many, or of which two are the same.
    init?(_ bytes: [UInt8], count: Int) {
        guard count <= bytes.count / 4 else { return nil }
        self.bytes = bytes
        ends.reserveCapacity(count)
        var place = 0
        for _ in 0..<count {
            guard place < bytes.count, Int(bytes[place]) < Self.kinds.count else { return nil }
            place += 1
            for _ in 0..<3 {
                let length = Self.length(bytes, &place)
                guard length <= bytes.count - place else { return nil }
                place += length
            }
            ends.append(place)
        }
        guard place == bytes.count, rehash(count) else { return nil }
    }

    private func start(_ ordinal: Int) -> Int { ordinal == 0 ? 0 : ends[ordinal - 1] }

    private static func entry(_ key: EventKey) -> [UInt8] {
        var entry: [UInt8] = []
        entry.reserveCapacity(16 + key.id.utf8.count)
        entry.append(UInt8(kinds.firstIndex(of: key.kind) ?? 0))
        for text in [key.ownerCountry, key.ownerParty, key.id] {
            var rest = text.utf8.count
            while rest >= 0x80 {
                entry.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            entry.append(UInt8(rest))
            entry.append(contentsOf: text.utf8)
        }
        return entry
    }

    /// A length as ``entry(_:)`` writes it; one too large for anything where the bytes end in it.
    private static func length(_ bytes: [UInt8], _ place: inout Int) -> Int {
        var value = 0
        for shift in stride(from: 0, to: 56, by: 7) {
            guard place < bytes.count else { return .max }
            let byte = bytes[place]
            place += 1
            value |= Int(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        return .max
    }

    /// Seeded anew in each process: senders choose ids, and shall not choose where they stand.
    private static func hash(_ entry: UnsafeRawBufferPointer) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(bytes: entry)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    private func find(_ entry: UnsafeRawBufferPointer, _ hash: UInt64) -> (slot: Int, ordinal: UInt32?) {
        guard !slots.isEmpty else { return (0, nil) }
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place] != 0 {
            let slot = slots[place]
            if (slot ^ hash) >> 32 == 0 {
                let ordinal = Int(truncatingIfNeeded: slot & 0xffff_ffff) - 1
                let isSame = bytes.withUnsafeBytes {
                    $0[start(ordinal)..<ends[ordinal]].elementsEqual(entry)
                }
                if isSame { return (place, UInt32(ordinal)) }
            }
            place = (place + 1) & mask
        }
        return (place, nil)
    }

    /// - Returns: whether all keys differ.
    @discardableResult
    private mutating func rehash(_ count: Int) -> Bool {
        var room = 64
        while room < count * 3 { room *= 2 }
        slots = Array(repeating: 0, count: room)
        return bytes.withUnsafeBytes { bytes in
            for ordinal in ends.indices {
                let entry = UnsafeRawBufferPointer(rebasing: bytes[start(ordinal)..<ends[ordinal]])
                let hash = Self.hash(entry)
                let found = find(entry, hash)
                if found.ordinal != nil { return false }
                slots[found.slot] = hash & 0xffff_ffff_0000_0000 | UInt64(ordinal + 1)
            }
            return true
        }
    }
}
