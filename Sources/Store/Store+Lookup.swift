package import Domain

extension Store {
    /// Reads the heads of the given keys in one round trip; a key that is not stored gets a new number and an empty head.
    ///
    /// The result holds each distinct key once.
    package func heads(of keys: [EventKey], legalEntity: LegalEntityID = .main) async throws(StoreError) -> [EventKey:
        EventHead]
    {
        let wanted = Array(Set(keys))
        if wanted.isEmpty { return [:] }
        return try await pool.run { (session) throws(StoreError) in
            try readHeads(session, wanted, legalEntity)
        }
    }

    /// Says of each event, in the order given, whether it is new, a duplicate of a stored revision, or a further one;
    /// repeats within the batch count. Changes nothing but the numbers it reserves for new keys.
    package func lookup(_ probes: [EventProbe]) async throws(StoreError) -> [EventClassification] {
        let heads = try await heads(of: probes.map(\.key))
        var revisions: [EventKey: (Int32, Set<Hash32>)] = [:]
        return probes.map { probe in
            guard let head = heads[probe.key] else {
                return EventClassification(state: .accepted, keyID: 0, revision: 1)
            }
            var (revision, added) = revisions[probe.key] ?? (head.revision, [])
            if head.holds(probe.contentHash) || added.contains(probe.contentHash) {
                return EventClassification(state: .duplicate, keyID: head.keyID, revision: revision)
            }
            revision += 1
            added.insert(probe.contentHash)
            revisions[probe.key] = (revision, added)
            return EventClassification(
                state: revision == 1 ? .accepted : .revised, keyID: head.keyID, revision: revision)
        }
    }
}

private func readHeads(
    _ session: Session, _ keys: [EventKey], _ legalEntity: LegalEntityID
) throws(StoreError) -> [EventKey: EventHead] {
    let rows = try session.preparedQuery(
        """
        SELECT q.n, coalesce(k.key_id, nextval('event_key_id')), k.legal_entity, k.revision, k.current_revision, k.at_us,
          k.received_us, k.content_hash, k.other_hashes, k.assessment_revision, k.assessed_at_us, k.outcome::text, k.score,
          k.decision_hash
        FROM unnest(\(keys.map(\.shard))::smallint[], \(keys.map(\.kind.rawValue))::text[],
          \(keys.map(\.ownerCountry))::text[], \(keys.map(\.ownerParty))::text[], \(keys.map(\.id))::text[])
          WITH ORDINALITY q (shard, kind, owner_country, owner_party, id, n)
        LEFT JOIN event_key k ON k.shard = q.shard AND k.kind = q.kind AND k.owner_country = q.owner_country
          AND k.owner_party = q.owner_party AND k.id = q.id
        """, "looking events up")
    var heads: [EventKey: EventHead] = [:]
    heads.reserveCapacity(rows.count)
    for row in 0..<rows.count {
        let key = keys[Int(try rows.int(row, 0)) - 1]
        var head = EventHead(newKey: key, keyID: try rows.int(row, 1), legalEntity: legalEntity)
        if !rows.isNull(row, 3) { try fill(&head, rows, row, firstColumn: 2) }
        heads[key] = head
    }
    return heads
}

/// Fills a head from the columns legal_entity, revision, ... decision_hash.
func fill(_ head: inout EventHead, _ rows: borrowing Rows, _ row: Int, firstColumn: Int) throws(StoreError) {
    head.legalEntity = LegalEntityID(try rows.text(row, firstColumn))
    head.revision = Int32(truncatingIfNeeded: try rows.int(row, firstColumn + 1))
    head.currentRevision = Int32(truncatingIfNeeded: try rows.int(row, firstColumn + 2))
    head.at = Instant(microseconds: try rows.int(row, firstColumn + 3))
    head.receivedAt = Instant(microseconds: try rows.int(row, firstColumn + 4))
    head.contentHash = try rows.hash(row, firstColumn + 5)
    head.otherHashes = try rows.hashes(row, firstColumn + 6)
    head.assessmentRevision = Int32(truncatingIfNeeded: try rows.int(row, firstColumn + 7))
    head.assessedAt = Instant(microseconds: try rows.int(row, firstColumn + 8))
    head.outcome = try rows.optionalText(row, firstColumn + 9).flatMap(Outcome.init)
    head.score = Score(tenths: Int32(truncatingIfNeeded: try rows.optionalInt(row, firstColumn + 10) ?? 0))
    head.decisionHash = rows.isNull(row, firstColumn + 11) ? nil : try rows.hash(row, firstColumn + 11)
    head.markCommitted()
}

extension Rows {
    /// A column of 32 bytes.
    borrowing func hash(_ row: Int, _ column: Int) throws(StoreError) -> Hash32 {
        guard let hash = Hash32(try bytes(row, column)) else {
            throw StoreError(.badValue, "column \(column) of an answer is no digest")
        }
        return hash
    }

    /// bytea[] of digests; NULL reads as empty.
    borrowing func hashes(_ row: Int, _ column: Int) throws(StoreError) -> [Hash32] {
        try byteStrings(row, column).compactMap { Hash32($0) }
    }
}
