/// How a word of the query matched a word of the listed name.
package enum MatchMethod: String, Sendable {
    case exact, rule, table, edit
    case unmatchedQuery = "unmatched_query"
    case unmatchedListed = "unmatched_list"
}

/// Similarity of two words, 0...10,000, and how it came about.
struct TokenSimilarity: Sendable, BitwiseCopyable {
    var value: Int32 = 0
    /// Edits between the two words in 1/100, as far as they take away from what the word says; 0 for the same word.
    var cost: Int16 = 0
    var kind: Kind = .none

    enum Kind: UInt8, Sendable, BitwiseCopyable {
        case none, exact, spelling, cognate, nickname, translation, gender, initial, edit, number, joined, acronym
    }

    static let none = TokenSimilarity()
}

/// Compares two words over the byte pools of their names.
struct TokenComparer {
    typealias Pool = UnsafePointer<UInt8>

    /// Similarity of `a` (in `pa`) and `b` (in `pb`), none below the budget of their length.
    static func similarity(
        _ a: NameToken, _ pa: Pool, _ b: NameToken, _ pb: Pool, vessel: Bool = false
    ) -> TokenSimilarity {
        // Two Han names are compared by their characters, never by readings.
        if a.script == .han && b.script == .han && (a.flags | b.flags) & NameToken.isReading != 0 { return .none }
        if a.textHash == b.textHash { return TokenSimilarity(value: 10_000, kind: .exact) }
        if a.tokenClass == .number || b.tokenClass == .number { return numbers(a, b) }
        if a.tokenClass.weight == 0 || b.tokenClass.weight == 0 { return lightWords(a, b) }
        if a.tokenClass == .initial || b.tokenClass == .initial { return initials(a, pa, b, pb) }
        let group = a.groups.shared(with: b.groups)
        if a.soundHash == b.soundHash && a.soundCount > 0 { return TokenSimilarity(value: 9_700, kind: .spelling) }
        if group != 0 {
            if group >= NameTables.translationBase { return TokenSimilarity(value: 9_000, kind: .translation) }
            if group >= NameTables.nicknameBase { return TokenSimilarity(value: 8_500, cost: 60, kind: .nickname) }
            return TokenSimilarity(value: 9_200, kind: .cognate)
        }
        if a.script == b.script && (a.script == .han || a.script == .hangul) { return .none }
        if isGenderTwinBySound(a, pa, b, pb) { return .none }
        if SlavicForms.areForms(a, b) { return TokenSimilarity(value: 9_400, cost: 40, kind: .spelling) }
        var found = heard(a, pa + Int(a.start) + Int(a.textCount), b, pb + Int(b.start) + Int(b.textCount), vessel)
        if found.value < 6_600, !vessel, isOneSlip(a, pa, b, pb) {
            found = TokenSimilarity(value: 6_600, cost: 100, kind: .edit)
        }
        if found.value == 0 { return found }
        if isGenderTwin(a, pa, b, pb) { return .none }
        return found
    }

    /// Similarity of joined words to one word: the same letters or sounds but for a slip; a stem alone says nothing, for
    /// two words side by side share the consonants of some third by chance.
    static func joinedSimilarity(_ a: NameToken, _ pa: Pool, _ b: NameToken, _ pb: Pool) -> TokenSimilarity {
        if a.textHash == b.textHash { return TokenSimilarity(value: 10_000, kind: .exact) }
        if a.soundHash == b.soundHash && a.soundCount > 0 { return TokenSimilarity(value: 9_700, kind: .spelling) }
        guard a.script.isVowelless == b.script.isVowelless else { return .none }
        return heard(a, pa + Int(a.start) + Int(a.textCount), b, pb + Int(b.start) + Int(b.textCount), false)
    }

    /// Two Latin words of five or six letters, written with one slip of the pen.
    private static func isOneSlip(_ a: NameToken, _ pa: Pool, _ b: NameToken, _ pb: Pool) -> Bool {
        guard a.script == .latin, b.script == .latin, a.textCount >= 4, b.textCount >= 4, a.textCount <= 6,
            b.textCount <= 6,
            a.textCount + b.textCount >= 9
        else { return false }
        let x = pa + Int(a.start)
        let y = pb + Int(b.start)
        return shareSoundDeletion(x, Int(a.textCount), y, Int(b.textCount))
    }

    /// Particles and titles: only the same word, or the same sound.
    private static func lightWords(_ a: NameToken, _ b: NameToken) -> TokenSimilarity {
        if a.tokenClass.weight == 0 && b.tokenClass.weight == 0 && a.soundHash == b.soundHash {
            return TokenSimilarity(value: 9_700, kind: .spelling)
        }
        return .none
    }

    private static func numbers(_ a: NameToken, _ b: NameToken) -> TokenSimilarity {
        a.tokenClass == .number && b.tokenClass == .number && a.number == b.number
            ? TokenSimilarity(value: 10_000, kind: .number) : .none
    }

    private static func initials(
        _ a: NameToken, _ pa: Pool, _ b: NameToken, _ pb: Pool
    ) -> TokenSimilarity {
        guard a.tokenClass != b.tokenClass, a.textCount > 0, b.textCount > 0, a.soundCount > 0, b.soundCount > 0 else {
            return .none
        }
        // A syllable of a reading is written whole, never as an initial.
        guard a.script != .han, b.script != .han, a.script != .hangul, b.script != .hangul else { return .none }
        if pa[Int(a.start)] == pb[Int(b.start)] { return TokenSimilarity(value: 9_000, kind: .initial) }
        let x = pa[Int(a.start) + Int(a.textCount)]
        let y = pb[Int(b.start) + Int(b.textCount)]
        if a.script != b.script, x < 128, y < 128, SoundCosts.substitution[Int(x) * 128 + Int(y)] <= 5 {
            return TokenSimilarity(value: 9_000, kind: .initial)
        }
        return .none
    }

    /// Michel and Michelle, Aleksandr and Aleksandra: two people, not two spellings.
    private static func isGenderTwin(
        _ a: NameToken, _ pa: Pool, _ b: NameToken, _ pb: Pool
    ) -> Bool {
        guard a.script == .latin, b.script == .latin else { return false }
        if a.textCount == b.textCount { return differsInFinalVowel(a, pa, b, pb) }
        let (short, ps, long, pl) = a.textCount < b.textCount ? (a, pa, b, pb) : (b, pb, a, pa)
        let n = Int(short.textCount)
        let m = Int(long.textCount)
        guard m - n <= 2, n >= 4 else { return false }
        for i in 0..<n where ps[Int(short.start) + i] != pl[Int(long.start) + i] { return false }
        let tail = UnsafeBufferPointer(start: pl + Int(long.start) + n, count: m - n)
        let last = ps[Int(short.start) + n - 1]
        if m - n == 2 { return tail[0] == last && tail[1] == 0x65 }  // Michel, Michelle
        // Joaquin, Joaquina; but Slavic family names take -a, and a vowel before it makes another word.
        return tail[0] == 0x61 && n >= 5 && isTwinStem(last, a, b)
    }

    /// Aleksandr and Alexandra: the same sounds and an -a.
    private static func isGenderTwinBySound(_ a: NameToken, _ pa: Pool, _ b: NameToken, _ pb: Pool) -> Bool {
        guard abs(Int(a.soundCount) - Int(b.soundCount)) == 1, min(a.soundCount, b.soundCount) >= 5,
            !a.script.isVowelless, !b.script.isVowelless
        else { return false }
        let (short, ps, long, pl) = a.soundCount < b.soundCount ? (a, pa, b, pb) : (b, pb, a, pa)
        let n = Int(short.soundCount)
        let x = ps + Int(short.start) + Int(short.textCount)
        let y = pl + Int(long.start) + Int(long.textCount)
        for i in 0..<n where x[i] != y[i] { return false }
        return y[n] == 0x61 && isTwinStem(x[n - 1], a, b)
    }

    /// A word ending in this sound is another person with an -a: but -ov, -ev and, where it is no given name, -in are the
    /// family name of a man whose wife has the -a.
    private static func isTwinStem(_ last: UInt8, _ a: NameToken, _ b: NameToken) -> Bool {
        if isVowel(last) || last == 0x76 { return false }
        return last != 0x6E || a.groups[0] != 0 || b.groups[0] != 0
    }

    /// Antonio, Antonia; Mario, Maria.
    private static func differsInFinalVowel(_ a: NameToken, _ pa: Pool, _ b: NameToken, _ pb: Pool) -> Bool {
        let n = Int(a.textCount)
        guard n >= 4 else { return false }
        for i in 0..<n - 1 where pa[Int(a.start) + i] != pb[Int(b.start) + i] { return false }
        let x = pa[Int(a.start) + n - 1]
        let y = pb[Int(b.start) + n - 1]
        return x == 0x61 && y == 0x6F || x == 0x6F && y == 0x61
    }

    private static func isVowel(_ byte: UInt8) -> Bool {
        byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75 || byte == 0x79
    }

    // MARK: Sounds

    /// Words less similar than this are unmatched.
    private static let least = 6_000

    /// Weighted edit distance over sounds within the budget of the longer word.
    private static func heard(
        _ a: NameToken, _ x: Pool, _ b: NameToken, _ y: Pool, _ vessel: Bool
    ) -> TokenSimilarity {
        let n = Int(a.soundCount)
        let m = Int(b.soundCount)
        guard n > 0, m > 0, n <= 40, m <= 40 else { return .none }
        let vowelless = a.script.isVowelless || b.script.isVowelless
        guard abs(n - m) <= (vowelless ? 9 : 4) else { return .none }
        guard canBeNear(a, x, b, y, vowelless) else { return .none }
        let length = vowelless ? consonants(a, x, b, y) : max(n, m)
        let budget = budget(length: length, vowelless: vowelless, vessel: vessel)
        let cost = SoundDistance.between(x, n, y, m, budget: budget, vowelless: vowelless)
        guard cost <= budget else { return .none }
        if cost == 0 && !vowelless { return TokenSimilarity(value: 9_700, kind: .spelling) }
        let steep: Int32 = 150
        var value = 10_000 - Int32(cost) * steep * 100 / Int32(length * 100)
        // Few consonants decide little where the vowels are not written.
        if vowelless { value = min(value, length <= 1 ? 6_000 : length == 2 ? 8_000 : length == 3 ? 9_000 : 9_600) }
        value = min(value, 9_700)
        if value < least { return .none }
        return TokenSimilarity(
            value: value, cost: vowelless ? 0 : Int16(clamping: cost), kind: cost <= 12 * length ? .spelling : .edit)
    }

    /// The condition that the index can see: near skeletons, or short words a single sound apart.
    static func canBeNear(
        _ a: NameToken, _ x: Pool, _ b: NameToken, _ y: Pool, _ vowelless: Bool
    ) -> Bool {
        if Skeleton.areNear(a.skeleton, b.skeleton) { return true }
        return a.soundCount <= 7 && b.soundCount <= 7 && shareSoundDeletion(x, Int(a.soundCount), y, Int(b.soundCount))
    }

    /// Whether two short words become one by dropping at most one sound each.
    private static func shareSoundDeletion(_ x: Pool, _ n: Int, _ y: Pool, _ m: Int) -> Bool {
        guard abs(n - m) <= 1, min(n, m) >= 2 else { return false }
        var start = 0
        while start < min(n, m) && x[start] == y[start] { start += 1 }
        if n == m {
            if start == n { return true }
            for i in start..<n {
                for j in start..<m where equalWithout(i, x, n, j, y) { return true }
            }
            return false
        }
        let (long, l, short) = n > m ? (x, n, y) : (y, m, x)
        for i in start..<l {
            var same = true
            for k in 0..<l - 1 where long[k < i ? k : k + 1] != short[k] {
                same = false
                break
            }
            if same { return true }
        }
        return false
    }

    private static func equalWithout(_ i: Int, _ x: Pool, _ n: Int, _ j: Int, _ y: Pool) -> Bool {
        for k in 0..<n - 1 where x[k < i ? k : k + 1] != y[k < j ? k : k + 1] { return false }
        return true
    }

    private static func consonants(_ a: NameToken, _ x: Pool, _ b: NameToken, _ y: Pool) -> Int {
        let vowels: (UInt8) -> Bool = {
            $0 == 0x61 || $0 == 0x65 || $0 == 0x69 || $0 == 0x6F || $0 == 0x75 || $0 == 0x45
        }
        var n = 0
        for i in 0..<Int(a.soundCount) where !vowels(x[i]) && x[i] != 0x41 { n += 1 }
        var m = 0
        for i in 0..<Int(b.soundCount) where !vowels(y[i]) && y[i] != 0x41 { m += 1 }
        return max(n, m, 1)
    }

    /// Up to 3 sounds only confusable ones, then one edit, from 6 two, from 10 three.
    private static func budget(length: Int, vowelless: Bool, vessel: Bool) -> Int {
        // Below `least` a word is unmatched, not half matched: no need to count so far.
        let most = (10_000 - least) * length / 150
        if vowelless { return min(most, length <= 2 ? 40 : length <= 4 ? 80 : 130) }
        if length <= 3 { return min(most, 40) }
        if vessel { return min(most, length <= 5 ? 60 : 110) }
        return min(most, length <= 5 ? 120 : length <= 9 ? 210 : 310)
    }

    /// Whether two words that write their vowels and have near skeletons are within the budget of their sounds: what
    /// `heard` decides, from the sounds alone.
    @inline(__always)
    static func areHeardAlike(_ x: Pool, _ n: Int, _ y: Pool, _ m: Int, vessel: Bool) -> Bool {
        guard abs(n - m) <= 4 else { return false }
        let budget = budget(length: max(n, m), vowelless: false, vessel: vessel)
        return SoundDistance.between(x, n, y, m, budget: budget, vowelless: false) <= budget
    }
}
