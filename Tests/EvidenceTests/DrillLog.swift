import Domain

@testable import Evidence

/// A log as a database would hold it, open to every attack of a superuser.
struct DrillLog {
    var rows: [LogRow] = []
    var tiles: [Tile] = []
    var heads: [TreeHead] = []
    var notes: [[UInt8]] = []
    var held: [[UInt8]] = []
    var otherTiles: [Tile] = []
    var payloads = true

    static let key = makeKey(7)
    static let otherKey = makeKey(9)

    static func makeKey(_ byte: UInt8, name: String = "evidence.example/main") -> SigningKey {
        guard let key = try? SigningKey(name: name, seed: Array(repeating: byte, count: 32)) else {
            preconditionFailure("a seed of 32 bytes makes a key")
        }
        return key
    }

    /// Batches of the sizes given; a checkpoint is signed after each batch whose number is in `signed`, or all.
    init(batches: [Int], signed: Set<Int>? = nil, seed: UInt64 = 1) throws {
        let (_, written) = try Synthetic.appender(batches: batches, seed: seed)
        for (number, batch) in written.enumerated() {
            rows += batch.entries.map(DrillLog.row)
            tiles += batch.tiles
            heads.append(TreeHead(size: batch.size, root: batch.root, range: batch.range))
            if signed?.contains(number) ?? true {
                notes.append(
                    try Checkpoint(origin: Synthetic.log, size: batch.size, root: batch.root).signed(by: [Self.key]))
            }
        }
    }

    static func row(_ entry: EvidenceEntry) -> LogRow {
        LogRow(
            index: entry.index, entryID: entry.entryID, leafHash: entry.leafHash, envelope: entry.envelope,
            parts: entry.parts.map { StoredPart(group: $0.group, payload: $0.payload, salt: $0.salt) })
    }

    func verify(pageSize: Int = 300, keys: [VerifierKey] = [key.verifierKey]) -> VerificationReport {
        var verifier = LogVerifier(log: Synthetic.log, keys: keys)
        for note in notes { verifier.add(checkpoint: note) }
        for note in held { verifier.add(checkpoint: note, from: .held) }
        let sorted = rows.sorted { $0.index < $1.index }
        var seenHead: UInt64 = 0
        for start in stride(from: 0, to: max(sorted.count, 1), by: pageSize) {
            let slice = Array(sorted.dropFirst(start).prefix(pageSize))
            let isLast = start + pageSize >= sorted.count
            let from = slice.first?.index ?? 0
            let end = isLast ? UInt64.max : (slice.last?.index ?? 0) + 1
            let page = LogPage(
                rows: slice,
                tiles: tiles.filter { tile in
                    let width: UInt64 = 256 << UInt64(8 * tile.id.level)
                    return (tile.id.index + 1) * width > from && tile.id.index * width < end
                },
                heads: heads.filter { $0.size > seenHead && $0.size <= end }, otherTiles: otherTiles)
            seenHead = end
            verifier.absorb(ExaminedPage(page, of: Synthetic.log, payloads: payloads))
        }
        return verifier.finish()
    }

    /// Changes one byte of an envelope the way the drill says.
    mutating func changeEnvelope(at index: Int, fixLeaf: Bool = false, fixID: Bool = false, fixTile: Bool = false) {
        let old = rows[index]
        var bytes = old.envelope ?? []
        let position = bytes.count - 3
        bytes[position] = bytes[position] == 0x61 ? 0x62 : 0x61
        let leaf = EvidenceHash.leaf(bytes)
        rows[index] = LogRow(
            index: old.index, entryID: fixID ? EvidenceHash.plain(bytes) : old.entryID,
            leafHash: fixLeaf ? leaf : old.leafHash, envelope: bytes, parts: old.parts)
        if fixTile { changeTile(at: index, to: leaf) }
    }

    mutating func changeTile(at index: Int, to leaf: Hash32) {
        tiles = tiles.map { tile in
            guard tile.id == TileID(level: 0, index: UInt64(index / 256)) else { return tile }
            var hashes = tile.hashes
            hashes[index & 255] = leaf
            return Tile(id: tile.id, hashes: hashes)
        }
    }

    /// Exchanges the content of two rows; with `whole` also leaf hash and entry id.
    mutating func swap(_ first: Int, _ second: Int, whole: Bool = true) {
        let (left, right) = (rows[first], rows[second])
        rows[first] = DrillLog.row(left, content: right, whole: whole)
        rows[second] = DrillLog.row(right, content: left, whole: whole)
    }

    private static func row(_ place: LogRow, content: LogRow, whole: Bool) -> LogRow {
        LogRow(
            index: place.index, entryID: whole ? content.entryID : place.entryID,
            leafHash: whole ? content.leafHash : place.leafHash, envelope: content.envelope, parts: content.parts)
    }

    /// Renumbers the rows from 0 in their order in the array.
    mutating func renumber() {
        rows = rows.enumerated().map { number, row in
            LogRow(
                index: UInt64(number), entryID: row.entryID, leafHash: row.leafHash, envelope: row.envelope,
                parts: row.parts)
        }
    }

    /// Rebuilds tiles and tree heads so that they agree with the rows, as an owner without the key would.
    mutating func rebuildTree() {
        var tree = TreeBuilder.empty
        var tiles: [Tile] = []
        var heads: [TreeHead] = []
        let sizes = Set(self.heads.map(\.size))
        for row in rows {
            tree.append(leaf: row.leafHash ?? .zero, tiles: &tiles)
            if sizes.contains(tree.size) || Int(tree.size) == rows.count {
                heads.append(TreeHead(size: tree.size, root: tree.root, range: tree.range))
            }
        }
        self.tiles = tiles
        self.heads = heads
    }
}

extension VerificationReport {
    /// `code index` of each finding.
    var short: [String] {
        findings.map { finding in
            switch finding.place {
            case .entry(let index), .size(let index): "\(finding.code.rawValue) \(index)"
            case .part(let index, let group): "\(finding.code.rawValue) \(index) \(group.rawValue)"
            case .range(let from, let to): "\(finding.code.rawValue) [\(from),\(to))"
            case .file(let path): "\(finding.code.rawValue) \(path)"
            case .nowhere: finding.code.rawValue
            }
        }
    }
}
