import ArgumentParser
import Domain
import Engine
import Formats
import Foundation
import Reports
import Store

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Reports over a period, whose totals can be added up again from their tables.",
        discussion: """
            Examples:
              amplomb report build activity --period 2026-Q3 --out reports
              amplomb report list
            """,
        subcommands: [ReportBuild.self, ReportList.self, ReportKinds.self])
}

enum ReportKind: String, ExpressibleByArgument, CaseIterable {
    case activity
}

struct ReportBuild: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build a report: HTML and CSV, kept in the database, its hashes logged as evidence.",
        discussion: """
            The period is half-open: --to is the first day that does not count.

            Examples:
              amplomb report build activity --period 2026-Q3 --out reports
              amplomb report build activity --from 2018-01-01 --to 2019-01-01 --out .
            """)

    @Argument(help: "The kind: activity.")
    var kind: ReportKind
    @Option(help: "The first day, YYYY-MM-DD (UTC).")
    var from: String?
    @Option(help: "The first day after the period, YYYY-MM-DD (UTC).")
    var to: String?
    @Option(help: "A year, quarter or month instead: 2026, 2026-Q3 or 2026-07.")
    var period: String?
    @Option(help: "The folder for the files; made when it is not there.")
    var out: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (from, to) = try days()
        let engine = try await Runtime.open(common)
        let built = try await engine.buildActivityReport(from: Instant(from), to: Instant(to))
        let paths = try write(built.report)
        try await engine.finish()
        if common.wantsJSON {
            Terminal.print(json(built, paths))
            return
        }
        let rows = built.totals.map { [$0.id, $0.title, $0.value.text, $0.value.currency] }
        let header = ["total", "what", "value", "unit"]
        if common.output == .csv {
            Terminal.print(Terminal.csv(header, rows))
        } else {
            Terminal.print("report \(built.id): activity from \(from) up to, not including, \(to)")
            Terminal.print(Terminal.table(header, rows))
        }
        for path in paths { Terminal.note("written: \(path)") }
    }

    private func days() throws -> (CivilDate, CivilDate) {
        if let period {
            guard from == nil, to == nil else { throw ValidationError("give --period, or --from and --to, not both") }
            guard let days = ReportPeriod.days(period) else {
                throw ValidationError("--period \(period): expected 2026, 2026-Q3 or 2026-07")
            }
            return days
        }
        guard let from, let to else { throw ValidationError("give --from and --to, or --period 2026-Q3") }
        guard let first = CivilDate(from) else { throw ValidationError("--from \(from): expected YYYY-MM-DD") }
        guard let end = CivilDate(to) else { throw ValidationError("--to \(to): expected YYYY-MM-DD") }
        guard first < end else { throw ValidationError("--to \(to): must be after --from \(from)") }
        return (first, end)
    }

    private func write(_ report: ActivityReport) throws -> [String] {
        do {
            try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        } catch {
            throw EngineError(
                .configuration, "the folder \(out) cannot be made (\(error.localizedDescription))",
                remedy: "name a folder that you may write with --out")
        }
        let base = out.hasSuffix("/") ? out + report.name : "\(out)/\(report.name)"
        try Files.writeDurably(report.html, to: base + ".html")
        try Files.writeDurably(report.csv, to: base + ".csv")
        return [base + ".html", base + ".csv"]
    }

    private func json(_ built: BuiltReport, _ paths: [String]) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("report", built.id)
            json.member("kind", kind.rawValue)
            json.array("files") { list in paths.forEach { list.value($0) } }
            json.array("totals") { list in
                for total in built.totals {
                    list.object { inner in
                        inner.member("total", total.id)
                        inner.member("title", total.title)
                        inner.member("value", total.value.text)
                        inner.member("currency", total.value.currency.isEmpty ? nil : total.value.currency)
                        inner.member("table", total.table.rawValue)
                        inner.member("formula", total.formula)
                    }
                }
            }
        }
        return output.text
    }
}

/// A year, a quarter or a month as its days.
enum ReportPeriod {
    static func days(_ text: String) -> (CivilDate, CivilDate)? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = Int(parts[0]), parts[0].utf8.count == 4 else { return nil }
        var first = 1
        var months = 12
        if parts.count == 2 {
            let part = parts[1]
            if part.hasPrefix("Q"), let quarter = Int(part.dropFirst()), (1...4).contains(quarter), part.utf8.count == 2
            {
                first = quarter * 3 - 2
                months = 3
            } else if part.utf8.count == 2, let month = Int(part), (1...12).contains(month) {
                first = month
                months = 1
            } else {
                return nil
            }
        } else if parts.count != 1 {
            return nil
        }
        let end = first + months
        guard let from = CivilDate(year: year, month: first, day: 1),
            let to = CivilDate(year: end > 12 ? year + 1 : year, month: end > 12 ? 1 : end, day: 1)
        else { return nil }
        return (from, to)
    }
}

struct ReportList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Reports that were built, the newest first.",
        discussion: """
            Examples:
              amplomb report list
              amplomb report list --limit 5 -o json
            """)

    @Option(help: "At most this many.")
    var limit = 50
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit \(limit): expected 1 to 100000") }
        let engine = try await Runtime.open(common)
        let rows = try await engine.store.reports(limit: limit)
        let removals = try await engine.removals(of: rows)
        try await engine.close()
        if common.wantsJSON {
            var output = JSONOutput()
            output.array { list in
                for row in rows {
                    list.object { json in
                        json.member("report", row.id)
                        json.member("kind", row.kind)
                        json.member("from", row.period.from.description)
                        json.member("to", row.period.to.description)
                        json.member("state", row.removedIndex == nil ? row.state : "removed")
                        json.member("sha256", row.contentHash?.hex)
                        json.member("built_at", row.builtAt.description)
                        json.member("removed", removals[row.id])
                    }
                }
            }
            Terminal.print(output.text)
            return
        }
        let header = ["report", "kind", "from", "to", "state", "built", "sha256"]
        let cells = rows.map { row in
            [
                String(row.id), row.kind, row.period.from.utcDate.description, row.period.to.utcDate.description,
                row.removedIndex == nil ? row.state : "removed", row.builtAt.description,
                row.contentHash?.hex ?? removals[row.id] ?? "",
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, cells) : Terminal.table(header, cells))
        if rows.isEmpty { Terminal.note("none yet; amplomb report build activity --period 2026-Q3 --out reports") }
    }
}

struct ReportKinds: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kinds", abstract: "The kinds of reports and the tables each is made of.",
        discussion: """
            Examples:
              amplomb report kinds
              amplomb report kinds -o json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let tables = ActivityTable.allCases
        if common.wantsJSON {
            var output = JSONOutput()
            output.array { list in
                list.object { json in
                    json.member("kind", ReportKind.activity.rawValue)
                    json.object("tables") { inner in tables.forEach { inner.member($0.rawValue, $0.definition) } }
                }
            }
            Terminal.print(output.text)
            return
        }
        let rows = tables.map { [ReportKind.activity.rawValue, $0.rawValue, $0.definition] }
        let header = ["kind", "table", "what it counts"]
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }
}
