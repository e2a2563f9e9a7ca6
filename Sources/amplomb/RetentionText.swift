import Domain
import Engine
import Evidence
import Formats

/// Plans, explanations and purges in words and as JSON.
enum RetentionText {
    static let header = ["state", "class", "group", "country", "rule", "detail", "parts", "bytes"]

    static func rows(_ plan: RetentionPlan) -> [[String]] {
        plan.lines.map { line in
            [
                line.state, line.recordClass, line.group, line.country, line.rule, line.detail, String(line.parts),
                String(line.bytes),
            ]
        }
    }

    static func plan(_ plan: RetentionPlan) -> String {
        var lines: [String] = []
        if !plan.lines.isEmpty { lines += [Terminal.table(header, rows(plan)), ""] }
        var sums: [String: Int] = [:]
        for line in plan.lines { sums[line.state, default: 0] += line.parts }
        let words = [
            ("must_go", "must go"), ("go", "may go"), ("held", "held"), ("needs_confirmation", "need confirmation"),
            ("unknown", "unknown"), ("waiting", "waiting for a date"), ("keep", "kept"),
        ]
        let counts = words.compactMap { state, word in sums[state].map { "\($0) \(word)" } }
        lines.append("on \(plan.on): \(counts.isEmpty ? "no parts" : counts.joined(separator: ", "))")
        lines.append("goes  \(plan.parts) parts, \(plan.bytes) bytes")
        if !plan.legalBasis.isEmpty { lines.append("basis \(plan.legalBasis)") }
        lines.append("rules \(plan.rulesHash.hex)")
        lines.append("plan  \(plan.hash.hex)")
        return lines.joined(separator: "\n")
    }

    /// Whether a plan of an erasure leaves parts of the subject standing.
    static func refuses(_ plan: RetentionPlan) -> Bool {
        plan.lines.contains { $0.state != "go" && $0.state != "must_go" }
    }

    static func purge(_ report: PurgeReport) -> String {
        var lines: [String] = []
        if report.parts > 0 {
            let places = report.statements.map(String.init).joined(separator: ", ")
            lines.append(
                "plan \(report.plan.hex.prefix(16)): \(report.parts) parts deleted in \(report.chunks) chunks; statements at \(places)"
            )
        }
        if report.before > 0 { lines.append("\(report.before) parts of it were deleted before") }
        if let refusal = report.refusal { lines.append("refused: \(refusal)") }
        if lines.isEmpty { lines.append("plan \(report.plan.hex.prefix(16)) is done; nothing was left to delete") }
        if report.parts + report.before > 0 {
            lines.append(
                "payloads in backups live until the last backup from before the purge is gone (docs/retention.md)")
        }
        return lines.joined(separator: "\n")
    }

    static func words(_ verdict: RetentionVerdict) -> String {
        switch verdict.state {
        case .keep: "kept"
        case .go: "may go"
        case .mustGo(let day): "must go since \(day)"
        case .held(let ids): "held by \(ids.joined(separator: ", "))"
        case .waiting(let names): "waits for \(names.map(\.rawValue).joined(separator: ", "))"
        case .needsConfirmation where verdict.lacksStatute:
            "needs confirmation: it is of a kind that money-laundering law keeps, and no row of such a law speaks here"
        case .needsConfirmation: "needs confirmation: an unverified row would keep it longer or alone permits it"
        case .unknown: "unknown: no row speaks, it is kept"
        }
    }

    // MARK: Explanation

    static func text(_ explained: RetentionExplained, on day: CivilDate, all: Bool) -> String {
        let dates = explained.dates.map { "\($0.name.rawValue) \($0.date)" }.joined(separator: ", ")
        var lines = [
            "entry \(explained.index): \(explained.kind.rawValue), class \(explained.recordClass), country "
                + "\(explained.country?.alpha2 ?? "not known"), subject \(explained.subject?.hex ?? "none")",
            "dates \(dates.isEmpty ? "none known" : dates)",
            "rows considered \(countries(explained))",
        ]
        if let relationships = relationships(explained) { lines.append("relationships \(relationships)") }
        for part in explained.parts {
            let until = part.verdict.until.map { ", until \($0)" } ?? ""
            lines += ["", "\(part.group.rawValue) on \(day): \(words(part.verdict))\(until)"]
            let shown = part.rows.filter { all || $0.reason != .country }
            let table = shown.map { row in
                [
                    row.rule.id, row.rule.effect.rawValue, row.rule.period.description,
                    row.until?.description ?? "open", row.rule.isCited ? "cited" : "unverified", row.words,
                    row.rule.legalBasis,
                ]
            }
            if !table.isEmpty {
                lines.append(
                    Terminal.table(["row", "effect", "period", "until", "status", "why", "legal basis"], table))
            }
            let hidden = part.rows.count - shown.count
            if hidden > 0 { lines.append("\(hidden) rows of other countries (--all shows them)") }
        }
        for group in explained.gone { lines += ["", "\(group.rawValue): the payload is gone"] }
        return lines.joined(separator: "\n")
    }

    private static func countries(_ explained: RetentionExplained) -> String {
        let known = explained.countries.map { "\($0.country) (\($0.words))" }
        if explained.isCountryKnown { return "of \(known.joined(separator: ", "))" }
        let besides = known.isEmpty ? "" : "; beside it \(known.joined(separator: ", "))"
        return "of every country: that of the record is not known\(besides)"
    }

    /// Nil where the register knows nobody.
    private static func relationships(_ explained: RetentionExplained) -> String? {
        var words = explained.relationships.map { relationship in
            "\(relationship.participant) \(relationship.end.map { "ended \($0)" } ?? "has no end")"
        }
        if !explained.areParticipantsKnown { words.append("one with a participant who is not in the register") }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    static func json(_ explained: RetentionExplained, on day: CivilDate) -> String {
        var output = JSONOutput()
        output.object { json in
            json.member("index", number: String(explained.index))
            json.member("kind", explained.kind.rawValue)
            json.member("class", explained.recordClass.text)
            json.member("country", explained.country?.alpha2)
            json.member("subject", explained.subject?.hex)
            json.member("on", day.description)
            json.object("dates") { inner in
                for named in explained.dates { inner.member(named.name.rawValue, named.date.description) }
            }
            json.array("countries") { list in
                for binding in explained.countries {
                    list.object { inner in
                        inner.member("country", binding.country.alpha2)
                        inner.member("why", binding.words)
                    }
                }
            }
            json.member("country_known", explained.isCountryKnown)
            json.array("relationships") { list in
                for relationship in explained.relationships {
                    list.object { inner in
                        inner.member("participant", relationship.participant)
                        inner.member("end", relationship.end?.description)
                    }
                }
            }
            json.member("participants_known", explained.areParticipantsKnown)
            json.array("parts") { list in
                for part in explained.parts { list.object { write(part, to: &$0) } }
            }
            json.array("gone") { list in
                for group in explained.gone { list.value(group.rawValue) }
            }
        }
        return output.text
    }

    private static func write(_ part: RetentionExplained.Part, to json: inout JSONOutput) {
        json.member("group", part.group.rawValue)
        json.member("state", words(part.verdict))
        json.member("until", part.verdict.until?.description)
        json.member("deciding_rule", part.verdict.decidingRule)
        json.array("rows") { list in
            for row in part.rows {
                list.object { inner in
                    inner.member("rule", row.rule.id)
                    inner.member("effect", row.rule.effect.rawValue)
                    inner.member("until", row.until?.description)
                    inner.member("cited", row.rule.isCited)
                    inner.member("why", row.words)
                    inner.member("legal_basis", row.rule.legalBasis)
                }
            }
        }
    }
}
