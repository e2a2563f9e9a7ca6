import Patterns
import Synchronization

/// The patterns of listed words and names: written and compiled when first asked for, kept as `PatternCache` says, matched
/// by any thread. Answers never depend on what is kept.
final class PatternLibrary: Sendable {
    /// What the pattern of a listed word says about a word of the query.
    enum Verdict: Equatable, Sendable {
        /// The rules that make them one, none for the same letters.
        case rules([String])
        case noMatch
        /// A limit or an error: for a person to see.
        case undecided
    }

    /// What could not be answered by patterns so far: those are scored by alignment alone.
    struct Faults: Equatable, Sendable {
        /// Words and names whose pattern does not compile or does not pass its own test.
        var unwritable = 0
        /// Matches that hit a limit or failed.
        var undecided = 0
    }

    private struct Word: Sendable {
        let pattern: TokenPattern
        /// Name of the table row for words that are compared as a whole.
        let whole: String?
        /// What each atom takes from the listed word itself.
        let own: [Range<Int>?]
    }

    /// In the rules of a part that no pattern could decide.
    static let limitRule = "unknown(pattern limit)"
    /// Alternations of entries kept; cleared as a whole, they are few and quick to make.
    private static let mostEntries = 1_024

    private let words: PatternCache<UInt64, Word>
    private let names: PatternCache<UInt32, NamePattern>
    private let entries = Mutex<[UInt32: AlternationShards]>([:])
    private let counted = Mutex(Faults())
    private let pool: MatcherPool
    /// The pattern tests itself with a matcher that no test of limits can starve.
    private let proving = MatcherPool()

    /// - Parameters:
    ///   - limits: what a match may cost.
    ///   - jitAfter: uses in the interpreter before machine code; 0 at once, nil never: no result depends on it.
    init(limits: PatternLimits = .name, jitAfter: Int? = 64) {
        pool = MatcherPool(limits: limits)
        // Half of the 4,096 patterns in machine code each.
        words = PatternCache(policy: .init(jitAfter: jitAfter, mostJIT: 2_048))
        names = PatternCache(policy: .init(jitAfter: jitAfter, mostJIT: 2_048))
    }

    var faults: Faults { counted.withLock { $0 } }

    // MARK: Words

    /// The rules by which word `i` of `query` is word `j` of `listed`.
    func verdict(_ query: PreparedName, _ i: Int, _ listed: PreparedName, _ j: Int) -> Verdict {
        let token = listed.tokens[j]
        let letters = listed.letters(of: j)
        let whole = TokenPattern.wholeForms(letters, token, isSyllabic: listed.isSyllabic)
        let flags: UInt64 = (token.script.isVowelless ? 1 : 0) | (whole == nil ? 0 : 2)
        let key = token.textHash ^ flags &* 0x9E37_79B9_7F4A_7C15
        var item = words.item(key) { self.word(letters, vowelless: token.script.isVowelless, whole) }
        // Two words of one hash: the second is compiled each time.
        if let found = item, !found.value.pattern.letters.elementsEqual(letters) {
            item = word(letters, vowelless: token.script.isVowelless, whole)
        }
        guard let item else { return .noMatch }
        let text = Array(query.letters(of: i))
        do {
            guard let match = try pool.firstMatch(of: item.pattern, in: text) else { return .noMatch }
            return .rules(Self.rules(item.value, text, match))
        } catch {
            counted.withLock { $0.undecided += 1 }
            return .undecided
        }
    }

    private func word(
        _ letters: ArraySlice<UInt8>, vowelless: Bool, _ whole: SpellingClasses.WholeForms?
    ) -> PatternCache<UInt64, Word>.Item? {
        guard let pattern = TokenPattern(letters, vowelless: vowelless, whole: whole?.forms) else { return nil }
        guard let compiled = proved(pattern.anchoredSource, minimumLength: pattern.minimumLength),
            let own = try? proving.firstMatch(of: compiled, in: pattern.letters)
        else {
            counted.withLock { $0.unwritable += 1 }
            return nil
        }
        return .init(value: Word(pattern: pattern, whole: whole?.name, own: own.groups), pattern: compiled)
    }

    private static func rules(_ word: Word, _ text: [UInt8], _ match: PatternMatch) -> [String] {
        if let whole = word.whole {
            if text == word.pattern.letters { return [] }
            return [SpellingClasses.articleForms[text] != nil ? "ar.article" : "ko.surname.\(whole)"]
        }
        var result: [String] = []
        for (index, (query, own)) in zip(match.groups, word.own).enumerated() where index < word.pattern.atoms.count {
            let written = text[query ?? 0..<0]
            let listed = word.pattern.letters[own ?? 0..<0]
            let isVowel =
                word.pattern.atoms[index].isAnyVowels || !listed.isEmpty && listed.allSatisfy(SpellingClasses.isVowel)
            guard let rule = AtomRules.rule(query: written, listed: listed, isVowel: isVowel) else { continue }
            if !result.contains(rule) { result.append(rule) }
        }
        return result
    }

    // MARK: Names

    /// What the pattern of the listed name `number` says about `text`.
    func evidence(_ number: UInt32, _ listed: PreparedName, isPerson: Bool, in text: [UInt8]) -> NamePattern.Evidence {
        let item = names.item(number) { self.name(listed, isPerson: isPerson) }
        guard let item else { return .noMatch }
        guard NamePattern.isDecidable(text) else { return undecided() }
        do {
            return item.value.evidence(try pool.firstMatch(of: item.pattern, in: text))
        } catch {
            return undecided()
        }
    }

    private func name(_ listed: PreparedName, isPerson: Bool) -> PatternCache<UInt32, NamePattern>.Item? {
        guard let pattern = NamePattern(listed, isPerson: isPerson) else { return nil }
        guard let compiled = proved(pattern.source, minimumLength: pattern.minimumLength) else {
            counted.withLock { $0.unwritable += 1 }
            return nil
        }
        return .init(value: pattern, pattern: compiled)
    }

    /// The first of all names of an entry whose pattern matches `text`, all asked in one alternation.
    func firstName(
        ofEntry entry: UInt32, in text: [UInt8], names: () -> [(PreparedName, isPerson: Bool)]
    ) throws(PatternError) -> Int? {
        let known = entries.withLock { $0[entry] }
        let shards: AlternationShards
        if let known {
            shards = known
        } else {
            shards = AlternationShards(
                names().map { name in NamePattern(name.0, isPerson: name.isPerson)?.plainSource ?? [] })
            counted.withLock { $0.unwritable += shards.failed.count }
            entries.withLock { kept in
                if kept.count >= Self.mostEntries { kept.removeAll(keepingCapacity: true) }
                kept[entry] = shards
            }
        }
        guard NamePattern.isDecidable(text) else {
            counted.withLock { $0.undecided += 1 }
            throw .limit(code: 0)
        }
        do {
            return try shards.firstMatch(in: text, using: pool)
        } catch {
            counted.withLock { $0.undecided += 1 }
            throw error
        }
    }

    private func undecided() -> NamePattern.Evidence {
        counted.withLock { $0.undecided += 1 }
        return .undecided
    }

    // MARK: Proof

    /// One text a letter, and the empty one: what no pattern may match.
    private static let tooShort: [[UInt8]] = [[]] + "abcdefghijklmnopqrstuvwxyz0123456789 ".utf8.map { [$0] }

    /// Compiles a pattern that is proved to need two letters, and sees whether PCRE2 agrees; nil where it does not.
    private func proved(_ source: [UInt8], minimumLength: Int) -> CompiledPattern? {
        guard minimumLength >= 2, let compiled = try? CompiledPattern(source) else { return nil }
        for text in Self.tooShort {
            guard let isMatch = try? proving.matches(compiled, text), !isMatch else { return nil }
        }
        return compiled
    }
}
