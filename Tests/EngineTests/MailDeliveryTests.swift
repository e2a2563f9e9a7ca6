import Domain
import Evidence
import Foundation
import Store
import Testing

@testable import Engine

/// Checkpoints by mail, with a mail program that writes down what it is given.
@Suite("mails", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct MailDeliveryTests {
    private let address = "evidence@regulator.example"

    /// - Parameter code: what the program ends with.
    private func program(_ home: String, ending code: Int) throws -> String {
        let path = "\(home)/sendmail-\(code)"
        try "#!/bin/sh\necho \"$@\" >>\(home)/arguments\ncat >>\(home)/mails\nexit \(code)\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o755)
        return path
    }

    private func mailed(_ test: TestHome, _ program: String?, _ number: Int) async throws -> (Engine, [String]) {
        let engine = try await test.engine(mailProgram: program)
        if number == 1 {
            _ = try await engine.initialise()
            try engine.addAnchor(.email, address)
        }
        try await EvidenceFixture.append([EvidenceFixture.draft(number)], to: engine)
        return (engine, try await engine.seal())
    }

    @Test("a mail goes to the mail program, whole and once, and is logged as deposited; the note in it verifies")
    func delivered() async throws {
        let test = try TestHome()
        let (engine, failures) = try await mailed(test, try program(test.home.path, ending: 0), 1)
        #expect(failures.isEmpty)
        #expect(try String(contentsOfFile: test.home.path + "/arguments", encoding: .utf8) == "-i -- \(address)\n")
        let text = try String(contentsOfFile: test.home.path + "/mails", encoding: .utf8)
        let gap = try #require(text.firstRange(of: "\n\n"))
        let (head, body) = (text[..<gap.lowerBound], text[gap.upperBound...])
        #expect(head.contains("To: \(address)\n") && head.contains("Subject: Checkpoint of log "))
        let note = try #require(body.firstRange(of: "\n\n").map { Array(body[$0.upperBound...].utf8) })
        let checkpoint = try Checkpoint.verified(note: note, by: [engine.keyRing().members[0].key])
        let anchors = try await engine.anchors()
        #expect(anchors.map(\.size) == [checkpoint.size] && anchors[0].target == address)
        #expect(anchors[0].noteHash == EvidenceHash.plain(note))
        try await held(engine, mail: text, body: String(body), note)
        #expect(try await engine.seal().isEmpty)
        #expect(try String(contentsOfFile: test.home.path + "/mails", encoding: .utf8) == text, "one a day")
        let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(report.state == .proven, "\(report.text)")
        try await engine.close()
    }

    /// What the mail says that it is for: kept as a file, whole or the text alone, it is the checkpoint that was sent.
    private func held(_ engine: Engine, mail: String, body: String, _ note: [UInt8]) async throws {
        let keys = try engine.keyRing().members.map(\.key)
        let bundle = try await engine.bundle(.entries([0]), at: engine.options.clock())
        for text in [mail, body] {
            let plain = Array(text.utf8)
            let carried: [UInt8] = plain.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            for bytes in [plain, carried] {
                let notes = try HeldNotes.read(bytes)
                #expect(notes == [note])
                var verifier = BundleVerifier(BundleSource(try bundle.encoded()), keys: keys, held: notes)
                let report = verifier.verify()
                #expect(report.state == .proven, "\(report.text)")
            }
        }
    }

    @Test("what no program takes lies in the outbox folder, is no deposit, and is tried again or noted as sent by hand")
    func refused() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T10:00:00Z")
        let folder = test.home.path + "/outbox"
        func files() -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted() }
        let (engine, failures) = try await mailed(test, try program(test.home.path, ending: 75), 1)
        #expect(failures.count == 1 && failures[0].contains("with code 75") && failures[0].contains(folder))
        #expect(try await engine.anchors().isEmpty && files().count == 1)
        var status = stat()
        #expect(stat("\(folder)/\(files()[0])", &status) == 0 && status.st_mode & 0o777 == 0o600)
        let kept = try String(contentsOfFile: "\(folder)/\(files()[0])", encoding: .utf8)
        #expect(kept.contains("Date: 1 Nov 2026 10:00:00 +0000\n"), "\(kept)")
        try await engine.close()

        // Gone altogether: the same mail, in the same file.
        let without = try await test.engine(mailProgram: "/no/such/program")
        test.set(clock: "2026-11-01T12:00:00Z")
        let missing = try await without.runAnchors()
        #expect(missing.count == 1 && missing[0].contains("no mail program at /no/such/program"))
        #expect(files().count == 1)
        #expect(
            try String(contentsOfFile: "\(folder)/\(files()[0])", encoding: .utf8) == kept, "the same text each time")
        #expect(try await without.anchors().isEmpty)
        try await without.close()

        let back = try await test.engine(mailProgram: try program(test.home.path, ending: 0))
        test.set(clock: "2026-11-01T14:00:00Z")
        #expect(try await back.runAnchors().isEmpty)
        #expect(try await back.anchors().count == 1 && files().isEmpty)
        try await back.close()

        test.set(clock: "2026-11-02T14:00:00Z")
        let (byHand, again) = try await mailed(test, "/no/such/program", 2)
        #expect(again.count == 1)
        await #expect(throws: EngineError.self) { _ = try await byHand.noteSent(to: "nobody@example.org") }
        #expect(files().count == 1)
        #expect(try await byHand.noteSent(to: address) == 1)
        #expect(files().isEmpty)
        #expect(try await byHand.noteSent(to: address) == 0)
        #expect(try await byHand.runAnchors().isEmpty)
        #expect(try await byHand.anchors().count == 2)
        try await byHand.close()
    }

    @Test("each mail that waits lies in the outbox folder; noted as sent is what lies there and no other process holds")
    func waiting() async throws {
        let test = try TestHome()
        let folder = test.home.path + "/outbox"
        func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
        test.set(clock: "2026-11-01T10:00:00Z")
        let (first, refused) = try await mailed(test, "/no/such/program", 1)
        #expect(try refused.count == 1 && files().count == 1)
        try await first.close()
        test.set(clock: "2026-11-02T11:00:00Z")
        let (engine, failures) = try await mailed(test, "/no/such/program", 2)
        #expect(failures.count == 1)
        // Not only the oldest, which alone is tried.
        let both = try files()
        #expect(both.count == 2)
        let lost = "\(folder)/\(both[0])"
        let text = try String(contentsOfFile: lost, encoding: .utf8)
        try FileManager.default.removeItem(atPath: lost)
        #expect(try await engine.noteSent(to: address) == 1)
        #expect(try await engine.noteSent(to: address) == 0)
        #expect(try files().isEmpty)
        #expect(try await engine.runAnchors().count == 1)
        #expect(try await engine.anchors().count == 1)
        // The one that nobody could send goes on waiting, and is written again.
        #expect(try files() == [both[0]])
        #expect(try String(contentsOfFile: lost, encoding: .utf8) == text)

        let now = engine.options.clock()
        let held = try await engine.store.claimEffects(
            topic: Engine.mailTopic, prefix: "checkpoint/", limit: 9, now: now, retryAfter: .minute)
        #expect(held.count == 1)
        #expect(try await engine.noteSent(to: address) == 0)
        #expect(try files().count == 1)
        try await engine.store.giveBack(try #require(held.first), dueAt: now)
        #expect(try await engine.noteSent(to: address) == 1)
        #expect(try await engine.runAnchors().isEmpty)
        #expect(try await engine.anchors().count == 2)
        try await engine.close()
    }

    @Test("with an address goes its mail from the outbox folder, and no other's; added again, the address gets it")
    func removed() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T10:00:00Z")
        let folder = test.home.path + "/outbox"
        func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }
        let other = "auditor@example.org"
        let (engine, failures) = try await mailed(test, try program(test.home.path, ending: 75), 1)
        #expect(failures.count == 1)
        try engine.addAnchor(.email, other)
        #expect(try await engine.runAnchors().count == 2)
        #expect(try files().count == 2)
        try engine.removeAnchor(address)
        #expect(try await engine.dropKeptMails(to: address) == 1)
        let left = try files()
        #expect(left.count == 1)
        let kept = try String(contentsOfFile: "\(folder)/\(left.first ?? "")", encoding: .utf8)
        #expect(kept.hasPrefix("To: \(other)\n"), "\(kept)")
        #expect(try await engine.dropKeptMails(to: address) == 0)
        #expect(try await engine.runAnchors().count == 1)
        #expect(try files() == left, "what is no anchor is not tried")
        try await engine.close()

        let back = try await test.engine(mailProgram: try program(test.home.path, ending: 0))
        try back.addAnchor(.email, address)
        #expect(try await back.runAnchors().isEmpty)
        #expect(try await Set(back.anchors().map(\.target)) == [address, other])
        #expect(try files().isEmpty)
        try await back.close()
    }
}
