package import Domain
import Formats

/// Everything that goes into one evidence bundle: some entries of a log with their proofs against one signed checkpoint,
/// and what is needed to read and check them. BagIt 1.0 (RFC 8493) in a stored ZIP; the same content gives the same bytes.
package struct EvidenceBundle: Sendable {
    /// One entry with its way to the root.
    package struct Entry: Sendable {
        package let index: UInt64
        /// Nil where the entry was removed in full by order of a court.
        package let envelope: [UInt8]?
        package let leafHash: Hash32
        /// From the leaf's sibling upward.
        package let proof: [Hash32]
        /// Those that are still kept; the others stand in `purged`.
        package let parts: [StoredPart]

        package init(index: UInt64, envelope: [UInt8], proof: [Hash32], parts: [StoredPart]) {
            self.index = index
            self.envelope = envelope
            leafHash = EvidenceHash.leaf(envelope)
            self.proof = proof
            self.parts = parts
        }

        /// An entry of which only the leaf hash is left.
        package init(index: UInt64, removed leaf: Hash32, proof: [Hash32]) {
            self.index = index
            envelope = nil
            leafHash = leaf
            self.proof = proof
            parts = []
        }
    }

    /// What the bundle is about, for example `case C-1`; printable ASCII.
    package let subject: String
    /// The Bagging-Date: given, never read from a clock.
    package let at: Instant
    /// The signed checkpoint that every proof leads to.
    package let note: [UInt8]
    /// The keys whose signatures the note may carry.
    package let keys: [VerifierKey]
    package var entries: [Entry] = []
    package var purged: [PurgedPart] = []
    /// Knowledge manifests and exchange rates, by their hash.
    package var knowledge: [Hash32: [UInt8]] = [:]
    /// Rule packs, by their hash.
    package var rules: [Hash32: [UInt8]] = [:]
    /// Files of a report by name; their hashes stand in an entry of kind `report`.
    package var report: [String: [UInt8]] = [:]
    package var validation: [UInt8]?
    /// Anchors of the checkpoint by file name: `checkpoint-<size>.tsr`, `checkpoint-<size>.<kind>.json`,
    /// `checkpoint-<size>.<key id>.note`; a further one of a name with a number before the ending.
    package var anchors: [String: [UInt8]] = [:]
    /// Who attests the whole; nil: nobody. A key of its own, never one that signs checkpoints.
    package var attester: (any NoteSigner)?

    package init(subject: String, at: Instant, note: [UInt8], keys: [VerifierKey]) {
        self.subject = subject
        self.at = at
        self.note = note
        self.keys = keys
    }

    /// All files of the archive.
    /// - Throws: `note_malformed` for a checkpoint that is none, `bundle_invalid` for a subject that is not one line of ASCII.
    package func files() throws(EvidenceError) -> [BundleFile] {
        let checkpoint = try Checkpoint(text: SignedNote(parsing: note).text)
        guard !subject.isEmpty, subject.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw EvidenceError(.bundleInvalid, "the subject of a bundle is one line of ASCII")
        }
        var files = payload(checkpoint)
        if let attester {
            files.sort { BundleFile.precedes($0.path, $1.path) }
            let manifest = BundlePath.manifestText(files.map { ($0.path, EvidenceHash.plain($0.bytes)) })
            let attestation = try BundleAttestation(
                of: manifest, subject: subject, at: at, checkpoint: checkpoint, by: attester)
            files.append(BundleFile(path: BundleAttestation.path, bytes: try attestation.encoded))
        }
        let octets = files.reduce(0) { $0 + $1.bytes.count }
        let info = BagInfo(
            subject: subject, at: at, log: checkpoint.origin.text, checkpointSize: checkpoint.size,
            octets: UInt64(octets), fileCount: UInt64(files.count))
        files.sort { BundleFile.precedes($0.path, $1.path) }
        let manifest = BundlePath.manifestText(files.map { ($0.path, EvidenceHash.plain($0.bytes)) })
        var tags = [
            BundleFile(path: BundlePath.declaration, bytes: BundlePath.declarationText),
            BundleFile(path: BundlePath.info, bytes: info.encoded),
            BundleFile(path: BundlePath.manifest, bytes: manifest),
        ]
        tags.sort { BundleFile.precedes($0.path, $1.path) }
        let tagManifest = BundlePath.manifestText(tags.map { ($0.path, EvidenceHash.plain($0.bytes)) })
        tags.append(BundleFile(path: BundlePath.tagManifest, bytes: tagManifest))
        return files + tags
    }

    private func payload(_ checkpoint: Checkpoint) -> [BundleFile] {
        var files = [
            BundleFile(
                path: BundlePath.readme, bytes: BundleReadme.text(checkpoint, entries, isAttested: attester != nil)),
            BundleFile(path: BundlePath.checkpoint, bytes: note),
            BundleFile(path: BundlePath.keys, bytes: keys.flatMap { Array("\($0)\n".utf8) }),
            BundleFile(path: BundlePath.purged, bytes: PurgedPart.table(purged)),
        ]
        for entry in entries {
            files.append(
                entry.envelope.map { BundleFile(path: BundlePath.envelope(entry.index), bytes: $0) }
                    ?? BundleFile(path: BundlePath.leaf(entry.index), bytes: Array("\(entry.leafHash.hex)\n".utf8)))
            let proof = TlogProof(index: entry.index, hashes: entry.proof, note: note)
            files.append(BundleFile(path: BundlePath.proof(entry.index), bytes: proof.encoded))
            for part in entry.parts {
                files.append(BundleFile(path: BundlePath.payload(entry.index, part.group), bytes: part.payload))
                files.append(BundleFile(path: BundlePath.salt(entry.index, part.group), bytes: part.salt))
            }
        }
        for (hash, bytes) in knowledge { files.append(BundleFile(path: "data/knowledge/\(hash.hex)", bytes: bytes)) }
        for (hash, bytes) in rules { files.append(BundleFile(path: "data/rules/\(hash.hex)", bytes: bytes)) }
        for (name, bytes) in report { files.append(BundleFile(path: "data/report/\(name)", bytes: bytes)) }
        for (name, bytes) in anchors { files.append(BundleFile(path: "data/log/anchors/\(name)", bytes: bytes)) }
        if let validation { files.append(BundleFile(path: BundlePath.validation, bytes: validation)) }
        return files
    }

    /// Writes the archive piece by piece.
    /// - Throws: as `files()`; `bundle_invalid` for a name that cannot stand in an archive or stands twice.
    package func write(to sink: ([UInt8]) throws(EvidenceError) -> Void) throws(EvidenceError) {
        try StoredZip.write(try files(), to: sink)
    }

    /// The archive's bytes.
    package func encoded() throws(EvidenceError) -> [UInt8] {
        var bytes: [UInt8] = []
        try write { (piece) throws(EvidenceError) in bytes += piece }
        return bytes
    }
}
