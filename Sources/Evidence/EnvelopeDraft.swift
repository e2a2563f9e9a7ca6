package import Domain

/// One payload of an entry before it is committed to: the bytes, and the salt that makes them unguessable.
package struct PartDraft: Hashable, Sendable {
    package let group: FieldGroup
    /// Canonical JSON (ACJ) or an attachment's raw bytes.
    package let payload: [UInt8]
    /// 32 fresh random bytes.
    package let salt: [UInt8]
    /// Kept on every day before this one, as resolved when it was written; nil while open or unknown. Only a plan decides.
    package var retainUntil: CivilDate?
    /// The retention row that decided; nil when none speaks about the part.
    package var decidingRule: String?
    /// Where the working tables hold the same data, so that erasing reaches it; nil where they hold none.
    package var source: PartSource?

    package init(
        group: FieldGroup, payload: [UInt8], salt: [UInt8], retainUntil: CivilDate? = nil, decidingRule: String? = nil,
        source: PartSource? = nil
    ) {
        self.group = group
        self.payload = payload
        self.salt = salt
        self.retainUntil = retainUntil
        self.decidingRule = decidingRule
        self.source = source
    }
}

/// The event or case whose rows hold the same data as a part: its shard, and the number of its key or of the case. It is
/// stored beside the payload and goes with it, so that it links nothing once the payload is gone.
package struct PartSource: Hashable, Sendable {
    package let shard: Int16
    package let number: Int64

    package init(shard: Int16, number: Int64) {
        self.shard = shard
        self.number = number
    }
}

/// What the engine wants to record, with its payloads; sealing turns it into an envelope's bytes and hashes.
package struct EnvelopeDraft: Hashable, Sendable {
    package var kind: EnvelopeKind
    /// `Pseudonym(kind:owner:recordID:)`.
    package var record: Pseudonym
    package var revision: Int32
    package var subject: Pseudonym?
    package var country: Country?
    package var occurred: Instant
    package var recordClass: RecordClass
    /// In any order.
    package var dates: [NamedDate]
    package var outcome: Outcome?
    package var knowledge: Hash32
    package var engine: Hash32
    package var actor: EnvelopeActor
    package var refs: [Hash32]
    /// In any order, no group twice.
    package var parts: [PartDraft]

    package init(
        kind: EnvelopeKind, record: Pseudonym, revision: Int32, subject: Pseudonym?, country: Country?,
        occurred: Instant,
        recordClass: RecordClass, dates: [NamedDate], outcome: Outcome?, knowledge: Hash32, engine: Hash32,
        actor: EnvelopeActor, refs: [Hash32], parts: [PartDraft]
    ) {
        self.kind = kind
        self.record = record
        self.revision = revision
        self.subject = subject
        self.country = country
        self.occurred = occurred
        self.recordClass = recordClass
        self.dates = dates
        self.outcome = outcome
        self.knowledge = knowledge
        self.engine = engine
        self.actor = actor
        self.refs = refs
        self.parts = parts
    }

    /// Writes the envelope and hashes it. Needs no index, so it happens before the log's lock is taken.
    /// - Throws: `envelope_invalid` for a salt that is not 32 bytes, a group or date twice, too many refs, or too long a text.
    package func sealed(in log: LogOrigin) throws(EvidenceError) -> SealedEnvelope {
        var commitments: [EnvelopePart] = []
        commitments.reserveCapacity(parts.count)
        for part in parts {
            guard part.salt.count == 32 else { throw EvidenceError(.envelopeInvalid, "a salt must be 32 bytes") }
            let commitment = EvidenceHash.commitment(salt: part.salt, payload: part.payload)
            commitments.append(EnvelopePart(group: part.group, commitment: commitment))
        }
        if commitments.count > 1 { commitments.sort { $0.group < $1.group } }
        let envelope = Envelope(
            log: log, kind: kind, record: record, revision: revision, subject: subject, country: country,
            occurred: occurred, recordClass: recordClass,
            dates: dates.count > 1 ? dates.sorted { $0.name < $1.name } : dates,
            outcome: outcome, knowledge: knowledge, engine: engine, actor: actor, refs: refs, parts: commitments)
        let bytes = try envelope.encoded()
        guard bytes.count <= Envelope.maximumLength else { throw EvidenceError(.envelopeInvalid, "over 65535 bytes") }
        return SealedEnvelope(
            bytes: bytes, entryID: EvidenceHash.plain(bytes), leafHash: EvidenceHash.leaf(bytes), draft: self)
    }
}

/// An envelope's final bytes with its two hashes; waits for its place in the log.
package struct SealedEnvelope: Hashable, Sendable {
    package let bytes: [UInt8]
    /// SHA-256(envelope): how other entries and payload rows refer to it.
    package let entryID: Hash32
    package let leafHash: Hash32
    /// What it was made of: the columns and payload rows that are stored beside the bytes.
    package let draft: EnvelopeDraft
}

/// An entry at its place in the log.
package struct EvidenceEntry: Hashable, Sendable {
    /// From 0, without gaps.
    package let index: UInt64
    package let sealed: SealedEnvelope

    package var entryID: Hash32 { sealed.entryID }
    package var leafHash: Hash32 { sealed.leafHash }
    package var envelope: [UInt8] { sealed.bytes }
    package var parts: [PartDraft] { sealed.draft.parts }
}
