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
        func difference(_ log: LoggedHolds, _ cover: HoldStatement.Cover) -> String? {
            log.difference(from: [
                "H-1": LoggedHolds.Row(cover: cover, heldBy: "ana", authority: "court", reason: "trial")
            ])
        }
        let stated = try log("\"participant\":\"P-1\",")
        #expect(difference(stated, .participant("P-1", aliases: aliases)) == nil)
        let narrowed: [HoldStatement.Cover] = [
            .subjects(aliases), .participant("P-2", aliases: aliases), .participant("P-1", aliases: []),
        ]
        for cover in narrowed {
            #expect(difference(stated, cover)?.hasPrefix("H-1 covers something else") == true, "\(cover)")
        }
        // One of before states its aliases alone; a table that knows whose they are covers more.
        let old = try log("")
        #expect(difference(old, .subjects(aliases)) == nil)
        #expect(difference(old, .participant("P-1", aliases: aliases)) == nil)
        #expect(difference(old, .participant("P-1", aliases: [])) != nil)
        #expect(HoldStatement(payload: Array("{\"hold\":\"H-1\",\"participant\":1,\"subjects\":[]}".utf8)) == nil)
    }

    @Test("what the database reads of a hold, who set it, for whom and why, and who ended it, are those of the log")
    func termsOfTheLog() throws {
        func entry(_ number: Int, _ kind: EnvelopeKind, _ payload: String) -> EnvelopeDraft {
            var draft = Synthetic.draft(number, kind: kind)
            draft.parts = [
                PartDraft(group: .system, payload: Array(payload.utf8), salt: Array(repeating: 1, count: 32))
            ]
            return draft
        }
        func log(_ terms: String, by person: String) throws -> LoggedHolds {
            var appender = LogAppender(emptyLog: Synthetic.log)
            let drafts = [
                entry(0, .hold, "{\(terms)\"filter\":\"class = session and not group = tax\",\"hold\":\"H-1\"}"),
                entry(1, .holdRelease, "{\(person)\"hold\":\"H-1\"}"),
            ]
            let rows = try appender.append(drafts).entries.map { DrillLog.row($0) }
            return LoggedHolds(holds: [rows[0]], releases: [rows[1]], of: Synthetic.log)
        }
        let terms = "\"authority\":\"court\",\"by\":\"ana\",\"reason\":\"trial\","
        let stated = try log(terms, by: "\"by\":\"ben\",")
        let filter = try RetentionFilter("class = session and not group = tax")
        let condition = "[\"and\", [\"=\", \"class\", \"session\"], [\"not\", [\"=\", \"group\", \"tax\"]]]"
        let row = LoggedHolds.Row(
            cover: .filter(filter), condition: condition, heldBy: "ana", authority: "court", reason: "trial",
            isReleased: true, releasedBy: "ben")
        func difference(_ log: LoggedHolds, _ change: (inout LoggedHolds.Row) -> Void) -> String {
            var changed = row
            change(&changed)
            return log.difference(from: ["H-1": changed]) ?? "none"
        }
        #expect(difference(stated) { _ in } == "none")
        // Holds of before filters were read cover everything: nothing goes by that.
        #expect(difference(stated) { $0.condition = "[\"everything\"]" } == "none")
        for forged in [nil, condition.replacing("tax", with: "decision"), condition.replacing("tax", with: "tax ")] {
            let found = difference(stated) { $0.condition = forged }
            #expect(found.hasPrefix("H-1 covers something else"), "\(found)")
        }
        #expect(difference(stated) { $0.cover = nil }.hasPrefix("H-1 covers something else"))
        #expect(difference(stated) { $0.heldBy = "eva" }.hasPrefix("H-1 was set by another person"))
        #expect(difference(stated) { $0.authority = "office" }.hasPrefix("H-1 names another authority"))
        #expect(difference(stated) { $0.reason = "other" }.hasPrefix("H-1 has another reason"))
        #expect(difference(stated) { $0.releasedBy = "eva" }.hasPrefix("H-1 was released by another person"))
        #expect(difference(stated) { $0.releasedBy = nil }.hasPrefix("H-1 was released by another person"))
        // An entry that does not state them says nothing about them; its cover counts all the same.
        let old = try log("", by: "")
        #expect(difference(old) { ($0.heldBy, $0.authority, $0.releasedBy) = ("eva", "office", "eva") } == "none")
        #expect(difference(old) { $0.condition = nil } != "none")
    }
}
