package import Domain
package import Evidence
import Store

/// What retention says about one entry, for reading.
package struct RetentionExplained: Sendable {
    package struct Part: Sendable {
        package let group: FieldGroup
        package let verdict: RetentionVerdict
        package let rows: [RetentionExplanation]
    }

    /// A participant whose relationship the entry belongs to.
    package struct Relationship: Sendable {
        package let participant: String
        /// Nil: it has not ended, as far as is known.
        package let end: CivilDate?
    }

    package let index: UInt64
    package let kind: EnvelopeKind
    package let recordClass: RecordClass
    package let country: Country?
    package let subject: Pseudonym?
    /// The dates that are known, those that came later included.
    package let dates: [NamedDate]
    /// Whose rows were considered, and why.
    package let countries: [BindingCountry]
    /// False: the rows of every country were.
    package let isCountryKnown: Bool
    package let relationships: [Relationship]
    /// False: a participant whose relationship counts is not in the register.
    package let areParticipantsKnown: Bool
    package let parts: [Part]
    /// Groups whose payload is gone.
    package let gone: [FieldGroup]
}

extension Engine {
    /// Every row that speaks about an entry's parts, and why it decides or lost.
    ///
    /// - Parameter entry: an index, or an entry id of 64 hexadecimal digits.
    package func explainRetention(_ entry: String, on day: CivilDate) async throws -> RetentionExplained {
        let index = try await entryIndex(entry)
        let found = try await store.evidenceEntry(log: Store.mainLog, index: Int64(clamping: index))
        if let found, found.envelope == nil {
            let reason = try await whyRemoved(index)
            throw EngineError(.unreadable, reason, remedy: "amplomb evidence show \(index) shows what is left")
        }
        guard let row = found, let bytes = row.envelope, let envelope = try? Envelope(parsing: bytes),
            let id = row.entryID
        else {
            throw EngineError(
                .unreadable, "the log has no entry \(entry)", remedy: "amplomb status says how long it is")
        }
        let planner = try await planner(on: day, scope: RetentionScope())
        var parts: [RetentionExplained.Part] = []
        var dates: [DateName: CivilDate] = [:]
        var relation = RetentionRelation()
        for stored in row.parts {
            let origin = try await store.partOrigin(of: id, stored.group)
            let part = Self.part(stored, of: envelope, id, index, origin)
            var facts = planner.retentionFacts(of: part)
            facts.holds = planner.holds(on: part)
            // The participant of a session's token is known by its decision alone.
            let own = planner.register.relation(of: part)
            if parts.isEmpty || own.participants.count > relation.participants.count {
                relation = own
                dates = facts.dates
            }
            parts.append(
                RetentionExplained.Part(
                    group: stored.group, verdict: planner.rules.resolve(facts, on: day),
                    rows: planner.rules.explain(facts, on: day)))
        }
        return RetentionExplained(
            index: index, kind: envelope.kind, recordClass: envelope.recordClass, country: envelope.country,
            subject: envelope.subject, dates: dates.sorted { $0.key < $1.key }.map { NamedDate($0.key, $0.value) },
            countries: relation.countries, isCountryKnown: relation.isCountryKnown,
            relationships: planner.relationships(of: relation), areParticipantsKnown: relation.isComplete, parts: parts,
            gone: envelope.parts.map(\.group).filter { group in !row.parts.contains { $0.group == group } })
    }

    private static func part(
        _ stored: StoredPart, of envelope: Envelope, _ id: Hash32, _ index: UInt64, _ origin: StoredPartOrigin?
    ) -> RetentionPart {
        RetentionPart(
            index: index, entryID: id, group: stored.group, kind: envelope.kind, recordClass: envelope.recordClass,
            country: envelope.country, subject: envelope.subject, record: envelope.record, occurred: envelope.occurred,
            dates: envelope.dates.map { "\($0.name.rawValue)=\($0.date)" }.joined(separator: ","),
            outcome: envelope.outcome, bytes: stored.payload.count + 32, source: origin?.source,
            parties: origin?.parties)
    }

    func entryIndex(_ text: String) async throws -> UInt64 {
        if let index = UInt64(text) { return index }
        guard let id = Hash32(hex: text) else {
            throw EngineError(.unreadable, "\(text): expected an index or an entry id of 64 hexadecimal digits")
        }
        guard let index = try await store.evidenceIndex(of: id) else {
            throw EngineError(
                .unreadable, "the log has no entry \(text)", remedy: "amplomb evidence show 0 shows the first")
        }
        return index
    }
}

extension RetentionPlanner {
    fileprivate func relationships(of relation: RetentionRelation) -> [RetentionExplained.Relationship] {
        relation.participants.map { place in
            RetentionExplained.Relationship(
                participant: register.participants[place].id, end: register.date(.relationshipEnd, of: place, later))
        }
    }
}
