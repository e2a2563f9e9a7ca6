import Domain
import Evidence
import Foundation
import Store
import Synchronization
import Testing

/// Figures of evidence.md section 8 on a large log; minutes long, so only with `AMPLOMB_LONG_TESTS=1`.
@Suite(
    "purging a large log", .serialized,
    .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"),
    .enabled(if: ProcessInfo.processInfo.environment["AMPLOMB_LONG_TESTS"] == "1", "set AMPLOMB_LONG_TESTS=1"))
struct PurgeScaleTests {
    static let entries = Int(ProcessInfo.processInfo.environment["AMPLOMB_PURGE_ENTRIES"] ?? "") ?? 500_000

    private func rules() throws -> RetentionRules {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        func file(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: root.appendingPathComponent("rules/retention/\(name)")))
        }
        return try RetentionRules(
            periods: file("periods.csv"), classes: file("record_classes.csv"), countries: file("countries.csv"))
    }

    private func sealed(_ number: Int) throws -> SealedEnvelope {
        let date = try #require(CivilDate("2025-01-01")).adding(days: number % 365)
        let payload = Array("{\"n\":\"\(number)\",\"text\":\"\(String(repeating: "x", count: 500))\"}".utf8)
        return try EnvelopeDraft(
            kind: .assessment, record: Pseudonym(high: 7, low: UInt64(number)), revision: 1,
            subject: Pseudonym(high: 1, low: UInt64(number % 20_000)),
            country: Country(alpha2: ["EE", "IE", "BE"][number % 3]), occurred: Instant(date),
            recordClass: #require(RecordClass("session")),
            dates: [
                NamedDate(.document, date), NamedDate(.relationshipEnd, date.adding(days: 30)),
                NamedDate(.transaction, date),
            ], outcome: .pass, knowledge: Sample.hash(1), engine: Sample.hash(2), actor: .engine, refs: [],
            parts: [
                PartDraft(group: .decision, payload: payload, salt: Sample.hash(number, 5).bytes),
                PartDraft(group: .tax, payload: Array(payload.prefix(200)), salt: Sample.hash(number, 6).bytes),
            ]
        ).sealed(in: Sample.origin)
    }

    @Test("a million parts are planned within a minute and purged within ten, and the log verifies without a finding")
    func million() async throws {
        let (store, location) = try await TestServer.store()
        let clock = ContinuousClock()
        var batch = BatchCommit(now: Instant(microseconds: 0))
        for start in stride(from: 0, to: Self.entries, by: 10_000) {
            batch.evidence = try (start..<min(start + 10_000, Self.entries)).map(sealed)
            _ = try await store.commit(batch)
        }
        let rules = try rules()
        var plan: RetentionPlan?
        let planning = try await clock.measure {
            let work = Work(RetentionPlanner(rules: rules, on: try #require(CivilDate("2040-01-01"))))
            try await store.forEachPart { (page) throws(StoreError) in work.add(page) }
            plan = work.finish()
        }
        let made = try #require(plan)
        #expect(made.parts == UInt64(2 * Self.entries))
        _ = try await store.grantRetention("ben", by: "ana", at: batch.now)
        _ = try await store.grantRetention("eva", by: "ana", at: batch.now)
        let (id, _) = try await store.register(
            made, author: "ana", at: batch.now, expires: try #require(Instant("2040-01-08T00:00:00Z")))
        for person in ["ben", "eva"] {
            _ = try await store.approveRetention(plan: id, by: person, reason: "due", at: batch.now)
        }
        let day = try #require(Instant("2040-01-01T00:00:00Z"))
        let purger = PostgresConnection(
            location.work.replacing("amplomb_engine", with: "amplomb_purger"), role: "amplomb_purger")
        let purging = try await clock.measure {
            for (number, end) in made.ranges.boundaries(from: 0, most: 10_000).enumerated() {
                _ = try await store.purge(plan: id, to: end, rules: rules.hash, seen: .max, at: day, on: purger) {
                    (parts) throws(StoreError) in
                    do { return try PurgeTests.statement(parts, number) } catch {
                        throw StoreError(.badValue, "\(error)")
                    }
                }
            }
        }
        let proof = try await PurgeTests.verified(store)
        #expect(proof.state == .proven && proof.findings.isEmpty, "\(proof.text)")
        #expect(proof.summary.partsPurged == made.parts)
        print("parts \(made.parts): plan \(planning), purge \(purging)")
        #expect(planning < .seconds(60) && purging < .seconds(600))
    }

    private final class Work: Sendable {
        private let planner: Mutex<RetentionPlanner>

        init(_ planner: RetentionPlanner) { self.planner = Mutex(planner) }

        func add(_ page: [RetentionPart]) { planner.withLock { for part in page { $0.add(part) } } }

        func finish() -> RetentionPlan { planner.withLock { $0.finish() } }
    }
}
