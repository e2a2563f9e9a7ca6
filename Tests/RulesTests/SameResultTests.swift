import Domain
import Testing
import Windows

@testable import Rules

/// One event as it arrives.
private struct Arriving {
    let name: String
    let kind: RuleKind
    let facts: Facts

    var order: UInt64 { stableHash(name) }
}

/// Rules as the live engine drives them: arrivals in batches, and whoever a batch concerns is judged again.
private struct LiveRules {
    let set: RuleSet
    private(set) var windows: WindowState
    private var scratch = EvaluationScratch()
    private var events: [Arriving] = []
    private(set) var latest: [String: [RuleResult]] = [:]
    private(set) var judgements = 0

    init(_ set: RuleSet) {
        self.set = set
        windows = WindowState(schema: set.schema)
    }

    mutating func take(_ batch: some Sequence<Arriving>) {
        var spans = AffectedSpans()
        var rows: [RowBatch] = []
        var affected: Set<UInt32> = []
        for event in batch {
            let ordinal = UInt32(events.count)
            events.append(event)
            affected.insert(ordinal)
            var own = RowBatch()
            set.appendRows(
                of: event.facts, kind: event.kind, order: event.order, ordinal: ordinal, to: &own, windows: &windows,
                scratch: &scratch)
            windows.insert(own)
            rows.append(own)
        }
        for own in rows { spans.add(own, in: windows) }
        spans.visit(in: windows) { affected.insert($0) }
        for ordinal in affected {
            latest[events[Int(ordinal)].name] = judge(ordinal, windows)
            judgements += 1
        }
    }

    private mutating func judge(_ ordinal: UInt32, _ windows: WindowState) -> [RuleResult] {
        let event = events[Int(ordinal)]
        return set.evaluate(
            kind: event.kind, facts: event.facts, order: event.order, ordinal: ordinal, windows: windows,
            scratch: &scratch, detail: .findings)
    }

    /// Every event judged once more over other windows, as a replay does.
    mutating func replayed(over windows: WindowState) -> [String: [RuleResult]] {
        var all: [String: [RuleResult]] = [:]
        for ordinal in events.indices { all[events[ordinal].name] = judge(UInt32(ordinal), windows) }
        return all
    }

    /// What a backtest hashes, of the results at hand.
    func report(_ results: [String: [RuleResult]]) -> BacktestReport {
        var report = BacktestReport(set)
        let sorted = events.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        for (number, event) in sorted.enumerated() {
            guard case .instant(let at) = event.facts[.at] else { continue }
            report.add(event.name, event.kind, event.facts, at, results[event.name] ?? [], nil, ordinal: number)
        }
        report.finish { sorted[$0].name }
        return report
    }
}

/// One event, one rule set: the same bytes whoever asks.
@Suite struct SameResultTests {
    private static func events(_ random: inout Seeded) -> [Arriving] {
        let day: Int64 = 86_400_000_000
        return (0..<360).map { number in
            var facts = Facts()
            let at = 1_780_000_000_000_000 + Int64.random(in: 0...40 * 86_400, using: &random) * 1_000_000
            facts[.at] = .instant(at)
            facts[.dayStart] = .instant(at / day * day)
            facts[.country] = .text(["DE", "KE", "NL"][Int.random(in: 0..<3, using: &random)])
            facts[.participantID] = .text(Text("P\(Int.random(in: 0..<4, using: &random))"))
            facts[.participantType] = .text("cpo")
            facts[.participantCountry] = .text("DE")
            let isSession = number % 3 > 0
            if Int.random(in: 0..<12, using: &random) > 0 {
                facts[.amount] = .number(
                    Int64.random(in: 1...12, using: &random) * (isSession ? 9_000_000 : 1_000_000_000))
            }
            if isSession {
                facts[.start] = .instant(at - Int64.random(in: -60...7_200, using: &random) * 1_000_000)
                facts[.end] = .instant(at)
                facts[.energy] = .number(Int64.random(in: 0...200, using: &random) * 1_000_000)
                facts[.tokenUID] = .text(Text("T\(Int.random(in: 0..<9, using: &random))"))
                facts[.tokenFirstSeen] = .instant(at - Int64.random(in: 0...20, using: &random) * day)
                facts[.evseID] = .text(Text("E\(Int.random(in: 0..<5, using: &random))"))
                facts.derive(kind: .session)
            } else {
                facts[FieldID("beneficiary_id")!] = .text(Text("B\(Int.random(in: 0..<6, using: &random))"))
                facts[FieldID("payer_id")!] = .text(Text("B\(Int.random(in: 0..<6, using: &random))"))
                for field in ["payer.first_seen", "beneficiary.first_seen"] {
                    facts[FieldID(field)!] = .instant(at - 40 * day)
                }
            }
            return Arriving(name: "event \(number)", kind: isSession ? .session : .payout, facts: facts)
        }
    }

    private static func live(_ set: RuleSet, _ events: [Arriving], _ random: inout Seeded) -> LiveRules {
        var live = LiveRules(set)
        var rest = events.shuffled(using: &random)[...]
        while !rest.isEmpty {
            let size = Int.random(in: 1...25, using: &random)
            live.take(rest.prefix(size))
            rest = rest.dropFirst(size)
        }
        return live
    }

    /// Everything said of an event but the mode of the rules that say it.
    private static func bytes(_ results: [String: [RuleResult]]) -> [UInt8] {
        var text = ""
        for (name, results) in results.sorted(by: { $0.key < $1.key }) {
            for result in results {
                let lets = result.lets.map { "\($0.name)=\($0.text)" }.joined(separator: ",")
                text +=
                    "\(name) \(result.rule) \(result.version) \(result.finding.text) \(result.score.tenths) "
                    + "\(result.severity.rawValue) \(result.subject) \(lets) \(result.say)\n"
            }
        }
        return Array(text.utf8)
    }

    @Test(
        "backtest, live in any order of arrival, shadow and replay say the same bytes of the same events",
        arguments: [61, 62, 63] as [UInt64])
    func sameBytes(seed: UInt64) async throws {
        let set = try shippedSet()
        var random = Seeded(seed)
        let events = Self.events(&random)
        var live = Self.live(set, events, &random)
        #expect(live.latest.count == events.count && live.judgements > events.count, "late events are judged again")

        var backtest = Backtest(set)
        for event in events.shuffled(using: &random) {
            backtest.add(name: event.name, kind: event.kind, facts: event.facts, revision: received(at: 0))
        }
        let tested = await backtest.run(from: Instant(microseconds: 0), to: Instant(microseconds: .max))
        let judged = live.report(live.latest)
        #expect(tested.lines.filter { $0.hits > 0 }.count >= 10, "\(tested.lines.filter { $0.hits > 0 }.map(\.rule))")
        #expect(judged.hash == tested.hash && judged.lines == tested.lines && judged.cases == tested.cases)

        let restored = try WindowState(schema: set.schema, snapshot: live.windows.snapshot())
        let replayed = live.replayed(over: restored)
        #expect(live.report(replayed).hash == tested.hash)
        #expect(Self.bytes(replayed) == Self.bytes(live.latest))

        let quiet = try shippedFiles().map { file in
            let text = String(decoding: file.bytes, as: UTF8.self).replacing("    mode: live", with: "    mode: shadow")
            return RuleSource(path: file.path, bytes: Array(text.utf8))
        }
        let shadows = try #require(RuleSet.load(files: quiet, zones: systemZones).0)
        #expect(shadows.rules.allSatisfy { $0.versions.allSatisfy { $0.mode == .shadow } })
        let shadow = Self.live(shadows, events, &random)
        #expect(Self.bytes(shadow.latest) == Self.bytes(live.latest))
        #expect(shadow.report(shadow.latest).outcomes == [.pass: events.count], "a shadow decides nothing")
    }

    @Test(
        "a backtest says the same on one core and on several, whatever part of the time it judges", arguments: [71])
    func workers(seed: UInt64) async throws {
        let set = try shippedSet()
        var random = Seeded(seed)
        var backtest = Backtest(set)
        // More than the parts that workers take at a time, so that several of them judge.
        for turn in 0..<6 {
            for event in Self.events(&random) {
                backtest.add(
                    name: "\(event.name) of \(turn)", kind: event.kind, facts: event.facts,
                    revision: received(at: 0))
            }
        }
        for (from, since) in [(0, nil), (0, TimeSpan(microseconds: 9 * 86_400_000_000)), (1_781_000_000_000_000, nil)] {
            let begin = Instant(microseconds: Int64(from))
            let end = Instant(microseconds: .max)
            let one = await backtest.run(from: begin, to: end, since: since, workers: 1, clock: { 7 })
            #expect(one.events > 0 && one.hash != .zero && one.costNanoseconds == 0)
            for workers in 2...3 {
                let more = await backtest.run(from: begin, to: end, since: since, workers: workers, clock: { 7 })
                #expect(more.hash == one.hash && more.lines == one.lines && more.cases == one.cases)
                #expect(more.outcomes == one.outcomes && more.withoutTime == one.withoutTime)
                #expect(more.judged.map(\.name) == one.judged.map(\.name))
                #expect(more.judged.map(\.outcome) == one.judged.map(\.outcome))
                #expect(more.costNanoseconds == one.costNanoseconds)
            }
        }
    }

    @Test("a rule alone says of an event what it says of one whose other facts and streams were kept as well")
    func alone() async throws {
        let all = try shippedFiles()
        let shared = all.filter { $0.path.contains("/lists/") || $0.path.split(separator: "/").count == 2 }
        let files = all.filter { file in !shared.contains { $0.path == file.path } }
        #expect(files.count == 76)
        // Read once for all.
        let whole = try shippedSet()
        var random = Seeded(81)
        let events = Self.events(&random).prefix(60)
        for file in files {
            let (loaded, _) = RuleSet.load(files: shared + [file], zones: systemZones, reusing: whole.parsed)
            let set = try #require(loaded, "\(file.path)")
            var live = LiveRules(set)
            live.take(events)
            var backtest = Backtest(set)
            for event in events {
                backtest.add(
                    name: event.name, kind: event.kind, facts: event.facts, revision: received(at: 0))
            }
            let tested = await backtest.run(from: Instant(microseconds: 0), to: Instant(microseconds: .max))
            let judged = live.report(live.latest)
            #expect(tested.hash == judged.hash && tested.lines == judged.lines, "\(file.path)")
        }
    }
}
