import Synchronization
import Testing

@testable import Engine

/// What happened, in order, whoever says it.
private final class Record: Sendable {
    private let entries = Mutex<[UInt64]>([])

    var all: [UInt64] { entries.withLock { $0 } }

    func add(_ entry: UInt64) { entries.withLock { $0.append(entry) } }
}

@Suite("turns: batches pass in the order of their tickets")
struct TurnsTests {
    @Test("tickets taken up in any order pass in rising order, one at a time", arguments: 1...20 as ClosedRange<UInt64>)
    func order(seed: UInt64) async {
        let turns = Turns()
        let record = Record()
        var random = SeededOrder(state: seed)
        let tickets = (0..<100 as Range<UInt64>).shuffled(using: &random)
        await withTaskGroup(of: Void.self) { group in
            for ticket in tickets {
                group.addTask {
                    await turns.wait(for: ticket)
                    record.add(ticket)
                    if ticket % 3 == 0 { await Task.yield() }
                    record.add(ticket)
                    turns.pass(ticket)
                }
            }
        }
        #expect(record.all == (0..<100 as Range<UInt64>).flatMap { [$0, $0] })
    }

    @Test("the first ticket, and one whose turn has been, do not wait")
    func first() async {
        let turns = Turns()
        await turns.wait(for: 0)
        await turns.wait(for: 0)
        turns.pass(0)
        await turns.wait(for: 0)
        await turns.wait(for: 1)
        #expect(Bool(true), "all of them returned")
    }

    @Test("a ticket waits until the one before it has passed, and no longer")
    func waits() async {
        let turns = Turns()
        let record = Record()
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await turns.wait(for: 2)
                record.add(2)
            }
            for _ in 0..<50 { await Task.yield() }
            turns.pass(0)
            for _ in 0..<50 { await Task.yield() }
            record.add(1)
            turns.pass(1)
        }
        #expect(record.all == [1, 2])
    }

    @Test("a cancelled task keeps its place: the line behind it goes on")
    func cancelled() async {
        let turns = Turns()
        let record = Record()
        let waiting = Task {
            await turns.wait(for: 1)
            record.add(1)
            turns.pass(1)
        }
        waiting.cancel()
        turns.pass(0)
        await turns.wait(for: 2)
        record.add(2)
        await waiting.value
        #expect(record.all == [1, 2])
    }

    @Test("a chain of batches is whole until one of them breaks it off, and stays broken")
    func chain() {
        let chain = BatchChain()
        #expect(!chain.isBroken)
        chain.breakOff()
        chain.breakOff()
        #expect(chain.isBroken)
    }
}

/// The same order for the same seed (SplitMix64).
private struct SeededOrder: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ value >> 27) &* 0x94d0_49bb_1331_11eb
        return value ^ value >> 31
    }
}
