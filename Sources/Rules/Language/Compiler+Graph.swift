import Domain

/// Aggregates that look at more than one key.
extension Compiler {
    /// `cycle(history.payouts.amount by payer_id, beneficiary_id within w hops n keep r)`: the keys are from whom and to whom.
    ///
    /// The stream is kept by the payer; the way back is searched from the payee of the event at hand.
    mutating func cycle(_ history: HistoryExpression) throws(ExpressionError) -> Typed {
        guard history.keys.count == 2, case .within(_, bothWays: false)? = history.window else {
            throw ExpressionError(
                history.offset, "cycle without from, to and window", expected: "by payer_id, beneficiary_id within 30 d"
            )
        }
        guard let hops = history.hops, let keep = history.keep else {
            throw ExpressionError(history.offset, "cycle without hops or keep", expected: "hops 4 keep 0.8")
        }
        let from = try key(history.keys[0], history)
        let to = try key(history.keys[1], history)
        guard from.type == to.type, from != to else {
            throw ExpressionError(
                history.offset, "a cycle from \(from.type.name) to \(to.type.name)",
                expected: "two fields of one type, such as payer_id, beneficiary_id")
        }
        let value = try number(history)
        let nodes = try [hops, keep].map { part throws(ExpressionError) in
            let typed = try compile(part, .event)
            guard typed.type == .count else {
                throw ExpressionError(
                    part.offset, "\(typed.type.name) in a cycle", expected: "a plain number, such as hops 4 keep 0.8")
            }
            return typed.node
        }
        return try call(.cycle, history, keys: [from], value: value, member: to, argument: nodes[0], keep: nodes[1])
            .typed(.count)
    }

    /// `peer_median(history.payouts.amount by participant_id within w)`: median over the participants of the event's type and
    /// country of each one's sum; a participant without rows in the window does not count.
    mutating func peerMedian(_ history: HistoryExpression) throws(ExpressionError) -> Typed {
        guard history.keys.count == 1, !history.isOthers, history.hops == nil, history.keep == nil else {
            throw ExpressionError(
                history.offset, "peer_median needs one key, the member of the group",
                expected: "peer_median(history.….FIELD by participant_id within …)")
        }
        let member = try key(history.keys[0], history)
        let value = try number(history)
        usedFields.formUnion([.participantType, .participantCountry])
        return try call(
            .peerMedian, history, keys: [.participantType, .participantCountry], value: value, member: member,
            argument: -1, keep: -1
        ).typed(value.type)
    }

    private func number(_ history: HistoryExpression) throws(ExpressionError) -> FieldID {
        guard let parts = history.field else {
            throw ExpressionError(history.offset, "no field to add up", expected: "history.payouts.amount")
        }
        let field = try lookup(parts, history.offset, .row(history.kind))
        guard case .number = field.type else {
            throw ExpressionError(
                history.offset, "'\(parts.joined(separator: "."))' is \(field.type.name)", expected: "a number")
        }
        return field
    }

    private struct Node {
        let node: Int32
        func typed(_ type: ValueType) -> Typed { Typed(node: node, type: type) }
    }

    private mutating func call(
        _ aggregate: Aggregate, _ history: HistoryExpression, keys: [FieldID], value: FieldID, member: FieldID,
        argument: Int32, keep: Int32
    ) throws(ExpressionError) -> Node {
        guard program.calls.count < 20 else { throw tooManyCalls(history.offset) }
        try refuseGrace(history)
        let window = try self.window(history)
        let (filter, streamFilter, streamNode, fields) = try self.filter(history)
        var columns = fields.sorted()
        for field in [value, member] where !columns.contains(field) { columns.append(field) }
        program.calls.append(
            HistoryCall(
                aggregate: aggregate, kind: history.kind, isOthers: history.isOthers, keys: keys, value: value,
                window: window, argument: argument, filter: filter, streamFilter: streamFilter,
                streamFilterNode: streamNode, columns: columns, summed: nil, filterFields: fields.sorted(), keep: keep,
                member: member))
        return Node(node: add(.history, Int32(truncatingIfNeeded: program.calls.count - 1)))
    }
}
