import Cluster
import Domain
import Engine
import Evidence
import Foundation
import Ingest
import Store
import Testing

/// What the tests of retention do again and again.
extension RetentionEngineTests {
    static let cdrs = String(
        decoding: Sample(seed: 7).files.first { $0.path == "sessions/cdrs.jsonl" }?.bytes ?? [], as: UTF8.self
    ).split(separator: "\n")

    func ingest(_ engine: Engine, _ path: String, _ format: IngestFormat) async throws -> IngestSummary {
        try await engine.ingest(IngestRequest(files: [path], format: format), progress: { _ in })
    }

    /// Sessions in Estonia: every row that speaks about them there is cited, or shorter than one that is.
    func estonian(_ count: Int) -> [Substring] {
        Self.cdrs.prefix(count).map { line in
            Substring(String(line).replacing(/"country":"[A-Z]{3}"/, with: "\"country\":\"EST\""))
        }
    }

    func sessions(_ test: TestHome, _ engine: Engine, _ count: Int) async throws {
        _ = try await engine.initialise()
        let path = try test.write(estonian(count), "cdrs.jsonl")
        _ = try await ingest(engine, path, .ocpi(module: nil, version: nil, owner: nil))
    }

    /// The relationship of every subject of the log ended on a day.
    func endRelationships(_ test: TestHome, _ engine: Engine, on day: String) async throws {
        let date = try #require(CivilDate(day))
        for alias in try await query(
            test, "SELECT DISTINCT encode(subject, 'hex') FROM evidence_entry WHERE subject IS NOT NULL ORDER BY 1")
        {
            try await engine.setRetentionDate(
                .relationshipEnd, date, of: .subject(alias), person: "ana", reason: "contract ended")
        }
    }

    func appoint(_ engine: Engine) async throws {
        try await engine.appointOfficer("ben", by: "ana")
        try await engine.appointOfficer("eva", by: "ana")
    }

    /// Registers a plan and has two officers approve, on its day.
    func approved(_ test: TestHome, _ engine: Engine, _ plan: RetentionPlan) async throws -> RetentionPlanFile {
        test.set(clock: "\(plan.on)T08:00:00Z")
        let file = try RetentionPlanFile(plan.file())
        _ = try await engine.register(plan, author: "ana")
        for person in ["ben", "eva"] {
            _ = try await engine.approveRetention(file, person: person, reason: "expired, nothing pending")
        }
        return file
    }

    func query(_ test: TestHome, _ statement: SQL) async throws -> [String] {
        let connection = PostgresConnection(test.cluster.connectionString(role: "postgres"))
        defer { Task { await connection.close() } }
        return try await connection.run { (session) throws(StoreError) in
            try session.query(statement).map { (rows, row) throws(StoreError) in try rows.text(row, 0) }
        }
    }

    func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    func proven(_ engine: Engine) async throws -> VerificationReport {
        try await engine.signCheckpoint()
        let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(report.state == .proven && report.findings.isEmpty, "\(report.text)")
        return report
    }
}

/// The bytes of a text as `pg_dump` writes a bytea.
func hexadecimal(_ text: String) -> String {
    text.utf8.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
}

enum Shell {
    static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: bytes, as: UTF8.self)
    }
}
