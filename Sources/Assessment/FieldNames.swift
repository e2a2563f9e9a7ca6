import Rules

/// The fields that assessments fill, by name; the registry of `Rules` fixes their types.
extension FieldID {
    static let eventID = named("event_id")
    static let kycStatus = named("participant.kyc_status")
    static let kycValidUntil = named("participant.kyc_valid_until")
    static let settlementAgent = named("participant.settlement_agent")
    static let participantPEP = named("participant.pep")
    static let participantRegistered = named("participant.registered")
    static let participantRejected = named("participant.rejected")
    static let businessRelationship = named("participant.business_relationship")
    static let ownerGroup = named("participant.owner_group")
    static let ownershipJurisdictions = named("participant.ownership_jurisdictions")
    static let counterpartyID = named("counterparty.id")
    static let counterpartyOwnerGroup = named("counterparty.owner_group")
    static let tokenOwnerGroup = named("token.owner_group")
    static let payerID = named("payer_id")
    static let transferOfFunds = named("transfer_of_funds")
    static let ownerCountries = named("participant.owner_countries")
    static let bankCountry = named("bank.country")
    static let counterpartyCountry = named("counterparty.country")
    static let screeningBest = named("screening.best_score")
    static let screeningThreshold = named("screening.threshold")
    static let locationID = named("location_id")
    static let cpoID = named("cpo_id")
    static let cdrID = named("cdr_id")
    static let currencyCode = named("currency")
    static let beneficiaryID = named("beneficiary_id")
    static let beneficiaryCountry = named("beneficiary.country")
    static let beneficiaryNameMatch = named("beneficiary.name_match")
    static let iban = named("iban")
    static let ibanCountry = named("iban.country")
    static let accountChangedAt = named("account.changed_at")
    static let settledAt = named("settled_at")
    static let energyFee = named("energy_fee")
    static let timeFee = named("time_fee")
    static let parkingFee = named("parking_fee")

    private static func named(_ name: String) -> FieldID {
        guard let field = FieldID(name) else { preconditionFailure("the field registry has no \(name)") }
        return field
    }
}
