import Domain
import Store
import Testing

@Suite(
    "the good-list and its two persons", .serialized,
    .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct GoodListStoreTests {
    private static let now = Instant(microseconds: 1_790_000_000_000_000)

    private func row(
        _ number: Int64, band: String = "hold", subject: String = "participant:P-1",
        reason: String = "another birth date",
        by: String = "ana", days: Int64 = 365
    ) -> GoodListRow {
        GoodListRow(
            number: number, legalEntity: .main, subject: subject, list: "un", entryID: "QDi.006",
            entryHash: Sample.hash(1), subjectHash: Sample.hash(2), band: band, score: 8_812,
            tablesHash: Sample.hash(3), engineHash: Sample.hash(4), reason: reason + ", other country",
            decidedBy: by, decidedAt: Self.now, from: Self.now,
            to: Self.now + TimeSpan(microseconds: days * TimeSpan.day.microseconds))
    }

    private func commit(_ store: Store, _ changes: GoodListChange...) async throws {
        var batch = BatchCommit(now: Self.now)
        batch.goodList = changes
        _ = try await store.commit(batch)
    }

    private func add(_ store: Store, _ row: GoodListRow) async throws {
        try await commit(store, .add(row, body: Array("{}".utf8), bodyHash: Sample.hash(9)))
    }

    private func refused(_ state: String, _ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("it was allowed; SQLSTATE \(state) was expected")
        } catch let error as StoreError {
            #expect(error.sqlState == state, "\(error.debugDescription)")
        } catch {
            Issue.record("another error: \(error)")
        }
    }

    @Test("a hold waits for another person; a review counts at once")
    func approval() async throws {
        let (store, _) = try await TestServer.store()
        let first = try await store.nextGoodListNumber()
        try await add(store, row(first))
        var entry = try #require(try await store.goodListEntry(first))
        #expect(entry.state == .proposed && !entry.wasInForce && entry.id == "G-\(first)")
        await refused("23514") {
            try await commit(store, .approve(number: first, by: "ana", at: Self.now, from: Self.now))
        }
        #expect(try await store.goodListEntry(first)?.state == .proposed)
        try await commit(store, .approve(number: first, by: "ben", at: Self.now + .hour, from: Self.now + .hour))
        entry = try #require(try await store.goodListEntry(first))
        #expect(entry.state == .active && entry.approvedBy == "ben" && entry.wasInForce)
        #expect(entry.from == Self.now + .hour, "it counts from the approval on")

        let second = try await store.nextGoodListNumber()
        try await add(store, row(second, band: "review", subject: "participant:P-2"))
        #expect(try await store.goodListEntry(second)?.state == .active)
        #expect(try await store.goodList(subject: "participant:P-1").map(\.number) == [first])
        #expect(try await store.goodList().map(\.number) == [first, second])
    }

    @Test("an approval cannot be given twice, nor to what does not wait")
    func twice() async throws {
        let (store, _) = try await TestServer.store()
        try await add(store, row(1))
        try await commit(store, .approve(number: 1, by: "ben", at: Self.now, from: Self.now))
        await #expect(throws: StoreError.self) {
            try await commit(store, .approve(number: 1, by: "carl", at: Self.now, from: Self.now))
        }
        await #expect(throws: StoreError.self) {
            try await commit(store, .approve(number: 77, by: "carl", at: Self.now, from: Self.now))
        }
    }

    @Test("SQL gets round the second person no more than the program does")
    func walls() async throws {
        let (store, location) = try await TestServer.store()
        try await add(store, row(1))
        let statements: [(String, SQL)] = [
            ("23514", "UPDATE good_list SET state = 'active' WHERE entry_id = 1"),
            ("23514", "UPDATE good_list SET state = 'active', approver_person = 'ben' WHERE entry_id = 1"),
            (
                "23503",
                """
                UPDATE good_list SET state = 'active', approver_person = 'ben', approval_id = 99,
                  approval_decision = 'approve' WHERE entry_id = 1
                """
            ),
            ("42501", "UPDATE good_list SET band = 'review' WHERE entry_id = 1"),
            ("42501", "UPDATE good_list SET excused_hash = sha256('x') WHERE entry_id = 1"),
            ("42501", "DELETE FROM good_list"),
        ]
        for (state, statement) in statements {
            await refused(state) {
                try await PostgresConnection(location.work).run { (session) throws(StoreError) in
                    try session.execute(statement)
                    return
                }
            }
        }
    }

    @Test("limits hold: a short reason, a time over two years, a nameless person")
    func limits() async throws {
        let (store, _) = try await TestServer.store()
        try await add(store, row(1, days: 732))
        await refused("23514") { try await add(store, row(2, days: 733)) }
        await refused("23514") { try await add(store, row(3, by: "")) }
        var short = row(4)
        short.reason = "nineteen characters"
        await refused("23514") { [short] in try await add(store, short) }
        short.reason = "twenty characters ok"
        try await add(store, short)
        await refused("23514") {
            try await commit(store, .revoke(number: 1, by: "ana", reason: "nineteen characters", at: Self.now))
        }
        try await commit(store, .revoke(number: 1, by: "ana", reason: "twenty characters ok", at: Self.now))
        let revoked = try #require(try await store.goodListEntry(1))
        #expect(revoked.state == .revoked && revoked.revokedBy == "ana" && !revoked.wasInForce)
        await #expect(throws: StoreError.self) {
            try await commit(store, .revoke(number: 1, by: "ana", reason: "twenty characters ok", at: Self.now))
        }
    }

    @Test("a use is counted once an assessment")
    func uses() async throws {
        let (store, _) = try await TestServer.store()
        try await add(store, row(1, band: "review"))
        let (events, _) = try await Sample.batch([Sample.event(1)], store)
        _ = try await store.commit(events)
        let key = try #require(try await store.heads(of: [Sample.key(1)])[Sample.key(1)]).keyID
        var batch = BatchCommit(now: Self.now)
        let use = GoodListUseRow(number: 1, eventKeyID: key, assessmentRevision: 1)
        batch.goodListUses = [use, use, GoodListUseRow(number: 1, eventKeyID: key, assessmentRevision: 2)]
        _ = try await store.commit(batch)
        _ = try await store.commit(batch)
        #expect(try await store.goodListEntry(1)?.uses == 2)
        #expect(try await store.goodListUses(1).map(\.assessmentRevision).sorted() == [1, 2])
        #expect(try await store.goodListUses(1).first?.event == Sample.key(1))
    }

    @Test("open cases are found by the list entry they stand on, closed ones are not")
    func cases() async throws {
        let (store, _) = try await TestServer.store()
        var item = Sample.item(1)
        item.listEntry = "un:QDi.006"
        var batch = BatchCommit(now: Self.now)
        batch.cases = [Sample.upsert("t-1", items: [item]), Sample.upsert("t-2", items: [Sample.item(2)])]
        _ = try await store.commit(batch)
        let found = try await store.openCases(withListEntries: ["un:QDi.006", "un:other"])
        #expect(found.map(\.key.subjectID) == ["t-1"] && found.map(\.listEntry) == ["un:QDi.006"])
        #expect(try await store.openCases(withListEntries: ["un:other"]).isEmpty)
    }
}
