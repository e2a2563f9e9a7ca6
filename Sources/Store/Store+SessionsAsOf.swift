package import Domain

extension Store {
    /// Streams the sessions that were billed (CDRs) as they were known at an instant, in pages and in no order.
    ///
    /// Of each the revision that counts today, where it had come by then, else the last that had. A revision is known since
    /// the import that brought it has ended.
    /// `body` runs on the connection's thread and holds the reading up while it works.
    ///
    /// - Parameter instant: of recorded time; nil: as they are known now.
    package func forEachBilledSession(
        recordedAsOf instant: Instant? = nil, pageSize: Int = 2000,
        _ body: @Sendable ([StoredEvent]) throws(StoreError) -> Void
    ) async throws(StoreError) {
        let known = instant?.microseconds ?? Int64.max
        try await pool.run { (session) throws(StoreError) in
            try session.transaction { (session) throws(StoreError) in
                // COPY binds nothing: the instant goes by a setting of this transaction.
                _ = try session.query(
                    "SELECT set_config('amplomb.recorded_as_of', \(String(known)), true)", "reading sessions")
                try read(session, pageSize, body)
            }
        }
    }

    private func read(
        _ session: Session, _ pageSize: Int, _ body: ([StoredEvent]) throws(StoreError) -> Void
    ) throws(StoreError) {
        var page: [StoredEvent] = []
        page.reserveCapacity(pageSize)
        try session.copyOut(
            """
            SELECT k.kind, k.owner_country, k.owner_party, k.id, e.key_id, e.revision, e.legal_entity, e.at_us,
              e.received_us, e.tax_at_us, e.tax_zone, e.tax_date - '1970-01-01'::date, e.tax_unknown, e.content_hash,
              e.payload, e.payload_context, e.source_file, e.source_line, e.source_offset, e.findings::text, e.run_id,
              coalesce(r.started_us, e.received_us), k.revision
            FROM event_key k JOIN event e ON e.shard = k.shard AND e.key_id = k.key_id
              LEFT JOIN ingest_run r ON r.run_id = e.run_id
            WHERE k.kind = 'cdr' AND coalesce(r.finished_us, r.started_us, e.received_us)
                <= current_setting('amplomb.recorded_as_of')::bigint
              AND (k.revision = 1 OR e.revision = k.current_revision OR NOT EXISTS (
                SELECT 1 FROM event l LEFT JOIN ingest_run q ON q.run_id = l.run_id
                WHERE l.shard = e.shard AND l.key_id = e.key_id
                  AND coalesce(q.finished_us, q.started_us, l.received_us)
                    <= current_setting('amplomb.recorded_as_of')::bigint
                  AND (l.revision = k.current_revision OR l.revision > e.revision)))
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

    /// The revision of a billed session as it was known at an instant; nil where none was.
    package func billedSession(_ key: EventKey, recordedAsOf instant: Instant) async throws(StoreError) -> StoredEvent?
    {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT \(storedEventColumns)
                FROM event_key k JOIN event e ON e.shard = k.shard AND e.key_id = k.key_id
                  LEFT JOIN ingest_run r ON r.run_id = e.run_id
                WHERE k.shard = \(Int64(key.shard))::smallint AND k.kind = \(key.kind.rawValue)
                  AND k.owner_country = \(key.ownerCountry) AND k.owner_party = \(key.ownerParty) AND k.id = \(key.id)
                  AND coalesce(r.finished_us, r.started_us, e.received_us) <= \(instant.microseconds)
                ORDER BY e.revision = k.current_revision DESC, e.revision DESC LIMIT 1
                """, "reading a session as it was known")
            return try rows.map(decodeStoredEvent).first
        }
    }

    /// The current revisions of billed sessions with this id, whoever owns them.
    package func billedSessions(id: String) async throws(StoreError) -> [StoredEvent] {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT \(storedEventColumns)
                FROM event_key k JOIN event e ON e.shard = k.shard AND e.key_id = k.key_id
                  AND e.revision = k.current_revision AND e.at_us = k.at_us
                  LEFT JOIN ingest_run r ON r.run_id = e.run_id
                WHERE k.kind = 'cdr' AND k.id = \(asciiUpper(id)) ORDER BY k.owner_country, k.owner_party
                """, "looking a session up")
            return try rows.map(decodeStoredEvent)
        }
    }
}
