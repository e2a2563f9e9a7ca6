package import Domain

/// What is noticed of a record that comes again under its own id with other content (inputs.md section 2). It belongs to the
/// revision as it is stored and is no part of what is judged: the decision does not depend on what came before.
package enum RevisionFinding {
    /// - Parameters:
    ///   - revision: Number of the revision of the event, from 1.
    ///   - isCurrent: False for an older state of something that lives on, kept as history.
    package static func of(_ kind: EventKind, revision: Int32, isCurrent: Bool) -> Finding? {
        if revision <= 1 { return nil }
        if kind == .cdr {
            return Finding(
                code: "EV-S-008", severity: .high, path: "$.id", found: "revision \(revision) of this record",
                expected: "a CDR is sent once: the same id with other content may bill a session anew")
        }
        if isCurrent { return nil }
        return Finding(
            code: "IN-017", path: "$.last_updated", found: "older than what is stored",
            expected: "a state that is newer; it is kept as history")
    }
}
