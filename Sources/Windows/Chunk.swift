/// Up to 512 rows in event order: times apart, for dense searches, and one flat array of order, ordinal and flags, cells, running
/// totals.
struct Chunk: Sendable {
    static let capacity = 512
    /// Above this magnitude 512 running totals might leave 64 bits; such a chunk is summed row by row in 128 bits.
    static let narrow: Int64 = 1 << 53

    private(set) var times: [Int64] = []
    private(set) var words: [Int64] = []
    @inline(__always) var count: Int { times.count }
    /// Rows with a flag set; zero lets a query trust the running totals.
    private(set) var flagged = 0
    /// Cells ever stored here that were too large for running totals in 64 bits.
    private(set) var isWide = false

    @inline(__always) func at(_ index: Int) -> Int64 { times[index] }

    @inline(__always) func order(_ index: Int, _ stride: Int) -> UInt64 {
        UInt64(bitPattern: words[index &* stride])
    }

    @inline(__always) func ordinal(_ index: Int, _ stride: Int) -> UInt32 {
        UInt32(truncatingIfNeeded: words[index &* stride &+ 1])
    }

    @inline(__always) func flags(_ index: Int, _ stride: Int) -> RowFlags {
        RowFlags(bits: UInt32(truncatingIfNeeded: words[index &* stride &+ 1] >> 32))
    }

    @inline(__always) func cell(_ index: Int, _ column: Int, _ stride: Int) -> Int64 {
        words[index &* stride &+ 2 &+ column]
    }

    /// Number of rows with time at or before `time`.
    @inline(__always)
    func countThrough(_ time: Int64) -> Int {
        times.withUnsafeBufferPointer { times in
            var base = 0
            var rest = times.count
            guard rest > 0 else { return 0 }
            // Without a branch on the comparison: its outcome is as good as random.
            while rest > 1 {
                let half = rest &>> 1
                base = times[base &+ half &- 1] <= time ? base &+ half : base
                rest &-= half
            }
            return times[base] <= time ? base &+ 1 : base
        }
    }

    /// Number of rows that stand before the stamp in the total order.
    func countBefore(_ stamp: EventStamp, _ stride: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low &+ high) &>> 1
            if isBefore(middle, stamp, stride) { low = middle &+ 1 } else { high = middle }
        }
        return low
    }

    func isBefore(_ index: Int, _ stamp: EventStamp, _ stride: Int) -> Bool {
        let time = times[index]
        if time != stamp.at { return time < stamp.at }
        let hash = order(index, stride)
        if hash != stamp.order { return hash < stamp.order }
        return ordinal(index, stride) < stamp.ordinal
    }

    func stamp(_ index: Int, _ stride: Int) -> EventStamp {
        EventStamp(at: times[index], order: order(index, stride), ordinal: ordinal(index, stride))
    }

    mutating func insert(
        at index: Int, _ stamp: EventStamp, _ flags: RowFlags, _ cells: ArraySlice<Int64>, _ spec: StreamSpec
    ) {
        let stride = spec.stride
        let base = index &* stride
        let oldEnd = words.count
        words.append(contentsOf: repeatElement(0, count: stride))
        words.withUnsafeMutableBufferPointer { words in
            var position = oldEnd
            while position > base {
                position &-= 1
                words[position &+ stride] = words[position]
            }
            words[base] = Int64(bitPattern: stamp.order)
            words[base &+ 1] = Int64(stamp.ordinal) | Int64(truncatingIfNeeded: UInt64(flags.bits) << 32)
            var next = base &+ 2
            for cell in cells {
                words[next] = cell
                next &+= 1
            }
        }
        times.insert(stamp.at, at: index)
        if flags.bits != 0 { flagged &+= 1 }
        for column in spec.summed where words[base &+ 2 &+ column].magnitude > UInt64(Self.narrow) { isWide = true }
        refreshTotals(from: index, spec)
    }

    mutating func remove(at index: Int, _ spec: StreamSpec) {
        let stride = spec.stride
        if flags(index, stride).bits != 0 { flagged &-= 1 }
        words.removeSubrange(index &* stride..<(index &+ 1) &* stride)
        times.remove(at: index)
        refreshTotals(from: index, spec)
    }

    /// Takes the rows from `index` on into a new chunk.
    mutating func split(at index: Int, _ spec: StreamSpec) -> Chunk {
        let stride = spec.stride
        var tail = Chunk()
        tail.words = Array(words[(index &* stride)...])
        tail.times = Array(times[index...])
        tail.isWide = isWide
        words.removeSubrange((index &* stride)...)
        times.removeSubrange(index...)
        for row in 0..<tail.count where tail.flags(row, stride).bits != 0 { tail.flagged &+= 1 }
        flagged &-= tail.flagged
        tail.refreshTotals(from: 0, spec)
        return tail
    }

    private mutating func refreshTotals(from index: Int, _ spec: StreamSpec) {
        guard !spec.summed.isEmpty else { return }
        let stride = spec.stride
        let count = count
        words.withUnsafeMutableBufferPointer { words in
            for (slot, column) in spec.summed.enumerated() {
                let total = 2 &+ spec.columns &+ slot
                var running = index > 0 ? words[(index &- 1) &* stride &+ total] : 0
                var row = index
                while row < count {
                    // A wide chunk wraps here and never reads these totals.
                    running &+= words[row &* stride &+ 2 &+ column]
                    words[row &* stride &+ total] = running
                    row &+= 1
                }
            }
        }
    }

    /// Exact sum of a summed column over rows `[low, high)`.
    func sum(_ low: Int, _ high: Int, slot: Int, _ spec: StreamSpec) -> Int128 {
        guard low < high else { return 0 }
        let stride = spec.stride
        if isWide {
            let column = spec.summed[slot]
            return (low..<high).reduce(into: Int128(0)) { $0 += Int128(cell($1, column, stride)) }
        }
        let total = 2 &+ spec.columns &+ slot
        let upper = words[(high &- 1) &* stride &+ total]
        return Int128(low > 0 ? upper &- words[(low &- 1) &* stride &+ total] : upper)
    }
}

extension StreamSpec {
    /// Words a row takes.
    @inline(__always) var stride: Int { 2 &+ columns &+ summed.count }
}
