import Patterns

/// A listed name as one PCRE2 pattern over normalised Latin bytes: the evidence a person can read.
///
/// One lookahead a mandatory word, so order is free; vowels are `[aeiouy]{0,3}`, consonants their spellings, longest
/// first; every word is anchored at both ends. No pattern matches the empty text or a single letter.
struct NamePattern {
    /// The pattern text.
    let source: [UInt8]
    /// Words of the listed name by capture group.
    let words: [Int]

    /// Nil for names without a word that can be written as a pattern.
    init?(_ name: PreparedName) {
        var text = "\\A"
        var words: [Int] = []
        for (index, token) in name.tokens.enumerated() where token.isFull && token.tokenClass != .number {
            let start = Int(token.start)
            let letters = name.bytes[start..<start + Int(token.textCount)]
            guard letters.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 }), letters.count >= 2
            else { continue }
            let sounds = name.bytes[start + letters.count..<start + letters.count + Int(token.soundCount)]
            text += "(?=(?:[^ ]+ )*?(\(Self.word(letters, sounds)))(?: |\\z))"
            words.append(index)
        }
        guard !words.isEmpty else { return nil }
        source = Array(text.utf8)
        self.words = words
    }

    /// A word as alternatives: its letters, or its sounds in all their spellings if at least three consonants hold it.
    private static func word(_ letters: ArraySlice<UInt8>, _ sounds: ArraySlice<UInt8>) -> String {
        let literal = String(decoding: letters, as: UTF8.self)
        var atoms = ""
        var consonants = 0
        var inVowels = false
        for sound in sounds {
            if let spellings = consonantSpellings[sound] {
                atoms += "(?:\(spellings))"
                consonants += 1
                inVowels = false
            } else if !inVowels {
                atoms += "[aeiouyjhw]{0,3}"
                inVowels = true
            }
        }
        return consonants >= 3 ? "\(literal)|\(atoms)h?" : literal
    }

    /// Spellings of each consonant sound, longest first.
    private static let consonantSpellings: [UInt8: String] = [
        0x62: "bb?", 0x63: "tz|ts|cz|zz|z|cc?|s", 0x64: "dh|dd?", 0x66: "ph|ff?|v|w", 0x67: "gh|gg?|h|q|k",
        0x47: "gh|gg?|h",
        0x68: "kh|h", 0x48: "kh|ch|hh?|x|k", 0x4A: "dzh|dj|dg|zh|jj?|g|y|i", 0x6B: "ck|kh|cc?|kk?|q|g",
        0x71: "gh|kh|k|q|g|c",
        0x6C: "ll?", 0x6D: "mm?", 0x6E: "nn?", 0x70: "pp?|b", 0x72: "rr?", 0x73: "ss?|c|z",
        0x53: "schtsch|shch|sch|sh|sz|ch|ss?|x",
        0x43: "tsch|tch|ch|cz|tj|sh|c|q|j", 0x5A: "zh|sch|j|z|s", 0x74: "th|tt?|d", 0x76: "vv?|w|ff?|u",
        0x7A: "zz?|s|dh|d",
        0x58: "hs|sh|ks|x|s", 0x44: "dh|dz|d|z", 0x77: "w|v|ou|u",
    ]

    /// What a match of this pattern says about a query.
    enum Evidence: Equatable {
        /// Ranges of the words in the text, by word of the listed name.
        case matched([Int: Range<Int>])
        case noMatch
        /// A limit or an error: for a person to see, never "no match".
        case undecided
    }

    /// Matches the pattern against normalised Latin `text`; `usesJIT` has no influence on the result.
    func evidence(in text: [UInt8], usesJIT: Bool = false) -> Evidence {
        do {
            var pattern = try Pattern(source)
            if usesJIT { pattern.compileJIT() }
            var matcher = try PatternMatcher(groups: words.count)
            guard let match = try matcher.firstMatch(of: pattern, in: text) else { return .noMatch }
            var found: [Int: Range<Int>] = [:]
            for (group, word) in words.enumerated() where group < match.groups.count {
                if let range = match.groups[group] { found[word] = range }
            }
            return .matched(found)
        } catch .limit, .failed, .outOfMemory {
            return .undecided
        } catch {
            // A name of too many words is scored by alignment alone.
            return .noMatch
        }
    }
}
