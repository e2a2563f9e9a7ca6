import Windows

/// Evaluates one program over one event and its history.
struct Machine<Reader: WindowReader> {
    let windows: Reader
    var facts: Facts
    var stamp: EventStamp
    let knowledge: Knowledge
    var scratch: EvaluationScratch
    var linked = LinkedProgram.empty
    /// Whether an override may have changed the parameters.
    var isOverridden = false
    /// The unknown field on which an override depends.
    var undecidedOverride: FieldID?
    /// The row that `where` is evaluated for, or nil.
    var row: RowHandle?
    /// Whether `rowField` reads the event's own facts: a filter that is part of a stream, at insert.
    var rowIsEvent = false

    init(windows: Reader, facts: Facts, stamp: EventStamp, knowledge: Knowledge, scratch: EvaluationScratch) {
        self.windows = windows
        self.facts = facts
        self.stamp = stamp
        self.knowledge = knowledge
        self.scratch = scratch
        begin(stamp)
    }

    /// Turns to another event, whose facts the caller puts in the place of those before: its keys and totals are not known yet.
    mutating func begin(_ stamp: EventStamp) {
        self.stamp = stamp
        scratch.keys.removeAll(keepingCapacity: true)
        scratch.keys.append(contentsOf: repeatElement(-3, count: knowledge.spaceCount))
        scratch.hasTotal.removeAll(keepingCapacity: true)
        scratch.hasTotal.append(contentsOf: repeatElement(false, count: knowledge.slotCount))
        if scratch.totals.count < knowledge.slotCount {
            scratch.totals = Array(repeating: WindowTotal(), count: knowledge.slotCount)
        }
    }

    /// Makes a program current; the results of earlier lets are forgotten.
    mutating func load(_ linked: LinkedProgram) {
        self.linked = linked
        isOverridden = false
        undecidedOverride = nil
        // Most rules leave nothing behind, and forgetting nothing is not free.
        if !scratch.missing.isEmpty { scratch.missing.removeAll(keepingCapacity: true) }
        if !scratch.absent.isEmpty { scratch.absent.removeAll(keepingCapacity: true) }
        if !scratch.letMissing.isEmpty { scratch.letMissing.removeAll(keepingCapacity: true) }
        if !scratch.intervals.isEmpty { scratch.intervals.removeAll(keepingCapacity: true) }
        if !scratch.made.isEmpty { scratch.made.removeAll(keepingCapacity: true) }
        let count = linked.program.letNodes.count
        if scratch.letState.count < count { scratch.letState = Array(repeating: .init(), count: count) }
        scratch.letState.withUnsafeMutableBufferPointer { states in
            for index in 0..<count { states[index].isComputed = false }
        }
    }

    mutating func evaluate(_ index: Int32) throws(EvaluationFault) -> Datum {
        let node = linked.nodes[Int(index)]
        switch node.operation {
        case .constant: return linked.constants[Int(node.a)]
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
        case .byRank: return try comparisonByRank(linked.ranks[Int(node.a)])
        case .inSet, .inList: return try membership(node)
        case .plus, .minus, .times, .over: return try arithmetic(node)
        case .history: return try history(Int(node.a))
        case .member: return try member(node)
        default: return try function(node)
        }
    }

    /// Whether the event passes the filter of a stream; unknown where it cannot be decided or evaluation fails.
    mutating func passes(_ filter: LinkedFilter) -> Datum {
        load(filter.program)
        return (try? evaluate(filter.node)) ?? .unknown
    }

    // MARK: reading

    @inline(__always)
    private mutating func read(_ field: FieldID) -> Datum {
        let value = fact(field)
        if value.isMissing { scratch.missing.append(MissingField(field: field, row: nil)) }
        return value
    }

    /// A field of the event at hand, scaled to base units.
    @inline(__always)
    func fact(_ field: FieldID) -> Datum {
        switch facts.values[Int(field.index)] {
        case .unknown: .unknown
        case .absent: .absent
        case .bool(let value): .bool(value)
        case .number(let value): .number(field.scaled(value))
        case .instant(let value): .instant(value)
        case .date(let value): .date(value)
        case .text(let text): .text(TextPlace(hash: text.hash, index: Int64(field.index), source: .fact))
        case .location(let latitude, let longitude): .location(latitude: latitude, longitude: longitude)
        case .set: .set(SetPlace(isFact: true, index: Int32(field.index)))
        }
    }

    /// A parameter is unknown where an override depends on a field that is.
    @inline(__always)
    private mutating func parameter(_ index: Int) -> Datum {
        let value = isOverridden ? scratch.parameters[index] : linked.parameters[index]
        if value.isUnknown, let field = undecidedOverride {
            scratch.missing.append(MissingField(field: field, row: nil))
        }
        return value
    }

    private mutating func readRow(_ field: FieldID) -> Datum {
        if rowIsEvent { return read(field) }
        guard let row else { return .unknown }
        return readCell(row, field)
    }

    /// The value of a field of a history row.
    mutating func readCell(_ row: RowHandle, _ field: FieldID) -> Datum {
        let column = Int(knowledge.plans[Int(row.stream.index)].column[Int(field.index)])
        guard column >= 0, !windows.flags(row).isUnknown(column) else {
            scratch.missing.append(MissingField(field: field, row: windows.stamp(row).ordinal))
            return .unknown
        }
        let cell = windows.cell(row, column)
        switch FieldRegistry.forms[Int(field.index)] {
        case .bool: return .bool(cell != 0)
        case .number: return .number(field.scaled(cell))
        case .instant: return .instant(cell)
        case .date: return .date(Int32(truncatingIfNeeded: cell))
        case .text:
            guard case .text(_, let hash)? = windows.text(cell) else { return .text(make(Text(""))) }
            return .text(TextPlace(hash: hash, index: cell, source: .cell))
        case .location:
            return .location(
                latitude: Int32(truncatingIfNeeded: cell >> 32), longitude: Int32(truncatingIfNeeded: cell))
        case .other: return .unknown
        }
    }

    // MARK: lets

    private mutating func letValue(_ index: Int) throws(EvaluationFault) -> Datum {
        if scratch.letState[index].isComputed {
            var next = scratch.letState[index].missingStart
            let end = scratch.letState[index].missingEnd
            while next < end {
                scratch.missing.append(scratch.letMissing[next])
                next += 1
            }
            return scratch.letState[index].value
        }
        let mark = scratch.missing.count
        // A let means the event, also where a filter of history names it.
        let savedRow = row
        row = nil
        let value = try evaluate(linked.program.letNodes[index])
        row = savedRow
        let start = scratch.letMissing.count
        if scratch.missing.count > mark { scratch.letMissing.append(contentsOf: scratch.missing[mark...]) }
        scratch.letState[index] = .init(
            value: value, isComputed: true, missingStart: start, missingEnd: scratch.letMissing.count)
        return value
    }

    private mutating func member(_ node: Node) throws(EvaluationFault) -> Datum {
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

    private mutating func connective(_ node: Node) throws(EvaluationFault) -> Datum {
        let deciding = node.operation == .or
        let mark = scratch.missing.count
        let left = try evaluate(node.a)
        if left.isBool(deciding) { return left }
        let right = try evaluate(node.b)
        if right.isBool(deciding) {
            forget(mark, &scratch.missing)
            return right
        }
        if case .bool = left, case .bool = right { return .bool(!deciding) }
        return .unknown
    }

    private mutating func choice(_ node: Node) throws(EvaluationFault) -> Datum {
        let mark = scratch.missing.count
        if case .bool(let flag) = try evaluate(node.a) { return try evaluate(flag ? node.b : node.c) }
        let yes = try evaluate(node.b)
        let no = try evaluate(node.c)
        if isSame(yes, no) {
            forget(mark, &scratch.missing)
            return yes
        }
        return .unknown
    }

    private mutating func comparison(_ node: Node) throws(EvaluationFault) -> Datum {
        let mark = scratch.missing.count
        let left = try evaluate(node.a)
        let right = try evaluate(node.b)
        let order: Int
        switch (left, right) {
        case (.number(let a), .number(let b)): order = a.compared(to: b)
        case (.instant(let a), .instant(let b)): order = a < b ? -1 : a == b ? 0 : 1
        case (.date(let a), .date(let b)): order = a < b ? -1 : a == b ? 0 : 1
        case (.text(let a), .text(let b)): order = isSame(a, b) ? 0 : 1
        case (.bool(let a), .bool(let b)): order = a == b ? 0 : 1
        case (.location(let a, let b), .location(let c, let d)): order = a == c && b == d ? 0 : 1
        default:
            guard let (a, b) = bounds(left), let (c, d) = bounds(right) else { return .unknown }
            guard let decided = Self.decide(node.operation, a, b, c, d) else { return .unknown }
            forget(mark, &scratch.missing)
            return .bool(decided)
        }
        return .bool(Self.holds(node.operation, order))
    }

    @inline(__always)
    static func holds(_ operation: Operation, _ order: Int) -> Bool {
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

    private mutating func membership(_ node: Node) throws(EvaluationFault) -> Datum {
        let element = try evaluate(node.a)
        let negated = node.c == 1
        if node.operation == .inSet {
            guard case .set(let place) = try evaluate(node.b), case .text(let text) = element else { return .unknown }
            return .bool(contains(place, text) != negated)
        }
        switch element {
        case .text(let text):
            let list = try list(node.b)
            return .bool(list.contains(text.hash, at: stamp.at) { $0.string == string(text) } != negated)
        case .set(let place):
            for member in members(place) where try list(node.b).contains(member, at: stamp.at) {
                return .bool(!negated)
            }
            return .bool(negated)
        default: return .unknown
        }
    }

    private func list(_ index: Int32) throws(EvaluationFault) -> MemberTable {
        let number = linked.program.listIndices[Int(index)]
        guard number >= 0 else { throw .missingList(linked.program.lists[Int(index)]) }
        return knowledge.members[Int(number)]
    }

    private mutating func contains(_ place: SetPlace, _ text: TextPlace) -> Bool {
        guard place.isFact else {
            return linked.sets[Int(place.index)].contains(text.hash) { $0.string == string(text) }
        }
        return members(place).contains { $0.hash == text.hash && $0.string == string(text) }
    }
}
