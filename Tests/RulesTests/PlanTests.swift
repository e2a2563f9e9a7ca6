import Domain
import Rules
import Testing
import Windows

/// What the machine does in another way than it is written gives the results of what is written.
@Suite struct PlanTests {
    /// Conditions in pairs: one that is answered by a short way, one of the same meaning that is not.
    static let pairs: [(short: String, plain: String)] = ["<", "<=", ">", ">="].flatMap { sign -> [(String, String)] in
        let history = "history.payouts.amount by beneficiary_id within 3 d"
        let others = "others.payouts.amount by beneficiary_id within 3 d where country == \"DE\""
        let mirrored = ["<": ">", "<=": ">=", ">": "<", ">=": "<="][sign] ?? sign
        return [
            ("amount \(sign) median(\(history))", "amount - median(\(history)) \(sign) 0 EUR"),
            ("amount \(sign) median(\(others)) * 3", "amount - median(\(others)) * 3 \(sign) 0 EUR"),
            (
                "0.7 * percentile(\(history), 0.9) \(mirrored) amount",
                "amount - 0.7 * percentile(\(history), 0.9) \(sign) 0 EUR"
            ),
            ("2 * amount \(sign) usual * 0.3", "2 * amount - usual * 0.3 \(sign) 0 EUR"),
            (
                "count(\(history.replacing(".amount", with: ""))) \(sign) 4 and amount \(sign) 5 EUR",
                "amount \(sign) 5 EUR and count(\(history.replacing(".amount", with: ""))) \(sign) 4"
            ),
            (
                "distinct(\(others.replacing("amount", with: "payer_id"))) \(sign) 2 or country == \"DE\"",
                "country == \"DE\" or distinct(\(others.replacing("amount", with: "payer_id"))) \(sign) 2"
            ),
        ]
    }

    private func file(_ id: String, _ when: String) -> RuleSource {
        loose(
            """
            rule: \(id)
            title: A rule of the tests
            on: payout
            refs: [own]
            keys: [beneficiary_id]
            versions:
              - v: 1
                from: 2020-01-01
                mode: live
                params:
                  zero: {type: count, default: 0}
                let:
                  usual: median(others.payouts.amount by beneficiary_id within 3 d)
                when: '\(when)'
                score: 10
                severity: low
            tests:
              - name: any
                given: {beneficiary_id: B, amount: 100 EUR, at: 2021-01-01}
                expect: hit
            """, "\(id.lowercased()).yaml")
    }

    @Test("comparing by rank and asking history last change no result", arguments: 0..<24)
    func sameResults(place: Int) throws {
        let pair = Self.pairs[place]
        let files = [file("PO-901", pair.short), file("PO-902", pair.plain)]
        let (loaded, diagnostics) = RuleSet.load(files: files)
        let set = try #require(loaded, "\(diagnostics.filter { $0.level == .error })")
        var random = Seeded(UInt64(place))
        var findings: Set<String> = []
        for round in 0..<6 {
            let events = (0..<1_500).map { number in Self.payout(round, number, &random) }
            var windows = WindowState(schema: set.schema)
            var scratch = EvaluationScratch()
            var batch = RowBatch()
            for (number, facts) in events.enumerated() {
                set.appendRows(
                    of: facts, kind: .payout, order: UInt64(number), ordinal: UInt32(number), to: &batch,
                    windows: &windows, scratch: &scratch)
            }
            windows.insert(batch)
            for (number, facts) in events.enumerated() where round < 2 || number % 7 == 0 {
                let results = set.evaluate(
                    kind: .payout, facts: facts, order: UInt64(number), ordinal: UInt32(number), windows: windows,
                    scratch: &scratch)
                #expect(results[0].finding == results[1].finding, "round \(round), event \(number)")
                findings.insert(String(results[0].finding.text.prefix(4)))
            }
        }
        #expect(findings.count == 3, "\(findings)")
    }

    /// Sparse keys in the first rounds, one key with several chunks of rows in the last; most rounds with something unknown.
    private static func payout(_ round: Int, _ number: Int, _ random: inout Seeded) -> Facts {
        var facts = Facts()
        let keys = [400, 60, 8, 2, 1, 1][round]
        facts[.at] = .instant(1_700_000_000_000_000 + Int64.random(in: 0..<6 * 86_400, using: &random) * 1_000_000)
        if round == 5 || Int.random(in: 0..<40, using: &random) > 0 {
            facts[.country] = .text(["DE", "PL"][Int.random(in: 0..<2, using: &random)])
        }
        if Int.random(in: 0..<(round == 5 ? 1_500 : 30), using: &random) > 0 {
            facts[.amount] = .number(Int64.random(in: 1...9, using: &random) * 1_000_000)
        }
        if Int.random(in: 0..<50, using: &random) > 0 {
            facts[FieldID("beneficiary_id")!] = .text(Text("B\(Int.random(in: 0..<keys, using: &random))"))
        }
        facts[FieldID("payer_id")!] = .text(Text("P\(Int.random(in: 0..<5, using: &random))"))
        return facts
    }
}
