/// One charging session, from an OCPI CDR or session object of any version (inputs.md section 3).
///
/// Texts are as received; comparisons use the upper-case forms in keys. Unknown is nil or `Known.unknown`.
package struct ChargingSession: Sendable {
    package var owner: PartyID
    package var id: String
    /// Nil when the literal means unknown (`1970-01-01T00:00:00Z`).
    package var start: Instant?
    package var end: Instant?
    package var sessionID: String?
    package var authorizationReference: String?
    package var token: Token
    package var authMethod: String?
    package var place: Place
    package var meterID: String?
    package var hasSignedData: Bool
    package var currency: Currency
    package var energy: Energy
    /// Charging time plus parking time, in microseconds, from OCPI's hours.
    package var totalTime: TimeSpan?
    package var parkingTime: TimeSpan?
    /// Billed lines by fee type; `total` always exists for a CDR with a known price.
    package var charges: [Charge]
    package var periods: [Period]
    package var isCredit: Bool
    /// At the driver's own charger: the price is to be given back to the driver (OCPI 2.2.1
    /// `home_charging_compensation`).
    package var isHomeCompensation: Bool
    package var creditReference: String?
    package var invoiceReference: String?
    package var remark: String?
    package var lastUpdated: Instant
    /// OCPI session status (`ACTIVE`, `COMPLETED`, ...); nil for CDRs.
    package var status: String?
    /// Names of fields whose value was assumed, not given (CSV maps say so); shown in every explanation.
    package var assumed: [String]

    package init(owner: PartyID, id: String, currency: Currency, energy: Energy, lastUpdated: Instant) {
        self.owner = owner
        self.id = id
        self.currency = currency
        self.energy = energy
        self.lastUpdated = lastUpdated
        token = Token()
        place = Place()
        hasSignedData = false
        charges = []
        periods = []
        isCredit = false
        isHomeCompensation = false
        assumed = []
    }

    /// The token or contract that started the session.
    package struct Token: Hashable, Sendable {
        package var party: PartyID?
        package var uid: String?
        package var type: String?
        package var contractID: String?

        package init(party: PartyID? = nil, uid: String? = nil, type: String? = nil, contractID: String? = nil) {
            self.party = party
            self.uid = uid
            self.type = type
            self.contractID = contractID
        }
    }

    /// Where energy was delivered: the VAT place, not the owner's country.
    package struct Place: Hashable, Sendable {
        package var locationID: String?
        package var name: String?
        package var address: String?
        package var city: String?
        package var postalCode: String?
        package var country: Country?
        package var point: GeoPoint?
        package var evseUID: String?
        package var evseID: String?
        package var connectorID: String?
        package var connectorStandard: String?
        /// `AC_1_PHASE`, `AC_2_PHASE`, `AC_2_PHASE_SPLIT`, `AC_3_PHASE`, `DC` or another text as received.
        package var powerType: String?

        package init() {}
    }

    /// What a billed line is for.
    package enum FeeType: String, Sendable, CaseIterable {
        case total, fixed, energy, time, parking, reservation
    }

    /// One billed line.
    package struct Charge: Hashable, Sendable {
        package var fee: FeeType
        /// Excluding VAT.
        package var excluding: Money
        /// Including VAT and every other tax, where given.
        package var including: Money?
        /// The VAT percentages written beside the amount, in parts per million (20 % = 200,000).
        package var statedRatesPPM: [Int64]
        /// Taxes within ``including`` that are not known to be VAT.
        package var otherTaxes: [OtherTax]
        /// The source gives two prices that differ, or taxes that do not make their sum.
        package var isContradictory: Bool

        package init(
            fee: FeeType, excluding: Money, including: Money?, statedRatesPPM: [Int64] = [],
            otherTaxes: [OtherTax] = [],
            isContradictory: Bool = false
        ) {
            self.fee = fee
            self.excluding = excluding
            self.including = including
            self.statedRatesPPM = statedRatesPPM
            self.otherTaxes = otherTaxes
            self.isContradictory = isContradictory
        }
    }

    /// A tax beside VAT, or one that does not say what it is.
    package struct OtherTax: Hashable, Sendable {
        /// As received.
        package let name: String
        /// Nil when it is not given.
        package let amount: Money?

        package init(name: String, amount: Money?) {
            self.name = name
            self.amount = amount
        }
    }

    /// One charging period with its measured dimensions.
    package struct Period: Hashable, Sendable {
        package var start: Instant?
        package var dimensions: [Dimension]
        package var tariffID: String?

        package init(start: Instant?, dimensions: [Dimension], tariffID: String?) {
            self.start = start
            self.dimensions = dimensions
            self.tariffID = tariffID
        }
    }

    /// One measured dimension of a period: its OCPI type and its volume in millionths.
    package struct Dimension: Hashable, Sendable {
        package var type: String
        package var volumeMicros: Int64

        package init(type: String, volumeMicros: Int64) {
            self.type = type
            self.volumeMicros = volumeMicros
        }
    }

    /// The total billed, including VAT where that is given, else excluding it.
    package var grossAmount: Money? {
        guard let total = charges.first(where: { $0.fee == .total }) else { return nil }
        return total.including ?? total.excluding
    }

    /// Event time: the end, or the start when the end is missing.
    package var eventTime: Instant? { end ?? start }
}
