package import Domain

/// Which tiles a proof needs and how it is put together from them: the reading in between belongs to the caller, so the
/// same code serves a database and a folder. O(log n) tiles.
package struct ProofPlan: Hashable, Sendable {
    /// A perfect subtree: the hash over leaves [index << height, (index + 1) << height).
    private struct Node: Hashable, Sendable {
        let height: UInt8
        let index: UInt64
    }

    /// One proof hash: perfect subtrees from left to right that fold into it.
    private var elements: [[Node]] = []
    /// The size of the tree the proof is about.
    package let size: UInt64

    /// The inclusion proof of leaf `index` in the tree of `size` leaves.
    /// - Throws: `proof_impossible` when the index is not below the size.
    package static func inclusion(index: UInt64, size: UInt64) throws(EvidenceError) -> ProofPlan {
        guard index < size else { throw EvidenceError(.proofImpossible, "index \(index) of a tree of \(size)") }
        var plan = ProofPlan(size: size)
        plan.addPath(index, start: 0, end: size)
        return plan
    }

    /// The consistency proof from the tree of `oldSize` leaves to that of `size`.
    /// - Throws: `proof_impossible` from size 0, which proves nothing, and backwards.
    package static func consistency(from oldSize: UInt64, to size: UInt64) throws(EvidenceError) -> ProofPlan {
        guard oldSize > 0, oldSize <= size else {
            throw EvidenceError(.proofImpossible, "consistency from \(oldSize) to \(size)")
        }
        var plan = ProofPlan(size: size)
        plan.addSubproof(oldSize, start: 0, end: size, complete: true)
        return plan
    }

    private init(size: UInt64) { self.size = size }

    private mutating func addPath(_ index: UInt64, start: UInt64, end: UInt64) {
        guard end - start > 1 else { return }
        let middle = start + ProofPlan.split(end - start)
        if index < middle {
            addPath(index, start: start, end: middle)
            add(start: middle, end: end)
        } else {
            addPath(index, start: middle, end: end)
            add(start: start, end: middle)
        }
    }

    /// RFC 6962 section 2.1.2, SUBPROOF(m, D[n], b).
    private mutating func addSubproof(_ oldSize: UInt64, start: UInt64, end: UInt64, complete: Bool) {
        if oldSize == end - start {
            if !complete { add(start: start, end: end) }
            return
        }
        let half = ProofPlan.split(end - start)
        if oldSize <= half {
            addSubproof(oldSize, start: start, end: start + half, complete: complete)
            add(start: start + half, end: end)
        } else {
            addSubproof(oldSize - half, start: start + half, end: end, complete: false)
            add(start: start, end: start + half)
        }
    }

    /// The largest power of two below `length`.
    private static func split(_ length: UInt64) -> UInt64 {
        1 << UInt64(63 - (length - 1).leadingZeroBitCount)
    }

    private mutating func add(start: UInt64, end: UInt64) {
        var nodes: [Node] = []
        var start = start
        while start < end {
            let height = 63 - (end - start).leadingZeroBitCount
            nodes.append(Node(height: UInt8(height), index: start >> UInt64(height)))
            start += 1 << UInt64(height)
        }
        elements.append(nodes)
    }

    /// The tiles to fetch, sorted, each with the number of hashes it has at this size at least.
    package var tiles: [TileID] {
        var ids: Set<TileID> = []
        for nodes in elements { for node in nodes { ids.insert(ProofPlan.place(node).tile) } }
        return ids.sorted()
    }

    private static func place(_ node: Node) -> (tile: TileID, range: Range<Int>) {
        let level = node.height / 8
        let within = UInt64(node.height % 8)
        let first = node.index << within
        let start = Int(first & 255)
        return (TileID(level: level, index: first >> 8), start..<start + 1 << Int(within))
    }

    /// The proof, from the hashes of the tiles named by `tiles`. A tile may hold more than the size has.
    /// - Throws: `tile_missing` naming the tile when one is missing or too short.
    package func assemble(_ tiles: [TileID: [Hash32]]) throws(EvidenceError) -> [Hash32] {
        var proof: [Hash32] = []
        for nodes in elements {
            var result: Hash32?
            for node in nodes.reversed() {
                let place = ProofPlan.place(node)
                guard let hashes = tiles[place.tile], hashes.count >= place.range.upperBound else {
                    throw EvidenceError(.tileMissing, "tile \(place.tile.level)/\(place.tile.index)")
                }
                var range = CompactRange.empty
                for hash in hashes[place.range] { range.append(leaf: hash) }
                result = result.map { EvidenceHash.node(range.root, $0) } ?? range.root
            }
            if let result { proof.append(result) }
        }
        return proof
    }
}
