import ArgumentParser
import Domain
import Engine
import Formats
import Foundation
import Rules
import Screening

struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "The rule files: check them, run the tests inside them, look at them.",
        discussion: """
            Examples:
              amplomb rules lint
              amplomb rules test EV-S-010
              amplomb rules mutate
              amplomb rules backtest --rules my-rules --from 2018-06-01 --to 2018-10-01 --input cdrs.jsonl.gz
            """,
        subcommands: [
            RulesLint.self, RulesTest.self, RulesMutate.self, RulesList.self, RulesShow.self, RulesDiff.self,
            RulesBacktest.self, RulesImpact.self, RulesShadow.self, RulesCoverage.self, RulesPropose.self,
            RulesActivate.self, RulesRetire.self, RulesBench.self,
        ])
}

/// The rule files of the folder in force, or of a path given.
enum RuleFiles {
    static func load(_ common: CommonOptions, path: String? = nil) throws -> (set: RuleSet?, diagnostics: [Diagnostic])
    {
        if let path, !isFolder(path) {
            return RuleFolder.load([RuleSource(path: path, bytes: try Files.read(path))], folder: nil)
        }
        let folder = try path ?? Runtime.rulesDirectory(common)
        let sources = try RuleFolder.sources(folder)
        // A folder that somebody names may hold a few rule files by themselves; the one in force is a whole one.
        return RuleFolder.load(sources, folder: path == nil || RuleSet.isFolder(sources) ? folder : nil)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The set, or the errors and exit 1.
    static func require(_ common: CommonOptions, path: String? = nil) throws -> RuleSet {
        let (set, diagnostics) = try load(common, path: path)
        if let set { return set }
        for diagnostic in diagnostics { Terminal.note(text(diagnostic)) }
        throw Finished(code: 1)
    }

    /// The finding with the line it is about and a caret below the column.
    static func text(_ diagnostic: Diagnostic) -> String {
        let source = (try? Files.read(diagnostic.path)) ?? []
        return "\(diagnostic)" + (diagnostic.excerpt(in: source).map { "\n\($0)" } ?? "")
    }

    /// The id as the set spells it; an unknown one is an error that says how to find it.
    static func id(_ given: String?, in set: RuleSet) throws -> String? {
        guard let given else { return nil }
        if let rule = set.rules.first(where: { $0.id == given.uppercased() }) { return rule.id }
        throw EngineError(.unreadable, "there is no rule \(given)", remedy: "amplomb rules list names them")
    }

    /// A date (00:00 UTC) or an instant.
    static func instant(_ text: String) throws -> Instant {
        if let date = CivilDate(text) { return Instant(date) }
        if let instant = Instant(text) { return instant }
        throw EngineError(.unreadable, "'\(text)' is no date", remedy: "write 2026-07-01 or 2026-07-01T10:00:00Z")
    }
}

struct RulesLint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Every error of every rule file in one run: file:line:column, what, how to mend.",
        discussion: """
            Examples:
              amplomb rules lint
              amplomb rules lint my-rule.yaml
              amplomb rules lint --as-of 2027-07-10
            """)

    @Argument(help: "A rule file or folder (default: the rules in force).")
    var path: String?
    @Option(name: .customLong("as-of"), help: "References must be in force on this day (default: today).")
    var asOf: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let day = try asOf.map { try RuleFiles.instant($0).utcDate } ?? Runtime.now().utcDate
        let (set, found) = try RuleFiles.load(common, path: path)
        let diagnostics = found + (set?.lint(asOf: day) ?? [])
        let house = try path == nil ? housePatterns() : []
        if common.wantsJSON {
            var output = JSONOutput()
            output.array { list in
                for diagnostic in diagnostics {
                    list.object { json in
                        json.member("level", "\(diagnostic.level)")
                        json.member("text", "\(diagnostic)")
                    }
                }
                for line in house {
                    list.object { json in
                        json.member("level", "warning")
                        json.member("text", line)
                    }
                }
            }
            Terminal.print(output.text)
        } else {
            diagnostics.forEach { Terminal.print(RuleFiles.text($0)) }
            house.forEach { Terminal.print($0) }
            let errors = diagnostics.filter { $0.level == .error }.count
            let rules = set.map { "\($0.rules.count) rules, " } ?? ""
            Terminal.print("\(rules)\(errors) errors, \(diagnostics.count - errors + house.count) warnings")
        }
        if set == nil || !diagnostics.isEmpty || !house.isEmpty { throw Finished(code: 1) }
    }

    /// House patterns that have expired or are about to; one that does not load is an error with its place.
    private func housePatterns() throws -> [String] {
        try Engine.housePatterns(listsDirectory: try Runtime.listsDirectory(common)).lint(on: Runtime.now().utcDate)
    }
}

struct RulesTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run the tests inside the rule files.",
        discussion: """
            Examples:
              amplomb rules test
              amplomb rules test EV-S-010
              amplomb rules test PO-010 --edges
            """)

    @Argument(help: "Only this rule.")
    var id: String?
    @Flag(help: "Also say what a step below, at and above each limit and each window edge would give.")
    var edges = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let set = try RuleFiles.require(common)
        let id = try RuleFiles.id(id, in: set)
        let reports = set.runTests(of: id)
        let steps = edges ? set.edges(of: id) : nil
        let failed = reports.filter { $0.failure != nil }
        if common.wantsJSON {
            Terminal.print(RulesText.json(reports, edges: steps))
        } else {
            for edge in steps ?? [] {
                Terminal.print("\(edge.rule)  \(edge.limit)  \(edge.value): \(edge.finding)")
            }
            for report in failed {
                Terminal.print("\(report.path):\(report.line): \(report.rule) \(report.test): \(report.failure ?? "")")
            }
            Terminal.print("\(reports.count - failed.count) of \(reports.count) tests hold")
        }
        if !failed.isEmpty { throw Finished(code: 1) }
    }
}

struct RulesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The catalogue: id, mode, version, family, score, tests, title.",
        discussion: """
            Examples:
              amplomb rules list
              amplomb rules list -o csv
              amplomb rules list --mode live --on payout
            """)

    @Option(help: "Only rules in this mode: draft, shadow, live, retired.")
    var mode: String?
    @Option(name: .customLong("on"), help: "Only rules that judge this kind of event, such as session or payout.")
    var kind: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let set = try RuleFiles.require(common)
        let wantedMode = try mode.map { try known($0, RuleMode.self, "mode") }
        let wantedKind = try kind.map { try known($0, RuleKind.self, "kind of event") }
        let rules = set.rules.filter { rule in
            (wantedMode.map { rule.versions.last?.mode == $0 } ?? true)
                && (wantedKind.map { rule.kinds.contains($0) } ?? true)
        }
        if common.wantsJSON {
            Terminal.print(RulesText.json(rules, of: set))
            return
        }
        let header = ["rule", "mode", "version", "family", "verdict", "severity", "tests", "title"]
        let rows = rules.map { rule in
            let version = rule.versions.last
            return [
                rule.id, version?.mode.rawValue ?? "", version.map { String($0.number) } ?? "", rule.family,
                version.map { RulesText.verdict($0.verdict) } ?? "", version?.severity.rawValue ?? "",
                String(rule.testCount),
                rule.title,
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
        Terminal.note("rule set \(set.hash)")
    }

    private func known<Choice: RawRepresentable & CaseIterable>(
        _ text: String, _ type: Choice.Type, _ what: String
    ) throws -> Choice where Choice.RawValue == String {
        if let choice = Choice(rawValue: text) { return choice }
        let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw EngineError(.unreadable, "'\(text)' is no \(what)", remedy: "one of \(all)")
    }
}

struct RulesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract:
            "One rule: its file, the parameters in force, what it reads, its references and why it is live or in shadow.",
        discussion: """
            Examples:
              amplomb rules show EV-S-010
              amplomb rules show KY-001 --as-of 2020-01-01
            """)

    @Argument(help: "The rule's id.")
    var id: String
    @Option(name: .customLong("as-of"), help: "The version in force on this day (default: today).")
    var asOf: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let set = try RuleFiles.require(common)
        guard let rule = set.rules.first(where: { $0.id == id.uppercased() }) else {
            throw EngineError(.unreadable, "there is no rule \(id)", remedy: "amplomb rules list names them")
        }
        Terminal.print(String(decoding: try Files.read(rule.path), as: UTF8.self))
        let instant = try asOf.map { try RuleFiles.instant($0) } ?? Runtime.now()
        if let version = rule.version(at: instant) {
            show(version, instant, rule.testCount)
        } else {
            let first = rule.versions.map(\.from).min().map { "; the first begins on \($0.utcDate)" } ?? ""
            Terminal.print("On \(instant.utcDate): no version is in force\(first)")
        }
        for reference in set.references where rule.references.contains(reference.id) {
            let read = reference.dateRead.map { "read \($0)" } ?? "unverified"
            Terminal.print(
                "\(reference.id): \(reference.title) \(reference.article ?? "") \(reference.url ?? "") (\(read))")
        }
    }

    private func show(_ version: RuleVersion, _ instant: Instant, _ tests: Int) {
        Terminal.print("On \(instant.utcDate): version \(version.number), \(version.mode.rawValue), \(tests) tests")
        if !version.parameterTexts.isEmpty {
            let rows = version.parameterTexts.map { [$0.name, $0.value, $0.least, $0.greatest] }
            Terminal.print(Terminal.table(["parameter", "value", "least", "greatest"], rows))
        }
        for stream in version.streams { Terminal.print("reads \(stream)") }
        Terminal.print("\(version.operations) operations")
    }
}
