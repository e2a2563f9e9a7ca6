import Patterns

/// A listed name as one PCRE2 pattern over normalised Latin bytes: the evidence a person can read.
///
/// One lookahead a mandatory word, so order is free; the text is stepped through word by word. Optional, and captured
/// where they are there: patronymic, further given names, a second family name; particles and titles are not asked for. A
/// given name may be an initial where another word of the name is rare. No pattern matches the empty text or one letter.
struct NamePattern: Sendable {
    /// The pattern with a capture group a word.
    let source: [UInt8]
    /// The same without groups and without the optional words: one variant of an alternation.
    let plainSource: [UInt8]
    /// Words of the listed name by capture group.
    let words: [Int]
    /// How many of `words`, from the first on, must be there.
    let mandatoryCount: Int
    /// Letters that the longest mandatory word has at least in every match: as many the text must have.
    let minimumLength: Int

    /// From this rarity of another word on (1/10,000) an initial may stand for a given name.
    static let rarityForInitial = 8_000
    /// Longer texts and more words are undecided before PCRE2 is asked, so that machine code and interpreter agree.
    static let longestText = 4_096
    static let mostWords = 64

    /// Nil for names whose mandatory words cannot be written as a pattern.
    init?(_ name: PreparedName, isPerson: Bool = true) {
        let parts = NameWords(name, isPerson: isPerson)
        var text = Array("\\A".utf8)
        var plain = text
        var words: [Int] = []
        var longest = 0
        for index in parts.mandatory {
            guard let token = TokenPattern(name, index, isSyllabic: parts.isSyllabic) else { return nil }
            var body = token.source(captures: false)
            if parts.mayBeInitial(index, in: name) {
                body += [0x7C, token.letters[0]]
            } else {
                longest = max(longest, token.minimumLength)
            }
            text += Self.lookahead("(", body)
            plain += Self.lookahead("(?:", body)
            words.append(index)
        }
        guard longest >= 2 else { return nil }
        mandatoryCount = words.count
        minimumLength = longest
        plainSource = plain
        for index in parts.optional {
            guard let token = TokenPattern(name, index, isSyllabic: parts.isSyllabic) else { continue }
            text += Array("(?>".utf8) + Self.lookahead("(", token.source(captures: false)) + Array("|)".utf8)
            words.append(index)
        }
        source = text
        self.words = words
    }

    /// The word anywhere in the text, as a whole word.
    private static func lookahead(_ group: String, _ body: [UInt8]) -> [UInt8] {
        Array("(?=(?:[^ ]++ )*?\(group)".utf8) + body + Array(")(?: |\\z))".utf8)
    }

    /// What a match of this pattern says about a query.
    enum Evidence: Equatable, Sendable {
        /// Ranges of the words in the text, by word of the listed name.
        case matched([Int: Range<Int>])
        case noMatch
        /// A limit or an error: for a person to see, never "no match".
        case undecided
    }

    /// Whether PCRE2 may be asked about `text` at all.
    static func isDecidable(_ text: [UInt8]) -> Bool {
        text.count <= longestText && text.count(where: { $0 == 0x20 }) < mostWords
    }

    /// The words of a match; one word of the query is never two words of the list.
    func evidence(_ match: PatternMatch?) -> Evidence {
        guard let match else { return .noMatch }
        var found: [Int: Range<Int>] = [:]
        for (group, word) in words.enumerated() where group < match.groups.count {
            guard let range = match.groups[group] else { continue }
            let isTaken = found.values.contains(range)
            if isTaken && group < mandatoryCount { return .noMatch }
            if !isTaken { found[word] = range }
        }
        return .matched(found)
    }
}

/// Which words of a listed name must be found and which may be.
private struct NameWords {
    private(set) var mandatory: [Int] = []
    private(set) var optional: [Int] = []
    /// Korean, Chinese and Vietnamese names: every syllable tells people apart.
    let isSyllabic: Bool
    private var given: Int?

    init(_ name: PreparedName, isPerson: Bool) {
        isSyllabic = isPerson && name.isSyllabic
        let full = name.tokens.indices.filter { index in
            let token = name.tokens[index]
            return token.isFull && token.tokenClass != .number && token.textCount >= 2
        }
        guard isPerson, !isSyllabic, full.count > 2 || full.contains(where: { name.tokens[$0].role == 1 }) else {
            mandatory = full
            if isPerson && !isSyllabic && full.count == 2 { given = full[0] }
            addOptional(name, full)
            return
        }
        let families = full.filter { name.tokens[$0].role == 1 }
        let givens = full.filter { name.tokens[$0].role == 0 }
        let chosen: [Int]
        if let family = leading(families, name), let first = leading(givens, name) {
            // `MADURO MOROS, Nicolas`: the maternal surname and further given names are optional.
            given = first
            chosen = [family, first]
        } else if let first = leading(full, name), let last = full.last, first != last {
            given = first
            chosen = [first, last]
        } else {
            chosen = full
        }
        mandatory = withBearers(chosen, full, name)
        addOptional(name, full)
    }

    /// The first word that is no `abu`, unless there is no other.
    private func leading(_ words: [Int], _ name: PreparedName) -> Int? {
        words.first { name.tokens[$0].tokenClass != .kunya } ?? words.first
    }

    /// `abd` and `abu` are nothing without the word after them, nor is that word without them.
    private func withBearers(_ chosen: [Int], _ full: [Int], _ name: PreparedName) -> [Int] {
        var result = Set(chosen)
        for (index, next) in zip(full, full.dropFirst()) {
            let token = name.tokens[index]
            let isAbd = name.letters(of: index).elementsEqual("abd".utf8)
            guard isAbd || token.tokenClass == .kunya, result.contains(index) || isAbd && result.contains(next) else {
                continue
            }
            result.formUnion([index, next])
        }
        return result.sorted()
    }

    private mutating func addOptional(_ name: PreparedName, _ full: [Int]) {
        optional = name.tokens.indices.filter { index in
            !mandatory.contains(index) && (full.contains(index) || name.tokens[index].tokenClass == .patronymic)
        }
    }

    func mayBeInitial(_ index: Int, in name: PreparedName) -> Bool {
        index == given
            && mandatory.contains { other in
                other != index
                    && Rarity.factor(decibits: Int(name.tokens[other].decibits)) >= NamePattern.rarityForInitial
            }
    }
}

extension TokenPattern {
    /// The pattern of a word of `name`; nil for words that are no Latin letters.
    init?(_ name: PreparedName, _ index: Int, isSyllabic: Bool) {
        let letters = name.letters(of: index)
        self.init(
            letters, vowelless: name.tokens[index].script.isVowelless,
            whole: Self.wholeForms(letters, name.tokens[index], isSyllabic: isSyllabic)?.forms)
    }

    /// Spellings of the whole word from a table: Korean family names among syllables, the Arabic article.
    static func wholeForms(
        _ letters: ArraySlice<UInt8>, _ token: NameToken, isSyllabic: Bool
    ) -> SpellingClasses.WholeForms? {
        if token.tokenClass == .particle { return SpellingClasses.articleForms[Array(letters)] }
        return isSyllabic ? SpellingClasses.koreanForms[Array(letters)] : nil
    }
}

extension PreparedName {
    /// The latinised letters of a word.
    func letters(of index: Int) -> ArraySlice<UInt8> {
        let start = Int(tokens[index].start)
        return bytes[start..<start + Int(tokens[index].textCount)]
    }

    /// At least two words that name somebody, each of at most six letters with one group of vowels.
    var isSyllabic: Bool {
        var words = 0
        for index in tokens.indices where tokens[index].isFull {
            guard tokens[index].textCount <= 6 else { return false }
            var groups = 0
            var inVowels = false
            for letter in letters(of: index) {
                let isVowel = SpellingClasses.isVowel(letter)
                if isVowel && !inVowels { groups += 1 }
                inVowels = isVowel
            }
            if groups > 1 { return false }
            words += 1
        }
        return words >= 2
    }
}
