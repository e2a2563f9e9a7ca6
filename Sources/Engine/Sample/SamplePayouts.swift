import Domain

/// One payout before it is written in one of the two forms.
struct SamplePayout {
    var party: SampleParty
    /// Seconds since 1970 UTC. Midnight is written as a plain date in bank files.
    var at: Int64
    var cents: Int64
    var creditorName: String
    var creditorCountry: String
    var creditorIBAN: String?
    var creditorBIC: String?
    var otherAccount: String?
    var ultimateCreditor: String?
    /// Written as `amplomb.payout/1`, else as pain.001.
    var isRecord: Bool
    var notes: [SampleNote] = []
    var number = 0

    var currency: String { party.country == "GB" ? "GBP" : "EUR" }
    var endToEnd: String { "AMP-PO-\(SampleIdentifiers.digits(number, 6))" }
    /// Position of its day in the period.
    var day: Int { Int((at - SamplePeriod.second(day: 0)) / 86_400) }
    var message: String { "AMPLOMB-2026-\(SampleIdentifiers.digits(month, 2))" }
    var month: Int { SamplePeriod.from.adding(days: day).components.month }
    /// One block of the bank file for each execution moment, so that the id of a payout is unique.
    var block: String {
        let time = at % 86_400
        return "\(message)-\(SampleIdentifiers.digits(day, 2))"
            + (time == 0 ? "" : "-\(SampleIdentifiers.digits(Int(time / 60), 4))")
    }
    /// The id under which a reader knows the payout.
    var eventID: String { isRecord ? endToEnd : "\(message)/\(block)/\(endToEnd)" }

    /// The OCPI party of the payee, else that of the paying legal entity.
    var owner: PartyID? { party.party ?? PartyID(country: party.entity.country, party: "AMP") }

    var key: EventKey { EventKey(kind: .payout, owner: owner, id: eventID) }
}

/// All payouts of the sample: one a week to everybody who may be paid, and the injected typologies.
///
/// Background amounts stay out of every band that structuring rules look at (80 to 100 % of 10,000 EUR, and of 4,500 EUR).
struct SamplePayouts {
    private(set) var payouts: [SamplePayout] = []
    private var random: SampleRandom

    init(seed: UInt64, count: Int) {
        random = SampleRandom(seed: seed, part: "payouts")
        inject()
        // Mondays first, then Thursdays until the wanted number is reached; 29 June 2026 was a Monday.
        let payees = SampleParties.all
        for pass in [5, 8] {
            for week in 0..<13 {
                for party in payees where payouts.count < count {
                    let day = pass + week * 7
                    guard day < SamplePeriod.days, party.isPayable(day: day), pass == 5 || party.kind == .cpo else {
                        continue
                    }
                    add(party, day: day)
                }
            }
        }
        payouts.sort { ($0.at, $0.party.number, $0.cents) < ($1.at, $1.party.number, $1.cents) }
        for index in payouts.indices { payouts[index].number = index + 1 }
    }

    var truth: [SampleExpectation] {
        payouts.flatMap { payout in
            payout.notes.map { SampleExpectation(key: payout.key, typology: $0.typology, isHit: $0.isHit, why: $0.why) }
        }
    }

    private mutating func add(_ party: SampleParty, day: Int) {
        // A new account gets nothing in its first week but what is injected.
        if case .newAccount(let since) = party.role, (since...(since + 7)).contains(day) { return }
        let cents = Int64(party.weeklyCents) * Int64(random.between(900, 1_100)) / 1_000
        payouts.append(payout(party, at: SamplePeriod.second(day: day), cents: cents + Int64(random.between(1, 98))))
    }

    private func payout(_ party: SampleParty, at: Int64, cents: Int64, notes: [SampleNote] = []) -> SamplePayout {
        let day = Int((at - SamplePeriod.second(day: 0)) / 86_400)
        return SamplePayout(
            party: party, at: at, cents: cents, creditorName: party.name, creditorCountry: party.country,
            creditorIBAN: party.account(day: day), creditorBIC: SampleIdentifiers.bic(country: party.country),
            isRecord: party.entity == .second, notes: notes)
    }

    // MARK: Injection

    private func party(_ code: String) -> SampleParty {
        SampleParties.all.first { $0.party?.party == code } ?? SampleParties.all[0]
    }

    private func note(_ typology: SampleTypology, _ why: String, isHit: Bool = true) -> [SampleNote] {
        [SampleNote(typology: typology, isHit: isHit, why: why)]
    }

    private mutating func inject() {
        injectKYC()
        injectNewAccounts()
        injectStructuring()
        injectSanctions()
        injectCountries()
    }

    private mutating func inject(
        _ code: String, day: Int, hour: Int, cents: Int64, _ notes: [SampleNote],
        change: (inout SamplePayout) -> Void = { _ in }
    ) {
        var one = payout(
            party(code), at: SamplePeriod.second(day: day, hour: hour, minute: 30), cents: cents, notes: notes)
        change(&one)
        payouts.append(one)
    }

    private mutating func injectKYC() {
        for (day, cents) in [(47, 231_415), (54, 248_072), (61, 226_690)] {
            inject(
                "TXM", day: day, hour: 10, cents: Int64(cents),
                note(.kycNotValid, "suspended since \(SamplePeriod.date(day: 45))"))
        }
        inject(
            "KRW", day: 61, hour: 21, cents: 204_330,
            note(.kycNotValid, "verification valid through this very day", isHit: false))
        for (day, cents) in [(62, 211_950), (69, 198_241), (76, 207_735)] {
            inject(
                "KRW", day: day, hour: 9, cents: Int64(cents),
                note(.kycNotValid, "verification ran out on \(SamplePeriod.date(day: 61))"))
        }
        for (day, cents) in [(20, 512_260), (48, 498_115)] {
            inject("CLQ", day: day, hour: 11, cents: Int64(cents), note(.kycNotValid, "never verified"))
        }
    }

    private mutating func injectNewAccounts() {
        inject("BRN", day: 53, hour: 13, cents: 1_474_218, note(.newAccount, "account three days old"))
        inject("BRN", day: 55, hour: 13, cents: 630_075, note(.newAccount, "account five days old"))
        inject("BZG", day: 36, hour: 13, cents: 352_640, note(.newAccount, "account two days old"))
        inject(
            "BZG", day: 38, hour: 13, cents: 71_505,
            note(.newAccount, "new account, but less than 1,000 EUR", isHit: false))
        inject("BRN", day: 60, hour: 13, cents: 655_120, note(.newAccount, "account ten days old", isHit: false))
    }

    private mutating func injectStructuring() {
        let series: [(String, Int, [Int64])] = [
            ("EMK", 23, [942_010, 961_055, 938_500, 987_040]), ("FLT", 71, [991_020, 905_515, 948_875]),
        ]
        for (code, day, amounts) in series {
            for (index, cents) in amounts.enumerated() {
                let why = "payout \(index + 1) between 8,000 and 10,000 EUR to one account within 7 days"
                let notes =
                    index >= 2 ? note(.structuring, why) : note(.structuring, "\(why): not yet three", isHit: false)
                inject(code, day: day + index, hour: 14, cents: cents, notes)
            }
        }
        // The first of the three lies outside of the seven days of the last.
        for (index, day) in [9, 14, 17].enumerated() {
            inject(
                "TSR", day: day, hour: 14, cents: 930_000 + Int64(index) * 12_345,
                note(.structuring, "three in band, but in more than 7 days", isHit: false))
        }
    }

    private mutating func injectSanctions() {
        inject("CRL", day: 12, hour: 15, cents: 321_055, note(.sanctions, "payee is listed, same spelling")) {
            $0.creditorName = "Zoltavar Brenkoviche"
        }
        inject("APR", day: 27, hour: 15, cents: 712_330, note(.sanctions, "payee is listed, family name first")) {
            $0.creditorName = "Qelmarian Ostrevand"
        }
        inject("OVL", day: 40, hour: 15, cents: 188_090, note(.sanctions, "payee is listed, name in Cyrillic letters"))
        {
            $0.creditorName = "Драгомил Феструнков"
        }
        inject("PYG", day: 56, hour: 15, cents: 655_515, note(.sanctions, "ultimate payee is listed under an alias")) {
            $0.ultimateCreditor = "Vostrakel Energy Trading"
        }
        inject("STV", day: 82, hour: 15, cents: 419_925, note(.sanctions, "payee is listed, another legal form")) {
            $0.creditorName = "Marquenta Shipping & Logistics Limited"
        }
    }

    private mutating func injectCountries() {
        let cases = [("AVK", 31, "IR", 733_045), ("VRV", 59, "KP", 512_780), ("NRV", 77, "MM", 288_415)]
        for (code, day, country, cents) in cases {
            inject(
                code, day: day, hour: 16, cents: Int64(cents),
                note(.highRiskCountry, "bank and payee in \(country), on the FATF call for action list")
            ) {
                $0.isRecord = true
                $0.creditorCountry = country
                $0.creditorBIC = SampleIdentifiers.bic(country: country)
                $0.creditorIBAN = nil
                $0.otherAccount = "\(country)-ACC-\(day)"
            }
        }
    }
}
