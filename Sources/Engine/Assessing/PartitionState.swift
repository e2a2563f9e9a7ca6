import Assessment
import Domain
import Rules
import Windows

/// The windows of one partition with the numbers of the events in them: a value, thrown away and rebuilt when a commit fails.
struct PartitionState: Sendable {
    private(set) var windows: WindowState
    /// Event keys by ordinal. Ordinals are given in order of arrival and never leave the process.
    private(set) var keys: [EventKey] = []
    private var ordinals: [EventKey: UInt32] = [:]

    init(rules: RuleSet) { windows = WindowState(schema: rules.schema) }

    var count: Int { keys.count }

    mutating func ordinal(of key: EventKey) -> UInt32 {
        if let known = ordinals[key] { return known }
        let ordinal = UInt32(keys.count)
        keys.append(key)
        ordinals[key] = ordinal
        return ordinal
    }

    func key(_ ordinal: UInt32) -> EventKey { keys[Int(ordinal)] }

    /// The ordinal of an event that has been here; nil for one that has not.
    func known(_ key: EventKey) -> UInt32? { ordinals[key] }

    /// Puts the rows of an event into the windows and adds the events whose windows that changes.
    mutating func insert(
        _ prepared: Assessor.Prepared, _ rules: RuleSet, _ scratch: inout EvaluationScratch, affected: inout Set<UInt32>
    ) {
        let batch = rows(of: prepared, rules, &scratch)
        windows.insert(batch)
        windows.affected(by: batch, into: &affected)
    }

    /// Puts rows in while the state is rebuilt from what is stored: nobody is affected.
    mutating func load(_ prepared: Assessor.Prepared, _ rules: RuleSet, _ scratch: inout EvaluationScratch) {
        windows.insert(rows(of: prepared, rules, &scratch))
    }

    /// Takes the rows of an earlier revision out and adds the events whose windows that changes.
    mutating func remove(
        _ prepared: Assessor.Prepared, _ rules: RuleSet, _ scratch: inout EvaluationScratch, affected: inout Set<UInt32>
    ) {
        let batch = rows(of: prepared, rules, &scratch)
        windows.affected(by: batch, into: &affected)
        windows.remove(batch)
    }

    private mutating func rows(
        of prepared: Assessor.Prepared, _ rules: RuleSet, _ scratch: inout EvaluationScratch
    ) -> RowBatch {
        var batch = RowBatch()
        guard let kind = prepared.kind else { return batch }
        rules.appendRows(
            of: prepared.facts, kind: kind, order: prepared.order, ordinal: ordinal(of: prepared.event.key), to: &batch,
            windows: &windows, scratch: &scratch)
        return batch
    }
}
