package import Domain

/// A birth date as far as it is known: half-open `[from, to)`; `1980` is [1980-01-01, 1981-01-01).
package struct BirthRange: Hashable, Sendable {
    package enum Precision: UInt8, Sendable { case day, month, year, range, circa }

    package let from: CivilDate
    package let to: CivilDate
    package let precision: Precision
    /// Published as one of several possible dates.
    package var isAlternative = false

    package init(from: CivilDate, to: CivilDate, precision: Precision, isAlternative: Bool = false) {
        self.from = from
        self.to = to
        self.precision = precision
        self.isAlternative = isAlternative
    }

    /// Whole years from `first` to `last`; circa widens by two years on each side.
    package init?(years first: Int, _ last: Int, circa: Bool = false) {
        let spread = circa ? 2 : 0
        guard first > 1000, first <= last, last < 3000, let from = CivilDate(year: first - spread, month: 1, day: 1),
            let to = CivilDate(year: last + spread + 1, month: 1, day: 1)
        else { return nil }
        self.init(from: from, to: to, precision: circa ? .circa : first == last ? .year : .range)
    }

    package init?(year: Int, month: Int) {
        guard let from = CivilDate(year: year, month: month, day: 1),
            let to = CivilDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        else { return nil }
        self.init(from: from, to: to, precision: .month)
    }

    package init?(year: Int, month: Int, day: Int) {
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        self.init(from: date, to: date.adding(days: 1), precision: .day)
    }

    /// `1961`, `1961-03` or `1961-03-01`.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, parts[0].count == 4 else { return nil }
        switch numbers.count {
        case 1: self.init(years: numbers[0], numbers[0])
        case 2: self.init(year: numbers[0], month: numbers[1])
        case 3: self.init(year: numbers[0], month: numbers[1], day: numbers[2])
        default: return nil
        }
    }

    /// As published: `1961`, `1961-03`, `1961-03-01`, `1960..1962`, `circa 1960..1964`.
    package var text: String {
        let first = from.components
        let last = to.adding(days: -1).components
        switch precision {
        case .day: return "\(from)"
        case .month: return String("\(from)".prefix(7))
        case .year: return "\(first.year)"
        case .range: return "\(first.year)..\(last.year)"
        case .circa: return "circa \(first.year)..\(last.year)"
        }
    }
}

package enum Gender: UInt8, Sendable {
    case female = 1
    case male = 2

    /// `f`, `female`, `m`, `male` in any case, and the words of the list formats.
    package init?(_ text: String) {
        switch text.lowercased() {
        case "f", "female", "woman", "weiblich": self = .female
        case "m", "male", "man", "maennlich": self = .male
        default: return nil
        }
    }

    package var code: String { self == .female ? "f" : "m" }
}

/// An identifier of a subject: a scheme in lower case (`imo`, `lei`, `passport`, `inn` ...) and its value.
package struct SubjectID: Hashable, Sendable {
    package let scheme: String
    package let value: String
    package let country: Country?

    package init(scheme: String, value: String, country: Country? = nil) {
        self.scheme = scheme.lowercased()
        self.value = value
        self.country = country
    }

    /// Letters and digits only, upper case: what is compared.
    var key: String {
        String(value.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
            .uppercased()
    }
}

/// One name of an entry as published.
package struct ListName: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        case primary, aka, fka, nka, maiden, native, variant, translation

        package var code: String {
            switch self {
            case .primary: "primary"
            case .aka: "aka"
            case .fka: "fka"
            case .nka: "nka"
            case .maiden: "maiden"
            case .native: "native"
            case .variant: "variant"
            case .translation: "translation"
            }
        }
    }

    package var text: String
    package var kind: Kind
    package var isWeak: Bool
    package var language: String?

    package init(_ text: String, _ kind: Kind = .primary, isWeak: Bool = false, language: String? = nil) {
        self.text = text
        self.kind = kind
        self.isWeak = isWeak
        self.language = language
    }
}

/// A country of an entry: its role and code, or the text that no code is known for.
package struct EntryCountry: Hashable, Sendable {
    package enum Role: UInt8, Sendable { case nationality, residence, birth, registration, flag }

    package let role: Role
    package let country: Country?
    package let text: String

    package init(_ role: Role, _ country: Country?, _ text: String) {
        self.role = role
        self.country = country
        self.text = text
    }
}

/// One listed subject as every importer produces it.
package struct ListEntry: Sendable {
    package var entryID: String
    package var type: SubjectType
    package var names: [ListName] = []
    package var births: [BirthRange] = []
    package var birthPlaces: [String] = []
    package var countries: [EntryCountry] = []
    package var genders: [Gender] = []
    package var ids: [SubjectID] = []
    package var programs: [String] = []
    package var measures: [String] = []
    package var listedOn: CivilDate?
    package var remarks = ""
    /// File and line the entry begins at.
    package var source = ""
    /// Fields that were kept verbatim because nothing reads them.
    package var unread: [String] = []

    package init(entryID: String, type: SubjectType) {
        self.entryID = entryID
        self.type = type
    }
}

/// A record or a value that could not be taken over.
package struct ImportReject: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let field: String
    package let reason: String
    package let value: String

    package init(file: String, line: Int, field: String, reason: String, value: String) {
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason
        self.value = value
    }

    package var description: String { "\(file):\(line): \(field): \(reason): \(value)" }
}

/// Why a set of files was refused as a whole.
package struct ImportError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case unknownFormat, malformed, guardJoin, guardCount, guardShrink, guardOlder, duplicateID, truncated, noName,
            rejects
    }

    package let code: Code
    package let file: String
    package let line: Int
    /// What is wrong and what would be right; no personal data.
    package let message: String

    package init(_ code: Code, file: String, line: Int = 0, _ message: String) {
        self.code = code
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}
