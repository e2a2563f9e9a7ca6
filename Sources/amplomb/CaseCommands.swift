import ArgumentParser
import Domain
import Engine
import Formats
import Store

struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case",
        abstract: "Cases: the work that came out of the findings, one open case per subject and family.",
        discussion: """
            Examples:
              amplomb case list
              amplomb case show C-1
            """,
        subcommands: [CaseList.self, CaseShow.self])
}

struct CaseList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Cases by due time, then risk: all that are not closed, or those of the filters.",
        discussion: """
            Examples:
              amplomb case list
              amplomb case list --family payouts --severity high --severity critical -o csv
            """)

    @Option(help: "open, working, waiting, proposed or closed; may be given more than once.")
    var state: [String] = []
    @Option(help: "The folder of the rules: aml, kyc, payouts, sanctions, sessions, vat, velocity; may be repeated.")
    var family: [String] = []
    @Option(help: "ops, low, medium, high or critical; may be repeated.")
    var severity: [String] = []
    @Option(help: "pass, review, hold or stop; may be repeated.")
    var outcome: [String] = []
    @Option(help: "Text in case, subject, rule, reason, or the id of an event.")
    var text = ""
    @Flag(help: "Only cases past their due time.")
    var late = false
    @Option(help: "At most this many.")
    var limit = 50
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let filter = try filter()
        let engine = try await Runtime.open(common)
        var wanted = filter
        wanted.subjects = text.isEmpty ? [] : engine.subjectNames(for: text)
        if late { wanted.dueBefore = engine.options.clock() }
        let rows = try await engine.store.queuedCases(wanted, limit: limit)
        try await engine.close()
        if common.wantsJSON {
            Terminal.print(CaseText.json(rows, lines: common.output == .jsonl))
            return
        }
        let header = [
            "case", "state", "outcome", "severity", "risk", "family", "subject", "findings", "held", "due", "why",
        ]
        let cells = rows.map(CaseText.cells)
        if common.output == .csv {
            Terminal.print(Terminal.csv(header, cells))
        } else {
            let short = cells.map { Array($0.dropLast()) + [CaseText.shortened($0.last ?? "", to: 90)] }
            Terminal.print(Terminal.table(header, short))
        }
        if rows.isEmpty { Terminal.note("no case fits; amplomb ingest brings events in") }
        if rows.count == limit { Terminal.note("there may be more: --limit \(limit * 2)") }
    }

    private func filter() throws -> QueuedCaseFilter {
        guard (1...100_000).contains(limit) else { throw ValidationError("--limit \(limit): expected 1 to 100000") }
        var filter = QueuedCaseFilter()
        let states = ["open", "working", "waiting", "proposed", "closed"]
        filter.states = try state.map { try CaseText.word($0, "--state", { states.contains($0) ? $0 : nil }, states) }
        filter.families = family
        filter.severities = try severity.map {
            try CaseText.word($0, "--severity", Severity.init(rawValue:), Severity.allCases.map(\.rawValue))
        }
        filter.outcomes = try outcome.map {
            try CaseText.word($0, "--outcome", Outcome.init(rawValue:), Outcome.allCases.map(\.rawValue))
        }
        filter.text = text
        return filter
    }
}

struct CaseShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One case: why it exists in words, every finding, held money, timeline and evidence.",
        discussion: """
            Examples:
              amplomb case show C-1
              amplomb case show C-1 -o json
            """)

    @Argument(help: "C-1, as case list prints it.")
    var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let name = id.uppercased()
        guard let row = try await engine.store.queuedCase(name),
            let detail = try await engine.store.caseDetail(row.caseID, items: Int(row.itemCount))
        else {
            try await engine.close()
            throw EngineError(.unreadable, "there is no case \(id)", remedy: "amplomb case list shows what there is")
        }
        let held = try await engine.store.heldPayouts(ofCase: row.caseID)
        let entries = try await engine.store.evidenceIndexes(
            log: Store.mainLog, entries: detail.events.compactMap(\.evidenceEntry))
        let erasures = try await engine.erasures(of: detail.items)
        let sheet = CaseSheet(
            row: row, detail: detail, held: held, entries: entries,
            reasons: engine.reasons(of: detail, held: held, erasures: erasures), erasures: erasures)
        try await engine.close()
        Terminal.print(common.wantsJSON ? sheet.json : sheet.text)
    }
}

/// Lines of a listing.
enum CaseText {
    /// A word of a closed set, or a usage error that lists the set.
    static func word<Value>(
        _ text: String, _ option: String, _ make: (String) -> Value?, _ allowed: [String]
    ) throws -> Value {
        guard let value = make(text) else {
            throw ValidationError("\(option) \(text): expected one of \(allowed.joined(separator: ", "))")
        }
        return value
    }

    static func cells(_ row: QueuedCase) -> [String] {
        let sentence = row.headline.map(CaseSentence.init)
        return [
            row.caseID, row.state, outcome(row), row.severity.rawValue, row.risk.text, row.family,
            "\(row.subjectKind) \(row.subjectID)", String(row.standingCount),
            row.held.map(\.description).joined(separator: ", "),
            row.dueAt?.description ?? "", sentence?.listed ?? "",
        ]
    }

    /// The outcome of a case, and what its findings come to now where corrections made that milder.
    static func outcome(_ row: QueuedCase) -> String {
        row.standingOutcome < row.outcome
            ? "\(row.outcome.rawValue) (now \(row.standingOutcome.rawValue))" : row.outcome.rawValue
    }

    static func shortened(_ text: String, to length: Int) -> String {
        text.count > length ? text.prefix(length - 1) + "…" : text
    }

    static func json(_ rows: [QueuedCase], lines: Bool) -> String {
        func write(_ row: QueuedCase, _ json: inout JSONOutput) {
            CaseSheet.members(row, &json)
            json.member("why", row.headline.map { CaseSentence($0).listed })
        }
        if lines {
            return rows.map { row in
                var output = JSONOutput()
                output.object { write(row, &$0) }
                return output.text
            }.joined(separator: "\n")
        }
        var output = JSONOutput()
        output.array { list in rows.forEach { row in list.object { write(row, &$0) } } }
        return output.text
    }
}

/// One case for reading and as JSON.
struct CaseSheet {
    let row: QueuedCase
    let detail: CaseDetail
    let held: [HeldPayout]
    let entries: [Hash32: Int64]
    let reasons: String
    /// What stands in place of erased texts, by sequence.
    let erasures: [Int64: String]

    var text: String {
        let file = detail.file
        var lines = ["\(row.caseID)  \(row.subjectKind) \(row.subjectID)  \(row.family)", reasons, ""]
        lines.append(
            "state \(row.state), outcome \(CaseText.outcome(row)), severity \(row.severity.rawValue), risk \(row.risk.text), "
                + "queue \(file.queue), assignee \(row.assignee ?? "nobody")")
        lines.append(
            "opened \(file.openedAt), due \(row.dueAt?.description ?? "-"), last hit \(row.lastHitAt)"
                + (file.disposition.map { ", closed as \($0)" } ?? ""))
        if !row.held.isEmpty {
            lines.append("held \(row.held.map(\.description).joined(separator: ", "))")
            lines += held.map { "  \($0.amount)  \($0.key)" }
        }
        for link in detail.links { lines.append("\(link.kind) \(link.caseID)") }
        let corrections = detail.items.count { $0.kind == "correction" }
        let corrected = corrections == 0 ? "" : ", \(corrections) \(corrections == 1 ? "correction" : "corrections")"
        lines += ["", "findings (\(row.standingCount) hold\(corrected))"]
        for item in detail.items { lines += self.lines(item) }
        lines += ["", "timeline"]
        for event in detail.events {
            let index = event.evidenceEntry.flatMap { entries[$0] }.map { ", evidence \($0)" } ?? ""
            lines.append("  \(event.at)  \(event.kind) by \(event.actor)\(index)")
        }
        return lines.joined(separator: "\n")
    }

    private func lines(_ item: StoredCaseItem) -> [String] {
        let sentence = CaseSentence(item.sentence)
        let version = item.ruleVersion.map { " v\($0)" } ?? ""
        let kind =
            item.kind == "hit"
            ? item.outcome.rawValue : "\(item.kind.replacing("_", with: " ")), \(item.outcome.rawValue)"
        let title = sentence.title.isEmpty || sentence.title == item.ruleID ? "" : " \(sentence.title)"
        var lines = ["  \(item.seq). \(item.ruleID ?? "")\(version)\(title) (\(kind), score \(item.score.text))"]
        let erasure = erasures[item.seq]
        lines.append("     \(sentence.isErased ? erasure ?? "" : sentence.say)")
        if let correction = sentence.correction {
            let said = correction.said.isEmpty ? erasure.map { " (\($0))" } ?? "" : ": \(correction.said)"
            lines.append(
                "     before \(correction.before.rawValue), now \(correction.now.rawValue) "
                    + "since revision \(correction.revision) (\(correction.cause)); it said\(said)")
        }
        if !sentence.missing.isEmpty, item.kind != "unknown" {
            lines.append("     not known: \(sentence.missing.joined(separator: ", "))")
        }
        if let match = sentence.match {
            lines.append("     match \(match.list) \(match.entry) \(match.listed), score \(match.score)")
        }
        if !sentence.values.isEmpty {
            lines.append("     " + sentence.values.map { "\($0.name) = \($0.value)" }.joined(separator: ", "))
        }
        if let event = item.event, let revision = item.eventRevision,
            let finding = RevisionFinding.of(event.kind, revision: revision, isCurrent: true)
        {
            lines.append("     \(finding.code) \(finding.found): \(finding.expected)")
        }
        let event = item.event.map { "  \($0)" } ?? ""
        lines.append("     \(item.eventAt)\(event)\(item.money.map { "  \($0)" } ?? "")")
        return lines
    }

    var json: String {
        var output = JSONOutput()
        output.object { json in
            Self.members(row, &json)
            json.member("why", reasons)
            json.member("legal_entity", row.legalEntity.text)
            json.member("opened_at", detail.file.openedAt.description)
            json.member("disposition", detail.file.disposition)
            json.array("items") { list in
                for item in detail.items { list.object { members(item, &$0) } }
            }
            json.array("held_payouts") { list in
                for payout in held {
                    list.object { inner in
                        inner.member("event", payout.key.description)
                        inner.member("amount", payout.amount.amountText)
                        inner.member("currency", payout.amount.currency.code)
                    }
                }
            }
            json.array("timeline") { list in
                for event in detail.events {
                    list.object { inner in
                        inner.member("at", event.at.description)
                        inner.member("kind", event.kind)
                        inner.member("actor", event.actor)
                        inner.member("evidence_index", event.evidenceEntry.flatMap { entries[$0] })
                    }
                }
            }
        }
        return output.text
    }

    static func members(_ row: QueuedCase, _ json: inout JSONOutput) {
        json.member("case", row.caseID)
        json.member("state", row.state)
        json.member("outcome", row.outcome.rawValue)
        json.member("severity", row.severity.rawValue)
        json.member("risk", number: row.risk.text)
        json.member("family", row.family)
        json.member("subject_kind", row.subjectKind)
        json.member("subject", row.subjectID)
        json.member("standing_outcome", row.standingOutcome.rawValue)
        json.member("findings", row.standingCount)
        json.member("not_assessed", row.unknownCount)
        json.array("held") { list in
            for money in row.held {
                list.object { inner in
                    inner.member("amount", money.amountText)
                    inner.member("currency", money.currency.code)
                }
            }
        }
        json.member("assignee", row.assignee)
        json.member("due_at", row.dueAt?.description)
        json.member("last_hit_at", row.lastHitAt.description)
    }

    private func members(_ item: StoredCaseItem, _ json: inout JSONOutput) {
        json.member("sequence", item.seq)
        json.member("kind", item.kind)
        json.member("event", item.event?.description)
        json.member("event_revision", item.eventRevision.map { Int64($0) })
        json.member("at", item.eventAt.description)
        json.member("rule", item.ruleID)
        json.member("rule_version", item.ruleVersion)
        json.member("outcome", item.outcome.rawValue)
        json.member("severity", item.severity.rawValue)
        json.member("score", number: item.score.text)
        json.member("amount", item.money?.amountText)
        json.member("currency", item.money?.currency.code)
        json.member("sentence", json: item.sentence)
        json.member("erased", erasures[item.seq])
    }
}
