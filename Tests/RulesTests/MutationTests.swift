import Domain
import Rules
import Testing

/// What changes of a rule on trial say of its tests.
@Suite struct MutationTests {
    static let rule = """
        rule: PO-920
        title: A rule of the tests
        on: payout
        refs: [own]
        keys: [beneficiary_id]
        versions:
          - v: 1
            from: 2020-01-01
            mode: live
            params:
              limit: {type: money, default: 100 EUR, min: 1 EUR}
            when: amount >= p.limit
            score: 10
            severity: medium
            case: {dedupe: [rule, beneficiary_id], window: 7 d}
        tests:
          - name: at the limit
            given: {beneficiary_id: B, amount: 100 EUR, at: 2021-01-01}
            expect: {hit: true, score: 10, severity: medium, subject: B}
          - name: below it
            given: {beneficiary_id: B, amount: 99.99 EUR, at: 2021-01-01}
            expect: no-hit
        """

    static func set(_ text: String) throws -> RuleSet {
        let (set, diagnostics) = RuleSet.load(files: [loose(text)])
        return try #require(set, "\(diagnostics)")
    }

    @Test("a rule whose own tests fail has no score: every change would seem to be noticed")
    func failingTests() async throws {
        let broken = Self.rule.replacing("expect: no-hit", with: "expect: hit")
        let report = try #require(try Self.set(broken).mutate().first)
        #expect(report.total == 0)
        #expect(
            report.obstacle?.description
                == "test.yaml:20: PO-920 test 'below it' fails: expected hit, got no-hit; expected every "
                + "test to hold before changes are tried: amplomb rules test PO-920")
        #expect(try await Self.set(broken).mutate(jobs: 2) == [report])
        let sound = try #require(try Self.set(Self.rule).mutate().first)
        #expect(sound.obstacle == nil && sound.killed > 0)
    }

    /// The rule with an override and a second key, and a test in the country of the override.
    private static let wide = rule.replacing("keys: [beneficiary_id]", with: "keys: [beneficiary_id, iban]").replacing(
        "    when: amount", with: "    override: {country: {PL: {limit: 50 EUR}}}\n    when: amount"
    ).replacing("{beneficiary_id: B, amount", with: "{beneficiary_id: B, country: DE, amount")

    private static func survivors(_ test: String) throws -> [String] {
        try set(wide + "\n" + test).mutate().flatMap(\.survivors).map { "\($0.line):\($0.column) \($0.id)" }
    }

    @Test("an override and a key that no test looks at survive, and tests that look at them notice every change")
    func overridesAndKeys() throws {
        let open = try Self.survivors("").sorted()
        #expect(
            open == [
                "12:38 drop override country PL limit", "12:38 override country PL limit down",
                "12:38 override country PL limit up", "1:1 drop key iban", "1:1 key iban",
            ])
        let looking = """
              - name: at the limit of Poland
                given: {beneficiary_id: B, iban: PL1, country: PL, amount: 50 EUR, at: 2021-01-01}
                expect: {hit: true, keys: {beneficiary_id: B, iban: PL1}}
              - name: below the limit of Poland
                given: {beneficiary_id: B, iban: PL1, country: PL, amount: 49.99 EUR, at: 2021-01-01}
                expect: no-hit
            """
        #expect(try Self.survivors(looking) == [])
        let wrong = looking.replacing("iban: PL1}}", with: "iban: PL2}}")
        let failures = try Self.set(Self.wide + "\n" + wrong).runTests().compactMap(\.failure)
        #expect(
            failures == [
                "expected keys {beneficiary_id: B, iban: PL2}, got {beneficiary_id: B, iban: PL1}"
            ])
    }
}
