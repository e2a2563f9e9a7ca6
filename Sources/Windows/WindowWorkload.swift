/// Seeded events for measuring windows: Zipf keys, a share of them late, in order of arrival.
///
/// The same seed gives the same events everywhere; no part of it is floating point.
package struct WindowWorkload: Sendable {
    /// Event times, microseconds.
    package private(set) var at: [Int64] = []
    package private(set) var values: [Int64] = []
    /// `spaces` keys an event, one after the other.
    package private(set) var keys: [Int32] = []
    package let spaces: Int
    package let keyCount: Int

    package var count: Int { at.count }

    /// - Parameters:
    ///   - keyCount: keys a space; the k-th is drawn with weight 1/k.
    ///   - stepMicroseconds: time between two events that are not late.
    ///   - latePerMille: share of events that arrive up to 48 hours late.
    package init(
        count: Int, seed: UInt64, spaces: Int = 1, keyCount: Int, stepMicroseconds: Int64, latePerMille: UInt64 = 50
    ) {
        self.spaces = spaces
        self.keyCount = keyCount
        var state = seed
        func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
        var weights: [UInt64] = []
        weights.reserveCapacity(keyCount)
        var total: UInt64 = 0
        for rank in 1...UInt64(keyCount) {
            total += (1 << 40) / rank
            weights.append(total)
        }
        at.reserveCapacity(count)
        values.reserveCapacity(count)
        keys.reserveCapacity(count * spaces)
        let twoDays: UInt64 = 172_800_000_000
        for index in 0..<count {
            var time = 1_700_000_000_000_000 + Int64(index) * stepMicroseconds
            if next() % 1_000 < latePerMille { time -= Int64(next() % twoDays) }
            at.append(time)
            values.append(Int64(next() % 100_000_000))
            for _ in 0..<spaces {
                let drawn = next() % total
                var low = 0
                var high = keyCount - 1
                while low < high {
                    let middle = (low + high) / 2
                    if weights[middle] <= drawn { low = middle + 1 } else { high = middle }
                }
                keys.append(Int32(low))
            }
        }
    }

    /// The stamp of the event at a place of the order of arrival.
    package func stamp(_ index: Int) -> EventStamp {
        EventStamp(
            at: at[index], order: UInt64(index) &* 0x9e37_79b9_7f4a_7c15, ordinal: UInt32(truncatingIfNeeded: index))
    }

    /// One line an event, `at,key,value` of the first key space, in order of arrival: for peers that read files.
    package func csv(_ range: Range<Int>) -> String {
        var text = ""
        for index in range { text += "\(at[index]),\(keys[index * spaces]),\(values[index])\n" }
        return text
    }
}
