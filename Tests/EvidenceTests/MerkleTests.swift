import Domain
import Foundation
import Testing

@testable import Evidence

@Suite struct MerkleVectorTests {
    struct Vector: Decodable {
        var leafIdx, treeSize, size1, size2, start, end, size: UInt64?
        var root, root1, root2, leafHash: Data?
        var proof: [Data]?
        var wantErr: Bool

        func verify(_ family: String) -> Bool {
            let proof = (self.proof ?? []).map { Array($0) }
            func bytes(_ data: Data?) -> [UInt8] { Array(data ?? Data()) }
            switch family {
            case "inclusion":
                return MerkleProof.verifyInclusion(
                    leaf: bytes(leafHash), index: leafIdx ?? 0, size: treeSize ?? 0, proof: proof, root: bytes(root))
            case "consistency":
                return MerkleProof.verifyConsistency(
                    oldSize: size1 ?? 0, newSize: size2 ?? 0, oldRoot: bytes(root1), newRoot: bytes(root2), proof: proof
                )
            case "subtreeinclusion":
                return MerkleProof.verifySubtreeInclusion(
                    leaf: bytes(leafHash), index: leafIdx ?? 0, start: start ?? 0, end: end ?? 0, proof: proof,
                    root: bytes(root))
            default:
                return MerkleProof.verifySubtree(
                    start: start ?? 0, end: end ?? 0, size: size ?? 0, subtreeRoot: bytes(root1), root: bytes(root2),
                    proof: proof)
            }
        }
    }

    @Test(
        "every published proof vector gets its verdict",
        .enabled(if: SharedData.hasEvidence, "shared data absent: merkle vectors"),
        arguments: [("inclusion", 98), ("consistency", 98), ("subtreeinclusion", 204), ("subtreeconsistency", 118)])
    func vectors(family: String, count: Int) throws {
        let files = try SharedData.files("evidence/merkle-vectors/\(family)")
        #expect(files.count == count)
        for file in files {
            let vector = try JSONDecoder().decode(Vector.self, from: try Data(contentsOf: file))
            #expect(vector.verify(family) == !vector.wantErr, "\(family) \(file.lastPathComponent)")
            if family == "consistency", vector.size1 ?? 0 == 0 { #expect(!vector.verify(family)) }
        }
    }

    @Test(
        "all 518 vectors are there, and each of the nine consistency vectors from size 0 is refused",
        .enabled(if: SharedData.hasEvidence, "shared data absent: merkle vectors"))
    func everyVector() throws {
        var total = 0
        for family in ["inclusion", "consistency", "subtreeinclusion", "subtreeconsistency"] {
            total += try SharedData.files("evidence/merkle-vectors/\(family)").count
        }
        #expect(total == 518)
        let fromNothing = try SharedData.files("evidence/merkle-vectors/consistency").map { file in
            try JSONDecoder().decode(Vector.self, from: try Data(contentsOf: file))
        }.filter { $0.size1 ?? 0 == 0 }
        #expect(fromNothing.count == 9 && fromNothing.allSatisfy { !$0.verify("consistency") && $0.wantErr })
    }

    @Test(
        "the eight-leaf reference tree has its published roots",
        .enabled(if: SharedData.hasEvidence, "shared data absent: reference tree"))
    func referenceTree() throws {
        struct Reference: Decodable {
            var leaves_hex: [String]
            var roots_hex: [String]
        }
        let bytes = try SharedData.bytes("evidence/rfc6962_reference_tree.json")
        let reference = try JSONDecoder().decode(Reference.self, from: bytes)
        var range = CompactRange.empty
        #expect(range.root.hex == reference.roots_hex[0])
        for (number, leaf) in reference.leaves_hex.enumerated() {
            let data = stride(from: 0, to: leaf.utf8.count, by: 2).map { offset in
                UInt8(leaf.dropFirst(offset).prefix(2), radix: 16) ?? 0
            }
            range.append(leaf: EvidenceHash.leaf(data))
            #expect(range.root.hex == reference.roots_hex[number + 1])
        }
    }
}

@Suite struct MerkleTests {
    @Test("leaf and node hashes have the values published for RFC 6962")
    func knownHashes() {
        #expect(EvidenceHash.emptyRoot.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(EvidenceHash.leaf([]).hex.hasPrefix("6e340b9c"))
        #expect(EvidenceHash.leaf(Array("L123456".utf8)).hex.hasPrefix("395aa064"))
        var hasher: [UInt8] = [1]
        hasher += Array("N123".utf8) + Array("N456".utf8)
        #expect(EvidenceHash.plain(hasher).hex.hasPrefix("aa217fe8"))
        let (left, right) = (Hash32.text("l"), Hash32.text("r"))
        #expect(EvidenceHash.node(left, right) == EvidenceHash.plain([1] + left.bytes + right.bytes))
        #expect(EvidenceHash.commitment(salt: [1], payload: [2]) == EvidenceHash.plain([2, 1, 2]))
    }

    /// The tree's root straight from the definition: the independent oracle.
    static func root(_ leaves: ArraySlice<Hash32>) -> Hash32 {
        guard let first = leaves.first else { return EvidenceHash.emptyRoot }
        if leaves.count == 1 { return first }
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        let middle = leaves.startIndex + half
        return EvidenceHash.node(root(leaves[..<middle]), root(leaves[middle...]))
    }

    /// The tiles of a tree, full and partial, straight from the definition.
    static func tiles(_ leaves: [Hash32]) -> [TileID: [Hash32]] {
        var tiles: [TileID: [Hash32]] = [:]
        var row = leaves
        var level: UInt8 = 0
        while !row.isEmpty {
            for start in stride(from: 0, to: row.count, by: 256) {
                tiles[TileID(level: level, index: UInt64(start / 256))] = Array(
                    row[start..<min(start + 256, row.count)])
            }
            row = stride(from: 0, to: row.count / 256 * 256, by: 256).map { root(row[$0..<$0 + 256]) }
            level += 1
        }
        return tiles
    }

    static func leaves(_ count: Int) -> [Hash32] { (0..<count).map { EvidenceHash.leaf(Array("leaf \($0)".utf8)) } }

    @Test("the builder's roots, tiles and right edge equal the definition, whatever the batches")
    func builder() throws {
        let leaves = Self.leaves(1_100)
        var builder = TreeBuilder.empty
        var full: [Tile] = []
        for (number, leaf) in leaves.enumerated() {
            builder.append(leaf: leaf, tiles: &full)
            if number % 97 == 0 || number > 1_090 || (250...260).contains(number) {
                #expect(builder.root == Self.root(leaves[...number]))
                let restored = try CompactRange(size: builder.size, encoded: builder.range.encoded)
                #expect(restored == builder.range)
                let partial = Self.tiles(Array(leaves[...number]))
                for tile in builder.partialTiles { #expect(partial[tile.id] == tile.hashes) }
            }
        }
        let expected = Self.tiles(leaves)
        #expect(full.map(\.id) == (0..<4).map { TileID(level: 0, index: $0) })
        for tile in full {
            #expect(expected[tile.id] == tile.hashes && tile.isFull)
            #expect(try Tile(id: tile.id, encoded: tile.encoded) == tile)
            #expect(tile.root == Self.root(tile.hashes[...]))
        }
    }

    @Test("a builder restored from its stored state goes on exactly like the first; wrong state is refused")
    func restore() throws {
        let leaves = Self.leaves(70_000)
        var first = TreeBuilder.empty
        var full: [Tile] = []
        for leaf in leaves.prefix(66_000) { first.append(leaf: leaf, tiles: &full) }
        #expect(full.filter { $0.id.level == 1 }.map(\.id.index) == [0])
        let partial = [
            Array(leaves[65_792..<66_000]), full.filter { $0.id.level == 0 && $0.id.index >= 256 }.map(\.root),
            [full.last { $0.id.level == 1 }!.root],
        ]
        var second = try TreeBuilder(range: first.range, partial: partial)
        #expect(second == first)
        var more: [Tile] = []
        var again: [Tile] = []
        for leaf in leaves.dropFirst(66_000) {
            first.append(leaf: leaf, tiles: &more)
            second.append(leaf: leaf, tiles: &again)
        }
        #expect(first == second && more == again)
        var wrong = partial
        wrong[0].swapAt(0, 1)
        #expect(throws: EvidenceError.self) {
            try TreeBuilder(range: CompactRange(size: 66_000, encoded: first.range.encoded), partial: wrong)
        }
        #expect(throws: EvidenceError.self) { try TreeBuilder(range: first.range, partial: []) }
        #expect(throws: EvidenceError.self) { try CompactRange(size: 3, encoded: [1]) }
        #expect(throws: EvidenceError.self) { try Tile(id: TileID(level: 0, index: 0), encoded: []) }
        #expect(try TreeBuilder(range: .empty, partial: []) == .empty)
    }

    @Test("inclusion and consistency proofs from tiles verify for random trees; one flipped bit fails")
    func proofs() throws {
        var generator = SeededGenerator(20_260_916)
        let leaves = Self.leaves(1_000)
        var roots = [EvidenceHash.emptyRoot]
        var range = CompactRange.empty
        for leaf in leaves {
            range.append(leaf: leaf)
            roots.append(range.root)
        }
        for _ in 0..<24 {
            let size = Int.random(in: 1...1_000, using: &generator)
            let tiles = Self.tiles(Array(leaves.prefix(size)))
            for _ in 0..<8 {
                let index = Int.random(in: 0..<size, using: &generator)
                let plan = try ProofPlan.inclusion(index: UInt64(index), size: UInt64(size))
                let proof = try plan.assemble(tiles.filter { plan.tiles.contains($0.key) })
                try checkInclusion(leaves[index], index, size, proof, roots[size], &generator)
                let old = Int.random(in: 1...size, using: &generator)
                let consistency = try ProofPlan.consistency(from: UInt64(old), to: UInt64(size)).assemble(tiles)
                try checkConsistency(old, size, consistency, roots, &generator)
            }
        }
    }

    private func checkInclusion(
        _ leaf: Hash32, _ index: Int, _ size: Int, _ proof: [Hash32], _ root: Hash32, _ generator: inout SeededGenerator
    ) throws {
        func verify(_ leaf: Hash32, _ index: Int, _ size: Int, _ proof: [Hash32], _ root: Hash32) -> Bool {
            MerkleProof.verifyInclusion(
                leaf: leaf.bytes, index: UInt64(index), size: UInt64(size), proof: proof.map(\.bytes), root: root.bytes)
        }
        #expect(verify(leaf, index, size, proof, root))
        #expect(!verify(flipped(leaf, &generator), index, size, proof, root))
        #expect(!verify(leaf, index, size, proof, flipped(root, &generator)))
        #expect(!verify(leaf, index ^ 1, size, proof, root))
        #expect(!verify(leaf, index, size, proof + [root], root))
        if let spot = proof.indices.randomElement(using: &generator) {
            var bad = proof
            bad[spot] = flipped(bad[spot], &generator)
            #expect(!verify(leaf, index, size, bad, root))
            #expect(!verify(leaf, index, size, Array(proof.dropLast()), root))
        }
    }

    private func checkConsistency(
        _ old: Int, _ size: Int, _ proof: [Hash32], _ roots: [Hash32], _ generator: inout SeededGenerator
    ) throws {
        func verify(_ old: Int, _ size: Int, _ oldRoot: Hash32, _ newRoot: Hash32, _ proof: [Hash32]) -> Bool {
            MerkleProof.verifyConsistency(
                oldSize: UInt64(old), newSize: UInt64(size), oldRoot: oldRoot.bytes, newRoot: newRoot.bytes,
                proof: proof.map(\.bytes))
        }
        #expect(verify(old, size, roots[old], roots[size], proof))
        #expect(!verify(old, size, flipped(roots[old], &generator), roots[size], proof))
        #expect(!verify(old, size, roots[old], flipped(roots[size], &generator), proof))
        #expect(!verify(old, size, roots[old], roots[size], proof + [.zero]))
        if let spot = proof.indices.randomElement(using: &generator) {
            var bad = proof
            bad[spot] = flipped(bad[spot], &generator)
            #expect(!verify(old, size, roots[old], roots[size], bad))
        }
    }

    private func flipped(_ hash: Hash32, _ generator: inout SeededGenerator) -> Hash32 {
        var bytes = hash.bytes
        bytes[Int.random(in: 0..<32, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        return Hash32(bytes) ?? .zero
    }

    @Test("proofs that prove nothing or lack a tile are errors")
    func impossibleProofs() throws {
        #expect(throws: EvidenceError.self) { try ProofPlan.inclusion(index: 3, size: 3) }
        #expect(throws: EvidenceError.self) { try ProofPlan.consistency(from: 0, to: 3) }
        #expect(throws: EvidenceError.self) { try ProofPlan.consistency(from: 4, to: 3) }
        let plan = try ProofPlan.inclusion(index: 3, size: 300)
        let error = #expect(throws: EvidenceError.self) { try plan.assemble([:]) }
        #expect(error?.code == .tileMissing)
        #expect(try ProofPlan.inclusion(index: 0, size: 1_000_000).assemble(Self.noTiles(1_000_000)).count == 20)
    }

    /// Tiles of the right widths with arbitrary hashes, to count proof lengths.
    static func noTiles(_ size: UInt64) -> [TileID: [Hash32]] {
        var tiles: [TileID: [Hash32]] = [:]
        for level in UInt8(0)..<3 {
            var index: UInt64 = 0
            while true {
                let id = TileID(level: level, index: index)
                let width = Tile.width(of: id, in: size)
                if width == 0 { break }
                tiles[id] = Array(repeating: .zero, count: width)
                index += 1
            }
        }
        return tiles
    }

    @Test("entries get contiguous indexes whatever the batches, and the same tree")
    func appender() throws {
        let (one, batches) = try Synthetic.appender(batches: [1, 0, 255, 1, 300, 43])
        let (other, whole) = try Synthetic.appender(batches: [600])
        #expect(one.tree == other.tree && one.size == 600)
        #expect(batches.flatMap(\.entries).map(\.index) == Array(0..<600))
        #expect(batches.flatMap(\.tiles) == whole.flatMap(\.tiles) && batches.flatMap(\.entries) == whole[0].entries)
        #expect(batches.last?.root == other.tree.root && batches.last?.size == 600)
        let restored = try LogAppender(
            log: Synthetic.log, range: one.tree.range,
            partial: [whole[0].entries[512...].map(\.leafHash), whole[0].tiles.map(\.root)])
        #expect(restored.tree == one.tree)
    }
}
