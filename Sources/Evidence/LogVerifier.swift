import Domain
import Formats

/// Holds a log against its tiles, tree heads and signed checkpoints, page by page in bounded memory, and names what was
/// changed (evidence.md 5). One engine for a database, a folder and the separate verifier.
///
///     var verifier = LogVerifier(log: origin, keys: keys)
///     for note in notes { verifier.add(checkpoint: note) }
///     while let page = source.next() { verifier.absorb(ExaminedPage(page, of: origin)) }
///     let report = verifier.finish()
package struct LogVerifier: Sendable {
    /// Where a checkpoint comes from.
    package enum CheckpointSource: Sendable {
        /// Stored with the log itself.
        case log
        /// Kept elsewhere: another export, a regulator's copy, an anchor.
        case held
        /// The state of the signer, which stands outside the database.
        case signer

        /// What a note is called that says nothing about this log: one that somebody else keeps is not the log's fault.
        var unusable: FindingCode {
            switch self {
            case .log, .signer: .checkpointMalformed
            case .held: .heldUnusable
            }
        }
    }

    package let log: LogOrigin
    let keys: [VerifierKey]
    /// Checkpoints whose signatures hold, by size.
    var signed: [UInt64: [Statement]] = [:]
    var summary = VerificationSummary()
    private(set) var findings: [Finding] = []
    var audit = TreeAudit()
    var ledger = PartLedger()
    private var noteCount = 0
    private var standstill: String?
    private var strays: [Finding] = []
    /// Witnesses of whom a cosignature is asked for.
    private var demanded: [WitnessKey] = []
    /// Where the log says that a key ended.
    private var retired: [VerifierKey: UInt64] = [:]

    struct Statement: Sendable {
        let root: Hash32
        let source: CheckpointSource
        let signers: [VerifierKey]
    }

    private static let maximumFindings = 10_000

    package init(log: LogOrigin, keys: [VerifierKey]) {
        self.log = log
        self.keys = keys
        summary.log = log.text
    }

    /// Adds a signed checkpoint. All are added before the first page.
    package mutating func add(checkpoint note: [UInt8], from source: CheckpointSource = .log) {
        noteCount += 1
        let parsed: (SignedNote, Checkpoint)
        do {
            let note = try SignedNote(parsing: note)
            parsed = (note, try Checkpoint(text: note.text))
        } catch {
            report(Finding(source.unusable, .nowhere, error.description))
            return
        }
        let (signedNote, checkpoint) = parsed
        guard checkpoint.origin == log else {
            let cause = "a checkpoint of log \(checkpoint.origin), not \(log)"
            report(Finding(source.unusable, .size(checkpoint.size), cause))
            return
        }
        do {
            let signers = try signedNote.verified(by: keys)
            let statement = Statement(root: checkpoint.root, source: source, signers: signers)
            signed[checkpoint.size, default: []].append(statement)
            if source == .log { summary.checkpoints += 1 }
        } catch {
            let code: FindingCode = error.code == .keyUnknown ? .keyUnknown : .signatureInvalid
            report(Finding(code, .size(checkpoint.size), error.detail))
        }
    }

    /// Adds a checkpoint that witnesses cosigned: one that the log must contain, by somebody else's word too.
    package mutating func add(cosigned note: [UInt8], by witnesses: [WitnessKey]) {
        add(checkpoint: note, from: .held)
        do {
            // The same line may be kept with the log and be given as well.
            let found = try SignedNote(parsing: note).cosignatures(by: witnesses)
            summary.cosignatures = Set(summary.cosignatures + found).sorted()
        } catch {
            guard error.code == .signatureInvalid else { return }
            let size = (try? Checkpoint(text: SignedNote(parsing: note).text))?.size
            report(Finding(.signatureInvalid, size.map { .size($0) } ?? .nowhere, error.detail))
        }
    }

    /// Asks for a cosignature of each of these witnesses.
    package mutating func demand(_ witnesses: [WitnessKey]) { demanded = witnesses }

    /// Takes the next page. Pages come in the order of their rows.
    package mutating func absorb(_ page: ExaminedPage) {
        for row in page.rows {
            summary.entries += row.isHashOnly ? 0 : 1
            summary.partsPresent += UInt64(row.presentParts)
            summary.partsNotGiven += UInt64(row.partsNotGiven)
            if let occurred = row.occurred {
                summary.oldest = min(summary.oldest ?? occurred, occurred)
                summary.newest = max(summary.newest ?? occurred, occurred)
            }
            for finding in row.findings { report(finding) }
            ledger.add(row)
            if let key = row.key, key.action == .retired { retired[key.key] = retired[key.key] ?? row.index }
        }
        summary.treeHeads += page.heads.count
        audit.add(page)
        audit.processCompleteUnits(statements: signed)
        for finding in audit.takeFindings() { report(finding) }
    }

    /// What a source could not deliver: the verification is then not complete.
    package mutating func unreadable(_ cause: String) {
        report(Finding(.logUnreadable, .nowhere, cause))
    }

    /// A table beside the log by which holds are found, and which is not what the log tells of them.
    package mutating func holdsDiffer(_ difference: String) {
        let cause = "\(difference): nothing is purged until the table of holds is restored"
        report(Finding(.holdMismatch, .nowhere, cause))
    }

    /// A deposit, time-stamp or cosignature that an entry states, and that is not there.
    package mutating func anchorIsGone(_ what: String, statedBy index: UInt64) {
        report(Finding(.anchorMissing, .entry(index), what))
    }

    /// A place of checkpoints that cannot be looked at, so that what it holds was not compared.
    package mutating func anchorIsUnreadable(_ cause: String) {
        report(Finding(.anchorUnreadable, .nowhere, cause))
    }

    /// A payload that belongs to no entry of the log. It is told where all entries are there as they were written: else it
    /// is that of an entry which is named already.
    package mutating func stray(payload group: String, of entry: [UInt8]) {
        let cause = "a payload \(group) is there for the entry id \(Hex.string(entry)), which no entry of the log has"
        strays.append(Finding(.payloadUnexpected, .nowhere, cause))
    }

    /// Says that what is stored beside the entries does not let the log go on. It is told where nothing else is wrong.
    package mutating func stands(still reason: String) { standstill = reason }

    /// Ends the verification.
    package mutating func finish() -> VerificationReport {
        audit.finish(statements: signed)
        for finding in audit.takeFindings() { report(finding) }
        checkEnd()
        checkRetiredKeys()
        let (missing, purged) = ledger.settle()
        summary.partsPurged = purged
        for finding in missing { report(finding) }
        let broken: Set<FindingCode> = [
            .leafMismatch, .rootMismatch, .entryMissing, .indexGap, .orderChanged, .rollback,
        ]
        if !findings.contains(where: { broken.contains($0.code) }) { strays.forEach { report($0) } }
        if let standstill, !findings.contains(where: { $0.code.weight == .wrong }) {
            let cause = "nothing can be appended: \(standstill); restore the database from a backup that verifies"
            report(Finding(.treeUnusable, .nowhere, cause))
        }
        if let empty = signed[0] {
            if empty.contains(where: { $0.root != EvidenceHash.emptyRoot }) {
                report(Finding(.fork, .size(0), "a signed checkpoint gives the empty log another root"))
            } else if audit.provenSize == nil {
                audit.provenSize = 0
            }
        }
        if let proven = audit.provenSize {
            summary.provenSize = proven
            summary.provenRoot = signed[proven]?.first?.root
            summary.signers = Array(Set((signed[proven] ?? []).flatMap(\.signers).map(\.name))).sorted()
        }
        for finding in summary.lackingFindings(demanded) { report(finding) }
        let rank = Dictionary(uniqueKeysWithValues: FindingCode.allCases.enumerated().map { ($0.element, $0.offset) })
        let sorted = findings.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            return (first.index ?? .max, rank[first.code] ?? 0, left.offset)
                < (second.index ?? .max, rank[second.code] ?? 0, right.offset)
        }
        return VerificationReport(findings: sorted.map(\.element), summary: summary)
    }

    /// Holds the end of the log against the signed sizes.
    private mutating func checkEnd() {
        let end = audit.logSize
        let beyond = signed.keys.filter { $0 > end }
        if let size = beyond.max() {
            let sources = beyond.flatMap { signed[$0] ?? [] }.map(\.source)
            let witness =
                sources.contains { $0 == .signer } ? "the signer's state" : "a signed checkpoint"
            let cause = "the log ends at \(end), \(witness) has \(size): the first missing index is \(end)"
            report(Finding(.rollback, .entry(end), cause))
            return
        }
        guard noteCount > 0 else {
            let cause = "no signed checkpoint is there, so nothing is proven"
            report(Finding(.checkpointMissing, .nowhere, cause))
            if end > 0 { report(Finding(.unsignedTail, .entry(0), "no entry is covered by a checkpoint")) }
            return
        }
        guard let last = signed.keys.max(), last < end else { return }
        let cause =
            "\(end - last) entries from here on are behind the last signed checkpoint; where a command is still writing or "
            + "was cut off, amplomb evidence checkpoint signs them"
        report(Finding(.unsignedTail, .entry(last), cause))
    }

    /// A checkpoint that covers the end of a key must carry the signature of another one.
    private mutating func checkRetiredKeys() {
        if retired.isEmpty { return }
        for (size, statements) in signed.sorted(by: { $0.key < $1.key }) {
            for statement in statements {
                let ended = statement.signers.compactMap { key in retired[key].flatMap { $0 < size ? $0 : nil } }
                guard !statement.signers.isEmpty, ended.count == statement.signers.count, let entry = ended.max() else {
                    continue
                }
                let cause = "signed only by a key that entry \(entry) retired"
                report(Finding(.keyRetired, .size(size), cause))
            }
        }
    }

    mutating func report(_ finding: Finding) {
        guard findings.count < Self.maximumFindings else {
            summary.findingsNotListed += 1
            return
        }
        findings.append(finding)
    }
}
