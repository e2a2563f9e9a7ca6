import Assessment
import Domain
import Rules
import Windows

extension PartitionState {
    /// How many bytes ``visitEventBytes(_:)`` shows: a multiple of eight.
    var eventByteCount: Int { 8 + events.keptByteCount }

    /// The events by ordinal, piece by piece, so that none but a piece is held twice. The windows are kept beside them;
    /// what waits for its decision stands in the database.
    func visitEventBytes<Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        var writer = StateWriter()
        writer.number(newest)
        try writer.bytes.show(body)
        try events.visitKept(body)
    }

    /// Nil for what was not written so, and for windows of other streams.
    ///
    /// - Parameter events: the bytes of ``visitEventBytes(_:)`` in the file, which stays mapped for them.
    static func read(
        _ windows: WindowSnapshot, _ events: Range<Int>, of file: MappedFile, _ knowledge: Knowledge
    ) async -> PartitionState? {
        async let held = held(windows, knowledge.rules)
        async let known = known(events, of: file, knowledge)
        guard var state = await known, let windows = await held else { return nil }
        state.restore(windows, on: file)
        return state
    }

    @concurrent
    private static func held(_ snapshot: WindowSnapshot, _ rules: RuleSet) async -> WindowState? {
        try? WindowState(schema: rules.schema, snapshot: snapshot)
    }

    @concurrent
    private static func known(
        _ section: Range<Int>, of file: MappedFile, _ knowledge: Knowledge
    ) async -> PartitionState? {
        guard section.lowerBound >= 0, section.upperBound <= file.bytes.count, section.count >= 8,
            let events = EventTable(mapped: section.dropFirst(8), of: file)
        else { return nil }
        let newest = file.bytes.loadUnaligned(fromByteOffset: section.lowerBound, as: Int64.self)
        var state = PartitionState(knowledge)
        state.restore(events, newest: Int64(littleEndian: newest))
        return state
    }
}
