import Domain
import Onboarding
import Testing

/// Synthetic participants.
enum Sample {
    static func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }
    static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    static func company() throws -> Participant {
        let country = try #require(Country(alpha2: "NL"))
        let start = try instant("2026-01-01T00:00:00Z")
        var company = Participant(
            id: "P-1", type: .cpo, legalName: "Voorbeeld Laden B.V.", country: country, lastUpdated: start)
        company.kyc = [
            .init(
                status: .pending, from: start, to: try instant("2026-02-01T00:00:00Z"), validUntil: nil),
            .init(
                status: .verified, from: try instant("2026-02-01T00:00:00Z"), to: nil,
                validUntil: try day("2026-10-25")),
        ]
        company.accounts = [
            .init(
                iban: "NL91ABNA0417164300", holder: "Voorbeeld Laden B.V.", from: try instant("2026-03-01T00:00:00Z"),
                to: try instant("2026-09-01T00:00:00Z"))
        ]
        return company
    }
}

@Suite struct OnboardingFactsTests {
    @Test("without a participant everything is unknown, never green")
    func noParticipant() throws {
        let facts = OnboardingFacts(of: nil, at: try Sample.instant("2026-08-01T00:00:00Z"))
        #expect(facts == .noParticipant)
        #expect(facts.kycStatus == .unknown("participant") && facts.kycValidUntil == .unknown("participant"))
        #expect(facts.riskBand == .unknown("participant") && facts.accountChangedAt == .unknown("participant"))
        #expect(facts.ownerGroup == .unknown("participant") && facts.isPEP == .unknown("participant"))
    }

    @Test("the status is that of the period in force, and unknown outside all periods")
    func periods() throws {
        let company = try Sample.company()
        let before = OnboardingFacts(of: company, at: try Sample.instant("2025-12-31T23:59:59Z"))
        #expect(before.kycStatus == .unknown("participant.kyc_status"))
        #expect(before.kycValidUntil == .unknown("participant.kyc_valid_until"))
        let pending = OnboardingFacts(of: company, at: try Sample.instant("2026-01-31T23:59:59Z"))
        #expect(pending.kycStatus == .known(.pending) && pending.kycValidUntil.value == nil)
        let verified = OnboardingFacts(of: company, at: try Sample.instant("2026-02-01T00:00:00Z"))
        #expect(verified.kycStatus == .known(.verified))
        #expect(verified.kycValidUntil == .known(try Sample.day("2026-10-25")))
        #expect(verified.participantID == .known("P-1") && verified.type == .known(.cpo))
        #expect(verified.isSettlementAgent == .known(false) && verified.riskBand == .known(.low))
    }

    @Test("a verification counts through its last local day, which has 25 hours when the clock goes back")
    func lastDay() throws {
        let company = try Sample.company()
        // 2026-10-25 in Amsterdam ends at 23:00 UTC.
        let inside = OnboardingFacts(
            of: company, at: try Sample.instant("2026-10-25T22:59:59Z"), localDate: .known(try Sample.day("2026-10-25"))
        )
        #expect(inside.kycStatus == .known(.verified))
        let after = OnboardingFacts(
            of: company, at: try Sample.instant("2026-10-25T23:00:00Z"), localDate: .known(try Sample.day("2026-10-26"))
        )
        #expect(after.kycStatus == .known(.expired))
    }

    @Test("without the zone an answer is given only where every zone agrees")
    func unknownZone() throws {
        let company = try Sample.company()
        func status(_ text: String) throws -> Known<Participant.KYCStatus> {
            OnboardingFacts(of: company, at: try Sample.instant(text)).kycStatus
        }
        #expect(try status("2026-10-25T09:59:59Z") == .known(.verified))
        #expect(try status("2026-10-25T10:00:00Z") == .unknown("participant.zone"))
        #expect(try status("2026-10-26T11:59:59Z") == .unknown("participant.zone"))
        #expect(try status("2026-10-26T12:00:00Z") == .known(.expired))
    }

    @Test("a status other than verified does not expire")
    func suspended() throws {
        var company = try Sample.company()
        company.kyc[1].status = .suspended
        let facts = OnboardingFacts(of: company, at: try Sample.instant("2027-01-01T00:00:00Z"))
        #expect(facts.kycStatus == .known(.suspended))
    }

    @Test("an account's start is known only while it is an account of the participant")
    func accounts() throws {
        let company = try Sample.company()
        func changed(_ text: String, _ iban: String?) throws -> Known<Instant> {
            OnboardingFacts(of: company, at: try Sample.instant(text), iban: iban).accountChangedAt
        }
        let iban = "NL91ABNA0417164300"
        #expect(try changed("2026-03-01T00:00:00Z", iban) == .known(try Sample.instant("2026-03-01T00:00:00Z")))
        #expect(try changed("2026-08-31T23:59:59Z", iban) == .known(try Sample.instant("2026-03-01T00:00:00Z")))
        #expect(try changed("2026-02-28T23:59:59Z", iban) == .unknown("account.changed_at"))
        #expect(try changed("2026-09-01T00:00:00Z", iban) == .unknown("account.changed_at"))
        #expect(try changed("2026-05-01T00:00:00Z", "DE89370400440532013000") == .unknown("account.changed_at"))
        #expect(try changed("2026-05-01T00:00:00Z", nil) == .unknown("account"))
    }

    @Test("the owner group is the greatest owner of a quarter or more, whatever the order of the record")
    func ownerGroups() throws {
        var company = try Sample.company()
        func group() -> Known<String> { OwnerGroup.key(of: company) }
        #expect(group() == .unknown("participant.owners"))
        func owner(_ name: String, _ share: Int64?) -> Participant.RelatedPerson {
            .init(name: name, role: "beneficial_owner", birthDate: nil, country: nil, sharePPM: share)
        }
        company.related = [owner("Jana Voorbeeld", 249_999)]
        #expect(group() == .unknown("participant.owner_group"))
        company.related = [owner("Jana Voorbeeld", 250_000)]
        let jana = try #require(group().value)
        #expect(jana.hasPrefix("og-") && jana.utf8.count == 19 && !jana.contains("Jana"))
        company.related = [owner("Piet Ander", 300_000), owner("  jana  VOORBEELD ", 700_000)]
        #expect(group() == .known(jana))
        company.related = [owner("Jana Voorbeeld", 500_000), owner("Piet Ander", 500_000)]
        let even = group()
        company.related.reverse()
        #expect(group() == even && even.value != nil)
        company.related = [owner("Jana Voorbeeld", nil)]
        #expect(group() == .unknown("participant.owner_share"))
        company.isNaturalPerson = true
        #expect(group().value != nil)
    }
}

@Suite struct RequirementTests {
    @Test("the law in force on the date is cited")
    func laws() throws {
        #expect(Requirement.regulationApplies == CivilDate("2027-07-10"))
        var company = try Sample.company()
        let before = Requirement.list(for: company, on: try Sample.day("2027-07-09"))
        #expect(before.first?.basis == "Directive (EU) 2015/849 article 13(1)(a), national law")
        let after = Requirement.list(for: company, on: try Sample.day("2027-07-10"))
        #expect(after.first?.basis == "Regulation (EU) 2024/1624 article 22(1)")
        company.country = try #require(Country(alpha2: "SG"))
        #expect(
            Requirement.list(for: company, on: try Sample.day("2027-07-10")).allSatisfy { !$0.basis.contains("2024") })
        #expect(
            !Requirement.list(for: company, on: try Sample.day("2026-01-01")).contains { $0.name == "company.vat-id" })
    }

    @Test("each requirement is open until the record answers it")
    func checklist() throws {
        var company = try Sample.company()
        let at = try Sample.instant("2026-08-01T00:00:00Z")
        #expect(
            Checklist(of: company, at: at).open == [
                "company.identifier", "company.representatives", "company.beneficial-owners", "company.vat-id",
                "roaming.ocpi-party",
            ])
        #expect(Checklist(of: company, at: at).summary == "2 of 7")
        company.vatID = "NL004495445B01"
        company.parties = [try #require(PartyID("NL*VWP"))]
        company.related = [
            .init(name: "Jana Voorbeeld", role: "director", birthDate: nil, country: nil, sharePPM: nil),
            .init(name: "Jana Voorbeeld", role: "beneficial_owner", birthDate: nil, country: nil, sharePPM: 1_000_000),
        ]
        #expect(Checklist(of: company, at: at).open.isEmpty && Checklist(of: company, at: at).summary == "7 of 7")
        company.accounts[0].holder = nil
        #expect(Checklist(of: company, at: at).items.last?.state == .unknown("account.holder"))
        company.accounts = []
        #expect(Checklist(of: company, at: at).items.last?.state == .open)
        company.legalName = "  "
        #expect(Checklist(of: company, at: at).items.first?.state == .open)
    }

    @Test("an unknown share, or a gap that could hide a quarter, is unknown")
    func ownership() throws {
        var company = try Sample.company()
        let at = try Sample.instant("2026-08-01T00:00:00Z")
        func state(_ shares: [Int64?], official: Bool = false) -> Checklist.State? {
            company.related = shares.map {
                .init(name: "A", role: "owner", birthDate: nil, country: nil, sharePPM: $0)
            }
            if official {
                company.related.append(
                    .init(name: "B", role: "senior_managing_official", birthDate: nil, country: nil, sharePPM: nil))
            }
            return Checklist(of: company, at: at).items.first { $0.requirement.name == "company.beneficial-owners" }?
                .state
        }
        #expect(state([nil]) == .unknown("owner share"))
        #expect(state([750_000]) == .unknown("ownership gap"))
        #expect(state([750_001]) == .satisfied)
        #expect(state([750_000], official: true) == .satisfied && state([], official: true) == .satisfied)
        #expect(state([1_000_100]) == .satisfied && state([1_000_101]) == .unknown("owner shares beyond 100 %"))
        #expect(state([]) == .open)
    }

    @Test("a person is asked for names and birth date only")
    func person() throws {
        var driver = try Sample.company()
        driver.type = .driver
        driver.isNaturalPerson = true
        let at = try Sample.instant("2026-08-01T00:00:00Z")
        #expect(Checklist(of: driver, at: at).open == ["person.birth-date"])
        driver.birthDate = try Sample.day("1979-05-14")
        #expect(Checklist(of: driver, at: at).open.isEmpty)
    }
}
