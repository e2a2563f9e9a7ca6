import Domain
import Patterns
import Windows

/// One operation of a compiled expression; operands are indices of other nodes, or of tables where the case says so.
enum Operation: UInt8, Sendable {
    case constant, field, rowField, parameter, letValue
    case not, and, or, choice
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    /// `b` is a node that gives a set; `c` is 1 for `not in`.
    case inSet
    /// `b` indexes the program's list names; `c` is 1 for `not in`.
    case inList
    case plus, minus, times, over, negative
    case instantDifference, instantPlus, instantMinus, dateDifference
    case exists, known, absolute, least, greatest, dateOf, age, haversine, multiple, lower
    /// `b` indexes the program's patterns.
    case matches
    /// Field `b` of the row that node `a` gives.
    case member
    /// `a` indexes the program's history calls.
    case history
    /// `a / b`, absent where `b` is zero: the function `share`.
    case share
    /// `a` indexes the linked program's comparisons by rank; never compiled, made when a program is linked.
    case byRank
}

struct Node: Sendable {
    var operation: Operation
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
}

/// What an aggregate over history computes.
enum Aggregate: Sendable, Hashable {
    case count, sum, average, least, greatest, percentile, distinct, deviation, first, last, overlaps
    /// Hops of the shortest way back to where a payment came from; zero without one.
    case cycle
    /// Median of the sums of the participants of one type and country.
    case peerMedian
}

/// A compiled history call; `stream` and the column numbers are filled when the rule set is linked.
///
/// A class, so that reading a call in the hot path copies one reference.
final class HistoryCall: Sendable {
    enum Window: Sendable {
        case within(node: Int32, bothWays: Bool)
        case before(FieldID)
        case sameDay
        case everything
        /// Sessions that end at the same instant: all that a key with start and end has (``HistoryCall/fixed``).
        case sameEnd

        /// What two windows of equal width have in common.
        enum Shape: Hashable, Sendable {
            case within(bothWays: Bool)
            case before(FieldID)
            case sameDay
            case everything
            case sameEnd
        }

        var shape: Shape {
            switch self {
            case .within(_, let bothWays): .within(bothWays: bothWays)
            case .before(let field): .before(field)
            case .sameDay: .sameDay
            case .everything: .everything
            case .sameEnd: .sameEnd
            }
        }
    }

    let aggregate: Aggregate
    let kind: RuleKind
    let isOthers: Bool
    let keys: [FieldID]
    /// Fields of the key as written by which rows are not kept: start and end of a session. They are told in the window and
    /// the filter, since nearly every session would be a key of its own; unknown, they make the call unknown as a key does.
    let fixed: [FieldID]
    let value: FieldID?
    let window: Window
    /// Node of the grace period, of the percentile's rank, of a cycle's hops, or -1.
    let argument: Int32
    /// Node of the part of the value that a cycle keeps, or -1.
    let keep: Int32
    /// Whom a row is counted for: the payee of a cycle's hop, the member of a peer group.
    let member: FieldID?
    /// Node of a filter evaluated for each row when the window is read, or -1.
    let filter: Int32
    /// The filter that is part of the stream, as text with parameters put in; empty where there is none.
    let streamFilter: String
    /// The node of that filter.
    let streamFilterNode: Int32
    /// Fields of rows that the call reads.
    let columns: [FieldID]
    let summed: FieldID?
    /// Fields that filters read: named when a row is unsure.
    let filterFields: [FieldID]
    let stream: StreamID
    let space: KeySpaceID
    let valueColumn: Int32

    init(
        aggregate: Aggregate, kind: RuleKind, isOthers: Bool, keys: [FieldID], value: FieldID?, window: Window,
        argument: Int32, filter: Int32, streamFilter: String, streamFilterNode: Int32, columns: [FieldID],
        summed: FieldID?, filterFields: [FieldID], fixed: [FieldID] = [], keep: Int32 = -1, member: FieldID? = nil,
        stream: StreamID = StreamID(0), space: KeySpaceID = KeySpaceID(0), valueColumn: Int32 = -1
    ) {
        self.aggregate = aggregate
        self.kind = kind
        self.isOthers = isOthers
        self.keys = keys
        self.fixed = fixed
        self.value = value
        self.window = window
        self.argument = argument
        self.filter = filter
        self.streamFilter = streamFilter
        self.streamFilterNode = streamFilterNode
        self.columns = columns
        self.summed = summed
        self.filterFields = filterFields
        self.keep = keep
        self.member = member
        self.stream = stream
        self.space = space
        self.valueColumn = valueColumn
    }

    private func copy(
        columns: [FieldID]? = nil, stream: StreamID? = nil, space: KeySpaceID? = nil, column: Int32? = nil
    )
        -> HistoryCall
    {
        HistoryCall(
            aggregate: aggregate, kind: kind, isOthers: isOthers, keys: keys, value: value, window: window,
            argument: argument, filter: filter, streamFilter: streamFilter, streamFilterNode: streamFilterNode,
            columns: columns ?? self.columns, summed: summed, filterFields: filterFields, fixed: fixed, keep: keep,
            member: member, stream: stream ?? self.stream, space: space ?? self.space,
            valueColumn: column ?? valueColumn)
    }

    func adding(columns more: [FieldID]) -> HistoryCall {
        copy(columns: columns + more.filter { !columns.contains($0) })
    }

    func placed(in stream: StreamID, _ space: KeySpaceID) -> HistoryCall { copy(stream: stream, space: space) }

    func placed(valueColumn: Int32) -> HistoryCall { copy(column: valueColumn) }
}

/// Everything that evaluating one version of a rule needs.
struct Program: Sendable {
    var nodes: [Node] = []
    var constants: [Value] = []
    var sets: [Set<Text>] = []
    var lists: [String] = []
    /// Numbers of the lists in the rule set, -1 for a missing one.
    var listIndices: [Int32] = []
    var patterns: [CompiledPattern] = []
    var calls: [HistoryCall] = []
    var letNames: [String] = []
    var letNodes: [Int32] = []
    var letTypes: [ValueType] = []
    var when: Int32 = -1
    /// Whether any node reads history.
    var readsHistory: Bool { !calls.isEmpty }
}
