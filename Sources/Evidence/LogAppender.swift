package import Domain

/// What one append adds to a log's tables, to be written in the batch's transaction.
package struct AppendedBatch: Hashable, Sendable {
    /// The size before: the index of the first entry.
    package let firstIndex: UInt64
    package let entries: [EvidenceEntry]
    /// Full tiles of every level, in the order they became full.
    package let tiles: [Tile]
    package let range: CompactRange
    package let root: Hash32

    /// The tree's size after the batch.
    package var size: UInt64 { range.size }
}

/// Gives sealed envelopes their place in a log. The index comes from the tree's size, never from a sequence, so there
/// are no gaps and nothing is used twice. A value: a transaction that fails throws its copy away.
package struct LogAppender: Hashable, Sendable {
    package let log: LogOrigin
    package private(set) var tree: TreeBuilder

    /// A log without entries.
    package init(emptyLog log: LogOrigin) {
        self.log = log
        tree = .empty
    }

    /// Goes on behind a stored tree head.
    ///
    /// `partial` holds, from level 0 up, the hashes of the tiles that are not full: the leaf hashes from
    /// `size / 256 * 256` on, then for each level above the roots (`Tile.root`) of the full tiles below.
    /// - Throws: `tree_state_invalid` when they do not belong to the compact range.
    package init(log: LogOrigin, range: CompactRange, partial: [[Hash32]]) throws(EvidenceError) {
        self.log = log
        tree = try TreeBuilder(range: range, partial: partial)
    }

    package var size: UInt64 { tree.size }

    /// Appends in the order given.
    package mutating func append(_ envelopes: [SealedEnvelope]) -> AppendedBatch {
        let firstIndex = tree.size
        var tiles: [Tile] = []
        var entries: [EvidenceEntry] = []
        entries.reserveCapacity(envelopes.count)
        for sealed in envelopes {
            entries.append(EvidenceEntry(index: tree.size, sealed: sealed))
            tree.append(leaf: sealed.leafHash, tiles: &tiles)
        }
        return AppendedBatch(
            firstIndex: firstIndex, entries: entries, tiles: tiles, range: tree.range, root: tree.root)
    }

    /// Seals and appends drafts.
    /// - Throws: `envelope_invalid` of the first draft that cannot be written; nothing is appended then.
    package mutating func append(_ drafts: [EnvelopeDraft]) throws(EvidenceError) -> AppendedBatch {
        var sealed: [SealedEnvelope] = []
        sealed.reserveCapacity(drafts.count)
        for draft in drafts { sealed.append(try draft.sealed(in: log)) }
        return append(sealed)
    }
}
