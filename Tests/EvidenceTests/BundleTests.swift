import Domain
import Foundation
import Testing

@testable import Evidence

@Suite struct BundleTests {
    @Test("a bundle verifies, and its summary says what is in it")
    func verifies() throws {
        let report = BundleFixture.verify(try BundleFixture.bundle().encoded())
        #expect(report.findings.isEmpty && report.state == .proven, "\(report.text)")
        #expect(report.summary.entries == 8 && report.summary.provenSize == 302)
        // Six entries of two parts less the purged one, and one part each of report and purge.
        #expect(report.summary.partsPresent == 13 && report.summary.partsPurged == 1)
        #expect(report.summary.signers == ["evidence.example/main"] && report.summary.log == "evidence.example/main")
    }

    @Test("the same content gives the same bytes, in whatever order it is put together")
    func isDeterministic() throws {
        let bundle = try BundleFixture.bundle()
        var shuffled = bundle
        shuffled.entries.reverse()
        let bytes = try bundle.encoded()
        #expect(try shuffled.encoded() == bytes && BundleFixture.bundle().encoded() == bytes)
        // Fixed for ever: another machine, locale or time zone must come to the same bytes.
        #expect(EvidenceHash.plain(bytes).hex == Self.knownHash)
    }

    static let knownHash = "f2948f7699626884e41c4c492c5c84bcd54102accb6159bad5cf7d60d325c568"

    @Test("the archive is laid out as BagIt 1.0 says, names in the order of their bytes")
    func layout() throws {
        let files = try BundleFixture.bundle().files()
        let byPath = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
        func text(_ path: String) -> String { String(decoding: byPath[path] ?? [], as: UTF8.self) }
        #expect(text("bagit.txt") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        let payload = files.filter { $0.path.hasPrefix("data/") }
        let octets = payload.reduce(0) { $0 + $1.bytes.count }
        #expect(text("bag-info.txt").hasPrefix("Bagging-Date: 2026-11-28\nExternal-Identifier: case C-1\n"))
        #expect(text("bag-info.txt").contains("Payload-Oxum: \(octets).\(payload.count)\n"))
        #expect(text("manifest-sha256.txt").split(separator: "\n").count == payload.count)
        #expect(text("tagmanifest-sha256.txt").split(separator: "\n").count == 3)
        #expect(text("data/evidence/purged.tsv") == "idx\tgroup\tpurge_idx\tlegal_basis\n5\tcdd\t301\tGDPR Art. 17\n")
        #expect(text("data/README.txt").contains("cat 0.cdd.salt 0.cdd.payload"))
        let reader = try ZipReader(BundleSource(try BundleFixture.bundle().encoded()))
        let names = reader.entries.map { String(decoding: $0.name, as: UTF8.self) }
        #expect(names.count == files.count && names == names.sorted { BundleFile.precedes($0, $1) })
        #expect(names.first == "bag-info.txt" && names.last == "tagmanifest-sha256.txt")
    }

    @Test("every one of 1,000 random changes of a single byte is found")
    func changedBytes() throws {
        let bytes = try BundleFixture.bundle().encoded()
        var generator = SeededGenerator(20_261_128)
        for _ in 0..<1_000 {
            var changed = bytes
            let position = Int.random(in: 0..<bytes.count, using: &generator)
            changed[position] ^= UInt8.random(in: 1...255, using: &generator)
            let report = BundleFixture.verify(changed)
            #expect(report.state != .proven, "byte \(position) of \(bytes.count)")
        }
    }

    @Test("no byte of the archive itself can change: headers, directory and end are read by their one form")
    func everyStructureByte() throws {
        let bytes = try BundleFixture.bundle(indexes: [17]).encoded()
        let reader = try ZipReader(BundleSource(bytes))
        let directory = try #require(reader.entries.last).offset
        var positions = Array(Int(directory)..<bytes.count)
        for entry in reader.entries {
            positions += Int(entry.offset)..<Int(entry.offset) + StoredZip.localHeaderLength + entry.name.count
        }
        for position in positions {
            var changed = bytes
            changed[position] ^= 1
            #expect(BundleFixture.verify(changed).state != .proven, "byte \(position)")
        }
        for cut in [0, 1, 21, 22, bytes.count / 2, bytes.count - 1] {
            #expect(BundleFixture.verify(Array(bytes.prefix(cut))).state != .proven)
        }
        #expect(
            BundleFixture.verify(bytes + [0]).state != .proven && BundleFixture.verify([0] + bytes).state != .proven)
    }

    /// Changes files before manifests and archive are written, as somebody would who can run our program.
    static func report(_ change: (inout [String: [UInt8]]) -> Void) throws -> VerificationReport {
        let made = try BundleFixture.bundle().files().filter { $0.path.hasPrefix("data/") }
        var payload = Dictionary(uniqueKeysWithValues: made.map { ($0.path, $0.bytes) })
        change(&payload)
        var files = payload.map { BundleFile(path: $0.key, bytes: $0.value) }
        files.sort { BundleFile.precedes($0.path, $1.path) }
        let info = BagInfo(
            subject: "case C-1", at: BundleFixture.at, log: Synthetic.log.text, checkpointSize: 302,
            octets: UInt64(files.reduce(0) { $0 + $1.bytes.count }), fileCount: UInt64(files.count))
        let manifest = BundlePath.manifestText(files.map { ($0.path, EvidenceHash.plain($0.bytes)) })
        let tags = [
            BundleFile(path: BundlePath.info, bytes: info.encoded),
            BundleFile(path: BundlePath.declaration, bytes: BundlePath.declarationText),
            BundleFile(path: BundlePath.manifest, bytes: manifest),
        ]
        let tagManifest = BundlePath.manifestText(tags.map { ($0.path, EvidenceHash.plain($0.bytes)) })
        files += tags + [BundleFile(path: BundlePath.tagManifest, bytes: tagManifest)]
        var bytes: [UInt8] = []
        try StoredZip.write(files) { (piece) throws(EvidenceError) in bytes += piece }
        return BundleFixture.verify(bytes)
    }

    @Test("a bundle whose manifests were written anew around a change is named by entry, part or file")
    func forgeries() throws {
        #expect(try Self.report { _ in }.state == .proven)
        func short(_ change: (inout [String: [UInt8]]) -> Void) throws -> [String] { try Self.report(change).short }
        #expect(try short { $0["data/evidence/17.tax.payload"]?.append(32) } == ["payload_mismatch 17 tax"])
        #expect(try short { $0["data/evidence/17.tax.salt"]?[0] ^= 1 } == ["payload_mismatch 17 tax"])
        #expect(try short { $0["data/evidence/17.envelope"]?[200] ^= 1 }.contains("proof_invalid 17"))
        #expect(try short { $0["data/evidence/17.tlog-proof"] = nil } == ["proof_invalid 17"])
        #expect(
            try short { $0["data/evidence/17.tlog-proof"] = $0["data/evidence/18.tlog-proof"] ?? [1] }.contains(
                "proof_invalid 17"))
        #expect(try short { $0["data/evidence/17.envelope"] = nil }.contains("entry_missing 17"))
        #expect(
            try short {
                $0["data/evidence/17.tax.payload"] = nil
                $0["data/evidence/17.tax.salt"] = nil
            } == ["payload_missing_unexplained 17 tax", "file_mismatch data/evidence/purged.tsv"])
        #expect(
            try short { $0["data/evidence/17.tax.salt"] = nil }.contains("file_missing data/evidence/17.tax.salt"))
        #expect(
            try short { $0["data/evidence/purged.tsv"] = Array(PurgedPart.header.utf8) } == [
                "file_mismatch data/evidence/purged.tsv"
            ])
        let other = PurgedPart(index: 5, group: .cdd, purgeIndex: 301, legalBasis: "because")
        #expect(
            try short { $0["data/evidence/purged.tsv"] = PurgedPart.table([other]) } == [
                "payload_missing_unexplained 5 cdd"
            ])
        #expect(try short { $0["data/report/activity.html"]?.append(1) } == ["file_mismatch data/report/activity.html"])
        #expect(try short { $0["data/report/more.html"] = [1] } == ["file_mismatch data/report/more.html"])
        #expect(try short { $0["data/validation.json"] = [1] } == ["file_mismatch data/validation.json"])
        let knowledge = "data/knowledge/\(EvidenceHash.plain(BundleFixture.manifest).hex)"
        #expect(try short { $0[knowledge]?.append(1) }.contains("file_mismatch \(knowledge)"))
        #expect(try short { $0["data/rules/\(Hash32.zero.hex)"] = [1] }.count == 1)
        #expect(try short { $0["data/extra.txt"] = [1] } == ["file_unexpected data/extra.txt"])
        #expect(try short { $0["data/evidence/17.note"] = [1] } == ["file_unexpected data/evidence/17.note"])
        #expect(
            try short { $0["data/log/anchors/checkpoint-302.tsr"] = [0x30, 0] } == [
                "file_mismatch data/log/anchors/checkpoint-302.tsr"
            ])
        #expect(
            try short { $0["data/log/anchors/checkpoint-1.tsr"] = [0x30, 0] } == [
                "file_unexpected data/log/anchors/checkpoint-1.tsr"
            ])
        #expect(try short { $0["data/log/keys.vkey"] = [1] } == ["bundle_malformed data/log/keys.vkey"])
        #expect(try short { $0["data/log/checkpoint"] = nil }.contains("file_missing data/log/checkpoint"))
    }

    @Test("a bundle whose purge entry is not in it does not explain what is missing")
    func purgeEntryMissing() throws {
        let bundle = try BundleFixture.bundle(indexes: [0, 5])
        let report = BundleFixture.verify(try bundle.encoded())
        #expect(report.short.contains("payload_missing_unexplained 5 cdd") && report.state == .wrong)
    }

    @Test("without the key, or with another one, a bundle is not completed, never valid")
    func keys() throws {
        let bytes = try BundleFixture.bundle().encoded()
        #expect(BundleFixture.verify(bytes, keys: []).state == .notCompleted)
        #expect(BundleFixture.verify(bytes, keys: [DrillLog.otherKey.verifierKey]).short == ["key_unknown 302"])
        let both = try BundleFixture.bundle(keys: [DrillLog.otherKey, DrillLog.key]).encoded()
        #expect(BundleFixture.verify(both).state == .proven)
        struct Broken: Error {}
        var broken = BundleVerifier(BundleSource(size: 100) { _, _ in throw Broken() }, keys: [])
        #expect(broken.verify().state == .notCompleted)
        var half = BundleVerifier(
            BundleSource(size: UInt64(bytes.count)) { offset, count in
                if offset == 0 { throw Broken() }
                return Array(bytes[Int(offset)..<Int(offset) + count])
            }, keys: [DrillLog.key.verifierKey])
        #expect(half.verify().findings.contains { $0.code == .logUnreadable })
    }

    @Test("a bundle older than a checkpoint that the reader holds is a rollback, another root of its size a fork")
    func heldCheckpoints() throws {
        let bytes = try BundleFixture.bundle().encoded()
        func note(_ size: UInt64, _ root: Hash32, _ log: LogOrigin = Synthetic.log) throws -> [UInt8] {
            try Checkpoint(origin: log, size: size, root: root).signed(by: [DrillLog.key])
        }
        #expect(BundleFixture.verify(bytes, held: [try note(300, .zero)]).state == .proven)
        #expect(BundleFixture.verify(bytes, held: [try note(303, .zero)]).short == ["rollback 302"])
        #expect(BundleFixture.verify(bytes, held: [try note(302, .zero)]).short == ["fork 302"])
        let other = try #require(LogOrigin("other"))
        #expect(BundleFixture.verify(bytes, held: [try note(1, .zero, other)]).short == ["held_unusable 1"])
        let damaged = BundleFixture.verify(bytes, held: [[1]])
        #expect(damaged.short == ["held_unusable"] && damaged.state == .notCompleted, "somebody else's file")
    }

    @Test("what cannot stand in a bundle is refused")
    func refusals() throws {
        var bundle = try BundleFixture.bundle()
        bundle.report["ä.html"] = [1]
        #expect(throws: EvidenceError.self) { try bundle.encoded() }
        for name in ["", "/a", "a//b", "a/../b", "./a", "a\\b", "a b", String(repeating: "a", count: 256)] {
            #expect(!StoredZip.isName(Array(name.utf8)))
        }
        #expect(throws: EvidenceError.self) {
            try StoredZip.write([BundleFile(path: "a", bytes: []), BundleFile(path: "a", bytes: [])]) {
                (_) throws(EvidenceError) in
            }
        }
        #expect(throws: EvidenceError.self) { try BundleFixture.bundle(subject: "case\nC-1").encoded() }
    }

    @Test("over 65,534 files the directory end is ZIP64; offsets over 4 GiB have their field")
    func wide() throws {
        let files = (0..<66_000).map { BundleFile(path: "f/\($0)", bytes: []) }
        var bytes: [UInt8] = []
        try StoredZip.write(files) { (piece) throws(EvidenceError) in bytes += piece }
        let reader = try ZipReader(BundleSource(bytes))
        #expect(reader.entries.count == 66_000)
        for position in bytes.count - 98..<bytes.count {
            var changed = bytes
            changed[position] ^= 1
            #expect(throws: (any Error).self) { try ZipReader(BundleSource(changed)) }
        }
        let far = StoredZip.Entry(name: [0x61], crc: 1, size: 2, offset: 1 << 33)
        let record = StoredZip.centralRecord(far)
        #expect(record.count == 46 + 1 + 12 && record.suffix(8) == [0, 0, 0, 0, 2, 0, 0, 0])
        try Tool.withFolder { folder in
            guard Tool.isInstalled("unzip") else { return }
            try Tool.write(bytes, folder + "/wide.zip")
            let test = try Tool.run("/usr/bin/env", ["unzip", "-tqq", "wide.zip"], in: folder)
            #expect(test.code == 0, "\(test.text.prefix(300))")
        }
    }
}
