import Windows

/// A program that no longer changes, laid out for the machine: parameters that nothing overrides are constants, constant arithmetic is
/// done, and conditions that cost nothing stand before those that ask history.
final class LinkedProgram: Sendable {
    /// What an override puts in place of a parameter.
    struct Replacement: Sendable {
        let axis: FieldID
        let member: Text
        let parameter: Int
        let value: Datum
    }

    let program: Program
    let nodes: [Node]
    let constants: [Datum]
    let parameters: [Datum]
    let replacements: [Replacement]
    let texts: [Text]
    let sets: [TextSet]
    let calls: [HistoryCall]
    /// Width of each call's window where it is the same for every event, else -1.
    let widths: [Int64]
    /// Number of each call's range among all of the rule set, under which its total is kept for the event; -1 for none.
    let slots: [Int32]
    /// Comparisons with a percentile that need its rank among the values and not itself.
    let ranks: [RankComparison]

    /// - Parameter slot: the number of a call's range, given the call and its width.
    init(
        program: Program, parameters values: [Value], overrides: [Override],
        slot: (HistoryCall, Int64) -> Int32 = { _, _ in -1 }
    ) {
        var layout = ProgramLayout(program, values, overrides)
        layout.fold()
        layout.reorder()
        layout.compareByRank()
        self.program = program
        nodes = layout.nodes
        constants = layout.constants
        parameters = layout.parameters
        replacements = layout.replacements
        texts = layout.texts
        sets = layout.sets
        calls = program.calls
        let widths = program.calls.map { layout.width(of: $0) }
        self.widths = widths
        slots = program.calls.indices.map { slot(program.calls[$0], widths[$0]) }
        ranks = layout.ranks
    }

    static let empty = LinkedProgram(program: Program(), parameters: [], overrides: [])
}

/// `value <=> percentile * factor`, answered by how many values lie at or below a limit.
struct RankComparison: Sendable {
    /// Index of the percentile's call.
    let call: Int32
    /// The let that holds the percentile, or -1.
    let letIndex: Int32
    /// Positive, of at most 31 bits each.
    let factor: Rational
    let rank: Rational
    /// The comparison with the percentile on the right.
    let operation: Operation
    /// The node of the other side.
    let other: Int32
    /// The comparison as written, for everything but the plain case.
    let written: Int32
}

/// A program on its way to the machine.
struct ProgramLayout {
    private(set) var nodes: [Node]
    private(set) var constants: [Datum] = []
    private(set) var parameters: [Datum] = []
    private(set) var replacements: [LinkedProgram.Replacement] = []
    private(set) var texts: [Text] = []
    private(set) var sets: [TextSet] = []
    private(set) var ranks: [RankComparison] = []
    private let program: Program
    private let overridden: Set<Int>

    init(_ program: Program, _ values: [Value], _ overrides: [Override]) {
        self.program = program
        nodes = program.nodes
        overridden = Set(overrides.map(\.parameter))
        constants = program.constants.map { place($0) }
        parameters = values.map { place($0) }
        replacements = overrides.map {
            LinkedProgram.Replacement(
                axis: $0.axis.field, member: $0.member, parameter: $0.parameter, value: place($0.value))
        }
    }

    private mutating func place(_ value: Value) -> Datum {
        switch value {
        case .unknown, .interval, .row: return .unknown
        case .absent: return .absent
        case .bool(let flag): return .bool(flag)
        case .number(let number): return .number(number)
        case .instant(let at): return .instant(at)
        case .date(let day): return .date(day)
        case .location(let latitude, let longitude): return .location(latitude: latitude, longitude: longitude)
        case .text(let text):
            texts.append(text)
            return .text(TextPlace(hash: text.hash, index: Int64(texts.count - 1), source: .table))
        case .set(let members):
            sets.append(TextSet(members))
            return .set(SetPlace(isFact: false, index: Int32(truncatingIfNeeded: sets.count - 1)))
        }
    }

    // MARK: constants

    /// Operands stand before the nodes that use them, so that one pass is enough.
    mutating func fold() {
        for index in nodes.indices {
            let node = nodes[index]
            switch node.operation {
            case .parameter where !overridden.contains(Int(node.a)) && Int(node.a) < parameters.count:
                put(parameters[Int(node.a)], at: index)
            case .plus, .minus, .times, .over:
                guard let left = number(node.a), let right = number(node.b),
                    let value = Self.computed(node.operation, left, right)
                else { continue }
                put(.number(value), at: index)
            case .negative:
                guard let value = number(node.a).flatMap({ try? $0.negated() }) else { continue }
                put(.number(value), at: index)
            default: continue
            }
        }
    }

    private mutating func put(_ value: Datum, at index: Int) {
        constants.append(value)
        nodes[index] = Node(operation: .constant, a: Int32(truncatingIfNeeded: constants.count - 1))
    }

    private func number(_ node: Int32) -> Rational? {
        guard nodes[Int(node)].operation == .constant, case .number(let value) = constants[Int(nodes[Int(node)].a)]
        else { return nil }
        return value
    }

    /// Nil where it fails: the machine then fails the same way.
    private static func computed(_ operation: Operation, _ a: Rational, _ b: Rational) -> Rational? {
        switch operation {
        case .plus: try? a.adding(b)
        case .minus: try? a.subtracting(b)
        case .times: try? a.multiplied(by: b)
        default: try? a.divided(by: b)
        }
    }

    /// The width of a call's window in microseconds, or -1 where it depends on the event or is none.
    func width(of call: HistoryCall) -> Int64 {
        guard case .within(let node, _) = call.window, let span = number(node),
            let width = Int64(exactly: span.numerator / span.denominator), width >= 0
        else { return -1 }
        return width
    }

    // MARK: order

    /// Puts the operand of `and` and `or` that reads the event alone before the one that asks history.
    ///
    /// Only where neither can fail: an error on the left is an error of the rule also where the right would have decided.
    mutating func reorder() {
        var cost = [Int](repeating: 0, count: nodes.count)
        for index in nodes.indices {
            cost[index] = price(nodes[index], cost)
            guard nodes[index].operation == .and || nodes[index].operation == .or else { continue }
            let (left, right) = (nodes[index].a, nodes[index].b)
            if cost[Int(left)] < Self.fallible, cost[Int(left)] >= Self.history, cost[Int(right)] < Self.history {
                nodes[index].a = right
                nodes[index].b = left
            }
        }
    }

    private static let fallible = 1_000_000
    private static let history = 1_000

    private func price(_ node: Node, _ cost: [Int]) -> Int {
        func sum(_ operands: Int32...) -> Int {
            min(Self.fallible, operands.reduce(1) { $0 + cost[Int($1)] })
        }
        switch node.operation {
        case .constant, .field, .rowField, .parameter: return 1
        case .letValue: return cost[Int(program.letNodes[Int(node.a)])]
        case .not, .exists, .known, .dateOf, .age: return sum(node.a)
        case .and, .or, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .inSet,
            .instantDifference, .dateDifference:
            return sum(node.a, node.b)
        case .choice: return sum(node.a, node.b, node.c)
        case .member: return sum(node.a) + 1
        case .history:
            let call = program.calls[Int(node.a)]
            guard call.filter < 0, width(of: call) >= 0 || !call.isWithin else { return Self.fallible }
            switch call.aggregate {
            case .count, .sum, .last, .first, .distinct, .least, .greatest: return Self.history
            default: return Self.fallible
            }
        default: return Self.fallible
        }
    }

    // MARK: ranks

    /// Turns comparisons with a percentile into questions for its rank.
    mutating func compareByRank() {
        for index in program.nodes.indices {
            let node = nodes[index]
            let (left, right) = (Int(node.a), Int(node.b))
            switch node.operation {
            case .less, .lessOrEqual, .greater, .greaterOrEqual: break
            default: continue
            }
            if let found = percentile(right) {
                add(found, node.operation, other: left, at: index)
            } else if let found = percentile(left) {
                add(found, Self.mirrored(node.operation), other: right, at: index)
            }
        }
    }

    private mutating func add(
        _ found: (call: Int32, letIndex: Int32, factor: Rational), _ operation: Operation, other: Int, at index: Int
    ) {
        guard let rank = number(program.calls[Int(found.call)].argument) else { return }
        nodes.append(nodes[index])
        ranks.append(
            RankComparison(
                call: found.call, letIndex: found.letIndex, factor: found.factor, rank: rank, operation: operation,
                other: Int32(truncatingIfNeeded: other), written: Int32(truncatingIfNeeded: nodes.count - 1)))
        nodes[index] = Node(operation: .byRank, a: Int32(truncatingIfNeeded: ranks.count - 1))
    }

    /// The call of a percentile under factors that cannot overflow; nil where the node is anything else.
    private func percentile(_ index: Int) -> (call: Int32, letIndex: Int32, factor: Rational)? {
        let node = nodes[index]
        switch node.operation {
        case .history:
            let call = program.calls[Int(node.a)]
            guard call.aggregate == .percentile, call.filter < 0, call.value != nil,
                !call.isWithin || width(of: call) >= 0
            else { return nil }
            return (node.a, -1, Rational(Int128(1)))
        case .letValue:
            guard let inner = percentile(Int(program.letNodes[Int(node.a)])), inner.letIndex < 0,
                inner.factor == Rational(Int128(1))
            else { return nil }
            return (inner.call, node.a, inner.factor)
        case .times:
            let sides = [(node.a, node.b), (node.b, node.a)]
            for (side, constant) in sides {
                guard let factor = number(constant), let inner = percentile(Int(side)) else { continue }
                guard inner.factor == Rational(Int128(1)), factor.numerator > 0, factor.numerator < 1 << 31,
                    factor.denominator < 1 << 31
                else { return nil }
                return (inner.call, inner.letIndex, factor)
            }
            return nil
        default: return nil
        }
    }

    private static func mirrored(_ operation: Operation) -> Operation {
        switch operation {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        default: .lessOrEqual
        }
    }
}

extension HistoryCall {
    var isWithin: Bool {
        if case .within = window { true } else { false }
    }

    /// Whether the event's own row never counts.
    var excludesOwn: Bool {
        switch aggregate {
        case .last, .first, .overlaps, .cycle: true
        default: isOthers
        }
    }
}
