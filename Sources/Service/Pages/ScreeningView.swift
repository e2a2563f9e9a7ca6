import Domain
import Engine
import Markup
import Screening

/// The fields of the form as they were sent.
struct ScreeningForm {
    var text = SubjectText()
    private(set) var type = "any"

    init(_ query: [(name: String, value: String)]) {
        for (name, value) in query where !value.isEmpty {
            switch name {
            case "name": text.name = value
            case "dob": text.dob = value
            case "country": text.countries = value.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
            case "type":
                type = value
                text.type = value
            default: break
            }
        }
    }

    var isEmpty: Bool { text.name.isEmpty }

    /// What the lists say, or what is wrong with the fields.
    enum Answer {
        case faults([SubjectFault])
        case found(ScreeningResult, ScreeningDesk)
    }

    func answer(_ desk: ScreeningDesk) throws -> Answer {
        do {
            return .found(desk.screen(try text.query()).result, desk)
        } catch {
            return .faults(error.faults)
        }
    }
}

/// The page on which a name is looked up.
struct ScreeningView {
    let form: ScreeningForm
    let answer: ScreeningForm.Answer?

    var content: HTML {
        var all = HTML(capacity: 16_384)
        all += "<h1>\(Word.screenTitle)</h1>"
        all += fields
        switch answer {
        case .faults(let faults): all += list(of: faults)
        case .found(let result, let desk): all += found(result, desk)
        case nil: break
        }
        return all
    }

    private var fields: HTML {
        var all: HTML = """
            <form class="look" action="/screening" role="search"><div class="grow"><label for="name">\(Word.name)</label>\
            <input id="name" name="name" type="search" required maxlength="500" autocomplete="off" dir="auto"\
            \(attribute: "value", form.text.name)></div><div><label for="dob">\(Word.birthDate)</label><input id="dob" name="dob" \
            size="12" autocomplete="off"\(attribute: "placeholder", Word.birthDateHint)\(attribute: "value", form.text.dob)></div>\
            <div><label for="country">\(Word.country)</label><input id="country" name="country" size="6" autocomplete="off"\
            \(attribute: "placeholder", Word.countryHint)\
            \(attribute: "value", form.text.countries.isEmpty ? nil : form.text.countries.joined(separator: " "))></div>\
            <div><label for="type">\(Word.subjectType)</label><select id="type" name="type">
            """
        let types: [(value: String, word: Word)] = [
            ("any", .any), ("person", .person), ("company", .company), ("vessel", .vessel), ("aircraft", .aircraft),
        ]
        for type in types {
            all += """
                <option\(attribute: "value", type.value)\(flag: "selected", type.value == form.type)>\(type.word)</option>
                """
        }
        all += """
            </select></div><div class="go"><button>\(Word.lookUp)</button><span class="soft">\(Word.screenHint) \
            <a href="/goodlist">\(Word.goodList)</a></span></div></form>
            """
        return all
    }

    private func list(of faults: [SubjectFault]) -> HTML {
        var all: HTML = "<section class=\"empty\" role=\"alert\"><h2>\(Word.correctThis)</h2>"
        for fault in faults {
            all += "<p><b>\(text: Self.word(fault.field).text)</b>: \(text: fault.expected)</p>"
        }
        all += "</section>"
        return all
    }

    private static func word(_ field: SubjectText.Field) -> Word {
        switch field {
        case .dob: .birthDate
        case .countries: .country
        case .type: .subjectType
        default: .name
        }
    }

    private func found(_ result: ScreeningResult, _ desk: ScreeningDesk) -> HTML {
        let snapshot = desk.screener.snapshot
        let count = Phrase.candidates(
            result.candidates.count, entries: snapshot.entryCount, lists: snapshot.lists.count)
        var all: HTML = """
            <section class="verdict" aria-live="polite"><p class="chips">\(Piece.outcome(result.outcome))<span>\(text: count)</span></p>\
            <p class="soft">\(Word.readAs) \(HTML.join(result.normalised.map { "<bdi class=\"mono\">\(text: $0)</bdi>" }, between: " · "))</p>
            """
        if !result.unknown.isEmpty {
            all += """
                <p class="missing"><span>\(Word.notWhole):</span> \(text: result.unknown.joined(separator: "; "))</p>
                """
        }
        all += "</section>"
        if result.candidates.isEmpty { all += "<p class=\"empty\">\(Word.nothingFound)</p>" }
        for (index, candidate) in result.candidates.enumerated() {
            all +=
                CandidateView(
                    candidate: candidate, query: result.query.name, list: snapshot.list(candidate.list),
                    number: index + 1
                ).content
        }
        return all
    }
}

/// One match of a case: the same component as on the screening page.
struct MatchPageView {
    let caseID: String
    let item: Int
    let match: ExplainedMatch

    var content: HTML {
        let address = "/cases/\(SafeURL.encode(caseID))#item-\(item)"
        return """
            <nav class="crumbs"\(attribute: "aria-label", Word.cases)><a\(url: "href", address) data-back>\(text: caseID)</a></nav>\
            <h1>\(Word.match) <span class="subject">\(text: match.role)</span></h1>\
            \(CandidateView(candidate: match.candidate, query: match.query, list: match.list, number: 1).content)
            """
    }
}

/// One candidate: both names with the letters that differ, and a sum that adds up to the score.
struct CandidateView {
    let candidate: ScreeningCandidate
    let query: String
    let list: ListSnapshot.List?
    let number: Int

    var content: HTML {
        let id = "candidate-\(number)"
        var all: HTML = """
            <article\(attribute: "class", "candidate \(candidate.suppressed == nil ? candidate.band.outcome.rawValue : "pass")")\
            \(attribute: "aria-labelledby", id)><header><h2\(attribute: "id", id)><bdi>\(text: candidate.nameMatched)</bdi></h2>\
            <p class="chips">\(chip)<span class="total">\(text: ScreeningWords.score(candidate.score))</span></p></header>
            """
        all += source
        all += names
        all += sum
        if let change = candidate.counterfactual {
            all += "<p class=\"counterfactual\">\(text: ScreeningWords.counterfactual(change))</p>"
        }
        if let good = candidate.suppressed {
            all += """
                <p class="cleared"><b>\(Word.goodListed)</b> \(text: good.decisionID), \(text: good.by), \
                \(text: good.since.description) – \(text: good.until.description): \(text: good.reason)</p>
                """
        }
        if !candidate.patternID.isEmpty {
            all += "<p class=\"source\"><span>\(Word.pattern) <code>\(text: candidate.patternID)</code></span></p>"
        }
        all += "</article>"
        return all
    }

    private var chip: HTML {
        candidate.suppressed == nil ? Piece.outcome(candidate.band.outcome) : Piece.chip(.goodListed, tone: "pass")
    }

    private var source: HTML {
        var parts: [HTML] = [
            "\(text: candidate.list) \(Piece.identifier(candidate.entryID))",
            "\(text: candidate.type.rawValue), \(text: candidate.nameKind.code)",
        ]
        if candidate.isWeakName { parts.append("<b>\(Word.weakAlias)</b>") }
        if !candidate.programs.isEmpty {
            parts.append("\(Word.programmes) \(text: candidate.programs.joined(separator: " "))")
        }
        if let date = list?.publishDate { parts.append("\(Word.published) \(text: date.description)") }
        parts.append("\(Word.ruleVersion) <code>\(text: String(candidate.listVersion.hex.prefix(12)))</code>")
        return "<p class=\"source\">\(HTML.join(parts.map { "<span>\($0)</span>" }, between: " "))</p>"
    }

    private var names: HTML {
        let marked = MarkedNames(query: query, listed: candidate.nameMatched, parts: candidate.parts)
        return """
            <dl class="pair"><div><dt>\(Word.ours)</dt><dd><bdi>\(Self.runs(marked.query))</bdi></dd></div>\
            <div><dt>\(Word.listEntry)</dt><dd><bdi>\(Self.runs(marked.listed))</bdi></dd></div></dl>
            """
    }

    private static func runs(_ runs: [LetterDifference.Run]) -> HTML {
        HTML.join(
            runs.map { run in
                run.isMarked
                    ? "<mark\(attribute: "title", Word.differs)>\(text: run.text)</mark>" : HTML(text: run.text)
            })
    }

    private var sum: HTML {
        var all: HTML = """
            <div class="scroll" tabindex="0" role="region"\(attribute: "aria-labelledby", "candidate-\(number)")><table class="terms">\
            <thead><tr><th scope="col">\(Word.ours)</th><th scope="col">\(Word.listEntry)</th><th scope="col">\(Word.how)</th>\
            <th scope="col" class="num">\(Word.counts)</th></tr></thead><tbody>
            """
        for part in candidate.parts {
            all += row(
                part.query, part.listed, ScreeningWords.method(part), part.rules.joined(separator: " "),
                part.contribution)
        }
        for line in candidate.adjustments {
            all += row(line.query, line.listed, ScreeningWords.adjustment(line.code), line.code, line.amount)
        }
        all += """
            </tbody><tfoot><tr><th scope="row" colspan="3">\(Word.score)</th><td class="num">\(Self.bar(candidate.score))\
            <span><b>\(text: ScreeningWords.score(candidate.score))</b></span></td></tr></tfoot></table></div>
            """
        return all
    }

    private func row(_ ours: String, _ theirs: String, _ how: String, _ code: String, _ amount: Int32) -> HTML {
        let dash: HTML = "<span class=\"soft\">–</span>"
        let id: HTML = code.isEmpty ? HTML() : " <code class=\"soft\">\(text: code)</code>"
        return """
            <tr><td\(attribute: "data-label", Word.ours)>\(ours.isEmpty ? dash : "<bdi>\(text: ours)</bdi>")</td>\
            <td\(attribute: "data-label", Word.listEntry)>\(theirs.isEmpty ? dash : "<bdi>\(text: theirs)</bdi>")</td>\
            <td class="how">\(text: how)\(id)</td><td class="num">\(Self.bar(amount))<span>\(text: ScreeningWords.term(amount))</span></td></tr>
            """
    }

    /// A bar of 100 units for a whole score; what takes away runs the other way.
    private static func bar(_ amount: Int32) -> HTML {
        let width = min(100, Int(abs(amount)) / 100)
        return """
            <svg class="bar" viewBox="0 0 100 8" width="100" height="8" aria-hidden="true"><rect\
            \(attribute: "class", amount < 0 ? "minus" : "plus")\(attribute: "x", 100 - width) y="0"\
            \(attribute: "width", width) height="8" rx="2"></rect></svg>
            """
    }
}
