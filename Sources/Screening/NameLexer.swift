/// Splits a name into words and latinises each: one pass, no tables of words, no locale.
struct NameLexer {
    /// How Han characters are read.
    enum HanReading { case mandarin, korean, native, arabicStops }

    /// A word under construction.
    private struct Word {
        var scalars: [UInt32] = []
        var scripts: [NameScript] = []
        var start = 0
        var end = 0
        var glued = false
        var dotted = false
    }

    var tokens: [NameToken] = []
    var bytes: [UInt8] = []
    /// Position of the first comma, in tokens; nil without.
    private(set) var commaAfter: Int?
    /// Scripts that were met and are only compared natively.
    private(set) var hasUnreadScript = false
    /// False if a Han character has no reading in the table.
    private(set) var isReadable = true
    private var word = Word()
    private var text: [UInt8] = []
    private var sounds: [UInt8] = []
    private let reading: HanReading
    private let companyWords: Bool

    /// Reads `name`; `companyWords` segments Han runs by business words.
    init(_ name: String, reading: HanReading = .mandarin, companyWords: Bool = false) {
        self.reading = reading
        self.companyWords = companyWords
        tokens.reserveCapacity(6)
        bytes.reserveCapacity(64)
        var offset = 0
        var pendingApostrophe = false
        for scalar in name.unicodeScalars {
            let start = offset
            offset += UTF8.width(scalar)
            let value = scalar.value
            let (kind, script) = NameScalar.classify(value)
            switch kind {
            case .ignored: continue
            case .apostrophe:
                pendingApostrophe = !word.scalars.isEmpty
                continue
            case .letter, .digit:
                if !word.scalars.isEmpty && needsBorder(before: script) { finish() }
                if word.scalars.isEmpty { word.start = start }
                pendingApostrophe = false
                append(kind == .digit ? NameScalar.digit(value) : value, script)
                word.end = offset
            case .point:
                if word.scalars.count >= 1 { word.dotted = true }
                finish()
            case .hyphen:
                finish()
                word.glued = true
            case .ampersand:
                finish()
                word.start = start
                word.end = offset
                word.scalars = [0x61, 0x6E, 0x64]
                word.scripts = [.latin, .latin, .latin]
                finish()
            case .comma:
                finish()
                if commaAfter == nil { commaAfter = tokens.count }
            case .space, .slash, .open, .close:
                finish()
            }
        }
        _ = pendingApostrophe
        finish()
    }

    /// Han, kana and Hangul stand apart from letters without a space.
    private func needsBorder(before script: NameScript) -> Bool {
        guard let last = word.scripts.last(where: { $0 != .none }) else { return false }
        let isApart: (NameScript) -> Bool = { $0 == .han || $0 == .kana || $0 == .hangul }
        return script != .none && last != script && (isApart(last) || isApart(script))
    }

    private mutating func append(_ scalar: UInt32, _ script: NameScript) {
        switch script {
        case .latin:
            if scalar < 0x80 {
                word.scalars.append(scalar >= 0x41 && scalar <= 0x5A ? scalar + 0x20 : scalar == 0x40 ? 0x61 : scalar)
                word.scripts.append(.latin)
            } else if scalar >= 0xFF21 {
                word.scalars.append((scalar - 0xFF21) % 32 + 0x61)
                word.scripts.append(.latin)
            } else if let base = LatinLetters.base(of: scalar) {
                for byte in base {
                    word.scalars.append(UInt32(byte))
                    word.scripts.append(.latin)
                }
            } else {
                word.scalars.append(scalar)
                word.scripts.append(.other)
            }
        case .arabic:
            let letters = ArabicPresentationForms.letters(of: scalar) ?? [scalar]
            word.scalars.append(contentsOf: letters)
            word.scripts.append(contentsOf: letters.map { _ in .arabic })
        default:
            word.scalars.append(NameScalar.folded(scalar, script))
            word.scripts.append(script)
        }
    }

    /// Ends the word: homoglyphs to the majority script, then latinised text and sounds.
    private mutating func finish() {
        defer {
            word.scalars.removeAll(keepingCapacity: true)
            word.scripts.removeAll(keepingCapacity: true)
            word.dotted = false
            word.glued = false
        }
        guard !word.scalars.isEmpty else {
            // A point after a finished word, or a hyphen: the glue stays for the next word.
            return
        }
        let (script, mixed) = unifyScript()
        switch script {
        case .hangul:
            if reading == .native { emitNative(script) } else { emitHangul() }
        case .han:
            if reading == .native { emitNative(script) } else { emitHan() }
        default:
            text.removeAll(keepingCapacity: true)
            sounds.removeAll(keepingCapacity: true)
            fill(script)
            emit(script, start: word.start, end: word.end, mixed: mixed)
        }
    }

    private mutating func fill(_ script: NameScript) {
        switch script {
        case .latin, .none:
            for scalar in word.scalars where scalar < 0x80 { text.append(UInt8(scalar)) }
            Phonetics.append(text[...], to: &sounds)
        case .kana:
            Kana.append(word.scalars[...], text: &text)
            Phonetics.append(text[...], to: &sounds)
        case .cyrillic, .greek, .arabic, .hebrew, .georgian, .armenian:
            Romaniser.append(
                word.scalars[...], script: script, stops: reading == .arabicStops, text: &text, sounds: &sounds)
        default:
            native()
        }
    }

    private mutating func native() {
        for scalar in word.scalars {
            if let unicode = Unicode.Scalar(scalar) { text.append(contentsOf: String(unicode).utf8) }
            sounds.append(scalar < 0x80 ? UInt8(scalar) : UInt8(0x80 | scalar & 0x7F))
        }
    }

    private mutating func emitNative(_ script: NameScript) {
        text.removeAll(keepingCapacity: true)
        sounds.removeAll(keepingCapacity: true)
        native()
        emit(script, start: word.start, end: word.end, mixed: false)
    }

    /// The script of most letters; letters of its twin alphabets are folded to it.
    private mutating func unifyScript() -> (NameScript, mixed: Bool) {
        let first = word.scripts[0]
        if word.scripts.allSatisfy({ $0 == first }) {
            // ĸ (kra) is only ever met as a slip for Cyrillic к or Latin k.
            return (first, false)
        }
        var counts = [Int](repeating: 0, count: 12)
        for script in word.scripts { counts[Int(script.rawValue)] += 1 }
        counts[0] = 0
        // Most letters decide; but a script into which a letter cannot be folded is not the word's: Л has no Latin twin.
        let order = counts.indices.filter { counts[$0] > 0 }.sorted {
            counts[$0] == counts[$1] ? $0 < $1 : counts[$0] > counts[$1]
        }
        let scripts = order.map { NameScript(rawValue: UInt8($0)) ?? .other }
        let script = scripts.first(where: foldsInto) ?? scripts.first ?? .none
        var mixed = false
        for index in word.scalars.indices where word.scripts[index] != script && word.scripts[index] != .none {
            if let twin = Self.twins(script)[word.scalars[index]] {
                word.scalars[index] = twin
                mixed = true
            }
        }
        return (script, mixed)
    }

    private static func twins(_ script: NameScript) -> [UInt32: UInt32] {
        script == .latin ? NameScalar.latinTwins : script == .cyrillic ? NameScalar.cyrillicTwins : [:]
    }

    /// Every letter of another script has a twin in `script`.
    private func foldsInto(_ script: NameScript) -> Bool {
        let twins = Self.twins(script)
        return word.scalars.indices.allSatisfy { index in
            word.scripts[index] == script || word.scripts[index] == .none || twins[word.scalars[index]] != nil
        }
    }

    private mutating func emitHangul() {
        let step = max(1, (word.end - word.start) / max(1, word.scalars.count))
        let isName = tokens.isEmpty && word.scalars.count <= 4
        for (index, scalar) in word.scalars.enumerated() {
            text.removeAll(keepingCapacity: true)
            sounds.removeAll(keepingCapacity: true)
            if Hangul.isSyllable(scalar) {
                Hangul.append(scalar, asSurname: isName && index == 0, text: &text, sounds: &sounds)
                Phonetics.tidy(&sounds, from: 0)
            }
            let start = word.start + index * step
            emit(.hangul, start: start, end: start + step, mixed: false)
        }
    }

    private mutating func emitHan() {
        let characters = word.scalars
        var index = 0
        let isPerson = !companyWords
        while index < characters.count {
            text.removeAll(keepingCapacity: true)
            sounds.removeAll(keepingCapacity: true)
            let begin = index
            if isPerson && reading == .mandarin {
                // Surname, then the given name as one word: the usual pinyin spelling.
                let surname = tokens.isEmpty && begin == 0 ? Han.surnameLength(characters) : characters.count - begin
                while index < begin + surname { appendHan(characters[index], asSurname: begin == 0, &index) }
            } else if companyWords, let business = Han.businessWord(in: characters[begin...]) {
                text.append(contentsOf: business.text)
                index += business.length
            } else if companyWords {
                repeat {
                    appendHan(characters[index], asSurname: false, &index)
                } while index < characters.count
                    && Han.businessWord(in: characters[index...]) == nil
            } else {
                appendHan(characters[index], asSurname: begin == 0, &index)
            }
            Phonetics.append(text[...], to: &sounds)
            let start = word.start + begin * 3
            emit(.han, start: start, end: word.start + index * 3, mixed: false)
        }
    }

    private mutating func appendHan(_ character: UInt32, asSurname: Bool, _ index: inout Int) {
        index += 1
        let spelling =
            reading == .korean ? Han.korean(character) : Han.mandarin(character, asSurname: asSurname)
        if let spelling {
            text.append(contentsOf: spelling)
        } else {
            // Without a reading the character stands for itself and matches nothing in Latin letters.
            isReadable = false
            if let unicode = Unicode.Scalar(character) { text.append(contentsOf: String(unicode).utf8) }
        }
    }

    private mutating func emit(_ script: NameScript, start: Int, end: Int, mixed: Bool) {
        guard !text.isEmpty else {
            if script == .other { hasUnreadScript = true }
            return
        }
        var token = NameToken()
        token.start = UInt32(bytes.count)
        token.textCount = UInt8(min(text.count, 120))
        token.soundCount = UInt8(min(sounds.count, 120))
        bytes.append(contentsOf: text.prefix(120))
        bytes.append(contentsOf: sounds.prefix(120))
        token.sourceStart = UInt16(clamping: start)
        token.sourceCount = UInt16(clamping: end - start)
        token.script = script == .none ? .latin : script
        if script == .han && reading != .native { token.flags |= NameToken.isReading }
        if word.dotted { token.flags |= NameToken.isDotted }
        if word.glued { token.flags |= NameToken.isGlued }
        if mixed { token.flags |= NameToken.isMixed }
        if token.textCount == 1 && script == .latin { token.flags |= NameToken.isSingleLetter }
        if script == .other { hasUnreadScript = true }
        token.seal(bytes)
        tokens.append(token)
    }
}

extension NameToken {
    /// Fills hashes and skeleton from the bytes of the token.
    mutating func seal(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { pool in
            let first = Int(start)
            let middle = first + Int(textCount)
            textHash = fnv(UnsafeBufferPointer(rebasing: pool[first..<middle]))
            let sounds = UnsafeBufferPointer(rebasing: pool[middle..<middle + Int(soundCount)])
            soundHash = fnv(sounds)
            skeleton = Skeleton.key(of: sounds)
            guard let base = pool.baseAddress else { return }
            let found = SlavicForms.stem(self, base)
            stem = found.hash
            if found.isLong { flags |= Self.hasLongStem }
        }
    }
}
