import ArgumentParser
import Domain
import Engine
import Formats
import Foundation
import Screening
import Store

struct GoodListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "goodlist",
        abstract: "Decisions that a subject is not the listed one: the pair stays visible and opens no case.",
        discussion: """
            A decision holds for one subject and one list entry as both are now. It asks again by itself when a compared field of \
            either side changes, when the match gets worse, and when its time is over. On a hold or stop a second person approves.

            Examples:
              amplomb goodlist preview --participant P-001 --list un --entry QDi.006 --reason "born 1985 in Lyon, listed 1951"
              amplomb goodlist approve G-1 --as ben
            """,
        subcommands: [
            GoodListAdd.self, GoodListList.self, GoodListPreviewCommand.self, GoodListApprove.self, GoodListRevoke.self,
            GoodListWhy.self,
        ],
        aliases: ["good-list"])
}

/// Who decides: recorded as local console until sign-in exists.
struct PersonOption: ParsableArguments {
    @Option(name: .customLong("as"), help: "The person who decides (default: the user of this machine).")
    var person: String?

    func validate() throws {
        if let person { _ = try Self.name(person, "--as") }
    }

    /// In the one form that is compared and recorded; a user of the machine whose name is no person's has to be named.
    var name: String {
        get throws { try Self.name(person ?? NSUserName(), "--as") }
    }

    /// The form of a name that two persons are told apart by.
    static func name(_ given: String, _ what: String) throws -> String {
        if let name = PersonName(given.precomposedStringWithCanonicalMapping) { return name.text }
        throw ValidationError("\(what) '\(given)': not the name of a person; expected \(PersonName.rule)")
    }
}

/// The pair that is decided.
struct PairOptions: ParsableArguments {
    @Option(help: "The assessment in which the pair was found: kind:CC*PPP:id.")
    var assessment: String?
    @Option(help: "Or the registered participant.")
    var participant: String?
    @Option(help: "The list, for example un.")
    var list: String
    @Option(help: "The entry of the list, for example QDi.006.")
    var entry: String
    @Option(help: "What tells the two apart; at least 20 characters.")
    var reason: String
    @Option(help: "Days in force (at most 731).")
    var days = 365

    func request(_ person: String) throws -> GoodListRequest {
        let source: GoodListRequest.Source
        switch (assessment, participant) {
        case (let key?, nil): source = .assessment(try eventKey(key))
        case (nil, let id?): source = .participant(id)
        default: throw ValidationError("name either --assessment or --participant")
        }
        return GoodListRequest(
            source: source, list: list, entryID: entry, reason: reason, person: person, days: days)
    }
}

struct GoodListAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Decide that a pair is not the same subject.",
        discussion: """
            Examples:
              amplomb goodlist add --participant P-001 --list un --entry QDi.006 --reason "born 1985 in Lyon, listed 1951"
              amplomb goodlist add --assessment payout:DE*VLT:P-77 --list un --entry QDi.006 --reason "other country, other birth year"
            """)

    @OptionGroup var pair: PairOptions
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let request = try pair.request(person.name)
        let engine = try await Runtime.open(common)
        let entry = try await engine.addGoodList(request)
        try await engine.finish()
        Terminal.print(GoodListText.text(entry, subject: engine.shownSubject(entry.subject), json: common.wantsJSON))
        if entry.state == .proposed {
            Terminal.note("it counts once another person approves it: amplomb goodlist approve \(entry.id) --as PERSON")
        }
    }
}

struct GoodListPreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "What a decision would have cleared in the last 90 days.",
        discussion: """
            Examples:
              amplomb goodlist preview --participant P-001 --list un --entry QDi.006 --reason "born 1985 in Lyon, listed 1951"
              amplomb goodlist preview --assessment payout:DE*VLT:P-77 --list un --entry QDi.006 --reason "other country and birth year"
            """)

    @OptionGroup var pair: PairOptions
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let request = try pair.request(person.name)
        let engine = try await Runtime.open(common)
        let preview = try await engine.previewGoodList(request)
        try await engine.close()
        let candidate = preview.candidate
        Terminal.print(
            """
            \(engine.shownSubject(preview.subject)) (\(preview.role)) and \(candidate.list) \(candidate.entryID) \
            \(TextColumns.safe(candidate.nameMatched)): \(ScreeningWords.score(candidate.score)), \(candidate.band.code)
            would have cleared \(preview.hits) hits of the last 90 days; \(preview.others) of them have other hits as well and \
            keep their outcome
            \(preview.needsApproval ? "a second person has to approve it" : "one person may decide it")
            """)
    }
}

struct GoodListList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "All decisions with their state, time and use.",
        discussion: """
            Examples:
              amplomb goodlist list
              amplomb goodlist list --participant P-001 -o csv
            """)

    @Option(help: "Of one participant.")
    var participant: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let entries = try await engine.store.goodList(subject: participant.map { "participant:\($0)" })
        try await engine.close()
        if common.wantsJSON {
            var output = JSONOutput()
            output.array { list in
                for entry in entries {
                    list.value(json: GoodListText.json(entry, subject: engine.shownSubject(entry.subject)))
                }
            }
            return Terminal.print(output.text)
        }
        let header = ["decision", "subject", "list", "entry", "band", "state", "until", "by", "uses", "reason"]
        let rows = entries.map { entry in
            [
                entry.id, engine.shownSubject(entry.subject), entry.list, entry.entryID, entry.band,
                entry.state.rawValue, entry.to.utcDate.description,
                [entry.decidedBy, entry.approvedBy ?? ""].filter { !$0.isEmpty }.joined(separator: " + "),
                String(entry.uses), entry.reason,
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }
}

struct GoodListApprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve a decision as the second person.",
        discussion: """
            Exit 4 for the person who proposed it.

            Examples:
              amplomb goodlist approve G-1 --as ben
              amplomb screen good-list approve G-2 --as ben
            """)

    @Argument(help: "The decision, for example G-1.")
    var id: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let entry = try await engine.approveGoodList(id, person: person.name)
        try await engine.finish()
        Terminal.print(GoodListText.text(entry, subject: engine.shownSubject(entry.subject), json: common.wantsJSON))
    }
}

struct GoodListRevoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke", abstract: "End a decision: the pair asks again from now on.",
        discussion: """
            Examples:
              amplomb goodlist revoke G-1 --reason "the participant changed its owner in May"
              amplomb screen good-list revoke G-2 --reason "decided on the wrong entry of the list" --as ben
            """)

    @Argument(help: "The decision, for example G-1.")
    var id: String
    @Option(help: "Why; at least 20 characters.")
    var reason: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let entry = try await engine.revokeGoodList(id, person: person.name, reason: reason)
        try await engine.finish()
        Terminal.print(GoodListText.text(entry, subject: engine.shownSubject(entry.subject), json: common.wantsJSON))
    }
}

struct GoodListWhy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "One decision with the assessments that it cleared.",
        discussion: """
            Examples:
              amplomb goodlist why G-88
              amplomb goodlist why G-88 -o json
            """)

    @Argument(help: "The decision, for example G-88.")
    var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let (entry, uses) = try await engine.goodListEntry(id)
        try await engine.close()
        Terminal.print(GoodListText.text(entry, subject: engine.shownSubject(entry.subject), json: common.wantsJSON))
        if common.wantsJSON { return }
        Terminal.print("cleared \(entry.uses) assessments")
        if !uses.isEmpty {
            Terminal.print(
                Terminal.table(
                    ["event", "revision", "at"],
                    uses.map { [$0.event.description, String($0.assessmentRevision), $0.at.description] }))
        }
    }
}

/// A decision in words and as JSON.
enum GoodListText {
    static func text(_ entry: StoredGoodListEntry, subject: String, json: Bool) -> String {
        if json { return String(decoding: self.json(entry, subject: subject), as: UTF8.self) }
        var lines = [
            "\(entry.id)  \(entry.state.rawValue)  \(subject) is not \(entry.list) \(entry.entryID)",
            "score \(ScreeningWords.score(entry.score)), \(entry.band); from \(entry.from) to \(entry.to)",
            "decided by \(entry.decidedBy)\(entry.approvedBy.map { ", approved by \($0)" } ?? ""): \(entry.reason)",
        ]
        if let by = entry.revokedBy, let at = entry.revokedAt {
            lines.append("revoked by \(by) at \(at): \(entry.revokeReason ?? "")")
        }
        return lines.map(TextColumns.safe).joined(separator: "\n")
    }

    static func json(_ entry: StoredGoodListEntry, subject: String) -> [UInt8] {
        var output = JSONOutput()
        output.object { json in
            json.member("id", entry.id)
            json.member("state", entry.state.rawValue)
            json.member("subject", subject)
            json.member("list", entry.list)
            json.member("entry_id", entry.entryID)
            json.member("entry_hash", entry.entryHash.description)
            json.member("subject_hash", entry.subjectHash.description)
            json.member("band", entry.band)
            json.member("score", number: ScreeningWords.score(entry.score))
            json.member("tables", entry.tablesHash.description)
            json.member("engine", entry.engineHash.description)
            json.member("reason", entry.reason)
            json.member("decided_by", entry.decidedBy)
            json.member("approved_by", entry.approvedBy)
            json.member("from", entry.from.description)
            json.member("to", entry.to.description)
            json.member("revoked_by", entry.revokedBy)
            json.member("revoked_at", entry.revokedAt?.description)
            json.member("revoke_reason", entry.revokeReason)
            json.member("uses", entry.uses)
        }
        return output.bytes
    }
}
