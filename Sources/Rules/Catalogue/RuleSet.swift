package import Domain
package import Windows

/// All rules in force with their lists, scoring and references: one immutable value, swapped whole.
package struct RuleSet: Sendable {
    /// Sorted by id.
    package let rules: [Rule]
    package let scoring: Scoring
    package let references: [Reference]
    /// Identity of everything but the lists: SHA-256 over the canonical form.
    package let hash: Hash32
    /// Streams that ``WindowState`` has to keep for this set.
    package let schema: WindowSchema
    let knowledge: Knowledge
    /// Rules by kind of event.
    private let byKind: [RuleKind: [Int]]
    private let plansByKind: [RuleKind: [Int]]
    /// The versions of each rule as the hot path reads them.
    private let judges: [[Judge]]

    /// Whether drafts are evaluated: in the tests of a rule only.
    private let includesDrafts: Bool

    init(
        rules: [Rule], knowledge: Knowledge, schema: WindowSchema, scoring: Scoring, references: [Reference],
        includesDrafts: Bool
    ) {
        self.includesDrafts = includesDrafts
        self.rules = rules
        self.knowledge = knowledge
        self.schema = schema
        self.scoring = scoring
        self.references = references
        hash = CanonicalForm.hash(rules, scoring, references)
        judges = rules.indices.map { rule in
            rules[rule].versions.indices.map { Judge(rules[rule], rule, $0) }
        }
        var byKind: [RuleKind: [Int]] = [:]
        for (index, rule) in rules.enumerated() {
            for kind in rule.kinds { byKind[kind, default: []].append(index) }
        }
        self.byKind = byKind
        plansByKind = Dictionary(grouping: knowledge.plans.indices, by: { knowledge.plans[$0].identity.kind })
    }

    /// Compiles and links rules that were read; nil with diagnostics where one does not compile.
    static func link(
        _ rules: [Rule], _ lists: ListTable, _ scoring: Scoring, _ references: [Reference], includesDrafts: Bool = false
    ) -> (RuleSet?, [Diagnostic]) {
        var linker = Linker(rules: rules, lists: lists, includesDrafts: includesDrafts)
        linker.link()
        guard !linker.diagnostics.contains(where: { $0.level == .error }) else { return (nil, linker.diagnostics) }
        let set = RuleSet(
            rules: linker.rules, knowledge: Knowledge(linker.knowledge), schema: linker.schema, scoring: scoring,
            references: references, includesDrafts: includesDrafts)
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
        for index in plansByKind[kind] ?? [] {
            let plan = knowledge.plans[index]
            guard case .instant(let at) = facts[plan.identity.anchor] else { continue }
            scratch.parts.removeAll(keepingCapacity: true)
            for field in plan.identity.keys {
                guard let part = facts[field].keyPart else { break }
                scratch.parts.append(part)
            }
            guard scratch.parts.count == plan.identity.keys.count else { continue }
            let stamp = EventStamp(at: at, order: order, ordinal: ordinal)
            var flags = RowFlags()
            if let source = plan.filterSource {
                switch passes(source, facts, stamp, &scratch) {
                case .bool(true): break
                case .bool(false): continue
                default: flags.isUnsure = true
                }
            }
            // Evaluating the filter reuses the scratch; the key's parts are taken anew.
            let key = intern(plan, facts, &windows)
            let mark = batch.mark
            for (column, field) in plan.columns.enumerated() {
                batch.addCell(cell(facts[field], column, &flags, &windows))
            }
            batch.close(stream: StreamID(index), key: key, stamp: stamp, flags: flags, since: mark)
        }
    }

    private func intern(_ plan: LinkedPlan, _ facts: Facts, _ windows: inout WindowState) -> KeyID {
        if plan.identity.keys.count == 1, let part = facts[plan.identity.keys[0]].keyPart {
            return windows.intern(part, in: plan.space)
        }
        return windows.intern(plan.identity.keys.compactMap { facts[$0].keyPart }, in: plan.space)
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

    /// Whether an event passes the filter of a stream; unknown where it cannot be decided or evaluation fails.
    private func passes(
        _ source: (rule: Int, version: Int, node: Int32), _ facts: Facts, _ stamp: EventStamp,
        _ scratch: inout EvaluationScratch
    ) -> Value {
        var machine = Machine(
            reader: EmptyWindows(), facts: facts, stamp: stamp, knowledge: knowledge, scratch: EvaluationScratch())
        machine.rowIsEvent = true
        machine.load(rules[source.rule].versions[source.version].linked)
        return (try? machine.evaluate(source.node)) ?? .unknown
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
            kind: kind, facts: facts, order: order, ordinal: ordinal, reader: windows, scratch: &scratch, detail: detail
        )
    }

    /// The same over any implementation of windows.
    package func evaluate<Reader: WindowReader>(
        kind: RuleKind, facts: Facts, order: UInt64, ordinal: UInt32, reader: Reader,
        scratch: inout EvaluationScratch, detail: EvaluationDetail = .findings
    ) -> [RuleResult] {
        let indices = byKind[kind] ?? []
        var results: [RuleResult] = []
        results.reserveCapacity(indices.count)
        guard case .instant(let at) = facts[.at] else { return withoutTime(indices, facts) }
        var machine = Machine(
            reader: reader, facts: facts, stamp: EventStamp(at: at, order: order, ordinal: ordinal),
            knowledge: knowledge,
            scratch: scratch)
        scratch = EvaluationScratch()
        for index in indices {
            for judge in judges[index] where judge.isInForce(at: at) && (includesDrafts || judge.mode != .draft) {
                results.append(machine.result(judge, rules, detail))
            }
        }
        scratch = machine.scratch
        return results
    }

    private func withoutTime(_ indices: [Int], _ facts: Facts) -> [RuleResult] {
        indices.compactMap { index in
            guard let version = rules[index].versions.last(where: { $0.mode == .live || $0.mode == .shadow }) else {
                return nil
            }
            return RuleResult(
                ruleIndex: index, rule: rules[index].id, version: version.number, mode: version.mode,
                severity: version.severity, verdict: version.verdict,
                finding: .unknown([MissingField(field: .at, row: nil)]), subjectField: rules[index].keys[0],
                subject: facts[rules[index].keys[0]].subjectText, lets: [], say: "")
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
    let linked: LinkedProgram

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
        linked = definition.linked
    }

    @inline(__always)
    func isInForce(at time: Int64) -> Bool { from <= time && time < to }
}
