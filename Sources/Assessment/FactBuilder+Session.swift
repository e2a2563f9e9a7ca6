import Domain
import MoneyTrail
import Onboarding
import Rules

/// Fills the facts of one event from the event and the knowledge as of its event time.
///
/// What is not filled stays unknown, and a rule that needs it says so; nothing is guessed. Values that nobody stated but that
/// a list supplies (power of a connector by its type, class of a vehicle) are marked assumed.
struct FactBuilder {
    let knowledge: Knowledge

    func facts(for event: Event) -> Facts {
        var facts = Facts()
        facts[.eventID] = .id(event.key.description)
        facts[.at] = .instant(event.at)
        facts[.receivedAt] = .instant(event.receivedAt)
        if case .known(let point) = event.taxPoint {
            facts[.dayStart] = knowledge.rules.startOfDay(at: event.at, in: point.zone)
        }
        switch event.body {
        case .session(let session): fill(&facts, session, event)
        case .payout(let payout): fill(&facts, payout, event)
        case .participant(let participant): fill(&facts, participant, event)
        case .settlement(let settlement): fill(&facts, settlement, event)
        case .reference: break
        }
        if let kind = RuleKind(event.key.kind) { knowledge.rules.complete(&facts, kind: kind) }
        return facts
    }

    private func fill(_ facts: inout Facts, _ session: ChargingSession, _ event: Event) {
        facts[.start] = session.start.map(FactValue.instant) ?? .unknown
        facts[.end] = session.end.map(FactValue.instant) ?? .unknown
        facts[.energy] = .energy(session.energy)
        facts[.cdrID] = .id(asciiUpper(session.id))
        facts[.cpoID] = .id(session.owner.description)
        fillMoney(&facts, session, event)
        fillPlace(&facts, session.place)
        facts[.tokenUID] = session.token.uid.flatMap { $0.isEmpty ? nil : FactValue.id(asciiUpper($0)) } ?? .unknown
        let entry = knowledge.participants.participant(party: session.owner)
        fill(&facts, participant: entry, ownerCountry: Country(alpha2: session.owner.country), at: event.at)
        facts[.bankCountry] = .absent
        if facts[.ownerCountries] == .unknown { facts[.ownerCountries] = .absent }
        if let party = session.token.party, let partner = knowledge.participants.participant(party: party) {
            facts[.counterpartyID] = .id(asciiUpper(partner.participant.id))
            let owners = OnboardingFacts(of: partner.participant, at: event.at).ownerGroup.fact(FactValue.id)
            facts[.counterpartyOwnerGroup] = owners
            facts[.tokenOwnerGroup] = owners
        }
        facts[.counterpartyCountry] =
            session.token.party.flatMap { Country(alpha2: $0.country) }.map(FactValue.country) ?? .unknown
    }

    private func fillMoney(_ facts: inout Facts, _ session: ChargingSession, _ event: Event) {
        facts[.currencyCode] = .text(session.currency.code)
        facts[.amount] = session.grossAmount.map { euros($0, event.taxPoint) } ?? .unknown
        let fees: [(ChargingSession.FeeType, FieldID)] = [
            (.energy, .energyFee), (.time, .timeFee), (.parking, .parkingFee),
        ]
        for charge in session.charges {
            guard let field = fees.first(where: { $0.0 == charge.fee })?.1 else { continue }
            facts[field] = euros(charge.including ?? charge.excluding, event.taxPoint)
        }
    }

    private func fillPlace(_ facts: inout Facts, _ place: ChargingSession.Place) {
        facts[.country] = place.country.map(FactValue.country) ?? .unknown
        facts[.location] = place.point.map(FactValue.location) ?? .unknown
        facts[.locationID] = place.locationID.map { FactValue.id(asciiUpper($0)) } ?? .unknown
        // A CDR names the connector, not only the EVSE; two connectors of one EVSE charge one after the other.
        facts[.evseID] = (place.evseID ?? place.evseUID).map { FactValue.id(asciiUpper($0)) } ?? .unknown
        facts[.connectorPowerType] = place.powerType.map(FactValue.text) ?? .unknown
    }

    /// The participant's facts as of event time. Without a record everything but its country stays unknown.
    func fill(
        _ facts: inout Facts, participant entry: ParticipantBook.Entry?, ownerCountry: Country?, at instant: Instant,
        iban: String? = nil
    ) {
        facts[.participantRegistered] = .bool(entry != nil)
        guard let participant = entry?.participant else {
            facts[.businessRelationship] = .bool(false)
            facts[.participantRejected] = .absent
            facts[.participantPEP] = .absent
            facts[.participantCountry] = ownerCountry.map(FactValue.country) ?? .unknown
            return
        }
        let onboarding = OnboardingFacts(of: participant, at: instant, iban: iban)
        facts[.participantID] = .id(asciiUpper(participant.id))
        facts[.participantType] = .text(participant.type.rawValue)
        facts[.participantCountry] = .country(participant.country)
        facts[.participantRiskBand] = .text(participant.riskBand.rawValue)
        facts[.settlementAgent] = .bool(participant.isSettlementAgent)
        facts[.participantPEP] = .bool(participant.isPEP)
        facts[.kycStatus] = onboarding.kycStatus.fact { .text($0.rawValue) }
        facts[.participantRejected] = onboarding.kycStatus.fact { .bool($0 == .rejected) }
        facts[.businessRelationship] = onboarding.kycStatus.fact { .bool(Self.isRelationship($0)) }
        facts[.ownerGroup] = onboarding.ownerGroup.fact(FactValue.id)
        facts[.kycValidUntil] = onboarding.kycValidUntil.fact(FactValue.date)
        facts[.accountChangedAt] = onboarding.accountChangedAt.fact(FactValue.instant)
        let owners = participant.related.filter { $0.sharePPM != nil }
        if owners.allSatisfy({ $0.country != nil }) {
            let countries = owners.compactMap { $0.country?.alpha2 }
            facts[.ownerCountries] = .set(countries.map { Text($0) })
            facts[.ownershipJurisdictions] = .count(Set(countries).count)
        }
    }

    /// Whether the platform has, or had, a business relationship: due diligence that never ended well makes none.
    private static func isRelationship(_ status: Participant.KYCStatus) -> Bool {
        switch status {
        case .verified, .suspended, .expired: true
        case .draft, .pending, .rejected, .closed: false
        }
    }

    /// The amount in euros at the ECB rate of the tax-point date; zero is zero in any currency.
    func euros(_ money: Money, _ taxPoint: Known<TaxPoint>) -> FactValue {
        if money.micros == 0 { return .number(0) }
        if money.currency == .eur { return .money(money) }
        guard case .known(let point) = taxPoint,
            case .known(let conversion)? = try? knowledge.rates.convert(money, to: .eur, on: point.localDate)
        else { return .unknown }
        return .money(conversion.result)
    }
}

extension Known {
    /// The value as a fact; what is unknown stays unknown.
    func fact(_ make: (Value) -> FactValue) -> FactValue {
        if case .known(let value) = self { make(value) } else { .unknown }
    }
}
