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
        let guarded = GuardedWindows(
            subject: subject.name, windows: windows, tests: tests, zone: zone.flatMap { zones($0.name) })
        for report in guarded.reports {
            guard let failure = report.failure else { continue }
            self.report(.testFailed, subject, place: report.place, "the test at \(report.at): \(failure)")
        }
        var weak: [CivilDate] = []
        for mutant in guarded.movedBounds {
            score.total += 1
            if guarded.notices(mutant) {
                score.killed += 1
            } else if let bound = mutant.bound, weak.last != bound {
                weak.append(bound)
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
}
