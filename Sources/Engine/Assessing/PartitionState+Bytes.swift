import Assessment
import Domain
import Rules
import Windows

extension PartitionState {
    /// The events by ordinal. The windows are kept beside them; what waits for its decision stands in the database.
    func eventBytes() -> [UInt8] {
        var writer = StateWriter()
        writer.bytes.reserveCapacity(16 + events.bytes.count + count * 12)
        writer.number(newest)
        writer.number(Int64(count))
        for ordinal in 0..<count {
            writer.number(keyIDs[ordinal])
            writer.number(revisions[ordinal])
        }
        writer.bytes += events.bytes
        return writer.bytes
    }

    /// Nil for what was not written so, and for windows of other streams.
    static func read(_ windows: WindowSnapshot, _ events: [UInt8], _ knowledge: Knowledge) async -> PartitionState? {
        async let held = held(windows, knowledge.rules)
        async let known = known(events, knowledge)
        guard var state = await known, let windows = await held else { return nil }
        state.restore(windows)
        return state
    }

    @concurrent
    private static func held(_ snapshot: WindowSnapshot, _ rules: RuleSet) async -> WindowState? {
        try? WindowState(schema: rules.schema, snapshot: snapshot)
    }

    @concurrent
    private static func known(_ bytes: [UInt8], _ knowledge: Knowledge) async -> PartitionState? {
        var reader = StateReader(bytes, from: 0)
        guard let newest = reader.number(Int64.self),
            let count = reader.number(Int64.self).flatMap({ Int(exactly: $0) }),
            (0...reader.rest / 12).contains(count)
        else { return nil }
        var state = PartitionState(knowledge)
        var keyIDs: [Int64] = []
        var revisions: [Int32] = []
        keyIDs.reserveCapacity(count)
        revisions.reserveCapacity(count)
        for _ in 0..<count {
            guard let keyID = reader.number(Int64.self), let revision = reader.number(Int32.self) else { return nil }
            keyIDs.append(keyID)
            revisions.append(revision)
        }
        guard let keys = reader.bytes(reader.rest), let events = EventTable(keys, count: count) else { return nil }
        state.restore(events, keyIDs: keyIDs, revisions: revisions, newest: newest)
        return state
    }
}
