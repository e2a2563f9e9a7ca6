import Domain
import Foundation
import Store
import Testing

@testable import Engine

/// What counts as taken by a mail program, and how long it may take; no database.
@Suite("mail programs") struct MailProgramTests {
    private static func folder() throws -> String {
        let path = "/var/tmp/amplomb-mail-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Sends a mail through a program of these lines; the sentence of the refusal, nil when it was taken.
    private func sent(_ lines: String, in folder: String, body: String = "text", limit: Duration = .seconds(20)) throws
        -> String?
    {
        let path = folder + "/sendmail"
        try "#!/bin/sh\n\(lines)\n".write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o755)
        let delivery = MailDelivery(program: path, folder: folder + "/outbox", limit: limit)
        let mail = Mail(to: "a@example.org", subject: "s", body: body, at: Instant(microseconds: 0))
        do { try delivery.send(mail, named: "m") } catch let error as EngineError {
            #expect(error.code == .unavailable)
            #expect(FileManager.default.fileExists(atPath: folder + "/outbox/m.eml"))
            return error.description
        }
        #expect(!FileManager.default.fileExists(atPath: folder + "/outbox/m.eml"))
        return nil
    }

    @Test("a mail counts as taken when the program has read it to its end and ended with 0, however large it is")
    func taken() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(try sent("cat >/dev/null", in: folder) == nil)
        let large = String(repeating: "line of a mail\n", count: 40_000)
        #expect(try sent("sleep 0.2; cat >\(folder)/got", in: folder, body: large) == nil)
        #expect(try String(contentsOfFile: folder + "/got", encoding: .utf8).hasSuffix("\n\n" + large))
    }

    @Test(
        "a program that reads nothing or a part, refuses, or is ended by a signal has not taken it, and is told apart")
    func notTaken() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let large = String(repeating: "line of a mail\n", count: 40_000)
        #expect(try sent("sleep 0.5; exit 0", in: folder)?.contains("without reading") == true)
        #expect(try sent("exit 0", in: folder, body: large)?.contains("without reading") == true)
        #expect(try sent("dd bs=1 count=3 of=/dev/null", in: folder)?.contains("without reading") == true)
        #expect(try sent("cat >/dev/null; exit 75", in: folder)?.contains("with code 75") == true)
        #expect(try sent("cat >/dev/null; kill -9 $$", in: folder)?.contains("signal 9") == true)
        // One that the system does not know how to start keeps the mail too.
        let path = folder + "/empty"
        try Data([0x7F, 0x45]).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o755)
        let delivery = MailDelivery(program: path, folder: folder + "/outbox", limit: .seconds(20))
        #expect {
            try delivery.send(
                Mail(to: "a@example.org", subject: "s", body: "b", at: Instant(microseconds: 0)), named: "n")
        } throws: {
            "\($0)".contains("cannot be started (")
        }
        #expect(FileManager.default.fileExists(atPath: folder + "/outbox/n.eml"))
    }

    @Test("a mail program gets the environment, but nothing that says how the database is reached")
    func environment() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/sendmail"
        try "#!/bin/sh\ncat >/dev/null\nenv >\(folder)/environment\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o755)
        // Handed in, not set: other suites of this process read their environment at this moment.
        let program = MailProgram(
            path: path, limit: .seconds(20),
            settings: [
                "DATABASE_URL": "postgres://amplomb:secret@db/amplomb", "PGPASSWORD": "secret", "PGPASSFILE": "/secret",
                "PGSERVICEFILE": "/secret", "PGHOST": "secret", "PATH": "/usr/bin:/bin", "HOME": folder,
                "LC_ALL": "C", "MAILRC": "/pg/PG=1",
            ])
        #expect(program.run([], reading: Array("text".utf8)) == .ended(code: 0, hasRead: true))
        let lines = try String(contentsOfFile: folder + "/environment", encoding: .utf8).split(separator: "\n")
        for kept in ["PATH=/usr/bin:/bin", "HOME=\(folder)", "LC_ALL=C", "MAILRC=/pg/PG=1"] {
            #expect(lines.contains { $0 == kept }, "\(kept)")
        }
        #expect(!lines.contains { $0.hasPrefix("PG") || $0.hasPrefix("DATABASE_URL") || $0.contains("secret") })
    }

    @Test("a program that hangs is ended when its time is over, with what it started, whether it reads or not")
    func late() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let large = String(repeating: "line of a mail\n", count: 40_000)
        let start = ContinuousClock.now
        for (lines, body) in [("sleep 600", "text"), ("sleep 600", large), ("cat >/dev/null; sleep 600", "text")] {
            let said = try sent(lines, in: folder, body: body, limit: .milliseconds(300))
            #expect(said?.contains("took longer") == true, "\(said ?? "taken")")
        }
        // It does not hear the first signal.
        let deaf = try sent("trap '' TERM; sleep 600", in: folder, limit: .milliseconds(300))
        #expect(deaf?.contains("took longer") == true)
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test("what a program started and left behind ends with it when its time is over, deaf to the first signal or not")
    func leftBehind() throws {
        let folder = try Self.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, ignored) in [("hearing", ""), ("deaf", "trap '' TERM; ")] {
            // The inner shell notes its number and then is what it starts.
            let inner = "sh -c \"\(ignored)echo \\$\\$ >\(folder)/\(name); exec sleep 600\" &"
            let said = try sent("\(inner)\nsleep 600", in: folder, limit: .seconds(2))
            #expect(said?.contains("took longer") == true, "\(said ?? "taken")")
            let noted = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            let process = try #require(pid_t(noted.trimmingCharacters(in: .whitespacesAndNewlines)))
            // Its new parent, which is not ours, may take its time to wait for it.
            let deadline = Deadline(in: .seconds(10))
            while Self.isRunning(process), !deadline.isOver { usleep(20_000) }
            #expect(!Self.isRunning(process), "\(name)")
        }
    }

    /// Whether a process runs; one that has ended and that nobody has waited for does not.
    private static func isRunning(_ process: pid_t) -> Bool {
        guard let bytes = try? Files.read("/proc/\(process)/stat") else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        // The state stands behind the name, which is in parentheses.
        return text.lastIndex(of: ")").map { !text[$0...].hasPrefix(") Z") } ?? false
    }

    @Test("one receiver is an address; what a mail program may read as several, as a program or as an option is none")
    func addresses() {
        for text in [
            "a@example.org", "evidence.log+main@regulator.example", "o'neil_1=x&y~z@a-b.example", "root@localhost",
        ] {
            #expect(MailAddress.isOne(text), "\(text)")
        }
        for text in [
            "a@b,c", "a,evil@c", "|sh@x", "a@b;c", "\"x,y@z", "\"a\"@b", "", "@", "a@", "@b", "a@b@c", "a b@c", "-a@b",
            "a..b@c", ".a@b", "a.@b", "a@b..c", "a@.b", "a@b.", "a@-b", "a@b-", "a@[127.0.0.1]", "a@b c", "a@b\n",
            "a`@b",
            "a/b@c", "a!b@c", "a%b@c", "<a@b>", "a(b)@c", "a\\@b", "ä@b", "a@ä",
            String(repeating: "a", count: 65) + "@b",
            "a@" + String(repeating: "b", count: 64),
        ] {
            #expect(!MailAddress.isOne(text), "\(text)")
        }
    }
}

/// What two processes of one home do to each other's anchors.
@Suite(
    "anchors of two processes", .serialized,
    .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct AnchorSharingTests {
    private let address = "evidence@regulator.example"

    private func program(_ test: TestHome, _ lines: String) throws -> String {
        let path = try test.write("#!/bin/sh\n\(lines)\n", "sendmail")
        chmod(path, 0o755)
        return path
    }

    private func begun(_ test: TestHome, _ lines: String) async throws -> Engine {
        let engine = try await test.engine(mailProgram: try program(test, lines))
        _ = try await engine.initialise()
        try engine.addAnchor(.email, address)
        try await EvidenceFixture.append([EvidenceFixture.draft(1)], to: engine)
        return engine
    }

    @Test("a place that is added or removed while a mail is handed over stays so, and a failure of another one is kept")
    func settings() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T00:00:00Z")
        let file = test.home.anchors
        let engine = try await begun(
            test, "echo 'email 1 3 5 7 0 second@regulator.example' >>\(file); cat >/dev/null; exit 75")
        #expect(try await engine.seal().count == 1)
        let targets = try engine.anchorTargets()
        #expect(targets.map(\.place) == [address, "second@regulator.example"])
        #expect(targets.map(\.failures) == [1, 3] && targets[1].failingSince == Instant(microseconds: 5))
        try engine.removeAnchor("second@regulator.example")

        _ = try program(test, "echo amplomb-anchors/1 >\(file); cat >/dev/null; exit 75")
        test.set(clock: "2026-11-01T01:00:00Z")
        #expect(try await engine.seal().count == 1)
        #expect(try engine.anchorTargets().isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.home.path + "/outbox").isEmpty)
        try await engine.close()
    }

    @Test("what another process is handing over is sent by it alone, and how it goes is told by it alone")
    func lease() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T00:00:00Z")
        let engine = try await begun(test, "cat >/dev/null; exit 75")
        #expect(try await engine.seal().count == 1)
        // The other process: claims as this one would, and takes its time.
        let held = try await engine.store.claimEffects(
            topic: "mail", limit: 1, now: engine.options.clock(), retryAfter: .hour)
        let effect = try #require(held.first)
        _ = try program(test, "cat >>\(test.home.path)/mails")
        test.set(clock: "2026-11-01T00:30:00Z")
        #expect(try await engine.runAnchors().isEmpty)
        #expect(!FileManager.default.fileExists(atPath: test.home.path + "/mails"))
        #expect(try engine.anchorTargets().first?.failures == 1, "nothing was delivered here")
        try await engine.store.giveBack(effect, dueAt: engine.options.clock())
        #expect(try await engine.runAnchors().isEmpty)
        #expect(try engine.anchorTargets().first?.failures == 0)
        #expect(try await engine.anchors().count == 1)
        try await engine.close()
    }
}
