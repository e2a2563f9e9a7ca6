/// All rows of one (stream, key) in event order: the newest chunk in place, those before it in an archive.
struct KeyWindow: Sendable {
    struct Position: Equatable {
        /// The newest chunk stands after those of the archive.
        var chunk: Int
        var index: Int
    }

    var tail = Chunk()
    /// None or one: most keys have a few rows, and an empty array costs a word.
    var archives: [Archive] = []

    /// So many rows in a file are not taken back to append one. What the archive says of a chunk takes a twentieth of what
    /// so many rows take; of fewer it would be more.
    private static let longLent = Chunk.capacity / 2

    @inline(__always) var tailNumber: Int { archives.isEmpty ? 0 : archives[0].chunks.count }
    var isEmpty: Bool { tail.count == 0 }

    func count(_ layout: RowLayout) -> Int { rank(Position(chunk: tailNumber, index: tail.count), layout) }

    @inline(__always)
    func reading<Result>(_ chunk: Int, _ body: (borrowing Chunk) -> Result) -> Result {
        chunk < tailNumber ? body(archives[0].chunks[chunk]) : body(tail)
    }

    /// Bytes held, headers of arrays included.
    func bytes(_ layout: RowLayout) -> Int {
        let own = MemoryLayout<KeyWindow>.stride + tail.bytes(layout)
        guard let archive = archives.first else { return own }
        return own + archive.chunks.reduce(0) { $0 + MemoryLayout<Chunk>.stride + 8 + $1.bytes(layout) }
            + archive.totals.count * 16 + archive.summaries.reduce(0) { $0 + $1.bytes }
    }

    // MARK: places

    /// The position after the last row with time at or before `time`.
    @inline(__always)
    func end(through time: Int64) -> Position {
        if archives.isEmpty { return Position(chunk: 0, index: tail.countThrough(time)) }
        return archivedEnd(through: time)
    }

    private func archivedEnd(through time: Int64) -> Position {
        let number = archives[0].chunks.count
        if tail.at(0) <= time { return Position(chunk: number, index: tail.countThrough(time)) }
        return archives[0].lasts.withUnsafeBufferPointer { lasts in
            let low = firstAfter(time, lasts)
            guard low < number else { return Position(chunk: number, index: 0) }
            let index =
                low > 0
                ? archives[0].chunks[low].countThrough(time, from: lasts[low &- 1], to: lasts[low])
                : archives[0].chunks[0].countThrough(time)
            return Position(chunk: low, index: index)
        }
    }

    func hasRow(_ position: Position) -> Bool {
        position.chunk <= tailNumber && position.index < reading(position.chunk) { $0.count }
    }

    /// Steps from the end of a chunk to the start of the next.
    func normalized(_ position: Position) -> Position {
        guard position.chunk < tailNumber, position.index >= archives[0].chunks[position.chunk].count else {
            return position
        }
        return Position(chunk: position.chunk &+ 1, index: 0)
    }

    /// The row before a position, or nil at the start.
    func previous(_ position: Position) -> Position? {
        if position.index > 0 { return Position(chunk: position.chunk, index: position.index &- 1) }
        guard position.chunk > 0 else { return nil }
        return Position(chunk: position.chunk &- 1, index: archives[0].chunks[position.chunk &- 1].count &- 1)
    }

    /// Where the row of this stamp stands, or would stand.
    func place(_ stamp: EventStamp) -> Position {
        let number = tailNumber
        guard number > 0, archives[0].lasts[number &- 1] >= stamp.at else {
            return Position(chunk: number, index: tail.countBefore(stamp))
        }
        var chunk = archives[0].lasts.withUnsafeBufferPointer { firstAfter(stamp.at &- 1, $0) }
        while chunk < number, archives[0].chunks[chunk].isBeforeAll(stamp) { chunk &+= 1 }
        return Position(chunk: chunk, index: reading(chunk) { $0.countBefore(stamp) })
    }

    func contains(_ stamp: EventStamp) -> Position? {
        let position = normalized(place(stamp))
        guard hasRow(position), reading(position.chunk, { $0.stamp(position.index) }) == stamp else { return nil }
        return position
    }

    // MARK: change

    /// Inserts a row; a row of the same stamp is replaced, so that a repeated insert changes nothing.
    ///
    /// - Parameter heap: bytes of rows that were taken on the heap are added.
    /// - Returns: whether there is one row more.
    mutating func insert(_ row: NewRow, _ layout: RowLayout, _ heap: inout Int) -> Bool {
        let count = tail.count
        if count == 0 || tail.isBefore(count &- 1, row.stamp) {
            // To take many rows back from a file for one that comes behind them would undo their move.
            let isLongLent = count >= Self.longLent && !tail.isOwn
            if count == Chunk.capacity || isLongLent { archiveTail(layout) }
            tail.insert(at: tail.count, row, layout, &heap)
            return true
        }
        if archives.isEmpty, count < Chunk.capacity {
            let index = tail.countBefore(row.stamp)
            let isReplaced = tail.stamp(index) == row.stamp
            if isReplaced { tail.remove(at: index, layout, &heap) }
            tail.insert(at: index, row, layout, &heap)
            return !isReplaced
        }
        var position = place(row.stamp)
        let isReplaced = reading(position.chunk) { $0.stamp(position.index) } == row.stamp
        if isReplaced {
            remove(row.stamp, layout, &heap)
            position = place(row.stamp)
        }
        insert(row, at: position, layout, &heap)
        return !isReplaced
    }

    private mutating func insert(_ row: NewRow, at place: Position, _ layout: RowLayout, _ heap: inout Int) {
        var position = place
        let half = Chunk.capacity / 2
        if reading(position.chunk, { $0.count }) == Chunk.capacity {
            split(position.chunk, at: half, layout, &heap)
            if position.index > half { position = Position(chunk: position.chunk &+ 1, index: position.index &- half) }
        }
        guard position.chunk < tailNumber else { return tail.insert(at: position.index, row, layout, &heap) }
        let chunk = position.chunk
        archives[0].chunks[chunk].insert(at: position.index, row, layout, &heap)
        archives[0].lasts[chunk] = max(archives[0].lasts[chunk], row.stamp.at)
        archives[0].add(row, at: position.index, of: chunk, layout)
        var totals = Totals(width: Archive.width(layout))
        totals.add(row.flags, layout) { row.cell($0) }
        archives[0].add(totals, from: chunk &+ 1, Archive.width(layout))
    }

    /// Moves the newest chunk, which has rows, into the archive.
    private mutating func archiveTail(_ layout: RowLayout) {
        let width = Archive.width(layout)
        if archives.isEmpty {
            archives = [Archive()]
            archives[0].totals = Array(repeating: 0, count: width)
        }
        let number = archives[0].chunks.count
        archives[0].splitEntry(after: number, own: Totals(tail, layout), width)
        archives[0].lasts.append(tail.at(tail.count &- 1))
        archives[0].summaries.append(ChunkSummary(tail, layout))
        archives[0].chunks.append(tail)
        tail = Chunk()
    }

    init() {}

    private mutating func split(_ chunk: Int, at index: Int, _ layout: RowLayout, _ heap: inout Int) {
        if chunk == tailNumber {
            let upper = tail.split(at: index, layout, &heap)
            archiveTail(layout)
            tail = upper
            return
        }
        let width = Archive.width(layout)
        let upper = archives[0].chunks[chunk].split(at: index, layout, &heap)
        archives[0].splitEntry(after: chunk, own: Totals(archives[0].chunks[chunk], layout), width)
        archives[0].lasts.insert(archives[0].chunks[chunk].at(index &- 1), at: chunk)
        archives[0].summaries[chunk] = ChunkSummary(archives[0].chunks[chunk], layout)
        archives[0].summaries.insert(ChunkSummary(upper, layout), at: chunk &+ 1)
        archives[0].chunks.insert(upper, at: chunk &+ 1)
    }

    /// - Returns: whether the row was there.
    @discardableResult
    mutating func remove(_ stamp: EventStamp, _ layout: RowLayout, _ heap: inout Int) -> Bool {
        guard let position = contains(stamp) else { return false }
        let width = Archive.width(layout)
        guard position.chunk < tailNumber else {
            tail.remove(at: position.index, layout, &heap)
            if tail.count == 0, !archives.isEmpty { restoreTail(width) }
            return true
        }
        let chunk = position.chunk
        let totals = rowTotals(position, layout)
        archives[0].chunks[chunk].remove(at: position.index, layout, &heap)
        archives[0].add(totals, from: chunk &+ 1, sign: -1, width)
        let count = archives[0].chunks[chunk].count
        if count > 0 {
            archives[0].lasts[chunk] = archives[0].chunks[chunk].at(count &- 1)
            archives[0].summaries[chunk] = ChunkSummary(archives[0].chunks[chunk], layout)
        } else {
            archives[0].chunks.remove(at: chunk)
            archives[0].summaries.remove(at: chunk)
            archives[0].lasts.remove(at: chunk)
            archives[0].totals.removeSubrange(chunk &* width..<(chunk &+ 1) &* width)
            if archives[0].chunks.isEmpty { archives = [] }
        }
        return true
    }

    private func rowTotals(_ position: Position, _ layout: RowLayout) -> Totals {
        var totals = Totals(width: Archive.width(layout))
        reading(position.chunk) { chunk in
            totals.add(chunk.flags(position.index), layout) { chunk.cell(position.index, $0, layout) }
        }
        return totals
    }

    private mutating func restoreTail(_ width: Int) {
        tail = archives[0].chunks.removeLast()
        archives[0].summaries.removeLast()
        archives[0].lasts.removeLast()
        archives[0].totals.removeLast(width)
        if archives[0].chunks.isEmpty { archives = [] }
    }

    /// Drops all rows older than `time`, whole chunks only, so that a kept row never changes place.
    ///
    /// - Returns: the number of rows dropped.
    mutating func prune(before time: Int64, _ layout: RowLayout) -> Int {
        guard !isEmpty else { return 0 }
        let held = count(layout)
        if tail.at(tail.count &- 1) < time {
            self = KeyWindow()
            return held
        }
        let stale = archives.isEmpty ? 0 : archives[0].lasts.prefix { $0 < time }.count
        guard stale > 0 else { return 0 }
        let width = Archive.width(layout)
        var dropped = Totals(width: width)
        for place in 0..<width { dropped.values[place] = archives[0].totals[stale &* width &+ place] }
        archives[0].chunks.removeFirst(stale)
        archives[0].summaries.removeFirst(stale)
        archives[0].lasts.removeFirst(stale)
        archives[0].totals.removeFirst(stale &* width)
        archives[0].add(dropped, from: 0, sign: -1, width)
        if archives[0].chunks.isEmpty { archives = [] }
        return held &- count(layout)
    }
}

extension Chunk {
    /// Whether every row stands before the stamp.
    @inline(__always)
    func isBeforeAll(_ stamp: EventStamp) -> Bool { isBefore(count &- 1, stamp) }
}
