import Domain
import Rules
import Testing
import Windows

/// A session as one record tells it; what it does not tell is nil.
private struct Charge: Equatable {
    let number: Int
    var evse: String?
    var start: Int64?
    var end: Int64?
    var country: String?

    init(_ number: Int, _ random: inout Seeded) {
        func told<Value>(_ value: Value, _ random: inout Seeded) -> Value? {
            Int.random(in: 0..<12, using: &random) == 0 ? nil : value
        }
        self.number = number
        evse = told("E\(Int.random(in: 0..<3, using: &random))", &random)
        start = told(Int64.random(in: 0..<4, using: &random), &random)
        end = told(Int64.random(in: 2..<6, using: &random), &random)
        country = told(Bool.random(using: &random) ? "DE" : "NL", &random)
    }

    var facts: Facts {
        var facts = Facts()
        let base: Int64 = 1_700_000_000_000_000
        if let evse { facts[FieldID("evse_id")!] = .text(Text(evse)) }
        if let start { facts[.start] = .instant(base + start) }
        if let end { facts[.end] = .instant(base + end) }
        facts[.at] = .instant(base + (end ?? start ?? 3))
        if let country { facts[.country] = .text(Text(country)) }
        return facts
    }

    /// Whether it has the key, all of it, of another record.
    func hasKey(of other: Charge) -> Bool {
        guard let evse, let start, let end else { return false }
        return evse == other.evse && start == other.start && end == other.end
    }
}

/// Sessions of one start and end are found by their end, among those of the other fields of the key: what is said of them is
/// what the key says as it is written.
@Suite struct SameEndTests {
    private static let calls: [(text: String, own: Bool, german: Bool)] = [
        ("count(others.sessions by evse_id, start, end)", false, false),
        ("count(history.sessions by start, evse_id, end)", true, false),
        ("count(others.sessions by evse_id, start, end where country == \"DE\")", false, true),
    ]

    private static func set(_ call: Int, atLeast limit: Int) throws -> RuleSet {
        let text = """
            rule: EV-S-901
            title: A rule of the tests
            on: session
            refs: [own]
            keys: [evse_id]
            versions:
              - v: 1
                from: 2020-01-01
                mode: live
                when: '\(calls[call].text) >= \(limit)'
                score: 10
                severity: low
            tests:
              - name: any
                given: {evse_id: E, start: 2026-08-01T10:00:00Z, end: 2026-08-01T11:00:00Z}
                expect: no-hit
            """
        let (set, diagnostics) = RuleSet.load(files: [loose(text, "ev-s-901.yaml")])
        return try #require(set, "\(diagnostics)")
    }

    /// By going through all sessions, as the language says: a missing field of the key is unknown, and named.
    private static func expected(_ charge: Charge, among all: [Charge], _ call: Int, _ limit: Int) -> String {
        let fields = [("end", charge.end == nil), ("evse_id", charge.evse == nil), ("start", charge.start == nil)]
        let missing = fields.filter(\.1).map(\.0)
        if !missing.isEmpty { return "unknown \(missing)" }
        let same = all.filter { $0.hasKey(of: charge) && (calls[call].own || $0.number != charge.number) }
        let sure = calls[call].german ? same.count { $0.country == "DE" } : same.count
        let unsure = calls[call].german ? same.count { $0.country == nil } : 0
        if sure >= limit { return "hit" }
        return sure + unsure < limit ? "no-hit" : "unknown [\"country\"]"
    }

    private static func said(_ finding: RuleResult.Finding) -> String {
        switch finding {
        case .hit: "hit"
        case .noHit: "no-hit"
        case .unknown(let fields): "unknown \(Set(fields.map(\.field.name)).sorted())"
        default: "\(finding)"
        }
    }

    @Test("equals going through all sessions, whatever a record leaves out, late ones too", arguments: 0..<3, 1..<3)
    func equalsOracle(call: Int, limit: Int) throws {
        let set = try Self.set(call, atLeast: limit)
        var random = Seeded(UInt64(call * 10 + limit))
        var seen: [String: Int] = [:]
        for _ in 0..<30 {
            let charges = (0..<40).map { Charge($0, &random) }.shuffled(using: &random)
            var windows = WindowState(schema: set.schema)
            var scratch = EvaluationScratch()
            var before: [Int: String] = [:]
            for (place, charge) in charges.enumerated() {
                var batch = RowBatch()
                set.appendRows(
                    of: charge.facts, kind: .session, order: UInt64(charge.number % 7), ordinal: UInt32(charge.number),
                    to: &batch, windows: &windows, scratch: &scratch)
                windows.insert(batch)
                var affected: Set<UInt32> = [UInt32(charge.number)]
                windows.affected(by: batch, into: &affected)
                let known = Array(charges[...place])
                for other in known {
                    let result = set.evaluate(
                        kind: .session, facts: other.facts, order: UInt64(other.number % 7),
                        ordinal: UInt32(other.number), windows: windows, scratch: &scratch)[0]
                    let said = Self.said(result.finding)
                    #expect(said == Self.expected(other, among: known, call, limit), "\(other) among \(known)")
                    if before[other.number] != said { #expect(affected.contains(UInt32(other.number))) }
                    before[other.number] = said
                    seen[String(said.prefix(3)), default: 0] += 1
                }
            }
        }
        // Whoever has a key is a record of it already.
        let kinds = Self.calls[call].own && limit == 1 ? 2 : 3
        #expect(seen.count == kinds && seen.values.allSatisfy { $0 > 50 }, "\(seen)")
    }

    @Test("keeps no key a session")
    func keepsNoKeyASession() throws {
        let set = try Self.set(0, atLeast: 1)
        var windows = WindowState(schema: set.schema)
        var scratch = EvaluationScratch()
        var batch = RowBatch()
        for number in 0..<1_000 {
            var facts = Facts()
            facts[FieldID("evse_id")!] = .text("E1")
            facts[.start] = .instant(1_700_000_000_000_000 + Int64(number) * 7_000_000)
            facts[.end] = .instant(1_700_000_001_000_000 + Int64(number) * 7_000_000)
            facts[.at] = facts[.end]
            set.appendRows(
                of: facts, kind: .session, order: UInt64(number), ordinal: UInt32(number), to: &batch,
                windows: &windows, scratch: &scratch)
        }
        windows.insert(batch)
        #expect(windows.rowCount == 1_000)
        #expect(windows.snapshotIndex().count < 10_000)
    }
}
