/// A text in the snapshot's string pool.
struct TextRef: BitwiseCopyable, Sendable {
    var offset: UInt32 = 0
    var count: UInt32 = 0
}

/// A list of a snapshot.
struct ListRecord: BitwiseCopyable, Sendable {
    var id = TextRef()
    var format = TextRef()
    var version: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var publishDate: Int32 = .min
    var entryCount: UInt32 = 0
    var nameCount: UInt32 = 0
    var ceiling: UInt8 = Band.stop.rawValue
}

/// An entry: its facts lie in the flat arrays of the snapshot.
struct EntryRecord: BitwiseCopyable, Sendable {
    var id = TextRef()
    var programs = TextRef()
    var measures = TextRef()
    var hash: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    var firstBirth: UInt32 = 0
    var firstCountry: UInt32 = 0
    var firstID: UInt32 = 0
    var firstName: UInt32 = 0
    var nameCount: UInt16 = 0
    var birthCount: UInt16 = 0
    var countryCount: UInt16 = 0
    var idCount: UInt16 = 0
    var list: UInt16 = 0
    var type: UInt8 = 0
    /// Bit 0 female, bit 1 male.
    var genders: UInt8 = 0
}

struct BirthRecord: BitwiseCopyable, Sendable {
    var from: Int32
    var to: Int32
    var precision: UInt8
    var isAlternative: Bool
}

struct IDRecord: BitwiseCopyable, Sendable {
    var scheme: TextRef
    var value: TextRef
    var country: UInt32
}

/// One reading of one name of an entry.
struct NameRecord: BitwiseCopyable, Sendable {
    var entry: UInt32
    var text: TextRef
    var firstToken: UInt32
    var weight: Int32
    var tokenCount: UInt8
    /// Words that name somebody.
    var fullCount: UInt8
    /// Those of them that tell people apart.
    var tellingCount: UInt8
    var legalForm: UInt8
    var kind: UInt8
    /// Bit 0 weak, bit 1 read as an organisation, bit 2 has an initial.
    var flags: UInt8

    var isWeak: Bool { flags & 1 != 0 }
    var isCompany: Bool { flags & 2 != 0 }
    var hasInitial: Bool { flags & 4 != 0 }
}

/// Integers to runs of integers: an open-addressing hash table in flat arrays.
struct FlatIndex: Sendable {
    private(set) var keys: [UInt64] = []
    private(set) var starts: [UInt32] = []
    private(set) var values: [UInt32] = []
    private var mask: Int { keys.count - 1 }

    init() {}

    init(keys: [UInt64], starts: [UInt32], values: [UInt32]) {
        self.keys = keys
        self.starts = starts
        self.values = values
    }

    /// Builds from pairs; the values of a key keep their order, equal neighbours are kept once.
    init(pairs: [(key: UInt64, value: UInt32)]) {
        var capacity = 16
        while capacity < pairs.count * 2 { capacity *= 2 }
        keys = [UInt64](repeating: 0, count: capacity)
        // Two words a slot: where its run starts and ends. The first pass counts, the second one fills.
        starts = [UInt32](repeating: 0, count: capacity * 2)
        var slots = [UInt32](repeating: 0, count: pairs.count)
        var distinct = 0
        for (index, pair) in pairs.enumerated() {
            var slot = Self.slot(pair.key, capacity - 1)
            while keys[slot] != 0 && keys[slot] != pair.key { slot = (slot + 1) & (capacity - 1) }
            if keys[slot] == 0 { distinct += 1 }
            keys[slot] = pair.key
            starts[slot * 2 + 1] += 1
            slots[index] = UInt32(slot)
        }
        var next: UInt32 = 0
        for slot in 0..<capacity where keys[slot] != 0 {
            let count = starts[slot * 2 + 1]
            starts[slot * 2] = next
            starts[slot * 2 + 1] = next
            next += count
        }
        values = [UInt32](repeating: 0, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            let slot = Int(slots[index])
            let end = Int(starts[slot * 2 + 1])
            if end > Int(starts[slot * 2]) && values[end - 1] == pair.value { continue }
            values[end] = pair.value
            starts[slot * 2 + 1] += 1
        }
        shrink(to: distinct)
    }

    /// Moves the runs to a table for the distinct keys alone: twice their number, rounded up to a power of two.
    private mutating func shrink(to distinct: Int) {
        var capacity = 16
        while capacity < distinct * 2 { capacity *= 2 }
        var newKeys = [UInt64](repeating: 0, count: capacity)
        var newStarts = [UInt32](repeating: 0, count: capacity * 2)
        var newValues: [UInt32] = []
        newValues.reserveCapacity(values.count)
        for old in keys.indices where keys[old] != 0 {
            var slot = Self.slot(keys[old], capacity - 1)
            while newKeys[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
            newKeys[slot] = keys[old]
            newStarts[slot * 2] = UInt32(newValues.count)
            newValues.append(contentsOf: values[Int(starts[old * 2])..<Int(starts[old * 2 + 1])])
            newStarts[slot * 2 + 1] = UInt32(newValues.count)
        }
        keys = newKeys
        starts = newStarts
        values = newValues
    }

    @inline(__always)
    private static func slot(_ key: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & mask
    }

    /// The run of `key`, empty without. Keys are never 0.
    @inline(__always)
    func run(_ key: UInt64) -> Range<Int> {
        guard !keys.isEmpty else { return 0..<0 }
        var slot = Self.slot(key, mask)
        while keys[slot] != 0 {
            if keys[slot] == key { return Int(starts[slot * 2])..<Int(starts[slot * 2 + 1]) }
            slot = (slot + 1) & mask
        }
        return 0..<0
    }
}
