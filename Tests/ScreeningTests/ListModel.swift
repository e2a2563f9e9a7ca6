import Domain

@testable import Screening

/// Numbers that are the same in every run of one seed (SplitMix64).
struct SeededRandom {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

    mutating func pick<Element>(_ values: [Element]) -> Element { values[below(values.count)] }
}

/// A made-up subject with what every list format can say of one.
struct ModelSubject: Sendable {
    struct Alias: Sendable {
        var given: String
        var family: String
        var isFormer: Bool
        var isWeak: Bool
    }

    enum Birth: Sendable {
        case day(Int, Int, Int)
        case year(Int)
        case range(Int, Int)
    }

    var number = 0
    var type = SubjectType.person
    /// Empty but for people.
    var given = ""
    var family = ""
    var aliases: [Alias] = []
    var native: String?
    var birth: Birth?
    var nationality = "RU"
    var residence = "IR"
    var gender: Gender?
    var passport: String?
    var imo: String?
    var program = ""

    /// `Given FAMILY`.
    static func display(_ given: String, _ family: String) -> String { given.isEmpty ? family : "\(given) \(family)" }

    /// `FAMILY, Given`.
    static func inverted(_ given: String, _ family: String) -> String { given.isEmpty ? family : "\(family), \(given)" }
}

/// Subjects by seed.
enum ListModel {
    static let countries = ["RU": "Russia", "IR": "Iran", "SY": "Syria", "CN": "China", "BY": "Belarus", "CU": "Cuba"]
    private static let codes = ["RU", "IR", "SY", "CN", "BY", "CU"]
    private static let syllables = [
        "ka", "ro", "min", "as", "tel", "vi", "dor", "shu", "al", "ben", "O'", "ji", "wen", "tsa", "pré", "lö", "gu",
    ]
    private static let native = ["иван", "петр", "олег", "анна", "борис", "клим", "вера", "юрий"]
    private static let endings = [" Co., Ltd.", " & Sons", " \"Star\" Trading", " GmbH", "; Bros", " <West>"]

    static func subjects(_ count: Int, seed: UInt64) -> [ModelSubject] {
        var random = SeededRandom(seed)
        return (0..<count).map { subject($0, &random) }
    }

    private static func word(_ random: inout SeededRandom) -> String {
        var word = ""
        for _ in 0..<2 + random.below(3) { word += random.pick(syllables) }
        return word.prefix(1).uppercased() + word.dropFirst() + "n"
    }

    private static func subject(_ number: Int, _ random: inout SeededRandom) -> ModelSubject {
        var subject = ModelSubject()
        subject.number = number + 1
        subject.type = random.pick([.person, .person, .person, .company, .company, .vessel])
        subject.nationality = random.pick(codes)
        subject.residence = random.pick(codes)
        subject.program = random.pick(["ALPHA", "BETA & GAMMA", "DELTA"])
        switch subject.type {
        case .person:
            subject.given = word(&random)
            subject.family = word(&random).uppercased()
            subject.birth = birth(&random)
            subject.gender = random.pick([.male, .female])
            if random.below(2) == 0 { subject.passport = "P\(1_000_000 + random.below(8_999_999))" }
            if random.below(3) == 0 { subject.native = "\(random.pick(native)) \(random.pick(native))\(number)" }
        case .vessel:
            subject.family = "MV \(word(&random)) \(number)"
            subject.imo = "\(9_000_000 + random.below(899_999))"
        default: subject.family = word(&random) + random.pick(endings)
        }
        for index in 0..<random.below(4) {
            let isPerson = subject.type == .person
            subject.aliases.append(
                ModelSubject.Alias(
                    given: isPerson ? word(&random) : "", family: word(&random).uppercased() + "\(index)",
                    isFormer: random.below(4) == 0, isWeak: random.below(4) == 0))
        }
        return subject
    }

    private static func birth(_ random: inout SeededRandom) -> ModelSubject.Birth? {
        let year = 1930 + random.below(70)
        switch random.below(4) {
        case 0: return .year(year)
        case 1: return .range(year, year + 1 + random.below(3))
        case 2: return nil
        default: return .day(year, 1 + random.below(12), 1 + random.below(28))
        }
    }
}

/// How a format says what a subject is; the entry that its importer must make of it.
struct ModelStyle: Sendable {
    var id: @Sendable (ModelSubject) -> String
    var isInverted = false
    var hasNative = true
    var hasFormer = true
    var hasWeak = true
    var hasRange = true
    var hasGender = true
    var nativeIsWeak = false
    var hasResidence = true
    var measures: [String] = []
    var parts: @Sendable (_ given: String, _ family: String) -> [NamePart] = { given, family in
        [NamePart(.given, given), NamePart(.family, family)]
    }

    func entry(_ subject: ModelSubject) -> ListEntry {
        var entry = ListEntry(entryID: id(subject), type: subject.type)
        func name(_ given: String, _ family: String) -> String {
            isInverted ? ModelSubject.inverted(given, family) : ModelSubject.display(given, family)
        }
        func parts(_ given: String, _ family: String) -> [NamePart] { given.isEmpty ? [] : self.parts(given, family) }
        entry.names.append(
            ListName(name(subject.given, subject.family), parts: parts(subject.given, subject.family)))
        if hasNative, let native = subject.native { entry.names.append(ListName(native, .native)) }
        for alias in subject.aliases {
            let text = name(alias.given, alias.family)
            if entry.names.contains(where: { $0.text == text }) { continue }
            entry.names.append(
                ListName(
                    text, hasFormer && alias.isFormer ? .fka : .aka, isWeak: hasWeak && alias.isWeak,
                    parts: parts(alias.given, alias.family)))
        }
        switch subject.birth {
        case .day(let year, let month, let day): entry.births = [BirthRange(year: year, month: month, day: day)!]
        case .year(let year): entry.births = [BirthRange(years: year, year)!]
        case .range(let first, let last) where hasRange: entry.births = [BirthRange(years: first, last)!]
        default: break
        }
        if subject.type == .person {
            entry.countries.append(EntryCountry(.nationality, Country(alpha2: subject.nationality), ""))
        } else if subject.type == .vessel {
            entry.countries.append(EntryCountry(.flag, Country(alpha2: subject.nationality), ""))
        }
        if hasResidence { entry.countries.append(EntryCountry(.residence, Country(alpha2: subject.residence), "")) }
        if hasGender, let gender = subject.gender { entry.genders = [gender] }
        if let passport = subject.passport { entry.ids.append(SubjectID(scheme: "passport", value: passport)) }
        if let imo = subject.imo { entry.ids.append(SubjectID(scheme: "imo", value: imo)) }
        entry.programs = [subject.program]
        entry.measures = measures
        return entry
    }
}

/// Text put together for a file.
struct ModelText {
    var text = ""

    static func xml(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x22 }) else { return value }
        var result = ""
        for character in value {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }

    static func csv(_ fields: [String], _ separator: Character = ",") -> String {
        let mark = separator.asciiValue ?? 0x2C
        return fields.map { field in
            field.utf8.contains { $0 == mark || $0 == 0x22 }
                ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
                : field
        }.joined(separator: String(separator)) + "\r\n"
    }

    mutating func element(_ name: String, _ value: String) {
        if !value.isEmpty { text += "<\(name)>\(Self.xml(value))</\(name)>" }
    }

    static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
