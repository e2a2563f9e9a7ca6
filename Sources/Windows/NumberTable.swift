/// A key with a well mixed hash of its own, the same on every machine.
protocol NumberTableKey: Equatable, Sendable {
    var tableHash: UInt64 { get }
}

/// Numbers by key: open addressing over a hash that is already there, a quarter of what a dictionary takes to find a key.
///
/// Nothing is ever taken out.
struct NumberTable<Key: NumberTableKey>: Sendable, Sequence {
    private(set) var entries: [(key: Key, value: Int32)] = []
    /// The upper half of a key's hash above the place of its entry and one; zero is empty.
    private var slots: [UInt64] = []

    var count: Int { entries.count }

    func makeIterator() -> IndexingIterator<[(key: Key, value: Int32)]> { entries.makeIterator() }

    mutating func reserveCapacity(_ count: Int) {
        entries.reserveCapacity(count)
        if count * 2 > slots.count { rehash(count) }
    }

    subscript(_ key: Key) -> Int32? {
        @inline(__always)
        get {
            guard !slots.isEmpty else { return nil }
            let hash = key.tableHash
            let mask = slots.count &- 1
            var place = Int(truncatingIfNeeded: hash) & mask
            while slots[place] != 0 {
                let slot = slots[place]
                if (slot ^ hash) >> 32 == 0 {
                    let entry = Int(truncatingIfNeeded: slot & 0xffff_ffff) &- 1
                    if entries[entry].key == key { return entries[entry].value }
                }
                place = (place &+ 1) & mask
            }
            return nil
        }
    }

    /// - Precondition: the key is not there.
    mutating func insert(_ key: Key, _ value: Int32) {
        if (entries.count &+ 1) * 2 > slots.count { rehash(entries.count &+ 1) }
        entries.append((key, value))
        place(entries.count &- 1, key.tableHash)
    }

    private mutating func place(_ entry: Int, _ hash: UInt64) {
        let mask = slots.count &- 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place] != 0 { place = (place &+ 1) & mask }
        slots[place] = hash & 0xffff_ffff_0000_0000 | UInt64(entry &+ 1)
    }

    private mutating func rehash(_ count: Int) {
        var room = 8
        while room < count * 3 { room *= 2 }
        slots = Array(repeating: 0, count: room)
        for entry in entries.indices { place(entry, entries[entry].key.tableHash) }
    }
}

extension KeyPart: NumberTableKey {
    var tableHash: UInt64 {
        switch self {
        case .text(_, let hash): mixed(hash)
        case .number(let value): mixed(UInt64(bitPattern: value) &+ 0x9e37_79b9_7f4a_7c15)
        }
    }
}

extension KeyTable.Pair: NumberTableKey {
    var tableHash: UInt64 {
        let sides = UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
        return mixed(sides ^ mixed(UInt64(UInt32(bitPattern: space)) &+ 1))
    }
}

/// The last steps of SplitMix64: every bit of the result depends on every bit of the value.
@inline(__always)
func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
}
