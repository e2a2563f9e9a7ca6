import Domain
import Formats

/// Verifies an evidence bundle: archive, manifests, signature, every proof, every payload, and that each file is one that
/// the bundle accounts for. Reads one file at a time.
///
/// No byte of a bundle can change unseen: the archive's own bytes are held against their one canonical form, the bytes of
/// files against checksum and manifest, the manifests against the files. What is proven beyond that, by signature, are
/// the entries, their payloads, knowledge, rules, reports and time-stamps; the README is not.
package struct BundleVerifier {
    private let source: BundleSource
    let keys: [VerifierKey]
    let witnesses: [WitnessKey]
    private let held: [[UInt8]]
    private let isAttestationDemanded: Bool

    var zip: ZipReader?
    var places: [String: StoredZip.Entry] = [:]
    var manifest: [String: Hash32] = [:]
    /// Hashes of the files that were read, by path.
    var hashes: [String: Hash32] = [:]
    var findings: [Finding] = []
    var summary = VerificationSummary()
    var checkpoint: Checkpoint?
    var note: [UInt8] = []
    var ledger = PartLedger()
    /// The parts that are not there, as the entries have it.
    var missing: Set<PartPlace> = []
    var purges: [UInt64: PurgeStatement] = [:]
    /// Keys that entries of the bundle say were made to attest bundles.
    var attestingKeys: Set<VerifierKey> = []
    /// Hashes of knowledge that entries of the bundle name.
    var namedKnowledge: Set<Hash32> = []
    /// Hashes of files by name, as entries of kind `report` state them.
    var reportFiles: [String: Set<Hash32>] = [:]

    struct PartPlace: Hashable {
        let index: UInt64
        /// Nil: the envelope.
        let group: FieldGroup?
    }

    /// - Parameters:
    ///   - keys: the keys that may have signed; none: nothing can be proven.
    ///   - held: signed checkpoints kept elsewhere; the bundle must not be older than any of them.
    ///   - witnesses: whose cosignatures count; each must be there.
    ///   - isAttestationDemanded: whether a bundle that nobody attests is not enough.
    package init(
        _ source: BundleSource, keys: [VerifierKey], held: [[UInt8]] = [], witnesses: [WitnessKey] = [],
        isAttestationDemanded: Bool = false
    ) {
        self.source = source
        self.keys = keys
        self.witnesses = witnesses
        self.held = held
        self.isAttestationDemanded = isAttestationDemanded
    }

    /// Whether a file begins like an archive; an exported log is a folder.
    package static func isArchive(_ start: [UInt8]) -> Bool { start.starts(with: [0x50, 0x4B]) }

    /// Checks everything; never throws: what could not be read is a finding and the state is then not completed.
    package mutating func verify() -> VerificationReport {
        do {
            let zip = try ZipReader(source)
            self.zip = zip
            for entry in zip.entries { places[String(decoding: entry.name, as: UTF8.self)] = entry }
        } catch let damage as ZipReader.Damage {
            return report(ending: Finding(.bundleMalformed, .nowhere, damage.message))
        } catch {
            return report(ending: Finding(.logUnreadable, .nowhere, "the bundle cannot be read"))
        }
        readManifests()
        readCheckpoint()
        checkEntries()
        checkPurged()
        checkAttestation()
        checkCarried()
        checkTags()
        summary.cosignatures = Set(summary.cosignatures).sorted()
        findings += summary.lackingFindings(witnesses)
        if isAttestationDemanded, summary.attestedBy == nil {
            // An attestation can be taken out of a bundle without a trace; only who asks for it notices.
            let cause = "an attestation was asked for, and none of a key that counts is proven here"
            findings.append(Finding(.attestationMissing, .file(BundleAttestation.path), cause))
        }
        return report(ending: nil)
    }

    private mutating func report(ending last: Finding?) -> VerificationReport {
        if let last { findings.append(last) }
        let sorted = findings.enumerated().sorted { left, right in
            (left.element.index ?? .max, left.offset) < (right.element.index ?? .max, right.offset)
        }
        return VerificationReport(findings: sorted.map(\.element), summary: summary)
    }

    /// The bytes of a file of the bundle, held against checksum and manifest; nil when it is not there or unreadable.
    mutating func load(_ path: String) -> [UInt8]? {
        guard let zip, let entry = places[path] else { return nil }
        do {
            let bytes = try zip.contents(of: entry)
            let hash = EvidenceHash.plain(bytes)
            hashes[path] = hash
            if path.hasPrefix("data/"), let listed = manifest[path], listed != hash {
                findings.append(Finding(.fileMismatch, .file(path), "its SHA-256 is not the one in the manifest"))
            }
            return bytes
        } catch let damage as ZipReader.Damage {
            findings.append(Finding(.fileMismatch, .file(path), damage.message))
        } catch {
            findings.append(Finding(.logUnreadable, .file(path), "the file cannot be read"))
        }
        return nil
    }

    /// A file that every bundle has.
    private mutating func need(_ path: String) -> [UInt8]? {
        if places[path] == nil { findings.append(Finding(.fileMissing, .file(path), "the bundle lacks it")) }
        return load(path)
    }

    private mutating func readManifests() {
        if let bytes = need(BundlePath.manifest) {
            if let files = BundlePath.manifestFiles(bytes) {
                manifest = files
            } else {
                let cause = "not lines of a SHA-256 and a path in order"
                findings.append(Finding(.bundleMalformed, .file(BundlePath.manifest), cause))
            }
        }
        for path in manifest.keys.sorted(by: BundleFile.precedes) where places[path] == nil {
            findings.append(Finding(.fileMissing, .file(path), "the manifest lists it, the bundle lacks it"))
        }
        for path in places.keys.sorted(by: BundleFile.precedes)
        where path.hasPrefix("data/") && manifest[path] == nil {
            findings.append(Finding(.fileUnexpected, .file(path), "the manifest does not list it"))
        }
    }

    private mutating func readCheckpoint() {
        guard let bytes = need(BundlePath.checkpoint) else { return }
        note = bytes
        do {
            let parsed = try Checkpoint(text: SignedNote(parsing: bytes).text)
            checkpoint = parsed
            summary.log = parsed.origin.text
            let signers = try SignedNote(parsing: bytes).verified(by: keys).map(\.name)
            summary.checkpoints = 1
            summary.signers = Set(signers).sorted()
            summary.provenSize = parsed.size
            summary.provenRoot = parsed.root
        } catch {
            let code: FindingCode =
                switch error.code {
                case .keyUnknown: .keyUnknown
                case .signatureInvalid: .signatureInvalid
                default: .checkpointMalformed
                }
            findings.append(Finding(code, checkpoint.map { .size($0.size) } ?? .nowhere, error.detail))
        }
        for other in held { compare(with: other) }
        guard let text = need(BundlePath.keys) else { return }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        let parsed = lines.compactMap { try? VerifierKey(parsing: String($0)) }
        if parsed.isEmpty || text != parsed.flatMap({ Array("\($0)\n".utf8) }) {
            findings.append(Finding(.bundleMalformed, .file(BundlePath.keys), "not verifier keys, one a line"))
        }
    }

    /// Holds the bundle against a checkpoint that the reader kept.
    private mutating func compare(with other: [UInt8]) {
        do {
            let kept = try Checkpoint.verified(note: other, by: keys)
            guard let checkpoint else { return }
            if kept.origin != checkpoint.origin {
                let cause = "the checkpoint you hold is of log \(kept.origin), not \(checkpoint.origin)"
                findings.append(Finding(.heldUnusable, .size(kept.size), cause))
            } else if kept.size > checkpoint.size {
                let cause = "the bundle is of size \(checkpoint.size), the checkpoint you hold of \(kept.size)"
                findings.append(Finding(.rollback, .entry(checkpoint.size), cause))
            } else if kept.size == checkpoint.size, kept.root != checkpoint.root {
                findings.append(Finding(.fork, .size(kept.size), "the checkpoint you hold has another root"))
            }
        } catch {
            let code: FindingCode =
                switch error.code {
                case .keyUnknown: .keyUnknown
                case .signatureInvalid: .signatureInvalid
                // Somebody else's file is not the bundle's fault.
                default: .heldUnusable
                }
            findings.append(Finding(code, .nowhere, "the checkpoint you hold: \(error.detail)"))
        }
    }

    private mutating func checkTags() {
        if let bytes = need(BundlePath.declaration), bytes != BundlePath.declarationText {
            findings.append(Finding(.bundleMalformed, .file(BundlePath.declaration), "not BagIt 1.0 in UTF-8"))
        }
        if let bytes = need(BundlePath.info) {
            let payload = places.filter { $0.key.hasPrefix("data/") }
            let octets = payload.values.reduce(UInt64(0)) { $0 + UInt64($1.size) }
            let info = BagInfo(parsing: bytes)
            if info?.octets != octets || info?.fileCount != UInt64(payload.count)
                || info?.log != checkpoint?.origin.text || info?.checkpointSize != checkpoint?.size
            {
                let cause = "it does not describe the files and checkpoint that are here"
                findings.append(Finding(.bundleMalformed, .file(BundlePath.info), cause))
            }
        }
        let tags = [BundlePath.info, BundlePath.declaration, BundlePath.manifest]
        if let bytes = need(BundlePath.tagManifest) {
            let expected = BundlePath.manifestText(tags.map { ($0, hashes[$0] ?? .zero) })
            if bytes != expected {
                let cause = "the hashes of the tag files are others"
                findings.append(Finding(.fileMismatch, .file(BundlePath.tagManifest), cause))
            }
        }
        for path in places.keys.sorted(by: BundleFile.precedes)
        where !path.hasPrefix("data/") && path != BundlePath.tagManifest && !tags.contains(path) {
            findings.append(Finding(.fileUnexpected, .file(path), "no file of a bundle has this name"))
        }
    }
}
