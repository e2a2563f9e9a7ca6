/// Names of the spelling rules that make two sounds one, for words that no pattern explains: see `AtomRules` for those.
enum SpellingRules {
    private static let rules: [(a: UInt8, b: UInt8, name: String)] = {
        let table: [(String, String)] = [
            ("vw", "de.w-v"), ("kq", "ar.q-k"), ("kc", "la.c-k"), ("gq", "ar.q-g"), ("kH", "sl.kh-k"),
            ("hH", "sl.kh-h"),
            ("gh", "uk.h-g"), ("Gh", "uk.h-g"), ("Gg", "sl.g"), ("CS", "fr.ch-sh"), ("Ss", "sh-s"), ("SX", "zh.x-sh"),
            ("Xs", "zh.x-s"),
            ("CJ", "ko.ch-j"), ("pb", "ko.p-b"), ("dt", "ko.t-d"), ("gk", "ko.k-g"), ("vf", "sl.v-f"), ("vb", "el.v-b"),
            ("ZJ", "sl.zh-j"),
            ("Ji", "sl.j-y"), ("sz", "s-z"), ("cs", "sl.ts-s"), ("Dd", "ar.dh-d"), ("Dz", "ar.dh-z"), ("Ee", "sl.ye-e"),
            ("Eo", "ru.yo-e"), ("Ei", "uk.i-e"),
            ("ao", "be.o-a"), ("ei", "v.e-i"), ("ae", "v.a-e"), ("ou", "v.o-u"), ("Oo", "ko.eo-o"), ("Ou", "ko.eo-u"),
            ("Wu", "ar.waw"), ("Wo", "ar.waw"), ("Wv", "ar.waw"), ("Ww", "ar.waw"), ("Yi", "ar.ya"), ("Ye", "ar.ya"),
            ("YE", "ar.ya"),
            ("Aa", "ar.alef"), ("Ae", "ar.alef"), ("Ai", "ar.alef"), ("Ao", "ar.alef"), ("Au", "ar.alef"),
            ("lr", "ko.l-r"),
        ]
        return table.map { pair, name in
            let bytes = Array(pair.utf8)
            return (bytes[0], bytes[1], name)
        }
    }()

    /// The rules by which the words sound alike; for scripts whose words no pattern can be written for.
    static func names(_ query: PreparedName, _ i: Int, _ listed: PreparedName, _ j: Int) -> [String] {
        let a = sounds(query, i)
        let b = sounds(listed, j)
        var found: [String] = []
        if a == b { found.append("sound.same") }
        for rule in rules where differs(a, b, rule.a, rule.b) && !found.contains(rule.name) { found.append(rule.name) }
        if found.isEmpty { found.append("sound.near") }
        return found
    }

    /// What was done to the words before they were compared: another script was latinised, mixed letters were folded.
    static func origins(_ query: PreparedName, _ i: Int, _ listed: PreparedName, _ j: Int) -> [String] {
        let (a, b) = (query.tokens[i], listed.tokens[j])
        var found: [String] = []
        if a.script != b.script { found.append("script.\(a.script.label.lowercased())-\(b.script.label.lowercased())") }
        if (a.flags | b.flags) & NameToken.isMixed != 0 { found.append("homoglyph") }
        return found
    }

    private static func sounds(_ name: PreparedName, _ index: Int) -> ArraySlice<UInt8> {
        let token = name.tokens[index]
        let start = Int(token.start) + Int(token.textCount)
        return name.bytes[start..<start + Int(token.soundCount)]
    }

    /// One sound stands here where the other stands there.
    private static func differs(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>, _ x: UInt8, _ y: UInt8) -> Bool {
        func surplus(_ sounds: ArraySlice<UInt8>, _ other: ArraySlice<UInt8>, _ sound: UInt8) -> Bool {
            sounds.count { $0 == sound } > other.count { $0 == sound }
        }
        return surplus(a, b, x) && surplus(b, a, y) || surplus(a, b, y) && surplus(b, a, x)
    }
}
