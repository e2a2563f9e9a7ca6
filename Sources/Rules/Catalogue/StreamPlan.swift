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

    var spec: StreamSpec {
        StreamSpec(
            space: space, columns: columns.count, summed: summed.map { Int(column[Int($0.index)]) }.sorted())
    }
}

/// What evaluation needs besides the event and its history, while it is put together.
struct LinkingKnowledge: Sendable {
    var lists = ListTable()
    var plans: [StreamPlan] = []
    var spaceCount = 1
}

/// A plan that no longer changes; a class, so that reading one in the hot path copies one reference.
final class LinkedPlan: Sendable {
    let identity: StreamPlan.Identity
    let space: KeySpaceID
    let filterSource: (rule: Int, version: Int, node: Int32)?
    let columns: [FieldID]
    let column: [Int16]

    init(_ plan: StreamPlan) {
        identity = plan.identity
        space = plan.space
        filterSource = plan.filterSource
        columns = plan.columns
        column = plan.column
    }
}

/// What evaluation needs besides the event and its history.
final class Knowledge: Sendable {
    let lists: ListTable
    let plans: [LinkedPlan]
    let spaceCount: Int
    /// Matchers of `matches`, shared by all threads that evaluate this set.
    let matchers = MatcherPool()

    init(_ parts: LinkingKnowledge) {
        lists = parts.lists
        plans = parts.plans.map { LinkedPlan($0) }
        spaceCount = parts.spaceCount
    }
}
