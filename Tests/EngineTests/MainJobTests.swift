import Cluster
import Domain
import Engine
import Evidence
import Foundation
import Ingest
import Store
import Testing

@Suite("the main job", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct MainJobTests {
    private static let cdrs = String(
        decoding: Sample(seed: 7).files.first { $0.path == "sessions/cdrs.jsonl" }?.bytes ?? [], as: UTF8.self
    ).split(separator: "\n")

    private func ingest(_ engine: Engine, _ path: String) async throws -> IngestSummary {
        try await engine.ingest(
            IngestRequest(files: [path], format: .ocpi(module: nil, version: nil, owner: nil)), progress: { _ in })
    }

    @Test("the sample platform gives exactly its known truth, a second run changes nothing, and the log verifies")
    func sample() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let report = try await SampleRun.run(engine, seed: 42) { _ in }
        #expect(report.isAsExpected, "\(report.text)")

        let before = try await engine.digest()
        let again = try await ingest(engine, test.home.path + "/sample/sessions/cdrs.jsonl")
        #expect(again.total.duplicate == 20_000)
        #expect(again.total.accepted + again.total.revised + again.total.rejected == 0)
        #expect(try await engine.digest() == before)

        try await engine.signCheckpoint()
        let proof = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(proof.state == .proven, "\(proof.text)")
        try await engine.close()
    }

    @Test("any order and any cut of the files end in the same decisions, and each replays to the same bytes")
    func permutation() async throws {
        let lines = Array(Self.cdrs.prefix(1_200))
        var generator = SampleRandom(seed: 11)
        var digests: Set<Hash32> = []
        for round in 0..<3 {
            let test = try TestHome()
            let engine = try await test.engine()
            var order = lines
            if round > 0 {
                for index in order.indices.reversed() {
                    order.swapAt(index, Int(generator.next() % UInt64(index + 1)))
                }
            }
            let cut = round == 2 ? 137 : order.count
            for (number, start) in stride(from: 0, to: order.count, by: cut).enumerated() {
                let part = Array(order[start..<min(start + cut, order.count)])
                _ = try await ingest(engine, try test.write(part, "part-\(number).jsonl"))
            }
            let digest = try await engine.digest()
            #expect(digest.count == 1_200)
            digests.insert(digest.hash)
            let replay = try await engine.replay(key: nil)
            #expect(replay.isEqual && replay.compared == 1_200, "\(replay.text)")
            try await engine.close()
        }
        #expect(digests.count == 1)
    }

    @Test("two engines that write in turns see each other's events: the decisions are those of one")
    func turns() async throws {
        let lines = Array(Self.cdrs.prefix(900))
        let alone = try TestHome()
        let single = try await alone.engine()
        _ = try await ingest(single, try alone.write(lines, "all.jsonl"))
        let digest = try await single.digest()
        try await single.close()

        let test = try TestHome()
        let (first, second) = (try await test.engine(), try await test.engine())
        for (number, start) in stride(from: 0, to: lines.count, by: 300).enumerated() {
            let engine = number == 1 ? second : first
            _ = try await ingest(engine, try test.write(Array(lines[start..<start + 300]), "turn-\(number).jsonl"))
        }
        #expect(try await first.digest() == digest)
        #expect(try await second.replay(key: nil).isEqual)
        try await first.close()
        try await second.close()
    }

    @Test(
        "history against the order of time is judged once each, and what still waits is judged before a digest is made")
    func waiting() async throws {
        let lines = Array(Self.cdrs.prefix(9_000).reversed())
        let test = try TestHome()
        let engine = try await test.engine()
        let summary = try await ingest(engine, try test.write(lines, "backwards.jsonl"))
        #expect(summary.rescored == 0 && summary.outcomes.values.reduce(0, +) == 9_000)
        let digest = try await engine.digest()
        try await engine.close()

        let superuser = PostgresConnection(test.cluster.connectionString(role: "postgres"))
        try await superuser.run { (session) throws(StoreError) in
            try session.execute(
                """
                INSERT INTO amplomb.assessment_pending SELECT shard, key_id, 'late event' FROM amplomb.event_key
                ORDER BY shard, key_id LIMIT 5000
                """)
            return
        }
        await superuser.close()
        let later = try await test.engine()
        #expect(try await later.store.pendingCount() == 5_000)
        #expect(try await later.status().text.contains("waiting       5000"))
        #expect(try await later.digest() == digest)
        #expect(try await later.store.pendingCount() == 0)
        try await later.close()
    }

    @Test("a changed record is a revision, its first content again is a duplicate, a broken line beside it is named")
    func revision() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let line = Self.cdrs[0]
        let changed = line.replacingOccurrences(of: "\"total_energy\":", with: "\"total_energy\":1")
        let path = try test.write([line, "{\"country_code\":", Substring(changed), line], "mixed.jsonl")
        let summary = try await ingest(engine, path)
        #expect(summary.total.read == 4)
        #expect(summary.total.accepted == 1 && summary.total.revised == 1 && summary.total.duplicate == 1)
        #expect(summary.total.rejected == 1)
        #expect(summary.shownRejects.first?.line == 2)
        try await engine.close()
    }

    @Test("odd records end neither the import nor each other, and a rejects file is never one of the inputs")
    func oddRecords() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let good = Self.cdrs[0]
        func changed(_ from: String, _ to: String) -> Substring {
            Substring(String(Self.cdrs[1]).replacingOccurrences(of: from, with: to))
        }
        let nul = changed("\"total_energy\":", "\"total_energy\":\"\\u0000\",\"x\":")
        let nulID = changed("\"id\":\"", "\"id\":\"\\u0000")
        let old = changed("\"last_updated\":\"2026", "\"last_updated\":\"0001")
        let path = try test.write([good, nulID, old, nul], "odd.jsonl")
        let rejects = test.home.path + "/rejects.jsonl"
        let format = IngestFormat.ocpi(module: nil, version: nil, owner: nil)
        let summary = try await engine.ingest(
            IngestRequest(files: [path], format: format, rejectsFile: rejects), progress: { _ in })
        #expect(summary.total.read == 4 && summary.total.accepted + summary.total.rejected == 4)
        #expect(summary.total.accepted == 1 && summary.total.rejected == 3)

        let again = try await engine.ingest(
            IngestRequest(files: [rejects], format: .retry(owner: nil)), progress: { _ in })
        #expect(again.total.read == summary.total.rejected && again.total.rejected == again.total.read)

        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        await #expect(throws: EngineError.self) {
            _ = try await engine.ingest(
                IngestRequest(files: [path], format: format, rejectsFile: path), progress: { _ in })
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        try await engine.close()
    }

    @Test("a payout is held where no list is loaded, and cleared money is never more than what was assessed")
    func failClosed() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let payout = """
            {"format":"amplomb.payout/1","owner":"NL*KWV","id":"P-1","execute_at":"2026-09-30T10:00:00Z",\
            "amount":{"amount":"10.00","currency":"EUR"},"debtor":{"name":"A","iban":"NL22ZZSA0000000002"},\
            "creditor":{"name":"B","country":"NL","iban":"NL04ZZSA0000001005"},"end_to_end_id":"E","remittance":"R"}
            """
        let summary = try await engine.ingest(
            IngestRequest(files: [try test.write([Substring(payout)], "payout.jsonl")], format: .payouts),
            progress: { _ in })
        #expect(summary.total.accepted == 1)
        #expect(summary.outcomes[.pass] == nil && summary.outcomes[.review] == nil)
        #expect(summary.opened > 0)
        try await engine.close()
    }

    @Test("a byte changed by the database's superuser is named by its index")
    func tamper() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        _ = try await ingest(engine, try test.write(Array(Self.cdrs.prefix(300)), "few.jsonl"))
        try await engine.signCheckpoint()
        let superuser = PostgresConnection(test.cluster.connectionString(role: "postgres"))
        try await superuser.run { (session) throws(StoreError) in
            try session.execute("ALTER TABLE amplomb.evidence_entry DISABLE TRIGGER ALL")
            try session.execute(
                """
                UPDATE amplomb.evidence_entry SET envelope = set_byte(envelope, 40, (get_byte(envelope, 40) + 1) % 256)
                WHERE idx = 123
                """)
            return
        }
        await superuser.close()
        let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(report.state != .proven)
        #expect(report.findings.contains { $0.index == 123 }, "\(report.text)")
        try await engine.close()
    }
}
