import Domain

extension Comparison {
    /// The declared rate against the reading's, and which wrong rate it is (vat.md section 5).
    mutating func compareRate() {
        guard let entry = reading.rate else { return }
        let declared = line.record.declared
        if declared.taxKind == "sales_tax" || isExcise(entry) {
            excise(entry)
            return
        }
        guard case .rate(let expected) = entry.content else {
            add(.review, .contested)
            return
        }
        let found: Int64
        let stored = line.record.facts.storedRate
        if let written = declared.ratePercent ?? stored {
            guard let scaled = written.scaled(by: 4), scaled.exact else {
                add(.fail, .rate)
                return
            }
            found = scaled.value
        } else if declared.isNone {
            found = 0
        } else if let implied = ImpliedRate(line) {
            guard let rate = implied.choose(expected, reading, line.day) else {
                add(.fail, .sum)
                return
            }
            found = rate
        } else {
            unknown("declared.rate_percent")
            return
        }
        setDeclared(found)
        compare(found, expected, entry)
        // A rate that the source stores otherwise than the document shows goes wrong on the next document.
        if let other = stored?.scaled(by: 4)?.value, other != found, other != expected {
            add(.fail, wrong(other, expected))
        }
    }

    private mutating func compare(_ found: Int64, _ expected: Int64, _ entry: WindowTable.Entry) {
        let other = otherRate
        let spans = other != nil && other != expected
        if found == expected {
            if line.policy == .split, spans {
                add(.review, .span)
            } else if spans {
                add(line.isPrepaid ? .note : .review, .span)
            }
            if certainty(entry) == .contested { add(.note, .contested) }
            return
        }
        if certainty(entry) == .contested, alternatives.contains(where: { $0.ratePPM == found }) {
            add(.review, .contested)
            return
        }
        if spans, found == other, !line.isPrepaid {
            add(.fail, line.policy == .start ? .rateFuture : .rateExpired)
            return
        }
        add(.fail, wrong(found, expected))
    }

    func certainty(_ entry: WindowTable.Entry) -> Certainty? {
        entry.certainty ?? (reading.rateRule >= 0 ? line.rules.rules[Int(reading.rateRule)].source.certainty : nil)
    }

    /// Disputed readings of the rate rule on the day.
    var alternatives: [Alternative] {
        guard reading.rateRule >= 0, let day = line.day else { return [] }
        let date = CivilDate(daysSinceEpoch: day)
        return line.rules.rules[Int(reading.rateRule)].source.alternatives.filter { $0.holds(on: date) }
    }

    /// The rate at the other end of a session or prepaid period; nil when there is none.
    private var otherRate: Int64? {
        guard let other = line.otherDay, other != line.day, let table = reading.table,
            let index = table.index(onDay: other)
        else { return nil }
        return table.all[index].source.ratePPM
    }

    private func wrong(_ found: Int64, _ expected: Int64) -> VerdictCode {
        guard let day = line.day, let table = reading.table, let current = table.index(onDay: day) else { return .rate }
        let jurisdiction = line.rules.jurisdictions[Int(reading.location.jurisdiction)]
        let isInForce =
            ([jurisdiction.standard] + jurisdiction.reduced).contains { series in
                series.index(onDay: day).map { series.all[$0].source.ratePPM == found } ?? false
            }
        let earlier = table.all[..<current]
        if earlier.contains(where: { $0.source.ratePPM == found }) {
            let wasDirectlyBefore =
                earlier.last.map { $0.source.ratePPM == found && $0.source.isTemporary } ?? false
            if !isInForce || wasDirectlyBefore { return .rateExpired }
        }
        if !isInForce, table.all[(current + 1)...].contains(where: { $0.source.ratePPM == found }) {
            return .rateFuture
        }
        let isFraction = found > 0 && found < 10_000
        if isFraction || found == expected * 100 { return .unit }
        if isOtherClass(found, day) { return .supplyClass }
        return .rate
    }

    /// A fee that is no electricity charged at the rate of electricity.
    private func isOtherClass(_ found: Int64, _ day: Int32) -> Bool {
        guard reading.rule >= 0, line.rules.rules[Int(reading.rule)].source.supplyClass != .electricity else {
            return false
        }
        let date = CivilDate(daysSinceEpoch: day)
        guard let energy = line.rules.rateRule(reading.location.jurisdiction, .energy, on: date) else { return false }
        return line.rules.rules[Int(energy.rule)].windows.all[Int(energy.window)].source.ratePPM == found
    }

    // MARK: Taxes per unit

    private func isExcise(_ entry: WindowTable.Entry) -> Bool {
        if case .perUnit = entry.content { true } else { false }
    }

    /// A tax on charging by the unit, or beside sales tax: it must be shown and be the quantity times the rate.
    private mutating func excise(_ entry: WindowTable.Entry) {
        let declared = line.record.declared
        guard declared.taxKind?.lowercased().contains("excise") ?? false else {
            let isSilent = declared.taxKind == nil && declared.ratePercent == nil && declared.vat == nil
            if isSilent, !declared.isNone { unknown("declared.tax_kind") } else { add(.fail, .exciseMissing) }
            return
        }
        if certainty(entry) == .contested { add(.note, .contested) }
        guard case .perUnit(let unit) = entry.content else { return }
        if let vat = declared.vat, vat.coefficient == 0, line.record.facts.kWh?.coefficient != 0 {
            add(.fail, .exciseMissing)
            return
        }
        if line.record.facts.kWh == nil { unknown("facts.kwh") }
        if declared.vat == nil { unknown("declared.vat") }
        guard let quantity = line.record.facts.kWh?.scaled(by: 6), let vat = declared.vat?.scaled(by: 6) else { return }
        let product = Int128(unit.amount.micros) * Int128(quantity.value)
        let step = Amounts.unit(unit.amount.currency.minorUnits)
        let expected = Rounding.halfUp.divide(product, by: 1_000_000 * Int128(unit.quantity) * step) * step
        if expected != Int128(vat.value) { add(.fail, .sum) }
    }
}
