/// Why evidence cannot be written, read or proven. Descriptions hold positions and codes, never content.
package struct EvidenceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of reasons; raw values appear in messages and in machine-readable output.
    package enum Code: String, Sendable {
        case envelopeMalformed = "envelope_malformed"
        case envelopeVersionUnknown = "envelope_version_unknown"
        case envelopeInvalid = "envelope_invalid"
        case treeStateInvalid = "tree_state_invalid"
        case tileMissing = "tile_missing"
        case proofImpossible = "proof_impossible"
        case proofInvalid = "proof_invalid"
        case noteMalformed = "note_malformed"
        case keyMalformed = "key_malformed"
        case keyRefused = "key_refused"
        case keyUnknown = "key_unknown"
        case signatureInvalid = "signature_invalid"
        case signingFailed = "signing_failed"
        case forkRefused = "fork_refused"
        case rollbackRefused = "rollback_refused"
        case inconsistentRefused = "inconsistent_refused"
        case logUnreadable = "log_unreadable"
        case bundleInvalid = "bundle_invalid"
        case timestampInvalid = "timestamp_invalid"
        case retentionInvalid = "retention_invalid"
    }

    package let code: Code
    /// What is wrong, in words without personal data.
    package let detail: String
    /// The line, counted from 1, where the text has lines.
    package let line: Int?

    package init(_ code: Code, _ detail: String, line: Int? = nil) {
        self.code = code
        self.detail = detail
        self.line = line
    }

    package var description: String {
        if let line { "\(code.rawValue): line \(line): \(detail)" } else { "\(code.rawValue): \(detail)" }
    }
}
