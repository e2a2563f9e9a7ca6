import Domain
import Foundation
import Ingest
import Store
import Testing

@testable import Engine

@Suite(
    "participants and rates that come after the events", .serialized,
    .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct RereadingTests {
    private static let files = Dictionary(
        Sample(seed: 42).files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { $1 })

    private static func lines(_ path: String, _ count: Int = .max) -> [Substring] {
        Array((files[path] ?? "").split(separator: "\n").prefix(count))
    }

    private enum Part: CaseIterable {
        case participants, sessions, payouts, rates
    }

    private static let sessions = lines("sessions/cdrs.jsonl", 150)
    /// Payments in other currencies come after those in euros.
    private static let payouts =
        lines("payouts/payouts.jsonl", 40)
        + lines("payouts/payouts.jsonl").filter { !$0.contains("\"EUR\"") }.prefix(12)

    private func ingest(_ engine: Engine, _ test: TestHome, _ lines: [Substring], _ format: IngestFormat) async throws {
        let path = try test.write(lines, "in-\(UInt32.random(in: 0...UInt32.max)).jsonl")
        _ = try await engine.ingest(IngestRequest(files: [path], format: format), progress: { _ in })
    }

    private func ingest(_ engine: Engine, _ test: TestHome, _ part: Part) async throws {
        switch part {
        case .participants:
            // In two parts, the second first: either brings some of the register.
            let all = Self.lines("participants/participants.jsonl")
            try await ingest(engine, test, Array(all.dropFirst(17)), .participants)
            try await ingest(engine, test, Array(all.prefix(17)), .participants)
        case .sessions: try await ingest(engine, test, Self.sessions, .ocpi(module: nil, version: nil, owner: nil))
        case .payouts: try await ingest(engine, test, Self.payouts, .payouts)
        case .rates:
            let path = try #require(Self.files.keys.first { $0.hasPrefix("rates/") })
            let file = try test.write(Self.files[path] ?? "", "rates.csv")
            _ = try await engine.ingest(IngestRequest(files: [file], format: .rates), progress: { _ in })
        }
    }

    @Test("in whatever order register, rates, sessions and payments come, the decisions are the same and each replays")
    func everyOrder() async throws {
        let orders: [[Part]] = [
            [.participants, .rates, .sessions, .payouts], [.payouts, .sessions, .participants, .rates],
            [.sessions, .rates, .payouts, .participants],
        ]
        var found: Set<[String]> = []
        for order in orders {
            let test = try TestHome()
            let engine = try await test.engine()
            for part in order { try await ingest(engine, test, part) }
            // The hash of the knowledge stands in each decision: what no later rates touched keeps that of before.
            let replay = try await engine.replay(key: nil)
            #expect(replay.differences.isEmpty, "\(order): \(replay.text)")
            var outcomes: [String] = []
            for row in try await engine.assessments(outcome: .pass, kind: nil, rule: nil, limit: 1_000) {
                outcomes.append("\(row.key) \(row.outcome) \(row.score) \(row.rules.sorted())")
            }
            #expect(outcomes.count >= 200)
            found.insert(outcomes.sorted())
            let check = try await engine.checkWindows()
            #expect(check.isEqual, "\(order): \(check.text)")
            try await engine.close()
        }
        #expect(found.count == 1, "\(Self.firstDifference(found))")
    }

    private static func firstDifference(_ found: Set<[String]>) -> [String] {
        guard let first = found.first else { return [] }
        return found.flatMap { Set($0).subtracting(first).sorted().prefix(3) }
    }

    @Test("a participant who is suspended for a time that has passed has the payments of that time judged again")
    func suspended() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let payout = Self.payouts[0]
        let id = try #require(payout.firstMatch(of: /"participant_id":"([^"]+)"/)).1
        let record = try #require(
            Self.lines("participants/participants.jsonl").first { $0.contains("\"id\":\"\(id)\"") })
        try await ingest(engine, test, .participants)
        try await ingest(engine, test, [payout], .payouts)
        let key = try #require(
            try await engine.assessments(outcome: .pass, kind: .payout, rule: nil, limit: 5).first
        ).key
        let before = try #require(try await engine.store.latestAssessment(of: key))
        #expect(!before.hits.contains("KY-001"))
        let suspended =
            #"[{"status":"suspended","from":"2024-01-01T00:00:00Z","to":null,"valid_until":null}]"#
        let changed = record.replacing(/"kyc":\[[^\]]*\]/, with: "\"kyc\":\(suspended)")
        #expect(changed != record)
        try await ingest(engine, test, [changed[...]], .participants)
        let after = try #require(try await engine.store.latestAssessment(of: key))
        #expect(after.revision == before.revision + 1 && after.outcome == .stop && after.hits.contains("KY-001"))
        #expect(after.cause.contains("participant:"), "\(after.cause)")
        #expect(try await engine.replay(key: key).isEqual)
        // The same record again changes nothing.
        try await ingest(engine, test, [changed[...]], .participants)
        #expect(try await engine.store.latestAssessment(of: key)?.revision == after.revision)
        try await engine.close()
    }
}
