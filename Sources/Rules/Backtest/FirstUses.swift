package import Domain

/// When tokens, payers and beneficiaries were first seen in a feed.
///
/// What was first seen in the feed's first days may be much older than the feed: its age stays unknown.
package struct FirstUses: Sendable {
    /// What is seen, and the field that says since when.
    private static let seen: [(RuleKind, FieldID, FieldID)] = [
        (.session, .tokenUID, .tokenFirstSeen), (.payout, .payerID, .payerFirstSeen),
        (.payout, .beneficiaryID, .beneficiaryFirstSeen),
    ]

    private struct Key: Hashable, Sendable {
        let field: FieldID
        let value: Text
    }

    /// How long a feed must have run before a first use is one.
    private let settling: TimeSpan
    private var first: [Key: Int64] = [:]
    private var starts: [RuleKind: Int64] = [:]

    package init(settling: TimeSpan = TimeSpan(microseconds: 7 * 86_400_000_000)) { self.settling = settling }

    /// Takes an event into account, in any order.
    package mutating func note(_ facts: Facts, kind: RuleKind) {
        guard case .instant(let at) = facts[.at] else { return }
        starts[kind] = min(starts[kind] ?? .max, at)
        for (seenKind, field, _) in Self.seen where seenKind == kind {
            guard case .text(let value) = facts[field] else { continue }
            let key = Key(field: field, value: value)
            first[key] = min(first[key] ?? .max, at)
        }
    }

    /// Fills what is known of first uses once all events were noted.
    package func fill(_ facts: inout Facts, kind: RuleKind) {
        guard let start = starts[kind] else { return }
        for (seenKind, field, since) in Self.seen where seenKind == kind && facts[since] == .unknown {
            guard case .text(let value) = facts[field], let at = first[Key(field: field, value: value)],
                at >= start + settling.microseconds
            else { continue }
            facts[since] = .instant(at)
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
