package import Domain

/// One document under `rules/vat`: the rules or the rates of one jurisdiction, as written.
package struct RulePack: Sendable {
    /// `vat-rules/1` or `vat-rates/1`.
    package enum Schema: String, Sendable {
        case rules = "vat-rules/1"
        case rates = "vat-rates/1"
    }

    package var schema: Schema
    /// ISO 3166-1 alpha-2, `EU`, or a subdivision that taxes for itself (`CA-NS`).
    package var jurisdiction: String
    package var timeZone: TimeZoneID?
    package var currency: Currency?
    /// National currencies before that one, in rising order of their ends.
    package var formerCurrencies: [FormerCurrency] = []
    package var vatIDPrefix: String?
    package var updated: CivilDate?
    package var foreignReseller: ForeignReseller?
    package var rules: [VATRule]
    package var rates: [RateSeries]
    package var territories: [Territory]
    package var place: SourcePlace
    /// What is readable but not as it should be; `vat verify` reports it.
    package var notes: [PackNote]
}

/// A currency in which tax was shown until a country changed to another (art. 91, 230 of Directive 2006/112/EC).
package struct FormerCurrency: Hashable, Sendable {
    package let currency: Currency
    /// The first local day that it is not the national currency any more.
    package let to: CivilDate
    package let basis: [LegalBasis]

    package init(currency: Currency, to: CivilDate, basis: [LegalBasis]) {
        self.currency = currency
        self.to = to
        self.basis = basis
    }
}

/// How a country outside the Union treats a foreign buyer who resells (header `foreign_reseller`).
package struct ForeignReseller: Hashable, Sendable {
    package enum Reading: String, Sendable, CaseIterable {
        /// Taxed at the charge point.
        case local
        /// Taxed where the buyer belongs.
        case outside
    }

    package let reading: Reading
    package let certainty: Certainty

    package init(reading: Reading, certainty: Certainty) {
        self.reading = reading
        self.certainty = certainty
    }
}

/// Something readable that misleads other readers.
package struct PackNote: Hashable, Sendable {
    package enum Kind: Sendable {
        /// A bare `NO`, `on`, `yes`: other readers make it a truth value.
        case bareBoolean
        /// A rate or postcode without quotes: other readers may change it.
        case unquoted
        /// A bound that is an instant: bounds are local civil dates.
        case instantBound
    }

    package let kind: Kind
    package let place: SourcePlace
    package let message: String

    package init(_ kind: Kind, _ place: SourcePlace, _ message: String) {
        self.kind = kind
        self.place = place
        self.message = message
    }
}

/// Where a rule comes from.
package struct LegalBasis: Hashable, Sendable {
    package let cite: String
    package let url: String?
    package let date: CivilDate?

    package init(cite: String, url: String? = nil, date: CivilDate? = nil) {
        self.cite = cite
        self.url = url
        self.date = date
    }
}

/// Who checked a rule, when and how.
package struct Verification: Hashable, Sendable {
    package let date: CivilDate
    package let by: String?
    package let method: String?
    package let sources: Int?

    package init(date: CivilDate, by: String?, method: String?, sources: Int?) {
        self.date = date
        self.by = by
        self.method = method
        self.sources = sources
    }
}

/// A later change of what was written, with what stood there before.
package struct Correction: Hashable, Sendable {
    package let date: Instant
    package let by: String?
    package let approvedBy: String?
    package let reason: String?
    /// The keys that were replaced; their earlier values are applied when an answer is asked as known before `date`.
    package let replacedKeys: [String]

    package init(date: Instant, by: String?, approvedBy: String?, reason: String?, replacedKeys: [String]) {
        self.date = date
        self.by = by
        self.approvedBy = approvedBy
        self.reason = reason
        self.replacedKeys = replacedKeys
    }
}

/// A tax per unit sold: `0.026 USD` a kWh.
package struct UnitRate: Hashable, Sendable {
    package let amount: Money
    package let unit: String
    /// How many units the amount is for: 11 for "0.26 a 11 kWh".
    package let quantity: Int64

    package init(amount: Money, unit: String, quantity: Int64) {
        self.amount = amount
        self.unit = unit
        self.quantity = quantity
    }

    /// `0.026/kWh`, `0.26/11 kWh`.
    package var text: String {
        decimalText(amount.micros, decimals: 6, minimum: 0) + "/" + (quantity == 1 ? unit : "\(quantity) \(unit)")
    }
}

/// What holds within a window. Rates are parts per million (19 % = 190,000).
package enum WindowContent: Hashable, Sendable {
    case rate(Int64)
    case perUnit(UnitRate)
    case treatment(Treatment)
    /// No rate is established (`rate: null`).
    case open
}

/// A half-open span of local civil dates `[from, to)` with what holds in it.
package struct RuleWindow: Hashable, Sendable {
    package var from: CivilDate
    package var to: CivilDate?
    /// The bounds where they were written as instants; they count at the place's clock.
    package var fromInstant: Instant?
    package var toInstant: Instant?
    package var content: WindowContent
    /// The rate as written, for checks of its scale.
    package var rateText: String?
    package var isTemporary: Bool
    package var certainty: Certainty?
    /// Why a rate may be lower than the Union's minimum.
    package var derogation: String?
    package var basis: [LegalBasis]
    package var place: SourcePlace

    package var ratePPM: Int64? {
        if case .rate(let rate) = content { rate } else { nil }
    }

    package func holds(on date: CivilDate) -> Bool { from <= date && (to.map { date < $0 } ?? true) }
}

/// A series of rates of one kind over time.
package struct RateSeries: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case standard, reduced
        case electricityHousehold = "electricity_household"
    }

    package var kind: Kind
    package var windows: [RuleWindow]
    package var basis: [LegalBasis]
    package var tests: [PackTest]
    package var verified: Verification?
    package var reviewBy: CivilDate?
    package var place: SourcePlace
}

/// A part of a country that is taxed otherwise, or a member state of the Union in the pack `EU`.
package struct Territory: Sendable {
    package enum Treatment: String, Sendable, CaseIterable {
        case ownTax = "own_tax"
        case outside
        case asCountry = "as_country"
        case rate
    }

    package var code: String
    package var names: [String]
    package var postcodes: [String]
    package var treatment: Treatment
    package var category: TaxCategory?
    package var windows: [RuleWindow]
    package var timeZone: TimeZoneID?
    package var basis: [LegalBasis]
    package var certainty: Certainty?
    package var place: SourcePlace
}
