import Assessment
import Domain
import Rules
import Windows

extension PartitionState {
    /// How many bytes ``visitEventBytes(beyond:_:)`` shows: a multiple of eight.
    func eventByteCount(beyond base: KeptBase?) -> Int { 8 + events.keptByteCount(beyond: base?.file) }

    /// The events by ordinal, piece by piece, so that none but a piece is held twice. The windows are kept beside them;
    /// what waits for its decision stands in the database.
    ///
    /// - Parameter base: the file from which what is kept goes on.
    func visitEventBytes<Failure: Error>(
        beyond base: KeptBase?, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        var writer = StateWriter()
        writer.number(newest)
        try writer.bytes.show(body)
        try events.visitKept(beyond: base?.file, body)
    }

    /// Nil for what was not written so, and for windows of other streams.
    ///
    /// - Parameter events: the bytes of ``visitEventBytes(beyond:_:)`` in the file, and in that which goes on from it; both
    ///   stay mapped for them.
    static func read(
        _ windows: WindowSnapshot, _ events: [(section: Range<Int>, file: MappedFile)], _ base: KeptBase,
        _ knowledge: Knowledge
    ) async -> PartitionState? {
        async let held = held(windows, knowledge.rules)
        async let known = known(events, knowledge)
        guard var state = await known, let windows = await held else { return nil }
        let more = events.dropFirst().first.map {
            (file: $0.file, words: windows.snapshotWordCount(beyond: base.words))
        }
        state.restore(windows, on: base, more)
        return state
    }

    @concurrent
    private static func held(_ snapshot: WindowSnapshot, _ rules: RuleSet) async -> WindowState? {
        try? WindowState(schema: rules.schema, snapshot: snapshot)
    }

    @concurrent
    private static func known(
        _ parts: [(section: Range<Int>, file: MappedFile)], _ knowledge: Knowledge
    ) async -> PartitionState? {
        for (section, file) in parts {
            guard section.lowerBound >= 0, section.upperBound <= file.bytes.count, section.count >= 8 else {
                return nil
            }
        }
        guard let last = parts.last, let events = EventTable(mapped: parts.map { ($0.section.dropFirst(8), $0.file) })
        else { return nil }
        let newest = last.file.bytes.loadUnaligned(fromByteOffset: last.section.lowerBound, as: Int64.self)
        var state = PartitionState(knowledge)
        state.restore(events, newest: Int64(littleEndian: newest))
        return state
    }
}
