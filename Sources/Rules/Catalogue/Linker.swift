import Domain
import Windows

/// Compiles the versions of all rules and gives every history call its stream.
struct Linker {
    var rules: [Rule]
    var knowledge: LinkingKnowledge
    var diagnostics: [Diagnostic] = []
    /// Whether drafts take part: in tests of a rule, never in a running set.
    let includesDrafts: Bool

    private var plansByIdentity: [StreamPlan.Identity: Int] = [:]
    private var spacesByKeys: [[FieldID]: KeySpaceID] = [:]
    private var dependencies: Set<WindowDependency> = []

    init(rules: [Rule], lists: ListTable, includesDrafts: Bool) {
        self.rules = rules
        self.includesDrafts = includesDrafts
        knowledge = LinkingKnowledge(lists: lists)
    }

    mutating func link() {
        for rule in rules.indices {
            for version in rules[rule].versions.indices { compile(rule, version) }
        }
        for rule in rules.indices {
            for version in rules[rule].versions.indices where takesPart(rules[rule].versions[version]) {
                connect(rule, version)
            }
        }
        for rule in rules.indices {
            for version in rules[rule].versions.indices { placeColumns(rule, version) }
        }
        var ranges = SharedRanges()
        for rule in rules.indices {
            for version in rules[rule].versions.indices { _ = linked(rule, version) { ranges.note($0, $1) } }
        }
        for rule in rules.indices {
            for version in rules[rule].versions.indices {
                rules[rule].versions[version].linked = linked(rule, version) { ranges.slot(of: $0, $1) }
            }
        }
        knowledge.slotColumns = ranges.columns
    }

    var schema: WindowSchema {
        // The text of a shape orders what stands between the same two streams; made once for each, not at each comparison.
        let ordered = dependencies.map { (dependency: $0, shape: "\($0.shape)") }.sorted { left, right in
            let (first, second) = (left.dependency, right.dependency)
            return (first.source.index, first.anchor.index, left.shape)
                < (second.source.index, second.anchor.index, right.shape)
        }
        return WindowSchema(
            spaceCount: knowledge.spaceCount, streams: knowledge.plans.map(\.spec),
            dependencies: ordered.map(\.dependency))
    }

    private func takesPart(_ version: RuleVersion) -> Bool { includesDrafts || version.mode != .draft }

    // MARK: compiling

    private mutating func compile(_ rule: Int, _ version: Int) {
        let definition = rules[rule].versions[version]
        var lets: [String: Expression] = [:]
        for item in definition.lets { lets[item.name] = item.source.tree }
        let overridden = Set(definition.overrides.map(\.parameter))
        let symbols = definition.parameters.enumerated().map { index, parameter in
            ParameterSymbol(
                name: parameter.name, type: parameter.type, value: parameter.value,
                isOverridden: overridden.contains(index), text: ValueText.exact(parameter.value))
        }
        var compiler = Compiler(
            kinds: rules[rule].kinds, currency: rules[rule].currency, parameters: symbols, lets: lets)
        for item in definition.lets {
            if let failure = Self.failure({ () throws(ExpressionError) in _ = try compiler.resolveLet(item.name, 0) }) {
                report(failure, item.source, rule)
                return
            }
        }
        compiler.usedLets = []
        var root: Int32 = -1
        if let failure = Self.failure({ () throws(ExpressionError) in
            root = try compiler.condition(definition.condition.tree, .event, "when")
        }) {
            report(failure, definition.condition, rule)
            return
        }
        if var say = definition.say {
            compileSay(&say, &compiler, rule)
            rules[rule].versions[version].say = say
        }
        compiler.finish(when: root)
        warnUnused(compiler, definition, rule)
        checkLimits(rule, version)
        checkWords(compiler.wordUses, rule, definition)
        rules[rule].versions[version].program = compiler.program
        rules[rule].versions[version].parameterValues = definition.parameters.map(\.value)
        rules[rule].versions[version].program.listIndices = compiler.program.lists.map { name in
            Int32(knowledge.lists.indices[name] ?? -1)
        }
        for name in compiler.program.lists where knowledge.lists[name] == nil {
            let place = definition.parameters.first { $0.type == .list(name) }?.place ?? definition.place
            add(
                .error, rule, place, "list '\(name)' is missing",
                nearest(name, knowledge.lists.indices.keys.sorted()).map { "lists/\($0)" }
                    ?? "a file lists/\(name).yaml")
        }
    }

    private static func failure(_ body: () throws(ExpressionError) -> Void) -> ExpressionError? {
        do {
            try body()
            return nil
        } catch {
            return error
        }
    }

    private mutating func compileSay(_ say: inout SayTemplate, _ compiler: inout Compiler, _ rule: Int) {
        for index in say.parts.indices {
            guard case .value(let tree, _, _) = say.parts[index] else { continue }
            var typed: Compiler.Typed?
            let failure = Self.failure { () throws(ExpressionError) in typed = try compiler.compile(tree, .event) }
            if let failure {
                add(.error, rule, say.source.place, "say: \(failure.message)", failure.expected)
            } else if let typed {
                say.parts[index] = .value(tree, node: typed.node, type: typed.type)
            }
        }
    }

    private mutating func warnUnused(_ compiler: Compiler, _ definition: RuleVersion, _ rule: Int) {
        for parameter in definition.parameters where !compiler.usedParameters.contains(parameter.name) {
            add(.warning, rule, parameter.place, "parameter '\(parameter.name)' is not used", nil)
        }
        let names = definition.lets.map { ($0.name, $0.source.place) }
        let used = definition.lets.reduce(into: compiler.usedLets) { $0.formUnion($1.source.tree.letNames) }
        for (name, place) in names where !used.contains(name) {
            add(.warning, rule, place, "let '\(name)' is not used", nil)
        }
    }

    private mutating func report(_ failure: ExpressionError, _ source: SourceExpression, _ rule: Int) {
        var failure = failure
        var source = source
        if failure.offset < 0 {
            // The error lies in a let that this expression names: its own place is in that let.
            let name = failure.message.split(separator: "'", omittingEmptySubsequences: false)[1]
            for version in rules[rule].versions {
                if let item = version.lets.first(where: { $0.name == name }) { source = item.source }
            }
            failure = ExpressionError(-1 - failure.offset, failure.message, expected: failure.expected)
        }
        let place = source.place(failure.offset)
        add(.error, rule, place, failure.message, failure.expected)
    }

    private mutating func add(
        _ level: Diagnostic.Level, _ rule: Int, _ place: DocumentNode.Place, _ message: String, _ expected: String?
    ) {
        diagnostics.append(
            Diagnostic(
                level, path: rules[rule].path, line: place.line, column: place.column, message: message,
                expected: expected))
    }

    // MARK: streams

    private mutating func connect(_ rule: Int, _ version: Int) {
        let definition = rules[rule].versions[version]
        for index in definition.program.calls.indices {
            let call = definition.program.calls[index]
            var anchor = FieldID.at
            if case .sameEnd = call.window { anchor = .end }
            let identity = StreamPlan.Identity(
                kind: call.kind, keys: call.keys, filter: call.streamFilter, anchor: anchor)
            let plan = plan(for: identity)
            knowledge.plans[plan].add(columns: call.columns, summed: call.summed)
            if call.aggregate == .percentile, call.filter < 0 { knowledge.plans[plan].add(ranked: call.value) }
            if call.streamFilterNode >= 0, knowledge.plans[plan].filterSource == nil {
                knowledge.plans[plan].filterSource = (rule, version, call.streamFilterNode)
            }
            rules[rule].versions[version].program.calls[index] = call.placed(
                in: StreamID(plan), knowledge.plans[plan].space)
            for kind in rules[rule].kinds { depend(on: plan, call, kind, definition, rule) }
        }
    }

    private mutating func plan(for identity: StreamPlan.Identity) -> Int {
        if let known = plansByIdentity[identity] { return known }
        if spacesByKeys[identity.keys] == nil {
            spacesByKeys[identity.keys] = KeySpaceID(knowledge.spaceCount)
            knowledge.spaceCount += 1
        }
        let space = spacesByKeys[identity.keys] ?? KeySpaceID(0)
        knowledge.plans.append(StreamPlan(identity: identity, space: space))
        plansByIdentity[identity] = knowledge.plans.count - 1
        return knowledge.plans.count - 1
    }

    /// Says whose windows change with rows of this stream: events of the rule's kind, found by their anchor times.
    private mutating func depend(
        on source: Int, _ call: HistoryCall, _ kind: RuleKind, _ version: RuleVersion, _ rule: Int
    ) {
        var anchorField = FieldID.at
        var columns: [FieldID] = []
        var shape = WindowShape.allBefore
        switch call.window {
        case .everything:
            if call.aggregate == .first, call.filter < 0 { shape = .first }
            if call.aggregate == .last, call.filter < 0 { shape = .last }
        case .before(let field):
            anchorField = field
            shape = call.aggregate == .last && call.filter < 0 ? .last : .allBefore
        case .sameDay: columns = [.dayStart]
        case .sameEnd: (anchorField, shape) = (.end, .bothWays(width: 1))
        case .within(let node, let bothWays):
            let width = wholes(node, version).max() ?? 0
            if call.aggregate == .cycle, let member = call.member {
                dependOnRing(source, call, from: call.keys[0], to: member, width, kind, version)
                return
            }
            shape = bothWays ? .bothWays(width: width) : .trailing(width: width)
        }
        let anchor = plan(for: StreamPlan.Identity(kind: kind, keys: call.keys, filter: "", anchor: anchorField))
        knowledge.plans[anchor].add(columns: columns, summed: nil)
        if case .sameDay = call.window {
            shape = .sameDay(startColumn: Int(knowledge.plans[anchor].column[Int(FieldID.dayStart.index)]))
        }
        dependencies.insert(WindowDependency(source: StreamID(source), anchor: StreamID(anchor), shape: shape))
    }

    /// The same of a cycle: its readers are those whose search for a way back came through the row.
    private mutating func dependOnRing(
        _ source: Int, _ call: HistoryCall, from: FieldID, to: FieldID, _ width: Int64, _ kind: RuleKind,
        _ version: RuleVersion
    ) {
        let links = plan(for: StreamPlan.Identity(kind: call.kind, keys: [to], filter: "", anchor: .at))
        let anchor = plan(for: StreamPlan.Identity(kind: kind, keys: [to], filter: "", anchor: .at))
        for plan in [source, links] { knowledge.plans[plan].add(columns: [from], summed: nil) }
        func column(_ plan: Int) -> Int { Int(knowledge.plans[plan].column[Int(from.index)]) }
        let ring = RingShape(
            width: width, hops: Int(clamping: wholes(call.argument, version).max() ?? 0), from: column(source),
            links: StreamID(links), linkFrom: column(links))
        dependencies.insert(
            WindowDependency(source: StreamID(source), anchor: StreamID(anchor), shape: .ring(ring)))
    }

    /// The whole numbers that a width or a count of hops can be, by default and under each override.
    private func wholes(_ node: Int32, _ version: RuleVersion) -> [Int64] {
        var candidates = [version.parameters.map(\.value)]
        for override in version.overrides {
            var values = version.parameters.map(\.value)
            values[override.parameter] = override.value
            candidates.append(values)
        }
        return candidates.compactMap { values -> Int64? in
            var machine = Machine(
                windows: EmptyWindows(), facts: Facts(), stamp: EventStamp(at: 0, order: 0, ordinal: 0),
                knowledge: Knowledge(LinkingKnowledge()), scratch: EvaluationScratch())
            machine.load(LinkedProgram(program: version.program, parameters: values, overrides: []))
            guard case .number(let width)? = try? machine.evaluate(node) else { return nil }
            return Int64(exactly: width.numerator / width.denominator)
        }
    }

    /// Fills the column numbers once all columns of all streams are known.
    private mutating func placeColumns(_ rule: Int, _ version: Int) {
        for index in rules[rule].versions[version].program.calls.indices {
            let call = rules[rule].versions[version].program.calls[index]
            guard let value = call.value, Int(call.stream.index) < knowledge.plans.count else { continue }
            let column = knowledge.plans[Int(call.stream.index)].column[Int(value.index)]
            rules[rule].versions[version].program.calls[index] = call.placed(valueColumn: Int32(column))
        }
    }

    private func linked(
        _ rule: Int, _ version: Int, _ slot: (HistoryCall, Int64) -> Int32
    ) -> LinkedProgram {
        let definition = rules[rule].versions[version]
        return LinkedProgram(
            program: definition.program, parameters: definition.parameterValues, overrides: definition.overrides,
            slot: slot)
    }
}

/// Ranges of history that several calls ask for: each is counted once for an event.
struct SharedRanges {
    private struct Range: Hashable {
        let stream: Int32
        let window: HistoryCall.Window.Shape
        let width: Int64
        let excludesOwn: Bool
    }

    private struct Total: Hashable {
        let range: Range
        let column: Int32?
    }

    private var summed: [Range: Int32] = [:]
    private var slots: [Total: Int32] = [:]
    /// The column that is added up with each range, by slot.
    private(set) var columns: [Int32?] = []

    private func range(_ call: HistoryCall, _ width: Int64) -> Range? {
        guard call.filter < 0, !call.isWithin || width >= 0 else { return nil }
        switch call.aggregate {
        case .count, .sum, .average: break
        default: return nil
        }
        return Range(
            stream: call.stream.index, window: call.window.shape, width: width, excludesOwn: call.excludesOwn)
    }

    /// Takes a call into account; a sum of a range says its count as well.
    mutating func note(_ call: HistoryCall, _ width: Int64) -> Int32 {
        if call.valueColumn >= 0, let range = range(call, width) {
            summed[range] = min(summed[range] ?? .max, call.valueColumn)
        }
        return -1
    }

    /// The slot of a call's total, or -1 where it cannot be shared.
    mutating func slot(of call: HistoryCall, _ width: Int64) -> Int32 {
        guard let range = range(call, width) else { return -1 }
        let total = Total(range: range, column: call.valueColumn >= 0 ? call.valueColumn : summed[range])
        if let known = slots[total] { return known }
        columns.append(total.column)
        slots[total] = Int32(truncatingIfNeeded: columns.count - 1)
        return Int32(truncatingIfNeeded: columns.count - 1)
    }
}

/// No history at all: for constant expressions.
struct EmptyWindows: WindowReader {
    func text(_ cell: Int64) -> KeyPart? { nil }
    func key(_ part: KeyPart, in space: KeySpaceID) -> KeyID? { nil }
    func key(_ parts: [KeyPart], in space: KeySpaceID) -> KeyID? { nil }
    func total(_ range: WindowRange, column: Int?) -> WindowTotal { WindowTotal() }
    func visit(_ range: WindowRange, _ body: (RowHandle) -> Bool) {}
    func last(_ range: WindowRange) -> RowHandle? { nil }
    func first(_ range: WindowRange) -> RowHandle? { nil }
    func cell(_ row: RowHandle, _ column: Int) -> Int64 { 0 }
    func flags(_ row: RowHandle) -> RowFlags { RowFlags() }
    func stamp(_ row: RowHandle) -> EventStamp { EventStamp(at: 0, order: 0, ordinal: 0) }
}

extension Expression {
    /// First parts of all names, among them those of lets.
    var letNames: Set<String> {
        switch self {
        case .literal: []
        case .name(let parts, _): [parts[0]]
        case .unary(_, let operand, _): operand.letNames
        case .binary(_, let left, let right, _): left.letNames.union(right.letNames)
        case .choice(let a, let b, let c, _): a.letNames.union(b.letNames).union(c.letNames)
        case .call(_, let arguments, _): arguments.reduce(into: []) { $0.formUnion($1.letNames) }
        case .history(let history):
            [history.filter, history.grace, history.hops, history.keep].compactMap { $0?.letNames }.reduce(into: []) {
                $0.formUnion($1)
            }
        }
    }
}
