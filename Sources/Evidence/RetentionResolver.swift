package import Domain

/// What is known about one payload part when its retention is resolved.
package struct RetentionFacts: Hashable, Sendable {
    package var recordClass: RecordClass
    package var group: FieldGroup
    /// The record's country, the participant's and the obliged entity's, as far as known.
    package var countries: [Country]
    /// False: the record's country is not known, and rows of every country speak, so that none that binds it is missed.
    package var isCountryKnown: Bool
    package var dates: [DateName: CivilDate]
    /// Civil date of the event, for rows that are in force by it.
    package var eventDate: CivilDate?
    /// The regimes that apply to the participant (obliged entity, payment service provider, OSS user, ...).
    package var regimes: Set<String>
    /// The participant's financial year end; the country's where nil.
    package var financialYearEnd: MonthDay?
    /// Ids of holds that cover the part.
    package var holds: [String]

    package init(
        recordClass: RecordClass, group: FieldGroup, countries: [Country], isCountryKnown: Bool? = nil,
        dates: [DateName: CivilDate], eventDate: CivilDate?, regimes: Set<String>, financialYearEnd: MonthDay? = nil,
        holds: [String] = []
    ) {
        self.recordClass = recordClass
        self.group = group
        self.countries = countries
        self.isCountryKnown = isCountryKnown ?? !countries.isEmpty
        self.dates = dates
        self.eventDate = eventDate
        self.regimes = regimes
        self.financialYearEnd = financialYearEnd
        self.holds = holds
    }
}

/// What retention says about one part on one day.
package struct RetentionVerdict: Hashable, Sendable {
    package enum State: Hashable, Sendable {
        /// A duty or policy keeps it.
        case keep
        /// Nothing keeps it any more; it may go.
        case go
        /// It has to go, overdue from this day on.
        case mustGo(CivilDate)
        case held([String])
        /// Dates that are missing; no expiry until they are known.
        case waiting([DateName])
        /// It could go, were the unverified rows confirmed, or were it certain that no money-laundering law binds it.
        case needsConfirmation
        /// No row says anything: kept and reported.
        case unknown
    }

    package let state: State
    /// Kept on every day before this one; nil while open or unknown.
    package let until: CivilDate?
    /// The row that decides, stored as `deciding_rule`.
    package let decidingRule: String?
    /// The part falls under money-laundering law by its class and group, and no row of such a law speaks of its countries.
    package let lacksStatute: Bool
    /// Every candidate row with its own end, for `explain`: nil where a date is missing.
    package let candidates: [Candidate]

    package struct Candidate: Hashable, Sendable {
        package let rule: String
        package let effect: RetentionEffect
        package let until: CivilDate?
        package let isCited: Bool
    }
}

extension RetentionRules {
    /// Resolves one part on one day (evidence.md 6.3): a pure function, below a millisecond.
    package func resolve(_ facts: RetentionFacts, on day: CivilDate) -> RetentionVerdict {
        resolve(facts, periods.filter { applies($0, to: facts, on: day) }, on: day)
    }

    /// As `resolve`, when the subject asks for erasure: the operator's own policies give way, duties do not.
    package func resolveErasure(_ facts: RetentionFacts, on day: CivilDate) -> RetentionVerdict {
        let rows = periods.filter { applies($0, to: facts, on: day) }
        let duties = rows.filter { $0.effect != .policy }
        guard duties.isEmpty, let policy = rows.first else { return resolve(facts, duties, on: day) }
        let lacking = lacksStatute(facts, rows)
        let state = lacking ? RetentionVerdict.State.needsConfirmation : .go
        return RetentionVerdict(
            state: facts.holds.isEmpty ? state : .held(facts.holds.sorted()), until: nil, decidingRule: policy.id,
            lacksStatute: lacking, candidates: [])
    }

    /// Whether a part is of those that money-laundering law keeps, while none of the rows that speak is of such a law.
    ///
    /// A policy alone never lets such a part go: which country's law binds it is then an open question.
    private func lacksStatute(_ facts: RetentionFacts, _ rows: [RetentionRule]) -> Bool {
        func isStatute(_ rule: RetentionRule) -> Bool {
            moneyLaunderingRegimes.contains(rule.regime) && rule.effect == .keep
        }
        guard !facts.regimes.isDisjoint(with: moneyLaunderingRegimes), !rows.contains(where: isStatute) else {
            return false
        }
        return periods.contains { isStatute($0) && facts.regimes.contains($0.regime) && speaks($0, of: facts) }
    }

    private func resolve(_ facts: RetentionFacts, _ rows: [RetentionRule], on day: CivilDate) -> RetentionVerdict {
        let ends = rows.map { end(of: $0, facts) }
        let candidates = zip(rows, ends).map {
            RetentionVerdict.Candidate(rule: $0.id, effect: $0.effect, until: $1, isCited: $0.isCited)
        }
        let lacking = lacksStatute(facts, rows)
        func verdict(_ state: RetentionVerdict.State, _ until: CivilDate?, _ rule: String?) -> RetentionVerdict {
            var state = state
            switch state {
            case .go, .mustGo: if lacking { state = .needsConfirmation }
            default: break
            }
            return RetentionVerdict(
                state: facts.holds.isEmpty ? state : .held(facts.holds.sorted()), until: until, decidingRule: rule,
                lacksStatute: lacking, candidates: candidates)
        }
        guard !rows.isEmpty else { return verdict(.unknown, nil, nil) }
        let keeping = zip(rows, ends).filter { $0.0.effect != .deleteAfter }
        if let open = keeping.first(where: { $0.1 == nil }) {
            let missing = Set(keeping.filter { $0.1 == nil }.map(\.0.start.dateName))
            return verdict(.waiting(missing.sorted()), nil, open.0.id)
        }
        let duty = zip(rows, ends).filter { $0.0.effect == .deleteAfter }
        let last = keeping.max { ($0.1, $1.0.id) < ($1.1, $0.0.id) }
        guard let (rule, end) = last, let until = end else {
            return deletion(duty.map { ($0.0, $0.1) }, day, verdict)
        }
        if day < until { return verdict(.keep, until, rule.id) }
        if !isPermitted(keeping.map { $0.0 }, facts, day) {
            return verdict(.needsConfirmation, until, rule.id)
        }
        let since = duty.compactMap { $0.1 }.filter { $0 <= day }.min()
        return verdict(since.map { .mustGo(max($0, until)) } ?? .go, until, rule.id)
    }

    /// Only a deletion duty speaks about the part.
    private func deletion(
        _ duty: [(RetentionRule, CivilDate?)], _ day: CivilDate,
        _ verdict: (RetentionVerdict.State, CivilDate?, String?) -> RetentionVerdict
    ) -> RetentionVerdict {
        let known = duty.filter { $0.1 != nil }
        guard let (rule, end) = known.min(by: { ($0.1, $0.0.id) < ($1.1, $1.0.id) }), let until = end else {
            let missing = Set(duty.map(\.0.start.dateName))
            return verdict(.waiting(missing.sorted()), nil, duty.first?.0.id)
        }
        if day < until { return verdict(.keep, until, rule.id) }
        return verdict(rule.isCited ? .mustGo(until) : .needsConfirmation, until, rule.id)
    }

    /// Whether the part may go even if every unverified row keeps for its longest period, and at least one row is cited.
    private func isPermitted(_ keeping: [RetentionRule], _ facts: RetentionFacts, _ day: CivilDate) -> Bool {
        guard keeping.contains(where: \.isCited) else { return false }
        return keeping.allSatisfy { rule in
            guard !rule.isCited else { return true }
            let first = rule.start.firstDay(dates: facts.dates, financialYearEnd: financialYearEnd(facts, rule))
            return first.flatMap { rule.periodMaximum.after($0) }.map { $0 <= day } ?? false
        }
    }

    private func applies(_ rule: RetentionRule, to facts: RetentionFacts, on day: CivilDate) -> Bool {
        guard facts.regimes.contains(rule.regime), speaks(rule, of: facts) else { return false }
        if rule.effect == .extendByAuthority, facts.dates[.extended] == nil { return false }
        return reaches(rule, facts) && rule.isInForce(on: day, event: facts.eventDate)
    }

    /// The first day on which a row no longer keeps; nil while its date is not known. An authority orders until when, and the
    /// row says how long it may at most.
    func end(of rule: RetentionRule, _ facts: RetentionFacts) -> CivilDate? {
        let first = rule.start.firstDay(dates: facts.dates, financialYearEnd: financialYearEnd(facts, rule))
        guard let end = first.flatMap({ rule.period.after($0) }) else { return nil }
        guard rule.effect == .extendByAuthority, let ordered = facts.dates[.extended] else { return end }
        return min(end, ordered.adding(days: 1))
    }

    /// Whether class and field group are those of the row.
    func speaks(_ rule: RetentionRule, of facts: RetentionFacts) -> Bool {
        (rule.groups.isEmpty || rule.groups.contains(facts.group))
            && (rule.classes.isEmpty || rule.classes.contains(facts.recordClass))
    }

    /// Whether the row is of one of the part's countries, or could be.
    func reaches(_ rule: RetentionRule, _ facts: RetentionFacts) -> Bool {
        guard facts.isCountryKnown else { return true }
        if rule.isEU, !facts.countries.contains(where: \.isEUMember) { return false }
        if let country = rule.country, !facts.countries.contains(country) { return false }
        return true
    }

    /// The participant's own, else that of the country whose row it is.
    func financialYearEnd(_ facts: RetentionFacts, _ rule: RetentionRule) -> MonthDay {
        if let own = facts.financialYearEnd { return own }
        if let country = rule.country { return countries[country]?.financialYearEnd ?? .calendarYear }
        return facts.countries.lazy.compactMap { countries[$0]?.financialYearEnd }.first ?? .calendarYear
    }
}

/// The regimes of `periods.csv` that are money-laundering law: of a relationship, and of an occasional transaction.
private let moneyLaunderingRegimes: Set<String> = ["aml", "aml_occasional"]

private func < (left: (CivilDate?, String), right: (CivilDate?, String)) -> Bool {
    if left.0 == right.0 { return left.1 < right.1 }
    guard let first = left.0 else { return true }
    return right.0.map { first < $0 } ?? false
}

extension MonthDay {
    static let calendarYear = MonthDay(month: 12, day: 31)

    private init(month: Int, day: Int) {
        self.month = month
        self.day = day
    }
}

extension Country {
    /// Whether the country is a member state of the European Union since 1 February 2020.
    fileprivate var isEUMember: Bool { memberStates.contains(packed) }
}

private let memberStates: Set<UInt32> = Set(
    [
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU",
        "LV",
        "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
    ].compactMap { Country(alpha2: $0)?.packed })
