package import Domain
package import Evidence
import Store
import Synchronization

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
        let rules = try context.retention.rules()
        return RetentionPlanner(
            rules: rules, on: day, scope: scope, holds: try await holdsInForce(), later: try await store.laterDates(),
            register: try await store.retentionRegister(entities: rules.entities))
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
