import Domain

extension Screener {
    /// `result` for a terminal: each candidate side by side with the query, differing letters marked, and the parts and
    /// adjustments that add up to its score.
    package func text(_ result: ScreeningResult) -> String {
        var lines = [
            TextColumns.safe(result.query.name), "read as   \(result.normalised.joined(separator: " | "))",
            "outcome   \(result.outcome.rawValue)",
        ]
        for item in result.unknown { lines.append("unknown   \(item)") }
        let lists = snapshot.lists.filter { result.query.lists?.contains($0.id) ?? true }
        let entries = lists.reduce(0) { $0 + $1.entryCount }
        let asked =
            (entries == 1 ? "1 entry of " : "\(entries) entries of ")
            + (lists.count == 1 ? "1 list" : "\(lists.count) lists")
        if result.candidates.isEmpty {
            lines.append("found     nothing at or above \(ScreeningWords.score(thresholds.review)) among \(asked)")
        }
        for (index, candidate) in result.candidates.enumerated() {
            lines.append("")
            lines += ExplanationText.candidate(
                candidate, number: index + 1, query: result.query.name, list: snapshot.list(candidate.list))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The parts of an explanation in the columns of a terminal.
enum ExplanationText {
    static func candidate(
        _ item: ScreeningCandidate, number: Int, query: String, list: ListSnapshot.List?
    ) -> [String] {
        let band = item.suppressed == nil ? item.band.code.uppercased() : "GOOD-LISTED"
        var lines = ["\(number). \(band)  \(ScreeningWords.score(item.score))  \(TextColumns.safe(item.nameMatched))"]
        let quality = item.isWeakName ? "weak \(item.nameKind.code)" : item.nameKind.code
        var about = "\(item.list) \(item.entryID), \(item.type.rawValue), \(quality) name"
        if !item.programs.isEmpty { about += ", \(item.programs.joined(separator: " "))" }
        let version = "version \(item.listVersion.hex.prefix(12))"
        var rest = [
            TextColumns.safe(about), list?.publishDate.map { "list of \($0), \(version)" } ?? "list \(version)", "",
        ]
        rest += names(query, item.nameMatched, item.parts)
        rest.append("")
        rest += sum(item.parts, item.adjustments, item.score)
        rest.append("")
        if let change = item.counterfactual { rest.append(ScreeningWords.counterfactual(change)) }
        if !item.patternID.isEmpty { rest.append("Pattern \(item.patternID)") }
        if let good = item.suppressed {
            rest.append(
                "Counts as pass by decision \(good.decisionID) of \(TextColumns.safe(good.by)), \(good.since) to \(good.until): "
                    + TextColumns.safe(good.reason))
        }
        lines += rest.map { $0.isEmpty ? "" : "   " + $0 }
        return lines
    }

    /// Both names one under the other, `~` below each letter that differs.
    static func names(_ query: String, _ listed: String, _ parts: [ScorePart]) -> [String] {
        let marked = MarkedNames(query: query, listed: listed, parts: parts)
        return side("query ", marked.query) + side("listed", marked.listed)
    }

    private static func side(_ label: String, _ runs: [LetterDifference.Run]) -> [String] {
        let text = runs.map { TextColumns.safe($0.text) }.joined()
        var marks = ""
        for run in runs {
            let columns = TextColumns.width(TextColumns.safe(run.text))
            marks += String(repeating: run.isMarked ? "~" : " ", count: columns)
        }
        while marks.last == " " { marks.removeLast() }
        return ["\(label)  \(text)"]
            + (marks.isEmpty ? [] : ["\(String(repeating: " ", count: label.count))  \(marks)"])
    }

    /// The table whose last column adds up to the score exactly.
    static func sum(_ parts: [ScorePart], _ adjustments: [ScoreAdjustment], _ score: Int32) -> [String] {
        struct Row {
            let query: String
            let listed: String
            let why: String
            let amount: Int32
        }
        var rows = parts.map { part in
            let ids = part.rules.isEmpty ? "" : "  [\(part.rules.joined(separator: " "))]"
            return Row(
                query: TextColumns.safe(part.query), listed: TextColumns.safe(part.listed),
                why: ScreeningWords.method(part) + ids, amount: part.contribution)
        }
        rows += adjustments.map { line in
            Row(
                query: TextColumns.safe(line.query), listed: TextColumns.safe(line.listed),
                why: "\(ScreeningWords.adjustment(line.code))  [\(line.code)]", amount: line.amount)
        }
        let widths = (
            max(5, rows.map { TextColumns.width($0.query) }.max() ?? 0),
            max(6, rows.map { TextColumns.width($0.listed) }.max() ?? 0),
            max(3, rows.map { TextColumns.width($0.why) }.max() ?? 0)
        )
        func line(_ query: String, _ listed: String, _ why: String, _ amount: String, _ bar: String = "") -> String {
            let cells = [
                TextColumns.padded(query, to: widths.0), TextColumns.padded(listed, to: widths.1),
                TextColumns.padded(why, to: widths.2), String(repeating: " ", count: max(0, 7 - amount.count)) + amount,
            ]
            return cells.joined(separator: "  ") + (bar.isEmpty ? "" : "  \(bar)")
        }
        var lines = [line("query", "listed", "why", "counts")]
        for row in rows {
            lines.append(line(row.query, row.listed, row.why, ScreeningWords.term(row.amount), bar(row.amount)))
        }
        lines.append(line("", "", "score", ScreeningWords.score(score), bar(score)))
        return lines
    }

    /// A bar of twenty characters for 1; hollow where it takes away.
    private static func bar(_ amount: Int32) -> String {
        if amount == 0 { return "" }
        let length = max(1, (Int(abs(amount)) * 20 + 5_000) / 10_000)
        return String(repeating: amount > 0 ? "█" : "░", count: length)
    }
}
