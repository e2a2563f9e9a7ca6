import Cluster
import Domain
import Store
import Testing

@Suite(
    "payouts that are judged again", .serialized,
    .enabled(if: TestServer.isInstalled, "PostgreSQL 15 or later is not installed"))
struct PayoutHoldTests {
    private static let key = EventKey(kind: .payout, ownerCountry: "NL", ownerParty: "KWV", id: "P-1")
    private static let now = Instant(microseconds: 1_790_000_000_000_000)

    private func row(
        _ outcome: Outcome, title: String? = nil, cents: Int64 = 100_000, isAnotherContent: Bool = false
    ) -> PayoutRow {
        PayoutRow(
            key: Self.key, keyID: 7, legalEntity: .main, payoutID: "P-1", participantID: nil,
            amount: Money(micros: cents * 10_000, currency: .eur), executeAt: Self.now,
            state: title == nil ? "cleared" : "held", outcome: outcome, holdScope: title == nil ? .none : .payee,
            reason: "test",
            hold: title.map { PayoutHold(title: $0, endsAt: Self.now + .day, nextStep: "look") },
            isAnotherContent: isAnotherContent)
    }

    private func commit(_ store: Store, _ row: PayoutRow) async throws {
        var batch = BatchCommit(now: Self.now)
        batch.payouts = [row]
        _ = try await store.commit(batch)
    }

    private func query(_ location: Store.Location, _ statement: SQL) async throws -> [String] {
        let connection = PostgresConnection(location.administrator)
        let rows = try await connection.run { (session) throws(StoreError) in
            try session.query(statement).map { (rows, row) throws(StoreError) in try rows.text(row, 0) }
        }
        await connection.close()
        return rows
    }

    private func run(_ location: Store.Location, _ statement: SQL) async throws {
        let connection = PostgresConnection(location.administrator)
        try await connection.run { (session) throws(StoreError) in _ = try session.execute(statement) }
        await connection.close()
    }

    private func state(_ location: Store.Location) async throws -> String? {
        try await query(location, "SELECT state FROM payout").first
    }

    private func titles(_ location: Store.Location) async throws -> [String] {
        try await query(location, "SELECT title FROM payout_hold WHERE released_us IS NULL ORDER BY hold_id")
    }

    @Test("each title holds by itself: the money goes when all have let go, and the same title holds once")
    func titles() async throws {
        let (store, location) = try await TestServer.store()
        try await commit(store, row(.hold, title: "due_diligence_incomplete"))
        try await commit(store, row(.stop, title: "fraud_suspicion"))
        try await commit(store, row(.stop, title: "fraud_suspicion", cents: 200_000))
        #expect(try await titles(location) == ["due_diligence_incomplete", "fraud_suspicion"])
        // What a machine finds no more, only a person lets go.
        try await commit(store, row(.pass))
        #expect(try await state(location) == "held")
        #expect(try await titles(location).count == 2)
        await store.close()
    }

    @Test("what a person released is held again by a worse finding or another amount, not by the same one once more")
    func released() async throws {
        let (store, location) = try await TestServer.store()
        try await commit(store, row(.hold, title: "error"))
        func release() async throws {
            try await run(location, "UPDATE payout SET state = 'released'")
            try await run(location, "UPDATE payout_hold SET released_us = 1, released_by = 'ana'")
        }
        try await release()
        try await commit(store, row(.hold, title: "error"))
        #expect(try await state(location) == "released")
        try await commit(store, row(.pass))
        #expect(try await state(location) == "released")
        try await commit(store, row(.stop, title: "fraud_suspicion"))
        #expect(try await state(location) == "held")
        #expect(try await titles(location) == ["fraud_suspicion"])
        try await release()
        try await commit(store, row(.stop, title: "fraud_suspicion", cents: 100_001))
        #expect(try await state(location) == "held")
        // Another content, however mild, and whatever it was held for before.
        try await release()
        try await commit(store, row(.hold, title: "error", cents: 100_001, isAnotherContent: true))
        #expect(try await state(location) == "held")
        #expect(try await titles(location) == ["error"])
        try await release()
        try await commit(store, row(.hold, title: "error", cents: 100_001))
        #expect(try await state(location) == "released")
        // Money that has left, or was handed to the bank, is not held any more.
        for left in ["executed", "instructed"] {
            try await run(location, "UPDATE payout SET state = \(left)")
            try await commit(store, row(.stop, title: "freeze", cents: 300_000, isAnotherContent: true))
            #expect(try await state(location) == left)
        }
        await store.close()
    }
}
