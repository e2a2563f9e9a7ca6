import Domain

/// Holds what the document declares against one reading.
struct Comparison {
    let line: SupplyLine
    let reading: Reading
    private(set) var findings: [VerdictFinding] = []
    /// What could not be checked because it was not stated.
    private(set) var missing: [String] = []
    /// The local reading is reported although the customer may owe the tax (art. 194 option).
    private(set) var reportsOption = false
    /// The rate declared, or implied by the amounts, in parts per million.
    private(set) var declaredPPM: Int64?

    private var declared: FactsRecord.Declaration { line.record.declared }
    private var rules: CompiledRules { line.rules }

    /// The document says that the customer owes the tax.
    static func claimsReverseCharge(_ declared: FactsRecord.Declaration) -> Bool {
        declared.isReverseCharge ?? (declared.category == .reverseCharge)
    }

    init(_ line: SupplyLine, _ reading: Reading) {
        self.line = line
        self.reading = reading
        run()
    }

    private mutating func run() {
        switch reading.kind {
        case .placeUnknown: add(.review, .placeUnknown)
        case .ownTax, .outsideTerritory: territory()
        case .rateOpen: add(.review, .territory)
        case .decided:
            if reading.isNonEUChain {
                add(.review, .nonEUChain)
                chargedOutside()
            } else {
                decided()
            }
        }
        let claims = Self.claimsReverseCharge(declared)
        if let finding = reading.idFinding, reading.treatment.isReverseCharge, claims { findings.append(finding) }
    }

    private mutating func decided() {
        switch reading.treatment {
        case .missing: add(.review, .ruleMissing)
        case .reverseCharge, .reverseChargeOptional, .reverseChargeSunset: reverseCharge()
        case .exempt: untaxed(.exempt, or: VerdictFinding(.review, .supplyClass))
        case .smallBusiness: untaxed(.smallBusiness, or: VerdictFinding(.review, .supplyClass))
        case .notTaxable: untaxed(.notTaxable, or: VerdictFinding(.fail, .reverseChargeUnsupported))
        case .multiPurposeVoucher: untaxed(.voucher, or: VerdictFinding(.fail, .reverseChargeUnsupported))
        case .outsideScope: untaxed(.country, or: VerdictFinding(.fail, .reverseChargeUnsupported))
        case .invoiceDebt: add(.fail, .selfBill)
        case .smallBusinessNotOpen:
            if declared.scheme == .smallBusinessEX || line.isVATShown == .no {
                add(.fail, .smallBusinessNotOpen)
            } else {
                local()
            }
        case .singlePurposeVoucher:
            if line.isVATShown == .no, !Self.claimsReverseCharge(declared) {
                add(.fail, .voucher)
            } else {
                local()
            }
        case .localRate, .standardRate, .electricityRate: local()
        }
    }

    /// A chain outside the Union is taxed at the charge point or not at all: tax of another country, or at a rate that
    /// the place has not, is wrong either way. The buyer's country counts where the Union's art. 38 points to it.
    private mutating func chargedOutside() {
        guard line.isVATShown == .yes, let fee = line.fee, let day = line.day else { return }
        if namesOtherCountry {
            let isBuyers =
                reading.rateRule < 0 && declared.taxCountry.flatMap { CountryCode($0) } == line.record.customer.seat
            if !isBuyers { add(.fail, .country) }
            return
        }
        var local = reading
        local.treatment = .localRate
        if local.rate == nil { line.fill(&local, fee, day) }
        guard local.rate != nil else { return }
        let other = Comparison(line, local, ratesOnly: true)
        findings += other.findings.filter { $0.level == .fail }
        setDeclared(other.declaredPPM)
    }

    mutating func add(_ level: VerdictLevel, _ code: VerdictCode) { findings.append(VerdictFinding(level, code)) }

    // MARK: Country and territory

    /// Whether the document names another country than the reading; false when it names none.
    private var namesOtherCountry: Bool {
        guard let text = declared.taxCountry, let code = rules.taxCode(reading.location) else { return false }
        if text == code || code.hasPrefix(text + "-") { return false }
        guard let country = CountryCode(text) else { return true }
        let named = rules.location(seat: country)
        guard named.isKnown else { return country.description != code }
        return named.jurisdiction != reading.location.jurisdiction
    }

    private mutating func territory() {
        guard let territory = rules.territory(reading.location)?.source else { return }
        let isNamed =
            declared.taxCountry == territory.code
            || (territory.category != nil && declared.category == territory.category)
        switch line.isVATShown {
        case .unknown where !Self.claimsReverseCharge(declared): add(.review, .territory)
        case .no where reading.kind == .outsideTerritory && !Self.claimsReverseCharge(declared): break
        default: add(isNamed ? .review : .fail, .territory)
        }
    }

    // MARK: Tax owed by the customer, or not at all

    private mutating func reverseCharge() {
        if reading.treatment == .reverseChargeSunset { add(.note, .ruleSunset) }
        if Self.claimsReverseCharge(declared) {
            if namesOtherCountry { add(.fail, .country) }
            // At a rate of zero the amounts alone show tax: that is their fault (`VAT-SUM`), not a charge.
            if line.isVATShown == .yes, line.isTaxNamed != .no { add(.fail, .reverseChargeMissing) }
            return
        }
        switch line.isVATShown {
        case .unknown: unknown("declared.rate_percent")
        case .no: add(.fail, .reverseChargeMissing)
        case .yes:
            if namesOtherCountry {
                add(.fail, .country)
            } else {
                charged()
            }
        }
    }

    /// Local tax was charged to an identified customer by an unestablished supplier.
    private mutating func charged() {
        let hadOption =
            reading.rule >= 0
            && rules.rules[Int(reading.rule)].windows.all.contains {
                $0.content == .treatment(.reverseChargeOptional)
            }
        let isOpen =
            reading.treatment == .reverseChargeOptional
            || (hadOption && line.isRegistered(line.record.supplier, reading.location) != .no)
        guard isOpen, let fee = line.fee, let day = line.day else {
            add(.fail, .reverseChargeMissing)
            return
        }
        add(.review, .nationalOption)
        reportsOption = true
        let isElectricity = rules.rules[Int(reading.rule)].source.supplyClass == .electricity
        var local = reading
        local.treatment = isElectricity ? .localRate : .standardRate
        line.fill(&local, fee, day)
        guard local.treatment != .missing else { return }
        let other = Comparison(line, local, ratesOnly: true)
        findings += other.findings
    }

    private init(_ line: SupplyLine, _ reading: Reading, ratesOnly: Bool) {
        self.line = line
        self.reading = reading
        compareRate()
    }

    private mutating func untaxed(_ code: VerdictCode, or claimed: VerdictFinding?) {
        if Self.claimsReverseCharge(declared) {
            if let claimed { findings.append(claimed) }
            return
        }
        switch line.isVATShown {
        case .yes: add(.fail, code)
        case .no:
            let isExempt = reading.treatment == .exempt || reading.treatment == .smallBusiness
            if isExempt, namesOtherCountry { add(.fail, .country) }
        case .unknown: unknown("declared.rate_percent")
        }
    }

    mutating func unknown(_ what: String) {
        add(.review, .facts)
        missing.append(what)
    }

    // MARK: Tax owed by the supplier

    private mutating func local() {
        if Self.claimsReverseCharge(declared) {
            if namesOtherCountry { add(.fail, .country) }
            let record = line.record
            let isDomestic =
                line.isEstablished(record.supplier, reading.location) == .yes
                && line.customerSeat.jurisdiction == reading.location.jurisdiction
            add(.fail, isDomestic ? .reverseChargeDomestic : .reverseChargeUnsupported)
            return
        }
        if let territory = rules.territory(reading.location)?.source, territory.treatment == .asCountry,
            line.isVATShown == .no
        {
            add(.fail, .territory)
            return
        }
        if namesOtherCountry {
            add(.fail, .country)
            return
        }
        if Set(declared.split.map { $0.scaled(by: 4)?.value }).count > 1 {
            add(.fail, .supplyClass)
            return
        }
        compareRate()
        if line.isVATShown == .yes { registration() }
    }

    /// A seller without establishment reports through a registration at the place or the one-stop shop, where that is
    /// open. Outside the Union only a registration counts.
    private mutating func registration() {
        let record = line.record
        guard let day = line.day else { return }
        let isUnion = line.isMember(reading.location, day)
        let registered = line.isRegistered(record.supplier, reading.location)
        let established = line.isEstablished(record.supplier, reading.location)
        let usesOSS = declared.scheme == .ossUnion || record.facts.attributes.has(.ossUnion)
        if usesOSS, !isUnion {
            add(.fail, .registrationMissing)
            return
        }
        if registered == .yes { return }
        if usesOSS, registered != .no || established != .yes {
            let admitted = line.isAdmittedToUnionScheme(day)
            if !isOSSOpen(day) || admitted == .no {
                add(.fail, .registrationMissing)
            } else if admitted == .unknown {
                unknown("supplier.registered_in")
            }
            return
        }
        if registered == .no {
            add(.fail, .registrationMissing)
            return
        }
        if established == .yes { return }
        missing.append("supplier.registered_in")
        let customer = record.customer
        let isIdentified =
            customer.kind == .business
            && (customer.vatID.map { $0.status != .invalid } ?? !customer.registeredIn.isEmpty)
        if !isIdentified { add(.review, .facts) }
    }

    private func isOSSOpen(_ day: Int32) -> Bool {
        guard let fee = line.fee else { return false }
        let date = CivilDate(daysSinceEpoch: day)
        for number in rules.reportingByFee[fee.index] {
            let rule = rules.rules[Int(number)]
            var used = FactSet()
            guard line.test(rule.conditions, reading.location, &used).truth != .no else { continue }
            for window in rule.reporting where window.from <= date && (window.to.map { date < $0 } ?? true) {
                return window.schemes.contains(.ossUnion)
            }
        }
        return false
    }

    mutating func setDeclared(_ rate: Int64?) { declaredPPM = rate }
}
