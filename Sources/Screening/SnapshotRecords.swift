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

    /// Builds from pairs; equal pairs are kept once, values of a key ascending.
    init(pairs: [(key: UInt64, value: UInt32)]) {
        let sorted = pairs.sorted { $0.key == $1.key ? $0.value < $1.value : $0.key < $1.key }
        var distinct = 0
        var last: UInt64?
        for pair in sorted where pair.key != last {
            distinct += 1
            last = pair.key
        }
        var capacity = 16
        while capacity < distinct * 2 { capacity *= 2 }
        keys = [UInt64](repeating: 0, count: capacity)
        var slots = [UInt32](repeating: 0, count: capacity)
        var runStarts: [UInt32] = []
        values.reserveCapacity(sorted.count)
        last = nil
        var lastValue: UInt32?
        for pair in sorted {
            if pair.key != last {
                insert(pair.key, UInt32(runStarts.count), &slots)
                runStarts.append(UInt32(values.count))
                last = pair.key
                lastValue = nil
            }
            if pair.value != lastValue {
                values.append(pair.value)
                lastValue = pair.value
            }
        }
        runStarts.append(UInt32(values.count))
        // Two words a slot: where its run starts and ends.
        starts = [UInt32](repeating: 0, count: capacity * 2)
        for slot in 0..<capacity where keys[slot] != 0 {
            starts[slot * 2] = runStarts[Int(slots[slot])]
            starts[slot * 2 + 1] = runStarts[Int(slots[slot]) + 1]
        }
    }

    private mutating func insert(_ key: UInt64, _ run: UInt32, _ slots: inout [UInt32]) {
        var slot = Self.slot(key, mask)
        while keys[slot] != 0 { slot = (slot + 1) & mask }
        keys[slot] = key
        slots[slot] = run
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
