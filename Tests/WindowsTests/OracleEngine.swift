import Windows

/// The engine under the oracle's questions: rows go in batch by batch, and what a batch changes is assessed again.
struct OracleEngine {
    private(set) var state: WindowState
    private(set) var events: [UInt32: OracleEvent] = [:]
    /// The latest assessment of each event.
    private(set) var assessed: [UInt32: [OracleAnswer]] = [:]
    /// Assessments made, the first of each event included.
    private(set) var assessments = 0

    private static let rows = StreamID(0)
    private static let starts = StreamID(1)
    private static let space = KeySpaceID(1)

    static let schema: WindowSchema = {
        func reads(_ shape: WindowShape, _ anchor: StreamID = rows) -> WindowDependency {
            WindowDependency(source: rows, anchor: anchor, shape: shape)
        }
        return WindowSchema(
            spaceCount: 2,
            streams: [
                StreamSpec(space: space, columns: 6, summed: [0], counted: [1], ranked: [0], texts: [1]),
                StreamSpec(space: space, columns: 0, summed: []),
            ],
            dependencies: [
                reads(.trailing(width: OracleWindow.hourWidth)), reads(.trailing(width: OracleWindow.weekWidth)),
                reads(.bothWays(width: OracleWindow.aroundWidth)), reads(.sameDay(startColumn: 5)),
                reads(.last, starts), reads(.first), reads(.allBefore),
            ])
    }()

    /// Whether what a batch changes is assessed again, or rows go in alone.
    let assesses: Bool

    /// Whether the rows of a batch find their readers together, or each row its own.
    let mergesSpans: Bool

    init(mergesSpans: Bool = false, assesses: Bool = true) {
        state = WindowState(schema: Self.schema)
        self.assesses = assesses
        self.mergesSpans = mergesSpans
    }

    init(_ state: WindowState, _ events: [UInt32: OracleEvent], assesses: Bool = true) {
        self.state = state
        self.events = events
        self.assesses = assesses
        mergesSpans = false
    }

    // MARK: arrivals

    /// Takes one batch: at most one arrival an event.
    mutating func take(_ arrivals: ArraySlice<Arrival>) {
        var affected: Set<UInt32> = []
        for arrival in arrivals {
            guard let old = events[arrival.number] else { continue }
            if case .version(let new) = arrival, new == old { continue }
            let gone = batch(old)
            if assesses { find(readersOf: [gone], into: &affected) }
            state.remove(gone)
            events[arrival.number] = nil
            assessed[arrival.number] = nil
        }
        var rows: [RowBatch] = []
        for case .version(let event) in arrivals {
            events[event.number] = event
            rows.append(batch(event))
            state.insert(rows[rows.count - 1])
            affected.insert(event.number)
            if assesses, !mergesSpans { find(readersOf: [rows[rows.count - 1]], into: &affected) }
        }
        if !assesses { return }
        if mergesSpans { find(readersOf: rows, into: &affected) }
        assess(affected)
    }

    private func find(readersOf rows: [RowBatch], into affected: inout Set<UInt32>) {
        if mergesSpans {
            var spans = AffectedSpans()
            for batch in rows { spans.add(batch, in: state) }
            spans.visit(in: state) { affected.insert($0) }
        } else {
            for batch in rows { state.affected(by: batch, into: &affected) }
        }
    }

    private mutating func assess(_ numbers: Set<UInt32>) {
        for number in numbers {
            guard let event = events[number] else { continue }
            assessed[number] = answers(event)
            assessments += 1
        }
    }

    private mutating func batch(_ event: OracleEvent) -> RowBatch {
        var batch = RowBatch()
        let key = state.intern(.number(event.key), in: Self.space)
        var flags = RowFlags()
        flags.isUnsure = event.isUnsure
        let mark = batch.mark
        let label = event.label.map { state.cell(for: .text("label \($0)", hash: UInt64($0))) }
        for (column, cell) in [event.value, label, event.start, event.end, event.member, event.dayStart].enumerated() {
            if cell == nil { flags.setUnknown(column) }
            batch.addCell(cell ?? 0)
        }
        batch.close(stream: Self.rows, key: key, stamp: stamp(event), flags: flags, since: mark)
        let start = EventStamp(at: event.start, order: event.order, ordinal: event.number)
        batch.close(stream: Self.starts, key: key, stamp: start, flags: RowFlags(), since: batch.mark)
        return batch
    }

    private func stamp(_ event: OracleEvent) -> EventStamp {
        EventStamp(at: event.at, order: event.order, ordinal: event.number)
    }

    // MARK: answers

    func answers(_ event: OracleEvent) -> [OracleAnswer] { OracleWindow.allCases.map { answer($0, for: event) } }

    private func answer(_ window: OracleWindow, for event: OracleEvent) -> OracleAnswer {
        guard let key = state.key(.number(event.key), in: Self.space) else { return OracleAnswer() }
        var range = WindowRange(stream: Self.rows, key: key, after: .min, through: event.at, excluding: stamp(event))
        switch window {
        case .hour:
            range.after = event.at - OracleWindow.hourWidth
            range.excluding = nil
        case .week: range.after = event.at - OracleWindow.weekWidth
        case .around:
            range.after = event.at - OracleWindow.aroundWidth
            range.through = event.at + OracleWindow.aroundWidth - 1
        case .sameDay:
            range.after = event.dayStart - 1
            range.excluding = nil
        case .lastBefore:
            range.through = event.start
            return single(range, state.last(range), event)
        case .firstEver: return single(range, state.first(range), event)
        case .everything: range.excluding = nil
        }
        return describe(range, event)
    }

    /// A window of one row: the microsecond of that row, without all others that stand there.
    private func single(_ range: WindowRange, _ row: RowHandle?, _ event: OracleEvent) -> OracleAnswer {
        guard let row, let found = events[state.stamp(row).ordinal] else { return OracleAnswer() }
        var alone = BruteForceHistory()
        alone.put(found)
        var reader = event
        reader.at = max(event.at, found.at)
        var answer = alone.answer(.everything, for: reader)
        answer.first = state.stamp(row).ordinal
        answer.last = answer.first
        return answer
    }

    private func describe(_ range: WindowRange, _ event: OracleEvent) -> OracleAnswer {
        var answer = OracleAnswer()
        let total = state.total(range, column: 0)
        answer.sure = total.sure
        answer.unsure = total.unsure
        answer.unknownValues = total.unknownValues
        answer.sum = total.sum
        let extremes = state.extremes(range, column: 0)
        answer.least = extremes.least
        answer.greatest = extremes.greatest
        let distinct = state.distinct(range, column: 1)
        answer.distinct = distinct.bounds.least
        answer.distinctMost = distinct.bounds.most
        answer.median = state.percentile(range, column: 0, 1, of: 2).value
        answer.ninth = state.percentile(range, column: 0, 9, of: 10).value
        let moments = state.moments(range, column: 0)
        answer.squares = moments.squares ?? 0
        answer.variance = moments.scaledVariance ?? 0
        if let end = event.end {
            answer.overlapping = state.overlapping(
                range, startColumn: 2, endColumn: 3, start: event.start, end: end, grace: 60_000_000)
        }
        answer.atMost = state.countAtMost(event.value ?? 0, range, column: 0)
        answer.memberMedian = state.memberMedian(range, member: 4, value: 0).median
        answer.first = state.first(range).map { state.stamp($0).ordinal }
        answer.last = state.last(range).map { state.stamp($0).ordinal }
        // The other ways to ask the same agree with these.
        if extremes.rows.sure != total.sure || extremes.rows.unsure != total.unsure
            || state.total(range, column: nil).sure != total.sure || distinct.rows.sure != total.sure
            || moments.rows.unknownValues != total.unknownValues || moments.rows.sum != total.sum
        {
            answer.sure = -1
        }
        return answer
    }
}
