import Domain

/// A ``WindowBook`` over the rows of a ``WindowState``.
package struct MemoryWindowBook: WindowBook, Sendable {
    package typealias Failure = Never

    private struct Place: Hashable, Sendable {
        let stream: Int32
        let key: WindowKey
        let event: Int64
    }

    private enum Column {
        static let value = 0
        static let label = 1
        static let end = 2
    }

    private var state: WindowState
    private var stamps: [Place: EventStamp] = [:]
    private var ordinals: [Int64: UInt32] = [:]

    private static let space = KeySpaceID(1)

    package init(streams: Int) {
        let spec = StreamSpec(space: Self.space, columns: 3, summed: [Column.value], counted: [Column.label])
        state = WindowState(
            schema: WindowSchema(
                spaceCount: 2, streams: Array(repeating: spec, count: streams), dependencies: []))
    }

    package mutating func replaceWindowRows(_ rows: [WindowRow], removed: [WindowRow] = []) {
        for row in rows + removed { remove(row) }
        var batch = RowBatch()
        for row in rows {
            let number = ordinals[row.eventKeyID] ?? UInt32(ordinals.count)
            ordinals[row.eventKeyID] = number
            let stamp = EventStamp(
                at: row.at.microseconds, order: Self.order(of: row.eventKeyID), ordinal: number)
            var flags = RowFlags()
            let mark = batch.mark
            for (column, cell) in [row.value, row.label, row.end?.microseconds].enumerated() {
                if cell == nil { flags.setUnknown(column) }
                batch.addCell(cell ?? 0)
            }
            batch.close(
                stream: StreamID(Int(row.stream)), key: intern(row.key), stamp: stamp, flags: flags, since: mark)
            stamps[Place(stream: row.stream, key: row.key, event: row.eventKeyID)] = stamp
        }
        state.insert(batch)
    }

    private mutating func remove(_ row: WindowRow) {
        guard
            let stamp = stamps.removeValue(
                forKey: Place(stream: row.stream, key: row.key, event: row.eventKeyID))
        else { return }
        var batch = RowBatch()
        batch.close(
            stream: StreamID(Int(row.stream)), key: intern(row.key), stamp: stamp, flags: RowFlags(), since: 0)
        state.remove(batch)
    }

    private mutating func intern(_ key: WindowKey) -> KeyID { state.intern(.number(key.hash), in: Self.space) }

    /// Signed numbers in the order of unsigned ones, as PostgreSQL orders them.
    private static func order(of event: Int64) -> UInt64 { UInt64(bitPattern: event) ^ 1 << 63 }

    private static func event(of order: UInt64) -> Int64 { Int64(bitPattern: order ^ 1 << 63) }

    package func windowAnswers(_ queries: [WindowQuery]) -> [WindowAnswer] {
        queries.map { query in
            var answer = WindowAnswer()
            guard
                let range = range(query.stream, query.key, query.after, query.through, query.excluding)
            else { return answer }
            let total = state.total(range, column: Column.value)
            let extremes = state.extremes(range, column: Column.value)
            let distinct = state.distinct(range, column: Column.label)
            answer.count = Int64(total.sure)
            answer.unknownValues = Int64(total.unknownValues)
            answer.sum = total.sum
            answer.minimum = extremes.least
            answer.maximum = extremes.greatest
            answer.distinctLabels = Int64(distinct.values)
            answer.unknownLabels = Int64(distinct.rows.unknownValues)
            if let row = state.last(range) {
                let stamp = state.stamp(row)
                answer.lastEvent = Self.event(of: stamp.order)
                answer.lastAt = Instant(microseconds: stamp.at)
                answer.lastValue = state.flags(row).isUnknown(Column.value) ? nil : state.cell(row, Column.value)
            }
            return answer
        }
    }

    package func overlaps(_ queries: [OverlapQuery]) -> [[Int64]] {
        queries.map { query in
            var found: [Int64] = []
            guard query.start < query.end,
                let range = range(
                    query.stream, query.key, Instant(microseconds: .min),
                    Instant(microseconds: query.end.microseconds - 1), query.excluding)
            else { return found }
            state.visit(range) { row in
                let end = state.cell(row, Column.end)
                let stamp = state.stamp(row)
                if !state.flags(row).isUnknown(Column.end), end > query.start.microseconds, end > stamp.at {
                    found.append(Self.event(of: stamp.order))
                }
                return true
            }
            return found
        }
    }

    private func range(
        _ stream: Int32, _ key: WindowKey, _ after: Instant, _ through: Instant, _ excluding: Int64?
    ) -> WindowRange? {
        guard let id = state.key(.number(key.hash), in: Self.space) else { return nil }
        let own = excluding.flatMap { stamps[Place(stream: stream, key: key, event: $0)] }
        return WindowRange(
            stream: StreamID(Int(stream)), key: id, after: after.microseconds, through: through.microseconds,
            excluding: own)
    }
}
