import Testing

@testable import Domain

@Suite struct CountryTests {
    @Test("ISO 3166-1 has 249 entries; Kosovo is added and UK is none")
    func count() {
        #expect(Country.all.count == 250)
        #expect(Country(alpha2: "XK") != nil && Country(alpha2: "UK") == nil && Country(alpha2: "EU") == nil)
        #expect(Country(alpha2: "AN") == nil && Country(alpha2: "SU") == nil && Country(alpha2: "YU") == nil)
    }

    @Test("alpha-2 and alpha-3 name each other, in any case")
    func roundTrip() {
        for country in Country.all {
            #expect(Country(alpha3: country.alpha3) == country && Country(alpha2: country.alpha2) == country)
        }
        #expect(Set(Country.all.map(\.alpha3)).count == 250)
        #expect(Country(alpha2: "de")?.alpha3 == "DEU" && Country(alpha3: "gbr")?.alpha2 == "GB")
        #expect(Country(alpha2: "D") == nil && Country(alpha2: "DEU") == nil && Country(alpha3: "DE") == nil)
        #expect(Country(alpha2: "ß") == nil && Country(alpha2: "1A") == nil)
    }

    @Test("the order is alphabetical")
    func order() {
        let codes = Country.all.map(\.alpha2)
        #expect(codes == codes.sorted() && codes.first == "AD" && codes.last == "ZW")
    }
}

@Suite struct CurrencyTests {
    @Test(
        "decimals of the smallest coin (ISO 4217 list one)",
        arguments: [
            ("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("ISK", 0), ("TND", 3), ("HUF", 2), ("UGX", 0), ("BHD", 3),
            ("UYW", 4), ("CLP", 0), ("CHF", 2),
        ])
    func minorUnits(code: String, decimals: Int) { #expect(Currency(code)?.minorUnits == decimals) }

    @Test("unknown codes are refused, known ones read in any case")
    func codes() {
        #expect(Currency("eur") == .eur && Currency("EUR")?.code == "EUR")
        for code in ["", "EU", "EURO", "ZZZ", "E1R", "€"] { #expect(Currency(code) == nil, "\(code)") }
    }

    @Test("every currency of the ECB's history exists")
    func reference() {
        let codes = """
            USD JPY BGN CYP CZK DKK EEK GBP HUF LTL LVL MTL PLN ROL RON SEK SIT SKK CHF ISK NOK HRK RUB TRL TRY AUD BRL \
            CAD CNY HKD IDR ILS INR KRW MXN MYR NZD PHP SGD THB ZAR
            """
        for code in codes.split(separator: " ") { #expect(Currency(code) != nil, "\(code)") }
    }
}

@Suite struct LatticeTests {
    @Test("outcomes and severities are ordered as they are written")
    func order() {
        #expect(Outcome.allCases == Outcome.allCases.sorted() && Outcome.pass < .stop)
        #expect(Severity.allCases == Severity.allCases.sorted() && Severity.ops < .low)
    }

    @Test("unknown is never a value")
    func known() {
        #expect(Known<Int>.unknown("duration").value == nil && Known.known(0).value == 0)
        #expect(Known<Int>.unknown("a") != Known<Int>.unknown("b"))
    }

    @Test("a KYC period is half-open")
    func kycPeriods() throws {
        let country = try #require(Country(alpha2: "NL"))
        let start = Instant(microseconds: 1000)
        let end = Instant(microseconds: 2000)
        var participant = Participant(id: "P", type: .cpo, legalName: "P", country: country, lastUpdated: start)
        participant.kyc = [
            .init(status: .pending, from: start, to: end, validUntil: nil),
            .init(status: .verified, from: end, to: nil, validUntil: nil),
        ]
        #expect(participant.kyc(at: Instant(microseconds: 999)) == nil)
        #expect(participant.kyc(at: start)?.status == .pending)
        #expect(participant.kyc(at: Instant(microseconds: 1999))?.status == .pending)
        #expect(participant.kyc(at: end)?.status == .verified)
    }

    @Test("errors describe themselves without the data they concern")
    func errors() {
        let codes: [DomainError.Code] = [
            .overflow, .currencyMismatch, .badFormat, .outOfRange, .badCheckDigit, .unknownCountry, .unknownCurrency,
            .badLength,
        ]
        #expect(Set(codes.map { DomainError($0, "IBAN").description }).count == codes.count)
        #expect(codes.allSatisfy { DomainError($0, "IBAN").description.hasPrefix("IBAN: ") })
    }
}
