import Domain
import Rules
import Testing

/// A loose rule on payouts; in the family of its id.
private func rule(
    _ id: String, when: String = "amount > 0 EUR", effect: String = "score: 40", mode: String = "live",
    cases: String = "    case: {dedupe: [rule, beneficiary_id], window: 7 d}\n"
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
            mode: \(mode)
            params:
              zero: {type: money, default: 0 EUR}
            when: \(when)
            \(effect)
            severity: low
        \(cases)tests:
          - name: any
            given: {beneficiary_id: B, amount: 100 EUR, at: 2021-01-01}
            expect: hit
        """, "\(id.lowercased()).yaml")
}

/// A payment to somebody on a day after 2023-11-14.
private struct Payment {
    let to: String?
    let day: Int64
    var euros: Int64 = 100
    var participant: String?

    var facts: Facts {
        var facts = Facts()
        facts[.at] = .instant(1_700_000_000_000_000 + day * TimeSpan.day.microseconds)
        facts[.amount] = .number(euros * 1_000_000)
        if let to { facts[FieldID("beneficiary_id")!] = .text(Text(to)) }
        if let participant { facts[.participantID] = .text(Text(participant)) }
        return facts
    }
}

@Suite struct BacktestCaseTests {
    private func report(_ rules: [RuleSource], _ payments: [Payment], workers: Int = 2) async throws -> BacktestReport {
        let (set, found) = RuleSet.load(files: rules)
        var backtest = Backtest(try #require(set, "\(found)"))
        for (number, payment) in payments.enumerated() {
            backtest.add(name: "p\(number)", kind: .payout, facts: payment.facts, revision: received(at: 0))
        }
        return await backtest.run(from: Instant(microseconds: 0), to: Instant(microseconds: .max), workers: workers)
    }

    @Test("every hit of one account joins its open case; closed, one that comes a window later has a case of its own")
    func oneCase() async throws {
        let days: [Int64] = [0, 3, 9, 16, 30]
        let found = try await report(
            [rule("PO-910")], days.map { Payment(to: "B", day: $0) } + [Payment(to: "C", day: 0)])
        let line = try #require(found.lines.first)
        #expect(line.hits == 6)
        #expect(line.cases == 2 && found.cases == 2)
        // Of B the gaps are 3, 6, 7 and 14 days, and exactly 7 are no longer within 7.
        #expect(line.casesIfClosed == 4 && found.casesIfClosed == 4)
    }

    @Test(
        "two rules of a family share a case, two that are kept by rule do not, and a rule that does not say is by family"
    )
    func families() async throws {
        let family = "    case: {dedupe: [family, beneficiary_id], window: 7 d}\n"
        let payments = [Payment(to: "B", day: 0), Payment(to: "B", day: 1)]
        let shared = try await report([rule("PO-910", cases: family), rule("PO-911", cases: "")], payments)
        #expect(shared.cases == 1 && shared.lines.map(\.cases) == [1, 1])
        #expect(shared.casesIfClosed == 1)
        let apart = try await report([rule("PO-910"), rule("PO-911")], payments)
        #expect(apart.cases == 2 && apart.lines.map(\.cases) == [1, 1])
        let other = try await report([rule("PO-910", cases: family), rule("GE-910", cases: family)], payments)
        #expect(other.cases == 2, "two families")
    }

    @Test(
        "what could not be judged but held opens a case, a rule that fails one for all, and a finding that changes nothing none"
    )
    func notOnlyHits() async throws {
        let payments = [Payment(to: "B", day: 0, euros: 0), Payment(to: "C", day: 0, euros: 0)]
        func cases(_ one: RuleSource, _ payments: [Payment] = payments) async throws -> (cases: Int, hits: Int) {
            let found = try await report([one], payments)
            return (found.cases, found.lines[0].hits)
        }
        let unknown = "country == \"DE\" and amount >= 0 EUR"
        #expect(try await cases(rule("PO-910", when: unknown, effect: "decision: hold")) == (2, 0))
        #expect(try await cases(rule("PO-910", when: unknown, effect: "score: 60")) == (2, 0))
        #expect(try await cases(rule("PO-910", when: unknown, effect: "score: 59.9")) == (0, 0))
        #expect(try await cases(rule("PO-910", when: "1 EUR / amount > 0", effect: "score: 10")) == (1, 0))
        let hit = "amount >= 0 EUR"
        #expect(try await cases(rule("PO-910", when: hit, effect: "risk: 90")) == (0, 2))
        #expect(try await cases(rule("PO-910", when: hit, effect: "score: 29")) == (0, 2))
        #expect(try await cases(rule("PO-910", when: hit, mode: "shadow")) == (0, 2))
        // Nobody's account is known: the participant is the subject, and without one the payment.
        let nameless = [0, 1, 2].map { Payment(to: nil, day: $0, participant: $0 < 2 ? "P" : nil) }
        #expect(try await cases(rule("PO-910"), nameless) == (2, 3))
    }

    @Test(
        "the numbers of cases are those of a run that opens and closes them one by one",
        arguments: [51, 52] as [UInt64])
    func oracle(seed: UInt64) async throws {
        var random = Seeded(seed)
        let windows: [Int64] = [0, 2, 7, 30]
        for window in windows {
            let payments = (0..<300).map { _ in
                Payment(to: "B\(Int.random(in: 0..<6, using: &random))", day: Int64.random(in: 0..<200, using: &random))
            }
            var last: [String: Int64] = [:]
            var open = 0
            for payment in payments.sorted(by: { $0.day < $1.day }) {
                let who = try #require(payment.to)
                if let before = last[who], payment.day - before < window {} else { open += 1 }
                last[who] = payment.day
            }
            let one = rule("PO-910", cases: "    case: {dedupe: [rule, beneficiary_id], window: \(window) d}\n")
            let found = try await report([one], payments, workers: 3)
            #expect(found.cases == last.count && found.casesIfClosed == open, "seed \(seed), window \(window)")
            #expect(found.lines[0].cases == last.count && found.lines[0].casesIfClosed == open)
        }
    }

    @Test(
        "of several records of one payment the same counts whatever order the files have",
        arguments: [61, 62, 63] as [UInt64])
    func anyOrder(seed: UInt64) async throws {
        struct Record {
            let payment: Payment
            let revision: Revision
        }
        let set = try #require(RuleSet.load(files: [rule("PO-910")]).0)
        func record(_ euros: Int64, at: Int64, hash: UInt8) -> Record {
            Record(
                payment: Payment(to: "B", day: 0, euros: euros),
                revision: received(at: at, cents: euros * 100, hash: hash))
        }
        // The last changed counts, of those the dearest, of those the largest hash; only that one is above nothing.
        var records = [
            record(900, at: 10, hash: 9), record(0, at: 20, hash: 3), record(0, at: 20, hash: 2),
            record(-1, at: 20, hash: 7),
            record(-1, at: 20, hash: 8), record(0, at: 20, hash: 3),
        ]
        var random = Seeded(seed)
        var hashes: Set<Hash32> = []
        for dearest in [false, true] {
            if dearest { records.append(record(1, at: 20, hash: 1)) }
            hashes = []
            for _ in 0..<24 {
                var backtest = Backtest(set)
                for record in records.shuffled(using: &random) {
                    backtest.add(name: "p", kind: .payout, facts: record.payment.facts, revision: record.revision)
                }
                let found = await backtest.run(from: Instant(microseconds: 0), to: Instant(microseconds: .max))
                #expect(found.events == 1 && found.lines[0].hits == (dearest ? 1 : 0), "seed \(seed)")
                hashes.insert(found.hash)
            }
            #expect(hashes.count == 1)
        }
    }

    @Test(
        "a content that lives on counts by its sender's time, then by arrival, and not again when it was there before")
    func livesOn() throws {
        func revision(_ at: Int64, _ hash: UInt8) throws -> Revision {
            Revision(
                kind: .session, receivedAt: Instant(microseconds: at), amount: nil,
                contentHash: try #require(Hash32([UInt8](repeating: hash, count: 32))))
        }
        #expect(try revision(10, 1).replaces(revision(10, 2)))
        #expect(try revision(11, 1).replaces(revision(10, 2)))
        #expect(try !revision(9, 3).replaces(revision(10, 2)))
        let payment = received(at: 10, cents: 5, hash: 1)
        #expect(!payment.replaces(payment))
        #expect(received(at: 10, cents: 6, hash: 0).replaces(payment) && !payment.replaces(received(at: 10, cents: 6)))
        #expect(
            received(at: 10, cents: 5, hash: 2).replaces(payment)
                && !received(at: 9, cents: 9, hash: 9).replaces(payment))
    }
}
