import Domain

/// Verification of inclusion and consistency (RFC 6962 section 2.1, subtrees as in draft-ietf-plants-merkle-tree-certs).
///
/// Takes outside data: sizes up to 2^64-1, hashes of any length. Nothing here traps.
package enum MerkleProof {
    /// Whether the leaf stands at `index` in the tree of `size` leaves with this root.
    package static func verifyInclusion(
        leaf: [UInt8], index: UInt64, size: UInt64, proof: [[UInt8]], root: [UInt8]
    ) -> Bool {
        guard index < size, let leaf = Hash32(leaf), let proof = hashes(proof) else { return false }
        guard let computed = inclusionRoot(leaf: leaf, index: index, size: size, proof: proof) else { return false }
        return computed.bytes == root
    }

    /// Whether the tree of `newSize` leaves begins with the tree of `oldSize`.
    ///
    /// From size 0 the answer is always false. RFC 6962 section 2.1.2 defines the proof for 0 < m < n only, and every tree
    /// begins with the empty one: whoever is shown such a "proof" has been shown nothing. A reader who holds a checkpoint
    /// of size 0 therefore holds no pledge, and `SignerState` asks for no proof from it.
    package static func verifyConsistency(
        oldSize: UInt64, newSize: UInt64, oldRoot: [UInt8], newRoot: [UInt8], proof: [[UInt8]]
    ) -> Bool {
        guard oldSize > 0 else { return false }
        return verifySubtree(
            start: 0, end: oldSize, size: newSize, subtreeRoot: oldRoot, root: newRoot, proof: proof)
    }

    /// Whether the leaf stands at `index` in the subtree [start, end) with this root.
    package static func verifySubtreeInclusion(
        leaf: [UInt8], index: UInt64, start: UInt64, end: UInt64, proof: [[UInt8]], root: [UInt8]
    ) -> Bool {
        guard end > start, isSubtree(start: start, end: end), index >= start, index < end else { return false }
        return verifyInclusion(leaf: leaf, index: index - start, size: end - start, proof: proof, root: root)
    }

    /// Whether the subtree [start, end) with its root is part of the tree of `size` leaves with `root`.
    ///
    /// An empty subtree is accepted with the empty tree's hash and no proof; the root is not looked at then.
    package static func verifySubtree(
        start: UInt64, end: UInt64, size: UInt64, subtreeRoot: [UInt8], root: [UInt8], proof: [[UInt8]]
    ) -> Bool {
        guard start <= end, end <= size else { return false }
        if start == end { return subtreeRoot == EvidenceHash.emptyRoot.bytes && proof.isEmpty }
        guard isSubtree(start: start, end: end) else { return false }
        if start == 0, end == size { return proof.isEmpty && subtreeRoot == root }
        guard let subtree = Hash32(subtreeRoot), let proof = hashes(proof) else { return false }
        return verifyPath(start: start, end: end, size: size, subtree: subtree, root: root, proof: proof)
    }

    /// A subtree begins at a multiple of the smallest power of two that holds it.
    static func isSubtree(start: UInt64, end: UInt64) -> Bool {
        let length = end - start
        let bits = UInt64.bitWidth - (length - 1).leadingZeroBitCount
        guard bits < 64 else { return start == 0 }
        return start & (1 << UInt64(bits) - 1) == 0
    }

    private static func verifyPath(
        start: UInt64, end: UInt64, size: UInt64, subtree: Hash32, root: [UInt8], proof: [Hash32]
    ) -> Bool {
        var first = start
        var last = end - 1
        var tree = size - 1
        while last == tree ? first != last : first != last && last & 1 == 1 {
            first >>= 1
            last >>= 1
            tree >>= 1
        }
        var rest = proof[...]
        var seed = subtree
        if first != last {
            guard let hash = rest.popFirst() else { return false }
            seed = hash
        }
        var fromSubtree = seed
        var fromRoot = seed
        for hash in rest {
            if tree == 0 { return false }
            if last & 1 == 1 || last == tree {
                if first < last { fromSubtree = EvidenceHash.node(hash, fromSubtree) }
                fromRoot = EvidenceHash.node(hash, fromRoot)
                while last & 1 == 0, last > 0 {
                    first >>= 1
                    last >>= 1
                    tree >>= 1
                }
            } else {
                fromRoot = EvidenceHash.node(fromRoot, hash)
            }
            first >>= 1
            last >>= 1
            tree >>= 1
        }
        return tree == 0 && fromSubtree == subtree && fromRoot.bytes == root
    }

    /// The root a proof leads to; nil when the proof is too short or too long.
    static func inclusionRoot(leaf: Hash32, index: UInt64, size: UInt64, proof: [Hash32]) -> Hash32? {
        guard index < size else { return nil }
        var node = index
        var last = size - 1
        var result = leaf
        for hash in proof {
            if last == 0 { return nil }
            if node & 1 == 1 || node == last {
                result = EvidenceHash.node(hash, result)
                while node & 1 == 0, node > 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                result = EvidenceHash.node(result, hash)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 ? result : nil
    }

    private static func hashes(_ proof: [[UInt8]]) -> [Hash32]? {
        var hashes: [Hash32] = []
        hashes.reserveCapacity(proof.count)
        for bytes in proof {
            guard let hash = Hash32(bytes) else { return nil }
            hashes.append(hash)
        }
        return hashes
    }
}
