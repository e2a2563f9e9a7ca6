import Assessment
import Domain
import Foundation
import Ingest
import Store
import Testing

@testable import Engine

@Suite(
    "the register after a restart", .serialized,
    .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct ParticipantRegisterTests {
    private static let files = Dictionary(
        Sample(seed: 42).files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }, uniquingKeysWith: { $1 })

    private static func lines(_ path: String) -> [Substring] { (files[path] ?? "").split(separator: "\n") }

    private static let payout = lines("payouts/payouts.jsonl").first ?? ""

    /// The participant that the payment names.
    private struct Known {
        let id: String
        let text: String

        func record(id other: String? = nil, validFrom: String, suspended: Bool = false) -> String {
            var record = text.replacing("\"id\":\"\(id)\"", with: "\"id\":\"\(other ?? id)\"")
            record = record.replacing(/"valid_from":"[^"]*"/, with: "\"valid_from\":\"\(validFrom)\"")
            record = record.replacing(/"received_at":"[^"]*"/, with: "\"received_at\":\"\(validFrom)\"")
            if suspended {
                let period = #"[{"status":"suspended","from":"2024-01-01T00:00:00Z","to":null,"valid_until":null}]"#
                record = record.replacing(/"kyc":\[[^\]]*\]/, with: "\"kyc\":\(period)")
            }
            return record
        }
    }

    private func known() throws -> Known {
        let id = String(try #require(Self.payout.firstMatch(of: /"participant_id":"([^"]+)"/)).1)
        let record = try #require(
            Self.lines("participants/participants.jsonl").first { $0.contains("\"id\":\"\(id)\"") })
        return Known(id: id, text: String(record))
    }

    private func ingest(_ engine: Engine, _ test: TestHome, _ text: String, _ format: IngestFormat) async throws {
        let path = try test.write(text + "\n", "in-\(UInt32.random(in: 0...UInt32.max)).jsonl")
        _ = try await engine.ingest(IngestRequest(files: [path], format: format), progress: { _ in })
    }

    private func decision(_ engine: Engine) async throws -> StoredAssessment {
        let listed = try await engine.assessments(outcome: .pass, kind: .payout, rule: nil, limit: 5)
        let key = try #require(listed.first).key
        return try #require(try await engine.store.latestAssessment(of: key))
    }

    @Test("a suspension under another spelling of the id is not forgotten")
    func spelling() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let known = try known()
        let lower = known.id.lowercased()
        #expect(lower != known.id)
        let verified = known.record(id: lower, validFrom: "2024-01-01T00:00:00Z")
        let suspended = known.record(validFrom: "2024-01-02T00:00:00Z", suspended: true)
        try await ingest(engine, test, verified, .participants)
        try await ingest(engine, test, suspended, .participants)
        try await ingest(engine, test, String(Self.payout), .payouts)
        #expect(try await decision(engine).hits.contains("KY-001"))
        try await engine.close()

        let again = try await test.engine()
        let rows = try await again.store.participants()
        #expect(rows.map(\.id) == [asciiUpper(known.id)] && rows.first?.revision == 2)
        let replay = try await again.replay(key: nil)
        #expect(replay.isEqual, "\(replay.text)")
        let entry = again.context.knowledge.participants.participant(id: lower)
        #expect(entry?.participant.kyc.last?.status == .suspended && entry?.revision == 2)
        try await again.close()
    }

    @Test("a content that does not count is no revision of the register: decisions name the same one after a restart")
    func history() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let known = try known()
        for day in ["2024-01-02", "2024-01-01", "2024-01-03"] {
            try await ingest(engine, test, known.record(validFrom: "\(day)T00:00:00Z"), .participants)
        }
        try await ingest(engine, test, String(Self.payout), .payouts)
        let running = engine.context.knowledge.participants
        let stored = try await engine.store.participantEdition()
        #expect(running.edition == .init(count: stored.participants, revisions: stored.revisions))
        #expect(running.participant(id: known.id)?.revision == 2)
        let before = try await decision(engine)
        try await engine.close()

        let again = try await test.engine()
        let replay = try await again.replay(key: nil)
        #expect(replay.isEqual, "\(replay.text)")
        #expect(try await decision(again).revision == before.revision)
        try await again.close()
    }
}
