import ArgumentParser
import Domain
import Engine
import Foundation
import Rules

struct RulesMutate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mutate",
        abstract: "Change every rule in every small way and see whether its tests notice.",
        discussion: """
            A rule whose tests fail as it stands has no score: that is an error. A change that no test notices is printed with its place; one that means the same stands under exempt in the rule's \
            file, with the reason.

            Examples:
              amplomb rules mutate
              amplomb rules mutate PO-010
              amplomb rules mutate --jobs 2
            """)

    @Argument(help: "Only this rule.")
    var id: String?
    @Option(help: "Rules changed at the same time (default: one a core).")
    var jobs: Int?
    @OptionGroup var common: CommonOptions

    func run() async throws {
        if let jobs, jobs < 1 {
            throw EngineError(.unreadable, "--jobs \(jobs) changes no rule", remedy: "give 1 or more")
        }
        let set = try RuleFiles.require(common)
        let id = try RuleFiles.id(id, in: set)
        let reports = await set.mutate(id, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        if common.wantsJSON { Terminal.print(RulesText.json(reports)) } else { show(reports) }
        guard reports.allSatisfy({ $0.survivors.isEmpty && $0.staleExemptions.isEmpty && $0.obstacle == nil }) else {
            throw Finished(code: 1)
        }
    }

    private func show(_ reports: [MutationReport]) {
        for report in reports {
            if let obstacle = report.obstacle { Terminal.print("\(obstacle)") }
            for survivor in report.survivors {
                Terminal.print("\(report.path):\(survivor.line):\(survivor.column): no test notices: \(survivor.id)")
            }
            for stale in report.staleExemptions {
                Terminal.print("\(report.path):1:1: exempt names no surviving change: \(stale); expected it removed")
            }
        }
        let judged = reports.filter { $0.obstacle == nil }
        guard !judged.isEmpty || reports.isEmpty else {
            Terminal.print("no score: the tests of \(reports.count) rules fail")
            return
        }
        let total = reports.reduce(0) { $0 + $1.total }
        let killed = reports.reduce(0) { $0 + $1.killed }
        let exempted = reports.reduce(0) { $0 + $1.exempted }
        let survivors = total - killed - exempted
        let share = total > exempted ? killed * 1000 / (total - exempted) : 1000
        Terminal.print(
            "\(total) changes of \(judged.count) rules: \(killed) noticed, \(exempted) exempted with a reason, "
                + "\(survivors) survive; score \(decimalText(Int64(share), decimals: 1, minimum: 0)) %"
                + (judged.count < reports.count ? "; no score of \(reports.count - judged.count) whose tests fail" : "")
        )
    }
}

struct RulesDiff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "What differs between two folders of rules, and which hits that adds or removes.",
        discussion: """
            Layout and comments do not count. With --input both sets run over the files and hits are compared event by event.

            Examples:
              amplomb rules diff rules my-rules
              amplomb rules diff rules my-rules --input cdrs.jsonl.gz --rates eurofxref-hist.csv
            """)

    @Argument(help: "The folder that counts as before.")
    var before: String
    @Argument(help: "The folder that counts as after.")
    var after: String
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let first = try RuleFiles.require(common, path: before)
        let second = try RuleFiles.require(common, path: after)
        let differences = first.difference(to: second)
        let lists = first.listDifference(to: second)
        var replayed: (old: BacktestReport, new: BacktestReport, hits: [RulesText.HitChange])?
        if history.isGiven {
            let old = try await history.run(first, common)
            let new = try await history.run(second, common)
            replayed = (old, new, RulesText.HitChange.between(old, new))
        }
        if common.wantsJSON {
            Terminal.print(RulesText.json(differences, lists: lists, history: replayed))
        } else {
            show(differences, lists)
            if let replayed { show(replayed.hits, replayed.old, replayed.new) }
            let changed = replayed.map { $0.hits.reduce(0) { $0 + $1.added.count + $1.removed.count } }
            Terminal.print(
                "\(differences.count) rules and \(lists.count) lists differ"
                    + (changed.map { ", \($0) hits added or removed" } ?? ""))
        }
        if !differences.isEmpty || !lists.isEmpty { throw Finished(code: 1) }
    }

    private func show(_ differences: [RuleDifference], _ lists: [String]) {
        for difference in differences {
            Terminal.print("\(difference.rule) \(difference.change.rawValue)")
            if difference.change == .changed { difference.parts.forEach { Terminal.print("  \($0)") } }
        }
        for list in lists { Terminal.print("list \(list) changed") }
    }

    /// Prints hits that only one of both has, ten of each rule.
    private func show(_ hits: [RulesText.HitChange], _ old: BacktestReport, _ new: BacktestReport) {
        for change in hits {
            for (sign, events) in [("+", change.added), ("-", change.removed)] where !events.isEmpty {
                Terminal.print(
                    "\(change.rule) \(sign)\(events.count) hits: \(events.prefix(10).joined(separator: " "))")
            }
        }
        Terminal.print("cases \(old.cases) before, \(new.cases) after")
    }
}

/// Files of history and the time to look at.
struct HistoryOptions: ParsableArguments {
    @Option(help: "OCPI records to replay, plain or gzip; may be given several times.")
    var input: [String] = []
    @Option(help: "Payment instructions to replay.")
    var payouts: [String] = []
    @Option(help: "Participant records, known from the beginning.")
    var participants: [String] = []
    @Option(help: "ECB reference rates (eurofxref-hist.csv); without them only amounts in euros are known.")
    var rates: [String] = []
    @Option(help: "Judge events from this day on.")
    var from = "1970-01-01"
    @Option(help: "Judge events before this day.")
    var to = "2200-01-01"
    @Option(name: .customLong("as-known"), help: "Leave out what was received after this day.")
    var asKnown: String?

    var isGiven: Bool { !input.isEmpty || !payouts.isEmpty }

    /// - Parameter since: only events of this last part of the history.
    func run(_ set: RuleSet, _ common: CommonOptions, since: TimeSpan? = nil) async throws -> BacktestReport {
        let (begin, end) = (try RuleFiles.instant(from), try RuleFiles.instant(to))
        guard begin < end else {
            throw EngineError(
                .unreadable, "--from \(from) is not before --to \(to): no event lies in between",
                remedy: "give a --to after --from")
        }
        var request = BacktestRequest(rulesDirectory: try Runtime.rulesDirectory(common), from: begin, to: end)
        request.sessions = input
        request.payouts = payouts
        request.participants = participants
        request.rates = rates
        request.since = since
        request.knownUntil = try asKnown.map { try RuleFiles.instant($0) }
        let progress = Progress("records", quiet: common.quiet || common.wantsJSON)
        let report = try await Engine.backtest(
            set, request, clock: { clock_gettime_nsec() }, progress: { progress.report(done: $0, total: nil) })
        progress.finish()
        return report
    }
}

/// Nanoseconds of the monotonic clock.
private func clock_gettime_nsec() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

struct RulesBacktest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backtest",
        abstract: "Replay history through rules: hits, not assessed, errors, cases and cost of each.",
        discussion: """
            The same evaluation as live, over all that was read, late and corrected records included. Names are not screened. \
            Equal hashes mean equal results.

            Examples:
              amplomb rules backtest --from 2018-06-01 --to 2018-10-01 --input dundee.cdrs.jsonl.gz
              amplomb rules backtest --rules my-rules --input cdrs.jsonl.gz --rates eurofxref-hist.csv -o csv
            """)

    @Option(help: "The folder of rules (default: the rules in force).")
    var rules: String?
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard history.isGiven else {
            throw EngineError(
                .unreadable, "there is no history to replay", remedy: "name files with --input or --payouts")
        }
        let report = try await history.run(try RuleFiles.require(common, path: rules), common)
        if common.wantsJSON {
            Terminal.print(RulesText.json(report))
            if report.lines.contains(where: { $0.errors > 0 }) { throw Finished(code: 1) }
            return
        }
        let header = ["rule", "mode", "hits", "not assessed", "errors", "cases", "if closed", "p99 µs"]
        let rows = report.lines.map { line in
            [
                line.rule, line.mode.rawValue, String(line.hits), String(line.unknowns), String(line.errors),
                String(line.cases), String(line.casesIfClosed),
                line.costNanoseconds.map { decimalText(Int64($0), decimals: 3, minimum: 0) } ?? "-",
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
        let outcomes = Outcome.allCases.map { "\(report.outcomes[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
        Terminal.note(
            "\(report.events) events, \(report.withoutTime) without time; \(outcomes); "
                + "\(report.cases) cases, \(report.casesIfClosed) if each is closed before the next finding")
        if let cost = report.costNanoseconds {
            Terminal.note("99 of 100 events cost at most \(decimalText(Int64(cost), decimals: 3, minimum: 0)) µs")
        }
        Terminal.note("result \(report.hash)")
        if report.lines.contains(where: { $0.errors > 0 }) { throw Finished(code: 1) }
    }
}

struct RulesShadow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shadow", abstract: "What rules in shadow would change, were they live.",
        subcommands: [RulesShadowReport.self])
}

struct RulesShadowReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract:
            "Each rule in shadow against the live ones over a history: both, only shadow, outcomes it would raise.",
        discussion: """
            Examples:
              amplomb rules shadow report --input cdrs.jsonl.gz
              amplomb rules shadow report EV-S-013 --input cdrs.jsonl.gz --from 2018-08-01
            """)

    @Argument(help: "Only this rule.")
    var id: String?
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard history.isGiven else {
            throw EngineError(
                .unreadable, "there is no history to compare over", remedy: "name files with --input or --payouts")
        }
        let set = try RuleFiles.require(common)
        let id = try RuleFiles.id(id, in: set)
        let report = try await history.run(set, common)
        let header = ["rule", "hits", "with a live hit", "only shadow", "not assessed", "outcomes raised", "of events"]
        let rows = report.lines.filter { $0.mode == .shadow && (id == nil || $0.rule == id) }.map { line in
            [
                line.rule, String(line.hits), String(line.hitsBesideLive), String(line.hits - line.hitsBesideLive),
                String(line.unknowns), String(line.outcomeChanges), String(report.events),
            ]
        }
        Terminal.print(common.output == .csv ? Terminal.csv(header, rows) : Terminal.table(header, rows))
    }
}

struct RulesCoverage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract:
            "Which conditions the tests saw hold and fail, which fields no rule reads, which rules history never reached.",
        discussion: """
            Examples:
              amplomb rules coverage
              amplomb rules coverage PO-010
              amplomb rules coverage --input cdrs.jsonl.gz
            """)

    @Argument(help: "Only this rule.")
    var id: String?
    @OptionGroup var history: HistoryOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let set = try RuleFiles.require(common)
        let id = try RuleFiles.id(id, in: set)
        let coverage = set.coverage(of: id)
        for rule in coverage {
            for branch in rule.branches where !branch.isCovered {
                Terminal.print(
                    "\(rule.path):\(branch.line): \(branch.place): \(branch.text): held \(branch.held), "
                        + "failed \(branch.failed), unknown \(branch.unknown)")
            }
        }
        if id == nil { Terminal.print("fields that no rule reads: \(set.unreadFields.joined(separator: ", "))") }
        if history.isGiven {
            let report = try await history.run(set, common)
            let silent = report.lines.filter { $0.hits == 0 }.map(\.rule)
            Terminal.print("rules without a hit in history: \(silent.joined(separator: ", "))")
        }
        let branches = coverage.flatMap(\.branches)
        let covered = branches.filter(\.isCovered).count
        Terminal.print("\(covered) of \(branches.count) conditions of \(coverage.count) rules seen to hold and to fail")
        if covered < branches.count { throw Finished(code: 1) }
    }
}
