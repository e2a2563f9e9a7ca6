package import Domain

/// What is asked about an incoming event before it is judged.
package struct EventProbe: Hashable, Sendable {
    package let key: EventKey
    package let contentHash: Hash32

    package init(key: EventKey, contentHash: Hash32) {
        self.key = key
        self.contentHash = contentHash
    }
}

/// The answer: what the event is, and under which number it is to be stored.
package struct EventClassification: Hashable, Sendable {
    /// `accepted`, `duplicate` or `revised`.
    package let state: IngestState
    /// The number that stands for the key everywhere; reserved when the key is new.
    package let keyID: Int64
    /// The revision under which it is to be stored; for a duplicate the number of revisions there are.
    package let revision: Int32
}

/// The head of one event: its revisions, which of them counts, and its latest assessment.
///
/// A value that the caller changes by `add` and `assess` and hands to the commit, which refuses it when the stored head
/// is not any more the one it was read from.
package struct EventHead: Hashable, Sendable {
    package let key: EventKey
    package let keyID: Int64
    /// `key.shard`, computed once.
    let shard: Int16
    package var legalEntity: LegalEntityID
    package internal(set) var revision: Int32
    package internal(set) var currentRevision: Int32
    package internal(set) var at: Instant
    package internal(set) var receivedAt: Instant
    package internal(set) var contentHash: Hash32
    /// Hashes of the revisions that do not count.
    package internal(set) var otherHashes: [Hash32]
    package internal(set) var assessmentRevision: Int32
    package internal(set) var assessedAt: Instant
    package internal(set) var outcome: Outcome?
    package internal(set) var score: Score
    package internal(set) var decisionHash: Hash32?
    /// The numbers that were read; 0 where there was no row.
    var storedRevision: Int32
    var storedAssessmentRevision: Int32

    /// The head of a key that is not stored yet.
    package init(newKey key: EventKey, keyID: Int64, legalEntity: LegalEntityID) {
        self.key = key
        self.keyID = keyID
        shard = key.shard
        self.legalEntity = legalEntity
        revision = 0
        currentRevision = 0
        at = Instant(microseconds: 0)
        receivedAt = Instant(microseconds: 0)
        contentHash = .zero
        otherHashes = []
        assessmentRevision = 0
        assessedAt = Instant(microseconds: 0)
        score = .zero
        storedRevision = 0
        storedAssessmentRevision = 0
    }

    package var isNew: Bool { storedRevision == 0 }
    /// Whether another content came under the key since the head was read.
    package var bringsContent: Bool { !isNew && revision > storedRevision }
    package var isChanged: Bool { revision != storedRevision || assessmentRevision != storedAssessmentRevision }

    /// Whether this content is one of the revisions.
    package func holds(_ hash: Hash32) -> Bool { revision > 0 && (hash == contentHash || otherHashes.contains(hash)) }

    /// Adds a revision and returns its number. The first always counts.
    package mutating func add(contentHash hash: Hash32, at: Instant, receivedAt: Instant, counts: Bool) -> Int32 {
        revision += 1
        if counts || revision == 1 {
            if revision > 1 { otherHashes.append(contentHash) }
            currentRevision = revision
            contentHash = hash
            self.at = at
            self.receivedAt = receivedAt
        } else {
            otherHashes.append(hash)
        }
        return revision
    }

    /// Notes an assessment and returns its revision, or nil when it decides the same as the latest one.
    package mutating func assess(outcome: Outcome, score: Score, decisionHash: Hash32) -> Int32? {
        if assessmentRevision > 0, self.decisionHash == decisionHash { return nil }
        assessmentRevision += 1
        assessedAt = at
        self.outcome = outcome
        self.score = score
        self.decisionHash = decisionHash
        return assessmentRevision
    }

    /// Call after a commit: what was changed is now what is stored.
    package mutating func markCommitted() {
        storedRevision = revision
        storedAssessmentRevision = assessmentRevision
    }
}

/// One revision of an event.
package struct EventRow: Sendable {
    package var key: EventKey
    package var keyID: Int64
    package var revision: Int32
    package var legalEntity: LegalEntityID
    package var at: Instant
    package var receivedAt: Instant
    package var taxPoint: Known<TaxPoint>
    package var contentHash: Hash32
    /// The record as received; nil where only the evidence keeps it.
    package var payload: [UInt8]?
    /// How the payload is to be read again: module, version, owner, map. Empty where it says so itself.
    package var context: String
    package var source: SourceReference
    /// JSON array, nil when there are none.
    package var findings: [UInt8]?
    package var runID: Int64?
    /// The country where it happened.
    package var country: Country?
    package var amount: Money?
    package var energy: Energy?

    package init(
        _ event: Event, keyID: Int64, revision: Int32, payload: [UInt8]?, findings: [UInt8]? = nil, runID: Int64? = nil,
        country: Country? = nil, amount: Money? = nil, energy: Energy? = nil, context: String = ""
    ) {
        self.context = context
        key = event.key
        self.keyID = keyID
        self.revision = revision
        legalEntity = event.legalEntity
        at = event.at
        receivedAt = event.receivedAt
        taxPoint = event.taxPoint
        contentHash = event.contentHash
        self.payload = payload
        source = event.source
        self.findings = findings
        self.runID = runID
        self.country = country
        self.amount = amount
        self.energy = energy
    }
}

/// One revision of an assessment.
package struct AssessmentRow: Sendable {
    package var key: EventKey
    package var keyID: Int64
    package var revision: Int32
    package var eventRevision: Int32
    package var at: Instant
    package var legalEntity: LegalEntityID
    package var outcome: Outcome
    package var score: Score
    /// SHA-256 over outcome, score, results, features and versions: equal decisions are equal bytes.
    package var decisionHash: Hash32
    /// SHA-256 of the knowledge manifest.
    package var knowledgeHash: Hash32
    /// Why it was made: `new`, `revised`, or the key of the event that changed its windows.
    package var cause: String
    package var country: Country?
    /// Ids of the rules that hit, and of those that could not be judged.
    package var hits: [String]
    package var unknowns: [String]
    package var purposes: [Purpose]
    /// The evidence entry whose payload is the whole result in canonical form.
    package var evidenceEntry: Hash32

    package init(
        key: EventKey, keyID: Int64, revision: Int32, eventRevision: Int32, at: Instant, legalEntity: LegalEntityID,
        outcome: Outcome, score: Score, decisionHash: Hash32, knowledgeHash: Hash32, cause: String, country: Country?,
        hits: [String], unknowns: [String], purposes: [Purpose], evidenceEntry: Hash32
    ) {
        self.key = key
        self.keyID = keyID
        self.revision = revision
        self.eventRevision = eventRevision
        self.at = at
        self.legalEntity = legalEntity
        self.outcome = outcome
        self.score = score
        self.decisionHash = decisionHash
        self.knowledgeHash = knowledgeHash
        self.cause = cause
        self.country = country
        self.hits = hits
        self.unknowns = unknowns
        self.purposes = purposes
        self.evidenceEntry = evidenceEntry
    }
}

/// Months since January 1970 of an instant in UTC; clamped to the year 1 and 9999.
func monthsSinceEpoch(_ microseconds: Int64) -> Int32 {
    let date = Instant(microseconds: microseconds).utcDate
    let parts = date.components
    return Int32((parts.year - 1970) * 12 + parts.month - 1)
}
