/// A content that came under the key of an event, as far as it decides which of several contents counts.
///
/// Of a CDR or a payment it is the same whatever order they came in: the one that its sender changed last; of two with the
/// same time the dearer one, so that no bill hides behind a smaller one; of two that cost the same the one whose hash is
/// larger.
///
/// Which of two currencies is worth more nobody can say without rates, and which rates are known depends on when it is asked:
/// between currencies the larger number counts, then the larger hash. That says nothing of the worth. It is a choice that is
/// the same for any number of contents in any order, and each content after the first has its finding.
///
/// Of what lives on (sessions, participants, tariffs) the sender's time decides, and between equal times the later arrival:
/// such times are often whole seconds, and a live peer sends in order.
package struct Revision: Hashable, Sendable {
    package let receivedAt: Instant
    /// What it costs; nil where it has no price, or it is not known any more.
    package let amount: Money?
    package let contentHash: Hash32
    /// Whether events of its kind are complete when they come, so that a second content contradicts the first.
    private let isFixed: Bool

    package init(kind: EventKind, receivedAt: Instant, amount: Money?, contentHash: Hash32) {
        self.receivedAt = receivedAt
        self.amount = amount
        self.contentHash = contentHash
        isFixed = Self.isFixed(kind)
    }

    package init(of event: Event) {
        self.init(
            kind: event.key.kind, receivedAt: event.receivedAt, amount: Self.amount(of: event),
            contentHash: event.contentHash)
    }

    /// Whether a content of the same key that came later counts instead of the one that counts so far.
    package func replaces(_ earlier: Revision) -> Bool {
        guard isFixed, receivedAt == earlier.receivedAt else { return receivedAt >= earlier.receivedAt }
        // The number stands before all else: to compare amounts of one currency alone, and hashes else, would go in circles.
        return (amount?.micros ?? .min, contentHash) > (earlier.amount?.micros ?? .min, earlier.contentHash)
    }

    /// Whether events of a kind are complete when they come.
    package static func isFixed(_ kind: EventKind) -> Bool { kind == .cdr || kind == .payout }

    /// What a CDR or a payment costs.
    package static func amount(of event: Event) -> Money? {
        switch event.body {
        case .session(let session): session.grossAmount
        case .payout(let payout): payout.amount
        default: nil
        }
    }
}
