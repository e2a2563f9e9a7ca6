import Testing
import Windows

/// Answers by looking at each row: what every reader has, and nothing that a state knows of its chunks.
private struct RowByRow: WindowReader {
    let state: WindowState

    func text(_ cell: Int64) -> KeyPart? { state.text(cell) }
    func key(_ part: KeyPart, in space: KeySpaceID) -> KeyID? { state.key(part, in: space) }
    func key(_ parts: [KeyPart], in space: KeySpaceID) -> KeyID? { state.key(parts, in: space) }
    func total(_ range: WindowRange, column: Int?) -> WindowTotal { state.total(range, column: column) }
    func visit(_ range: WindowRange, _ body: (RowHandle) -> Bool) { state.visit(range, body) }
    func last(_ range: WindowRange) -> RowHandle? { state.last(range) }
    func first(_ range: WindowRange) -> RowHandle? { state.first(range) }
    func cell(_ row: RowHandle, _ column: Int) -> Int64 { state.cell(row, column) }
    func flags(_ row: RowHandle) -> RowFlags { state.flags(row) }
    func stamp(_ row: RowHandle) -> EventStamp { state.stamp(row) }
}

@Suite struct SnapshotTests {
    private static func engine(_ workload: OracleWorkload, cuts seed: UInt64) -> OracleEngine {
        var engine = OracleEngine(assesses: false)
        var generator = Seeded(state: seed)
        var rest = workload.arrivals[...]
        while !rest.isEmpty {
            // At most one arrival an event in a batch.
            var numbers: Set<UInt32> = []
            let count = rest.prefix(Int.random(in: 1...40, using: &generator)).prefix {
                numbers.insert($0.number).inserted
            }
            .count
            engine.take(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return engine
    }

    @Test("a restored snapshot holds the same bytes and gives the same answers")
    func snapshot() throws {
        let engine = Self.engine(OracleWorkload(seed: 77, count: 1_200, keyCount: 1), cuts: 77)
        let snapshot = engine.state.snapshot()
        let restored = try WindowState(schema: OracleEngine.schema, snapshot: snapshot)
        #expect(restored.snapshot() == snapshot)
        #expect(restored.digest == engine.state.digest)
        #expect(restored.rowCount == engine.state.rowCount)
        let other = OracleEngine(restored, engine.events)
        for event in engine.events.values where event.number % 100 == 0 {
            #expect(other.answers(event) == engine.answers(event))
        }
    }

    @Test(
        "a restored state goes on as one that was never written, and leaves the snapshot as it was",
        arguments: [3, 4, 5])
    func goingOn(seed: UInt64) throws {
        let workload = OracleWorkload(seed: seed, count: 2_400, keyCount: 2)
        let cut = workload.arrivals.count / 2
        var whole = OracleEngine(assesses: false)
        for arrival in workload.arrivals[..<cut] { whole.take([arrival]) }
        let snapshot = whole.state.snapshot()
        let restored = try WindowState(schema: OracleEngine.schema, snapshot: snapshot)
        var other = OracleEngine(restored, whole.events, assesses: false)
        for arrival in workload.arrivals[cut...] {
            whole.take([arrival])
            other.take([arrival])
        }
        #expect(whole.state.rowCount > 600 && whole.state.digest != restored.digest)
        #expect(other.state.digest == whole.state.digest && other.state.rowCount == whole.state.rowCount)
        #expect(restored.snapshot() == snapshot, "what is changed is a copy")
        for event in whole.events.values where event.number % 200 == 0 {
            #expect(other.answers(event) == whole.answers(event))
        }
    }

    @Test("a snapshot that goes on from another has only the rows that do not stand there", arguments: [16, 17])
    func beyond(seed: UInt64) throws {
        let workload = OracleWorkload(seed: seed, count: 2_400, keyCount: 300)
        var whole = OracleEngine(assesses: false)
        for arrival in workload.arrivals[..<2_300] { whole.take([arrival]) }
        let base = whole.state.snapshot()
        var other = OracleEngine(
            try WindowState(schema: OracleEngine.schema, snapshot: base), whole.events, assesses: false)
        #expect(other.state.snapshotWordCount(beyond: base.words) == 0)
        #expect(other.state.snapshot(beyond: base.words).words.count == 0)
        var last = 0
        for part in [2_300..<2_310, 2_310..<2_340, 2_340..<2_400] {
            for arrival in workload.arrivals[part] {
                whole.take([arrival])
                other.take([arrival])
            }
            let more = other.state.snapshot(beyond: base.words)
            #expect(more.words.count > 0 && more.words.count == other.state.snapshotWordCount(beyond: base.words))
            #expect(more.words.count < whole.state.snapshotWordCount())
            let state = try WindowState(schema: OracleEngine.schema, snapshot: more)
            #expect(state.digest == whole.state.digest && state.rowCount == whole.state.rowCount)
            #expect(state.snapshot(beyond: base.words) == more, "what is kept goes on from the same words")
            #expect(state.snapshot() == whole.state.snapshot(), "all of it is as if nothing had been lent")
            other = OracleEngine(state, whole.events, assesses: false)
            last = more.words.count
        }
        #expect(last > 500)
        for event in whole.events.values where event.number % 200 == 0 {
            #expect(other.answers(event) == whole.answers(event))
        }
    }

    @Test("a snapshot reaches nothing outside the words that it goes on from")
    func damagedBeyond() throws {
        let workload = OracleWorkload(seed: 18, count: 400, keyCount: 60)
        var engine = OracleEngine(assesses: false)
        for arrival in workload.arrivals[..<380] { engine.take([arrival]) }
        let base = engine.state.snapshot()
        engine = OracleEngine(
            try WindowState(schema: OracleEngine.schema, snapshot: base), engine.events, assesses: false)
        for arrival in workload.arrivals[380...] { engine.take([arrival]) }
        let good = engine.state.snapshot(beyond: base.words)
        func read(_ snapshot: WindowSnapshot) -> WindowState? {
            try? WindowState(schema: OracleEngine.schema, snapshot: snapshot)
        }
        #expect(read(good) != nil)
        var alone = good
        alone.base = nil
        #expect(read(alone) == nil)
        let words = base.words.withWords { Array($0) }
        // How many of the words are needed: none fewer is enough.
        let used = try #require((0...words.count).first { read(with(words.prefix($0), good)) != nil })
        #expect(used > words.count / 2 && used <= words.count)
        var (refused, read) = (0, 0)
        for place in good.index.indices {
            var changed = good
            changed.index[place] ^= 0x51
            guard let state = try? WindowState(schema: OracleEngine.schema, snapshot: changed) else {
                refused += 1
                continue
            }
            read += 1
            _ = state.digest
        }
        #expect(refused >= 100 && read >= 100, "\(refused) refused, \(read) read")
    }

    private func with(_ base: ArraySlice<Int64>, _ snapshot: WindowSnapshot) -> WindowSnapshot {
        WindowSnapshot(base: WindowWords(Array(base)), words: snapshot.words, index: snapshot.index)
    }

    @Test(
        "rows that were lent, some of them more than once, answer and go on as those that never were; a copy stays as it was",
        arguments: [6, 7, 8])
    func lending(seed: UInt64) throws {
        let workload = OracleWorkload(seed: seed, count: 2_400, keyCount: 2)
        var generator = Seeded(state: seed)
        var whole = OracleEngine(assesses: false)
        var moved = OracleEngine(assesses: false)
        var lent = 0
        for arrival in workload.arrivals {
            whole.take([arrival])
            moved.take([arrival])
            guard Int.random(in: 0..<300, using: &generator) == 0 else { continue }
            var state = moved.state
            let digest = state.digest
            let all = Bool.random(using: &generator)
            var words: [Int64] = []
            state.lend(all: all) {
                words.append(contentsOf: $0)
            } reading: {
                WindowWords(words)
            }
            #expect(all ? words.count == state.snapshotWordCount() : words.count <= state.snapshotWordCount())
            #expect(state.bytes < moved.state.bytes && state.digest == digest)
            #expect(moved.state.digest == digest, "a copy keeps its rows")
            moved = OracleEngine(state, moved.events, assesses: false)
            lent += 1
        }
        #expect(lent > 4)
        #expect(moved.state.digest == whole.state.digest && moved.state.rowCount == whole.state.rowCount)
        for event in whole.events.values where event.number % 200 == 0 {
            #expect(moved.answers(event) == whole.answers(event))
        }
    }

    @Test("a row behind many that were lent takes few of them back, and the bytes on the heap are counted")
    func takenBack() {
        let schema = WindowSchema(
            spaceCount: 2, streams: [StreamSpec(space: space, columns: 1, summed: [0])], dependencies: [])
        var state = WindowState(schema: schema)
        func put(_ numbers: Range<Int>) {
            var batch = RowBatch()
            for key in 0..<50 {
                for number in numbers {
                    let mark = batch.mark
                    batch.addCell(Int64(number))
                    batch.close(
                        stream: rows, key: state.intern(.number(Int64(key)), in: space),
                        stamp: EventStamp(at: Int64(number), order: UInt64(number + 9), ordinal: UInt32(number + 9)),
                        flags: RowFlags(), since: mark)
                }
            }
            state.insert(batch)
        }
        put(0..<300)
        let whole = state.bytes
        #expect(state.heapBytes >= 50 * 300 * 32 && state.heapBytes <= 2 * whole)
        var words: [Int64] = []
        state.lend(all: false) {
            words.append(contentsOf: $0)
        } reading: {
            WindowWords(words)
        }
        let lent = state.bytes
        #expect(state.heapBytes == 0 && lent < whole / 5)
        put(300..<301)
        #expect(state.heapBytes > 0 && state.heapBytes < 50 * 1_000 && state.bytes - lent < whole / 2)
        let key = state.key(.number(7), in: space)
        let total = key.map { state.total(WindowRange(stream: rows, key: $0, after: 98, through: 300), column: 0) }
        #expect(total?.sum == Int128((99...300).reduce(0, +)) && total?.sure == 202)
        // A late one takes the chunk in which it belongs.
        let before = state.heapBytes
        put(-5 ..< -4)
        #expect(state.heapBytes - before > 50 * 300 * 32)
    }

    @Test("where words cannot be written nothing is lent, and nothing is shown twice where all is lent")
    func lendingFails() throws {
        struct Full: Error {}
        var state = Self.engine(OracleWorkload(seed: 9, count: 900, keyCount: 2), cuts: 9).state
        let (bytes, digest, heap) = (state.bytes, state.digest, state.heapBytes)
        var pieces = 0
        #expect(throws: Full.self) {
            try state.lend(all: false) { (_) throws(Full) in
                pieces += 1
                if pieces == 5 { throw Full() }
            } reading: { () throws(Full) in
                nil
            }
        }
        #expect(throws: Full.self) {
            try state.lend(all: false) { (_) throws(Full) in
            } reading: { () throws(Full) in
                throw Full()
            }
        }
        #expect(state.bytes == bytes && state.digest == digest && state.heapBytes == heap && heap > 0)
        var words: [Int64] = []
        state.lend(all: false) {
            words.append(contentsOf: $0)
        } reading: {
            WindowWords(words)
        }
        var again = 0
        state.lend(all: false) {
            again += $0.count
        } reading: {
            nil
        }
        #expect(again == 0 && words.count == state.snapshotWordCount() && state.digest == digest)
    }

    @Test("what chunks know of their flags equals what each row says", arguments: [11, 12, 13, 14])
    func flags(seed: UInt64) {
        var generator = Seeded(state: seed)
        let engine = Self.engine(OracleWorkload(seed: seed, count: 2_600, keyCount: 1), cuts: seed)
        let (state, plain) = (engine.state, RowByRow(state: engine.state))
        let times = engine.events.values.map(\.at).sorted()
        guard let key = engine.events.values.first.flatMap({ state.key(.number($0.key), in: space) }) else {
            Issue.record("no key")
            return
        }
        for _ in 0..<60 {
            let (one, other) = (
                times.randomElement(using: &generator) ?? 0, times.randomElement(using: &generator) ?? 0
            )
            let own = engine.events.values.randomElement(using: &generator)
            let stamp = own.map { EventStamp(at: $0.at, order: $0.order, ordinal: $0.number) }
            let range = WindowRange(
                stream: rows, key: key, after: min(one, other) - 1, through: max(one, other),
                excluding: Bool.random(using: &generator) ? stamp : nil)
            var asked = RowFlags()
            for column in 0..<6 where Int.random(in: 0..<3, using: &generator) == 0 { asked.setUnknown(column) }
            if Bool.random(using: &generator) { asked = asked.union(.unsure) }
            func flagged(_ reader: some WindowReader) -> [RowHandle] {
                var found: [RowHandle] = []
                let most = Int(seed) * 3
                reader.visitFlagged(range, asked) { row, flags in
                    #expect(flags == state.flags(row))
                    found.append(row)
                    return found.count < most
                }
                return found
            }
            #expect(flagged(state) == flagged(plain))
            #expect(state.hasFlagged(range, asked) == plain.hasFlagged(range, asked))
            for column in 0..<6 {
                #expect(state.distinct(range, column: column) == plain.distinct(range, column: column))
                #expect(state.extremes(range, column: column) == plain.extremes(range, column: column))
                let limit = Int64.random(in: -100...1_000, using: &generator)
                #expect(
                    state.countAtMost(limit, range, column: column) == plain.countAtMost(limit, range, column: column))
            }
        }
    }

    @Test("rows that stand in the words of a snapshot answer as those of before, also where none has a flag")
    func lentRows() throws {
        var generator = Seeded(state: 21)
        let schema = WindowSchema(
            spaceCount: 2, streams: [StreamSpec(space: space, columns: 3, summed: [2], counted: [1], ranked: [0])],
            dependencies: [])
        var state = WindowState(schema: schema)
        var batch = RowBatch()
        for number in 0..<4_000 {
            let key = state.intern(.number(number % 10 < 7 ? 1 : Int64(number % 10)), in: space)
            let start = Int64.random(in: 0..<100_000, using: &generator)
            let mark = batch.mark
            batch.addCell(start)
            batch.addCell(start + Int64.random(in: 0..<900, using: &generator))
            batch.addCell(Int64(number % 13))
            let stamp = EventStamp(at: start, order: UInt64(number) &* 0x9e37_79b9, ordinal: UInt32(number))
            batch.close(stream: rows, key: key, stamp: stamp, flags: RowFlags(), since: mark)
        }
        state.insert(batch)
        let restored = try WindowState(schema: schema, snapshot: state.snapshot())
        let plain = RowByRow(state: state)
        for number in 0..<400 {
            guard let key = state.key(.number([1, 7, 8, 9][number % 4]), in: space) else { continue }
            let (after, through) = (
                Int64.random(in: -5..<90_000, using: &generator), Int64.random(in: 0..<110_000, using: &generator)
            )
            let own = state.last(WindowRange(stream: rows, key: key, after: .min, through: through)).map(state.stamp)
            let range = WindowRange(
                stream: rows, key: key, after: after, through: through, excluding: number % 3 == 0 ? own : nil)
            let limit = Int64.random(in: 0..<100_000, using: &generator)
            for column in 0..<3 {
                let expected = plain.countAtMost(limit, range, column: column)
                #expect(restored.countAtMost(limit, range, column: column) == expected)
                #expect(state.countAtMost(limit, range, column: column) == expected)
                #expect(restored.distinct(range, column: column) == plain.distinct(range, column: column))
                #expect(restored.extremes(range, column: column) == plain.extremes(range, column: column))
            }
            func together(_ reader: some WindowReader) -> Int? {
                reader.overlapping(range, startColumn: 0, endColumn: 1, start: limit, end: limit + 700, grace: 60)
            }
            #expect(together(restored) == together(plain) && together(state) == together(plain))
            #expect(restored.total(range, column: 2) == state.total(range, column: 2))
        }
    }

    @Test("a snapshot that was cut, or of other streams, is refused; a changed one reaches nothing outside itself")
    func damaged() {
        let engine = Self.engine(OracleWorkload(seed: 5, count: 700, keyCount: 2), cuts: 5)
        let good = engine.state.snapshot()
        let schema = OracleEngine.schema
        let other = WindowSchema(
            spaceCount: 2, streams: [StreamSpec(space: KeySpaceID(1), columns: 1, summed: [])], dependencies: [])
        #expect(throws: WindowSnapshotError(code: .otherSchema)) { try WindowState(schema: other, snapshot: good) }
        for length in stride(from: 0, to: good.index.count, by: 41) {
            let cut = WindowSnapshot(words: good.words, index: Array(good.index.prefix(length)))
            #expect(throws: WindowSnapshotError(code: .damaged)) { try WindowState(schema: schema, snapshot: cut) }
        }
        let goodWords = good.words.withWords { Array($0) }
        for words in [[], Array(goodWords.dropLast()), goodWords + [1]] {
            #expect(throws: WindowSnapshotError(code: .damaged)) {
                try WindowState(
                    schema: schema, snapshot: WindowSnapshot(words: WindowWords(words), index: good.index))
            }
        }
        var (refused, read) = (0, 0)
        for place in stride(from: 0, to: good.index.count, by: 7) {
            var changed = good
            changed.index[place] ^= 0x51
            guard let state = try? WindowState(schema: schema, snapshot: changed) else {
                refused += 1
                continue
            }
            read += 1
            _ = state.digest
        }
        #expect(refused >= 10 && read >= 10, "\(refused) refused, \(read) read")
    }
}
