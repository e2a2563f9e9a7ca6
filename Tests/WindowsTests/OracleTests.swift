import Foundation
import Testing
import Windows

/// The engine against a quadratic oracle. `AMPLOMB_WINDOW_EVENTS` and `AMPLOMB_WINDOW_PERMUTATIONS` ask for the long forms;
/// `AMPLOMB_WINDOW_STREAM` sets the arrivals of a stream, whose square is the cost, `AMPLOMB_WINDOW_STREAMS` the streams to
/// permute and `AMPLOMB_WINDOW_SEED` the first seed, so that several processes share a run.
@Suite struct OracleTests {
    private static func setting(_ name: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? usual
    }

    /// Cuts arrivals into batches in which no event arrives twice.
    private static func batches(_ arrivals: [Arrival], _ generator: inout Seeded) -> [ArraySlice<Arrival>] {
        var cuts: [ArraySlice<Arrival>] = []
        var from = 0
        var seen: Set<UInt32> = []
        var size = Int.random(in: 1...40, using: &generator)
        for (place, arrival) in arrivals.enumerated() {
            if place - from == size || !seen.insert(arrival.number).inserted {
                cuts.append(arrivals[from..<place])
                from = place
                seen = [arrival.number]
                size = Int.random(in: 1...40, using: &generator)
            }
        }
        cuts.append(arrivals[from...])
        return cuts
    }

    private static func run(
        _ arrivals: [Arrival], cuts seed: UInt64, mergesSpans: Bool = false, assesses: Bool = true
    ) -> OracleEngine {
        var generator = Seeded(state: seed)
        var engine = OracleEngine(mergesSpans: mergesSpans, assesses: assesses)
        for batch in batches(arrivals, &generator) {
            engine.take(batch)
        }
        return engine
    }

    private static func oracle(_ arrivals: [Arrival]) -> BruteForceHistory {
        var oracle = BruteForceHistory()
        for arrival in arrivals {
            switch arrival {
            case .version(let event): oracle.put(event)
            case .deletion(let number): oracle.drop(number)
            }
        }
        return oracle
    }

    /// Events whose latest assessment, made when it was made, is not what the oracle says of the end; `step` skips
    /// readers.
    private static func differences(_ engine: OracleEngine, _ oracle: BruteForceHistory, step: Int = 1) -> [UInt32] {
        guard engine.events == oracle.events else { return [.max] }
        return oracle.events.keys.sorted().enumerated().filter { $0.offset % step == 0 }.map(\.element).filter {
            number in
            guard let event = oracle.events[number] else { return true }
            let found = engine.assesses ? engine.assessed[number] : engine.answers(event)
            return found != OracleWindow.allCases.map { oracle.answer($0, for: event) }
        }
    }

    @Test("after any arrivals, every event's latest assessment is what a quadratic oracle says")
    func equalsOracle() {
        let wanted = Self.setting("AMPLOMB_WINDOW_EVENTS", 6_000)
        var done = 0
        var different = 0
        let first = UInt64(Self.setting("AMPLOMB_WINDOW_SEED", 1))
        let length = Self.setting("AMPLOMB_WINDOW_STREAM", 200)
        var seed = first
        var assessments = 0
        while done < wanted {
            // Every hundredth stream has one key of several chunks; each of its fiftieth events asks once all have
            // arrived.
            let isLong = seed % 100 == 3
            let workload = OracleWorkload(seed: seed, count: length * (isLong ? 15 : 1), keyCount: isLong ? 1 : 6)
            let engine = Self.run(
                workload.arrivals, cuts: seed, mergesSpans: seed % 2 == 0, assesses: !isLong)
            let found = Self.differences(engine, Self.oracle(workload.arrivals), step: isLong ? 50 : 1)
            #expect(found.isEmpty, "seed \(seed): events \(found.prefix(5))")
            different += found.count
            done += workload.arrivals.count
            assessments += engine.assessments
            seed += 1
        }
        print(
            "window oracle: \(done) arrivals, \(seed - first) streams, \(assessments) assessments, "
                + "\(different) differences"
        )
    }

    @Test("any order of arrival and any cut into batches ends in the same bytes and the same assessments")
    func permutations() {
        let permutations = Self.setting("AMPLOMB_WINDOW_PERMUTATIONS", 6)
        let streams = Self.setting("AMPLOMB_WINDOW_STREAMS", min(500, max(3, permutations)))
        var done = 0
        var assessed = 0
        for stream in 0..<streams {
            let seed = UInt64(stream + Self.setting("AMPLOMB_WINDOW_SEED", 5_000))
            // Assessing after each batch costs far more than the rows: one permutation in ten of a short stream is
            // assessed as well.
            let isLong = stream % 50 == 1
            let workload = OracleWorkload(seed: seed, count: isLong ? 1_500 : 100, keyCount: 2)
            let first = Self.run(workload.arrivals, cuts: seed, assesses: !isLong)
            let digest = first.state.digest
            for turn in 0..<permutations {
                let isAssessed = !isLong && turn % 10 == 0
                let other = Self.run(
                    workload.permuted(UInt64(turn) &* 31 &+ seed), cuts: UInt64(turn), assesses: isAssessed)
                #expect(other.state.digest == digest, "stream \(seed), permutation \(turn)")
                if isAssessed { #expect(other.assessed == first.assessed, "stream \(seed), permutation \(turn)") }
                done += 1
                assessed += isAssessed ? 1 : 0
            }
        }
        print("window permutations: \(done) of \(streams) streams, \(assessed) of them assessed")
    }

    @Test("what falls out of retention is refused, and ranges that reach behind it are not held")
    func retention() {
        let week: Int64 = 7 * 86_400_000_000
        let stream = StreamID(0)
        let schema = WindowSchema(
            spaceCount: 2, streams: [StreamSpec(space: KeySpaceID(1), columns: 0, summed: [])],
            dependencies: [WindowDependency(source: stream, anchor: stream, shape: .trailing(width: 100))])
        #expect(schema.retention(of: stream) == week + 100)
        var state = WindowState(schema: schema)
        func row(_ at: Int64) -> RowBatch {
            var batch = RowBatch()
            batch.close(
                stream: stream, key: state.intern(.number(1), in: KeySpaceID(1)),
                stamp: EventStamp(at: at, order: UInt64(at), ordinal: UInt32(at)), flags: RowFlags(), since: 0)
            return batch
        }
        #expect(state.insert(row(5)) == 0)
        state.prune(at: week + 100 + 10)
        #expect(state.rowCount == 0)
        #expect(state.insert(row(9)) == 1)
        #expect(state.insert(row(10)) == 0)
        let key = KeyID(0)
        #expect(state.holds(WindowRange(stream: stream, key: key, after: 9, through: 20)))
        #expect(!state.holds(WindowRange(stream: stream, key: key, after: 8, through: 20)))
    }

    @Test("a key of many chunks answers least, greatest and distinct as going through its rows does")
    func manyChunks() {
        let workload = OracleWorkload(seed: 91, count: 4_000, keyCount: 1)
        let engine = Self.run(workload.arrivals, cuts: 91, assesses: false)
        let oracle = Self.oracle(workload.arrivals)
        for number in oracle.events.keys.sorted().filter({ $0 % 211 == 0 }) {
            guard let event = oracle.events[number] else { continue }
            #expect(engine.answers(event) == OracleWindow.allCases.map { oracle.answer($0, for: event) })
        }
    }
}
