import Domain
import Testing

@testable import Evidence

/// Entries of which only the leaf hash is left: removed by order of a court, or emptied by somebody who says so.
@Suite struct RemovalTests {
    /// 20 entries, and behind them what the caller adds.
    private static func log(_ tail: [EnvelopeDraft]) throws -> DrillLog {
        var appender = LogAppender(emptyLog: Synthetic.log)
        let batch = try appender.append((0..<20).map { Synthetic.draft($0) } + tail)
        var log = try DrillLog(batches: [])
        log.rows = batch.entries.map(DrillLog.row)
        log.heads = [TreeHead(size: batch.size, root: batch.root, range: batch.range)]
        log.notes = [
            try Checkpoint(origin: Synthetic.log, size: batch.size, root: batch.root).signed(by: [DrillLog.key])
        ]
        return log
    }

    private static func statement(
        _ number: Int, of removed: [UInt64], approvers: [String] = ["a", "b"]
    ) throws -> EnvelopeDraft {
        var draft = Synthetic.draft(number, kind: .purge)
        let made = PurgeStatement(
            ranges: [:], legalBasis: "LG Berlin 7 O 12/31", rulesHash: Hash32.zero.hex, planHash: Hash32.zero.hex,
            approvers: approvers, removed: removed)
        draft.parts = [
            PartDraft(group: .system, payload: try made.payload(), salt: Array(repeating: 1, count: 32))
        ]
        return draft
    }

    /// The row as it is after a removal in full.
    private static func bare(_ row: LogRow) -> LogRow {
        var bare = LogRow(index: row.index, entryID: row.leafHash, leafHash: row.leafHash, envelope: nil, parts: [])
        bare.columns = row.leafHash.map { EnvelopeColumns(removed: $0) }
        return bare
    }

    @Test("an entry removed by order is a note and the rest stays proven; one emptied without an order is wrong")
    func statements() throws {
        var log = try Self.log([Self.statement(20, of: [7])])
        let whole = log.rows[7]
        log.rows[7] = Self.bare(whole)
        let report = log.verify()
        #expect(report.short == ["present_as_hash 7"] && report.state == .proven)
        #expect(report.findings[0].message.contains("entry 20"))
        #expect(report.summary.entries == 20 && report.summary.provenSize == 21)
        // Another one, which no statement names.
        log.rows[8] = Self.bare(log.rows[8])
        #expect(log.verify().short == ["present_as_hash 7", "envelope_missing_unexplained 8"])
        #expect(log.verify().state == .wrong)
        // The leaf hash itself is held against the signed root.
        log = try Self.log([Self.statement(20, of: [7])])
        log.rows[7] = LogRow(index: 7, entryID: .zero, leafHash: .zero, envelope: nil, parts: [])
        #expect(log.verify().short.contains { $0.hasPrefix("root_mismatch") })
        log.rows[7] = LogRow(index: 7, entryID: nil, leafHash: nil, envelope: nil, parts: [])
        #expect(log.verify().short.contains("entry_missing 7"))
    }

    @Test("a statement of before the entry, with one approver, or itself removed explains nothing")
    func weakStatements() throws {
        var log = try Self.log([Self.statement(20, of: [21]), Synthetic.draft(21)])
        log.rows[21] = Self.bare(log.rows[21])
        #expect(log.verify().short == ["envelope_missing_unexplained 21"])
        log = try Self.log([Self.statement(20, of: [7], approvers: ["a", "a"])])
        log.rows[7] = Self.bare(log.rows[7])
        #expect(log.verify().short == ["present_as_hash 7", "purge_unapproved 20 system"])
        #expect(log.verify().state == .wrong)
        log = try Self.log([Self.statement(20, of: [7])])
        for index in [7, 20] { log.rows[index] = Self.bare(log.rows[index]) }
        #expect(log.verify().short == ["envelope_missing_unexplained 7", "envelope_missing_unexplained 20"])
    }

    @Test("what was removed and is there again, or left in columns, ids or payloads, is named")
    func remains() throws {
        var log = try Self.log([Self.statement(20, of: [7])])
        #expect(log.verify().short == ["envelope_returned 7"] && log.verify().state == .wrong)
        let whole = log.rows[7]
        log.rows[7] = Self.bare(whole)
        log.rows[7].columns = EnvelopeColumns(
            kind: "removed", record: Array((whole.leafHash ?? .zero).bytes.prefix(16)), revision: 0, subject: nil,
            country: "DE", recordClass: "removed", occurred: 0)
        #expect(log.verify().short == ["column_mismatch 7", "present_as_hash 7"])
        log.rows[7] = LogRow(
            index: 7, entryID: whole.entryID, leafHash: whole.leafHash, envelope: nil, parts: whole.parts)
        #expect(
            log.verify().short == [
                "payload_mismatch 7 tax", "payload_mismatch 7 cdd", "column_mismatch 7", "present_as_hash 7",
            ])
    }

    @Test("a statement reads as it was written, and an older one without removals stays the same bytes")
    func payload() throws {
        var statement = PurgeStatement(
            ranges: [.tax: [3..<5]], legalBasis: "b", rulesHash: "r", planHash: "p", approvers: ["a", "b"])
        let old = try statement.payload()
        #expect(!String(decoding: old, as: UTF8.self).contains("removed"))
        #expect(PurgeStatement(payload: old) == statement)
        statement.removed = [4, 9]
        #expect(PurgeStatement(payload: try statement.payload()) == statement)
        #expect(statement.explains(9, nil) && !statement.explains(3, nil))
        #expect(statement.explains(4, .tax) && !statement.explains(5, .tax) && !statement.explains(4, .cdd))
        let broken = String(decoding: try statement.payload(), as: UTF8.self)
        #expect(PurgeStatement(payload: Array(broken.replacing("[4,9]", with: "[4,-9]").utf8)) == nil)
        #expect(PurgeStatement(payload: Array(broken.replacing("[4,9]", with: "7").utf8)) == nil)
    }

    @Test("an export without the removed envelope verifies with its statement, with payloads and without; not else")
    func export() throws {
        for payloads in [true, false] {
            var appender = LogAppender(emptyLog: Synthetic.log)
            let batch = try appender.append(
                (0..<300).map { Synthetic.draft($0) } + [Self.statement(300, of: [7, 299])])
            var exporter = LogExporter(withPayloads: payloads)
            var made: [ExportFile] = []
            for entry in batch.entries {
                made +=
                    [7, 299].contains(entry.index)
                    ? exporter.add(removed: entry.leafHash)
                    : try exporter.add(
                        envelope: entry.envelope, entryID: entry.entryID, parts: DrillLog.row(entry).parts)
            }
            let checkpoint = Checkpoint(origin: Synthetic.log, size: batch.size, root: batch.root)
            made += try exporter.finish(checkpoint: checkpoint.signed(by: [DrillLog.key]))
            made.append(try LogExporter.removalFile([DrillLog.row(batch.entries[300])]))
            var files = Dictionary(made.map { ($0.path, $0.bytes) }, uniquingKeysWith: { _, last in last })
            let report = ExportTests.verify(files)
            #expect(report.short == ["present_as_hash 7", "present_as_hash 299"] && report.state == .proven)
            #expect(report.summary.entries == 299)
            if !payloads {
                // With payloads the statement stands there too.
                files[ExportPath.removals]?[100] ^= 1
                #expect(ExportTests.verify(files).state == .wrong)
                files[ExportPath.removals] = nil
                let lonely = ExportTests.verify(files)
                #expect(lonely.short == ["envelope_missing_unexplained 7", "envelope_missing_unexplained 299"])
                #expect(lonely.state == .wrong)
            }
            // The bundle of a tile that is written again is the one that an export would write now.
            let rows = batch.entries[..<256].map { entry in
                entry.index == 7 ? Self.bare(DrillLog.row(entry)) : DrillLog.row(entry)
            }
            #expect(LogExporter.entryFile(0, rows).bytes == files[ExportPath.entries(0)])
        }
    }

    /// A bundle with entry 7 removed and its statement; the change is applied before it is packed.
    private static func bundle(
        statement index: UInt64 = 40, listed: Bool = true, leaf: Hash32? = nil
    ) throws -> [UInt8] {
        var appender = LogAppender(emptyLog: Synthetic.log)
        let entries = try appender.append((0..<40).map { Synthetic.draft($0) } + [Self.statement(40, of: [7])]).entries
        let leaves = entries.map(\.leafHash)
        let tiles = MerkleTests.tiles(leaves)
        let checkpoint = Checkpoint(origin: Synthetic.log, size: 41, root: MerkleTests.root(leaves[...]))
        var bundle = EvidenceBundle(
            subject: "case C-1", at: BundleFixture.at, note: try checkpoint.signed(by: [DrillLog.key]),
            keys: [DrillLog.key.verifierKey])
        for place in [3, 7, index] {
            let proof = try ProofPlan.inclusion(index: place, size: 41).assemble(tiles)
            let row = DrillLog.row(entries[Int(place)])
            bundle.entries.append(
                place == 7
                    ? EvidenceBundle.Entry(index: 7, removed: leaf ?? leaves[7], proof: proof)
                    : EvidenceBundle.Entry(
                        index: place, envelope: row.envelope ?? [], proof: proof, parts: row.parts))
        }
        if listed {
            bundle.purged = [
                PurgedPart(index: 7, group: nil, purgeIndex: 40, legalBasis: "LG Berlin 7 O 12/31")
            ]
        }
        return try bundle.encoded()
    }

    @Test("a bundle says which entry was removed and by which order; without the order it is wrong")
    func bundles() throws {
        let good = BundleFixture.verify(try Self.bundle())
        #expect(good.short == ["present_as_hash 7"] && good.state == .proven, "\(good.text)")
        #expect(
            String(decoding: try Self.bundle(), as: UTF8.self).contains("7\tenvelope\t40\tLG Berlin 7 O 12/31\n"))
        let alone = BundleFixture.verify(try Self.bundle(statement: 39))
        #expect(alone.state == .wrong && alone.short.contains("envelope_missing_unexplained 7"))
        #expect(BundleFixture.verify(try Self.bundle(listed: false)).short.contains { $0.hasPrefix("file_mismatch") })
        #expect(BundleFixture.verify(try Self.bundle(leaf: .zero)).short.contains("proof_invalid 7"))
    }

    @Test(
        "the script without our software says the same",
        .enabled(if: Tool.isInstalled("openssl", "sha256sum", "basenc", "unzip"), "openssl or unzip is not installed"))
    func script() throws {
        func check(_ bytes: [UInt8]) throws -> (code: Int32, text: String) {
            var result: (code: Int32, text: String) = (99, "")
            try Tool.withFolder { folder in
                try Tool.write(bytes, folder + "/b.zip")
                result = try Tool.run(
                    Tool.root + "/scripts/check-bundle", ["b.zip", DrillLog.key.verifierKey.description], in: folder)
            }
            return result
        }
        let good = try check(Self.bundle())
        #expect(good.code == 0 && good.text.hasPrefix("proven: 3 entries"), "\(good.text)")
        let alone = try check(Self.bundle(statement: 39))
        #expect(alone.code == 1 && alone.text.contains("envelope of entry 7 is missing"), "\(alone.text)")
        #expect(try check(Self.bundle(listed: false)).code == 1)
        #expect(try check(Self.bundle(leaf: .zero)).text.contains("entry 7 does not lead"))
    }
}
