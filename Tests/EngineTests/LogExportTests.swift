import Domain
import Engine
import Evidence
import Foundation
import Store
import Testing

/// Exports that were interrupted, and exports during which something is purged.
@Suite(
    "interrupted exports", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct LogExportTests {
    private func read(_ path: String, in folder: String) throws -> [UInt8]? {
        let place = "\(folder)/\(path)"
        return FileManager.default.fileExists(atPath: place) ? try Files.read(place) : nil
    }

    private func verify(_ folder: String, _ test: TestHome) throws -> VerificationReport {
        let keys = try VerifierKey.all(inFile: try Files.read(test.home.evidenceVerifierKey))
        return LogFolder(read: { try read($0, in: folder) }, keys: keys, jobs: 2).verify()
    }

    private func append(_ numbers: Range<Int>, to engine: Engine) async throws {
        try await EvidenceFixture.append(numbers.map { EvidenceFixture.draft($0) }, to: engine)
        try await engine.signCheckpoint()
    }

    private func isThere(_ text: String, in folder: String) throws -> Bool {
        try !Shell.run("/usr/bin/env", ["grep", "-rlaF", "--", text, folder]).isEmpty
    }

    @Test("what an interrupted export left of entries removed and parts purged since goes with the next one")
    func interrupted() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let engine = try await fixture.engine()
        let folder = fixture.test.home.path + "/out"
        func export() async throws {
            _ = try await engine.exportLog(named: "main", to: folder, payloads: true) { _, _ in }
        }
        try await append(0..<300, to: engine)
        try await export()
        try await append(300..<700, to: engine)
        // Ended where all is written but the checkpoint.
        let block = folder + "/checkpoint.new"
        try FileManager.default.createDirectory(atPath: block, withIntermediateDirectories: true)
        await #expect(throws: EngineError.self) { try await export() }
        try FileManager.default.removeItem(atPath: block)
        let envelope = try EvidenceFixture.draft(400).sealed(in: EvidenceFixture.origin).bytes
        let lines = String(decoding: envelope, as: UTF8.self).split(separator: "\n")
        let record = String(try #require(lines.first { $0.hasPrefix("record ") }))
        let texts = [record, "secret 400 secret", "secret 690 secret"]
        for text in texts { #expect(try isThere(text, in: folder), "\(text)") }

        try await fixture.remove(400, engine, number: 700)
        try await fixture.purge(690, engine, number: 701)
        try await engine.signCheckpoint()
        try await export()
        for text in texts { #expect(try !isThere(text, in: folder), "\(text)") }
        for path in ["tile/0/002.p", "tile/entries/002.p", "payloads/002.p"] {
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(path)") == ["190"], "\(path)")
        }
        #expect(try read("tile/entries/001.p/44", in: folder) == nil)
        let report = try verify(folder, fixture.test)
        #expect(report.state == .proven && report.short == ["present_as_hash 400"], "\(report.text)")
        #expect(report.summary.partsPurged == 1)
        try await engine.close()
    }

    @Test("an export during which something is purged or removed is refused, keeps its checkpoint, and is whole again")
    func purgedMeanwhile() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let engine = try await fixture.engine()
        let folder = fixture.test.home.path + "/out"
        func export(to place: String? = nil, payloads: Bool = true, _ step: () async throws -> Void = {}) async throws {
            var isDone = false
            _ = try await engine.exportLog(named: "main", to: place ?? folder, payloads: payloads) { _, _ in
                if isDone { return }
                isDone = true
                do { try await step() } catch { Issue.record(error) }
            }
        }
        func isRefused(_ error: any Error, _ remedy: String) -> Bool {
            (error as? EngineError)?.code == .unavailable && "\(error)".hasSuffix("was exported; \(remedy)")
        }
        try await append(0..<300, to: engine)
        try await export()
        let checkpoint = try read("checkpoint", in: folder)
        try await append(300..<600, to: engine)
        await #expect { try await export { try await fixture.purge(310, engine, number: 600) } } throws: {
            isRefused($0, "run the same command again")
        }
        #expect(try read("checkpoint", in: folder) == checkpoint)
        // Committed before, and not signed: the same would be written.
        await #expect { try await export() } throws: { "\($0)".contains("no checkpoint covers it yet") }
        try await export(to: folder + "-bare", payloads: false)
        try await engine.signCheckpoint()
        try await export()
        let report = try verify(folder, fixture.test)
        #expect(report.state == .proven && report.summary.partsPurged == 1, "\(report.text)")

        let other = folder + "-other"
        await #expect {
            try await export(to: other) { try await fixture.purge(320, engine, number: 601) }
        } throws: {
            isRefused($0, "empty the folder \(other) and run the same command again")
        }
        // Behind the first page, so that what is gone is found where its row is read.
        try await append(602..<4_700, to: engine)
        await #expect {
            try await export(payloads: false) { try await fixture.remove(4_650, engine, number: 4_700) }
        } throws: {
            isRefused($0, "run the same command again")
        }
        try await engine.signCheckpoint()
        try await export(payloads: false)
        let last = try verify(folder, fixture.test)
        #expect(last.state == .proven && last.short == ["present_as_hash 4650"], "\(last.text)")
        try await engine.close()
    }
}
