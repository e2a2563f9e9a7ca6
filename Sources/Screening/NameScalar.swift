/// What one scalar of a name is, after folding: the border between Unicode and bytes.
enum NameScalar {
    enum Kind: UInt8 {
        /// Invisible or a mark: dropped, the word goes on.
        case ignored
        /// Dropped inside a word, a border at its edge.
        case apostrophe
        case space, hyphen, point, comma, slash, ampersand, open, close
        case letter, digit
    }

    /// The kind of `scalar` and the script of a letter.
    static func classify(_ scalar: UInt32) -> (Kind, NameScript) {
        if scalar < 0x80 { return ascii(scalar) }
        if scalar < 0x370 { return latinRange(scalar) }
        switch scalar {
        case 0x370..<0x400, 0x1F00..<0x2000: return (.letter, .greek)
        case 0x483...0x489: return (.ignored, .none)
        case 0x400..<0x530: return (.letter, .cyrillic)
        case 0x530..<0x590: return (.letter, .armenian)
        case 0x591..<0x5BE, 0x5BF, 0x5C1, 0x5C2, 0x5C4, 0x5C5, 0x5C7, 0x5F3, 0x5F4: return (.ignored, .none)
        case 0x5BE: return (.hyphen, .none)
        case 0x590..<0x600, 0xFB1D..<0xFB50: return (.letter, .hebrew)
        case 0x600..<0x700, 0x750..<0x780, 0xFB50..<0xFE00, 0xFE70..<0xFEFF: return arabicRange(scalar)
        case 0x10A0..<0x1100, 0x1C90..<0x1CC0: return (.letter, .georgian)
        case 0x1E00..<0x1F00: return (.letter, .latin)
        case 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFE00...0xFE0F, 0xFEFF, 0x20D0..<0x2100,
            0xE0000...0xE007F, 0x1AB0..<0x1B00, 0x1DC0..<0x1E00:
            return (.ignored, .none)
        case 0x2000..<0x2100, 0x3000..<0x3040, 0xFF00..<0xFF70: return punctuation(scalar)
        case 0x30FB: return (.space, .none)
        case 0x3040..<0x3100, 0x31F0..<0x3200, 0xFF70..<0xFFA0: return (.letter, .kana)
        case 0x3400..<0xA000, 0xF900..<0xFB00, 0x20000..<0x32000: return (.letter, .han)
        case 0xAC00..<0xD7A4: return (.letter, .hangul)
        case 0x2116, 0x2122, 0xAE, 0x2190..<0x2400, 0x2500..<0x2C00: return (.space, .none)
        default: return (.letter, .other)
        }
    }

    private static func ascii(_ scalar: UInt32) -> (Kind, NameScript) {
        switch scalar {
        case 0x61...0x7A, 0x41...0x5A: (.letter, .latin)
        case 0x30...0x39: (.digit, .none)
        case 0x27, 0x60: (.apostrophe, .none)
        case 0x2D, 0x5F: (.hyphen, .none)
        case 0x2E: (.point, .none)
        case 0x2C: (.comma, .none)
        case 0x2F, 0x5C, 0x7C: (.slash, .none)
        case 0x26, 0x2B: (.ampersand, .none)
        case 0x28, 0x5B, 0x7B: (.open, .none)
        case 0x29, 0x5D, 0x7D: (.close, .none)
        case 0x24, 0x40: (.letter, .latin)
        case 0x00..<0x20: (.space, .none)
        default: (.space, .none)
        }
    }

    private static func latinRange(_ scalar: UInt32) -> (Kind, NameScript) {
        switch scalar {
        case 0xAD, 0x300..<0x370: (.ignored, .none)
        case 0xB4, 0x2B0..<0x300: (.apostrophe, .none)
        case 0xAA, 0xBA: (.letter, .latin)
        case 0xB2, 0xB3, 0xB9: (.digit, .none)
        case 0x80..<0xC0, 0xD7, 0xF7: (.space, .none)
        default: (.letter, .latin)
        }
    }

    private static func arabicRange(_ scalar: UInt32) -> (Kind, NameScript) {
        switch scalar {
        case 0x60C, 0x61B: (.comma, .none)
        case 0x61C, 0x640, 0x610..<0x61B, 0x64B..<0x660, 0x670, 0x6D6..<0x6EE: (.ignored, .none)
        case 0x660..<0x66A, 0x6F0..<0x6FA: (.digit, .none)
        case 0x66A..<0x66E, 0x6D4, 0x61D..<0x620: (.space, .none)
        default: (.letter, .arabic)
        }
    }

    private static func punctuation(_ scalar: UInt32) -> (Kind, NameScript) {
        switch scalar {
        case 0x2010...0x2015, 0xFF0D: (.hyphen, .none)
        case 0x2018, 0x2019, 0x201B, 0x2032, 0xFF07: (.apostrophe, .none)
        case 0x3005, 0x3006, 0x3007: (.letter, .han)
        case 0x3001, 0xFF0C: (.comma, .none)
        case 0xFF08, 0x300C, 0x300E, 0x3010: (.open, .none)
        case 0xFF09, 0x300D, 0x300F, 0x3011: (.close, .none)
        case 0xFF0E: (.point, .none)
        case 0xFF06: (.ampersand, .none)
        case 0xFF10...0xFF19: (.digit, .none)
        case 0xFF21...0xFF3A, 0xFF41...0xFF5A: (.letter, .latin)
        default: (.space, .none)
        }
    }

    /// Lower-case form of a letter of an alphabetic script other than Latin, marks removed where they do not matter.
    static func folded(_ scalar: UInt32, _ script: NameScript) -> UInt32 {
        switch script {
        case .cyrillic:
            if scalar >= 0x410 && scalar < 0x430 { return scalar + 0x20 }
            if scalar >= 0x400 && scalar < 0x410 { return scalar + 0x50 }
            if scalar >= 0x460 && scalar < 0x482 || scalar >= 0x48A && scalar < 0x4C0 || scalar >= 0x4D0 {
                return scalar | 1
            }
            if scalar >= 0x4C1 && scalar < 0x4CF { return scalar + (scalar & 1) }
            return scalar
        case .greek: return greekFolded(scalar)
        case .armenian: return scalar >= 0x531 && scalar <= 0x556 ? scalar + 0x30 : scalar
        case .georgian:
            return scalar >= 0x1C90 && scalar < 0x1CC0
                ? scalar - 0xBC0 : scalar >= 0x10A0 && scalar < 0x10C6 ? scalar + 0x30 : scalar
        default: return scalar
        }
    }

    private static func greekFolded(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x391...0x3A9: return scalar + 0x20
        case 0x386, 0x3AC: return 0x3B1
        case 0x388, 0x3AD: return 0x3B5
        case 0x389, 0x3AE: return 0x3B7
        case 0x38A, 0x3AF, 0x390, 0x3CA, 0x3AA: return 0x3B9
        case 0x38C, 0x3CC: return 0x3BF
        case 0x38E, 0x3CD, 0x3B0, 0x3CB, 0x3AB: return 0x3C5
        case 0x38F, 0x3CE: return 0x3C9
        case 0x3C2: return 0x3C3
        case 0x1F00..<0x1F10, 0x1F70, 0x1F71, 0x1F80..<0x1F90, 0x1FB0..<0x1FBD: return 0x3B1
        case 0x1F10..<0x1F20, 0x1F72, 0x1F73: return 0x3B5
        case 0x1F20..<0x1F30, 0x1F74, 0x1F75, 0x1F90..<0x1FA0, 0x1FC2..<0x1FCD: return 0x3B7
        case 0x1F30..<0x1F40, 0x1F76, 0x1F77, 0x1FD0..<0x1FDC: return 0x3B9
        case 0x1F40..<0x1F50, 0x1F78, 0x1F79: return 0x3BF
        case 0x1F50..<0x1F60, 0x1F7A, 0x1F7B, 0x1FE0..<0x1FE4, 0x1FE6..<0x1FEC: return 0x3C5
        case 0x1F60..<0x1F70, 0x1F7C, 0x1F7D, 0x1FA0..<0x1FB0, 0x1FF2..<0x1FFD: return 0x3C9
        default: return scalar
        }
    }

    /// The ASCII digit of any digit this module reads.
    static func digit(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x660..<0x66A: scalar - 0x660 + 0x30
        case 0x6F0..<0x6FA: scalar - 0x6F0 + 0x30
        case 0xFF10...0xFF19: scalar - 0xFF10 + 0x30
        case 0xB2, 0xB3: scalar - 0xB2 + 0x32
        case 0xB9: 0x31
        default: scalar
        }
    }

    /// Latin, Cyrillic and Greek letters that look alike: Cyrillic or Greek to Latin.
    static let latinTwins: [UInt32: UInt32] = twins(
        "аa еe оo рp сc уy хx кk мm тt нh вb іi јj ѕs ԁd һh ӏl αa οo ρp κk νv ιi τt υu εe ϲc ɡg ѵv ԛq ԝw ҡk ĸk")

    /// Latin letters that look Cyrillic.
    static let cyrillicTwins: [UInt32: UInt32] = twins(
        "aа eе oо pр cс yу xх kк mм tт hн bв iі jј sѕ dԁ uи nп rг 3з 0о ĸк")

    private static func twins(_ text: String) -> [UInt32: UInt32] {
        var table: [UInt32: UInt32] = [:]
        for item in text.split(separator: " ") {
            let pair = item.unicodeScalars.map(\.value)
            if pair.count == 2 { table[pair[0]] = pair[1] }
        }
        return table
    }
}
