package import Domain
import Windows

/// Runs a rule set over a history, as the live engine would end up judging it whatever the order of arrival.
///
/// The same evaluation as live, in shadow and in `rules test`; late and corrected events are part of the history of every event
/// that they concern. `knownUntil` leaves out what was received later: history as it was known on a day.
package struct Backtest: Sendable {
    /// An event of the history with its facts, without the rows and the knowledge that belong to it.
    private struct Entry: Sendable {
        let name: String
        /// Orders events of one instant.
        let order: UInt64
        var kind: RuleKind
        var facts: SparseFacts
        var received: Int64
    }

    private let set: RuleSet
    private let knownUntil: Instant?
    private var entries: [Entry] = []
    private var places: [String: Int] = [:]

    package init(_ set: RuleSet, knownUntil: Instant? = nil) {
        self.set = set
        self.knownUntil = knownUntil
    }

    package var count: Int { entries.count }

    /// Adds an event; a later received record of the same name replaces the earlier one.
    ///
    /// - Parameter name: the event's key text, which also orders events of one instant.
    package mutating func add(name: String, kind: RuleKind, facts: Facts, receivedAt: Instant) {
        if let knownUntil, receivedAt > knownUntil { return }
        let received = receivedAt.microseconds
        let entry = Entry(
            name: name, order: stableHash(name), kind: kind, facts: SparseFacts(facts), received: received)
        guard let place = places[name] else {
            places[name] = entries.count
            entries.append(entry)
            return
        }
        if entries[place].received <= received { entries[place] = entry }
    }

    /// Judges every event whose event time lies in `[from, to)`.
    ///
    /// - Parameter since: where given, only events of this last part of the time that the history covers.
    /// - Parameter clock: nanoseconds of any monotonic clock, for the cost of an event; nil leaves the cost out. Every eighth event is
    ///   timed rule by rule, which costs more than the rules themselves, the others as a whole.
    package func run(
        from: Instant, to: Instant, since: TimeSpan? = nil, clock: (() -> UInt64)? = nil
    ) -> BacktestReport {
        let entries = ordered
        let from = max(from, since.flatMap { begin(of: $0, before: to) } ?? from)
        var uses = FirstUses()
        for entry in entries { uses.note(entry.facts, kind: entry.kind) }
        var windows = WindowState(schema: set.schema)
        var scratch = EvaluationScratch()
        var batch = RowBatch()
        var facts = Facts()
        for (ordinal, entry) in entries.enumerated() {
            batch.removeAll()
            Self.fill(&facts, entry, uses)
            set.appendRows(
                of: facts, kind: entry.kind, order: entry.order, ordinal: UInt32(ordinal), to: &batch,
                windows: &windows, scratch: &scratch)
            windows.insert(batch)
        }
        let lent = LentWindows(windows)
        var report = BacktestReport(set)
        for (ordinal, entry) in entries.enumerated() {
            Self.fill(&facts, entry, uses)
            guard case .instant(let at) = facts[.at], at >= from.microseconds, at < to.microseconds else {
                if !facts[.at].isKnown { report.addWithoutTime() }
                continue
            }
            let timesRules = ordinal % 8 == 0
            let started = clock?() ?? 0
            let results = set.evaluate(
                kind: entry.kind, facts: facts, order: entry.order, ordinal: UInt32(ordinal),
                reader: lent, scratch: &scratch, costs: &report.ruleCosts, clock: timesRules ? clock : nil)
            let cost = timesRules ? nil : clock.map { $0() &- started }
            report.add(entry.name, entry.kind, facts, at, results, cost)
        }
        report.finish()
        return report
    }

    /// When the last part of a length begins: counted back from the last event before `to`.
    private func begin(of length: TimeSpan, before to: Instant) -> Instant? {
        let times = entries.compactMap { entry -> Int64? in
            if case .instant(let at) = entry.facts.facts[.at], at < to.microseconds { at } else { nil }
        }
        return times.max().map { Instant(microseconds: $0 - length.microseconds + 1) }
    }

    /// Events in the order of the bytes of their names.
    private var ordered: [Entry] {
        let names = entries.indices.map { (place: $0, bytes: Array(entries[$0].name.utf8)) }
        return names.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map { entries[$0.place] }
    }

    private static func fill(_ facts: inout Facts, _ entry: Entry, _ uses: FirstUses) {
        entry.facts.fill(&facts)
        uses.fill(&facts, kind: entry.kind)
    }
}
