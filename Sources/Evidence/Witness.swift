import Crypto
package import Domain
import Formats

/// The key of a witness, C2SP tlog-cosignature: somebody who signs that a checkpoint extends those that he saw before, and
/// when. Note signature type 0x04.
package struct WitnessKey: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    /// First 4 bytes of SHA-256(name, LF, 0x04, public key).
    package let keyID: UInt32
    /// 32 bytes, Ed25519.
    package let publicKey: [UInt8]

    package static let algorithm: UInt8 = 0x04

    /// - Throws: `key_malformed` for a name with a space or plus sign or nothing, or a key that is not 32 bytes.
    package init(name: String, publicKey: [UInt8]) throws(EvidenceError) {
        guard VerifierKey.isName(name) else {
            throw EvidenceError(.keyMalformed, "a key name has no space, '+' or control")
        }
        guard publicKey.count == 32 else { throw EvidenceError(.keyMalformed, "an Ed25519 public key has 32 bytes") }
        self.name = name
        self.publicKey = publicKey
        let digest = EvidenceHash.plain(Array(name.utf8) + [0x0A, WitnessKey.algorithm] + publicKey)
        keyID = UInt32(truncatingIfNeeded: digest.words.0 >> 32)
    }

    /// Parses `name+hex key id+base64`, whose first byte is 0x04.
    /// - Throws: `key_malformed`, also when the key id does not belong to the key or the key is a log's.
    package init(parsing text: String) throws(EvidenceError) {
        let fields = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let key = Base64.decode(Array(fields[2].utf8)), let first = key.first else {
            throw EvidenceError(.keyMalformed, "a witness key reads name+8 hex digits+base64")
        }
        guard first == WitnessKey.algorithm else {
            throw EvidenceError(.keyMalformed, "signature type \(first) is no cosignature, which has type 4")
        }
        try self.init(name: String(fields[0]), publicKey: Array(key.dropFirst()))
        guard description == text else {
            throw EvidenceError(.keyMalformed, "the key id does not belong to the key")
        }
    }

    package var description: String {
        "\(name)+\(Hex.string(VerifierKey.bytes(of: keyID)))+\(Base64.string([WitnessKey.algorithm] + publicKey))"
    }

    /// What to say where no cosignature of this witness was found.
    package var lackingText: String {
        "no cosignature of \(name) was found: a bundle carries those of its own checkpoint, so ask for one that is made with "
            + "--at the time of the cosignature; for an export or database name the cosigned note by --against"
    }

    /// The text that a witness signs for a note's text at a time in seconds since 1970.
    package static func message(_ text: [UInt8], seconds: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(seconds)\n".utf8) + text
    }

    /// When this witness cosigned the text, in seconds since 1970; nil when the bytes are not its cosignature: 8 bytes of
    /// time, most significant first, and 64 of signature.
    package func time(of signature: [UInt8], over text: [UInt8]) -> UInt64? {
        guard signature.count == 72, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return nil
        }
        let seconds = signature.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let message = WitnessKey.message(text, seconds: seconds)
        return key.isValidSignature(Array(signature.dropFirst(8)), for: message) ? seconds : nil
    }
}

/// Who cosigned a checkpoint, and when by his own clock.
package struct Cosignature: Hashable, Sendable, Comparable {
    package let witness: WitnessKey
    package let size: UInt64
    /// Seconds since 1970.
    package let seconds: UInt64

    /// Nil for a time that no calendar of ours holds.
    package var time: Instant? {
        guard let micros = Int64(exactly: seconds).map({ $0.multipliedReportingOverflow(by: 1_000_000) }),
            !micros.overflow
        else { return nil }
        return Instant(microseconds: micros.partialValue)
    }

    package static func < (left: Cosignature, right: Cosignature) -> Bool {
        (left.size, left.seconds, left.witness.name) < (right.size, right.seconds, right.witness.name)
    }
}

extension SignedNote.Signature {
    /// When a cosignature says that it was made; nil for another signature or a time that no calendar of ours holds. Nothing
    /// is verified here.
    package var cosignedAt: Instant? {
        guard bytes.count == 72 else { return nil }
        let seconds = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard let whole = Int64(exactly: seconds) else { return nil }
        let (micros, overflow) = whole.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? nil : Instant(microseconds: micros)
    }
}

extension SignedNote {
    /// The cosignatures of known witnesses. Lines of others are ignored.
    ///
    /// - Throws: `note_malformed` when the text is no checkpoint, `signature_invalid` when a line of a known witness does not
    ///   verify.
    package func cosignatures(by witnesses: [WitnessKey]) throws(EvidenceError) -> [Cosignature] {
        let checkpoint = try Checkpoint(text: text)
        var found: [Cosignature] = []
        for signature in signatures {
            guard
                let witness = witnesses.first(where: { $0.name == signature.name && $0.keyID == signature.keyID })
            else { continue }
            guard let seconds = witness.time(of: signature.bytes, over: text) else {
                throw EvidenceError(.signatureInvalid, "the cosignature of \(witness.name) is wrong")
            }
            found.append(Cosignature(witness: witness, size: checkpoint.size, seconds: seconds))
        }
        return found
    }

    /// The signature line of a cosignature on this note, with its line feed; nil when it is not on it.
    package func line(of cosigned: Cosignature) -> [UInt8]? {
        let found = signatures.first { signature in
            signature.name == cosigned.witness.name && signature.keyID == cosigned.witness.keyID
                && cosigned.witness.time(of: signature.bytes, over: text) == cosigned.seconds
        }
        return found.map { signature in
            SignedNote.line(signature)
        }
    }
}
