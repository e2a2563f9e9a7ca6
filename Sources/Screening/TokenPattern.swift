/// A listed word as a PCRE2 pattern over `[a-z0-9]`: the spellings under which it is still the same word.
///
/// The word is read into atoms, each a capture group, so that a match says atom by atom what the query writes differently.
/// A pattern must not find what is not there: it has at least three consonants that every match writes, or two for words of
/// up to four letters, which then have no optional consonant; any other word is the product of its literal forms. What
/// `minimumLength` counts is proved from the atoms, whatever PCRE2 does with them.
struct TokenPattern: Sendable {
    enum Mode: Sendable { case sounds, short, forms, whole }

    let mode: Mode
    let atoms: [PatternAtom]
    /// Letters of the listed word.
    let letters: [UInt8]
    /// Letters every match has at least.
    let minimumLength: Int
    /// Consonants every match has at least.
    let mandatoryConsonants: Int

    /// Longer words are written out: nobody spells them twice, and patterns stay small.
    static let longestSpelled = 40

    /// Nil for words that are no Latin letters or digits, or a single letter.
    ///
    /// - Parameters:
    ///   - vowelless: the script does not write short vowels: they may stand between any two consonants.
    ///   - whole: spellings of the whole word from a table, as Korean family names have them.
    init?(_ word: some Collection<UInt8>, vowelless: Bool = false, whole: [[UInt8]]? = nil) {
        letters = Array(word)
        guard letters.count >= 2, letters.allSatisfy(Self.isPlain) else { return nil }
        let candidate = Self.candidate(letters, vowelless: vowelless, whole: whole)
        let isSound = candidate.atoms.reduce(0) { $0 + $1.minimumLength } >= 2
        mode = isSound ? candidate.mode : .whole
        atoms = isSound ? candidate.atoms : [PatternAtom(spellings: [letters])]
        minimumLength = atoms.reduce(0) { $0 + $1.minimumLength }
        mandatoryConsonants = atoms.count(where: \.isMandatoryConsonant)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39
    }

    private static func candidate(
        _ letters: [UInt8], vowelless: Bool, whole: [[UInt8]]?
    ) -> (mode: Mode, atoms: [PatternAtom]) {
        if let whole {
            let forms = whole.filter { $0.count >= 2 } + (whole.contains(letters) ? [] : [letters])
            return (.whole, [PatternAtom(spellings: forms)])
        }
        guard letters.count <= longestSpelled, !letters.contains(where: { $0 < 0x61 }) else {
            return (.whole, [PatternAtom(spellings: [letters])])
        }
        let reader = AtomReader(letters)
        // Letters that other spellings write as vowels, and silent h, count only where enough consonants are left.
        let open = reader.atoms(.open, vowelless: vowelless)
        if open.count(where: \.isMandatoryConsonant) >= 3 { return (.sounds, open) }
        let firm = reader.atoms(.firm, vowelless: vowelless)
        if firm.count(where: \.isMandatoryConsonant) >= 3 { return (.sounds, firm) }
        if letters.count <= 4 && firm.count(where: \.isMandatoryConsonant) == 2 {
            return (.short, reader.atoms(.short, vowelless: vowelless))
        }
        return (.forms, reader.atoms(.forms, vowelless: false))
    }

    /// The pattern of the word without anchors; `captures` gives each atom a group, `possessive` forbids going back where
    /// that cannot change a result.
    func source(captures: Bool, possessive: Bool = true) -> [UInt8] {
        var following: [LetterSet] = []
        var next = LetterSet([UInt8]())
        for atom in atoms.reversed() {
            following.append(next)
            if atom.minimumLength > 0 { next = LetterSet([UInt8]()) }
            next.formUnion(atom.firsts)
        }
        var text: [UInt8] = []
        for (atom, next) in zip(atoms, following.reversed()) {
            atom.append(to: &text, isFinal: possessive && atom.isFinal(before: next), captures: captures)
        }
        return text
    }

    /// The whole word and nothing else, with its atoms as groups.
    var anchoredSource: [UInt8] { Array("\\A".utf8) + source(captures: true) + Array("\\z".utf8) }
}

/// Reads the letters of a word into atoms, longest spelling first.
private struct AtomReader {
    enum Rule {
        /// Vowels as they come, silent h, `j` and `w` as vowels, endings.
        case open
        /// The same, but every consonant must be written.
        case firm
        /// No optional consonant and no doubled one.
        case short
        /// Every place from a table, none empty.
        case forms
    }

    private struct Piece {
        let text: [UInt8]
        let isVowel: Bool
    }

    private let letters: [UInt8]
    private let pieces: [Piece]

    init(_ letters: [UInt8]) {
        self.letters = letters
        var pieces: [Piece] = []
        var index = 0
        while index < letters.count {
            var end = index + 1
            if SpellingClasses.isVowel(letters[index]) {
                while end < letters.count, SpellingClasses.isVowel(letters[end]) { end += 1 }
                pieces.append(Piece(text: Array(letters[index..<end]), isVowel: true))
            } else {
                if let compound = SpellingClasses.compounds.first(where: { letters[index...].starts(with: $0) }) {
                    end = index + compound.count
                } else if end < letters.count, letters[end] == letters[index] {
                    end += 1
                }
                pieces.append(Piece(text: Array(letters[index..<end]), isVowel: false))
            }
            index = end
        }
        self.pieces = pieces
    }

    func atoms(_ rule: Rule, vowelless: Bool) -> [PatternAtom] {
        var result: [PatternAtom] = []
        for (index, piece) in pieces.enumerated() {
            let previous = index > 0 ? pieces[index - 1] : nil
            if piece.isVowel {
                result.append(vowels(piece, rule))
                continue
            }
            let wantsVowel = previous.map { !$0.isVowel } ?? false
            if wantsVowel && rule != .forms && (vowelless || isSonantEnd(index)) { result.append(.anyVowels) }
            result.append(consonant(piece, at: index, rule))
        }
        guard rule == .open || rule == .firm, let last = pieces.last else { return result }
        if vowelless && !last.isVowel { result.append(.anyVowels) }
        // -ah, -ej.
        if last.isVowel { result.append(PatternAtom(spellings: [[0x68], [0x6A], []])) }
        if isSlavicEnd { result.append(PatternAtom(spellings: [[0x61], []])) }
        return result
    }

    private func vowels(_ piece: Piece, _ rule: Rule) -> PatternAtom {
        guard rule == .forms else {
            var atom = PatternAtom.anyVowels
            atom.mostVowels = max(atom.mostVowels, piece.text.count)
            return atom
        }
        return PatternAtom(spellings: SpellingClasses.vowels[piece.text] ?? [piece.text])
    }

    private func consonant(_ piece: Piece, at index: Int, _ rule: Rule) -> PatternAtom {
        var spellings = SpellingClasses.consonants[piece.text] ?? [piece.text]
        if rule == .short {
            spellings.removeAll { $0.count == 2 && $0[0] == $0[1] && $0 != piece.text }
        }
        if piece.text == [0x68] && rule == .open && index > 0 {
            // Between consonants and at the end only itself: a silent h is no other letter.
            let isBetweenVowels = pieces[index - 1].isVowel && index + 1 < pieces.count && pieces[index + 1].isVowel
            return PatternAtom(spellings: isBetweenVowels ? spellings + [[]] : [[0x68], []])
        }
        if rule == .open || rule == .forms {
            if piece.text == [0x6A] { spellings += [[0x69], [0x79]] }
            if piece.text == [0x77] { spellings += [[0x6F], [0x75]] }
        }
        return PatternAtom(spellings: spellings)
    }

    /// `Aleksandr` is written `Aleksander`.
    private func isSonantEnd(_ index: Int) -> Bool {
        index == pieces.count - 1 && [[0x72], [0x6C], [0x6E]].contains(pieces[index].text)
    }

    /// -ov, -ev, -in: the wife's and the daughter's name ends in a.
    private var isSlavicEnd: Bool {
        letters.count >= 5
            && ["ov", "ev", "in", "off", "eff", "ow", "ew"].contains {
                letters.suffix($0.utf8.count).elementsEqual($0.utf8)
            }
    }
}
