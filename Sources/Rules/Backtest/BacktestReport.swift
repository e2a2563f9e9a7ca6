package import Domain
import Formats

/// What a rule set said over a history.
package struct BacktestReport: Sendable {
    /// One rule's part.
    package struct Line: Sendable, Hashable {
        package let rule: String
        package let mode: RuleMode
        package fileprivate(set) var hits = 0
        package fileprivate(set) var unknowns = 0
        package fileprivate(set) var errors = 0
        /// Cases that hold a finding of it where none is closed meanwhile: what a live run over the history opens.
        package fileprivate(set) var cases = 0
        /// The same where each case is closed before the next finding comes: one that is a case's window later, or more, opens a
        /// case of its own, one within the window opens the closed case again.
        package fileprivate(set) var casesIfClosed = 0
        /// The 99th percentile of what judging one event cost, in nanoseconds, to a sixteenth; nil where no clock was given.
        package fileprivate(set) var costNanoseconds: UInt64?
        /// For a rule in shadow: hits on events that a live rule hit as well.
        package fileprivate(set) var hitsBesideLive = 0
        /// For a rule in shadow: events whose outcome it would have raised, were it live.
        package fileprivate(set) var outcomeChanges = 0
        /// Names of the events it hit, in order.
        package fileprivate(set) var hitEvents: [String] = []
        /// Countries of those events with their numbers.
        package fileprivate(set) var countries: [String: Int] = [:]

        fileprivate mutating func absorb(_ next: Line) {
            hits += next.hits
            unknowns += next.unknowns
            errors += next.errors
            hitsBesideLive += next.hitsBesideLive
            outcomeChanges += next.outcomeChanges
            hitEvents += next.hitEvents
            countries.merge(next.countries, uniquingKeysWith: +)
        }
    }

    package private(set) var events = 0
    /// Events without event time, which no window can place.
    package private(set) var withoutTime = 0
    package private(set) var lines: [Line]
    package private(set) var outcomes: [Outcome: Int] = [:]
    /// Every event judged with its outcome, in the order of the bytes of their names.
    package private(set) var judged: [(name: String, outcome: Outcome)] = []
    /// The same by the event's number while the report is made: a part that counted on its name would look at it once more.
    private var judgedNumbers: [(ordinal: Int, outcome: Outcome)] = []
    /// Cases over all rules, each counted once; ``Line/cases`` and ``Line/casesIfClosed`` say under what condition.
    package private(set) var cases = 0
    package private(set) var casesIfClosed = 0
    /// The 99th percentile of the cost of an event in nanoseconds; nil where no clock was given.
    package private(set) var costNanoseconds: UInt64?
    /// SHA-256 over every event's results in order: equal hashes mean equal results.
    package private(set) var hash = Hash32.zero

    var ruleCosts: RuleCosts
    private let set: RuleSet
    private var costs: [UInt64] = []
    /// The digests of the events in text, one a line: what the report's own digest is taken of.
    private var digests: [UInt8] = []
    /// What is hashed for the event at hand.
    private var text: [UInt8] = []
    /// Events that no rule said anything of, which pass.
    private var quiet = 0
    private var opened: [CaseName: [CaseFinding]] = [:]

    init(_ set: RuleSet) {
        self.set = set
        lines = set.rules.map { Line(rule: $0.id, mode: $0.versions.last?.mode ?? .draft) }
        ruleCosts = RuleCosts(rules: set.rules.count)
    }

    mutating func addWithoutTime() { withoutTime += 1 }

    mutating func add(
        _ name: String, _ kind: RuleKind, _ facts: Facts, _ at: Int64, _ results: [RuleResult], _ cost: UInt64?,
        ordinal: Int
    ) {
        events += 1
        if let cost { costs.append(cost) }
        text.removeAll(keepingCapacity: true)
        text.append(contentsOf: name.utf8)
        if results.allSatisfy(\.isNoHit), set.scoring.period(at: at) != nil {
            judgedNumbers.append((ordinal, .pass))
            addQuiet(results)
        } else {
            judgedNumbers.append((ordinal, addFindings(name, kind, facts, at, results)))
        }
        if !digests.isEmpty { digests.append(UInt8(ascii: "\n")) }
        appendDigest(SHA256Hasher.hash(text))
    }

    /// An event without a finding passes with no points, whatever the bands are.
    private mutating func addQuiet(_ results: [RuleResult]) {
        quiet += 1
        text.append(contentsOf: Self.quietEnd)
        for result in results { result.appendLine(to: &text) }
    }

    private static let quietEnd = Array(" \(Outcome.pass.rawValue) 0".utf8)

    private mutating func addFindings(
        _ name: String, _ kind: RuleKind, _ facts: Facts, _ at: Int64, _ results: [RuleResult]
    ) -> Outcome {
        var band: String?
        if case .text(let text) = facts[.participantRiskBand] { band = text.string }
        let assessed = set.score(results, kind: kind, at: Instant(microseconds: at), riskBand: band)
        outcomes[assessed.outcome, default: 0] += 1
        let hasLiveHit = results.contains { $0.isHit && $0.counts }
        for result in results where result.mode == .shadow && result.finding != .noHit {
            // A scored rule that is not assessed changes nothing but a payout.
            guard result.isHit || result.decision != nil || kind == .payout else { continue }
            let index = result.ruleIndex
            if result.isHit, hasLiveHit { lines[index].hitsBesideLive += 1 }
            let promoted = set.score(
                results, kind: kind, at: Instant(microseconds: at), riskBand: band, promoting: result.rule)
            if promoted.outcome > assessed.outcome { lines[index].outcomeChanges += 1 }
        }
        text.append(contentsOf: " \(assessed.outcome.rawValue) \(assessed.score.tenths)".utf8)
        for result in results {
            result.appendLine(to: &text)
            if case .noHit = result.finding { continue }
            count(result, name, facts)
            if result.counts, assessed.outcome > .pass, result.belongsInCase(ofPayout: kind == .payout) {
                open(result, name, facts, at)
            }
        }
        return assessed.outcome
    }

    /// Adds a digest as ``Hash32`` writes it.
    private mutating func appendDigest(_ bytes: [UInt8]) {
        let start = Self.digestStart
        let digits = Self.hexDigits
        line.withUnsafeMutableBufferPointer { line in
            for (place, byte) in bytes.enumerated() {
                line[start.count + 2 * place] = digits[Int(byte >> 4)]
                line[start.count + 2 * place + 1] = digits[Int(byte & 15)]
            }
        }
        digests.append(contentsOf: line)
    }

    private static let digestStart = Array("sha256:".utf8)
    private static let hexDigits = Array("0123456789abcdef".utf8)
    /// The digest at hand as text.
    private var line = digestStart + [UInt8](repeating: 0, count: 64)

    /// Adds the report of the events that follow those of this one.
    mutating func absorb(_ next: BacktestReport) {
        events += next.events
        withoutTime += next.withoutTime
        quiet += next.quiet
        outcomes.merge(next.outcomes, uniquingKeysWith: +)
        judgedNumbers += next.judgedNumbers
        costs += next.costs
        opened.merge(next.opened, uniquingKeysWith: +)
        ruleCosts.absorb(next.ruleCosts)
        for index in lines.indices { lines[index].absorb(next.lines[index]) }
        if !digests.isEmpty, !next.digests.isEmpty { digests.append(UInt8(ascii: "\n")) }
        digests += next.digests
    }

    private mutating func count(_ result: RuleResult, _ name: String, _ facts: Facts) {
        let index = result.ruleIndex
        switch result.finding {
        case .hit:
            lines[index].hits += 1
            lines[index].hitEvents.append(name)
            if case .text(let country) = facts[.country] { lines[index].countries[country.string, default: 0] += 1 }
        case .unknown: lines[index].unknowns += 1
        case .error: lines[index].errors += 1
        case .noHit: break
        }
    }

    private mutating func open(_ result: RuleResult, _ event: String, _ facts: Facts, _ at: Int64) {
        let rule = set.rules[result.ruleIndex]
        let finding = CaseFinding(rule: result.ruleIndex, at: at, window: result.caseWindow(in: rule).microseconds)
        opened[result.caseName(in: rule, event, facts), default: []].append(finding)
    }

    /// Closes the report.
    ///
    /// - Parameter name: the name of an event by the number it was added with.
    mutating func finish(_ name: (Int) -> String) {
        judged = judgedNumbers.map { (name($0.ordinal), $0.outcome) }
        judgedNumbers = []
        cases = opened.count
        for findings in opened.values {
            casesIfClosed += findings.casesIfClosed
            for (rule, own) in Dictionary(grouping: findings, by: \.rule) {
                lines[rule].cases += 1
                lines[rule].casesIfClosed += own.casesIfClosed
            }
        }
        costs.sort()
        if !costs.isEmpty { costNanoseconds = costs[min(costs.count - 1, costs.count * 99 / 100)] }
        costs = []
        for rule in lines.indices { lines[rule].costNanoseconds = ruleCosts.nanoseconds(rule, perMille: 990) }
        ruleCosts = RuleCosts(rules: 0)
        if quiet > 0 { outcomes[.pass, default: 0] += quiet }
        quiet = 0
        hash = Hash32(SHA256Hasher.hash(digests)) ?? .zero
        digests = []
        opened = [:]
    }
}

/// What another rule set would have changed over one history.
package struct RuleImpact: Sendable {
    /// A change of outcome with the events that it befell, in order.
    package struct Change: Sendable, Hashable {
        package let before: Outcome
        package let after: Outcome
        package let events: [String]
    }

    package let events: Int
    package let changes: [Change]
    package let casesBefore: Int
    package let casesAfter: Int

    /// - Precondition: both reports judge the same events.
    package init(before: BacktestReport, after: BacktestReport) {
        precondition(before.judged.map(\.name) == after.judged.map(\.name), "two reports over one history")
        var found: [[Outcome]: [String]] = [:]
        for (old, new) in zip(before.judged, after.judged) where old.outcome != new.outcome {
            found[[old.outcome, new.outcome], default: []].append(old.name)
        }
        events = before.events
        casesBefore = before.cases
        casesAfter = after.cases
        changes = found.map { Change(before: $0.key[0], after: $0.key[1], events: $0.value) }
            .sorted { ($0.before, $0.after) < ($1.before, $1.after) }
    }
}

/// What judging events cost each rule: counts of times, a power of two in sixteen steps.
struct RuleCosts: Sendable {
    private static let steps = 64 * 16
    private var counts: [[UInt32]]

    init(rules: Int) { counts = Array(repeating: [], count: rules) }

    mutating func add(_ rule: Int, _ nanoseconds: UInt64) {
        if counts[rule].isEmpty { counts[rule] = Array(repeating: 0, count: Self.steps) }
        counts[rule][Self.step(nanoseconds)] += 1
    }

    mutating func absorb(_ next: RuleCosts) {
        for rule in next.counts.indices where !next.counts[rule].isEmpty {
            if counts[rule].isEmpty {
                counts[rule] = next.counts[rule]
            } else {
                for step in counts[rule].indices { counts[rule][step] += next.counts[rule][step] }
            }
        }
    }

    private static func step(_ nanoseconds: UInt64) -> Int {
        if nanoseconds < 32 { return Int(nanoseconds) }
        let power = 63 - nanoseconds.leadingZeroBitCount
        return (power - 3) * 16 + Int(nanoseconds >> UInt64(power - 4)) - 16
    }

    /// The greatest time of a step.
    private static func top(_ step: Int) -> UInt64 {
        if step < 32 { return UInt64(step) }
        let power = UInt64(step / 16 + 3)
        return (UInt64(step % 16 + 17) << (power - 4)) - 1
    }

    /// Nearest rank; nil where nothing was timed.
    func nanoseconds(_ rule: Int, perMille: Int) -> UInt64? {
        let total = counts[rule].reduce(0) { $0 + Int($1) }
        guard total > 0 else { return nil }
        var rest = (total * perMille + 999) / 1000
        for (step, count) in counts[rule].enumerated() {
            rest -= Int(count)
            if rest <= 0 { return Self.top(step) }
        }
        return nil
    }
}
