import Assessment
import Cases
import Domain
import Evidence
import Formats
import Rules
import Store
import Windows

/// What a batch came to.
struct BatchResult: Sendable {
    /// What became of each event of the batch, in its order.
    var states: [IngestState] = []
    var outcomes: [Outcome: Int] = [:]
    var hits = 0
    var rescored = 0
    var casesOpened = 0

    mutating func add(_ other: BatchResult) {
        states += other.states
        outcomes.merge(other.outcomes, uniquingKeysWith: +)
        hits += other.hits
        rescored += other.rescored
        casesOpened += other.casesOpened
    }
}

/// Judges and commits batches of one partition, one after the other, with its windows in memory.
///
/// What is not committed did not happen: when a commit fails the windows are thrown away and rebuilt from the database, and
/// the batch is judged again from what is stored then.
///
/// History that comes against the order of time changes the windows of nearly all that came before it. Such events are
/// stored at once and judged when the run has brought the rest (``settle(progress:)``), each once; what waits stands in the
/// database with the batch that made it wait.
actor Partition {
    /// How many other events a batch judges again at once; more of them wait.
    private static let atOnce = 256
    /// How far behind the newest event a record must lie to come against the order of time.
    private static let tolerance = TimeSpan.day.microseconds
    private static let settlingBatch = 4096

    private let context: EngineContext
    private var state: PartitionState?
    private var scratch = EvaluationScratch()
    private let writer = Hex.string(SystemRandom.bytes(8))
    private var lease: WriterLease?
    /// The fence under which the windows were read: with another one, somebody else wrote in between.
    private var fence: Int64?

    init(context: EngineContext) { self.context = context }

    /// Claims the right to write, waiting for another process to end; windows of before somebody else wrote are forgotten.
    func claim(waiting: @Sendable (String) -> Void = { _ in }) async throws {
        if let lease, !lease.isAgeing(at: context.clock()) { return }
        let claimed = try await WriterLease.claim(context, writer: writer, waiting: waiting)
        if claimed.lease.fence != fence { state = nil }
        fence = claimed.lease.fence
        lease = claimed
    }

    /// Whether nobody else wrote since the windows were read.
    private func isAlone() async throws -> Bool {
        guard let lease else { return false }
        return try await context.store.isHeld(lease.lease)
    }

    /// Gives the right to write back: other processes need not wait.
    func release() async throws {
        guard let held = lease else { return }
        lease = nil
        try await context.store.release(held.lease)
    }

    /// Assesses events and commits them; each key at most once in a batch.
    ///
    /// - Parameter mayWait: sessions may be stored now and judged by ``settle(progress:)``.
    func process(_ events: [Event], payloadContext: String, runID: Int64?, mayWait: Bool) async throws -> BatchResult {
        try await repeated { try await attemptBatch(events, payloadContext, runID, mayWait) }
    }

    /// Judges everything that waits, in batches.
    ///
    /// - Parameter progress: how many were judged, and of how many.
    func settle(progress: @Sendable (Int, Int) -> Void) async throws -> BatchResult {
        var result = BatchResult()
        let total = Int(try await context.store.pendingCount())
        if total == 0 { return result }
        var done = 0
        var last: PendingRow?
        while true {
            let waiting = try await context.store.pendingEvents(after: last, limit: Self.settlingBatch)
            guard let end = waiting.last else { return result }
            result.add(try await repeated { try await attemptSettling(waiting) })
            last = end.row
            done += waiting.count
            progress(done, max(total, done))
        }
    }

    /// Does the work with the right to write; after any failure the windows are thrown away.
    private func repeated(_ body: () async throws -> BatchResult) async throws -> BatchResult {
        do {
            return try await Retrying.run(failed: { (state, lease) = (nil, nil) }) {
                try await claim()
                return try await body()
            }
        } catch {
            state = nil
            throw error
        }
    }

    private func attemptBatch(
        _ events: [Event], _ payloadContext: String, _ runID: Int64?, _ mayWait: Bool
    ) async throws -> BatchResult {
        var result = BatchResult()
        var fresh = try await classified(events, &result)
        if fresh.isEmpty { return result }
        // One knowledge for the whole batch: what is reloaded meanwhile counts from the next one on.
        let inForce = context.knowledge
        try await loadState(inForce)
        if mayWait, comesAgainstTime(fresh) {
            for index in fresh.indices where fresh[index].timing == .now && fresh[index].event.key.kind == .cdr {
                fresh[index].timing = .later
            }
        }
        let knowledge = context.adding(
            fresh.filter { $0.timing == .now }.map { ($0.event, Int($0.head.revision) + 1) }, to: inForce)
        var batch = AssessedBatch(knowledge: knowledge, runID: runID, payloadContext: payloadContext)
        try await judge(fresh, knowledge, &batch)
        try await commit(batch, &result)
        return result
    }

    private func classified(_ events: [Event], _ result: inout BatchResult) async throws -> [FreshEvent] {
        let heads = try await context.store.heads(of: events.map(\.key))
        var fresh: [FreshEvent] = []
        for event in events {
            guard let head = heads[event.key] else { throw EngineError(.internal, "an event has no head") }
            if head.holds(event.contentHash) {
                result.states.append(.duplicate)
            } else {
                result.states.append(head.isNew ? .accepted : .revised)
                // Objects that live on (sessions, participants) may arrive late: then they are history, not current.
                let isCurrent = head.isNew || event.key.kind == .cdr || event.receivedAt >= head.receivedAt
                fresh.append(FreshEvent(event: event, head: head, timing: isCurrent ? .now : .history))
            }
        }
        return fresh
    }

    /// Whether most of a batch lies well behind what came before it: then what comes next will too, and to judge now is to
    /// judge twice.
    private func comesAgainstTime(_ fresh: [FreshEvent]) -> Bool {
        var newest = state?.newest ?? .min
        var behind = 0
        for entry in fresh {
            let at = entry.event.at.microseconds
            if newest > .min, at < newest - Self.tolerance { behind += 1 }
            newest = max(newest, at)
        }
        return behind * 2 > fresh.count
    }

    private func commit(_ batch: AssessedBatch, _ result: inout BatchResult) async throws {
        var rows = try await BatchWriter(context: context).commit(for: batch)
        rows.lease = lease?.lease
        let committed = try await context.store.commit(rows)
        context.adopt(batch.knowledge.participants)
        for judged in batch.judged {
            if judged.isRescored {
                result.rescored += 1
            } else {
                result.outcomes[judged.decision.outcome, default: 0] += 1
                result.hits += judged.decision.liveHits.count
            }
        }
        result.casesOpened += committed.cases.filter { $0.kind == .opened }.count
    }

    /// Inserts the rows of the fresh events, finds who else is affected, and judges what is to be judged now.
    private func judge(_ fresh: [FreshEvent], _ knowledge: Knowledge, _ batch: inout AssessedBatch) async throws {
        let assessor = Assessor(knowledge: knowledge)
        let current = fresh.filter { $0.timing != .history }
        let prepared = try await Parallel.map(current.map(\.event)) { slice in slice.map(assessor.prepare) }
        let replaced = current.filter { !$0.head.isNew }.map(\.event.key)
        let old = try await context.events(replaced).map { assessor.prepare($0.event) }
        guard var state else { throw EngineError(.internal, "the windows are not loaded") }
        self.state = nil
        for entry in current { state.enter(entry.event.key, keyID: entry.head.keyID) }
        var affected = OrdinalSet()
        for entry in old { state.remove(entry, knowledge.rules, &scratch, affected: &affected) }
        let causes = insert(prepared, into: &state, knowledge.rules, &affected)
        var now: [Assessor.Prepared] = []
        for (entry, ready) in zip(current, prepared) {
            guard let ordinal = state.known(entry.event.key) else { continue }
            _ = affected.remove(ordinal)
            if entry.timing == .now {
                now.append(ready)
                if state.judged(ordinal) { batch.noLongerPending.append(state.pendingRow(ordinal, cause: "")) }
            } else if state.wait(ordinal) {
                batch.pending.append(state.pendingRow(ordinal, cause: entry.head.isNew ? "new" : "revised"))
            }
        }
        var again: [EventKey: String] = [:]
        for ordinal in affected.all {
            let key = state.key(ordinal)
            let cause = causes[ordinal] ?? "an event that was revised"
            if affected.count <= Self.atOnce || key.kind != .cdr {
                again[key] = cause
                if state.judged(ordinal) { batch.noLongerPending.append(state.pendingRow(ordinal, cause: "")) }
            } else if state.wait(ordinal) {
                batch.pending.append(state.pendingRow(ordinal, cause: cause))
            }
        }
        try await decide(fresh, now, again, &state, assessor, &batch)
        self.state = state
    }

    /// Puts rows in and collects who reads them.
    ///
    /// - Returns: why each of them is judged again; of a large batch its first event stands for all.
    private func insert(
        _ prepared: [Assessor.Prepared], into state: inout PartitionState, _ rules: RuleSet,
        _ affected: inout OrdinalSet
    ) -> [UInt32: String] {
        let rows = prepared.map { state.insert($0, rules, &scratch) }
        guard let first = prepared.first else { return [:] }
        var causes: [UInt32: String] = [:]
        let parts = rows.count <= Self.atOnce ? rows.map { [$0] } : [rows]
        for (number, part) in parts.enumerated() {
            var spans = AffectedSpans()
            for batch in part { spans.add(batch, in: state.windows) }
            let cause =
                parts.count == 1 && rows.count > 1
                ? "late events, the first of them \(first.event.key)" : prepared[number].event.key.description
            spans.visit(in: state.windows) { if affected.insert($0) { causes[$0] = cause } }
        }
        return causes
    }

    /// Judges prepared events, and stored ones by their keys, with the windows as they stand.
    private func decide(
        _ fresh: [FreshEvent], _ now: [Assessor.Prepared], _ again: [EventKey: String], _ state: inout PartitionState,
        _ assessor: Assessor, _ batch: inout AssessedBatch
    ) async throws {
        let others = try await context.events(again.keys.sorted())
        let work = now + (try await Parallel.map(others) { slice in slice.map { assessor.prepare($0.event) } })
        let ordinals = work.map { state.known($0.event.key) ?? 0 }
        let snapshot = state
        let windows = snapshot.windows
        let decisions = try await Parallel.map(Array(work.indices)) { slice in
            var scratch = EvaluationScratch()
            return try slice.map { index in
                try assessor.decide(
                    work[index], ordinal: ordinals[index], windows: windows, scratch: &scratch,
                    rowName: { snapshot.key($0).description })
            }
        }
        batch.add(fresh, prepared: work, others: others, decisions: decisions, causes: again)
        try await batch.readEarlierHits(context.store)
    }

    private func attemptSettling(_ waiting: [PendingEvent]) async throws -> BatchResult {
        let knowledge = context.knowledge
        try await loadState(knowledge)
        guard var state else { throw EngineError(.internal, "the windows are not loaded") }
        var batch = AssessedBatch(knowledge: knowledge, runID: nil, payloadContext: "")
        self.state = nil
        for event in waiting {
            if let ordinal = state.known(event.key) { _ = state.judged(ordinal) }
            batch.noLongerPending.append(event.row)
        }
        let causes = Dictionary(waiting.map { ($0.key, $0.row.cause) }, uniquingKeysWith: { first, _ in first })
        try await decide([], [], causes, &state, Assessor(knowledge: knowledge), &batch)
        self.state = state
        var result = BatchResult()
        try await commit(batch, &result)
        return result
    }

    /// Rebuilds the windows from the current revision of every stored event, where those at hand do not serve the rules.
    private func loadState(_ knowledge: Knowledge) async throws {
        if state?.serves(knowledge.rules) ?? false { return }
        let context = context
        let assessor = Assessor(knowledge: knowledge)
        var fresh = PartitionState(rules: knowledge.rules)
        var cursor: EventCursor? = .start
        while let place = cursor {
            let page = try await context.store.currentEvents(after: place, limit: 8192)
            // What retention has deleted is in no window any more.
            let kept = page.events.filter { $0.payload != nil }
            let prepared = try await Parallel.map(kept) { slice in
                try slice.map { assessor.prepare(try context.decoded($0)) }
            }
            for (row, entry) in zip(kept, prepared) {
                fresh.enter(row.key, keyID: row.keyID)
                _ = fresh.insert(entry, knowledge.rules, &scratch)
            }
            cursor = page.next
        }
        var last: PendingRow?
        while true {
            let waiting = try await context.store.pendingEvents(after: last, limit: 8192)
            guard let end = waiting.last else { break }
            for event in waiting { if let ordinal = fresh.known(event.key) { _ = fresh.wait(ordinal) } }
            last = end.row
        }
        state = fresh
    }

    /// The windows as they stand, for replay; rebuilt when needed, and always where another process may have written.
    func snapshot(for knowledge: Knowledge) async throws -> PartitionState {
        if try await !isAlone() { state = nil }
        try await loadState(knowledge)
        guard let state else { throw EngineError(.internal, "the windows are not loaded") }
        return state
    }
}
