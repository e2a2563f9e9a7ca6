import ArgumentParser
import Domain
import Engine
import Formats
import Store

struct AssessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assess",
        abstract: "Look at decisions, explain them, replay them, and take their digest.",
        discussion: """
            Examples:
              amplomb assess list --outcome stop --limit 5
              amplomb assess show cdr:GB*CPS:DND-7751157
              amplomb assess digest
            """,
        subcommands: [AssessList.self, AssessShow.self, AssessReplay.self, AssessDigest.self])
}

struct AssessList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The latest decisions, newest event first.",
        discussion: """
            Examples:
              amplomb assess list --outcome hold
              amplomb assess list --kind payout --limit 20 -o json
            """)

    @Option(help: "pass, review, hold or stop.")
    var outcome: String?
    @Option(help: "cdr, session, payout, participant, ...")
    var kind: String?
    @Option(help: "Only decisions in which this rule hit.")
    var rule: String?
    @Option(help: "How many at most.")
    var limit = 50
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let outcome = try closed(outcome, "--outcome", Outcome.init(rawValue:), Outcome.allCases.map(\.rawValue))
        let kind = try closed(kind, "--kind", EventKind.init(rawValue:), EventKind.allCases.map(\.rawValue))
        let engine = try await Runtime.open(common)
        let rows = try await engine.assessments(outcome: outcome, kind: kind, rule: rule, limit: limit)
        try await engine.close()
        if common.wantsJSON {
            let objects = rows.map(Self.object)
            let isLines = common.output == .jsonl
            let text = isLines ? objects.joined(separator: "\n") : "[" + objects.joined(separator: ",") + "]"
            if !isLines || !objects.isEmpty { Terminal.print(text) }
            return
        }
        let header = ["event", "rev", "at", "outcome", "score", "rules"]
        let cells = rows.map { row in
            [
                row.key.description, String(row.revision), row.at.description, row.outcome.rawValue, row.score.text,
                row.rules.joined(separator: " "),
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, cells) : Terminal.table(header, cells))
        if rows.isEmpty { Terminal.note("no decision fits; amplomb ingest brings events in") }
    }
}

extension AssessList {
    fileprivate static func object(_ row: DecisionRow) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("event", row.key.description)
            json.member("revision", row.revision)
            json.member("at", row.at.description)
            json.member("outcome", row.outcome.rawValue)
            json.member("score", number: row.score.text)
            json.array("rules") { inner in row.rules.forEach { inner.value($0) } }
        }
        return output.text
    }
}

/// A word of a closed set, or a usage error that lists the set.
func closed<Value>(_ text: String?, _ option: String, _ make: (String) -> Value?, _ allowed: [String]) throws -> Value?
{
    guard let text else { return nil }
    guard let value = make(text) else {
        throw ValidationError("\(option) \(text): expected one of \(allowed.joined(separator: ", "))")
    }
    return value
}

struct AssessShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One decision with every rule result, feature value and knowledge version.",
        discussion: """
            Examples:
              amplomb assess show cdr:GB*CPS:DND-7751157
              amplomb assess show payout:DE*VLT:P-77 -o json
              amplomb assess show cdr:GB*CPS:DND-7751157 --values
            """)

    @Argument(help: "kind:CC*PPP:id, as assess list prints it.")
    var event: String
    @Option(help: "An earlier revision of the decision.")
    var revision: Int?
    @Flag(help: "Compute again what every rule counts and compares, those that did not hit too.")
    var values = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let view = try await engine.explain(key: try eventKey(event), revision: revision)
        let computed = values ? try await engine.ruleValues(key: try eventKey(event)) : nil
        try await engine.close()
        Terminal.print(common.wantsJSON ? String(decoding: view.payload, as: UTF8.self) : view.text)
        if let computed { Terminal.print("\nwhat every rule computes today\n\(computed)") }
    }
}

/// `kind:CC*PPP:id`.
func eventKey(_ text: String) throws -> EventKey {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let kind = EventKind(rawValue: String(parts[0])) else {
        throw ValidationError("\(text): expected kind:CC*PPP:id, for example cdr:GB*CPS:DND-1")
    }
    let owner = parts[1].split(separator: "*", omittingEmptySubsequences: false)
    guard owner.count == 2 else { throw ValidationError("\(text): the owner is written CC*PPP (or * when unknown)") }
    return EventKey(kind: kind, ownerCountry: String(owner[0]), ownerParty: String(owner[1]), id: String(parts[2]))
}

struct AssessReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Compute a decision again from what is stored and compare the bytes.",
        discussion: """
            Exit 0 when the bytes are equal, 1 when they differ (the first difference is shown).

            Examples:
              amplomb assess replay cdr:GB*CPS:DND-7751157
              amplomb assess replay --all
            """)

    @Argument(help: "kind:CC*PPP:id, as assess list prints it.")
    var event: String?
    @Flag(help: "Every latest decision.")
    var all = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard all || event != nil else { throw ValidationError("name an event, or --all") }
        let engine = try await Runtime.open(common)
        let report = try await engine.replay(key: try event.map(eventKey))
        try await engine.close()
        Terminal.print(report.text)
        if !report.isEqual { throw Finished(code: report.differences.isEmpty ? 2 : 1) }
    }
}

struct AssessDigest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest",
        abstract: "One SHA-256 over the latest decisions: equal digests mean equal decisions.",
        discussion: """
            Examples:
              amplomb assess digest
              amplomb assess digest -o json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let digest = try await engine.digest()
        try await engine.close()
        if common.wantsJSON {
            var output = JSONOutput()
            output.object { json in
                json.member("digest", digest.hash.description)
                json.member("assessments", digest.count)
            }
            Terminal.print(output.text)
        } else {
            Terminal.print("\(digest.hash)  \(digest.count) decisions")
        }
    }
}
