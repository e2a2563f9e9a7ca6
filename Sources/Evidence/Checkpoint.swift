package import Domain
import Formats

/// A statement about a log: its name, size and root; C2SP tlog-checkpoint without extension lines.
package struct Checkpoint: Hashable, Sendable {
    package let origin: LogOrigin
    package let size: UInt64
    package let root: Hash32

    package init(origin: LogOrigin, size: UInt64, root: Hash32) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The text that is signed: three lines.
    package var text: [UInt8] {
        var text = origin.utf8 + [0x0A]
        text.appendDecimal(size)
        return text + [0x0A] + Base64.encode(root.bytes) + [0x0A]
    }

    /// Parses the three lines; takes only what `text` writes.
    /// - Throws: `note_malformed` with the line.
    package init(text bytes: [UInt8]) throws(EvidenceError) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty else {
            throw EvidenceError(.noteMalformed, "a checkpoint has three lines", line: lines.count)
        }
        guard let origin = LogOrigin(utf8: Array(lines[0])) else {
            throw EvidenceError(.noteMalformed, "not the name of a log", line: 1)
        }
        guard let size = UInt64(String(decoding: lines[1], as: UTF8.self)), String(size).utf8.elementsEqual(lines[1])
        else {
            throw EvidenceError(.noteMalformed, "not a size", line: 2)
        }
        guard let root = Base64.decode(lines[2]).flatMap({ Hash32($0) }) else {
            throw EvidenceError(.noteMalformed, "not the base64 of 32 bytes", line: 3)
        }
        self.init(origin: origin, size: size, root: root)
    }

    /// Signs this checkpoint.
    /// - Throws: `signing_failed`.
    package func signed(by keys: [any NoteSigner]) throws(EvidenceError) -> [UInt8] {
        try SignedNote(signing: text, keys: keys).encoded
    }

    /// Reads a note and checks its signatures.
    /// - Throws: `note_malformed`, `key_unknown`, `signature_invalid`.
    package static func verified(note bytes: [UInt8], by keys: [VerifierKey]) throws(EvidenceError) -> Checkpoint {
        let note = try SignedNote(parsing: bytes)
        let checkpoint = try Checkpoint(text: note.text)
        _ = try note.verified(by: keys)
        return checkpoint
    }
}

/// What a signer remembers outside the database: the last checkpoint it let out. A restored old database therefore stops
/// signing instead of forking the log.
package struct SignerState: Hashable, Sendable {
    package let checkpoint: Checkpoint
    /// The signed note, byte for byte.
    package let note: [UInt8]

    /// The file's bytes: a first line, then the note itself.
    package var encoded: [UInt8] { SignerState.firstLine + note }

    private static let firstLine = Array("amplomb-signer-state/1\n".utf8)

    /// - Throws: `note_malformed` when the file is not a signer's state.
    package init(parsing bytes: [UInt8]) throws(EvidenceError) {
        guard bytes.starts(with: SignerState.firstLine) else {
            throw EvidenceError(.noteMalformed, "not a signer's state", line: 1)
        }
        note = Array(bytes.dropFirst(SignerState.firstLine.count))
        checkpoint = try Checkpoint(text: SignedNote(parsing: note).text)
    }

    init(checkpoint: Checkpoint, note: [UInt8]) {
        self.checkpoint = checkpoint
        self.note = note
    }

    /// The state after signing `next`. The caller stores it (fsync, rename) before it lets the note out. The same
    /// checkpoint again gives the state unchanged, unless the set of keys changed.
    ///
    /// `consistency` proves that `next` extends the state's checkpoint; not needed from an empty log or at equal size.
    /// - Throws: `fork_refused`, `rollback_refused`, `inconsistent_refused`, `signing_failed`.
    package static func signing(
        _ next: Checkpoint, after state: SignerState?, consistency: [Hash32], keys: [any NoteSigner]
    ) throws(EvidenceError) -> SignerState {
        if let last = state?.checkpoint {
            guard last.origin == next.origin else {
                throw EvidenceError(.inconsistentRefused, "the state is of log \(last.origin), not \(next.origin)")
            }
            guard next.size >= last.size else {
                throw EvidenceError(.rollbackRefused, "size \(next.size) after \(last.size) was signed")
            }
            guard next.size > last.size || next.root == last.root else {
                throw EvidenceError(.forkRefused, "another root for size \(next.size)")
            }
            let extends =
                last.size == 0 || next.size == last.size
                || MerkleProof.verifyConsistency(
                    oldSize: last.size, newSize: next.size, oldRoot: last.root.bytes, newRoot: next.root.bytes,
                    proof: consistency.map(\.bytes))
            guard extends else {
                throw EvidenceError(.inconsistentRefused, "size \(next.size) does not extend the signed \(last.size)")
            }
        }
        if next.size == 0, next.root != EvidenceHash.emptyRoot {
            throw EvidenceError(.forkRefused, "another root for size 0")
        }
        return SignerState(checkpoint: next, note: try next.signed(by: keys))
    }
}
