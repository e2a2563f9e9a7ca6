import Domain
import Engine
import Evidence
import Foundation
import Store
import Testing

@Suite("witnesses", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct WitnessAnchorTests {
    /// The public key of a witness that openssl makes in a folder.
    private func makeWitness(_ name: String, _ folder: String) throws -> WitnessKey {
        _ = try Shell.run("/usr/bin/env", ["openssl", "genpkey", "-algorithm", "ed25519", "-out", folder + "/w.pem"])
        _ = try Shell.run(
            "/usr/bin/env",
            ["openssl", "pkey", "-in", folder + "/w.pem", "-pubout", "-outform", "DER", "-out", folder + "/w.der"])
        return try WitnessKey(name: name, publicKey: Array(try Files.read(folder + "/w.der").suffix(32)))
    }

    /// The note with the witness's line, signed by openssl.
    private func cosigned(_ note: [UInt8], by witness: WitnessKey, at seconds: UInt64, _ folder: String) throws
        -> [UInt8]
    {
        let text = try SignedNote(parsing: note).text
        try Data(Array("cosignature/v1\ntime \(seconds)\n".utf8) + text).write(
            to: URL(fileURLWithPath: folder + "/message"))
        _ = try Shell.run(
            "/usr/bin/env",
            [
                "openssl", "pkeyutl", "-sign", "-rawin", "-inkey", folder + "/w.pem", "-in", folder + "/message",
                "-out",
                folder + "/sig",
            ])
        let id = (0..<4).map { UInt8(truncatingIfNeeded: witness.keyID >> (24 - 8 * UInt32($0))) }
        let time = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * UInt64($0))) }
        let body = Data(id + time + (try Files.read(folder + "/sig")))
        return note + Array("\u{2014} \(witness.name) \(body.base64EncodedString())\n".utf8)
    }

    @Test("a cosigned checkpoint is kept and logged once, verify says who and when, and a bundle carries it")
    func imports() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let engine = try await fixture.engine()
        let folder = fixture.test.home.path
        try await EvidenceFixture.append((0..<30).map { EvidenceFixture.draft($0) }, to: engine)
        let note = try #require(try await engine.signCheckpoint())
        let witness = try makeWitness("witness.example/w1", folder)
        let good = try cosigned(note, by: witness, at: 1_795_000_000, folder)
        await #expect { _ = try await engine.importCosignatures(good) } throws: {
            "\($0)".contains("no witness is known")
        }
        #expect(throws: EngineError.self) { try engine.addAnchor(.witness, "witness.example/w1") }
        try engine.addAnchor(.witness, witness.description)
        #expect(throws: EngineError.self) { try engine.addAnchor(.witness, witness.description) }

        await #expect { _ = try await engine.importCosignatures(note) } throws: {
            "\($0)".contains("none of the known witnesses")
        }
        let other = try Checkpoint(origin: EvidenceFixture.origin, size: 31, root: .zero)
            .signed(by: [fixture.signingKey()])
        let elsewhere = try cosigned(other, by: witness, at: 7, folder)
        await #expect { _ = try await engine.importCosignatures(elsewhere) } throws: {
            "\($0)".contains("over no checkpoint of this log")
        }
        let wrong = try cosigned(other, by: witness, at: 8, folder).suffix(from: other.count)
        await #expect { _ = try await engine.importCosignatures(note + wrong) } throws: {
            "\($0)".contains("is wrong")
        }
        #expect(try await engine.anchors().isEmpty)

        #expect(try await engine.importCosignatures(good).new == 1)
        let again = try await engine.importCosignatures(good)
        #expect(again.new == 0 && again.cosignatures.map(\.seconds) == [1_795_000_000])
        let logged = try await engine.store.evidenceRows(log: Store.mainLog, kind: .anchored)
        #expect(logged.count == 1)
        #expect(try await engine.anchors().map(\.target) == ["witness.example/w1 2026-11-18T11:06:40Z"])

        try await engine.signCheckpoint()
        let report = try await engine.verify(log: "main", keys: nil) { _, _ in }
        #expect(report.state == .proven && report.findings.isEmpty, "\(report.text)")
        #expect(report.text.contains("size 30 cosigned by witness.example/w1 at 2026-11-18T11:06:40Z"))
        #expect(String(decoding: report.json, as: UTF8.self).contains("\"at\": \"2026-11-18T11:06:40Z\""))
        try await bundled(fixture, engine, witness)
        try await exported(fixture, engine, witness, good: good, wrong: note + wrong)
        try await engine.close()

        try await fixture.asSuperuser("amplomb", ["DELETE FROM evidence_anchor"])
        let without = try await fixture.engine()
        let found = try await without.verify(log: "main", keys: nil) { _, _ in }
        #expect(found.short == ["anchor_missing \(logged[0].index)"], "\(found.text)")
        try await without.close()
    }

    @Test(
        "a cosigned note that comes later goes into the bundle of the time at which the witness signed, not before it")
    func bundlesByItsTime() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T00:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        try await EvidenceFixture.append((0..<5).map { EvidenceFixture.draft($0) }, to: engine)
        let note = try #require(try await engine.signCheckpoint())
        let size = try Checkpoint(text: SignedNote(parsing: note).text).size
        let witness = try makeWitness("witness.example/w1", test.home.path)
        try engine.addAnchor(.witness, witness.description)
        // A minute after the signature; it is imported an hour later, when the log has grown.
        let moment = Instant("2026-11-01T00:01:00Z")!
        let cosigned = try cosigned(note, by: witness, at: UInt64(moment.microseconds / 1_000_000), test.home.path)
        test.set(clock: "2026-11-01T01:00:00Z")
        try await EvidenceFixture.append([EvidenceFixture.draft(5)], to: engine)
        try await engine.signCheckpoint()
        #expect(try await engine.importCosignatures(cosigned).new == 1)
        // Two mails and two time-stamps of one checkpoint: none takes the other's name.
        let hash = EvidenceHash.plain(note)
        for (number, target) in ["a@b.example", "c@d.example"].enumerated() {
            let at = Instant(microseconds: moment.microseconds - Int64(2 - number))
            let kinds: [(StoredAnchor.Kind, [UInt8]?)] = [(.email, nil), (.timestamp, [UInt8(number)])]
            for (kind, token) in kinds {
                let anchor = StoredAnchor(
                    size: size, kind: kind, anchoredAt: at, target: target, noteHash: hash, token: token)
                try await engine.store.add(anchor, log: Store.mainLog)
            }
        }

        let bundle = try await engine.bundle(.entries([3]), at: moment)
        let id = witness.description.split(separator: "+")[1]
        let names = ["\(id).note", "2.tsr", "email.2.json", "email.json", "tsr"].map { "checkpoint-\(size).\($0)" }
        #expect(Set(bundle.anchors.keys) == Set(names))
        #expect(bundle.anchors["checkpoint-\(size).tsr"] == [0] && bundle.anchors["checkpoint-\(size).2.tsr"] == [1])
        let again = try await engine.bundle(.entries([3]), at: moment)
        #expect(again.anchors == bundle.anchors)
        var plain = bundle
        plain.anchors = bundle.anchors.filter { !$0.key.hasSuffix(".tsr") }
        let keys = try VerifierKey.all(inFile: try Files.read(test.home.evidenceVerifierKey))
        var verifier = BundleVerifier(BundleSource(try plain.encoded()), keys: keys, witnesses: [witness])
        let report = verifier.verify()
        #expect(report.state == .proven && report.summary.cosignatures.map(\.size) == [size], "\(report.text)")
        let before = try await engine.bundle(.entries([3]), at: Instant("2026-11-01T00:00:59Z")!)
        #expect(before.anchors.isEmpty)
        try await engine.close()
    }

    /// An exported log has no anchors: whoever holds the cosigned note gives it.
    private func exported(
        _ fixture: EvidenceFixture, _ engine: Engine, _ witness: WitnessKey, good: [UInt8], wrong: [UInt8]
    ) async throws {
        let folder = fixture.test.home.path + "/exported"
        _ = try await engine.exportLog(named: "main", to: folder, payloads: false) { _, _ in }
        let keys = try VerifierKey.all(inFile: try Files.read(fixture.test.home.evidenceVerifierKey))
        func report(_ held: [[UInt8]]) -> VerificationReport {
            LogFolder(
                read: { path in
                    let place = folder + "/" + path
                    return FileManager.default.fileExists(atPath: place) ? try Files.read(place) : nil
                }, keys: keys, held: held, witnesses: [witness]
            ).verify()
        }
        let held = report([good])
        #expect(held.state == .proven && held.summary.cosignatures.map(\.size) == [30], "\(held.text)")
        #expect(held.summary.lacking([witness]).isEmpty)
        let forged = report([wrong])
        #expect(
            forged.short == ["signature_invalid 30", "cosignature_missing -"] && forged.state == .wrong,
            "\(forged.text)")
        let without = report([])
        #expect(without.short == ["cosignature_missing -"] && without.state == .notCompleted, "\(without.text)")
        #expect(without.text.contains("no cosignature of witness.example/w1 was found"))
    }

    /// A bundle against the cosigned checkpoint carries the note, and says so to whoever knows the witness.
    private func bundled(_ fixture: EvidenceFixture, _ engine: Engine, _ witness: WitnessKey) async throws {
        let keys = try VerifierKey.all(inFile: try Files.read(fixture.test.home.evidenceVerifierKey))
        let all = try await engine.store.checkpoints(log: Store.mainLog)
        let at = try #require(all.last { $0.size == 30 }).signedAt
        var bundle = try await engine.bundle(.entries([3]), at: at)
        let note = try #require(try await engine.anchors().first?.token)
        bundle.anchors = ["checkpoint-30.w.note": note]
        var verifier = BundleVerifier(BundleSource(try bundle.encoded()), keys: keys, witnesses: [witness])
        let report = verifier.verify()
        #expect(report.state == .proven && report.summary.cosignatures.map(\.size) == [30], "\(report.text)")
        bundle.anchors = [:]
        verifier = BundleVerifier(BundleSource(try bundle.encoded()), keys: keys, witnesses: [witness])
        let without = verifier.verify()
        #expect(without.short == ["cosignature_missing -"] && without.state == .notCompleted, "\(without.text)")
        let other = try Checkpoint(origin: EvidenceFixture.origin, size: 30, root: .zero)
            .signed(by: [fixture.signingKey()])
        bundle.anchors["checkpoint-30.w.note"] = other
        verifier = BundleVerifier(BundleSource(try bundle.encoded()), keys: keys, witnesses: [witness])
        #expect(verifier.verify().state == .wrong)
    }
}
