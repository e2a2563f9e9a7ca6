import Cluster
import Domain
import Evidence
import Foundation
import Store
import Testing

/// One private server for all suites of this module, made at the first use; each suite takes a database of its own.
enum TestServer {
    static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""
    static let isInstalled = (try? Programs.find(path: searchPath)) != nil
    static let home = "/var/tmp/amplomb-store-test.\(ProcessInfo.processInfo.processIdentifier)"

    static let cluster: Result<Cluster, ClusterError> = {
        do throws(ClusterError) {
            let cluster = try Cluster(home: home, searchPath: searchPath)
            try cluster.start()
            atexit {
                _ = try? TestServer.cluster.get().stop()
                try? FileManager.default.removeItem(atPath: TestServer.home)
            }
            return .success(cluster)
        } catch {
            return .failure(error)
        }
    }()

    /// A connection string of a role to a fresh or known database.
    static func location(_ database: String) throws -> Store.Location {
        let cluster = try cluster.get()
        func string(_ role: String) -> String {
            cluster.connectionString(role: role).replacing("dbname=amplomb", with: "dbname=\(database)")
        }
        return Store.Location(administrator: string("postgres"), work: string("amplomb_engine"))
    }

    /// A store in a database of its own.
    static func store(connections: Int = 4) async throws -> (Store, Store.Location) {
        let database = "amplomb_\(UInt32.random(in: 0...UInt32.max))"
        let administrator = PostgresConnection(try cluster.get().connectionString(role: "postgres"))
        try await administrator.run { (session) throws(StoreError) in
            try session.execute(SQL(stringLiteral: "CREATE DATABASE \(database)"))
            return
        }
        let location = try location(database)
        return (try await Store.open(location, connections: connections), location)
    }
}

/// Synthetic rows, the same for the same number.
enum Sample {
    static let origin = LogOrigin("amplomb/main")!

    static func hash(_ number: Int, _ salt: UInt64 = 0) -> Hash32 {
        var generator = SplitMix(state: UInt64(bitPattern: Int64(number)) &* 977 &+ salt)
        return Hash32((0..<4).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } })!
    }

    static func key(_ number: Int) -> EventKey {
        EventKey(kind: .cdr, ownerCountry: "DE", ownerParty: "ABC", id: "CDR-\(number)")
    }

    static func event(_ number: Int, version: Int = 0, monthsApart: Int = 3) -> Event {
        let at = Instant(CivilDate(year: 2026, month: 1 + number % monthsApart, day: 1 + number % 28)!)
        return Event(
            key: key(number), at: at, receivedAt: at + .hour,
            taxPoint: number % 2 == 0
                ? .known(TaxPoint(instant: at, zone: TimeZoneID("Europe/Berlin"), localDate: at.utcDate))
                : .unknown("zone"),
            contentHash: hash(number, UInt64(version)),
            payload: Array("{\"id\":\"CDR-\(number)\",\"v\":\(version)}".utf8),
            source: SourceReference(file: "a.jsonl", line: number + 1, offset: number * 100), findings: [],
            body: .reference)
    }

    static func sealed(_ number: Int, revision: Int32 = 0, kind: EnvelopeKind = .assessment, text: String = "x") throws
        -> SealedEnvelope
    {
        let draft = EnvelopeDraft(
            kind: kind, record: Pseudonym(high: 7, low: UInt64(number)), revision: revision,
            subject: Pseudonym(high: 1, low: UInt64(number)), country: Country(alpha2: "DE"),
            occurred: Instant(microseconds: 1_789_560_000_000_000), recordClass: RecordClass("session")!, dates: [],
            outcome: .pass, knowledge: hash(1), engine: hash(2), actor: .engine, refs: [],
            parts: [
                PartDraft(group: .decision, payload: Array("{\"t\":\"\(text)\"}".utf8), salt: hash(number, 5).bytes),
                PartDraft(group: .txn, payload: Array("{\"n\":\"\(number)\"}".utf8), salt: hash(number, 6).bytes),
            ])
        return try draft.sealed(in: origin)
    }

    static func item(_ number: Int, outcome: Outcome = .review, at: Int64 = 1_789_560_000_000_000) -> CaseItemRow {
        CaseItemRow(
            kind: "hit", event: key(number), eventKeyID: Int64(number), eventRevision: 1, assessmentRevision: 1,
            eventAt: Instant(microseconds: at), ruleID: "EV-S-010", ruleVersion: "1", outcome: outcome,
            severity: .medium,
            score: Score(tenths: 400), sentence: Array("{\"rule\":\"overlap\"}".utf8),
            money: Money(micros: 9_300_000, currency: .eur))
    }

    static func upsert(_ subject: String, items: [CaseItemRow], window: TimeSpan = .day) -> CaseUpsert {
        CaseUpsert(
            legalEntity: .main, subjectKind: "driver_token", subjectID: subject, family: "sessions", purpose: .fraud,
            queue: "sessions", dueAt: nil, holdsMoney: false, window: window, policyHash: nil, items: items)
    }

    /// Lookup, heads, rows and evidence of events as the engine would make them.
    static func batch(_ events: [Event], _ store: Store, outcome: Outcome = .pass) async throws -> (
        BatchCommit, [IngestState]
    ) {
        let classes = try await store.lookup(events.map { EventProbe(key: $0.key, contentHash: $0.contentHash) })
        var heads = try await store.heads(of: events.map(\.key))
        var batch = BatchCommit(now: Instant(microseconds: 1_790_000_000_000_000))
        for (event, found) in zip(events, classes) where found.state != .duplicate {
            var head = try #require(heads[event.key])
            let revision = head.add(
                contentHash: event.contentHash, at: event.at, receivedAt: event.receivedAt, counts: true)
            batch.events.append(
                EventRow(
                    event, keyID: head.keyID, revision: revision, payload: event.payload,
                    country: Country(alpha2: "DE"),
                    amount: Money(micros: 10_000_000, currency: .eur), energy: Energy(milliwattHours: 5_000_000)))
            if let number = head.assess(outcome: outcome, score: .zero, decisionHash: event.contentHash) {
                let entry = try sealed(Int(head.keyID), revision: number, text: outcome.rawValue)
                batch.evidence.append(entry)
                batch.assessments.append(
                    AssessmentRow(
                        key: event.key, keyID: head.keyID, revision: number, eventRevision: revision, at: event.at,
                        legalEntity: .main, outcome: outcome, score: .zero, decisionHash: event.contentHash,
                        knowledgeHash: hash(1), cause: "new", country: Country(alpha2: "DE"), hits: ["EV-S-006"],
                        unknowns: ["EV-S-003", "EV-S-005"], purposes: [.fraud], evidenceEntry: entry.entryID))
            }
            heads[event.key] = head
        }
        batch.heads = heads.values.filter(\.isChanged)
        return (batch, classes.map(\.state))
    }
}

/// SplitMix64: a small seeded generator.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
