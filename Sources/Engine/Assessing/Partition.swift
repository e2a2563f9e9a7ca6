import Assessment
import Cases
import Domain
import Evidence
import Rules
import Store

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
actor Partition {
    private let context: EngineContext
    private var state: PartitionState?
    private var scratch = EvaluationScratch()

    init(context: EngineContext) { self.context = context }

    /// Knowledge changed: windows are rebuilt under the new rule set before the next batch.
    func forget() { state = nil }

    /// Assesses events and commits them; each key at most once in a batch.
    func process(_ events: [Event], payloadContext: String, runID: Int64?) async throws -> BatchResult {
        for attempt in 1... {
            do {
                return try await attemptBatch(events, payloadContext, runID)
            } catch let error as StoreError where error.isRetryable && attempt < 5 {
                state = nil
            } catch {
                state = nil
                throw error
            }
        }
        preconditionFailure("the loop ends by returning or throwing")
    }

    private func attemptBatch(_ events: [Event], _ payloadContext: String, _ runID: Int64?) async throws -> BatchResult
    {
        let store = context.store
        let heads = try await store.heads(of: events.map(\.key))
        var result = BatchResult()
        var fresh: [(event: Event, head: EventHead, isCurrent: Bool)] = []
        for event in events {
            guard let head = heads[event.key] else { throw EngineError(.internal, "an event has no head") }
            if head.holds(event.contentHash) {
                result.states.append(.duplicate)
            } else {
                result.states.append(head.isNew ? .accepted : .revised)
                // Objects that live on (sessions, participants) may arrive late: then they are history, not current.
                let isCurrent = head.isNew || event.key.kind == .cdr || event.receivedAt >= head.receivedAt
                fresh.append((event, head, isCurrent))
            }
        }
        if fresh.isEmpty { return result }
        try await loadState()
        let knowledge = context.knowledge(
            adding: fresh.filter(\.isCurrent).map { ($0.event, Int($0.head.revision) + 1) })
        var batch = AssessedBatch(knowledge: knowledge, runID: runID, payloadContext: payloadContext)
        try await judge(fresh, knowledge, &batch)
        let writer = BatchWriter(context: context)
        let commit = try await writer.commit(for: batch)
        let committed = try await store.commit(commit)
        context.adopt(knowledge.participants)
        for judged in batch.judged {
            result.outcomes[judged.decision.outcome, default: 0] += judged.isRescored ? 0 : 1
            result.hits += judged.isRescored ? 0 : judged.decision.liveHits.count
            result.rescored += judged.isRescored ? 1 : 0
        }
        result.casesOpened = committed.cases.filter { $0.kind == .opened }.count
        return result
    }

    /// Inserts the rows of the fresh events, finds who else is affected, and judges all of them.
    private func judge(
        _ fresh: [(event: Event, head: EventHead, isCurrent: Bool)], _ knowledge: Knowledge,
        _ batch: inout AssessedBatch
    ) async throws {
        let assessor = Assessor(knowledge: knowledge)
        let rules = knowledge.rules
        let current = fresh.filter(\.isCurrent)
        let prepared = try await Parallel.map(current.map(\.event)) { slice in slice.map(assessor.prepare) }
        let replaced = current.filter { !$0.head.isNew }.map(\.event.key)
        let old = try await context.events(replaced).map { assessor.prepare($0.event) }
        guard var state else { throw EngineError(.internal, "the windows are not loaded") }
        self.state = nil
        var affected: Set<UInt32> = []
        var causes: [EventKey: EventKey] = [:]
        for entry in old { state.remove(entry, rules, &scratch, affected: &affected) }
        for entry in prepared {
            var changed: Set<UInt32> = []
            state.insert(entry, rules, &scratch, affected: &changed)
            for ordinal in changed where affected.insert(ordinal).inserted {
                causes[state.key(ordinal)] = entry.event.key
            }
        }
        for entry in prepared { affected.remove(state.ordinal(of: entry.event.key)) }
        let others = try await context.events(affected.map(state.key).sorted())
        let otherPrepared = try await Parallel.map(others) { slice in slice.map { assessor.prepare($0.event) } }
        let work = prepared + otherPrepared
        let ordinals = work.map { state.ordinal(of: $0.event.key) }
        let snapshot = state
        let decisions = try await Parallel.map(Array(work.indices)) { slice in
            var scratch = EvaluationScratch()
            return try slice.map { index in
                try assessor.decide(
                    work[index], ordinal: ordinals[index], windows: snapshot.windows, scratch: &scratch,
                    rowName: { snapshot.key($0).description })
            }
        }
        self.state = state
        batch.add(fresh, prepared: work, others: others, decisions: decisions, causes: causes)
        try await batch.readEarlierHits(context.store)
    }

    /// Rebuilds the windows from the current revision of every stored event.
    private func loadState() async throws {
        if state != nil { return }
        let context = context
        let knowledge = context.knowledge
        let assessor = Assessor(knowledge: knowledge)
        var fresh = PartitionState(rules: knowledge.rules)
        var cursor: EventCursor? = .start
        while let place = cursor {
            let page = try await context.store.currentEvents(after: place, limit: 8192)
            let prepared = try await Parallel.map(page.events) { slice in
                try slice.filter { $0.payload != nil }.map { assessor.prepare(try context.decoded($0)) }
            }
            for entry in prepared { fresh.load(entry, knowledge.rules, &scratch) }
            cursor = page.next
        }
        state = fresh
    }

    /// The windows as they stand, for replay; rebuilt when needed.
    func snapshot() async throws -> PartitionState {
        try await loadState()
        guard let state else { throw EngineError(.internal, "the windows are not loaded") }
        return state
    }
}
