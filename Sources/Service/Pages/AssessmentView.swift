import Domain
import Markup

/// One assessment: what every rule said, on which values and on which knowledge.
struct AssessmentView {
    let page: AssessmentPage

    var content: HTML {
        var all: HTML = """
            <nav class="crumbs" \(attribute: "aria-label", Word.queue)><a href="/queue" data-back>\(Word.queue)</a></nav>\
            <header class="case-head"><div class="title"><h1>\(Word.assessment) <span class="subject">\
            \(Piece.identifier(page.event))</span></h1><p class="chips">\(Piece.outcome(page.outcome))</p></div>\
            <dl class="facts">
            """
        all += Piece.fact(.score, HTML(text: Format.points(page.score.tenths)))
        all += Piece.fact(.eventTime, Format.time(page.at))
        all += Piece.fact(.revisionNumber, HTML(text: String(page.revision)))
        if let at = page.assessedAt { all += Piece.fact(.assessedAt, Format.time(at)) }
        if let index = page.evidenceIndex { all += Piece.fact(.evidenceEntry, HTML(text: String(index))) }
        if !page.cases.isEmpty { all += Piece.fact(.cases, cases) }
        all += "</dl></header>"
        all += rules
        all += "<div class=\"columns even\"><div>"
        all += features
        all += "</div><div>"
        all += knowledge
        all += "</div></div>"
        return all
    }

    private var cases: HTML {
        HTML.join(
            page.cases.map { "<a\(url: "href", "/cases/\(SafeURL.encode($0))")>\(text: $0)</a>" }, between: ", ")
    }

    private var rules: HTML {
        let order: [RuleResultView.Result] = [.hit, .error, .unknown, .noHit]
        let sorted = page.rules.sorted { left, right in
            let ranks = (order.firstIndex(of: left.result) ?? 0, order.firstIndex(of: right.result) ?? 0)
            return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : left.id < right.id
        }
        var all: HTML = """
            <section><h2>\(Word.ruleResults)</h2><table class="cards"><thead><tr><th scope="col">\(Word.name)</th>\
            <th scope="col">\(Word.result)</th><th scope="col">\(Word.why)</th><th scope="col" class="num">\(Word.points)</th>\
            </tr></thead><tbody>
            """
        for rule in sorted {
            all += """
                <tr><th scope="row"><span class="rule">\(text: rule.id)</span> \(text: rule.title) <span class="soft">\
                \(Word.ruleVersion) \(text: rule.version)</span></th><td\(attribute: "data-label", Word.result)>\(chip(rule))</td>\
                <td\(attribute: "data-label", Word.why)>\(why(rule))</td><td class="num"\(attribute: "data-label", Word.points)>\
                \(text: Format.points(rule.points.tenths))</td></tr>
                """
        }
        all += "</tbody></table></section>"
        return all
    }

    private func chip(_ rule: RuleResultView) -> HTML {
        switch rule.result {
        case .hit: Piece.chip(.hit, tone: "hit")
        case .noHit: Piece.chip(.noHit, tone: "pass")
        case .unknown: Piece.chip(.notAssessed, tone: "unknown")
        case .error: Piece.chip(.ruleFailed, tone: "stop")
        }
    }

    private func why(_ rule: RuleResultView) -> HTML {
        guard rule.missing.isEmpty else {
            return "\(Word.missing): \(HTML.join(rule.missing.map { "<code>\(text: $0)</code>" }, between: ", "))"
        }
        return rule.say.isEmpty ? "<span class=\"soft\">–</span>" : Piece.sentence(rule.say)
    }

    private var features: HTML {
        var all: HTML = "<section><h2>\(Word.features)</h2><dl class=\"names\">"
        for feature in page.features {
            all += """
                <div><dt><code>\(text: feature.name)</code></dt><dd><bdi>\(text: feature.value)</bdi>\
                \(feature.isAssumed ? assumed : HTML())</dd></div>
                """
        }
        all += "</dl></section>"
        return all
    }

    private var assumed: HTML { " <span class=\"tag\">\(Word.assumed)</span>" }

    private var knowledge: HTML {
        var all: HTML = "<section><h2>\(Word.knowledge)</h2><dl class=\"names\">"
        for version in page.versions {
            all += """
                <div><dt>\(text: version.kind == version.name ? version.kind : "\(version.kind) \(version.name)")</dt><dd class="mono hash">\(text: version.version)</dd></div>
                """
        }
        all += "</dl><h3>\(Word.howToVerify)</h3>"
        all += Piece.command("amplomb assess replay \(page.id)")
        all += "<p class=\"soft\">\(Word.replay)</p></section>"
        return all
    }
}
