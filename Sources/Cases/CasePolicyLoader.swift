import Domain
import Formats

extension CasePolicy {
    /// Files that must be there, beside one or more `calendars/*.yaml`.
    package static let files = [
        "four-eyes.yaml", "holds.yaml", "narrative.yaml", "queues.yaml", "reason-codes.yaml", "sla.yaml",
    ]

    /// Reads the folder `rules/cases`.
    ///
    /// - Throws: `policyFile` with file, line and column: bad YAML, unknown or missing keys, a missing or unknown file, a rule
    ///   looser than the law of the database (`FourEyesPolicy.widest`), a severity without limit, a hold without term.
    package init(files sources: [PolicySource]) throws(CaseError) {
        var byName: [String: PolicySource] = [:]
        var calendars: [WorkingCalendar] = []
        for source in sources.sorted(by: { $0.name < $1.name }) {
            if source.name.hasPrefix("calendars/") {
                calendars.append(try Self.calendar(source))
            } else if Self.files.contains(source.name) {
                byName[source.name] = source
            } else {
                throw Self.fault(source.name, "not a policy file")
            }
        }
        func source(_ name: String) throws(CaseError) -> PolicySource {
            guard let source = byName[name] else { throw Self.fault(name, "file is missing") }
            return source
        }
        if calendars.isEmpty { throw Self.fault("calendars", "no calendar") }
        if Set(calendars.map(\.id)).count != calendars.count { throw Self.fault("calendars", "one id twice") }
        self.init(
            queues: try Self.queues(try source("queues.yaml")),
            serviceLevels: try Self.serviceLevels(try source("sla.yaml")),
            fourEyes: try Self.fourEyes(try source("four-eyes.yaml")),
            reasonCodes: try Self.reasonCodes(try source("reason-codes.yaml")),
            narrativeMinimum: try PolicyMapping(
                try source("narrative.yaml"), schema: "case-narrative/1", keys: ["minimum_characters"]
            ).integer("minimum_characters", in: 40...2000),
            holds: try Self.holds(try source("holds.yaml")), calendars: calendars, hash: Self.hash(sources))
    }

    private static func fault(_ file: String, _ message: String) -> CaseError {
        PolicyMapping.fault(file, YAMLPosition(line: 1, column: 1), message)
    }

    /// SHA-256 over name, length and bytes of every file, in order of name.
    private static func hash(_ sources: [PolicySource]) -> Hash32 {
        var hasher = SHA256Hasher()
        for source in sources.sorted(by: { $0.name < $1.name }) {
            hasher.update(Array("\(source.name)\n\(source.bytes.count)\n".utf8))
            hasher.update(source.bytes)
        }
        return Hash32(hasher.finalize()) ?? .zero
    }

    private static func queues(_ source: PolicySource) throws(CaseError) -> [QueueRule] {
        let root = try PolicyMapping(source, schema: "case-queues/1", keys: ["queues"])
        var all: [QueueRule] = []
        for item in try root.mappings("queues", keys: ["name", "role", "families", "severities", "limit_per_person"]) {
            all.append(
                QueueRule(
                    name: try item.text("name"), role: try item.choice("role", Role.self),
                    families: Set(try item.optionalTexts("families")),
                    severities: item.node["severities"] == nil ? [] : try item.choices("severities", Severity.self),
                    limitPerPerson: try item.integer("limit_per_person", in: 1...1000)))
        }
        guard let last = all.last, last.families.isEmpty, last.severities.isEmpty else {
            throw root.fault("queues", "the last queue must take every family and severity")
        }
        if Set(all.map(\.name)).count != all.count { throw root.fault("queues", "one queue twice") }
        return all
    }

    private static func serviceLevels(_ source: PolicySource) throws(CaseError) -> ServiceLevels {
        let root = try PolicyMapping(
            source, schema: "case-sla/1",
            keys: ["limits", "warn_percent", "pause_limit", "held_margin", "settlement_limit", "authority_answer"])
        let names = Set(Severity.allCases.filter { $0 != .ops }.map(\.rawValue))
        let limits = try root.mapping("limits", keys: names)
        var all: [Severity: TimeLimit] = [:]
        for severity in Severity.allCases where severity != .ops { all[severity] = try limits.limit(severity.rawValue) }
        let margin = try root.span("held_margin")
        let settlement = try root.span("settlement_limit")
        if margin >= settlement { throw root.fault("held_margin", "held_margin must be shorter than settlement_limit") }
        return ServiceLevels(
            limits: all, warnPercent: try root.integer("warn_percent", in: 1...99),
            pauseLimitWorkingDays: try root.workingDays("pause_limit"), heldMargin: margin, settlementLimit: settlement,
            authorityAnswerWorkingDays: try root.workingDays("authority_answer"))
    }

    private static func fourEyes(_ source: PolicySource) throws(CaseError) -> FourEyesPolicy {
        let root = try PolicyMapping(source, schema: "case-four-eyes/1", keys: ["one_person", "always_two"])
        let alone = try root.mapping("one_person", keys: ["outcomes", "severities", "dispositions"])
        let always = try root.mapping("always_two", keys: ["families"])
        let policy = FourEyesPolicy(
            outcomes: try alone.choices("outcomes", Outcome.self),
            severities: try alone.choices("severities", Severity.self),
            dispositions: try alone.choices("dispositions", Disposition.self),
            families: Set(try always.texts("families")))
        if !policy.isWithinWidest { throw root.fault("one_person", "looser than the database allows") }
        return policy
    }

    private static func reasonCodes(_ source: PolicySource) throws(CaseError) -> [ReasonCode] {
        let root = try PolicyMapping(source, schema: "case-reason-codes/1", keys: ["codes"])
        var all: [ReasonCode] = []
        let keys: Set<String> = ["code", "disposition", "families", "needs", "label", "retired"]
        for item in try root.mappings("codes", keys: keys) {
            let labels = try item.mapping("label", keys: ["en", "de", "fr", "nl"])
            var texts: [String: String] = [:]
            for language in ["en", "de", "fr", "nl"] { texts[language] = try labels.text(language) }
            let retired = item.node["retired"]?.text
            if let retired, retired != "true", retired != "false" {
                throw item.fault("retired", "retired must be true or false")
            }
            let code = ReasonCode(
                code: try item.text("code"), disposition: try item.choice("disposition", Disposition.self),
                families: Set(try item.optionalTexts("families")), needs: Set(try item.optionalTexts("needs")),
                labels: texts, isRetired: retired == "true")
            if all.contains(where: { $0.code == code.code }) { throw item.fault("code", "\(code.code) stands twice") }
            all.append(code)
        }
        if let missing = Disposition.allCases.first(where: { one in !all.contains { $0.disposition == one } }) {
            throw root.fault("codes", "no code for \(missing.rawValue)")
        }
        return all
    }

    private static func holds(_ source: PolicySource) throws(CaseError) -> [HoldTerm] {
        let root = try PolicyMapping(source, schema: "payout-holds/1", keys: ["holds"])
        var all: [HoldTerm] = []
        for item in try root.mappings("holds", keys: ["title", "maximum_age", "next", "basis"]) {
            let term = HoldTerm(
                title: try item.choice("title", HoldTitle.self), maximumAge: try item.limit("maximum_age"),
                nextStep: try item.text("next"), basis: try item.text("basis"))
            if all.contains(where: { $0.title == term.title }) {
                throw item.fault("title", "\(term.title.rawValue) stands twice")
            }
            all.append(term)
        }
        if let missing = HoldTitle.allCases.first(where: { title in !all.contains { $0.title == title } }) {
            throw root.fault("holds", "no term for \(missing.rawValue)")
        }
        return all
    }

    private static func calendar(_ source: PolicySource) throws(CaseError) -> WorkingCalendar {
        let root = try PolicyMapping(
            source, schema: "calendar/1", keys: ["id", "zone", "from", "to", "weekend", "holidays", "source"])
        _ = try root.text("source")
        let (from, to) = (try root.date("from"), try root.date("to"))
        if from > to { throw root.fault("to", "to lies before from") }
        let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        var weekend: Set<Int> = []
        for name in try root.texts("weekend") {
            guard let index = names.firstIndex(of: name) else { throw root.fault("weekend", "\(name) is no weekday") }
            weekend.insert(index + 1)
        }
        if weekend.count == 7 { throw root.fault("weekend", "no working day is left") }
        var holidays: Set<CivilDate> = []
        for text in try root.texts("holidays") {
            guard let date = CivilDate(text), date >= from, date <= to else {
                throw root.fault("holidays", "\(text) is no date of the calendar")
            }
            if !holidays.insert(date).inserted { throw root.fault("holidays", "\(text) stands twice") }
        }
        return WorkingCalendar(
            id: try root.text("id"), zone: TimeZoneID(try root.text("zone")), from: from, to: to, weekend: weekend,
            holidays: holidays)
    }
}
