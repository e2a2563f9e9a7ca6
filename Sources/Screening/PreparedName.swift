/// A name ready for comparison in one reading: words with classes and weights over one byte pool.
struct PreparedName: Sendable {
    var tokens: [NameToken] = []
    var bytes: [UInt8] = []
    /// Legal forms found, as numbers of `NameTables.legalForms` plus one; 0 is none.
    var legalForm: UInt8 = 0
    /// A word in a script that is only compared natively.
    var hasUnreadScript = false
    /// Sum of the weights of all words.
    var weight: Int32 = 0

    /// The latinised words, for the `normalised` field of a result.
    var normalised: String {
        var text: [UInt8] = []
        for token in tokens {
            if !text.isEmpty { text.append(0x20) }
            let first = Int(token.start)
            text.append(contentsOf: bytes[first..<first + Int(token.textCount)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Words beyond this number are not compared.
    static let maximumTokens = 24
}

/// Turns names into `PreparedName`s: classes, joined letters, legal forms, numbers, weights.
struct NamePreparer: Sendable {
    let tables: NameTables

    init(tables: NameTables = .bundled) { self.tables = tables }

    /// The readings of `name`: one for most scripts; native, Mandarin and Korean for Han; native beside Hangul.
    func readings(of name: String, type: SubjectType) -> [PreparedName] {
        var hasHan = false
        var hasHangul = false
        for scalar in name.unicodeScalars where scalar.value > 0x2E80 {
            let script = NameScalar.classify(scalar.value).1
            if script == .han { hasHan = true }
            if script == .hangul { hasHangul = true }
        }
        var result = [prepare(name, type: type, reading: .mandarin)]
        if hasHan || hasHangul { result.append(prepare(name, type: type, reading: .native)) }
        // ث ذ ض ظ are stops to an Arab and hisses to a Persian or Pashtun: both readings.
        if !type.usesCompanyRules && Romaniser.hasTwoReadings(name) {
            result.append(prepare(name, type: type, reading: .arabicStops))
        }
        // A Korean reading only where every character has one; Koreans write their names without spaces.
        if hasHan && !name.contains(" ") && !type.usesCompanyRules && NameLexer(name, reading: .korean).isReadable {
            result.append(prepare(name, type: type, reading: .korean))
        }
        return result
    }

    func prepare(_ name: String, type: SubjectType, reading: NameLexer.HanReading = .mandarin) -> PreparedName {
        let isCompany = type.usesCompanyRules
        var lexer = NameLexer(name, reading: reading, companyWords: isCompany)
        joinSingleLetters(&lexer, minimum: isCompany ? 2 : 3)
        if isCompany {
            expandAbbreviations(&lexer)
        } else {
            normaliseAbd(&lexer)
            joinCompounds(&lexer)
            splitInitials(&lexer)
        }
        if lexer.tokens.count > PreparedName.maximumTokens {
            lexer.tokens.removeLast(lexer.tokens.count - PreparedName.maximumTokens)
        }
        var result = PreparedName()
        result.hasUnreadScript = lexer.hasUnreadScript
        result.tokens = lexer.tokens
        result.bytes = lexer.bytes
        if isCompany {
            classifyCompany(&result, isVessel: type == .vessel || type == .aircraft)
        } else {
            classifyPerson(&result, commaAfter: lexer.commaAfter)
        }
        weigh(&result, isCompany: isCompany)
        return result
    }

    // MARK: Shape of the words

    /// A run of single letters is one word: `P U T I N`, `L.L.C.`.
    private func joinSingleLetters(_ lexer: inout NameLexer, minimum: Int) {
        var index = 0
        while index < lexer.tokens.count {
            var end = index
            while end < lexer.tokens.count, lexer.tokens[end].flags & NameToken.isSingleLetter != 0,
                lexer.tokens[end].flags & NameToken.isDotted == lexer.tokens[index].flags & NameToken.isDotted
                    || end == lexer.tokens.count - 1
            { end += 1 }
            if end - index >= minimum {
                merge(index..<end, in: &lexer, separator: nil)
            }
            index += 1
        }
    }

    /// Replaces the words of `range` by one.
    private func merge(_ range: Range<Int>, in lexer: inout NameLexer, separator: UInt8?) {
        var text: [UInt8] = []
        for token in lexer.tokens[range] {
            let first = Int(token.start)
            text.append(contentsOf: lexer.bytes[first..<first + Int(token.textCount)])
        }
        let last = lexer.tokens[range.upperBound - 1]
        let first = lexer.tokens[range.lowerBound]
        var merged = word(text, like: first, in: &lexer)
        merged.sourceCount = UInt16(clamping: Int(last.sourceStart) + Int(last.sourceCount) - Int(first.sourceStart))
        lexer.tokens.replaceSubrange(range, with: CollectionOfOne(merged))
    }

    /// A new word of Latin letters with the origin of `origin`.
    func word(_ text: [UInt8], like origin: NameToken, in lexer: inout NameLexer) -> NameToken {
        var sounds: [UInt8] = []
        Phonetics.append(text[...], to: &sounds)
        return word(text, sounds: sounds, like: origin, in: &lexer)
    }

    func word(_ text: [UInt8], sounds: [UInt8], like origin: NameToken, in lexer: inout NameLexer) -> NameToken {
        var token = NameToken()
        token.start = UInt32(lexer.bytes.count)
        token.textCount = UInt8(min(text.count, 120))
        token.soundCount = UInt8(min(sounds.count, 120))
        lexer.bytes.append(contentsOf: text.prefix(120))
        lexer.bytes.append(contentsOf: sounds.prefix(120))
        token.script = origin.script
        token.sourceStart = origin.sourceStart
        token.sourceCount = origin.sourceCount
        token.role = origin.role
        token.seal(lexer.bytes)
        return token
    }

    private func expandAbbreviations(_ lexer: inout NameLexer) {
        guard lexer.tokens.count > 1 else { return }
        var index = 0
        while index < lexer.tokens.count {
            let origin = lexer.tokens[index]
            if let phrase = tables.expansions[origin.textHash] {
                var expanded: [NameToken] = []
                for text in phrase {
                    var token = word(Array(text.utf8), like: origin, in: &lexer)
                    token.flags |= NameToken.isExpanded
                    expanded.append(token)
                }
                lexer.tokens.replaceSubrange(index...index, with: expanded)
                index += expanded.count
            } else {
                index += 1
            }
        }
    }

    private static let abdForms: Set<[UInt8]> = Set(
        ["abd", "abdul", "abdel", "abdal", "abdol", "abdoul", "abdu", "abdur", "abdus", "abder", "abdil", "abed"]
            .map { Array($0.utf8) })
    private static let allahForms: Set<[UInt8]> = Set(
        ["allah", "llh", "allh", "lah", "ullah", "alah"].map { Array($0.utf8) })

    /// `Abdul Aziz`, `Abd al-Aziz`, `Abdelaziz` become the two words `abd aziz`; `Abd Allah` is one word.
    private func normaliseAbd(_ lexer: inout NameLexer) {
        var index = 0
        while index < lexer.tokens.count {
            let token = lexer.tokens[index]
            guard token.textCount >= 3, lexer.bytes[Int(token.start)] == 0x61 else {
                index += 1
                continue
            }
            let first = Int(token.start)
            let text = Array(lexer.bytes[first..<first + Int(token.textCount)])
            if Self.abdForms.contains(text) || Self.isAbdSlip(text), index + 1 < lexer.tokens.count {
                if let joined = allahAfter(index, lexer) {
                    merge(index..<joined + 1, in: &lexer, separator: nil)
                } else {
                    lexer.tokens[index] = word(Array("abd".utf8), like: token, in: &lexer)
                }
            } else if let rest = Self.restAfterAbd(text) {
                let head = word(Array("abd".utf8), like: token, in: &lexer)
                var tail = word(rest, like: token, in: &lexer)
                tail.flags |= NameToken.isGlued
                lexer.tokens.replaceSubrange(index...index, with: [head, tail])
                index += 1
            }
            index += 1
        }
    }

    /// `Adbul`, `Abdull`: abdul with two letters swapped, one doubled or one lost.
    private static func isAbdSlip(_ text: [UInt8]) -> Bool {
        let abdul = Array("abdul".utf8)
        if text.count == 5 {
            return text != abdul && text.sorted() == abdul.sorted() && zip(text, abdul).count { $0 != $1 } == 2
        }
        if text.count == 6 {
            return text.indices.contains { skip in Array(text[..<skip] + text[(skip + 1)...]) == abdul }
        }
        return text == Array("abul".utf8) || text == Array("adul".utf8)
    }

    private func allahAfter(_ index: Int, _ lexer: NameLexer) -> Int? {
        let next = lexer.tokens[index + 1]
        let first = Int(next.start)
        let text = Array(lexer.bytes[first..<first + Int(next.textCount)])
        return Self.allahForms.contains(text) ? index + 1 : nil
    }

    /// The name after a written-together abdul-, abdel-, abdur- ...; nil for Abdullah and short words.
    private static func restAfterAbd(_ text: [UInt8]) -> [UInt8]? {
        guard text.count >= 8, text[0] == 0x61, text[1] == 0x62, text[2] == 0x64 else { return nil }
        var index = 3
        while index < text.count, [0x61, 0x65, 0x69, 0x6F, 0x75].contains(text[index]) { index += 1 }
        guard index > 3, index < text.count - 3 else { return nil }
        if text[index] == 0x6C {
            let rest = Array(text[(index + 1)...])
            if rest.starts(with: Array("lah".utf8)) || rest.starts(with: Array("ah".utf8)) { return nil }
            return rest.count >= 4 || rest == Array("aziz".utf8) ? rest : nil
        }
        // The assimilated article: abdurrahman, abdessalam.
        if text[index] == text[index + 1] { return Array(text[(index + 1)...]) }
        return text[index] == 0x72 ? Array(text[index...]) : nil
    }

    /// `JC` as a word of a person is two initials.
    private func splitInitials(_ lexer: inout NameLexer) {
        guard lexer.tokens.count > 1 else { return }
        let keep: Set<[UInt8]> = Set(
            ["ng", "md", "dr", "mr", "ms", "sr", "jr", "st", "sh", "bt", "hj"].map { Array($0.utf8) })
        var index = 0
        while index < lexer.tokens.count {
            let token = lexer.tokens[index]
            if token.textCount == 2, token.script == .latin {
                let first = Int(token.start)
                let text = Array(lexer.bytes[first..<first + 2])
                let vowels: Set<UInt8> = [0x61, 0x65, 0x69, 0x6F, 0x75, 0x79]
                if !vowels.contains(text[0]), !vowels.contains(text[1]), text[0] > 0x60, text[1] > 0x60,
                    !keep.contains(text)
                {
                    var letters: [NameToken] = []
                    for letter in text {
                        var initial = word([letter], like: token, in: &lexer)
                        initial.flags |= NameToken.isSingleLetter
                        letters.append(initial)
                    }
                    lexer.tokens.replaceSubrange(index...index, with: letters)
                    index += 1
                }
            }
            index += 1
        }
    }

    // MARK: Weights

    /// Weight of each word: class times rarity, and its information in bits.
    private func weigh(_ name: inout PreparedName, isCompany: Bool) {
        let total: UInt32 = isCompany ? 8_158 : 6_016
        let counts = isCompany ? tables.companyCounts : tables.personCounts
        var sum: Int32 = 0
        for index in name.tokens.indices {
            let count = counts[name.tokens[index].soundHash] ?? 0
            var decibits = Rarity.decibits(count: count, total: total)
            // There are few short words: a syllable is never rare.
            let sounds = Int(name.tokens[index].soundCount)
            if !isCompany && sounds <= 5 { decibits = min(decibits, [20, 35, 50, 65, 90, 105][sounds]) }
            let tokenClass = name.tokens[index].tokenClass
            var weight = Int64(tokenClass.weight)
            if tokenClass.weight >= 6_000 {
                weight = weight * Int64(Rarity.factor(decibits: decibits)) / 10_000
            }
            name.tokens[index].weight = UInt16(clamping: weight)
            let counted = name.tokens[index].isFull
            name.tokens[index].decibits = counted ? UInt16(clamping: decibits) : tokenClass == .generic ? 15 : 0
            sum += Int32(weight)
        }
        name.weight = sum
    }
}

/// Rarity of a word from its count: information in 1/10 bit and the factor of its weight.
enum Rarity {
    /// 10 x log2 of (total + 1) / (count + 1), by integer arithmetic: the leading bit and a table of the rest.
    static func decibits(count: UInt32, total: UInt32) -> Int { max(0, log2Tenths(total + 1) - log2Tenths(count + 1)) }

    private static let fraction: [Int] = [0, 1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 7, 8, 8, 9, 9]

    private static func log2Tenths(_ value: UInt32) -> Int {
        let exponent = 31 - value.leadingZeroBitCount
        let rest = exponent >= 4 ? (value >> UInt32(exponent - 4)) & 15 : (value << UInt32(4 - exponent)) & 15
        return exponent * 10 + fraction[Int(rest)]
    }

    /// 0.4 for words that say nothing (3 bits), 1.0 from 10 bits on, in 1/10,000.
    static func factor(decibits: Int) -> Int { 4_000 + min(max(decibits - 30, 0), 70) * 6_000 / 70 }
}
