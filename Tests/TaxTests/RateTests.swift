import Domain
import Formats
import Tax
import Testing

/// Wrong rates, sessions across a change, amounts (vat.md sections 5, 6 and 10).
@Suite struct RateTests {
    static let wrong: [(String, String, String, String)] = [
        ("DE", "2026-04-01", "16", "fail:VAT-RATE-EXPIRED DE 19 S no"),
        ("DE", "2020-06-30", "16", "fail:VAT-RATE-FUTURE DE 19 S no"),
        ("EE", "2023-06-01", "22", "fail:VAT-RATE-FUTURE EE 20 S no"),
        ("EE", "2026-06-01", "22", "fail:VAT-RATE-EXPIRED EE 24 S no"),
        // 13.5 is in force in Ireland and was not temporary before 9: a wrong rate, not an expired one.
        ("IE", "2025-11-15", "13.5", "fail:VAT-RATE IE 9 S no"),
        ("IE", "2031-01-01", "9", "fail:VAT-RATE-EXPIRED IE 13.5 S no"),
        ("IE", "2020-10-10", "21", "fail:VAT-RATE IE 13.5 S no"),
        ("GR", "2026-05-05", "24", "fail:VAT-RATE GR 6 S no"),
        ("GR", "2023-10-11", "24", "pass GR 24 S no"),
        ("NL", "2023-02-01", "9", "fail:VAT-RATE-EXPIRED NL 21 S no"),
        ("PL", "2022-06-01", "5", "pass-with-note:VAT-CONTESTED PL 5 S no"),
        ("PL", "2022-06-01", "23", "review:VAT-CONTESTED PL 5 S no"),
        ("GB", "2026-05-05", "20", "pass-with-note:VAT-CONTESTED GB 20 S no"),
        ("GB", "2026-05-05", "5", "review:VAT-CONTESTED GB 20 S no"),
        ("GB", "2026-05-05", "17.5", "fail:VAT-RATE GB 20 S no"),
        ("DE", "2026-04-01", "0.19", "fail:VAT-UNIT DE 19 S no"),
        ("DE", "2026-04-01", "1900", "fail:VAT-UNIT DE 19 S no"),
        ("DE", "2026-04-01", "0", "fail:VAT-RATE DE 19 S no"),
        ("FI", "2026-04-01", "25", "fail:VAT-RATE FI 25.5 S no"),
        ("ZA", "2025-06-01", "15.5", "fail:VAT-RATE ZA 15 S no"),
        ("CA-QC", "2026-04-01", "14.975", "pass CA-QC 14.975 S no"),
    ]

    @Test("a wrong rate is named by what it is", arguments: wrong.indices)
    func wrongRate(index: Int) throws {
        let (place, day, rate, expected) = Self.wrong[index]
        #expect(try Line(place, day, rate: rate).answer() == expected)
    }

    private func session(_ start: String, _ end: String, _ rate: String) -> Line {
        Line("DE", "2020-06-30", rate: rate).also {
            $0.time = FactsRecord.SupplyTime(start: Instant(start), end: Instant(end), zone: "Europe/Berlin")
        }
    }

    @Test("a session across a change is taxed by its policy, and the other rate is expired or too early")
    func span() throws {
        let line = { (rate: String) in session("2020-06-30T21:30:00Z", "2020-06-30T22:20:00Z", rate) }
        #expect(try line("16").answer() == "review:VAT-SPAN DE 16 S no")
        #expect(try line("19").answer() == "fail:VAT-RATE-EXPIRED DE 16 S no")
        #expect(try line("19").answer(span: .start) == "review:VAT-SPAN DE 19 S no")
        #expect(try line("16").answer(span: .start) == "fail:VAT-RATE-FUTURE DE 19 S no")
        #expect(try line("16").answer(span: .split) == "review:VAT-SPAN DE 16 S no")
        // The end instant belongs to the new window; a second before it the session is of one rate.
        let midnight = session("2020-06-30T21:00:00Z", "2020-06-30T22:00:00Z", "16")
        #expect(try midnight.answer() == "review:VAT-SPAN DE 16 S no")
        let before = session("2020-06-30T21:00:00Z", "2020-06-30T21:59:59Z", "19")
        #expect(try before.answer() == "pass DE 19 S no")
    }

    @Test("times in UTC count by the clock of the charge point")
    func clock() throws {
        func tallinn(_ instant: String, _ rate: String) throws -> String {
            try Line("EE", "2025-06-30", rate: rate).also {
                $0.time = FactsRecord.SupplyTime(start: Instant(instant), end: Instant(instant), zone: nil)
            }.answer()
        }
        #expect(try tallinn("2025-06-30T20:59:59Z", "22") == "pass EE 22 S no")
        #expect(try tallinn("2025-06-30T21:00:00Z", "22") == "fail:VAT-RATE-EXPIRED EE 24 S no")
    }

    @Test("a prepaid period across a change is taxed when it is paid")
    func prepaid() throws {
        let line = Line("EE", "2025-06-15", fee: "subscription", rate: "22").also {
            $0.time.paidOn = CivilDate("2025-06-15")
            $0.time.periodTo = CivilDate("2025-07-14")
        }
        #expect(try line.answer() == "pass-with-note:VAT-SPAN EE 22 S no")
        let within = line.also { $0.time.periodTo = CivilDate("2025-06-30") }
        #expect(try within.answer() == "pass EE 22 S no")
    }

    @Test("without place or day nothing passes")
    func unknown() throws {
        let line = Line("DE", "2026-04-01", rate: "19")
        #expect(try line.also { $0.place.isKnown = false }.answer() == "review:VAT-PLACE-UNKNOWN - - - no")
        let timeless = line.also { $0.time = FactsRecord.SupplyTime(start: nil, end: nil, zone: nil) }
        #expect(try timeless.answer() == "review:VAT-FACTS - - - no")
        #expect(try line.also { $0.declared.ratePercent = nil }.answer() == "review:VAT-FACTS DE 19 S no")
        #expect(try line.also { $0.unparsed = ["night tariff"] }.answer() == "review:VAT-FACTS DE 19 S no")
    }

    static let amounts: [(@Sendable (inout FactsRecord) -> Void, String)] = [
        (
            {
                $0.facts.net = number("10.00"); $0.facts.gross = number("11.90")
            }, "pass"
        ),
        (
            {
                $0.facts.net = number("10.00"); $0.facts.gross = number("12.00")
            }, "fail:VAT-SUM"
        ),
        (
            {
                $0.declared.net = number("0.99"); $0.declared.vat = number("0.19")
            }, "pass"
        ),
        (
            {
                $0.declared.net = number("0.99"); $0.declared.vat = number("0.18")
            }, "fail:VAT-SUM"
        ),
        ({ $0.facts.net = number("1000000.005") }, "fail:VAT-SCALE"),
        ({ $0.facts.net = number("1000000.500") }, "pass"),
        (
            {
                $0.facts.isCredit = true; $0.facts.creditAmount = number("10.00")
            }, "fail:VAT-CREDIT-SIGN"
        ),
        (
            {
                $0.facts.isCredit = true; $0.facts.creditAmount = number("-10.00")
            }, "pass"
        ),
        ({ $0.facts.vatCurrency = Currency("USD") }, "fail:VAT-CURRENCY"),
        ({ $0.facts.vatCurrency = .eur }, "pass"),
        ({ $0.facts.attributes = [AttributeSet(.duplicateInvoice)] }, "fail:VAT-DUPLICATE"),
        (
            {
                $0.facts.priceIncludesVAT = true
                $0.declared.net = number("19.67")
                $0.declared.gross = number("19.67")
                $0.declared.vat = number("3.74")
            }, "fail:VAT-BASE"
        ),
        (
            {
                $0.facts.attributes = [AttributeSet(.thirdPartyPayment)]
                $0.declared.base = number("0.00")
            }, "fail:VAT-BASE"
        ),
    ]

    @Test("amounts: sum, scale, sign, currency, base, twice", arguments: amounts.indices)
    func amount(index: Int) throws {
        let line = Line("DE", "2026-04-01", rate: "19").also(Self.amounts[index].0)
        #expect(try line.verdict().verdictText == Self.amounts[index].1)
    }

    @Test("a rate that is stored otherwise than it is shown is wrong as well")
    func stored() throws {
        let line = Line("FI", "2026-04-01", rate: "25.5")
        #expect(try line.also { $0.facts.storedRate = number("25.5") }.answer() == "pass FI 25.5 S no")
        #expect(try line.also { $0.facts.storedRate = number("25") }.answer() == "fail:VAT-RATE FI 25.5 S no")
        #expect(try line.also { $0.facts.storedRate = number("0.255") }.answer() == "fail:VAT-UNIT FI 25.5 S no")
    }

    @Test("amounts alone show whether tax was charged, and at which rate")
    func implied() throws {
        func amounts(_ place: String, _ net: String, _ gross: String) throws -> String {
            try Line(place, "2026-04-01").also {
                $0.facts.net = number(net)
                $0.facts.gross = number(gross)
                $0.facts.ocpi = "2.2.1"
            }.answer()
        }
        #expect(try amounts("DE", "10.00", "11.90") == "pass DE 19 S no")
        #expect(try amounts("DE", "12.3456", "14.6913") == "pass DE 19 S no")
        #expect(try amounts("DE", "10.00", "11.60") == "fail:VAT-RATE-EXPIRED DE 19 S no")
        #expect(try amounts("DE", "10.00", "10.00") == "fail:VAT-RATE DE 19 S no")
        #expect(try amounts("DE-78266", "10.00", "11.90") == "fail:VAT-TERRITORY none - O no")
        #expect(try amounts("DE-78266", "10.00", "10.00") == "pass none - O no")
        #expect(try amounts("FI-01", "10.00", "10.00") == "fail:VAT-TERRITORY FI 25.5 S no")
    }

    @Test("yen have no decimals: 10 per cent of 1,234 are 123")
    func yen() throws {
        let line = Line("JP", "2026-04-01").also {
            $0.facts.net = number("1234")
            $0.facts.currency = Currency("JPY")
        }
        #expect(try line.also { $0.declared.vat = number("123") }.answer() == "pass JP 10 S no")
        #expect(try line.also { $0.declared.vat = number("123.4") }.answer() == "fail:VAT-SUM JP 10 S no")
    }

    @Test("an excise is the quantity times the amount a unit")
    func excise() throws {
        let line = Line("US-IA", "2026-04-01").also {
            $0.facts.kWh = number("10")
            $0.declared.taxKind = "excise"
        }
        #expect(try line.also { $0.declared.vat = number("0.26") }.answer() == "pass US-IA 0.026/kWh S no")
        #expect(try line.also { $0.declared.vat = number("0.25") }.answer() == "fail:VAT-SUM US-IA 0.026/kWh S no")
    }

    @Test("what is at stake is told and changes nothing")
    func exposure() throws {
        let verdict = try Line("GB", "2026-05-05", rate: "20").also {
            $0.facts.net = number("100.00")
            $0.facts.currency = Currency("GBP")
        }.verdict()
        let exposure = try #require(verdict.exposure)
        #expect(exposure.amount?.amountText == "15.00" && exposure.pointsPPM == 150_000 && !exposure.isComplete)
        #expect(verdict.alternatives.map(\.condition) == ["≤ 1000 kWh per driver, premises, month"])
        let greece = try Line("GR", "2023-01-01", rate: "24").verdict()
        #expect(greece.level == .pass && greece.alternatives.count == 1)
    }

    @Test("the output is one object in a fixed order of keys, the same bytes for the same line")
    func output() throws {
        let pack = try Fixture.pack()
        let record = try Line("GB", "2026-05-05", rate: "20").record()
        var output = JSONOutput()
        pack.write(pack.verdict(for: record), to: &output)
        let keys = try JSONDocument(parsing: output.bytes).root.members.map { String(decoding: $0.name, as: UTF8.self) }
        #expect(
            keys == [
                "line_id", "tax_country", "rate_percent", "rate_per_unit", "category", "vatex", "reverse_charge",
                "liable", "verdict", "rule_id", "rule_hash", "window", "legal_basis", "span_policy", "local_date",
                "facts_used", "missing", "findings", "alternatives", "exposure",
            ])
        var again = JSONOutput()
        pack.write(pack.verdict(for: record), to: &again)
        #expect(again.bytes == output.bytes)
    }

    @Test("a failure holds our own document and asks for a review of others")
    func outcome() throws {
        let wrong = try Line("DE", "2026-04-01", rate: "16").verdict()
        #expect(wrong.outcome(isOwnDocument: true) == .hold && wrong.outcome(isOwnDocument: false) == .review)
        let open = try Line("LU", "2026-04-01", rate: "8").verdict()
        #expect(open.outcome(isOwnDocument: true) == .review)
        #expect(try Line("GB", "2026-04-01", rate: "20").verdict().outcome(isOwnDocument: true) == .pass)
    }
}
