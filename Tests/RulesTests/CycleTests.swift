import Domain
import Rules
import Testing
import Windows

/// A payment as one arrival tells it.
private struct Payment: Equatable {
    let number: UInt32
    var from: Int
    var to: Int?
    var at: Int64
    var micros: Int64?

    var order: UInt64 { UInt64(number % 5) << 32 | UInt64(number) &* 2_654_435_761 }

    var facts: Facts {
        var facts = Facts()
        facts[.at] = .instant(at)
        facts[.country] = .text("DE")
        if let micros { facts[.amount] = .number(micros) }
        facts[FieldID("payer_id")!] = .text(Text("A\(from)"))
        if let to { facts[FieldID("beneficiary_id")!] = .text(Text("A\(to)")) }
        return facts
    }
}

/// What is to be said of a payment: the hops of the shortest ring that it closes, none, or that it cannot be said.
private enum Ring: Equatable {
    case closed(String)
    case open
    case unknown
}

/// How long a ring may be and how much of the value it keeps.
private struct RingForm {
    let hops: Int
    let keep: Int64

    /// Shorter and longer than the shipped rule's four, and from half of the value to all of it.
    static let all = [
        RingForm(hops: 4, keep: 80), RingForm(hops: 2, keep: 80), RingForm(hops: 3, keep: 100),
        RingForm(hops: 5, keep: 50),
        RingForm(hops: 6, keep: 90), RingForm(hops: 8, keep: 70),
    ]
}

/// Rings by going through every payment, sharing no code with the engine.
private struct RingOracle {
    static let width: Int64 = 7 * 86_400_000_000
    let payments: [Payment]
    /// Payments of a ring, the closing one included, and the hundredths of the value that each must keep.
    let shape: RingForm

    private func isBefore(_ a: Payment, _ b: Payment) -> Bool {
        (a.at, a.order, a.number) < (b.at, b.order, b.number)
    }

    func ring(_ own: Payment) -> Ring {
        guard let origin = own.to, let amount = own.micros else { return .unknown }
        if origin == own.from { return .open }
        var shortest: Int?
        var isSure = true
        func follow(_ holder: Int, _ last: Payment?, _ first: Int64, _ hops: Int) {
            if hops == shape.hops - 1 { return }
            for next in payments where next.from == holder {
                guard next.at > own.at - Self.width, isBefore(next, own) else { continue }
                if let last, !isBefore(last, next) { continue }
                guard let value = next.micros, let to = next.to else {
                    isSure = false
                    continue
                }
                let left = last == nil ? value : first
                if value * 100 < left * shape.keep || amount * 100 < left * shape.keep { continue }
                if to == own.from { shortest = min(shortest ?? .max, hops + 2) }
                follow(to, next, left, hops + 1)
            }
        }
        follow(origin, nil, 0, 0)
        if let shortest { return .closed("\(shortest)") }
        return isSure ? .open : .unknown
    }
}

/// The engine: rows go in batch by batch, and whoever reads them is judged again.
private struct RingEngine {
    let set: RuleSet
    private var windows: WindowState
    private var scratch = EvaluationScratch()
    private(set) var payments: [UInt32: Payment] = [:]
    private(set) var judged: [UInt32: Ring] = [:]
    private(set) var judgements = 0

    init(_ set: RuleSet) {
        self.set = set
        windows = WindowState(schema: set.schema)
    }

    private mutating func rows(_ payment: Payment) -> RowBatch {
        var batch = RowBatch()
        set.appendRows(
            of: payment.facts, kind: .payout, order: payment.order, ordinal: payment.number, to: &batch,
            windows: &windows, scratch: &scratch)
        return batch
    }

    /// A batch holds at most one arrival of a payment; nil deletes it.
    mutating func take(_ arrivals: [(number: UInt32, payment: Payment?)]) {
        var affected: Set<UInt32> = []
        for arrival in arrivals {
            guard let old = payments.removeValue(forKey: arrival.number) else { continue }
            let gone = rows(old)
            var spans = AffectedSpans()
            spans.add(gone, in: windows)
            spans.visit(in: windows) { affected.insert($0) }
            windows.remove(gone)
            judged[arrival.number] = nil
        }
        var batches: [RowBatch] = []
        for arrival in arrivals {
            guard let payment = arrival.payment else { continue }
            payments[payment.number] = payment
            let batch = rows(payment)
            windows.insert(batch)
            batches.append(batch)
            affected.insert(payment.number)
        }
        var spans = AffectedSpans()
        for batch in batches { spans.add(batch, in: windows) }
        spans.visit(in: windows) { affected.insert($0) }
        for number in affected {
            guard let payment = payments[number] else { continue }
            judged[number] = judge(payment)
            judgements += 1
        }
    }

    private mutating func judge(_ payment: Payment) -> Ring {
        let results = set.evaluate(
            kind: .payout, facts: payment.facts, order: payment.order, ordinal: payment.number, windows: windows,
            scratch: &scratch, detail: .everything)
        switch results[0].finding {
        case .hit: return .closed(results[0].lets.first { $0.name == "n" }?.text ?? "")
        case .noHit: return .open
        case .unknown, .error: return .unknown
        }
    }
}

@Suite struct CycleTests {
    private static func ring(_ form: RingForm) -> RuleSource {
        loose(
            """
            rule: PO-923
            title: A ring of payments
            on: payout
            refs: [own]
            keys: [payer_id]
            versions:
              - v: 1
                from: 2020-01-01
                mode: live
                params:
                  most: {type: count, default: \(form.hops)}
                  keep: {type: ratio, default: \(form.keep) %}
                let:
                  n: cycle(history.payouts.amount by payer_id, beneficiary_id within 7 d hops p.most keep p.keep)
                when: n > 0
                score: 70
                severity: high
            tests:
              - name: alone
                given: {payer_id: A, beneficiary_id: B, amount: 100 EUR, at: 2021-01-01}
                expect: no-hit
            """, "po-923.yaml")
    }

    private static func payment(_ number: UInt32, _ random: inout Seeded) -> Payment {
        let times = [0, 1, 2, 5, 6, 7, 9, 13]
        let day = Int64(times.randomElement(using: &random) ?? 0)
        return Payment(
            number: number, from: Int.random(in: 0..<7, using: &random),
            to: Int.random(in: 0..<30, using: &random) == 0 ? nil : Int.random(in: 0..<7, using: &random),
            at: 1_700_000_000_000_000 + day * 86_400_000_000 + Int64.random(in: 0...2, using: &random),
            micros: Int.random(in: 0..<30, using: &random) == 0
                ? nil : Int64([70, 80, 99, 100, 125].randomElement(using: &random) ?? 70) * 1_000_000)
    }

    @Test("after any arrivals every payment's latest judgement of rings is what brute force says", arguments: 0..<60)
    func rescored(seed: Int) throws {
        let form = RingForm.all[seed % RingForm.all.count]
        let set = try #require(RuleSet.load(files: [Self.ring(form)]).0)
        var random = Seeded(UInt64(seed) &+ 900)
        var engine = RingEngine(set)
        var latest: [UInt32: Payment] = [:]
        for turn in 0..<40 {
            var arrivals: [UInt32: Payment?] = [:]
            for place in 0..<Int.random(in: 1...4, using: &random) {
                let isOld = !latest.isEmpty && Int.random(in: 0..<4, using: &random) == 0
                let old = latest.keys.sorted().randomElement(using: &random) ?? 0
                let number = isOld ? old : UInt32(turn * 4 + place)
                let isGone = isOld && Int.random(in: 0..<3, using: &random) == 0
                arrivals[number] = .some(isGone ? nil : Self.payment(number, &random))
            }
            for (number, payment) in arrivals { latest[number] = payment }
            engine.take(arrivals.sorted { $0.key < $1.key }.map { (number: $0.key, payment: $0.value) })
        }
        #expect(engine.payments == latest)
        let oracle = RingOracle(payments: Array(latest.values), shape: form)
        let different = latest.values.filter { engine.judged[$0.number] != oracle.ring($0) }
        #expect(different.isEmpty, "seed \(seed): \(different.count) of \(latest.count)")
    }
}
