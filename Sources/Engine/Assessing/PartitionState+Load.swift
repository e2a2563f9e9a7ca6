import Assessment
import Rules
import Store

extension PartitionState {
    /// Rebuilds the windows from the current revision of every stored event.
    static func load(_ context: EngineContext, _ knowledge: Knowledge) async throws -> PartitionState {
        let assessor = Assessor(knowledge: knowledge)
        var scratch = EvaluationScratch()
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
        return fresh
    }
}
