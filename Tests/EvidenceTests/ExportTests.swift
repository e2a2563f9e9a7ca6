import Domain
import Testing

@testable import Evidence

@Suite struct ExportTests {
    /// The files of an export by path.
    static func export(_ count: Int, payloads: Bool = true, seed: UInt64 = 1) throws -> [String: [UInt8]] {
        let (appender, batches) = try Synthetic.appender(batches: [count], seed: seed)
        var exporter = LogExporter(withPayloads: payloads)
        var files: [ExportFile] = []
        for entry in batches[0].entries {
            let parts = DrillLog.row(entry).parts
            files += try exporter.add(envelope: entry.envelope, entryID: entry.entryID, parts: parts)
        }
        let checkpoint = Checkpoint(origin: Synthetic.log, size: appender.size, root: appender.tree.root)
        files += try exporter.finish(checkpoint: checkpoint.signed(by: [DrillLog.key]))
        #expect(exporter.size == UInt64(count) && files.last?.path == "checkpoint")
        return Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { _, last in last })
    }

    static func verify(
        _ files: [String: [UInt8]], keys: [VerifierKey] = [DrillLog.key.verifierKey], held: [[UInt8]] = [],
        other: [String: [UInt8]]? = nil
    ) -> VerificationReport {
        func reader(_ files: [String: [UInt8]]) -> LogFolder.Read { { path in files[path] } }
        let folders = [1, 3].map { jobs in
            LogFolder(read: reader(files), keys: keys, held: held, other: other.map(reader), jobs: jobs).verify()
        }
        #expect(folders[0] == folders[1], "two threads and one must agree")
        return folders[0]
    }

    @Test("paths are those of tlog-tiles")
    func paths() {
        #expect(ExportPath.number(1_234_067) == "x001/x234/067" && ExportPath.number(0) == "000")
        #expect(ExportPath.number(1_000) == "x001/000")
        #expect(ExportPath.tile(TileID(level: 1, index: 5)) == "tile/1/005")
        #expect(ExportPath.tile(TileID(level: 0, index: 5), width: 7) == "tile/0/005.p/7")
        #expect(ExportPath.entries(2, width: 9) == "tile/entries/002.p/9" && ExportPath.payloads(2) == "payloads/002")
    }

    @Test(
        "an export verifies, with and without payloads, at sizes around a tile", arguments: [0, 1, 255, 256, 257, 600])
    func exports(count: Int) throws {
        for payloads in [true, false] {
            let files = try Self.export(count, payloads: payloads)
            let report = Self.verify(files)
            #expect(report.findings.isEmpty && report.state == .proven)
            #expect(report.summary.entries == UInt64(count) && report.summary.provenSize == UInt64(count))
            #expect(report.summary.partsPresent == (payloads ? UInt64(count) * 2 : 0))
            #expect(report.summary.partsNotGiven == (payloads ? 0 : UInt64(count) * 2))
        }
    }

    @Test("a second, longer export changes no file that is final")
    func incremental() throws {
        let (first, second) = (try Self.export(300), try Self.export(600))
        for path in ["tile/0/000", "tile/entries/000", "payloads/000"] { #expect(first[path] == second[path]) }
        #expect(second["tile/0/001"] != nil && first["tile/0/001"] == nil && first["tile/0/001.p/44"] != nil)
        #expect(second["tile/1/000.p/2"] != nil)
    }

    @Test("a checkpoint that is not about the entries is refused")
    func wrongCheckpoint() throws {
        let exporter = LogExporter(withPayloads: false)
        let note = try Checkpoint(origin: Synthetic.log, size: 0, root: .zero).signed(by: [DrillLog.key])
        #expect(throws: EvidenceError.self) { try exporter.finish(checkpoint: note) }
        var other = exporter
        #expect(throws: EvidenceError.self) { try other.add(envelope: [], entryID: .zero, parts: []) }
        #expect(throws: EvidenceError.self) {
            try other.finish(checkpoint: note)
        }
    }

    @Test("a changed byte anywhere in an export is found")
    func changedFiles() throws {
        let files = try Self.export(300)
        for (path, bytes) in files {
            for position in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 7)) {
                var changed = files
                changed[path]?[position] ^= 1
                #expect(Self.verify(changed).state != .proven, "\(path) \(position)")
            }
        }
    }

    @Test("exact names: a changed entry, a missing bundle, a cut-off log, a damaged file")
    func drills() throws {
        let files = try Self.export(600)
        var changed = files
        changed["tile/entries/001"]?[40] ^= 1
        #expect(Self.verify(changed).short.contains("leaf_mismatch 256"))
        changed = files
        changed["tile/entries/001"] = nil
        let missing = Self.verify(changed)
        #expect(missing.short.contains("entry_missing 256") && missing.short.contains("entry_missing 511"))
        changed = files
        changed["tile/entries/002.p/88"] = nil
        changed["tile/0/002.p/88"] = nil
        #expect(Self.verify(changed).short.contains("rollback 512"))
        changed = files
        changed["payloads/001"]?.removeLast()
        #expect(Self.verify(changed).findings.contains { $0.code == .logUnreadable })
        changed = files
        changed["tile/0/001"]?.removeLast()
        #expect(Self.verify(changed).findings.contains { $0.code == .logUnreadable })
        changed = files
        changed["checkpoint"] = nil
        #expect(Self.verify(changed).state == .notCompleted)
        changed["checkpoint"] = [1]
        #expect(Self.verify(changed).state == .wrong)
        #expect(Self.verify(files, keys: []).state == .notCompleted)
        struct Broken: Error {}
        let broken = LogFolder(read: { _ in throw Broken() }, keys: [])
        #expect(broken.verify().state == .notCompleted)
        let halfBroken = LogFolder(
            read: { path in
                if path == "tile/0/000" { throw Broken() }
                return files[path]
            }, keys: [DrillLog.key.verifierKey])
        #expect(halfBroken.verify().state == .notCompleted)
    }

    @Test("another copy names the first entry that differs; a held newer checkpoint is a rollback")
    func otherCopy() throws {
        let files = try Self.export(600)
        let fork = try Self.export(600, seed: 2)
        #expect(Self.verify(files, other: files).state == .proven)
        let report = Self.verify(files, other: fork)
        #expect(report.short.contains("fork 600") && report.short.contains("root_mismatch [0,1)"))
        let newer = try #require(Self.export(700)["checkpoint"])
        #expect(Self.verify(files, held: [newer]).short == ["rollback 600"])
        let older = try #require(Self.export(300)["checkpoint"])
        #expect(Self.verify(files, held: [older]).state == .proven)
    }

    @Test("a proof text survives, verifies, and any change fails")
    func proofText() throws {
        let (appender, batches) = try Synthetic.appender(batches: [600])
        let leaves = batches[0].entries.map(\.leafHash)
        let tiles = MerkleTests.tiles(leaves)
        let note = try Checkpoint(origin: Synthetic.log, size: 600, root: appender.tree.root).signed(by: [DrillLog.key])
        let hashes = try ProofPlan.inclusion(index: 17, size: 600).assemble(tiles)
        let proof = TlogProof(index: 17, hashes: hashes, extra: Array("x".utf8), note: note)
        let text = proof.encoded
        #expect(try TlogProof(parsing: text) == proof)
        let keys = [DrillLog.key.verifierKey]
        let envelope = batches[0].entries[17].envelope
        #expect(try TlogProof(parsing: text).verify(envelope: envelope, keys: keys).size == 600)
        for position in text.indices {
            var changed = text
            changed[position] ^= 2
            guard let parsed = try? TlogProof(parsing: changed), parsed.extra == proof.extra else { continue }
            #expect(throws: EvidenceError.self) { try parsed.verify(envelope: envelope, keys: keys) }
        }
        #expect(throws: EvidenceError.self) { try proof.verify(envelope: batches[0].entries[18].envelope, keys: keys) }
        for bad in [
            "", "x\n\ny", "c2sp.org/tlog-proof@v1\n\n", "c2sp.org/tlog-proof@v1\nindex 01\n\n",
            "c2sp.org/tlog-proof@v1\nextra ?\nindex 1\n\n", "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n",
        ] {
            let error = #expect(throws: EvidenceError.self) { try TlogProof(parsing: Array(bad.utf8)) }
            #expect(error?.code == .proofInvalid)
        }
    }

    @Test("the proof of one entry among a million is 20 hashes and at most 1,280 bytes of text")
    func proofSize() throws {
        let hashes = try ProofPlan.inclusion(index: 999_999, size: 1_000_000).assemble(MerkleTests.noTiles(1_000_000))
        let middle = try ProofPlan.inclusion(index: 77, size: 1_000_000).assemble(MerkleTests.noTiles(1_000_000))
        let note = try Checkpoint(origin: Synthetic.log, size: 1_000_000, root: .zero).signed(by: [DrillLog.key])
        #expect(middle.count == 20 && hashes.count <= 20)
        #expect(TlogProof(index: 77, hashes: middle, note: note).encoded.count <= 1_280)
    }
}
