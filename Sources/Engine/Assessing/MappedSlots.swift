/// Slots of an ``EventTable`` in a mapped file, in rising order.
///
/// A slot stands at the place that the first bits of its hash name or, where that is taken, behind the one before it; none
/// goes round the end, behind which some places more stand. At least a quarter of the places is empty, and the last one.
struct MappedSlots: Sendable {
    private let file: MappedFile
    /// So many first bits of a hash name a place.
    private let bits: Int
    let count: Int

    func letGo() { file.letGo() }

    /// Asks of each slot with the upper half of this hash whether it is the one.
    func find(_ hash: UInt64, _ isThis: (UInt64) -> UInt32?) -> UInt32? {
        defer { withExtendedLifetime(file) {} }
        let slots = file.bytes.bindMemory(to: UInt64.self)
        var place = Self.home(hash, bits)
        while slots[place] != 0, slots[place] >> 32 <= hash >> 32 {
            if slots[place] >> 32 == hash >> 32, let found = isThis(slots[place]) { return found }
            place += 1
        }
        return nil
    }

    private static func home(_ slot: UInt64, _ bits: Int) -> Int {
        Int(truncatingIfNeeded: slot >> UInt64(64 - bits))
    }

    /// The slots that are taken, one after the other.
    private func visit(_ body: (UInt64) throws(EngineError) -> Void) throws(EngineError) {
        defer { withExtendedLifetime(file) {} }
        for slot in file.bytes.bindMemory(to: UInt64.self) where slot != 0 { try body(slot) }
    }

    /// Writes the slots of before and others into one file.
    ///
    /// - Parameter others: in rising order, all of events that stand in none of before.
    static func write(
        _ before: MappedSlots?, _ others: [UInt64], to file: consuming UnnamedFile
    ) throws(EngineError) -> MappedSlots? {
        let count = (before?.count ?? 0) + others.count
        var bits = 6
        while (1 << bits) / 4 * 3 < count { bits += 1 }
        // Beyond, a slot does not hold the bits that name its place.
        precondition(bits <= 32)
        var writer = SlotWriter(file: file, bits: bits)
        var next = 0
        try before?.visit { slot throws(EngineError) in
            while next < others.count, others[next] < slot {
                try writer.append(others[next])
                next += 1
            }
            try writer.append(slot)
        }
        for slot in others[next...] { try writer.append(slot) }
        return try writer.finish().map { MappedSlots(file: $0, bits: bits, count: count) }
    }

    private struct SlotWriter: ~Copyable {
        var file: UnnamedFile
        let bits: Int
        private var places = 0
        private var piece: [UInt64] = []

        init(file: consuming UnnamedFile, bits: Int) {
            self.file = file
            self.bits = bits
        }

        mutating func append(_ slot: UInt64) throws(EngineError) {
            try skip(to: home(slot, bits))
            try put(slot)
        }

        mutating func finish() throws(EngineError) -> MappedFile? {
            try skip(to: 1 << bits)
            try put(0)
            try flush()
            return try file.mapped()
        }

        private mutating func skip(to place: Int) throws(EngineError) { while places < place { try put(0) } }

        private mutating func put(_ slot: UInt64) throws(EngineError) {
            piece.append(slot)
            places += 1
            if piece.count == 1 << 14 { try flush() }
        }

        private mutating func flush() throws(EngineError) {
            let piece = piece
            self.piece.removeAll(keepingCapacity: true)
            try piece.withUnsafeBufferPointer { words throws(EngineError) in
                try file.append(UnsafeRawBufferPointer(words))
            }
        }
    }
}

extension EventTable {
    /// Writes the slots of all events, for ``adoptSlots(_:)``; nil where all stand in a file.
    func writeSlots(to file: consuming UnnamedFile) throws(EngineError) -> MappedSlots? {
        if taken == 0 { return nil }
        var own = slots.filter { $0 != 0 }
        own.sort()
        return try MappedSlots.write(mappedSlots, own, to: file)
    }
}
