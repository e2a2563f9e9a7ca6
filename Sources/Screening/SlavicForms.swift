/// East Slavic names in Russian, Ukrainian and Belarusian form: one stem, other vowels and endings.
///
/// -ov/-au/-ou, -ev/-eu, o/a and e/ia unstressed, g/h, ts/t and dz/d before i, -ovich/-avich, -ovna/-auna; feminine -ova.
enum SlavicForms {
    /// Hash of the folded form of a word, 0 for words of other scripts and short ones.
    static func stem(_ token: NameToken, _ pool: UnsafePointer<UInt8>) -> (hash: UInt64, isLong: Bool) {
        guard token.soundCount >= 4, token.soundCount <= 30, isSlavic(token) else { return (0, false) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { room in
            let n = fold(pool + Int(token.start) + Int(token.textCount), Int(token.soundCount), room)
            return n >= 3 ? (fnv(UnsafeBufferPointer(rebasing: room[0..<n])), n >= 5) : (0, false)
        }
    }

    /// One stem: in one script only long words, short ones share consonants by chance.
    @inline(__always)
    static func areForms(_ a: NameToken, _ b: NameToken) -> Bool {
        a.stem != 0 && a.stem == b.stem && (a.script != b.script || a.flags & NameToken.hasLongStem != 0)
    }

    @inline(__always)
    private static func isSlavic(_ token: NameToken) -> Bool { token.script == .latin || token.script == .cyrillic }

    /// Consonants in classes; vowels lost but for one mark at the start; -v at the end and before a consonant lost too.
    private static func fold(
        _ sounds: UnsafePointer<UInt8>, _ count: Int, _ output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        var n = 0
        for index in 0..<count {
            let byte = sounds[index]
            let next: UInt8 = index + 1 < count ? sounds[index + 1] : 0
            var kind: UInt8
            switch byte {
            case 0x61, 0x65, 0x69, 0x6F, 0x45, 0x4F: kind = index == 0 ? 0x61 : 0
            case 0x75, 0x76, 0x77, 0x66, 0x57: kind = 0x76
            case 0x67, 0x68, 0x47: kind = 0x67
            case 0x6B, 0x71: kind = 0x6B
            case 0x48: kind = 0x48
            case 0x4A: kind = 0x69 == next ? 0 : 0x5A
            case 0x5A: kind = 0x5A
            // ts and dz before a front vowel are Belarusian t and d.
            case 0x63: kind = 0x74
            case 0x7A: kind = n > 0 && output[n - 1] == 0x64 ? 0 : 0x7A
            default: kind = byte
            }
            if kind == 0 { continue }
            // A second v in a row, as in -ovyi or -auna, counts once.
            if n > 0 && output[n - 1] == kind { continue }
            output[n] = kind
            n += 1
        }
        return n
    }
}
