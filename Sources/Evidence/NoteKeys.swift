import Crypto
import Domain
import Formats

/// How a note can be signed. Ed25519 today; ML-DSA-44 has the number 0x06 in C2SP signed-note and can be added here.
package enum NoteAlgorithm: UInt8, Sendable {
    case ed25519 = 0x01
}

/// The public half of a log's key, as C2SP signed-note writes it: `name+key id+base64(algorithm, public key)`.
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    /// First 4 bytes of SHA-256(name, LF, algorithm, public key).
    package let keyID: UInt32
    package let algorithm: NoteAlgorithm
    /// 32 bytes.
    package let publicKey: [UInt8]

    /// - Throws: `key_malformed` for a name with a space or plus sign or nothing, or a key that is not 32 bytes.
    package init(name: String, publicKey: [UInt8]) throws(EvidenceError) {
        guard VerifierKey.isName(name) else {
            throw EvidenceError(.keyMalformed, "a key name has no space, '+' or control")
        }
        guard publicKey.count == 32 else { throw EvidenceError(.keyMalformed, "an Ed25519 public key has 32 bytes") }
        self.name = name
        self.publicKey = publicKey
        algorithm = .ed25519
        let digest = EvidenceHash.plain(Array(name.utf8) + [0x0A, NoteAlgorithm.ed25519.rawValue] + publicKey)
        keyID = UInt32(truncatingIfNeeded: digest.words.0 >> 32)
    }

    /// Parses `name+hex key id+base64`; splits at the first two plus signs only, because base64 has more of them.
    /// - Throws: `key_malformed`, also when the key id does not belong to the key.
    package init(parsing text: String) throws(EvidenceError) {
        let fields = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let idBytes = Hex.decode(Array(fields[1].utf8)), idBytes.count == 4,
            fields[1].utf8.elementsEqual(Hex.encode(idBytes)),
            let key = Base64.decode(Array(fields[2].utf8)), let first = key.first
        else { throw EvidenceError(.keyMalformed, "a verifier key reads name+8 hex digits+base64") }
        guard NoteAlgorithm(rawValue: first) == .ed25519 else {
            throw EvidenceError(.keyMalformed, "signature algorithm \(first) is not supported")
        }
        try self.init(name: String(fields[0]), publicKey: Array(key.dropFirst()))
        guard idBytes.reduce(UInt32(0), { $0 << 8 | UInt32($1) }) == keyID else {
            throw EvidenceError(.keyMalformed, "the key id does not belong to the key")
        }
    }

    /// The keys of a file, one a line.
    /// - Throws: `key_malformed` with the line; also for a file without any.
    package static func all(inFile bytes: [UInt8]) throws(EvidenceError) -> [VerifierKey] {
        var keys: [VerifierKey] = []
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() {
            do { keys.append(try VerifierKey(parsing: String(line))) } catch {
                throw EvidenceError(error.code, error.detail, line: number + 1)
            }
        }
        if keys.isEmpty { throw EvidenceError(.keyMalformed, "no verifier key stands in it", line: 1) }
        return keys
    }

    package var description: String {
        "\(name)+\(Hex.string(VerifierKey.bytes(of: keyID)))+\(Base64.string([algorithm.rawValue] + publicKey))"
    }

    /// Whether the signature over the text is this key's.
    package func verifies(_ signature: [UInt8], of text: [UInt8]) -> Bool {
        guard signature.count == 64, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: text)
    }

    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x2B && $0 != 0x7F }
            && !name.unicodeScalars.contains(where: \.properties.isWhitespace)
    }

    static func bytes(of keyID: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: keyID >> UInt32($0)) }
    }
}

/// Whoever can sign a note under a name: a key in a file, or one that another process holds.
package protocol NoteSigner: Sendable {
    var verifierKey: VerifierKey { get }
    /// 64 bytes that `verifierKey` verifies.
    /// - Throws: `signing_failed`.
    func signature(of text: [UInt8]) throws(EvidenceError) -> [UInt8]
}

/// A log's signing key: an Ed25519 seed under a name. Never printed, never compared, gone from memory with the value.
package struct SigningKey: NoteSigner {
    package let verifierKey: VerifierKey
    private let seed: [UInt8]

    /// From 32 bytes of the kernel's random source.
    /// - Throws: `key_malformed` when the seed is not 32 bytes or the name is not one.
    package init(name: String, seed: [UInt8]) throws(EvidenceError) {
        guard seed.count == 32, let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
            throw EvidenceError(.keyMalformed, "an Ed25519 seed has 32 bytes")
        }
        self.seed = seed
        verifierKey = try VerifierKey(name: name, publicKey: Array(key.publicKey.rawRepresentation))
    }

    /// From a PKCS#8 PEM file (RFC 8410), as `openssl genpkey -algorithm ed25519` writes it.
    /// - Throws: `key_malformed`; the message says what was expected and shows nothing of the file.
    package init(name: String, pem: [UInt8]) throws(EvidenceError) {
        let text = String(decoding: pem, as: UTF8.self)
        var lines = text.split(whereSeparator: \.isNewline).map { Array($0.utf8) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        guard lines.count >= 3, lines.first == Array("-----BEGIN PRIVATE KEY-----".utf8),
            lines.last == Array("-----END PRIVATE KEY-----".utf8),
            let der = Base64.decode(lines[1..<lines.count - 1].flatMap { $0 }), der.count == 48,
            der.starts(with: SigningKey.header)
        else { throw EvidenceError(.keyMalformed, "not an Ed25519 private key in PKCS#8 PEM form") }
        try self.init(name: name, seed: Array(der.dropFirst(SigningKey.header.count)))
    }

    /// The PKCS#8 PEM file: for a file of mode 0600 and nothing else.
    package var pem: [UInt8] {
        let body = Base64.encode(SigningKey.header + seed)
        return Array("-----BEGIN PRIVATE KEY-----\n".utf8) + body + Array("\n-----END PRIVATE KEY-----\n".utf8)
    }

    /// The DER of PrivateKeyInfo, version 0, algorithm 1.3.101.112, up to the seed (RFC 8410 section 7).
    private static let header: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]

    /// Signs the text, the same bytes each time (RFC 8032).
    ///
    /// BoringSSL's Ed25519 is deterministic; a library that adds randomness would break byte-identical bundles, so two
    /// signatures are compared and the signature is verified before it leaves.
    /// - Throws: `signing_failed`.
    package func signature(of text: [UInt8]) throws(EvidenceError) -> [UInt8] {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let first = try? key.signature(for: text), let second = try? key.signature(for: text)
        else { throw EvidenceError(.signingFailed, "the key cannot sign") }
        let signature = Array(first)
        guard signature == Array(second), verifierKey.verifies(signature, of: text) else {
            throw EvidenceError(.signingFailed, "the signature is not deterministic or does not verify")
        }
        return signature
    }
}
