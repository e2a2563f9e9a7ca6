package import Domain
import Formats

/// A proof that one entry stands in a signed log, as text that other tools read (C2SP tlog-proof).
package struct TlogProof: Hashable, Sendable {
    package let index: UInt64
    /// From the leaf's sibling upward.
    package let hashes: [Hash32]
    /// Bytes the maker adds; nil when the line is absent.
    package let extra: [UInt8]?
    /// The signed checkpoint, verbatim.
    package let note: [UInt8]

    private static let firstLine = "c2sp.org/tlog-proof@v1"

    package init(index: UInt64, hashes: [Hash32], extra: [UInt8]? = nil, note: [UInt8]) {
        self.index = index
        self.hashes = hashes
        self.extra = extra
        self.note = note
    }

    package var encoded: [UInt8] {
        var text = Array("\(TlogProof.firstLine)\n".utf8)
        if let extra { text += Array("extra ".utf8) + Base64.encode(extra) + [0x0A] }
        text += Array("index \(index)\n".utf8)
        for hash in hashes { text += Base64.encode(hash.bytes) + [0x0A] }
        return text + [0x0A] + note
    }

    /// - Throws: `proof_invalid` with the line.
    package init(parsing bytes: [UInt8]) throws(EvidenceError) {
        guard let split = bytes.indices.dropLast().first(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }) else {
            throw EvidenceError(.proofInvalid, "no empty line before the checkpoint")
        }
        note = Array(bytes[(split + 2)...])
        var lines = bytes[..<split].split(separator: 0x0A, omittingEmptySubsequences: false)[...]
        guard lines.popFirst()?.elementsEqual(TlogProof.firstLine.utf8) == true else {
            throw EvidenceError(.proofInvalid, "not a tlog-proof of version 1", line: 1)
        }
        var line = 2
        if lines.first?.starts(with: "extra ".utf8) == true, let text = lines.popFirst()?.dropFirst(6) {
            guard let decoded = Base64.decode(text) else {
                throw EvidenceError(.proofInvalid, "bad base64", line: line)
            }
            extra = decoded
            line += 1
        } else {
            extra = nil
        }
        guard let text = lines.popFirst(), text.starts(with: "index ".utf8),
            let number = UInt64(String(decoding: text.dropFirst(6), as: UTF8.self)),
            String(number).utf8.elementsEqual(text.dropFirst(6))
        else { throw EvidenceError(.proofInvalid, "expected a line 'index' with a number", line: line) }
        index = number
        var hashes: [Hash32] = []
        for text in lines {
            line += 1
            guard hashes.count < 64, let hash = Base64.decode(text).flatMap({ Hash32($0) }) else {
                throw EvidenceError(.proofInvalid, "expected the base64 of 32 bytes", line: line)
            }
            hashes.append(hash)
        }
        self.hashes = hashes
    }

    /// Checks signature, place and path for an envelope; returns the checkpoint it is part of.
    /// - Throws: `note_malformed`, `key_unknown`, `signature_invalid`, `proof_invalid`.
    package func verify(envelope: [UInt8], keys: [VerifierKey]) throws(EvidenceError) -> Checkpoint {
        let checkpoint = try Checkpoint.verified(note: note, by: keys)
        let leaf = EvidenceHash.leaf(envelope)
        let root = MerkleProof.inclusionRoot(leaf: leaf, index: index, size: checkpoint.size, proof: hashes)
        guard root == checkpoint.root else {
            throw EvidenceError(.proofInvalid, "the path of index \(index) does not lead to the signed root")
        }
        return checkpoint
    }
}
