/// Names joined in one text: brackets, `a.k.a.`, ` / `, taken apart into further names.
enum NameSplitter {
    /// A name inside a text, and how it was introduced.
    struct Part: Equatable, Sendable {
        var text: String
        var kind: Kind
        var isWeak: Bool

        enum Kind: Equatable, Sendable { case main, aka, fka, nee }
    }

    /// Words that introduce a further name; longest first.
    private static let introductions: [(word: String, kind: Part.Kind, weak: Bool)] = [
        ("weak a.k.a.", .aka, true), ("low quality a.k.a.", .aka, true), ("also known as", .aka, false),
        ("formerly known as", .fka, false), ("a.k.a.", .aka, false), ("a.k.a", .aka, false), ("aka ", .aka, false),
        ("f.k.a.", .fka, false), ("n.k.a.", .aka, false), ("née", .nee, false), ("nee ", .nee, false),
        ("alias", .aka, false), ("formerly", .fka, false), ("other name:", .aka, false), ("other names:", .aka, false),
    ]

    /// The names in `text`, the main one first.
    static func parts(_ text: String, isPerson: Bool) -> [Part] {
        guard mayHoldSeveral(text) else { return [Part(text: text, kind: .main, isWeak: false)] }
        var main = ""
        var inside: [String] = []
        var bracket = ""
        var depth = 0
        for character in text {
            if character == "(" || character == "（" {
                depth += 1
                if depth == 1 { continue }
            }
            if (character == ")" || character == "）") && depth > 0 {
                depth -= 1
                if depth == 0 {
                    inside.append(bracket)
                    bracket = ""
                    main += " "
                    continue
                }
            }
            if depth > 0 { bracket.append(character) } else { main.append(character) }
        }
        if depth > 0 { inside.append(bracket) }
        var result: [Part] = []
        for piece in alternatives(main) { result.append(contentsOf: introduced(piece, .main)) }
        if result.isEmpty { result = [Part(text: text, kind: .main, isWeak: false)] }
        // In an organisation's name the bracket is part of the name.
        if !isPerson && !inside.isEmpty && isMostlySameScript(main, inside) {
            result[0].text = text
        }
        for content in inside {
            for piece in alternatives(content) where isFurtherName(piece, main: main, isPerson: isPerson) {
                result.append(contentsOf: introduced(piece, .aka))
            }
        }
        return result
    }

    /// A look at the bytes: a bracket, a slash, or the beginning of a word that introduces a further name.
    private static func mayHoldSeveral(_ text: String) -> Bool {
        var last: UInt32 = 0
        for byte in text.utf8 {
            if byte == 0x28 || byte == 0x2F || byte == 0xEF { return true }
            last = last << 8 | UInt32(byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte)
            switch last {
            // ".k.a" "aka " "know" "alia" "née" "nee " "rmer" (formerly) "her " (other name)
            case 0x2E6B_2E61, 0x616B_6120, 0x6B6E_6F77, 0x616C_6961, 0x6EC3_A965, 0x6E65_6520, 0x726D_6572, 0x6865_7220:
                return true
            default: break
            }
        }
        return false
    }

    private static func alternatives(_ text: String) -> [String] {
        guard text.contains("/") else { return [text] }
        var pieces: [String] = [""]
        var previousIsSpace = false
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            let nextIsSpace = index + 1 < characters.count && characters[index + 1] == " "
            let isLong = character == "/" && pieces[pieces.count - 1].count >= 5 && characters.count - index > 5
            if character == "/" && (previousIsSpace || nextIsSpace || isLong) {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].append(character)
            }
            previousIsSpace = character == " "
        }
        return pieces.filter { $0.contains { $0.isLetter } }
    }

    private static func introduced(_ text: String, _ kind: Part.Kind) -> [Part] {
        let lower = text.lowercased()
        for item in introductions where lower.contains(item.word) {
            let lowerScalars = Array(lower.unicodeScalars)
            let word = Array(item.word.unicodeScalars)
            let scalars = Array(text.unicodeScalars)
            guard lowerScalars.count == scalars.count else { continue }
            for start in 0..<max(0, lowerScalars.count - word.count + 1)
            where lowerScalars[start..<start + word.count].elementsEqual(word)
                && (start == 0 || !isLetter(lowerScalars[start - 1]))
            {
                let before = string(scalars[..<start])
                let after = string(scalars[(start + word.count)...])
                var result: [Part] = []
                if before.contains(where: \.isLetter) { result.append(Part(text: before, kind: kind, isWeak: false)) }
                if after.contains(where: \.isLetter) {
                    result.append(Part(text: after, kind: item.kind, isWeak: item.weak))
                }
                if !result.isEmpty { return result }
            }
        }
        return [Part(text: text, kind: kind, isWeak: false)]
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { NameScalar.classify(scalar.value).0 == .letter }

    private static func script(_ text: String) -> NameScript {
        for scalar in text.unicodeScalars {
            let (kind, script) = NameScalar.classify(scalar.value)
            if kind == .letter { return script }
        }
        return .none
    }

    private static func isMostlySameScript(_ main: String, _ inside: [String]) -> Bool {
        let own = script(main)
        return inside.allSatisfy { script($0) == own || script($0) == .none }
    }

    /// Bracketed text is a further name if it has two words, or is in another script, or is introduced as one.
    private static func isFurtherName(_ text: String, main: String, isPerson: Bool) -> Bool {
        let own = script(text)
        if own == .none { return false }
        if own != script(main) { return true }
        let lower = text.lowercased()
        if introductions.contains(where: { lower.hasPrefix($0.word) }) { return text.contains(" ") }
        return isPerson && text.split(separator: " ").count >= 2
    }
}

/// A name ready to be matched: every reading of every name in its text.
struct PreparedSubject: Sendable {
    var readings: [PreparedName]

    init(_ name: String, type: SubjectType, preparer: NamePreparer) {
        readings = []
        for part in NameSplitter.parts(name, isPerson: type == .person) {
            readings.append(contentsOf: preparer.readings(of: part.text, type: type))
        }
    }
}
