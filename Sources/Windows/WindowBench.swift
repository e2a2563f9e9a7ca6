/// Measures the windows of a state in memory over a seeded workload; the clock, in nanoseconds, comes from the caller.
package struct WindowBench {
    package struct Figures: Sendable {
        package var events = 0
        package var nanoseconds: Int64 = 0
        /// Sum of all counts and sums that were answered, wrapping: what a peer has to come to as well.
        package var counts: UInt64 = 0
        package var sums: UInt64 = 0
        /// Time of single events in nanoseconds, ascending; empty where they were not timed one by one.
        package var latencies: [Int64] = []

        package var eventsPerSecond: Int64 {
            nanoseconds > 0 ? Int64(Int128(events) * 1_000_000_000 / Int128(nanoseconds)) : 0
        }

        package func latency(perMille: Int) -> Int64? {
            latencies.isEmpty ? nil : latencies[min(latencies.count - 1, latencies.count * perMille / 1_000)]
        }
    }

    package struct Restart: Sendable {
        package let rows: Int
        package let bytes: Int
        package let writeNanoseconds: Int64
        package let readNanoseconds: Int64
        package let isEqual: Bool
    }

    package static let day: Int64 = 86_400_000_000
    /// Ten windows from an hour to ninety days.
    package static let tenWidths = [
        day / 24, day / 4, day, 2 * day, 3 * day, 7 * day, 14 * day, 30 * day, 60 * day, 90 * day,
    ]

    private let clock: () -> Int64

    package init(clock: @escaping () -> Int64) { self.clock = clock }

    private static func emptyState(_ workload: WindowWorkload, width: Int64) -> WindowState {
        let streams = (0..<workload.spaces).map { StreamSpec(space: KeySpaceID($0 + 1), columns: 1, summed: [0]) }
        let reads = (0..<workload.spaces).map {
            WindowDependency(source: StreamID($0), anchor: StreamID($0), shape: .trailing(width: width))
        }
        var state = WindowState(
            schema: WindowSchema(spaceCount: workload.spaces + 1, streams: streams, dependencies: reads))
        for key in 0..<workload.keyCount {
            for space in 1...workload.spaces { _ = state.intern(.number(Int64(key)), in: KeySpaceID(space)) }
        }
        return state
    }

    private static func fill(_ batch: inout RowBatch, _ workload: WindowWorkload, _ events: Range<Int>) {
        batch.removeAll()
        for index in events {
            let stamp = workload.stamp(index)
            for space in 0..<workload.spaces {
                let mark = batch.mark
                batch.addCell(workload.values[index])
                batch.close(
                    stream: StreamID(space), key: key(workload, index, space), stamp: stamp, flags: RowFlags(),
                    since: mark)
            }
        }
    }

    @inline(__always)
    private static func key(_ workload: WindowWorkload, _ index: Int, _ space: Int) -> KeyID {
        KeyID(Int(workload.keys[index &* workload.spaces &+ space]))
    }

    @inline(__always)
    private static func answer(
        _ state: WindowState, _ workload: WindowWorkload, _ index: Int, _ widths: [Int64], _ figures: inout Figures
    ) {
        let at = workload.at[index]
        for space in 0..<workload.spaces {
            var range = WindowRange(
                stream: StreamID(space), key: key(workload, index, space), after: 0, through: at)
            for width in widths {
                range.after = at &- width
                let total = state.total(range, column: 0)
                figures.counts &+= UInt64(total.sure)
                figures.sums &+= UInt64(truncatingIfNeeded: total.sum)
            }
        }
    }

    /// Inserts every event and answers its windows, in batches of `size`; each event has its batch in the windows when
    /// it asks.
    package func answers(
        _ workload: WindowWorkload, widths: [Int64], size: Int = 1_000, timesEach: Bool = false
    ) -> Figures {
        var state = Self.emptyState(workload, width: widths.max() ?? 1)
        var figures = Figures()
        var batch = RowBatch()
        figures.events = workload.count
        let step = timesEach ? 1 : size
        let from = clock()
        for start in stride(from: 0, to: workload.count, by: step) {
            let events = start..<min(workload.count, start + step)
            let before = timesEach ? clock() : 0
            Self.fill(&batch, workload, events)
            state.insert(batch)
            for index in events { Self.answer(state, workload, index, widths, &figures) }
            if timesEach { figures.latencies.append(clock() - before) }
        }
        figures.nanoseconds = clock() - from
        figures.latencies.sort()
        return figures
    }

    /// The answers of all events once all have arrived: what one statement over the whole table gives.
    package func finalAnswers(_ workload: WindowWorkload, width: Int64) -> Figures {
        var state = Self.emptyState(workload, width: width)
        var figures = Figures()
        var batch = RowBatch()
        figures.events = workload.count
        let from = clock()
        Self.fill(&batch, workload, 0..<workload.count)
        state.insert(batch)
        for index in 0..<workload.count { Self.answer(state, workload, index, [width], &figures) }
        figures.nanoseconds = clock() - from
        return figures
    }

    /// The same as ``answers(_:widths:size:timesEach:)``, naming also the earlier events that each late one concerns.
    ///
    /// - Returns: the figures, and how many events are to be assessed again in all batches.
    package func rescoring(_ workload: WindowWorkload, width: Int64, size: Int = 1_000) -> (Figures, affected: Int) {
        var state = Self.emptyState(workload, width: width)
        var figures = Figures()
        var batch = RowBatch()
        var affected = 0
        figures.events = workload.count
        let from = clock()
        for start in stride(from: 0, to: workload.count, by: size) {
            let events = start..<min(workload.count, start + size)
            Self.fill(&batch, workload, events)
            state.insert(batch)
            var found: Set<UInt32> = []
            state.affected(by: batch, into: &found)
            affected += found.count
            for index in events { Self.answer(state, workload, index, [width], &figures) }
        }
        figures.nanoseconds = clock() - from
        return (figures, affected)
    }

    /// Writes and reads back a snapshot of all rows.
    package func restart(_ workload: WindowWorkload) -> Restart {
        var state = Self.emptyState(workload, width: Self.day)
        var batch = RowBatch()
        Self.fill(&batch, workload, 0..<workload.count)
        state.insert(batch)
        let start = clock()
        let snapshot = state.snapshot()
        let written = clock()
        let restored = try? WindowState(schema: state.schema, snapshot: snapshot)
        let read = clock()
        return Restart(
            rows: state.rowCount, bytes: snapshot.words.count * 8 + snapshot.index.count,
            writeNanoseconds: written - start,
            readNanoseconds: read - written, isEqual: restored?.digest == state.digest)
    }

    /// Bytes of rows, directories and key entries for each row held.
    package func bytesPerRow(_ workload: WindowWorkload) -> Int {
        var state = Self.emptyState(workload, width: Self.day)
        var batch = RowBatch()
        Self.fill(&batch, workload, 0..<workload.count)
        state.insert(batch)
        return state.bytes / max(1, state.rowCount)
    }
}
