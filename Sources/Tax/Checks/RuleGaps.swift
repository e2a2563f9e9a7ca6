package import Domain

/// A fee in a country for which no rule is known.
package struct RuleGap: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let jurisdiction: String
    package let fee: FeeType
    /// Lines seen without a rule; 0 when the gap is known from the packs alone.
    package var lines: Int

    package var description: String {
        "RULE-MISSING \(jurisdiction) \(fee.rawValue)" + (lines == 0 ? "" : " \(lines) lines")
    }

    package static func < (left: RuleGap, right: RuleGap) -> Bool {
        (-left.lines, left.jurisdiction, left.fee.rawValue) < (-right.lines, right.jurisdiction, right.fee.rawValue)
    }
}

extension TaxPack {
    /// Fees of jurisdictions with a pack that no rule covers on a date.
    package func gaps(on date: CivilDate) -> [RuleGap] {
        var all: [RuleGap] = []
        for (index, jurisdiction) in compiled.jurisdictions.enumerated() {
            for fee in FeeType.allCases where fee != .ruleset && fee != .reservation {
                if !isCovered(Int16(index), fee, on: date) {
                    all.append(RuleGap(jurisdiction: jurisdiction.code, fee: fee, lines: 0))
                }
            }
        }
        return all.sorted()
    }

    /// Whether some line of that fee at that place gets a rate or a treatment that needs none.
    private func isCovered(_ jurisdiction: Int16, _ fee: FeeType, on date: CivilDate) -> Bool {
        let day = date.daysSinceEpoch
        let isMember = compiled.jurisdictions[Int(jurisdiction)].isMember(onDay: day)
        return compiled.byFee[fee.index].contains { number in
            let rule = compiled.rules[Int(number)]
            guard rule.jurisdiction == jurisdiction || (rule.jurisdiction < 0 && isMember) else { return false }
            // Reverse charge and exemptions of electricity leave the ordinary sale open.
            if rule.source.supplyClass == .electricity, !rule.isRateRule, fee != .idle, fee != .reservationNoShow,
                fee != .siteAccessFee
            {
                return false
            }
            // What holds for some sellers only leaves the others open.
            let isPersonal = rule.conditions.contains { $0.fact == .supplierTaxable || $0.fact == .supplierSmall }
            return !isPersonal && rule.windows.index(onDay: day) != nil
        }
    }

    /// The gaps that lines met, most frequent first.
    package func gaps(in records: [FactsRecord]) -> [RuleGap] {
        var counts: [RuleGap: Int] = [:]
        for record in records {
            let verdict = verdict(for: record)
            guard verdict.findings.contains(where: { $0.code == .ruleMissing }) else { continue }
            let country = verdict.taxCountry ?? record.place.country?.description ?? "unknown"
            counts[RuleGap(jurisdiction: country, fee: record.fee, lines: 0), default: 0] += 1
        }
        return counts.map { RuleGap(jurisdiction: $0.jurisdiction, fee: $0.fee, lines: $1) }.sorted()
    }
}
