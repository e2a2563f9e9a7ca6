/// Rule ids of spellings that differ: what the query writes against what the listed word writes, atom by atom.
///
/// The id says which habit of writing explains the difference; `docs` and the explanation show it. A pair that no line names
/// still gets a readable id: `sp.k-q` for consonants, `v.a-e` for vowels, letters in the order of the alphabet.
enum AtomRules {
    /// A line is `rule: pairs`; a pair is `one/other`, in either direction.
    private static let table = """
        ru.w-v: w/v
        ru.v-f: v/f v/ff w/f w/ff
        ru.ye-e: ye/e je/e ie/e
        ru.yo-e: yo/e io/e jo/e
        ru.yo-o: yo/o jo/o
        ru.ya-a: ya/a ja/a ya/ia ja/ya ja/ia
        ru.yu-u: yu/u ju/u yu/iu ju/yu iou/yu you/yu
        ru.zh-j: zh/j zh/sch zh/dzh zh/z
        ru.kh-h: kh/h kh/ch kh/x
        ru.ts-c: ts/c ts/tz ts/z tz/z tz/c c/z c/cz ts/cz
        ru.ch-tch: ch/tch ch/tsch ch/cz ch/tj tch/tsch
        ru.sh-sch: sh/sch sh/sz
        ru.shch-sch: shch/sch shch/schtsch shch/sh sch/schtsch
        ru.x-ks: x/ks x/cs
        ru.iy-y: y/iy y/ii y/ij y/yi i/iy i/ii i/ij iy/ii
        ru.y-j: y/j i/j
        uk.h-g: h/g h/gh
        be.w-u: w/u
        ar.q-k: q/k q/kk q/ck q/c
        ar.q-g: q/g q/gh gh/k
        ar.kh-k: kh/k kh/q
        ar.gh-g: gh/g gh/kh
        ar.dh-d: dh/d
        ar.dh-z: dh/z dh/dz d/z
        be.dz-d: d/dz z/dz
        ar.dh-th: dh/th
        ar.th-t: th/t
        ar.th-s: th/s
        ar.sh-ch: sh/ch
        ar.j-dj: j/dj j/g j/dzh j/dg dj/g
        ar.ou-u: ou/u ou/oo oo/u
        ar.ee-i: ee/i ee/y
        ar.aa-a: aa/a
        el.b-v: b/v
        f.ph-f: ph/f
        la.c-k: c/k c/ck k/ck
        de.ae-a: ae/a
        de.oe-o: oe/o
        de.ue-u: ue/u
        de.s-z: s/z
        tr.s-sh: s/sh s/sch s/sz
        tr.c-ch: c/ch
        ko.b-p: b/p
        ko.d-t: d/t
        ko.g-k: g/k g/kk
        ko.ch-j: ch/j
        ko.eo-o: eo/o eo/u
        ko.eu-u: eu/u
        zh.x-sh: x/sh x/hs hs/sh x/s hs/s
        zh.q-ch: q/ch
        zh.zh-ch: zh/ch
        zh.ai-ei: ai/ei
        sl.feminine: y/aya i/aya iy/aya y/aia i/aia iy/aia
        """

    private static let rules: [[UInt8]: String] = {
        var result: [[UInt8]: String] = [:]
        for line in table.split(separator: "\n") {
            let sides = line.split(separator: ":")
            guard sides.count == 2 else { continue }
            for pair in sides[1].split(separator: " ") {
                let two = pair.split(separator: "/").map { Array($0.utf8) }
                guard two.count == 2 else { continue }
                result[key(two[0], two[1])] = String(sides[0])
            }
        }
        return result
    }()

    private static func key(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
        a.lexicographicallyPrecedes(b) ? a + [0x2F] + b : b + [0x2F] + a
    }

    /// The rule of an atom written `query` in the query and `listed` in the listed word; nil where they are equal.
    static func rule(query: ArraySlice<UInt8>, listed: ArraySlice<UInt8>, isVowel: Bool) -> String? {
        if query.elementsEqual(listed) { return nil }
        var a = Array(query)
        var b = Array(listed)
        if let rule = rules[key(a, b)] { return rule }
        if a.isEmpty || b.isEmpty { return onlyOneWrites(a + b, isVowel: isVowel) }
        if isRepeated(a, b) || isRepeated(b, a) { return "double" }
        let single = (undoubled(a), undoubled(b))
        if !isVowel, let rule = rules[key(single.0, single.1)] { return rule }
        // What both begin and end with is no difference.
        while a.count > 1 || b.count > 1, let x = a.first, let y = b.first, x == y, !a.isEmpty, !b.isEmpty {
            a.removeFirst()
            b.removeFirst()
        }
        while let x = a.last, let y = b.last, x == y {
            a.removeLast()
            b.removeLast()
        }
        if let rule = rules[key(a, b)] { return rule }
        if a.isEmpty || b.isEmpty { return onlyOneWrites(a + b, isVowel: isVowel) }
        let (low, high) = a.lexicographicallyPrecedes(b) ? (a, b) : (b, a)
        let letters = "\(String(decoding: low, as: UTF8.self))-\(String(decoding: high, as: UTF8.self))"
        return isVowel ? "v.\(letters)" : "sp.\(letters)"
    }

    private static func onlyOneWrites(_ letters: [UInt8], isVowel: Bool) -> String {
        if letters == [0x68] { return "silent-h" }
        if letters == [0x6A] { return "ru.y-j" }
        let text = String(decoding: letters, as: UTF8.self)
        if letters.allSatisfy(SpellingClasses.isVowel) { return isVowel ? "v.short-\(text)" : "sl.feminine" }
        return "sp.silent-\(text)"
    }

    private static func isRepeated(_ long: [UInt8], _ short: [UInt8]) -> Bool {
        short.count == 1 && long == [short[0], short[0]] && !SpellingClasses.isVowel(short[0])
    }

    private static func undoubled(_ letters: [UInt8]) -> [UInt8] {
        letters.count == 2 && letters[0] == letters[1] ? [letters[0]] : letters
    }
}
