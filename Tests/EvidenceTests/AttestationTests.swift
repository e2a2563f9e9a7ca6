import Domain
import Formats
import Foundation
import Testing

@testable import Evidence

/// Who made a bundle: an in-toto statement in a DSSE envelope, and whose word that is.
@Suite struct AttestationTests {
    private static let name = "evidence.example/main/attestation"

    private func key() throws -> SigningKey { try SigningKey(name: Self.name, seed: Array(repeating: 21, count: 32)) }

    private func attested() throws -> EvidenceBundle {
        var bundle = try BundleFixture.bundle()
        bundle.attester = try key()
        return bundle
    }

    private func files(_ bundle: EvidenceBundle) throws -> [String: [UInt8]] {
        Dictionary(uniqueKeysWithValues: try bundle.files().map { ($0.path, $0.bytes) })
    }

    @Test("an attested bundle verifies with the key that attests, and not without it; the same bytes each time")
    func verifies() throws {
        let bytes = try attested().encoded()
        let keys = [DrillLog.key.verifierKey, try key().verifierKey]
        let report = BundleFixture.verify(bytes, keys: keys)
        #expect(report.state == .proven && report.summary.attestedBy == Self.name, "\(report.text)")
        let unknown = BundleFixture.verify(bytes)
        #expect(unknown.state == .notCompleted && unknown.findings.map(\.code) == [.keyUnknown], "\(unknown.text)")
        #expect(try attested().encoded() == bytes)
        #expect(BundleFixture.verify(try BundleFixture.bundle().encoded()).summary.attestedBy == nil)
    }

    @Test("an entry of the bundle that says the key was made to attest stands for it; any other key entry does not")
    func namedByLog() throws {
        for (name, action, isKnown) in [
            ("log/attestation", KeyStatement.Action.made, true), ("log/attestation", .retired, false),
            ("log/other", .made, false),
        ] {
            let key = try SigningKey(name: name, seed: Array(repeating: 8, count: 32))
            var draft = Synthetic.draft(0, kind: .key)
            draft.parts = [
                PartDraft(
                    group: .system, payload: try KeyStatement(action: action, key: key.verifierKey).payload(),
                    salt: Array(repeating: 3, count: 32))
            ]
            var appender = LogAppender(emptyLog: Synthetic.log)
            let entry = try appender.append([draft]).entries[0]
            let checkpoint = Checkpoint(origin: Synthetic.log, size: 1, root: entry.leafHash)
            var bundle = EvidenceBundle(
                subject: "1 entries", at: BundleFixture.at, note: try checkpoint.signed(by: [DrillLog.key]),
                keys: [DrillLog.key.verifierKey])
            bundle.entries = [
                EvidenceBundle.Entry(
                    index: 0, envelope: entry.envelope, proof: [], parts: DrillLog.row(entry).parts)
            ]
            bundle.attester = key
            let report = BundleFixture.verify(try bundle.encoded())
            #expect((report.state == .proven) == isKnown, "\(name) \(action): \(report.text)")
        }
    }

    @Test("a forged entry that names a key, or another log's own signature, makes nobody who attests")
    func forgedKeyEntry() throws {
        let key = try SigningKey(name: "log/attestation", seed: Array(repeating: 8, count: 32))
        var draft = Synthetic.draft(0, kind: .key)
        draft.parts = [
            PartDraft(
                group: .system, payload: try KeyStatement(action: .made, key: key.verifierKey).payload(),
                salt: Array(repeating: 3, count: 32))
        ]
        var appender = LogAppender(emptyLog: Synthetic.log)
        let entry = try appender.append([draft]).entries[0]
        func report(_ root: Hash32, by signer: SigningKey) throws -> VerificationReport {
            let checkpoint = Checkpoint(origin: Synthetic.log, size: 1, root: root)
            var bundle = EvidenceBundle(
                subject: "1 entries", at: BundleFixture.at, note: try checkpoint.signed(by: [signer]),
                keys: [signer.verifierKey])
            bundle.entries = [
                EvidenceBundle.Entry(
                    index: 0, envelope: entry.envelope, proof: [], parts: DrillLog.row(entry).parts)
            ]
            bundle.attester = key
            return BundleFixture.verify(try bundle.encoded())
        }
        let honest = try report(entry.leafHash, by: DrillLog.key)
        #expect(honest.state == .proven && honest.text.contains("attested by log/attestation"), "\(honest.text)")
        let forged = try report(.zero, by: DrillLog.key)
        #expect(Set(forged.findings.map(\.code)) == [.proofInvalid, .keyUnknown], "\(forged.text)")
        #expect(forged.summary.attestedBy == nil && !forged.text.contains("attested by log/attestation\n"))
        let own = try report(entry.leafHash, by: DrillLog.otherKey)
        #expect(own.summary.attestedBy == nil && own.state == .notCompleted, "\(own.text)")
    }

    @Test("a bundle whose attestation was taken out is proven, but not to whoever asks for one")
    func demanded() throws {
        let keys = [DrillLog.key.verifierKey, try key().verifierKey]
        let without = try BundleFixture.bundle().encoded()
        #expect(BundleFixture.verify(without, keys: keys).state == .proven)
        let asked = BundleFixture.verify(without, keys: keys, isAttestationDemanded: true)
        #expect(asked.state == .notCompleted && asked.findings.map(\.code) == [.attestationMissing], "\(asked.text)")
        let with = BundleFixture.verify(try attested().encoded(), keys: keys, isAttestationDemanded: true)
        #expect(with.state == .proven && with.findings.isEmpty, "\(with.text)")
    }

    @Test("an attestation of another bundle, another time or with another signature is refused")
    func lies() throws {
        let keys = [DrillLog.key.verifierKey, try key().verifierKey]
        let attestation = try #require(try files(attested())[BundleAttestation.path])
        var other = try BundleFixture.bundle(subject: "case C-2")
        other.attester = try key()
        let stolen = try #require(try files(other)[BundleAttestation.path])
        let text = String(decoding: attestation, as: UTF8.self)
        let signature = try #require(text.firstRange(of: #""sig":""#)?.upperBound)
        var forged = text
        forged.replaceSubrange(signature...signature, with: text[signature] == "A" ? "B" : "A")
        for (bytes, code) in [
            (stolen, FindingCode.fileMismatch), (Array(forged.utf8), .signatureInvalid),
            (attestation + [0x20], .fileMismatch), (Array("{}".utf8), .fileMismatch),
        ] {
            let report = BundleFixture.verify(try packed(with: bytes), keys: keys)
            #expect(report.findings.contains { $0.code == code }, "\(code): \(report.text)")
            #expect(report.state == .wrong)
        }
        #expect(BundleFixture.verify(try packed(with: attestation), keys: keys).state == .proven)
    }

    /// The attested bundle with other bytes as its attestation, packed anew around them.
    private func packed(with attestation: [UInt8]) throws -> [UInt8] {
        let first = try attested().files()
        var data = first.filter { $0.path.hasPrefix("data/") && $0.path != BundleAttestation.path }
        data.append(BundleFile(path: BundleAttestation.path, bytes: attestation))
        data.sort { BundleFile.precedes($0.path, $1.path) }
        let manifest = BundlePath.manifestText(data.map { ($0.path, EvidenceHash.plain($0.bytes)) })
        let old = try #require(first.first { $0.path == BundlePath.info }.flatMap { BagInfo(parsing: $0.bytes) })
        let info = BagInfo(
            subject: old.subject, at: old.at, log: old.log, checkpointSize: old.checkpointSize,
            octets: UInt64(data.reduce(0) { $0 + $1.bytes.count }), fileCount: UInt64(data.count))
        let tags = [
            BundleFile(path: BundlePath.info, bytes: info.encoded),
            BundleFile(path: BundlePath.declaration, bytes: BundlePath.declarationText),
            BundleFile(path: BundlePath.manifest, bytes: manifest),
        ]
        let all = BundlePath.manifestText(tags.map { ($0.path, EvidenceHash.plain($0.bytes)) })
        var bytes: [UInt8] = []
        try StoredZip.write(data + tags + [BundleFile(path: BundlePath.tagManifest, bytes: all)]) { bytes += $0 }
        return bytes
    }

    @Test(
        "openssl verifies the attestation over what sha256sum says of the manifest",
        .enabled(if: Tool.isInstalled("openssl", "sha256sum", "grep"), "openssl or coreutils are not installed"))
    func thirdParty() throws {
        let files = try files(attested())
        let root = try JSONDocument(parsing: try #require(files[BundleAttestation.path])).root
        let payload = try #require(root["payload"]?.string.flatMap { Base64.decode(Array($0.utf8)) })
        let statement = try JSONDocument(parsing: payload).root
        let signed = try #require(root["signatures"]?.elements.first { _ in true })
        let signature = try #require(signed["sig"]?.string.flatMap { Base64.decode(Array($0.utf8)) })
        try Tool.withFolder { folder in
            try Tool.write(try #require(files[BundlePath.manifest]), folder + "/manifest")
            let sum = try Tool.run(
                "/bin/sh", ["-c", "grep -v ' data/attestation.json$' manifest | sha256sum"], in: folder)
            let digest = statement["subject"]?.elements.first { _ in true }?["digest"]?["sha256"]?.string
            #expect(sum.text.hasPrefix(try #require(digest)))
            #expect(statement["_type"]?.string == "https://in-toto.io/Statement/v1")
            let publicKey = try key().verifierKey.publicKey
            let der: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
            try Tool.write(der + publicKey, folder + "/pub.der")
            try Tool.write(signature, folder + "/sig")
            let type = "application/vnd.in-toto+json"
            try Tool.write(
                Array("DSSEv1 \(type.count) \(type) \(payload.count) ".utf8) + payload, folder + "/signed")
            let verify = "openssl pkeyutl -verify -pubin -keyform DER -inkey pub.der -rawin -in signed -sigfile sig"
            let openssl = try Tool.run("/bin/sh", ["-c", verify], in: folder)
            #expect(openssl.code == 0, "\(openssl.text)")
        }
    }

    @Test(
        "the script without our software says that it does not look at an attestation",
        .enabled(if: Tool.isInstalled("unzip", "openssl", "basenc"), "unzip, openssl or coreutils are not installed"))
    func script() throws {
        try Tool.withFolder { folder in
            try Tool.write(try attested().encoded(), folder + "/b.zip")
            let result = try Tool.run(
                Tool.root + "/scripts/check-bundle", [folder + "/b.zip", DrillLog.key.verifierKey.description],
                in: folder)
            #expect(result.code == 0 && result.text.contains("attestation.json not looked at"), "\(result.text)")
        }
    }
}
