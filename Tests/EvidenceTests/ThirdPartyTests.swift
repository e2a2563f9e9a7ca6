import Domain
import Foundation
import Testing

@testable import Evidence

/// What others check without our software: openssl, sha256sum and coreutils.
@Suite(.enabled(if: Tool.isInstalled("openssl", "sha256sum", "basenc"), "openssl or coreutils are not installed"))
struct ThirdPartyTests {
    private static let script = Tool.root + "/scripts/check-bundle"

    private static func check(_ bytes: [UInt8], key: VerifierKey = DrillLog.key.verifierKey) throws -> (
        code: Int32, text: String
    ) {
        var result: (code: Int32, text: String) = (99, "")
        try Tool.withFolder { folder in
            try Tool.write(bytes, folder + "/b.zip")
            result = try Tool.run(script, ["b.zip", key.description], in: folder)
        }
        return result
    }

    @Test("the script has at most 40 lines") func length() throws {
        let text = try String(contentsOfFile: Self.script, encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 41)
    }

    @Test(
        "the script proves a bundle, and names what is wrong with a damaged or forged one",
        .enabled(if: Tool.isInstalled("unzip"), "unzip is not installed"))
    func script() throws {
        let bytes = try BundleFixture.bundle().encoded()
        let good = try Self.check(bytes)
        #expect(good.code == 0 && good.text.hasPrefix("proven: 8 entries of evidence.example/main"), "\(good.text)")
        #expect(try Self.check(bytes, key: DrillLog.otherKey.verifierKey).code == 2)
        let both = try Self.check(try BundleFixture.bundle(keys: [DrillLog.otherKey, DrillLog.key]).encoded())
        #expect(both.code == 0, "\(both.text)")
        var damaged = bytes
        let name = Array("data/evidence/17.tax.payload".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
        damaged[place + name.count] ^= 1
        #expect(try Self.check(damaged).code == 1)
        // Written anew around a change: archive and manifests agree, only the proofs do not.
        var forged = try BundleFixture.bundle()
        forged.entries[2] = EvidenceBundle.Entry(
            index: 17, envelope: try #require(forged.entries[3].envelope), proof: forged.entries[2].proof,
            parts: forged.entries[3].parts)
        let found = try Self.check(try forged.encoded())
        #expect(found.code == 1 && found.text.contains("entry 17 does not lead to the signed root"), "\(found.text)")
        var payload = try BundleFixture.bundle()
        let entry = payload.entries[2]
        payload.entries[2] = EvidenceBundle.Entry(
            index: 17, envelope: try #require(entry.envelope), proof: entry.proof,
            parts: entry.parts.map { StoredPart(group: $0.group, payload: $0.payload + [32], salt: $0.salt) })
        #expect(try Self.check(try payload.encoded()).text.contains("of entry 17"))
        var unsigned = try BundleFixture.bundle()
        unsigned = EvidenceBundle(subject: "x", at: BundleFixture.at, note: unsigned.note, keys: unsigned.keys)
        #expect(try Self.check(Array(try unsigned.encoded().dropLast(40))).code != 0)
    }

    /// Packs files anew: manifests and archive agree with them, and only what they say can be wrong.
    private static func packed(_ change: (inout [BundleFile]) -> Void) throws -> [UInt8] {
        let first = try BundleFixture.bundle().files()
        var files = first.filter { $0.path.hasPrefix("data/") }
        change(&files)
        files.sort { BundleFile.precedes($0.path, $1.path) }
        let manifest = BundlePath.manifestText(files.map { ($0.path, EvidenceHash.plain($0.bytes)) })
        var tags = first.filter { ["bagit.txt", "bag-info.txt"].contains($0.path) }
        tags.append(BundleFile(path: BundlePath.manifest, bytes: manifest))
        tags.sort { BundleFile.precedes($0.path, $1.path) }
        let all = BundlePath.manifestText(tags.map { ($0.path, EvidenceHash.plain($0.bytes)) })
        var bytes: [UInt8] = []
        try StoredZip.write(files + tags + [BundleFile(path: BundlePath.tagManifest, bytes: all)]) { bytes += $0 }
        return bytes
    }

    @Test(
        "a bundle that was packed anew around a lie is refused as the verifier refuses it",
        .enabled(if: Tool.isInstalled("unzip"), "unzip is not installed"))
    func lies() throws {
        func text(_ text: String) -> [UInt8] { Array(text.utf8) }
        func without(_ files: inout [BundleFile], _ path: String) { files.removeAll { $0.path == path } }
        func add(_ files: inout [BundleFile], _ path: String, _ bytes: [UInt8]) {
            files.append(BundleFile(path: path, bytes: bytes))
        }
        let note = try BundleFixture.bundle().note
        let proof =
            text("c2sp.org/tlog-proof@v1\nindex mi\n") + text(String(repeating: "A", count: 43) + "=\n\n") + note
        let purged = PurgedPart.table([
            PurgedPart(index: 5, group: .cdd, purgeIndex: 301, legalBasis: "GDPR Art. 17"),
            PurgedPart(index: 17, group: .tax, purgeIndex: 301, legalBasis: "GDPR Art. 17"),
        ])
        let forged = text("rules: []")
        let forgedHash = EvidenceHash.plain(forged).hex
        let lies: [(String, (inout [BundleFile]) -> Void)] = [
            (
                "purged part belongs to no entry",
                { files in
                    // Text that nothing proves may not vouch for a file.
                    without(&files, BundlePath.purged)
                    add(
                        &files, BundlePath.purged,
                        PurgedPart.table([
                            PurgedPart(index: 5, group: .cdd, purgeIndex: 301, legalBasis: "GDPR Art. 17"),
                            PurgedPart(index: 999, group: .tax, purgeIndex: 301, legalBasis: forgedHash),
                        ]))
                    add(&files, "data/rules/\(forgedHash)", forged)
                }
            ),
            (
                "of another checkpoint or index",
                { files in
                    for place in files.indices where files[place].path == "data/evidence/17.tlog-proof" {
                        let lines = String(decoding: files[place].bytes, as: UTF8.self)
                            .replacing("\nindex", with: "\nextra \(forgedHash)\nindex")
                        files[place] = BundleFile(path: files[place].path, bytes: text(lines))
                    }
                    add(&files, "data/rules/\(forgedHash)", forged)
                }
            ),
            (
                "of another checkpoint or index",
                { files in
                    // The way to the root is that of 17; the log never was so long.
                    let beyond = 17 + 1 << 20
                    for place in files.indices where files[place].path.hasPrefix("data/evidence/17.") {
                        let path = files[place].path.replacing("/17.", with: "/\(beyond).")
                        let isProof = path.hasSuffix(".tlog-proof")
                        let old = String(decoding: files[place].bytes, as: UTF8.self)
                        let bytes =
                            isProof ? text(old.replacing("index 17\n", with: "index \(beyond)\n")) : files[place].bytes
                        files[place] = BundleFile(path: path, bytes: bytes)
                    }
                }
            ),
            (
                "is not what an entry names",
                { files in add(&files, "data/rules/\(forgedHash)", forged) }
            ),
            ("no file of a bundle has this name", { add(&$0, "data/extra.txt", text("x")) }),
            ("no file of a bundle has this name", { add(&$0, "data/evidence/017.envelope", text("x")) }),
            (
                "no file of a bundle has this name",
                { files in
                    let name = "data/evidence/m[$(id>${OLDPWD}${PWD:0:1}PWNED)]"
                    add(&files, name + ".envelope", text("part tax 00\n"))
                    add(&files, name + ".tlog-proof", proof)
                }
            ),
            (
                "payload tax of entry 17 is missing",
                { files in
                    for end in ["payload", "salt"] { without(&files, "data/evidence/17.tax.\(end)") }
                    without(&files, BundlePath.purged)
                    add(&files, BundlePath.purged, purged)
                }
            ),
            (
                "belongs to no entry",
                { files in
                    add(&files, "data/evidence/17.report.payload", text("{}"))
                    add(&files, "data/evidence/17.report.salt", text(String(repeating: "s", count: 32)))
                }
            ),
            ("belongs to no entry", { add(&$0, "data/evidence/18.tlog-proof", proof) }),
            (
                "is not what an entry names",
                { files in
                    let path = "data/knowledge/\(EvidenceHash.plain(BundleFixture.manifest).hex)"
                    without(&files, path)
                    add(&files, path, text("{}"))
                }
            ),
            (
                "is not what an entry names",
                { add(&$0, "data/knowledge/\(EvidenceHash.plain(text("{}")).hex)", text("{}")) }
            ),
            (
                "is not what a report entry names",
                { files in
                    without(&files, "data/report/activity.html")
                    add(&files, "data/report/activity.html", text("<p>other</p>"))
                }
            ),
        ]
        for (words, lie) in lies {
            let bytes = try Self.packed(lie)
            try Tool.withFolder { folder in
                try Tool.write(bytes, folder + "/b.zip")
                let key = DrillLog.key.verifierKey.description
                let found = try Tool.run(Self.script, ["b.zip", key], in: folder)
                #expect(found.code == 1 && found.text.contains(words), "\(words): \(found.text)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["b.zip"])
            }
            #expect(BundleFixture.verify(bytes).state == .wrong)
        }
        let same = try Self.check(try Self.packed { _ in })
        #expect(same.code == 0, "\(same.text)")
    }

    @Test("the steps of the README work as they are printed")
    func readme() throws {
        try Tool.withFolder { folder in
            for file in try BundleFixture.bundle().files() {
                let path = folder + "/" + file.path
                try FileManager.default.createDirectory(
                    atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try Tool.write(file.bytes, path)
            }
            let readme = try String(contentsOfFile: folder + "/data/README.txt", encoding: .utf8)
            let commands = readme.split(separator: "\n").filter { $0.hasPrefix("     ") }
                .filter { !$0.contains("LEFT RIGHT") }
            #expect(commands.count == 11)
            let result = try Tool.run(
                "/usr/bin/env", ["bash", "-ec", commands.joined(separator: "\n")], in: folder)
            let entry = try BundleFixture.entries()[0]
            #expect(result.code == 0 && result.text.contains("Signature Verified Successfully"), "\(result.text)")
            let commitment = try #require(Envelope(parsing: entry.envelope).parts.first).commitment
            #expect(result.text.contains(commitment.hex + "  -") && result.text.contains("part cdd \(commitment.hex)"))
            #expect(result.text.contains(entry.leafHash.hex + "  -"))
        }
    }

    @Test("our time-stamp request is byte for byte openssl's, and openssl's reply is read")
    func timestamps() throws {
        let note = try BundleFixture.bundle().note
        try Tool.withFolder { folder in
            try Tool.write(note, folder + "/note")
            let query = try Tool.run(
                "/usr/bin/env",
                ["openssl", "ts", "-query", "-data", "note", "-sha256", "-cert", "-no_nonce", "-out", "q.tsq"],
                in: folder)
            #expect(query.code == 0, "\(query.text)")
            let made = try Array(Data(contentsOf: URL(fileURLWithPath: folder + "/q.tsq")))
            #expect(made == TimestampRequest.encoded(note: note))
            try Self.config.write(toFile: folder + "/ts.cnf", atomically: true, encoding: .utf8)
            let authority = """
                openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 2 -config ts.cnf -extensions tsa
                echo 01 > serial
                openssl ts -reply -config ts.cnf -section one -queryfile q.tsq -out r.tsr
                """
            let refused = try Tool.run(
                "/usr/bin/env", ["bash", "-ec", authority.replacing("rsa:2048", with: "ed25519")], in: folder)
            if refused.code == 0 {
                // This openssl cannot time-stamp with Ed25519 and says so in its reply.
                let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: folder + "/r.tsr")))
                let error = #expect(throws: EvidenceError.self) { try TimestampReply(parsing: bytes) }
                #expect(error?.detail.contains("did not grant") == true)
            }
            let reply = try Tool.run("/usr/bin/env", ["bash", "-ec", authority], in: folder)
            #expect(reply.code == 0, "\(reply.text)")
            let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: folder + "/r.tsr")))
            let read = try TimestampReply(parsing: bytes)
            #expect(read.imprint == EvidenceHash.plain(note) && read.time > Instant("2026-01-01T00:00:00Z")!)
            for position in 0..<min(bytes.count, 120) {
                var changed = bytes
                changed[position] ^= 0x55
                _ = try? TimestampReply(parsing: changed)
                #expect(throws: EvidenceError.self) { try TimestampReply(parsing: Array(bytes.prefix(position))) }
            }
        }
    }

    private static let config = """
        [req]
        distinguished_name = dn
        prompt = no
        [dn]
        CN = Test time-stamps
        [tsa]
        extendedKeyUsage = critical,timeStamping
        keyUsage = critical,digitalSignature
        basicConstraints = critical,CA:false
        [one]
        serial = serial
        signer_cert = c.pem
        signer_key = k.pem
        signer_digest = sha256
        default_policy = 1.2.3.4
        digests = sha256
        accuracy = secs:1
        ess_cert_id_alg = sha256
        """
}
