import Domain

extension SupplyLine {
    /// Whether all conditions of a rule hold for its place; the first unknown one where that decides.
    func test(_ conditions: [CompiledCondition], _ place: SupplyLocation, _ used: inout FactSet)
        -> (truth: Truth, missing: ConditionFact?)
    {
        var missing: ConditionFact?
        for condition in conditions {
            used.formUnion(condition.used)
            switch test(condition, place) {
            case .yes: continue
            case .no: return (.no, nil)
            case .unknown: missing = missing ?? condition.fact
            }
        }
        return missing == nil ? (.yes, nil) : (.unknown, missing)
    }

    private func test(_ condition: CompiledCondition, _ place: SupplyLocation) -> Truth {
        switch condition.test {
        case .isTrue: truth(condition.fact)
        case .isFalse: truth(condition.fact).negated
        case .place(let isNegated):
            isNegated ? isOf(condition.fact, place).negated : isOf(condition.fact, place)
        case .union(let isNegated):
            isNegated ? isUnion(condition.fact).negated : isUnion(condition.fact)
        case .roles:
            switch condition.fact == .supplierRole ? record.supplier.role : record.customer.role {
            case .some(let role): Truth(condition.roleMask & role.bit != 0)
            case .none: .unknown
            }
        case .attributes(let set, let isNegated):
            Truth(record.facts.attributes.isDisjoint(with: set) == isNegated)
        case .supplyClass: .unknown
        }
    }

    private func truth(_ fact: ConditionFact) -> Truth {
        switch fact {
        case .customerBusiness: Self.isBusiness(record.customer.kind)
        case .supplierTaxable: Self.isBusiness(record.supplier.kind)
        case .customerDealer:
            switch record.customer.kind {
            case .consumer, .private: .no
            case .business, .unknown: customerDealer
            }
        case .customerResells: customerResells
        case .supplierResells:
            record.supplier.isTaxableDealer.map { Truth($0) }
                ?? (record.supplier.role?.resells ?? false ? .yes : .unknown)
        case .supplierSmall: Truth(record.supplier.isSmallBusiness)
        case .supplierEX: Truth(record.supplier.hasEXNumber)
        case .threshold: Truth(record.facts.isOverThreshold)
        case .vatShown: isVATShown
        default: .unknown
        }
    }

    /// Evidence, else what the leg is: a fleet uses what it buys.
    private var customerDealer: Truth {
        if let dealer = record.customer.isTaxableDealer { return Truth(dealer) }
        let attributes = record.facts.attributes
        return attributes.has(.fleet) && !attributes.has(.wholesale) ? .no : .unknown
    }

    private static func isBusiness(_ kind: PartyKind) -> Truth {
        switch kind {
        case .business: .yes
        case .consumer, .private: .no
        case .unknown: .unknown
        }
    }

    /// Whether the document shows tax: its rate, its tax amount, its net and gross, or one of its parts says so. What
    /// says that there is none counts only where nothing else shows some (art. 203: tax shown is owed).
    var isVATShown: Truth {
        let shown = [isTaxNamed, isTaxInAmounts]
        if shown.contains(.yes) { return .yes }
        return record.declared.isNone || shown.contains(.no) ? .no : .unknown
    }

    /// Whether the document names a tax by words or rates.
    var isTaxNamed: Truth {
        let declared = record.declared
        if record.facts.attributes.has(.vatShown) { return .yes }
        let rate = declared.ratePercent ?? (declared.isNone ? nil : record.facts.storedRate)
        let rates = declared.split + [rate].compactMap { $0 }
        if rates.contains(where: { $0.coefficient > 0 }) { return .yes }
        return rates.isEmpty ? .unknown : .no
    }

    /// Whether the amounts hold a tax.
    private var isTaxInAmounts: Truth {
        let declared = record.declared
        if let vat = declared.vat, vat.coefficient != 0 { return .yes }
        if let net = (declared.net ?? record.facts.net)?.scaled(by: 6)?.value,
            let gross = (declared.gross ?? record.facts.gross)?.scaled(by: 6)?.value
        {
            return Truth(net != gross)
        }
        return declared.vat == nil ? .unknown : .no
    }

    /// The category written excludes the rate, the amounts or the reverse charge written beside it (EN 16931 BR-S-05,
    /// BR-Z-05, BR-E-05, BR-AE-05, BR-O-05).
    var contradictsCategory: Bool {
        let declared = record.declared
        switch declared.category {
        case .standard:
            return declared.isReverseCharge == true || declared.ratePercent.map { $0.coefficient == 0 } ?? false
        case .reverseCharge: return declared.isReverseCharge == false
        case .exempt, .zero, .outside:
            return declared.isReverseCharge == true || isTaxNamed == .yes || isTaxInAmounts == .yes
        default: return false
        }
    }

    private func isOf(_ fact: ConditionFact, _ place: SupplyLocation) -> Truth {
        switch fact {
        case .supplierEstablished: return isEstablished(record.supplier, place)
        case .supplierRegistered: return isRegistered(record.supplier, place)
        case .customerRegistered: return isCustomerIdentified(place)
        default:
            let seat = fact == .supplierSeat ? supplierSeat : customerSeat
            guard seat.state != .unknown, place.isKnown else { return .unknown }
            return Truth(seat.jurisdiction == place.jurisdiction)
        }
    }

    private func isUnion(_ fact: ConditionFact) -> Truth {
        // A supply without charge point is not drawn outside the Union.
        if fact == .chargePoint, record.place.isApplicable == false { return .yes }
        let seat =
            fact == .chargePoint
            ? chargePoint : fact == .supplierSeat || fact == .supplierEstablished ? supplierSeat : customerSeat
        guard seat.state != .unknown, let day else { return .unknown }
        return Truth(isMember(seat, day))
    }
}

/// The facts that a decision looked at, as bits.
struct FactSet: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    static let date = FactSet(rawValue: 1 << 30)
    static let place = FactSet(rawValue: 1 << 29)

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ fact: ConditionFact) {
        self.init(rawValue: 1 << UInt32(ConditionFact.allCases.firstIndex(of: fact) ?? 28))
    }

    private static let vocabulary = ConditionFact.allCases.map(\.rawValue)

    /// Names in a fixed order: time, place, then the vocabulary's.
    var names: [String] {
        var all: [String] = []
        if contains(.date) { all.append("time.end") }
        if contains(.place) { all.append("place.country") }
        for (position, name) in Self.vocabulary.enumerated() where rawValue & 1 << UInt32(position) != 0 {
            all.append(name)
        }
        return all
    }
}
