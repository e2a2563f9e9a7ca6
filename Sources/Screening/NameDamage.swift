/// A small seeded generator (SplitMix64): the same seed, the same damage, on every machine.
struct DamageGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ count: Int) -> Int { count <= 1 ? 0 : Int(next() % UInt64(count)) }
}

/// Damage as it happens to names on their way into payment files: for the audit of the index.
struct NameDamage {
    /// What was done to a name.
    enum Kind: String, Sendable, CaseIterable {
        case none, substitution, deletion, insertion, transposition, lostSpace = "lost space", gainedSpace =
            "gained space"
        case initial, order, dropped = "dropped word", homoglyph, doubled = "doubled letter"
    }

    private static let latinToCyrillic: [Character: Character] = [
        "a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "y": "у", "x": "х", "A": "А", "E": "Е", "O": "О", "P": "Р",
        "C": "С", "K": "К", "M": "М", "T": "Т", "H": "Н", "B": "В", "X": "Х", "i": "і", "I": "І",
    ]

    var generator: DamageGenerator

    init(seed: UInt64) { generator = DamageGenerator(seed: seed) }

    /// The name with one kind of damage, or as it is where the kind does not apply to it.
    mutating func damaged(_ name: String, _ kind: Kind) -> String {
        let words = name.split(separator: " ").map(String.init)
        switch kind {
        case .none: return name
        case .substitution, .deletion, .insertion, .transposition, .doubled, .gainedSpace, .homoglyph:
            return inWord(words, kind)
        case .lostSpace:
            guard words.count > 1 else { return name }
            let at = generator.below(words.count - 1)
            return (words[..<at] + [words[at] + words[at + 1]] + words[(at + 2)...]).joined(separator: " ")
        case .initial:
            guard words.count > 2, let at = longWord(words), let letter = words[at].first else { return name }
            return (words[..<at] + [String(letter)] + words[(at + 1)...]).joined(separator: " ")
        case .order:
            guard words.count > 1 else { return name }
            let cut = 1 + generator.below(words.count - 1)
            return (words[cut...] + words[..<cut]).joined(separator: " ")
        case .dropped:
            guard words.count > 2 else { return name }
            let at = generator.below(words.count)
            return (words[..<at] + words[(at + 1)...]).joined(separator: " ")
        }
    }

    private mutating func longWord(_ words: [String]) -> Int? {
        let long = words.indices.filter { words[$0].count >= 4 }
        return long.isEmpty ? nil : long[generator.below(long.count)]
    }

    private mutating func inWord(_ words: [String], _ kind: Kind) -> String {
        guard let at = longWord(words) else { return words.joined(separator: " ") }
        var letters = Array(words[at])
        let place = 1 + generator.below(letters.count - 2)
        switch kind {
        case .substitution: letters[place] = neighbour(of: letters[place])
        case .deletion: letters.remove(at: place)
        case .insertion: letters.insert(neighbour(of: letters[place]), at: place)
        case .transposition: letters.swapAt(place, place + 1)
        case .doubled: letters.insert(letters[place], at: place)
        case .gainedSpace: letters.insert(" ", at: place + 1)
        case .homoglyph:
            let twins = letters.indices.filter { Self.latinToCyrillic[letters[$0]] != nil }
            if !twins.isEmpty {
                let twin = twins[generator.below(twins.count)]
                letters[twin] = Self.latinToCyrillic[letters[twin]] ?? letters[twin]
            }
        default: break
        }
        var changed = words
        changed[at] = String(letters)
        return changed.joined(separator: " ")
    }

    /// A letter of the same script and case, near in its alphabet.
    private mutating func neighbour(of letter: Character) -> Character {
        guard let scalar = letter.unicodeScalars.first, letter.unicodeScalars.count == 1,
            let next = Unicode.Scalar(scalar.value + 1 + UInt32(generator.below(3))), next.properties.isAlphabetic
        else { return "a" }
        return Character(next)
    }
}
