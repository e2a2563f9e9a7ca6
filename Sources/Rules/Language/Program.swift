import Domain
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
}

/// A compiled history call; `stream` and the column numbers are filled when the rule set is linked.
struct HistoryCall: Sendable {
    enum Window: Sendable {
        case within(node: Int32, bothWays: Bool)
        case before(FieldID)
        case sameDay
        case everything
    }

    let aggregate: Aggregate
    let kind: RuleKind
    let isOthers: Bool
    let keys: [FieldID]
    let value: FieldID?
    let window: Window
    /// Node of the grace period, of the percentile's rank, or -1.
    let argument: Int32
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
    var stream = StreamID(0)
    var space = KeySpaceID(0)
    var valueColumn: Int32 = -1
}

/// Everything that evaluating one version of a rule needs.
struct Program: Sendable {
    var nodes: [Node] = []
    var constants: [Value] = []
    var sets: [Set<Text>] = []
    var lists: [String] = []
    /// Numbers of the lists in the rule set, -1 for a missing one.
    var listIndices: [Int32] = []
    var patterns: [TextPattern] = []
    var calls: [HistoryCall] = []
    var letNames: [String] = []
    var letNodes: [Int32] = []
    var letTypes: [ValueType] = []
    var when: Int32 = -1
    /// Whether any node reads history.
    var readsHistory: Bool { !calls.isEmpty }
}
