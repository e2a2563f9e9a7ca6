package import Domain
import Formats

/// What a retention row does.
package enum RetentionEffect: String, Sendable {
    /// A duty to keep.
    case keep
    /// A duty to delete once the period is over and nothing else keeps.
    case deleteAfter = "delete_after"
    /// Keeps longer only where an authority extended this case.
    case extendByAuthority = "extend_by_authority"
    /// The operator's own decision; keeps.
    case policy
}

/// One row of `rules/retention/periods.csv`.
package struct RetentionRule: Hashable, Sendable {
    /// Which date decides whether a row is in force.
    package enum Clock: Hashable, Sendable {
        /// The day of the decision.
        case decision
        /// The date of the event.
        case event
    }

    package let id: String
    /// The law or policy; whether it applies to a participant is configuration.
    package let regime: String
    /// Nil: any country. `EU` stands apart.
    package let country: Country?
    package let isEU: Bool
    /// Empty: any class.
    package let classes: [RecordClass]
    /// Empty: any group.
    package let groups: [FieldGroup]
    package let effect: RetentionEffect
    package let period: RetentionPeriod
    package let periodMaximum: RetentionPeriod
    package let start: RetentionStart
    package let clock: Clock
    package let effectiveFrom: CivilDate?
    package let effectiveTo: CivilDate?
    package let legalBasis: String
    package let source: String
    /// False: not yet confirmed; such a row may lengthen but never permits.
    package let isCited: Bool
    /// Line of the file.
    package let line: Int

    func isInForce(on decision: CivilDate, event: CivilDate?) -> Bool {
        // An event whose date is not known counts as covered, so that nothing is lost.
        guard let date = clock == .decision ? decision : event else { return true }
        return (effectiveFrom.map { $0 <= date } ?? true) && (effectiveTo.map { date < $0 } ?? true)
    }
}

/// A row of `rules/retention/record_classes.csv`.
package struct RecordClassRule: Hashable, Sendable {
    package let recordClass: RecordClass
    package let groups: [FieldGroup]
    package let regimes: [String]
}

/// A row of `rules/retention/countries.csv`.
package struct CountryRule: Hashable, Sendable {
    package let country: Country
    package let zone: TimeZoneID
    package let financialYearEnd: MonthDay
}

/// The retention rules: three files and one of the installation's own, read as a whole, with the hash that plans and purge
/// entries name.
package struct RetentionRules: Hashable, Sendable {
    package let periods: [RetentionRule]
    package let classes: [RecordClass: RecordClassRule]
    package let countries: [Country: CountryRule]
    /// Countries of the obliged legal entities, as far as `entities.csv` names them.
    package let entities: [LegalEntityID: Country]
    /// SHA-256 over the files, each with its length in front.
    package let hash: Hash32

    /// - Parameter entities: `entities.csv`; nil where the installation has none.
    /// - Throws: `retention_invalid` with file, line and field for the first thing that is not understood.
    package init(
        periods: [UInt8], classes: [UInt8], countries: [UInt8], entities: [UInt8]? = nil
    ) throws(EvidenceError) {
        var classRules: [RecordClass: RecordClassRule] = [:]
        for row in try RetentionTable.rows(
            classes, file: "record_classes.csv", columns: ["class", "field_groups", "regimes"])
        {
            let rule = try row.recordClass()
            guard classRules.updateValue(rule, forKey: rule.recordClass) == nil else {
                throw row.error("class", "twice")
            }
        }
        var countryRules: [Country: CountryRule] = [:]
        let countryColumns = ["country", "time_zone", "financial_year_end"]
        for row in try RetentionTable.rows(countries, file: "countries.csv", columns: countryColumns) {
            let rule = try row.country()
            guard countryRules.updateValue(rule, forKey: rule.country) == nil else {
                throw row.error("country", "twice")
            }
        }
        var rules: [RetentionRule] = []
        for row in try RetentionTable.rows(periods, file: "periods.csv", columns: RetentionTable.periodColumns) {
            let rule = try row.rule(knownClasses: classRules)
            guard !rules.contains(where: { $0.id == rule.id }) else { throw row.error("id", "twice") }
            if let other = rules.first(where: { $0.overlaps(rule) }) {
                throw row.error("effective_from", "the same key and dates as line \(other.line)")
            }
            rules.append(rule)
        }
        self.periods = rules
        self.classes = classRules
        self.countries = countryRules
        self.entities = try entities.map(RetentionTable.entities) ?? [:]
        var all: [UInt8] = []
        for file in [periods, classes, countries] + [entities].compactMap({ $0 }) {
            all.appendHex(UInt64(file.count))
            all += file
        }
        hash = EvidenceHash.plain(all)
    }
}

extension RetentionRule {
    /// Whether two rows say something about the same records on the same day.
    fileprivate func overlaps(_ other: RetentionRule) -> Bool {
        guard regime == other.regime, country == other.country, isEU == other.isEU, effect == other.effect,
            start == other.start, clock == other.clock
        else { return false }
        let sameClass = classes.isEmpty || other.classes.isEmpty || classes.contains(where: other.classes.contains)
        let sameGroup = groups.isEmpty || other.groups.isEmpty || groups.contains(where: other.groups.contains)
        let apart =
            (effectiveTo.map { to in other.effectiveFrom.map { to <= $0 } ?? false } ?? false)
            || (other.effectiveTo.map { to in effectiveFrom.map { to <= $0 } ?? false } ?? false)
        return sameClass && sameGroup && !apart
    }
}

/// Reads the cells of one table, refusing what is not understood.
private struct RetentionTable {
    static let periodColumns = [
        "id", "regime", "country", "record_class", "field_group", "effect", "period", "period_max", "counts_from",
        "effective_from", "effective_to", "legal_basis", "source", "status",
    ]

    let file: String
    let line: Int
    let cells: [String: String]

    static func rows(_ bytes: [UInt8], file: String, columns: [String]) throws(EvidenceError) -> [RetentionTable] {
        var reader = CSVReader()
        reader.append(bytes)
        reader.finish()
        var header: [String]?
        var rows: [RetentionTable] = []
        while let item = reader.next() {
            guard case .record(let record) = item else {
                throw EvidenceError(.retentionInvalid, "\(file): damaged CSV")
            }
            let texts = (0..<record.count).map { record.text($0) }
            guard header != nil else {
                guard texts == columns else {
                    let cause = "\(file): the columns must be \(columns.joined(separator: ","))"
                    throw EvidenceError(.retentionInvalid, cause, line: record.line)
                }
                header = texts
                continue
            }
            guard texts.count == columns.count else {
                let cause = "\(file): \(texts.count) fields, not \(columns.count)"
                throw EvidenceError(.retentionInvalid, cause, line: record.line)
            }
            let cells = Dictionary(zip(columns, texts), uniquingKeysWith: { first, _ in first })
            rows.append(RetentionTable(file: file, line: record.line, cells: cells))
        }
        guard header != nil else { throw EvidenceError(.retentionInvalid, "\(file): empty") }
        return rows
    }

    func error(_ field: String, _ cause: String) -> EvidenceError {
        EvidenceError(.retentionInvalid, "\(file) field \(field): \(cause)", line: line)
    }

    private subscript(_ field: String) -> String { cells[field] ?? "" }

    private func parse<Value>(
        _ field: String, _ cause: String, _ read: (String) -> Value?
    ) throws(EvidenceError) -> Value {
        guard let value = read(self[field]) else { throw error(field, "\(cause): '\(self[field])'") }
        return value
    }

    /// Words separated by blanks; `any` is the empty list.
    private func list<Value>(
        _ field: String, _ cause: String, _ read: (String) -> Value?
    ) throws(EvidenceError) -> [Value] {
        if self[field] == "any" { return [] }
        let words = self[field].split(separator: " ", omittingEmptySubsequences: false)
        let values = words.compactMap { read(String($0)) }
        guard values.count == words.count, !values.isEmpty else { throw error(field, "\(cause): '\(self[field])'") }
        return values
    }

    private func identifier(_ text: String) -> String? { RecordClass(text)?.text }

    func recordClass() throws(EvidenceError) -> RecordClassRule {
        RecordClassRule(
            recordClass: try parse("class", "not a class") { RecordClass($0) },
            groups: try list("field_groups", "not field groups") { FieldGroup(rawValue: $0) },
            regimes: try list("regimes", "not regimes") { identifier($0) })
    }

    static func entities(_ bytes: [UInt8]) throws(EvidenceError) -> [LegalEntityID: Country] {
        var entities: [LegalEntityID: Country] = [:]
        for row in try rows(bytes, file: "entities.csv", columns: ["entity", "country"]) {
            let entity = LegalEntityID(try row.parse("entity", "empty") { $0.isEmpty ? nil : $0 })
            let country = try row.parse("country", "not an ISO 3166-1 code") { Country(alpha2: $0) }
            guard entities.updateValue(country, forKey: entity) == nil else { throw row.error("entity", "twice") }
        }
        return entities
    }

    func country() throws(EvidenceError) -> CountryRule {
        CountryRule(
            country: try parse("country", "not an ISO 3166-1 code") { Country(alpha2: $0) },
            zone: try parse("time_zone", "not a time zone") { $0.contains("/") ? TimeZoneID($0) : nil },
            financialYearEnd: try parse("financial_year_end", "not MM-DD") { MonthDay($0) })
    }

    func rule(knownClasses: [RecordClass: RecordClassRule]) throws(EvidenceError) -> RetentionRule {
        let classes = try list("record_class", "not known classes") { text in
            RecordClass(text).flatMap { knownClasses[$0] == nil ? nil : $0 }
        }
        let period = try parse("period", "not an ISO 8601 period") { RetentionPeriod($0) }
        let code = self["country"]
        let (fromClock, from) = try date("effective_from")
        let (toClock, until) = try date("effective_to")
        guard from == nil || until == nil || fromClock == toClock else {
            throw error("effective_to", "counts by another date than effective_from")
        }
        if let from, let until, until <= from { throw error("effective_to", "not after effective_from") }
        for field in ["legal_basis", "source"] where self[field].isEmpty { throw error(field, "empty") }
        return RetentionRule(
            id: try parse("id", "not an id") { identifier($0) },
            regime: try parse("regime", "not an id") { identifier($0) },
            country: try parse("country", "neither ISO 3166-1, EU nor any") { text -> Country?? in
                text == "EU" || text == "any" ? .some(nil) : Country(alpha2: text).map { .some($0) }
            },
            isEU: code == "EU", classes: classes,
            groups: try list("field_group", "not field groups") { FieldGroup(rawValue: $0) },
            effect: try parse("effect", "unknown effect") { RetentionEffect(rawValue: $0) }, period: period,
            periodMaximum: self["period_max"].isEmpty
                ? period : try parse("period_max", "not an ISO 8601 period") { RetentionPeriod($0) },
            start: try parse("counts_from", "unknown code") { RetentionStart(code: $0) },
            clock: from != nil ? fromClock : toClock, effectiveFrom: from, effectiveTo: until,
            legalBasis: self["legal_basis"], source: self["source"],
            isCited: try parse("status", "neither cited nor unverified") { text in
                ["cited": true, "unverified": false][text]
            }, line: line)
    }

    /// A date; `event:` in front makes the date of the event decide, not the day of the decision.
    private func date(_ field: String) throws(EvidenceError) -> (RetentionRule.Clock, CivilDate?) {
        let text = self[field]
        if text.isEmpty { return (.decision, nil) }
        let isEvent = text.hasPrefix("event:")
        guard let date = CivilDate(isEvent ? String(text.dropFirst(6)) : text) else {
            throw error(field, "not a date: '\(text)'")
        }
        return (isEvent ? .event : .decision, date)
    }
}
