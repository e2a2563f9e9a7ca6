import Domain
import Markup

/// The queue: counters, filters, and one row a case.
struct QueueView {
    let filter: QueueFilter
    let page: QueuePage

    var content: HTML {
        var all: HTML = "<h1>\(Word.casesNeedingWork)</h1>"
        all += "<div data-live=\"queue\">"
        all += counters
        all += "</div>"
        all += filterForm
        all += "<div data-live=\"rows\">"
        all += page.rows.isEmpty ? empty : table
        all += pager
        all += "</div>"
        return all
    }

    // MARK: Counters

    private var counters: HTML {
        let counts = page.counters
        var all: HTML = """
            <section class="counters"\(attribute: "aria-label", Word.counters)><ul>
            """
        all += counter(.open, counts.open, state: .open) + counter(.working, counts.working, state: .working)
        all +=
            counter(.waiting, counts.waiting, state: .waiting) + counter(.proposed, counts.proposed, state: .proposed)
        var late = QueueFilter()
        late.isLate = true
        all += """
            <li><a\(url: "href", QueueQuery.path(late))\(attribute: "class", counts.late > 0 ? "alarm" : nil)\
            \(attribute: "aria-current", filter.isLate ? "true" : nil)><span class="count">\
            \(text: Format.number(counts.late))</span><span>\(Word.late)</span></a></li></ul>
            """
        all += """
            <p class="held"><span class="soft">\(Word.heldMoney)</span> \(Piece.money(counts.held))</p></section>
            """
        return all
    }

    private func counter(_ word: Word, _ count: Int, state: CaseStateView) -> HTML {
        var own = QueueFilter()
        own.states = [state]
        return """
            <li><a\(url: "href", QueueQuery.path(own))\(attribute: "aria-current", filter.states == [state] ? "true" : nil)>\
            <span class="count">\(text: Format.number(count))</span><span>\(word)</span></a></li>
            """
    }

    // MARK: Filters

    private static let families = [
        "aml", "commercial", "kyc", "ops", "payouts", "sanctions", "sessions", "vat", "velocity",
    ]

    private var filterForm: HTML {
        var all: HTML = """
            <form method="get" action="/queue" class="filters look" role="search"\(attribute: "aria-label", Word.filters)>\
            <div class="grow"><label for="q">\(Word.search)</label><input id="q" name="q" type="search" autocomplete="off"\
            \(attribute: "placeholder", Word.searchHint)\(attribute: "value", filter.text)></div>
            """
        all += select(
            "state", .state, .anyNotClosed, CaseStateView.allCases.map { ($0.rawValue, Phrase.state($0).text) },
            filter.states.map(\.rawValue))
        all += select("family", .family, .any, Self.families.map { ($0, $0) }, filter.families)
        all += select(
            "severity", .severity, .any, Severity.allCases.reversed().map { ($0.rawValue, Phrase.severity($0)) },
            filter.severities.map(\.rawValue))
        all += select(
            "outcome", .outcome, .any, Outcome.allCases.reversed().map { ($0.rawValue, Phrase.chip($0)) },
            filter.outcomes.map(\.rawValue))
        if filter.isLate { all += "<input type=\"hidden\" name=\"late\" value=\"1\">" }
        all += "<div class=\"go\"><button>\(Word.apply)</button>"
        var plain = filter
        plain.after = nil
        if plain != QueueFilter() { all += "<a class=\"plain\" href=\"/queue\">\(Word.clear)</a>" }
        all += "</div></form>"
        return all
    }

    /// One choice of many; a shared address with several values of a field keeps them all as hidden fields of the first.
    private func select(
        _ name: String, _ label: Word, _ any: Word, _ choices: [(value: String, text: String)], _ chosen: [String]
    ) -> HTML {
        var all: HTML = """
            <div><label\(attribute: "for", "f-\(name)")>\(label)</label><select\(attribute: "id", "f-\(name)")\
            \(attribute: "name", name)><option value="">\(any)</option>
            """
        for choice in choices {
            all += """
                <option\(attribute: "value", choice.value)\(flag: "selected", chosen.first == choice.value)>\
                \(text: choice.text)</option>
                """
        }
        all += "</select>"
        for value in chosen.dropFirst() {
            all += "<input type=\"hidden\"\(attribute: "name", name)\(attribute: "value", value)>"
        }
        all += "</div>"
        return all
    }

    // MARK: Rows

    private var empty: HTML {
        "<div class=\"empty\"><p>\(Word.noCases)</p><p class=\"soft\">\(Word.noCasesHint)</p></div>"
    }

    private var table: HTML {
        var all = HTML(capacity: page.rows.count * 1200)
        all += """
            <table class="queue"><caption class="visually-hidden">\(Word.casesNeedingWork), \
            \(text: Phrase.casesOnPage(page.rows.count))</caption><thead><tr><th scope="col">\(Word.caseNumber)</th>\
            <th scope="col">\(Word.why)</th><th scope="col">\(Word.outcome)</th><th scope="col" class="num">\(Word.risk)</th>\
            <th scope="col" class="num">\(Word.held)</th><th scope="col" aria-sort="ascending">\(Word.due)</th>\
            <th scope="col">\(Word.assignee)</th></tr></thead><tbody>
            """
        for row in page.rows { all += self.row(row) }
        all += "</tbody></table>"
        return all
    }

    private func row(_ row: QueueRow) -> HTML {
        """
        <tr data-row><th scope="row"><a\(url: "href", "/cases/\(SafeURL.encode(row.id))")>\(text: row.id)</a>\
        \(Piece.severity(row.severity))</th><td class="why"><p>\(text: row.why)</p><p class="soft">\
        \(text: row.subjectKind) \(Piece.identifier(row.subject)) · \(text: row.family) · \(text: Phrase.findings(row.findings))\
        \(row.unknowns > 0 ? unknowns(row.unknowns) : HTML())</p></td><td\(attribute: "data-label", Word.outcome)>\
        \(Piece.outcome(row.outcome))\(row.state == .open ? HTML() : state(row.state))</td>\
        <td class="num"\(attribute: "data-label", Word.risk)>\(text: row.risk.text)</td>\
        <td class="num money"\(attribute: "data-label", Word.held)>\(Piece.money(row.held))</td>\
        <td class="due"\(attribute: "data-label", Word.due)>\(Piece.due(row.due, now: page.now))</td>\
        <td class="who"\(attribute: "data-label", Word.assignee)>\(row.assignee.map { HTML(text: $0) } ?? nobody)</td></tr>
        """
    }

    private var nobody: HTML { "<span class=\"soft\">\(Word.unassigned)</span>" }

    private func unknowns(_ count: Int) -> HTML {
        " · <span class=\"unknown-text\">\(text: Phrase.unknowns(count))</span>"
    }

    private func state(_ state: CaseStateView) -> HTML { "<span class=\"state\">\(Phrase.state(state))</span>" }

    private var pager: HTML {
        guard page.next != nil || filter.after != nil else { return HTML() }
        var all: HTML = "<nav class=\"pager\"\(attribute: "aria-label", Word.queue)>"
        var first = filter
        first.after = nil
        if filter.after != nil {
            all += "<a class=\"button\"\(url: "href", QueueQuery.path(first))>\(Word.firstPage)</a>"
        }
        if let next = page.next {
            all +=
                "<a class=\"button\" rel=\"next\"\(url: "href", QueueQuery.path(first, after: next))>\(Word.nextPage)</a>"
        }
        all += "</nav>"
        return all
    }
}
