import Domain
import Store
import Testing

@Suite(
    "cases in the store", .serialized, .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct CaseTests {
    private let now = Instant(microseconds: 1_790_000_000_000_000)
    private let hitAt: Int64 = 1_789_560_000_000_000

    private func commit(_ store: Store, _ cases: [CaseUpsert]) async throws -> [Store.CaseChange] {
        var batch = BatchCommit(now: now)
        batch.cases = cases
        batch.caseRecords = { (changes) throws(StoreError) in
            CaseRecords(
                events: changes.map {
                    CaseEventRow(
                        shard: $0.shard, caseID: $0.caseID, number: $0.eventNumber, at: Instant(microseconds: 1),
                        kind: $0.kind == .appended ? "hit_added" : $0.kind.rawValue, details: Array("{}".utf8),
                        policyHash: nil, evidenceEntry: nil)
                }, evidence: [])
        }
        return try await store.commit(batch).cases
    }

    private func close(_ location: Store.Location) async throws {
        try await PostgresConnection(location.work).run { (session) throws(StoreError) in
            try session.execute(
                "UPDATE case_file SET state = 'closed', disposition = 'false_positive', closed_us = 5 WHERE state <> 'closed'"
            )
            return
        }
    }

    @Test("the first hit opens a case, the next is appended with the maximum of outcome, severity and risk")
    func openAndAppend() async throws {
        let (store, _) = try await TestServer.store()
        let first = try await commit(store, [Sample.upsert("T1", items: [Sample.item(1), Sample.item(2)])])
        #expect(first.map(\.kind) == [.opened])
        #expect(first[0].caseID == "C-1")
        #expect(first[0].firstItem == 1)
        let second = try await commit(
            store,
            [
                Sample.upsert("T1", items: [Sample.item(3, outcome: .hold, at: hitAt + 5)]),
                Sample.upsert("T2", items: [Sample.item(4)]),
            ])
        #expect(second.map(\.kind) == [.appended, .opened])
        #expect(second[0].firstItem == 3)
        #expect(second[0].eventNumber == 2)
        // An appended hit uses no number.
        #expect(second[1].caseID == "C-2")
        let detail = try #require(try await store.caseDetail("C-1"))
        #expect(detail.file.outcome == .hold)
        #expect(detail.file.hitCount == 3)
        #expect(detail.items.map(\.seq) == [1, 2, 3])
        #expect(detail.items[0].money == Money(micros: 9_300_000, currency: .eur))
        #expect(detail.events.map(\.kind) == ["opened", "hit_added"])
        #expect(try await store.caseDetail("C-99") == nil)
        #expect(try await store.caseDetail("nonsense") == nil)
    }

    @Test(
        "a closed case reopens within its window, one microsecond before its end; after it a new case follows the last one"
    )
    func reopenOrFollow() async throws {
        let (store, location) = try await TestServer.store()
        var before = Sample.upsert("T1", items: [Sample.item(1)], window: .day)
        before.dueAt = Instant(microseconds: 1_000)
        _ = try await commit(store, [before])
        try await close(location)
        let day = TimeSpan.day.microseconds
        var again = Sample.upsert("T1", items: [Sample.item(2, at: hitAt + day - 1)], window: .day)
        again.dueAt = Instant(microseconds: 9_000)
        let within = try await commit(store, [again])
        let reopened = try #require(try await store.queuedCase("C-1"))
        #expect(reopened.dueAt == again.dueAt, "the round before is over")
        #expect(within.map(\.kind) == [.reopened])
        #expect(within[0].caseID == "C-1")
        try await close(location)
        let after = try await commit(
            store, [Sample.upsert("T1", items: [Sample.item(3, at: hitAt + 2 * day - 1)], window: .day)])
        #expect(after.map(\.kind) == [.opened])
        let detail = try #require(try await store.caseDetail(after[0].caseID))
        #expect(detail.links.map(\.caseID) == ["C-1"])
        #expect(detail.links.map(\.kind) == ["follows"])
        let first = try #require(try await store.caseDetail("C-1"))
        #expect(first.file.state == "closed")
        #expect(first.events.map(\.kind) == ["opened", "reopened"])
    }

    @Test("sixteen writers and 800 hits on one subject: one open case, no hit lost")
    func concurrentWriters() async throws {
        let (store, location) = try await TestServer.store(connections: 16)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<16 {
                group.addTask {
                    for part in 0..<5 {
                        let items = (0..<10).map { Sample.item(writer * 100 + part * 10 + $0) }
                        let other = Sample.upsert("T\((writer + part) % 7)", items: [Sample.item(9)])
                        let cases =
                            writer % 2 == 0
                            ? [Sample.upsert("HOT", items: items), other] : [other, Sample.upsert("HOT", items: items)]
                        for attempt in 0..<20 {
                            do {
                                _ = try await commit(store, cases)
                                break
                            } catch let error as StoreError where error.isRetryable && attempt < 19 {}
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        var filter = CaseFilter()
        filter.subjectID = "HOT"
        let found = try await store.cases(filter)
        #expect(found.count == 1)
        #expect(found.first?.hitCount == 800)
        #expect(found.first?.itemCount == 800)
        let items = try await store.pool.run { (session) throws(StoreError) in
            try session.query(
                "SELECT count(*) FROM case_item i JOIN case_file f USING (shard, case_id) WHERE f.subject_id = 'HOT'"
            )
            .int(0, 0)
        }
        #expect(items == 800)
        let open = try await store.caseCount(CaseFilter())
        #expect(open == 8)
        await store.close()
        _ = location
    }

    @Test("one person cannot close what needs two, in SQL either")
    func fourEyes() async throws {
        let (store, location) = try await TestServer.store()
        _ = try await commit(store, [Sample.upsert("T1", items: [Sample.item(1, outcome: .hold)])])
        await #expect { try await close(location) } throws: { ($0 as? StoreError)?.sqlState == "23514" }
    }

    @Test("lists are filtered, ordered by due date and paged without gap or repeat")
    func listing() async throws {
        let (store, _) = try await TestServer.store()
        var upserts: [CaseUpsert] = []
        for number in 0..<25 {
            var upsert = Sample.upsert(
                "T\(number)", items: [Sample.item(number, outcome: number % 5 == 0 ? .hold : .review)])
            upsert.dueAt = number % 3 == 0 ? nil : Instant(microseconds: Int64(number % 4))
            upsert.holdsMoney = number % 5 == 0
            upserts.append(upsert)
        }
        _ = try await commit(store, upserts)
        var seen: [StoredCase] = []
        while true {
            let page = try await store.cases(CaseFilter(), after: seen.last, limit: 7)
            if page.isEmpty { break }
            seen += page
        }
        #expect(seen.count == 25)
        #expect(Set(seen.map(\.caseID)).count == 25)
        let due = seen.map { $0.dueAt?.microseconds ?? Int64.max }
        #expect(due == due.sorted())
        var held = CaseFilter()
        held.minimumOutcome = .hold
        let holding = try await store.cases(held, order: .newest)
        #expect(holding.count == 5)
        #expect(holding.allSatisfy { $0.held == [Money(micros: 9_300_000, currency: .eur)] })
    }
}
