import Domain

/// Numbers event keys in the order in which they come, and knows of each the number of its key in the store and the
/// revision that counts.
///
/// Its key (about 25 bytes), 16 bytes beside it and 11 to 22 bytes of slots are on the heap only until they are moved to
/// mapped files (``writeOwn(to:)`` and ``adopt(_:_:)``, ``writeSlots(to:)`` and ``adoptSlots(_:)``), where copies of the
/// table share them. Some 20 bytes more are taken where the revision is not 1, or where the number of the key changed after
/// it was moved.
struct EventTable: Sendable {
    /// Of almost all events the only one.
    private static let usualRevision: Int32 = 1

    /// What never changes any more, by rising ordinals.
    private(set) var segments: [Segment] = []
    /// How many events stand in the segments: those after them are the table's own.
    private(set) var mappedCount = 0

    /// Key after key, as ``EventEntry`` writes them.
    private(set) var bytes: [UInt8] = []
    private(set) var ends: [Int] = []
    private(set) var keyIDs: [Int64] = []

    /// Only what differs from the usual.
    private(set) var revisions: [UInt32: Int32] = [:]
    /// Numbers of keys that stand otherwise in a segment.
    private(set) var changedKeyIDs: [UInt32: Int64] = [:]

    /// The upper half of a key's hash above its ordinal and one; zero is empty. As many as a power of two, of which at
    /// least a quarter is empty. A key stands at the place that the first bits of its hash name or, where that is
    /// taken, at the next free one: a slot alone tells where it belongs among more of them, and no key is read for it.
    private(set) var slots: [UInt64] = []
    /// How many of them are taken.
    private(set) var taken = 0
    /// The slots of the other events.
    private(set) var mappedSlots: MappedSlots?

    init() {}

    var count: Int { mappedCount + ends.count }

    subscript(_ ordinal: UInt32) -> EventKey { withEntry(Int(ordinal)) { EventEntry.key($0) } }

    func keyID(_ ordinal: UInt32) -> Int64 {
        let index = Int(ordinal)
        if index >= mappedCount { return keyIDs[index - mappedCount] }
        return changedKeyIDs[ordinal] ?? mappedKeyID(index)
    }

    func revision(_ ordinal: UInt32) -> Int32 {
        precondition(ordinal < count)
        return revisions[ordinal] ?? Self.usualRevision
    }

    func ordinal(of key: EventKey) -> UInt32? {
        EventEntry.bytes(key).withUnsafeBytes { entry in
            let hash = Self.hash(entry)
            return find(entry, hash).ordinal ?? findMapped(entry, hash)
        }
    }

    /// Notes an event, or the number and the revision that a known one has now.
    ///
    /// - Returns: its ordinal, and whether it is new.
    @discardableResult
    mutating func enter(_ key: EventKey, keyID: Int64, revision: Int32) -> (ordinal: UInt32, isNew: Bool) {
        let entry = EventEntry.bytes(key)
        reserve(taken + 1)
        let hash = entry.withUnsafeBytes { Self.hash($0) }
        let found = entry.withUnsafeBytes { find($0, hash) }
        if let ordinal = found.ordinal ?? entry.withUnsafeBytes({ findMapped($0, hash) }) {
            set(keyID, ordinal)
            revisions[ordinal] = revision == Self.usualRevision ? nil : revision
            return (ordinal, false)
        }
        let ordinal = UInt32(count)
        slots[found.slot] = Self.slot(hash, ordinal)
        taken += 1
        bytes += entry
        ends.append(bytes.count)
        keyIDs.append(keyID)
        if revision != Self.usualRevision { revisions[ordinal] = revision }
        return (ordinal, true)
    }

    private mutating func set(_ keyID: Int64, _ ordinal: UInt32) {
        let index = Int(ordinal)
        if index >= mappedCount {
            keyIDs[index - mappedCount] = keyID
        } else {
            changedKeyIDs[ordinal] = keyID == mappedKeyID(index) ? nil : keyID
        }
    }

    /// The own arrays stand in the file from now on, and take no room any more.
    ///
    /// - Precondition: the places are those that ``writeOwn(to:)`` of this table named, and nothing was entered since.
    mutating func adopt(_ file: MappedFile, _ places: OwnPlaces) {
        precondition(places.first == mappedCount && places.count == ends.count && places.byteCount == bytes.count)
        segments.append(Segment(file, places))
        mappedCount += places.count
        bytes = []
        ends = []
        keyIDs = []
    }

    /// All of the table stands in one segment from now on; ordinals and slots stay as they are.
    mutating func adopt(all segment: Segment) {
        precondition(segment.first == 0 && segment.count == count)
        segments = [segment]
        mappedCount = segment.count
        changedKeyIDs = [:]
        bytes = []
        ends = []
        keyIDs = []
    }

    /// - Precondition: ``writeSlots(to:)`` of this table wrote them, and nothing was entered since.
    mutating func adoptSlots(_ written: MappedSlots) {
        precondition(written.count == count)
        mappedSlots = written
        slots = []
        taken = 0
    }

    /// Puts segments that follow one another, and what belongs to them, into an empty table.
    ///
    /// - Returns: whether each entry is a key, and all differ.
    mutating func fill(_ segments: [Segment], _ revisions: [UInt32: Int32], _ changedKeyIDs: [UInt32: Int64]) -> Bool {
        precondition(count == 0)
        self.segments = segments
        mappedCount = segments.reduce(0) { $0 + $1.count }
        self.revisions = revisions
        self.changedKeyIDs = changedKeyIDs
        reserve(mappedCount)
        for segment in segments {
            for index in 0..<segment.count {
                let isNew = segment.withEntry(index) { entry in
                    guard EventEntry.isWhole(entry) else { return false }
                    let hash = Self.hash(entry)
                    let found = find(entry, hash)
                    if found.ordinal != nil { return false }
                    slots[found.slot] = Self.slot(hash, UInt32(segment.first + index))
                    taken += 1
                    return true
                }
                if !isNew { return false }
            }
        }
        return true
    }

    private func mappedKeyID(_ index: Int) -> Int64 {
        let segment = segment(of: index)
        return segment.keyID(index - segment.first)
    }

    private func withEntry<Result>(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        if index < mappedCount {
            let segment = segment(of: index)
            return segment.withEntry(index - segment.first, body)
        }
        let own = index - mappedCount
        let range = (own == 0 ? 0 : ends[own - 1])..<ends[own]
        return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// - Precondition: the event stands in one.
    private func segment(of index: Int) -> Segment {
        var low = 0
        var high = segments.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if segments[middle].first <= index { low = middle } else { high = middle }
        }
        return segments[low]
    }
}

// MARK: - Slots

extension EventTable {
    private static func slot(_ hash: UInt64, _ ordinal: UInt32) -> UInt64 {
        hash & 0xffff_ffff_0000_0000 | (UInt64(ordinal) + 1)
    }

    /// Seeded anew in each process: senders choose ids, and shall not choose where they stand.
    private static func hash(_ entry: UnsafeRawBufferPointer) -> UInt64 {
        var hasher = Hasher()
        hasher.combine(bytes: entry)
        return UInt64(bitPattern: Int64(hasher.finalize()))
    }

    /// Where the slot of a hash belongs: a slot holds all the bits that this reads.
    private func home(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash >> UInt64(64 - slots.count.trailingZeroBitCount))
    }

    /// Where the entry stands; where it would, when it does not.
    private func find(_ entry: UnsafeRawBufferPointer, _ hash: UInt64) -> (slot: Int, ordinal: UInt32?) {
        guard !slots.isEmpty else { return (0, nil) }
        let mask = slots.count - 1
        var place = home(hash)
        while slots[place] != 0 {
            let slot = slots[place]
            if (slot ^ hash) >> 32 == 0 {
                let ordinal = UInt32(truncatingIfNeeded: slot) - 1
                if withEntry(Int(ordinal), { $0.elementsEqual(entry) }) { return (place, ordinal) }
            }
            place = (place + 1) & mask
        }
        return (place, nil)
    }

    private func findMapped(_ entry: UnsafeRawBufferPointer, _ hash: UInt64) -> UInt32? {
        mappedSlots?.find(hash) { slot in
            let ordinal = UInt32(truncatingIfNeeded: slot) - 1
            return withEntry(Int(ordinal)) { $0.elementsEqual(entry) } ? ordinal : nil
        }
    }

    /// Makes slots for so many events, at most three quarters of them taken.
    private mutating func reserve(_ count: Int) {
        var room = max(slots.count, 64)
        while room / 4 * 3 < count { room *= 2 }
        if room == slots.count { return }
        // Beyond, a slot does not hold the bits that name its place.
        precondition(room <= 1 << 32)
        let old = slots
        slots = Array(repeating: 0, count: room)
        for slot in old where slot != 0 {
            var place = home(slot)
            while slots[place] != 0 { place = (place + 1) & (room - 1) }
            slots[place] = slot
        }
    }
}
