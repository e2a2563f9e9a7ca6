import Testing

@testable import Screening

/// What two names have in common, rule by rule; every name here is invented.
@Suite struct NameRuleTests {
    private func matches(_ query: String, _ listed: String, _ type: SubjectType = .person) -> Bool {
        Screening.compare(query, listed, type: type).match
    }

    @Test(arguments: [
        ("Plombat Allah Karimzade", "Plombatullah Karimzade"), ("Zoltaf al-Din Brenkov", "Zoltafuddin Brenkov"),
        ("Zoltaf al-Din Brenkov", "Zoltafeddine Brenkov"), ("Zoltaf Eddin Brenkov", "ZOLTAF-AL-DIN BRENKOV"),
    ])
    func `Arabic compounds are one name however they are spaced`(query: String, listed: String) {
        #expect(matches(query, listed))
        #expect(matches(listed, query))
    }

    @Test func `a compound is another name than its first half`() {
        #expect(!matches("Plombat Karimzade", "Plombatullah Brenkovic"))
        let same = Screening.compare("Plombat Karimzade", "Plombat Karimzade", type: .person)
        let half = Screening.compare("Plombat Karimzade", "Plombatullah Karimzade", type: .person)
        #expect(half.score < same.score)
    }

    @Test func `four Arabic letters have an Arab and a Persian reading`() {
        // ض is d to an Arab and z to a Persian, ث t and s.
        #expect(Romaniser.hasTwoReadings("رضوان") && Romaniser.hasTwoReadings("ثابت"))
        #expect(!Romaniser.hasTwoReadings("كريم"))
        #expect(matches("رضوان كريمزاده", "Ridwan Karimzade"))
        #expect(matches("رضوان كريمزاده", "Rezvan Karimzade"))
    }

    @Test func `a consonant written twice where no vowels are written is two`() {
        let name = NamePreparer().prepare("مملوك", type: .person)
        let token = name.tokens[0]
        let first = Int(token.start) + Int(token.textCount)
        let sounds = name.bytes[first..<first + Int(token.soundCount)]
        #expect(sounds.count { $0 == UInt8(ascii: "m") } == 2)
    }

    @Test(arguments: [
        // Each given name stands for the other's initial.
        ("Oluplomb A. Sealovic", "Abenka O. Sealovic"),
        // An initial takes a given name, the other side has one of its own.
        ("Regitka Ditka Sealovic", "SEALOVIC, Tomas R.D."),
        // The same sounds with an -a: a woman.
        ("Alexandr Sealovic", "Aleksandra Sealovic"),
        // A given name alone is nobody's.
        ("Aleksandr", "SEALOVIC, Aleksandr Borisovich"),
        // A title does not stand in for a family name.
        ("Plomberto King", "Plomberto Tan"),
    ])
    func `what contradicts is no match`(query: String, listed: String) { #expect(!matches(query, listed)) }

    @Test(arguments: [
        ("O, Yong Ho", "O Yong Ho", true), ("Choe Yong Ho", "O, Yong Ho", false), ("Kim Yong Ho", "O, Yong Ho", false),
    ])
    func `a single vowel before the comma or among syllables is a name`(query: String, listed: String, same: Bool) {
        #expect(matches(query, listed) == same)
    }

    @Test func `a reading of syllables counts only if it covers both names`() {
        #expect(matches("김영호", "Kim Yong Ho"))
        #expect(!matches("김영호 수", "Kim Yong Ho"))
        #expect(!matches("김영호", "Kim Yong Ho Nam"))
    }

    @Test func `two words that sound like a third are not joined`() {
        #expect(!matches("Inesh Netov", "Ensaniyatov"))
        #expect(matches("Plombe Sealovic", "Plombesealovic"))
        #expect(matches("Andrang Sealova", "'Ndrang Sealova"))
    }

    @Test func `an acronym stands for a whole organisation, never for a person's initials`() {
        #expect(matches("Zoltavar Industrial Plomb Enterprise", "ZIPE", .company))
        #expect(!matches("Zoltan Ivan Plomberg", "ZIP BANK", .company))
    }

    @Test func `the index finds acronyms of any run where no word is distinctive`() {
        var list = ImportedList(listID: "one", format: .unXML)
        var entry = ListEntry(entryID: "E1", type: .company)
        entry.names = [ListName("AFRICAN GOLD REFINERY UGANDA")]
        list.entries = [entry]
        list.seal()
        let screener = Screener(ListSnapshot([list]))
        #expect(screener.audit(AuditQuery(name: "GRU", type: .company, damage: "given")).isEmpty)
    }

    @Test func `a word of two alphabets folds to the one that has all its letters`() {
        // Л and в have no Latin twins, a, p and o have Cyrillic ones: as many of each.
        func read(_ name: String) -> String { NamePreparer().prepare(name, type: .person).normalised }
        #expect(read("Л\u{61}в\u{70}\u{6F}в") == read("Лавров"))
    }

    @Test func `fuzzy words say less the more they differ`() {
        let rules = ScoringRules.standard
        #expect(rules.telling(100, cost: 0) == 100)
        #expect(rules.telling(100, cost: 100) == 60)
        #expect(rules.telling(100, cost: 200) == 20)
        #expect(rules.telling(100, cost: 900) == 20)
    }

    @Test func `spacing keys keep the places of vowels and forget a leading one`() {
        func key(_ text: String) -> UInt64 {
            var sounds: [UInt8] = []
            Phonetics.append(Array(text.utf8)[...], to: &sounds)
            return sounds.withUnsafeBufferPointer { Skeleton.spacingKey(of: $0) }
        }
        #expect(key("plombesealovic") == key("plombisealovic"))
        #expect(key("ndrangheta") == key("andrangheta"))
        #expect(key("ensaniyat") != key("inesneto"))
        #expect(key("ab") == 0)
    }
}

@Suite struct FlatIndexTests {
    @Test func `every key has its values, in order and once`() {
        var state: UInt64 = 3
        func next(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        var pairs: [(key: UInt64, value: UInt32)] = []
        var expected: [UInt64: [UInt32]] = [:]
        for value in 0..<3_000 {
            for _ in 0..<next(4) {
                let key = next(700) + 1
                pairs.append((key, UInt32(value)))
                if expected[key]?.last != UInt32(value) { expected[key, default: []].append(UInt32(value)) }
            }
        }
        let index = FlatIndex(pairs: pairs)
        for key in UInt64(1)...800 { #expect(index.run(key).map { index.values[$0] } == expected[key] ?? []) }
        #expect(FlatIndex(pairs: []).run(1).isEmpty)
    }
}
