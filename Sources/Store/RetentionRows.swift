package import Domain
package import Evidence

/// A hold as it is stored.
package struct StoredHold: Sendable {
    /// What was named when it was set.
    package enum Cover: Hashable, Sendable {
        case subject([Pseudonym])
        /// A participant by its id as the register compares it, with the aliases that it had when the hold was set.
        case participant(String, aliases: [Pseudonym])
        case caseFile(String)
        /// The expression, as it was given.
        case filter(String)
        case record(Pseudonym)
    }

    package let number: Int64
    package let cover: Cover
    package let authority: String
    package let reason: String
    package let heldBy: String
    package let heldAt: Instant
    package let releasedBy: String?
    package let releasedAt: Instant?
    /// The filter as the database reads it, once it is stored.
    package let condition: String?

    package init(
        number: Int64, cover: Cover, authority: String, reason: String, heldBy: String, heldAt: Instant,
        releasedBy: String? = nil, releasedAt: Instant? = nil, condition: String? = nil
    ) {
        self.number = number
        self.cover = cover
        self.authority = authority
        self.reason = reason
        self.heldBy = heldBy
        self.heldAt = heldAt
        self.releasedBy = releasedBy
        self.releasedAt = releasedAt
        self.condition = condition
    }

    package var id: String { "H-\(number)" }
}

/// A person who may approve purges.
package struct RetentionOfficer: Hashable, Sendable {
    package let person: String
    package let grantedBy: String
    package let grantedAt: Instant
}

/// A registered plan.
package struct StoredRetentionPlan: Sendable {
    package let id: Int64
    package let hash: Hash32
    package let rulesHash: Hash32
    package let on: CivilDate
    package let scope: RetentionScope
    package let legalBasis: String
    package let author: String
    package let plannedAt: Instant
    package let expiresAt: Instant
    package let finishedAt: Instant?
    /// Everything below this index is done.
    package let doneTo: UInt64
    package let ranges: PartRanges
    /// Persons whose approval counts, in the order in which they gave it.
    package let approvers: [String]
}

/// What became of one chunk of a purge.
package struct PurgedChunk: Sendable {
    package let parts: PartRanges
    package let evidence: EvidenceHead?
}
