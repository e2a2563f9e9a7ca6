import Domain
import Formats

/// `data/attestation.json`: an in-toto Statement v1 in a DSSE envelope about the bundle as a whole, for tools that ask who
/// made a set of files. What the entries prove they prove without it.
///
/// It stands in the manifest like any payload file, so it is over the manifest *without its own line*:
/// `grep -v data/attestation.json manifest-sha256.txt | sha256sum`.
struct BundleAttestation: Hashable {
    static let path = "data/attestation.json"
    /// The last part of the name of a key that attests and signs no checkpoint.
    static let keySuffix = "/attestation"

    private static let payloadType = "application/vnd.in-toto+json"
    private static let predicateType = "urn:amplomb:evidence-bundle:1"

    let key: VerifierKey
    let signature: [UInt8]
    let statement: [UInt8]

    /// Signs the statement about a manifest.
    /// - Parameter manifest: its lines without that of the attestation.
    /// - Throws: `signing_failed`; `bundle_invalid` for texts that cannot stand in it.
    init(
        of manifest: [UInt8], subject: String, at: Instant, checkpoint: Checkpoint, by signer: any NoteSigner
    ) throws(EvidenceError) {
        statement = try BundleAttestation.statement(manifest, subject, at, checkpoint)
        key = signer.verifierKey
        signature = try signer.signature(of: BundleAttestation.signedText(statement))
    }

    /// What was read: nil unless it is, byte for byte, an attestation about this manifest, subject, time and checkpoint.
    init?(parsing bytes: [UInt8], of manifest: [UInt8], subject: String, at: Instant, checkpoint: Checkpoint) {
        guard let root = try? JSONDocument(parsing: bytes).root,
            let signed = root["signatures"]?.elements.first(where: { _ in true }),
            let key = signed["keyid"]?.string.flatMap({ try? VerifierKey(parsing: $0) }),
            let signature = signed["sig"]?.string.flatMap({ Base64.decode(Array($0.utf8)) }),
            let statement = try? BundleAttestation.statement(manifest, subject, at, checkpoint)
        else { return nil }
        self.key = key
        self.signature = signature
        self.statement = statement
        guard (try? encoded) == bytes else { return nil }
    }

    var isSigned: Bool { key.verifies(signature, of: BundleAttestation.signedText(statement)) }

    /// The DSSE envelope (github.com/secure-systems-lab/dsse, envelope.md) as canonical JSON.
    var encoded: [UInt8] {
        get throws(EvidenceError) {
            try BundleAttestation.json { json in
                json.member("payload", Base64.string(statement))
                json.member("payloadType", BundleAttestation.payloadType)
                json.array("signatures") { list in
                    list.elementObject { item in
                        item.member("keyid", key.description)
                        item.member("sig", Base64.string(signature))
                    }
                }
            }
        }
    }

    /// in-toto attestation framework, statement v1: `_type`, `subject` with digests, `predicateType`, `predicate`.
    private static func statement(
        _ manifest: [UInt8], _ subject: String, _ at: Instant, _ checkpoint: Checkpoint
    ) throws(EvidenceError) -> [UInt8] {
        try json { json in
            json.member("_type", "https://in-toto.io/Statement/v1")
            json.object("predicate") { predicate in
                predicate.member("at", at.description)
                predicate.member("bundle", subject)
                predicate.member("log", checkpoint.origin.text)
                predicate.member("root", checkpoint.root.hex)
                predicate.member("size", String(checkpoint.size))
            }
            json.member("predicateType", predicateType)
            json.array("subject") { list in
                list.elementObject { item in
                    item.object("digest") { $0.member("sha256", EvidenceHash.plain(manifest).hex) }
                    item.member("name", BundlePath.manifest)
                }
            }
        }
    }

    private static func json(_ body: (inout CanonicalJSON) -> Void) throws(EvidenceError) -> [UInt8] {
        do { return try CanonicalJSON.object(body) } catch {
            throw EvidenceError(.bundleInvalid, error.description)
        }
    }

    /// The pre-authentication encoding of DSSE v1 (protocol.md): lengths keep type and body apart, and its first word keeps
    /// it apart from every checkpoint.
    private static func signedText(_ statement: [UInt8]) -> [UInt8] {
        Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) \(statement.count) ".utf8) + statement
    }
}

extension BundleVerifier {
    /// Who attests the bundle: a key that was given, or one that a proven entry of the bundle says was made for it.
    mutating func checkAttestation() {
        let path = BundleAttestation.path
        guard places[path] != nil, let bytes = load(path), let checkpoint else { return }
        let files = manifest.filter { $0.key != path }.map { (path: $0.key, hash: $0.value) }
        let text = BundlePath.manifestText(files.sorted { BundleFile.precedes($0.path, $1.path) })
        guard let info = load(BundlePath.info).flatMap({ BagInfo(parsing: $0) }),
            let attestation = BundleAttestation(
                parsing: bytes, of: text, subject: info.subject, at: info.at, checkpoint: checkpoint)
        else {
            let cause = "it is no attestation of these files, this checkpoint and this time"
            findings.append(Finding(.fileMismatch, .file(path), cause))
            return
        }
        guard attestation.isSigned else {
            findings.append(Finding(.signatureInvalid, .file(path), "the signature of the attestation"))
            return
        }
        let known = keys.contains(attestation.key) || attestingKeys.contains(attestation.key)
        guard known else {
            let cause = "attested by \(attestation.key.name), a key that was not given and that no entry here names"
            findings.append(Finding(.keyUnknown, .file(path), cause))
            return
        }
        // Without the signature of the log neither the checkpoint nor the entry that names the key is anybody's word.
        if !summary.signers.isEmpty { summary.attestedBy = attestation.key.name }
    }
}
