import Assessment
import Evidence
import Store

/// The windows in a file of the home, for the next start.
extension Partition {
    /// The windows and where they end, to be written beside the batches that go on.
    struct Copy: Sendable {
        let state: PartitionState
        let place: WindowSnapshotFile.Place
        let unwritten: Int
        let era: Int
    }

    /// Whether a command that ends writes the windows: to read a two-hundredth of them again takes longer than to write them.
    private var isWorthKeeping: Bool {
        guard let state else { return false }
        return unwritten >= state.count || unwritten > max(1_000, state.count / 200)
    }

    /// Whether they are written while batches go on: each time that they have grown by an eighth.
    var isLongToReadAgain: Bool { unwritten > max(keptEvery, (state?.count ?? .max) / 8) }

    /// - Precondition: no batch is on its way.
    func copyToKeep() async -> Copy? {
        let knowledge = context.knowledge
        guard var state, isWorthKeeping, state.serves(knowledge), (try? await isAlone()) == true,
            let head = try? await pin()
        else { return nil }
        let place = WindowSnapshotFile.Place(
            conditions: WindowSnapshotFile.conditions(context, knowledge), batch: batch,
            treeSize: head.size, treeRoot: head.root, purges: purges)
        return Copy(state: state, place: place, unwritten: unwritten, era: era)
    }

    /// The head of the log that tells a database with all that stands in the windows from one that was set back.
    ///
    /// A batch that only stores what waits writes no evidence: until it is judged, no head knows of it. The last batch with
    /// evidence pins all before it; with nothing waiting, every event has its decision in the log.
    private func pin() async throws -> TreeHead? {
        if let own = try await context.store.tree(ofBatch: batch, log: Store.mainLog) { return own }
        guard try await context.store.pendingCount() == 0 else { return nil }
        return try await context.store.evidenceHead(log: Store.mainLog)
    }

    /// A file that cannot be written costs the next start its time, and nothing else.
    func keep(_ copy: Copy) async {
        do {
            try await Self.write(copy, context)
            if era == copy.era { unwritten -= copy.unwritten }
        } catch {
            context.notice("windows: not kept for the next start, which will read history again: \(error)")
        }
    }

    @concurrent
    private static func write(_ copy: Copy, _ context: EngineContext) async throws {
        let written = Result { try context.snapshots.write(copy.state, copy.place) }
        // A purge that ended meanwhile found no file to delete yet.
        if try await context.refresh() != copy.place.purges { try context.snapshots.delete() }
        try written.get()
    }
}
