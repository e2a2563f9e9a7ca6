import Domain
import Markup

/// The HTML face of the report.
struct ActivityPage {
    let input: ActivityReportInput

    var bytes: [UInt8] {
        let period = "[\(input.from.utcDate), \(input.to.utcDate))"
        var page: HTML = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" \
            content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" \
            content="default-src 'none'; style-src 'unsafe-inline'"><meta name="color-scheme" content="light dark"><title>
            """
        page += HTML(text: "Activity report \(period)")
        page += "</title><style>"
        page += HTML(stringLiteral: reportStyle)
        page += "</style></head><body><header class=\"head\"><p class=\"kicker\">Amplomb · Activity report</p>"
        page += "<h1>\(text: input.reporter)</h1><dl class=\"facts\">"
        page += fact("Period", "\(period) UTC")
        page += fact("Legal entity", input.legalEntity.text)
        page += fact("Rows read at", input.preparedAt.description)
        page += fact("Made by", "amplomb \(input.engineVersion)")
        page += "</dl></header><main>"
        page +=
            summary + daysChart + outcomes + rules + held + cases + vat + records + lists + knowledge + evidence
            + totals
        page += "</main><footer><p>"
        page += """
            The period is half-open: its first instant belongs to it, its last does not. “Not assessed” means that a value was \
            missing; it is never counted as passed. Amounts are exact and are not converted.
            """
        page += "</p></footer></body></html>\n"
        return page.bytes
    }

    private func fact(_ name: String, _ value: String) -> HTML {
        "<div><dt>\(text: name)</dt><dd>\(text: value)</dd></div>"
    }

    // MARK: Summary

    private var summary: HTML {
        let totals = Dictionary(input.totals.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
        func tile(_ id: String, _ name: String, _ tone: String) -> HTML {
            let value = totals[id].map(number) ?? "0"
            return """
                <li\(attribute: "class", "tile \(tone)")><a\(url: "href", "#\(id)")><span class="value">\(text: value)</span>\
                <span class="name">\(text: name)</span></a></li>
                """
        }
        var all: HTML = "<ul class=\"tiles\">"
        all += tile("A-01", "events assessed", "") + tile("A-03", "to review", "review") + tile("A-04", "held", "hold")
        all +=
            tile("A-05", "stopped", "stop") + tile("A-21", "not assessed by a rule", "unknown")
            + tile("A-40", "cases opened", "")
        all += "</ul>"
        return all
    }

    private func number(_ value: ActivityTotal.Value) -> String {
        switch value {
        case .count(let count): grouped(count)
        case .money(let money): "\(groupedDecimal(money.amountText)) \(money.currency.code)"
        case .overflow: "too large to sum"
        }
    }

    // MARK: Decisions

    private var daysChart: HTML {
        var counts: [CivilDate: [Outcome: Int64]] = [:]
        for row in input.decisions { counts[row.day, default: [:]][row.outcome, default: 0] &+= row.count }
        let days = (input.from.utcDate.daysSinceEpoch..<max(input.from.utcDate.daysSinceEpoch, lastDay)).map {
            CivilDate(daysSinceEpoch: $0)
        }
        guard !days.isEmpty, days.count <= 400 else { return HTML() }
        let series = [Outcome.review, .hold, .stop].map { outcome in
            ChartSeries(
                name: outcomeName(outcome), tone: ChartSeries.Tone(rawValue: outcome.rawValue) ?? .neutral,
                values: days.map { ChartValue(counts[$0]?[outcome] ?? 0, text: grouped(counts[$0]?[outcome] ?? 0)) })
        }
        let all = ChartSeries(
            name: "Events", tone: .accent,
            values: days.map { day in
                let count = Outcome.allCases.reduce(Int64(0)) { $0 &+ (counts[day]?[$1] ?? 0) }
                return ChartValue(count, text: grouped(count))
            })
        let labels = days.map(\.description)
        return "<section class=\"charts\">"
            + Chart.bar(
                ChartText(
                    id: "events-day", title: "Events assessed a day",
                    description: "One bar for each UTC day of the period.",
                    labelHeading: "Day"), labels: labels, series: all)
            + Chart.stackedBar(
                ChartText(
                    id: "alerts-day", title: "Reviewed, held and stopped a day",
                    description: "One bar for each UTC day, its parts are the outcomes above pass.", labelHeading: "Day"
                ), labels: labels,
                series: series) + "</section>"
    }

    private var lastDay: Int32 {
        let date = input.to.utcDate
        return Instant(date) == input.to ? date.daysSinceEpoch : date.daysSinceEpoch + 1
    }

    private var outcomes: HTML {
        "<div class=\"pair\">"
            + table(
                .decisions, "Outcomes by kind of event", ["Kind", "Pass", "Review", "Hold", "Stop", "All"],
                outcomeRows { $0.kind.rawValue })
            + table(
                nil, "Outcomes by country", ["Country", "Pass", "Review", "Hold", "Stop", "All"],
                outcomeRows { $0.country?.alpha2 ?? "not known" }) + "</div>"
    }

    private func outcomeRows(_ key: (ActivityReportInput.Decision) -> String) -> [[String]] {
        var counts: [String: [Int64]] = [:]
        for row in input.decisions { counts[key(row), default: [0, 0, 0, 0]][row.outcome.rank] &+= row.count }
        return counts.keys.sorted().map { name in
            let row = counts[name] ?? [0, 0, 0, 0]
            return [name] + row.map(grouped) + [grouped(row.reduce(0, &+))]
        }
    }

    // MARK: Other tables

    private var rules: HTML {
        table(
            .rules, "Rules: hits and not assessed", ["Rule", "Title", "Version", "Mode", "Hits", "Not assessed"],
            input.rules.map { [$0.id, $0.title, "\($0.version)", $0.mode, grouped($0.hits), grouped($0.unknowns)] },
            words: 4)
    }

    private var held: HTML {
        table(
            .held, "Money held and stopped", ["Outcome", "Currency", "Payouts", "Amount"],
            input.held.map {
                [
                    $0.outcome.rawValue, $0.amount.currency.code, grouped($0.payouts),
                    groupedDecimal($0.amount.amountText),
                ]
            }, words: 2)
    }

    private var cases: HTML {
        table(
            .cases, "Cases by family", ["Family", "Opened", "Closed", "Open at the end"],
            input.cases.map { [$0.family, grouped($0.opened), grouped($0.closed), grouped($0.openAtEnd)] })
    }

    /// A line for each country and fee type, the verdicts side by side.
    private var vat: HTML {
        let verdicts = ["pass", "pass-with-note", "review", "fail", "unknown"]
        var counts: [[String]: [Int64]] = [:]
        for row in input.vat {
            guard let column = verdicts.firstIndex(of: row.verdict) else { continue }
            let key = [row.country?.alpha2 ?? "not known", row.feeType]
            counts[key, default: [Int64](repeating: 0, count: verdicts.count)][column] &+= row.lines
        }
        return table(
            .vat, "VAT of charge lines by country and fee type",
            ["Country", "Fee", "Pass", "Pass with a note", "Review", "Fail", "Not assessed"],
            counts.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { $0 + (counts[$0] ?? []).map(grouped) },
            words: 2)
    }

    private var records: HTML {
        table(
            .records, "Records received", ["Source", "Accepted", "Duplicate", "Revised", "Rejected"],
            input.records.map {
                [$0.source, grouped($0.accepted), grouped($0.duplicate), grouped($0.revised), grouped($0.rejected)]
            })
    }

    private var lists: HTML {
        table(
            .lists, "Lists in force at the end of the period",
            ["List", "Published", "Loaded", "State", "Entries", "Age", "Limit"],
            input.lists.map {
                [
                    $0.id, $0.published?.description ?? "not stated", $0.loaded.description,
                    $0.isStale ? "older than its limit" : "in time",
                    grouped($0.entries), spanText($0.age), $0.limit.map(spanText) ?? "none",
                ]
            }, words: 4)
    }

    private var knowledge: HTML {
        table(
            .knowledge, "Knowledge used", ["Kind", "Name", "Version", "Decisions"],
            input.knowledge.map { [$0.kind, $0.id, $0.hash.description, grouped($0.decisions)] }, words: 3)
    }

    private var evidence: HTML {
        table(
            .evidence, "Evidence logs", ["Log", "Root hash", "Last checkpoint", "Entries"],
            input.evidence.map {
                [$0.log, $0.root.description, $0.checkpointAt?.description ?? "none", grouped($0.size)]
            }, words: 3)
    }

    private var totals: HTML {
        var all: HTML = """
            <section><h2 id="totals">Every total and how to get it again</h2><p class="note">Each value is the formula over the rows of \
            the named table; the CSV holds the same rows. The queries are those that were run, with the period as :from and :to.</p>\
            <div class="scroll" tabindex="0" role="region" aria-label="Every total and how to get it again"><table><thead><tr>\
            <th scope="col">Line</th><th scope="col">Total</th><th scope="col" class="num">Value</th><th scope="col">Table</th>\
            <th scope="col">Formula</th></tr></thead><tbody>
            """
        var seen: Set<String> = []
        for total in input.totals {
            let anchor = seen.insert(total.id).inserted ? total.id : nil
            all += """
                <tr\(attribute: "id", anchor)><td class="id">\(text: total.id)</td><th scope="row">\(text: total.title)</th>\
                <td class="num">\(text: number(total.value))</td><td>\(text: total.table.rawValue)</td>\
                <td><code>\(text: total.formula)</code></td></tr>
                """
        }
        all += "</tbody></table></div>"
        for table in ActivityTable.allCases {
            all += """
                <details><summary>Table \(text: table.rawValue)</summary><p>\(text: table.definition)</p><pre><code>\
                \(text: input.queries[table] ?? "The rows were given without a query.")</code></pre></details>
                """
        }
        all += "</section>"
        return all
    }

    /// A table whose first `words` columns are texts and whose others are numbers.
    private func table(_ kind: ActivityTable?, _ title: String, _ columns: [String], _ rows: [[String]], words: Int = 1)
        -> HTML
    {
        var all: HTML = "<section>"
        all += "<h2\(attribute: "id", kind?.rawValue)>\(text: title)</h2>"
        guard !rows.isEmpty else {
            all += "<p class=\"note\">None in this period.</p></section>"
            return all
        }
        all += """
            <div class="scroll" tabindex="0" role="region"\(attribute: "aria-label", title)><table><thead><tr>
            """
        for (index, column) in columns.enumerated() {
            all += "<th scope=\"col\"\(attribute: "class", index < words ? nil : "num")>\(text: column)</th>"
        }
        all += "</tr></thead><tbody>"
        for row in rows {
            all += "<tr>"
            for (index, cell) in row.enumerated() {
                if index == 0 {
                    all += "<th scope=\"row\">\(text: cell)</th>"
                } else {
                    let isHash = cell.hasPrefix("sha256:")
                    all +=
                        "<td\(attribute: "class", index < words ? (isHash ? "hash" : nil) : "num")>\(text: cell)</td>"
                }
            }
            all += "</tr>"
        }
        all += "</tbody></table></div></section>"
        return all
    }
}

func outcomeName(_ outcome: Outcome) -> String {
    switch outcome {
    case .pass: "Pass"
    case .review: "Review"
    case .hold: "Hold"
    case .stop: "Stop"
    }
}

/// `1,204,000`.
func grouped(_ value: Int64) -> String {
    (value < 0 ? "-" : "") + groupedDigits(String(value.magnitude))
}

/// `-48,210.00` from `-48210.00`.
func groupedDecimal(_ text: String) -> String {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".", maxSplits: 1)
    let whole = groupedDigits(String(parts.first ?? "0"))
    return (isNegative ? "-" : "") + whole + (parts.count > 1 ? ".\(parts[1])" : "")
}

private func groupedDigits(_ digits: String) -> String {
    var text = ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { text += "," }
        text.append(digit)
    }
    return text
}

/// `3 d 4 h`, `4 h 10 min`, `12 min`.
func spanText(_ span: TimeSpan) -> String {
    let minutes = span.microseconds / 60_000_000
    if minutes >= 1440 { return "\(minutes / 1440) d \(minutes / 60 % 24) h" }
    return minutes >= 60 ? "\(minutes / 60) h \(minutes % 60) min" : "\(minutes) min"
}
