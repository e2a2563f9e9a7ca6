import Domain
import Tax
import Testing

/// The law of vat.md section 1, one line of the table a case; none is taken from a fixture.
@Suite struct LawTests {
    private static let day = "2026-04-01"
    private static let dealer = Line("SE", day).business("DE", dealer: true).attributes("wholesale")
    private static let hub = Line(nil, day, fee: "roaming_fee").supplier("DE")

    static let chain: [(Line, String)] = [
        (dealer.reverseCharge("DE"), "pass DE - AE yes"),
        (dealer.reverseCharge("SE"), "fail:VAT-COUNTRY DE - AE yes"),
        (Line("SE", day, rate: "25").business("DE", dealer: true).declared("SE"), "fail:VAT-COUNTRY DE - AE yes"),
        (Line("SE", day, rate: "25").business("DE", dealer: false).declared("SE"), "pass SE 25 S no"),
        (Line("SE", day, rate: "25").business("SE", dealer: nil).declared("SE"), "pass SE 25 S no"),
        (Line("GR", day).business("GR", dealer: true).reverseCharge("GR"), "fail:VAT-RC-DOMESTIC GR 6 S no"),
        (
            dealer.reverseCharge("DE").also { $0.customer.isTaxableDealer = nil },
            "review:VAT-DEALER-EVIDENCE - - - yes"
        ),
        (Line("SE", day).supplier("DE").business("SE").reverseCharge("SE"), "pass SE - AE yes"),
        (
            Line("FR", "2028-06-30", rate: "20").supplier("DE").business("FR").declared("FR"),
            "review:VAT-NATIONAL-OPTION FR 20 S depends"
        ),
        (
            Line("FR", "2028-07-01", rate: "20").supplier("DE").business("FR").declared("FR").also {
                $0.supplier.notRegisteredIn = [CountryCode("FR")].compactMap { $0 }
            }, "fail:VAT-RC-MISSING FR - AE yes"
        ),
    ]

    @Test("who is taxed where along the chain (art. 38, 39, 194, 195)", arguments: chain.indices)
    func taxedWhere(index: Int) throws { #expect(try Self.chain[index].0.answer() == Self.chain[index].1) }

    static let evidence: [(VATIDStatus?, String?, String?, String)] = [
        (.valid, nil, nil, "pass DE - AE yes"),
        (.valid, nil, "2026-01-01", "pass DE - AE yes"),
        (.valid, nil, "2025-12-31", "review:VAT-ID-UNVERIFIED DE - AE yes"),
        (.valid, "2026-04-01", nil, "pass DE - AE yes"),
        (.valid, "2026-04-02", nil, "review:VAT-ID-LATER DE - AE yes"),
        (.given, nil, nil, "review:VAT-ID-UNVERIFIED DE - AE yes"),
        (.unknown, nil, nil, "review:VAT-ID-UNVERIFIED DE - AE yes"),
        (.unavailable, nil, nil, "review:VAT-ID-UNVERIFIED DE - AE yes"),
        (.invalid, nil, nil, "fail:VAT-RC-UNSUPPORTED DE 19 S no"),
        (nil, nil, nil, "fail:VAT-RC-UNSUPPORTED DE 19 S no"),
    ]

    @Test(
        "evidence of the customer's id: unavailable is never invalid, 90 days count back", arguments: evidence.indices)
    func idEvidence(index: Int) throws {
        let (status, from, checked, expected) = Self.evidence[index]
        let line = Self.dealer.reverseCharge("DE").also { record in
            guard let status else {
                record.customer.vatID = nil
                record.customer.registeredIn = []
                return
            }
            record.customer.vatID?.status = status
            record.customer.vatID?.validFrom = from.flatMap { CivilDate($0) }
            record.customer.vatID?.checkedOn = checked.flatMap { CivilDate($0) }.map { .on($0) }
        }
        #expect(try line.answer() == expected)
    }

    static let national: [(Line, String)] = [
        (
            Line("IT", "2026-12-31").business("IT", dealer: true).attributes("wholesale").reverseCharge(),
            "pass IT - AE yes"
        ),
        (
            Line("IT", "2027-01-01").business("IT", dealer: true).attributes("wholesale").reverseCharge(),
            "pass-with-note:VAT-RULE-SUNSET IT - - -"
        ),
        (
            Line("DE", day, rate: "19").business("DE", dealer: true).attributes("wholesale"),
            "fail:VAT-RC-MISSING DE - AE yes"
        ),
        (
            Line("NO", day, rate: "25").business("SE", dealer: true).attributes("wholesale"),
            "review:VAT-NONEU-CHAIN NO 25 S no"
        ),
        (
            Line("GB", day, rate: "20").business("IE", dealer: true).attributes("wholesale"),
            "review:VAT-NONEU-CHAIN none - O no"
        ),
        (Line("CH", day).business("DE", dealer: true).attributes("wholesale").none(), "pass none - O no"),
        (Line("CH", day, rate: "8.1"), "pass CH 8.1 S no"),
        (Line("CH", day, rate: "8.1").business("DE").attributes("fleet"), "fail:VAT-COUNTRY none - O no"),
        (Line("LI", day, rate: "8.1").business("DE").attributes("fleet"), "review:VAT-NONEU-CHAIN none - O no"),
    ]

    @Test(
        "national rules: domestic reverse charge with its sunset, resale outside the Union", arguments: national.indices
    )
    func nationalRule(index: Int) throws { #expect(try Self.national[index].0.answer() == Self.national[index].1) }

    static let services: [(Line, String)] = [
        (hub.business("FR").reverseCharge(), "pass FR - AE yes"),
        (
            hub.business("MC").reverseCharge().also { $0.customer.vatID?.country = CountryCode("FR") },
            "pass FR - AE yes"
        ),
        (hub.business("DE").reverseCharge(), "fail:VAT-RC-DOMESTIC DE 19 S no"),
        (hub.business("GB").none(), "pass none - O no"),
        // Northern Ireland is of the Union for goods only.
        (hub.business("XI").none(), "pass none - O no"),
        (Line("SE", day).business("XI", dealer: true).attributes("wholesale").reverseCharge("XI"), "pass XI - AE yes"),
        (
            Line(nil, day, fee: "subscription", rate: "19").supplier("DE").consumer("DE").declared("DE"),
            "pass DE 19 S no"
        ),
        (
            Line(nil, day, fee: "subscription", rate: "19").supplier("DE").consumer("SE").declared("DE").also {
                $0.facts.isOverThreshold = true
            }, "review:VAT-CLASS SE 25 S no"
        ),
        (
            Line(nil, day, fee: "subscription", rate: "19").supplier("DE").consumer("SE").declared("DE").also {
                $0.facts.isOverThreshold = false
            }, "pass DE 19 S no"
        ),
        (
            Line(nil, day, fee: "payment_fee", rate: "21").supplier("NL").business("NL").attributes("card_processing"),
            "fail:VAT-EXEMPT NL 0 E no"
        ),
        (
            Line(nil, day, fee: "payment_fee", rate: "21").supplier("NL").business("NL"),
            "review:VAT-CLASS NL - - no"
        ),
        (
            Line(nil, day, fee: "wallet_topup", rate: "19").supplier("DE").consumer("DE").attributes("multi_purpose"),
            "fail:VAT-VOUCHER none - O no"
        ),
        (
            Line(nil, day, fee: "wallet_topup").supplier("DK").consumer("DK").attributes("single_purpose").none(),
            "fail:VAT-VOUCHER DK 25 S no"
        ),
        (Line("DE", day, fee: "idle", rate: "19"), "review:VAT-CLASS - - - no"),
        (Line("IE", day, fee: "idle", rate: "9"), "pass IE 9 S no"),
        (Line("GR", day, fee: "parking", rate: "6"), "fail:VAT-CLASS GR 24 S no"),
        (
            Line("HR", day, fee: "site_access_fee", rate: "13").business("HR").attributes("priced_per_kwh"),
            "review:VAT-CLASS HR - S no"
        ),
        (Line("DE", day, fee: "reservation", rate: "19"), "review:VAT-CLASS - - - no"),
        (Line("DE", day, fee: "reservation", rate: "19").attributes("used"), "pass DE 19 S no"),
    ]

    @Test("services, vouchers and fees whose class is open", arguments: services.indices)
    func service(index: Int) throws { #expect(try Self.services[index].0.answer() == Self.services[index].1) }

    static let persons: [(Line, String)] = [
        (
            Line("DE", day, rate: "19").also { $0.supplier.isSmallBusiness = true }, "fail:VAT-SME DE 0 E no"
        ),
        (Line("DE", day).none().also { $0.supplier.isSmallBusiness = true }, "pass DE 0 E no"),
        (
            Line("AT", "2024-12-31").supplier("DE").none().also {
                $0.supplier.isSmallBusiness = true
                $0.supplier.hasEXNumber = true
            }, "fail:VAT-SME-NOT-OPEN AT 20 S no"
        ),
        (
            Line("AT", "2025-01-01").supplier("DE").none().also {
                $0.supplier.isSmallBusiness = true
                $0.supplier.hasEXNumber = true
            }, "pass AT 0 E no"
        ),
        (
            Line(nil, "2024-12-06", fee: "revenue_share", rate: "19").supplier("DE").business("DE")
                .attributes("self_billed").also { $0.supplier.kind = .private }, "fail:VAT-SELFBILL DE 19 S no"
        ),
        (
            Line(nil, "2024-12-05", fee: "revenue_share", rate: "19").supplier("DE").business("DE")
                .attributes("self_billed").also { $0.supplier.kind = .private }, "fail:VAT-NOT-TAXABLE none - O no"
        ),
        (
            Line("DE", day, fee: "home_reimbursement", rate: "19").also { $0.supplier.kind = .consumer },
            "fail:VAT-NOT-TAXABLE none - O no"
        ),
        (
            Line("FR", day).supplier("NL").business("DE", dealer: true).reverseCharge("DE").also {
                $0.supplier.capacity = .disclosedAgent
            }, "fail:VAT-DOUBLE-ROLE DE - AE yes"
        ),
        (
            Line("SE", "2026-12-31", rate: "25").supplier("DE").also { $0.declared.scheme = .ossUnion },
            "fail:VAT-REG-MISSING SE 25 S no"
        ),
        (
            Line("SE", "2027-01-01", rate: "25").supplier("DE").also { $0.declared.scheme = .ossUnion },
            "pass SE 25 S no"
        ),
        (Line("SE", day, rate: "25").supplier("DE"), "review:VAT-FACTS SE 25 S no"),
    ]

    @Test("who is a taxable person, small, an agent, registered", arguments: persons.indices)
    func person(index: Int) throws { #expect(try Self.persons[index].0.answer() == Self.persons[index].1) }

    static let territories: [(Line, String)] = [
        (Line("ES-CE", day, rate: "21").declared("ES"), "fail:VAT-TERRITORY ES-CE - M no"),
        (Line("ES-CN", day, rate: "7").declared("ES-CN"), "review:VAT-TERRITORY ES-CN - L no"),
        (Line("DE-78266", day, rate: "19").declared("DE"), "fail:VAT-TERRITORY none - O no"),
        (Line("DE-27498", day).none(), "pass none - O no"),
        (Line("FR-MC", day, rate: "20").declared("FR"), "pass FR 20 S no"),
        (Line("FI-01", day).none(), "fail:VAT-TERRITORY FI 25.5 S no"),
        (Line("PT-20", day, rate: "18"), "fail:VAT-RATE-EXPIRED PT 16 S no"),
        (Line("PT-20", "2021-06-30", rate: "18"), "pass PT 18 S no"),
        (Line("PT-30", day, rate: "22"), "pass PT 22 S no"),
        (Line("AT-6691", day, rate: "19"), "pass AT 19 S no"),
        (Line("FR-GP", day, rate: "8.5"), "pass FR 8.5 S no"),
        (Line("FR", day, rate: "20").also { $0.place.postcode = "20 000" }, "review:VAT-TERRITORY FR - S no"),
        (Line("GR", day, rate: "6").also { $0.place.name = "Samos" }, "review:VAT-TERRITORY GR - S no"),
        (Line("IT", day, rate: "22").also { $0.place.postcode = "23041" }, "fail:VAT-TERRITORY none - O no"),
        (Line("CA-NS", "2025-04-01", rate: "15"), "fail:VAT-RATE-EXPIRED CA-NS 14 S no"),
        (Line("CA-AB", day, rate: "5"), "review:RULE-MISSING CA-AB - S no"),
        (Line("CA", day, rate: "5"), "review:VAT-PLACE-UNKNOWN - - - no"),
        (Line("LU", day, rate: "8"), "review:RULE-MISSING LU - S no"),
        (Line("BR", day, rate: "5"), "review:VAT-CONTESTED BR - S no"),
        (
            Line("US-IA", day).also { $0.declared.taxKind = "sales_tax" }, "fail:EXCISE-MISSING US-IA 0.026/kWh S no"
        ),
    ]

    @Test("territories, provinces and countries without a rule", arguments: territories.indices)
    func territory(index: Int) throws {
        #expect(try Self.territories[index].0.answer() == Self.territories[index].1)
    }
}
