/// All rows of one (stream, key) in event order, as chunks with a directory of totals before each.
struct KeyWindow: Sendable {
    struct Position: Equatable {
        var chunk: Int
        var index: Int
    }

    private(set) var chunks: [Chunk] = []
    /// Rows with a flag set.
    private var flagged = 0
    /// Rows before each chunk; kept only where there is more than one chunk.
    private var countsBefore: [Int] = []
    /// Totals before each chunk, one a summed column; kept only where there is more than one chunk.
    private var sumsBefore: [Int128] = []

    var isEmpty: Bool { chunks.isEmpty }

    /// The position after the last row with time at or before `time`.
    @inline(__always)
    func end(through time: Int64) -> Position {
        let last = chunks.count &- 1
        guard last >= 0 else { return Position(chunk: 0, index: 0) }
        let lastCount = chunks[last].count
        if chunks[last].at(lastCount &- 1) <= time { return Position(chunk: last, index: lastCount) }
        var low = 0
        var high = last
        while low < high {
            let middle = (low &+ high) &>> 1
            if chunks[middle].at(chunks[middle].count &- 1) <= time { low = middle &+ 1 } else { high = middle }
        }
        return Position(chunk: low, index: chunks[low].countThrough(time))
    }

    func rank(_ position: Position) -> Int {
        chunks.count > 1 ? countsBefore[position.chunk] &+ position.index : position.index
    }

    /// Exact sum over `[low, high)` of the summed column in `slot`.
    func sum(_ low: Position, _ high: Position, slot: Int, _ spec: StreamSpec) -> Int128 {
        if low.chunk == high.chunk {
            return chunks.isEmpty ? 0 : chunks[low.chunk].sum(low.index, high.index, slot: slot, spec)
        }
        let width = spec.summed.count
        let before = sumsBefore[high.chunk &* width &+ slot] - sumsBefore[low.chunk &* width &+ slot]
        return before - chunks[low.chunk].sum(0, low.index, slot: slot, spec)
            + chunks[high.chunk].sum(0, high.index, slot: slot, spec)
    }

    /// Whether any row of `[low, high)` may carry a flag; false is certain, true asks for a look at the rows.
    func mayBeFlagged(_ low: Position, _ high: Position) -> Bool {
        guard flagged > 0, !chunks.isEmpty else { return false }
        var chunk = low.chunk
        while chunk <= high.chunk {
            if chunks[chunk].flagged > 0 { return true }
            chunk &+= 1
        }
        return false
    }

    /// Steps to the next row; the result may stand at the end of the last chunk.
    func normalized(_ position: Position) -> Position {
        guard position.chunk < chunks.count &- 1, position.index >= chunks[position.chunk].count else {
            return position
        }
        return Position(chunk: position.chunk &+ 1, index: 0)
    }

    /// Count and sum of `(after, through]` where no row of the key carries a flag; nil asks for a look at the rows.
    @inline(__always)
    func quickTotal(_ after: Int64, _ through: Int64, slot: Int, _ spec: StreamSpec) -> WindowTotal? {
        let low = end(through: after)
        let high = end(through: through)
        if mayBeFlagged(low, high) { return nil }
        var total = WindowTotal()
        total.sure = rank(high) &- rank(low)
        if slot >= 0 { total.sum = sum(low, high, slot: slot, spec) }
        return total
    }

    func hasRow(_ position: Position) -> Bool {
        position.chunk < chunks.count && position.index < chunks[position.chunk].count
    }

    /// The row before a position, or nil at the start.
    func previous(_ position: Position) -> Position? {
        if position.index > 0 { return Position(chunk: position.chunk, index: position.index &- 1) }
        guard position.chunk > 0 else { return nil }
        return Position(chunk: position.chunk &- 1, index: chunks[position.chunk &- 1].count &- 1)
    }

    /// Where the row of this stamp stands, or would stand.
    func place(_ stamp: EventStamp, _ stride: Int) -> Position {
        var low = 0
        var high = chunks.count &- 1
        guard high >= 0 else { return Position(chunk: 0, index: 0) }
        while low < high {
            let middle = (low &+ high) &>> 1
            if chunks[middle].isBefore(chunks[middle].count &- 1, stamp, stride) {
                low = middle &+ 1
            } else {
                high = middle
            }
        }
        return Position(chunk: low, index: chunks[low].countBefore(stamp, stride))
    }

    func contains(_ stamp: EventStamp, _ stride: Int) -> Position? {
        let position = place(stamp, stride)
        guard hasRow(position), chunks[position.chunk].stamp(position.index, stride) == stamp else { return nil }
        return position
    }

    /// Inserts a row; a row of the same stamp is replaced, so that a repeated insert changes nothing.
    ///
    /// - Returns: whether there is one row more.
    mutating func insert(
        _ stamp: EventStamp, _ flags: RowFlags, _ cells: ArraySlice<Int64>, _ spec: StreamSpec
    ) -> Bool {
        let stride = spec.stride
        if flags.bits != 0 { flagged &+= 1 }
        if chunks.isEmpty { chunks.append(Chunk()) }
        let last = chunks.count &- 1
        let lastCount = chunks[last].count
        if lastCount == 0 || chunks[last].isBefore(lastCount &- 1, stamp, stride) {
            append(stamp, flags, cells, spec)
            return true
        }
        var position = place(stamp, stride)
        let isReplaced = chunks[position.chunk].stamp(position.index, stride) == stamp
        if isReplaced {
            if chunks[position.chunk].flags(position.index, stride).bits != 0 { flagged &-= 1 }
            chunks[position.chunk].remove(at: position.index, spec)
        } else if chunks[position.chunk].count == Chunk.capacity {
            let half = Chunk.capacity / 2
            let tail = chunks[position.chunk].split(at: half, spec)
            chunks.insert(tail, at: position.chunk &+ 1)
            if position.index > half { position = Position(chunk: position.chunk &+ 1, index: position.index &- half) }
        }
        chunks[position.chunk].insert(at: position.index, stamp, flags, cells, spec)
        refreshDirectory(from: position.chunk, spec)
        return !isReplaced
    }

    private mutating func append(
        _ stamp: EventStamp, _ flags: RowFlags, _ cells: ArraySlice<Int64>, _ spec: StreamSpec
    ) {
        var last = chunks.count &- 1
        let opensChunk = chunks[last].count == Chunk.capacity
        if opensChunk {
            chunks.append(Chunk())
            last &+= 1
        }
        chunks[last].insert(at: chunks[last].count, stamp, flags, cells, spec)
        if opensChunk { refreshDirectory(from: last &- 1, spec) }
    }

    /// - Returns: whether the row was there.
    @discardableResult
    mutating func remove(_ stamp: EventStamp, _ spec: StreamSpec) -> Bool {
        guard let position = contains(stamp, spec.stride) else { return false }
        if chunks[position.chunk].flags(position.index, spec.stride).bits != 0 { flagged &-= 1 }
        chunks[position.chunk].remove(at: position.index, spec)
        if chunks[position.chunk].count == 0 { chunks.remove(at: position.chunk) }
        refreshDirectory(from: max(0, position.chunk &- 1), spec)
        return true
    }

    /// Drops all rows older than `time`, whole chunks only, so that a kept row never changes place.
    mutating func prune(before time: Int64, _ spec: StreamSpec) {
        let stale = chunks.prefix { $0.at($0.count &- 1) < time }.count
        guard stale > 0 else { return }
        flagged -= chunks.prefix(stale).reduce(0) { $0 + $1.flagged }
        chunks.removeFirst(stale)
        refreshDirectory(from: 0, spec)
    }

    private mutating func refreshDirectory(from start: Int, _ spec: StreamSpec) {
        let width = spec.summed.count
        guard chunks.count > 1 else {
            countsBefore.removeAll()
            sumsBefore.removeAll()
            return
        }
        if countsBefore.count != chunks.count {
            resize(&countsBefore, to: chunks.count)
            resize(&sumsBefore, to: chunks.count &* width)
        }
        var chunk = max(start, 1)
        while chunk < chunks.count {
            countsBefore[chunk] = countsBefore[chunk &- 1] &+ chunks[chunk &- 1].count
            for slot in 0..<width {
                let before = sumsBefore[(chunk &- 1) &* width &+ slot]
                let own = chunks[chunk &- 1].sum(0, chunks[chunk &- 1].count, slot: slot, spec)
                sumsBefore[chunk &* width &+ slot] = before + own
            }
            chunk &+= 1
        }
    }

    private func resize<Number: FixedWidthInteger>(_ array: inout [Number], to count: Int) {
        if array.count > count { array.removeLast(array.count - count) }
        if array.count < count { array.append(contentsOf: repeatElement(0, count: count - array.count)) }
    }
}
