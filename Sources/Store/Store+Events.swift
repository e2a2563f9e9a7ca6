package import Domain

/// A stored revision of an event, as it was received.
package struct StoredEvent: Sendable {
    package let key: EventKey
    package let keyID: Int64
    package let revision: Int32
    /// How many contents came under this key.
    package let contents: Int32
    package let legalEntity: LegalEntityID
    package let at: Instant
    package let receivedAt: Instant
    /// Start of the import that brought it; of what no import brought, when it was received.
    package let arrivedAt: Instant
    package let taxPoint: Known<TaxPoint>
    package let contentHash: Hash32
    /// Nil after it was purged.
    package let payload: [UInt8]?
    /// How the payload is to be read.
    package let context: String
    package let source: SourceReference
    /// JSON array; nil when there are none.
    package let findings: [UInt8]?
    package let runID: Int64?
}

/// A place in a listing: go on behind it.
package struct EventCursor: Hashable, Sendable {
    let shard: Int16
    let keyID: Int64

    package static let start = EventCursor(shard: -1, keyID: 0)
}

/// A page of events and where the next one begins; nil at the end.
package struct EventPage: Sendable {
    package let events: [StoredEvent]
    package let next: EventCursor?
}

extension Store {
    /// The current revisions of the given events, in no order; keys that are not stored are left out.
    package func events(_ keys: [EventKey]) async throws(StoreError) -> [StoredEvent] {
        if keys.isEmpty { return [] }
        let wanted = keys
        return try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                """
                SELECT \(storedEventColumns)
                FROM unnest(\(wanted.map(\.shard))::smallint[], \(wanted.map(\.kind.rawValue))::text[],
                  \(wanted.map(\.ownerCountry))::text[], \(wanted.map(\.ownerParty))::text[], \(wanted.map(\.id))::text[])
                  q (shard, kind, owner_country, owner_party, id)
                JOIN event_key k ON k.shard = q.shard AND k.kind = q.kind AND k.owner_country = q.owner_country
                  AND k.owner_party = q.owner_party AND k.id = q.id
                JOIN event e ON e.shard = k.shard AND e.key_id = k.key_id AND e.revision = k.current_revision
                  AND e.at_us = k.at_us
                LEFT JOIN ingest_run r ON r.run_id = e.run_id
                """, "reading events")
            return try rows.map(decodeStoredEvent)
        }
    }

    /// Every revision of one event, the first one first.
    package func revisions(of key: EventKey) async throws(StoreError) -> [StoredEvent] {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT \(storedEventColumns)
                FROM event_key k JOIN event e ON e.shard = k.shard AND e.key_id = k.key_id
                  LEFT JOIN ingest_run r ON r.run_id = e.run_id
                WHERE k.shard = \(Int64(key.shard))::smallint AND k.kind = \(key.kind.rawValue)
                  AND k.owner_country = \(key.ownerCountry) AND k.owner_party = \(key.ownerParty) AND k.id = \(key.id)
                ORDER BY e.revision
                """, "reading an event's revisions")
            return try rows.map(decodeStoredEvent)
        }
    }

    /// One page of the current revisions of all events, in an order that never changes. For rebuilding windows.
    package func currentEvents(after cursor: EventCursor = .start, limit: Int = 5000) async throws(StoreError)
        -> EventPage
    {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                """
                SELECT \(storedEventColumns)
                FROM (SELECT * FROM event_key WHERE (shard, key_id) > (\(Int64(cursor.shard))::smallint, \(cursor.keyID))
                  ORDER BY shard, key_id LIMIT \(limit)) k
                JOIN event e ON e.shard = k.shard AND e.key_id = k.key_id AND e.revision = k.current_revision
                  AND e.at_us = k.at_us
                LEFT JOIN ingest_run r ON r.run_id = e.run_id
                ORDER BY k.shard, k.key_id
                """, "reading events")
            let events = try rows.map(decodeStoredEvent)
            guard rows.count == limit, let last = events.last else { return EventPage(events: events, next: nil) }
            return EventPage(events: events, next: EventCursor(shard: last.key.shard, keyID: last.keyID))
        }
    }

    /// Streams the current revisions of all events, in no order, in pages: the fastest way to rebuild windows.
    ///
    /// `body` runs on the connection's thread and holds the reading up while it works.
    package func forEachCurrentEvent(
        pageSize: Int = 5000, _ body: @Sendable ([StoredEvent]) throws(StoreError) -> Void
    ) async throws(StoreError) {
        try await pool.run { (session) throws(StoreError) in
            var page: [StoredEvent] = []
            page.reserveCapacity(pageSize)
            try session.copyOut(
                """
                SELECT k.kind, k.owner_country, k.owner_party, k.id, e.key_id, e.revision, e.legal_entity, e.at_us,
                  e.received_us, e.tax_at_us, e.tax_zone, e.tax_date - '1970-01-01'::date, e.tax_unknown, e.content_hash,
                  e.payload, e.payload_context, e.source_file, e.source_line, e.source_offset, e.findings::text, e.run_id,
                  coalesce(r.started_us, e.received_us), k.revision
                FROM event_key k JOIN event e ON e.shard = k.shard AND e.key_id = k.key_id
                  AND e.revision = k.current_revision AND e.at_us = k.at_us
                  LEFT JOIN ingest_run r ON r.run_id = e.run_id
                """
            ) { (fields) throws(StoreError) in
                page.append(try decodeStoredEvent(&fields))
                if page.count == pageSize {
                    try body(page)
                    page.removeAll(keepingCapacity: true)
                }
            }
            if !page.isEmpty { try body(page) }
        }
    }
}

/// The columns that `decodeStoredEvent` reads, of `event_key k`, `event e` and, where there is one, `ingest_run r`.
let storedEventColumns: SQL = """
    k.kind, k.owner_country, k.owner_party, k.id, e.key_id, e.revision, e.legal_entity, e.at_us,
    e.received_us, e.tax_at_us, e.tax_zone, e.tax_date - '1970-01-01'::date, e.tax_unknown, e.content_hash,
    e.payload, e.payload_context, e.source_file, e.source_line, e.source_offset, e.findings::text, e.run_id,
    coalesce(r.started_us, e.received_us), k.revision
    """

func decodeStoredEvent(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> StoredEvent {
    StoredEvent(
        key: try rows.eventKey(row, 0), keyID: try rows.int(row, 4), revision: Int32(clamping: try rows.int(row, 5)),
        contents: Int32(clamping: try rows.int(row, 22)),
        legalEntity: LegalEntityID(try rows.text(row, 6)), at: Instant(microseconds: try rows.int(row, 7)),
        receivedAt: Instant(microseconds: try rows.int(row, 8)),
        arrivedAt: Instant(microseconds: try rows.int(row, 21)),
        taxPoint: taxPoint(
            try rows.optionalInt(row, 9), try rows.optionalText(row, 10), try rows.optionalInt(row, 11),
            try rows.optionalText(row, 12)),
        contentHash: try rows.hash(row, 13), payload: try rows.optionalBytes(row, 14), context: try rows.text(row, 15),
        source: SourceReference(
            file: try rows.text(row, 16), line: Int(try rows.int(row, 17)), offset: Int(try rows.int(row, 18))),
        findings: try rows.optionalBytes(row, 19), runID: try rows.optionalInt(row, 20))
}

func decodeStoredEvent(_ fields: inout CopyFields) throws(StoreError) -> StoredEvent {
    let kind = try fields.text()
    guard let kind = EventKind(rawValue: kind) else { throw StoreError(.badValue, "an event of an unknown kind") }
    let key = EventKey(
        kind: kind, ownerCountry: try fields.text(), ownerParty: try fields.text(), id: try fields.text())
    let keyID = try fields.int()
    let revision = Int32(clamping: try fields.int())
    let entity = LegalEntityID(try fields.text())
    let at = Instant(microseconds: try fields.int())
    let received = Instant(microseconds: try fields.int())
    let tax = taxPoint(
        try fields.optionalInt(), try fields.optionalText(), try fields.optionalInt(), try fields.optionalText())
    guard let hash = Hash32(try fields.bytes()) else { throw StoreError(.badValue, "an event without its hash") }
    let payload = try fields.optionalBytes()
    let context = try fields.text()
    let source = SourceReference(
        file: try fields.text(), line: Int(try fields.int()), offset: Int(try fields.int()))
    let findings = try fields.optionalBytes()
    let runID = try fields.optionalInt()
    let arrived = Instant(microseconds: try fields.int())
    let contents = Int32(clamping: try fields.int())
    return StoredEvent(
        key: key, keyID: keyID, revision: revision, contents: contents, legalEntity: entity, at: at,
        receivedAt: received, arrivedAt: arrived, taxPoint: tax, contentHash: hash, payload: payload,
        context: context, source: source, findings: findings, runID: runID)
}

private func taxPoint(_ at: Int64?, _ zone: String?, _ day: Int64?, _ unknown: String?) -> Known<TaxPoint> {
    guard let at, let zone, let day else { return .unknown(unknown ?? "tax_point") }
    return .known(
        TaxPoint(
            instant: Instant(microseconds: at), zone: TimeZoneID(zone),
            localDate: CivilDate(daysSinceEpoch: Int32(clamping: day))))
}

extension Rows {
    /// Columns kind, owner_country, owner_party, id from `column` on.
    borrowing func eventKey(_ row: Int, _ column: Int) throws(StoreError) -> EventKey {
        guard let kind = EventKind(rawValue: try text(row, column)) else {
            throw StoreError(.badValue, "an event of an unknown kind")
        }
        return EventKey(
            kind: kind, ownerCountry: try text(row, column + 1), ownerParty: try text(row, column + 2),
            id: try text(row, column + 3))
    }

    borrowing func outcome(_ row: Int, _ column: Int) throws(StoreError) -> Outcome {
        guard let outcome = Outcome(rawValue: try text(row, column)) else {
            throw StoreError(.badValue, "column \(column) of an answer is no outcome")
        }
        return outcome
    }
}
