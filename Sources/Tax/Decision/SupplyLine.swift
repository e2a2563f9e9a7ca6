import Domain
import Formats

/// A record with what every step of the decision asks for, worked out once. A reference, so that readings share it.
final class SupplyLine {
    let record: FactsRecord
    let rules: CompiledRules
    let policy: SpanPolicy
    /// The fee after `reservation` was resolved; nil while it is open.
    let fee: FeeType?
    let chargePoint: SupplyLocation
    let customerSeat: SupplyLocation
    let supplierSeat: SupplyLocation
    /// The local civil date that decides, as days since 1970-01-01; nil when it is unknown.
    let day: Int32?
    /// The other end of a session or prepaid period.
    let otherDay: Int32?
    /// Payment on account decides (art. 65).
    let isPrepaid: Bool

    init(_ record: FactsRecord, _ rules: CompiledRules, _ policy: SpanPolicy) {
        self.record = record
        self.rules = rules
        self.policy = policy
        fee = Self.fee(record)
        supplierSeat = rules.location(seat: record.supplier.seat)
        customerSeat = rules.location(seat: record.customer.seat)
        if record.place.isApplicable == false {
            chargePoint = Self.placeOfUse(record, rules, customerSeat, supplierSeat)
        } else {
            chargePoint = rules.location(record.place)
        }
        let time = record.time
        let zone =
            time.zone.flatMap { rules.zones[$0] } ?? rules.zone(chargePoint) ?? rules.zone(supplierSeat)
            ?? rules.zone(customerSeat)
        let start = Self.day(time.start, time.isUTC, zone) ?? time.periodFrom?.daysSinceEpoch
        let end = Self.day(time.end, time.isUTC, zone) ?? time.periodTo?.daysSinceEpoch
        isPrepaid = time.paidOn != nil
        if let paid = time.paidOn {
            day = paid.daysSinceEpoch
            otherDay = time.periodTo?.daysSinceEpoch ?? end
        } else if policy == .start {
            day = start ?? end
            otherDay = end
        } else {
            day = end ?? start
            otherDay = start
        }
    }

    private static func fee(_ record: FactsRecord) -> FeeType? {
        guard record.fee == .reservation else { return record.fee }
        let attributes = record.facts.attributes
        if attributes.has(.used) { return attributes.has(.noShow) ? nil : .reservationUsed }
        return record.facts.attributes.has(.noShow) ? .reservationNoShow : nil
    }

    private static func day(_ time: LocalTimeText?, _ isUTC: Bool, _ zone: ZoneRules?) -> Int32? {
        guard let time else { return nil }
        guard time.hasTime, isUTC || time.offsetSeconds != nil else { return time.day }
        guard let zone else { return nil }
        let offset = Int64(time.offsetSeconds ?? 0) * 1_000_000
        return Int32(clamping: zone.localDay(atMicros: Int64(time.day) * 86_400_000_000 + time.microsOfDay - offset))
    }

    /// Where a supply without charge point is used: the customer's seat, when the document or the supplier's seat
    /// agrees. A home country alone never decides art. 39.
    private static func placeOfUse(
        _ record: FactsRecord, _ rules: CompiledRules, _ customer: SupplyLocation, _ supplier: SupplyLocation
    ) -> SupplyLocation {
        guard customer.isKnown else { return .unknown }
        if let declared = record.declared.taxCountry {
            let location = CountryCode(declared).map { rules.location(seat: $0) }
            return location?.jurisdiction == customer.jurisdiction ? customer : .unknown
        }
        return supplier.jurisdiction == customer.jurisdiction ? customer : .unknown
    }

    /// Whether a location is of the Union for this line. Electricity is goods (art. 15(1)).
    func isMember(_ location: SupplyLocation, _ day: Int32) -> Bool {
        let isGoods =
            switch fee {
            case .roamingFee, .platformCommission, .revenueShare, .subscription, .paymentFee, .fxMargin, .parking,
                .roamingServiceLocal, .siteAccessFee:
                false
            default: true
            }
        return rules.isMember(location, onDay: day, forGoods: isGoods)
    }

    func location(_ place: PlaceRule) -> SupplyLocation {
        switch place {
        case .chargePoint, .site: chargePoint
        case .customerSeat: customerSeat
        case .supplierSeat: supplierSeat
        }
    }

    // MARK: Facts of parties

    /// Whether a country list says so: listed, excluded, or absent from a list that is there.
    private func lists(_ yes: [CountryCode], _ no: [CountryCode], _ place: SupplyLocation) -> Truth {
        guard place.isKnown else { return .unknown }
        if contains(yes, place) { return .yes }
        if contains(no, place) { return .no }
        return .unknown
    }

    private func contains(_ list: [CountryCode], _ place: SupplyLocation) -> Bool {
        list.contains { code in
            let location = rules.location(seat: code)
            // A country whose states have the packs holds each of them.
            return location.isKnown ? location.jurisdiction == place.jurisdiction : code == place.country
        }
    }

    /// Establishments are a complete list where there is one.
    func isEstablished(_ party: FactsRecord.Party, _ place: SupplyLocation) -> Truth {
        let listed = lists(party.establishedIn, party.notEstablishedIn, place)
        guard listed == .unknown, place.state != .unknown else { return listed }
        return party.establishedIn.isEmpty ? .unknown : .no
    }

    /// Registrations elsewhere are known only where they are stated.
    func isRegistered(_ party: FactsRecord.Party, _ place: SupplyLocation) -> Truth {
        lists(party.registeredIn, party.notRegisteredIn, place)
    }

    /// Whether the supplier can use the Union one-stop shop: it is established or identified in a member state
    /// (art. 369a, 369b of Directive 2006/112/EC).
    func isAdmittedToUnionScheme(_ day: Int32) -> Truth {
        let supplier = record.supplier
        let codes =
            supplier.establishedIn + supplier.registeredIn
            + [supplier.seat, supplier.vatID?.country].compactMap { $0 }
        if codes.isEmpty { return .unknown }
        return Truth(codes.contains { isMember(rules.location(seat: $0), day) })
    }

    /// Whether the customer is identified for VAT at the place.
    func isCustomerIdentified(_ place: SupplyLocation) -> Truth {
        let customer = record.customer
        if customer.kind == .consumer || customer.kind == .private { return .no }
        let listed = lists(customer.registeredIn, customer.notRegisteredIn, place)
        if listed != .unknown || !place.isKnown { return listed }
        if let id = customer.vatID, let country = id.country,
            rules.location(seat: country).jurisdiction == place.jurisdiction
        {
            return id.status == .invalid ? .no : id.status == .unknown ? .unknown : .yes
        }
        return customer.registeredIn.isEmpty ? .unknown : .no
    }

    /// Whether the customer resells electricity, by evidence, else by what it does on this leg.
    var customerResells: Truth {
        let customer = record.customer
        if let dealer = customer.isTaxableDealer { return Truth(dealer) }
        if customer.kind == .consumer || customer.kind == .private { return .no }
        let attributes = record.facts.attributes
        let looksSo = attributes.has(.wholesale) || attributes.has(.chain) || attributes.has(.secondLeg)
        return looksSo || (customer.role?.resells ?? true) ? .unknown : .no
    }
}

/// A fact that may be unknown.
enum Truth: Sendable {
    case yes, no, unknown

    init(_ value: Bool) { self = value ? .yes : .no }
    init(_ value: Bool?) { self = value.map { $0 ? .yes : .no } ?? .unknown }

    var negated: Truth {
        switch self {
        case .yes: .no
        case .no: .yes
        case .unknown: .unknown
        }
    }
}
