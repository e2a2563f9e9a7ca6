import Domain
import Evidence
import Foundation
import Ingest
import Store
import Synchronization
import Testing

@testable import Engine

@Suite(
    "what a long run writes down meanwhile", .serialized,
    .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct LongRunTests {
    private static let cdrs = String(
        decoding: Sample(seed: 7).files.first { $0.path == "sessions/cdrs.jsonl" }?.bytes ?? [], as: UTF8.self
    ).split(separator: "\n")

    private func request(_ test: TestHome, parts: Int, of size: Int) throws -> IngestRequest {
        let files = try (0..<parts).map { part in
            try test.write(Array(Self.cdrs[part * size..<(part + 1) * size]), "part-\(part).jsonl")
        }
        return IngestRequest(files: files, format: .ocpi(module: nil, version: nil, owner: nil))
    }

    private func hasFile(_ test: TestHome) -> Bool { FileManager.default.fileExists(atPath: test.home.windows) }

    @Test("the windows are written while batches go on, and a start after a kill reads them and what came since")
    func windows() async throws {
        let test = try TestHome()
        let engine = try await test.engine(windowsKeptEvery: 90)
        let request = try request(test, parts: 6, of: 100)
        let seen = Mutex<[Bool]>([])
        _ = try await engine.ingest(
            request, progress: { _ in seen.withLock { $0.append(self.hasFile(test)) } })
        // The right to write is not given back and no checkpoint is signed: as a kill would leave it.
        #expect(seen.withLock { $0.contains(true) }, "nothing was written before the run had ended")
        await engine.store.close()
        let again = try await test.engine()
        let check = try await again.checkWindows()
        #expect(check.usedFile && check.isEqual && check.events == 600, "\(check.text)")
        #expect(check.fresh > 0, "what came after the file was written is read from the database")
        #expect(try await again.replay(key: nil).isEqual)
        try await again.close()
    }

    @Test("windows that are written down while a purge runs do not outlive it")
    func purgedMeanwhile() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.ingest(try request(test, parts: 1, of: 300), progress: { _ in })
        let copy = try #require(await engine.partition.copyToKeep())
        await engine.partition.keep(copy)
        #expect(hasFile(test))
        // The purge deletes the file, counts itself, and only then the copy of before is written.
        try engine.context.snapshots.delete()
        try await engine.log(.purge, class: "purge", record: "plan", payload: Array("{}".utf8), at: test.now)
        await engine.partition.keep(copy)
        #expect(!hasFile(test), "it holds what was purged")
        try await engine.close()
    }

    @Test("a run is signed while it goes on, so that little of it is unsigned when it is cut off")
    func signed() async throws {
        let test = try TestHome()
        let engine = try await test.engine(signingInterval: .milliseconds(20))
        _ = try await engine.initialise()
        let signed = Mutex<Set<UInt64>>([])
        let request = try request(test, parts: 6, of: 100)
        _ = try await engine.ingest(
            request,
            progress: { _ in
                if let state = try? engine.signer.state() { signed.withLock { _ = $0.insert(state.checkpoint.size) } }
            })
        let sizes = signed.withLock { $0 }
        #expect(sizes.count > 1, "signed at \(sizes.sorted()) while the run went on")
        let stored = Set(try await engine.store.checkpoints(log: Store.mainLog).map(\.size))
        #expect(sizes.isSubset(of: stored))
        // Closed without signing, as a kill would leave it.
        try await engine.close()
        let again = try await test.engine()
        try await again.seal()
        #expect(try await again.verify(log: "main", keys: nil) { _, _ in }.state == .proven)
        try await again.close()
    }

    @Test("a run that is interrupted ends where a batch ends, is signed, and the same command goes on from there")
    func interrupted() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let request = try request(test, parts: 6, of: 60)
        let work = Mutex<Task<IngestSummary, any Error>?>(nil)
        let task = Task {
            try await engine.ingest(request, progress: { _ in work.withLock { $0?.cancel() } })
        }
        work.withLock { $0 = task }
        let failure = await #expect(throws: EngineError.self) { _ = try await task.value }
        #expect(failure?.code == .interrupted && failure?.exitCode == 75, "\(String(describing: failure))")
        let stored = try await engine.store.currentEvents(limit: 1_000).events.count
        #expect(stored > 0 && stored < 360 && stored % 60 == 0, "\(stored) of 360")
        try await engine.finish()
        let again = try await test.engine()
        #expect(try await again.verify(log: "main", keys: nil) { _, _ in }.state == .proven, "nothing is left unsigned")
        let rest = try await again.ingest(request, progress: { _ in })
        #expect(rest.total.duplicate == stored && rest.total.accepted == 360 - stored)
        let digest = try await again.digest()
        #expect(digest.count == 360)
        try await again.close()
        let other = try TestHome()
        let whole = try await other.engine()
        _ = try await whole.ingest(request, progress: { _ in })
        #expect(try await whole.digest() == digest)
        try await whole.close()
    }
}
