import Domain
package import Formats

/// What a test inside a pack gave.
package struct PackTestReport: Hashable, Sendable, CustomStringConvertible {
    package let place: SourcePlace
    /// Rule id, or `DE standard` for a series of rates.
    package let subject: String
    package let at: String
    /// Nil when the test holds.
    package let failure: String?

    package var description: String { "\(place): \(subject) \(at): \(failure ?? "holds")" }
}

extension PackTest {
    /// Why windows do not give what this test expects; nil when they do.
    ///
    /// - Parameter zone: the clock of the place; nil reads instants in UTC.
    package func failure(_ windows: [RuleWindow], zone: ZoneRules?) -> String? {
        guard let date = date(zone) else { return "at cannot be read" }
        let found = windows.first { $0.holds(on: date) }
        if let expected = expectedTreatment {
            var treatment = Treatment.missing
            if case .treatment(let given)? = found?.content { treatment = given }
            return treatment == expected ? nil : "expected \(expected.rawValue), found \(treatment.rawValue)"
        }
        if let expected = expectedUnitRate {
            var text = "none"
            if case .perUnit(let unit)? = found?.content { text = unit.text }
            return text == expected ? nil : "expected \(expected), found \(text)"
        }
        let rate = found?.ratePPM
        if expectsOpenRate { return found?.content == .open ? nil : "expected an open rate, found \(Self.text(rate))" }
        if expectsNoRate { return found == nil ? nil : "expected no rate, found \(Self.text(rate))" }
        return rate == expectedRatePPM ? nil : "expected \(Self.text(expectedRatePPM)), found \(Self.text(rate))"
    }

    private static func text(_ rate: Int64?) -> String {
        rate.map { decimalText($0, decimals: 4, minimum: 0) } ?? "none"
    }

    /// The local civil date of the test.
    private func date(_ zone: ZoneRules?) -> CivilDate? {
        guard let time = LocalTimeText.parse(Array(at.utf8)) else { return nil }
        guard let instant = time.instant else { return time.date }
        guard let zone else { return instant.utcDate }
        return CivilDate(daysSinceEpoch: Int32(clamping: zone.localDay(atMicros: instant.microseconds)))
    }
}

/// A subject with windows and the tests that guard them.
package struct GuardedWindows: Sendable {
    package let subject: String
    package let windows: [RuleWindow]
    package let tests: [PackTest]
    package let zone: ZoneRules?

    package var reports: [PackTestReport] {
        tests.map {
            PackTestReport(place: $0.place, subject: subject, at: $0.at, failure: $0.failure(windows, zone: zone))
        }
    }

    private static func overlaps(_ windows: [RuleWindow]) -> Bool {
        let sorted = windows.sorted { $0.from < $1.from }
        return zip(sorted, sorted.dropFirst()).contains { left, right in left.to.map { $0 > right.from } ?? true }
    }

    /// A bound that two windows share, moved for both; unnoticed it would shift the change by a day.
    private var sharedBounds: [(String, [RuleWindow])] {
        var all: [(String, [RuleWindow])] = []
        for (left, window) in windows.enumerated() {
            guard let bound = window.to, let right = windows.firstIndex(where: { $0.from == bound }) else { continue }
            for days in [-1, 1] {
                var changed = windows
                changed[left].to = bound.adding(days: days)
                changed[right].from = bound.adding(days: days)
                all.append(("bound \(bound) moved by \(days)", changed))
            }
        }
        return all
    }

    /// Changes that no test notices: each bound a day earlier and later, each rate a millionth up and down.
    package var survivors: [String] {
        var all: [String] = []
        for index in windows.indices {
            for (name, mutant) in Self.mutants(of: windows[index]) {
                var changed = windows
                changed[index] = mutant
                // Two windows on one day do not load (RULE-OVERLAP): no test has to notice.
                if Self.overlaps(changed) { continue }
                if tests.allSatisfy({ $0.failure(changed, zone: zone) == nil }) {
                    all.append("\(subject) \(windows[index].place): \(name)")
                }
            }
        }
        for (name, changed) in sharedBounds where tests.allSatisfy({ $0.failure(changed, zone: zone) == nil }) {
            all.append("\(subject): \(name)")
        }
        return all
    }

    /// How many changes `survivors` tries.
    package var mutantCount: Int {
        windows.reduce(0) { $0 + Self.mutants(of: $1).count } + sharedBounds.count
    }

    private static func mutants(of window: RuleWindow) -> [(String, RuleWindow)] {
        var all: [(String, RuleWindow)] = []
        for days in [-1, 1] {
            var mutant = window
            mutant.from = window.from.adding(days: days)
            all.append(("from \(window.from) moved to \(mutant.from)", mutant))
            if let to = window.to {
                mutant = window
                mutant.to = to.adding(days: days)
                all.append(("to \(to) moved by \(days)", mutant))
            }
            if let rate = window.ratePPM {
                mutant = window
                mutant.content = .rate(rate + Int64(days))
                all.append(("rate \(rate) changed by \(days)", mutant))
            }
            if case .perUnit(let unit) = window.content {
                mutant = window
                let amount = Money(micros: unit.amount.micros + Int64(days), currency: unit.amount.currency)
                mutant.content = .perUnit(UnitRate(amount: amount, unit: unit.unit, quantity: unit.quantity))
                all.append(("amount changed by \(days)", mutant))
            }
        }
        return all
    }
}

extension TaxPack {
    /// Every rule that can be selected and every series of rates, with its tests.
    package func guardedWindows() -> [GuardedWindows] {
        documents.flatMap { document in
            let zone = document.timeZone.flatMap { compiled.zones[$0.name] }
            let rules = document.rules.filter { $0.status != .withdrawn && $0.status != .repealed }.map {
                GuardedWindows(subject: $0.id, windows: $0.windows, tests: $0.tests, zone: zone)
            }
            return rules
                + document.rates.map {
                    GuardedWindows(
                        subject: "\(document.jurisdiction) \($0.kind.rawValue)", windows: $0.windows, tests: $0.tests,
                        zone: zone)
                }
        }
    }

    /// Runs the tests inside the packs, all or those of one rule.
    package func runTests(of subject: String? = nil) -> [PackTestReport] {
        guardedWindows().filter { subject == nil || $0.subject == subject }.flatMap(\.reports)
    }
}
