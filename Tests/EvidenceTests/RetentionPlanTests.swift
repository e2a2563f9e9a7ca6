import Domain
import Testing

@testable import Evidence

@Suite struct RetentionPlanTests {
    // MARK: Filters

    static func part(
        _ index: UInt64, _ group: FieldGroup = .decision, recordClass: String = "session", country: String? = "EE",
        subject: UInt64 = 1, dates: String = "transaction=2026-08-10", outcome: Outcome? = .pass,
        kind: EnvelopeKind = .assessment, occurred: String = "2026-08-10T10:00:00Z", source: PartSource? = nil
    ) throws -> RetentionPart {
        RetentionPart(
            index: index, entryID: EvidenceHash.plain(Array("\(index)".utf8)), group: group, kind: kind,
            recordClass: try #require(RecordClass(recordClass)), country: country.flatMap { Country(alpha2: $0) },
            subject: Pseudonym(high: 0, low: subject), record: Pseudonym(high: 9, low: index),
            occurred: try #require(Instant(occurred)), dates: dates, outcome: outcome, bytes: 100, source: source)
    }

    static let filters: [(String, Bool)] = [
        ("class = session", true), ("class != session", false), ("class=session and country=EE", true),
        ("country = DE or country = EE", true), ("country = DE or country = EE and group = tax", false),
        ("(country = DE or country = EE) and group = decision", true), ("not group = tax", true),
        ("not (group = decision)", false), ("occurred >= 2026-08-10", true), ("occurred < 2026-08-10", false),
        ("occurred<=2026-08-10 and occurred>2026-08-09", true), ("outcome >= review", false),
        ("outcome < stop", true), ("kind = assessment", true), ("kind = report", false),
        ("subject = 00000000000000000000000000000001", true), ("not not outcome = pass", true),
    ]

    @Test("a filter covers what it says, and binds tighter than or", arguments: filters)
    func filter(row: (text: String, covers: Bool)) throws {
        #expect(try RetentionFilter(row.text).covers(Self.part(1)) == row.covers, "\(row.text)")
    }

    @Test("a missing country or outcome equals nothing")
    func missing() throws {
        let part = try Self.part(1, country: nil, outcome: nil)
        #expect(try !RetentionFilter("country = DE").covers(part))
        #expect(try RetentionFilter("country != DE").covers(part))
        #expect(try !RetentionFilter("outcome >= pass").covers(part))
    }

    @Test(
        "what is not understood is refused with its column",
        arguments: [
            ("", 1), ("class", 6), ("class = ", 9), ("class == session", 8), ("country = de", 11), ("country < DE", 9),
            ("name = x", 1), ("class = session and", 20), ("class = session session", 17), ("(class = session", 17),
            ("occurred = 2026-02-30", 12), ("outcome = blocked", 11), ("not", 4), ("subject = 12", 11),
        ])
    func refusedFilter(row: (text: String, column: Int)) throws {
        let error = #expect(throws: EvidenceError.self) { try RetentionFilter(row.text) }
        #expect(error?.detail.contains("column \(row.column):") == true, "\(row.text): \(String(describing: error))")
    }

    @Test("a filter nested without end is refused, not followed")
    func deepFilter() {
        let deep = String(repeating: "(", count: 100_000) + "class = session"
        #expect(throws: EvidenceError.self) { try RetentionFilter(deep) }
        #expect(throws: EvidenceError.self) { try RetentionFilter(String(repeating: "not ", count: 100_000)) }
    }

    // MARK: Ranges

    @Test("ranges hold what was put in, and chunks of them are small and cover everything", arguments: [1, 2, 3, 4, 5])
    func ranges(seed: UInt64) throws {
        var generator = SeededGenerator(seed)
        var ranges = PartRanges()
        var parts: [(UInt64, FieldGroup)] = []
        for index in 0..<UInt64(400) {
            for group in [FieldGroup.decision, .tax] where Int.random(in: 0..<3, using: &generator) > 0 {
                ranges.insert(index, group)
                parts.append((index, group))
            }
        }
        #expect(ranges.count == UInt64(parts.count))
        let first = UInt64.random(in: 0..<400, using: &generator)
        let rest = ranges.rest(from: first)
        #expect(rest.count == UInt64(parts.filter { $0.0 >= first }.count))
        #expect(rest.rest(from: first) == rest && ranges.countOutside(rest) == ranges.count - rest.count)
        #expect(rest.countOutside(ranges) == 0 && ranges.rest(from: ranges.end).isEmpty)
        let most = UInt64.random(in: 1...60, using: &generator)
        var start = first
        for end in ranges.boundaries(from: first, most: most) {
            #expect(end > start)
            let chunk = parts.filter { $0.0 >= start && $0.0 < end }.count
            // One index may hold more parts than a chunk; an index is never cut.
            #expect(chunk > 0 && (chunk <= Int(most) || end == start + 1 || most < 2), "\(chunk) of \(most)")
            start = end
        }
        #expect(parts.allSatisfy { $0.0 < max(start, first) })
    }

    // MARK: Plan

    private func planner(
        _ day: String, _ change: (inout RetentionScope) -> Void = { _ in }, holds: [RetentionHold] = []
    )
        throws -> RetentionPlanner
    {
        var scope = RetentionScope()
        change(&scope)
        return RetentionPlanner(
            rules: try RetentionTests.shipped(), on: try RetentionTests.day(day), scope: scope, holds: holds,
            later: try Self.later("relationship_end=2027-05-05"))
    }

    static func later(_ dates: String, subject: UInt64 = 1) throws -> LaterDates {
        var later = LaterDates()
        var envelope = try Envelope(parsing: Synthetic.draft(1, kind: .date).sealed(in: Synthetic.log).bytes)
        envelope.subject = Pseudonym(high: 0, low: subject)
        envelope.dates = RetentionPlanner.dates(dates).map { NamedDate($0.key, $0.value) }.sorted { $0.name < $1.name }
        later.add(envelope)
        return later
    }

    @Test("one session under OSS and money-laundering duties: the decision goes after five years, the tax part stays")
    func session() throws {
        let dates = "document=2026-08-10,transaction=2026-08-10"
        func states(_ day: String) throws -> [String: String] {
            var planner = try planner(day)
            planner.add(try Self.part(0, .decision, dates: dates))
            planner.add(try Self.part(0, .tax, dates: dates))
            let plan = planner.finish()
            return Dictionary(uniqueKeysWithValues: plan.lines.map { ($0.group, $0.state) })
        }
        #expect(try states("2032-05-05") == ["decision": "keep", "tax": "keep"])
        #expect(try states("2032-05-06") == ["decision": "go", "tax": "keep"])
        #expect(try states("2036-12-31") == ["decision": "go", "tax": "keep"])
        #expect(try states("2037-01-01") == ["decision": "go", "tax": "go"])
    }

    @Test("the same parts give the same bytes; another day, scope or part gives another plan")
    func determinism() throws {
        func file(_ day: String, parts: Int = 20, _ change: (inout RetentionScope) -> Void = { _ in }) throws
            -> (bytes: [UInt8], hash: Hash32)
        {
            var planner = try planner(day, change)
            for index in 0..<UInt64(parts) { planner.add(try Self.part(index)) }
            let plan = planner.finish()
            let file = try RetentionPlanFile(plan.file())
            #expect(file.hash == plan.hash && file.ranges == plan.ranges)
            return (try plan.file(), plan.hash)
        }
        let first = try file("2033-01-01")
        #expect(try file("2033-01-01").bytes == first.bytes)
        #expect(try file("2033-01-02").hash != first.hash)
        #expect(try file("2033-01-01", parts: 19).hash != first.hash)
        #expect(try file("2033-01-01") { $0.country = Country(alpha2: "EE") }.hash != first.hash)
        #expect(throws: EvidenceError.self) { try RetentionPlanFile(Array("{}".utf8)) }
    }

    @Test("a hold keeps what it covers and nothing else, and its id stands in the plan")
    func holds() throws {
        let case7 = PartSource(shard: 3, number: 7)
        let covers: [RetentionHold.Cover] = [
            .subjects([Pseudonym(high: 0, low: 1)]), .record(Pseudonym(high: 9, low: 0)),
            .filter(try RetentionFilter("group = decision")),
            .caseFile(own: case7, events: [PartSource(shard: 1, number: 100)]),
        ]
        for cover in covers {
            var planner = try planner("2040-01-01", holds: [RetentionHold(id: "H-1", cover: cover)])
            planner.add(try Self.part(0, source: PartSource(shard: 1, number: 100)))
            planner.add(try Self.part(1, .tax, subject: 2, dates: "document=2026-08-10,transaction=2026-08-10"))
            let plan = planner.finish()
            #expect(plan.lines.filter { $0.state == "held" }.map(\.detail) == ["H-1"], "\(cover)")
            #expect(plan.ranges.spans == [.tax: [1..<2]], "\(cover)")
        }
        // The case's own entries; an event of the same number is another thing.
        let hold = RetentionHold(id: "H-1", cover: covers[3])
        #expect(hold.covers(try Self.part(5, recordClass: "case", kind: .caseEvent, source: case7)))
        #expect(!hold.covers(try Self.part(5, source: case7)))
    }

    @Test("unknown parts and parts that only unverified rows permit are never among those that go")
    func neverPermitted() throws {
        var planner = try planner("2120-01-01")
        planner.add(try Self.part(0, .system, recordClass: "purge", dates: "record=2026-01-01", kind: .purge))
        planner.add(try Self.part(1, .tax, recordClass: "invoice", country: "JP", dates: "document=2020-01-01"))
        planner.add(try Self.part(2, .tax, recordClass: "unheard_of", dates: "document=2020-01-01"))
        let plan = planner.finish()
        #expect(plan.ranges.isEmpty && plan.parts == 0)
        #expect(Set(plan.lines.map(\.state)) == ["unknown", "needs_confirmation"])
    }

    @Test("a date that is taken back waits again; one about an entry overrides one about its subject")
    func laterDates() throws {
        var later = try Self.later("relationship_end=2027-05-05")
        #expect(later.bySubject.values.first?[.relationshipEnd] == CivilDate("2027-05-05"))
        var reopened = try Envelope(parsing: Synthetic.draft(2, kind: .date).sealed(in: Synthetic.log).bytes)
        reopened.subject = Pseudonym(high: 0, low: 1)
        reopened.dates = []
        later.add(reopened)
        #expect(later.bySubject.values.first == [:])
        let part = try Self.part(4)
        reopened.refs = [part.entryID]
        reopened.dates = [NamedDate(.relationshipEnd, try RetentionTests.day("2029-01-01"))]
        later.add(reopened)
        let planner = RetentionPlanner(
            rules: try RetentionTests.shipped(), on: try RetentionTests.day("2030-01-01"), later: later)
        #expect(planner.retentionFacts(of: part).dates[.relationshipEnd] == CivilDate("2029-01-01"))
    }

    @Test("a request for erasure ends the operator's own policies, never a duty, and never what no row knows")
    func erasure() throws {
        let rules = try RetentionTests.shipped()
        let day = try RetentionTests.day("2027-01-01")
        let none = try RetentionTests.facts("session", .decision, ["CH"], [.transaction: "2026-08-10"], ["engine"])
        #expect(rules.resolve(none, on: day).state == .keep && rules.resolveErasure(none, on: day).state == .go)
        let duty = try RetentionTests.facts(
            "session", .decision, ["EE"], [.transaction: "2026-08-10"], ["engine", "aml"])
        #expect(rules.resolveErasure(duty, on: day).state == .waiting([.relationshipEnd]))
        let unknown = try RetentionTests.facts("purge", .system, ["EE"], [:], ["engine"])
        #expect(rules.resolveErasure(unknown, on: day).state == .unknown)
        var held = none
        held.holds = ["H-2"]
        #expect(rules.resolveErasure(held, on: day).state == .held(["H-2"]))
    }

    @Test("an explanation names the row that decides and why each other one lost")
    func explanation() throws {
        let rules = try RetentionTests.shipped()
        let dates: [DateName: String] = [.transaction: "2026-08-10", .document: "2026-08-10"]
        let facts = try RetentionTests.facts("session", .tax, ["EE"], dates, ["oss", "vat"])
        let rows = rules.explain(facts, on: try RetentionTests.day("2030-01-01"))
        let reasons = Dictionary(uniqueKeysWithValues: rows.map { ($0.rule.id, $0.reason) })
        #expect(reasons["eu_oss"] == .decides && reasons["ee_vat"] == .endsEarlier)
        #expect(reasons["be_vat"] == .country && reasons["eu_cesop"] == .regime && reasons["own_decision"] == nil)
        #expect(rows.filter { $0.reason == .decides }.count == 1)
    }
}
