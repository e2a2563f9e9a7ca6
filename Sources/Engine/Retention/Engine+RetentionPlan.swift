package import Domain
package import Evidence
import Store
import Synchronization

/// What retention says about one entry, for reading.
package struct RetentionExplained: Sendable {
    package struct Part: Sendable {
        package let group: FieldGroup
        package let verdict: RetentionVerdict
        package let rows: [RetentionExplanation]
    }

    package let index: UInt64
    package let kind: EnvelopeKind
    package let recordClass: RecordClass
    package let country: Country?
    package let subject: Pseudonym?
    /// The dates that are known, those that came later included.
    package let dates: [NamedDate]
    package let parts: [Part]
    /// Groups whose payload is gone.
    package let gone: [FieldGroup]
}

extension Engine {
    /// Simulates retention on a day: no clock is read and nothing is written.
    ///
    /// - Throws: `configuration` when the rules do not load.
    package func retentionPlan(
        on day: CivilDate, scope: RetentionScope = RetentionScope(),
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> RetentionPlan {
        let planner = try await planner(on: day, scope: scope)
        let work = PlanWork(planner)
        try await store.forEachPart { (page) throws(StoreError) in
            progress(work.add(page))
        }
        return work.finish()
    }

    func planner(on day: CivilDate, scope: RetentionScope) async throws -> RetentionPlanner {
        RetentionPlanner(
            rules: try context.retention.rules(), on: day, scope: scope, holds: try await holdsInForce(),
            later: try await store.laterDates())
    }

    /// Registers a plan so that officers can approve it. It expires after seven days.
    ///
    /// - Returns: whether it is new; the same plan that waits already is not registered twice.
    package func register(_ plan: RetentionPlan, author: String) async throws -> Bool {
        try check(author)
        let now = options.clock()
        let expires = now + TimeSpan(microseconds: Self.planDays * TimeSpan.day.microseconds)
        return try await store.register(plan, author: author, at: now, expires: expires).isNew
    }

    /// Days after which a plan can neither be approved nor purged any more.
    package static let planDays: Int64 = 7

    /// Every row that speaks about an entry's parts, and why it decides or lost.
    ///
    /// - Parameter entry: an index, or an entry id of 64 hexadecimal digits.
    package func explainRetention(_ entry: String, on day: CivilDate) async throws -> RetentionExplained {
        let index = try await entryIndex(entry)
        guard let row = try await store.evidenceEntry(log: Store.mainLog, index: Int64(clamping: index)),
            let bytes = row.envelope, let envelope = try? Envelope(parsing: bytes), let id = row.entryID
        else {
            throw EngineError(
                .unreadable, "the log has no entry \(entry)", remedy: "amplomb status says how long it is")
        }
        let planner = try await planner(on: day, scope: RetentionScope())
        let holds = try await holdsInForce()
        let line = envelope.dates.map { "\($0.name.rawValue)=\($0.date)" }.joined(separator: ",")
        var parts: [RetentionExplained.Part] = []
        var dates: [DateName: CivilDate] = [:]
        for stored in row.parts {
            let part = RetentionPart(
                index: index, entryID: id, group: stored.group, kind: envelope.kind, recordClass: envelope.recordClass,
                country: envelope.country, subject: envelope.subject, record: envelope.record,
                occurred: envelope.occurred, dates: line, outcome: envelope.outcome, bytes: stored.payload.count + 32,
                source: try await store.partSource(of: id, stored.group))
            var facts = planner.retentionFacts(of: part)
            facts.holds = holds.filter { $0.covers(part) }.map(\.id)
            dates = facts.dates
            parts.append(
                RetentionExplained.Part(
                    group: stored.group, verdict: planner.rules.resolve(facts, on: day),
                    rows: planner.rules.explain(facts, on: day)))
        }
        return RetentionExplained(
            index: index, kind: envelope.kind, recordClass: envelope.recordClass, country: envelope.country,
            subject: envelope.subject, dates: dates.sorted { $0.key < $1.key }.map { NamedDate($0.key, $0.value) },
            parts: parts,
            gone: envelope.parts.map(\.group).filter { group in !row.parts.contains { $0.group == group } })
    }

    func entryIndex(_ text: String) async throws -> UInt64 {
        if let index = UInt64(text) { return index }
        guard let id = Hash32(hex: text) else {
            throw EngineError(.unreadable, "\(text): expected an index or an entry id of 64 hexadecimal digits")
        }
        guard let index = try await store.evidenceIndex(of: id) else {
            throw EngineError(
                .unreadable, "the log has no entry \(text)", remedy: "amplomb evidence show 0 shows the first")
        }
        return index
    }

    /// Resolves every part again with the rules in force and writes what changed.
    ///
    /// - Returns: parts read and parts changed.
    package func recomputeRetention(
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> (read: Int, changed: Int) {
        let planner = try await planner(on: options.clock().utcDate, scope: RetentionScope())
        let work = RecomputeWork(planner)
        try await store.forEachPart { (page) throws(StoreError) in progress(work.add(page)) }
        let changed = work.changed
        var start = 0
        while start < changed.count {
            let end = min(start + 5_000, changed.count)
            try await store.setRetention(Array(changed[start..<end]))
            start = end
        }
        return (work.read, changed.count)
    }
}

/// Adds pages to a planner as they are read.
private final class PlanWork: Sendable {
    private struct State {
        var planner: RetentionPlanner
        var count = 0
    }

    private let state: Mutex<State>

    init(_ planner: RetentionPlanner) { state = Mutex(State(planner: planner)) }

    /// - Returns: how many parts were added so far.
    func add(_ page: [RetentionPart]) -> Int {
        state.withLock { state in
            for part in page { state.planner.add(part) }
            state.count += page.count
            return state.count
        }
    }

    func finish() -> RetentionPlan { state.withLock { $0.planner.finish() } }
}

/// Compares what is stored with what the rules say now.
private final class RecomputeWork: Sendable {
    private struct State {
        var planner: RetentionPlanner
        var changed: [RetentionPart] = []
        var read = 0
    }

    private let state: Mutex<State>

    init(_ planner: RetentionPlanner) { state = Mutex(State(planner: planner)) }

    var read: Int { state.withLock { $0.read } }
    var changed: [RetentionPart] { state.withLock { $0.changed } }

    func add(_ page: [RetentionPart]) -> Int {
        state.withLock { state in
            for var part in page {
                let verdict = state.planner.verdict(part)
                guard verdict.until != part.retainUntil || verdict.decidingRule != part.decidingRule else { continue }
                part.retainUntil = verdict.until
                part.decidingRule = verdict.decidingRule
                state.changed.append(part)
            }
            state.read += page.count
            return state.read
        }
    }
}
