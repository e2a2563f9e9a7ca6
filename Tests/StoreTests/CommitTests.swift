import Domain
import Evidence
import Store
import Testing

@Suite("the commit path", .serialized, .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct CommitTests {
    @Test(
        "new events are accepted, the same content is a duplicate, other content a revision; a repetition changes nothing"
    )
    func classification() async throws {
        let (store, _) = try await TestServer.store()
        let events = (0..<500).map { Sample.event($0) }
        let (first, states) = try await Sample.batch(events + [events[3]], store)
        #expect(states.filter { $0 == .accepted }.count == 500)
        #expect(states.last == .duplicate)
        let result = try await store.commit(first)
        #expect(result.evidence?.size == 500)
        let (second, again) = try await Sample.batch(events, store)
        #expect(again.allSatisfy { $0 == .duplicate })
        #expect(second.events.isEmpty && second.heads.isEmpty)
        let (third, revised) = try await Sample.batch([Sample.event(7, version: 1), Sample.event(500)], store)
        #expect(revised == [.revised, .accepted])
        _ = try await store.commit(third)
        // The first content of number 7 is still one of its revisions.
        let known = try await store.lookup([
            EventProbe(key: Sample.key(7), contentHash: Sample.event(7).contentHash),
            EventProbe(key: Sample.key(7), contentHash: Sample.event(7, version: 2).contentHash),
        ])
        #expect(known.map(\.state) == [.duplicate, .revised])
        #expect(known[1].revision == 3)
    }

    @Test("a batch on heads that another writer changed is refused as a whole and succeeds when repeated")
    func conflict() async throws {
        let (store, _) = try await TestServer.store()
        let events = (0..<50).map { Sample.event($0) }
        let (one, _) = try await Sample.batch(events, store)
        let (two, _) = try await Sample.batch(events + [Sample.event(50)], store)
        _ = try await store.commit(one)
        await #expect { try await store.commit(two) } throws: { ($0 as? StoreError)?.code == .conflict }
        let (repeated, states) = try await Sample.batch(events + [Sample.event(50)], store)
        #expect(states.filter { $0 == .accepted }.count == 1)
        #expect(try await store.commit(repeated).evidence?.size == 51)
    }

    @Test("a stale head of a stored event is a conflict")
    func staleHead() async throws {
        let (store, _) = try await TestServer.store()
        _ = try await store.commit(try await Sample.batch([Sample.event(1)], store).0)
        let (one, _) = try await Sample.batch([Sample.event(1, version: 1)], store)
        let (two, _) = try await Sample.batch([Sample.event(1, version: 2)], store)
        _ = try await store.commit(one)
        await #expect { try await store.commit(two) } throws: { ($0 as? StoreError)?.code == .conflict }
    }

    @Test("eight writers of one log leave no gap and no fork: the tree's root is that of the leaves in order")
    func eightWriters() async throws {
        let (_, location) = try await TestServer.store()
        let store = try await Store.open(location)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    let store = try await Store.open(location, connections: 1)
                    for part in 0..<4 {
                        let first = writer * 10_000 + part * 137
                        let events = (first..<(first + 137)).map { Sample.event($0) }
                        _ = try await store.commit(try await Sample.batch(events, store).0)
                    }
                }
            }
            try await group.waitForAll()
        }
        let (leaves, root, size) = try await store.pool.run { (session) throws(StoreError) in
            let rows = try session.query("SELECT idx, leaf_hash FROM evidence_entry WHERE log_id = 1 ORDER BY idx")
            var leaves: [[UInt8]] = []
            for row in 0..<rows.count where try rows.int(row, 0) == Int64(row) { leaves.append(try rows.bytes(row, 1)) }
            let head = try session.query(
                "SELECT root, size FROM evidence_tree WHERE log_id = 1 ORDER BY size DESC LIMIT 1")
            return (leaves, try head.bytes(0, 0), try head.int(0, 1))
        }
        #expect(leaves.count == 4384)
        #expect(size == 4384)
        #expect(merkleRoot(leaves[...]) == root)
    }

    @Test("a store without memory of its last append goes on from the tables")
    func coldAppend() async throws {
        let (store, location) = try await TestServer.store()
        _ = try await store.commit(try await Sample.batch((0..<700).map { Sample.event($0) }, store).0)
        let other = try await Store.open(location)
        let result = try await other.commit(try await Sample.batch((700..<1000).map { Sample.event($0) }, other).0)
        #expect(result.evidence?.firstIndex == 700)
        let (leaves, root) = try await store.pool.run { (session) throws(StoreError) in
            let rows = try session.query("SELECT leaf_hash FROM evidence_entry ORDER BY idx")
            let head = try session.query("SELECT root FROM evidence_tree ORDER BY size DESC LIMIT 1")
            return (try rows.map { (rows, row) throws(StoreError) in try rows.bytes(row, 0) }, try head.bytes(0, 0))
        }
        #expect(merkleRoot(leaves[...]) == root)
    }

    @Test("evidence again is a no-op, other evidence under its key is an error")
    func evidenceConflict() async throws {
        let (store, _) = try await TestServer.store()
        var batch = BatchCommit(now: Instant(microseconds: 0))
        batch.evidence = [try Sample.sealed(1), try Sample.sealed(2)]
        #expect(try await store.commit(batch).evidence?.size == 2)
        #expect(try await store.commit(batch).evidence == nil)
        batch.evidence = [try Sample.sealed(1), try Sample.sealed(3)]
        let half = try #require(try await store.commit(batch).evidence)
        #expect(half.size == 3 && half.firstIndex == 2)
        batch.evidence = [try Sample.sealed(2, text: "other")]
        let changed = batch
        await #expect { try await store.commit(changed) } throws: { ($0 as? StoreError)?.code == .evidenceConflict }
    }

    @Test("an outbox effect is recorded once")
    func outbox() async throws {
        let (store, _) = try await TestServer.store()
        var batch = BatchCommit(now: Instant(microseconds: 5))
        batch.outbox = [OutboxRow(shard: 3, topic: "payout-release", effectKey: "p1/h1", body: [1, 2])]
        _ = try await store.commit(batch)
        _ = try await store.commit(batch)
        let count = try await store.pool.run { (session) throws(StoreError) in
            try session.query("SELECT count(*) FROM outbox").int(0, 0)
        }
        #expect(count == 1)
    }

    @Test("a failure in the last step undoes the whole batch")
    func atomicity() async throws {
        let (store, _) = try await TestServer.store()
        var (batch, _) = try await Sample.batch([Sample.event(1)], store)
        batch.cases = [Sample.upsert("T1", items: [Sample.item(1)])]
        batch.caseRecords = { (_) throws(StoreError) in throw StoreError(.badValue, "on purpose") }
        let failing = batch
        await #expect { try await store.commit(failing) } throws: { ($0 as? StoreError)?.code == .badValue }
        let counts = try await store.pool.run { (session) throws(StoreError) in
            try session.query(
                "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM event_key) + (SELECT count(*) FROM case_file)"
            ).int(0, 0)
        }
        #expect(counts == 0)
    }
}

/// RFC 6962 section 2.1, as it stands there.
private func merkleRoot(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
    if leaves.count == 1, let leaf = leaves.first { return leaf }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let left = merkleRoot(leaves.prefix(split))
    let right = merkleRoot(leaves.dropFirst(split))
    return EvidenceHash.plain([1] + left + right).bytes
}
