import Patterns
import Windows

/// A stream of window rows and how events become rows of it.
struct StreamPlan: Sendable {
    /// What makes two streams the same.
    struct Identity: Hashable, Sendable {
        let kind: RuleKind
        let keys: [FieldID]
        let filter: String
        /// The field by which rows are ordered: event time, or the anchor of a `before` window.
        let anchor: FieldID
    }

    let identity: Identity
    let space: KeySpaceID
    /// Rule and version of the filter's program; nil where there is no filter.
    var filterSource: (rule: Int, version: Int, node: Int32)?
    var columns: [FieldID] = []
    var summed: [FieldID] = []
    /// Fields of whose values ranks are asked for.
    var ranked: [FieldID] = []
    /// Column of each field, -1 where the stream does not carry it.
    var column: [Int16] = Array(repeating: -1, count: FieldRegistry.count)

    init(identity: Identity, space: KeySpaceID) {
        self.identity = identity
        self.space = space
    }

    mutating func add(columns more: [FieldID], summed total: FieldID?) {
        for field in more where column[Int(field.index)] < 0 {
            column[Int(field.index)] = Int16(columns.count)
            columns.append(field)
        }
        if let total, !summed.contains(total) { summed.append(total) }
    }

    mutating func add(ranked field: FieldID?) {
        if let field, !ranked.contains(field) { ranked.append(field) }
    }

    var spec: StreamSpec {
        func places(_ fields: [FieldID]) -> [Int] { fields.map { Int(column[Int($0.index)]) }.sorted() }
        return StreamSpec(
            space: space, columns: columns.count, summed: places(summed), ranked: places(ranked),
            texts: places(columns.filter(\.isText)))
    }
}

/// What evaluation needs besides the event and its history, while it is put together.
struct LinkingKnowledge: Sendable {
    var lists = ListTable()
    var plans: [StreamPlan] = []
    var spaceCount = 1
    /// For each range whose total is kept for an event, the column that is added up with it.
    var slotColumns: [Int32?] = []
}

/// A plan that no longer changes; a class, so that reading one in the hot path copies one reference.
final class LinkedPlan: Sendable {
    let identity: StreamPlan.Identity
    let space: KeySpaceID
    let filter: LinkedFilter?
    let columns: [FieldID]
    let column: [Int16]

    init(_ plan: StreamPlan, _ rules: [Rule]) {
        identity = plan.identity
        space = plan.space
        filter = plan.filterSource.map {
            LinkedFilter(program: rules[$0.rule].versions[$0.version].linked, node: $0.node)
        }
        columns = plan.columns
        column = plan.column
    }
}

/// The condition for an event to be a row of a stream.
struct LinkedFilter: Sendable {
    let program: LinkedProgram
    let node: Int32
}

/// What evaluation needs besides the event and its history.
final class Knowledge: Sendable {
    let lists: ListTable
    /// The members of each list.
    let members: [MemberTable]
    let plans: [LinkedPlan]
    let spaceCount: Int
    let slotColumns: [Int32?]
    var slotCount: Int { slotColumns.count }
    /// Matchers of `matches`, shared by all threads that evaluate this set.
    let matchers = MatcherPool()

    init(_ parts: LinkingKnowledge, _ rules: [Rule] = []) {
        lists = parts.lists
        members = parts.lists.lists.map(MemberTable.init)
        plans = parts.plans.map { LinkedPlan($0, rules) }
        spaceCount = parts.spaceCount
        slotColumns = parts.slotColumns
    }
}
