import ArgumentParser
import Domain
import Engine
import Formats
import Foundation
import Ingest

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read files, assess every record, commit it with its evidence.",
        discussion: """
            Every record ends as accepted, duplicate, revised or rejected, and the four always add up to what was read. A \
            second run of the same file changes nothing.

            Examples:
              amplomb ingest ocpi cdrs.jsonl.gz --rejects rejects.jsonl
              amplomb ingest csv export.csv --map rules/maps/dundee.yaml
              amplomb ingest payouts pain001.xml
            """,
        subcommands: [
            IngestOCPI.self, IngestCSV.self, IngestPayouts.self, IngestParticipants.self, IngestRates.self,
            IngestRetry.self,
        ])
}

/// What all kinds of import share.
struct IngestFiles: ParsableArguments {
    @Argument(help: "Files to read; - is standard input; gzip is recognised by content.")
    var files: [String]

    @Option(help: "Write the refused records to this file (JSON lines), to be mended and read with ingest retry.")
    var rejects: String?

    @Flag(help: "Refuse records that break the specification in small ways, too.")
    var strict = false

    @Flag(name: .customLong("dry-run"), help: "Parse and map only: write nothing, need no database.")
    var dryRun = false

    @OptionGroup var common: CommonOptions

    func run(_ format: IngestFormat) async throws {
        let request = IngestRequest(
            files: files, format: format, rejectsFile: rejects, isStrict: strict, isDryRun: dryRun)
        let progress = Progress("records", quiet: common.quiet || common.wantsJSON)
        let judging = Progress("decisions", quiet: common.quiet || common.wantsJSON)
        let report = { @Sendable (step: IngestProgress) in
            switch step {
            case .stored(let done): progress.report(done: done, total: nil)
            case .judged(let done, let total): judging.report(done: done, total: total)
            case .waiting(let holder): Terminal.note("\(holder) is writing to this database: waiting for it to end")
            }
        }
        let summary: IngestSummary
        if dryRun {
            summary = try await Engine.dryRun(request, progress: report)
        } else {
            let engine = try await Runtime.open(common)
            summary = try await Interruption.guarded(engine) { try await engine.ingest(request, progress: report) }
            try await engine.finish()
        }
        progress.finish()
        judging.finish()
        Terminal.print(
            common.wantsJSON ? IngestRendering.json(summary) : IngestRendering.text(summary, isDryRun: dryRun))
        for reject in summary.shownRejects { Terminal.note(IngestRendering.text(reject)) }
        let rest = summary.total.rejected - summary.shownRejects.count
        if rest > 0 {
            let place = rejects.map { "in \($0)" } ?? "name --rejects FILE to keep them in a file"
            Terminal.note("\(rest) more \(place)")
        }
        if let failure = summary.failure {
            Terminal.note("amplomb: \(failure)")
            throw Finished(code: 2)
        }
        if summary.total.rejected > 0 { throw Finished(code: 1) }
    }
}

struct IngestOCPI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ocpi",
        abstract: "OCPI 2.1.1, 2.2.1 and 2.3.0 objects: JSON, JSON lines, arrays, envelopes.",
        discussion: """
            Examples:
              amplomb ingest ocpi cdrs.jsonl.gz
              amplomb ingest ocpi old.json --version 2.1.1 --owner NL*TNM
            """)

    @Option(help: "cdr, session, tariff, location or token; recognised by content when left out.")
    var module: String?
    @Option(help: "2.1.1, 2.2.1, 2.3.0 or auto.")
    var version = "auto"
    @Option(help: "Owner of records that name none (OCPI 2.1.1): CC*PPP.")
    var owner: String?
    @OptionGroup var options: IngestFiles

    func run() async throws {
        try await options.run(
            .ocpi(module: module, version: version == "auto" ? nil : version, owner: try party(owner)))
    }
}

struct IngestCSV: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv",
        abstract: "Sessions from a CSV export with a column map.",
        discussion: """
            Examples:
              amplomb ingest csv export.csv --map rules/maps/dundee.yaml
              amplomb ingest csv export.csv.gz --map my-map.yaml --dry-run
            """)

    @Option(help: "The column map (YAML).")
    var map: String
    @OptionGroup var options: IngestFiles

    func run() async throws { try await options.run(.csv(map: map)) }
}

struct IngestPayouts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "payouts",
        abstract: "Payout instructions: ISO 20022 pain.001 or amplomb.payout/1 JSON lines.",
        discussion: """
            Examples:
              amplomb ingest payouts batch.xml
              amplomb ingest payouts payouts.jsonl --rejects rejects.jsonl
            """)

    @OptionGroup var options: IngestFiles

    func run() async throws { try await options.run(.payouts) }
}

struct IngestParticipants: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "participants",
        abstract: "Participant records with KYC status, owners and payout accounts (JSON, JSON lines).",
        discussion: """
            Examples:
              amplomb ingest participants participants.jsonl
              amplomb ingest participants one.json --dry-run
            """)

    @OptionGroup var options: IngestFiles

    func run() async throws { try await options.run(.participants) }
}

struct IngestRates: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fx",
        abstract: "Euro foreign exchange reference rates of the ECB (history or daily CSV).",
        discussion: """
            Examples:
              amplomb ingest fx eurofxref-hist.csv
              amplomb ingest fx eurofxref.csv
            """)

    @OptionGroup var options: IngestFiles

    func run() async throws { try await options.run(.rates) }
}

struct IngestRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Read the records of a rejects file again after they were mended.",
        discussion: """
            Examples:
              amplomb ingest retry rejects.jsonl
              amplomb ingest retry rejects.jsonl --rejects still-bad.jsonl
            """)

    @Option(help: "Owner of records that name none (OCPI 2.1.1): CC*PPP.")
    var owner: String?
    @OptionGroup var options: IngestFiles

    func run() async throws { try await options.run(.retry(owner: try party(owner))) }
}

/// An OCPI party given on the command line.
func party(_ text: String?) throws -> PartyID? {
    guard let text else { return nil }
    guard let party = PartyID(text) else {
        throw ValidationError("--owner \(text): expected two letters and three letters or digits, like NL*TNM")
    }
    return party
}

enum IngestRendering {
    static func text(_ summary: IngestSummary, isDryRun: Bool) -> String {
        var lines = summary.files.map { file in
            let name = (file.file as NSString).lastPathComponent
            let format = [file.format == "ocpi" ? "OCPI" : file.format, file.version, file.module].compactMap { $0 }
            return line(name + "  " + format.joined(separator: " "), file, isDryRun)
        }
        if summary.files.count > 1 { lines.append(line("total", summary.total, isDryRun)) }
        if summary.hits > 0 || summary.rescored > 0 || summary.outcomes.contains(where: { $0.key > .pass }) {
            let outcomes = Outcome.allCases.filter { summary.outcomes[$0] != nil }
            lines.append(
                "\(summary.rescored) earlier events re-scored, \(summary.hits) hits, \(summary.opened) cases opened, "
                    + "\(outcomes.map { "\(summary.outcomes[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ label: String, _ report: IngestReport, _ isDryRun: Bool) -> String {
        var text = "\(label)   \(report.read) read   "
        text +=
            isDryRun
            ? "\(report.mapped) mapped  \(report.rejected) rejected"
            : "\(report.accepted) accepted  \(report.duplicate) duplicate  \(report.revised) revised  \(report.rejected) rejected"
        if !report.findings.isEmpty {
            text +=
                "   findings: "
                + report.findings.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
                .joined(separator: ", ")
        }
        if !report.unknownFields.isEmpty {
            text += "   unknown fields: \(report.unknownFields.keys.sorted().joined(separator: ", "))"
        }
        return text
    }

    static func text(_ reject: IngestReject) -> String {
        let name = (reject.file as NSString).lastPathComponent
        let field = reject.field.isEmpty ? "" : " field \(reject.field)"
        let found = reject.found.isEmpty ? "" : " (found \(reject.found))"
        return
            "rejected \(name):\(reject.line)\(field): \(reject.code.rawValue) \(reject.reason)\(found); \(reject.remedy)"
    }

    static func json(_ summary: IngestSummary) -> String {
        var output = JSONOutput(isPretty: false)
        output.object { json in
            json.array("files") { list in
                for file in summary.files {
                    list.object { item in
                        item.member("file", file.file)
                        item.member("sha256", file.sha256?.hex)
                        item.member("format", file.format)
                        item.member("version", file.version)
                        item.member("module", file.module)
                        counts(&item, file)
                        item.object("findings") { inner in
                            for (code, count) in file.findings.sorted(by: { $0.key < $1.key }) {
                                inner.member(code, count)
                            }
                        }
                        item.object("unknown_fields") { inner in
                            for (name, count) in file.unknownFields.sorted(by: { $0.key < $1.key }) {
                                inner.member(name, count)
                            }
                        }
                    }
                }
            }
            counts(&json, summary.total)
            json.member("rescored", summary.rescored)
            json.member("hits", summary.hits)
            json.member("cases_opened", summary.opened)
            json.object("outcomes") { inner in
                for outcome in Outcome.allCases { inner.member(outcome.rawValue, summary.outcomes[outcome] ?? 0) }
            }
            json.member("seconds", number: summary.secondsText)
        }
        return output.text
    }

    private static func counts(_ json: inout JSONOutput, _ report: IngestReport) {
        json.member("read", report.read)
        json.member("accepted", report.accepted)
        json.member("duplicate", report.duplicate)
        json.member("revised", report.revised)
        json.member("rejected", report.rejected)
    }
}
