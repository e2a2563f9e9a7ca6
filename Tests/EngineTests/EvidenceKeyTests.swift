import Domain
import Engine
import Evidence
import Foundation
import Store
import Testing

@Suite("keys and anchors", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct EvidenceKeyTests {
    private func signers(_ note: [UInt8]?) throws -> [String] {
        try SignedNote(parsing: note ?? []).signatures.map(\.name)
    }

    private func kinds(_ engine: Engine, _ kind: EnvelopeKind) async throws -> [LogRow] {
        try await engine.store.evidenceRows(log: Store.mainLog, kind: kind)
    }

    private func append(_ number: Int, to engine: Engine) async throws {
        try await EvidenceFixture.append([EvidenceFixture.draft(number)], to: engine)
    }

    @Test("a key is exchanged: made, both sign, the old one retired; each step an entry; every checkpoint verifies")
    func rotation() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T00:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        try await append(1, to: engine)
        let (old, new) = ("amplomb.local/amplomb/main", "amplomb.local/2027")
        #expect(try await signers(engine.signCheckpoint()) == [old])

        let path = test.home.path + "/next"
        let key = try await engine.makeKey(name: new, at: path)
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        #expect(try await signers(engine.signCheckpoint()) == [old])
        await #expect(throws: EngineError.self) { try await engine.makeKey(name: new, at: path) }
        await #expect(throws: EngineError.self) { try await engine.makeKey(name: "a b", at: path + "2") }

        _ = try await engine.rotateKey(to: path, name: new, overlapDays: 30)
        #expect(try await signers(engine.signCheckpoint()) == [old, new])
        await #expect(throws: EngineError.self) { try await engine.rotateKey(to: path, name: new, overlapDays: 30) }
        test.set(clock: "2026-11-30T23:59:59Z")
        try await append(2, to: engine)
        #expect(try await signers(engine.signCheckpoint()) == [old, new])
        test.set(clock: "2026-12-01T00:00:00Z")
        #expect(try await signers(engine.signCheckpoint()) == [new])
        #expect(try engine.keyRing().signing.map(\.key) == [key])

        let statements = try await kinds(engine, .key).compactMap { KeyStatement(payload: $0.parts[0].payload) }
        #expect(statements.map(\.action) == [.made, .rotated, .retired])
        #expect(statements[1].key == key && statements[1].overlapUntil == Instant("2026-12-01T00:00:00Z"))
        let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(report.state == .proven && report.findings.isEmpty, "\(report.text)")
        let alone = try await engine.verify(log: "main", keys: [key]) { _, _ in }
        #expect(alone.state == .notCompleted, "the checkpoints before are by a key that was not given")
        try await engine.close()
    }

    @Test("the key that attests bundles is made once; gone, it is not made anew unasked, and another one is, by name")
    func attestingKey() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let engine = try await fixture.engine()
        try await append(1, to: engine)
        try await engine.signCheckpoint()
        let path = fixture.test.home.attestationKey
        func attestedBy() async throws -> VerifierKey? {
            // At the second of the newest checkpoint.
            let at = try #require(try await engine.store.checkpoints(log: Store.mainLog).last).signedAt
            return try await engine.bundle(.entries([0]), at: at, isAttested: true).attester?.verifierKey
        }
        let first = try #require(try await attestedBy())
        #expect(try await attestedBy() == first)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
        await #expect { _ = try await attestedBy() } throws: {
            "\($0)".contains("is gone: \(path)")
                && "\($0)".contains("evidence key new --name \(first.name) --out \(path)")
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        let second = try await engine.makeKey(name: first.name, at: path)
        #expect(try await attestedBy() == second && second != first)
        #expect(try await kinds(engine, .key).count == 2)
        try await engine.close()
    }

    @Test("verifier keys that a crash kept from their file are written later; none that signs is missing")
    func verifierKeyFile() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        #expect(try await engine.initialise())
        try await append(1, to: engine)
        let file = test.home.evidenceVerifierKey
        let first = try Files.read(file)
        try FileManager.default.removeItem(atPath: file)
        #expect(try await !engine.initialise())
        #expect(try Files.read(file) == first)

        // Killed between the two files of a change: the ring cannot be written here.
        let (path, obstacle) = (test.home.path + "/next", test.home.evidenceRing + ".new")
        let next = try await engine.makeKey(name: "next", at: path)
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: true)
        await #expect(throws: EngineError.self) {
            _ = try await engine.rotateKey(to: path, name: "next", overlapDays: 1)
        }
        let both = try Files.read(file)
        #expect(try VerifierKey.all(inFile: both).last == next)
        try FileManager.default.removeItem(atPath: obstacle)
        let ring = try await engine.rotateKey(to: path, name: "next", overlapDays: 1)
        #expect(ring.verifierKeys.count == 2 && ring.current?.key == next)

        try FileManager.default.removeItem(atPath: file)
        await #expect {
            _ = try await engine.verify(log: "main", keys: nil) { _, _ in }
        } throws: {
            "\($0)".contains(file) && "\($0)".contains("evidence checkpoint writes it")
        }
        #expect(try await signers(engine.signCheckpoint()).count == 2)
        #expect(try Files.read(file) == both)
        #expect(try await engine.verify(log: "main", keys: nil) { _, _ in }.state == .proven)
        try await engine.close()
    }

    @Test("a key that others can read, that is another one, or that is gone signs nothing; the path is named")
    func keyFiles() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        try await append(1, to: engine)
        let path = test.home.evidenceKey
        func refused(_ words: String...) async {
            await #expect {
                try await engine.signCheckpoint()
            } throws: { error in
                (error as? EngineError)?.code == .configuration && words.allSatisfy { "\(error)".contains($0) }
            }
        }
        chmod(path, 0o640)
        await refused(path, "mode 640", "chmod 600")
        chmod(path, 0o600)
        let bytes = try Files.read(path)
        try Data("nothing".utf8).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        await refused(path)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        #expect(try await engine.signCheckpoint() != nil)
        // Gone, with or without the signer's state: nothing makes another key unasked.
        let (state, note) = (test.home.signerState, try Files.read(test.home.signerState))
        try FileManager.default.removeItem(atPath: path)
        await refused(path, "is gone", "restore")
        #expect(throws: EngineError.self) { try engine.keyRing() }
        try FileManager.default.removeItem(atPath: state)
        await refused(path, "is gone", test.home.evidenceVerifierKey)
        await #expect(throws: EngineError.self) { _ = try await engine.initialise() }
        #expect(!FileManager.default.fileExists(atPath: path))
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        // The key is back and the state is not: it cannot know what it has signed, and the database might be an older one.
        try await append(2, to: engine)
        await refused(state, "has signed the log up to 1", "restore")
        try Data(note).write(to: URL(fileURLWithPath: state))
        #expect(try await engine.signCheckpoint() != nil)
        _ = try await engine.makeKey(name: "next", at: test.home.path + "/next")
        _ = try await engine.rotateKey(to: test.home.path + "/next", name: "next", overlapDays: 1)
        try FileManager.default.removeItem(atPath: test.home.path + "/next")
        await refused(test.home.path + "/next")
        try await engine.close()
    }

    @Test("a file on another mount gets each checkpoint that covers something new, logged; an older copy is refused")
    func fileAnchor() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        #expect(try await engine.status().text.contains("log unanchored"))
        let folder = test.home.path + "/other"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let file = folder + "/checkpoints"
        #expect(throws: EngineError.self) { try engine.addAnchor(.file, file) }
        #expect(throws: EngineError.self) { try engine.addAnchor(.file, "checkpoints") }
        #expect(throws: EngineError.self) { try engine.addAnchor(.file, "/no/such/folder/checkpoints") }
        #expect(throws: EngineError.self) { try engine.addAnchor(.timestamp, "x") }
        try engine.addAnchor(.file, file, isSameDiskAllowed: true)
        #expect(throws: EngineError.self) { try engine.addAnchor(.file, file, isSameDiskAllowed: true) }

        try await append(1, to: engine)
        #expect(try await engine.seal().isEmpty)
        #expect(try NoteFile.notes(try Files.read(file)).count == 1)
        #expect(try await kinds(engine, .anchored).count == 1)
        // The entry about the deposit is signed for, and is no reason for another deposit.
        #expect(try await engine.verify(log: "main", keys: nil) { _, _ in }.state == .proven)
        #expect(try await engine.seal().isEmpty)
        #expect(try NoteFile.notes(try Files.read(file)).count == 1)
        try await append(2, to: engine)
        #expect(try await engine.seal().isEmpty)
        let notes = try NoteFile.notes(try Files.read(file))
        #expect(notes.count == 2)
        #expect(try await kinds(engine, .anchored).count == 2)
        #expect(try await engine.anchoring().size == 3)
        #expect(try await engine.status().text.contains("anchors       to size 3"))

        // A newer note in the file than the log has: the database is an older copy.
        let key = try SigningKey(name: "amplomb.local/amplomb/main", pem: try Files.read(test.home.evidenceKey))
        let newer = try Checkpoint(origin: EvidenceFixture.origin, size: 900, root: .zero).signed(by: [key])
        try Data(notes.flatMap(NoteFile.appended) + NoteFile.appended(newer)).write(to: URL(fileURLWithPath: file))
        try await append(3, to: engine)
        #expect(try await engine.seal().first?.contains("older copy") == true)
        #expect(try await engine.verify(log: "main", keys: nil) { _, _ in }.short.contains { $0.hasPrefix("rollback") })
        try engine.removeAnchor(file)
        #expect(throws: EngineError.self) { try engine.removeAnchor(file) }
        try await engine.close()
    }

    @Test("a place that fails is tried again later and is a case after a day")
    func failingAnchor() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T00:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let folder = test.home.path + "/other"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try engine.addAnchor(.file, folder + "/checkpoints", isSameDiskAllowed: true)
        try FileManager.default.removeItem(atPath: folder)
        try await append(1, to: engine)
        #expect(try await engine.seal().first?.contains("cannot append") == true)
        #expect(try await engine.seal().isEmpty, "the next try comes a minute later")
        test.set(clock: "2026-11-01T00:01:00Z")
        #expect(try await engine.seal().count == 1)
        #expect(try await engine.store.cases(CaseFilter(), limit: 10).isEmpty)
        test.set(clock: "2026-11-02T00:00:00Z")
        #expect(try await engine.seal().count == 1)
        test.set(clock: "2026-11-02T02:00:00Z")
        #expect(try await engine.seal().count == 1)
        let cases = try await engine.store.cases(CaseFilter(), limit: 10)
        #expect(cases.count == 1 && cases.first?.family == "ops" && cases.first?.hitCount == 1)
        #expect(try await engine.anchoring().text.contains("failing since 2026-11-01T00:00:00Z"))
        // The folder alone is not enough: a file that nobody added could be on the wrong disk.
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        #expect(try await engine.runAnchors().count == 1)
        #expect(!FileManager.default.fileExists(atPath: folder + "/checkpoints"))
        try Data().write(to: URL(fileURLWithPath: folder + "/checkpoints"))
        #expect(try await engine.runAnchors().isEmpty)
        #expect(try engine.anchorTargets().first?.failures == 0)
        try await engine.close()
    }

    @Test("an address gets one mail a day through the outbox, logged once it was delivered")
    func mailAnchor() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T00:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        for address in ["nobody", "a@", "a b@c"] {
            #expect(throws: EngineError.self) { try engine.addAnchor(.email, address) }
        }
        try engine.addAnchor(.email, "evidence@regulator.example")
        func mails() async throws -> [(key: String, delivered: Instant?)] {
            try await engine.store.effects(topic: "mail", prefix: "checkpoint/")
        }
        for number in 1...3 {
            try await append(number, to: engine)
            #expect(try await engine.seal().isEmpty)
        }
        #expect(try await mails().count == 1)
        #expect(try await kinds(engine, .anchored).isEmpty)
        let claimed = try await engine.store.claimEffects(
            topic: "mail", limit: 1, now: engine.options.clock(), retryAfter: .hour)
        let effect = try #require(claimed.first)
        #expect(String(decoding: effect.body, as: UTF8.self).contains("evidence@regulator.example"))
        try await engine.store.markDelivered(effect, at: Instant("2026-11-01T00:00:05Z")!)
        test.set(clock: "2026-11-02T00:00:00Z")
        try await append(4, to: engine)
        #expect(try await engine.seal().isEmpty)
        #expect(try await mails().count == 2)
        #expect(try await kinds(engine, .anchored).count == 1)
        #expect(try await engine.anchors().first?.anchoredAt == Instant("2026-11-01T00:00:05Z"))
        try await engine.close()
    }

    @Test("a time-stamp is kept with the checkpoint it is over, logged, and goes into the bundle")
    func timestamp() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        try await append(1, to: engine)
        let signed = try await engine.signCheckpoint()
        let note = try #require(signed)
        let (request, size) = try await engine.timestampRequest()
        #expect(request == TimestampRequest.encoded(note: note) && size == 1)
        let reply = Self.reply(over: EvidenceHash.plain(note))
        #expect(try await engine.addTimestamp(reply).time == Instant("2026-11-28T02:15:00.5Z"))
        #expect(try await kinds(engine, .anchored).count == 1)
        await #expect(throws: EngineError.self) { try await engine.addTimestamp(Self.reply(over: .zero)) }
        await #expect(throws: EngineError.self) { try await engine.addTimestamp([1]) }
        let later = engine.options.clock()
        let bundle = try await engine.bundle(.entries([0]), at: later)
        #expect(bundle.anchors["checkpoint-1.tsr"] == reply)
        let keys = try VerifierKey.all(inFile: try Files.read(test.home.evidenceVerifierKey))
        var verifier = BundleVerifier(BundleSource(try bundle.encoded()), keys: keys)
        let report = verifier.verify()
        #expect(report.state == .proven, "\(report.text)")
        try await engine.close()
    }

    /// A granted reply of RFC 3161 over a hash, as far as it is read; without the authority's signature.
    private static func reply(over hash: Hash32) -> [UInt8] {
        func der(_ tag: UInt8, _ parts: [UInt8]...) -> [UInt8] {
            let content = parts.flatMap(\.self)
            precondition(content.count < 256)
            return [tag] + (content.count < 128 ? [UInt8(content.count)] : [0x81, UInt8(content.count)]) + content
        }
        let sha256 = der(0x30, der(0x06, [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]), [0x05, 0x00])
        let info = der(
            0x30, der(0x02, [1]), der(0x06, [0x2A, 0x03]), der(0x30, sha256, der(0x04, hash.bytes)), der(0x02, [1]),
            der(0x18, Array("20261128021500.5Z".utf8)))
        let content = der(
            0x30, der(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x04]),
            der(0xA0, der(0x04, info)))
        let signed = der(0x30, der(0x02, [3]), der(0x31, sha256), content)
        let token = der(
            0x30, der(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02]), der(0xA0, signed))
        return der(0x30, der(0x30, der(0x02, [0])), token)
    }
}
