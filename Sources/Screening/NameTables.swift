/// Everything the score knows about words, from the bundled tables: one immutable value with a hash.
package struct NameTables: Sendable {
    /// The tables inside the program.
    package static let bundled = NameTables()

    /// What is known about one word.
    struct WordFact: Sendable {
        var groups: SIMD4<UInt16> = .zero
        var nickGroups: SIMD4<UInt16> = .zero
        var isParticle = false
        var isTitle = false
        var isKunya = false
        var isPlace = false
        var business: UInt16 = 0
        var number: UInt32 = 0
        var hasNumber = false
    }

    /// One legal form.
    struct LegalForm: Sendable {
        let name: String
        let kind: String
        let countries: Set<String>
    }

    /// Facts by text hash.
    private(set) var words: [UInt64: WordFact] = [:]
    /// Legal forms by the hash of their words joined with spaces.
    private(set) var legalPhrases: [UInt64: UInt8] = [:]
    private(set) var legalForms: [LegalForm] = []
    /// Words of expanded abbreviations by text hash.
    private(set) var expansions: [UInt64: [String]] = [:]
    /// How often a word is met in people's and organisations' names, by sound hash, per 6,016 and 8,158 entries.
    private(set) var personCounts: [UInt64: UInt32] = [:]
    private(set) var companyCounts: [UInt64: UInt32] = [:]
    /// Groups from this number on are nicknames, below are cognates, above `translationBase` translations.
    private(set) var nextGroup: UInt16 = 1

    static let nicknameBase: UInt16 = 20_000
    static let translationBase: UInt16 = 40_000

    private init() {
        words.reserveCapacity(24_000)
        legalPhrases.reserveCapacity(4_000)
        personCounts.reserveCapacity(8_000)
        loadParticles()
        loadGivenNames()
        loadPlaces()
        loadBusiness()
        loadNumbers()
        loadLegalForms()
        for (key, phrase) in TableText.lines(BundledTables.expansions) {
            for hash in Self.hashes(of: key) { expansions[hash] = TableText.words(phrase).map(String.init) }
        }
        Self.count(BundledTables.commonPersonWords, into: &personCounts)
        Self.count(BundledTables.commonWorldNames, into: &personCounts)
        Self.count(BundledTables.commonCompanyWords, into: &companyCounts)
    }

    /// Text hashes of the words of `text` as the lexer latinises them.
    static func hashes(of text: String) -> [UInt64] { NameLexer(text).tokens.map(\.textHash) }

    private mutating func edit(_ word: Substring, _ change: (inout WordFact) -> Void) {
        if let plain = Self.plainHash(of: word) {
            change(&words[plain, default: WordFact()])
            return
        }
        let lexer = NameLexer(String(word))
        guard lexer.tokens.count == 1 else { return }
        change(&words[lexer.tokens[0].textHash, default: WordFact()])
    }

    /// Text hash of a word of small Latin letters, which the lexer leaves as it is; nil for any other word.
    private static func plainHash(of word: Substring) -> UInt64? {
        let hash: UInt64?? = word.utf8.withContiguousStorageIfAvailable { bytes in
            guard !bytes.isEmpty, bytes.count <= 120, bytes.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return nil }
            return fnv(bytes)
        }
        return hash ?? nil
    }

    private mutating func loadParticles() {
        for (key, values) in TableText.lines(BundledTables.particles) {
            for word in TableText.words(values) {
                edit(word) { fact in
                    switch key {
                    case "particle": fact.isParticle = true
                    case "title": fact.isTitle = true
                    default: fact.isKunya = true
                    }
                }
            }
        }
    }

    private mutating func loadGivenNames() {
        var cognate: UInt16 = 1
        var nick = Self.nicknameBase
        for (key, values) in TableText.lines(BundledTables.givenNames) {
            let isNick = key.hasSuffix("~")
            let group = isNick ? nick : cognate
            if isNick { nick += 1 } else { cognate += 1 }
            for word in TableText.words(values) where !word.hasSuffix("+") {
                edit(word) { fact in
                    if isNick { fact.nickGroups.add(group) } else { fact.groups.add(group) }
                }
            }
        }
        nextGroup = cognate
    }

    private mutating func loadPlaces() {
        var group = Self.translationBase
        for (_, values) in TableText.lines(BundledTables.places) {
            for word in TableText.words(values) {
                edit(word) { fact in
                    fact.isPlace = true
                    fact.business = group
                }
            }
            group += 1
        }
    }

    private mutating func loadBusiness() {
        var group = Self.translationBase + 2_000
        for (_, values) in TableText.lines(BundledTables.businessWords) {
            for word in TableText.words(values) where !word.hasSuffix("+") {
                edit(word) { fact in
                    // The first line that names a word decides: a word has one concept.
                    if fact.business == 0 { fact.business = group }
                }
            }
            group += 1
        }
    }

    private mutating func loadNumbers() {
        for (key, values) in TableText.lines(BundledTables.numbers) {
            guard let value = UInt32(key) else { continue }
            for word in TableText.words(values) {
                edit(word) { fact in
                    fact.number = value
                    fact.hasNumber = true
                }
            }
        }
    }

    private mutating func loadLegalForms() {
        for (head, spellings) in TableText.lines(BundledTables.legalForms) {
            let fields = head.split(separator: "|").map(String.init)
            guard fields.count == 3 else { continue }
            legalForms.append(
                LegalForm(
                    name: fields[0], kind: fields[1], countries: Set(fields[2].split(separator: ",").map(String.init))))
            let id = UInt8(legalForms.count)
            for spelling in spellings.utf8.split(separator: 0x3B).map({ Substring($0) }) {
                guard let key = Self.phraseKey(of: String(spelling)) else { continue }
                if legalPhrases[key] == nil { legalPhrases[key] = id }
            }
        }
    }

    /// Key of a phrase: the text hashes of its words in order.
    static func phraseKey(_ tokens: ArraySlice<NameToken>) -> UInt64 {
        var key: UInt64 = 14_695_981_039_346_656_037
        for token in tokens { key = (key ^ token.textHash) &* 0x100_0000_01B3 }
        return key
    }

    private static func phraseKey(_ hashes: [UInt64]) -> UInt64 {
        var key: UInt64 = 14_695_981_039_346_656_037
        for hash in hashes { key = (key ^ hash) &* 0x100_0000_01B3 }
        return key
    }

    /// Key of the phrase `text`, nil without a word.
    private static func phraseKey(of text: String) -> UInt64? {
        var hashes: [UInt64] = []
        for word in TableText.words(text) {
            guard let plain = plainHash(of: word) else {
                let lexer = NameLexer(text)
                return lexer.tokens.isEmpty ? nil : phraseKey(lexer.tokens[...])
            }
            hashes.append(plain)
        }
        return hashes.isEmpty ? nil : phraseKey(hashes)
    }

    private static func count(_ text: String, into counts: inout [UInt64: UInt32]) {
        var sounds: [UInt8] = []
        for (key, values) in TableText.lines(text) {
            guard let count = UInt32(key) else { continue }
            for word in TableText.words(values) {
                if plainHash(of: word) != nil {
                    sounds.removeAll(keepingCapacity: true)
                    Phonetics.append(Array(word.utf8)[...], to: &sounds)
                    counts[fnv(Array(sounds.prefix(120))), default: 0] += count
                } else if let token = NameLexer(String(word)).tokens.first {
                    counts[token.soundHash, default: 0] += count
                }
            }
        }
    }
}

extension SIMD4 where Scalar == UInt16 {
    /// Adds `group` at the first free place; a fifth group is left out.
    mutating func add(_ group: UInt16) {
        for lane in 0..<4 where self[lane] == 0 || self[lane] == group {
            self[lane] = group
            return
        }
    }

    /// A group both have, 0 without.
    @inline(__always)
    func shared(with other: SIMD4<UInt16>) -> UInt16 {
        if self[0] == 0 || other[0] == 0 { return 0 }
        for i in 0..<4 where self[i] != 0 {
            for j in 0..<4 where self[i] == other[j] { return self[i] }
        }
        return 0
    }
}
