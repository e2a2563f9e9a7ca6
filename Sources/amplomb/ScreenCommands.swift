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
            Exit 0 no match, 1 a match, 3 a list is missing.

            Examples:
              amplomb screen "Владимир Путин"
              amplomb screen name "Maria Garcia" --type person --dob 1970-02-01 --country ES
              amplomb screen compare "Moammar El Kadhafi" "Muammar Qadhafi" --type person
            """,
        subcommands: [ScreenName.self, ScreenCompare.self, ScreenBench.self, ScreenBatch.self],
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

    func query(_ name: String) throws -> ScreeningQuery {
        guard name.contains(where: \.isLetter) || name.contains(where: \.isNumber) else {
            throw ValidationError("the name is empty: expected letters of any script")
        }
        var query = ScreeningQuery(name: name, type: try SubjectOptions.type(type), aliases: alias)
        if let dob { query.births = [try SubjectOptions.birth(dob, "--dob")] }
        query.countries = try country.map { try SubjectOptions.country($0, "--country") }
        if let gender {
            guard let known = Gender(gender) else { throw ValidationError("--gender \(gender): expected f or m") }
            query.gender = known
        }
        query.ids = try id.map { text in
            let parts = text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { throw ValidationError("--id \(text): expected SCHEME:VALUE") }
            return SubjectID(scheme: String(parts[0]), value: String(parts[1]))
        }
        if !list.isEmpty { query.lists = Set(list) }
        return query
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
            """)

    @Argument(help: "The name, in any script.")
    var name: String
    @Option(help: "How many candidates at most.")
    var limit = 10
    @Option(name: .customLong("min-score"), help: "Show candidates from this score on (0 to 1).")
    var minimumScore: String?
    @OptionGroup var subject: SubjectOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let query = try subject.query(name)
        let minimum = try minimumScore.map { text -> Int32 in
            guard let number = ExactNumber(text), let scaled = number.scaled(by: 4), (0...10_000).contains(scaled.value)
            else {
                throw ValidationError("--min-score \(text): expected a number from 0 to 1")
            }
            return Int32(scaled.value)
        }
        let lists = try Engine.listsAtStart(
            home: try Runtime.home(), listsDirectory: try Runtime.listsDirectory(common))
        let thresholds = try Engine.screeningThresholds(rulesDirectory: try Runtime.rulesDirectory(common))
        let screener = Screener(lists.snapshot ?? ListSnapshot(), thresholds: thresholds)
        let unknown = lists.unknown(at: Runtime.now(), lists: query.lists)
        let result = screener.screen(query, limit: limit, minimumScore: minimum, unknown: unknown)
        if common.wantsJSON {
            Terminal.write(screener.json(result))
            if screener.json(result).last != 0x0A { Terminal.print("") }
        } else {
            Terminal.print(screener.text(result))
        }
        if let notice = lists.notice { Terminal.note(notice) }
        if !unknown.isEmpty {
            Terminal.note("\(unknown.joined(separator: ", ")): amplomb lists pull, or amplomb lists import FILE...")
            throw Finished(code: 3)
        }
        if result.isMatch { throw Finished(code: 1) }
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
            if result.json.last != 0x0A { Terminal.print("") }
        } else {
            Terminal.print(result.text)
        }
        if result.match { throw Finished(code: 1) }
    }
}

struct ScreenBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Labelled pairs: precision, recall, F1, pairs a second.",
        discussion: """
            Examples:
              amplomb screen bench --pairs pairs.csv
              amplomb screen bench --pairs pairs.csv --by schema --errors wrong.txt --json
            """)

    @Option(help: "CSV with schema, name1, name2, is_match and optional dob1, dob2, country1, country2.")
    var pairs: String
    @Option(help: "Another threshold than the one in force (0 to 1).")
    var threshold: String?
    @Option(help: "Other column names: name1=COLUMN,name2=COLUMN.")
    var map: String?
    @Option(help: "Only rows where COLUMN=VALUE.")
    var `where`: String?
    @Option(help: "The same figures per value of this column.")
    var by: String?
    @Option(help: "Write each wrong pair to this file.")
    var errors: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        var options = BenchOptions()
        if let threshold {
            guard let scaled = ExactNumber(threshold)?.scaled(by: 4), (0...10_000).contains(scaled.value) else {
                throw ValidationError("--threshold \(threshold): expected a number from 0 to 1")
            }
            options.threshold = Int32(scaled.value)
        }
        for pair in map?.split(separator: ",") ?? [] {
            let halves = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2 else { throw ValidationError("--map \(pair): expected name=COLUMN") }
            options.map[halves[0]] = halves[1]
        }
        if let condition = `where` {
            let halves = condition.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2 else { throw ValidationError("--where \(condition): expected COLUMN=VALUE") }
            options.filter = (halves[0], halves[1])
        }
        options.sliceColumn = by
        let report = Screening.bench(try Files.read(pairs), file: pairs, options: options) {
            Runtime.now().microseconds
        }
        if let errors {
            let lines = report.misses.map {
                "line \($0.line): \($0.name1) | \($0.name2) | score \($0.score) | expected \($0.expected)\n"
            }
            try Files.writeDurably(Array(lines.joined().utf8), to: errors)
        }
        for reject in report.rejects.prefix(5) { Terminal.note("rejected \(reject)") }
        if common.wantsJSON {
            Terminal.write(report.json)
            if report.json.last != 0x0A { Terminal.print("") }
        } else {
            Terminal.print(report.text)
        }
        if !report.rejects.isEmpty { throw Finished(code: 1) }
    }
}

struct ScreenBatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch", abstract: "One name a line from a file; one JSON object a line out, in the same order.",
        discussion: """
            Examples:
              amplomb screen batch names.txt --out results.jsonl
              amplomb screen batch - --type person < names.txt
            """)

    @Argument(help: "A text file with one name a line; - is standard input.")
    var file: String
    @Option(help: "Where the results go; standard output when left out.")
    var out: String?
    @OptionGroup var subject: SubjectOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let lists = try Engine.listsAtStart(
            home: try Runtime.home(), listsDirectory: try Runtime.listsDirectory(common))
        guard let snapshot = lists.snapshot else {
            throw EngineError(
                .unavailable, "no list is in force", remedy: "amplomb lists import FILE... puts one in force")
        }
        let unknown = lists.unknown(at: Runtime.now(), lists: subject.list.isEmpty ? nil : Set(subject.list))
        let thresholds = try Engine.screeningThresholds(rulesDirectory: try Runtime.rulesDirectory(common))
        let screener = Screener(snapshot, thresholds: thresholds)
        let bytes = file == "-" ? try Files.standardInput() : try Files.read(file)
        var output: [UInt8] = []
        var matches = 0
        let progress = Progress("names", quiet: common.quiet)
        for (number, line) in bytes.split(separator: 0x0A).enumerated() {
            let result = screener.screen(
                try subject.query(String(decoding: line, as: UTF8.self)), unknown: unknown)
            if result.isMatch { matches += 1 }
            output += screener.json(result)
            if output.last != 0x0A { output.append(0x0A) }
            if number % 256 == 0 { progress.report(done: number, total: nil) }
        }
        progress.finish()
        if let out { try Files.writeDurably(output, to: out) } else { Terminal.write(output) }
        Terminal.note("\(matches) matches")
        if let notice = lists.notice { Terminal.note(notice) }
        if !unknown.isEmpty {
            Terminal.note("\(unknown.joined(separator: ", ")): amplomb lists pull, or amplomb lists import FILE...")
            throw Finished(code: 3)
        }
        if matches > 0 { throw Finished(code: 1) }
    }
}
