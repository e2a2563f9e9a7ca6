import Domain

/// Grows the tree over the rows once more and compares it with every tile, tree head and checkpoint on the way.
///
/// Where a row differs from what the tree recorded (its tile, else its stored leaf hash) both are followed: the tree as
/// the envelopes are now and the tree as recorded. The next root that is known says which one was signed.
struct TreeAudit: Sendable {
    /// What is known about the tree's left part.
    enum Belief: Sendable {
        /// Rows and records agree.
        case one(CompactRange)
        /// They differ; `current` is nil when a row is missing.
        case two(current: CompactRange?, recorded: CompactRange)
        /// A leaf is not known at all, or a root failed and no right edge was stored to go on from.
        case lost
    }

    var belief = Belief.one(.empty)
    /// The index of the first row that is not processed yet; a multiple of 256 between pages.
    var next: UInt64 = 0
    /// The rows of the unit that is not complete.
    var rows: [ExaminedRow] = []
    var leafTiles: [UInt64: [Hash32]] = [:]
    var upperTiles: [TileID: [Hash32]] = [:]
    var otherTiles: [UInt64: [Hash32]] = [:]
    /// Tree heads that are still ahead, by size.
    var heads: [UInt64: [TreeHead]] = [:]
    /// Roots of perfect subtrees of 256^level leaves as recorded, by level from 1.
    var subtrees: [[(index: UInt64, hash: Hash32)]] = []
    var disputes = OrderAnalysis()
    var findings: [Finding] = []
    /// The last size whose root held: of any kind, and signed.
    var lastGood: UInt64 = 0
    var lastSigned: UInt64 = 0
    var provenSize: UInt64?
    /// Whether an unknown leaf lies behind the last good size; a root that fails there needs no finding of its own.
    var hasUnknownLeaf = false
    /// Whether a signed root failed: stored right edges are no longer gone on from unless they are signed themselves.
    var hasFailedSigned = false
    /// The largest size that a tree head states.
    var largestHead: UInt64 = 0

    /// Rows and tree heads taken together: how long the log says it is.
    var logSize: UInt64 { max(next, largestHead) }

    mutating func add(_ page: ExaminedPage) {
        rows += page.rows
        for tile in page.tiles {
            if tile.id.level == 0 { leafTiles[tile.id.index] = tile.hashes } else { upperTiles[tile.id] = tile.hashes }
        }
        for tile in page.otherTiles where tile.id.level == 0 { otherTiles[tile.id.index] = tile.hashes }
        for head in page.heads where head.size > next {
            heads[head.size, default: []].append(head)
            largestHead = max(largestHead, head.size)
        }
    }

    mutating func takeFindings() -> [Finding] {
        defer { findings = [] }
        return findings
    }

    /// Processes every unit of 256 indexes that lies wholly before the last row.
    mutating func processCompleteUnits(statements: [UInt64: [LogVerifier.Statement]]) {
        guard let last = rows.last?.index else { return }
        var position = 0
        while next / 256 < last / 256 || (next / 256 == last / 256 && last & 255 == 255) {
            let end = (next / 256 + 1) * 256
            let start = position
            while position < rows.count, rows[position].index < end { position += 1 }
            if start == position, position < rows.count, rows[position].index / 256 > next / 256 + 256 {
                skip(to: rows[position].index / 256 * 256)
                continue
            }
            process(unit: rows[start..<position], end: end, statements)
            if position == rows.count { break }
        }
        rows.removeFirst(position)
    }

    mutating func finish(statements: [UInt64: [LogVerifier.Statement]]) {
        processCompleteUnits(statements: statements)
        if let last = rows.last?.index { process(unit: rows[...], end: max(last + 1, next), statements) }
        rows = []
        missingTail()
        for (id, hashes) in upperTiles { compare(id, hashes) }
        findings += disputes.findings()
    }

    /// A hole too large to walk through.
    private mutating func skip(to end: UInt64) {
        let cause = "no entries are there"
        findings.append(Finding(largestHead > next ? .entryMissing : .indexGap, .range(next, end), cause))
        belief = .lost
        hasUnknownLeaf = true
        next = end
    }

    /// Entries that a tree head counts and no row follows.
    private mutating func missingTail() {
        guard largestHead > next else { return }
        let cause = "the tree head of size \(largestHead) counts it, the entry is not there"
        if largestHead - next > 1_000 {
            findings.append(Finding(.entryMissing, .range(next, largestHead), cause))
        } else {
            for index in next..<largestHead { findings.append(Finding(.entryMissing, .entry(index), cause)) }
        }
    }

    // MARK: One unit of 256 indexes

    private mutating func process(
        unit rows: ArraySlice<ExaminedRow>, end: UInt64, _ statements: [UInt64: [LogVerifier.Statement]]
    ) {
        let number = next / 256
        let tile = leafTiles.removeValue(forKey: number)
        let leaves = unitLeaves(rows, tile: tile, end: end, statements)
        compare(leaves, with: otherTiles.removeValue(forKey: number))
        for leaf in leaves {
            append(leaf)
            next += 1
            let due = heads.removeValue(forKey: next) ?? []
            if !due.isEmpty || statements[next] != nil { settle(due, statements[next] ?? []) }
        }
        next = end
    }

    /// The leaf of one index: as the row is now, and as the tree recorded it.
    struct Leaf: Sendable {
        var index: UInt64
        var current: Hash32?
        var recorded: Hash32?
    }

    private mutating func unitLeaves(
        _ rows: ArraySlice<ExaminedRow>, tile: [Hash32]?, end: UInt64, _ statements: [UInt64: [LogVerifier.Statement]]
    ) -> [Leaf] {
        var leaves: [Leaf] = []
        leaves.reserveCapacity(256)
        let start = next
        var position = rows.startIndex
        for index in start..<end {
            let recorded = tile.flatMap { tile in
                let offset = Int(index & 255)
                return offset < tile.count ? tile[offset] : nil
            }
            guard position < rows.endIndex, rows[position].index == index else {
                leaves.append(missing(index, recorded: recorded, statements))
                continue
            }
            leaves.append(present(rows[position], recorded: recorded))
            position += 1
            while position < rows.endIndex, rows[position].index <= index {
                findings.append(Finding(.orderChanged, .entry(index), "two rows have this index"))
                position += 1
            }
        }
        let isUntiled = leaves.contains { $0.recorded == nil }
        if isUntiled { restoreOrder(&leaves, statements) }
        return leaves
    }

    private mutating func present(_ row: ExaminedRow, recorded tile: Hash32?) -> Leaf {
        let isSame = row.leaf == row.storedLeaf || row.storedLeaf == nil
        if let current = row.leaf, isSame, tile == nil || tile == current {
            if row.entryIDDiffers {
                let cause = "the stored entry id is not the hash of the envelope"
                findings.append(Finding(.leafMismatch, .entry(row.index), cause))
            }
            return Leaf(index: row.index, current: current, recorded: tile)
        }
        let recorded = tile ?? row.storedLeaf
        disputes.add(index: row.index, current: row.leaf, stored: row.storedLeaf, tile: tile)
        return Leaf(index: row.index, current: row.leaf, recorded: recorded)
    }

    private mutating func missing(
        _ index: UInt64, recorded: Hash32?, _ statements: [UInt64: [LogVerifier.Statement]]
    ) -> Leaf {
        if recorded != nil {
            disputes.add(index: index, current: nil, stored: nil, tile: recorded)
        } else {
            let isCovered = largestHead > index || statements.keys.contains { $0 > index }
            let code: FindingCode = isCovered ? .entryMissing : .indexGap
            findings.append(Finding(code, .entry(index), "the entry is not there"))
        }
        return Leaf(index: index, current: nil, recorded: recorded)
    }

    /// A tile of another copy shows exactly which entries were rewritten, even where this copy agrees with itself.
    private mutating func compare(_ leaves: [Leaf], with other: [Hash32]?) {
        guard let other else { return }
        for (leaf, hash) in zip(leaves, other)
        where leaf.current ?? hash != hash && leaf.recorded ?? leaf.current != hash {
            let cause = "the other copy has another entry here"
            findings.append(Finding(.rootMismatch, .range(leaf.index, leaf.index + 1), cause))
        }
    }

    private mutating func append(_ leaf: Leaf) {
        guard let recorded = leaf.recorded ?? leaf.current else {
            belief = .lost
            hasUnknownLeaf = true
            return
        }
        var completed: [(Int, Hash32)] = []
        let size = next + 1
        switch belief {
        case .one(var range):
            if leaf.current == recorded {
                belief = .lost
                range.append(leaf: recorded) { completed.append(($0, $1)) }
                belief = .one(range)
            } else {
                var current: CompactRange? = range
                if let hash = leaf.current { current?.append(leaf: hash) } else { current = nil }
                range.append(leaf: recorded) { completed.append(($0, $1)) }
                belief = .two(current: current, recorded: range)
            }
        case .two(var current, var range):
            if let hash = leaf.current { current?.append(leaf: hash) } else { current = nil }
            range.append(leaf: recorded) { completed.append(($0, $1)) }
            belief = .two(current: current, recorded: range)
        case .lost: break
        }
        for (level, hash) in completed { keep(hash, level: level, size: size) }
    }

    /// Remembers a completed subtree until its tile is there to compare with.
    private mutating func keep(_ hash: Hash32, level: Int, size: UInt64) {
        while subtrees.count <= level { subtrees.append([]) }
        let index = size >> UInt64(8 * level) - 1
        if index & 255 == 0 { subtrees[level].removeAll() }
        subtrees[level].append((index, hash))
        guard index & 255 == 255 else { return }
        let id = TileID(level: UInt8(level), index: index >> 8)
        if let hashes = upperTiles.removeValue(forKey: id) { compare(id, hashes) }
    }

    private mutating func compare(_ id: TileID, _ hashes: [Hash32]) {
        guard Int(id.level) < subtrees.count else { return }
        let width = UInt64(1) << UInt64(8 * Int(id.level))
        for (index, hash) in subtrees[Int(id.level)] where index >> 8 == id.index {
            let offset = Int(index & 255)
            guard offset < hashes.count, hashes[offset] != hash else { continue }
            let cause = "tile \(id.level)/\(id.index) recorded another root for these entries"
            findings.append(Finding(.rootMismatch, .range(index * width, (index + 1) * width), cause))
        }
    }
}
