import Domain
import Formats

extension BundleVerifier {
    // MARK: Entries

    /// Checks every entry by its index: envelope, path to the signed root, payloads against commitments.
    mutating func checkEntries() {
        var files: [UInt64: [String]] = [:]
        for path in places.keys {
            if let index = BundlePath.index(of: path) { files[index, default: []].append(path) }
        }
        for index in files.keys.sorted() {
            checkEntry(index, files[index, default: []].sorted(by: BundleFile.precedes))
        }
        let (unexplained, purged) = ledger.settle()
        summary.partsPurged = purged
        findings += unexplained
    }

    private mutating func checkEntry(_ index: UInt64, _ files: [String]) {
        if places[BundlePath.envelope(index)] == nil, places[BundlePath.leaf(index)] != nil {
            return checkRemoved(index, files)
        }
        var expected = [BundlePath.envelope(index), BundlePath.proof(index)]
        var parts: [StoredPart] = []
        for group in FieldGroup.allCases {
            let (payloadPath, saltPath) = (BundlePath.payload(index, group), BundlePath.salt(index, group))
            guard places[payloadPath] != nil || places[saltPath] != nil else { continue }
            expected += [payloadPath, saltPath]
            for path in [payloadPath, saltPath] where places[path] == nil {
                findings.append(Finding(.fileMissing, .file(path), "payload and salt go together"))
            }
            if let payload = load(payloadPath), let salt = load(saltPath) {
                parts.append(StoredPart(group: group, payload: payload, salt: salt))
            }
        }
        for path in files where !expected.contains(path) {
            findings.append(Finding(.fileUnexpected, .file(path), "no file of an entry has this name"))
            _ = load(path)
        }
        guard let envelope = load(BundlePath.envelope(index)) else {
            findings.append(Finding(.entryMissing, .entry(index), "the envelope is not there"))
            _ = load(BundlePath.proof(index))
            return
        }
        let isProven = checkProof(index, EvidenceHash.leaf(envelope))
        examine(index, envelope, parts, isProven: isProven)
    }

    /// An entry of which only the leaf hash is left: it leads to the root like any other, and a statement must explain it.
    private mutating func checkRemoved(_ index: UInt64, _ files: [String]) {
        for path in files where path != BundlePath.leaf(index) && path != BundlePath.proof(index) {
            findings.append(Finding(.fileUnexpected, .file(path), "the entry was removed in full"))
            _ = load(path)
        }
        missing.insert(PartPlace(index: index, group: nil))
        let bytes = load(BundlePath.leaf(index)) ?? []
        guard let leaf = Hash32(hex: String(decoding: bytes.dropLast(), as: UTF8.self)),
            bytes == Array("\(leaf.hex)\n".utf8)
        else {
            findings.append(Finding(.bundleMalformed, .file(BundlePath.leaf(index)), "not 64 hexadecimal digits"))
            _ = load(BundlePath.proof(index))
            return
        }
        checkProof(index, leaf)
        let row = LogRow(index: index, entryID: nil, leafHash: leaf, envelope: nil, parts: [])
        guard let log = checkpoint?.origin else { return }
        for examined in ExaminedPage(LogPage(rows: [row]), of: log).rows { ledger.add(examined) }
    }

    /// Whether the leaf leads to the root of the checkpoint that is here; what is wrong is found.
    @discardableResult
    private mutating func checkProof(_ index: UInt64, _ leaf: Hash32) -> Bool {
        guard let bytes = load(BundlePath.proof(index)) else {
            findings.append(Finding(.proofInvalid, .entry(index), "there is no proof of this entry"))
            return false
        }
        do {
            let proof = try TlogProof(parsing: bytes)
            guard proof.index == index, proof.note == note, proof.encoded == bytes else {
                let cause = "the proof is of another index or checkpoint, or not in canonical form"
                findings.append(Finding(.proofInvalid, .entry(index), cause))
                return false
            }
            guard let checkpoint else { return false }
            let root = MerkleProof.inclusionRoot(
                leaf: leaf, index: index, size: checkpoint.size, proof: proof.hashes)
            if root != checkpoint.root {
                let cause = "envelope and proof do not lead to the signed root"
                findings.append(Finding(.proofInvalid, .entry(index), cause))
            }
            return root == checkpoint.root
        } catch {
            findings.append(Finding(.proofInvalid, .entry(index), error.description))
            return false
        }
    }

    private mutating func examine(
        _ index: UInt64, _ envelope: [UInt8], _ parts: [StoredPart], isProven: Bool
    ) {
        let row = LogRow(index: index, entryID: nil, leafHash: nil, envelope: envelope, parts: parts)
        guard let log = checkpoint?.origin, let examined = ExaminedPage(LogPage(rows: [row]), of: log).rows.first else {
            return
        }
        summary.entries += 1
        summary.partsPresent += UInt64(examined.presentParts)
        if let occurred = examined.occurred {
            summary.oldest = min(summary.oldest ?? occurred, occurred)
            summary.newest = max(summary.newest ?? occurred, occurred)
        }
        findings += examined.findings
        ledger.add(examined)
        for group in examined.missingParts { missing.insert(PartPlace(index: index, group: group)) }
        if let purge = examined.purge { purges[index] = purge }
        // Anybody can write an entry that names his key: only one that the log holds as it is stands for a key.
        if isProven, examined.findings.isEmpty, let key = examined.key, key.action == .made,
            key.key.name.hasSuffix(BundleAttestation.keySuffix)
        {
            attestingKeys.insert(key.key)
        }
        guard examined.findings.isEmpty, let parsed = try? Envelope(parsing: envelope) else { return }
        namedKnowledge.insert(parsed.knowledge)
        if parsed.kind == .report, let report = parts.first(where: { $0.group == .report }) { note(report.payload) }
    }

    /// Remembers the files that a report's payload names: `{"files":{name: hash}}`.
    private mutating func note(_ payload: [UInt8]) {
        guard let files = try? JSONDocument(parsing: payload).root["files"] else { return }
        for member in files.members {
            guard let hash = member.value.string.flatMap({ Hash32(hex: $0) }) else { continue }
            reportFiles[String(decoding: member.name, as: UTF8.self), default: []].insert(hash)
        }
    }

    // MARK: Purged parts

    /// `purged.tsv` lists exactly the parts that are not there, with the entries that say why.
    mutating func checkPurged() {
        guard let bytes = load(BundlePath.purged) else {
            if places[BundlePath.purged] == nil {
                findings.append(Finding(.fileMissing, .file(BundlePath.purged), "the bundle lacks it"))
            }
            return
        }
        var listed: [PurgedPart] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            let group = cells.count == 4 ? FieldGroup(rawValue: String(cells[1])) : nil
            guard cells.count == 4, let index = UInt64(cells[0]), let purge = UInt64(cells[2]),
                PurgedPart.name(of: group) == cells[1]
            else {
                findings.append(Finding(.bundleMalformed, .file(BundlePath.purged), "a row is not one of four cells"))
                return
            }
            listed.append(
                PurgedPart(index: index, group: group, purgeIndex: purge, legalBasis: String(cells[3])))
        }
        if PurgedPart.table(listed) != bytes {
            findings.append(Finding(.bundleMalformed, .file(BundlePath.purged), "not in canonical form or order"))
        }
        if Set(listed.map { PartPlace(index: $0.index, group: $0.group) }) != missing {
            let cause = "it does not list exactly the parts that are not there"
            findings.append(Finding(.fileMismatch, .file(BundlePath.purged), cause))
        }
        for part in listed {
            let statement = purges[part.purgeIndex]
            let covers = statement?.explains(part.index, part.group) ?? false
            if !covers || statement.map({ PurgedPart.plain($0.legalBasis) }) != part.legalBasis {
                let cause = "entry \(part.purgeIndex) does not say that this part was purged on that basis"
                findings.append(
                    part.group.map { Finding(.payloadMissingUnexplained, .part(part.index, $0), cause) }
                        ?? Finding(.envelopeMissingUnexplained, .entry(part.index), cause))
            }
        }
    }

    // MARK: What goes with the entries

    /// Every other file: knowledge and rules are named by an entry, reports by their entry, time-stamps are of the note.
    mutating func checkCarried() {
        let paths = places.keys.filter { $0.hasPrefix("data/") && hashes[$0] == nil }.sorted(by: BundleFile.precedes)
        var named = namedKnowledge
        for path in paths where path.hasPrefix("data/knowledge/") {
            guard let bytes = load(path), let hash = hashes[path], namedKnowledge.contains(hash) else { continue }
            named.formUnion(BundleVerifier.hashes(in: bytes))
        }
        for path in paths {
            let bytes = hashes[path] == nil ? load(path) : nil
            guard let hash = hashes[path] else { continue }
            let folders = path.split(separator: "/").dropLast().joined(separator: "/")
            let name = String(path.split(separator: "/").last ?? "")
            switch folders {
            case "data/knowledge", "data/rules":
                if hash.hex != name || !named.contains(hash) {
                    let cause = "its name is not its SHA-256, or no entry here names it"
                    findings.append(Finding(.fileMismatch, .file(path), cause))
                }
            case "data/report":
                if reportFiles[name]?.contains(hash) != true {
                    let cause = "no report entry here states this hash for the file"
                    findings.append(Finding(.fileMismatch, .file(path), cause))
                }
            case "data/log/anchors": checkAnchor(path, name, bytes ?? [])
            case "data" where path == BundlePath.readme: break
            case "data" where path == BundlePath.validation:
                if !reportFiles.values.contains(where: { $0.contains(hash) }) {
                    findings.append(Finding(.fileMismatch, .file(path), "no report entry here states its hash"))
                }
            default: findings.append(Finding(.fileUnexpected, .file(path), "no file of a bundle has this name"))
            }
        }
    }

    /// A time-stamp must be over the note; a record of another anchor must be about this size.
    private mutating func checkAnchor(_ path: String, _ name: String, _ bytes: [UInt8]) {
        guard let checkpoint, name.hasPrefix("checkpoint-\(checkpoint.size).") else {
            findings.append(Finding(.fileUnexpected, .file(path), "not an anchor of the checkpoint that is here"))
            return
        }
        if name.hasSuffix(".note") { return checkCosigned(path, bytes) }
        guard name.hasSuffix(".tsr") else { return }
        do {
            let token = try TimestampReply(parsing: bytes)
            guard token.imprint == EvidenceHash.plain(note) else {
                findings.append(Finding(.fileMismatch, .file(path), "the time-stamp is of another text"))
                return
            }
        } catch {
            findings.append(Finding(.fileMismatch, .file(path), error.detail))
        }
    }

    /// A cosigned note must be of the checkpoint that is here; of witnesses that were given the cosignatures must hold.
    private mutating func checkCosigned(_ path: String, _ bytes: [UInt8]) {
        do {
            let cosigned = try SignedNote(parsing: bytes)
            guard let own = try? SignedNote(parsing: note), cosigned.text == own.text else {
                findings.append(Finding(.fileMismatch, .file(path), "the cosigned note is of another checkpoint"))
                return
            }
            summary.cosignatures += try cosigned.cosignatures(by: witnesses)
        } catch {
            let code: FindingCode = error.code == .signatureInvalid ? .signatureInvalid : .fileMismatch
            findings.append(Finding(code, .file(path), error.detail))
        }
    }

    /// Every run of 64 hexadecimal digits between quotes: the parts that a knowledge manifest names.
    private static func hashes(in bytes: [UInt8]) -> Set<Hash32> {
        var found: Set<Hash32> = []
        for word in bytes.split(separator: UInt8(ascii: "\"")) where word.count == 64 {
            if let hash = Hash32(hex: String(decoding: word, as: UTF8.self)) { found.insert(hash) }
        }
        return found
    }
}
