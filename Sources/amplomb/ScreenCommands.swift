import ArgumentParser
import Domain
import Engine
import Foundation
import Screening

struct ScreenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "screen",
        abstract: "Look a name up on the sanctions lists, in any script, and say why.",
        discussion: """
            Exit 0 no match, 1 a match or rejected rows, 2 bad usage, 3 a list is missing or stale.

            Examples:
              amplomb screen "Владимир Путин"
              amplomb screen name "Maria Garcia" --type person --dob 1970-02-01 --country ES
              amplomb screen compare "Moammar El Kadhafi" "Muammar Qadhafi" --type person
              amplomb screen batch names.csv --out results.jsonl
            """,
        subcommands: [
            ScreenName.self, ScreenBatch.self, ScreenCompare.self, ScreenBench.self, ScreenAudit.self,
            ScreenExplain.self, GoodListCommand.self,
        ],
        defaultSubcommand: ScreenName.self)
}

/// What is known about the subject, shared by the commands that screen.
struct SubjectOptions: ParsableArguments {
    @Option(help: "person, company, vessel, aircraft or any.")
    var type = "any"
    @Option(help: "Birth date: 1961, 1961-03 or 1961-03-01.")
    var dob: String?
    @Option(help: "Country (ISO alpha-2); may be repeated.")
    var country: [String] = []
    @Option(help: "f or m.")
    var gender: String?
    @Option(help: "Identifier SCHEME:VALUE, for example imo:1234567; may be repeated.")
    var id: [String] = []
    @Option(help: "Another name of the same subject; may be repeated.")
    var alias: [String] = []
    @Option(help: "Only these lists; may be repeated.")
    var list: [String] = []

    /// The texts of the options, for rows that say nothing else.
    var texts: SubjectText {
        var text = SubjectText()
        text.type = type
        text.dob = dob
        text.countries = country
        text.gender = gender
        text.ids = id
        text.aliases = alias
        return text
    }

    /// The query of a name with these options.
    ///
    /// - Throws: a usage error that names every option and value that is wrong.
    func query(_ name: String) throws -> ScreeningQuery {
        var text = texts
        text.name = name
        do {
            return try text.query()
        } catch {
            throw ValidationError(error.faults.map(Self.sentence).joined(separator: "\n"))
        }
    }

    /// Checks the options before any name is there.
    func check() throws { _ = try query("A") }

    private static func sentence(_ fault: SubjectFault) -> String {
        let option =
            switch fault.field {
            case .name: "NAME"
            case .countries: "--country"
            case .ids: "--id"
            case .aliases: "--alias"
            default: "--\(fault.field.rawValue)"
            }
        // A name is not repeated in an error: it is a person's, and errors end up in logs.
        if fault.field == .name || fault.field == .aliases { return "\(option): \(fault.expected)" }
        return "\(option) \(TextColumns.safe(fault.value)): \(fault.expected)"
    }

    static func type(_ text: String) throws -> SubjectType {
        if text == "any" { return .unknown }
        guard let type = SubjectType(rawValue: text), type != .unknown else {
            throw ValidationError("--type \(text): expected person, company, vessel, aircraft or any")
        }
        return type
    }

    static func birth(_ text: String, _ option: String) throws -> BirthRange {
        guard let birth = BirthRange(text) else {
            throw ValidationError("\(option) \(text): expected 1961, 1961-03 or 1961-03-01")
        }
        return birth
    }

    static func country(_ text: String, _ option: String) throws -> Country {
        guard let country = Country(alpha2: text) else {
            throw ValidationError("\(option) \(text): expected an ISO 3166-1 alpha-2 code")
        }
        return country
    }
}

struct ScreenName: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "name", abstract: "One name against all lists in force.",
        discussion: """
            Examples:
              amplomb screen "Владимир Путин"
              amplomb screen name "OCEAN STAR" --type vessel --id imo:9074729 -o json
              amplomb screen name "Ali Hassan" --dob 1961 --country IQ --subject P-001
            """)

    @Argument(help: "The name, in any script.")
    var name: String
    @OptionGroup var choice: ScreeningChoice
    @OptionGroup var subject: SubjectOptions
    @Option(name: .customLong("as-of"), help: "Lists and good-list of that time: YYYY-MM-DD or an RFC 3339 instant.")
    var asOf: String?
    @Flag(help: "Text, whatever --output says.")
    var text = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let query = try subject.query(name)
        let options = try choice.options(lists: subject.list)
        let moment = try asOf.map { try instant($0) }
        let desk = try await ScreeningRuntime.desk(common, asOf: moment)
        let answer = desk.screen(query, options)
        if common.wantsJSON && !text {
            Terminal.write(desk.screener.json(answer.result))
        } else {
            Terminal.write(Array(desk.screener.text(answer.result).utf8))
        }
        for item in answer.lapsed { Terminal.note("amplomb: \(item)") }
        // A script that nothing reads is no "no match" either.
        let unread = answer.result.unknown.filter { $0.hasPrefix("script") }
        try ScreeningRuntime.finish(answer.missing + unread, matches: answer.result.isMatch)
    }
}

/// How many candidates, from which score on, and whose good-list.
struct ScreeningChoice: ParsableArguments {
    @Option(help: "How many candidates at most.")
    var limit = 10
    @Flag(help: "All candidates.")
    var all = false
    @Option(name: .customLong("min-score"), help: "Show candidates from this score on (0 to 1).")
    var minimumScore: String?
    @Option(name: .customLong("subject"), help: "Apply the good-list of this participant or account.")
    var goodListSubject: String?

    func options(lists: [String]) throws -> ScreeningDesk.Options {
        var options = ScreeningDesk.Options()
        guard limit > 0 else { throw ValidationError("--limit \(limit): expected 1 or more") }
        options.limit = all ? .max : limit
        if let minimumScore {
            guard let score = screeningScore(minimumScore) else {
                throw ValidationError(
                    "--min-score \(minimumScore): expected a number from 0 to 1, four decimals at most")
            }
            options.minimumScore = score
        }
        options.lists = lists
        options.subject = goodListSubject
        return options
    }
}

/// What the commands that screen have in common.
enum ScreeningRuntime {
    /// The lists of this home; without a home nothing is in force.
    static func desk(_ common: CommonOptions, asOf moment: Instant? = nil) async throws -> ScreeningDesk {
        guard try Runtime.home().exists else {
            return try Engine.emptyDesk(rulesDirectory: try Runtime.rulesDirectory(common))
        }
        let engine = try await Runtime.open(common)
        let desk = try await engine.screeningDesk(asOf: moment)
        try await engine.close()
        return desk
    }

    /// Exit 3 where a list was missing or stale, whatever was found; else 1 for a finding.
    static func finish(_ missing: [String], matches: Bool) throws {
        if !missing.isEmpty {
            for item in missing { Terminal.note("amplomb: \(item)") }
            Terminal.note(
                "         amplomb lists import FILE... puts a list in force; amplomb lists status says its age")
            throw Finished(code: 3)
        }
        if matches { throw Finished(code: 1) }
    }
}

struct ScreenCompare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Two names by the function that screens; the second is the listed one.",
        discussion: """
            Examples:
              amplomb screen compare "Jürgen Müller" "Juergen MUELLER" --type person
              amplomb screen compare "OCEAN STAR 1" "OCEAN STAR 7" --type vessel --json
            """)

    @Argument var name1: String
    @Argument var name2: String
    @Option(help: "person, company or vessel.")
    var type: String
    @Option var dob1: String?
    @Option var dob2: String?
    @Option var country1: String?
    @Option var country2: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let result = Screening.compare(
            name1, name2, type: try SubjectOptions.type(type),
            births1: try dob1.map { [try SubjectOptions.birth($0, "--dob1")] } ?? [],
            births2: try dob2.map { [try SubjectOptions.birth($0, "--dob2")] } ?? [],
            countries1: try country1.map { [try SubjectOptions.country($0, "--country1")] } ?? [],
            countries2: try country2.map { [try SubjectOptions.country($0, "--country2")] } ?? [])
        if common.wantsJSON {
            Terminal.write(result.json)
        } else {
            Terminal.write(Array(result.text.utf8))
        }
        if result.match { throw Finished(code: 1) }
    }
}
