import Domain
import Testing

@testable import Screening

@Suite struct ExplanationTests {
    private func marks(_ runs: [LetterDifference.Run]) -> String {
        runs.map { $0.isMarked ? "[\($0.text)]" : $0.text }.joined()
    }

    private func marked(_ query: String, _ listed: String, _ type: SubjectType = .person) -> (String, String) {
        let result = Screening.compare(query, listed, type: type)
        let names = MarkedNames(query: query, listed: listed, parts: result.parts)
        return (marks(names.query), marks(names.listed))
    }

    @Test func `letters are marked within the words that belong together, whatever their order`() {
        #expect(marked("Samplow Ivan", "Ivan SAMPLOV") == ("Samplo[w] Ivan", "Ivan SAMPLO[V]"))
        #expect(marked("Ivan Samplov", "Ivan Samplov") == ("Ivan Samplov", "Ivan Samplov"))
    }

    @Test func `another script is not marked letter by letter, a word without partner is marked whole`() {
        let (query, listed) = marked("Иван Самплов", "Ivan Quarrantino SAMPLOV")
        #expect(query == "Иван Самплов")
        #expect(listed == "Ivan [Quarrantino] SAMPLOV")
    }

    @Test func `columns count Han twice and combining marks not at all`() {
        #expect(TextColumns.width("金正恩") == 6)
        #expect(TextColumns.width("김철수") == 6)
        #expect(TextColumns.width("e\u{301}a") == 2)
        #expect(TextColumns.width("a\u{200D}b") == 2)
        #expect(TextColumns.width("עברית") == 5)
        #expect(TextColumns.padded("金", to: 4) == "金  ")
        #expect(TextColumns.padded("long", to: 2) == "long")
        #expect(TextColumns.safe("a\u{1B}[31mb\u{202E}c\n") == "a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}")
    }

    @Test(arguments: [
        ("Wladimir Wladimirowitsch Putin", "Vladimir Vladimirovich PUTIN"), ("金正恩", "KIM Jong Un"),
        ("Иван Самплов", "Ivan SAMPLOV"), ("Jose\u{301} Marti\u{301}nez", "JOSE MARTINEZ"), ("김철수", "KIM Chol Su"),
    ])
    func `the last column starts in the same place on every line and adds up`(query: String, listed: String) {
        let result = Screening.compare(query, listed, type: .person)
        let sum = result.parts.reduce(0) { $0 + $1.contribution } + result.adjustments.reduce(0) { $0 + $1.amount }
        #expect(sum == result.score)
        let lines = ExplanationText.sum(result.parts, result.adjustments, result.score)
        #expect(lines.count == 2 + result.parts.count + result.adjustments.count)
        let ends = lines.map { line in
            TextColumns.width(String(line.prefix { $0 != "█" && $0 != "░" }).trimmedEnd)
        }
        #expect(Set(ends).count == 1, "\(lines)")
    }

    @Test func `marks stand below the letters they mark, also behind wide ones`() {
        let parts = Screening.compare("金 Samplow", "金 Samplov", type: .person).parts
        let lines = ExplanationText.names("金 Samplow", "金 Samplov", parts)
        #expect(lines.count == 4)
        #expect(lines[0] == "query   金 Samplow" && lines[1] == "                 ~")
    }

    @Test func `every rule and adjustment that scoring knows has words`() {
        for id in [
            "de.w-v", "ar.q-k", "ar.waw", "v.e-i", "script.latin-cyrillic", "homoglyph", "tok.initial", "tok.border",
            "given.nickname", "sound.same", "sh-s", "zh.x-sh",
        ] {
            #expect(ScreeningWords.rule(id) != id, "\(id)")
        }
        for code in [
            "dob.day", "dob.year", "dob.range", "dob.swapped", "dob.near", "dob.differs", "country.shared",
            "country.differs", "gender.differs", "id.equal", "id.differs", "id.imo-differs", "weak-alias", "clamp",
            "specificity", "single-token", "name.conflict", "name.patronymic", "name.initial", "name.generic",
            "name.nasab", "number.typo", "number.differs", "number.one-side", "legal-form.differs",
        ] {
            #expect(ScreeningWords.adjustment(code) != code, "\(code)")
        }
        #expect(ScreeningWords.rule("new.rule") == "new.rule" && ScreeningWords.adjustment("new") == "new")
    }

    @Test func `the text of a screening shows names, sum, list and what would change it`() {
        var list = ImportedList(listID: "test", format: .unXML)
        var entry = ListEntry(entryID: "E1", type: .person)
        entry.names = [ListName("Vladimir Vladimirovich SAMPLOV")]
        entry.births = [BirthRange("1952-10-07")].compactMap { $0 }
        list.entries = [entry]
        list.publishDate = CivilDate(year: 2026, month: 1, day: 2)
        list.seal()
        let screener = Screener(ListSnapshot([list]))
        var query = ScreeningQuery(name: "Wladimir Samplow", type: .person)
        query.births = [BirthRange("1952")].compactMap { $0 }
        let text = screener.text(screener.screen(query))
        for wanted in [
            "1. ", "list of 2026-01-02", "query   Wladimir Samplow", "birth year agrees  [dob.year]", "score would be",
        ] {
            #expect(text.contains(wanted), "\(wanted) in \(text)")
        }
        let nothing = screener.text(screener.screen(ScreeningQuery(name: "Nobody Anywhere", type: .person)))
        #expect(nothing.contains("nothing at or above 0.7500 among 1 entry of 1 list"))
        // Lists that were not asked do not count.
        var elsewhere = ScreeningQuery(name: "Nobody Anywhere", type: .person)
        elsewhere.lists = ["other"]
        #expect(screener.text(screener.screen(elsewhere)).contains("among 0 entries of 0 lists"))
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
