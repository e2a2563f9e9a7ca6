import Assessment
import Cluster
import Domain
import Foundation
import Ingest
import Store
import Testing
import Windows

@testable import Engine

@Suite(
    "what the rows of windows rest on", .serialized,
    .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct WindowBasisTests {
    private static func lines(_ path: String) -> [Substring] {
        String(decoding: Sample(seed: 42).files.first { $0.path == path }?.bytes ?? [], as: UTF8.self)
            .split(separator: "\n")
    }

    private static let cdrs = lines("sessions/cdrs.jsonl")

    private func ingest(
        _ engine: Engine, _ test: TestHome, _ lines: [Substring], _ format: IngestFormat
    ) async throws {
        let path = try test.write(lines, "in-\(UInt32.random(in: 0...UInt32.max)).jsonl")
        _ = try await engine.ingest(IngestRequest(files: [path], format: format), progress: { _ in })
    }

    private static let ocpi = IngestFormat.ocpi(module: nil, version: nil, owner: nil)

    @Test(
        "rows that were made of other participants are made again, in the run and in the file that the next start reads"
    )
    func participants() async throws {
        let participants = Self.lines("participants/participants.jsonl")
        #expect(participants.count > 20)
        let (first, second) = (participants.prefix(10), participants.dropFirst(10))
        let test = try TestHome()
        let engine = try await test.engine()
        try await ingest(engine, test, Array(Self.cdrs.prefix(300)), Self.ocpi)
        try await ingest(engine, test, Array(first), .participants)
        try await ingest(engine, test, Array(second), .participants)
        try await ingest(engine, test, Array(Self.cdrs[300..<600]), Self.ocpi)
        let running = try await engine.partition.snapshot(for: engine.context.knowledge).windows.digest
        let rebuilt = try await PartitionState.rebuilt(engine.context, engine.context.knowledge)
        #expect(running == rebuilt.windows.digest)
        try await engine.close()
        let again = try await test.engine()
        let check = try await again.checkWindows()
        #expect(check.isEqual && check.usedFile, "\(check.text)")
        #expect(try await again.replay(key: nil).differences.isEmpty)
        try await again.close()
    }

    @Test("a running engine takes over the participants that another one brought, and makes its rows of them")
    func otherProcess() async throws {
        let participants = Self.lines("participants/participants.jsonl")
        let test = try TestHome()
        let (serving, other) = (try await test.engine(), try await test.engine())
        try await ingest(serving, test, Array(Self.cdrs.prefix(200)), Self.ocpi)
        try await serving.partition.release()
        try await ingest(other, test, participants, .participants)
        try await other.close()
        try await ingest(serving, test, Array(Self.cdrs[200..<300]), Self.ocpi)
        #expect(serving.context.knowledge.participants.count == participants.count)
        let running = try await serving.partition.snapshot(for: serving.context.knowledge).windows.digest
        let rebuilt = try await PartitionState.rebuilt(serving.context, serving.context.knowledge)
        #expect(running == rebuilt.windows.digest)
        try await serving.close()
    }

    @Test(
        "windows of events that wait are not kept: a database set back to before them would pass for the one with them")
    func waiting() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        let lines = Self.cdrs
        try await ingest(engine, test, Array(lines.suffix(3)), Self.ocpi)
        let request = IngestRequest(
            files: [try test.write(Array(lines.prefix(300)), "late.jsonl"), "/nonexistent.jsonl"], format: Self.ocpi)
        // The second file cannot be read: what came against the order of time stays waiting.
        await #expect(throws: EngineError.self) { _ = try await engine.ingest(request, progress: { _ in }) }
        #expect(try await engine.store.pendingCount() > 0)
        try await engine.close()
        #expect(!FileManager.default.fileExists(atPath: test.home.windows))
        let again = try await test.engine()
        try await again.settle()
        #expect(FileManager.default.fileExists(atPath: test.home.windows), "all are judged: now a head knows of them")
        #expect(try await again.checkWindows().isEqual)
        try await again.close()
    }
}
