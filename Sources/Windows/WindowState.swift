/// Exact sliding windows over event time, in memory.
///
/// A value: a copy is a snapshot, and throwing a changed copy away undoes the change. Rows stand in the total order of
/// ``EventStamp`` whatever the order of arrival, so any permutation and any cut into batches ends in the same rows.
///
/// *Complexity*: a count or sum is two binary searches; an insert at the end is constant, elsewhere it moves one chunk
/// of at most
/// 512 rows and refreshes the directory of its key.
package struct WindowState: WindowReader, Sendable {
    package let schema: WindowSchema
    private(set) var keys: KeyTable
    private(set) var windows: [[KeyWindow]]
    let layouts: [RowLayout]
    /// Number of rows held.
    package private(set) var rowCount = 0
    /// Bytes of rows that were taken on the heap since rows were lent last; what was given back there is not taken off.
    package private(set) var heapBytes = 0
    /// Per stream the time before which rows are no longer held.
    private(set) var horizons: [Int64]

    package init(schema: WindowSchema) {
        self.schema = schema
        keys = KeyTable(spaceCount: schema.spaceCount)
        windows = Array(repeating: [], count: schema.streams.count)
        layouts = schema.streams.map(\.layout)
        horizons = Array(repeating: .min, count: schema.streams.count)
    }

    package mutating func intern(_ part: KeyPart, in space: KeySpaceID) -> KeyID { keys.intern(part, in: space) }

    package mutating func intern(_ parts: [KeyPart], in space: KeySpaceID) -> KeyID { keys.intern(parts, in: space) }

    package mutating func cell(for text: KeyPart) -> Int64 { keys.cell(for: text) }

    package func text(_ cell: Int64) -> KeyPart? { keys.text(cell) }

    /// Inserts the rows of a batch; a row already there is replaced.
    ///
    /// - Returns: rows older than what their stream still holds, which are not taken: their keys are answered by SQL.
    @discardableResult
    package mutating func insert(_ batch: RowBatch) -> Int {
        var refused = 0
        var from = 0
        while from < batch.entries.count {
            let stream = batch.entries[from].stream
            var to = from &+ 1
            while to < batch.entries.count, batch.entries[to].stream == stream { to &+= 1 }
            refused &+= insert(batch.entries[from..<to], of: Int(stream.index), batch)
            from = to
        }
        return refused
    }

    /// Inserts rows of one stream.
    private mutating func insert(_ entries: ArraySlice<RowBatch.Entry>, of stream: Int, _ batch: RowBatch) -> Int {
        let layout = layouts[stream]
        let horizon = horizons[stream]
        let needed = entries.reduce(0) { $1.stamp.at < horizon ? $0 : max($0, Int($1.key.index) &+ 1) }
        if windows[stream].count < needed {
            windows[stream].append(contentsOf: repeatElement(KeyWindow(), count: needed &- windows[stream].count))
        }
        var refused = 0
        var added = 0
        var heap = 0
        windows[stream].withUnsafeMutableBufferPointer { windows in
            batch.cells.withUnsafeBufferPointer { cells in
                for entry in entries {
                    precondition(entry.cellCount == layout.columns, "a row has a cell for each column")
                    precondition(
                        entry.stamp.at.magnitude < 1 << 62, "an event time lies within 146,000 years of 1970")
                    if entry.stamp.at < horizon {
                        refused &+= 1
                        continue
                    }
                    let row = NewRow(
                        stamp: entry.stamp, flags: entry.flags,
                        cells: UnsafeBufferPointer(
                            rebasing: cells[entry.firstCell..<entry.firstCell &+ entry.cellCount]))
                    if windows[Int(entry.key.index)].insert(row, layout, &heap) { added &+= 1 }
                }
            }
        }
        rowCount &+= added
        heapBytes &+= heap
        return refused
    }

    /// Removes the rows of a batch; rows that are not there are passed over.
    package mutating func remove(_ batch: RowBatch) {
        for entry in batch.entries {
            let stream = Int(entry.stream.index)
            let key = Int(entry.key.index)
            guard key < windows[stream].count else { continue }
            if windows[stream][key].remove(entry.stamp, layouts[stream], &heapBytes) { rowCount &-= 1 }
        }
    }

    /// Bytes of rows, directories and entries of keys, without the key table.
    package var bytes: Int {
        zip(windows, layouts).reduce(0) { sum, stream in stream.0.reduce(sum) { $0 + $1.bytes(stream.1) } }
    }

    /// Drops rows of a stream that no window can reach any more, and takes none of them from now on.
    package mutating func prune(_ stream: StreamID, before time: Int64) {
        let index = Int(stream.index)
        guard time > horizons[index] else { return }
        horizons[index] = time
        for key in windows[index].indices { rowCount &-= windows[index][key].prune(before: time, layouts[index]) }
    }

    /// Drops from every stream what its retention no longer covers at `now`.
    package mutating func prune(at now: Int64) {
        for index in schema.streams.indices {
            guard let retention = schema.retention(of: StreamID(index)) else { continue }
            let (time, overflow) = now.subtractingReportingOverflow(retention)
            if !overflow { prune(StreamID(index), before: time) }
        }
    }

    /// Whether every row of a range is still held; where it is not, SQL answers.
    package func holds(_ range: WindowRange) -> Bool {
        let horizon = horizons[Int(range.stream.index)]
        return horizon == .min || range.after >= horizon - 1
    }

    package func key(_ part: KeyPart, in space: KeySpaceID) -> KeyID? { keys.find(part, in: space) }

    package func key(_ parts: [KeyPart], in space: KeySpaceID) -> KeyID? { keys.find(parts, in: space) }

    package func total(_ range: WindowRange, column: Int?) -> WindowTotal {
        let stream = Int(range.stream.index)
        let key = Int(range.key.index)
        guard key < windows[stream].count, range.after < range.through else { return WindowTotal() }
        let layout = layouts[stream]
        if let column, !layout.isSummed(column) { return scannedTotal(range, column) }
        var total = windows[stream][key].total(range.after, range.through, column, layout)
        if let own = range.excluding, own.at > range.after, own.at <= range.through,
            let position = windows[stream][key].contains(own)
        {
            windows[stream][key].reading(position.chunk) { chunk in
                let cell = column.map { chunk.cell(position.index, $0, layout) } ?? 0
                total.take(chunk.flags(position.index), column: column, cell: cell)
            }
        }
        return total
    }

    /// The same row by row, for columns without running totals.
    private func scannedTotal(_ range: WindowRange, _ column: Int) -> WindowTotal {
        var total = WindowTotal()
        visit(range) { row in
            let flags = flags(row)
            if flags.isUnsure {
                total.unsure &+= 1
            } else {
                total.sure &+= 1
                if flags.isUnknown(column) { total.unknownValues &+= 1 } else { total.sum += Int128(cell(row, column)) }
            }
            return true
        }
        return total
    }

    package func visit(_ range: WindowRange, _ body: (RowHandle) -> Bool) {
        scan(range) { chunk, number, rows in
            for row in rows {
                if let own = range.excluding, own.ordinal == chunk.ordinal(row) { continue }
                if !body(handle(range, number, row)) { return false }
            }
            return true
        }
    }

    /// Goes through the chunks of a range with the rows of each that belong, until the body returns false.
    @inline(__always)
    func scan(_ range: WindowRange, _ body: (borrowing Chunk, Int, Range<Int>) -> Bool) {
        let stream = Int(range.stream.index)
        let key = Int(range.key.index)
        guard key < windows[stream].count, range.after < range.through else { return }
        let low = windows[stream][key].end(through: range.after)
        let high = windows[stream][key].end(through: range.through)
        var number = low.chunk
        while number <= high.chunk {
            let goesOn = windows[stream][key].reading(number) { chunk in
                let from = number == low.chunk ? low.index : 0
                let to = number == high.chunk ? high.index : chunk.count
                return from >= to || body(chunk, number, from..<to)
            }
            if !goesOn { return }
            number &+= 1
        }
    }

    package func last(_ range: WindowRange) -> RowHandle? {
        let stream = Int(range.stream.index)
        let key = Int(range.key.index)
        guard key < windows[stream].count else { return nil }
        var position = windows[stream][key].end(through: range.through)
        while let row = windows[stream][key].previous(position) {
            let (at, ordinal) = windows[stream][key].reading(row.chunk) { ($0.at(row.index), $0.ordinal(row.index)) }
            guard at > range.after else { return nil }
            if range.excluding.map({ $0.ordinal != ordinal }) ?? true { return handle(range, row.chunk, row.index) }
            position = row
        }
        return nil
    }

    package func first(_ range: WindowRange) -> RowHandle? {
        var found: RowHandle?
        visit(range) { row in
            found = row
            return false
        }
        return found
    }

    /// Moves rows off the heap: shows their words piece by piece, then has them read where the caller has put these, one
    /// behind the other. Nothing moves where that throws.
    ///
    /// - Parameter all: also the rows that were lent before, so that the words of before are let go.
    package mutating func lend<Failure: Error>(
        all: Bool, writing write: (UnsafeBufferPointer<Int64>) throws(Failure) -> Void,
        reading words: () throws(Failure) -> WindowWords?
    ) throws(Failure) {
        let choice = all ? ChunkChoice.all : .onHeap
        var count = 0
        for stream in windows.indices {
            for key in windows[stream].indices {
                try windows[stream][key].visitWords(choice, layouts[stream]) { piece throws(Failure) in
                    count &+= piece.count
                    try write(piece)
                }
            }
        }
        guard count > 0 else {
            heapBytes = 0
            return
        }
        guard let words = try words() else { return }
        heapBytes = 0
        precondition(count == words.count, "lent words are those that were shown")
        var place = 0
        for stream in windows.indices {
            let layout = layouts[stream]
            windows[stream].withUnsafeMutableBufferPointer { windows in
                for key in windows.indices { windows[key].lend(words, at: &place, choice, layout) }
            }
        }
    }

    /// Puts back what a snapshot held.
    mutating func restore(_ keys: KeyTable, _ windows: [[KeyWindow]], rows: Int, horizons: [Int64]) {
        self.keys = keys
        self.windows = windows
        rowCount = rows
        self.horizons = horizons
    }

    func handle(_ range: WindowRange, _ chunk: Int, _ row: Int) -> RowHandle {
        RowHandle(
            stream: range.stream, key: range.key, block: Int32(truncatingIfNeeded: chunk),
            index: Int32(truncatingIfNeeded: row))
    }

    package func cell(_ row: RowHandle, _ column: Int) -> Int64 {
        let stream = Int(row.stream.index)
        return windows[stream][Int(row.key.index)].reading(Int(row.block)) {
            $0.cell(Int(row.index), column, layouts[stream])
        }
    }

    package func flags(_ row: RowHandle) -> RowFlags {
        windows[Int(row.stream.index)][Int(row.key.index)].reading(Int(row.block)) { $0.flags(Int(row.index)) }
    }

    package func stamp(_ row: RowHandle) -> EventStamp {
        windows[Int(row.stream.index)][Int(row.key.index)].reading(Int(row.block)) { $0.stamp(Int(row.index)) }
    }
}
