package import Domain

/// The right edge of an RFC 6962 tree: the roots of its largest perfect subtrees from left to right, one for each bit
/// set in its size. Enough to append and to compute the root; at most 64 hashes.
package struct CompactRange: Hashable, Sendable {
    /// Number of leaves.
    package private(set) var size: UInt64
    package private(set) var hashes: [Hash32]

    package static let empty = CompactRange(size: 0, hashes: [])

    private init(size: UInt64, hashes: [Hash32]) {
        self.size = size
        self.hashes = hashes
    }

    /// From stored bytes: 32 for each bit set in the size, left to right.
    /// - Throws: `tree_state_invalid` when the length does not belong to the size.
    package init(size: UInt64, encoded bytes: [UInt8]) throws(EvidenceError) {
        guard bytes.count == 32 * size.nonzeroBitCount else {
            throw EvidenceError(.treeStateInvalid, "\(bytes.count) bytes of right edge for a tree of \(size)")
        }
        self.size = size
        hashes = bytes.withUnsafeBytes { raw in
            (0..<size.nonzeroBitCount).map { Hash32(loading: UnsafeRawBufferPointer(rebasing: raw[($0 * 32)...])) }
        }
    }

    /// The bytes to store.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 * hashes.count)
        for hash in hashes { hash.append(to: &bytes) }
        return bytes
    }

    /// The root of the tree; of no leaves the hash of nothing.
    package var root: Hash32 {
        guard var root = hashes.last else { return EvidenceHash.emptyRoot }
        for left in hashes.dropLast().reversed() { root = EvidenceHash.node(left, root) }
        return root
    }

    /// Appends a leaf. About one hash a leaf over time.
    package mutating func append(leaf: Hash32) { append(leaf: leaf) { _, _ in } }

    /// Appends a leaf and reports each perfect subtree of 256 to a power that it completes, by level from 1.
    mutating func append(leaf: Hash32, completed: (Int, Hash32) -> Void) {
        var node = leaf
        var height = 0
        while size >> UInt64(height) & 1 == 1, let left = hashes.popLast() {
            node = EvidenceHash.node(left, node)
            height += 1
            if height & 7 == 0 { completed(height >> 3, node) }
        }
        hashes.append(node)
        size += 1
    }
}

/// The place of a tile: `level` 0 holds leaf hashes, level *l* the roots of 256^*l* leaves each; 256 to a tile.
package struct TileID: Hashable, Comparable, Sendable {
    package let level: UInt8
    package let index: UInt64

    package init(level: UInt8, index: UInt64) {
        self.level = level
        self.index = index
    }

    package static func < (left: TileID, right: TileID) -> Bool {
        (left.level, left.index) < (right.level, right.index)
    }
}

/// Up to 256 neighbouring hashes of one level; full tiles never change again.
package struct Tile: Hashable, Sendable {
    package let id: TileID
    package let hashes: [Hash32]

    package static let width = 256

    package init(id: TileID, hashes: [Hash32]) {
        self.id = id
        self.hashes = hashes
    }

    /// From stored bytes, 32 a hash, 1 to 256 of them.
    /// - Throws: `tree_state_invalid` for any other length.
    package init(id: TileID, encoded bytes: [UInt8]) throws(EvidenceError) {
        guard bytes.count.isMultiple(of: 32), (1...Tile.width).contains(bytes.count / 32) else {
            throw EvidenceError(.treeStateInvalid, "tile \(id.level)/\(id.index) has \(bytes.count) bytes")
        }
        self.id = id
        hashes = bytes.withUnsafeBytes { raw in
            (0..<raw.count / 32).map { Hash32(loading: UnsafeRawBufferPointer(rebasing: raw[($0 * 32)...])) }
        }
    }

    package var isFull: Bool { hashes.count == Tile.width }

    /// The bytes to store: 8,192 for a full tile.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 * hashes.count)
        for hash in hashes { hash.append(to: &bytes) }
        return bytes
    }

    /// The root over the tile's hashes: of a full tile this is one hash of the level above.
    package var root: Hash32 {
        var range = CompactRange.empty
        for hash in hashes { range.append(leaf: hash) }
        return range.root
    }

    /// How many hashes tile `id` has in a tree of `size` leaves; 0 when it does not exist there.
    package static func width(of id: TileID, in size: UInt64) -> Int {
        let shift = 8 * UInt64(id.level)
        guard shift < 64 else { return 0 }
        let hashes = size >> shift
        let (start, overflow) = id.index.multipliedReportingOverflow(by: 256)
        guard !overflow, hashes > start else { return 0 }
        return Int(min(256, hashes - start))
    }
}

/// A growing tree with everything an appender has to store: the compact range and the tiles that become full.
package struct TreeBuilder: Hashable, Sendable {
    package private(set) var range: CompactRange
    /// By level, the hashes of the tile that is not full yet.
    private var edges: [[Hash32]]

    package static let empty = TreeBuilder(range: .empty, edges: [[]])

    private init(range: CompactRange, edges: [[Hash32]]) {
        self.range = range
        self.edges = edges
    }

    package var size: UInt64 { range.size }
    package var root: Hash32 { range.root }

    /// Restores the state behind a stored compact range. `partial` gives the hashes of each tile that is not full, from
    /// level 0 up: leaf hashes at level 0, roots of full tiles above.
    /// - Throws: `tree_state_invalid` when widths do not fit the size or the hashes do not give the range's root.
    package init(range: CompactRange, partial: [[Hash32]]) throws(EvidenceError) {
        var level = 0
        while range.size >> UInt64(8 * level) > 0 {
            let expected = Int(range.size >> UInt64(8 * level) & 255)
            let given = level < partial.count ? partial[level].count : 0
            guard given == expected else {
                throw EvidenceError(
                    .treeStateInvalid, "partial tile of level \(level): \(given) hashes, not \(expected)")
            }
            level += 1
            if level == 8 { break }
        }
        self.range = range
        edges = Array(partial.prefix(max(level, 1)))
        while edges.count < max(level, 1) { edges.append([]) }
        guard edgeRoot == range.root else {
            throw EvidenceError(.treeStateInvalid, "the partial tiles do not give the root of size \(range.size)")
        }
    }

    /// The state of `size` leaves from the hashes of the tiles that are not full, from level 0 up. What they give is the
    /// root: whoever reads them from outside compares it with a signed one.
    /// - Throws: `tree_state_invalid` when widths do not fit the size.
    init(size: UInt64, partial: [[Hash32]]) throws(EvidenceError) {
        var encoded: [UInt8] = []
        for hashes in partial.reversed() {
            var range = CompactRange.empty
            for hash in hashes { range.append(leaf: hash) }
            encoded += range.encoded
        }
        try self.init(range: CompactRange(size: size, encoded: encoded), partial: partial)
    }

    /// The tiles that are not full, as a folder export writes them.
    package var partialTiles: [Tile] {
        edges.enumerated().compactMap { level, hashes in
            guard !hashes.isEmpty else { return nil }
            return Tile(id: TileID(level: UInt8(level), index: size >> UInt64(8 * level + 8)), hashes: hashes)
        }
    }

    /// Appends a leaf; tiles that become full go to `tiles`.
    package mutating func append(leaf: Hash32, tiles: inout [Tile]) {
        var completed: [(Int, Hash32)] = []
        range.append(leaf: leaf) { level, hash in completed.append((level, hash)) }
        push(leaf, level: 0, tiles: &tiles)
        for (level, hash) in completed { push(hash, level: level, tiles: &tiles) }
    }

    private mutating func push(_ hash: Hash32, level: Int, tiles: inout [Tile]) {
        if level == edges.count { edges.append([]) }
        edges[level].append(hash)
        guard edges[level].count == Tile.width else { return }
        let index = (size >> UInt64(8 * level + 8)) - 1
        tiles.append(Tile(id: TileID(level: UInt8(level), index: index), hashes: edges[level]))
        edges[level].removeAll(keepingCapacity: true)
    }

    /// The root as the partial tiles alone give it: right to left, each level's perfect subtrees.
    private var edgeRoot: Hash32 {
        var root: Hash32?
        for level in edges.indices {
            var range = CompactRange.empty
            for hash in edges[level] { range.append(leaf: hash) }
            for left in range.hashes.reversed() { root = root.map { EvidenceHash.node(left, $0) } ?? left }
        }
        return root ?? EvidenceHash.emptyRoot
    }
}
