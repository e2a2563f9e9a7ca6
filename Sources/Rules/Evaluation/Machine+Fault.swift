import Domain

extension Machine {
    /// The fields that an operator read when it failed, in order of their names; where it read none, those of the whole condition.
    ///
    /// The operator is the innermost that fails although nothing below it does. It is looked for after the failure, so that what
    /// does not fail costs nothing.
    mutating func fieldsAtFault() -> [FieldID] {
        var found: Set<FieldID> = []
        collect(failing(linked.program.when), into: &found)
        if found.isEmpty { collect(linked.program.when, into: &found) }
        return found.sorted { $0.name < $1.name }
    }

    private mutating func failing(_ index: Int32) -> Int32 {
        for operand in operands(of: index) where (try? evaluate(operand)) == nil { return failing(operand) }
        return index
    }

    private func collect(_ index: Int32, into found: inout Set<FieldID>) {
        let node = linked.nodes[Int(index)]
        switch node.operation {
        case .field, .rowField: found.insert(FieldID(Int(node.a)))
        case .member: found.insert(FieldID(Int(node.b)))
        case .history:
            let call = linked.calls[Int(node.a)]
            found.formUnion(call.keys + call.fixed + call.filterFields + [call.value, call.member].compactMap { $0 })
        default: break
        }
        for operand in operands(of: index) { collect(operand, into: &found) }
    }

    /// The nodes that a node asks, without the filter of a history, which is asked of rows.
    private func operands(of index: Int32) -> [Int32] {
        let node = linked.nodes[Int(index)]
        switch node.operation {
        case .constant, .field, .rowField, .parameter: return []
        case .letValue: return [linked.program.letNodes[Int(node.a)]]
        case .not, .negative, .absolute, .exists, .known, .dateOf, .age, .lower, .matches, .member, .inList:
            return [node.a]
        case .choice: return [node.a, node.b, node.c]
        case .byRank: return [linked.ranks[Int(node.a)].written]
        case .history:
            let call = linked.calls[Int(node.a)]
            var nodes = [call.argument, call.keep].filter { $0 >= 0 }
            if case .within(let width, _) = call.window { nodes.append(width) }
            return nodes
        case .and, .or, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .inSet, .plus, .minus,
            .times,
            .over, .instantDifference, .instantPlus, .instantMinus, .dateDifference, .least, .greatest, .haversine,
            .multiple, .share:
            return [node.a, node.b]
        }
    }
}
