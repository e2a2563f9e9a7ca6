package import Domain
import Windows

/// Runs a rule set over a history, as the live engine would end up judging it whatever the order of arrival.
///
/// The same evaluation as live, in shadow and in `rules test`; late and corrected events are part of the history of every event
/// that they concern. `knownUntil` leaves out what was received later: history as it was known on a day.
package struct Backtest: Sendable {
    /// An event of the history with its facts, without the rows and the knowledge that belong to it.
    private struct Entry: Sendable {
        let kind: RuleKind
        let facts: SparseFacts
        let received: Int64
    }

    private let set: RuleSet
    private let knownUntil: Instant?
    private var entries: [String: Entry] = [:]

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
        if let known = entries[name], known.received > receivedAt.microseconds { return }
        entries[name] = Entry(kind: kind, facts: SparseFacts(facts), received: receivedAt.microseconds)
    }

    /// Judges every event whose event time lies in `[from, to)`.
    ///
    /// - Parameter clock: nanoseconds of any monotonic clock, for the cost of an event; nil leaves the cost out.
    package func run(from: Instant, to: Instant, clock: (() -> UInt64)? = nil) -> BacktestReport {
        let names = entries.keys.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        var uses = FirstUses()
        for name in names {
            guard let entry = entries[name] else { continue }
            uses.note(entry.facts.facts, kind: entry.kind)
        }
        var windows = WindowState(schema: set.schema)
        var scratch = EvaluationScratch()
        var batch = RowBatch()
        for (ordinal, name) in names.enumerated() {
            guard let entry = entries[name] else { continue }
            batch.removeAll()
            let facts = Self.filled(entry, uses)
            set.appendRows(
                of: facts, kind: entry.kind, order: stableHash(name), ordinal: UInt32(ordinal), to: &batch,
                windows: &windows, scratch: &scratch)
            windows.insert(batch)
        }
        var report = BacktestReport(set)
        for (ordinal, name) in names.enumerated() {
            guard let entry = entries[name] else { continue }
            let facts = Self.filled(entry, uses)
            guard case .instant(let at) = facts[.at], at >= from.microseconds, at < to.microseconds else {
                if !facts[.at].isKnown { report.addWithoutTime() }
                continue
            }
            let started = clock?() ?? 0
            let results = set.evaluate(
                kind: entry.kind, facts: facts, order: stableHash(name), ordinal: UInt32(ordinal), windows: windows,
                scratch: &scratch)
            let cost = clock.map { $0() &- started }
            report.add(name, entry.kind, facts, at, results, cost)
        }
        report.finish()
        return report
    }

    private static func filled(_ entry: Entry, _ uses: FirstUses) -> Facts {
        var facts = entry.facts.facts
        uses.fill(&facts, kind: entry.kind)
        return facts
    }
}
