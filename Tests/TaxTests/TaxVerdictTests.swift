import Domain
import Tax
import Testing

@Suite struct TaxVerdictTests {
    private let pack: TaxPack

    init() throws { pack = try Fixture.pack() }

    private func check(
        _ line: TaxLine, _ level: TaxVerdict.Level, _ code: TaxVerdict.Code, found: Int64? = nil,
        _ place: SourceLocation = #_sourceLocation
    ) {
        let verdict = pack.verdict(for: line)
        #expect(verdict.level == level && verdict.code == code, "\(verdict.text)", sourceLocation: place)
        if let found { #expect(verdict.foundPPM == found, sourceLocation: place) }
    }

    @Test("a right rate passes with its legal basis, on both sides of a change")
    func passes() throws {
        check(try Fixture.line("DE", "2020-06-30", "10.00", "11.90"), .pass, .agrees, found: 190_000)
        check(try Fixture.line("DE", "2020-07-01", "10.00", "11.60"), .pass, .agrees, found: 160_000)
        check(try Fixture.line("FI", "2026-05-01", "100.00", "125.50"), .pass, .agrees)
        check(try Fixture.line("IE", "2025-05-01", "100.00", "109.00"), .pass, .agrees)
        check(try Fixture.line("DE", "2025-05-01", "10.00", nil, stated: [190_000]), .pass, .agrees)
        check(try Fixture.line("DE", "2025-05-01", "-10.00", "-11.90"), .pass, .agrees)
        let verdict = pack.verdict(for: try Fixture.line("DE", "2020-07-01", "10.00", "11.60"))
        #expect(verdict.legalBasis.contains { $0.cite.contains("UStG § 28(1)") })
        #expect(verdict.localDate == (try Fixture.day("2020-07-01")) && verdict.outcome(isOwnDocument: true) == .pass)
    }

    @Test("the rounding of the written decimals is allowed for, and no more")
    func rounding() throws {
        // 0.33 at 19 % is 0.3927: 0.39 agrees within half a cent on each side, 0.42 does not.
        check(try Fixture.line("DE", "2025-05-01", "0.33", "0.39"), .pass, .agreesRounded)
        check(try Fixture.line("DE", "2025-05-01", "0.33", "0.42"), .fail, .rate)
        check(try Fixture.line("DE", "2025-05-01", "10.00", "11.91"), .pass, .agrees)
        check(try Fixture.line("DE", "2025-05-01", "10.00", "11.92"), .fail, .rate)
        // The same amounts written with four decimals are exact enough to differ.
        check(try Fixture.line("DE", "2025-05-01", "10.00", "11.91", decimals: 4), .fail, .rate)
        check(
            try Fixture.line("GB", "2018-05-01", "2.7405", "3.2886", postcode: nil, currency: "GBP"), .pass, .contested)
    }

    @Test("wrong rates are told apart: expired, not yet in force, wrong unit, other")
    func wrong() throws {
        check(try Fixture.line("DE", "2021-01-01", "10.00", "11.60"), .fail, .expired, found: 160_000)
        check(try Fixture.line("EE", "2025-06-30", "100.00", "124.00"), .fail, .future)
        check(try Fixture.line("EE", "2025-07-01", "100.00", "122.00"), .fail, .expired)
        check(try Fixture.line("DE", "2025-05-01", "10.00", "10.019", decimals: 3), .fail, .unit)
        check(try Fixture.line("DE", "2025-05-01", "10.00", nil, stated: [1900]), .fail, .unit)
        check(try Fixture.line("DE", "2025-05-01", "10.00", nil, stated: [70_000]), .fail, .rate)
        // The general rate for charging in Greece is a wrong rate, not an expired one: 24 % is still in force.
        check(try Fixture.line("GR", "2026-05-01", "100.00", "124.00"), .fail, .rate)
        check(try Fixture.line("IE", "2025-05-01", "100.00", "113.50"), .fail, .expired)
        let verdict = pack.verdict(for: try Fixture.line("DE", "2021-01-01", "10.00", "11.60"))
        #expect(verdict.outcome(isOwnDocument: true) == .hold && verdict.outcome(isOwnDocument: false) == .review)
    }

    @Test("contradictions, several rates and no tax at all")
    func shapes() throws {
        check(try Fixture.line("DE", "2025-05-01", "10.00", "11.90", stated: [70_000]), .fail, .sum)
        check(try Fixture.line("DE", "2025-05-01", "10.00", nil, stated: [190_000, 70_000]), .review, .split)
        check(try Fixture.line("DE", "2025-05-01", "10.00", "10.00"), .review, .noTax)
        check(try Fixture.line("DE", "2025-05-01", "10.00", nil, stated: [0]), .review, .noTax)
        check(try Fixture.line("DE", "2025-05-01", "0.00", "0.00"), .pass, .zeroAmount)
        check(try Fixture.line("DE", "2025-05-01", "0.00", nil), .pass, .zeroAmount)
        check(try Fixture.line("DE", "2025-05-01", "10.00", "9.00"), .fail, .rate)
    }

    @Test("what is not known is said by name and is never a pass")
    func unknown() throws {
        let missing = try Fixture.line("DE", "2025-05-01", "10.00", nil)
        check(missing, .unknown, .facts)
        #expect(pack.verdict(for: missing).missing == ["vat"])
        #expect(pack.verdict(for: missing).outcome(isOwnDocument: true) == .review)
        let nowhere = TaxLine(
            country: .unknown("place.country"), taxPoint: try Fixture.point("2025-05-01"),
            excluding: try Fixture.money("10"), including: nil)
        check(nowhere, .unknown, .placeUnknown)
        let never = TaxLine(
            country: .known(try Fixture.country("DE")), taxPoint: .unknown("location.time_zone"),
            excluding: try Fixture.money("10"), including: nil)
        check(never, .unknown, .facts)
        #expect(pack.verdict(for: never).missing == ["location.time_zone"])
        check(try Fixture.line("US", "2025-05-01", "10.00", "11.00", currency: "USD"), .unknown, .ruleMissing)
        check(try Fixture.line("DE", "1990-05-01", "10.00", "11.40"), .unknown, .ruleMissing)
        // An amount within rounding of zero implies nothing.
        check(try Fixture.line("DE", "2025-05-01", "0.00", "0.01"), .unknown, .facts)
        let currencies = TaxLine(
            country: .known(try Fixture.country("DE")), taxPoint: try Fixture.point("2025-05-01"),
            excluding: try Fixture.money("10"), including: try Fixture.money("11.90", "PLN"))
        check(currencies, .unknown, .facts)
    }

    @Test("without an established charging rule a line is reviewed, whatever rate it shows")
    func ruleMissing() throws {
        for code in ["LU", "MT", "SI", "CY"] {
            let standard = try #require(
                pack.standardRate(try Fixture.country(code), on: try Fixture.day("2026-05-01")).value)
            check(
                try Fixture.line(code, "2026-05-01", "10.00", nil, stated: [standard.partsPerMillion]), .review,
                .ruleMissing)
            check(try Fixture.line(code, "2026-05-01", "10.00", nil, stated: [80_000]), .review, .ruleMissing)
        }
    }

    @Test("territories are reviewed, those treated as the country pass, and a missing postcode is named")
    func territories() throws {
        check(try Fixture.line("ES", "2026-05-01", "10.00", "12.10", postcode: "35001"), .review, .territory)
        check(try Fixture.line("DE", "2026-05-01", "10.00", "11.90", postcode: "78266"), .review, .territory)
        check(try Fixture.line("FR", "2026-05-01", "10.00", "12.00", postcode: "98000"), .pass, .agrees)
        let blind = pack.verdict(for: try Fixture.line("ES", "2026-05-01", "10.00", "12.10", postcode: nil))
        #expect(blind.level == .pass && blind.missing == ["place.postal_code"])
        #expect(blind.text.contains("not known: place.postal_code"))
        let sighted = pack.verdict(for: try Fixture.line("ES", "2026-05-01", "10.00", "12.10", postcode: "28001"))
        #expect(sighted.missing.isEmpty && sighted.text == "VAT-OK: 21 % by ES charging 2012-09-01, found 21 %")
    }

    @Test("where the law is contested the official rate passes with a note and the other is reviewed")
    func contested() throws {
        check(try Fixture.line("GB", "2026-05-05", "10.00", "12.00", currency: "GBP"), .pass, .contested)
        check(try Fixture.line("GB", "2026-05-05", "10.00", "10.50", currency: "GBP"), .review, .contested)
        check(try Fixture.line("PL", "2022-05-05", "10.00", "12.30", currency: "PLN"), .review, .contested)
        check(try Fixture.line("PL", "2022-05-05", "10.00", "10.50", currency: "PLN"), .pass, .contested)
    }

    @Test("a charge of a session is judged at its charge point")
    func session() throws {
        let owner = try #require(PartyID("DE*ABC"))
        var session = ChargingSession(
            owner: owner, id: "1", currency: .eur, energy: Energy(milliwattHours: 1_000_000),
            lastUpdated: Instant(microseconds: 0))
        let charge = ChargingSession.Charge(
            fee: .total, excluding: try Fixture.money("10.00"), including: try Fixture.money("12.40"))
        let point = try Fixture.point("2025-07-01")
        check(TaxLine(charge, of: session, taxPoint: point), .unknown, .placeUnknown)
        session.place.country = try Fixture.country("EE")
        check(TaxLine(charge, of: session, taxPoint: point), .pass, .agrees)
    }
}
