import Assessment
import Domain
import MoneyTrail
import Rules
import Store
import Windows

/// Stored events that are to be judged again, and why.
struct Again: Sendable {
    var events = OrdinalSet()
    var causes: [UInt32: String] = [:]
}

/// What stored events read of rates and participants that came later. Arrivals in any order end in the same decisions
/// (rules.md section 4): a participant who comes after their payment, or is suspended for a time that has passed, is judged
/// as if it had been known.
extension Partition {
    private static let page = 8192

    /// Brings the rows of stored events from one state of knowledge to another.
    ///
    /// - Parameter cause: named by every decision that changes.
    /// - Returns: the events that read something else now, and those whose windows hold rows of theirs.
    func reread(
        from before: Knowledge, to after: Knowledge, because cause: String, _ state: inout PartitionState
    ) async throws -> Again {
        var again = Again()
        let (old, new) = (Assessor(knowledge: before), Assessor(knowledge: after))
        let (rules, context) = (after.rules, self.context)
        var scratch = EvaluationScratch()
        if state.count > 50_000 {
            context.notice("participants or rates changed: what \(state.count) stored events read of them is compared")
        }
        var cursor: EventCursor? = state.count > 0 ? .start : nil
        while let place = cursor {
            let page = try await context.store.currentEvents(after: place, limit: Self.page)
            let changed = try await Parallel.map(page.events) { slice in
                try slice.compactMap { row -> Reread? in
                    if row.payload == nil { return nil }
                    let event = try context.decoded(row)
                    if old.readsSame(event, as: new) { return nil }
                    return Reread(old: old.prepare(event), new: new.prepare(event))
                }
            }
            for entry in changed { state.remove(entry.old, rules, &scratch, affected: &again.events) }
            _ = insert(changed.map(\.new), into: &state, rules, &scratch, &again.events)
            for entry in changed {
                if let ordinal = state.known(entry.new.event.key) { _ = again.events.insert(ordinal) }
            }
            cursor = page.next
        }
        state.rest(on: after)
        for ordinal in again.events.all { again.causes[ordinal] = cause }
        return again
    }

    private struct Reread: Sendable {
        let old: Assessor.Prepared
        let new: Assessor.Prepared
    }

    /// What waits for exchange rates that are about to be in force.
    func reread(
        rates: RateTable, _ knowledge: Knowledge, _ state: inout PartitionState
    ) async throws -> AssessedBatch {
        var batch = AssessedBatch(knowledge: knowledge, runID: nil, payloadContext: "")
        let again = try await reread(
            from: knowledge, to: try knowledge.with(rates: rates), because: "exchange rates", &state)
        for ordinal in again.events.all where state.wait(ordinal) {
            batch.pending.append(state.pendingRow(ordinal, cause: "exchange rates"))
        }
        return batch
    }
}
