import Domain
import Tax
import Testing

/// Lines that must not pass: each says something wrong, contradictory or unknown beside what is right.
@Suite struct SilentPassTests {
    private static let day = "2026-04-01"
    private static let dealer = Line("SE", day).business("DE", dealer: true).attributes("wholesale").reverseCharge("DE")

    /// A line whose document has these amounts.
    private static func amounts(_ line: Line, _ net: String?, _ vat: String?, _ gross: String?) -> Line {
        line.also {
            $0.declared.net = net.flatMap(number)
            $0.declared.vat = vat.flatMap(number)
            $0.declared.gross = gross.flatMap(number)
        }
    }

    private static let host = Line(nil, day, fee: "revenue_share", rate: "0").supplier("DE").business("DE")
        .attributes("self_billed").also { $0.supplier.kind = .private }
    private static let card = Line(nil, day, fee: "payment_fee", rate: "0").supplier("NL").business("NL")
        .attributes("card_processing")
    private static let refund = Line("DE", day, fee: "home_reimbursement", rate: "0").also {
        $0.supplier.kind = .consumer
    }
    private static let voucher = Line(nil, day, fee: "wallet_topup", rate: "0").supplier("DE").consumer("DE")
        .attributes("multi_purpose")
    private static let small = Line("DE", day, rate: "0").also { $0.supplier.isSmallBusiness = true }

    static let shown: [(Line, String)] = [
        (amounts(host, "100.00", "19.00", "119.00"), "fail:VAT-SELFBILL"),
        (amounts(host.none(), "100.00", "19.00", "119.00"), "fail:VAT-SELFBILL"),
        (amounts(host.none(), "100.00", nil, "119.00"), "fail:VAT-SELFBILL"),
        (amounts(host.none(), "100.00", "0.00", "100.00"), "pass"),
        (amounts(card, "100", "21.00", "121"), "fail:VAT-EXEMPT"),
        (amounts(card, "100", "0", "100"), "pass"),
        (amounts(small, nil, "3.80", nil), "fail:VAT-SME"),
        (amounts(refund, nil, "5.00", nil), "fail:VAT-NOT-TAXABLE"),
        (amounts(voucher, nil, "7.98", nil), "fail:VAT-VOUCHER"),
    ]

    @Test("tax in the amounts is tax shown, whatever the rate says", arguments: shown.indices)
    func shownByAmounts(index: Int) throws {
        #expect(try Self.shown[index].0.verdict().verdictText == Self.shown[index].1)
    }

    private static let exempt = Line("DE-27498", day).none()

    static let sums: [(Line, String)] = [
        (amounts(dealer, "100.00", "25.00", "125.00"), "fail:VAT-SUM"),
        (amounts(dealer, "100", "0", "120"), "fail:VAT-SUM"),
        (amounts(dealer, "100", nil, "119"), "fail:VAT-SUM"),
        (amounts(dealer, "100", "0", "100"), "pass"),
        (amounts(dealer, "100", nil, "100"), "pass"),
        (amounts(small, "100", "0", "100.01"), "fail:VAT-SME"),
        (amounts(exempt, "100", "0", "100"), "pass"),
        (amounts(exempt, "100", "0", "101"), "fail:VAT-TERRITORY"),
    ]

    @Test("net and tax make the gross also where no tax is due", arguments: sums.indices)
    func sum(index: Int) throws { #expect(try Self.sums[index].0.verdict().verdictText == Self.sums[index].1) }

    private static func shop(_ place: String, _ rate: String, _ at: String = "2027-01-15", seat: String = "DE") -> Line
    {
        Line(place, at, rate: rate).supplier(seat).also { $0.declared.scheme = .ossUnion }
    }

    private static func unregistered(_ place: String, _ rate: String) -> Line {
        Line(place, day, rate: rate).supplier("DE").also {
            $0.supplier.notRegisteredIn = [CountryCode(place)].compactMap { $0 }
        }
    }

    static let registrations: [(Line, String)] = [
        (Line("SE", "2027-01-15", rate: "25").supplier("DE"), "review:VAT-FACTS"),
        (shop("SE", "25"), "pass"),
        (shop("SE", "25", seat: "CH"), "fail:VAT-REG-MISSING"),
        (shop("SE", "25", seat: "CH").also { $0.supplier.registeredIn.append(CountryCode("FR")!) }, "pass"),
        (
            shop("SE", "25").also {
                $0.supplier.seat = nil
                $0.supplier.establishedIn = []
                $0.supplier.registeredIn = []
            }, "review:VAT-FACTS"
        ),
        (shop("NO", "25"), "fail:VAT-REG-MISSING"),
        (unregistered("NO", "25"), "fail:VAT-REG-MISSING"),
        (unregistered("CH", "8.1"), "fail:VAT-REG-MISSING"),
        (unregistered("GB", "20"), "fail:VAT-REG-MISSING"),
        (unregistered("SE", "25"), "fail:VAT-REG-MISSING"),
        (Line("NO", day, rate: "25"), "pass"),
        (
            Line(nil, day, fee: "rfid_card", rate: "21").supplier("NL").consumer("BE").declared("BE")
                .attributes("posted").also { $0.facts.isOverThreshold = true }, "review:VAT-FACTS"
        ),
    ]

    @Test(
        "a seller without establishment needs a registration, or a shop that is open to it",
        arguments: registrations.indices)
    func registration(index: Int) throws {
        #expect(try Self.registrations[index].0.verdict().verdictText == Self.registrations[index].1)
    }

    static let smallFees = [
        "energy", "rfid_card", "roaming_fee", "roaming_service_local", "payment_fee", "reservation_no_show", "parking",
        "subscription", "idle", "site_access_fee",
    ]

    @Test("a small business shows no tax on any of its fees", arguments: smallFees)
    func smallBusiness(fee: String) throws {
        for place in ["DE", nil] {
            let line = Line(place, Self.day, fee: fee, rate: "19").supplier("DE").consumer("DE").declared("DE").also {
                $0.supplier.isSmallBusiness = true
            }
            #expect(try line.verdict().verdictText == "fail:VAT-SME")
        }
    }

    @Test(
        "a small business shows no tax to a foreign buyer where the supply is at home",
        arguments: ["parking", "rfid_card"])
    func smallBusinessAbroad(fee: String) throws {
        let line = Line("DE", Self.day, fee: fee, rate: "19").consumer("FR").declared("DE").also {
            $0.supplier.isSmallBusiness = true
        }
        #expect(try line.verdict().verdictText == "fail:VAT-SME")
    }

    @Test("an EX number is for businesses of the Union")
    func exNumber() throws {
        for (seat, expected) in [("DE", "pass"), ("GB", "fail:VAT-RATE")] {
            let line = Line("AT", Self.day, rate: "0").supplier(seat).declared("AT").also {
                $0.supplier.isSmallBusiness = true
                $0.supplier.hasEXNumber = true
                $0.declared.scheme = .smallBusinessEX
            }
            #expect(try line.verdict().verdictText == expected)
        }
    }

    private static func excise(_ kWh: String?, _ vat: String?) -> Line {
        Line("US-IA", day).also {
            $0.declared.taxKind = "excise"
            $0.facts.kWh = kWh.flatMap(number)
            $0.declared.vat = vat.flatMap(number)
        }
    }

    static let excises: [(Line, String)] = [
        (excise("10", "0.26"), "pass"), (excise("10", nil), "review:VAT-FACTS"),
        (excise(nil, "0.26"), "review:VAT-FACTS"),
        (excise(nil, nil), "review:VAT-FACTS"), (excise("10", "0.00"), "fail:EXCISE-MISSING"),
        (excise(nil, "0.00"), "fail:EXCISE-MISSING"), (excise("10", "0.27"), "fail:VAT-SUM"),
    ]

    @Test("a tax by the unit is checked by quantity and amount", arguments: excises.indices)
    func excise(index: Int) throws { #expect(try Self.excises[index].0.verdict().verdictText == Self.excises[index].1) }

    private static func category(_ line: Line, _ category: TaxCategory, _ claims: Bool? = nil) -> Line {
        line.also {
            $0.declared.category = category
            $0.declared.isReverseCharge = claims
        }
    }

    private static let taxed = Line("DE", day, rate: "19")

    static let categories: [(Line, String)] = [
        (category(taxed, .standard), "pass"), (category(taxed, .exempt), "fail:VAT-CLASS"),
        (category(taxed, .zero), "fail:VAT-CLASS"), (category(taxed, .outside), "fail:VAT-CLASS"),
        (category(dealer, .standard, true), "fail:VAT-CLASS"), (category(dealer, .reverseCharge, true), "pass"),
        (
            Line(nil, day, fee: "roaming_fee").supplier("DE").business("GB").reverseCharge(),
            "fail:VAT-RC-UNSUPPORTED"
        ),
    ]

    @Test("a category that excludes the rate beside it does not pass", arguments: categories.indices)
    func category(index: Int) throws {
        #expect(try Self.categories[index].0.verdict().verdictText == Self.categories[index].1)
    }

    private static let credit = Line("DE", day, rate: "19").also { $0.facts.isCredit = true }

    static let credits: [(Line, String)] = [
        (credit, "review:VAT-FACTS"), (amounts(credit, "10.00", "1.90", "11.90"), "fail:VAT-CREDIT-SIGN"),
        (amounts(credit, "-10.00", "-1.90", "-11.90"), "pass"),
        (credit.also { $0.facts.creditAmount = number("-10.00") }, "pass"),
        (
            amounts(credit, "10.00", nil, nil).also { $0.facts.creditAmount = number("-10.00") },
            "fail:VAT-CREDIT-SIGN"
        ),
    ]

    @Test("a credit is below zero in every amount, and has one", arguments: credits.indices)
    func credit(index: Int) throws { #expect(try Self.credits[index].0.verdict().verdictText == Self.credits[index].1) }

    static let numbers: [(String?, String, String?, String)] = [
        (nil, "DE", nil, "pass"), ("DE136695976", "DE", nil, "pass"), ("136695976", "DE", nil, "pass"),
        ("DE136695978", "DE", nil, "fail:VAT-RC-UNSUPPORTED"), ("SE556188840401", "DE", nil, "fail:VAT-RC-UNSUPPORTED"),
        ("DE136695976", "DE", "2026-01-01", "pass"), ("DE136695976", "DE", "2025-12-31", "review:VAT-ID-UNVERIFIED"),
        ("DE136695976", "DE", "2026-04-02", "review:VAT-ID-UNVERIFIED"),
    ]

    @Test("an id that is stated must be one of its country, checked before the supply", arguments: numbers.indices)
    func vatNumber(index: Int) throws {
        let (text, country, checked, expected) = Self.numbers[index]
        let line = Self.dealer.also {
            $0.customer.vatID?.number = text
            $0.customer.vatID?.country = CountryCode(country)
            $0.customer.vatID?.checkedOn = checked.flatMap { CivilDate($0) }.map { .on($0) }
        }
        #expect(try line.verdict().verdictText == expected)
    }

    static let places: [(String, String?, String?, String?, String)] = [
        ("AT", "AT-6992", nil, nil, "19"), ("AT", "AT-6993", nil, nil, "19"), ("AT", "AT-6994", nil, nil, "20"),
        ("AT", nil, "A-6991", nil, "19"), ("AT", nil, "AT6691", nil, "19"), ("AT", nil, nil, "Kleinwalsertal", "19"),
        ("ES", "ES-GC", nil, nil, "L"), ("ES", "ES-TF", nil, nil, "L"), ("ES", nil, "ES-51001", nil, "M"),
        ("ES", nil, "E-52 001", nil, "M"), ("ES", nil, nil, "Las Palmas de Gran Canaria", "L"),
        ("ES", nil, nil, "Ceuta (España)", "M"), ("ES", nil, "28001", "Madrid", "21"),
        ("DE", nil, "D-78266", nil, "O"), ("DE", nil, nil, "Buesingen am Hochrhein", "O"),
        ("DE", nil, nil, "BÜSINGEN AM HOCHRHEIN", "O"), ("DE", nil, nil, "Busingen", "O"),
        ("IT", nil, nil, "Livigno (SO)", "O"), ("FI", nil, "FIN-22100", nil, "25.5"),
        ("FR", nil, nil, "la reunion", "8.5"),
        ("GR", nil, nil, "Kos Island", "-"), ("GR", nil, nil, "Χίος", "-"), ("GR", nil, nil, "Rhodes", "6"),
    ]

    @Test("a territory is found by code, postcode or name as people write them", arguments: places.indices)
    func place(index: Int) throws {
        let (country, subdivision, postcode, name, expected) = Self.places[index]
        let verdict = try Line(country, Self.day, rate: "20").also {
            $0.place.subdivision = subdivision
            $0.place.postcode = postcode
            $0.place.name = name
        }.verdict()
        let isCategory = verdict.category.map { $0 != .standard } ?? false
        #expect((isCategory ? verdict.category?.rawValue : verdict.rateText ?? "-") == expected)
    }

    static let chains: [(Line, String)] = [
        (Line("NO", day, rate: "25").business("SE", dealer: true).declared("NO"), "review:VAT-NONEU-CHAIN"),
        (Line("NO", day, rate: "25").business("SE", dealer: true).declared("SE"), "fail:VAT-COUNTRY"),
        (Line("NO", day, rate: "15").business("SE", dealer: true).declared("NO"), "fail:VAT-RATE"),
        (Line("GB", day, rate: "20").business("IE", dealer: true).declared("GB"), "review:VAT-NONEU-CHAIN"),
        (Line("NO", day).business("SE", dealer: true).none(), "review:VAT-NONEU-CHAIN"),
    ]

    @Test("a chain outside the Union is open between its readings only", arguments: chains.indices)
    func chain(index: Int) throws { #expect(try Self.chains[index].0.verdict().verdictText == Self.chains[index].1) }

    private static func times(_ start: String, _ end: String) -> Line {
        taxed.also {
            $0.time = FactsRecord.SupplyTime(start: Instant(start), end: Instant(end), zone: "Europe/Berlin")
        }
    }

    static let contradictions: [(Line, String)] = [
        (times("2026-04-01T10:00:00Z", "2026-04-01T11:00:00Z"), "pass"),
        (times("2026-04-01T11:00:01Z", "2026-04-01T11:00:00Z"), "review:VAT-FACTS"),
        (times("2026-04-02T00:00:00Z", "2026-04-01T11:00:00Z"), "review:VAT-FACTS"),
        (taxed.also { $0.time.zone = "Europe/Berlin" }, "pass"),
        (taxed.also { $0.time.zone = "Mars/Olympus" }, "review:VAT-FACTS"),
        (taxed.also { $0.facts.kWh = number("-1") }, "review:VAT-FACTS"),
        (taxed.also { $0.facts.kWh = number("0") }, "pass"),
        (taxed.also { $0.facts.kWh = number("1000000") }, "pass"),
        (taxed.also { $0.facts.kWh = number("1000000.001") }, "review:VAT-FACTS"),
        (Line("DE", day, fee: "reservation", rate: "19").attributes("used", "no_show"), "review:VAT-FACTS"),
    ]

    @Test("facts that cannot be true together ask for a review", arguments: contradictions.indices)
    func contradiction(index: Int) throws {
        #expect(try Self.contradictions[index].0.verdict().verdictText == Self.contradictions[index].1)
    }
}
