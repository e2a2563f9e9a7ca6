import Domain
import Formats
import Foundation
import Tax
import Testing

/// One defect of each code, and beside it what is no defect.
@Suite struct RuleVerifierTests {
    private typealias Bundle = RuleBundle

    private func codes(_ packs: [String], asOf: String = "2026-11-23", _ more: String = "") throws -> [RuleFinding] {
        try Bundle.verify(Bundle.text(packs, asOf: asOf, more)).findings
    }

    private func has(_ code: RuleFindingCode, _ findings: [RuleFinding], _ subject: String? = nil) -> Bool {
        findings.contains { $0.code == code && (subject == nil || $0.subject == subject) }
    }

    private let open = RuleBundle.window("2010-01-01", nil, "20")

    @Test("a gap between two rules of one fee is found; one that a general rule fills is none")
    func gapBetweenRules() throws {
        let first = Bundle.rule("AT", Bundle.window("2010-01-01", "2020-01-01", "20"), id: "A")
        let second = Bundle.rule("AT", Bundle.window("2020-01-03", nil, "20"), id: "B")
        let findings = try codes([first, second])
        #expect(
            findings.contains { $0.code == .gap && $0.date == CivilDate("2020-01-01") && $0.subject == "AT energy" })
        let special = Bundle.rule(
            "AT", Bundle.window("2010-01-01", "2020-01-01", "10") + ", " + Bundle.window("2021-01-01", nil, "10"),
            keys: "priority: \"9\", when: {customer.business: true}", id: "C")
        #expect(try !has(.gap, codes([special, Bundle.rule("AT", open, id: "D")])))
    }

    @Test("inclusive ends are told as what they are, beside the gaps they make")
    func inclusive() throws {
        let windows =
            Bundle.window("2010-01-01", "2020-06-30", "19") + ", " + Bundle.window("2020-07-01", "2020-12-31", "16")
            + ", "
            + Bundle.window("2021-01-01", nil, "19")
        let findings = try codes([Bundle.rule("DE", windows)])
        #expect(has(.boundaryInclusive, findings, "DE energy"))
        let expected = [ExpectedFinding(code: .boundaryInclusive, subject: "DE energy", date: nil)]
        #expect(ExpectationReport(expected, findings).holds)
        #expect(!ExpectationReport([], findings).holds)
    }

    @Test("two rules of one priority that can both hold are ambiguous; contrary conditions are not")
    func ambiguous() throws {
        let any = Bundle.rule("AT", open, id: "A")
        #expect(try has(.ambiguous, codes([any, Bundle.rule("AT", open, id: "B")])))
        #expect(
            try has(
                .ambiguous, codes([any, Bundle.rule("AT", open, keys: "when: {customer.business: true}", id: "B")])))
        #expect(try !has(.ambiguous, codes([any, Bundle.rule("AT", open, keys: "priority: \"1\"", id: "B")])))
        #expect(try !has(.ambiguous, codes([any, Bundle.rule("BE", open, id: "B")])))
        let business = Bundle.rule("AT", open, keys: "when: {customer.business: true}", id: "A")
        let private_ = Bundle.rule("AT", open, keys: "when: {customer.business: false}", id: "B")
        #expect(try !has(.ambiguous, codes([business, private_])))
        let early = Bundle.rule("AT", Bundle.window("2000-01-01", "2010-01-01", "20"), id: "B")
        #expect(try !has(.ambiguous, codes([any, early])))
    }

    @Test("a window that ends is told 60 days before, not 61, and not once it has ended")
    func endsSoon() throws {
        let rule = Bundle.rule(
            "IE", Bundle.window("2020-01-01", "2031-01-01", "9") + ", " + Bundle.window("2031-01-01", nil, "23"))
        #expect(try !has(.endsSoon, codes([rule], asOf: "2030-11-01")))
        for (day, step) in [("2030-11-02", "60"), ("2030-12-02", "30"), ("2030-12-25", "7")] {
            let findings = try codes([rule], asOf: day)
            #expect(findings.contains { $0.code == .endsSoon && $0.detail.contains("within \(step))") }, "\(day)")
        }
        #expect(try !has(.endsSoon, codes([rule], asOf: "2031-01-01")))
    }

    @Test("a rule that ended while sessions go on is open at its end, not missing")
    func sunset() throws {
        let ended = Bundle.rule("NL", Bundle.window("2022-07-01", "2026-06-30", "9"))
        let traffic = #"traffic: [{country: "NL", fee_type: energy, last_session: "2026-11-01", sessions: 9}]"#
        let findings = try codes([ended], traffic)
        #expect(has(.sunsetOpen, findings, "NL energy") && !has(.missing, findings))
        #expect(try !has(.sunsetOpen, codes([ended])))
        #expect(
            try !has(
                .sunsetOpen,
                codes([ended, Bundle.rule("NL", Bundle.window("2026-06-30", nil, "21"), id: "B")], traffic)))
    }

    @Test("a withdrawn rule with nothing in its place is still selectable; beside one in force it is not")
    func withdrawn() throws {
        let gone = Bundle.rule("ZA", Bundle.window("2025-05-01", nil, "15.5"), keys: "status: withdrawn", id: "W")
        let inForce = Bundle.rule("ZA", Bundle.window("2018-04-01", nil, "15"), id: "A")
        #expect(try has(.withdrawn, codes([gone])))
        #expect(try !has(.withdrawn, codes([gone, inForce])))
        let copied = Bundle.rule(
            "ZA", Bundle.window("2018-04-01", "2025-05-01", "15") + ", " + Bundle.window("2025-05-01", nil, "15.5"),
            id: "A")
        #expect(try has(.withdrawn, codes([gone, copied])))
        let high = Bundle.rule(
            "ZA", Bundle.window("2025-05-01", nil, "15.5"), keys: "priority: \"10\", status: withdrawn", id: "W")
        #expect(try !has(.withdrawn, codes([high, inForce])))
        let again = Bundle.rule("ZA", Bundle.window("2025-05-01", nil, "15.5"), id: "A")
        #expect(try !has(.withdrawn, codes([gone, again])))
    }

    @Test(
        "rates outside what a rate can be",
        arguments: [
            ("0.19", RuleFindingCode.unit), ("51", .unit), ("25.5001", .scale), ("19.00001", .scale), ("4.9", .bound),
        ])
    func rates(_ rate: String, _ code: RuleFindingCode) throws {
        let findings = try codes([Bundle.rule("DE", Bundle.window("2010-01-01", nil, rate))])
        #expect(has(code, findings, code == .scale ? nil : "DE energy"), "\(findings)")
        #expect(!has(.format, findings))
    }

    @Test("bounds of the Union hold for member states, and a derogation lifts the lower one")
    func bounds() throws {
        #expect(try has(.bound, codes([Bundle.standard("LU", Bundle.window("2010-01-01", nil, "14.9"))])))
        #expect(try !has(.bound, codes([Bundle.standard("LU", Bundle.window("2010-01-01", nil, "15"))])))
        #expect(try !has(.bound, codes([Bundle.standard("CH", Bundle.window("2010-01-01", nil, "8.1"))])))
        let low = Bundle.window("2010-01-01", nil, "4", "derogation: \"art 110\"")
        #expect(try !has(.bound, codes([Bundle.rule("ES", low)])))
        #expect(try !has(.bound, codes([Bundle.rule("DE", Bundle.window("2010-01-01", nil, "5"))])))
    }

    @Test("dates of checks pass on the day after them")
    func overdue() throws {
        let watch =
            "certainty: contested, alternatives: [{rate: \"5\", from: \"2011-01-04\"}], watch: [{event: x, next_check: \"2026-11-22\"}]"
        #expect(try has(.watchOverdue, codes([Bundle.rule("GB", open, keys: watch)])))
        #expect(try !has(.watchOverdue, codes([Bundle.rule("GB", open, keys: watch)], asOf: "2026-11-22")))
        #expect(try has(.reviewOverdue, codes([Bundle.rule("GB", open)], asOf: "2031-01-01")))
        #expect(try !has(.stale, codes([Bundle.rule("GB", open, verified: "2025-11-23")])))
        #expect(try has(.stale, codes([Bundle.rule("GB", open, verified: "2025-11-22")])))
        let staged = "status: staged, activates: \"2027-01-01\", confirm_by: \"2026-12-15\""
        #expect(try !has(.confirmOverdue, codes([Bundle.rule("GB", open, keys: staged)], asOf: "2026-12-15")))
        #expect(try has(.confirmOverdue, codes([Bundle.rule("GB", open, keys: staged)], asOf: "2026-12-16")))
        let confirmed = staged + ", confirmed: {date: \"2026-12-01\", by: x}"
        #expect(try !has(.confirmOverdue, codes([Bundle.rule("GB", open, keys: confirmed)], asOf: "2026-12-16")))
    }

    @Test("contested without the other reading, assumed, approved by its author")
    func certainty() throws {
        #expect(try has(.noAlternative, codes([Bundle.rule("GB", open, keys: "certainty: contested")])))
        #expect(try has(.assumed, codes([Bundle.rule("BE", open, keys: "certainty: assumed")])))
        func correction(_ approver: String) -> String {
            """
            corrections: [{date: "2026-10-01", by: a@example, approved_by: \(approver), reason: x, was: {certainty: assumed}}]
            """
        }
        #expect(try has(.fourEyes, codes([Bundle.rule("BE", open, keys: correction("A@example"))])))
        #expect(try !has(.fourEyes, codes([Bundle.rule("BE", open, keys: correction("b@example"))])))
    }

    @Test("a past that was changed is told unless a correction says why; a new window to come is no change")
    func history() throws {
        let before = "baseline: [\(Bundle.rule("DE", Bundle.window("2010-01-01", nil, "19")))]"
        let later = Bundle.window("2010-01-01", "2027-01-01", "19") + ", " + Bundle.window("2027-01-01", nil, "20")
        #expect(try !has(.historyEdit, codes([Bundle.rule("DE", later)], before)))
        let past = Bundle.window("2010-01-01", "2026-01-01", "19") + ", " + Bundle.window("2026-01-01", nil, "20")
        let findings = try codes([Bundle.rule("DE", past)], before)
        #expect(findings.contains { $0.code == .historyEdit && $0.date == CivilDate("2026-01-01") })
        let why = "corrections: [{date: \"2026-11-01\", by: a, approved_by: b, reason: x, was: {windows: []}}]"
        #expect(try !has(.historyEdit, codes([Bundle.rule("DE", past, keys: why)], before)))
        let torn = "corrections: [{date: \"soon\", by: a, approved_by: b, reason: x, was: {windows: []}}]"
        let unread = try codes([Bundle.rule("DE", past, keys: torn)], before)
        #expect(!has(.historyEdit, unread) && has(.format, unread))
        let torn24 = Bundle.standard(
            "FI", Bundle.window("2010-01-01", "2024-08-01", "24"), keys: "corrections: [{date: \"soon\"}], ")
        let rates = "baseline: [\(Bundle.standard("FI", Bundle.window("2010-01-01", "2024-09-01", "24")))]"
        #expect(
            try has(
                .historyEdit, codes([Bundle.standard("FI", Bundle.window("2010-01-01", "2024-08-01", "24"))], rates)))
        let unreadRates = try codes([torn24], rates)
        #expect(!has(.historyEdit, unreadRates) && has(.format, unreadRates))
        #expect(try has(.historyEdit, codes([Bundle.standard("FR", Bundle.window("2010-01-01", nil, "20"))], rates)))
    }

    @Test("prefixes: EL for Greece, GB not XI, CHE for Switzerland; territories without carve-out")
    func prefixes() throws {
        func prefix(_ country: String, _ prefix: String) throws -> Bool {
            let header = "vat_id_prefix: \"\(prefix)\", "
            return try has(.prefix, codes([Bundle.standard(country, open, header: header)]))
        }
        #expect(try prefix("GR", "GR") && !prefix("GR", "EL"))
        #expect(try prefix("GB", "XI") && !prefix("GB", "GB"))
        #expect(try !prefix("CH", "CHE") && prefix("CH", "LI"))
        #expect(try has(.territory, codes([Bundle.standard("ES", open)]), "ES-CN"))
        #expect(try !has(.territory, codes([Bundle.standard("SE", open)])))
    }

    @Test("tests on both sides of every boundary catch each moved day; one side alone does not")
    func mutation() throws {
        let windows = Bundle.window("2010-01-01", "2021-01-01", "16") + ", " + Bundle.window("2021-01-01", nil, "19")
        func result(_ tests: [(String, String)]) throws -> RuleVerification {
            let list = tests.map { "{at: \"\($0.0)\", fee: energy, expect: {rate: \($0.1)}}" }.joined(separator: ", ")
            return try Bundle.verify(Bundle.text([Bundle.rule("DE", windows, keys: "tests: [\(list)]")]))
        }
        let both = try result([
            ("2009-12-31", "missing"), ("2010-01-01", "\"16\""), ("2020-12-31T22:59:59Z", "\"16\""),
            ("2020-12-31T23:00:00Z", "\"19\""),
        ])
        #expect(both.mutation.killed == 4 && both.mutation.total == 4 && both.count(.testWeak) == 0)
        #expect(both.count(.testFailed) == 0, "an instant counts at the clock of the place")
        let weak = try result([("2009-12-31", "missing"), ("2010-01-01", "\"16\""), ("2021-01-01", "\"19\"")])
        #expect(weak.mutation.killed == 3 && weak.count(.testWeak) == 1)
        #expect(try result([("2021-01-01", "\"16\"")]).count(.testFailed) == 1)
    }

    @Test("a bare NO, a wrong key and a bundle that is no YAML are told with their line")
    func unreadable() throws {
        let bare = Bundle.rule("NO", open).replacingOccurrences(of: "\"NO\"", with: "NO")
        #expect(try codes([bare]).contains { $0.code == .format && $0.severity == .error && $0.place?.line == 5 })
        let wrong = Bundle.rule("SE", open).replacingOccurrences(of: "fee_types", with: "fee_typs")
        #expect(try has(.format, codes([wrong])))
        let broken = try Bundle.verify("schema: [\n").findings
        #expect(has(.format, broken))
    }

    @Test("a finding is one line of text and one object")
    func output() throws {
        let windows = Bundle.window("2007-01-01", "2020-07-01", "19") + ", " + Bundle.window("2020-07-02", nil, "19")
        let finding = try #require(try codes([Bundle.rule("DE", windows)]).first)
        #expect(finding.description.hasPrefix("error RULE-GAP DE energy 2020-07-01 case.yaml:5 "))
        var output = JSONOutput()
        finding.write(to: &output)
        let expected =
            #"{"code":"RULE-GAP","severity":"error","subject":"DE energy","date":"2020-07-01","rule_id":"DE-EV","#
        #expect(output.text.hasPrefix(expected))
    }
}
