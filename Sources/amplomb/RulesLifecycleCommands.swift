import ArgumentParser
import Domain
import Engine
import Formats
import Foundation
import Rules

/// Where proposals and activations of a platform are kept.
private struct LedgerFile {
    let path: String

    init(_ common: CommonOptions) throws {
        path = try Runtime.rulesDirectory(common) + "/local/lifecycle.yaml"
    }

    /// An empty ledger where there is no file yet.
    func read() throws -> RuleLedger {
        guard FileManager.default.fileExists(atPath: path) else { return RuleLedger() }
        let (ledger, diagnostics) = RuleLedger.read(RuleSource(path: path, bytes: try Files.read(path)))
        if let ledger { return ledger }
        diagnostics.forEach { Terminal.note("\($0)") }
        throw Finished(code: 1)
    }

    func write(_ ledger: RuleLedger) throws {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Files.writeDurably(ledger.bytes, to: path)
    }
}

/// A step that the lifecycle refuses is an error with what to do instead.
private func refusing<Result>(_ body: () throws(LifecycleRefusal) -> Result) throws -> Result {
    do {
        return try body()
    } catch {
        throw EngineError(.unreadable, error.reason, remedy: error.remedy)
    }
}

/// What `propose` and `retire` have in common.
private enum Proposing {
    static func run(
        _ id: String, _ version: Int?, _ mode: RuleMode, _ from: String?, _ reason: String, _ person: String,
        _ common: CommonOptions
    ) throws {
        let set = try RuleFiles.require(common)
        guard let id = try RuleFiles.id(id, in: set) else { return }
        let begin = try from.map { try RuleFiles.instant($0) }
        let files = try RuleFolder.sources(try Runtime.rulesDirectory(common))
        let proposal = try refusing { () throws(LifecycleRefusal) in
            try set.proposal(
                id, version: version, mode: mode, from: begin, person: person, reason: reason, files: files,
                at: Runtime.now())
        }
        let file = try LedgerFile(common)
        var ledger = try file.read()
        ledger.propose(proposal)
        try file.write(ledger)
        if common.wantsJSON {
            Terminal.print(RulesText.json(proposal, activatedBy: nil, set: nil))
        } else {
            Terminal.print(
                "\(proposal.person) proposes version \(proposal.version) of \(id) as \(mode.rawValue) from \(proposal.from); "
                    + "another person activates it: amplomb rules activate \(id) --as NAME")
        }
    }
}

struct RulesPropose: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose",
        abstract: "Propose a version of a rule for shadow or live: its tests, mutants and references must be in order.",
        discussion: """
            Nothing changes until another person activates it. The proposal is void when the rule's file changes.

            Examples:
              amplomb rules propose EV-S-013 --to live --reason "a month in shadow, 12 cases" --as anna
              amplomb rules propose PO-010 --version 4 --to shadow --from 2026-12-01 --reason "higher threshold since July" --as anna
            """)

    @Argument(help: "The rule's id.")
    var id: String
    @Option(help: "The version (default: the newest).")
    var version: Int?
    @Option(help: "What it becomes: shadow or live.")
    var to = "live"
    @Option(
        help:
            "Events from this day on are judged so (default: tomorrow); the version until then ends there. One from shadow that is the first to be live keeps its beginning."
    )
    var from: String?
    @Option(help: "Why; at least ten letters.")
    var reason: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard let mode = RuleMode(rawValue: to), mode == .shadow || mode == .live else {
            throw EngineError(.unreadable, "'\(to)' is nothing to propose", remedy: "one of shadow, live")
        }
        try Proposing.run(id, version, mode, from, reason, person.name, common)
    }
}

struct RulesRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Propose the end of a rule's version; late events of its time are judged by it all the same.",
        discussion: """
            Another person puts it in force with amplomb rules activate.

            Examples:
              amplomb rules retire PO-012 --from 2027-01-01 --reason "replaced by PO-010 version 4" --as anna
            """)

    @Argument(help: "The rule's id.")
    var id: String
    @Option(help: "The version (default: the newest).")
    var version: Int?
    @Option(help: "The first day on which it judges no event any more (default: tomorrow).")
    var from: String?
    @Option(help: "Why; at least ten letters.")
    var reason: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws { try Proposing.run(id, version, .retired, from, reason, person.name, common) }
}

struct RulesActivate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate",
        abstract: "Put a proposal in force, as a person other than the one who made it.",
        discussion: """
            Tests, mutants and references are looked at again. Only mode and dates in the rule's file change; the record of both \
            persons, with the hash of the new rule set, stands in local/lifecycle.yaml of the rules folder.

            Examples:
              amplomb rules activate EV-S-013 --as ben
            """)

    @Argument(help: "The rule's id.")
    var id: String
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let name = try person.name
        let set = try RuleFiles.require(common)
        guard let id = try RuleFiles.id(id, in: set), let rule = set.rules.first(where: { $0.id == id }) else { return }
        let file = try LedgerFile(common)
        var ledger = try file.read()
        guard let proposal = ledger.proposal(of: id) else {
            throw EngineError(.unreadable, "nobody proposed \(id)", remedy: "amplomb rules propose \(id) --to live")
        }
        let files = try RuleFolder.sources(try Runtime.rulesDirectory(common))
        let (changed, next) = try refusing { () throws(LifecycleRefusal) in
            try set.activated(proposal, person: name, files: files, at: Runtime.now())
        }
        ledger.activate(RuleActivation(proposal: proposal, person: name, at: Runtime.now(), set: next.hash))
        // The record first: a change without its record would be one that nobody made.
        try file.write(ledger)
        try Files.writeDurably(changed, to: rule.path)
        if common.wantsJSON {
            Terminal.print(RulesText.json(proposal, activatedBy: name, set: next.hash))
        } else {
            let words = proposal.mode == .retired ? "ends on" : "is \(proposal.mode.rawValue) for events from"
            Terminal.print("version \(proposal.version) of \(id) \(words) \(proposal.from)")
            Terminal.note("rule set \(next.hash)")
        }
    }
}

struct RulesImpact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact",
        abstract: "Which outcomes and cases another folder of rules would have changed over a history.",
        discussion: """
            Examples:
              amplomb rules impact my-rules --input cdrs.jsonl.gz --since 30d
              amplomb rules impact my-rules --payouts payouts.jsonl --rates eurofxref-hist.csv -o json
            """)

    @Argument(help: "The folder of rules that counts as after.")
    var folder: String
    @Option(help: "Only the last days of the history, such as 30d.")
    var since: String?
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard history.isGiven else {
            throw EngineError(
                .unreadable, "there is no history to replay", remedy: "name files with --input or --payouts")
        }
        let length = try since.map { try Self.days($0) }
        let before = try await history.run(try RuleFiles.require(common), common, since: length)
        let after = try await history.run(try RuleFiles.require(common, path: folder), common, since: length)
        let impact = RuleImpact(before: before, after: after)
        let hits = RulesText.HitChange.between(before, after)
        if common.wantsJSON {
            Terminal.print(RulesText.json(impact, hits: hits))
            return
        }
        for change in impact.changes {
            Terminal.print(
                "\(change.before.rawValue) → \(change.after.rawValue): \(change.events.count) events: "
                    + change.events.prefix(10).joined(separator: " "))
        }
        for change in hits {
            Terminal.print("\(change.rule): \(change.added.count) hits more, \(change.removed.count) fewer")
        }
        let changed = impact.changes.reduce(0) { $0 + $1.events.count }
        Terminal.print(
            "\(changed) of \(impact.events) events end otherwise; cases \(impact.casesBefore) before, "
                + "\(impact.casesAfter) after")
    }

    private static func days(_ text: String) throws -> TimeSpan {
        guard text.hasSuffix("d"), let days = Int64(text.dropLast()), (1...36_500).contains(days) else {
            throw EngineError(.unreadable, "'\(text)' is no number of days", remedy: "write 30d")
        }
        return TimeSpan(microseconds: days * 86_400_000_000)
    }
}

extension RulesText {
    fileprivate static func json(_ proposal: RuleProposal, activatedBy person: String?, set: Hash32?) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("rule", proposal.rule)
            json.member("version", proposal.version)
            json.member("mode", proposal.mode.rawValue)
            json.member("from", proposal.from.description)
            json.member("proposed_by", proposal.person)
            json.member("reason", proposal.reason)
            if let person { json.member("activated_by", person) }
            if let set { json.member("rule_set", set.description) }
        }
        return output.text
    }

    fileprivate static func json(_ impact: RuleImpact, hits: [HitChange]) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("events", impact.events)
            json.member("cases_before", impact.casesBefore)
            json.member("cases_after", impact.casesAfter)
            json.array("outcomes") { array in
                for change in impact.changes {
                    array.object { item in
                        item.member("before", change.before.rawValue)
                        item.member("after", change.after.rawValue)
                        item.array("events") { list in change.events.forEach { list.value($0) } }
                    }
                }
            }
            json.array("hits") { array in
                for change in hits {
                    array.object { item in
                        item.member("rule", change.rule)
                        item.member("added", change.added.count)
                        item.member("removed", change.removed.count)
                    }
                }
            }
        }
        return output.text
    }
}
