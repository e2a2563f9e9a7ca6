package import Domain
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

    /// The windows with one thing changed that a test should notice.
    package struct Mutant: Sendable {
        package let name: String
        /// The bound that was moved; nil where a rate was changed.
        package let bound: CivilDate?
        package let windows: [RuleWindow]
    }

    /// Each bound a day earlier and a day later: the end of one window and the start of the next together.
    package var movedBounds: [Mutant] {
        var all: [Mutant] = []
        for bound in Set(windows.map(\.from) + windows.compactMap(\.to)).sorted() {
            for days in [-1, 1] {
                let moved = windows.map { window in
                    var moved = window
                    if window.from == bound { moved.from = bound.adding(days: days) }
                    if window.to == bound { moved.to = bound.adding(days: days) }
                    return moved
                }
                all.append(Mutant(name: "bound \(bound) moved by \(days)", bound: bound, windows: moved))
            }
        }
        return all
    }

    /// Each rate a millionth up and down.
    package var changedRates: [Mutant] {
        var all: [Mutant] = []
        for (index, window) in windows.enumerated() {
            for step in [Int64(-1), 1] {
                guard let content = window.content.changed(by: step) else { continue }
                var changed = windows
                changed[index].content = content
                all.append(Mutant(name: "rate of \(window.from) changed by \(step)", bound: nil, windows: changed))
            }
        }
        return all
    }

    /// Whether some test fails on it.
    package func notices(_ mutant: Mutant) -> Bool {
        tests.contains { $0.failure(mutant.windows, zone: zone) != nil }
    }

    /// Changes that no test notices.
    package var survivors: [String] {
        (movedBounds + changedRates).filter { !notices($0) }.map { "\(subject): \($0.name)" }
    }

    /// How many changes `survivors` tries.
    package var mutantCount: Int { movedBounds.count + changedRates.count }
}

extension WindowContent {
    /// Another rate by a millionth; nil where there is none.
    fileprivate func changed(by step: Int64) -> WindowContent? {
        switch self {
        case .rate(let rate): return .rate(rate + step)
        case .perUnit(let unit):
            let amount = Money(micros: unit.amount.micros + step, currency: unit.amount.currency)
            return .perUnit(UnitRate(amount: amount, unit: unit.unit, quantity: unit.quantity))
        case .treatment, .open: return nil
        }
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
