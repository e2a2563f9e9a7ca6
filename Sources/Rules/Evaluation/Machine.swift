import Windows

/// A field that was needed and is not known; of which row, where it is a row of history.
package struct MissingField: Hashable, Sendable, Comparable {
    package let field: FieldID
    /// The ordinal of the row's event; nil for the event at hand.
    package let row: UInt32?

    package static func < (left: MissingField, right: MissingField) -> Bool {
        if left.field != right.field { return left.field.name < right.field.name }
        switch (left.row, right.row) {
        case (nil, nil), (_?, nil): return false
        case (nil, _?): return true
        case (let a?, let b?): return a < b
        }
    }
}

/// Arrays that evaluation reuses from event to event, so that a rule without a hit allocates nothing.
package struct EvaluationScratch: Sendable {
    var missing: [MissingField] = []
    var letState: [LetState] = []
    var letValues: [Value] = []
    var letMissing: [MissingField] = []
    /// Key of each space for the event at hand: -3 not looked up, -2 unknown, -1 never seen.
    var keys: [Int32] = []
    var parts: [KeyPart] = []
    var numbers: [Rational] = []

    package init() {}

    struct LetState: Sendable {
        var isComputed = false
        var missingStart = 0
        var missingEnd = 0
    }
}

/// Evaluates one program over one event and its history.
struct Machine<Reader: WindowReader> {
    let reader: Reader
    let facts: Facts
    let stamp: EventStamp
    let knowledge: Knowledge
    var scratch: EvaluationScratch
    var linked = LinkedProgram.empty
    var parameters: [Value]
    /// The unknown field on which an override depends.
    var undecidedOverride: FieldID?
    /// The row that `where` is evaluated for, or nil.
    var row: RowHandle?
    var rowColumns: [Int16] = []
    /// Whether `rowField` reads the event's own facts: a filter that is part of a stream, at insert.
    var rowIsEvent = false

    init(reader: Reader, facts: Facts, stamp: EventStamp, knowledge: Knowledge, scratch: EvaluationScratch) {
        self.reader = reader
        self.facts = facts
        self.stamp = stamp
        self.knowledge = knowledge
        self.scratch = scratch
        parameters = []
        self.scratch.keys.removeAll(keepingCapacity: true)
        self.scratch.keys.append(contentsOf: repeatElement(-3, count: knowledge.spaceCount))
    }

    /// Makes a program current; the results of earlier lets are forgotten.
    mutating func load(_ linked: LinkedProgram) {
        self.linked = linked
        parameters = linked.parameters
        scratch.missing.removeAll(keepingCapacity: true)
        scratch.letMissing.removeAll(keepingCapacity: true)
        let count = linked.program.letNodes.count
        if scratch.letState.count < count {
            scratch.letState = Array(repeating: .init(), count: count)
            scratch.letValues = Array(repeating: .unknown, count: count)
        }
        for index in 0..<count { scratch.letState[index].isComputed = false }
    }

    mutating func evaluate(_ index: Int32) throws(EvaluationFault) -> Value {
        let node = linked.program.nodes[Int(index)]
        switch node.operation {
        case .constant: return linked.program.constants[Int(node.a)]
        case .parameter: return parameter(Int(node.a))
        case .field: return read(FieldID(Int(node.a)))
        case .rowField: return readRow(FieldID(Int(node.a)))
        case .letValue: return try letValue(Int(node.a))
        case .and, .or: return try connective(node)
        case .not:
            let value = try evaluate(node.a)
            if case .bool(let flag) = value { return .bool(!flag) }
            return .unknown
        case .choice: return try choice(node)
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: return try comparison(node)
        case .inSet, .inList: return try membership(node)
        case .plus, .minus, .times, .over: return try arithmetic(node)
        case .history: return try history(Int(node.a))
        case .member: return try member(node)
        default: return try function(node)
        }
    }

    // MARK: reading

    @inline(__always)
    private mutating func read(_ field: FieldID) -> Value {
        let value = facts[field]
        if !value.isKnown { scratch.missing.append(MissingField(field: field, row: nil)) }
        return Value.fact(value, field)
    }

    /// A parameter is unknown where an override depends on a field that is.
    @inline(__always)
    private mutating func parameter(_ index: Int) -> Value {
        let value = parameters[index]
        if case .unknown = value, let field = undecidedOverride {
            scratch.missing.append(MissingField(field: field, row: nil))
        }
        return value
    }

    private mutating func readRow(_ field: FieldID) -> Value {
        if rowIsEvent { return read(field) }
        guard let row else { return .unknown }
        return readCell(row, field)
    }

    /// The value of a field of a history row.
    mutating func readCell(_ row: RowHandle, _ field: FieldID) -> Value {
        let column = Int(knowledge.plans[Int(row.stream.index)].column[Int(field.index)])
        guard column >= 0, !reader.flags(row).isUnknown(column) else {
            scratch.missing.append(MissingField(field: field, row: reader.stamp(row).ordinal))
            return .unknown
        }
        return Value.cell(reader.cell(row, column), field) { cell in
            if case .text(let string, _)? = reader.text(cell) { Text(string) } else { Text("") }
        }
    }

    private mutating func letValue(_ index: Int) throws(EvaluationFault) -> Value {
        let state = scratch.letState[index]
        if state.isComputed {
            var next = state.missingStart
            while next < state.missingEnd {
                scratch.missing.append(scratch.letMissing[next])
                next += 1
            }
            return scratch.letValues[index]
        }
        let mark = scratch.missing.count
        // A let means the event, also where a filter of history names it.
        let savedRow = row
        row = nil
        let value = try evaluate(linked.program.letNodes[index])
        row = savedRow
        let start = scratch.letMissing.count
        if scratch.missing.count > mark { scratch.letMissing.append(contentsOf: scratch.missing[mark...]) }
        scratch.letState[index] = .init(isComputed: true, missingStart: start, missingEnd: scratch.letMissing.count)
        scratch.letValues[index] = value
        return value
    }

    private mutating func member(_ node: Node) throws(EvaluationFault) -> Value {
        let field = FieldID(Int(node.b))
        switch try evaluate(node.a) {
        case .row(let row): return readCell(row, field)
        case .absent:
            scratch.missing.append(MissingField(field: field, row: nil))
            return .unknown
        default: return .unknown
        }
    }

    // MARK: three values

    @inline(__always)
    func forget(_ mark: Int, _ missing: inout [MissingField]) {
        if missing.count > mark { missing.removeLast(missing.count - mark) }
    }

    private mutating func connective(_ node: Node) throws(EvaluationFault) -> Value {
        let deciding = node.operation == .or
        let mark = scratch.missing.count
        let left = try evaluate(node.a)
        if case .bool(deciding) = left { return left }
        let right = try evaluate(node.b)
        if case .bool(deciding) = right {
            forget(mark, &scratch.missing)
            return right
        }
        if case .bool = left, case .bool = right { return .bool(!deciding) }
        return .unknown
    }

    private mutating func choice(_ node: Node) throws(EvaluationFault) -> Value {
        let mark = scratch.missing.count
        if case .bool(let flag) = try evaluate(node.a) { return try evaluate(flag ? node.b : node.c) }
        let yes = try evaluate(node.b)
        let no = try evaluate(node.c)
        if !yes.isMissing, yes == no {
            forget(mark, &scratch.missing)
            return yes
        }
        return .unknown
    }

    private mutating func comparison(_ node: Node) throws(EvaluationFault) -> Value {
        let mark = scratch.missing.count
        let left = try evaluate(node.a)
        let right = try evaluate(node.b)
        let order: Int
        switch (left, right) {
        case (.number(let a), .number(let b)): order = a.compared(to: b)
        case (.instant(let a), .instant(let b)): order = a < b ? -1 : a == b ? 0 : 1
        case (.date(let a), .date(let b)): order = a < b ? -1 : a == b ? 0 : 1
        case (.text(let a), .text(let b)): order = a == b ? 0 : 1
        case (.bool(let a), .bool(let b)): order = a == b ? 0 : 1
        case (.location(let a, let b), .location(let c, let d)): order = a == c && b == d ? 0 : 1
        default:
            guard let (a, b) = left.bounds, let (c, d) = right.bounds else { return .unknown }
            guard let decided = Self.decide(node.operation, a, b, c, d) else { return .unknown }
            forget(mark, &scratch.missing)
            return .bool(decided)
        }
        return .bool(Self.holds(node.operation, order))
    }

    @inline(__always)
    private static func holds(_ operation: Operation, _ order: Int) -> Bool {
        switch operation {
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        case .equal: order == 0
        default: order != 0
        }
    }

    /// Whether a comparison of [a, b] with [c, d] holds or fails whatever the true values are.
    private static func decide(_ operation: Operation, _ a: Rational, _ b: Rational, _ c: Rational, _ d: Rational)
        -> Bool?
    {
        let lowest = b.compared(to: c)  // greatest left against least right
        let highest = a.compared(to: d)  // least left against greatest right
        switch operation {
        case .less: return lowest < 0 ? true : highest >= 0 ? false : nil
        case .lessOrEqual: return lowest <= 0 ? true : highest > 0 ? false : nil
        case .greater: return highest > 0 ? true : lowest <= 0 ? false : nil
        case .greaterOrEqual: return highest >= 0 ? true : lowest < 0 ? false : nil
        case .equal, .notEqual:
            if lowest < 0 || highest > 0 { return operation == .notEqual }
            return nil
        default: return nil
        }
    }

    private mutating func membership(_ node: Node) throws(EvaluationFault) -> Value {
        let element = try evaluate(node.a)
        let negated = node.c == 1
        if node.operation == .inSet {
            guard case .set(let members) = try evaluate(node.b), case .text(let text) = element else { return .unknown }
            return .bool(members.contains(text) != negated)
        }
        let name = linked.program.lists[Int(node.b)]
        let list = linked.program.listIndices[Int(node.b)]
        switch element {
        case .text(let text): return .bool(try knowledge.lists.contains(name, list, text, at: stamp.at) != negated)
        case .set(let members):
            for member in members where try knowledge.lists.contains(name, list, member, at: stamp.at) {
                return .bool(!negated)
            }
            return .bool(negated)
        default: return .unknown
        }
    }
}

extension Value {
    /// The bounds between which a number lies.
    var bounds: (Rational, Rational)? {
        switch self {
        case .number(let value): (value, value)
        case .interval(let low, let high): (low, high)
        default: nil
        }
    }
}
