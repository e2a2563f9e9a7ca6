import Domain
import Tax
import Testing

/// One bundle for each row of the public cases: the facts of the row as packs, its expectation as it stands there.
@Suite struct RuleVerifierCaseTests {
    private typealias Bundle = RuleBundle

    private static let open = Bundle.window("2013-01-01", nil, "20")

    private static let bundles: [String: String] = {
        var bundles: [String: String] = [:]
        bundles["RS01"] = Bundle.text([
            Bundle.rule(
                "DE", Bundle.window("2007-01-01", "2020-07-01", "19") + ", " + Bundle.window("2020-07-02", nil, "19"))
        ])
        bundles["RS03"] = Bundle.text([
            Bundle.standard(
                "FI", Bundle.window("2013-01-01", "2024-09-02", "24") + ", " + Bundle.window("2024-09-01", nil, "25.5"))
        ])
        bundles["RS05"] = Bundle.text(
            [Bundle.standard("IE", Bundle.window("2012-01-01", nil, "23"))],
            #"reference: {second: [{country: "IE", kind: standard, from: "2020-09-01", to: "2021-03-01", rate: "21"}]}"#
        )
        bundles["RS07"] = Bundle.text(
            [Bundle.standard("ZA", Bundle.window("1993-04-07", nil, "14"))],
            #"reference: {second: [{country: "ZA", kind: standard, from: "2018-04-01", to: null, rate: "15"}]}"#)
        bundles["RS09"] = Bundle.text([
            Bundle.standard(
                "EE", Bundle.window("2009-07-01", "2025-07-01", "20") + ", " + Bundle.window("2025-07-01", nil, "24"),
                header: "updated: \"2021-05-27\", ")
        ])
        bundles["RS11"] = Bundle.text([
            Bundle.rule(
                "FI",
                Bundle.window("2013-01-01", "2024-08-31T21:00:00Z", "24") + ", "
                    + Bundle.window("2024-08-31T21:00:00Z", nil, "25.5"), zone: "Europe/Helsinki")
        ])
        bundles["RS13"] = Bundle.text(
            [
                """
                {schema: vat-rules/1, jurisdiction: "EU", rules: [{id: OSS, fee_types: [energy], when: \
                {customer.business: false}, reporting: [{from: "2005-01-01", to: "2027-01-01", schemes: \
                [local_registration]}, {from: "2027-01-01", to: null, schemes: [oss_union]}], basis: [{cite: "Dir"}], \
                status: staged, activates: "2027-01-01", confirm_by: "2026-12-15", verified: {date: "2026-11-23"}}]}
                """
            ], asOf: "2026-12-16")
        bundles["RS15"] = Bundle.text(
            [
                Bundle.rule(
                    "IE",
                    Bundle.window("2022-05-01", "2031-01-01", "9") + ", " + Bundle.window("2031-01-01", nil, "13.5"),
                    zone: "Europe/Dublin")
            ], asOf: "2030-11-15")
        bundles["RS17"] = Bundle.text([Bundle.rule("DE", open, basis: "")])
        bundles["RS19"] = Bundle.text([Bundle.rule("DE", open, verified: "2025-01-02")])
        bundles["RS21"] = Bundle.text(
            [Bundle.standard("LU", Bundle.window("2024-01-01", nil, "17"))],
            #"traffic: [{country: "LU", fee_type: energy, last_session: "2026-11-01", sessions: 4}]"#)
        bundles["RS23"] = Bundle.text(
            [Bundle.rule("MT", open, zone: "Europe/Malta")],
            #"traffic: [{country: "MT", fee_type: energy, last_session: "2025-11-01", sessions: 4}]"#)
        bundles["RS25"] = Bundle.text(
            [
                """
                {schema: vat-rates/1, jurisdiction: "IT", rates: [{kind: standard, windows: [\(open)], basis: \
                [{cite: "DPR"}], verified: {date: "2026-11-01"}}], territories: [{code: IT-LIVIGNO, postcodes: ["23030"], \
                treatment: outside}]}
                """
            ], #"postcodes: {second: {"IT-LIVIGNO": ["23041"]}}"#)
        bundles["RS27"] = Bundle.text([Bundle.rule("HR", Bundle.window("2017-01-01", nil, "4"), zone: "Europe/Zagreb")])
        bundles["RS29"] = Bundle.text(
            [Bundle.standard("FI", Bundle.window("2024-09-01", nil, "25"))],
            #"reference: {second: [{country: "FI", kind: standard, from: "2024-09-01", to: null, rate: "25.5"}]}"#)
        let watch = "certainty: contested, alternatives: [{rate: \"5\", from: \"2011-01-04\"}], "
        bundles["RS31"] = Bundle.text([
            Bundle.rule(
                "GB", open, zone: "Europe/London",
                keys: watch + "watch: [{event: \"appeal\", next_check: \"2026-10-15\"}]")
        ])
        bundles["RS33"] = Bundle.text(
            [
                Bundle.rule(
                    "DE",
                    Bundle.window("2020-07-01", "2021-01-01", "19") + ", " + Bundle.window("2021-01-01", nil, "19"))
            ],
            "baseline:\n  - "
                + Bundle.rule(
                    "DE",
                    Bundle.window("2020-07-01", "2021-01-01", "16") + ", " + Bundle.window("2021-01-01", nil, "19")))
        bundles["RS35"] = replay(expected: "21", knownAt: "2026-03-31")
        let test = "tests: [{at: \"2022-01-01\", fee: energy, expect: {rate: \"19\"}}]"
        bundles["RS37"] = Bundle.text([
            Bundle.rule(
                "DE", Bundle.window("2007-01-01", "2021-01-01", "16") + ", " + Bundle.window("2021-01-01", nil, "19"),
                keys: test)
        ])
        bundles["RS39"] = Bundle.text([
            Bundle.standard("GR", Bundle.window("2016-06-01", nil, "24"), header: "vat_id_prefix: \"GR\", ")
        ])
        return bundles
    }()

    /// A rate of 2025 that was corrected in November 2026, and the March report asked again.
    static func replay(expected: String, knownAt: String) -> String {
        let before = RuleBundle.rule("NL", RuleBundle.window("2023-01-01", nil, "21"), zone: "Europe/Amsterdam")
        let correction = """
            corrections: [{date: "2026-11-20", by: a@example, approved_by: b@example, reason: "wrong", was: {windows: \
            [\(RuleBundle.window("2023-01-01", nil, "21"))]}}]
            """
        let after = RuleBundle.rule(
            "NL",
            RuleBundle.window("2023-01-01", "2026-01-01", "9") + ", " + RuleBundle.window("2026-01-01", nil, "21"),
            zone: "Europe/Amsterdam", keys: correction)
        return RuleBundle.text(
            [after],
            """
            versions:
              - recorded_at: "2026-01-01"
                packs: [\(before)]
              - recorded_at: "2026-11-20"
                packs: [\(after)]
            replay: {facts: {country: "NL", fee_type: energy, date: "2025-06-01"}, known_at: "\(knownAt)", \
            expect: {rate: "\(expected)"}}
            baseline: [\(before)]
            """)
    }

    @Test(
        "each public case is found with its code, subject and day, and no other error",
        .enabled(if: Fixture.hasShared("vat/ruleset_cases.csv"), "the public cases are not here"))
    func publicCases() throws {
        var found = 0
        let rows = try Fixture.rows("vat/ruleset_cases.csv")
        for row in rows {
            let id = row["id"] ?? ""
            guard let bundle = Self.bundles[id] else {
                Issue.record("no bundle for \(id)")
                continue
            }
            let result = try RuleBundle.verify(bundle)
            let words = (row["expected_finding"] ?? "").split(separator: " ").map(String.init)
            var expected: [ExpectedFinding] = []
            if let code = words.first.flatMap(RuleFindingCode.init(rawValue:)) {
                expected = [ExpectedFinding(code: code, words: words.dropFirst())]
                let severity = result.findings.first { $0.code == code }?.severity.rawValue
                #expect(severity == row["severity"], "\(id) \(result.findings)")
            } else {
                #expect(result.count(.replayDiffers) == 0, "\(id) must reproduce the answer")
            }
            let report = ExpectationReport(expected, result.findings)
            #expect(report.holds, "\(id) missing \(report.missing) unexpected \(report.unexpected)")
            found += report.holds ? 1 : 0
        }
        #expect(found == rows.count && found >= 20)
    }

    @Test("a replay that gives another answer than then is told")
    func replayDiffers() throws {
        #expect(try RuleBundle.verify(Self.replay(expected: "9", knownAt: "2026-03-31")).count(.replayDiffers) == 1)
        #expect(try RuleBundle.verify(Self.replay(expected: "9", knownAt: "2026-11-21")).count(.replayDiffers) == 0)
    }

    @Test("a subdivision that is null is not stated: the country decides")
    func replayWithoutSubdivision() throws {
        let pack = Bundle.rule("NL", Bundle.window("2023-01-01", nil, "21"), zone: "Europe/Amsterdam")
        for subdivision in ["null", "~", ""] {
            let replay = """
                replay: {facts: {place: {country: "NL", subdivision: \(subdivision)}, fee_type: energy, time: {end: null, \
                start: "2025-06-01"}}, known_at: "2026-03-31", expect: {rate: "21", rule_id: null}}
                """
            let result = try Bundle.verify(Bundle.text([pack], replay))
            #expect(result.count(.replayDiffers) == 0 && result.count(.format) == 0, "\(result.findings)")
        }
    }

    @Test("without versions the corrections of the documents are taken back")
    func replayOfCorrections() throws {
        let windows = Bundle.window("2023-01-01", nil, "21")
        let was =
            "corrections: [{date: \"2026-11-20\", reason: x, was: {windows: [\(Bundle.window("2023-01-01", nil, "9"))]}}]"
        let pack = Bundle.rule("NL", windows, zone: "Europe/Amsterdam", keys: was)
        func count(_ rate: String, _ knownAt: String) throws -> Int {
            let replay = """
                replay: {facts: {country: "NL", fee_type: energy, date: "2025-06-01"}, known_at: "\(knownAt)", \
                expect: {rate: "\(rate)"}}
                """
            return try Bundle.verify(Bundle.text([pack], replay)).count(.replayDiffers)
        }
        #expect(try count("9", "2026-03-31") == 0 && count("21", "2026-03-31") == 1)
        #expect(try count("21", "2026-11-21") == 0)
    }

    @Test("a bundle without a defect has no finding but for what it leaves out")
    func clean() throws {
        let result = try RuleBundle.verify(
            RuleBundle.text([RuleBundle.rule("SE", Self.open, zone: "Europe/Stockholm")]))
        #expect(result.findings.map(\.code) == [.testWeak], "\(result.findings)")
    }
}
