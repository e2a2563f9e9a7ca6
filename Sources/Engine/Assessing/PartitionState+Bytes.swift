import Domain
import Rules
import Windows

extension PartitionState {
    private static let kinds = EventKind.allCases

    /// The events by ordinal, then the windows. What waits for its decision stands in the database.
    func write(to writer: inout StateWriter) {
        let snapshot = windows.snapshot()
        writer.bytes.reserveCapacity(writer.bytes.count + snapshot.count + keys.count * 64)
        let start = writer.bytes.count
        writer.number(UInt64(0))
        writer.number(newest)
        writer.number(UInt32(keys.count))
        for ordinal in keys.indices {
            let key = keys[ordinal]
            writer.number(UInt8(Self.kinds.firstIndex(of: key.kind) ?? 0))
            writer.text(key.ownerCountry)
            writer.text(key.ownerParty)
            writer.text(key.id)
            writer.number(keyIDs[ordinal])
            writer.number(revisions[ordinal])
        }
        let length = UInt64(writer.bytes.count - start - 8)
        withUnsafeBytes(of: length.littleEndian) { writer.bytes.replaceSubrange(start..<start + 8, with: $0) }
        writer.bytes += snapshot
    }

    /// Nil for bytes that ``write(to:)`` did not write, and for windows of other streams.
    static func read(_ bytes: StateReader, _ rules: RuleSet) async -> PartitionState? {
        var reader = bytes
        guard let length = reader.number(UInt64.self).flatMap({ Int(exactly: $0) }) else { return nil }
        let events = reader
        guard reader.skip(length) else { return nil }
        let rest = reader.rest
        async let windows = windows(rest, rules)
        async let known = known(events, rules)
        guard var state = await known, let held = await windows else { return nil }
        state.restore(held)
        return state
    }

    @concurrent
    private static func windows(_ bytes: ArraySlice<UInt8>, _ rules: RuleSet) async -> WindowState? {
        try? WindowState(schema: rules.schema, snapshot: Array(bytes))
    }

    @concurrent
    private static func known(_ bytes: StateReader, _ rules: RuleSet) async -> PartitionState? {
        var reader = bytes
        guard let newest = reader.number(Int64.self), let count = reader.number(UInt32.self).map(Int.init) else {
            return nil
        }
        var state = PartitionState(rules: rules)
        state.reserve(count, newest: newest)
        for _ in 0..<count {
            guard let kind = reader.number(UInt8.self), Int(kind) < kinds.count, let country = reader.text(),
                let party = reader.text(), let id = reader.text(), let keyID = reader.number(Int64.self),
                let revision = reader.number(Int32.self)
            else { return nil }
            state.enter(
                EventKey(kind: kinds[Int(kind)], ownerCountry: country, ownerParty: party, id: id), keyID: keyID,
                revision: revision)
        }
        return state.count == count ? state : nil
    }
}
