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

/// The state of a part on a day, by the words of the rules document, one rule after the other.
private struct SlowReference {
    let rules: RetentionRules
    var wall = WallCalendar()

    mutating func state(_ facts: RetentionFacts, _ day: CivilDate) -> String {
        let union: Set<String> = [
            "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
            "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
        ]
        let countries = facts.countries.map(\.alpha2)
        var speaking: [RetentionRule] = []
        for rule in rules.periods {
            if !facts.regimes.contains(rule.regime) { continue }
            if !rule.classes.isEmpty, !rule.classes.contains(facts.recordClass) { continue }
            if !rule.groups.isEmpty, !rule.groups.contains(facts.group) { continue }
            if rule.effect == .extendByAuthority { continue }
            if rule.isEU, !countries.isEmpty, !countries.contains(where: union.contains) { continue }
            if let country = rule.country, !countries.contains(country.alpha2) { continue }
            if let held = rule.clock == .event ? facts.eventDate : day {
                if let from = rule.effectiveFrom, held < from { continue }
                if let to = rule.effectiveTo, held >= to { continue }
            }
            speaking.append(rule)
        }
        if speaking.isEmpty { return "unknown" }
        let keeping = speaking.filter { $0.effect != .deleteAfter }
        if keeping.contains(where: { facts.dates[$0.start.dateName] == nil }) { return "waiting" }
        let yearEnd = facts.countries.compactMap { rules.countries[$0]?.financialYearEnd }.first ?? MonthDay("12-31")!
        let today = WallCalendar.day(day)
        var mayBeLonger = false
        for rule in keeping {
            let date = facts.dates[rule.start.dateName]!
            if today < wall.end(rule, rule.period, date, yearEnd) { return "keep" }
            if !rule.isCited, today < wall.end(rule, rule.periodMaximum, date, yearEnd) { mayBeLonger = true }
        }
        if !keeping.isEmpty, mayBeLonger || !keeping.contains(where: \.isCited) { return "needs_confirmation" }
        let duties = speaking.filter { $0.effect == .deleteAfter && facts.dates[$0.start.dateName] != nil }
        let due = duties.filter {
            wall.end($0, $0.period, facts.dates[$0.start.dateName]!, yearEnd) <= today
        }
        return due.isEmpty ? "go" : "must_go"
    }
}

@Suite struct RetentionOracleTests {
    @Test("the plan of 10,000 random parts equals a slow walk over the calendar, part by part")
    func tenThousand() throws {
        let rules = try RetentionTests.shipped()
        var reference = SlowReference(rules: rules)
        var generator = SeededGenerator(20_260_801)
        let classes = rules.classes.keys.sorted()
        let countries = ["AT", "BE", "DE", "EE", "ES", "FR", "GB", "IE", "IN", "IT", "NL", "PL", "RO", "US", "ZA"]
        let first = try RetentionTests.day("2020-01-01")
        var seen: [String: Int] = [:]
        for _ in 0..<200 {
            let day = first.adding(days: Int.random(in: 0..<9_000, using: &generator))
            var planner = RetentionPlanner(rules: rules, on: day)
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
                    ? nil : countries.randomElement(using: &generator)
                let part = try RetentionPlanTests.part(
                    UInt64(index), FieldGroup.allCases.randomElement(using: &generator) ?? .tax,
                    recordClass: recordClass.text, country: country,
                    dates: line.isEmpty ? "-" : line.joined(separator: ","), occurred: "2020-06-01T12:00:00Z")
                let facts = planner.retentionFacts(of: part)
                let state = reference.state(facts, day)
                expected[state, default: 0] += 1
                seen[state, default: 0] += 1
                var single = RetentionPlanner(rules: rules, on: day)
                single.add(part)
                #expect(single.finish().lines.map(\.state) == [state], "\(facts) on \(day)")
                planner.add(part)
            }
            let plan = planner.finish()
            let sums = Dictionary(grouping: plan.lines, by: \.state).mapValues { $0.reduce(0) { $0 + $1.parts } }
            #expect(sums == expected)
            #expect(plan.parts == UInt64((expected["go"] ?? 0) + (expected["must_go"] ?? 0)))
        }
        // Every state was met, so that equality says something.
        for state in ["go", "must_go", "keep", "waiting", "needs_confirmation", "unknown"] {
            #expect(seen[state, default: 0] > 20, "\(state): \(seen)")
        }
    }
}
