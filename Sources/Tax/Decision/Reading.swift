import Domain

/// One way to read a line in law: the rule that decides and what it computes.
struct Reading {
    enum Kind: Sendable {
        case decided
        /// The place cannot be told.
        case placeUnknown
        /// A territory decides: its own tax, outside, or a rate that is not established.
        case ownTax, outsideTerritory, rateOpen
    }

    var kind: Kind
    /// -1 when no rule decides.
    var rule: Int32
    var location: SupplyLocation
    var treatment: Treatment
    /// Where the rate comes from; -1 for the standard rate of a jurisdiction or a territory.
    var rateRule: Int32 = -1
    var rate: WindowTable.Entry?
    /// The windows among which a declared rate is looked for.
    var table: WindowTable?
    /// What had to be known to be sure of this reading.
    var missing: ConditionFact?
    /// A reading that follows from a header, not from a settled rule.
    var isNonEUChain = false
    /// Evidence of the customer's id does not suffice.
    var idFinding: VerdictFinding?

    var ratePPM: Int64? { rate?.source.ratePPM }

    /// Taxed by the supplier at a rate of its place.
    var isTaxed: Bool {
        switch treatment {
        case .localRate, .standardRate, .electricityRate, .smallBusinessNotOpen, .singlePurposeVoucher: true
        default: false
        }
    }
}

extension SupplyLine {
    /// All readings that the facts allow, in order of priority: one when they suffice, several when something that
    /// decides is unknown.
    func readings(_ used: inout FactSet) -> [Reading] {
        guard let fee, let day else { return [] }
        var all: [Reading] = []
        for number in rules.byFee[fee.index] {
            let rule = rules.rules[Int(number)]
            let location = location(rule.source.placeRule ?? .chargePoint)
            guard applies(rule, location, day) else { continue }
            guard let window = rule.windows.index(onDay: day) else { continue }
            let (truth, missing) = test(rule.conditions, location, &used)
            if truth == .no { continue }
            guard location.isKnown else {
                all.append(Reading(kind: .placeUnknown, rule: -1, location: location, treatment: .missing))
                return all
            }
            var reading = reading(number, rule, rule.windows.all[window], location, day, fee)
            if truth == .unknown { reading.missing = missing }
            if reading.treatment.isReverseCharge { evidence(&reading, rule, day, fee) }
            all.append(reading)
            if truth == .yes { return all }
        }
        all.append(missing(fee))
        return all
    }

    /// A national rule holds at its own place, a rule of the Union in every member state.
    private func applies(_ rule: CompiledRule, _ location: SupplyLocation, _ day: Int32) -> Bool {
        if location.isKnown {
            return rule.jurisdiction < 0
                ? isMember(location, day) : rule.jurisdiction == location.jurisdiction
        }
        return location.state == .unknown || location.state == .needsSubdivision
    }

    private func missing(_ fee: FeeType) -> Reading {
        let location = record.place.isApplicable == false ? customerSeat : chargePoint
        let isUnknown = location.state == .unknown || location.state == .needsSubdivision
        return Reading(
            kind: isUnknown ? .placeUnknown : .decided, rule: -1, location: location, treatment: .missing)
    }

    private func reading(
        _ number: Int32, _ rule: CompiledRule, _ entry: WindowTable.Entry, _ location: SupplyLocation, _ day: Int32,
        _ fee: FeeType
    ) -> Reading {
        let treatment: Treatment
        if case .treatment(let given) = entry.content { treatment = given } else { treatment = .localRate }
        var reading = Reading(kind: .decided, rule: number, location: location, treatment: treatment)
        if rule.source.placeRule != .customerSeat, rule.source.placeRule != .supplierSeat { territory(&reading, day) }
        guard reading.kind == .decided, reading.rate == nil else { return reading }
        if treatment == .outsideScope, rule.source.supplyClass == .electricity,
            rule.source.certainty == .assumed || rule.source.certainty == .contested
        {
            reading.isNonEUChain = true
        }
        if rule.isRateRule {
            reading.rateRule = number
            reading.rate = entry
            reading.table = rule.windows
            foreignReseller(&reading, fee, day)
        } else {
            fill(&reading, fee, day)
        }
        return reading
    }

    /// Finds the rate that a treatment points to; what has none is missing.
    func fill(_ reading: inout Reading, _ fee: FeeType, _ day: Int32) {
        switch reading.treatment {
        case .localRate, .smallBusinessNotOpen: local(&reading, fee, day)
        case .electricityRate, .singlePurposeVoucher: local(&reading, .energy, day)
        case .standardRate, .invoiceDebt:
            let standard = rules.jurisdictions[Int(reading.location.jurisdiction)].standard
            reading.table = standard
            reading.rate = standard.index(onDay: day).map { standard.all[$0] }
            if reading.rate == nil { reading.treatment = .missing }
        default: break
        }
    }

    private func local(_ reading: inout Reading, _ fee: FeeType, _ day: Int32) {
        let date = CivilDate(daysSinceEpoch: day)
        guard let found = rules.rateRule(reading.location.jurisdiction, fee, on: date) else {
            reading.treatment = .missing
            return
        }
        let table = rules.rules[Int(found.rule)].windows
        reading.rateRule = found.rule
        reading.table = table
        reading.rate = table.all[Int(found.window)]
    }

    /// A part of the country that is taxed otherwise (art. 6, 7 of Directive 2006/112/EC).
    private func territory(_ reading: inout Reading, _ day: Int32) {
        guard let territory = rules.territory(reading.location) else { return }
        switch territory.source.treatment {
        case .asCountry: break
        case .ownTax: reading.kind = .ownTax
        case .outside: reading.kind = .outsideTerritory
        case .rate:
            guard reading.treatment == .localRate || reading.isTaxed else { return }
            reading.table = territory.windows
            reading.rate = territory.windows.index(onDay: day).map { territory.windows.all[$0] }
            if reading.rate == nil { reading.kind = .rateOpen }
        }
    }

    /// Outside the Union a foreign buyer who resells is taxed as the country's pack reads it.
    private func foreignReseller(_ reading: inout Reading, _ fee: FeeType, _ day: Int32) {
        let rule = rules.rules[Int(reading.rule)].source
        guard rule.placeRule == .chargePoint, !isMember(reading.location, day),
            customerSeat.state != .unknown, customerSeat.jurisdiction != reading.location.jurisdiction,
            customerResells != .no
        else { return }
        let header = rules.jurisdictions[Int(reading.location.jurisdiction)].foreignReseller
        let isSettled = header?.certainty == .settled || header?.certainty == .officialPractice
        reading.isNonEUChain = !isSettled
        if header?.reading == .outside { reading.treatment = .outsideScope }
    }

    // MARK: Evidence of the customer's id

    /// Without an identified customer there is no reverse charge: the supplier owes the tax (art. 193). An id that
    /// could not be checked, or that came later, leaves the reading and asks for a review.
    private func evidence(_ reading: inout Reading, _ rule: CompiledRule, _ day: Int32, _ fee: FeeType) {
        guard let requirement = rule.source.requirement else { return }
        let missing = rule.source.onMissing
        let unverified = missing[.onlineUnavailable] ?? VerdictFinding(.review, .idUnverified)
        let isListed = isCustomerIdentified(customerSeat) == .yes
        guard let id = record.customer.vatID else {
            if isListed { reading.idFinding = unverified } else { unsupported(&reading, rule, day, fee) }
            return
        }
        let isOfPlace =
            !requirement.countryIsPlace
            || id.country.map { rules.location(seat: $0).jurisdiction == reading.location.jurisdiction } ?? true
        if id.status == .invalid || !Self.isOfForm(id, day)
            || (!isOfPlace && isCustomerIdentified(reading.location) != .yes)
        {
            unsupported(&reading, rule, day, fee)
            return
        }
        if let from = id.validFrom, from.daysSinceEpoch > day {
            reading.idFinding = VerdictFinding(.review, .idLater)
            return
        }
        guard id.status == .valid, isOfPlace else {
            reading.idFinding = unverified
            return
        }
        if let age = requirement.maximumAgeDays, case .on(let checked) = id.checkedOn,
            !(0...age).contains(Int(day) - Int(checked.daysSinceEpoch))
        {
            reading.idFinding = unverified
        }
    }

    /// Whether a number that is stated can be one of its country's, with or without the prefix; a number that is not
    /// stated contradicts nothing, and neither does one of a country whose form is not known here.
    private static func isOfForm(_ id: FactsRecord.VATIDFacts, _ day: Int32) -> Bool {
        guard let number = id.number, let country = id.country else { return true }
        let today = CivilDate(daysSinceEpoch: day)
        let code = Array(country.description.utf8)
        // Monaco's businesses have French numbers (art. 7 of Directive 2006/112/EC), the Isle of Man's British ones.
        let issuers: [String: VATNumberScheme] = ["MC": .france, "IM": .britain]
        guard let scheme = issuers[country.description] ?? VATNumberScheme(code[0], code[1]) else { return true }
        guard scheme.isUnion else {
            return VATNumber(number, reading: .national(scheme), today: today).status == .syntaxValid
        }
        let whole = VATNumber(number, reading: .anyPrefix, today: today)
        if whole.status == .syntaxValid { return whole.scheme == scheme }
        return VATNumber(scheme.rawValue + number, reading: .unionPrefix, today: today).status == .syntaxValid
    }

    private func unsupported(_ reading: inout Reading, _ rule: CompiledRule, _ day: Int32, _ fee: FeeType) {
        if rule.source.supplyClass == .businessService {
            // Regulation (EU) 282/2011 art. 18: without id the customer counts as no taxable person, art. 45.
            guard supplierSeat.isKnown else { return }
            reading.location = supplierSeat
            reading.treatment = .standardRate
        } else {
            reading.treatment = rule.source.supplyClass == .electricity ? .localRate : .standardRate
        }
        fill(&reading, fee, day)
    }
}
