import Domain
import Testing

@testable import Evidence

/// The attack drills: what a superuser does, and what verification must call it.
@Suite struct DrillTests {
    /// 612 entries: two full tiles and a tail of 100 that no tile covers.
    static func log() throws -> DrillLog { try DrillLog(batches: [100, 300, 112, 40, 60]) }

    @Test("an untouched log has no finding, whatever the pages", arguments: [1, 7, 256, 300, 10_000])
    func untouched(pageSize: Int) throws {
        let report = try Self.log().verify(pageSize: pageSize)
        #expect(report.findings.isEmpty && report.state == .proven)
        #expect(report.summary.entries == 612 && report.summary.provenSize == 612 && report.summary.checkpoints == 5)
        #expect(report.summary.partsPresent == 1_224 && report.summary.signers == ["evidence.example/main"])
        #expect(report.summary.provenRoot == (try Self.log().heads.last?.root))
        #expect(report.text.contains("unchanged since they were logged"))
    }

    @Test(
        "a changed envelope is named exactly, in a tile and in the tail", arguments: [0, 255, 256, 300, 511, 512, 611])
    func changedEnvelope(index: Int) throws {
        var log = try Self.log()
        log.changeEnvelope(at: index)
        #expect(log.verify().short.first == "leaf_mismatch \(index)")
        #expect(!log.verify().short.contains { $0.hasPrefix("root_mismatch") })
        #expect(log.verify().state == .wrong)
        log = try Self.log()
        log.changeEnvelope(at: index, fixLeaf: true)
        #expect(log.verify().short.contains("leaf_mismatch \(index)"))
    }

    @Test("with leaf hash and entry id fixed too, the tile still names the index", arguments: [0, 100, 300, 511])
    func changedLeaf(index: Int) throws {
        var log = try Self.log()
        log.changeEnvelope(at: index, fixLeaf: true, fixID: true)
        let report = log.verify()
        #expect(report.short.filter { !$0.hasPrefix("payload") } == ["leaf_mismatch \(index)"])
        #expect(report.findings.contains { $0.message.contains("tile") })
        #expect(report.summary.provenSize == 612)
    }

    @Test("with the tile fixed as well, the narrowest range between known roots is named")
    func changedTile() throws {
        var log = try Self.log()
        log.changeEnvelope(at: 300, fixLeaf: true, fixID: true, fixTile: true)
        #expect(log.verify().short.contains("root_mismatch [100,400)"))
        #expect(log.verify().short.filter { $0.hasPrefix("root_mismatch") }.count == 1)
        var tail = try Self.log()
        tail.changeEnvelope(at: 560, fixLeaf: true, fixID: true)
        #expect(tail.verify().short.contains("root_mismatch [552,612)"))
    }

    @Test("with everything rewritten but the signed notes, the range lies between two signed checkpoints")
    func rewritten() throws {
        var log = try DrillLog(batches: [100, 300, 112, 40, 60], signed: [0, 2, 4])
        log.changeEnvelope(at: 300, fixLeaf: true, fixID: true)
        log.rebuildTree()
        let report = log.verify()
        #expect(report.short.contains("root_mismatch [100,512)"))
        #expect(report.short.filter { $0.hasPrefix("root_mismatch") } == ["root_mismatch [100,512)"])
        #expect(report.summary.provenSize == 100)
        log.otherTiles = try Self.log().tiles
        #expect(log.verify().short.contains("root_mismatch [300,301)"))
    }

    @Test("a deleted entry is named, in a tile, in the tail and at the end", arguments: [0, 77, 256, 511, 530, 611])
    func deleted(index: Int) throws {
        var log = try Self.log()
        log.rows.remove(at: index)
        let report = log.verify()
        #expect(report.short == ["entry_missing \(index)"])
        #expect(report.state == .wrong)
    }

    @Test("a deleted entry whose successors moved up is named")
    func deletedAndRenumbered() throws {
        var log = try Self.log()
        log.rows.remove(at: 77)
        log.renumber()
        #expect(log.verify().short.contains("entry_missing 77"))
        #expect(log.verify().findings.count < 6)
    }

    @Test("a hole behind every tree head is a gap")
    func gap() throws {
        var log = try Self.log()
        let extra = try DrillLog(batches: [615], seed: 1).rows[614]
        log.rows.append(extra)
        let report = log.verify()
        #expect(report.short.contains("index_gap 612") && report.short.contains("index_gap 613"))
        #expect(report.short.contains("unsigned_tail 612"))
        log.rows[612] = LogRow(
            index: 1 << 40, entryID: nil, leafHash: nil, envelope: extra.envelope, parts: extra.parts)
        #expect(log.verify().short.contains { $0.hasPrefix("index_gap [") })
    }

    @Test(
        "two exchanged entries are both named, wherever they stand",
        arguments: [(3, 9), (3, 4), (10, 400), (254, 257), (511, 512), (40, 600), (520, 530), (513, 611), (551, 552)])
    func swapped(first: Int, second: Int) throws {
        for whole in [true, false] {
            var log = try Self.log()
            log.swap(first, second, whole: whole)
            let report = log.verify()
            #expect(report.short.contains("order_changed \(first)"), "\(whole) \(report.short)")
            #expect(report.short.contains("order_changed \(second)"), "\(whole) \(report.short)")
            #expect(!report.short.contains { $0.hasPrefix("root_mismatch") }, "\(report.short)")
        }
    }

    @Test("entries that went round in a circle are all named")
    func rotated() throws {
        var log = try Self.log()
        log.rows.insert(log.rows.remove(at: 20), at: 24)
        log.renumber()
        #expect(log.verify().short == (20...24).map { "order_changed \($0)" })
    }

    @Test("an entry put in is named where tiles are, and by range where they were rebuilt")
    func inserted() throws {
        var log = try Self.log()
        let extra = try DrillLog(batches: [1], seed: 99).rows[0]
        log.rows.insert(extra, at: 120)
        log.renumber()
        let report = log.verify()
        #expect(report.short.contains("root_mismatch 120") && report.short.contains("unsigned_tail 612"))
        #expect(!report.short.contains { $0.hasPrefix("order_changed") })
        log.rebuildTree()
        #expect(log.verify().short.contains("root_mismatch [100,400)"))
    }

    @Test("entries appended without a signature are named from the first on")
    func unsignedTail() throws {
        var log = try DrillLog(batches: [100, 300, 112, 40, 60], signed: [0, 1, 2, 3])
        #expect(log.verify().short == ["unsigned_tail 552"])
        #expect(log.verify().state == .wrong)
        log.notes = []
        #expect(log.verify().short == ["unsigned_tail 0", "checkpoint_missing"])
    }

    @Test("a truncated log and an older copy are a rollback from the first missing index")
    func rollback() throws {
        var log = try Self.log()
        log.rows.removeLast(100)
        log.heads.removeLast(2)
        #expect(log.verify().short == ["rollback 512"])
        var old = try DrillLog(batches: [100, 300])
        old.held = [try #require(Self.log().notes.last)]
        #expect(old.verify().short == ["rollback 400"])
        #expect(old.verify().state == .wrong)
        var wiped = try Self.log()
        wiped.rows = []
        wiped.heads = []
        wiped.tiles = []
        #expect(wiped.verify().short == ["rollback 0"])
        var headsOnly = try Self.log()
        headsOnly.rows.removeLast(3)
        #expect(headsOnly.verify().short == ["entry_missing 609", "entry_missing 610", "entry_missing 611"])
    }

    @Test("a second history under the same key is a fork")
    func fork() throws {
        var log = try Self.log()
        let other = try DrillLog(batches: [100, 300, 112, 40, 60], seed: 2)
        log.held = [other.notes[4]]
        #expect(log.verify().short == ["fork 612"])
        log.held = [try DrillLog(batches: [250], seed: 2).notes[0]]
        #expect(log.verify().short.contains("fork [100,250)"))
        log.otherTiles = other.tiles
        #expect(log.verify().short.contains("root_mismatch [0,1)"))
    }

    @Test(
        "a checkpoint by a key that was not given is not completed; by a given key with a wrong signature it is wrong")
    func keys() throws {
        var log = try Self.log()
        #expect(log.verify(keys: []).state == .notCompleted)
        #expect(Set(log.verify(keys: []).short) == Set([100, 400, 512, 552, 612].map { "key_unknown \($0)" }))
        let checkpoint = try Checkpoint(text: SignedNote(parsing: log.notes[4]).text)
        log.notes[4] = try checkpoint.signed(by: [DrillLog.otherKey])
        #expect(log.verify().short.contains("key_unknown 612"))
        let renamed = DrillLog.makeKey(7, name: "evidence.example/other")
        log.notes[4] = try checkpoint.signed(by: [renamed])
        #expect(log.verify().short.contains("key_unknown 612"))
        log = try Self.log()
        let text = String(decoding: log.notes[4], as: UTF8.self)
        log.notes[4] = Array(text.replacing("\n612\n", with: "\n611\n").utf8)
        #expect(log.verify().short.contains("signature_invalid 611"))
        #expect(log.verify().state == .wrong)
        log.notes[4] = Array("nothing".utf8)
        #expect(log.verify().short.contains("checkpoint_malformed"))
        log.notes[4] = try Checkpoint(origin: #require(LogOrigin("other")), size: 1, root: .zero).signed(by: [
            DrillLog.key
        ])
        #expect(log.verify().short.contains("checkpoint_malformed 1"))
    }

    @Test("a changed payload or salt names index and group")
    func payload() throws {
        var log = try Self.log()
        let row = log.rows[5]
        func changed(_ part: StoredPart) -> LogRow {
            LogRow(
                index: row.index, entryID: row.entryID, leafHash: row.leafHash, envelope: row.envelope,
                parts: row.parts.map { $0.group == part.group ? part : $0 })
        }
        let tax = try #require(row.parts.first { $0.group == .tax })
        log.rows[5] = changed(StoredPart(group: .tax, payload: tax.payload + [32], salt: tax.salt))
        #expect(log.verify().short == ["payload_mismatch 5 tax"])
        log.rows[5] = changed(StoredPart(group: .tax, payload: tax.payload, salt: tax.salt.reversed()))
        #expect(log.verify().short == ["payload_mismatch 5 tax"])
        log.rows[5] = LogRow(
            index: 5, entryID: row.entryID, leafHash: row.leafHash, envelope: row.envelope,
            parts: row.parts + [StoredPart(group: .txn, payload: [], salt: [])])
        #expect(log.verify().short == ["payload_mismatch 5 txn"])
    }

    @Test("a missing payload needs a purge entry with two approvers")
    func purge() throws {
        var appender = LogAppender(emptyLog: Synthetic.log)
        var drafts = (0..<20).map { Synthetic.draft($0) }
        func purge(_ approvers: [String]) throws -> EnvelopeDraft {
            var draft = Synthetic.draft(20, kind: .purge)
            let statement = PurgeStatement(
                ranges: [.cdd: [3..<6, 9..<10]], legalBasis: "GDPR Art. 17", rulesHash: Hash32.zero.hex,
                planHash: Hash32.zero.hex, approvers: approvers)
            #expect(PurgeStatement(payload: try statement.payload()) == statement && statement.count == 4)
            draft.parts = [
                PartDraft(group: .system, payload: try statement.payload(), salt: Array(repeating: 1, count: 32))
            ]
            return draft
        }
        func report(_ approvers: [String], without: [Int]) throws -> VerificationReport {
            appender = LogAppender(emptyLog: Synthetic.log)
            let batch = try appender.append(drafts + [try purge(approvers)])
            var log = try DrillLog(batches: [])
            log.rows = batch.entries.map { entry in
                let row = DrillLog.row(entry)
                let parts = without.contains(Int(entry.index)) ? row.parts.filter { $0.group != .cdd } : row.parts
                return LogRow(
                    index: row.index, entryID: row.entryID, leafHash: row.leafHash, envelope: row.envelope, parts: parts
                )
            }
            log.heads = [TreeHead(size: batch.size, root: batch.root, range: batch.range)]
            log.notes = [
                try Checkpoint(origin: Synthetic.log, size: batch.size, root: batch.root).signed(by: [DrillLog.key])
            ]
            return log.verify()
        }
        drafts[0].revision = 1
        let covered = try report(["a", "b"], without: [3, 4, 5, 9])
        #expect(covered.findings.isEmpty && covered.summary.partsPurged == 4)
        #expect(try report(["a", "b"], without: [3, 4, 5, 8, 9]).short == ["payload_missing_unexplained 8 cdd"])
        #expect(try report(["a", "a"], without: [3, 4, 5, 9]).short == ["purge_unapproved 20 system"])
        #expect(PurgeStatement(payload: Array("{}".utf8)) == nil && PurgeStatement(payload: [1]) == nil)
    }

    @Test("payloads that were not given are counted, not missed")
    func withoutPayloads() throws {
        var log = try Self.log()
        log.payloads = false
        log.rows = log.rows.map {
            LogRow(index: $0.index, entryID: $0.entryID, leafHash: $0.leafHash, envelope: $0.envelope, parts: [])
        }
        let report = log.verify()
        #expect(report.findings.isEmpty && report.summary.partsNotGiven == 1_224)
    }

    @Test("an envelope written again in another form is malformed, with its line")
    func malformed() throws {
        var log = try Self.log()
        let row = log.rows[300]
        func with(_ from: String, _ to: String) -> LogRow {
            let text = String(decoding: row.envelope ?? [], as: UTF8.self).replacing(from, with: to)
            return LogRow(
                index: row.index, entryID: row.entryID, leafHash: row.leafHash, envelope: Array(text.utf8),
                parts: row.parts)
        }
        log.rows[300] = with("occurred 17895600", "occurred 17895600.")
        #expect(log.verify().short.contains("envelope_malformed 300"))
        #expect(log.verify().findings.contains { $0.message.hasPrefix("line 8") })
        log.rows[300] = with("refs -\n", "refs -\n\n")
        #expect(log.verify().findings.contains { $0.code == .envelopeMalformed && $0.message.hasPrefix("line 16") })
        log.rows[300] = with("amplomb-evidence/1", "amplomb-evidence/9")
        #expect(log.verify().short.contains("envelope_version_unknown 300"))
        log.rows[300] = with("log evidence.example/main", "log evidence.example/mail")
        #expect(log.verify().findings.contains { $0.code == .envelopeMalformed && $0.message.hasPrefix("line 2") })
    }

    @Test("a changed tile, tree head or entry id is named and the entries stay proven")
    func changedRecords() throws {
        var log = try Self.log()
        log.changeTile(at: 33, to: .zero)
        let report = log.verify()
        #expect(report.short == ["leaf_mismatch 33"] && report.summary.provenSize == 612)
        #expect(report.findings[0].message.contains("the entry itself"))
        log = try Self.log()
        log.heads[2] = TreeHead(size: 512, root: .zero, range: nil)
        #expect(log.verify().short == ["root_mismatch 512"])
        log = try Self.log()
        let row = log.rows[2]
        log.rows[2] = LogRow(index: 2, entryID: .zero, leafHash: row.leafHash, envelope: row.envelope, parts: row.parts)
        #expect(log.verify().short == ["leaf_mismatch 2"])
        log.tiles = []
        #expect(log.verify().short == ["leaf_mismatch 2"])
    }

    @Test("a tile of the level above narrows a rewritten tile to its 256 entries")
    func upperTile() throws {
        var log = try DrillLog(batches: [600, 500], signed: [1])
        var tree = TreeBuilder.empty
        var full: [Tile] = []
        for row in log.rows { tree.append(leaf: row.leafHash ?? .zero, tiles: &full) }
        log.tiles += tree.partialTiles
        #expect(log.verify().findings.isEmpty)
        log.changeEnvelope(at: 300, fixLeaf: true, fixID: true, fixTile: true)
        let report = log.verify()
        #expect(report.short.contains("root_mismatch [256,512)") && report.short.contains("root_mismatch [0,600)"))
    }

    @Test("machine-readable output names state, code, index and path")
    func json() throws {
        var log = try Self.log()
        log.changeEnvelope(at: 300)
        let text = String(decoding: log.verify().json, as: UTF8.self)
        #expect(text.contains(#""state": "wrong""#) && text.contains(#""index": 300"#))
        #expect(text.contains(#""code": "leaf_mismatch""#) && text.contains(#""path": "entries/300""#))
        #expect(log.verify().text.contains("leaf_mismatch 300 "))
        var verifier = LogVerifier(log: Synthetic.log, keys: [DrillLog.key.verifierKey])
        verifier.unreadable("a page could not be read")
        #expect(verifier.finish().state == .notCompleted)
    }
}
