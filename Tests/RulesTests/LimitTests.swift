import Domain
import Rules
import Testing

/// Windows and ranks with which no event can be judged: named at the value that makes them so, in every mode of a version.
@Suite struct LimitTests {
    private static let rule = """
        rule: PO-921
        title: A rule of the tests
        on: payout
        refs: [own]
        keys: [beneficiary_id]
        versions:
          - v: 1
            from: 2020-01-01
            mode: MODE
            params:
              w: {type: duration, default: 7 d}
              more: {type: duration, default: 1 d}
              rank: {type: ratio, default: 0.9}
            override: {country: {PL: {w: 5 d}}}
            let:
              c: count(history.payouts by beneficiary_id within p.w)
              d: count(others.payouts by beneficiary_id within p.w + p.more)
              q: percentile(history.payouts.amount by beneficiary_id, p.rank)
            when: c >= 1 and d >= 0 and amount >= q
            score: 10
            severity: low
            case: {dedupe: [rule, beneficiary_id], window: 7 d}
        tests:
          - name: hit
            given: {beneficiary_id: B, amount: 100 EUR, at: 2021-01-01}
            expect: hit
        """

    private func findings(_ mode: RuleMode, _ find: String = "", _ replacement: String = "") -> [String] {
        let text = Self.rule.replacing("MODE", with: mode.rawValue)
        let changed = find.isEmpty ? text : text.replacing(find, with: replacement, maxReplacements: 1)
        return RuleSet.load(files: [loose(changed)]).1.map(\.description)
    }

    @Test(
        "a window that is not positive or longer than a century is refused where its value stands",
        arguments: [
            ("default: 7 d", "default: 0 s", ["11:36: a window of 0 s; expected a positive duration"]),
            (
                "default: 7 d", "default: -1 d",
                [
                    "11:36: a window of -1 d; expected a positive duration",
                    "17:56: a window of 0 s; expected a positive",
                ]
            ),
            ("PL: {w: 5 d}", "PL: {w: 0 s}", ["14:34: a window of 0 s; expected a positive"]),
            (
                "default: 7 d", "default: 7 d, min: -1 d",
                ["11:46: min of w allows a window of -1 d; expected a positive duration"]
            ),
            (
                "default: 7 d", "default: 7 d, max: 99999 d",
                ["11:46: max of w allows a window of 99999 d; expected at most 36525 d"]
            ),
            (
                "default: 7 d", "default: 999999999999 d",
                [
                    "11:36: a window of 999999999999 d; expected at most 36525 d",
                    "17:56: a window of 1000000000000 d; expected at most 36525 d",
                ]
            ),
            ("within p.w", "within p.w - 7 d", ["11:36: a window of 0 s", "14:34: a window of -2 d"]),
            (
                "within p.w", "within p.w / (p.more / 1 d - 1)",
                ["16:57: a window beyond all numbers", "14:34: a window beyond all numbers"]
            ),
            ("default: 0.9", "default: 1.5", ["13:36: a rank of 1.5; expected more than 0 and at most 1"]),
            (", p.rank)", ", 0)", ["18:63: a rank of 0; expected more than 0"]),
            ("window: 7 d", "window: -7 d", ["22:52: a case window of less than nothing; expected 0 d"]),
        ], [RuleMode.draft, .shadow])
    func refused(change: (find: String, replacement: String, findings: [String]), mode: RuleMode) {
        #expect(findings(mode) == [])
        let found = findings(mode, change.find, change.replacement).filter { !$0.contains("warning") }
        for (message, start) in zip(found, change.findings) {
            #expect(message.hasPrefix("test.yaml:" + start), "\(message)")
        }
        #expect(found.count == change.findings.count, "\(found)")
    }

    @Test("a window of a century and one of a microsecond are accepted")
    func edges() {
        func errors(_ find: String, _ replacement: String) -> [String] {
            findings(.live, find, replacement).filter { !$0.contains("warning") }
        }
        #expect(errors("default: 7 d", "default: 7 d, min: 0.000001 s, max: 36525 d") == [])
        #expect(errors("within p.w + p.more", "within 36525 d") == [])
        #expect(errors("within p.w + p.more", "within 0.000001 s") == [])
        #expect(errors("default: 0.9", "default: 1") == [])
    }

    @Test("an override of the platform that empties a window is named in its own file")
    func local() {
        let rule = Self.rule.replacing("MODE", with: "live")
        let overrides = """
            overrides:
              - {rule: PO-921, param: w, value: -1 d, from: 2022-01-01, reason: a slip of the pen, approver: ben}
            """
        let (set, found) = RuleSet.load(files: [
            loose(rule), RuleSource(path: "rules/local/overrides.yaml", bytes: Array(overrides.utf8)),
        ])
        #expect(set == nil)
        #expect(
            found.first { $0.level == .error }?.description
                == "rules/local/overrides.yaml:2:37: a window of -1 d; expected a positive duration")
    }
}
