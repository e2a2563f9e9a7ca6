/// A party with whom the platform has a relationship: charge point operator, Demand Partner, driver with a contract.
///
/// Everything about it is bitemporal: valid time in the record, recorded time in the store.
package struct Participant: Sendable {
    package var id: String
    package var legalEntity: LegalEntityID
    package var type: Kind
    package var legalName: String
    package var tradeNames: [String]
    package var isNaturalPerson: Bool
    package var birthDate: CivilDate?
    package var country: Country
    package var vatID: String?
    package var lei: String?
    /// OCPI parties that are this participant.
    package var parties: [PartyID]
    package var kyc: [KYCPeriod]
    package var riskBand: RiskBand
    package var isSettlementAgent: Bool
    package var isPEP: Bool
    package var accounts: [Account]
    package var related: [RelatedPerson]
    package var lastUpdated: Instant

    package init(id: String, type: Kind, legalName: String, country: Country, lastUpdated: Instant) {
        self.id = id
        self.type = type
        self.legalName = legalName
        self.country = country
        self.lastUpdated = lastUpdated
        legalEntity = .main
        tradeNames = []
        isNaturalPerson = false
        parties = []
        kyc = []
        riskBand = .low
        isSettlementAgent = false
        isPEP = false
        accounts = []
        related = []
    }

    /// Raw values are the database text and the words of the participant record.
    package enum Kind: String, Sendable, CaseIterable {
        case cpo, emsp, fleet, oem, fintech, hub, driver, supplier
    }

    package enum RiskBand: String, Sendable, CaseIterable {
        case low, medium, high
    }

    package enum KYCStatus: String, Sendable, CaseIterable {
        case draft, pending, verified, rejected, suspended, expired, closed
    }

    /// The KYC status over valid time, half-open `[from, to)`.
    package struct KYCPeriod: Hashable, Sendable {
        package var status: KYCStatus
        package var from: Instant
        package var to: Instant?
        /// Last day on which the verification counts; nil when none was set.
        package var validUntil: CivilDate?

        package init(status: KYCStatus, from: Instant, to: Instant?, validUntil: CivilDate?) {
            self.status = status
            self.from = from
            self.to = to
            self.validUntil = validUntil
        }
    }

    /// A payout account over valid time.
    package struct Account: Hashable, Sendable {
        package var iban: String
        package var holder: String?
        package var from: Instant
        package var to: Instant?

        package init(iban: String, holder: String?, from: Instant, to: Instant?) {
            self.iban = iban
            self.holder = holder
            self.from = from
            self.to = to
        }
    }

    /// A director or beneficial owner.
    package struct RelatedPerson: Hashable, Sendable {
        package var name: String
        package var role: String
        package var birthDate: CivilDate?
        package var country: Country?
        /// Share in parts per million of ownership; nil for officers.
        package var sharePPM: Int64?

        package init(name: String, role: String, birthDate: CivilDate?, country: Country?, sharePPM: Int64?) {
            self.name = name
            self.role = role
            self.birthDate = birthDate
            self.country = country
            self.sharePPM = sharePPM
        }
    }

    /// The KYC period in force at an instant.
    package func kyc(at instant: Instant) -> KYCPeriod? {
        kyc.last { $0.from <= instant && ($0.to.map { instant < $0 } ?? true) }
    }
}
