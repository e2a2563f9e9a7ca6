import Domain

/// Country texts of the lists to ISO codes.
enum CountryNames {
    private static let table: [String: Country] = {
        var table: [String: Country] = [:]
        for (code, names) in TableText.lines(BundledTables.countries) {
            guard let country = Country(alpha2: code) else { continue }
            for name in names.split(separator: ";") { table[ImportText.trimmed(String(name))] = country }
        }
        return table
    }()

    /// The country of a code or an English name; remarks in brackets and `(since 2009)` are passed over.
    static func country(_ text: String) -> Country? {
        let trimmed = ImportText.trimmed(text)
        if trimmed.isEmpty || trimmed == "00" { return nil }
        if trimmed.utf8.count == 2, let country = Country(alpha2: trimmed.uppercased()) { return country }
        let lower = trimmed.lowercased()
        if let country = table[lower] { return country }
        if let bracket = lower.firstIndex(of: "("), bracket > lower.startIndex {
            return table[ImportText.trimmed(String(lower[..<bracket]))]
        }
        return nil
    }

    /// Several countries in one field: `1) Saudi Arabia 2) Qatar`, `Iraq; Syria`.
    static func all(_ text: String) -> [EntryCountry] {
        ImportText.numbered(text).flatMap { ImportText.split($0, ";") }.map {
            EntryCountry(.nationality, country($0), $0)
        }
    }
}

/// Small text functions of the importers.
enum ImportText {
    static func trimmed(_ text: String) -> String {
        var view = Substring(text)
        while let first = view.unicodeScalars.first, first.properties.isWhitespace || first == "\u{FEFF}" {
            view = Substring(view.unicodeScalars.dropFirst())
        }
        while let last = view.unicodeScalars.last, last.properties.isWhitespace {
            view = Substring(view.unicodeScalars.dropLast())
        }
        return String(view)
    }

    static func split(_ text: String, _ separator: Character) -> [String] {
        text.split(separator: separator).map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    /// `1) A 2) B` as two values; other texts as one.
    static func numbered(_ text: String) -> [String] {
        let text = trimmed(text)
        guard text.hasPrefix("1)") || text.hasPrefix("(1)") else { return text.isEmpty ? [] : [text] }
        var values: [String] = []
        var current = ""
        var digits = ""
        for character in text {
            if character.isNumber {
                digits.append(character)
                continue
            }
            if character == ")" && !digits.isEmpty && digits.count <= 2 {
                if current.hasSuffix("(") { current.removeLast() }
                if !trimmed(current).isEmpty { values.append(trimmed(current)) }
                current = ""
                digits = ""
                continue
            }
            current += digits
            digits = ""
            current.append(character)
        }
        current += digits
        if !trimmed(current).isEmpty { values.append(trimmed(current)) }
        return values
    }

    /// `name; "a; b"; other` with values quoted inside the cell.
    static func quotedList(_ text: String) -> [String] {
        var values: [String] = []
        var current = ""
        var isQuoted = false
        for character in text {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ";" && !isQuoted {
                values.append(current)
                current = ""
            } else {
                current.append(character)
            }
        }
        values.append(current)
        return values.map(trimmed).filter { !$0.isEmpty }
    }

    static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

    static func month(_ text: String) -> Int? {
        let lower = text.lowercased()
        guard lower.count >= 3 else { return nil }
        return months.firstIndex { lower.hasPrefix($0) }.map { $0 + 1 }
    }

    /// A single date in any of the shapes of the lists; nil for anything else.
    static func birth(_ text: String) -> BirthRange? {
        var words = trimmed(text).lowercased().split { $0 == " " || $0 == "," || $0 == "/" || $0 == "." || $0 == "-" }
            .map(String.init)
        var circa = false
        while let first = words.first, Int(first) == nil && month(first) == nil {
            circa =
                circa || ["circa", "approximately", "possibly", "about", "around", "c", "ca", "approx"].contains(first)
            words.removeFirst()
        }
        guard !words.isEmpty else { return nil }
        if words.count == 1, let year = Int(words[0]), words[0].count == 4 {
            return BirthRange(years: year, year, circa: circa)
        }
        if words.count == 2 {
            if let month = month(words[0]), let year = Int(words[1]) { return BirthRange(year: year, month: month) }
            if let first = Int(words[0]), let last = Int(words[1]), words[0].count == 4 {
                if words[1].count == 4 { return BirthRange(years: first, last, circa: circa) }
                if last >= 1 && last <= 12 { return BirthRange(year: first, month: last) }
            }
        }
        guard words.count >= 3 else { return nil }
        if words[0].count == 4, let year = Int(words[0]), let month = Int(words[1]), let day = Int(words[2].prefix(2)) {
            return BirthRange(year: year, month: month, day: day)
        }
        if let year = Int(words[2]), words[2].count == 4 {
            if let day = Int(words[0]), let month = month(words[1]) ?? Int(words[1]) {
                if month == 0 { return BirthRange(years: year, year, circa: circa) }
                if day == 0 { return BirthRange(year: year, month: month) }
                return circa
                    ? BirthRange(years: year, year, circa: true) : BirthRange(year: year, month: month, day: day)
            }
            if let month = month(words[0]), let day = Int(words[1]) {
                return BirthRange(year: year, month: month, day: day)
            }
        }
        return nil
    }

    /// `X to Y`, `between X and Y`, `X or Y`: the dates a field holds.
    static func births(_ text: String) -> [BirthRange] {
        var result: [BirthRange] = []
        let cleaned = text.replacingAll(" or ", ";").replacingAll("Or ", ";").replacingAll(", ", ";").replacingAll(
            "between ", "")
        for piece in split(cleaned, ";") {
            let ends = piece.replacingAll(" and ", " to ").replacingAll(" – ", " to ").components(" to ")
            if ends.count == 2, let first = birth(ends[0]), let last = birth(ends[1]), first.from < last.to {
                result.append(BirthRange(from: first.from, to: last.to, precision: .range))
            } else if let date = birth(piece) {
                result.append(date)
            }
        }
        return result
    }
}

extension String {
    /// Every `old` replaced by `new`.
    func replacingAll(_ old: String, _ new: String) -> String { components(old).joined(separator: new) }

    /// The pieces between occurrences of `separator`.
    func components(_ separator: String) -> [String] {
        let own = Array(utf8)
        let mark = Array(separator.utf8)
        guard !mark.isEmpty, own.count >= mark.count else { return [self] }
        var pieces: [String] = []
        var start = 0
        var index = 0
        while index + mark.count <= own.count {
            if own[index] == mark[0] && own[index..<index + mark.count].elementsEqual(mark) {
                pieces.append(String(decoding: own[start..<index], as: UTF8.self))
                index += mark.count
                start = index
            } else {
                index += 1
            }
        }
        pieces.append(String(decoding: own[start...], as: UTF8.self))
        return pieces
    }
}
