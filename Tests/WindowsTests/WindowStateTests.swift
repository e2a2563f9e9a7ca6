import Testing
import Windows

/// Small seeded generator (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

/// An event of the tests: a row of one stream and, by its start, an anchor of another.
struct SampleEvent {
    let key: Int64
    let at: Int64
    let start: Int64
    let value: Int64?
    let isUnsure: Bool
    let ordinal: UInt32

    /// Few distinct values, so that equal times are ordered by it.
    var order: UInt64 { UInt64(ordinal) &* 0x9e37_79b9_7f4a_7c15 }
    var stamp: EventStamp { EventStamp(at: at, order: order, ordinal: ordinal) }
    var anchorStamp: EventStamp { EventStamp(at: start, order: order, ordinal: ordinal) }
}

let space = KeySpaceID(1)
let rows = StreamID(0)
let anchors = StreamID(1)
let width: Int64 = 50

func schema(_ shapes: [WindowShape]) -> WindowSchema {
    let dependencies = shapes.map { shape in
        WindowDependency(source: rows, anchor: shape == .last ? anchors : rows, shape: shape)
    }
    return WindowSchema(
        spaceCount: 2,
        streams: [
            StreamSpec(space: space, columns: 2, summed: [0]), StreamSpec(space: space, columns: 0, summed: []),
        ], dependencies: dependencies)
}

func batch(_ events: [SampleEvent], _ state: inout WindowState) -> RowBatch {
    var batch = RowBatch()
    for event in events {
        let key = state.intern(.number(event.key), in: space)
        var flags = RowFlags()
        flags.isUnsure = event.isUnsure
        if event.value == nil { flags.setUnknown(0) }
        let mark = batch.mark
        batch.addCell(event.value ?? 0)
        batch.addCell(event.start)
        batch.close(stream: rows, key: key, stamp: event.stamp, flags: flags, since: mark)
        batch.close(stream: anchors, key: key, stamp: event.anchorStamp, flags: RowFlags(), since: batch.mark)
    }
    return batch
}

func sample(_ count: Int, _ generator: inout Seeded, keys: Int64 = 3, span: Int64 = 2_000, big: Bool = false)
    -> [SampleEvent]
{
    (0..<count).map { index in
        let at = Int64.random(in: 0..<span, using: &generator)
        let large = big && Int.random(in: 0..<10, using: &generator) == 0
        return SampleEvent(
            key: Int64.random(in: 0..<keys, using: &generator), at: at,
            start: at - Int64.random(in: -3...40, using: &generator),
            value: Int.random(in: 0..<50, using: &generator) == 0
                ? nil : large ? Int64.max - 5 : Int64.random(in: -100...1_000, using: &generator),
            isUnsure: Int.random(in: 0..<60, using: &generator) == 0, ordinal: UInt32(index))
    }
}

/// The same questions answered by looking at every event.
struct BruteForce {
    var events: [SampleEvent]

    func members(_ key: Int64, _ after: Int64, _ through: Int64, _ excluding: UInt32?) -> [SampleEvent] {
        events.filter { $0.key == key && $0.at > after && $0.at <= through && $0.ordinal != excluding }.sorted {
            ($0.at, $0.order, $0.ordinal) < ($1.at, $1.order, $1.ordinal)
        }
    }

    func total(_ members: [SampleEvent]) -> WindowTotal {
        var total = WindowTotal()
        for event in members {
            if event.isUnsure {
                total.unsure += 1
            } else {
                total.sure += 1
                if let value = event.value { total.sum += Int128(value) } else { total.unknownValues += 1 }
            }
        }
        return total
    }
}

@Suite struct WindowStateTests {
    @Test("totals, first, last and rows equal brute force", arguments: [1, 2, 3, 4])
    func equalsBruteForce(seed: UInt64) {
        var generator = Seeded(state: seed)
        var state = WindowState(schema: schema([]))
        var oracle = BruteForce(events: [])
        let events = sample(1_200, &generator, keys: seed == 1 ? 1 : 2, big: seed > 3)
        for event in events {
            state.insert(batch([event], &state))
            oracle.events.append(event)
            if Int.random(in: 0..<6, using: &generator) == 0 {
                let index = Int.random(in: 0..<oracle.events.count, using: &generator)
                state.remove(batch([oracle.events.remove(at: index)], &state))
            }
            guard Int.random(in: 0..<4, using: &generator) == 0 else { continue }
            let after = Int64.random(in: -10..<2_000, using: &generator)
            let through = after + Int64.random(in: -5..<600, using: &generator)
            let own = Bool.random(using: &generator) ? oracle.events.randomElement(using: &generator) : nil
            let members = oracle.members(event.key, after, through, own?.ordinal)
            guard let key = state.key(.number(event.key), in: space) else { continue }
            let range = WindowRange(stream: rows, key: key, after: after, through: through, excluding: own?.stamp)
            #expect(state.total(range, column: 0) == oracle.total(members))
            #expect(state.total(range, column: nil).sure == oracle.total(members).sure)
            #expect(state.first(range).map(state.stamp) == members.first?.stamp)
            #expect(state.last(range).map(state.stamp) == members.last?.stamp)
            var visited: [UInt32] = []
            state.visit(range) { row in
                visited.append(state.stamp(row).ordinal)
                return true
            }
            #expect(visited == members.map(\.ordinal))
        }
        #expect(state.rowCount == oracle.events.count * 2)
    }

    @Test("any order of arrival, with repeats, ends in the same rows", arguments: [7, 8, 9])
    func permutation(seed: UInt64) {
        var generator = Seeded(state: seed)
        let events = sample(2_500, &generator, keys: 2)
        var digests: Set<[Int64]> = []
        for _ in 0..<5 {
            var state = WindowState(schema: schema([]))
            _ = state.intern(.number(0), in: space)
            _ = state.intern(.number(1), in: space)
            var order = events.shuffled(using: &generator)
            order += events.prefix(100)
            while !order.isEmpty {
                let part = Int.random(in: 1...50, using: &generator)
                state.insert(batch(Array(order.prefix(part)), &state))
                order.removeFirst(min(part, order.count))
            }
            var digest: [Int64] = []
            for key in 0..<2 {
                state.visit(WindowRange(stream: rows, key: KeyID(key), after: .min, through: .max)) { row in
                    let stamp = state.stamp(row)
                    digest += [stamp.at, Int64(stamp.ordinal), state.cell(row, 0), Int64(state.flags(row).bits)]
                    return true
                }
            }
            digests.insert(digest)
        }
        #expect(digests.count == 1)
    }

    @Test(
        "affected names exactly the readers whose windows change",
        arguments: [
            WindowShape.trailing(width: width), .bothWays(width: width), .last, .first, .allBefore,
        ], [11, 12] as [UInt64])
    func affected(shape: WindowShape, seed: UInt64) {
        var generator = Seeded(state: seed)
        var state = WindowState(schema: schema([shape]))
        var oracle = BruteForce(events: [])
        for event in sample(140, &generator, keys: 2, span: 400) {
            let before = answers(oracle, shape)
            oracle.events.append(event)
            let inserted = batch([event], &state)
            state.insert(inserted)
            var found: Set<UInt32> = []
            state.affected(by: inserted, into: &found)
            #expect(found == changed(before, answers(oracle, shape), event.ordinal))
            guard Int.random(in: 0..<4, using: &generator) == 0 else { continue }
            let index = Int.random(in: 0..<oracle.events.count, using: &generator)
            let full = answers(oracle, shape)
            let gone = oracle.events.remove(at: index)
            let removed = batch([gone], &state)
            var lost: Set<UInt32> = []
            state.affected(by: removed, into: &lost)
            state.remove(removed)
            #expect(lost == changed(full, answers(oracle, shape), gone.ordinal))
        }
    }

    /// What every event sees: the ordinals in its window.
    private func answers(_ oracle: BruteForce, _ shape: WindowShape) -> [UInt32: [UInt32]] {
        var table: [UInt32: [UInt32]] = [:]
        for event in oracle.events {
            let seen: [SampleEvent]
            switch shape {
            case .trailing(let width): seen = oracle.members(event.key, event.at - width, event.at, event.ordinal)
            case .bothWays(let width):
                seen = oracle.members(event.key, event.at - width, event.at + width - 1, event.ordinal)
            case .last: seen = oracle.members(event.key, .min, event.start, event.ordinal).suffix(1)
            case .first: seen = Array(oracle.members(event.key, .min, event.at, event.ordinal).prefix(1))
            default: seen = oracle.members(event.key, .min, event.at, event.ordinal)
            }
            table[event.ordinal] = seen.map(\.ordinal)
        }
        return table
    }

    private func changed(
        _ before: [UInt32: [UInt32]], _ after: [UInt32: [UInt32]], _ own: UInt32
    ) -> Set<UInt32> {
        Set(before.keys).union(after.keys).subtracting([own]).filter { before[$0] != after[$0] }
    }

    @Test("compound keys are found again and are not confused")
    func compoundKeys() {
        var keys = KeyTable(spaceCount: 3)
        var seen: [KeyID: [Int64]] = [:]
        for a in Int64(0)..<8 {
            for b in Int64(0)..<8 {
                for c in Int64(0)..<4 {
                    let key = keys.intern([.number(a), .number(b), .number(c)], in: KeySpaceID(1))
                    #expect(seen.updateValue([a, b, c], forKey: key) == nil)
                    #expect(keys.find([.number(a), .number(b), .number(c)], in: KeySpaceID(1)) == key)
                }
            }
        }
        #expect(keys.find([.number(9), .number(0), .number(0)], in: KeySpaceID(1)) == nil)
        #expect(seen.count == keys.count(KeySpaceID(1)))
        let cell = keys.cell(for: .text("abc", hash: 5))
        #expect(keys.text(cell) == .text("abc", hash: 5))
        #expect(keys.text(99) == nil)
    }

    @Test("pruning drops whole chunks only and keeps totals right")
    func prune() {
        var generator = Seeded(state: 21)
        var state = WindowState(schema: schema([]))
        let events = sample(4_000, &generator, keys: 1)
        state.insert(batch(events, &state))
        state.prune(rows, before: 1_000)
        let oracle = BruteForce(events: events)
        let range = WindowRange(stream: rows, key: KeyID(0), after: 1_000, through: 1_500)
        #expect(state.total(range, column: 0) == oracle.total(oracle.members(0, 1_000, 1_500, nil)))
        #expect(
            state.total(WindowRange(stream: rows, key: KeyID(0), after: .min, through: .max), column: nil).sure < 4_000)
    }
}
