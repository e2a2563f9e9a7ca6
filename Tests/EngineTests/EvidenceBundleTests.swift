import Domain
import Engine
import Evidence
import Foundation
import Ingest
import Store
import Testing

@Suite(
    "bundles and exports of a real log", .serialized,
    .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct EvidenceBundleTests {
    private static let cdrs = String(
        decoding: Sample(seed: 7).files.first { $0.path == "sessions/cdrs.jsonl" }?.bytes ?? [], as: UTF8.self
    ).split(separator: "\n")

    private func verify(_ bytes: [UInt8], _ keys: [VerifierKey], held: [[UInt8]] = []) -> VerificationReport {
        var verifier = BundleVerifier(BundleSource(bytes), keys: keys, held: held)
        return verifier.verify()
    }

    private func vkeys(_ test: TestHome) throws -> [VerifierKey] {
        try VerifierKey.all(inFile: try Files.read(test.home.evidenceVerifierKey))
    }

    @Test("a case, a report and named entries become bundles that verify; the same call gives the same bytes")
    func bundles() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-20T10:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        // Rates are knowledge like any other: their hash is of the text that the bundle carries.
        let rates = try test.write("Date, USD, PLN, \n19 November 2026, 1.0950, 4.2500, \n", "rates.csv")
        _ = try await engine.ingest(IngestRequest(files: [rates], format: .rates), progress: { _ in })
        let path = try test.write(Array(Self.cdrs.prefix(1_500)), "cdrs.jsonl")
        _ = try await engine.ingest(
            IngestRequest(files: [path], format: .ocpi(module: nil, version: nil, owner: nil)), progress: { _ in })
        let built = try await engine.buildActivityReport(
            from: Instant("2026-01-01T00:00:00Z")!, to: Instant("2026-12-01T00:00:00Z")!)
        try await engine.seal()
        let at = Instant("2026-11-20T12:00:00Z")!
        let keys = try vkeys(test)
        let cases = try await engine.store.cases(CaseFilter(), limit: 1)
        let row = try #require(cases.first)

        let bundle = try await engine.bundle(.caseFile(row.caseID), at: at)
        let bytes = try bundle.encoded()
        let report = verify(bytes, keys)
        #expect(report.state == .proven && report.findings.isEmpty, "\(report.text)")
        // The timeline, the assessments of its items, and the manifest that they were judged under.
        #expect(report.summary.entries >= 3 && bundle.subject == "case \(row.caseID)")
        #expect(bundle.knowledge.values.contains(Array("PLN 2026-11-19 425e-2\nUSD 2026-11-19 1095e-3\n".utf8)))

        let page = try await engine.bundle(.report(built.id), at: at)
        #expect(verify(try page.encoded(), keys).state == .proven)
        #expect(page.report.count == 1)
        #expect(try await engine.store.report(built.id)?.content == page.report.values.first)
        let few = try await engine.bundle(.entries([0, 1, 1, 7]), at: at)
        #expect(verify(try few.encoded(), keys).state == .proven)

        // Later work changes nothing of what the log said at `at`.
        test.set(clock: "2026-11-21T10:00:00Z")
        try await engine.logAccess("bundle: \(bundle.subject)", entries: 3, by: "somebody")
        let more = try test.write(Array(Self.cdrs[1_500..<1_700]), "more.jsonl")
        _ = try await engine.ingest(
            IngestRequest(files: [more], format: .ocpi(module: nil, version: nil, owner: nil)), progress: { _ in })
        try await engine.seal()
        #expect(try await engine.bundle(.caseFile(row.caseID), at: at).encoded() == bytes)
        #expect(try await engine.verify(log: "main", keys: nil) { _, _ in }.state == .proven)
        let last = try await engine.store.newestCheckpoint(log: Store.mainLog)
        let newest = try #require(last)
        #expect(verify(bytes, keys, held: [Array(newest.note.utf8)]).short.contains { $0.hasPrefix("rollback") })

        await #expect { try await engine.bundle(.caseFile("C-999999"), at: at) } throws: {
            ($0 as? EngineError)?.code == .unreadable
        }
        await #expect(throws: EngineError.self) { try await engine.bundle(.report(99), at: at) }
        await #expect(throws: EngineError.self) { try await engine.bundle(.entries([10_000_000]), at: at) }
        await #expect(throws: EngineError.self) { try await engine.bundle(.entries([]), at: at) }
        await #expect(throws: EngineError.self) {
            try await engine.bundle(.entries([0]), at: Instant("2026-01-01T00:00:00Z")!)
        }
        try await engine.close()
    }

    @Test("that a bundle is made is logged and signed before it is closed: it is as young as the anchors of its minute")
    func order() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-20T10:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let file = try test.write("", "other/checkpoints")
        try engine.addAnchor(.file, file, isSameDiskAllowed: true)
        try await EvidenceFixture.append((0..<20).map { EvidenceFixture.draft($0) }, to: engine)
        #expect(try await engine.seal().isEmpty)
        let keys = try vkeys(test)
        func notes() async throws -> [UInt64] {
            try await engine.store.evidenceRows(log: Store.mainLog, kind: .access).map(\.index)
        }
        func size(_ note: [UInt8]) throws -> UInt64 { try Checkpoint(text: SignedNote(parsing: note).text).size }
        // What names nothing leaves no note.
        await #expect(throws: EngineError.self) {
            _ = try await engine.loggedBundle(.caseFile("C-999999"), at: nil, by: "ana")
        }
        #expect(try await notes().isEmpty)

        test.set(clock: "2026-11-20T10:00:01Z")
        let bundle = try await engine.loggedBundle(.entries([0, 1]), at: nil, by: "ana")
        // Nothing is written yet, and the note stands under a signature, that of the bundle.
        let noted = try await notes()
        let newest = try await engine.store.newestCheckpoint(log: Store.mainLog)
        #expect(noted.count == 1)
        #expect(try size(bundle.note) > noted[0])
        #expect(newest.map { Array($0.note.utf8) } == bundle.note)
        // The same call with its moment gives the same bytes, whatever is deposited and logged after it.
        let bytes = try bundle.encoded()
        test.set(clock: "2026-11-20T10:00:02Z")
        #expect(try await engine.seal().isEmpty)
        let held = try NoteFile.notes(try Files.read(file))
        #expect(held.last == bundle.note, "the anchors keep the checkpoint of the bundle")
        let report = verify(bytes, keys, held: held)
        #expect(report.state == .proven && report.findings.isEmpty, "\(report.text)")

        test.set(clock: "2026-11-20T10:00:03Z")
        let again = try await engine.loggedBundle(.entries([0, 1]), at: bundle.at, by: "ana")
        #expect(try again.encoded() == bytes)
        #expect(try await notes().count == 2, "one of before is logged too")
        // What the log will say is still open: the same call would give other bytes later.
        await #expect {
            _ = try await engine.loggedBundle(.entries([0]), at: Instant("2099-01-01T00:00:00Z")!, by: "ana")
        } throws: {
            ($0 as? EngineError)?.code == .unreadable
                && "\($0)".contains("--at 2099-01-01T00:00:00Z is after the clock")
        }
        #expect(try await notes().count == 2)
        #expect(try await engine.seal().isEmpty)
        let whole = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(whole.state == .proven && whole.findings.isEmpty, "\(whole.text)")
        try await engine.close()
    }

    @Test("that payloads leave is logged and signed before the first is written: an export is as young as the anchors")
    func exportOrder() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-20T10:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let file = try test.write("", "other/checkpoints")
        try engine.addAnchor(.file, file, isSameDiskAllowed: true)
        try await EvidenceFixture.append((0..<20).map { EvidenceFixture.draft($0) }, to: engine)
        #expect(try await engine.seal().isEmpty)
        let folder = test.home.path + "/out"
        let keys = try vkeys(test)
        func notes() async throws -> [UInt64] {
            try await engine.store.evidenceRows(log: Store.mainLog, kind: .access).map(\.index)
        }
        func export(payloads: Bool = true, to folder: String) async throws -> LogExportSummary {
            try await engine.loggedExport(named: "main", to: folder, payloads: payloads, by: "ana") { _, _ in }
        }
        func verified(held: [[UInt8]]) -> VerificationReport {
            LogFolder(
                read: { path in
                    let place = "\(folder)/\(path)"
                    return FileManager.default.fileExists(atPath: place) ? try Files.read(place) : nil
                }, keys: keys, held: held
            ).verify()
        }
        // Nothing personal leaves, and what is refused leaves no note.
        _ = try await export(payloads: false, to: folder)
        await #expect(throws: EngineError.self) { _ = try await export(to: test.home.path) }
        await #expect(throws: EngineError.self) { _ = try await export(to: file) }
        #expect(try await notes().isEmpty)

        // It ends before the first payload: the note stands already, under a signature.
        try FileManager.default.createDirectory(
            atPath: folder + "/purged.tsv.new", withIntermediateDirectories: true)
        await #expect(throws: EngineError.self) { _ = try await export(to: folder) }
        let signed = try await engine.store.newestCheckpoint(log: Store.mainLog)
        let noted = try await notes()
        try #require(noted.count == 1)
        #expect(!FileManager.default.fileExists(atPath: folder + "/payloads"))
        #expect(signed.map { $0.size > noted[0] } == true)
        try FileManager.default.removeItem(atPath: folder + "/purged.tsv.new")

        // Twice: what everything is there for already is logged as well, its payloads are written again.
        for second in 1...2 {
            test.set(clock: "2026-11-20T10:00:0\(second)Z")
            let done = try await export(to: folder)
            let now = try await notes()
            let last = try #require(now.last)
            #expect(now.count == second + 1 && done.size > last && done.isWithPayloads)
            #expect(try await engine.seal().isEmpty)
            let held = try NoteFile.notes(try Files.read(file))
            let note = try Files.read(folder + "/checkpoint")
            #expect(held.last == note, "the anchors keep the checkpoint of the export")
            let report = verified(held: held)
            #expect(report.state == .proven && report.findings.isEmpty, "\(report.text)")
            #expect(report.summary.entries == done.size)
        }
        try await engine.close()
    }

    @Test("a purged part is listed with its purge entry, also when that is younger than the bundle's instant")
    func purgedPart() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let engine = try await fixture.engine()
        try await EvidenceFixture.append((0..<300).map { EvidenceFixture.draft($0) }, to: engine)
        try await engine.signCheckpoint()
        let at = engine.options.clock()
        let whole = try await engine.bundle(.entries([3, 4]), at: at)
        #expect(whole.purged.isEmpty)
        try await fixture.purge(3, engine, number: 300)
        await #expect(throws: EngineError.self) { try await engine.bundle(.entries([3]), at: at) }
        try await engine.signCheckpoint()
        let bundle = try await engine.bundle(.entries([3, 4]), at: at)
        #expect(bundle.purged.map(\.purgeIndex) == [300] && bundle.entries.map(\.index) == [3, 4, 300])
        let keys = try vkeys(fixture.test)
        let report = verify(try bundle.encoded(), keys)
        #expect(report.state == .proven && report.summary.partsPurged == 1, "\(report.text)")
        #expect(String(decoding: try bundle.encoded(), as: UTF8.self).contains("3\ttxn\t300\tGDPR Art. 17\n"))
        try await engine.close()
    }

    @Test(
        "an export verifies; a second one adds only what is new and forgets what was purged; another history is refused"
    )
    func exports() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let engine = try await fixture.engine()
        let folder = fixture.test.home.path + "/out"
        func read(_ path: String) throws -> [UInt8]? {
            FileManager.default.fileExists(atPath: "\(folder)/\(path)") ? try Files.read("\(folder)/\(path)") : nil
        }
        func check(_ entries: UInt64, purged: UInt64 = 0) throws {
            let keys = try vkeys(fixture.test)
            let report = LogFolder(
                read: { path in
                    let place = "\(folder)/\(path)"
                    return FileManager.default.fileExists(atPath: place) ? try Files.read(place) : nil
                }, keys: keys, jobs: 2
            ).verify()
            #expect(report.state == .proven && report.summary.entries == entries, "\(report.text)")
            #expect(report.summary.partsPurged == purged)
        }
        func export(payloads: Bool = true) async throws -> LogExportSummary {
            try await engine.signCheckpoint()
            return try await engine.exportLog(named: "main", to: folder, payloads: payloads) { _, _ in }
        }
        await #expect(throws: EngineError.self) {
            try await engine.exportLog(named: "str", to: folder, payloads: false) { _, _ in }
        }
        try await EvidenceFixture.append((0..<700).map { EvidenceFixture.draft($0) }, to: engine)
        let first = try await export()
        #expect(first.before == 0 && first.size == 700)
        try check(700)
        let again = try await export()
        #expect(again.before == 700 && again.filesWritten <= 4)
        try await EvidenceFixture.append((700..<1_300).map { EvidenceFixture.draft($0) }, to: engine)
        try await fixture.purge(5, engine, number: 1_300)
        let kept = try read("tile/entries/000")
        let second = try await export()
        #expect(second.before == 700 && second.size == 1_301)
        try check(1_301, purged: 1)
        #expect(try read("tile/entries/000") == kept)
        #expect(String(decoding: try read("purged.tsv") ?? [], as: UTF8.self).contains("5\ttxn\t1300\tGDPR Art. 17"))
        // What was purged is nowhere in the folder, and what a longer export replaced is gone.
        let grep = Process()
        grep.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        grep.arguments = ["grep", "-rqa", "secret 5 secret", folder]
        try grep.run()
        grep.waitUntilExit()
        #expect(grep.terminationStatus == 1)
        #expect(try read("tile/entries/002.p/188") == nil && read("payloads/002.p/188") == nil)
        #expect(try await export(payloads: false).filesWritten >= 1)
        #expect(!FileManager.default.fileExists(atPath: folder + "/payloads"))
        try check(1_301)
        // Payloads of which an interrupted export wrote only some are written from the first on.
        let table = folder + "/purged.tsv.new"
        try FileManager.default.createDirectory(atPath: table, withIntermediateDirectories: true)
        await #expect(throws: EngineError.self) { try await export() }
        try FileManager.default.removeItem(atPath: table)
        try FileManager.default.removeItem(atPath: folder + "/payloads/001")
        _ = try await export()
        try check(1_301, purged: 1)

        let checkpoint = try Checkpoint(origin: EvidenceFixture.origin, size: 600, root: .zero)
            .signed(by: [fixture.signingKey()])
        try Data(checkpoint).write(to: URL(fileURLWithPath: folder + "/checkpoint"))
        await #expect { try await export() } throws: { "\($0)".contains("another history") }
        try FileManager.default.removeItem(atPath: folder + "/checkpoint")
        await #expect { try await export() } throws: { "\($0)".contains("not empty") }
        try await engine.close()
    }

    @Test("a proof of an entry verifies with the envelope that is shown; made in milliseconds")
    func proof() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let engine = try await fixture.engine()
        try await EvidenceFixture.append((0..<1_000).map { EvidenceFixture.draft($0) }, to: engine)
        await #expect(throws: EngineError.self) { try await engine.proof(index: 0) }
        try await engine.signCheckpoint()
        let proof = try await engine.proof(index: 777)
        let envelope = try EvidenceFixture.draft(777).sealed(in: EvidenceFixture.origin).bytes
        #expect(
            try TlogProof(parsing: proof.encoded).verify(envelope: envelope, keys: vkeys(fixture.test)).size == 1_000)
        await #expect(throws: EngineError.self) { try await engine.proof(index: 1_000) }
        try await engine.close()
    }
}
