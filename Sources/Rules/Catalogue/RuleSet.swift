package import Domain
package import Windows

/// All rules in force with their lists, scoring and references: one immutable value, swapped whole.
package struct RuleSet: Sendable {
    /// Sorted by id.
    package let rules: [Rule]
    package let scoring: Scoring
    package let references: [Reference]
    /// What the platform overrides, in the order of its file.
    package let localOverrides: [LocalOverride]
    /// Identity of everything but the lists: SHA-256 over the canonical form.
    package let hash: Hash32
    /// Streams that ``WindowState`` has to keep for this set.
    package let schema: WindowSchema
    let knowledge: Knowledge
    /// What its files said, by path.
    var parsed: [String: ParsedFile] = [:]
    /// The rules folder that it is, by the path shown; nil for loose files.
    var folder: String?
    /// Rules by ``RuleKind/place``, and streams.
    private let byKind: [[Int]]
    private let plansByKind: [[Int]]
    /// The versions of each rule as the hot path reads them.
    private let judges: [[Judge]]
    /// Those that judge events of a kind, in order of rule and version.
    private let judgesByKind: [[Judge]]

    init(
        rules: [Rule], knowledge: Knowledge, schema: WindowSchema, scoring: Scoring, references: [Reference],
        localOverrides: [LocalOverride], includesDrafts: Bool
    ) {
        self.rules = rules
        self.knowledge = knowledge
        self.schema = schema
        self.scoring = scoring
        self.references = references
        self.localOverrides = localOverrides
        hash = CanonicalForm.hash(rules, scoring, references, localOverrides)
        let judges = rules.indices.map { rule in
            rules[rule].versions.indices.map { Judge(rules[rule], rule, $0) }
        }
        self.judges = judges
        var byKind: [[Int]] = Array(repeating: [], count: RuleKind.allCases.count)
        for (index, rule) in rules.enumerated() {
            for kind in rule.kinds { byKind[kind.place].append(index) }
        }
        self.byKind = byKind
        judgesByKind = byKind.map { rules in
            rules.flatMap { judges[$0] }.filter { includesDrafts || $0.mode != .draft }
        }
        var plansByKind: [[Int]] = Array(repeating: [], count: RuleKind.allCases.count)
        for (index, plan) in knowledge.plans.enumerated() { plansByKind[plan.identity.kind.place].append(index) }
        self.plansByKind = plansByKind
    }

    /// Compiles and links rules that were read; nil with diagnostics where one does not compile.
    static func link(
        _ rules: [Rule], _ lists: ListTable, _ scoring: Scoring, _ references: [Reference],
        overrides: [LocalOverride] = [], includesDrafts: Bool = false
    ) -> (RuleSet?, [Diagnostic]) {
        var linker = Linker(rules: rules, lists: lists, includesDrafts: includesDrafts)
        linker.link()
        guard !linker.diagnostics.contains(where: { $0.level == .error }) else { return (nil, linker.diagnostics) }
        let set = RuleSet(
            rules: linker.rules, knowledge: Knowledge(linker.knowledge, linker.rules), schema: linker.schema,
            scoring: scoring,
            references: references, localOverrides: overrides, includesDrafts: includesDrafts)
        return (set, linker.diagnostics)
    }

    /// The lists with their own hashes, by name.
    package var lists: [EffectiveList] { knowledge.lists.lists.sorted { $0.name < $1.name } }

    /// The list of this name.
    package func list(_ name: String) -> EffectiveList? { knowledge.lists[name] }

    /// Names and hashes of the lists, sorted by name.
    package var listHashes: [(name: String, hash: Hash32)] { lists.map { ($0.name, $0.hash) } }

    /// How long rows must be kept: the longest bounded window of any version.
    package var longestWindow: TimeSpan {
        let widths = schema.dependencies.map { dependency -> Int64 in
            switch dependency.shape {
            case .trailing(let width), .bothWays(let width): width
            case .ring(let ring): ring.width
            default: 0
            }
        }
        return TimeSpan(microseconds: widths.max() ?? 0)
    }

    // MARK: rows

    /// Adds the window rows of an event to a batch, to be inserted or removed by the caller.
    ///
    /// An event without event time, or whose key is unknown, has no row in the streams concerned.
    package func appendRows(
        of facts: Facts, kind: RuleKind, order: UInt64, ordinal: UInt32, to batch: inout RowBatch,
        windows: inout WindowState, scratch: inout EvaluationScratch
    ) {
        let indices = plansByKind[kind.place]
        if indices.isEmpty { return }
        var machine = rowMachine(facts, scratch)
        scratch = EvaluationScratch()
        appendRows(of: indices, by: &machine, order: order, ordinal: ordinal, to: &batch, windows: &windows)
        scratch = machine.scratch
    }

    /// A machine that makes the rows of events, one after the other.
    func rowMachine(_ facts: Facts, _ scratch: EvaluationScratch) -> Machine<EmptyWindows> {
        var machine = Machine(
            windows: EmptyWindows(), facts: facts, stamp: EventStamp(at: 0, order: 0, ordinal: 0),
            knowledge: knowledge, scratch: scratch)
        machine.rowIsEvent = true
        return machine
    }

    /// Adds the rows of the event whose facts a machine holds, in these streams.
    func appendRows(
        of streams: [Int], by machine: inout Machine<EmptyWindows>, order: UInt64, ordinal: UInt32,
        to batch: inout RowBatch, windows: inout WindowState
    ) {
        for index in streams {
            let plan = knowledge.plans[index]
            guard case .instant(let at) = machine.facts.values[Int(plan.identity.anchor.index)],
                plan.identity.keys.allSatisfy({ machine.facts.values[Int($0.index)].isKeyPart })
            else { continue }
            machine.stamp = EventStamp(at: at, order: order, ordinal: ordinal)
            var flags = RowFlags()
            if let filter = plan.filter {
                switch machine.passes(filter) {
                case .bool(true): break
                case .bool(false): continue
                default: flags.isUnsure = true
                }
            }
            let key = intern(plan, machine.facts, &windows, &machine.scratch.parts)
            let mark = batch.mark
            for (column, field) in plan.columns.enumerated() {
                batch.addCell(cell(machine.facts.values[Int(field.index)], column, &flags, &windows))
            }
            batch.close(stream: StreamID(index), key: key, stamp: machine.stamp, flags: flags, since: mark)
        }
    }

    private func intern(
        _ plan: LinkedPlan, _ facts: Facts, _ windows: inout WindowState, _ parts: inout [KeyPart]
    ) -> KeyID {
        parts.removeAll(keepingCapacity: true)
        for field in plan.identity.keys {
            if let part = facts.values[Int(field.index)].keyPart { parts.append(part) }
        }
        return parts.count == 1 ? windows.intern(parts[0], in: plan.space) : windows.intern(parts, in: plan.space)
    }

    private func cell(
        _ fact: FactValue, _ column: Int, _ flags: inout RowFlags, _ windows: inout WindowState
    ) -> Int64 {
        switch fact {
        case .text(let text): return windows.cell(for: .text(text.string, hash: text.hash))
        case .number(let value), .instant(let value): return value
        case .date(let value): return Int64(value)
        case .bool(let value): return value ? 1 : 0
        case .location(let latitude, let longitude): return Int64(latitude) << 32 | Int64(UInt32(bitPattern: longitude))
        case .unknown, .absent, .set:
            flags.setUnknown(column)
            return 0
        }
    }

    // MARK: evaluation

    /// What every rule in force at the event's time says of it, in order of rule id and version.
    ///
    /// The event's own rows must stand in the windows: `history` includes the event itself. An event without event time gives
    /// `unknown(at)` for every rule of its kind.
    package func evaluate(
        kind: RuleKind, facts: Facts, order: UInt64, ordinal: UInt32, windows: WindowState,
        scratch: inout EvaluationScratch, detail: EvaluationDetail = .findings
    ) -> [RuleResult] {
        evaluate(
            kind: kind, facts: facts, order: order, ordinal: ordinal, reader: LentWindows(windows), scratch: &scratch,
            detail: detail
        )
    }

    /// The same over windows that several events ask.
    package func evaluate(
        kind: RuleKind, facts: Facts, order: UInt64, ordinal: UInt32, reader: LentWindows,
        scratch: inout EvaluationScratch, detail: EvaluationDetail = .findings
    ) -> [RuleResult] {
        var costs = RuleCosts(rules: 0)
        return evaluate(
            kind: kind, facts: facts, order: order, ordinal: ordinal, reader: reader, scratch: &scratch, detail: detail,
            costs: &costs, clock: nil)
    }

    /// The same over any implementation of windows.
    package func evaluate<Reader: WindowReader>(
        kind: RuleKind, facts: Facts, order: UInt64, ordinal: UInt32, reader: Reader,
        scratch: inout EvaluationScratch, detail: EvaluationDetail = .findings
    ) -> [RuleResult] {
        var costs = RuleCosts(rules: 0)
        return evaluate(
            kind: kind, facts: facts, order: order, ordinal: ordinal, reader: reader, scratch: &scratch, detail: detail,
            costs: &costs, clock: nil)
    }

    /// The same with the cost of each rule where a clock is given.
    func evaluate<Reader: WindowReader>(
        kind: RuleKind, facts: Facts, order: UInt64, ordinal: UInt32, reader: Reader,
        scratch: inout EvaluationScratch, detail: EvaluationDetail = .findings, costs: inout RuleCosts,
        clock: (@Sendable () -> UInt64)?
    ) -> [RuleResult] {
        guard case .instant(let at) = facts[.at] else { return withoutTime(byKind[kind.place], facts) }
        let judges = judges(of: kind)
        var results: [RuleResult] = []
        results.reserveCapacity(judges.count)
        var machine = Machine(
            windows: reader, facts: facts, stamp: EventStamp(at: at, order: order, ordinal: ordinal),
            knowledge: knowledge, scratch: scratch)
        scratch = EvaluationScratch()
        evaluate(judges, by: &machine, detail, into: &results, costs: &costs, clock: clock)
        scratch = machine.scratch
        return results
    }

    /// Everyone that judges events of a kind.
    func judges(of kind: RuleKind) -> [Judge] { judgesByKind[kind.place] }

    /// The same for the event whose facts a machine holds, by the rules of its kind.
    func evaluate<Reader: WindowReader>(
        _ judges: [Judge], by machine: inout Machine<Reader>, _ detail: EvaluationDetail,
        into results: inout [RuleResult], costs: inout RuleCosts, clock: (@Sendable () -> UInt64)?
    ) {
        let at = machine.stamp.at
        for judge in judges where judge.isInForce(at: at) {
            let started = clock?() ?? 0
            results.append(machine.result(judge, detail))
            if let clock { costs.add(judge.rule, clock() &- started) }
        }
    }

    private func withoutTime(_ indices: [Int], _ facts: Facts) -> [RuleResult] {
        indices.compactMap { index in
            guard let version = rules[index].versions.lastIndex(where: { $0.mode == .live || $0.mode == .shadow })
            else {
                return nil
            }
            return RuleResult(
                judges[index][version], .unknown([MissingField(field: .at, row: nil)]),
                RuleResult.Details(subject: facts[rules[index].keys[0]].subjectText, lets: []))
        }
    }
}

extension FactValue {
    /// The text of a key value; empty where it is not known.
    var subjectText: String {
        switch self {
        case .text(let text): text.string
        case .number(let value): String(value)
        default: ""
        }
    }
}

/// One version of one rule as the hot path reads it: a reference with everything a result repeats.
final class Judge: Sendable {
    let rule: Int
    let version: Int
    let id: String
    let number: Int
    let from: Int64
    let to: Int64
    let mode: RuleMode
    let severity: Severity
    let verdict: Verdict
    let subject: FieldID
    let say: SayTemplate?
    let linked: LinkedProgram
    /// Id and number, as the lines of a backtest begin.
    let line: [UInt8]
    /// The whole line of an event without a hit.
    let noHitLine: [UInt8]

    init(_ rule: Rule, _ index: Int, _ version: Int) {
        self.rule = index
        self.version = version
        let definition = rule.versions[version]
        id = rule.id
        number = definition.number
        from = definition.from.microseconds
        to = definition.to?.microseconds ?? .max
        mode = definition.mode
        severity = definition.severity
        verdict = definition.verdict
        subject = rule.keys.first ?? .at
        say = definition.say
        line = Array("\n\(rule.id) \(definition.number) ".utf8)
        noHitLine = line + Array("no-hit ".utf8)
        linked = definition.linked
    }

    @inline(__always)
    func isInForce(at time: Int64) -> Bool { from <= time && time < to }
}
