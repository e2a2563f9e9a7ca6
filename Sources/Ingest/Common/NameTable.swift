/// A fixed set of names, found by their bytes without building a string.
struct NameTable: Sendable {
    private let count: Int
    /// The names one behind the other.
    private let bytes: [UInt8]
    /// Where each name ends in `bytes`.
    private let ends: [Int32]
    /// Open addressing: 16 bits of the hash above 16 bits of the index plus 1; 0 for an empty slot.
    private let slots: [UInt32]
    private let mask: Int

    /// - Parameter names: distinct, fewer than 65,535; a name's position is what `index(of:)` answers.
    init(_ names: [[UInt8]]) {
        var size = 8
        while size < names.count * 3 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        var ends: [Int32] = []
        for (index, name) in names.enumerated() {
            let hash = name.withUnsafeBufferPointer { Self.hash($0) }
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = Self.tag(hash) | UInt32(index + 1)
            ends.append((ends.last ?? 0) + Int32(name.count))
        }
        count = names.count
        bytes = names.flatMap { $0 }
        self.ends = ends
        self.slots = slots
        mask = size - 1
    }

    /// The position of a name, or nil when it is not in the set.
    func index(of name: ArraySlice<UInt8>) -> Int? {
        name.withUnsafeBufferPointer { index(of: $0) }
    }

    private func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        let hash = Self.hash(name)
        let tag = Self.tag(hash)
        var slot = Int(truncatingIfNeeded: hash) & mask
        while true {
            let found = slots[slot]
            if found == 0 { return nil }
            if found & 0xFFFF_0000 == tag, matches(Int(found & 0xFFFF) - 1, name) { return Int(found & 0xFFFF) - 1 }
            slot = (slot + 1) & mask
        }
    }

    private func matches(_ index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = index == 0 ? 0 : Int(ends[index - 1])
        guard Int(ends[index]) - start == name.count else { return false }
        for position in 0..<name.count where bytes[start + position] != name[position] { return false }
        return true
    }

    private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) & 0xFFFF_0000 }

    /// FNV-1a over the bytes.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash ^ hash >> 29
    }
}
