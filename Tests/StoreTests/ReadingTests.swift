import Domain
import Evidence
import Store
import Synchronization
import Testing

@Suite("reading back", .serialized, .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct ReadingTests {
    private let now = Instant(microseconds: 1_790_000_000_000_000)

    @Test("events come back as they were stored: by key, in pages, streamed, and by revision")
    func events() async throws {
        let (store, _) = try await TestServer.store()
        let events = (0..<300).map { Sample.event($0, monthsApart: 12) }
        _ = try await store.commit(try await Sample.batch(events, store).0)
        _ = try await store.commit(try await Sample.batch([Sample.event(5, version: 1, monthsApart: 12)], store).0)
        let found = try await store.events([Sample.key(4), Sample.key(5), Sample.key(9999)])
        #expect(Set(found.map(\.key)) == [Sample.key(4), Sample.key(5)])
        let four = try #require(found.first { $0.key == Sample.key(4) })
        let given = Sample.event(4, monthsApart: 12)
        #expect(four.at == given.at && four.receivedAt == given.receivedAt && four.payload == given.payload)
        #expect(four.taxPoint == given.taxPoint)
        #expect(four.source == given.source)
        #expect(found.first { $0.key == Sample.key(5) }?.revision == 2)
        #expect(found.first { $0.key == Sample.key(5) }?.taxPoint == .unknown("zone"))
        #expect(try await store.revisions(of: Sample.key(5)).map(\.revision) == [1, 2])
        var paged: [EventKey] = []
        var cursor: EventCursor? = .start
        while let next = cursor {
            let page = try await store.currentEvents(after: next, limit: 64)
            paged += page.events.map(\.key)
            cursor = page.next
        }
        #expect(paged.count == 300 && Set(paged).count == 300)
        let streamed = Mutex<[EventKey: Int32]>([:])
        try await store.forEachCurrentEvent(pageSize: 64) { (page) throws(StoreError) in
            streamed.withLock { seen in for event in page { seen[event.key] = event.revision } }
        }
        let seen = streamed.withLock { $0 }
        #expect(seen.count == 300)
        #expect(seen[Sample.key(5)] == 2)
        // A consumer's error ends the reading, and the connection is usable afterwards.
        await #expect(throws: StoreError.self) {
            try await store.forEachCurrentEvent { (_) throws(StoreError) in throw StoreError(.badValue, "enough") }
        }
        #expect(try await store.status().events == 300)
    }

    @Test("a revision that does not count is history: the head keeps its content, both hashes are known")
    func history() async throws {
        let (store, _) = try await TestServer.store()
        _ = try await store.commit(try await Sample.batch([Sample.event(1)], store).0)
        let late = Sample.event(1, version: 1)
        var head = try #require(try await store.heads(of: [Sample.key(1)])[Sample.key(1)])
        let revision = head.add(contentHash: late.contentHash, at: late.at, receivedAt: late.receivedAt, counts: false)
        var batch = BatchCommit(now: now)
        batch.heads = [head]
        batch.events = [EventRow(late, keyID: head.keyID, revision: revision, payload: nil)]
        _ = try await store.commit(batch)
        #expect(try await store.events([Sample.key(1)]).first?.revision == 1)
        let states = try await store.lookup([
            EventProbe(key: Sample.key(1), contentHash: late.contentHash),
            EventProbe(key: Sample.key(1), contentHash: Sample.event(1).contentHash),
        ])
        #expect(states.map(\.state) == [.duplicate, .duplicate])
    }

    @Test("events before 1970, far ahead and in new months after the default partition took some are all found")
    func partitions() async throws {
        let (store, _) = try await TestServer.store()
        var events: [Event] = []
        for (number, microseconds) in [-1, 0, 253_402_300_799_000_000, Int64.min / 4, 1_789_560_000_000_000]
            .enumerated()
        {
            let base = Sample.event(number)
            events.append(
                Event(
                    key: base.key, at: Instant(microseconds: microseconds), receivedAt: base.receivedAt,
                    taxPoint: .unknown("at"), contentHash: base.contentHash, payload: base.payload, source: base.source,
                    findings: [], body: .reference))
        }
        _ = try await store.commit(try await Sample.batch(events, store).0)
        #expect(try await store.events(events.map(\.key)).count == 5)
        #expect(try await store.latestAssessment(of: events[2].key)?.at == events[2].at)
    }

    @Test("assessments: equal decisions make no revision, lists filter and page, the digest ignores arrival")
    func assessments() async throws {
        let (store, _) = try await TestServer.store()
        let events = (0..<60).map { Sample.event($0) }
        _ = try await store.commit(try await Sample.batch(Array(events.prefix(30)), store, outcome: .hold).0)
        _ = try await store.commit(try await Sample.batch(Array(events.suffix(30)), store).0)
        var head = try #require(try await store.heads(of: [Sample.key(3)])[Sample.key(3)])
        #expect(head.assess(outcome: .hold, score: .zero, decisionHash: events[3].contentHash) == nil)
        #expect(head.assess(outcome: .stop, score: .zero, decisionHash: Sample.hash(77)) == 2)
        #expect(try await store.latestAssessment(of: Sample.key(3))?.result == Array("{\"t\":\"hold\"}".utf8))
        var filter = AssessmentFilter()
        filter.minimumOutcome = .hold
        var listed: [AssessmentListItem] = []
        while true {
            let page = try await store.assessments(filter, after: listed.last, limit: 7)
            if page.isEmpty { break }
            listed += page
        }
        #expect(listed.count == 30)
        #expect(Set(listed.map(\.key)).count == 30)
        filter.rule = "EV-S-006"
        #expect(try await store.assessments(filter, limit: 100).count == 30)
        filter.rule = "EV-S-099"
        #expect(try await store.assessments(filter).isEmpty)
        let (other, _) = try await TestServer.store()
        _ = try await other.commit(try await Sample.batch(Array(events.suffix(30).reversed()), other).0)
        _ = try await other.commit(try await Sample.batch(Array(events.prefix(30)), other, outcome: .hold).0)
        let digest = try await store.decisionDigest()
        #expect(digest.count == 60)
        #expect(try await other.decisionDigest() == digest)
    }

    @Test("the verifier finds nothing in an untouched log, and the row whose envelope the superuser changed")
    func verification() async throws {
        let (store, location) = try await TestServer.store()
        for part in 0..<3 {
            _ = try await store.commit(
                try await Sample.batch((part * 300..<(part + 1) * 300).map { Sample.event($0) }, store).0)
        }
        #expect(try await leaves(store).bad.isEmpty)
        try await PostgresConnection(location.administrator).run { (session) throws(StoreError) in
            try session.execute("ALTER TABLE evidence_entry DISABLE TRIGGER ALL")
            try session.execute(
                "UPDATE evidence_entry SET envelope = set_byte(envelope, 40, (get_byte(envelope, 40) + 1) % 256) WHERE idx = 417"
            )
            try session.execute("DELETE FROM evidence_entry WHERE idx = 600")
        }
        let found = try await leaves(store)
        #expect(found.bad == [417])
        #expect(found.count == 899)
    }

    /// Rows in pages, with the indexes whose envelope does not give the stored leaf hash.
    private func leaves(_ store: Store) async throws -> (count: Int, bad: [UInt64]) {
        var bad: [UInt64] = []
        var count = 0
        var tiles = 0
        var heads = 0
        var cursor: EvidenceCursor? = .start
        while let next = cursor {
            let (page, following) = try await store.evidencePage(log: 1, after: next, limit: 128)
            for row in page.rows {
                count += 1
                #expect(row.parts.count == 2)
                if let envelope = row.envelope, EvidenceHash.leaf(envelope) != row.leafHash { bad.append(row.index) }
            }
            tiles += page.tiles.count
            heads += page.heads.count
            cursor = following
        }
        #expect(tiles == 3)
        #expect(heads == 3)
        return (count, bad)
    }

    @Test("checkpoints, tiles and heads are read back")
    func checkpoints() async throws {
        let (store, _) = try await TestServer.store()
        #expect(try await store.evidenceHead(log: 1) == nil)
        _ = try await store.commit(try await Sample.batch((0..<300).map { Sample.event($0) }, store).0)
        let head = try #require(try await store.evidenceHead(log: 1))
        #expect(head.size == 300)
        let checkpoint = StoredCheckpoint(size: 300, signedAt: now, note: "amplomb/main\n300\n")
        try await store.add(checkpoint, log: 1)
        try await store.add(checkpoint, log: 1)
        #expect(try await store.checkpoints(log: 1) == [checkpoint])
        let ids = [TileID(level: 0, index: 0), TileID(level: 0, index: 1), TileID(level: 1, index: 0)]
        let tiles = try await store.evidenceTiles(log: 1, ids)
        #expect(ids.map { tiles[$0]?.count } == [256, 44, 1])
        #expect(try await store.evidenceLog(named: "main")?.id == 1)
        #expect(try await store.evidenceLog(named: "none") == nil)
    }

    @Test("aliases are given once; two writers agree")
    func aliases() async throws {
        let (store, _) = try await TestServer.store()
        let maps = try await withThrowingTaskGroup(of: [String: Pseudonym].self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var generator = SplitMix(state: UInt64(writer))
                    var candidates: [String: Pseudonym] = [:]
                    for number in 0..<200 {
                        candidates["token:\(number)"] = Pseudonym(high: generator.next(), low: generator.next())
                    }
                    return try await store.aliases(of: candidates)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(maps.allSatisfy { $0 == maps[0] && $0.count == 200 })
        #expect(try await store.naturalKey(of: try #require(maps[0]["token:7"])) == "token:7")
    }

    @Test("participants keep every revision with its recorded time")
    func participants() async throws {
        let (store, _) = try await TestServer.store()
        var participant = Participant(
            id: "P1", type: .cpo, legalName: "Example Charge GmbH", country: Country(alpha2: "DE")!, lastUpdated: now)
        participant.parties = [PartyID("DE*ABC")!]
        participant.kyc = [.init(status: .verified, from: now, to: nil, validUntil: now.utcDate)]
        participant.accounts = [.init(iban: "DE02120300000000202051", holder: "Example", from: now, to: nil)]
        participant.related = [
            .init(
                name: "Jo Doe", role: "director", birthDate: now.utcDate, country: Country(alpha2: "DE"), sharePPM: nil)
        ]
        var batch = BatchCommit(now: Instant(microseconds: 10))
        batch.participants = [ParticipantRow(participant: participant, contentHash: Sample.hash(1), record: [1])]
        _ = try await store.commit(batch)
        _ = try await store.commit(batch)
        batch.now = Instant(microseconds: 20)
        batch.participants = [ParticipantRow(participant: participant, contentHash: Sample.hash(2), record: [2])]
        _ = try await store.commit(batch)
        #expect(try await store.participants().map(\.record) == [[2]])
        #expect(try await store.participants(recordedAsOf: Instant(microseconds: 19)).map(\.record) == [[1]])
        #expect(try await store.participants(recordedAsOf: Instant(microseconds: 20)).map(\.record) == [[2]])
        #expect(try await store.participants(recordedAsOf: Instant(microseconds: 9)).isEmpty)
    }

    @Test("knowledge by hash, what is in force, and runs")
    func knowledge() async throws {
        let (store, _) = try await TestServer.store()
        let one = KnowledgeRow(hash: Sample.hash(1), kind: "rules", name: "pack", content: [1, 2])
        let two = KnowledgeRow(hash: Sample.hash(2), kind: "rules", name: "pack", content: [3])
        try await store.put([one, two, one], now: now)
        #expect(try await store.knowledge(Sample.hash(1))?.content == [1, 2])
        #expect(try await store.knowledge(Sample.hash(3)) == nil)
        try await store.activate(kind: "rules", name: "pack", hash: one.hash, at: Instant(microseconds: 5))
        try await store.activate(kind: "rules", name: "pack", hash: two.hash, at: Instant(microseconds: 9))
        #expect(try await store.activeKnowledge(kind: "rules", at: Instant(microseconds: 8)).map(\.hash) == [one.hash])
        #expect(try await store.activeKnowledge(kind: "rules", at: Instant(microseconds: 9)).map(\.hash) == [two.hash])
        let run = try await store.beginRun(source: "a.jsonl", at: now)
        var counts = IngestCounts()
        counts.accepted = 2
        counts.rejected = 1
        try await store.finishRun(
            run, counts: counts,
            rejects: [RejectRow(file: "a.jsonl", line: 3, field: "$.id", value: "", reason: "missing", raw: [123])],
            findings: [IngestFinding(code: "IN-013", path: "$.x", count: 4)], at: now)
        let stored = try #require(try await store.runs().first)
        #expect(stored.counts == counts && stored.finishedAt == now && stored.counts.read == 3)
    }

    @Test("activity counts agree with what was committed, to the cent")
    func activity() async throws {
        let (store, _) = try await TestServer.store()
        _ = try await store.commit(try await Sample.batch((0..<90).map { Sample.event($0) }, store, outcome: .hold).0)
        let period = Period(
            from: Instant(CivilDate(year: 2026, month: 1, day: 1)!),
            to: Instant(CivilDate(year: 2026, month: 2, day: 1)!))
        let counts = try await store.activity(period, legalEntity: .main)
        #expect(counts.decisions.reduce(0) { $0 + $1.count } == 30)
        #expect(counts.decisions.allSatisfy { $0.outcome == .hold && $0.country == "DE" && $0.day.year == 2026 })
        #expect(counts.money.map(\.amountMicros) == ["300000000"])
        #expect(counts.money.map(\.energyMilliwattHours) == ["150000000"])
        #expect(counts.rules.first { $0.rule == "EV-S-006" }?.hits == 30)
        #expect(counts.rules.first { $0.rule == "EV-S-003" }?.unknowns == 30)
        #expect(counts.knowledge.map(\.decisions) == [30])
        let other = try await store.activity(period, legalEntity: LegalEntityID("uk"))
        #expect(other.decisions.isEmpty)
    }

    @Test("effects are claimed once, again after their pause or when given back, and never after delivery")
    func outbox() async throws {
        let (store, _) = try await TestServer.store()
        var batch = BatchCommit(now: Instant(microseconds: 100))
        batch.outbox = (0..<5).map { OutboxRow(shard: 1, topic: "t", effectKey: "k\($0)", body: [UInt8($0)]) }
        _ = try await store.commit(batch)
        let start = Instant(microseconds: 100)
        let first = try await store.claimEffects(topic: "t", limit: 3, now: start, retryAfter: .second)
        let rest = try await store.claimEffects(topic: "t", limit: 9, now: start, retryAfter: .second)
        #expect(first.count == 3 && rest.count == 2)
        #expect(try await store.claimEffects(topic: "other", limit: 9, now: start + .day, retryAfter: .second).isEmpty)
        #expect(
            try await store.claimEffects(topic: "t", prefix: "l", limit: 9, now: start + .day, retryAfter: .second)
                .isEmpty)
        for effect in first { try await store.markDelivered(effect, at: start) }
        #expect(try await store.claimEffects(topic: "t", limit: 9, now: start, retryAfter: .second).isEmpty)
        let again = try await store.claimEffects(topic: "t", limit: 9, now: start + .second, retryAfter: .second)
        #expect(again.count == 2 && again.allSatisfy { $0.attempts == 2 })
        // Given back it is due at once, and what was delivered is not.
        for effect in first + again.prefix(1) { try await store.giveBack(effect, dueAt: start) }
        let returned = try await store.claimEffects(topic: "t", limit: 9, now: start, retryAfter: .second)
        #expect(returned.map(\.effectKey) == again.prefix(1).map(\.effectKey))
    }
}
