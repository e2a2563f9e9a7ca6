/// The words in which an explanation says how a score came about. Codes and rule ids stay beside them.
package enum ScreeningWords {
    /// How two words were found to be one, or that a word has no partner.
    package static func method(_ part: ScorePart) -> String {
        let rules = part.rules.map(rule)
        switch part.method {
        case .exact: return part.rules.isEmpty ? "the same word" : rules.joined(separator: ", ")
        case .rule, .table: return rules.isEmpty ? "another spelling" : rules.joined(separator: ", ")
        case .edit:
            let others = part.rules.filter { $0 != "edit" }.map(rule)
            return others.isEmpty ? "a slip of the pen" : others.joined(separator: ", ")
        case .unmatchedQuery: return part.rules.isEmpty ? "not in the listed name" : "legal form, not counted"
        case .unmatchedListed: return part.rules.isEmpty ? "only in the listed name" : "legal form, not counted"
        }
    }

    private static let rules: [String: String] = [
        "sound.same": "sounds the same", "sound.near": "sounds alike",
        "homoglyph": "look-alike letters of two alphabets",
        "tok.initial": "an initial", "tok.border": "a space lost or gained",
        "given.cognate": "the same name in another language", "given.nickname": "short form of the name",
        "co.translation": "translated or abbreviated word", "co.acronym": "first letters of the words",
        "edit": "a slip of the pen", "num.value": "the same number", "co.legal-form": "legal form",
        "ar.waw": "Arabic waw is u, o, v or w", "ar.ya": "Arabic ya is y, i or e",
        "ar.alef": "an Arabic vowel that is not written", "sl.g": "Slavic g is g or gh",
    ]

    private static let languages: [String: String] = [
        "de": "German", "ar": "Arabic", "la": "Latin", "sl": "Slavic", "uk": "Ukrainian", "fr": "French",
        "zh": "Chinese",
        "ko": "Korean", "el": "Greek", "ru": "Russian", "be": "Belarusian",
    ]

    /// A rule id in plain words; an id that has none is its own word.
    package static func rule(_ id: String) -> String {
        if let known = rules[id] { return known }
        let parts = id.split(separator: ".", maxSplits: 1).map(String.init)
        let letters = (parts.last ?? id).split(separator: "-").map(String.init)
        guard letters.count == 2 else { return id }
        if parts.count == 1 { return "written with \(letters[0]) or \(letters[1])" }
        if parts[0] == "script" {
            if letters[0] == letters[1] { return "both in \(letters[0].capitalisedFirst) letters" }
            return "\(letters[0].capitalisedFirst) and \(letters[1].capitalisedFirst) letters"
        }
        if parts[0] == "v" { return "vowel \(letters[0]) or \(letters[1])" }
        return languages[parts[0]].map { "\($0) spelling, \(letters[0]) or \(letters[1])" } ?? id
    }

    private static let adjustments: [String: String] = [
        "dob.day": "the same birth date", "dob.year": "birth year agrees", "dob.range": "birth dates may agree",
        "dob.swapped": "day and month swapped", "dob.near": "born within a year of each other",
        "dob.differs": "birth dates differ", "country.shared": "the same country", "country.differs": "other countries",
        "gender.differs": "other gender", "id.equal": "the same identifier", "id.imo-differs": "another IMO number",
        "id.differs": "another identifier", "weak-alias": "weak alias: review at most", "clamp": "kept between 0 and 1",
        "specificity": "too little in common to tell people apart", "single-token": "one word only: review at most",
        "name.conflict": "words that contradict each other", "name.patronymic": "another father's name",
        "name.initial": "another initial", "name.generic": "another line of business",
        "name.nasab": "father and son the other way round", "number.typo": "a slip in the number",
        "number.differs": "another number", "number.one-side": "a number on one side only",
        "legal-form.differs": "another legal form", "type": "a person against an organisation",
    ]

    /// An adjustment's code in plain words.
    package static func adjustment(_ code: String) -> String { adjustments[code] ?? code }

    /// `If the country were RU, the score would be 0.8912: hold.`
    package static func counterfactual(_ value: Counterfactual) -> String {
        let band = value.band == .none ? "no match" : value.band.code
        return "\(value.change.capitalisedFirst), the score would be \(ScreeningJSON.decimal(value.score)): \(band)."
    }

    /// 1/10,000 as a decimal with four digits, signed where it is one of several terms.
    package static func score(_ value: Int32) -> String { ScreeningJSON.decimal(value) }

    package static func term(_ value: Int32) -> String { (value > 0 ? "+" : "") + ScreeningJSON.decimal(value) }
}

extension String {
    fileprivate var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
