import Assessment
import Domain
import Evidence
import Formats
import MoneyTrail
import Rules
import Store
import Synchronization
import Windows

/// Judges and commits batches of one partition in order, with its windows in memory.
///
/// A batch is judged while the one before it is being committed, unless it needs what that one writes. What is not committed
/// did not happen: when a commit fails the windows are thrown away and rebuilt from the database, and the batch and what
/// was judged behind it are judged again from what is stored then.
///
/// History that comes against the order of time changes the windows of nearly all that came before it. Such events are
/// stored at once and judged when the run has brought the rest (``settle(progress:)``), each once; what waits stands in the
/// database with the batch that made it wait.
actor Partition {
    /// How many other events a batch judges again at once; more of them wait.
    static let atOnce = 256
    /// How many payments and participants among them a batch judges again at once all the same: money does not wait.
    static let mostAtOnce = 4096
    /// How far behind the newest event a record must lie to come against the order of time.
    static let tolerance = TimeSpan.day.microseconds
    private static let settlingBatch = 4096
    /// How many batches are on their way: one is judged, one is committed.
    static let depth = 2

    let context: EngineContext
    private(set) var state: PartitionState?
    private let writer = Hex.string(SystemRandom.bytes(8))
    private var lease: WriterLease?
    /// The fence under which the windows were read: with another one, somebody else wrote in between.
    private var fence: Int64?
    /// Counts how often the windows were thrown away: what was judged in another era does not count.
    private(set) var era = 0

    private let tickets = Atomic<UInt64>(0)
    private let judging = Turns()
    private let committing = Turns()
    /// The last ticket whose batch stands in the windows of this era, and how many passed.
    private var lastJudged: UInt64?
    private var passed: UInt64 = 0
    private var inFlight: [InFlight] = []

    /// The last committed batch whose events stand in the windows, how many came since the file of them was written, and
    /// how many purges there had been when they were read.
    private(set) var batch: Int64 = 0
    var unwritten = 0
    private(set) var purges = 0
    /// The writing of windows while batches go on.
    private var keeping: Task<Void, Never>?

    /// A batch that was judged and is not committed.
    private struct InFlight {
        let ticket: UInt64
        let keys: Set<EventKey>
        let bringsParticipants: Bool
    }

    /// How many events it takes in before it writes the windows down meanwhile.
    let keptEvery: Int

    init(context: EngineContext, keptEvery: Int) {
        self.context = context
        self.keptEvery = keptEvery
    }

    // MARK: The right to write

    /// Claims the right to write, waiting for another process to end; windows of before somebody else wrote are forgotten.
    func claim(waiting: @Sendable (String) -> Void = { _ in }) async throws {
        if let lease, !lease.isAgeing(at: context.clock()) { return }
        let claimed = try await WriterLease.claim(context, writer: writer, waiting: waiting)
        if claimed.lease.fence != fence { forget() }
        fence = claimed.lease.fence
        lease = claimed
    }

    /// Whether nobody else wrote since the windows were read.
    func isAlone() async throws -> Bool {
        guard let lease else { return false }
        return try await context.store.isHeld(lease.lease)
    }

    /// Gives the right to write back: other processes need not wait. Whoever writes next may purge: the windows are let go,
    /// and their files with them.
    func release() async throws {
        await keeping?.value
        try await alone {
            guard let held = lease else { return }
            if keeping == nil, let copy = await copyToKeep() { await keep(copy) }
            lease = nil
            forget()
            try await context.store.release(held.lease)
        }
    }

    /// Lets go of windows that hold what was purged since: while nothing comes in, nobody else would ask.
    func dropPurged() async throws { try await alone { try await forgetPurged() } }

    /// What a purge deleted is in no window any more, whichever process ran it.
    private func forgetPurged() async throws {
        let count = try await context.refresh()
        if count == purges { return }
        purges = count
        if state != nil { forget() }
    }

    private func forget() {
        state = nil
        era += 1
        lastJudged = nil
    }

    // MARK: Batches

    /// A place in the order of batches; taken before the batch is handed over, and then used once.
    nonisolated func ticket() -> UInt64 { tickets.add(1, ordering: .relaxed).oldValue }

    /// Assesses events and commits them; each key at most once in a batch.
    func process(_ batch: ArrivingBatch, ticket: UInt64, in chain: BatchChain) async throws -> BatchResult {
        try await carryOut(.arriving(batch), ticket, chain)
    }

    /// Has what stored events read of exchange rates judged again, by ``settle(progress:)`` once they are in force.
    func expect(_ rates: RateTable) async throws {
        _ = try await carryOut(.rates(rates), ticket(), BatchChain())
    }

    /// Judges everything that waits, in batches.
    ///
    /// - Parameter progress: how many were judged, and of how many.
    func settle(progress: @Sendable (Int, Int) -> Void) async throws -> BatchResult {
        var result = BatchResult()
        let total = Int(try await context.store.pendingCount())
        if total == 0 { return result }
        var done = 0
        var last: PendingRow?
        let chain = BatchChain()
        var running: [(task: Task<BatchResult, any Error>, count: Int)] = []
        while true {
            let waiting =
                Task.isCancelled ? [] : try await context.store.pendingEvents(after: last, limit: Self.settlingBatch)
            if let end = waiting.last {
                let ticket = ticket()
                running.append((Task { try await carryOut(.settling(waiting), ticket, chain) }, waiting.count))
                last = end.row
            }
            if running.isEmpty {
                guard Task.isCancelled else { return result }
                throw EngineError(
                    .interrupted,
                    "interrupted: everything is stored, \(done) of \(max(total, done)) waiting decisions are made",
                    remedy: "run the same command again: it decides the rest")
            }
            if !waiting.isEmpty, running.count < Self.depth { continue }
            let first = running.removeFirst()
            do {
                result.add(try await first.task.value)
            } catch {
                for other in running { _ = try? await other.task.value }
                throw error
            }
            done += first.count
            progress(done, max(total, done))
        }
    }

    /// Judges in the order of tickets and commits in the order of tickets, a batch ahead of the one that is committed where
    /// that gives the same.
    private func carryOut(_ job: BatchJob, _ ticket: UInt64, _ chain: BatchChain) async throws -> BatchResult {
        await judging.wait(for: ticket)
        if !mayJudgeAhead(job, ticket) { await committing.wait(for: ticket) }
        var ahead: JudgedBatch?
        // Its error is met again, and told, when the batch has its turn to be committed.
        if !chain.isBroken { ahead = try? await judged(job, ticket) }
        judging.pass(ticket)
        await committing.wait(for: ticket)
        defer {
            inFlight.removeAll { $0.ticket == ticket }
            passed = ticket + 1
            committing.pass(ticket)
        }
        do {
            if chain.isBroken { throw CancellationError() }
            return try await Retrying.run(failed: {
                forget()
                lease = nil
            }) {
                var ready = ahead
                ahead = nil
                if ready?.era != era { ready = nil }
                let judged = if let ready { ready } else { try await judged(job, ticket) }
                try await claim()
                guard judged.era == era else { throw StoreError(.conflict, "another process wrote in between") }
                let result = try await commit(judged)
                if let written = result.batchID { batch = written }
                unwritten += judged.batch?.keys.count ?? 0
                keepSoon()
                return result
            }
        } catch {
            chain.breakOff()
            forget()
            throw error
        }
    }

    /// Whether nothing of the batches on their way is needed from the database.
    private func mayJudgeAhead(_ job: BatchJob, _ ticket: UInt64) -> Bool {
        if passed == ticket { return true }
        guard lastJudged == ticket - 1, !job.readsHistory else { return false }
        for other in inFlight where other.ticket < ticket {
            if other.bringsParticipants { return false }
            if case .arriving(let batch) = job, batch.events.contains(where: { other.keys.contains($0.key) }) {
                return false
            }
        }
        return true
    }

    /// Has the windows written down meanwhile, where so much came that a start after a kill would long read it again.
    private func keepSoon() {
        guard keeping == nil, isLongToReadAgain else { return }
        keeping = Task {
            let copy = try? await alone {
                moveMuch()
                return await copyToKeep()
            }
            if let copy { await keep(copy) }
            keeping = nil
        }
    }

    /// Does something while no batch is on its way.
    private func alone<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let ticket = ticket()
        await judging.wait(for: ticket)
        await committing.wait(for: ticket)
        defer {
            passed = ticket + 1
            judging.pass(ticket)
            committing.pass(ticket)
        }
        return try await body()
    }

    private func judged(_ job: BatchJob, _ ticket: UInt64) async throws -> JudgedBatch {
        if lease == nil { try await claim() }
        guard let lease else { throw EngineError(.internal, "a batch without the right to write") }
        try await forgetPurged()
        let now = era
        // One knowledge for the whole batch: what is reloaded meanwhile counts from the next one on.
        let knowledge = context.knowledge
        var state = try await takeState(ticket, knowledge)
        var judged = JudgedBatch(era: now, lease: lease.lease)
        switch job {
        case .arriving(let batch): try await judge(batch, ticket, knowledge, &state, &judged)
        case .settling(let waiting): try await judge(waiting, ticket, knowledge, &state, &judged)
        case .rates(let rates): judged.batch = try await reread(rates: rates, knowledge, &state)
        }
        guard now == era else { throw StoreError(.conflict, "the windows were thrown away") }
        state.keepSmall(context)
        self.state = state
        lastJudged = ticket
        inFlight.removeAll { $0.ticket == ticket }
        inFlight.append(
            InFlight(
                ticket: ticket, keys: judged.batch?.keys ?? [],
                bringsParticipants: judged.batch?.bringsParticipants ?? false))
        return judged
    }

    /// The windows as they stand, which nobody else changes until they are put back; read from the database when no batch
    /// is on its way.
    private func takeState(_ ticket: UInt64, _ knowledge: Knowledge) async throws -> PartitionState {
        for mayWait in [true, false] {
            if var state, state.serves(knowledge) {
                self.state = nil
                return state
            }
            if mayWait { await committing.wait(for: ticket) }
        }
        state = nil
        return try await load(knowledge)
    }

    private func load(_ knowledge: Knowledge) async throws -> PartitionState {
        let purges = try await context.refresh()
        let loaded = try await PartitionState.load(context, knowledge, purges: purges)
        (batch, unwritten, self.purges) = (loaded.batch, loaded.fresh, purges)
        return loaded.state
    }

    /// Moves rows off the heap where they are not few: a copy of what stands there grows with each row that changes.
    private func moveMuch() {
        if var moved = state, moved.windows.heapBytes > context.windowBytesOnHeap / 4 {
            state = nil
            moved.moveOrSay(context)
            state = moved
        }
    }

    /// Waits until what the events need of batches on their way is committed.
    func waitForCommit(of keys: some Sequence<EventKey>, _ ticket: UInt64) async throws {
        let others = inFlight.filter { $0.ticket < ticket }
        guard keys.contains(where: { key in others.contains { $0.keys.contains(key) } }) else { return }
        let before = era
        await committing.wait(for: ticket)
        guard era == before else { throw StoreError(.conflict, "the windows were thrown away") }
    }

    /// The windows as they stand, for replay; rebuilt when needed, and always where another process may have written.
    func snapshot(for knowledge: Knowledge) async throws -> PartitionState {
        try await alone {
            if try await !isAlone() { forget() }
            try await forgetPurged()
            if var state, state.serves(knowledge) { return state }
            let loaded = try await load(knowledge)
            state = loaded
            return loaded
        }
    }
}
