package import Domain

/// What is known of one charge line of one leg, format `amplomb-vat-facts/1` (vat.md section 4). Nil is unknown or not
/// stated; the engine itself defaults nothing.
package struct FactsRecord: Sendable {
    package var lineID: String
    package var sessionID: String?
    package var leg: String?
    package var fee: FeeType
    package var time: SupplyTime
    package var place: SupplyPlace
    package var supplier: Party
    package var customer: Party
    package var facts: LineFacts
    package var declared: Declaration
    /// What stood in the source and was not understood; at best a review follows.
    package var unparsed: [String]
    /// Facts that whoever made the record found unclear, by the names that verdicts use; a review follows.
    package var doubts: [Doubt] = []

    package init(
        lineID: String, fee: FeeType, time: SupplyTime, place: SupplyPlace, supplier: Party, customer: Party,
        facts: LineFacts, declared: Declaration
    ) {
        self.lineID = lineID
        self.fee = fee
        self.time = time
        self.place = place
        self.supplier = supplier
        self.customer = customer
        self.facts = facts
        self.declared = declared
        unparsed = []
    }

    /// A fact that is unclear, by the name that verdicts use.
    package struct Doubt: Hashable, Sendable {
        package let fact: String
        /// What is unclear about it, for reading.
        package let words: String

        package init(_ fact: String, _ words: String) {
            self.fact = fact
            self.words = words
        }
    }

    /// When a supply was made, as written.
    package struct SupplyTime: Sendable {
        package enum Precision: String, Sendable, CaseIterable { case day, minute, second }

        var start: LocalTimeText?
        var end: LocalTimeText?
        package var precision: Precision?
        /// The times are UTC, not local.
        package var isUTC: Bool
        package var zone: String?
        package var paidOn: CivilDate?
        package var periodFrom: CivilDate?
        package var periodTo: CivilDate?

        /// Instants of a session; the zone is that of the charge point where it is known.
        package init(start: Instant?, end: Instant?, zone: String?) {
            self.start = start.map(LocalTimeText.init)
            self.end = end.map(LocalTimeText.init)
            precision = .second
            isUTC = true
            self.zone = zone
        }

        /// A local civil date.
        package init(on date: CivilDate) {
            let day = LocalTimeText(day: date.daysSinceEpoch, microsOfDay: 0, hasTime: false, offsetSeconds: nil)
            start = day
            end = day
            precision = .day
            isUTC = false
        }

        init(start: LocalTimeText?, end: LocalTimeText?, isUTC: Bool) {
            self.start = start
            self.end = end
            self.isUTC = isUTC
        }
    }

    /// Where the supply is made.
    package struct SupplyPlace: Sendable {
        /// Whether the fee has a place at all.
        package var isApplicable: Bool?
        package var isKnown: Bool?
        package var country: CountryCode?
        /// Territory or state: `FR-MC`, `CA-NS`.
        package var subdivision: String?
        package var postcode: String?
        package var name: String?

        package init(isApplicable: Bool?, isKnown: Bool?, country: CountryCode?) {
            self.isApplicable = isApplicable
            self.isKnown = isKnown
            self.country = country
        }
    }

    /// One side of the leg.
    package struct Party: Sendable {
        package var role: PartyRole?
        package var kind: PartyKind
        package var seat: CountryCode?
        package var capacity: Capacity?
        package var isTaxableDealer: Bool?
        package var isSmallBusiness: Bool?
        package var hasEXNumber: Bool?
        package var establishedIn: [CountryCode]
        package var notEstablishedIn: [CountryCode]
        package var registeredIn: [CountryCode]
        package var notRegisteredIn: [CountryCode]
        package var vatID: VATIDFacts?

        package init(role: PartyRole?, kind: PartyKind, seat: CountryCode?) {
            self.role = role
            self.kind = kind
            self.seat = seat
            establishedIn = []
            notEstablishedIn = []
            registeredIn = []
            notRegisteredIn = []
        }
    }

    /// What is known of a party's VAT id.
    package struct VATIDFacts: Sendable {
        package var country: CountryCode?
        package var number: String?
        package var status: VATIDStatus
        package var validFrom: CivilDate?
        /// Nil when it is unknown; `onSupplyDate` for a check made on the day of the supply.
        package var checkedOn: CheckDate?
        package var consultationNumber: String?

        package init(country: CountryCode?, number: String?, status: VATIDStatus) {
            self.country = country
            self.number = number
            self.status = status
        }
    }

    /// When an id was checked.
    package enum CheckDate: Hashable, Sendable {
        case on(CivilDate)
        case onSupplyDate
    }

    /// Circumstances and amounts that belong to the supply rather than to the document.
    package struct LineFacts: Sendable {
        package var attributes: AttributeSet
        package var kWh: ExactNumber?
        package var unitPrice: ExactNumber?
        package var priceIncludesVAT: Bool?
        package var net: ExactNumber?
        package var gross: ExactNumber?
        package var amount: ExactNumber?
        package var currency: Currency?
        package var vatCurrency: Currency?
        /// OCPI version where the line comes from a CDR; its amounts may have four decimals.
        package var ocpi: String?
        /// The rate as the source stores it.
        package var storedRate: ExactNumber?
        package var isOverThreshold: Bool?
        package var isCredit: Bool?
        package var creditAmount: ExactNumber?
        /// Taxes on the document that are not known to be VAT, in words. Whether they belong to the taxable amount (art.
        /// 78(a) of Directive 2006/112/EC) is not stated.
        package var otherTaxes: [String] = []

        package init(attributes: AttributeSet = []) { self.attributes = attributes }
    }

    /// What the document says about tax.
    package struct Declaration: Sendable {
        package enum Scheme: String, Sendable, CaseIterable {
            case ossUnion = "oss_union"
            case smallBusinessEX = "sme_ex"
        }

        /// The document shows no tax.
        package var isNone: Bool
        package var taxCountry: String?
        package var ratePercent: ExactNumber?
        package var category: TaxCategory?
        package var isReverseCharge: Bool?
        /// The document shows no tax; that the customer owes it is how it was read, not what it says.
        package var isPresumed = false
        package var scheme: Scheme?
        /// A tax that is not VAT: `ISS`, `sales_tax`, `excise`.
        package var taxKind: String?
        /// The rates of its parts, where one supply was split.
        package var split: [ExactNumber]
        package var base: ExactNumber?
        package var net: ExactNumber?
        package var gross: ExactNumber?
        package var vat: ExactNumber?
        package var currency: Currency?

        package init(isNone: Bool = false) {
            self.isNone = isNone
            split = []
        }
    }
}

extension LocalTimeText {
    /// An instant, written in UTC.
    init(_ instant: Instant) {
        let date = instant.utcDate
        day = date.daysSinceEpoch
        microsOfDay = instant.microseconds - Int64(date.daysSinceEpoch) * 86_400_000_000
        hasTime = true
        offsetSeconds = 0
    }

}
