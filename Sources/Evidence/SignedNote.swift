import Formats

/// A text with signatures, C2SP signed-note: the text, an empty line, one line a signature. The signed text ends with the
/// line feed before the empty line.
package struct SignedNote: Hashable, Sendable {
    package struct Signature: Hashable, Sendable {
        package let name: String
        package let keyID: UInt32
        /// What stands behind the key id: 64 bytes for Ed25519.
        package let bytes: [UInt8]
    }

    /// Ends with a line feed.
    package let text: [UInt8]
    package let signatures: [Signature]

    /// The most signature lines a note may have.
    package static let maximumSignatures = 64
    private static let maximumLength = 1_000_000
    /// An em dash, U+2014, and a space.
    private static let marker: [UInt8] = [0xE2, 0x80, 0x94, 0x20]

    /// Signs a text with one or more keys, in their order.
    /// - Throws: `note_malformed` for a text that cannot be one, `signing_failed`.
    package init(signing text: [UInt8], keys: [any NoteSigner]) throws(EvidenceError) {
        guard text.last == 0x0A, !text.contains(where: { $0 < 0x20 && $0 != 0x0A }), !keys.isEmpty else {
            throw EvidenceError(.noteMalformed, "a note needs lines of text and a key")
        }
        self.text = text
        var made: [Signature] = []
        for key in keys {
            made.append(
                Signature(
                    name: key.verifierKey.name, keyID: key.verifierKey.keyID, bytes: try key.signature(of: text)))
        }
        signatures = made
    }

    /// Parses a note without judging its signatures.
    /// - Throws: `note_malformed` for control characters, no empty line, no or more than 64 signatures, or a bad line.
    package init(parsing bytes: [UInt8]) throws(EvidenceError) {
        guard bytes.count <= SignedNote.maximumLength, bytes.last == 0x0A,
            !bytes.contains(where: { $0 < 0x20 && $0 != 0x0A }), String(validating: bytes, as: UTF8.self) != nil
        else { throw EvidenceError(.noteMalformed, "not UTF-8 lines without control characters") }
        guard let split = bytes.indices.dropLast().last(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A }),
            split > 0
        else { throw EvidenceError(.noteMalformed, "no empty line between text and signatures") }
        text = Array(bytes[...split])
        let textLines = text.count { $0 == 0x0A }
        let lines = bytes[(split + 2)...].split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        guard (1...SignedNote.maximumSignatures).contains(lines.count) else {
            throw EvidenceError(.noteMalformed, "\(lines.count) signature lines, allowed are 1 to 64")
        }
        var parsed: [Signature] = []
        for (offset, line) in lines.enumerated() {
            guard let signature = SignedNote.signature(line) else {
                throw EvidenceError(.noteMalformed, "not a signature line", line: textLines + 2 + offset)
            }
            parsed.append(signature)
        }
        signatures = parsed
    }

    private static func signature(_ line: ArraySlice<UInt8>) -> Signature? {
        guard line.starts(with: marker) else { return nil }
        let fields = line.dropFirst(marker.count).split(separator: 0x20, omittingEmptySubsequences: false)
        guard fields.count == 2, let bytes = Base64.decode(fields[1]), bytes.count > 4 else { return nil }
        let name = String(decoding: fields[0], as: UTF8.self)
        guard VerifierKey.isName(name) else { return nil }
        return Signature(
            name: name, keyID: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }, bytes: Array(bytes.dropFirst(4)))
    }

    package var encoded: [UInt8] {
        var bytes = text + [0x0A]
        for signature in signatures { bytes += SignedNote.line(signature) }
        return bytes
    }

    static func line(_ signature: Signature) -> [UInt8] {
        marker + Array(signature.name.utf8) + [0x20]
            + Base64.encode(VerifierKey.bytes(of: signature.keyID) + signature.bytes) + [0x0A]
    }

    /// The keys among `keys` that signed this note. Signatures of keys that are not given are ignored.
    /// - Throws: `signature_invalid` when a given key's signature is wrong, `key_unknown` when none of them signed.
    package func verified(by keys: [VerifierKey]) throws(EvidenceError) -> [VerifierKey] {
        var signers: [VerifierKey] = []
        for signature in signatures {
            guard let key = keys.first(where: { $0.name == signature.name && $0.keyID == signature.keyID }) else {
                continue
            }
            guard key.verifies(signature.bytes, of: text) else {
                throw EvidenceError(.signatureInvalid, "the signature of \(key.name) is wrong")
            }
            signers.append(key)
        }
        guard !signers.isEmpty else {
            let ids = signatures.map { "\($0.name)+\(Hex.string(VerifierKey.bytes(of: $0.keyID)))" }
            throw EvidenceError(.keyUnknown, "signed by \(ids.joined(separator: ", ")), a key that was not given")
        }
        return signers
    }
}
