import Cases
import Domain
import Foundation
import Testing

/// SplitMix64, seeded: a failing walk can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

enum Fixture {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The files of `rules/cases` as they ship.
    static func sources() throws -> [PolicySource] {
        let folder = root.appendingPathComponent("rules/cases")
        let names = CasePolicy.files + ["DE", "EU", "GB", "NL"].map { "calendars/\($0).yaml" }
        return try names.map {
            PolicySource(name: $0, bytes: Array(try Data(contentsOf: folder.appendingPathComponent($0))))
        }
    }

    static func policy() throws -> CasePolicy { try CasePolicy(files: try sources()) }

    static let start = Instant(microseconds: 1_785_542_400_000_000)  // 2026-08-01T00:00:00Z, a Saturday

    static func at(hours: Int64) -> Instant {
        start + TimeSpan(microseconds: hours * TimeSpan.hour.microseconds)
    }

    static func key(_ family: String = "sessions", _ subject: String = "T-1") -> CaseKey {
        CaseKey(subjectKind: .driverToken, subjectID: subject, family: family)
    }

    static func item(
        _ event: String = "1", kind: CaseItem.Kind = .hit, hours: Int64 = 0, rule: String = "EV-S-010",
        outcome: Outcome = .review, severity: Severity = .medium, held: HeldMoney? = nil, revision: Int = 1
    ) -> CaseItem {
        CaseItem(
            kind: kind, at: at(hours: hours), event: EventKey(kind: .cdr, owner: nil, id: event),
            eventRevision: revision,
            ruleID: rule, ruleTitle: "One token in two sessions", outcome: outcome, severity: severity,
            risk: Score(tenths: 400), say: Sentence([.words("overlap of "), .value("30 min")]), held: held)
    }

    static func hit(
        _ item: CaseItem, key: CaseKey = key(), days: Int64 = 7, coveredBy: String? = nil
    ) -> CaseHit {
        CaseHit(
            key: key, window: TimeSpan(microseconds: days * TimeSpan.day.microseconds), coveredBy: coveredBy, item: item
        )
    }

    static let money = HeldMoney(
        payout: "payout:*:P-1", hold: "H-1", amount: Money(micros: 9_300_000_000, currency: .eur))

    static let ana = Person(id: PersonID("ana"), roles: [.analyst])
    static let ben = Person(id: PersonID("ben"), roles: [.senior])
    static let cleo = Person(id: PersonID("cleo"), roles: [.senior, .mlro])

    static let words = Narrative(
        who: "The driver of the fleet", what: "two sessions at once with one shared token",
        why: "the fleet shares its tokens")

    static func closing(
        _ disposition: Disposition = .falsePositive, codes: [String]? = nil, duplicateOf: CaseID? = nil,
        evidence: Set<String> = []
    ) -> Closing {
        let usual: [Disposition: String] = [
            .falsePositive: "fp.source-data", .confirmed: "tp.ghost-session", .accepted: "ok.within-agreement",
            .corrected: "co.ours", .inconclusive: "in.no-answer", .duplicate: "du.merged",
        ]
        return Closing(
            disposition: disposition, reasonCodes: codes ?? [usual[disposition] ?? ""], narrative: words,
            evidence: evidence.union(["agreement"]), nextStep: "ask again", nextDate: start.utcDate.adding(days: 30),
            duplicateOf: duplicateOf)
    }

    /// An open case with one item.
    static func file(_ item: CaseItem = item(), family: String = "sessions", policy: CasePolicy) throws -> CaseFile {
        let changes = try CaseBook.place([hit(item, key: key(family))], existing: [:], policy: policy, at: start)
        var file = try #require(changes.first?.file)
        file.id = CaseID(1)
        return file
    }
}
