/// The syntax tree of an expression; every node knows where it begins.
indirect enum Expression: Hashable, Sendable {
    case literal(Literal, Int)
    case name([String], Int)
    case unary(UnaryOperator, Expression, Int)
    /// The offset is the operator's.
    case binary(BinaryOperator, Expression, Expression, Int)
    case choice(Expression, Expression, Expression, Int)
    case call(String, [Expression], Int)
    case history(HistoryExpression)

    var offset: Int {
        switch self {
        case .literal(_, let offset), .name(_, let offset), .unary(_, _, let offset), .choice(_, _, _, let offset),
            .call(_, _, let offset):
            offset
        case .binary(_, let left, _, _): left.offset
        case .history(let history): history.offset
        }
    }
}

/// A constant as written.
enum Literal: Hashable, Sendable {
    /// The digits, and the unit where one follows.
    case number(String, unit: String?)
    case text(String)
    case bool(Bool)
}

enum UnaryOperator: String, Sendable { case not, minus = "-" }

enum BinaryOperator: String, Sendable, CaseIterable {
    case or, and
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case equal = "=="
    case notEqual = "!="
    case isIn = "in"
    case isNotIn = "not in"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case over = "/"

    var isComparison: Bool {
        switch self {
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual: true
        default: false
        }
    }

    /// Binding strength, loosest first.
    var precedence: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .isIn, .isNotIn: 4
        case .plus, .minus: 5
        case .times, .over: 6
        }
    }
}

/// `history.payouts.amount by beneficiary_id within 7 d where …`
struct HistoryExpression: Hashable, Sendable {
    /// `others` leaves the event itself out.
    var isOthers: Bool
    var kind: RuleKind
    var field: [String]?
    var keys: [[String]]
    var window: Window?
    var grace: Expression?
    var filter: Expression?
    var hops: Expression?
    var keep: Expression?
    var offset: Int

    enum Window: Hashable, Sendable {
        case within(Expression, bothWays: Bool)
        case before([String])
        case sameDay([String])
    }
}
