package import Domain

/// One rule as written: which fees and facts it is for, and what holds when.
package struct VATRule: Sendable {
    package var id: String
    /// Higher wins; two equal matches are an error.
    package var priority: Int
    package var feeTypes: [FeeType]
    package var supplyClass: SupplyClass?
    /// All must hold.
    package var conditions: [Condition]
    package var placeRule: PlaceRule?
    package var windows: [RuleWindow]
    package var en16931: InvoiceCategory?
    package var liable: Liable?
    package var requirement: VATIDRequirement?
    package var onMissing: [MissingKey: VerdictFinding]
    package var reporting: [ReportingWindow]
    package var basis: [LegalBasis]
    package var status: RuleStatus
    package var activates: CivilDate?
    package var confirmBy: CivilDate?
    package var confirmed: Confirmation?
    package var certainty: Certainty?
    package var alternatives: [Alternative]
    package var watch: [Watch]
    package var verified: Verification?
    package var reviewBy: CivilDate?
    package var tests: [PackTest]
    package var recordedAt: Instant?
    package var corrections: [Correction]
    package var place: SourcePlace
    /// SHA-256 of what the rule decides by: everything but checks, tests and the record of its changes.
    package var contentHash: Hash32
}

/// Category, exemption code and rate that an invoice line shows (EN 16931 BT-151, BT-121, BT-152).
package struct InvoiceCategory: Hashable, Sendable {
    package let category: TaxCategory
    package let vatex: String?
    package let ratePPM: Int64?

    package init(category: TaxCategory, vatex: String?, ratePPM: Int64?) {
        self.category = category
        self.vatex = vatex
        self.ratePPM = ratePPM
    }
}

/// Who owes the tax.
package enum Liable: String, Sendable, CaseIterable {
    case supplier, customer
    case host = "host (art 203)"
}

/// A person's confirmation that a staged rule takes effect.
package struct Confirmation: Hashable, Sendable {
    package let date: CivilDate
    package let by: String?

    package init(date: CivilDate, by: String?) {
        self.date = date
        self.by = by
    }
}

/// A window of the schemes through which a seller may report.
package struct ReportingWindow: Hashable, Sendable {
    package enum Scheme: String, Sendable, CaseIterable {
        case localRegistration = "local_registration"
        case ossUnion = "oss_union"
    }

    package let from: CivilDate
    package let to: CivilDate?
    package let schemes: [Scheme]

    package init(from: CivilDate, to: CivilDate?, schemes: [Scheme]) {
        self.from = from
        self.to = to
        self.schemes = schemes
    }
}

/// A disputed reading: it is never applied, only weighed.
package struct Alternative: Hashable, Sendable {
    package var ratePPM: Int64?
    package var rateText: String
    package var from: CivilDate
    package var to: CivilDate?
    /// In words, such as `≤ 1000 kWh per driver, premises, calendar month`; nil when it holds without condition.
    package var condition: String?
    /// The same, for adding up; nil when it holds without condition.
    package var ceiling: Ceiling?
    package var basis: [LegalBasis]
    package var note: String?
    package var place: SourcePlace

    package func holds(on date: CivilDate) -> Bool { from <= date && (to.map { date < $0 } ?? true) }
}

/// An amount of electricity up to which a disputed reading holds, added up over what it names.
package struct Ceiling: Hashable, Sendable {
    package enum Group: String, Sendable, CaseIterable {
        case driver, premises
        case calendarMonth = "calendar_month"
    }

    /// Millionths of a kilowatt-hour, inclusive.
    package let microKWh: Int64
    /// In the order written.
    package let groups: [Group]

    package init(microKWh: Int64, groups: [Group]) {
        self.microKWh = microKWh
        self.groups = groups
    }

    /// `≤ 1000 kWh per driver, premises, month`.
    package var words: String {
        let names = groups.map { $0 == .calendarMonth ? "month" : $0.rawValue }
        return "≤ \(decimalText(microKWh, decimals: 6, minimum: 0)) kWh per \(names.joined(separator: ", "))"
    }
}

/// Something outside that may change the rule.
package struct Watch: Hashable, Sendable {
    package let event: String
    package let nextCheck: CivilDate?
    package let place: SourcePlace

    package init(event: String, nextCheck: CivilDate?, place: SourcePlace) {
        self.event = event
        self.nextCheck = nextCheck
        self.place = place
    }
}

/// What evidence of the customer's VAT id a rule asks for.
package struct VATIDRequirement: Hashable, Sendable {
    /// The id must be of the place of supply.
    package let countryIsPlace: Bool
    /// Days that an online check counts, back from the supply date.
    package let maximumAgeDays: Int?
    package let needsConsultationNumber: Bool

    package init(countryIsPlace: Bool, maximumAgeDays: Int?, needsConsultationNumber: Bool) {
        self.countryIsPlace = countryIsPlace
        self.maximumAgeDays = maximumAgeDays
        self.needsConsultationNumber = needsConsultationNumber
    }
}

/// What can be unknown; a rule says for each what follows (`on_missing`).
package enum MissingKey: String, Sendable, CaseIterable {
    case dealer, business, threshold, registration, seat, place, attributes, role, scheme, reseller
    case vatID = "vat_id"
    case onlineUnavailable = "online_unavailable"
    case supplyClass = "class"
    case electronic
}

/// A fact that a condition asks for.
package enum ConditionFact: String, Sendable, CaseIterable {
    case customerBusiness = "customer.business"
    case customerDealer = "customer.taxable_dealer"
    case customerResells = "customer.resells"
    case customerSeat = "customer.seat"
    case customerRegistered = "customer.registered_in"
    case customerRole = "customer.role"
    /// Where the electricity is drawn, whatever the place of supply.
    case chargePoint = "place.charge_point"
    case supplierTaxable = "supplier.taxable_person"
    case supplierResells = "supplier.resells"
    case supplierSeat = "supplier.seat"
    case supplierEstablished = "supplier.established_in"
    case supplierRegistered = "supplier.registered_in"
    case supplierSmall = "supplier.small_business"
    case supplierEX = "supplier.ex_number"
    case supplierRole = "supplier.role"
    case attributes = "facts.attributes"
    case threshold = "facts.threshold_exceeded"
    case vatShown = "facts.vat_shown"
    /// What a fee is, where the record cannot say: always unknown.
    case supplyClass = "supply.class"
    /// Whether a service is supplied electronically (art. 58): the record cannot say.
    case electronic = "supply.electronic"

    var missingKey: MissingKey {
        switch self {
        case .customerBusiness: .business
        case .customerDealer, .customerResells, .supplierResells: .dealer
        case .customerSeat, .supplierSeat: .seat
        case .chargePoint: .place
        case .customerRegistered: .vatID
        case .customerRole, .supplierRole: .role
        case .supplierTaxable, .supplierSmall, .supplierEX: .business
        case .supplierEstablished, .supplierRegistered: .registration
        case .attributes, .vatShown: .attributes
        case .threshold: .threshold
        case .supplyClass: .supplyClass
        case .electronic: .electronic
        }
    }
}

/// One condition of a rule.
package struct Condition: Hashable, Sendable {
    package enum Test: Hashable, Sendable {
        case isTrue, isFalse
        /// The country fact is (or is not) the place of supply.
        case place(isNegated: Bool)
        /// The country fact is (or is not) a member state.
        case union(isNegated: Bool)
        case roles(Set<PartyRole>)
        /// Any of these is present (or none is).
        case attributes(AttributeSet, isNegated: Bool)
        /// The class that this reading takes; what it is cannot be known from the record.
        case supplyClass(SupplyClass)
    }

    package let fact: ConditionFact
    package let test: Test

    package init(_ fact: ConditionFact, _ test: Test) {
        self.fact = fact
        self.test = test
    }
}

/// A test inside a pack: the answer at an instant or local time.
package struct PackTest: Sendable {
    /// As written: `2020-06-30T23:59:59+02:00`, `2020-06-30T22:00:00Z`, `2020-06-30`.
    package var at: String
    package var fee: FeeType?
    package var expectedRatePPM: Int64?
    package var expectedUnitRate: String?
    package var expectedTreatment: Treatment?
    /// The expectation `rate: missing`: no window holds.
    package var expectsNoRate: Bool
    /// The expectation `rate: open`: a window holds and no rate is established in it.
    package var expectsOpenRate: Bool
    package var place: SourcePlace
}
