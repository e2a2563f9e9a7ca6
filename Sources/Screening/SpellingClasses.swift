/// The spellings of each consonant and the forms of each vowel group in the languages of screening section 4.
enum SpellingClasses {
    /// Spellings by how the listed word writes a consonant. A line is `own spellings: all spellings`; single letters may be
    /// doubled. Sources: the transliteration rows of Russian, Ukrainian, Arabic, Hangul, pinyin, Greek and Hebrew.
    private static let consonantTable = """
        b: b p v
        c: c k ck q ts tz cz s z ch
        ck: ck k c q kh
        ch: ch tsch tch sch sh cz tj dj j kh h k q x c zh
        tch tsch cz tj: tsch tch ch cz tj sch sh c j
        d: d dh dz z t
        dh dz: dh dz d z th t s
        dzh dj dg: dzh dsch dj dg zh j g ch
        f: f ph v w
        ph: ph f v p w
        g: g gh h kh k q dj j zh dg
        gh: gh g h kh k q
        h: h kh ch gh g x
        j: j dj dg dzh dsch zh ch g
        k: k ck kh c q g gh ch
        kh: kh ch h x k q g gh
        ks x: ks x cs gz kh hs sh s z h
        hs: hs sh x s
        l: l
        m: m
        n: n
        p: p ph b f
        q: q k gh kh ck g c ch
        r: r rh
        rh: rh r
        s: s sh sch z c ts th x sz
        sh sz: sh sch schtsch shch sz ch s x hs
        sch: sch sh shch schtsch sz ch zh s x j
        shch schtsch: schtsch shch sch sh ch
        t: t th d
        th: th t s dh d
        ts tz: ts tz tsch tch ch cz c z s
        v: v w f ff b
        w: w v f ff
        z: z s dh dz tz ts d c cz zh
        zh: zh dzh sch j ch z s x g
        """

    /// Forms of a vowel group where a word is too short for any vowels to stand there.
    private static let vowelTable = """
        a: a aa e o ah
        aa: a aa
        ae: ae a e
        ai ay ei ey: ai ay ei ey aj ej e i
        au ao ou: au ao ou o u aw
        e: e ye je ie i a eh
        ea: ea e a i
        ee: ee i e
        eo: eo o u eu
        eu: eu u eo oi
        i y: i y ii ee ie iy yi e ij
        ia ya: ia ya ja iya ija ea
        ie ye: ie ye je e i
        ii iy yi: ii iy yi i y ij
        iu yu: iu yu ju you u
        io yo: io yo jo e o
        o: o oo u ou yo a
        oe: oe o
        oo: oo o u ou
        u: u ou oo o ue yu
        ue: ue u
        """

    /// Spellings of a consonant by its own spelling, longest first.
    static let consonants: [[UInt8]: [[UInt8]]] = {
        var result: [[UInt8]: [[UInt8]]] = [:]
        for (own, all) in rows(consonantTable) {
            var spellings = Set(all)
            for spelling in all where spelling.count == 1 && isDoubled(spelling[0]) {
                spellings.insert([spelling[0], spelling[0]])
            }
            for key in own {
                result[key] = longestFirst(spellings.union([key]))
                if key.count == 1 { result[[key[0], key[0]]] = longestFirst(spellings.union([[key[0], key[0]]])) }
            }
        }
        return result
    }()

    static let vowels: [[UInt8]: [[UInt8]]] = {
        var result: [[UInt8]: [[UInt8]]] = [:]
        for (own, all) in rows(vowelTable) {
            for key in own { result[key] = longestFirst(Set(all).union([key])) }
        }
        return result
    }()

    /// Spellings of more than one letter, longest first, that are read as one consonant.
    static let compounds: [[UInt8]] = longestFirst(Set(consonants.keys.filter { $0.count > 1 && $0[0] != $0[1] }))

    /// A word with its spellings in a table of whole words, and the name of the row.
    struct WholeForms: Sendable {
        let name: String
        let forms: [[UInt8]]
    }

    /// Syllables of Korean family names and their spellings; a line is one name.
    static let koreanForms: [[UInt8]: WholeForms] = whole(
        """
        kim gim
        ri lee yi rhee li rhie
        pak park bak
        choe choi chwe
        jong jung jeong chong chung
        rim im lim
        ryu yu yoo ryoo
        ro no roh noh
        kang gang
        cho jo
        jang chang
        paek baek
        """)

    /// The Arabic article in front of sun and moon letters.
    static let articleForms: [[UInt8]: WholeForms] = whole("al el il ul ur ud as ash az ad ar an at ath adh es er ed")

    private static func whole(_ table: String) -> [[UInt8]: WholeForms] {
        var result: [[UInt8]: WholeForms] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ")
            let all = WholeForms(
                name: words.first.map(String.init) ?? "", forms: longestFirst(Set(words.map { Array($0.utf8) })))
            for form in all.forms { result[form] = all }
        }
        return result
    }

    private static func rows(_ table: String) -> [(own: [[UInt8]], all: [[UInt8]])] {
        table.split(separator: "\n").map { line in
            let sides = line.split(separator: ":").map { side in
                side.split(separator: " ").map { Array($0.utf8) }
            }
            return (sides[0], sides.count > 1 ? sides[1] : [])
        }
    }

    private static func isDoubled(_ letter: UInt8) -> Bool { !"hjqwx".utf8.contains(letter) }

    /// The longest spelling has to be tried first; the alphabet decides between equals so that the text is always the same.
    private static func longestFirst(_ spellings: Set<[UInt8]>) -> [[UInt8]] {
        spellings.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count }
    }

    static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
        default: false
        }
    }
}
