import Domain

/// When tokens, payers and beneficiaries were first seen in a feed.
///
/// What was first seen in the feed's first days may be much older than the feed: its age stays unknown until those days have passed
/// since, and from then on it is known not to be new.
package struct FirstUses: Sendable {
    /// What is seen, the field that says since when, and the days up to which rules call it new: no parameter may ask for more.
    private static let seen: [(kind: RuleKind, field: FieldID, since: FieldID, settling: Int64)] = [
        (.session, .tokenUID, .tokenFirstSeen, 7 * 86_400_000_000),
        (.payout, .payerID, .payerFirstSeen, 30 * 86_400_000_000),
        (.payout, .beneficiaryID, .beneficiaryFirstSeen, 30 * 86_400_000_000),
    ]

    private struct Key: Hashable, Sendable {
        let field: FieldID
        let value: Text
    }

    private var first: [Key: Int64] = [:]
    private var starts: [RuleKind: Int64] = [:]

    package init() {}

    /// Takes an event into account, in any order.
    package mutating func note(_ facts: Facts, kind: RuleKind) { note(kind) { facts[$0] } }

    /// The fields whose values say since when somebody is known, of those that are used.
    static func fields(since used: Set<FieldID>) -> Set<FieldID> {
        Set(seen.filter { used.contains($0.since) }.map(\.field))
    }

    mutating func note(_ kind: RuleKind, _ fact: (FieldID) -> FactValue) {
        guard case .instant(let at) = fact(.at) else { return }
        starts[kind] = min(starts[kind] ?? .max, at)
        for use in Self.seen where use.kind == kind {
            guard case .text(let value) = fact(use.field) else { continue }
            let key = Key(field: use.field, value: value)
            first[key] = min(first[key] ?? .max, at)
        }
    }

    /// Fills what is known of first uses once all events were noted.
    package func fill(_ facts: inout Facts, kind: RuleKind) {
        guard let start = starts[kind], case .instant(let at) = facts[.at] else { return }
        for use in Self.seen where use.kind == kind && facts[use.since] == .unknown {
            guard case .text(let value) = facts[use.field], let seen = first[Key(field: use.field, value: value)] else {
                continue
            }
            if seen >= start + use.settling || at - seen > use.settling { facts[use.since] = .instant(seen) }
        }
        facts.derive(kind: kind)
    }
}

extension FieldID {
    fileprivate static let payerID = FieldID("payer_id") ?? .at
    fileprivate static let payerFirstSeen = FieldID("payer.first_seen") ?? .at
    fileprivate static let beneficiaryID = FieldID("beneficiary_id") ?? .at
    fileprivate static let beneficiaryFirstSeen = FieldID("beneficiary.first_seen") ?? .at
}
