import Domain
import Foundation
import Rules
import Testing
import Windows

/// SplitMix64: the same numbers on every machine.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

/// A rule on payouts, with what the tests change of it.
private func rule(
    _ id: String, when: String, effect: String = "score: 10", severity: String = "low", params: String = "",
    lets: String = ""
) -> RuleSource {
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
              places: {type: set, default: [DE]}
        \(params.isEmpty ? "" : "      " + params + "\n")\(lets.isEmpty ? "" : "    let:\n      " + lets + "\n")\
            when: \(when)
            \(effect)
            severity: \(severity)
        tests:
          - name: any
            given: {beneficiary_id: B, amount: 100 EUR, at: 2021-01-01}
            expect: hit
        """, "\(id.lowercased()).yaml")
}

/// One payout after another to one account, judged as the last.
private func judge(_ set: RuleSet, earlier: Int = 0) -> [RuleResult] {
    var windows = WindowState(schema: set.schema)
    var scratch = EvaluationScratch()
    var batch = RowBatch()
    var last = Facts()
    for number in 0...earlier {
        var facts = Facts()
        facts[.at] = .instant(1_700_000_000_000_000 + Int64(number) * 1_000_000)
        facts[.dayStart] = .instant(1_699_920_000_000_000)
        facts[.country] = .text("DE")
        facts[.amount] = .number(100_000_000)
        facts[.participantID] = .text("P")
        facts[.participantType] = .text("cpo")
        facts[.participantCountry] = .text("DE")
        facts[FieldID("beneficiary_id")!] = .text("B")
        facts[FieldID("payer_id")!] = .text("A")
        set.appendRows(
            of: facts, kind: .payout, order: UInt64(number), ordinal: UInt32(number), to: &batch, windows: &windows,
            scratch: &scratch)
        last = facts
    }
    windows.insert(batch)
    return set.evaluate(
        kind: .payout, facts: last, order: UInt64(earlier), ordinal: UInt32(earlier), windows: windows,
        scratch: &scratch)
}

@Suite struct PropertyTests {
    @Test(
        "one more hit never lowers the outcome, over all subsets of twelve hits, also at times that no scoring covers",
        arguments: [1, 2, 3, 4] as [UInt64], [1_700_000_000_000_000, 1_262_303_999_999_999] as [Int64])
    func monotone(seed: UInt64, time: Int64) throws {
        var random = Seeded(seed)
        let ids = [
            "EV-S-901", "EV-S-006", "EV-S-010", "EV-S-012", "PR-901", "PO-901", "PO-040", "GE-901", "KY-901", "SA-901",
            "SY-901", "PO-001",
        ]
        var files = ids.map { id -> RuleSource in
            let points = Int.random(in: 0...100, using: &random)
            let effects = ["score: \(points)", "score: \(points)", "decision: review", "decision: hold", "risk: 30"]
            let effect = id == "SA-901" ? "decision: stop" : effects[Int.random(in: 0..<5, using: &random)]
            return rule(id, when: "amount > 0 EUR", effect: effect)
        }
        files += try shippedFiles().filter { $0.path.hasSuffix("scoring.yaml") }
        let set = try #require(RuleSet.load(files: files).0)
        let hits = judge(set)
        #expect(hits.count == 12 && hits.allSatisfy(\.isHit))
        let at = Instant(microseconds: time)
        let band = ["low", "medium", "high", nil][Int.random(in: 0..<4, using: &random)]
        let outcomes = (0..<4096).map { members in
            set.score(
                hits.indices.filter { members >> $0 & 1 == 1 }.map { hits[$0] }, kind: .payout, at: at, riskBand: band
            ).outcome
        }
        for members in 0..<4096 {
            for extra in 0..<12 where outcomes[members | 1 << extra] < outcomes[members] {
                Issue.record("seed \(seed): \(members) with \(ids[extra]) is lower")
            }
        }
        // The shipped scoring begins a microsecond after the second time: then everything is held, and a stop stays one.
        let isCovered = time > 1_262_303_999_999_999
        let stop = 1 << (try #require(hits.firstIndex { $0.rule == "SA-901" }))
        for members in 0..<4096 {
            if members & stop != 0, outcomes[members] != .stop {
                Issue.record("seed \(seed): \(members) does not stop")
            }
            if !isCovered, outcomes[members] < .hold { Issue.record("seed \(seed): \(members) is not held") }
        }
        let assessed = set.score(hits, kind: .payout, at: at, riskBand: band)
        #expect(assessed.lacksScoring == !isCovered && (isCovered || assessed.score == .zero))
    }

    /// Every operator and function with an operand that fails.
    static let failing = [
        "1 / p.zero > 0", "1 / p.zero + 1 > 0", "1 - 1 / p.zero > 0", "2 * (1 / p.zero) > 0", "1 / (1 / p.zero) > 0",
        "-(1 / p.zero) < 1", "1 / p.zero < 1", "1 / p.zero <= 1", "1 / p.zero >= 1", "1 / p.zero == 1",
        "1 / p.zero != 1", "country == \"DE\" and 1 / p.zero > 0", "country == \"FR\" or 1 / p.zero > 0",
        "not 1 / p.zero > 0", "(if 1 / p.zero > 0 then 1 else 2) > 0", "(if amount > 0 EUR then 1 / p.zero else 2) > 0",
        "(if 1 / p.zero > 0 then country else country) in p.places",
        "(if 1 / p.zero > 0 then country else country) not in p.places", "abs(1 / p.zero) > 0",
        "min(1, 1 / p.zero) > 0", "max(1 / p.zero, 1) > 0", "multiple(1 / p.zero, 1)",
        "multiple(amount, 1 EUR * p.zero)",
        "exists(1 / p.zero)", "known(1 / p.zero)", "lower(if 1 / p.zero > 0 then country else country) == \"de\"",
        "matches(if 1 / p.zero > 0 then country else country, \"DE\")",
        "date(if 1 / p.zero > 0 then at else at) > date(at)", "age(if 1 / p.zero > 0 then at else at) > 0 s",
        "at - (if 1 / p.zero > 0 then at else at) > 0 s", "at + 1 d * (1 / p.zero) > at",
        "at - 1 d * (1 / p.zero) > at",
        "count(history.payouts by beneficiary_id where amount / (amount - amount) > 0) > 0",
        "count(history.payouts by beneficiary_id where self.amount / (amount - amount) > 0) > 0",
        "sum(history.payouts.amount by beneficiary_id where amount / (amount - amount) > 0) > 0 EUR",
        "avg(history.payouts.amount by beneficiary_id where amount / (amount - amount) > 0) > 0 EUR",
        "min(history.payouts.amount by beneficiary_id where amount / (amount - amount) > 0) > 0 EUR",
        "max(history.payouts.amount by beneficiary_id where amount / (amount - amount) > 0) > 0 EUR",
        "median(history.payouts.amount by beneficiary_id where amount / (amount - amount) > 0) > 0 EUR",
        "percentile(history.payouts.amount by beneficiary_id, 1 / p.zero) > 0 EUR",
        "distinct(history.payouts.country by beneficiary_id where amount / (amount - amount) > 0) > 0",
        "stddev(history.payouts.amount by beneficiary_id where amount / (amount - amount) > 0) > 0 EUR",
        "exists(first(history.payouts by beneficiary_id where amount / (amount - amount) > 0))",
        "exists(last(history.payouts by beneficiary_id where amount / (amount - amount) > 0))",
        "share(history.payouts by beneficiary_id where amount / (amount - amount) > 0) > 0",
        "cycle(history.payouts.amount by payer_id, beneficiary_id within 7 d hops 1 / p.zero keep 0.8) > 0",
        "cycle(history.payouts.amount by payer_id, beneficiary_id within 7 d hops 4 keep 1 / p.zero) > 0",
        "peer_median(history.payouts.amount by participant_id within 7 d where amount / (amount - amount) > 0) > 0 EUR",
    ].map {
        $0.replacing("hops 1 / p.zero", with: "hops (1 / p.zero)").replacing(
            "keep 1 / p.zero", with: "keep (1 / p.zero)")
    }

    @Test(
        "an error in any operator is an error of the rule and holds the payout, never a score of nothing",
        arguments: failing)
    func failsClosed(condition: String) throws {
        let (set, diagnostics) = RuleSet.load(files: [rule("PO-910", when: "'\(condition)'")])
        let loaded = try #require(set, "\(diagnostics)")
        let results = judge(loaded, earlier: 2)
        #expect(results.map(\.finding) == [.error(.divisionByZero)])
        // Whoever mends the rule is told what the operator read that failed.
        let names = results.flatMap(\.faultyFields).map(\.name)
        #expect(!condition.contains("amount / (amount - amount)") || names.contains("amount"), "\(names)")
        let assessed = loaded.score(
            results, kind: .payout, at: Instant(microseconds: 1_700_000_000_000_000), riskBand: "low")
        #expect(assessed.outcome == .hold)
        // The same payout under a sound rule goes through: nothing else held it.
        let sound = try #require(RuleSet.load(files: [rule("PO-910", when: "amount > 0 EUR")]).0)
        let passed = sound.score(
            judge(sound, earlier: 2), kind: .payout, at: Instant(microseconds: 1_700_000_000_000_000), riskBand: "low")
        #expect(passed.outcome == .pass)
    }

    @Test(
        "an error names the fields that the failing operator read, else those of the condition",
        arguments: [
            ("amount > 0 EUR and 1 / p.zero > 0", "amount"),
            ("amount / (amount - amount) > 1 and country == \"DE\"", "amount"),
            ("(if 1 / p.zero > 0 then country else country) in p.places", "country"),
            ("at + 1 d * (1 / (amount - amount) * 1 EUR) > at", "amount"),
            (
                "sum(history.payouts.amount by beneficiary_id where amount / (amount - amount) > 0) > 0 EUR",
                "amount, beneficiary_id"
            ),
            ("1 / p.zero > 0", ""),
        ])
    func faultyFields(condition: String, names: String) throws {
        let (set, diagnostics) = RuleSet.load(files: [rule("PO-910", when: "'\(condition)'")])
        let results = judge(try #require(set, "\(diagnostics)"), earlier: 2)
        #expect(results.map { $0.faultyFields.map(\.name).joined(separator: ", ") } == [names])
    }

    @Test("damaged rule files are refused or load, and never stop the program", arguments: [11, 12] as [UInt64])
    func fuzzFiles(seed: UInt64) throws {
        var random = Seeded(seed)
        let rules = try shippedFiles().filter { $0.path.hasSuffix(".yaml") }
        let words = [
            "{", "}", "[", "]", ": ", "- ", "&a", "*a", "!!x", "'", "\"", "\t", "\0", "\u{feff}", "null", "9999999999",
            "7 d",
        ]
        var refused = 0
        for _ in 0..<300 {
            guard let file = rules.randomElement(using: &random) else { continue }
            var bytes = file.bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
                case 2: bytes.insert(contentsOf: Array(words.randomElement(using: &random)!.utf8), at: place)
                default:
                    let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
                    bytes.insert(contentsOf: bytes[place..<end], at: place)
                }
                if bytes.isEmpty { bytes = [10] }
            }
            let (set, diagnostics) = RuleSet.load(files: [RuleSource(path: file.path, bytes: bytes)])
            if set == nil {
                refused += 1
                #expect(diagnostics.contains { $0.level == .error }, "seed \(seed)")
            }
        }
        #expect(refused > 50)
    }

    @Test(
        "damaged expressions are refused with a place inside of the line, or compile", arguments: [21, 22] as [UInt64])
    func fuzzExpressions(seed: UInt64) throws {
        var random = Seeded(seed)
        let words = [
            "amount", "p.zero", "country", "(", ")", "+", "-", "*", "/", "<", "<=", "==", "and", "or", "not", "in",
            "if",
            "then", "else", "1", "0.5", "7 d", "10 EUR", "3 kWh", "count", "sum", "history.payouts",
            "others.payouts.amount",
            "by", "beneficiary_id", "within", "where", "before", "at", "on same day in", "grace", "hops", "keep", ",",
            ".",
            "exists", "known", "self.amount", "both ways", "true", "p.places", "%", "peer_median", "cycle", "share",
        ]
        for _ in 0..<2000 {
            let count = Int.random(in: 1...14, using: &random)
            let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
            let (set, diagnostics) = RuleSet.load(files: [rule("PO-910", when: "'\(text)'")])
            if set == nil { #expect(diagnostics.contains { $0.level == .error && $0.column > 0 }, "\(text)") }
            if let set { _ = judge(set, earlier: 1) }
        }
    }

    @Test("a backtest gives the same bytes twice and in any order of reading", arguments: [31, 32] as [UInt64])
    func sameBytes(seed: UInt64) async throws {
        let set = try shippedSet()
        var random = Seeded(seed)
        let events = (0..<400).map { number in
            var facts = Facts()
            facts[.at] = .instant(1_780_000_000_000_000 + Int64.random(in: 0...40 * 86_400, using: &random) * 1_000_000)
            facts[.dayStart] = facts[.at]
            facts[.country] = .text(["DE", "KE", "NL"][Int.random(in: 0..<3, using: &random)])
            facts[.amount] = .number(Int64.random(in: 1...12, using: &random) * 1_000_000_000)
            facts[.participantID] = .text(Text("P\(Int.random(in: 0..<4, using: &random))"))
            facts[FieldID("beneficiary_id")!] = .text(Text("B\(Int.random(in: 0..<6, using: &random))"))
            facts[FieldID("payer_id")!] = .text(Text("B\(Int.random(in: 0..<6, using: &random))"))
            return (name: "payout \(number)", facts: facts)
        }
        func report(_ order: [(name: String, facts: Facts)], workers: Int = 2) async -> BacktestReport {
            var backtest = Backtest(set)
            for event in order {
                backtest.add(
                    name: event.name, kind: .payout, facts: event.facts, revision: received(at: 0))
            }
            return await backtest.run(from: Instant(microseconds: 0), to: Instant(microseconds: .max), workers: workers)
        }
        let first = await report(events)
        #expect(first.events == 400 && first.lines.contains { $0.hits > 0 })
        #expect(await report(events, workers: 1).hash == first.hash)
        #expect(await report(events.shuffled(using: &random)).hash == first.hash)
        let fewer = await report(Array(events.dropLast()))
        #expect(fewer.hash != first.hash)
    }

    @Test("a backtest as known on a day leaves out what came later, and a later record replaces an earlier one")
    func asKnown() async throws {
        let set = try #require(RuleSet.load(files: [rule("PO-910", when: "amount > 0 EUR")]).0)
        var facts = Facts()
        facts[.at] = .instant(1_700_000_000_000_000)
        facts[.amount] = .number(0)
        var better = facts
        better[.amount] = .number(5)
        func hits(_ known: Instant?) async -> Int {
            var backtest = Backtest(set, knownUntil: known)
            backtest.add(name: "a", kind: .payout, facts: better, revision: received(at: 20, hash: 1))
            backtest.add(name: "a", kind: .payout, facts: facts, revision: received(at: 10))
            return await backtest.run(from: Instant(microseconds: 0), to: Instant(microseconds: .max)).lines[0].hits
        }
        #expect(await hits(nil) == 1)
        #expect(await hits(Instant(microseconds: 20)) == 1)
        #expect(await hits(Instant(microseconds: 19)) == 0)
    }

    @Test("a rule in shadow changes no outcome, and the backtest says what it would have raised")
    func shadow() async throws {
        let quiet = rule("PO-911", when: "amount > 0 EUR", effect: "decision: hold")
        let text = String(decoding: quiet.bytes, as: UTF8.self).replacing("mode: live", with: "mode: shadow")
        let files = [rule("PO-910", when: "amount > 4 EUR", effect: "score: 40"), loose(text, "po-911.yaml")]
        var backtest = Backtest(try #require(RuleSet.load(files: files).0))
        for (number, micros) in [1_000_000, 5_000_000, 0].enumerated() {
            var facts = Facts()
            facts[.at] = .instant(1_700_000_000_000_000)
            facts[.amount] = .number(Int64(micros))
            backtest.add(name: "\(number)", kind: .payout, facts: facts, revision: received(at: 0))
        }
        let report = await backtest.run(from: Instant(microseconds: 0), to: Instant(microseconds: .max))
        #expect(report.outcomes == [.pass: 2, .review: 1])
        let line = try #require(report.lines.last)
        #expect(line.hits == 2 && line.hitsBesideLive == 1 && line.outcomeChanges == 2)
    }

    @Test("a changed folder is swapped in whole or not at all")
    func reload() throws {
        let one = rule("PO-910", when: "amount > 0 EUR")
        let set = try #require(RuleSet.load(files: [one]).0)
        func words(_ files: [RuleSource]) -> String {
            switch set.reload(files: files) {
            case .accepted(let new, let changed): "accepted \(new.rules.count) \(changed)"
            case .unchanged: "unchanged"
            case .refused(let why): "refused \(why.first?.message ?? "")"
            }
        }
        #expect(words([one]) == "unchanged")
        #expect(words([rule("PO-910", when: "amount > 50 EUR")]) == "accepted 1 [\"PO-910\"]")
        let failing = "refused test 'any': expected hit, got no-hit"
        #expect(words([rule("PO-910", when: "amount > 500 EUR")]) == failing)
        #expect(words([one, rule("PO-911", when: "amuont > 5 EUR")]) == "refused unknown name 'amuont'")
    }

    @Test("a rule set differs from another where a rule does, not where a comment does")
    func difference() throws {
        func load(_ files: [RuleSource]) throws -> RuleSet { try #require(RuleSet.load(files: files).0) }
        let one = try load([rule("PO-910", when: "amount > 0 EUR")])
        let spaced = try load([rule("PO-910", when: "amount   >   0 EUR # a comment")])
        #expect(one.difference(to: spaced) == [])
        let other = try load([rule("PO-910", when: "amount > 1 EUR"), rule("PO-911", when: "amount > 1 EUR")])
        let changes = one.difference(to: other)
        #expect(changes.map { "\($0.rule) \($0.change.rawValue)" } == ["PO-910 changed", "PO-911 added"])
        #expect(changes[0].parts.map(\.description) == ["when amount > 0 EUR -> amount > 1 EUR"])
        #expect(other.difference(to: one).map(\.change) == [.changed, .removed])
    }

    @Test("edges are told a step below, at and above a limit and around a window")
    func edges() throws {
        let edges = try shippedSet().edges(of: "PO-010").map { "\($0.limit) | \($0.value): \($0.finding)" }
        #expect(edges.contains("amount < p.threshold | amount 9999.999999 EUR: hit"))
        #expect(edges.contains("amount < p.threshold | amount 10000.00 EUR: no-hit"))
        #expect(edges.contains("window p.window | oldest event exactly at 7 d: no-hit"))
        #expect(edges.contains("window p.window | oldest event a microsecond inside of 7 d: hit"))
    }
}
