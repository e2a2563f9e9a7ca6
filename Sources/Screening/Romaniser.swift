/// Letters of other scripts as Latin text (what a person reads) and as sounds (what is compared).
///
/// Sources: BGN/PCGN romanisations of Russian, Ukrainian, Belarusian, Serbian, Bulgarian; ELOT 743 (Greek);
/// ISO 11940 is not used. Arabic and Hebrew write consonants only: their sounds keep weak letters as `A W Y`.
enum Romaniser {
    /// Text and sounds of one letter.
    struct Letter: Sendable {
        let text: [UInt8]
        let sound: [UInt8]
    }

    /// Parses `letter=text/sound` items separated by spaces; sound equals text where `/` is missing.
    private static func table(_ source: String) -> [UInt32: Letter] {
        var table: [UInt32: Letter] = [:]
        for item in source.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { continue }
            let forms = sides[1].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            let text = Array(forms[0].utf8)
            let sound = forms.count > 1 ? Array(forms[1].utf8) : text
            for scalar in sides[0].unicodeScalars { table[scalar.value] = Letter(text: text, sound: sound) }
        }
        return table
    }

    static let cyrillic = table(
        """
        а=a б=b в=v г=g/G ґ=g д=d е=e/E ё=yo/E ж=zh/Z з=z и=i й=y/i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f \
        х=kh/H ц=ts/c ч=ch/C ш=sh/S щ=shch/S ъ=/ ы=y/i ь=/ э=e ю=yu/iu я=ya/ia і=i ї=yi/i є=ye/E ў=u/w ђ=dj/J \
        ѓ=gj/J ѕ=dz/z ј=j/i љ=lj/li њ=nj/ni ћ=c/C ќ=kj/k џ=dz/J ѣ=e/E ѳ=f ѵ=i қ=k/q ғ=gh/g ә=a ө=o ү=u ұ=u ң=n һ=h/H \
        ҳ=h/H ҷ=j/J ӣ=i ӯ=u ҽ=ch/C ӏ=/ ҙ=z ҡ=k ҥ=n ҫ=s ӑ=a ӗ=e ӱ=u ӹ=y/i ѐ=e/E ѝ=i җ=j/J ҝ=g ӧ=o ӥ=i ӟ=z ӝ=j/J ӵ=ch/C \
        ĸ=k ӓ=a ӊ=n ӈ=n ҕ=g ҩ=o ҿ=ch/C ӡ=z ԥ=p ҟ=k ҭ=t ҵ=ts/c ҁ=
        """)

    static let arabic = table(
        """
        ا=a/A أ=a/A إ=i/A آ=a/A ٱ=a/A ب=b ت=t ث=th/s ج=j/J ح=h خ=kh/H د=d ذ=dh/z ر=r ز=z س=s ش=sh/S ص=s ض=d/z ط=t \
        ظ=z/z ع=a/A غ=gh/g ف=f ق=q ك=k ل=l م=m ن=n ه=h و=w/W ي=y/Y ى=a/Y ئ=y/Y ة=a/A ؤ=w/W ء=/ پ=p چ=ch/C ژ=zh/Z \
        گ=g ک=k ی=y/Y ې=e/Y ۍ=y/Y ۀ=h ۂ=h ں=n ټ=t ٹ=t ځ=j/J څ=ts/c ډ=d ڈ=d ړ=r ڑ=r ښ=sh/S ګ=g ڼ=n ہ=h ھ=h ە=a/A \
        ے=y/Y ۓ=y/Y ۇ=u/W ۆ=o/W ۈ=u/W ڭ=ng/n ڤ=v ڨ=g ې=e/Y
        """)

    /// As an Arab reads them: ث t, ذ and ض d, ظ d; Persian, Pashto and Urdu read s and z.
    static let arabicStops: [UInt32: Letter] = {
        var letters = arabic
        for (scalar, text, sound) in [(0x62B, "th", "t"), (0x630, "dh", "d"), (0x636, "d", "d"), (0x638, "z", "d")] {
            letters[UInt32(scalar)] = Letter(text: Array(text.utf8), sound: Array(sound.utf8))
        }
        return letters
    }()

    /// True where the Arabic and the Persian reading of `name` differ.
    static func hasTwoReadings(_ name: String) -> Bool {
        // The four letters as UTF-8: D8 AB, D8 B0, D8 B6, D8 B8.
        var last: UInt8 = 0
        for byte in name.utf8 {
            if last == 0xD8 && (byte == 0xAB || byte == 0xB0 || byte == 0xB6 || byte == 0xB8) { return true }
            last = byte
        }
        return false
    }

    static let hebrew = table(
        """
        א=/A ב=b/v ג=g ד=d ה=h ו=v/W ז=z ח=h/H ט=t י=y/Y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=/A פ=p ף=f צ=ts/c ץ=ts/c \
        ק=k ר=r ש=sh/S ת=t
        """)

    static let greek = table(
        """
        α=a β=v γ=g/G δ=d ε=e ζ=z η=i θ=th/t ι=i κ=k λ=l μ=m ν=n ξ=x/ks ο=o π=p ρ=r σς=s τ=t υ=y/i φ=f χ=ch/H ψ=ps \
        ω=o
        """)

    static let georgian = table(
        """
        ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh/Z რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh/g ყ=q შ=sh/S \
        ჩ=ch/C ც=ts/c ძ=dz/z წ=ts/c ჭ=ch/C ხ=kh/H ჯ=j/J ჰ=h
        """)

    static let armenian = table(
        """
        ա=a բ=b գ=g դ=d ե=e/E զ=z է=e ը=y/i թ=t ժ=zh/Z ի=i լ=l խ=kh/H ծ=ts/c կ=k հ=h ձ=dz/z ղ=gh/g ճ=ch/C մ=m յ=y/i \
        ն=n շ=sh/S ո=o չ=ch/C պ=p ջ=j/J ռ=r ս=s վ=v տ=t ր=r ց=ts/c ւ=v/W փ=p ք=k օ=o ֆ=f և=ev
        """)

    /// Appends text and sounds of one token in an alphabetic script.
    static func append(
        _ scalars: ArraySlice<UInt32>, script: NameScript, stops: Bool = false, text: inout [UInt8],
        sounds: inout [UInt8]
    ) {
        switch script {
        case .cyrillic: cyrillicWord(scalars, &text, &sounds)
        case .greek: greekWord(scalars, &text, &sounds)
        case .arabic: plain(scalars, stops ? arabicStops : arabic, isConsonantal: true, &text, &sounds)
        case .hebrew: plain(scalars, hebrew, isConsonantal: true, &text, &sounds)
        case .georgian: plain(scalars, georgian, isConsonantal: false, &text, &sounds)
        case .armenian: plain(scalars, armenian, isConsonantal: false, &text, &sounds)
        default: break
        }
        Phonetics.tidy(&sounds, from: 0)
        if script == .arabic { trimArabicArticle(&text, &sounds) }
    }

    private static func plain(
        _ scalars: ArraySlice<UInt32>, _ table: [UInt32: Letter], isConsonantal: Bool, _ text: inout [UInt8],
        _ sounds: inout [UInt8]
    ) {
        for scalar in scalars {
            if let letter = table[scalar] {
                // Where no vowels are written, a consonant written twice has one between; a doubled one is written once.
                if isConsonantal, let last = sounds.last, last == letter.sound.first, last >= 0x61, last != 0x6C {
                    sounds.append(0x61)
                }
                text.append(contentsOf: letter.text)
                sounds.append(contentsOf: letter.sound)
            } else if scalar < 0x80 {
                text.append(UInt8(scalar))
                sounds.append(UInt8(scalar))
            }
        }
    }

    /// The article al- is dropped on both sides.
    private static func trimArabicArticle(_ text: inout [UInt8], _ sounds: inout [UInt8]) {
        if text.count >= 5, text[0] == 0x61, text[1] == 0x6C, sounds.count >= 4, sounds[0] == 0x41, sounds[1] == 0x6C {
            text.removeFirst(2)
            sounds.removeFirst(2)
        }
    }

    private static func cyrillicWord(_ scalars: ArraySlice<UInt32>, _ text: inout [UInt8], _ sounds: inout [UInt8]) {
        var previousIsVowelOrStart = true
        let last = scalars.endIndex - 1
        for (index, scalar) in zip(scalars.indices, scalars) {
            guard let letter = cyrillic[scalar] else {
                if scalar < 0x80 {
                    text.append(UInt8(scalar))
                    sounds.append(UInt8(scalar))
                }
                continue
            }
            // -ий and -ый end in one sound; word-initial or after a vowel е is ye.
            if index == last && (scalar == 0x439) && index > scalars.startIndex {
                let before = scalars[index - 1]
                if before == 0x438 || before == 0x44B || before == 0x456 || before == 0x457 {
                    text.append(0x79)
                    continue
                }
                if before == 0x435 || before == 0x44D {  // -ей
                    text.append(0x79)
                    sounds[sounds.count - 1] = 0x61
                    sounds.append(0x69)
                    continue
                }
            }
            if scalar == 0x435 && previousIsVowelOrStart && index == scalars.startIndex {
                text.append(contentsOf: [0x79, 0x65])
            } else {
                text.append(contentsOf: letter.text)
            }
            sounds.append(contentsOf: letter.sound)
            previousIsVowelOrStart = false
        }
    }

    private static let greekPairs: [(UInt32, UInt32, String, String)] = [
        (0x3BF, 0x3C5, "ou", "u"), (0x3B1, 0x3C5, "av", "av"), (0x3B5, 0x3C5, "ev", "ev"), (0x3B5, 0x3B9, "ei", "i"),
        (0x3BF, 0x3B9, "oi", "i"), (0x3B1, 0x3B9, "ai", "e"), (0x3BC, 0x3C0, "b", "b"), (0x3BD, 0x3C4, "d", "d"),
        (0x3B3, 0x3BA, "gk", "g"), (0x3B3, 0x3B3, "ng", "ng"), (0x3C4, 0x3B6, "tz", "c"), (0x3C4, 0x3C3, "ts", "c"),
    ]

    private static func greekWord(_ scalars: ArraySlice<UInt32>, _ text: inout [UInt8], _ sounds: inout [UInt8]) {
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            let next = index + 1 < scalars.endIndex ? scalars[index + 1] : 0
            if let pair = greekPairs.first(where: { $0.0 == scalar && $0.1 == next }) {
                text.append(contentsOf: pair.2.utf8)
                sounds.append(contentsOf: pair.3.utf8)
                index += 2
                continue
            }
            if let letter = greek[scalar] {
                text.append(contentsOf: letter.text)
                sounds.append(contentsOf: letter.sound)
            }
            index += 1
        }
    }
}
