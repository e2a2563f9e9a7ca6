import Domain
import Foundation
import Testing

@testable import Patterns
@testable import Screening

/// Names for patterns: made up of real words in all scripts.
enum PatternNames {
    static let words = [
        "Muammar", "Qadhafi", "Vladimir", "Testowitsch", "Yelena", "Kuznetsova", "Abd", "al-Karim", "Ali", "Ri", "Kim",
        "Jong", "Un", "O", "Xi", "Jinping", "Zhang", "Schtscherbakow", "Chruschtschow", "Juergen", "Müller", "Şükrü",
        "Çelik",
        "Bjørn", "Łukasz", "Hassan", "Husayn", "Aleksandr", "Samplov", "Probe", "Trading", "Oil", "Владимир", "Щукина",
        "Жанна", "Юлия", "Ігор", "محمد", "حسين", "القذافي", "علي", "דוד", "Τάσος", "Παππούς", "김정은", "金正恩", "カナ",
        "შოთა",
        "J.", "de", "bin", "Abu", "Bakr", "Maria", "García", "Moros", "Nguyen", "Ng", "Wu", "Ivanovich", "3",
        "Mstislav",
    ]

    static func name(_ random: inout SeededRandom) -> String {
        (0...random.below(4)).map { _ in random.pick(words) }.joined(separator: random.below(9) == 0 ? ", " : " ")
    }

    /// Random letters, spellings near a name, and texts that are made to be slow.
    static func text(_ random: inout SeededRandom, near: [UInt8]) -> [UInt8] {
        let letters = Array("aeiouybcdfghjklmnpqrstvwxz ".utf8)
        switch random.below(6) {
        case 0: return (0..<random.below(40)).map { _ in random.pick(letters) }
        case 1: return (0..<random.below(200)).map { _ in random.pick(Array("aeyih ".utf8)) }
        case 2: return [UInt8](repeating: random.pick(letters), count: random.below(2_000))
        case 3: return (0..<random.below(80)).flatMap { _ in near + [0x20] }
        case 4: return (0..<random.below(60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        default:
            var text = near
            for _ in 0..<random.below(4) where !text.isEmpty {
                let place = random.below(text.count)
                switch random.below(3) {
                case 0: text[place] = random.pick(letters)
                case 1: text.insert(random.pick(letters), at: place)
                default: text.remove(at: place)
                }
            }
            return text
        }
    }
}

@Suite struct NamePatternTests {
    private static let preparer = NamePreparer()

    private func evidence(
        _ listed: String, _ query: String, type: SubjectType = .person, library: PatternLibrary = PatternLibrary()
    ) -> NamePattern.Evidence {
        let name = Self.preparer.prepare(listed, type: type)
        let text = Array(Self.preparer.prepare(query, type: type).normalised.utf8)
        return library.evidence(0, name, isPerson: type == .person, in: text)
    }

    private func isMatch(_ listed: String, _ query: String, type: SubjectType = .person) -> Bool {
        if case .matched = evidence(listed, query, type: type) { return true }
        return false
    }

    // MARK: Words

    @Test func `a word is atoms, longest spelling first, each a group`() throws {
        let source = String(decoding: try #require(TokenPattern("qadhafi".utf8)).source(captures: true), as: UTF8.self)
        #expect(source.hasPrefix("((?>cc|ch|ck|"), "\(source)")
        #expect(source.contains("([aeiouy]{0,3}+)"))
        #expect(try CompiledPattern(Array(source.utf8)).pattern.groupCount == 7)
    }

    @Test func `three consonants, or two in four letters without optional ones, or literal forms`() throws {
        let qadhafi = try #require(TokenPattern("qadhafi".utf8))
        #expect(qadhafi.mode == .sounds && qadhafi.mandatoryConsonants == 3)
        let ivan = try #require(TokenPattern("ivan".utf8))
        #expect(ivan.mode == .short && ivan.mandatoryConsonants == 2)
        #expect(ivan.atoms.allSatisfy { $0.isAnyVowels || $0.minimumLength > 0 })
        let elena = try #require(TokenPattern("elena".utf8))
        #expect(elena.mode == .forms && elena.minimumLength == elena.atoms.count)
        #expect(try #require(TokenPattern("ali".utf8)).mode == .forms)
        #expect(try #require(TokenPattern("aya".utf8)).minimumLength >= 2)
        #expect(TokenPattern("o".utf8) == nil)
        #expect(TokenPattern("김".utf8) == nil)
    }

    @Test(arguments: [
        ("Kadhafi", "Qadhafi", ["ar.q-k"]), ("Wladimir", "Vladimir", ["ru.w-v"]), ("Moammar", "Muammar", ["v.o-u"]),
        ("Yelena", "Elena", ["ru.ye-e"]), ("Elena", "Yelena", ["ru.ye-e"]), ("Mohamed", "Mohammed", ["double"]),
        ("Samplof", "Samplov", ["ru.v-f"]), ("Sergej", "Sergei", ["ru.y-j"]), ("Kusnezow", "Kuznetsov", ["de.s-z"]),
        ("Qadafi", "Qadhafi", ["ar.dh-d"]), ("Zawahirih", "Zawahiri", ["silent-h"]),
        ("Aleksander", "Aleksandr", ["v.short-e"]), ("Chruschtschow", "Khrushchev", ["ru.kh-h"]),
        ("Kuznetsova", "Kuznetsov", ["sl.feminine"]),
    ])
    func `the rule is read off the match`(query: String, listed: String, rules: [String]) {
        let left = Self.preparer.prepare(query, type: .person)
        let right = Self.preparer.prepare(listed, type: .person)
        guard case .rules(let found) = PatternLibrary().verdict(left, 0, right, 0) else {
            Issue.record("\(query) is not matched by \(listed)")
            return
        }
        #expect(rules.allSatisfy(found.contains), "\(found)")
    }

    @Test func `Korean family names and the Arabic article are forms of whole words`() {
        let query = Self.preparer.prepare("Lee Sung Min", type: .person)
        let listed = Self.preparer.prepare("Ri Sung Min", type: .person)
        #expect(PatternLibrary().verdict(query, 0, listed, 0) == .rules(["ko.surname.ri"]))
        let result = Screening.compare("Moammar El Kadhafi", "Muammar al-Qadhafi", type: .person)
        let rules = Set(result.parts.flatMap(\.rules))
        #expect(rules.isSuperset(of: ["ar.article", "ar.q-k", "v.o-u"]), "\(rules)")
        let sum = result.parts.reduce(0) { $0 + $1.contribution } + result.adjustments.reduce(0) { $0 + $1.amount }
        #expect(sum == result.score)
    }

    @Test func `a script without vowels is matched and named`() {
        let result = Screening.compare("محمد حسين", "Muhammad Husayn", type: .person)
        let rules = result.parts.flatMap(\.rules)
        #expect(rules.contains("script.arabic-latin"), "\(rules)")
        let cyrillic = Screening.compare("Wladimir Samplow", "Владимир Самплов", type: .person)
        #expect(cyrillic.parts.flatMap(\.rules).contains("ru.w-v"))
    }

    @Test func `a word of many vowels still matches itself`() {
        let name = Self.preparer.prepare("Bouaouiyart Testi", type: .person)
        let library = PatternLibrary()
        #expect(library.verdict(name, 0, name, 0) == .rules([]))
        #expect(library.faults == PatternLibrary.Faults())
    }

    // MARK: Names

    @Test func `the order of the words is free and each must be there`() {
        #expect(isMatch("Muammar Qadhafi", "Kadhafi Moammar"))
        #expect(isMatch("Muammar Qadhafi", "Moammar Kadhafi"))
        #expect(!isMatch("Muammar Qadhafi", "Qadhafi"))
        #expect(!isMatch("Muammar Qadhafi", ""))
        #expect(!isMatch("Muhammad Mohammed", "Muhammad"), "one word of the query is not two of the list")
        var random = SeededRandom(11)
        for _ in 0..<300 {
            var words = ["Vladimir", "Schtscherbakow", "Hassan", "Zhang"].map { $0 }
            for index in words.indices.reversed() { words.swapAt(index, random.below(index + 1)) }
            #expect(isMatch("SCHTSCHERBAKOW, Wladimir", words.joined(separator: " ")))
        }
    }

    @Test func `optional words may be missing`() {
        #expect(isMatch("MADURO MOROS, Nicolas", "Nicolas Maduro"))
        #expect(isMatch("Vladimir Vladimirovich SAMPLOV", "Wladimir Samplow"))
        #expect(isMatch("AL-ZAWAHIRI, Aiman Muhammed Rabi", "Ayman Zawahiri"))
        #expect(!isMatch("KIM, Jong Un", "Kim Jong Il"), "every syllable counts")
        #expect(!isMatch("Abd al-Karim Samplov", "Abd al-Aziz Samplov"), "abd is nothing without its word")
    }

    @Test func `an initial needs another rare word`() {
        #expect(isMatch("SCHTSCHERBAKOW, Vladimir", "V Schtscherbakow"))
        #expect(!isMatch("ALI, Muhammad", "M Ali"))
        #expect(!isMatch("SCHTSCHERBAKOW, Vladimir", "V S"))
    }

    // MARK: Laws

    @Test func `no pattern matches the empty text or one letter, and each matches its own name`() throws {
        var random = SeededRandom(20_260_213)
        var names = (0..<5_000).map { _ in PatternNames.name(&random) }
        if TestFiles.hasShared { names += try OfficialNames.all() }
        let library = PatternLibrary(jitAfter: nil)
        let pool = MatcherPool()
        let short: [[UInt8]] = [[]] + (UInt8(0x20)...0x7A).map { [$0] }
        var written = 0
        var itself = 0
        for (number, text) in names.enumerated() {
            let type: SubjectType = number % 3 == 0 ? .company : .person
            let name = Self.preparer.prepare(text, type: type)
            guard let pattern = NamePattern(name, isPerson: type == .person) else { continue }
            written += 1
            #expect(pattern.minimumLength >= 2)
            let own = Array(name.normalised.utf8)
            if case .matched = library.evidence(UInt32(number), name, isPerson: type == .person, in: own) {
                itself += 1
            }
            guard number < 5_000 || number % 8 == 0 else { continue }
            guard let compiled = try? CompiledPattern(pattern.source) else { continue }
            for letter in short where try pool.matches(compiled, letter) {
                Issue.record("\(text) matches \(letter)")
            }
        }
        #expect(written > 4_000)
        // A name that says a word twice is not found: one word of a query is never two of the list.
        #expect(itself * 100 >= written * 97, "\(itself) of \(written) patterns match their own name")
        #expect(library.faults == PatternLibrary.Faults())
    }

    @Test func `JIT, interpreter and a pattern that may go back agree on 20,000 texts`() throws {
        try PatternAgreement.check(texts: 20_000, seed: 20_261_127)
    }

    @Test(.enabled(if: PatternAgreement.longForm != nil, "AMPLOMB_PATTERN_TEXTS is not set: the long form is not run"))
    func `the long form of the same`() throws {
        try PatternAgreement.check(texts: PatternAgreement.longForm ?? 0, seed: 1)
    }

    @Test func `a limit is undecided, unknown and reviewed, never no match`() throws {
        let tight = PatternLibrary(limits: PatternLimits(match: 1, depth: 1, heapKiB: 1), jitAfter: nil)
        #expect(evidence("Muammar Qadhafi", "Samuel Moammar Peter Kadhafi", library: tight) == .undecided)
        #expect(tight.faults.undecided == 1)
        let list = try ListImporter.read(["sdn", "alt", "add"].map { try TestFiles.sample("ofac/\($0).csv") })
        let library = PatternLibrary(limits: PatternLimits(match: 1, depth: 1, heapKiB: 1), jitAfter: nil)
        let screener = Screener(
            ListSnapshot([list]), thresholds: .standard, house: .none, patterns: library)
        let result = screener.screen(ScreeningQuery(name: "Samplow Iwan", type: .person))
        #expect(result.candidates.first?.entryID == "9001")
        #expect(result.unknown == ["pattern limit"])
        #expect(result.outcome >= .review)
        #expect(result.candidates.allSatisfy { $0.band >= .review })
        #expect(String(decoding: screener.json(result), as: UTF8.self).contains("pattern limit"))
        let usual = Screener(ListSnapshot([list])).screen(ScreeningQuery(name: "Samplow Iwan", type: .person))
        #expect(usual.candidates.first?.score == result.candidates.first?.score, "the alignment decides the score")
        #expect(usual.candidates.first?.patternID == "P:name:us-ofac-sdn:9001:0")
    }

    @Test func `texts beyond any name are undecided in the same way with and without JIT`() {
        let long = String(repeating: "ab ", count: 1_500)
        let name = Self.preparer.prepare("Muammar Qadhafi", type: .person)
        for jit in [0, nil] {
            let library = PatternLibrary(jitAfter: jit)
            #expect(library.evidence(0, name, isPerson: true, in: Array(long.utf8)) == .undecided)
        }
    }

    @Test func `another name of the entry is the evidence where the name that scored has none`() throws {
        let names = ["Muammar Qadhafi", "Ivan Samplov", "Hassan Testi"].map { name in
            (Self.preparer.prepare(name, type: .person), isPerson: true)
        }
        let library = PatternLibrary()
        #expect(try library.firstName(ofEntry: 1, in: Array("samplow iwan".utf8)) { names } == 1)
        #expect(try library.firstName(ofEntry: 1, in: Array("nobody atall".utf8)) { names } == nil)
        #expect(library.faults == PatternLibrary.Faults())
    }
}

/// All names of the official lists beside the package.
enum OfficialNames {
    static func all() throws -> [String] {
        let files = [
            ["us_ofac/sdn_2021-07-07.csv", "us_ofac/alt_2021-07-07.csv", "us_ofac/add_2021-07-07.csv"],
            ["un/UN_consolidated_2026-02-27.xml"], ["uk/OFSI_ConList_2018-04-13.csv"], ["us_ofac/CONS_ENHANCED.XML"],
        ]
        var names = try files.flatMap { set in
            try ListImporter.read(set.map(TestFiles.list)).entries.flatMap(\.names).map(\.text)
        }
        names += try ListImporter.read(TestFiles.folder("eu/journal/data/consolidated")).entries.flatMap(\.names).map(
            \.text)
        return names
    }
}

/// JIT on = JIT off = without possessive quantifiers, over texts that are random, near or hostile.
enum PatternAgreement {
    static let longForm = ProcessInfo.processInfo.environment["AMPLOMB_PATTERN_TEXTS"].flatMap { Int($0) }

    static func check(texts: Int, seed: UInt64) throws {
        var random = SeededRandom(seed)
        let fast = PatternLibrary(jitAfter: 0)
        let slow = PatternLibrary(jitAfter: nil)
        let pool = MatcherPool()
        var matched = 0
        var undecided = 0
        for number in 0..<max(1, texts / 50) {
            let name = NamePreparer().prepare(PatternNames.name(&random), type: .person)
            let near = Array(name.normalised.utf8)
            let words = name.tokens.indices.compactMap { TokenPattern(name, $0, isSyllabic: name.isSyllabic) }
            let pairs = try words.map { word in
                (
                    try CompiledPattern(word.anchoredSource),
                    try CompiledPattern(
                        Array("\\A".utf8) + word.source(captures: true, possessive: false) + Array("\\z".utf8))
                )
            }
            for _ in 0..<50 {
                let text = PatternNames.text(&random, near: near)
                let a = fast.evidence(UInt32(number), name, isPerson: true, in: text)
                let b = slow.evidence(UInt32(number), name, isPerson: true, in: text)
                #expect(a == b, "seed \(seed): \(name.normalised) | \(text)")
                if case .matched = a { matched += 1 }
                if a == .undecided { undecided += 1 }
                guard let pair = pairs.first, text.count < 64 else { continue }
                let left = try pool.firstMatch(of: pair.0, in: text)
                let right = try pool.firstMatch(of: pair.1, in: text)
                #expect(left == right, "seed \(seed): possessive differs: \(text)")
            }
        }
        #expect(matched > texts / 50, "the texts reach the patterns")
        print("pattern texts \(texts), matched \(matched), undecided \(undecided), seed \(seed)")
    }
}
