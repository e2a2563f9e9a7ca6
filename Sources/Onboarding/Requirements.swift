package import Domain

/// One thing that must be known about a participant before it may be verified.
package struct Requirement: Hashable, Sendable {
    /// Stable name, for example `company.registered-seat`.
    package let name: String
    /// Law that asks for it.
    package let basis: String
    let question: Question

    /// What the record is asked.
    enum Question: Hashable, Sendable {
        case legalName, birthDate, identifier, vatID, representatives, owners, account, ocpiParty
    }

    /// Regulation (EU) 2024/1624 applies from this date (article 90); before it national law that transposes
    /// Directive (EU) 2015/849, article 13, asks.
    package static let regulationApplies = CivilDate(daysSinceEpoch: 21_009)

    /// The requirements for a participant on a date.
    ///
    /// - Source: Regulation (EU) 2024/1624 articles 20 and 22, Directive (EU) 2015/849 article 13, for members of the
    ///   European Economic Area; elsewhere the recommendations 10 and 24 of the FATF, which national law follows.
    package static func list(for participant: Participant, on date: CivilDate) -> [Requirement] {
        let laws = Laws(country: participant.country, date: date)
        if participant.isNaturalPerson || participant.type == .driver {
            return [
                Requirement(name: "person.names", basis: laws.identity, question: .legalName),
                Requirement(name: "person.birth-date", basis: laws.identity, question: .birthDate),
            ] + payout(participant, laws)
        }
        var all = [
            Requirement(name: "company.legal-name", basis: laws.identity, question: .legalName),
            Requirement(name: "company.identifier", basis: laws.identity, question: .identifier),
            Requirement(name: "company.representatives", basis: laws.identity, question: .representatives),
            Requirement(name: "company.beneficial-owners", basis: laws.owners, question: .owners),
        ]
        if laws.isVATCountry {
            all.append(
                Requirement(
                    name: "company.vat-id", basis: "Directive 2006/112/EC article 214 and national VAT law",
                    question: .vatID))
        }
        if participant.type == .cpo || participant.type == .emsp || participant.type == .hub {
            all.append(
                Requirement(name: "roaming.ocpi-party", basis: "own: sessions are joined by it", question: .ocpiParty))
        }
        return all + payout(participant, laws)
    }

    private static func payout(_ participant: Participant, _ laws: Laws) -> [Requirement] {
        // Drivers and payers are not paid out; everybody else needs an account with a holder name.
        guard participant.type == .cpo || participant.type == .supplier || participant.type == .hub else { return [] }
        return [Requirement(name: "account.holder-name", basis: laws.relationship, question: .account)]
    }

    private struct Laws {
        let identity: String
        let owners: String
        let relationship: String
        let isVATCountry: Bool

        init(country: Country, date: CivilDate) {
            let inEEA = Requirement.economicArea.contains(country.alpha2)
            isVATCountry = inEEA || ["GB", "CH"].contains(country.alpha2)
            switch (inEEA, date >= Requirement.regulationApplies) {
            case (true, true):
                identity = "Regulation (EU) 2024/1624 article 22(1)"
                owners = "Regulation (EU) 2024/1624 articles 20(1)(b) and 52(1)"
                relationship = "Regulation (EU) 2024/1624 article 20(1)(c)"
            case (true, false):
                identity = "Directive (EU) 2015/849 article 13(1)(a), national law"
                owners = "Directive (EU) 2015/849 article 13(1)(b), national law"
                relationship = "Directive (EU) 2015/849 article 13(1)(c), national law"
            default:
                identity = "FATF recommendation 10, national law"
                owners = "FATF recommendations 10 and 24, national law"
                relationship = "FATF recommendation 10, national law"
            }
        }
    }

    /// The 27 member states and Iceland, Liechtenstein, Norway.
    private static let economicArea: Set<String> = [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
        "LT",
        "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    ]
}

/// What the record says about each requirement on a date.
package struct Checklist: Hashable, Sendable {
    /// The three answers: unknown is neither satisfied nor refused.
    package enum State: Hashable, Sendable {
        case satisfied
        case open
        /// What is missing to judge it.
        case unknown(String)
    }

    package struct Item: Hashable, Sendable {
        package let requirement: Requirement
        package let state: State
    }

    package let items: [Item]

    /// Judges the record as of an instant.
    package init(of participant: Participant, at instant: Instant) {
        items = Requirement.list(for: participant, on: instant.utcDate).map { requirement in
            Item(requirement: requirement, state: Self.state(requirement.question, participant, instant))
        }
    }

    /// Names of requirements that are open or unknown: they block verification.
    package var open: [String] { items.filter { $0.state != .satisfied }.map(\.requirement.name) }

    /// `6 of 8`.
    package var summary: String { "\(items.count - open.count) of \(items.count)" }

    private static func state(_ question: Requirement.Question, _ participant: Participant, _ instant: Instant) -> State
    {
        switch question {
        case .legalName: return participant.legalName.allSatisfy(\.isWhitespace) ? .open : .satisfied
        case .birthDate: return participant.birthDate == nil ? .open : .satisfied
        case .identifier: return participant.lei == nil && participant.vatID == nil ? .open : .satisfied
        case .vatID: return participant.vatID == nil ? .open : .satisfied
        case .ocpiParty: return participant.parties.isEmpty ? .open : .satisfied
        case .representatives:
            return participant.related.contains { $0.sharePPM == nil && !isOwner($0.role) } ? .satisfied : .open
        case .owners: return owners(participant)
        case .account:
            let current = participant.accounts.filter { $0.from <= instant && ($0.to.map { instant < $0 } ?? true) }
            if current.isEmpty { return .open }
            return current.allSatisfy { $0.holder != nil } ? .satisfied : .unknown("account.holder")
        }
    }

    /// Open without any owner or senior managing official; unknown while a share, or a gap that could hide a quarter, is.
    private static func owners(_ participant: Participant) -> State {
        let owners = participant.related.filter { $0.sharePPM != nil || isOwner($0.role) }
        let officials = participant.related.contains { asciiUpper($0.role) == "SENIOR_MANAGING_OFFICIAL" }
        if owners.isEmpty { return officials ? .satisfied : .open }
        guard owners.allSatisfy({ $0.sharePPM != nil }) else { return .unknown("owner share") }
        let sum = owners.reduce(Int64(0)) { $0 + ($1.sharePPM ?? 0) }
        // Printed shares carry rounding: more than 100.01 % cannot be (onboarding.md section 3).
        if sum > 1_000_100 { return .unknown("owner shares beyond 100 %") }
        return 1_000_000 - sum >= OwnerGroup.thresholdPPM && !officials ? .unknown("ownership gap") : .satisfied
    }

    private static func isOwner(_ role: String) -> Bool {
        let role = asciiUpper(role)
        return role == "OWNER" || role == "BENEFICIAL_OWNER"
    }
}
