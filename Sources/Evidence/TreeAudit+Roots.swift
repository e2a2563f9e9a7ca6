import Domain

extension TreeAudit.Belief {
    /// The trees that are possible, the recorded one first.
    var candidates: [CompactRange] {
        switch self {
        case .one(let range): [range]
        case .two(let current, let recorded): [recorded] + (current.map { [$0] } ?? [])
        case .lost: []
        }
    }
}

extension TreeAudit {
    /// Holds the tree of size `next` against the roots stated for it. Signed statements outweigh stored heads.
    mutating func settle(_ heads: [TreeHead], _ statements: [LogVerifier.Statement]) {
        let size = next
        let fork = Set(statements.map(\.root)).count > 1
        if fork {
            findings.append(Finding(.fork, .size(size), "two signed checkpoints of this size have different roots"))
        }
        let candidates = belief.candidates
        let stored = heads.compactMap(\.range).filter { $0.size == size }
        let signedRoots = statements.map(\.root)
        if let match = candidates.first(where: { signedRoots.contains($0.root) }) {
            accept(match, isSigned: true)
            report(differing: heads, from: match.root)
            return
        }
        if signedRoots.isEmpty,
            let match = candidates.first(where: { range in heads.contains { $0.root == range.root } })
        {
            accept(match, isSigned: false)
            report(differing: heads, from: match.root)
            return
        }
        failed(
            at: size, signedRoots, isHeld: !statements.isEmpty && statements.allSatisfy { $0.source != .log },
            candidates)
        if let edge = stored.first(where: { signedRoots.isEmpty ? !hasFailedSigned : signedRoots.contains($0.root) }) {
            resume(from: edge, isSigned: !signedRoots.isEmpty)
        } else if !candidates.isEmpty {
            // What is behind a failed root cannot be proven either; say so once, not at each later root.
            belief = .lost
            hasUnknownLeaf = true
            if !signedRoots.isEmpty { hasFailedSigned = true }
        }
    }

    private mutating func accept(_ range: CompactRange, isSigned: Bool) {
        if case .two(_, let recorded) = belief { disputes.decide(upTo: next, entriesHold: recorded != range) }
        belief = .one(range)
        lastGood = next
        hasUnknownLeaf = false
        if isSigned {
            lastSigned = next
            provenSize = next
        }
    }

    /// Goes on from a stored right edge whose root is the stated one.
    private mutating func resume(from edge: CompactRange, isSigned: Bool) {
        belief = .one(edge)
        lastGood = next
        hasUnknownLeaf = false
        if isSigned {
            lastSigned = next
            hasFailedSigned = false
        }
    }

    private mutating func report(differing heads: [TreeHead], from root: Hash32) {
        guard heads.contains(where: { $0.root != root }) else { return }
        let cause = "the stored tree head has another root than the entries; the entries are those signed"
        findings.append(Finding(.rootMismatch, .size(next), cause))
    }

    private mutating func failed(at size: UInt64, _ signedRoots: [Hash32], isHeld: Bool, _ candidates: [CompactRange]) {
        guard !hasUnknownLeaf, !candidates.isEmpty else { return }
        let from = signedRoots.isEmpty ? lastGood : lastSigned
        let witness = signedRoots.isEmpty ? "tree head" : isHeld ? "held checkpoint" : "signed checkpoint"
        let cause = "these entries do not give the root of the \(witness) of size \(size)"
        findings.append(Finding(isHeld ? .fork : .rootMismatch, .range(from, size), cause))
    }

    // MARK: Order in the part that no tile covers

    /// Finds entries that changed places where only roots, not leaf hashes, are recorded: at most 255 entries at the end.
    mutating func restoreOrder(_ leaves: inout [Leaf], _ statements: [UInt64: [LogVerifier.Statement]]) {
        for position in leaves.indices where leaves[position].recorded == nil {
            guard let current = leaves[position].current,
                let other = disputes.trade(index: leaves[position].index, current: current)
            else { continue }
            leaves[position].recorded = other
        }
        guard case .one(let base) = belief, leaves.allSatisfy({ $0.current != nil }) else { return }
        let end = next + UInt64(leaves.count)
        let roots = knownRoots(upTo: end, statements)
        guard let last = roots.last else { return }
        let count = Int(last.size - next)
        let hashes = leaves.prefix(count).map { $0.recorded ?? $0.current ?? .zero }
        var range = base
        for hash in hashes { range.append(leaf: hash) }
        guard range.root != last.root else { return }
        guard let (first, second) = SwapSearch(base: base, leaves: hashes).pair(giving: last.root) else { return }
        for (position, other) in [(first, second), (second, first)] {
            leaves[position].recorded = hashes[other]
            disputes.add(
                index: leaves[position].index, current: leaves[position].current, stored: nil, tile: hashes[other])
        }
    }

    /// Roots stated for sizes in this unit, signed ones before heads, by size.
    private func knownRoots(
        upTo end: UInt64, _ statements: [UInt64: [LogVerifier.Statement]]
    ) -> [(size: UInt64, root: Hash32)] {
        var roots: [UInt64: Hash32] = [:]
        for size in next + 1...max(end, next + 1) {
            if let root = statements[size]?.first?.root ?? heads[size]?.first?.root { roots[size] = root }
        }
        return roots.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

/// Tries every pair of leaves of one unit: which exchange gives the root that is known?
struct SwapSearch {
    private let base: CompactRange
    /// Level by level the hashes of complete pairs over the unit's leaves, the leaves first.
    private let levels: [Range<Int>]
    private let nodes: [Hash32]
    private let count: Int

    init(base: CompactRange, leaves: [Hash32]) {
        self.base = base
        count = leaves.count
        var nodes = leaves
        var levels = [0..<leaves.count]
        while let row = levels.last, row.count > 1 {
            let start = nodes.count
            for pair in stride(from: row.lowerBound, to: row.upperBound - 1, by: 2) {
                nodes.append(EvidenceHash.node(nodes[pair], nodes[pair + 1]))
            }
            levels.append(start..<nodes.count)
        }
        self.nodes = nodes
        self.levels = levels
    }

    /// The two positions, the smaller first; nil when no single exchange gives the root.
    func pair(giving root: Hash32) -> (Int, Int)? {
        for first in 0..<count {
            for second in first + 1..<max(count, first + 1) where nodes[first] != nodes[second] {
                if rootSwapping(first, second) == root { return (first, second) }
            }
        }
        return nil
    }

    private func rootSwapping(_ first: Int, _ second: Int) -> Hash32 {
        var scratch = nodes
        scratch.swapAt(first, second)
        for leaf in [first, second] {
            var offset = leaf
            for level in 1..<levels.count {
                offset /= 2
                guard offset < levels[level].count else { break }
                let left = levels[level - 1].lowerBound + offset * 2
                scratch[levels[level].lowerBound + offset] = EvidenceHash.node(scratch[left], scratch[left + 1])
            }
        }
        return fold(scratch)
    }

    /// The root over base and unit: the unit begins at a multiple of 256, so its perfect subtrees stand alone.
    private func fold(_ nodes: [Hash32]) -> Hash32 {
        var root: Hash32?
        for (height, level) in levels.enumerated() where count >> height & 1 == 1 {
            let node = nodes[level.lowerBound + (count >> height) - 1]
            root = root.map { EvidenceHash.node(node, $0) } ?? node
        }
        for left in base.hashes.reversed() { root = root.map { EvidenceHash.node(left, $0) } ?? left }
        return root ?? EvidenceHash.emptyRoot
    }
}
