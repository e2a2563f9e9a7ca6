import ArgumentParser
import Domain
import Engine
import Formats
import Screening

struct ScreenBatch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "A file of names: one JSON object a line out, in the order of the rows.",
        discussion: """
            A CSV file names its columns in the first line: name, dob, country, type, gender, id, alias, or others with --map. \
            NDJSON has the members of "query" in the reply. A text file has one name a line. Rows that cannot be screened go to \
            the rejects file with line, field and reason. Exit 1 for matches or rejects.

            Examples:
              amplomb screen batch names.txt --type person --out results.jsonl
              amplomb screen batch people.csv --map name=full_name,dob=date_of_birth --out results.jsonl
              amplomb screen batch - --type company --out results.jsonl < names.txt
            """)

    @Argument(help: "A CSV, NDJSON or text file; - is standard input.")
    var file: String
    @Option(help: "Columns of a CSV file: name=COL,dob=COL,country=COL,type=COL,gender=COL,id=COL,alias=COL.")
    var map: String?
    @Option(help: "csv, ndjson or txt; by the name of the file when left out.")
    var format: String?
    @Option(help: "Where the results go.")
    var out: String
    @Option(help: "Where rows go that cannot be screened (default: OUT.rejects.jsonl).")
    var rejects: String?
    @OptionGroup var choice: ScreeningChoice
    @OptionGroup var subject: SubjectOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try subject.check()
        let known = try closed(
            format, "--format", ScreeningBatchRequest.Format.init(rawValue:),
            ScreeningBatchRequest.Format.allCases.map(\.rawValue))
        let request = ScreeningBatchRequest(
            file: file, format: known, columns: try Self.columns(map), defaults: subject.texts,
            options: try choice.options(lists: subject.list), output: out, rejects: rejects)
        let desk = try await ScreeningRuntime.desk(common)
        let progress = Progress("names", quiet: common.quiet)
        let started = Runtime.now()
        let summary = try await ScreeningBatch.run(request, desk: desk) { progress.report(done: $0, total: nil) }
        progress.finish()
        let seconds = max(1, (Runtime.now() - started).microseconds / 1_000)
        Terminal.note(
            "\(summary.read) rows: \(summary.screened) screened, \(summary.matches) with a match, \(summary.rejected) rejected; "
                + "\(Int64(summary.read) * 1_000 / seconds)/s")
        if summary.rejected > 0 { Terminal.note("rejected rows: \(request.rejects)") }
        try ScreeningRuntime.finish(
            desk.unknown(for: request.options), matches: summary.matches > 0 || summary.rejected > 0)
    }

    private static let fields: [String: SubjectText.Field] = [
        "name": .name, "dob": .dob, "country": .countries, "type": .type, "gender": .gender, "id": .ids,
        "alias": .aliases,
    ]

    static func columns(_ map: String?) throws -> [SubjectText.Field: String] {
        var columns: [SubjectText.Field: String] = [:]
        for pair in map?.split(separator: ",") ?? [] {
            let halves = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard halves.count == 2, let field = fields[halves[0]] else {
                throw ValidationError(
                    "--map \(pair): expected FIELD=COLUMN with \(fields.keys.sorted().joined(separator: ", "))")
            }
            columns[field] = halves[1]
        }
        return columns
    }
}

struct ScreenAudit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Compare the index with a scan of every listed name: nothing may be missed.",
        discussion: """
            Listed names are damaged as it happens in payment files (typing errors, spaces, initials, order, dropped words, \
            letters of another alphabet) and looked up both ways. Exit 1 when the index misses anything.

            Examples:
              amplomb screen audit --sample 500
              amplomb screen audit --sample 5000 --seed 7 --names real-names.txt
            """)

    @Option(help: "How many names.")
    var sample = 500
    @Option(help: "The same seed, the same names.")
    var seed: UInt64 = 1
    @Option(help: "A text file with further names, one a line.")
    var names: String?
    @OptionGroup var subject: SubjectOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard sample > 0 else { throw ValidationError("--sample \(sample): expected 1 or more") }
        let type = try SubjectOptions.type(subject.type)
        let lists = try Engine.listsAtStart(
            home: try Runtime.home(), listsDirectory: try Runtime.listsDirectory(common))
        guard let snapshot = lists.snapshot else {
            throw EngineError(
                .unavailable, "no list is in force", remedy: "amplomb lists import FILE... puts one in force")
        }
        let thresholds = try Engine.screeningThresholds(rulesDirectory: try Runtime.rulesDirectory(common))
        let screener = Screener(snapshot, thresholds: thresholds)
        let given = try names.map { try Files.read($0) } ?? []
        let texts = given.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        let progress = Progress("audited", quiet: common.quiet)
        let total = sample + texts.count
        let report = try await Engine.auditScreening(
            screener, sample: sample, seed: seed, names: texts, type: type
        ) { progress.report(done: $0, total: total) }
        progress.finish()
        if common.wantsJSON {
            Terminal.print(report.json)
        } else {
            for miss in report.misses { Terminal.print("missed  \(TextColumns.safe(miss.description))") }
            Terminal.print("missed \(report.missed) of \(report.names) names (seed \(seed))")
        }
        if report.missed > 0 { throw Finished(code: 1) }
    }
}

struct ScreenExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Screen the names of a stored assessment again: identical, or what differs.",
        discussion: """
            Exit 0 identical, 1 when something differs.

            Examples:
              amplomb screen explain payout:DE*VLT:P-77
              amplomb screen explain participant:*:P-001 --revision 1
            """)

    @Argument(help: "kind:CC*PPP:id, as amplomb assess list prints it.")
    var assessment: String
    @Option(help: "An earlier revision of the assessment.")
    var revision: Int?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let key = try eventKey(assessment)
        let engine = try await Runtime.open(common)
        let replay = try await engine.explainScreening(key, revision: revision)
        try await engine.close()
        if common.wantsJSON {
            var output = JSONOutput()
            output.object { json in
                json.member("assessment", key.description)
                json.member("identical", replay.isIdentical)
                json.member("names", replay.parties)
                json.member("candidates", replay.candidates)
                json.array("other_knowledge") { list in for item in replay.otherKnowledge { list.value(item) } }
                json.array("differences") { list in for item in replay.differences { list.value(item) } }
            }
            Terminal.print(output.text)
        } else {
            Terminal.print(replay.text)
        }
        if !replay.isIdentical { throw Finished(code: 1) }
    }
}
