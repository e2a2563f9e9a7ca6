/// Hangul syllables by arithmetic decomposition (Unicode 15, section 3.12) and their Latin spellings.
enum Hangul {
    private static let initials = [
        "k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
    ]
    private static let initialSounds = Array("kknttrmppss.JJCktph".utf8)
    private static let vowels = [
        "a", "ae", "ya", "yae", "o", "e", "yo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "u",
        "ui", "i",
    ]
    private static let vowelSounds = [
        "a", "a", "ia", "ia", "O", "e", "iO", "ie", "o", "wa", "wa", "o", "io", "u", "wO", "we", "wi", "iu", "u", "i",
        "i",
    ]
    private static let finals = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
        "t", "t", "k", "t", "p", "t",
    ]

    /// Surnames whose usual Latin spelling is not that of their syllable: syllable and sounds.
    private static let surnames: [UInt32: (String, String)] = [
        0xC774: ("ri", "ri"), 0xB9AC: ("ri", "ri"), 0xC784: ("rim", "rim"), 0xB9BC: ("rim", "rim"),
        0xC720: ("ryu", "riu"), 0xB958: ("ryu", "riu"), 0xB178: ("ro", "ro"), 0xB85C: ("ro", "ro"),
        0xC591: ("ryang", "riang"), 0xC5EC: ("ryo", "riO"),
    ]

    static func isSyllable(_ scalar: UInt32) -> Bool { scalar >= 0xAC00 && scalar <= 0xD7A3 }

    /// Appends spelling and sounds of a syllable; the first syllable of a name is tried as a surname.
    static func append(_ scalar: UInt32, asSurname: Bool, text: inout [UInt8], sounds: inout [UInt8]) {
        if asSurname, let surname = surnames[scalar] {
            text.append(contentsOf: surname.0.utf8)
            sounds.append(contentsOf: surname.1.utf8)
            return
        }
        let index = Int(scalar - 0xAC00)
        let initial = index / 588
        let vowel = index % 588 / 28
        let final = index % 28
        text.append(contentsOf: initials[initial].utf8)
        text.append(contentsOf: vowels[vowel].utf8)
        text.append(contentsOf: finals[final].utf8)
        if initial != 11 { sounds.append(initialSounds[initial]) }
        sounds.append(contentsOf: vowelSounds[vowel].utf8)
        sounds.append(contentsOf: finals[final].utf8)
    }
}

/// Katakana and hiragana as Hepburn romaji.
enum Kana {
    private static let rows: [String] = [
        "a", "a", "i", "i", "u", "u", "e", "e", "o", "o", "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge", "ko", "go",
        "sa", "za", "shi", "ji", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "chi", "ji", "", "tsu", "zu", "te",
        "de", "to", "do", "na", "ni", "nu", "ne", "no", "ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu", "he",
        "be", "pe", "ho", "bo", "po", "ma", "mi", "mu", "me", "mo", "ya", "ya", "yu", "yu", "yo", "yo", "ra", "ri",
        "ru", "re", "ro", "wa", "wa", "wi", "we", "wo", "n", "vu", "ka", "ke",
    ]
    /// Small vowels and ya, yu, yo join the syllable before them.
    private static let small: Set<Int> = [0, 2, 4, 6, 8, 66, 68, 70]

    static func isKana(_ scalar: UInt32) -> Bool {
        (scalar >= 0x3041 && scalar <= 0x3096) || (scalar >= 0x30A1 && scalar <= 0x30FC)
    }

    static func append(_ scalars: ArraySlice<UInt32>, text: inout [UInt8]) {
        for scalar in scalars where scalar != 0x30FC {
            // A digit in front belongs to the word: `4ジョン`.
            if scalar < 0x80 { text.append(UInt8(scalar)) }
            let index = Int(scalar) - (scalar >= 0x30A1 ? 0x30A1 : 0x3041)
            guard rows.indices.contains(index) else { continue }
            let syllable = rows[index]
            if small.contains(index), let last = text.last, last == 0x69 || last == 0x75 || last == 0x65 || last == 0x6F
            {
                text.removeLast()
                let vowel = syllable.utf8.last ?? 0x61
                let isPalatal = text.last == 0x68 || text.last == 0x6A
                if index >= 66 && !isPalatal { text.append(0x79) }
                text.append(vowel)
            } else {
                text.append(contentsOf: syllable.utf8)
            }
        }
    }
}
