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
              amplomb rules list
            """,
        subcommands: [RulesLint.self, RulesTest.self, RulesList.self, RulesShow.self])
}

/// The rule files of the folder in force, or of a path given.
enum RuleFiles {
    static func load(_ common: CommonOptions, path: String? = nil) throws -> (set: RuleSet?, diagnostics: [Diagnostic])
    {
        if let path, !isFolder(path) {
            return RuleSet.load(files: [RuleSource(path: path, bytes: try Files.read(path))])
        }
        let folder = try path ?? Runtime.rulesDirectory(common)
        return RuleSet.load(files: try RuleFolder.sources(folder))
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The set, or the errors and exit 1.
    static func require(_ common: CommonOptions) throws -> RuleSet {
        let (set, diagnostics) = try load(common)
        if let set { return set }
        for diagnostic in diagnostics { Terminal.note("\(diagnostic)") }
        throw Finished(code: 1)
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
            """)

    @Argument(help: "A rule file or folder (default: the rules in force).")
    var path: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (set, diagnostics) = try RuleFiles.load(common, path: path)
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
            diagnostics.forEach { Terminal.print("\($0)") }
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
            """)

    @Argument(help: "Only this rule.")
    var id: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let set = try RuleFiles.require(common)
        if let id, !set.rules.contains(where: { $0.id == id }) {
            throw EngineError(.unreadable, "there is no rule \(id)", remedy: "amplomb rules list names them")
        }
        let reports = set.runTests(of: id)
        let failed = reports.filter { $0.failure != nil }
        for report in failed {
            Terminal.print("\(report.path):\(report.line): \(report.rule) \(report.test): \(report.failure ?? "")")
        }
        Terminal.print("\(reports.count - failed.count) of \(reports.count) tests hold")
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
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let set = try RuleFiles.require(common)
        let header = ["rule", "mode", "version", "family", "verdict", "severity", "tests", "title"]
        let rows = set.rules.map { rule in
            let version = rule.versions.last
            return [
                rule.id, version?.mode.rawValue ?? "", version.map { String($0.number) } ?? "", rule.family,
                version.map { verdict($0.verdict) } ?? "", version?.severity.rawValue ?? "", String(rule.testCount),
                rule.title,
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
        Terminal.note("rule set \(set.hash)")
    }

    private func verdict(_ verdict: Verdict) -> String {
        switch verdict {
        case .score(let score): score.text
        case .decision(let outcome): outcome.rawValue
        case .risk(let score): "risk \(score.text)"
        }
    }
}

struct RulesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "One rule: its file, references and why it is live or in shadow.",
        discussion: """
            Examples:
              amplomb rules show EV-S-010
              amplomb rules show KY-001
            """)

    @Argument(help: "The rule's id.")
    var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let set = try RuleFiles.require(common)
        guard let rule = set.rules.first(where: { $0.id == id.uppercased() }) else {
            throw EngineError(.unreadable, "there is no rule \(id)", remedy: "amplomb rules list names them")
        }
        let folder = try Runtime.rulesDirectory(common)
        let file = rule.path.hasPrefix("rules/") ? folder + "/" + rule.path.dropFirst(6) : rule.path
        Terminal.print(String(decoding: try Files.read(file), as: UTF8.self))
        for reference in set.references where rule.references.contains(reference.id) {
            let read = reference.dateRead.map { "read \($0)" } ?? "unverified"
            Terminal.print(
                "\(reference.id): \(reference.title) \(reference.article ?? "") \(reference.url ?? "") (\(read))")
        }
    }
}
