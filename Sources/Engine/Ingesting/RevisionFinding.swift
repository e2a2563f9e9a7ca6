package import Domain
import Store

/// What is noticed of a record that comes again under its own id with other content (inputs.md section 2). It belongs to the
/// revision as it is stored and is no part of what is judged, but for payments (``Domain/Event/heldAsChanged()``): the decision
/// on a session does not depend on what came before.
package enum RevisionFinding {
    /// - Parameters:
    ///   - revision: Number of the revision of the event, from 1.
    ///   - isCurrent: False for a content that does not count (``Revision``): it is kept as history.
    package static func of(_ kind: EventKind, revision: Int32, isCurrent: Bool) -> Finding? {
        if revision <= 1 { return nil }
        switch kind {
        case .cdr:
            let place = isCurrent ? "" : ", which does not count"
            return Finding(
                code: "EV-S-008", severity: .high, path: "$.id", found: "revision \(revision) of this record\(place)",
                expected: "a CDR is sent once: the same id with other content may bill a session anew")
        case .payout: return changedPayout
        default:
            if isCurrent { return nil }
            return Finding(
                code: "IN-017", path: "$.last_updated", found: "older than what is stored",
                expected: "a state that is newer; it is kept as history")
        }
    }

    /// The words are the same whichever content came first, so that the decision is too.
    fileprivate static let changedPayout = Finding(
        code: "IN-018", severity: .high, path: "MsgId", found: "another content under the same ids",
        expected: "a payment that is changed has ids of its own")
}

extension Event {
    /// A payment of which two contents came under its ids: neither goes out before its sender was asked which one is meant.
    func heldAsChanged() -> Event {
        guard case .payout = body else { return self }
        var held = Event(
            key: key, legalEntity: legalEntity, at: at, receivedAt: receivedAt, taxPoint: taxPoint,
            contentHash: contentHash, payload: payload, source: source,
            findings: findings + [RevisionFinding.changedPayout], body: body)
        held.arrivedAt = arrivedAt
        return held
    }
}

/// Whether a content counts over the one that is stored under its key (``Revision``).
enum RevisionOrder {
    /// Whether the sender's time leaves open which one counts, so that the stored content is needed.
    static func needsContent(_ event: Event, over head: EventHead) -> Bool {
        Revision.isFixed(event.key.kind) && !head.isNew && event.receivedAt == head.receivedAt
    }

    /// - Parameter stored: the content that counts so far; nil where it was not needed, or was purged.
    static func counts(_ event: Event, over head: EventHead, stored: Event?) -> Bool {
        if head.isNew { return true }
        let earlier = Revision(
            kind: event.key.kind, receivedAt: head.receivedAt, amount: stored.flatMap(Revision.amount(of:)),
            contentHash: head.contentHash)
        return Revision(of: event).replaces(earlier)
    }
}
