import Domain
import Formats

/// Turns documents into arrays: resolves instants in bounds, staged starts, fee tables, territories, membership.
struct RuleCompiler {
    private let zones: (String) -> ZoneRules?
    private let knownAt: Instant?
    private(set) var faults: [TaxError] = []
    private var drafts: [String: Draft] = [:]
    private var ruleIDs: [String: SourcePlace] = [:]
    private var members: [Territory] = []
    private var zonesUsed: [String: ZoneRules] = [:]

    /// What the documents of one jurisdiction give together.
    private struct Draft {
        var zone: ZoneRules?
        var currency: Currency?
        var formerCurrencies: [FormerCurrency] = []
        var foreignReseller: ForeignReseller?
        var rules: [VATRule] = []
        var rates: [RateSeries] = []
        var territories: [Territory] = []
    }

    init(zones: @escaping (String) -> ZoneRules?, knownAt: Instant?) {
        self.zones = zones
        self.knownAt = knownAt
    }

    mutating func add(_ document: RulePack) {
        var draft = drafts[document.jurisdiction] ?? Draft()
        if let zone = document.timeZone {
            draft.zone = zones(zone.name)
            zonesUsed[zone.name] = draft.zone
            if draft.zone == nil {
                faults.append(TaxError(.zone, document.place, "there is no time zone \(zone.name)"))
            }
        }
        for zone in document.territories.compactMap(\.timeZone) { zonesUsed[zone.name] = zones(zone.name) }
        draft.currency = document.currency ?? draft.currency
        if !document.formerCurrencies.isEmpty { draft.formerCurrencies = document.formerCurrencies }
        draft.foreignReseller = document.foreignReseller ?? draft.foreignReseller
        for rule in document.rules {
            if let first = ruleIDs[rule.id] {
                faults.append(TaxError(.ambiguous, rule.place, "rule \(rule.id) stands also at \(first)"))
            }
            ruleIDs[rule.id] = rule.place
        }
        draft.rules += document.rules
        draft.rates += document.rates
        if document.jurisdiction == "EU" {
            members += document.territories
        } else {
            draft.territories += document.territories
        }
        drafts[document.jurisdiction] = draft
    }

    mutating func finish() -> CompiledRules {
        let codes = drafts.keys.filter { $0 != "EU" }.sorted()
        var rules: [CompiledRule] = []
        var jurisdictions: [Jurisdiction] = []
        for (index, code) in (["EU"] + codes).enumerated() {
            guard let draft = drafts[code] else { continue }
            let first = rules.count
            for rule in draft.rules where rule.status != .withdrawn && rule.status != .repealed {
                rules.append(compile(rule, draft.zone, Int16(index - 1)))
            }
            if code != "EU" { jurisdictions.append(jurisdiction(code, draft, rules, first)) }
        }
        var byFee = [[Int32]](repeating: [], count: FeeType.allCases.count)
        var reporting = byFee
        for (number, rule) in rules.enumerated() {
            for fee in rule.source.feeTypes {
                if !rule.windows.isEmpty { byFee[fee.index].append(Int32(number)) }
                if !rule.reporting.isEmpty { reporting[fee.index].append(Int32(number)) }
            }
        }
        let sorted = byFee.map { Self.byPriority($0, rules) }
        return CompiledRules(
            rules: rules, jurisdictions: jurisdictions, byFee: sorted,
            reportingByFee: reporting.map { Self.byPriority($0, rules) }, aliases: aliases(jurisdictions),
            zones: zonesUsed)
    }

    /// Highest priority first, else as written.
    private static func byPriority(_ numbers: [Int32], _ rules: [CompiledRule]) -> [Int32] {
        numbers.sorted {
            (rules[Int($1)].source.priority, $0) < (rules[Int($0)].source.priority, $1)
        }
    }

    private mutating func compile(_ rule: VATRule, _ zone: ZoneRules?, _ jurisdiction: Int16) -> CompiledRule {
        let windows = table(staged(rule.windows.map { resolved($0, zone) }, rule), "rule \(rule.id)")
        let isRateRule = windows.all.contains { entry in
            switch entry.content {
            case .rate, .perUnit, .open: true
            case .treatment: false
            }
        }
        var identity = JSONOutput()
        identity.object {
            $0.member("rule_id", rule.id)
            $0.member("rule_hash", rule.contentHash.description)
        }
        var citations = JSONOutput()
        citations.array { list in rule.basis.forEach { list.value($0.cite) } }
        return CompiledRule(
            source: rule, jurisdiction: jurisdiction, isRateRule: isRateRule, windows: windows,
            reporting: staged(rule.reporting, rule), identity: Array(identity.bytes.dropFirst().dropLast()),
            citations: Array(citations.bytes.dropFirst().dropLast()))
    }

    private mutating func jurisdiction(_ code: String, _ draft: Draft, _ rules: [CompiledRule], _ first: Int)
        -> Jurisdiction
    {
        var byFee = [[Int32]](repeating: [], count: FeeType.allCases.count)
        for number in first..<rules.count where rules[number].isRateRule {
            for fee in rules[number].source.feeTypes { byFee[fee.index].append(Int32(number)) }
        }
        let rateRules = byFee.map { Self.byPriority($0, rules) }
        let zone = draft.zone
        func windows(_ kind: RateSeries.Kind) -> [[RuleWindow]] {
            draft.rates.filter { $0.kind == kind }.map { $0.windows.map { resolved($0, zone) } }
        }
        let territories = draft.territories.map { territory in
            CompiledTerritory(
                source: territory, windows: table(territory.windows, territory.code),
                zone: territory.timeZone.flatMap { zones($0.name) }, membership: spans(territory.code))
        }
        return Jurisdiction(
            code: code, zone: zone, currency: draft.currency, formerCurrencies: draft.formerCurrencies,
            foreignReseller: draft.foreignReseller,
            standard: table(windows(.standard).flatMap { $0 }, "\(code) standard"),
            reduced: windows(.reduced).map { table($0, "\(code) reduced") },
            territories: territories, membership: spans(code), rateRules: rateRules)
    }

    /// When a code is a member state, or a part that is of the Union by itself.
    private func spans(_ code: String) -> [(from: Int32, to: Int32)] {
        members.filter { $0.code == code }.flatMap(\.windows).map {
            (from: $0.from.daysSinceEpoch, to: $0.to?.daysSinceEpoch ?? Int32.max)
        }
    }

    private mutating func table(_ windows: [RuleWindow], _ subject: String) -> WindowTable {
        let table = WindowTable(windows)
        if let window = table.overlap {
            faults.append(TaxError(.overlap, window.place, "\(subject) \(window.from)"))
        }
        return table
    }

    /// Bounds written as instants become the local date on which they fall, or the next when the day has begun already.
    private func resolved(_ window: RuleWindow, _ zone: ZoneRules?) -> RuleWindow {
        guard let zone, window.fromInstant != nil || window.toInstant != nil else { return window }
        func date(_ instant: Instant) -> CivilDate {
            let local = zone.localMicros(atMicros: instant.microseconds)
            let day: Int64 = 86_400_000_000
            return CivilDate(daysSinceEpoch: Int32(clamping: (local + day - 1) / day))
        }
        var resolved = window
        if let from = window.fromInstant { resolved.from = date(from) }
        if let to = window.toInstant { resolved.to = date(to) }
        return resolved
    }

    // MARK: Staged rules

    /// A staged start counts once a person has confirmed it; until then the old window stays.
    private func holdsBack(_ rule: VATRule) -> CivilDate? {
        guard rule.status == .staged, let start = rule.activates else { return nil }
        if let confirmed = rule.confirmed, knownAt.map({ Instant(confirmed.date) <= $0 }) ?? true { return nil }
        return start
    }

    private func staged(_ windows: [RuleWindow], _ rule: VATRule) -> [RuleWindow] {
        guard let start = holdsBack(rule) else { return windows }
        return windows.filter { $0.from < start }.map { window in
            guard window.to == start else { return window }
            var open = window
            open.to = nil
            return open
        }
    }

    private func staged(_ windows: [ReportingWindow], _ rule: VATRule) -> [ReportingWindow] {
        guard let start = holdsBack(rule) else { return windows }
        return windows.filter { $0.from < start }.map { window in
            window.to == start ? ReportingWindow(from: window.from, to: nil, schemes: window.schemes) : window
        }
    }

    /// Territories that have a country code of their own: a name or code of two letters.
    private func aliases(_ jurisdictions: [Jurisdiction]) -> [CountryCode: (jurisdiction: Int16, territory: Int16)] {
        var aliases: [CountryCode: (jurisdiction: Int16, territory: Int16)] = [:]
        for (index, jurisdiction) in jurisdictions.enumerated() {
            for (number, territory) in jurisdiction.territories.enumerated() {
                for name in [territory.source.code] + territory.source.names {
                    guard let code = CountryCode(name), drafts[name] == nil else { continue }
                    aliases[code] = (Int16(index), Int16(number))
                }
            }
        }
        return aliases
    }
}
