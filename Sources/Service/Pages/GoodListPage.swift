import Domain
import Markup

/// The decisions that a pair is not the same subject: which count, until when, by whom, and how often they were used.
struct GoodListPage {
    let decisions: [GoodListView]

    var content: HTML {
        var all: HTML = "<h1>\(Word.goodList)</h1><p class=\"soft\">\(Word.goodListHint)</p>"
        if decisions.isEmpty { return all + "<p class=\"empty\">\(Word.noDecisions)</p>" }
        all += """
            <table class="queue"><thead><tr><th scope="col">\(Word.decision)</th><th scope="col">\(Word.why)</th>\
            <th scope="col">\(Word.state)</th><th scope="col">\(Word.until)</th><th scope="col">\(Word.decidedBy)</th>\
            <th scope="col" class="num">\(Word.uses)</th></tr></thead><tbody>
            """
        for decision in decisions { all += row(decision) }
        all += "</tbody></table>"
        return all
    }

    private func row(_ decision: GoodListView) -> HTML {
        """
        <tr><th scope="row">\(text: decision.id)</th><td class="why"><p>\(Piece.identifier(decision.subject)) ≠ \
        \(text: decision.list) \(Piece.identifier(decision.entryID))</p><p class="soft">\(text: decision.reason)</p></td>\
        <td\(attribute: "data-label", Word.state)>\(Piece.outcome(decision.outcome))<span class="state">\
        \(GoodListPage.word(decision.state))</span></td><td\(attribute: "data-label", Word.until)>\
        \(text: decision.until.description)</td><td\(attribute: "data-label", Word.decidedBy)>\
        \(text: decision.persons.joined(separator: ", "))</td><td class="num"\(attribute: "data-label", Word.uses)>\
        \(text: Format.number(decision.uses))</td></tr>
        """
    }

    private static func word(_ state: GoodListView.State) -> Word {
        switch state {
        case .proposed: .waitsForApproval
        case .active: .inForce
        case .expired: .expired
        case .revoked: .revoked
        }
    }
}
