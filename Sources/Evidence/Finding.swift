package import Domain
import Formats

/// What verification can find. Raw values are the codes that people and programs read (evidence.md 5.1).
package enum FindingCode: String, Sendable, CaseIterable {
    case leafMismatch = "leaf_mismatch"
    case rootMismatch = "root_mismatch"
    case entryMissing = "entry_missing"
    case treeUnusable = "tree_unusable"
    case indexGap = "index_gap"
    case orderChanged = "order_changed"
    case unsignedTail = "unsigned_tail"
    case rollback, fork
    case keyUnknown = "key_unknown"
    case signatureInvalid = "signature_invalid"
    case checkpointMalformed = "checkpoint_malformed"
    case checkpointMissing = "checkpoint_missing"
    case anchorMissing = "anchor_missing"
    case payloadMismatch = "payload_mismatch"
    case payloadMissingUnexplained = "payload_missing_unexplained"
    case purgeUnapproved = "purge_unapproved"
    case purgedUnderHold = "purged_under_hold"
    case holdMismatch = "hold_mismatch"
    case payloadReturned = "payload_returned"
    case payloadUnexpected = "payload_unexpected"
    case envelopeMissingUnexplained = "envelope_missing_unexplained"
    case envelopeReturned = "envelope_returned"
    case columnMismatch = "column_mismatch"
    case envelopeMalformed = "envelope_malformed"
    case envelopeVersionUnknown = "envelope_version_unknown"
    case proofInvalid = "proof_invalid"
    case logUnreadable = "log_unreadable"
    case presentAsHash = "present_as_hash"
    case keyRetired = "key_retired"
    case bundleMalformed = "bundle_malformed"
    case fileMissing = "file_missing"
    case fileMismatch = "file_mismatch"
    case fileUnexpected = "file_unexpected"
    case heldUnusable = "held_unusable"
    case anchorUnreadable = "anchor_unreadable"
    case cosignatureMissing = "cosignature_missing"
    case attestationMissing = "attestation_missing"

    /// What the finding makes of the whole: a note changes nothing, an incomplete check never reads as valid.
    package var weight: VerificationState {
        switch self {
        case .presentAsHash: .proven
        case .keyUnknown, .checkpointMissing, .envelopeVersionUnknown, .logUnreadable, .heldUnusable, .anchorUnreadable,
            .cosignatureMissing, .attestationMissing:
            .notCompleted
        default: .wrong
        }
    }
}

/// The end of a verification; the raw value is the exit code.
package enum VerificationState: Int32, Sendable {
    case proven = 0
    case wrong = 1
    case notCompleted = 2

    package var name: String {
        switch self {
        case .proven: "proven"
        case .wrong: "wrong"
        case .notCompleted: "not_completed"
        }
    }
}

/// One thing that verification found: a value, not an error.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// Where in the log.
    package enum Place: Hashable, Sendable {
        case entry(UInt64)
        case part(UInt64, FieldGroup)
        /// From the first index to the one behind the last.
        case range(UInt64, UInt64)
        /// A checkpoint's or tree head's size.
        case size(UInt64)
        /// A file of a bundle.
        case file(String)
        case nowhere
    }

    package let code: FindingCode
    package let place: Place
    /// The cause, without content of any payload.
    package let message: String

    package init(_ code: FindingCode, _ place: Place, _ message: String) {
        self.code = code
        self.place = place
        self.message = message
    }

    /// The first index concerned; nil where there is none.
    package var index: UInt64? {
        switch place {
        case .entry(let index), .part(let index, _), .range(let index, _), .size(let index): index
        case .file, .nowhere: nil
        }
    }

    /// `code index cause`, one line.
    package var description: String {
        let spot =
            switch place {
            case .entry(let index), .size(let index): "\(index)"
            case .part(let index, let group): "\(index) \(group.rawValue)"
            case .range(let from, let to): "[\(from),\(to))"
            case .file(let path): path
            case .nowhere: "-"
            }
        return "\(code.rawValue) \(spot) \(message)"
    }

    /// Where it is found in a folder or database, for machine-readable output.
    var path: String? {
        switch place {
        case .entry(let index): "entries/\(index)"
        case .part(let index, let group): "entries/\(index)/\(group.rawValue)"
        case .range(let from, let to): "entries/\(from)..\(to)"
        case .size(let size): "checkpoints/\(size)"
        case .file(let path): path
        case .nowhere: nil
        }
    }
}

/// What was looked at.
package struct VerificationSummary: Hashable, Sendable {
    package var log = ""
    /// Entries whose bytes were read.
    package var entries: UInt64 = 0
    /// Size and root of the newest checkpoint that was proven against the entries.
    package var provenSize: UInt64 = 0
    package var provenRoot: Hash32?
    /// Names of the keys that signed.
    package var signers: [String] = []
    package var checkpoints = 0
    /// Those of known witnesses, by size and time.
    package var cosignatures: [Cosignature] = []
    /// Name of the key that attests a bundle as a whole.
    package var attestedBy: String?
    package var treeHeads = 0
    package var partsPresent: UInt64 = 0
    package var partsPurged: UInt64 = 0
    /// Parts that were not given to check: an export for those who may not see payloads.
    package var partsNotGiven: UInt64 = 0
    package var oldest: Instant?
    package var newest: Instant?
    /// Findings beyond those listed.
    package var findingsNotListed = 0

    package init() {}

    /// Those of these witnesses of whom no cosignature was found.
    package func lacking(_ witnesses: [WitnessKey]) -> [WitnessKey] {
        witnesses.filter { witness in !cosignatures.contains { $0.witness == witness } }
    }

    /// Whoever names a witness asks whether that one cosigned: without an answer the check did not finish.
    func lackingFindings(_ witnesses: [WitnessKey]) -> [Finding] {
        lacking(witnesses).map { Finding(.cosignatureMissing, .nowhere, $0.lackingText) }
    }
}

/// The result of a verification.
package struct VerificationReport: Hashable, Sendable {
    package let findings: [Finding]
    package let summary: VerificationSummary

    package init(findings: [Finding], summary: VerificationSummary) {
        self.findings = findings
        self.summary = summary
    }

    /// Wrong outweighs not completed: what is proven wrong stays wrong.
    package var state: VerificationState {
        var state = VerificationState.proven
        for finding in findings {
            switch finding.code.weight {
            case .wrong: return .wrong
            case .notCompleted: state = .notCompleted
            case .proven: break
            }
        }
        return state
    }

    /// One line a finding, then the summary.
    package var text: String {
        var lines = findings.map(\.description)
        if summary.findingsNotListed > 0 { lines.append("and \(summary.findingsNotListed) findings more") }
        let root = summary.provenRoot.map { Base64.string($0.bytes) } ?? "-"
        let signers = summary.signers.isEmpty ? "nobody" : summary.signers.joined(separator: ", ")
        lines.append("log \(summary.log): \(summary.entries) entries, \(summary.checkpoints) checkpoints, \(verdict)")
        lines.append("proven to size \(summary.provenSize), root \(root), signed by \(signers)")
        for cosigned in summary.cosignatures {
            lines.append(
                "size \(cosigned.size) cosigned by \(cosigned.witness.name) at "
                    + (cosigned.time?.description ?? "\(cosigned.seconds) s"))
        }
        if let name = summary.attestedBy { lines.append("attested by \(name)") }
        lines.append(
            "parts: \(summary.partsPresent) present, \(summary.partsPurged) purged, \(summary.partsNotGiven) not given")
        if let oldest = summary.oldest, let newest = summary.newest {
            lines.append("events from \(oldest) to \(newest)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var verdict: String {
        switch state {
        case .proven: "unchanged since they were logged"
        case .wrong: "something is wrong"
        case .notCompleted: "the check did not finish"
        }
    }

    /// The same as JSON: `{state, findings, summary}`.
    package var json: [UInt8] {
        var output = JSONOutput(isPretty: true)
        output.object { output in
            output.member("state", state.name)
            output.array("findings") { output in
                for finding in findings { VerificationReport.write(finding, to: &output) }
            }
            output.object("summary") { output in writeSummary(to: &output) }
        }
        output.endLine()
        return output.bytes
    }

    private static func write(_ finding: Finding, to output: inout JSONOutput) {
        output.object { output in
            output.member("code", finding.code.rawValue)
            output.member("index", number: finding.index.map(String.init))
            if case .range(_, let end) = finding.place { output.member("to", number: String(end)) }
            output.member("path", finding.path)
            output.member("message", finding.message)
        }
    }

    private func writeSummary(to output: inout JSONOutput) {
        output.member("log", summary.log)
        output.member("entries", number: String(summary.entries))
        output.member("size", number: String(summary.provenSize))
        output.member("root", summary.provenRoot.map { Base64.string($0.bytes) })
        output.array("signers") { output in
            for name in summary.signers { output.value(name) }
        }
        output.member("attested_by", summary.attestedBy)
        output.member("checkpoints", summary.checkpoints)
        output.array("cosignatures") { output in
            for cosigned in summary.cosignatures {
                output.object { item in
                    item.member("witness", cosigned.witness.description)
                    item.member("size", number: String(cosigned.size))
                    item.member("at", cosigned.time?.description)
                }
            }
        }
        output.member("parts_present", number: String(summary.partsPresent))
        output.member("parts_purged", number: String(summary.partsPurged))
        output.member("parts_not_given", number: String(summary.partsNotGiven))
        output.member("oldest", summary.oldest?.description)
        output.member("newest", summary.newest?.description)
        output.member("findings_not_listed", summary.findingsNotListed)
    }
}
