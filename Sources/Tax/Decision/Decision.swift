import Domain

/// Brings readings, comparisons and findings of one line together.
struct Decision {
    private let line: SupplyLine
    private var used = FactSet()
    private var missing: [String] = []
    private var findings: [VerdictFinding] = []
    private var columns = Columns()
    private var declaredPPM: Int64?

    /// The answer in law, as the output shows it.
    private struct Columns {
        var taxCountry: String?
        var ratePPM: Int64?
        var unitRate: UnitRate?
        var category: TaxCategory?
        var vatex: String?
        var reverseCharge: VATVerdict.ReverseCharge? = .no
        var liable: Liable?
    }

    init(_ line: SupplyLine) { self.line = line }

    mutating func verdict() -> VATVerdict {
        used.insert(.date)
        if line.record.place.isApplicable != false { used.insert(.place) }
        let readings = line.readings(&used)
        var reported: Reading?
        if readings.count == 1 {
            reported = readings[0]
            single(readings[0])
        } else if readings.isEmpty {
            undecidable()
        } else {
            reported = several(readings)
        }
        checkRoles()
        if line.contradictsCategory { findings.append(VerdictFinding(.fail, .supplyClass)) }
        let taxed = reported.map { $0.isTaxed || columns.category == .standard } ?? false
        let jurisdiction = reported.flatMap { $0.location.isKnown ? Int($0.location.jurisdiction) : nil }
        let currency = jurisdiction.flatMap { line.rules.jurisdictions[$0].currency(onDay: line.day) }
        findings += Amounts.findings(line, rate: declaredPPM ?? columns.ratePPM, isTaxed: taxed, currency: currency)
        if Amounts.hasUnknownBase(line) {
            findings.append(VerdictFinding(.review, .facts))
            missing.append("declared.base")
        }
        for fact in line.contradictions {
            let finding = VerdictFinding(.review, .facts)
            if !findings.contains(finding) { findings.append(finding) }
            if !missing.contains(fact) { missing.append(fact) }
        }
        if !line.record.unparsed.isEmpty { findings.append(VerdictFinding(.review, .facts)) }
        return result(reported, currency)
    }

    private mutating func undecidable() {
        columns.reverseCharge = Comparison.claimsReverseCharge(line.record.declared) ? .yes : .no
        if line.fee == nil, !line.contradictions.contains("facts.attributes") {
            findings.append(VerdictFinding(.review, .supplyClass))
            missing.append("facts.attributes")
        }
        if line.day == nil {
            findings.append(VerdictFinding(.review, .facts))
            missing.append("time.end")
        }
    }

    private mutating func single(_ reading: Reading) {
        let comparison = Comparison(line, reading)
        findings += comparison.findings
        missing += comparison.missing
        declaredPPM = comparison.declaredPPM
        columns = Self.columns(reading, line, showsOption: comparison.reportsOption)
    }

    /// Several readings: equal ones decide together; where they differ the document is only reviewed, unless it agrees
    /// with none.
    private mutating func several(_ readings: [Reading]) -> Reading {
        let comparisons = readings.map { Comparison(line, $0) }
        let all = readings.map { Self.columns($0, line, showsOption: false) }
        let isEqual = all.allSatisfy {
            $0.taxCountry == all[0].taxCountry && $0.ratePPM == all[0].ratePPM && $0.unitRate == all[0].unitRate
                && $0.category == all[0].category && $0.reverseCharge == all[0].reverseCharge
        }
        let agreeing = comparisons.firstIndex { $0.findings.allSatisfy { $0.level != .fail } }
        let chosen = isEqual ? 0 : agreeing ?? 0
        declaredPPM = comparisons[chosen].declaredPPM
        if isEqual {
            findings += comparisons[0].findings
            missing += comparisons[0].missing
            columns = Self.columns(readings[0], line, showsOption: comparisons[0].reportsOption)
        } else {
            // What the agreeing reading finds by itself stays: a contested rate, an id that could not be checked.
            findings += comparisons[chosen].findings
            missing += comparisons[chosen].missing
            open(readings, all)
        }
        for reading in readings {
            guard let fact = reading.missing else { continue }
            if !isEqual || fact == .supplyClass {
                findings.append(finding(fact, reading))
                if !missing.contains(fact.rawValue) { missing.append(fact.rawValue) }
            }
        }
        return readings[chosen]
    }

    /// What follows from a fact that decides and is unknown.
    private func finding(_ fact: ConditionFact, _ reading: Reading) -> VerdictFinding {
        let rule = line.rules.rules[Int(reading.rule)].source
        let given = rule.onMissing[fact.missingKey] ?? VerdictFinding(.review, .facts)
        // An id that is only not stated contradicts a reverse charge, not a charge of tax.
        if fact == .customerRegistered, !Comparison.claimsReverseCharge(line.record.declared) {
            return VerdictFinding(.review, .idUnverified)
        }
        return given
    }

    /// Columns where the readings differ: null, reverse charge and liable as declared. A service between art. 45 and 58
    /// reports its electronic reading.
    private mutating func open(_ readings: [Reading], _ all: [Columns]) {
        if readings[0].missing == .electronic || readings[0].missing == .threshold,
            line.rules.rules[Int(max(0, readings[0].rule))].conditions.contains(where: { $0.fact == .electronic })
        {
            columns = all[0]
            return
        }
        func same<Value: Equatable>(_ path: KeyPath<Columns, Value>) -> Bool {
            all.allSatisfy { $0[keyPath: path] == all[0][keyPath: path] }
        }
        columns = Columns()
        if same(\.taxCountry) { columns.taxCountry = all[0].taxCountry }
        if same(\.ratePPM), same(\.unitRate) {
            columns.ratePPM = all[0].ratePPM
            columns.unitRate = all[0].unitRate
        }
        if same(\.category) {
            columns.category = all[0].category
            columns.vatex = all[0].vatex
        }
        let claims = Comparison.claimsReverseCharge(line.record.declared)
        columns.reverseCharge = claims ? .yes : .no
        let hasNoPlace = readings.contains { $0.kind == .placeUnknown }
        columns.liable = claims ? .customer : hasNoPlace ? nil : .supplier
    }

    private static func columns(_ reading: Reading, _ line: SupplyLine, showsOption: Bool) -> Columns {
        var columns = Columns()
        let invoice = reading.rule >= 0 ? line.rules.rules[Int(reading.rule)].source.en16931 : nil
        let code = line.rules.taxCode(reading.location, isOfUnion: reading.treatment.isReverseCharge)
        switch reading.kind {
        case .placeUnknown: return columns
        case .ownTax:
            let territory = line.rules.territory(reading.location)?.source
            columns.taxCountry = territory?.code
            columns.category = territory?.category
            columns.liable = .supplier
            return columns
        case .outsideTerritory:
            columns.taxCountry = "none"
            columns.category = .outside
            columns.vatex = "VATEX-EU-O"
            columns.liable = .supplier
            return columns
        case .rateOpen, .decided: break
        }
        columns.taxCountry = code
        switch reading.treatment {
        case .reverseChargeOptional where showsOption, .reverseCharge where showsOption:
            option(reading, line, &columns)
        case .reverseCharge, .reverseChargeOptional:
            columns.category = invoice?.category ?? .reverseCharge
            columns.vatex = invoice?.vatex
            columns.reverseCharge = .yes
            columns.liable = .customer
        case .reverseChargeSunset: columns.reverseCharge = nil
        case .exempt, .smallBusiness:
            columns.ratePPM = 0
            columns.category = invoice?.category ?? .exempt
            columns.vatex = invoice?.vatex
        case .notTaxable, .multiPurposeVoucher, .outsideScope:
            columns.taxCountry = "none"
            columns.category = .outside
            columns.vatex = "VATEX-EU-O"
        default:
            columns.category = .standard
            columns.ratePPM = reading.ratePPM
            if case .perUnit(let unit)? = reading.rate?.content { columns.unitRate = unit }
            let rule = reading.rule >= 0 ? line.rules.rules[Int(reading.rule)].source : nil
            columns.liable = reading.treatment == .invoiceDebt ? rule?.liable ?? .host : .supplier
        }
        return columns
    }

    /// The member state may tax the unestablished supplier: the declared reading is reported.
    private static func option(_ reading: Reading, _ line: SupplyLine, _ columns: inout Columns) {
        var local = reading
        let isElectricity = line.rules.rules[Int(reading.rule)].source.supplyClass == .electricity
        local.treatment = isElectricity ? .localRate : .standardRate
        if let fee = line.fee, let day = line.day { line.fill(&local, fee, day) }
        columns.category = .standard
        columns.ratePPM = local.ratePPM
        columns.reverseCharge = .depends
        columns.liable = .supplier
    }

    // MARK: Roles

    /// One reading a leg: disclosed agent or own name, not both (law 6). An agent neither buys nor sells electricity.
    private mutating func checkRoles() {
        let record = line.record
        let supplier = record.supplier.capacity
        let isElectricity =
            switch record.fee {
            case .energy, .time, .session, .reservationUsed, .parkingWhileCharging, .promoThirdParty: true
            default: false
            }
        let sellsAsAgent =
            isElectricity && (supplier == .disclosedAgent || record.customer.capacity == .disclosedAgent)
        let tradesAndCommits =
            supplier == .ownName
            && (record.fee == .platformCommission || record.facts.attributes.has(.appDisclosedAgent))
        if sellsAsAgent || tradesAndCommits { findings.append(VerdictFinding(.fail, .doubleRole)) }
    }

    // MARK: Result

    private func result(_ reading: Reading?, _ currency: Currency?) -> VATVerdict {
        let unique = findings.count > 1 ? Array(Set(findings)).sorted(by: >) : findings
        var numbers: [Int32] = []
        if let reading {
            if reading.rateRule >= 0, columns.category == .standard { numbers.append(reading.rateRule) }
            if reading.rule >= 0, !numbers.contains(reading.rule) { numbers.append(reading.rule) }
        }
        let rule = numbers.first.map { line.rules.rules[Int($0)] }
        let day = line.day.map { CivilDate(daysSinceEpoch: $0) }
        var window = reading?.rate?.source
        if window == nil || columns.category != .standard, let rule, let day {
            window = rule.windows.window(on: day)?.source
        }
        let territory = reading.flatMap { line.rules.territory($0.location)?.source }
        let alternatives = columns.category == .standard ? self.alternatives(reading) : []
        return VATVerdict(
            lineID: line.record.lineID, taxCountry: columns.taxCountry, ratePPM: columns.ratePPM,
            unitRate: columns.unitRate, category: columns.category, vatex: columns.vatex,
            reverseCharge: columns.reverseCharge, liable: columns.liable, decisive: unique.first, findings: unique,
            window: window, localDate: day, spanPolicy: line.policy, declaredPPM: declaredPPM,
            alternatives: alternatives, exposure: exposure(alternatives, currency), missing: missing, used: used,
            ruleNumbers: numbers, territoryBasis: territory?.basis ?? [], ruleID: rule?.source.id,
            ruleHash: rule?.source.contentHash)
    }

    private func alternatives(_ reading: Reading?) -> [Alternative] {
        guard let reading, reading.rateRule >= 0, let day = line.day else { return [] }
        let all = line.rules.rules[Int(reading.rateRule)].source.alternatives
        if all.isEmpty { return [] }
        let date = CivilDate(daysSinceEpoch: day)
        return all.filter { $0.holds(on: date) }
    }

    /// The tax that a disputed rate would change, on the net amount where that is known.
    private func exposure(_ alternatives: [Alternative], _ currency: Currency?) -> VATVerdict.Exposure? {
        guard let official = columns.ratePPM, let other = alternatives.first(where: { $0.ratePPM != nil }),
            let rate = other.ratePPM
        else { return nil }
        let facts = line.record.facts
        let points = official - rate
        let money = facts.currency ?? line.record.declared.currency ?? currency
        let net = (line.record.declared.net ?? facts.net)?.scaled(by: 6)?.value
        var amount: Money?
        if let net, let money {
            let base = Money(micros: net, currency: money)
            amount = try? base.multiplied(
                by: points, over: 1_000_000, rounding: .halfUp, decimals: min(money.minorUnits, 6))
        }
        return VATVerdict.Exposure(
            amount: amount, currency: money, pointsPPM: points, isComplete: amount != nil && other.condition == nil)
    }
}
