import Domain
import Engine
import Evidence
import Foundation
import Store
import Testing

/// What `verify --log db:main` says of anchors that are not what the log states.
@Suite("anchor checks", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct AnchorCheckTests {
    private let address = "evidence@regulator.example"

    /// A log of two deposits in a file and one by mail.
    private func deposited(_ fixture: EvidenceFixture, _ file: String) async throws -> Engine {
        let program = fixture.test.home.path + "/sendmail"
        try "#!/bin/sh\ncat >/dev/null\n".write(toFile: program, atomically: true, encoding: .utf8)
        chmod(program, 0o755)
        let engine = try await fixture.test.engine(mailProgram: program)
        _ = try await engine.initialise()
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try engine.addAnchor(.file, file, isSameDiskAllowed: true)
        try engine.addAnchor(.email, address)
        for number in 1...2 {
            try await EvidenceFixture.append([EvidenceFixture.draft(number)], to: engine)
            #expect(try await engine.seal().isEmpty)
        }
        #expect(try NoteFile.notes(try Files.read(file)).count == 2)
        return engine
    }

    private func verify(_ engine: Engine) async throws -> VerificationReport {
        try await engine.verify(log: "main", keys: nil) { _, _ in }
    }

    @Test("an anchor file that was emptied lacks what the log states; one that is away or damaged is not checked")
    func files() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let file = fixture.test.home.path + "/other/checkpoints"
        let engine = try await deposited(fixture, file)
        let good = try await verify(engine)
        #expect(good.state == .proven && good.findings.isEmpty, "\(good.text)")
        let bytes = try Files.read(file)
        let notes = try NoteFile.notes(Array(bytes))
        let place = URL(fileURLWithPath: file)

        try Data().write(to: place)
        let emptied = try await verify(engine)
        #expect(emptied.findings.map(\.code) == [.anchorMissing, .anchorMissing], "\(emptied.text)")
        #expect(
            emptied.state == .wrong && emptied.text.contains("the anchor file \(file) lacks the checkpoint of size"))
        try Data(NoteFile.appended(notes[1])).write(to: place)
        #expect(try await verify(engine).findings.map(\.code) == [.anchorMissing])

        try Data(notes[0].dropLast(9)).write(to: place)
        let damaged = try await verify(engine)
        #expect(damaged.short == ["anchor_unreadable -"] && damaged.state == .notCompleted, "\(damaged.text)")
        try FileManager.default.removeItem(at: place)
        let away = try await verify(engine)
        #expect(away.short == ["anchor_unreadable -"] && away.state == .notCompleted, "\(away.text)")
        #expect(away.text.contains("is not there: mount what it lies on"))
        // What is signed meanwhile goes into no file in its place; it is deposited when the file is back.
        try await EvidenceFixture.append([EvidenceFixture.draft(3)], to: engine)
        let failures = try await engine.seal()
        #expect(failures.count == 1 && "\(failures)".contains("was deposited in it"), "\(failures)")
        #expect(!FileManager.default.fileExists(atPath: file))
        try Data(bytes).write(to: place)
        #expect(try await engine.runAnchors().isEmpty)
        let back = try await verify(engine)
        #expect(back.state == .proven && back.findings.isEmpty, "\(back.text)")
        #expect(try NoteFile.notes(try Files.read(file)).count == 3)
        try FileManager.default.removeItem(at: place)

        // What the operator took out is not looked at, nor what was deposited before it was put in again.
        try engine.removeAnchor(file)
        #expect(try await verify(engine).state == .proven)
        try engine.addAnchor(.file, file, isSameDiskAllowed: true)
        #expect(try await verify(engine).state == .proven)
        try await engine.close()
    }

    @Test("a file that was away or torn when its notes were to be compared is told, though it is whole at the end")
    func comesBack() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let file = fixture.test.home.path + "/other/checkpoints"
        let engine = try await deposited(fixture, file)
        let bytes = try Files.read(file)
        let place = URL(fileURLWithPath: file)
        func verifyWhileItComesBack() async throws -> VerificationReport {
            try await engine.verify(log: "main", keys: nil) { _, _ in try? Data(bytes).write(to: place) }
        }
        try FileManager.default.removeItem(at: place)
        let away = try await verifyWhileItComesBack()
        #expect(away.short == ["anchor_unreadable -"] && away.state == .notCompleted, "\(away.text)")
        #expect(away.text.contains("the anchor file \(file) was not there when this began"), "\(away.text)")
        try Data(NoteFile.notes(Array(bytes))[0].dropLast(9)).write(to: place)
        let torn = try await verifyWhileItComesBack()
        #expect(torn.short == ["anchor_unreadable -"] && torn.state == .notCompleted, "\(torn.text)")
        #expect(try await verifyWhileItComesBack().state == .proven)
        try await engine.close()
    }

    @Test("the signer, witnesses and anchors of the main log say nothing about the other log")
    func otherLog() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let engine = try await deposited(fixture, fixture.test.home.path + "/other/checkpoints")
        let report = try await engine.verify(log: "str", keys: nil) { _, _ in }
        #expect(report.short == ["checkpoint_missing -"] && report.state == .notCompleted, "\(report.text)")
        try await engine.close()
    }

    @Test("a row of a deposit in a file or by mail that the log states and that is gone is named by its entry")
    func rows() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let engine = try await deposited(fixture, fixture.test.home.path + "/other/checkpoints")
        let entries = try await engine.store.evidenceRows(log: Store.mainLog, kind: .anchored).map(\.index).sorted()
        #expect(entries.count == 3)
        try await engine.close()
        try await fixture.asSuperuser("amplomb", ["DELETE FROM evidence_anchor WHERE kind = 'email'"])
        let withoutMail = try await fixture.test.engine()
        let one = try await verify(withoutMail)
        #expect(one.findings.map(\.code) == [.anchorMissing] && one.text.contains("email \(address)"), "\(one.text)")
        try await withoutMail.close()
        try await fixture.asSuperuser("amplomb", ["DELETE FROM evidence_anchor"])
        let without = try await fixture.test.engine()
        let all = try await verify(without)
        #expect(all.short == entries.map { "anchor_missing \($0)" }, "\(all.text)")
        try await without.close()
    }
}
