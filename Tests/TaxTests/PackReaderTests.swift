import Domain
import Formats
import Tax
import Testing

@Suite struct PackReaderTests {
    private static let header = """
        schema: vat-rules/1
        jurisdiction: "DE"
        time_zone: Europe/Berlin
        currency: EUR
        """
    private static let rule = """
        rules:
          - id: DE-X
            fee_types: [energy]
            windows:
              - {from: "2020-01-01", to: null, rate: "19"}
            basis: [{cite: "UStG § 12(1)"}]
        """

    private func faults(_ text: String, _ file: String = "DE/x.yaml") -> [String] {
        Fixture.pack([file: text]).faults.map(\.description)
    }

    static let wrong: [(String, String, String)] = [
        ("rate: \"19\"", "rat: \"19\"", "DE/x.yaml:9:40: RULE-FORMAT unknown key rat; did you mean rate?"),
        ("rate: \"19\"", "rate: \"19,5\"", "rate is not a percentage"),
        ("rate: \"19\"", "rate: \"-1\"", "rate is not a percentage"),
        ("rate: \"19\"", "rate: \"19.00001\"", "rate is not a percentage"),
        ("rate: \"19\"", "treatment: reverse", "treatment reverse is none of"),
        ("rate: \"19\"", "rate: \"19\", treatment: exempt", "exactly one of rate"),
        ("to: null", "to: \"2019-01-01\"", "to is not after from"),
        ("to: null", "to: open", "to is not a date"),
        ("from: \"2020-01-01\"", "from: \"2020-02-30\"", "from is not a date"),
        ("fee_types: [energy]", "fee_types: [enrgy]", "fee type enrgy is none of"),
        ("fee_types: [energy]", "fee_types: [energy, energy]", "fee type energy stands twice"),
        ("fee_types: [energy]", "fee_types: []", "at least one fee type"),
        ("id: DE-X", "id: DE-X\n    status: active", "status active is none of"),
        ("id: DE-X", "id: DE-X\n    when: {customer.business: maybe}", "customer.business cannot be tested so"),
        ("id: DE-X", "id: DE-X\n    when: {customer.bussiness: true}", "did you mean customer.business?"),
        ("id: DE-X", "id: DE-X\n    on_missing: {dealer: \"review\"}", "not a verdict such as review:VAT-CLASS"),
        ("id: DE-X", "id: DE-X\n    alternatives: [{rate: \"7\", from: \"2020-01-01\", effect: applies}]", "effect"),
        ("id: DE-X", "id: DE-X\n    id: DE-Y", "stands twice"),
        ("id: DE-X", "id: &a DE-X", "anchor"),
        ("id: DE-X", "<<: {a: b}\n    id: DE-X", "merge key"),
        ("id: DE-X", "id: DE-X\n    yes: true", "unknown key yes"),
        ("jurisdiction: \"DE\"", "jurisdiction: \"XX\"", "no country of ISO 3166-1"),
        ("jurisdiction: \"DE\"", "jurisdiction: \"FR\"", "jurisdiction FR lies in folder DE"),
        ("currency: EUR", "currency: EURO", "not of ISO 4217"),
        ("time_zone: Europe/Berlin", "time_zone: Europe/Berlino", "there is no time zone Europe/Berlino"),
        ("schema: vat-rules/1", "schema: vat-rules/2", "schema is not vat-rules/1"),
    ]

    @Test("what is not as the format asks is told with file, line and column", arguments: wrong.indices)
    func fault(index: Int) {
        let (old, new, expected) = Self.wrong[index]
        let text = Self.header + "\n" + Self.rule
        #expect(text.contains(old))
        let found = faults(text.replacing(old, with: new))
        #expect(found.contains { $0.contains(expected) && $0.hasPrefix("DE/x.yaml:") }, "\(found)")
    }

    @Test("traps of YAML: a bare NO, instants as bounds, bare rates are noted, and never change a value")
    func traps() throws {
        var reader = PackReader(file: "NO/x.yaml")
        let text = """
            schema: vat-rules/1
            jurisdiction: NO
            time_zone: Europe/Oslo
            currency: NOK
            rules:
              - id: NO-X
                fee_types: [energy]
                windows:
                  - {from: "2024-12-31T23:00:00Z", to: null, rate: 25.50}
                basis: [{cite: "x"}]
            """
        let read = reader.read(Array(text.utf8))
        let pack = try #require(read)
        #expect(pack.jurisdiction == "NO")
        #expect(pack.notes.map(\.kind) == [.bareBoolean, .instantBound, .unquoted])
        #expect(pack.rules[0].windows[0].ratePPM == 255_000)
        let compiled = try #require(Fixture.pack(["NO/x.yaml": text]).pack)
        #expect(compiled.rateRule("NO", .energy, on: try Fixture.day("2024-12-31")) == nil)
        #expect(compiled.rateRule("NO", .energy, on: try Fixture.day("2025-01-01"))?.window.ratePPM == 255_000)
    }

    @Test("two windows on one day and one id twice are refused")
    func ambiguity() {
        let text = Self.header + "\n" + Self.rule
        let overlap = text.replacing(
            "- {from: \"2020-01-01\", to: null, rate: \"19\"}",
            with:
                "- {from: \"2020-01-01\", to: null, rate: \"19\"}\n"
                + "      - {from: \"2021-01-01\", to: null, rate: \"16\"}"
        )
        #expect(faults(overlap).contains { $0.contains("RULE-OVERLAP rule DE-X 2021-01-01") })
        let load = Fixture.pack(["DE/x.yaml": text, "DE/y.yaml": text])
        #expect(load.faults.map(\.code) == [.ambiguous] && load.pack == nil)
    }

    @Test("a staged start counts only once it is confirmed; until then the old window stays")
    func staged() throws {
        let staged = """
                status: staged
                activates: "2027-01-01"
            """
        let text =
            Self.header + "\n"
            + Self.rule.replacing(
                "- {from: \"2020-01-01\", to: null, rate: \"19\"}",
                with: "- {from: \"2020-01-01\", to: \"2027-01-01\", rate: \"19\"}\n"
                    + "      - {from: \"2027-01-01\", to: null, rate: \"21\"}") + "\n" + staged
        let after = try Fixture.day("2027-06-01")
        let open = try #require(Fixture.pack(["DE/x.yaml": text]).pack)
        #expect(open.rateRule("DE", .energy, on: after)?.window.ratePPM == 190_000)
        let confirmed = text + "\n    confirmed: {date: \"2026-12-01\", by: somebody}"
        let pack = try #require(Fixture.pack(["DE/x.yaml": confirmed]).pack)
        #expect(pack.rateRule("DE", .energy, on: after)?.window.ratePPM == 210_000)
        let early = Fixture.pack(["DE/x.yaml": confirmed], knownAt: "2026-11-30")
        let before = try #require(early.pack)
        #expect(before.rateRule("DE", .energy, on: after)?.window.ratePPM == 190_000)
    }

    @Test("an answer as known before a correction is the same bytes as before it was written")
    func knowledgeTime() throws {
        let march = Self.header + "\n" + Self.rule
        let corrected =
            march.replacing("rate: \"19\"", with: "rate: \"18\"") + """

                    corrections:
                      - date: "2026-06-01"
                        by: ana
                        approved_by: ben
                        reason: "the gazette says 18"
                        was: {windows: [{from: "2020-01-01", to: null, rate: "19"}]}
                """
        func bytes(_ text: String, _ knownAt: String?) throws -> [UInt8] {
            let load = Fixture.pack(["DE/x.yaml": text], knownAt: knownAt)
            let pack = try #require(load.pack, "\(load.faults)")
            var output = JSONOutput()
            pack.write(pack.verdict(for: try Line("DE", "2026-02-01", rate: "19").record()), to: &output)
            return output.bytes
        }
        let then = try bytes(march, nil)
        #expect(try bytes(corrected, "2026-03-31") == then)
        #expect(try bytes(corrected, nil) != then)
        #expect(try bytes(corrected, "2026-06-01") != then)
        let late = march + "\n    recorded_at: \"2026-06-01\""
        #expect(
            Fixture.pack(["DE/x.yaml": late], knownAt: "2026-05-31").pack?.rateRule(
                "DE", .energy, on: try Fixture.day("2026-02-01")) == nil)
    }

    @Test("the hash of a rule is of what it decides by, whatever its layout and checks")
    func contentHash() throws {
        func hash(_ text: String) throws -> Hash32 {
            try #require(Fixture.pack(["DE/x.yaml": text]).documents.first?.rules.first).contentHash
        }
        let text = Self.header + "\n" + Self.rule
        let first = try hash(text)
        #expect(try hash(text + "\n    verified: {date: \"2026-01-01\"}\n    review_by: \"2027-01-01\"") == first)
        #expect(
            try hash(text.replacing("{from: \"2020-01-01\", to: null,", with: "{to: null, from: 2020-01-01,")) == first)
        #expect(try hash(text.replacing("rate: \"19\"", with: "rate: \"19.1\"")) != first)
    }
}
