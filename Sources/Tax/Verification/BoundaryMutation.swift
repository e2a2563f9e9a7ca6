import Domain
import Formats

/// How many moved boundaries the tests of the packs notice.
package struct MutationScore: Hashable, Sendable, CustomStringConvertible {
    package internal(set) var killed = 0
    package internal(set) var total = 0

    /// In percent, rounded down; 100 where there is no boundary.
    package var percent: Int { total == 0 ? 100 : killed * 100 / total }

    package var description: String { "boundary mutation score \(killed)/\(total) (\(percent) %)" }
}

/// Tests of the packs, and whether they would notice a boundary that is a day off.
extension RuleVerifier {
    mutating func checkTests() -> MutationScore {
        var score = MutationScore()
        for placed in rules where placed.isActive && !placed.rule.windows.isEmpty {
            checkTests(placed.rule.tests, placed.rule.windows, placed.zone, placed.subject, &score)
        }
        for placed in series where !placed.series.windows.isEmpty {
            checkTests(placed.series.tests, placed.series.windows, placed.zone, placed.subject, &score)
        }
        return score
    }

    private mutating func checkTests(
        _ tests: [PackTest], _ windows: [RuleWindow], _ zone: TimeZoneID?, _ subject: RuleSubject,
        _ score: inout MutationScore
    ) {
        let rules = zone.flatMap { zones($0.name) }
        let dated = tests.compactMap { test in RuleVerifier.localDate(test.at, rules).map { (test, $0) } }
        for (test, date) in dated where !RuleVerifier.holds(test, windows, date) {
            report(.testFailed, subject, on: date, place: test.place, "the test at \(test.at) does not hold")
        }
        var weak: [CivilDate] = []
        let sorted = RuleVerifier.rising(windows)
        for boundary in RuleVerifier.boundaries(sorted) {
            for days in [-1, 1] {
                let moved = RuleVerifier.move(boundary, by: days, sorted)
                score.total += 1
                if dated.contains(where: { !RuleVerifier.holds($0.0, moved, $0.1) }) {
                    score.killed += 1
                } else if weak.last != boundary {
                    weak.append(boundary)
                }
            }
        }
        guard let first = weak.first else {
            if tests.isEmpty { report(.testWeak, subject, "no test") }
            return
        }
        let detail =
            tests.isEmpty
            ? "no test" : "no test notices when \(weak.map { "\($0)" }.joined(separator: ", ")) moves by a day"
        report(.testWeak, subject, on: first, detail)
    }

    /// Every day on which a window begins or ends.
    private static func boundaries(_ windows: [RuleWindow]) -> [CivilDate] {
        Set(windows.map(\.from) + windows.compactMap(\.to)).sorted()
    }

    /// The windows with one boundary moved: the end of one and the start of the next together.
    private static func move(_ boundary: CivilDate, by days: Int, _ windows: [RuleWindow]) -> [RuleWindow] {
        windows.map { window in
            var moved = window
            if window.from == boundary { moved.from = boundary.adding(days: days) }
            if window.to == boundary { moved.to = boundary.adding(days: days) }
            return moved
        }
    }

    /// The local civil date of a time: an instant counts at the clock of the place.
    static func localDate(_ text: String, _ zone: ZoneRules?) -> CivilDate? {
        guard let time = LocalTimeText.parse(Array(text.utf8)) else { return nil }
        guard let instant = time.instant, let zone else { return time.date }
        return CivilDate(daysSinceEpoch: Int32(clamping: zone.localDay(atMicros: instant.microseconds)))
    }

    private static func holds(_ test: PackTest, _ windows: [RuleWindow], _ date: CivilDate) -> Bool {
        let window = windows.first { $0.holds(on: date) }
        if let rate = test.expectedRatePPM { return window?.ratePPM == rate }
        if let text = test.expectedUnitRate {
            if case .perUnit(let unit) = window?.content {
                return text.hasPrefix(unit.text) || unit.text.hasPrefix(text)
            }
            return false
        }
        if let treatment = test.expectedTreatment, treatment != .missing {
            if case .treatment(let found) = window?.content { return found == treatment }
            return false
        }
        switch window?.content {
        case nil, .open, .treatment(.missing): return true
        default: return false
        }
    }
}
