/// The writing system of a token, decided by the majority of its letters.
package enum NameScript: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    case none, latin, cyrillic, arabic, hebrew, greek, hangul, han, kana, georgian, armenian, other

    /// Upper-case English name for reports.
    package var label: String {
        switch self {
        case .none: "NONE"
        case .latin: "LATIN"
        case .cyrillic: "CYRILLIC"
        case .arabic: "ARABIC"
        case .hebrew: "HEBREW"
        case .greek: "GREEK"
        case .hangul: "HANGUL"
        case .han: "HAN"
        case .kana: "KANA"
        case .georgian: "GEORGIAN"
        case .armenian: "ARMENIAN"
        case .other: "OTHER"
        }
    }

    /// Scripts that do not write short vowels: compared by consonant skeleton.
    var isVowelless: Bool { self == .arabic || self == .hebrew }
}

/// What a token is for the score; a token has one class, each with its weight.
package enum TokenClass: UInt8, Sendable, BitwiseCopyable {
    case word, given, family, patronymic, initial, particle, title, number, place, generic, legal, kunya

    /// Weight of the class in 1/10,000 before rarity.
    var weight: Int32 {
        switch self {
        case .word, .given: 10_000
        case .family: 13_000
        case .patronymic, .initial: 5_000
        case .particle, .title, .legal: 0
        case .number: 13_000
        case .place: 7_000
        case .generic: 3_000
        case .kunya: 6_000
        }
    }
}

/// A token ready for comparison: positions in the byte pool of its name, hashes, class and weight.
/// Plain memory on purpose: an index file is the bytes of many of these.
struct NameToken: BitwiseCopyable, Sendable {
    /// FNV-1a of the latinised text.
    var textHash: UInt64 = 0
    /// FNV-1a of the phonetic form.
    var soundHash: UInt64 = 0
    /// Consonant classes, 5 bits each, first consonant lowest; see `Skeleton`.
    var skeleton: UInt64 = 0
    /// FNV-1a of the East Slavic stem, see `SlavicForms`; 0 without.
    var stem: UInt64 = 0
    /// Table groups (cognates, nicknames, translations); 0 is none.
    var groups: SIMD4<UInt16> = .zero
    /// Start of the latinised text in the pool; the phonetic form follows it.
    var start: UInt32 = 0
    /// Value of a number token.
    var number: UInt32 = 0
    /// Start of the token in the name as given, in UTF-8 bytes.
    var sourceStart: UInt16 = 0
    var sourceCount: UInt16 = 0
    /// Weight in 1/10,000 with rarity.
    var weight: UInt16 = 0
    /// Information in 1/10 bit.
    var decibits: UInt16 = 0
    var textCount: UInt8 = 0
    var soundCount: UInt8 = 0
    var tokenClass: TokenClass = .word
    var script: NameScript = .latin
    /// Bit set of `NameToken.isDotted` ... below.
    var flags: UInt8 = 0
    /// 1 for tokens before the comma of `LAST, First`.
    var role: UInt8 = 0

    /// Written with a point: an initial or an abbreviation.
    static let isDotted: UInt8 = 1
    /// Glued to the token before it by a hyphen or an apostrophe.
    static let isGlued: UInt8 = 2
    /// Comes from the expansion of an abbreviation.
    static let isExpanded: UInt8 = 4
    /// A single Latin letter.
    static let isSingleLetter: UInt8 = 8
    /// Letters of two scripts were folded to one.
    static let isMixed: UInt8 = 16
    /// The stem is long enough to stand alone within one script.
    static let hasLongStem: UInt8 = 32
    /// Latinised from Han or Hangul by a reading.
    static let isReading: UInt8 = 64

    var isFull: Bool {
        switch tokenClass {
        case .word, .given, .family, .place, .number, .kunya: true
        default: false
        }
    }
}

/// FNV-1a, 64 bits: integer keys for token texts.
@inline(__always)
func fnv(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return hash ^ (hash >> 29)
}

func fnv(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBufferPointer { fnv($0) } }
