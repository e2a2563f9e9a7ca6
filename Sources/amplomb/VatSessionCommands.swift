import ArgumentParser
import Domain
import Engine
import Formats
import Tax

struct VATExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Why the VAT of a stored session is right or wrong: facts, rule, law, place, day, rate, who owes it.",
        discussion: """
            Every charge line is judged again from what is stored; what the assessment said then stands below it.

            Examples:
              amplomb vat explain DND-7751157
              amplomb vat explain 'cdr:GB*CPS:PKC-2016-1' -o json
              amplomb vat explain PKC-2016-1 --known-at 2026-03-31
              amplomb vat explain --file cdr_example.json      no database; --known-at by the dates in the rules
              amplomb vat explain --file old.json --owner NL*TNM      OCPI 2.1.1 does not say whose CDRs they are
            """)

    @Argument(help: "The CDR: its id, or cdr:COUNTRY*PARTY:ID.")
    var session: String?
    @Option(help: "OCPI CDRs of a file instead of stored ones; nothing is stored. Without a session: all of them.")
    var file: String?
    @Option(help: "Country and party of the operator, for CDRs of OCPI 2.1.1 in a file.")
    var owner: String?
    @OptionGroup var options: VATOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if session == nil, file == nil { throw ValidationError("name a session, or a file with --file") }
        if owner != nil, file == nil { throw ValidationError("--owner is for --file") }
        if common.output == .csv {
            throw ValidationError("-o csv: an explanation is no table; use text, json or jsonl")
        }
    }

    func run() async throws {
        var rejects = 0
        let found: [SessionVerdicts]
        if let file {
            let read = try await Engine.explainVAT(
                file: file, session: session, owner: try party(owner), pack: try options.pack(common),
                span: try options.policy(), at: Runtime.now())
            for reject in read.rejects { Terminal.note(IngestRendering.text(reject)) }
            (found, rejects) = (read.sessions, read.rejects.count)
        } else {
            found = [try await stored()]
        }
        for (index, session) in found.enumerated() {
            if common.wantsJSON {
                var output = JSONOutput()
                session.write(to: &output)
                Terminal.print(output.text)
            } else {
                Terminal.print((index > 0 ? "\n" : "") + session.text)
            }
        }
        if rejects > 0 { throw Finished(code: 2) }
        let levels = found.flatMap(\.lines).compactMap(\.explanation?.verdict.level)
        if levels.contains(where: { $0 >= .review }) { throw Finished(code: 1) }
    }

    private func stored() async throws -> SessionVerdicts {
        let (known, policy) = (try options.instant(), try options.policy())
        let engine = try await Runtime.open(common)
        let found = try await engine.explainVAT(session: session ?? "", knownAt: known, span: policy)
        try await engine.close()
        return found
    }
}

struct VATExposureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exposure",
        abstract: "What the verdicts on stored sessions come to: lines, net, tax, and the money at stake.",
        discussion: """
            Rows by country, fee type and verdict. "At stake" is the tax that a disputed reading would change. Where that
            reading holds up to an amount of electricity (per driver, premises and month), sessions beyond it stand under
            "above ceiling", and those of unknown drivers or premises under "open". With --known-at the same command gives
            the same bytes for ever.

            Examples:
              amplomb vat exposure
              amplomb vat exposure --rule GB-EV-ENERGY --from 2017-01-01 --to 2018-01-01
              amplomb vat exposure --country GB -o json --known-at 2026-12-31
            """)

    @Option(help: "Only lines that this rule decided.")
    var rule: String?
    @Option(help: "Only lines that this country or territory taxes.")
    var country: String?
    @Option(help: "First local day of the tax point, YYYY-MM-DD.")
    var from: String?
    @Option(help: "First local day after the period.")
    var to: String?
    @OptionGroup var options: VATOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        var filter = ExposureFilter()
        filter.rule = rule
        filter.country = country?.uppercased()
        filter.from = try from.map { try vatDate($0, "--from") }
        filter.to = try to.map { try vatDate($0, "--to") }
        let known = try options.instant()
        let policy = try options.policy()
        let engine = try await Runtime.open(common)
        let progress = Progress("judging sessions", quiet: common.quiet)
        let report = try await engine.vatExposure(filter, knownAt: known, span: policy) {
            progress.report(done: $0, total: nil)
        }
        progress.finish()
        try await engine.close()
        if common.wantsJSON {
            var output = JSONOutput()
            report.write(to: &output)
            Terminal.print(output.text)
        } else if common.output == .csv {
            Terminal.print(Terminal.csv(ExposureReport.header, report.rows.map(ExposureReport.cells)))
        } else {
            let rows = report.rows.map(ExposureReport.cells) + report.totals.map(ExposureReport.cells)
            Terminal.print(Terminal.table(ExposureReport.header, rows))
            Terminal.print("\(report.sessions) sessions, VAT packs \(report.packHash.hex.prefix(16))")
        }
    }
}

struct VATRescore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rescore", abstract: "What a change of the VAT rules changes on lines judged before.",
        discussion: """
            Judges the stored sessions, or the records of a file, by the rules in force and by the new ones; nothing is
            stored. Run it before a change of a pack is approved.

            Examples:
              amplomb vat rescore --impact --pack new-rules/vat
              amplomb vat rescore --impact --pack new-rules/vat --from 2026-01-01 -o json
              amplomb vat rescore --impact --pack new-rules/vat --facts lines.jsonl
            """)

    @Flag(help: "Only show what would change; nothing is stored.")
    var impact = false
    @Option(help: "The folder of the new packs.")
    var pack: String
    @Option(help: "Records to judge by both, instead of the stored sessions.")
    var facts: String?
    @Option(help: "Only sessions from this day on, YYYY-MM-DD.")
    var from: String?
    @Option(help: "Only sessions before this day.")
    var to: String?
    @OptionGroup var options: VATOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if facts != nil, from != nil || to != nil { throw ValidationError("--from and --to are for stored sessions") }
        if facts == nil, options.knownAt != nil { throw ValidationError("--known-at is for --facts") }
    }

    func run() async throws {
        guard impact else { throw ValidationError("only --impact is possible: verdicts in evidence never change") }
        let new = try Engine.vatPack(folder: pack)
        let policy = try options.policy()
        var hasErrors = false
        let found: RescoreImpact
        if let facts {
            let file = try VATOptions.records(facts)
            hasErrors = !file.errors.isEmpty
            found = RescoreImpact(old: try options.pack(common), new: new, records: file.records, span: policy)
        } else {
            let (from, to) = (try from.map { try vatDate($0, "--from") }, try to.map { try vatDate($0, "--to") })
            let engine = try await Runtime.open(common)
            let progress = Progress("judging sessions", quiet: common.quiet)
            found = try await engine.vatRescore(new, from: from, to: to, span: policy) {
                progress.report(done: $0, total: nil)
            }
            progress.finish()
            try await engine.close()
        }
        if common.wantsJSON {
            var output = JSONOutput()
            found.write(to: &output)
            Terminal.print(output.text)
        } else {
            Terminal.print(found.text)
        }
        if hasErrors { throw Finished(code: 2) }
    }
}

struct VATBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Charge lines a second with full verdicts, and how long a single line takes.",
        discussion: """
            Reads, judges and writes the records of a file over and over, first one by one, then on all cores.

            Examples:
              amplomb vat bench --facts lines.jsonl
              amplomb vat bench --facts lines.jsonl --lines 1000000 -o json
            """)

    @Option(help: "A file of amplomb-vat-facts/1 records, one a line.")
    var facts: String
    @Option(help: "Lines to judge on all cores.")
    var lines = 200_000
    @OptionGroup var options: VATOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...100_000_000).contains(lines) else {
            throw ValidationError("--lines \(lines): expected 1 to 100000000")
        }
    }

    func run() async throws {
        let origin = ContinuousClock.now
        let report = try await Engine.benchVAT(
            try options.pack(common), facts: facts, lines: lines, span: try options.policy()
        ) {
            let (seconds, attoseconds) = (ContinuousClock.now - origin).components
            return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
        }
        Terminal.print(common.wantsJSON ? report.json : report.text)
    }
}
