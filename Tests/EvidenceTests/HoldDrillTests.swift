import Domain
import Testing

@testable import Evidence

/// What was purged although a hold forbade it, as the log alone tells it.
@Suite struct HoldDrillTests {
    @Test(
        "a part that a hold covered when it was purged is named with hold and purge; released, later and other holds are none"
    )
    func purgedUnderHold() throws {
        func statement(_ number: Int, _ kind: EnvelopeKind, _ payload: [UInt8]) -> EnvelopeDraft {
            var draft = Synthetic.draft(number, kind: kind)
            draft.parts = [PartDraft(group: .system, payload: payload, salt: Array(repeating: 1, count: 32))]
            return draft
        }
        func hold(_ number: Int, _ id: String, _ cover: String) -> EnvelopeDraft {
            statement(number, .hold, Array("{\(cover),\"hold\":\"\(id)\"}".utf8))
        }
        func purge(_ number: Int, _ span: Range<UInt64>) throws -> EnvelopeDraft {
            let made = PurgeStatement(
                ranges: [.cdd: [span]], legalBasis: "GDPR Art. 17", rulesHash: Hash32.zero.hex,
                planHash: Hash32.zero.hex, approvers: ["a", "b"])
            return statement(number, .purge, try made.payload())
        }
        func report(_ tail: [EnvelopeDraft], without: Range<UInt64>) throws -> [String] {
            var appender = LogAppender(emptyLog: Synthetic.log)
            let batch = try appender.append((0..<20).map { Synthetic.draft($0) } + tail)
            var log = try DrillLog(batches: [])
            log.rows = batch.entries.map { entry in
                let row = DrillLog.row(entry)
                let parts = without.contains(entry.index) ? row.parts.filter { $0.group != .cdd } : row.parts
                return LogRow(
                    index: row.index, entryID: row.entryID, leafHash: row.leafHash, envelope: row.envelope,
                    parts: parts)
            }
            log.heads = [TreeHead(size: batch.size, root: batch.root, range: batch.range)]
            log.notes = [
                try Checkpoint(origin: Synthetic.log, size: batch.size, root: batch.root).signed(by: [DrillLog.key])
            ]
            return log.verify().short
        }
        let subject = try #require(Synthetic.draft(7).subject).hex
        let record = Synthetic.draft(8).record.hex
        let everywhere = "\"filter\":\"country = DE and group = cdd\""
        let release = statement(21, .holdRelease, Array("{\"hold\":\"H-1\"}".utf8))
        #expect(
            try report([hold(20, "H-1", everywhere), purge(21, 3..<5)], without: 3..<5) == [
                "purged_under_hold 3 cdd", "purged_under_hold 4 cdd",
            ])
        let one = try report([hold(20, "H-1", "\"subjects\":[\"\(subject)\"]"), purge(21, 3..<9)], without: 3..<9)
        #expect(one == ["purged_under_hold 7 cdd"])
        let other = try report([hold(20, "H-1", "\"record\":\"\(record)\""), purge(21, 3..<9)], without: 3..<9)
        #expect(other == ["purged_under_hold 8 cdd"])
        #expect(try report([hold(20, "H-1", everywhere), release, purge(22, 3..<5)], without: 3..<5) == [])
        #expect(try report([purge(20, 3..<5), hold(21, "H-1", everywhere)], without: 3..<5) == [])
        #expect(try report([hold(20, "H-1", "\"filter\":\"country = FR\""), purge(21, 3..<5)], without: 3..<5) == [])
        // Put back after it was purged.
        #expect(try report([purge(20, 3..<6)], without: 3..<5) == ["payload_returned 5 cdd"])
        // A second statement about the same part, made when the hold had ended, hides nothing.
        let (first, second) = (try purge(21, 3..<4), try purge(23, 0..<9))
        let after = statement(22, .holdRelease, Array("{\"hold\":\"H-1\"}".utf8))
        let twice = try report([hold(20, "H-1", everywhere), first, after, second], without: 0..<9)
        #expect(twice == ["purged_under_hold 3 cdd"])
        // A hold that cannot be read is named: what it forbids is not known.
        let unread = try report([statement(20, .hold, Array("{\"hold\":\"H-1\"}".utf8))], without: 0..<0)
        #expect(unread == ["payload_mismatch 20 system"])
        // Released after the purge: it was in force then.
        let late = try report([hold(20, "H-1", everywhere), purge(21, 3..<4), release], without: 3..<4)
        #expect(late == ["purged_under_hold 3 cdd"])
        // A statement says nothing about what came after it.
        #expect(
            try report([purge(20, 20..<30), Synthetic.draft(21)], without: 21..<22) == [
                "payload_missing_unexplained 21 cdd"
            ])
        #expect(HoldStatement(payload: Array("{\"hold\":\"H-1\"}".utf8)) == nil)
    }

    @Test("a hold on a participant states it: a table that names nobody, or another, is not what the log tells")
    func participantOfTheLog() throws {
        let alias = Pseudonym(high: 0, low: 7)
        let aliases: Set<Pseudonym> = [alias]
        func log(_ cover: String) throws -> LoggedHolds {
            var draft = Synthetic.draft(0, kind: .hold)
            let payload = Array("{\"hold\":\"H-1\",\(cover)\"subjects\":[\"\(alias.hex)\"]}".utf8)
            draft.parts = [PartDraft(group: .system, payload: payload, salt: Array(repeating: 1, count: 32))]
            var appender = LogAppender(emptyLog: Synthetic.log)
            let rows = try appender.append([draft]).entries.map { DrillLog.row($0) }
            return LoggedHolds(holds: rows, releases: [], of: Synthetic.log)
        }
        let stated = try log("\"participant\":\"P-1\",")
        #expect(stated.difference(from: ["H-1": .participant("P-1", aliases: aliases)], ended: []) == nil)
        let narrowed: [HoldStatement.Cover] = [
            .subjects(aliases), .participant("P-2", aliases: aliases), .participant("P-1", aliases: []),
        ]
        for cover in narrowed {
            let difference = stated.difference(from: ["H-1": cover], ended: [])
            #expect(difference?.hasPrefix("H-1 covers something else") == true, "\(cover)")
        }
        // One of before states its aliases alone; a table that knows whose they are covers more.
        let old = try log("")
        #expect(old.difference(from: ["H-1": .subjects(aliases)], ended: []) == nil)
        #expect(old.difference(from: ["H-1": .participant("P-1", aliases: aliases)], ended: []) == nil)
        #expect(old.difference(from: ["H-1": .participant("P-1", aliases: [])], ended: []) != nil)
        #expect(HoldStatement(payload: Array("{\"hold\":\"H-1\",\"participant\":1,\"subjects\":[]}".utf8)) == nil)
    }
}
