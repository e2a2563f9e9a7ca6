/// Exact sliding windows over event time, in memory.
///
/// A value: a copy is a snapshot, and throwing a changed copy away undoes the change. Rows stand in the total order of
/// ``EventStamp`` whatever the order of arrival, so any permutation and any cut into batches ends in the same rows.
///
/// *Complexity*: a count or sum is two binary searches; an insert at the end is constant, elsewhere it moves one chunk of at most
/// 512 rows and refreshes the directory of its key.
package struct WindowState: WindowReader, Sendable {
    package let schema: WindowSchema
    private var keys: KeyTable
    private var windows: [[KeyWindow]]
    /// Running total of each column of each stream, -1 where there is none.
    private let slots: [[Int8]]
    /// Number of rows held.
    package private(set) var rowCount = 0

    package init(schema: WindowSchema) {
        self.schema = schema
        keys = KeyTable(spaceCount: schema.spaceCount)
        windows = Array(repeating: [], count: schema.streams.count)
        slots = schema.streams.map { spec in
            (0..<spec.columns).map { Int8(spec.summed.firstIndex(of: $0) ?? -1) }
        }
    }

    package mutating func intern(_ part: KeyPart, in space: KeySpaceID) -> KeyID { keys.intern(part, in: space) }

    package mutating func intern(_ parts: [KeyPart], in space: KeySpaceID) -> KeyID { keys.intern(parts, in: space) }

    package mutating func cell(for text: KeyPart) -> Int64 { keys.cell(for: text) }

    package func text(_ cell: Int64) -> KeyPart? { keys.text(cell) }

    /// Inserts the rows of a batch; a row already there is replaced.
    package mutating func insert(_ batch: RowBatch) {
        for entry in batch.entries {
            let stream = Int(entry.stream.index)
            let key = Int(entry.key.index)
            if windows[stream].count <= key {
                let missing = key &+ 1 &- windows[stream].count
                windows[stream].append(contentsOf: repeatElement(KeyWindow(), count: missing))
            }
            let isNew = windows[stream][key].insert(
                entry.stamp, entry.flags, batch.cells(of: entry), schema.streams[stream])
            if isNew { rowCount &+= 1 }
        }
    }

    /// Removes the rows of a batch; rows that are not there are passed over.
    package mutating func remove(_ batch: RowBatch) {
        for entry in batch.entries {
            let stream = Int(entry.stream.index)
            let key = Int(entry.key.index)
            guard key < windows[stream].count else { continue }
            if windows[stream][key].remove(entry.stamp, schema.streams[stream]) { rowCount &-= 1 }
        }
    }

    /// Drops rows of a stream that no window can reach any more.
    package mutating func prune(_ stream: StreamID, before time: Int64) {
        let index = Int(stream.index)
        for key in windows[index].indices { windows[index][key].prune(before: time, schema.streams[index]) }
    }

    package func key(_ part: KeyPart, in space: KeySpaceID) -> KeyID? { keys.find(part, in: space) }

    package func key(_ parts: [KeyPart], in space: KeySpaceID) -> KeyID? { keys.find(parts, in: space) }

    package func total(_ range: WindowRange, column: Int?) -> WindowTotal {
        let stream = Int(range.stream.index)
        let key = Int(range.key.index)
        guard key < windows[stream].count, range.after < range.through else { return WindowTotal() }
        let slot = column.map { Int(slots[stream][$0]) } ?? -1
        let isSummable = column == nil || slot >= 0
        guard isSummable,
            var total = windows[stream][key].quickTotal(range.after, range.through, slot: slot, schema.streams[stream])
        else { return scannedTotal(range, column: column) }
        if let own = range.excluding, own.at > range.after, own.at <= range.through,
            let position = windows[stream][key].contains(own, schema.streams[stream].stride)
        {
            total.sure &-= 1
            if let column {
                let stride = schema.streams[stream].stride
                total.sum -= Int128(windows[stream][key].chunks[position.chunk].cell(position.index, column, stride))
            }
        }
        return total
    }

    /// The same row by row, for ranges with flagged rows or columns without running totals.
    private func scannedTotal(_ range: WindowRange, column: Int?) -> WindowTotal {
        var total = WindowTotal()
        visit(range) { row in
            let flags = flags(row)
            if flags.isUnsure {
                total.unsure &+= 1
            } else {
                total.sure &+= 1
                if let column {
                    if flags.isUnknown(column) {
                        total.unknownValues &+= 1
                    } else {
                        total.sum += Int128(cell(row, column))
                    }
                }
            }
            return true
        }
        return total
    }

    package func visit(_ range: WindowRange, _ body: (RowHandle) -> Bool) {
        let stream = Int(range.stream.index)
        let key = Int(range.key.index)
        guard key < windows[stream].count, range.after < range.through else { return }
        let stride = schema.streams[stream].stride
        var position = windows[stream][key].normalized(windows[stream][key].end(through: range.after))
        while windows[stream][key].hasRow(position),
            windows[stream][key].chunks[position.chunk].at(position.index) <= range.through
        {
            let isOwn =
                range.excluding.map { own in
                    windows[stream][key].chunks[position.chunk].ordinal(position.index, stride) == own.ordinal
                } ?? false
            if !isOwn, !body(handle(range, position)) { return }
            position = windows[stream][key].normalized(
                KeyWindow.Position(chunk: position.chunk, index: position.index &+ 1))
        }
    }

    package func last(_ range: WindowRange) -> RowHandle? {
        let stream = Int(range.stream.index)
        let key = Int(range.key.index)
        guard key < windows[stream].count else { return nil }
        let stride = schema.streams[stream].stride
        var position = windows[stream][key].end(through: range.through)
        while let row = windows[stream][key].previous(position) {
            let chunk = windows[stream][key].chunks[row.chunk]
            guard chunk.at(row.index) > range.after else { return nil }
            if range.excluding.map({ $0.ordinal != chunk.ordinal(row.index, stride) }) ?? true {
                return handle(range, row)
            }
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

    private func handle(_ range: WindowRange, _ position: KeyWindow.Position) -> RowHandle {
        RowHandle(
            stream: range.stream, key: range.key, block: Int32(truncatingIfNeeded: position.chunk),
            index: Int32(truncatingIfNeeded: position.index))
    }

    package func cell(_ row: RowHandle, _ column: Int) -> Int64 {
        let stream = Int(row.stream.index)
        return windows[stream][Int(row.key.index)].chunks[Int(row.block)]
            .cell(Int(row.index), column, schema.streams[stream].stride)
    }

    package func flags(_ row: RowHandle) -> RowFlags {
        let stream = Int(row.stream.index)
        return windows[stream][Int(row.key.index)].chunks[Int(row.block)]
            .flags(Int(row.index), schema.streams[stream].stride)
    }

    package func stamp(_ row: RowHandle) -> EventStamp {
        let stream = Int(row.stream.index)
        return windows[stream][Int(row.key.index)].chunks[Int(row.block)]
            .stamp(Int(row.index), schema.streams[stream].stride)
    }
}
