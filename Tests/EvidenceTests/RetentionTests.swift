import Domain
import Foundation
import Testing

@testable import Evidence

@Suite struct RetentionTests {
    static func file(_ name: String) throws -> [UInt8] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return Array(try Data(contentsOf: root.appendingPathComponent("rules/retention/\(name)")))
    }

    static func shipped() throws -> RetentionRules {
        try RetentionRules(
            periods: file("periods.csv"), classes: file("record_classes.csv"), countries: file("countries.csv"))
    }

    static func facts(
        _ recordClass: String, _ group: FieldGroup, _ countries: [String], _ dates: [DateName: String],
        _ regimes: Set<String>
    ) throws -> RetentionFacts {
        RetentionFacts(
            recordClass: try #require(RecordClass(recordClass)), group: group,
            countries: countries.compactMap { Country(alpha2: $0) }, dates: dates.compactMapValues { CivilDate($0) },
            eventDate: dates[.document].flatMap { CivilDate($0) }, regimes: regimes)
    }

    static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test("the shipped rules load, every row with basis and source, and the hash covers all three files")
    func shippedRules() throws {
        let rules = try Self.shipped()
        #expect(rules.periods.count > 100 && rules.classes.count > 15 && rules.countries.count > 40)
        #expect(rules.periods.contains { !$0.isCited } && rules.periods.contains(where: \.isCited))
        for rule in rules.classes.values {
            for regime in rule.regimes { #expect(rules.periods.contains { $0.regime == regime }, "\(regime)") }
        }
        let other = try RetentionRules(
            periods: Self.file("periods.csv"), classes: Self.file("record_classes.csv"),
            countries: Self.file("countries.csv") + Array("\n".utf8))
        #expect(other.hash != rules.hash)
    }

    static let checks: [(String, FieldGroup, String, DateName, String, String, String)] = [
        ("invoice", .tax, "BE", .document, "2024-03-15", "vat", "2035-01-01"),
        ("invoice", .tax, "DE", .document, "2024-03-15", "vat", "2033-01-01"),
        ("ledger", .tax, "DE", .document, "2024-03-15", "vat", "2035-01-01"),
        ("letter", .tax, "DE", .document, "2024-03-15", "vat", "2031-01-01"),
        ("payout", .txn, "IE", .payment, "2026-08-10", "cesop", "2030-01-01"),
        ("session", .tax, "IE", .transaction, "2026-08-10", "oss", "2037-01-01"),
        ("participant", .cdd, "EE", .relationshipEnd, "2027-05-05", "aml", "2032-05-06"),
        ("participant", .cdd, "BE", .relationshipEnd, "2027-05-05", "aml", "2037-05-06"),
        ("report", .report, "US", .filing, "2026-02-28", "bsa", "2031-03-01"),
        ("alert", .sanctions, "US", .transaction, "2026-01-01", "ofac", "2036-01-02"),
        ("invoice", .tax, "AT", .document, "2024-12-31", "vat", "2032-01-01"),
        ("invoice", .tax, "NL", .document, "2024-01-01", "vat", "2032-01-01"),
        ("invoice", .tax, "PL", .filingDeadline, "2025-01-25", "vat", "2031-01-01"),
        ("invoice", .tax, "ES", .filingDeadline, "2025-01-30", "vat", "2029-01-31"),
        ("invoice", .tax, "FR", .document, "2024-03-15", "commercial", "2035-01-01"),
        ("invoice", .tax, "IT", .document, "2024-03-15", "vat", "2035-01-01"),
    ]

    @Test("the published figures come out to the day", arguments: checks.indices)
    func figures(index: Int) throws {
        let (recordClass, group, country, name, date, regime, until) = Self.checks[index]
        let rules = try Self.shipped()
        let facts = try Self.facts(recordClass, group, [country], [name: date], [regime])
        let end = try Self.day(until)
        let decision = regime == "aml" ? try Self.day("2030-01-01") : end
        let verdict = rules.resolve(facts, on: decision)
        #expect(verdict.until == end, "\(verdict)")
        #expect(rules.resolve(facts, on: end.adding(days: -1)).state == .keep)
        #expect(rules.resolve(facts, on: end).state != .keep)
        #expect(verdict.decidingRule != nil)
    }

    @Test("one session: the tax part stays for OSS, the due diligence part must go")
    func perGroup() throws {
        let rules = try Self.shipped()
        let dates: [DateName: String] = [.transaction: "2026-08-10", .relationshipEnd: "2027-05-05"]
        let day = try Self.day("2032-05-06")
        let tax = rules.resolve(try Self.facts("session", .tax, ["EE"], dates, ["oss", "aml"]), on: day)
        #expect(tax.state == .keep && tax.until == CivilDate("2037-01-01") && tax.decidingRule == "eu_oss")
        let cdd = try Self.facts("session", .cdd, ["EE"], dates, ["oss", "aml"])
        #expect(rules.resolve(cdd, on: day).state == .mustGo(day))
        #expect(rules.resolve(cdd, on: day.adding(days: 30)).state == .mustGo(day))
        #expect(rules.resolve(cdd, on: day.adding(days: -1)).state == .keep)
    }

    @Test("a missing date keeps without end and says what it waits for")
    func waiting() throws {
        let facts = try Self.facts("session", .cdd, ["EE"], [.transaction: "2026-08-10"], ["aml"])
        let verdict = try Self.shipped().resolve(facts, on: Self.day("2099-01-01"))
        #expect(verdict.state == .waiting([.relationshipEnd]) && verdict.until == nil)
    }

    @Test("a hold overrides, an extension lengthens, no row at all is unknown")
    func holds() throws {
        let rules = try Self.shipped()
        let day = try Self.day("2040-01-01")
        var facts = try Self.facts("session", .cdd, ["EE"], [.relationshipEnd: "2030-05-05"], ["aml"])
        #expect(rules.resolve(facts, on: day).state == .mustGo(try Self.day("2035-05-06")))
        // An authority orders until when; the row says how long it may at most.
        facts.dates[.extended] = try Self.day("2041-01-01")
        #expect(rules.resolve(facts, on: day).until == CivilDate("2040-05-06"))
        #expect(rules.resolve(facts, on: day).state == .keep)
        #expect(rules.resolve(facts, on: day).decidingRule == "eu_amlr_relationship_extension")
        facts.dates[.extended] = try Self.day("2039-12-31")
        #expect(rules.resolve(facts, on: try Self.day("2039-12-31")).state == .keep)
        #expect(rules.resolve(facts, on: day).state == .mustGo(day))
        facts.dates[.extended] = try Self.day("2031-01-01")
        #expect(rules.resolve(facts, on: day).state == .mustGo(try Self.day("2035-05-06")))
        #expect(
            rules.explain(facts, on: day).contains { $0.rule.effect == .extendByAuthority && $0.reason == .endsEarlier }
        )
        facts.dates[.extended] = nil
        #expect(
            rules.explain(facts, on: day).contains { $0.rule.effect == .extendByAuthority && $0.reason == .notOrdered })
        #expect(rules.resolve(facts, on: day).state == .mustGo(try Self.day("2035-05-06")))
        facts.dates[.extended] = try Self.day("2041-01-01")
        facts.holds = ["hold-2", "hold-1"]
        #expect(rules.resolve(facts, on: day).state == .held(["hold-1", "hold-2"]))
        facts.holds = []
        facts.regimes = []
        #expect(rules.resolve(facts, on: day).state == .unknown && rules.resolve(facts, on: day).decidingRule == nil)
    }

    @Test("an unverified row lengthens but never permits a deletion")
    func unverified() throws {
        let rules = try Self.shipped()
        let only = try Self.facts("invoice", .tax, ["JP"], [.document: "2020-01-01"], ["vat"])
        #expect(rules.resolve(only, on: try Self.day("2027-12-31")).state == .keep)
        #expect(rules.resolve(only, on: try Self.day("2099-01-01")).state == .needsConfirmation)
        // Germany: the Union's five years are cited, the national five to ten are not.
        let german = try Self.facts("participant", .cdd, ["DE"], [.relationshipEnd: "2028-05-05"], ["aml"])
        #expect(rules.resolve(german, on: try Self.day("2033-12-31")).state == .keep)
        #expect(rules.resolve(german, on: try Self.day("2034-01-01")).state == .needsConfirmation)
        #expect(rules.resolve(german, on: try Self.day("2038-12-31")).state == .needsConfirmation)
        #expect(rules.resolve(german, on: try Self.day("2039-01-01")).state == .mustGo(try Self.day("2034-01-01")))
    }

    @Test("rows in force by the event's date and by the day of decision")
    func effectiveDates() throws {
        let rules = try Self.shipped()
        func until(_ document: String, _ regimes: Set<String>, _ country: String, _ day: String) throws -> CivilDate? {
            rules.resolve(
                try Self.facts("invoice", .tax, [country], [.document: document], regimes), on: try Self.day(day)
            ).until
        }
        #expect(try until("2022-12-31", ["vat"], "BE", "2024-01-01") == CivilDate("2030-01-01"))
        #expect(try until("2023-01-01", ["vat"], "BE", "2024-01-01") == CivilDate("2034-01-01"))
        #expect(try until("2017-06-01", ["vat", "bafin"], "DE", "2025-12-31") == CivilDate("2028-01-01"))
        #expect(try until("2017-06-01", ["vat", "bafin"], "DE", "2026-01-01") == CivilDate("2026-01-01"))
        let ofac = try Self.facts("alert", .sanctions, ["US"], [.transaction: "2020-01-01"], ["ofac"])
        #expect(rules.resolve(ofac, on: try Self.day("2025-03-11")).until == CivilDate("2025-01-02"))
        #expect(rules.resolve(ofac, on: try Self.day("2025-03-12")).until == CivilDate("2030-01-02"))
    }

    @Test("countries outside the Union have none of its rows; an unknown country has all of them")
    func unionMembership() throws {
        let rules = try Self.shipped()
        let day = try Self.day("2028-01-01")
        let dates: [DateName: String] = [.transaction: "2026-08-10"]
        #expect(rules.resolve(try Self.facts("session", .tax, ["CH"], dates, ["oss"]), on: day).state == .unknown)
        #expect(rules.resolve(try Self.facts("session", .tax, ["CH", "IE"], dates, ["oss"]), on: day).state == .keep)
        // Rows of other countries count from the document.
        let unknown = try Self.facts("session", .tax, [], dates, ["oss"])
        #expect(rules.resolve(unknown, on: day).state == .waiting([.document]))
        let documented = dates.merging([.document: "2026-08-10"]) { first, _ in first }
        #expect(rules.resolve(try Self.facts("session", .tax, [], documented, ["oss"]), on: day).state == .keep)
    }

    @Test("periods parse strictly and count calendar years, months and days")
    func periods() throws {
        for text in ["P8Y", "P72M", "P10D", "P1Y6M", "P0D", "P1Y2M3D"] {
            #expect(RetentionPeriod(text)?.description == text)
        }
        for text in ["", "P", "8Y", "P8", "P8y", "P1M1Y", "P1Y1Y", "PT1H", "P-1Y", "P1000Y", "P1.5Y", "P8Y "] {
            #expect(RetentionPeriod(text) == nil, "\(text)")
        }
        func after(_ start: String, _ period: String) throws -> String? {
            try #require(RetentionPeriod(period)).after(Self.day(start))?.description
        }
        #expect(try after("2024-02-29", "P5Y") == "2029-03-01" && after("2024-02-29", "P4Y") == "2028-02-29")
        #expect(try after("2024-01-31", "P1M") == "2024-03-01" && after("2024-11-30", "P72M") == "2030-11-30")
        #expect(try after("2024-12-31", "P0D") == "2024-12-31" && after("9990-01-01", "P99Y") == nil)
    }

    @Test("start codes give the first day inside the period")
    func starts() throws {
        let june = try #require(MonthDay("06-30"))
        func first(_ code: String, _ name: DateName, _ date: String, _ year: MonthDay = june) throws -> String? {
            let start = try #require(RetentionStart(code: code), "\(code)")
            #expect(start.firstDay(dates: [:], financialYearEnd: year) == nil && start.dateName == name)
            return start.firstDay(dates: [name: try Self.day(date)], financialYearEnd: year)?.description
        }
        #expect(try first("transaction", .transaction, "2024-02-28") == "2024-02-29")
        #expect(try first("year_end_of:payment", .payment, "2026-12-31") == "2027-01-01")
        #expect(try first("jan1_after:document", .document, "2026-01-01") == "2027-01-01")
        #expect(try first("jul1_after:document", .document, "2026-12-31") == "2027-07-01")
        #expect(try first("fiscal_year_end_of:document", .document, "2026-06-30") == "2026-07-01")
        #expect(try first("fiscal_year_end_of:document", .document, "2026-07-01") == "2027-07-01")
        let february = try #require(MonthDay("02-29"))
        #expect(try first("fiscal_year_end_of:document", .document, "2026-01-01", february) == "2026-03-01")
        #expect(try first("filing_deadline:vat", .filingDeadline, "2026-01-25") == "2026-01-26")
        #expect(try first("last_dependent", .lastDependent, "2026-01-25") == "2026-01-26")
        for code in [
            "", "today", "year_end_of", "year_end_of:today", "filing_deadline", "filing_deadline:", "x:document",
        ] {
            #expect(RetentionStart(code: code) == nil, "\(code)")
        }
        #expect(MonthDay("13-01") == nil && MonthDay("1-1") == nil)
        #expect(CivilDate.latestOnEarth(at: try #require(Instant("2026-08-01T10:00:00Z"))).description == "2026-08-02")
        #expect(CivilDate.latestOnEarth(at: try #require(Instant("2026-08-01T09:59:59Z"))).description == "2026-08-01")
    }

    static let header =
        "id,regime,country,record_class,field_group,effect,period,period_max,counts_from,effective_from,effective_to,"
        + "legal_basis,source,status\n"
    static let good = "a,vat,DE,session,tax,keep,P8Y,,document,,,law,source,cited"
    static let refused: [(String, String)] = [
        ("a,vat,XX,session,tax,keep,P8Y,,document,,,law,source,cited", "country"),
        ("a,vat,DE,unheard,tax,keep,P8Y,,document,,,law,source,cited", "record_class"),
        ("a,vat,DE,session,kyc,keep,P8Y,,document,,,law,source,cited", "field_group"),
        ("a,vat,DE,session,tax,store,P8Y,,document,,,law,source,cited", "effect"),
        ("a,vat,DE,session,tax,keep,8 years,,document,,,law,source,cited", "period"),
        ("a,vat,DE,session,tax,keep,P8Y,ten,document,,,law,source,cited", "period_max"),
        ("a,vat,DE,session,tax,keep,P8Y,,today,,,law,source,cited", "counts_from"),
        ("a,vat,DE,session,tax,keep,P8Y,,document,2024-02-30,,law,source,cited", "effective_from"),
        ("a,vat,DE,session,tax,keep,P8Y,,document,2024-02-01,2024-02-01,law,source,cited", "effective_to"),
        ("a,vat,DE,session,tax,keep,P8Y,,document,2024-02-01,event:2024-03-01,law,source,cited", "effective_to"),
        ("a,vat,DE,session,tax,keep,P8Y,,document,,,,source,cited", "legal_basis"),
        ("a,vat,DE,session,tax,keep,P8Y,,document,,,law,,cited", "source"),
        ("a,vat,DE,session,tax,keep,P8Y,,document,,,law,source,seen", "status"),
        ("A B,vat,DE,session,tax,keep,P8Y,,document,,,law,source,cited", "id"),
        (good + "\n" + good, "id"),
        (good + "\nb,vat,DE,any,any,keep,P9Y,,document,,,law,source,cited", "effective_from"),
        ("a,vat,DE,session,tax,keep,P8Y,,document,,,law,source", "fields"),
    ]

    @Test("what the tables say must be understood or is refused with file, line and field", arguments: refused)
    func refusedRows(row: (text: String, field: String)) throws {
        let classes = Array("class,field_groups,regimes\nsession,tax txn,vat\n".utf8)
        let countries = Array("country,time_zone,financial_year_end\nDE,Europe/Berlin,12-31\n".utf8)
        func load(_ text: String) throws -> RetentionRules {
            try RetentionRules(periods: Array((Self.header + text).utf8), classes: classes, countries: countries)
        }
        #expect(try load(Self.good).periods.count == 1)
        let error = #expect(throws: EvidenceError.self) { try load(row.text) }
        #expect(error?.code == .retentionInvalid && error?.line == (row.text.contains("\n") ? 3 : 2))
        #expect(
            error?.detail.contains(row.field) == true && error?.detail.contains("periods.csv") == true,
            "\(String(describing: error))")
    }

    @Test("rows that follow each other in time do not overlap; wrong columns and other tables are refused")
    func tables() throws {
        let classes = "class,field_groups,regimes\nsession,tax,vat\n"
        let countries = "country,time_zone,financial_year_end\nDE,Europe/Berlin,12-31\n"
        func load(_ periods: String, _ classes: String, _ countries: String) throws -> RetentionRules {
            try RetentionRules(
                periods: Array(periods.utf8), classes: Array(classes.utf8), countries: Array(countries.utf8))
        }
        let dated =
            "a,vat,DE,session,tax,keep,P8Y,,document,,2025-01-01,law,source,cited\n"
            + "b,vat,DE,session,tax,keep,P9Y,,document,2025-01-01,,law,source,cited\n"
        #expect(try load(Self.header + dated, classes, countries).periods.count == 2)
        #expect(throws: EvidenceError.self) { try load("", classes, countries) }
        #expect(throws: EvidenceError.self) { try load("id,regime\n", classes, countries) }
        #expect(throws: EvidenceError.self) { try load(Self.header, classes + "session,tax,vat\n", countries) }
        #expect(throws: EvidenceError.self) { try load(Self.header, classes + "other,kyc,vat\n", countries) }
        #expect(throws: EvidenceError.self) { try load(Self.header, classes, countries + "DE,Europe/Berlin,12-31\n") }
        #expect(throws: EvidenceError.self) { try load(Self.header, classes, countries + "FR,Paris,12-31\n") }
        #expect(throws: EvidenceError.self) { try load(Self.header, classes, countries + "FR,Europe/Paris,31-12\n") }
        #expect(throws: EvidenceError.self) { try load(Self.header, classes, countries + "EL,Europe/Athens,12-31\n") }
    }

    @Test("the resolved end equals a slow walk over the days, for random parts")
    func slowReference() throws {
        let rules = try Self.shipped()
        var generator = SeededGenerator(77)
        let countries = ["AT", "BE", "DE", "FR", "NL", "IE", "EE", "US", "CH"]
        let regimes = ["aml", "oss", "vat", "cesop", "ofac", "commercial", "bsa"]
        for _ in 0..<400 {
            var dates: [DateName: CivilDate] = [:]
            for name in DateName.allCases {
                dates[name] = CivilDate(daysSinceEpoch: Int32.random(in: 17_000..<21_000, using: &generator))
            }
            let facts = RetentionFacts(
                recordClass: try #require(RecordClass("session")),
                group: FieldGroup.allCases.randomElement(using: &generator) ?? .tax,
                countries: countries.shuffled(using: &generator).prefix(2).compactMap { Country(alpha2: $0) },
                dates: dates,
                eventDate: dates[.document], regimes: Set(regimes.shuffled(using: &generator).prefix(3)))
            let day = CivilDate(daysSinceEpoch: Int32.random(in: 19_000..<26_000, using: &generator))
            let verdict = rules.resolve(facts, on: day)
            guard let until = verdict.until else {
                #expect(verdict.state == .unknown)
                continue
            }
            let keeping = verdict.candidates.filter { $0.effect != .deleteAfter }.compactMap(\.until)
            var walk = day
            while (keeping.isEmpty ? verdict.candidates.compactMap(\.until) : keeping).contains(where: { walk < $0 }) {
                walk = walk.adding(days: 1)
            }
            #expect(verdict.state == .keep ? walk == until : until <= day)
        }
    }
}
