/// Different numbers, by open addressing: a window of hundreds of rows is counted for every event.
struct NumberSet: Sendable {
    /// Zero is empty; whether zero itself is there is told apart.
    private var slots: [Int64] = []
    private var holdsZero = false
    private var filled = 0

    var count: Int { filled &+ (holdsZero ? 1 : 0) }

    mutating func insert(_ value: Int64) {
        guard value != 0 else {
            holdsZero = true
            return
        }
        if (filled &+ 1) &* 2 > slots.count { grow() }
        if Self.place(value, &slots) { filled &+= 1 }
    }

    func contains(_ value: Int64) -> Bool {
        if value == 0 { return holdsZero }
        if slots.isEmpty { return false }
        let mask = slots.count &- 1
        var place = Int(truncatingIfNeeded: mixed(UInt64(bitPattern: value))) & mask
        while slots[place] != 0 {
            if slots[place] == value { return true }
            place = (place &+ 1) & mask
        }
        return false
    }

    func count(where condition: (Int64) -> Bool) -> Int {
        (holdsZero && condition(0) ? 1 : 0) + slots.reduce(0) { $1 != 0 && condition($1) ? $0 + 1 : $0 }
    }

    /// Whether the value was not there.
    @inline(__always)
    private static func place(_ value: Int64, _ slots: inout [Int64]) -> Bool {
        slots.withUnsafeMutableBufferPointer { slots in
            let mask = slots.count &- 1
            var place = Int(truncatingIfNeeded: mixed(UInt64(bitPattern: value))) & mask
            while slots[place] != 0 {
                if slots[place] == value { return false }
                place = (place &+ 1) & mask
            }
            slots[place] = value
            return true
        }
    }

    private mutating func grow() {
        var larger = [Int64](repeating: 0, count: max(64, slots.count * 4))
        for value in slots where value != 0 { _ = Self.place(value, &larger) }
        slots = larger
    }
}
