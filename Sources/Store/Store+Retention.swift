package import Domain
package import Evidence
import Formats

extension Store {
    // MARK: Parts

    /// Streams every stored part of the main log in the order of (index, group), in pages.
    ///
    /// `body` runs on the connection's thread and holds the reading up while it works.
    package func forEachPart(
        pageSize: Int = 8192, _ body: @Sendable ([RetentionPart]) throws(StoreError) -> Void
    ) async throws(StoreError) {
        try await pool.run { (session) throws(StoreError) in
            var page: [RetentionPart] = []
            page.reserveCapacity(pageSize)
            var decoder = PartDecoder()
            try session.copyOut(
                """
                SELECT idx, entry_id, field_group, kind, class, country, subject, record, occurred_us,
                  substr(split_part(convert_from(envelope, 'UTF8'), chr(10), 10), 7),
                  substr(split_part(convert_from(envelope, 'UTF8'), chr(10), 11), 9),
                  payload_bytes, source_shard, source_number, retain_until - '1970-01-01'::date, deciding_rule,
                  legal_entity, owner, participant, counterparty
                FROM retention_source WHERE log_id = 1 ORDER BY idx, field_group COLLATE "C"
                """
            ) { (fields) throws(StoreError) in
                page.append(try decoder.part(&fields))
                if page.count == pageSize {
                    try body(page)
                    page.removeAll(keepingCapacity: true)
                }
            }
            if !page.isEmpty { try body(page) }
        }
    }

    /// The dates that came later, by entries of kind `date` in the order of the log.
    package func laterDates() async throws(StoreError) -> LaterDates {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                "SELECT envelope FROM evidence_entry WHERE log_id = 1 AND kind = 'date' ORDER BY idx", "reading dates")
            var later = LaterDates()
            for row in 0..<rows.count {
                guard let envelope = try? Envelope(parsing: try rows.bytes(row, 0)) else {
                    throw StoreError(.badValue, "an entry of kind date cannot be read")
                }
                later.add(envelope)
            }
            return later
        }
    }

    /// Writes what `retention recompute` found: the end and the deciding row of parts.
    package func setRetention(_ parts: [RetentionPart]) async throws(StoreError) {
        if parts.isEmpty { return }
        let sorted = parts.sorted { ($0.entryID, $0.group) < ($1.entryID, $1.group) }
        try await pool.run { (session) throws(StoreError) in
            _ = try session.preparedQuery(
                """
                UPDATE evidence_payload p SET retain_until = nullif(q.until, '')::date, deciding_rule = nullif(q.rule, '')
                FROM unnest(\(sorted.map(\.entryID.bytes))::bytea[], \(sorted.map(\.group.rawValue))::text[],
                  \(sorted.map { $0.retainUntil?.description ?? "" })::text[], \(sorted.map { $0.decidingRule ?? "" })::text[])
                  q (entry_id, field_group, until, rule)
                WHERE p.log_id = 1 AND p.entry_id = q.entry_id AND p.field_group = q.field_group
                """, "writing retention")
            return
        }
    }

    /// Appends evidence with the knowledge that it is about.
    package func append(
        _ evidence: [SealedEnvelope], keeping knowledge: [KnowledgeRow], at now: Instant
    ) async throws(StoreError) {
        try await append(evidence) { (session) throws(StoreError) in try writeKnowledge(knowledge, now, session) }
    }

    /// Appends evidence, with the rows that belong to it in the same transaction.
    package func append(
        _ evidence: [SealedEnvelope], with body: @escaping @Sendable (Session) throws(StoreError) -> Void = { _ in }
    ) async throws(StoreError) {
        try await pool.run { (session) throws(StoreError) in
            try prepareStaging(session)
            try session.transaction { (session) throws(StoreError) in
                try body(session)
                let batch = try session.preparedQuery("SELECT nextval('batch_id')", "numbering the batch").int(0, 0)
                _ = try self.appendEvidence(evidence, log: Store.mainLog, batchID: batch, session)
            }
        }
    }

    // MARK: Names

    /// The index of an entry by its id.
    package func evidenceIndex(of entry: Hash32) async throws(StoreError) -> UInt64? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                "SELECT idx FROM evidence_entry WHERE log_id = 1 AND entry_id = \(entry.bytes)", "looking for an entry")
            return rows.count == 0 ? nil : UInt64(clamping: try rows.int(0, 0))
        }
    }

    /// What a case covers: itself, and the events that its items name. Nil when there is no such case.
    package func retentionSources(ofCase id: String) async throws(StoreError) -> (
        own: PartSource, events: Set<PartSource>
    )? {
        try await pool.run { (session) throws(StoreError) in
            let file = try session.query("SELECT shard, number FROM case_file WHERE case_id = \(id)", "reading a case")
            if file.count == 0 { return nil }
            let items = try session.query(
                """
                SELECT DISTINCT event_shard, event_key_id FROM case_item
                WHERE case_id = \(id) AND event_shard IS NOT NULL AND event_key_id IS NOT NULL
                """, "reading a case's items")
            var events: Set<PartSource> = []
            for row in 0..<items.count { events.insert(try items.source(row, 0)) }
            return (try file.source(0, 0), events)
        }
    }

    // MARK: Officers

    package func retentionOfficers() async throws(StoreError) -> [RetentionOfficer] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT person, granted_by, granted_us FROM retention_officer WHERE revoked_us IS NULL ORDER BY person
                """, "reading officers"
            ).map { (rows, row) throws(StoreError) in
                RetentionOfficer(
                    person: try rows.text(row, 0), grantedBy: try rows.text(row, 1),
                    grantedAt: Instant(microseconds: try rows.int(row, 2)))
            }
        }
    }

    /// - Returns: false when the person has the role already.
    package func grantRetention(_ person: String, by: String, at now: Instant) async throws(StoreError) -> Bool {
        try await pool.run { (session) throws(StoreError) in
            try session.execute(
                """
                INSERT INTO retention_officer (person, granted_by, granted_us) VALUES (\(person), \(by), \(now.microseconds))
                ON CONFLICT (person) WHERE revoked_us IS NULL DO NOTHING
                """, "appointing an officer") == 1
        }
    }

    /// - Returns: false when the person does not have the role.
    package func revokeRetention(_ person: String, by: String, at now: Instant) async throws(StoreError) -> Bool {
        try await pool.run { (session) throws(StoreError) in
            try session.execute(
                """
                UPDATE retention_officer SET revoked_by = \(by), revoked_us = greatest(granted_us, \(now.microseconds))
                WHERE person = \(person) AND revoked_us IS NULL
                """, "dismissing an officer") == 1
        }
    }
}

/// Decodes copied rows; texts that come again and again are made once.
private struct PartDecoder {
    private var classes: [String: RecordClass] = [:]
    private var dates: Set<String> = []
    private var rules: Set<String> = []
    private var names: Set<String> = []

    mutating func part(_ fields: inout CopyFields) throws(StoreError) -> RetentionPart {
        let index = UInt64(clamping: try fields.int())
        guard let entry = Hash32(try fields.bytes()), let group = FieldGroup(rawValue: try fields.text()),
            let kind = EnvelopeKind(rawValue: try fields.text()), let recordClass = recordClass(try fields.text())
        else { throw StoreError(.badValue, "a part of the evidence cannot be read") }
        let country = try fields.optionalText().flatMap { Country(alpha2: $0) }
        let subject = try fields.optionalBytes().flatMap { Pseudonym($0) }
        guard let record = Pseudonym(try fields.bytes()) else {
            throw StoreError(.badValue, "a record without its key")
        }
        let occurred = Instant(microseconds: try fields.int())
        let line = Self.same(try fields.text(), &dates)
        let outcome = Outcome(rawValue: try fields.text())
        let bytes = Int(try fields.int()) + 32
        let shard = try fields.optionalInt()
        let number = try fields.optionalInt()
        let until = try fields.optionalInt()
        let rule = try fields.optionalText().map { Self.same($0, &rules) }
        var source: PartSource?
        if let shard, let number { source = PartSource(shard: Int16(clamping: shard), number: number) }
        let parties = try parties(&fields)
        return RetentionPart(
            index: index, entryID: entry, group: group, kind: kind, recordClass: recordClass, country: country,
            subject: subject, record: record, occurred: occurred, dates: line, outcome: outcome, bytes: bytes,
            source: source, parties: parties,
            retainUntil: until.map { CivilDate(daysSinceEpoch: Int32(clamping: $0)) }, decidingRule: rule)
    }

    /// Nil for what is not about one event.
    private mutating func parties(_ fields: inout CopyFields) throws(StoreError) -> RecordParties? {
        let entity = try fields.optionalText().map { Self.same($0, &names) }
        let owner = try fields.optionalText().map { Self.same($0, &names) }
        let participant = try fields.optionalText().map { Self.same($0, &names) }
        let counterparty = try fields.optionalText().map { Self.same($0, &names) }
        guard let owner else { return nil }
        return RecordParties(
            entity: entity.map { LegalEntityID($0) }, participant: participant, owner: owner, counterparty: counterparty
        )
    }

    private mutating func recordClass(_ text: String) -> RecordClass? {
        if let known = classes[text] { return known }
        classes[text] = RecordClass(text)
        return classes[text]
    }

    private static func same(_ text: String, _ known: inout Set<String>) -> String {
        known.insert(text).memberAfterInsert
    }
}

extension Rows {
    fileprivate borrowing func source(_ row: Int, _ column: Int) throws(StoreError) -> PartSource {
        PartSource(shard: Int16(clamping: try int(row, column)), number: try int(row, column + 1))
    }
}
