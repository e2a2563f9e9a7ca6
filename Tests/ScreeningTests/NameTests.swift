import Testing

@testable import Screening

@Suite struct NameTests {
    private func normalised(_ name: String, _ type: SubjectType = .person) -> String {
        NamePreparer().prepare(name, type: type).normalised
    }

    @Test(arguments: [
        ("Тестов Иван", "testov ivan"), ("Жанна Щукина", "zhanna shchukina"), ("Τάσος Παππούς", "tasos pappous"),
        ("김철수", "kim chol su"), ("Łukasz Żółć", "lukasz zolc"), ("P R O B E Test", "probe test"),
        ("Те\u{200B}стов", "testov"), ("ＰＲＯＢＥ", "probe"), ("შოთა", "shota"), ("カナ", "kana"),
    ])
    func `scripts are latinised`(given: String, expected: String) { #expect(normalised(given) == expected) }

    @Test(arguments: [("4ジョン", "4jon"), ("ジ4ョン", "ji4yon"), ("\u{3040}ナ", "na"), ("ナ\u{30FF}\u{31F0}", "na")])
    func `digits and unassigned letters in a kana word`(given: String, expected: String) {
        #expect(normalised(given) == expected)
    }

    @Test func `mixed alphabets fold to the majority`() {
        // Latin I in a Ukrainian word, Cyrillic a in a Latin one.
        #expect(normalised("Iгор") == normalised("Ігор"))
        #expect(normalised("Pr\u{043E}be") == "probe")
    }

    @Test func `abdul is two words in every spelling`() {
        let forms = ["Abdul Karim", "Abdulkarim", "Abd al-Karim", "Abdelkarim"].map { name in
            NamePreparer().prepare(name, type: .person).tokens.filter(\.isFull).map(\.textHash)
        }
        #expect(Set(forms).count == 1)
    }

    @Test(arguments: [
        ("Iwan Testowitsch Samplow", "Ivan Testovich SAMPLOV"), ("SAMPLOV, Ivan", "Ivan Samplov"),
        ("IvanSamplov", "Ivan Samplov"),
        ("Иван Самплов", "Ivan Testovich SAMPLOV"), ("Ivan Samplof", "Ivan Samplov"),
        ("Müller Jürgen", "Juergen Mueller"),
        ("Иван Тестович Самплов", "Ivan Samplau"),
    ])
    func `spellings of a person match`(query: String, listed: String) {
        let result = Screening.compare(query, listed, type: .person)
        #expect(result.match, "score \(result.score)")
    }

    @Test(arguments: [
        ("Daniele Samplov", "Marina Samplov"), ("Ivan Petrovich Samplov", "Ivan Sergeevich Samplov"),
        ("Probe", "Bank Probe Melli Iran Sample Test"),
        ("Ivan Samplov Guerra", "SAMPLOV MOROS, Ivan"), ("Gabriel Samplov", "Gabrielle Samplov"),
        ("Probe bin Sample Testi", "Sample bin Probe Testi"),
    ])
    func `other persons do not match`(query: String, listed: String) {
        let result = Screening.compare(query, listed, type: .person)
        #expect(!result.match, "score \(result.score)")
    }

    @Test(arguments: [
        ("Samplprom Oil Co", "OJSC SAMPLPROM OIL COMPANY", true), ("ООО Самплпром", "Samplprom LLC", true),
        ("Samplbank AG", "Samplbank GmbH", false),
        ("Samplprom COMM GRP", "Samplprom Communication Group Co., Ltd.", true), ("Bank", "Bank Samplprom", false),
        ("SamplpromAG", "Samplprom AG", true),
        ("First Samplprom Works", "1st Samplprom Works", true), ("Samplprom 4", "Samplprom 9", false),
        ("Corp.", "11420 Corp.", false),
    ])
    func `organisations by words, forms and numbers`(query: String, listed: String, expected: Bool) {
        let result = Screening.compare(query, listed, type: .company)
        #expect(result.match == expected, "score \(result.score)")
    }

    @Test func `a vessel is strict about numbers and forgets its prefix`() {
        #expect(Screening.compare("M/V SAMPLE TRADER", "SAMPLE TRADER", type: .vessel).match)
        #expect(!Screening.compare("SAMPLE TRADER 1", "SAMPLE TRADER 7", type: .vessel).match)
    }

    @Test func `a weak alias alone is never a match`() {
        let result = Screening.compare("Plumb Seal", "Ivan Samplov (weak a.k.a. Plumb Seal)", type: .person)
        #expect(!result.match)
        #expect(result.band <= .review)
    }

    @Test func `birth dates decide common names`() throws {
        let born = try #require(BirthRange("1961"))
        let day = try #require(BirthRange("1961-03-01"))
        let far = try #require(BirthRange("1988-01-31"))
        let near = Screening.compare("Ali Hassan", "Ali HASSAN", type: .person, births1: [born], births2: [day])
        let other = Screening.compare("Ali Hassan", "Ali HASSAN", type: .person, births1: [far], births2: [day])
        #expect(near.match)
        #expect(!other.match)
        #expect(near.adjustments.contains { $0.code == "dob.year" })
    }

    @Test func `parts and adjustments add up exactly`() {
        let words = [
            "Ivan", "Samplov", "Петров", "محمد", "Abdul", "Karim", "Bank", "42", "GmbH", "Oil", "김", "金", "de", "J.",
            "Müller", "O'Brien",
        ]
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<400 {
            let left = (0...next(4)).map { _ in words[next(words.count)] }.joined(separator: " ")
            let right = (0...next(4)).map { _ in words[next(words.count)] }.joined(separator: " ")
            for type in [SubjectType.person, .company] {
                let result = Screening.compare(left, right, type: type)
                let sum =
                    result.parts.reduce(0) { $0 + $1.contribution } + result.adjustments.reduce(0) { $0 + $1.amount }
                #expect(sum == result.score, "\(left) | \(right)")
            }
        }
    }
}
