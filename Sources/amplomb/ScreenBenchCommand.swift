import ArgumentParser
import Domain
import Engine
import Screening

struct ScreenBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Labelled pairs: precision, recall, F1, pairs a second.",
        discussion: """
            Examples:
              amplomb screen bench --pairs pairs.csv
              amplomb screen bench --pairs pairs.csv --by schema --errors wrong.txt --json
              amplomb screen bench --names people.csv --map name=full_name,dob=born --facts
              amplomb screen bench --delta subjects.csv --entries 500
            """)

    @Option(help: "CSV with schema, name1, name2, is_match and optional dob1, dob2, country1, country2.")
    var pairs: String?
    @Option(help: "CSV of people: names a second, and how long a single name takes, against the lists in force.")
    var names: String?
    @Flag(help: "With birth date, country and gender of the rows, with --names.")
    var facts = false
    @Option(help: "CSV of subjects: how long a change of the lists in force would take to ask them all.")
    var delta: String?
    @Option(help: "How many changed entries, with --delta.")
    var entries = 500
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
        guard [pairs, names, delta].count(where: { $0 != nil }) == 1 else {
            throw ValidationError("name one of --pairs, --names and --delta")
        }
        if let delta { return try await benchDelta(delta) }
        if let names { return try benchNames(names) }
        guard let pairs else { return }
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

    private func benchNames(_ file: String) throws {
        let lists = try Engine.listsAtStart(
            home: try Runtime.home(), listsDirectory: try Runtime.listsDirectory(common))
        guard let snapshot = lists.snapshot else {
            throw EngineError(
                .unavailable, "no list is in force", remedy: "amplomb lists import FILE... puts one in force")
        }
        let thresholds = try Engine.screeningThresholds(rulesDirectory: try Runtime.rulesDirectory(common))
        let report = try Engine.benchNames(
            Screener(snapshot, thresholds: thresholds), file: file, columns: try ScreenBatch.columns(map),
            usesFacts: facts
        ) { Runtime.now().microseconds }
        Terminal.print(common.wantsJSON ? report.json : report.text)
    }

    private func benchDelta(_ file: String) async throws {
        guard entries > 0 else { throw ValidationError("--entries \(entries): expected 1 or more") }
        let engine = try await Runtime.open(common)
        let report = try await engine.benchDelta(file: file, entries: entries)
        try await engine.close()
        Terminal.print(common.wantsJSON ? report.json : report.text)
    }
}
