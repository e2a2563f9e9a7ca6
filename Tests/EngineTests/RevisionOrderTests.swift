import Cluster
import Domain
import Foundation
import Ingest
import Store
import Testing

@testable import Engine

@Suite(
    "several contents under one id", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed")
)
struct RevisionOrderTests {
    private func ingest(_ engine: Engine, _ test: TestHome, _ text: String) async throws -> IngestSummary {
        let path = try test.write(text + "\n", "payouts-\(UInt32.random(in: 0...UInt32.max)).jsonl")
        return try await engine.ingest(IngestRequest(files: [path], format: .payouts), progress: { _ in })
    }

    private static let key = EventKey(kind: .payout, ownerCountry: "NL", ownerParty: "KWV", id: "P-1")

    private func engine(_ test: TestHome) async throws -> Engine {
        test.set(clock: "2026-11-01T10:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        _ = try await engine.importLists(
            ListImportRequest([try test.write(ListFiles.unitedNations(0..<10, date: "2026-10-30"), "a.xml")]))
        return engine
    }

    private func latest(_ engine: Engine) async throws -> StoredAssessment {
        try #require(try await engine.store.latestAssessment(of: Self.key))
    }

    @Test("a payment that comes again with another payee is held, whichever content came first, and replays so")
    func payment() async throws {
        let earlier = ListFiles.payout("P-1", name: "Wilma Oosterhuis", on: "2026-11-02")
        let later = ListFiles.payout("P-1", name: "Bram Castelijn", on: "2026-11-03")
        let equal = ListFiles.payout("P-1", name: "Carla Zwart", on: "2026-11-03")
        var digests: Set<Hash32> = []
        for order in [[earlier, later, equal], [equal, later, earlier], [later, earlier, equal]] {
            let test = try TestHome()
            let engine = try await engine(test)
            _ = try await ingest(engine, test, order[0])
            #expect(try await !latest(engine).hits.contains("IN-018"))
            let second = try await ingest(engine, test, order[1])
            #expect(second.total.revised == 1 && second.total.findings["IN-018"] == 1, "\(second.total.findings)")
            let held = try await latest(engine)
            #expect(held.hits.contains("IN-018") && held.outcome >= .hold, "\(held.hits)")
            #expect(try await engine.replay(key: nil).isEqual)
            _ = try await ingest(engine, test, order[2])
            #expect(try await latest(engine).hits.contains("IN-018"))
            let replay = try await engine.replay(key: nil)
            #expect(replay.isEqual && replay.compared == 1, "\(replay.text)")
            let text = try await engine.explain(key: Self.key, revision: nil).text
            #expect(text.contains("ask its sender which one is meant"), "\(text)")
            let cases = try await engine.store.queuedCases(QueuedCaseFilter(), limit: 20)
            #expect(cases.contains { $0.family == "payouts" && $0.outcome >= .hold })
            digests.insert(try await engine.digest().hash)
            // What came once, comes as a duplicate and changes nothing.
            let again = try await ingest(engine, test, order[1])
            #expect(again.total.duplicate == 1 && again.total.revised == 0)
            try await engine.close()
        }
        #expect(digests.count == 1)
    }

    private func query(_ test: TestHome, _ statement: SQL) async throws -> [String] {
        let administrator = PostgresConnection(test.cluster.connectionString(role: "postgres"))
        let rows = try await administrator.run { (session) throws(StoreError) in
            try session.query(statement).map { (rows, row) throws(StoreError) in try rows.text(row, 0) }
        }
        await administrator.close()
        return rows
    }

    @Test("a payment that was released is held again when it comes with another payee, whichever content counts")
    func released() async throws {
        let first = ListFiles.payout("P-1", name: "Wilma Oosterhuis", on: "2026-11-02")
        let second = ListFiles.payout("P-1", name: "Wilma Oosterhuis", on: "2026-11-03")
            .replacing("NL04ZZSA0000001005", with: "NL22ZZSA0000000002")
        for order in [[first, second], [second, first]] {
            let test = try TestHome()
            let engine = try await engine(test)
            _ = try await ingest(engine, test, order[0])
            // It was held before for as much as it is held for now.
            _ = try await query(
                test, "UPDATE payout SET state = 'released', outcome = 'hold' WHERE payout_id = 'P-1' RETURNING state")
            _ = try await query(
                test, "UPDATE payout_hold SET released_us = 1, released_by = 'ana' RETURNING released_by")
            _ = try await ingest(engine, test, order[1])
            #expect(try await latest(engine).hits.contains("IN-018"))
            #expect(try await query(test, "SELECT state FROM payout") == ["held"])
            let open = try await query(test, "SELECT title FROM payout_hold WHERE released_us IS NULL")
            #expect(!open.isEmpty)
            try await engine.close()
        }
    }

    @Test("of two contents of a CDR with the same time the dearer counts, of equal ones that with the larger hash")
    func order() throws {
        let event = try Self.payment(cents: 500, at: "2026-11-03T10:00:00Z", hash: 9)
        let head = Self.head(of: event)
        func counts(_ cents: Int64, _ at: String, _ hash: UInt8, stored: Event? = event) throws -> Bool {
            let other = try Self.payment(cents: cents, at: at, hash: hash)
            return RevisionOrder.counts(other, over: head, stored: stored)
        }
        #expect(try counts(1, "2026-11-03T10:00:01Z", 1), "the sender's last change counts")
        #expect(try !counts(900, "2026-11-03T09:59:59Z", 200))
        #expect(try counts(501, "2026-11-03T10:00:00Z", 1))
        #expect(try !counts(499, "2026-11-03T10:00:00Z", 200))
        #expect(try counts(500, "2026-11-03T10:00:00Z", 10))
        #expect(try !counts(500, "2026-11-03T10:00:00Z", 8))
        #expect(try counts(1, "2026-11-03T10:00:00Z", 1, stored: nil), "a content that was purged has no amount")
        let new = EventHead(newKey: Self.key, keyID: 1, legalEntity: .main)
        #expect(RevisionOrder.counts(event, over: new, stored: nil))
    }

    private static func payment(cents: Int64, at: String, hash: UInt8) throws -> Event {
        let moment = try #require(Instant(at))
        let euro = try #require(Currency("EUR"))
        let party = Payout.Party(name: "Wilma Oosterhuis")
        let payout = Payout(
            id: "P-1", executeAt: moment, amount: Money(micros: cents * 10_000, currency: euro), debtor: party,
            creditor: party)
        return Event(
            key: key, at: moment, receivedAt: moment, taxPoint: .unknown("place"),
            contentHash: try #require(Hash32([UInt8](repeating: hash, count: 32))), payload: [],
            source: SourceReference(file: "p.jsonl", line: 1, offset: 0), findings: [], body: .payout(payout))
    }

    private static func head(of event: Event) -> EventHead {
        var head = EventHead(newKey: key, keyID: 1, legalEntity: .main)
        _ = head.add(contentHash: event.contentHash, at: event.at, receivedAt: event.receivedAt, counts: true)
        head.markCommitted()
        return head
    }
}
