import Domain
import Rules
import Testing

/// What a set, a literal and an override may say of a field whose values are a closed set of words.
@Suite struct WordTests {
    private func errors(_ condition: String, places: String = "[DE]", override: String = "", kind: String = "text")
        -> [String]
    {
        let text = """
            rule: PO-912
            title: A rule of the tests
            on: payout
            refs: [own]
            keys: [beneficiary_id]
            versions:
              - v: 1
                from: 2020-01-01
                mode: live
                params:
                  places: {type: set, default: \(places)}
                  word: {type: text, default: \(kind)}
                  limit: {type: money, default: 5 EUR}
            \(override.isEmpty ? "" : "    override: \(override)")
                when: \(condition)
                score: 10
                severity: low
            tests:
              - name: any
                given: {beneficiary_id: B, amount: 100 EUR, at: 2021-01-01}
                expect: hit
            """
        return RuleSet.load(files: [loose(text)]).1.filter { $0.level == .error }.map {
            "\($0.line):\($0.column): \($0.message); expected \($0.expected ?? "")"
        }
    }

    @Test(
        "members that can never be equal are refused where they stand",
        arguments: [
            (
                "country in p.places", "[de]",
                "11:36: 'de' in places is no country, which it is compared with; expected DE"
            ),
            (
                "country not in p.places", "[DE, 5 EUR]",
                "11:36: '5 EUR' in places is no country, which it is compared with; expected an ISO"
            ),
            ("participant.declared_countries in p.places", "[DE]", ""),
            (
                "participant.type in p.places", "[cpo, cpoo]",
                "11:36: 'cpoo' in places is no participant type, which it is compared with; expected cpo"
            ),
            (
                "participant.risk_band in p.places", "[hihg]",
                "11:36: 'hihg' in places is no risk band, which it is compared with; expected high"
            ),
            ("participant.kyc_status in p.places", "[verified, expired]", ""),
            ("participant.kyc_status in p.places", "[ok]", "11:36: 'ok' in places is no KYC status, which"),
            (
                "currency in p.places", "[EUR, eur]",
                "11:36: 'eur' in places is no currency, which it is compared with; expected EUR"
            ),
            ("beneficiary_id in p.places", "[de, 5 EUR]", ""),
            ("lower(country) in p.places", "[de]", ""),
            (
                "country in p.places", "[DE, PL, DE]",
                "11:45: 'DE' stands twice in the default of places; expected each once"
            ),
        ])
    func members(condition: String, places: String, finding: String) {
        let found = errors(condition + " and amount > p.limit", places: places)
        // A set in a set is no comparison of the language.
        if condition.hasPrefix("participant.declared") {
            #expect(found.first?.contains("a set in a set") == true)
        } else {
            #expect(finding.isEmpty ? found == [] : found.count == 1 && found[0].hasPrefix(finding), "\(found)")
        }
    }

    @Test(
        "literals that can never be equal are refused where they stand",
        arguments: [
            ("country == \"de\"", "15:16: 'de' is no country; expected DE"),
            (
                "\"Germany\" != country",
                "15:5: 'Germany' is no country; expected an ISO 3166-1 code in capitals such as PL"
            ),
            ("participant.type == \"cpo\"", ""), ("participant.type == \"CPO\"", "15:25: 'CPO' is no participant type"),
            ("lower(country) == \"de\"", ""),
            ("country == p.word", "12:35: 'text' in word is no country, which it is compared with"),
            ("beneficiary_id == \"anything\"", ""),
            (
                "count(history.payouts by beneficiary_id where country == \"de\") > 1",
                "15:62: 'de' is no country; expected DE"
            ),
        ])
    func literals(condition: String, finding: String) {
        let found = errors("'\(condition)'")
        #expect(finding.isEmpty ? found == [] : found.count == 1, "\(found)")
        let words = finding.split(separator: " ", maxSplits: 1).last ?? ""
        #expect(finding.isEmpty || found.contains { $0.contains(words) }, "\(found)")
    }

    @Test(
        "an override is by a country, a participant type or a risk band that there is",
        arguments: [
            ("{country: {PL: {limit: 6 EUR}}}", ""),
            ("{country: {pl: {limit: 6 EUR}}}", "'pl' is no country; expected PL"),
            ("{participant_type: {cpo: {limit: 6 EUR}}}", ""),
            ("{participant_type: {cpoo: {limit: 6 EUR}}}", "'cpoo' is no participant type; expected cpo"),
            ("{risk_band: {high: {limit: 6 EUR}}}", ""),
            ("{risk_band: {hihg: {limit: 6 EUR}}}", "'hihg' is no risk band; expected high"),
            ("{country: {PL: {places: [pl]}}}", "'pl' in places is no country, which it is compared with; expected PL"),
            ("{country: {PL: {limit: -6 EUR}}}", "limit is an amount below zero; expected 0"),
        ])
    func overrides(override: String, finding: String) {
        let found = errors("amount > p.limit and country in p.places", override: override)
        #expect(finding.isEmpty ? found == [] : found.count == 1 && found[0].contains(finding), "\(found)")
    }
}
