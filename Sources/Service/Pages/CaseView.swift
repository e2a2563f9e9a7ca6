import Domain
import Markup
import Screening

/// One case: why it exists, what is held, every finding in words, the timeline and where the evidence lies.
struct CaseView {
    let page: CasePage

    var content: HTML {
        var all = HTML(capacity: 32_768)
        all += header
        all += "<div class=\"columns\"><div class=\"main\">"
        all += heldPayouts
        all += "<section id=\"findings\"><h2>\(Word.whatWasFound)</h2>"
        all += items
        all += "</section></div><aside>"
        all += timeline
        all += evidence
        all += "</aside></div>"
        return all
    }

    private var header: HTML {
        let row = page.row
        var all: HTML = """
            <nav class="crumbs" \(attribute: "aria-label", Word.queue)><a href="/queue" data-back>\(Word.queue)</a></nav>\
            <header class="case-head"><div class="title"><h1>\(text: row.id) <span class="subject">\
            \(text: row.subjectKind) \(Piece.identifier(row.subject))</span></h1><p class="chips">\(Piece.outcome(row.outcome))\
            \(Piece.severity(row.severity))<span class="state">\(Phrase.state(row.state))</span></p></div>\
            <p class="lead">\(text: row.why)</p><dl class="facts">
            """
        all += Piece.fact(.heldMoney, Piece.money(row.held))
        all += Piece.fact(.due, Piece.due(row.due, now: page.now))
        all += Piece.fact(.risk, HTML(text: row.risk.text))
        all += Piece.fact(
            .assignee, row.assignee.map { HTML(text: $0) } ?? "<span class=\"soft\">\(Word.unassigned)</span>")
        all += Piece.fact(.findings, findings)
        all += Piece.fact(.lastHit, Format.time(row.lastHitAt))
        all += Piece.fact(.opened, Format.time(page.openedAt))
        all += Piece.fact(.family, HTML(text: row.family))
        all += Piece.fact(.legalEntity, HTML(text: page.legalEntity))
        if let follows = page.follows {
            all += Piece.fact(.follows, "<a\(url: "href", "/cases/\(SafeURL.encode(follows))")>\(text: follows)</a>")
        }
        if let disposition = page.disposition {
            all += Piece.fact(.disposition, HTML(text: Phrase.closedAs(disposition, page.reasonCodes)))
        }
        all += "</dl></header>"
        return all
    }

    private var findings: HTML {
        let row = page.row
        guard row.unknowns > 0 else { return HTML(text: Format.number(row.findings)) }
        return """
            \(text: Format.number(row.findings)) <span class="unknown-text">(\(text: Phrase.unknowns(row.unknowns)))</span>
            """
    }

    private var heldPayouts: HTML {
        guard !page.held.isEmpty else { return HTML() }
        var all: HTML = """
            <section class="held-payouts"><h2>\(Word.heldPayouts)</h2><ul>
            """
        for held in page.held {
            all += """
                <li>\(Piece.identifier(held.payout))<span class="amount">\(text: Format.money(held.amount))</span></li>
                """
        }
        all += "</ul></section>"
        return all
    }

    private var items: HTML {
        var all: HTML = "<ol class=\"items\">"
        for (index, item) in page.items.enumerated() {
            if index > 0, page.itemsOmitted > 0, item.sequence > page.items[index - 1].sequence + 1 {
                all += "<li class=\"omitted\">\(text: Phrase.omitted(page.itemsOmitted))</li>"
            }
            all += ItemView(item: item, caseID: page.row.id).content
        }
        all += "</ol>"
        return all
    }

    private var timeline: HTML {
        guard !page.timeline.isEmpty else { return HTML() }
        var all: HTML = "<section id=\"timeline\" tabindex=\"-1\"><h2>\(Word.timeline)</h2><ol class=\"timeline\">"
        for entry in page.timeline.reversed() {
            all += """
                <li><p class="when">\(Format.time(entry.at)) · \(text: entry.actor)</p><p><b>\
                \(text: Phrase.timeline(entry.kind))</b>\(entry.text.map { " \(text: $0)" } ?? HTML())</p></li>
                """
        }
        all += "</ol></section>"
        return all
    }

    private var evidence: HTML {
        guard let evidence = page.evidence else { return HTML() }
        var all: HTML = "<section id=\"evidence\"><h2>\(Word.evidence)</h2><dl class=\"stacked\">"
        all += Piece.fact(.evidenceLog, HTML(text: evidence.log))
        all += Piece.fact(.evidenceSize, HTML(text: Format.number(Int(evidence.size))))
        all += Piece.fact(.evidenceRoot, "<span class=\"mono hash\">\(text: evidence.root.hex)</span>")
        all += Piece.fact(.checkpoint, evidence.checkpointAt.map(Format.time) ?? HTML(text: Word.none.text))
        all += Piece.fact(.evidenceEntry, HTML(text: indexes(evidence.indexes)))
        all += "</dl><h3>\(Word.howToVerify)</h3>"
        all += Piece.command("amplomb verify --log db:\(evidence.log)")
        if let first = evidence.indexes.first { all += Piece.command("amplomb evidence show \(first)") }
        all += "<p class=\"soft\">\(Word.verifyHint)</p></section>"
        return all
    }

    private func indexes(_ all: [Int64]) -> String {
        let shown = all.prefix(12).map(String.init).joined(separator: ", ")
        return all.count > 12 ? "\(shown) … (\(all.count))" : shown
    }
}

/// One finding with what the rule saw.
struct ItemView {
    let item: CaseItemView
    let caseID: String

    var content: HTML {
        var all: HTML = """
            <li\(attribute: "class", "item \(tone)")\(attribute: "id", "item-\(item.sequence)")><div class="item-head"><h3>\
            <span class="rule">\(text: item.ruleID)</span> \(text: item.ruleTitle)</h3><p class="chips">\(kindChip)\
            <span class="points">\(text: Format.points(item.risk.tenths))</span></p></div><p class="say">\
            \(Piece.sentence(item.say))</p>
            """
        if !item.missing.isEmpty { all += missing }
        if let match = item.match {
            all += MatchPanel(match: match, sequence: item.sequence).content
            let address = "/cases/\(SafeURL.encode(caseID))/match/\(item.sequence)"
            all += "<p><a\(url: "href", address)>\(Word.scoreSum)</a></p>"
        }
        if !item.values.isEmpty { all += values }
        if let text = item.counterfactual {
            all += "<p class=\"counterfactual\"><span class=\"soft\">\(Word.counterfactual)</span> \(text: text)</p>"
        }
        all += source
        all += "</li>"
        return all
    }

    private var tone: String {
        switch item.kind {
        case .unknown, .ruleError: "unknown"
        case .correction: "correction"
        default: item.outcome.rawValue
        }
    }

    private var kindChip: HTML {
        switch item.kind {
        case .hit: Piece.outcome(item.outcome)
        case .unknown, .ruleError: Piece.chip(Phrase.itemKind(item.kind), tone: "unknown") + Piece.outcome(item.outcome)
        case .correction:
            Piece.chip(Phrase.itemKind(item.kind), tone: "neutral")
                + (item.before.map { Piece.outcome($0) + "→" } ?? HTML()) + Piece.outcome(item.outcome)
        default: Piece.chip(Phrase.itemKind(item.kind), tone: "neutral") + Piece.outcome(item.outcome)
        }
    }

    private var missing: HTML {
        """
        <p class="missing"><span>\(Word.notAssessed). \(Word.missing):</span> \
        \(HTML.join(item.missing.map { "<code>\(text: $0)</code>" }, between: ", "))</p>
        """
    }

    private var values: HTML {
        var all: HTML = """
            <details class="values"\(flag: "open", item.values.count <= 6)><summary>\(Word.valuesSeen)</summary><dl>
            """
        for value in item.values {
            all += """
                <div><dt><code>\(text: value.name)</code></dt><dd><bdi>\(text: value.value)</bdi>\
                \(value.isAssumed ? assumed : HTML())</dd></div>
                """
        }
        all += "</dl></details>"
        return all
    }

    private var assumed: HTML { " <span class=\"tag\">\(Word.assumed)</span>" }

    private var source: HTML {
        var parts: [HTML] = [Format.time(item.at)]
        if let event = item.event {
            let revision: HTML = item.eventRevision > 1 ? " \(Word.revision) \(text: item.eventRevision)" : HTML()
            parts.append("\(Piece.identifier(event))\(revision)")
        }
        parts.append("\(text: item.ruleID) \(Word.ruleVersion) \(text: item.ruleVersion)")
        if let amount = item.moneyAtStake { parts.append("\(Word.atStake) \(text: Format.money(amount))") }
        if let assessment = item.assessment {
            parts.append("<a\(url: "href", "/assessments/\(SafeURL.encode(assessment))")>\(Word.assessment)</a>")
        }
        if let index = item.evidenceIndex { parts.append("\(Word.evidence) \(text: index)") }
        return "<p class=\"source\">\(HTML.join(parts.map { "<span>\($0)</span>" }, between: " "))</p>"
    }
}

/// A screening match side by side, with the letters marked that differ.
struct MatchPanel {
    let match: MatchView
    let sequence: Int

    var content: HTML {
        let id = "match-\(sequence)"
        var all: HTML = """
            <div class="match" role="group"\(attribute: "aria-labelledby", id)><div class="match-head"><h4\(attribute: "id", id)>\
            \(Word.match)</h4><p>\(text: match.list) · \(Piece.identifier(match.entryID))\
            \(match.published.map { " · \(text: $0.description)" } ?? HTML())</p></div><div class="scroll" tabindex="0" \
            role="region"\(attribute: "aria-labelledby", id)><table class="sides"><thead><tr><th scope="col">\(Word.field)</th>\
            <th scope="col">\(Word.ours)</th><th scope="col">\(Word.listEntry)</th><th scope="col">\(Word.similarity)</th></tr>\
            </thead><tbody>
            """
        for field in match.fields { all += row(field) }
        all += "</tbody></table></div>"
        all += score
        all += "</div>"
        return all
    }

    private func row(_ field: MatchField) -> HTML {
        var ours: HTML = "<span class=\"soft\">\(Word.notGiven)</span>"
        var theirs = ours
        switch (field.ours, field.theirs) {
        case (let left?, let right?):
            let difference = LetterDifference(ours: left, theirs: right)
            ours = marked(difference.ours)
            theirs = marked(difference.theirs)
        case (let left?, nil): ours = HTML(text: left)
        case (nil, let right?): theirs = HTML(text: right)
        case (nil, nil): break
        }
        return """
            <tr><th scope="row">\(text: field.name)</th><td><bdi>\(ours)</bdi></td><td><bdi>\(theirs)</bdi></td>\
            <td>\(text: field.similarity ?? "–")</td></tr>
            """
    }

    private func marked(_ runs: [LetterDifference.Run]) -> HTML {
        HTML.join(
            runs.map { run in
                run.isMarked
                    ? "<mark\(attribute: "title", Word.differs)>\(text: run.text)</mark>" : HTML(text: run.text)
            })
    }

    /// The parts, their sum and the limit: the sum is computed here from what is shown, never taken over.
    private var score: HTML {
        var all: HTML = """
            <div class="score"><p class="meter"><svg viewBox="0 0 200 14" width="200" height="14" aria-hidden="true">\
            <rect class="track" x="0" y="4" width="200" height="6" rx="3"></rect><rect class="fill" x="0" y="4"\
            \(attribute: "width", Int(match.score.tenths) / 5) height="6" rx="3"></rect><rect class="limit"\
            \(attribute: "x", Int(match.limit.tenths) / 5) y="0" width="2" height="14"></rect></svg><span>\(Word.score) \
            <b>\(text: Format.points(match.score.tenths))</b> · \(Word.limit) \(text: Format.points(match.limit.tenths))</span></p>
            """
        if !match.parts.isEmpty {
            all += "<details><summary>\(Word.scoreSum)</summary><table class=\"sum\"><tbody>"
            for part in match.parts {
                all += """
                    <tr><th scope="row">\(text: part.name)</th><td class="num">\(text: Format.points(part.tenths))</td></tr>
                    """
            }
            let sum = match.parts.reduce(Int32(0)) { $0 &+ $1.tenths }
            all +=
                "</tbody><tfoot><tr><th scope=\"row\">\(Word.score)</th><td class=\"num\">\(text: Format.points(sum))</td></tr></tfoot></table></details>"
        }
        all += "</div>"
        return all
    }
}
