import Domain

@testable import Screening

/// Small lists made from a seed, and the changes that can happen to their entries.
struct RandomLists {
    var generator: DamageGenerator

    init(seed: UInt64) { generator = DamageGenerator(seed: seed) }

    static let first = [
        "Ivan", "Marina", "Daniele", "Gabriel", "Jürgen", "Моника", "Probal", "Samira", "Tarek", "Ludmila",
    ]
    static let last = [
        "Samplov", "Probenko", "Testarossi", "Müllerberg", "Karimzade", "Тестовская", "Plombowski", "Zoltavar",
        "Brenkovic",
        "Quarrantino",
    ]

    mutating func below(_ count: Int) -> Int { generator.below(count) }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[generator.below(values.count)] }

    mutating func name() -> String { "\(pick(Self.first)) \(pick(Self.last))" }

    mutating func entry(_ id: Int) -> ListEntry {
        var entry = ListEntry(entryID: "E\(id)", type: .person)
        entry.names = [ListName(name())]
        if below(3) == 0 { entry.names.append(ListName(name(), .aka, isWeak: below(2) == 0)) }
        if below(2) == 0, let birth = BirthRange(year: 1950 + below(50), month: 1 + below(12), day: 1 + below(28)) {
            entry.births = [birth]
        }
        if below(2) == 0 { entry.countries = [country()] }
        if below(3) == 0 { entry.genders = [.male] }
        if below(4) == 0 { entry.ids = [SubjectID(scheme: "passport", value: "P\(below(1_000))")] }
        entry.programs = ["TEST"]
        entry.measures = ["asset freeze"]
        entry.remarks = "remark \(below(100))"
        return entry
    }

    mutating func country() -> EntryCountry {
        let code = pick(["DE", "RU", "IQ", "ES", "KP"])
        return EntryCountry(.nationality, Country(alpha2: code), code)
    }

    mutating func list(_ id: String, entries: Int) -> ImportedList {
        var list = ImportedList(listID: id, format: .unXML)
        list.entries = (0..<entries).map { entry($0) }
        list.seal()
        return list
    }

    mutating func query() -> ScreeningQuery {
        var query = ScreeningQuery(name: name(), type: .person)
        if below(2) == 0 { query.births = [BirthRange(years: 1950 + below(50), 1999)].compactMap { $0 } }
        if below(2) == 0 { query.countries = [country().country].compactMap { $0 } }
        return query
    }

    /// Changes one compared field; the entry is another one afterwards.
    mutating func changeMaterially(_ entry: inout ListEntry) -> String {
        let kinds = ["names", "alias", "births", "countries", "genders", "ids", "programs", "measures", "type"]
        let kind = pick(kinds)
        let tag = String(generator.next(), radix: 36)
        switch kind {
        case "names": entry.names[0].text += " \(tag)"
        case "alias": entry.names.append(ListName("Alias \(tag)", .aka))
        case "births": entry.births.append(contentsOf: [BirthRange(years: 1901 + below(40), 1945)].compactMap { $0 })
        case "countries": entry.countries.append(EntryCountry(.residence, Country(alpha2: "FR"), tag))
        case "genders": entry.genders = entry.genders == [.female] ? [] : [.female]
        case "ids": entry.ids.append(SubjectID(scheme: "passport", value: tag))
        case "programs": entry.programs.append(tag)
        case "measures": entry.measures.append(tag)
        default: entry.type = entry.type == .person ? .unknown : .person
        }
        return kind
    }

    /// Changes what is never compared.
    mutating func changeImmaterially(_ entry: inout ListEntry) -> String {
        let kind = pick(["remarks", "order", "source", "unread", "listedOn", "birth place"])
        let tag = String(generator.next(), radix: 36)
        switch kind {
        case "remarks": entry.remarks += tag
        case "order":
            entry.names.reverse()
            entry.programs.reverse()
        case "source": entry.source = tag
        case "unread": entry.unread.append(tag)
        case "listedOn": entry.listedOn = CivilDate(year: 2020, month: 1, day: 1 + below(28))
        default: entry.birthPlaces.append(tag)
        }
        return kind
    }
}
