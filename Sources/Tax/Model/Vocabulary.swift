/// What a line charges for (vat.md section 2). Raw values are the words of rule packs and facts records.
package enum FeeType: String, Sendable, CaseIterable {
    case energy, time, session, idle, parking, subscription, penalty, damage, ruleset, reservation
    case reservationUsed = "reservation_used"
    case reservationNoShow = "reservation_no_show"
    case parkingWhileCharging = "parking_while_charging"
    case promoThirdParty = "promo_third_party"
    case homeCharging = "home_charging"
    case siteAccessFee = "site_access_fee"
    case roamingFee = "roaming_fee"
    case platformCommission = "platform_commission"
    case revenueShare = "revenue_share"
    case roamingServiceLocal = "roaming_service_local"
    case paymentFee = "payment_fee"
    case fxMargin = "fx_margin"
    case walletTopup = "wallet_topup"
    case rfidCard = "rfid_card"
    case homeReimbursement = "home_reimbursement"

    /// Position in compiled tables.
    var index: Int { Self.indexes[self] ?? 0 }

    private static let indexes = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// What kind of supply a fee is.
package enum SupplyClass: String, Sendable, CaseIterable {
    case electricity = "goods.electricity"
    case distanceSale = "goods.distance_sale"
    case service
    case businessService = "service.b2b"
    case immovable = "service.immovable"
    case parking = "service.parking"
    case exempt = "service.exempt"
    case voucher, compensation
    case outsideScope = "outside_scope"
}

/// Where a supply is taxed.
package enum PlaceRule: String, Sendable, CaseIterable {
    case chargePoint = "charge_point"
    case customerSeat = "customer_seat"
    case supplierSeat = "supplier_seat"
    /// Where land or its use lies: the charge point's place.
    case site
}

/// How a rule taxes where it gives no rate of its own. The engine knows what each does, the packs say when.
package enum Treatment: String, Sendable, CaseIterable {
    /// By the rate rule of the place for the fee.
    case localRate = "local_rate"
    /// At the standard rate of the place.
    case standardRate = "standard_rate"
    /// At the rate of charging energy at the place.
    case electricityRate = "electricity_rate"
    /// The customer owes the tax.
    case reverseCharge = "reverse_charge"
    /// As `reverseCharge`, but a member state may let an unestablished supplier charge its tax (art. 194).
    case reverseChargeOptional = "reverse_charge_optional"
    /// A national reverse charge whose basis in Union law ended without a known successor.
    case reverseChargeSunset = "reverse_charge_sunset"
    /// Exempt (art. 135): tax shown is wrong.
    case exempt
    /// Exempt because the supplier is small (art. 284).
    case smallBusiness = "small_business"
    /// The cross-border exemption is claimed before it opened: taxed as usual.
    case smallBusinessNotOpen = "small_business_not_open"
    /// Taxed elsewhere, outside the packs.
    case outsideScope = "outside_scope"
    /// No supply by a taxable person.
    case notTaxable = "not_taxable"
    /// Tax shown on a self-billed document for somebody who is no trader is owed by that person (art. 203).
    case invoiceDebt = "invoice_debt"
    /// Taxed when it is redeemed (art. 30b(2)).
    case multiPurposeVoucher = "multi_purpose_voucher"
    /// Taxed when it is sold, at the rate of charging energy (art. 30b(1)).
    case singlePurposeVoucher = "single_purpose_voucher"
    /// No rule decides: reported as missing.
    case missing

    /// Whether the customer owes the tax.
    var isReverseCharge: Bool {
        self == .reverseCharge || self == .reverseChargeOptional || self == .reverseChargeSunset
    }
}

/// How sure a rule is.
package enum Certainty: String, Sendable, CaseIterable {
    case settled
    case officialPractice = "official_practice"
    case contested, assumed
}

/// Where a rule stands in its life.
package enum RuleStatus: String, Sendable, CaseIterable {
    case inForce = "in_force"
    case staged, contested, withdrawn, repealed
}

/// VAT category of EN 16931 (UNCL 5305).
package enum TaxCategory: String, Sendable, CaseIterable {
    case standard = "S"
    case reverseCharge = "AE"
    case exempt = "E"
    case outside = "O"
    case intraCommunity = "K"
    case export = "G"
    case zero = "Z"
    /// IGIC of the Canary Islands.
    case canary = "L"
    /// IPSI of Ceuta and Melilla.
    case ipsi = "M"
}

/// Who stands on a side of a leg.
package enum PartyRole: String, Sendable, CaseIterable {
    case cpo, emsp, platform, hub, psp, host, employer, employee, business, consumer, driver
    case siteOwner = "site_owner"
    case garageOperator = "garage_operator"

    /// Roles that buy electricity in order to sell it.
    var resells: Bool { self == .cpo || self == .emsp || self == .platform || self == .hub }
}

/// What a party is in VAT law.
package enum PartyKind: String, Sendable, CaseIterable {
    case business, consumer, `private`, unknown
}

/// In whose name a party acts on a leg (law 6).
package enum Capacity: String, Sendable, CaseIterable {
    case principal
    case ownName = "own_name"
    case disclosedAgent = "disclosed_agent"
}

/// What is known of a VAT id.
package enum VATIDStatus: String, Sendable, CaseIterable {
    case valid, given, invalid, unavailable, unknown
}

/// Circumstances of a line, a closed set (vat.md section 4).
package enum Attribute: String, Sendable, CaseIterable {
    case `public`, wholesale, fleet, chain, overstay, used, posted
    case pricedPerKWh = "priced_per_kwh"
    case secondLeg = "second_leg"
    case ossUnion = "oss_union"
    case appDisclosedAgent = "app_disclosed_agent"
    case separateContract = "separate_contract"
    case dueWithoutCharging = "due_without_charging"
    case appAccess = "app_access"
    case cardProcessing = "card_processing"
    case noShow = "no_show"
    case multiPurpose = "multi_purpose"
    case singlePurpose = "single_purpose"
    case employerRefund = "employer_refund"
    case thirdPartyPayment = "third_party_payment"
    case selfBilled = "self_billed"
    case vatShown = "vat_shown"
    case noObjection = "no_objection"
    case paidInAdvance = "paid_in_advance"
    case duringCharging = "during_charging"
    case inPrice = "in_price"
    case duplicateInvoice = "duplicate_invoice"
    case serviceTaxedAtPlace = "service_taxed_at_place"
}

/// The attributes of a line as bits.
package struct AttributeSet: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package init(_ attribute: Attribute) {
        rawValue = 1 << (Self.positions[attribute] ?? 31)
    }

    private static let positions = Dictionary(
        uniqueKeysWithValues: Attribute.allCases.enumerated().map { ($1, UInt32($0)) })

    package func has(_ attribute: Attribute) -> Bool { contains(AttributeSet(attribute)) }

    /// The words, in the order of the vocabulary.
    package var names: [String] { Attribute.allCases.filter { has($0) }.map(\.rawValue) }
}

/// Which local date decides the rate of a session that spans a change (policy of a contract).
package enum SpanPolicy: String, Sendable, CaseIterable {
    case end, start, split
}
