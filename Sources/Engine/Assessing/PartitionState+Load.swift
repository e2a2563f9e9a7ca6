import Assessment
import Domain
import Rules
import Store

extension PartitionState {
    /// Windows and the last batch whose events stand in them.
    struct Loaded: Sendable {
        var state: PartitionState
        var batch: Int64
        /// Events that came in since the file was written; all of them where none served.
        var fresh: Int
        let usedFile: Bool
        /// Why the file that is there did not serve.
        var unused: String?
    }

    /// How many batches are read at once when the windows catch up.
    private static let step: Int64 = 4

    /// The windows of the kept file and what came since, else of all of history.
    static func load(_ context: EngineContext, _ knowledge: Knowledge, purges: Int) async throws -> Loaded {
        let last = try await context.store.nextBatchNumber()
        var loaded: Loaded
        let reading = try await kept(context, knowledge, purges: purges, through: last)
        if case .windows(let state, let place) = reading {
            let kept = Loaded(state: state, batch: place.batch, fresh: 0, usedFile: true)
            loaded = try await catchUp(kept, through: last, context, knowledge)
        } else {
            var unused: String?
            if case .unused(let reason) = reading { unused = reason }
            let why = unused.map { "the file of the last run does not serve: \($0)" } ?? "no file of a run before"
            let state = try await rebuilt(context, knowledge, because: why)
            loaded = Loaded(state: state, batch: last, fresh: state.count, usedFile: false, unused: unused)
        }
        var row: PendingRow?
        while true {
            let waiting = try await context.store.pendingEvents(after: row, limit: 8192)
            guard let end = waiting.last else { break }
            for event in waiting {
                if let ordinal = loaded.state.known(event.key) { _ = loaded.state.wait(ordinal) }
            }
            row = end.row
        }
        return loaded
    }

    private static func kept(
        _ context: EngineContext, _ knowledge: Knowledge, purges: Int, through last: Int64
    ) async throws -> WindowSnapshotFile.Reading {
        let conditions = WindowSnapshotFile.conditions(context, knowledge)
        return try await context.snapshots.read(for: knowledge) { place in
            // What was purged stays in no file either.
            if place.purges != purges {
                try context.snapshots.delete()
                return "retention deleted data since"
            }
            if place.conditions != conditions {
                return "it is of another program, other rules, rates, zones or participants"
            }
            let isOurs = try await context.store.hasTree(
                log: Store.mainLog, size: place.treeSize, root: place.treeRoot)
            return isOurs && place.batch <= last ? nil : "it is of another database, or of one that was set back"
        }
    }

    /// Takes in what batches wrote since; of an event that was revised the rows of before go.
    private static func catchUp(
        _ kept: Loaded, through last: Int64, _ context: EngineContext, _ knowledge: Knowledge
    ) async throws -> Loaded {
        let assessor = Assessor(knowledge: knowledge)
        var scratch = EvaluationScratch()
        var loaded = kept
        while loaded.batch < last {
            let end = min(loaded.batch + step, last)
            let rows = try await context.store.currentEvents(afterBatch: loaded.batch, through: end)
            let known = rows.compactMap { row in loaded.state.known(row.key).map { (row.key, $0) } }
            let before = try await context.store.events(known.map { ($0.0, loaded.state.revision($0.1)) })
            let gone = try await prepared(before, assessor, context)
            let come = try await prepared(rows, assessor, context)
            for entry in gone { loaded.state.takeOut(entry, knowledge.rules, &scratch) }
            for (row, entry) in zip(rows, come) { loaded.state.put(row, entry, knowledge.rules, &scratch) }
            loaded.state.keepSmall(context)
            loaded.fresh += rows.count
            loaded.batch = end
        }
        return loaded
    }

    /// The windows from the current revision of every stored event.
    ///
    /// - Parameter reason: why they are not read from the file of the last run; told where history is long.
    static func rebuilt(
        _ context: EngineContext, _ knowledge: Knowledge, because reason: String? = nil
    ) async throws -> PartitionState {
        let assessor = Assessor(knowledge: knowledge)
        var scratch = EvaluationScratch()
        var state = PartitionState(knowledge)
        let store = context.store
        func read(_ cursor: EventCursor) -> Task<EventPage, any Error> {
            Task { try await store.currentEvents(after: cursor, limit: 8192) }
        }
        // The next page is read while this one is put in.
        var reading: Task<EventPage, any Error>? = read(.start)
        defer { reading?.cancel() }
        while let page = try await reading?.value {
            if let reason, page.next != nil, state.count == 0 {
                context.notice("windows: made from all of history, about 4 minutes a million events (\(reason))")
            }
            reading = page.next.map(read)
            // What retention has deleted is in no window any more.
            let kept = page.events.filter { $0.payload != nil }
            for (row, entry) in zip(kept, try await prepared(kept, assessor, context)) {
                state.put(row, entry, knowledge.rules, &scratch)
            }
            state.keepSmall(context)
        }
        return state
    }

    private static func prepared(
        _ rows: [StoredEvent], _ assessor: Assessor, _ context: EngineContext
    ) async throws -> [Assessor.Prepared] {
        try await Parallel.map(rows) { slice in try slice.map { assessor.prepare(try context.decoded($0)) } }
    }

    private mutating func put(
        _ row: StoredEvent, _ entry: Assessor.Prepared, _ rules: RuleSet, _ scratch: inout EvaluationScratch
    ) {
        enter(row.key, keyID: row.keyID, revision: row.revision)
        _ = insert(entry, rules, &scratch)
    }
}
