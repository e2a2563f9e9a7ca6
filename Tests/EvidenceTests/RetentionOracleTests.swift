import Domain
import Testing

@testable import Evidence

/// Retention as a person would find it out with a calendar on the wall: by walking from day to day.
private struct WallCalendar {
    /// A day as it stands on the wall.
    struct Day: Hashable, Comparable {
        var year: Int
        var month: Int
        var day: Int

        static func < (left: Day, right: Day) -> Bool {
            (left.year, left.month, left.day) < (right.year, right.month, right.day)
        }

        mutating func next() {
            let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }

        private var leap: Bool { (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 }
    }

    private struct Walk: Hashable {
        let date: Day
        let start: RetentionStart
        let period: RetentionPeriod
        let yearEnd: MonthDay
    }

    private var known: [Walk: Day] = [:]

    static func day(_ date: CivilDate) -> Day {
        let parts = date.components
        return Day(year: parts.year, month: parts.month, day: parts.day)
    }

    /// The first day on which a period is over.
    mutating func end(_ rule: RetentionRule, _ period: RetentionPeriod, _ date: CivilDate, _ yearEnd: MonthDay) -> Day {
        let walk = Walk(date: Self.day(date), start: rule.start, period: period, yearEnd: yearEnd)
        if let end = known[walk] { return end }
        var today = walk.date
        func isLastOfYear(_ day: Day) -> Bool {
            guard day.month == yearEnd.month else { return false }
            var next = day
            next.next()
            return day.day == yearEnd.day || (next.month != day.month && day.day < yearEnd.day)
        }
        switch rule.start {
        case .dayAfter, .filingDeadline, .lastDependent: today.next()
        case .yearEnd: repeat { today.next() } while today.year == walk.date.year
        case .july: repeat { today.next() } while today.year == walk.date.year || today.month < 7
        case .fiscalYearEnd:
            while !isLastOfYear(today) { today.next() }
            today.next()
        }
        let first = today
        let months = first.month - 1 + period.months
        let goal = Day(year: first.year + period.years + months / 12, month: months % 12 + 1, day: first.day)
        while today < goal { today.next() }
        for _ in 0..<period.days { today.next() }
        known[walk] = today
        return today
    }
}

/// The register of the test: persons with their countries, party and, where it is known, the end of their relationship.
private struct Person {
    let id: String
    let countries: [String]
    let party: String
    let alias: UInt64
    let end: CivilDate?
    /// Until when an authority ordered to keep.
    let extended: CivilDate?
}

/// The state of a part on a day, by the words of the rules document, one rule after the other.
private struct SlowReference {
    /// What is known about one part.
    struct Known {
        var countries: [String]
        var isCountryKnown: Bool
        var dates: [DateName: CivilDate]
        var eventDate: CivilDate?
    }

    let rules: RetentionRules
    let persons: [Person]
    let entities: [String: String]
    /// Ends of the relationships of subjects who are nobody of the register.
    let ownEnds: [UInt64: CivilDate]
    /// Until when an authority ordered to keep what is theirs.
    let ownOrders: [UInt64: CivilDate]
    /// What was stated about single entries, by their index.
    let entryDates: [UInt64: [DateName: CivilDate]]
    var wall = WallCalendar()

    /// Whose law and whose relationship: first everybody who is concerned, then what follows from it.
    func known(_ part: RetentionPart, _ subject: UInt64, _ dates: [DateName: CivilDate]) -> Known {
        var laws: [Person] = []
        var concerned: [Person] = []
        var nobody = false
        func concern(_ found: [Person], isLaw: Bool) {
            if found.isEmpty { nobody = true }
            concerned += found
            if isLaw { laws += found }
        }
        let own = persons.filter { $0.alias == subject }
        if !own.isEmpty { concern(own, isLaw: true) }
        if let name = part.parties?.participant {
            concern(persons.filter { $0.id == name }, isLaw: true)
        } else if own.isEmpty {
            concern(persons.filter { $0.party == part.parties?.owner }, isLaw: true)
        }
        if let name = part.parties?.counterparty { concern(persons.filter { $0.id == name }, isLaw: false) }
        var known = Known(
            countries: [part.country?.alpha2].compactMap { $0 }, isCountryKnown: part.country != nil, dates: dates)
        if let entity = part.parties?.entity?.text, let country = entities[entity] { known.countries.append(country) }
        if persons.isEmpty {
            known.dates[.relationshipEnd] = ownEnds[subject] ?? dates[.relationshipEnd]
        } else {
            known.countries += laws.flatMap(\.countries)
            let ends = concerned.map(\.end)
            known.dates[.unblocked] = nil
            known.dates[.relationshipEnd] =
                nobody || ends.contains(nil) ? nil : (ends + [ownEnds[subject]]).compactMap { $0 }.max()
        }
        // A statement about the entry settles its dates, whoever else said something; of orders to keep the last day counts.
        let settled = entryDates[part.index] ?? [:]
        for (name, date) in settled where name != .extended { known.dates[name] = date }
        var orders = concerned.compactMap(\.extended)
        for order in [dates[.extended], ownOrders[subject], settled[.extended]] {
            if let order { orders.append(order) }
        }
        known.dates[.extended] = orders.sorted().last
        known.eventDate =
            known.dates[.transaction] ?? known.dates[.document] ?? known.dates[.payment]
            ?? CivilDate.latestOnEarth(at: part.occurred)
        return known
    }

    private func speaks(_ rule: RetentionRule, _ part: RetentionPart) -> Bool {
        rules.classes[part.recordClass]?.regimes.contains(rule.regime) == true
            && (rule.classes.isEmpty || rule.classes.contains(part.recordClass))
            && (rule.groups.isEmpty || rule.groups.contains(part.group))
    }

    mutating func state(_ part: RetentionPart, _ known: Known, _ day: CivilDate) -> String {
        let union: Set<String> = [
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        ]
        var speaking: [RetentionRule] = []
        for rule in rules.periods where speaks(rule, part) {
            if rule.effect == .extendByAuthority, known.dates[.extended] == nil { continue }
            if known.isCountryKnown {
                if rule.isEU, !known.countries.contains(where: union.contains) { continue }
                if let country = rule.country, !known.countries.contains(country.alpha2) { continue }
            }
            if let held = rule.clock == .event ? known.eventDate : day {
                if let from = rule.effectiveFrom, held < from { continue }
                if let to = rule.effectiveTo, held >= to { continue }
            }
            speaking.append(rule)
        }
        if speaking.isEmpty { return "unknown" }
        let keeping = speaking.filter { $0.effect != .deleteAfter }
        if keeping.contains(where: { known.dates[$0.start.dateName] == nil }) { return "waiting" }
        let today = WallCalendar.day(day)
        func yearEnd(_ rule: RetentionRule) -> MonthDay {
            rule.country.flatMap { rules.countries[$0]?.financialYearEnd } ?? MonthDay("12-31")!
        }
        var mayBeLonger = false
        for rule in keeping {
            let date = known.dates[rule.start.dateName]!
            let isOrdered = rule.effect != .extendByAuthority || day <= known.dates[.extended]!
            if isOrdered, today < wall.end(rule, rule.period, date, yearEnd(rule)) { return "keep" }
            if !rule.isCited, today < wall.end(rule, rule.periodMaximum, date, yearEnd(rule)) { mayBeLonger = true }
        }
        if !keeping.isEmpty, mayBeLonger || !keeping.contains(where: \.isCited) { return "needs_confirmation" }
        // Money-laundering law keeps such parts somewhere, and here no row of it speaks.
        if rules.periods.contains(where: { $0.regime == "aml" && $0.effect == .keep && speaks($0, part) }),
            !keeping.contains(where: { $0.regime == "aml" && $0.effect == .keep })
        {
            return "needs_confirmation"
        }
        let duties = speaking.filter { $0.effect == .deleteAfter && known.dates[$0.start.dateName] != nil }
        let due = duties.filter {
            wall.end($0, $0.period, known.dates[$0.start.dateName]!, yearEnd($0)) <= today
        }
        return due.isEmpty ? "go" : "must_go"
    }
}

@Suite struct RetentionOracleTests {
    private static let countries = [
        "AT", "BE", "DE", "EE", "ES", "FR", "GB", "IE", "IN", "IT", "KP", "NL", "PL", "RO", "US", "ZA",
    ]

    /// A register of up to eight persons; sometimes of nobody.
    private func persons(_ generator: inout SeededGenerator, _ first: CivilDate) -> [Person] {
        let count = Int.random(in: 0..<9, using: &generator)
        return (0..<count).map { number in
            let end = first.adding(days: Int.random(in: 0..<420, using: &generator))
            return Person(
                id: "P-\(number)",
                countries: (0..<Int.random(in: 1...2, using: &generator)).compactMap { _ in
                    Self.countries.randomElement(using: &generator)
                }, party: "DE*P0\(number / 2)", alias: UInt64(100 + number),
                end: Int.random(in: 0..<6, using: &generator) == 0 ? nil : end,
                extended: Int.random(in: 0..<4, using: &generator) == 0
                    ? first.adding(days: Int.random(in: 0..<5_000, using: &generator)) : nil)
        }
    }

    private func register(_ reference: SlowReference) throws -> (RetentionRegister, LaterDates) {
        let entities = reference.entities.map { (LegalEntityID($0.key), Country(alpha2: $0.value)) }
        var register = RetentionRegister(
            entities: Dictionary(uniqueKeysWithValues: entities.compactMap { pair in pair.1.map { (pair.0, $0) } }))
        var later = LaterDates()
        var envelope = try Envelope(parsing: Synthetic.draft(1, kind: .date).sealed(in: Synthetic.log).bytes)
        for person in reference.persons {
            for country in person.countries { register.add(Country(alpha2: country), of: person.id) }
            register.add(party: person.party, of: person.id)
            register.add(Pseudonym(high: 0, low: person.alias), of: person.id)
        }
        var stated: [(subject: UInt64, end: CivilDate?, extended: CivilDate?)] = []
        for person in reference.persons { stated.append((person.alias, person.end, person.extended)) }
        for subject in Set(reference.ownEnds.keys).union(reference.ownOrders.keys) {
            stated.append((subject, reference.ownEnds[subject], reference.ownOrders[subject]))
        }
        for (subject, end, extended) in stated {
            envelope.subject = Pseudonym(high: 0, low: subject)
            envelope.dates = [extended.map { NamedDate(.extended, $0) }, end.map { NamedDate(.relationshipEnd, $0) }]
                .compactMap(\.self)
            later.add(envelope)
        }
        envelope.subject = nil
        for (index, dates) in reference.entryDates {
            envelope.refs = [EvidenceHash.plain(Array("\(index)".utf8))]
            envelope.dates = dates.map { NamedDate($0.key, $0.value) }
            later.add(envelope)
        }
        return (register, later)
    }

    /// Statements about some of the entries, of some names.
    private func entryDates(
        _ generator: inout SeededGenerator, _ first: CivilDate
    ) -> [UInt64: [DateName: CivilDate]] {
        var stated: [UInt64: [DateName: CivilDate]] = [:]
        for index in UInt64(0)..<50 where Int.random(in: 0..<4, using: &generator) == 0 {
            var dates: [DateName: CivilDate] = [:]
            for name in DateName.allCases where Int.random(in: 0..<4, using: &generator) == 0 {
                let most = name == .extended ? 5_000 : 420
                dates[name] = first.adding(days: Int.random(in: 0..<most, using: &generator))
            }
            stated[index] = dates
        }
        return stated
    }

    private func parties(_ persons: [Person], _ generator: inout SeededGenerator) -> RecordParties {
        func named(_ chance: Int) -> String? {
            guard Int.random(in: 0..<chance, using: &generator) == 0 else { return nil }
            return "P-\(Int.random(in: 0..<max(persons.count, 1) + (chance == 2 ? 1 : 0), using: &generator))"
        }
        return RecordParties(
            entity: [.main, LegalEntityID("uk")].randomElement(using: &generator), participant: named(2),
            owner: "DE*P0\(Int.random(in: 0..<5, using: &generator))", counterparty: named(3))
    }

    @Test("the plan of 10,000 random parts equals a slow walk over the calendar and the register, part by part")
    func tenThousand() throws {
        let rules = try RetentionTests.shipped()
        var generator = SeededGenerator(20_260_801)
        let classes = rules.classes.keys.sorted()
        let first = try RetentionTests.day("2020-01-01")
        var seen: [String: Int] = [:]
        var wall = WallCalendar()
        for round in 0..<200 {
            let day = first.adding(days: Int.random(in: 0..<9_000, using: &generator))
            var ownEnds: [UInt64: CivilDate] = [:]
            var ownOrders: [UInt64: CivilDate] = [:]
            for subject in UInt64(1)...3 {
                if Bool.random(using: &generator) {
                    ownEnds[subject] = first.adding(days: Int.random(in: 0..<420, using: &generator))
                }
                if Int.random(in: 0..<4, using: &generator) == 0 {
                    ownOrders[subject] = first.adding(days: Int.random(in: 0..<5_000, using: &generator))
                }
            }
            var reference = SlowReference(
                rules: rules, persons: round % 4 == 0 ? [] : persons(&generator, first),
                entities: round % 3 == 0 ? ["uk": "GB"] : [:], ownEnds: ownEnds, ownOrders: ownOrders,
                entryDates: entryDates(&generator, first), wall: wall)
            let (register, later) = try register(reference)
            var planner = RetentionPlanner(rules: rules, on: day, later: later, register: register)
            var expected: [String: Int] = [:]
            for index in 0..<50 {
                let recordClass = try #require(classes.randomElement(using: &generator))
                var dates: [DateName: CivilDate] = [:]
                for name in DateName.allCases where Int.random(in: 0..<8, using: &generator) > 0 {
                    dates[name] = first.adding(days: Int.random(in: 0..<420, using: &generator))
                }
                let line = dates.sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value)" }
                let country =
                    Int.random(in: 0..<12, using: &generator) == 0
                    ? nil : Self.countries.randomElement(using: &generator)
                let subject = UInt64([1, 2, 3, 4, 100, 103].randomElement(using: &generator) ?? 1)
                var part = try RetentionPlanTests.part(
                    UInt64(index), FieldGroup.allCases.randomElement(using: &generator) ?? .tax,
                    recordClass: recordClass.text, country: country, subject: subject,
                    dates: line.isEmpty ? "-" : line.joined(separator: ","), occurred: "2020-06-01T12:00:00Z")
                part.parties = parties(reference.persons, &generator)
                let state = reference.state(part, reference.known(part, subject, dates), day)
                expected[state, default: 0] += 1
                seen[state, default: 0] += 1
                var single = RetentionPlanner(rules: rules, on: day, later: later, register: register)
                single.add(part)
                #expect(single.finish().lines.map(\.state) == [state], "\(part) on \(day)")
                planner.add(part)
            }
            let plan = planner.finish()
            let sums = Dictionary(grouping: plan.lines, by: \.state).mapValues { $0.reduce(0) { $0 + $1.parts } }
            #expect(sums == expected)
            #expect(plan.parts == UInt64((expected["go"] ?? 0) + (expected["must_go"] ?? 0)))
            wall = reference.wall
        }
        // Every state was met, so that equality says something.
        for state in ["go", "must_go", "keep", "waiting", "needs_confirmation", "unknown"] {
            #expect(seen[state, default: 0] > 20, "\(state): \(seen)")
        }
    }
}
