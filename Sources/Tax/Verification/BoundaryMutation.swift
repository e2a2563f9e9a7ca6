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
        let clock = zone.flatMap { zones($0.name) }
        for test in tests {
            guard let failure = test.failure(windows, zone: clock) else { continue }
            report(.testFailed, subject, place: test.place, "the test at \(test.at): \(failure)")
        }
        var weak: [CivilDate] = []
        for boundary in Set(windows.map(\.from) + windows.compactMap(\.to)).sorted() {
            for days in [-1, 1] {
                let moved = RuleVerifier.move(boundary, by: days, windows)
                score.total += 1
                if tests.contains(where: { $0.failure(moved, zone: clock) != nil }) {
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

    /// The windows with one boundary moved: the end of one and the start of the next together.
    private static func move(_ boundary: CivilDate, by days: Int, _ windows: [RuleWindow]) -> [RuleWindow] {
        windows.map { window in
            var moved = window
            if window.from == boundary { moved.from = boundary.adding(days: days) }
            if window.to == boundary { moved.to = boundary.adding(days: days) }
            return moved
        }
    }
}
