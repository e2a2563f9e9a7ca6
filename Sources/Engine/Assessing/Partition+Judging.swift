import Assessment
import Domain
import Rules
import Store
import Windows

extension Partition {
    /// Tells what is new from what is stored, and judges what is to be judged now.
    func judge(
        _ batch: ArrivingBatch, _ ticket: UInt64, _ inForce: Knowledge, _ state: inout PartitionState,
        _ judged: inout JudgedBatch
    ) async throws {
        var fresh = try await classified(batch.events, &judged.result)
        if fresh.isEmpty { return }
        if batch.mayWait, comesAgainstTime(fresh, after: state.newest) {
            for index in fresh.indices where fresh[index].timing == .now && fresh[index].event.key.kind == .cdr {
                fresh[index].timing = .later
            }
        }
        let knowledge = context.adding(fresh.filter { $0.timing == .now }.map(\.event), to: inForce)
        var assessed = AssessedBatch(knowledge: knowledge, runID: batch.runID, payloadContext: batch.payloadContext)
        var again = Again()
        if let first = fresh.first(where: { $0.timing == .now && $0.event.key.kind == .participant }) {
            again = try await reread(from: inForce, to: knowledge, because: first.event.key.description, &state)
        }
        try await judge(fresh, again, ticket, &state, &assessed)
        judged.batch = assessed
    }

    /// Judges stored events whose decision waits.
    func judge(
        _ waiting: [PendingEvent], _ ticket: UInt64, _ knowledge: Knowledge, _ state: inout PartitionState,
        _ judged: inout JudgedBatch
    ) async throws {
        var assessed = AssessedBatch(knowledge: knowledge, runID: nil, payloadContext: "")
        for event in waiting {
            if let ordinal = state.known(event.key) { _ = state.judged(ordinal) }
            assessed.noLongerPending.append(event.row)
        }
        let causes = Dictionary(waiting.map { ($0.key, $0.row.cause) }, uniquingKeysWith: { first, _ in first })
        try await decide([], [], causes, ticket, &state, &assessed)
        judged.batch = assessed
    }

    /// Writes what was judged, durably.
    func commit(_ judged: JudgedBatch) async throws -> BatchResult {
        var result = judged.result
        guard let batch = judged.batch else { return result }
        var rows = try await BatchWriter(context: context).commit(for: batch)
        rows.lease = judged.lease
        let committed = try await context.store.commit(rows)
        result.batchID = committed.batchID
        if batch.bringsParticipants { context.adopt(batch.knowledge.participants) }
        for entry in batch.judged {
            if entry.isRescored {
                result.rescored += 1
            } else {
                result.outcomes[entry.decision.outcome, default: 0] += 1
                result.hits += entry.decision.liveHits.count
            }
        }
        result.casesOpened += committed.cases.filter { $0.kind == .opened }.count
        return result
    }

    private func classified(_ events: [Event], _ result: inout BatchResult) async throws -> [FreshEvent] {
        let heads = try await context.store.heads(of: events.map(\.key))
        let open = events.filter { event in
            heads[event.key].map { RevisionOrder.needsContent(event, over: $0) && !$0.holds(event.contentHash) }
                ?? false
        }
        let stored = Dictionary(
            try await context.events(open.map(\.key)).map { ($0.event.key, $0.event) }, uniquingKeysWith: { $1 })
        var fresh: [FreshEvent] = []
        for event in events {
            guard let head = heads[event.key] else { throw EngineError(.internal, "an event has no head") }
            if head.holds(event.contentHash) {
                result.states.append(.duplicate)
            } else {
                result.states.append(head.isNew ? .accepted : .revised)
                let isCurrent = RevisionOrder.counts(event, over: head, stored: stored[event.key])
                let finding = RevisionFinding.of(event.key.kind, revision: head.revision + 1, isCurrent: isCurrent)
                if let finding { result.findings[finding.code, default: 0] += 1 }
                fresh.append(
                    FreshEvent(
                        event: head.isNew ? event : event.heldAsChanged(), head: head,
                        timing: isCurrent ? .now : .history))
            }
        }
        return fresh
    }

    /// Whether most of a batch lies well behind what came before it: then what comes next will too, and to judge now is to
    /// judge twice.
    private func comesAgainstTime(_ fresh: [FreshEvent], after known: Int64) -> Bool {
        var newest = known
        var behind = 0
        for entry in fresh {
            let at = entry.event.at.microseconds
            if newest > .min, at < newest - Self.tolerance { behind += 1 }
            newest = max(newest, at)
        }
        return behind * 2 > fresh.count
    }

    /// Inserts the rows of the fresh events, finds who else is affected, and judges what is to be judged now.
    private func judge(
        _ fresh: [FreshEvent], _ reread: Again, _ ticket: UInt64, _ state: inout PartitionState,
        _ batch: inout AssessedBatch
    ) async throws {
        let knowledge = batch.knowledge
        let assessor = Assessor(knowledge: knowledge)
        var scratch = EvaluationScratch()
        let current = fresh.filter { $0.timing != .history }
        let prepared = try await Parallel.map(current.map(\.event)) { slice in slice.map(assessor.prepare) }
        let replaced = current.filter { !$0.head.isNew }.map(\.event.key)
        let old = try await context.events(replaced).map { assessor.prepare($0.event) }
        for entry in current {
            state.enter(entry.event.key, keyID: entry.head.keyID, revision: entry.head.revision + 1)
        }
        var affected = reread.events
        for entry in old { state.remove(entry, knowledge.rules, &scratch, affected: &affected) }
        var causes = insert(prepared, into: &state, knowledge.rules, &scratch, &affected)
        causes.merge(reread.causes) { first, _ in first }
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
        // The content that counts is held because of the one that does not.
        for entry in fresh where entry.timing == .history && entry.event.key.kind == .payout {
            again[entry.event.key] = "revised"
        }
        for ordinal in affected.all {
            let key = state.key(ordinal)
            let cause = causes[ordinal] ?? "an event that was revised"
            if affected.count <= Self.atOnce || (key.kind != .cdr && again.count < Self.mostAtOnce) {
                again[key] = cause
                if state.judged(ordinal) { batch.noLongerPending.append(state.pendingRow(ordinal, cause: "")) }
            } else if state.wait(ordinal) {
                batch.pending.append(state.pendingRow(ordinal, cause: cause))
            }
        }
        try await decide(fresh, now, again, ticket, &state, &batch)
    }

    /// Puts rows in and collects who reads them.
    ///
    /// - Returns: why each of them is judged again; of a large batch its first event stands for all.
    func insert(
        _ prepared: [Assessor.Prepared], into state: inout PartitionState, _ rules: RuleSet,
        _ scratch: inout EvaluationScratch, _ affected: inout OrdinalSet
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
        _ fresh: [FreshEvent], _ now: [Assessor.Prepared], _ again: [EventKey: String], _ ticket: UInt64,
        _ state: inout PartitionState, _ batch: inout AssessedBatch
    ) async throws {
        let assessor = Assessor(knowledge: batch.knowledge)
        try await waitForCommit(of: again.keys, ticket)
        let changed = Set(fresh.lazy.filter { $0.timing == .history }.map(\.event.key))
        let others = try await context.events(again.keys.sorted()).map { known in
            changed.contains(known.event.key) && known.head.revision == 1
                ? KnownEvent(event: known.event.heldAsChanged(), head: known.head) : known
        }
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
        try await batch.readEarlierFindings(context.store)
    }
}
