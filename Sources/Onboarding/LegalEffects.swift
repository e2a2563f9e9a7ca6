package import Domain
import Formats

/// How a legal entity comes under a measure: what connects it, its parties or the payment with the law behind the list.
package enum Nexus: String, Sendable, CaseIterable {
    /// The entity itself is established where the measure is law.
    case establishment
    /// The payment is in the currency of, or clears through, the place of the measure.
    case currency
    /// A party of the payment, or its bank, is a person of the place of the measure.
    case person
    /// None of these.
    case none
}

/// One row: what acting on a list means in law for an entity (duties.md section 1). A list is not a legal effect.
package struct LegalEffectRule: Hashable, Sendable {
    /// Publisher and list, for example `EU`, `US-SDN`.
    package let list: String
    /// Measure of the list, for example `asset-freeze`; `*` for every measure without an own row.
    package let measure: String
    /// Place of establishment of the legal entity: an ISO code, `EU` for a member state, `*` for any other.
    package let entity: String
    package let nexus: Nexus
    package let effect: LegalEffect
    package let from: CivilDate
    package let to: CivilDate?
    /// Law or official publication.
    package let source: String

    func covers(_ date: CivilDate) -> Bool { from <= date && (to.map { date < $0 } ?? true) }
}

/// The table `rules/lists/effects.csv`: one version of knowledge.
package struct LegalEffects: Sendable {
    package let rules: [LegalEffectRule]
    package let hash: Hash32

    /// Reads the table.
    ///
    /// - Throws: `dataFile` with file, line and field: unknown words, dates that are none, rows that overlap, no source.
    package init(csv bytes: [UInt8], file: String) throws(OnboardingError) {
        let header = ["list", "measure", "entity", "nexus", "effect", "from", "to", "source"]
        let table = try ListTable(bytes, file: file, header: header)
        var all: [LegalEffectRule] = []
        for row in table.rows {
            let rule = LegalEffectRule(
                list: try row.text(0), measure: try row.text(1), entity: try row.place(2),
                nexus: try row.word(3, Nexus.self), effect: try row.word(4, LegalEffect.self), from: try row.date(5),
                to: try row.optionalDate(6, after: 5), source: try row.text(7))
            let overlaps = all.contains { other in
                (other.list, other.measure, other.entity, other.nexus)
                    == (rule.list, rule.measure, rule.entity, rule.nexus)
                    && (rule.to.map { other.from < $0 } ?? true) && (other.to.map { rule.from < $0 } ?? true)
            }
            if overlaps { throw row.fault(5, "overlaps an earlier row") }
            all.append(rule)
        }
        rules = all
        hash = table.hash
    }

    /// The effect of a measure for a legal entity on a date.
    ///
    /// The own country is looked up before `EU`, that before `*`; the measure before `*`. Of several nexus the strictest
    /// effect counts.
    ///
    /// - Returns: unknown naming list and entity where no row answers: a list whose effect nobody decided is never ignored.
    package func effect(
        list: String, measure: String, entity: Country, isMemberState: Bool, nexus: Set<Nexus>, on date: CivilDate
    ) -> Known<LegalEffectRule> {
        let places = [entity.alpha2] + (isMemberState ? ["EU"] : []) + ["*"]
        for place in places {
            for name in measure == "*" ? ["*"] : [measure, "*"] {
                let found = rules.filter { rule in
                    rule.list == list && rule.measure == name && rule.entity == place && nexus.contains(rule.nexus)
                        && rule.covers(date)
                }
                if let strictest = found.max(by: { $0.effect.strictness < $1.effect.strictness }) {
                    return .known(strictest)
                }
            }
        }
        return .unknown("effect of \(list) \(measure) for \(entity.alpha2)")
    }
}

extension LegalEffect {
    /// Order of strictness: what is done where several effects meet.
    package var strictness: Int {
        switch self {
        case .none: 0
        case .review: 1
        case .reject: 2
        case .transactionBan: 3
        case .freeze: 4
        }
    }
}

/// An embargo on a place: a country or a region of one.
package struct Embargo: Hashable, Sendable {
    package let country: Country
    /// ISO 3166-2 or an own word for a region; nil for the whole country.
    package let region: String?
    /// Legal order that commands it, for example `EU`, `UN`, `US`.
    package let regime: String
    package let measure: String
    package let effect: LegalEffect
    package let from: CivilDate
    package let to: CivilDate?
    package let source: String

    func covers(_ date: CivilDate) -> Bool { from <= date && (to.map { date < $0 } ?? true) }
}

/// The table `rules/lists/embargo.csv`, tested on charge point, seat, bank and IBAN (duties.md section 3).
package struct EmbargoTable: Sendable {
    package let embargoes: [Embargo]
    package let hash: Hash32

    /// - Throws: `dataFile` with file, line and field.
    package init(csv bytes: [UInt8], file: String) throws(OnboardingError) {
        let header = ["country", "region", "regime", "measure", "effect", "from", "to", "source"]
        let table = try ListTable(bytes, file: file, header: header)
        var all: [Embargo] = []
        for row in table.rows {
            let region = row.plain(1)
            let embargo = Embargo(
                country: try row.country(0), region: region.isEmpty ? nil : region, regime: try row.text(2),
                measure: try row.text(3), effect: try row.word(4, LegalEffect.self), from: try row.date(5),
                to: try row.optionalDate(6, after: 5), source: try row.text(7))
            let overlaps = all.contains { other in
                (other.country, other.region, other.regime, other.measure)
                    == (embargo.country, embargo.region, embargo.regime, embargo.measure)
                    && (embargo.to.map { other.from < $0 } ?? true) && (other.to.map { embargo.from < $0 } ?? true)
            }
            if overlaps { throw row.fault(5, "overlaps an earlier row") }
            all.append(embargo)
        }
        embargoes = all
        hash = table.hash
    }

    /// Embargoes that touch a place on a date, the strictest first.
    ///
    /// - Parameter region: Nil when the place within the country is not known: then regional embargoes come back as well,
    ///   because they cannot be excluded; `Embargo.region` says so.
    package func embargoes(on country: Country, region: String? = nil, date: CivilDate) -> [Embargo] {
        let found = embargoes.filter { embargo in
            embargo.country == country && embargo.covers(date)
                && (embargo.region == nil || region == nil || embargo.region == region)
        }
        return found.sorted {
            ($1.effect.strictness, $0.regime, $0.measure) < ($0.effect.strictness, $1.regime, $1.measure)
        }
    }
}
