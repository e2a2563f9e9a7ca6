import Assessment
import Domain
import Rules
import Windows

extension PartitionState {
    /// How many bytes ``visitEventBytes(_:)`` shows.
    var eventByteCount: Int { 16 + count * 12 + events.bytes.count }

    /// The events by ordinal, piece by piece, so that none but a piece is held twice. The windows are kept beside them; what
    /// waits for its decision stands in the database.
    func visitEventBytes<Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        func show(_ bytes: [UInt8]) throws(Failure) {
            try bytes.withUnsafeBufferPointer { bytes throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
        }
        var writer = StateWriter()
        writer.number(newest)
        writer.number(Int64(count))
        for ordinal in 0..<count {
            writer.number(keyIDs[ordinal])
            writer.number(revisions[ordinal])
            if writer.bytes.count < 1 << 16 { continue }
            try show(writer.bytes)
            writer.bytes.removeAll(keepingCapacity: true)
        }
        try show(writer.bytes)
        try show(events.bytes)
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
