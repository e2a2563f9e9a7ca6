/// One place of a word in a pattern: a group of vowels or a consonant with its spellings; a capture group of its own.
struct PatternAtom: Sendable, Equatable {
    /// Spellings in the order they are tried, longest first; the empty one, if any, is last.
    var spellings: [[UInt8]]
    /// True for `[aeiouy]{0,3}`: then `spellings` is empty.
    var isAnyVowels = false

    static let anyVowels = PatternAtom(spellings: [], isAnyVowels: true)
    /// The most vowels the group takes: `iou` for `yu`, or as many as the listed word writes.
    var mostVowels = 3
    private static let vowelSet = LetterSet("aeiouy".utf8)

    /// Letters that every match of this place consumes at least.
    var minimumLength: Int { isAnyVowels ? 0 : spellings.map(\.count).min() ?? 0 }

    /// True if no spelling does without a consonant.
    var isMandatoryConsonant: Bool {
        !isAnyVowels && !spellings.isEmpty
            && spellings.allSatisfy { spelling in spelling.contains { !SpellingClasses.isVowel($0) } }
    }

    /// Letters a match of this place may begin with.
    var firsts: LetterSet {
        isAnyVowels ? Self.vowelSet : LetterSet(spellings.compactMap(\.first))
    }

    /// True if giving back letters cannot help, because what follows never begins with a letter given back.
    ///
    /// The longest spelling is tried first. A shorter one can only do better if it is a beginning of the longer one and the
    /// letters left over begin what follows.
    func isFinal(before following: LetterSet) -> Bool {
        if isAnyVowels { return !following.overlaps(Self.vowelSet) }
        for (index, long) in spellings.enumerated() {
            for short in spellings[(index + 1)...]
            where short.count < long.count && long.starts(with: short) && following.contains(long[short.count]) {
                return false
            }
        }
        return true
    }

    /// The text of the place as a capture group.
    func append(to text: inout [UInt8], isFinal: Bool, captures: Bool) {
        if isAnyVowels {
            text += captures ? "(".utf8 : "".utf8
            text += "[aeiouy]{0,\(mostVowels)}\(isFinal ? "+" : "")".utf8
            text += captures ? ")".utf8 : "".utf8
            return
        }
        let isChoice = spellings.count > 1
        if captures { text.append(0x28) }
        if isChoice { text += (isFinal ? "(?>" : "(?:").utf8 }
        for (index, spelling) in spellings.enumerated() {
            if index > 0 { text.append(0x7C) }
            text += spelling
        }
        if isChoice { text.append(0x29) }
        if captures { text.append(0x29) }
    }
}

/// A set of the letters a-z and the digits as bits.
struct LetterSet: Equatable, Sendable {
    private(set) var bits: UInt64 = 0

    init(_ letters: some Sequence<UInt8>) {
        for letter in letters { bits |= Self.bit(letter) }
    }

    private static func bit(_ letter: UInt8) -> UInt64 {
        switch letter {
        case 0x61...0x7A: 1 << UInt64(letter - 0x61)
        case 0x30...0x39: 1 << UInt64(26 + letter - 0x30)
        default: 1 << 63
        }
    }

    func contains(_ letter: UInt8) -> Bool { bits & Self.bit(letter) != 0 }
    func overlaps(_ other: LetterSet) -> Bool { bits & other.bits != 0 }
    mutating func formUnion(_ other: LetterSet) { bits |= other.bits }
}
