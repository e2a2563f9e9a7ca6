/// What it costs, in 1/100 of an edit, to hear one sound for another, to lose or to gain one.
///
/// The pairs are the classes of screening section 4 (Russian, Ukrainian, Arabic, Hangul, pinyin, Greek spellings).
enum SoundCosts {
    /// Substitution costs, 128 x 128, row-major.
    static let substitution: [UInt8] = build()

    /// `substitution` for any two bytes, 256 x 256: a sound of another script is itself or no other.
    static let wide: [UInt8] = {
        var table = [UInt8](repeating: 100, count: 256 * 256)
        for index in 0..<256 { table[index << 8 | index] = 0 }
        for left in 0..<128 { for right in 0..<128 { table[left << 8 | right] = substitution[left << 7 | right] } }
        return table
    }()

    /// Cost of an inserted or lost sound.
    static let gap: [UInt8] = {
        var table = [UInt8](repeating: 100, count: 256)
        func set(_ letters: String, _ cost: UInt8) { for byte in letters.utf8 { table[Int(byte)] = cost } }
        set("aeiouEO", 50)
        set("h", 25)
        set("A", 10)
        set("WY", 30)
        return table
    }()

    /// As `gap`, where one side does not write its vowels.
    static let vowellessGap: [UInt8] = {
        var table = gap
        func set(_ letters: String, _ cost: UInt8) { for byte in letters.utf8 { table[Int(byte)] = cost } }
        set("aeiouEO", 6)
        set("AWYh", 12)
        set("w", 30)
        return table
    }()

    private static let pairs = """
        ae 40 ao 45 ai 60 au 60 ei 35 eo 55 eu 60 io 60 iu 60 ou 30 \
        Ee 0 Ei 25 Eo 25 Ea 40 EJ 60 Oo 0 Ou 15 Oa 30 Oe 30 \
        kq 5 kg 40 qg 20 kH 25 qH 30 kc 35 kC 40 gH 50 gh 50 Gg 0 Gh 5 Gk 45 GH 30 Gq 25 hH 10 gJ 35 GJ 40 \
        CS 20 CH 25 CZ 30 CJ 40 Cc 20 Cs 45 Sc 35 Ss 35 SZ 25 SX 15 Xs 30 XC 30 XH 50 SJ 50 Xh 30 XJ 50 cs 20 cz 25 \
        sz 25 ZJ 5 Zz 30 Jz 50 Ji 20 JE 30 JY 25 Yi 0 Ye 5 Ya 8 YE 0 YJ 25 Yo 60 Yu 60 Yw 90 \
        Dd 5 Dz 5 Dt 45 Ds 45 dt 40 tc 70 vf 20 vw 5 vb 45 fw 25 fp 50 pb 40 bw 70 Wv 0 Wu 0 Wo 5 Ww 0 Wf 20 Wa 40 Wi 60 \
        We 60 wu 30 wo 40 Aa 0 Ae 5 Ai 10 Ao 5 Au 10 AE 5 AY 30 AW 40 WY 40 mn 60 lr 70 vu 60 lI 70 nN 50 cj 60 KQ 5 XS 15 Hq 30 \
        Ch 70 Th 40 bv 45
        """

    private static func build() -> [UInt8] {
        var table = [UInt8](repeating: 100, count: 128 * 128)
        for index in 0..<128 { table[index * 129] = 0 }
        var pair: [UInt8] = []
        for item in pairs.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if let cost = UInt8(item) {
                guard pair.count == 2 else { continue }
                table[Int(pair[0]) * 128 + Int(pair[1])] = cost
                table[Int(pair[1]) * 128 + Int(pair[0])] = cost
            } else {
                pair = Array(item.utf8)
            }
        }
        visual(&table)
        return table
    }

    /// Digits and signs that look like letters: 0/o, 1/l/i, 3/e, 5/s, 4/a, 8/b.
    private static func visual(_ table: inout [UInt8]) {
        for (digit, letters) in [
            ("0", "o"), ("1", "liI"), ("3", "eE"), ("5", "sS"), ("4", "aA"), ("8", "b"), ("7", "t"),
        ] {
            guard let byte = digit.utf8.first else { continue }
            for letter in letters.utf8 {
                table[Int(byte) * 128 + Int(letter)] = 40
                table[Int(letter) * 128 + Int(byte)] = 40
            }
        }
        for a in 0x30...0x39 {
            for b in 0x30...0x39 where a != b { table[a * 128 + b] = 150 }
        }
    }
}
