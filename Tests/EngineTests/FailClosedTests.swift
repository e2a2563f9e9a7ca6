import Domain
import Foundation
import Ingest
import Store
import Testing

@testable import Engine

@Suite("fail closed", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct FailClosedTests {
    /// Every operator and function with an operand that fails.
    private static let failing: [String] = {
        let bad = "1 / p.zero"
        let chosen = "(if 1 / p.zero > 0 then beneficiary_id else beneficiary_id)"
        let row = "amount / (amount - amount) > 0"
        let scalars = [
            "\(bad) > 0", "\(bad) + 1 > 0", "1 - \(bad) > 0", "2 * (\(bad)) > 0", "1 / (\(bad)) > 0", "-(\(bad)) < 1",
            "\(bad) < 1", "\(bad) <= 1", "\(bad) >= 1", "\(bad) == 1", "\(bad) != 1", "amount > 0 EUR and \(bad) > 0",
            "amount < 0 EUR or \(bad) > 0", "not \(bad) > 0", "(if \(bad) > 0 then 1 else 2) > 0",
            "(if amount > 0 EUR then \(bad) else 2) > 0", "\(chosen) in p.places", "\(chosen) not in p.places",
            "abs(\(bad)) > 0", "min(1, \(bad)) > 0", "max(\(bad), 1) > 0", "multiple(\(bad), 1)", "exists(\(bad))",
            "known(\(bad))", "lower(\(chosen)) == \"b\"", "matches(\(chosen), \"B\")",
            "date(if \(bad) > 0 then at else at) > date(at)", "age(if \(bad) > 0 then at else at) > 0 s",
            "at - (if \(bad) > 0 then at else at) > 0 s", "at + 1 d * (\(bad)) > at",
            "percentile(history.payouts.amount by beneficiary_id, \(bad)) > 0 EUR",
            "cycle(history.payouts.amount by payer_id, beneficiary_id within 7 d hops (\(bad)) keep 0.8) > 0",
            "cycle(history.payouts.amount by payer_id, beneficiary_id within 7 d hops 4 keep (\(bad))) > 0",
        ]
        let counts = ["count", "share"].map { "\($0)(history.payouts by beneficiary_id where \(row)) > 0" }
        let values = ["sum", "avg", "min", "max", "median", "stddev"].map {
            "\($0)(history.payouts.amount by beneficiary_id where \(row)) > 0 EUR"
        }
        let rows = ["first", "last"].map { "exists(\($0)(history.payouts by beneficiary_id where \(row)))" }
        let distinct = ["distinct(history.payouts.payer_id by beneficiary_id where \(row)) > 0"]
        return scalars + counts + values + rows + distinct
    }()

    private static func payout(_ id: String, _ hour: Int, _ euros: Int) -> String {
        """
        {"format":"amplomb.payout/1","owner":"NL*KWV","id":"\(id)","execute_at":"2026-09-30T\(hour):00:00Z",\
        "amount":{"amount":"\(euros).00","currency":"EUR"},"debtor":{"name":"A","iban":"NL22ZZSA0000000002"},\
        "creditor":{"name":"B","country":"NL","iban":"NL04ZZSA0000001005"},"end_to_end_id":"E","remittance":"R"}
        """
    }

    /// Nothing but the rules of the test judges. Without lists, names are not screened and every payout is held for that as well;
    /// that one failing operator holds by itself, and a sound rule does not, is a test of the rules.
    private func bare(_ test: TestHome) throws -> RulesFolder {
        let folder = try RulesFolder(test)
        for name in ["aml", "commercial", "kyc", "ops", "payouts", "sanctions", "sessions", "velocity"] {
            try folder.remove(name)
        }
        // The shipped scoring limits a rule that this folder has not.
        try folder.write(
            """
            scoring:
              - from: 2010-01-01
                bands: {review: 30, hold: 60, stop: 85}
                risk_points: {low: 0, medium: 10, high: 20}

            """, "scoring.yaml")
        try FileManager.default.createDirectory(atPath: folder.path + "/payouts", withIntermediateDirectories: true)
        return folder
    }

    @Test("each operator alone, when it fails, holds the payout and opens one operations case that names what it read")
    func everyOperator() async throws {
        let test = try TestHome()
        let folder = try bare(test)
        var ids: [String] = []
        var lines = [Self.payout("P-0", 12, 99)]
        for (number, condition) in Self.failing.enumerated() {
            let id = "PO-\(901 + number)"
            ids.append(id)
            try folder.write(
                RulesFolder.rule(
                    id, on: "payout", key: "beneficiary_id",
                    given: "beneficiary_id: B, payer_id: A, amount: 1 EUR, at: 2021-01-01",
                    when: "amount == \(100 + number) EUR and (\(condition))"),
                "payouts/\(id.lowercased())-fails.yaml")
            // A failing filter of rows fails only where there is a row to look at: the second payout sees the first.
            lines += [10, 11].map { Self.payout("\(id)-\($0)", $0, 100 + number) }
        }
        let engine = try await test.engine(rules: folder.path)
        let summary = try await engine.ingest(
            IngestRequest(
                files: [try test.write(lines.joined(separator: "\n") + "\n", "payouts.jsonl")], format: .payouts),
            progress: { _ in })
        #expect(summary.total.accepted == lines.count)
        #expect(summary.outcomes == [.hold: lines.count], "\(summary.outcomes)")
        var filter = QueuedCaseFilter()
        filter.states = ["open"]
        filter.families = ["ops"]
        let cases = try await engine.store.queuedCases(filter, limit: 1000).filter { $0.subjectID.hasPrefix("rule:") }
        #expect(Set(cases.map(\.subjectID)) == Set(ids.map { "rule:\($0)" }))
        #expect(cases.count == ids.count, "one case a rule")
        for file in cases {
            #expect(file.itemCount == 2 && file.outcome == .hold && file.subjectKind == "system", "\(file.subjectID)")
            let sentence = String(decoding: file.headline ?? [], as: UTF8.self)
            let rule = file.subjectID.dropFirst("rule:".count)
            #expect(sentence.contains("rule \(rule) failed on payout:NL*KWV:\(rule)-"), "\(sentence)")
            #expect(sentence.contains(", reading ") && sentence.contains(": division by zero"), "\(sentence)")
        }
        try await engine.close()
    }
}
