package import Domain
import Synchronization
import Windows

/// Runs a rule set over a history, as the live engine would end up judging it whatever the order of arrival.
///
/// The same evaluation as live, in shadow and in `rules test`; late and corrected events are part of the history of every event
/// that they concern. `knownUntil` leaves out what was received later: history as it was known on a day.
package struct Backtest: Sendable {
    /// An event of the history, without the rows and the knowledge that belong to it.
    private struct Entry: Sendable {
        let name: String
        /// Orders events of one instant.
        let order: UInt64
        let kind: RuleKind
        /// Where its facts stand.
        let facts: FactStore.Place
        let revision: Revision
    }

    private let set: RuleSet
    private let knownUntil: Instant?
    private let use: FieldUse
    private var store = FactStore()
    /// In the order of reading, every record of an event.
    private var entries: [Entry] = []

    package init(_ set: RuleSet, knownUntil: Instant? = nil) {
        self.set = set
        self.knownUntil = knownUntil
        use = FieldUse(set)
    }

    /// Records added.
    package var count: Int { entries.count }

    /// Adds an event; of several records of one name the one counts that would count live (``Revision``).
    ///
    /// - Parameter name: the event's key text, which also orders events of one instant.
    package mutating func add(name: String, kind: RuleKind, facts: Facts, revision: Revision) {
        if let knownUntil, revision.receivedAt > knownUntil { return }
        entries.append(
            Entry(
                name: name, order: stableHash(name), kind: kind, facts: store.add(facts, use.fields),
                revision: revision))
    }

    /// Judges every event whose event time lies in `[from, to)`.
    ///
    /// Once all rows stand in the windows nothing changes any more, so that events are judged in parts at the same time; the report is
    /// put together in their order and says the same whatever the number of workers.
    ///
    /// - Parameter since: where given, only events of this last part of the time that the history covers.
    /// - Parameter workers: parts that are judged at the same time: one a core.
    /// - Parameter clock: nanoseconds of any monotonic clock, for the cost of an event; nil leaves the cost out. Every eighth event is
    ///   timed rule by rule, which costs more than the rules themselves, the others as a whole.
    package func run(
        from: Instant, to: Instant, since: TimeSpan? = nil, workers: Int = 2, clock: (@Sendable () -> UInt64)? = nil
    ) async -> BacktestReport {
        let from = max(from, since.flatMap { begin(of: $0, before: to) } ?? from)
        let history = history()
        let parts = PartQueue(count: history.order.count, size: 2_048)
        return await withTaskGroup(of: [JudgedPart].self) { group in
            for _ in 0..<max(1, workers) {
                group.addTask {
                    var judge = PartJudge(history, set, from: from, to: to, clock: clock)
                    var judged: [JudgedPart] = []
                    while let part = parts.next() { judged.append(judge.judge(part)) }
                    return judged
                }
            }
            var judged: [JudgedPart] = []
            for await more in group { judged += more }
            judged.sort { $0.first < $1.first }
            var report = BacktestReport(set)
            for part in judged { report.absorb(part.report) }
            report.finish { history.entries[history.order[$0]].name }
            return report
        }
    }

    /// When the last part of a length begins: counted back from the last event before `to`.
    private func begin(of length: TimeSpan, before to: Instant) -> Instant? {
        let times = latest.compactMap { place -> Int64? in
            if case .instant(let at) = store.value(.at, entries[place].facts), at < to.microseconds { at } else { nil }
        }
        return times.max().map { Instant(microseconds: $0 - length.microseconds + 1) }
    }

    // MARK: history

    /// Everything that judging reads and nothing changes.
    private final class History: Sendable {
        let entries: [Entry]
        /// The places of the entries that count, in the order of the report.
        let order: [Int]
        let store: FactStore
        let use: FieldUse
        let uses: FirstUses?
        let windows: LentWindows

        init(
            _ entries: [Entry], _ order: [Int], _ store: FactStore, _ use: FieldUse, _ uses: FirstUses?,
            _ windows: WindowState
        ) {
            self.entries = entries
            self.order = order
            self.store = store
            self.use = use
            self.uses = uses
            self.windows = LentWindows(windows)
        }
    }

    private func history() -> History {
        let order = latest
        var uses = use.asksFirstUses ? FirstUses() : nil
        if uses != nil {
            for place in order {
                let entry = entries[place]
                uses?.note(entry.kind) { store.value($0, entry.facts) }
            }
        }
        var windows = WindowState(schema: set.schema)
        if use.readsHistory { insertRows(in: order, uses, &windows) }
        return History(entries, order, store, use, uses, windows)
    }

    private func insertRows(in order: [Int], _ uses: FirstUses?, _ windows: inout WindowState) {
        var batch = RowBatch()
        var machine = set.rowMachine(Facts(), EvaluationScratch())
        for (ordinal, place) in order.enumerated() {
            let streams = use.streams[entries[place].kind.place]
            if streams.isEmpty { continue }
            Self.fill(&machine.facts, entries[place], store, use, uses)
            set.appendRows(
                of: streams, by: &machine, order: entries[place].order, ordinal: UInt32(ordinal), to: &batch,
                windows: &windows)
            if ordinal % 64 == 63 {
                windows.insert(batch)
                batch.removeAll()
            }
        }
        windows.insert(batch)
    }

    /// The record of each event that counts, in the order of the bytes of their names. Those of one name stand in order of reading.
    private var latest: [Int] {
        let order = NameOrder(count: entries.count) { entries[$0].name }
        if order.repeats.isEmpty { return order.places }
        var latest: [Int] = []
        latest.reserveCapacity(entries.count)
        var repeats = order.repeats[...]
        var seen: Set<Hash32> = []
        for (index, place) in order.places.enumerated() {
            if repeats.first != index {
                latest.append(place)
                seen.removeAll(keepingCapacity: true)
                continue
            }
            repeats.removeFirst()
            let earlier = entries[latest[latest.count - 1]].revision
            if seen.isEmpty { seen.insert(earlier.contentHash) }
            // A content that came before is nothing new, whatever came in between.
            guard seen.insert(entries[place].revision.contentHash).inserted else { continue }
            if entries[place].revision.replaces(earlier) { latest[latest.count - 1] = place }
        }
        return latest
    }

    private static func fill(
        _ facts: inout Facts, _ entry: borrowing Entry, _ store: borrowing FactStore, _ use: FieldUse,
        _ uses: FirstUses?
    ) {
        store.fill(&facts, entry.facts, use.stale)
        guard case .instant = facts[.at] else { return }
        if let uses { uses.fill(&facts, kind: entry.kind) } else { facts.derive(kind: entry.kind) }
    }

    // MARK: judging

    /// Hands out the events in parts, each once.
    private final class PartQueue: Sendable {
        private let count: Int
        private let size: Int
        private let begun = Mutex(0)

        init(count: Int, size: Int) {
            self.count = count
            self.size = size
        }

        func next() -> Range<Int>? {
            let first = begun.withLock { begun in
                defer { begun += size }
                return begun
            }
            return first < count ? first..<min(count, first + size) : nil
        }
    }

    private struct JudgedPart: Sendable {
        let first: Int
        let report: BacktestReport
    }

    /// Judges parts of a history, one after the other.
    private struct PartJudge {
        private let history: History
        private let set: RuleSet
        private let from: Int64
        private let to: Int64
        private let clock: (@Sendable () -> UInt64)?
        private var machine: Machine<LentWindows>
        private var results: [RuleResult] = []

        init(_ history: History, _ set: RuleSet, from: Instant, to: Instant, clock: (@Sendable () -> UInt64)?) {
            self.history = history
            self.set = set
            self.from = from.microseconds
            self.to = to.microseconds
            self.clock = clock
            machine = Machine(
                windows: history.windows, facts: Facts(), stamp: EventStamp(at: 0, order: 0, ordinal: 0),
                knowledge: set.knowledge, scratch: EvaluationScratch())
        }

        mutating func judge(_ part: Range<Int>) -> JudgedPart {
            var report = BacktestReport(set)
            for ordinal in part { judge(ordinal, &report) }
            return JudgedPart(first: part.lowerBound, report: report)
        }

        private mutating func judge(_ ordinal: Int, _ report: inout BacktestReport) {
            let entry = history.entries[history.order[ordinal]]
            Backtest.fill(&machine.facts, entry, history.store, history.use, history.uses)
            guard case .instant(let at) = machine.facts[.at], at >= from, at < to else {
                if !machine.facts[.at].isKnown { report.addWithoutTime() }
                return
            }
            let timesRules = ordinal % 8 == 0
            let watch = timesRules ? clock : nil
            let started = clock?() ?? 0
            machine.begin(EventStamp(at: at, order: entry.order, ordinal: UInt32(ordinal)))
            results.removeAll(keepingCapacity: true)
            set.evaluate(
                set.judges(of: entry.kind), by: &machine, .findings, into: &results, costs: &report.ruleCosts,
                clock: watch)
            let cost = timesRules ? nil : clock.map { $0() &- started }
            report.add(entry.name, entry.kind, machine.facts, at, results, cost, ordinal: ordinal)
        }
    }
}
