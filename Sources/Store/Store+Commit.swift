import Domain
import Evidence

extension Store {
    /// The log of everything but suspicious-activity reports.
    package static let mainLog: Int16 = 1

    /// Writes a batch: all of it or nothing, durable when it returns.
    ///
    /// - Throws: `conflict` when another writer changed one of the heads or took an event's place since they were read:
    ///   read the heads again, classify, assess and repeat. `fenceLost`, `evidenceConflict`, `connectionLost`: the commit's
    ///   outcome is then unknown and a repetition finds out, since committed events are duplicates.
    package func commit(_ batch: BatchCommit) async throws(StoreError) -> CommitResult {
        try await ensurePartitions(for: batch.events.map(\.at.microseconds) + batch.assessments.map(\.at.microseconds))
        return try await pool.run { (session) throws(StoreError) in
            do throws(StoreError) {
                try prepareStaging(session)
                return try session.transaction { (session) throws(StoreError) in try self.write(batch, session) }
            } catch {
                guard error.sqlState == "23505" else { throw error }
                throw StoreError(.conflict, error.context, sqlState: error.sqlState, serverMessage: error.serverMessage)
            }
        }
    }

    private func write(_ batch: BatchCommit, _ session: Session) throws(StoreError) -> CommitResult {
        if let lease = batch.lease { try check(lease, batch.now, session) }
        let ids = try session.preparedQuery("SELECT nextval('batch_id')", "numbering the batch")
        let batchID = try ids.int(0, 0)
        try writeHeads(batch.heads, session)
        session.reach("after-heads")
        try writeEvents(batch.events, batchID, session)
        session.reach("after-copy")
        try writeAssessments(batch.assessments, session)
        try writePending(batch.pending, judged: batch.noLongerPending, session)
        try writeParticipants(batch.participants, batch.now, session)
        try writePayouts(batch.payouts, batch.now, session)
        let changes = try writeCases(batch.cases, batch.caseCorrections, batch.now, session)
        try writeGoodList(batch.goodList, session)
        try writeGoodListUses(batch.goodListUses, session)
        try writeOutbox(batch.outbox, batch.now, session)
        try writeAnchors(batch.anchors, log: batch.log, session)
        var evidence = batch.evidence
        if !changes.isEmpty, let caseRecords = batch.caseRecords {
            let records = try caseRecords(changes)
            try writeCaseEvents(records.events, session)
            evidence += records.evidence
        }
        session.reach("before-evidence")
        let head = try appendEvidence(evidence, log: batch.log, batchID: batchID, session)
        return CommitResult(batchID: batchID, cases: changes, evidence: head)
    }

    private func check(_ lease: Lease, _ now: Instant, _ session: Session) throws(StoreError) {
        let rows = try session.preparedQuery(
            "SELECT fence = \(lease.fence) FROM lease WHERE name = \(lease.name) FOR SHARE", "checking the lease")
        guard rows.count == 1, try rows.bool(0, 0) else { throw StoreError(.fenceLost, "lease \(lease.name)") }
    }
}

/// The temporary tables through which rows pass where conflicts are resolved or row level security applies. They are
/// emptied by each commit and never logged.
func prepareStaging(_ session: Session) throws(StoreError) {
    if session.stagingTables.contains("all") { return }
    try session.script(
        """
        SET temp_buffers = '64MB';
        CREATE TEMP TABLE stage_head (LIKE event_key, stored_revision integer, stored_assessment integer)
          ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE stage_pending (LIKE assessment_pending) ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE stage_case (n integer, shard smallint, legal_entity text, subject_kind text,
          subject_id text COLLATE "C", family text COLLATE "C", purpose text, outcome outcome, severity severity,
          risk smallint, hits bigint, items bigint, first_us bigint, last_us bigint, queue text, due_us bigint, holds_money boolean,
          window_us bigint, policy_hash bytea) ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE stage_item (LIKE case_item) ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE stage_case_event (LIKE case_event) ON COMMIT DELETE ROWS;
        """, "making staging tables")
    try prepareEvidenceStaging(session)
    session.stagingTables.insert("all")
}

/// The staging tables of `appendEvidence`, for a role that writes nothing but evidence.
func prepareEvidenceStaging(_ session: Session) throws(StoreError) {
    if session.stagingTables.contains("evidence") { return }
    try session.script(
        """
        CREATE TEMP TABLE stage_entry (LIKE evidence_entry) ON COMMIT DELETE ROWS;
        CREATE TEMP TABLE stage_payload (log_id smallint, entry_id bytea, field_group text, payload bytea, salt bytea,
          retain_until date, deciding_rule text, source_shard smallint, source_number bigint) ON COMMIT DELETE ROWS;
        """, "making staging tables")
    session.stagingTables.insert("evidence")
}

// MARK: Events

private func writeHeads(_ heads: [EventHead], _ session: Session) throws(StoreError) {
    var fresh = CopyBuffer(columns: 18, expectedBytes: heads.count * 260)
    var changed = CopyBuffer(columns: 20)
    // Sorted, so that two writers wait for each other instead of deadlocking.
    for head in heads.sorted(by: inLockOrder) where head.isChanged {
        guard head.revision > 0 else { throw StoreError(.badValue, "a head without an event") }
        if head.isNew {
            fresh.beginRow()
            append(head, to: &fresh)
        } else {
            changed.beginRow()
            append(head, to: &changed)
            changed.int32(head.storedRevision)
            changed.int32(head.storedAssessmentRevision)
        }
    }
    try session.copy(fresh, into: "event_key")
    if changed.count == 0 { return }
    try session.copy(changed, into: "stage_head")
    let updated = try session.preparedQuery(
        """
        UPDATE event_key k SET legal_entity = s.legal_entity, revision = s.revision, current_revision = s.current_revision,
          at_us = s.at_us, received_us = s.received_us, content_hash = s.content_hash, other_hashes = s.other_hashes,
          assessment_revision = s.assessment_revision, assessed_at_us = s.assessed_at_us, outcome = s.outcome,
          score = s.score, decision_hash = s.decision_hash
        FROM (SELECT * FROM stage_head ORDER BY shard, key_id) s
        WHERE k.shard = s.shard AND k.key_id = s.key_id AND k.revision = s.stored_revision
          AND k.assessment_revision = s.stored_assessment
        """, "updating events")
    guard updated.affected == changed.count else { throw StoreError(.conflict, "events changed since they were read") }
}

/// Rows in the order of their keys: neighbours in the batch are neighbours in the index.
private func inShardOrder(_ shards: [Int16]) -> [(shard: Int16, index: Int)] {
    shards.enumerated().map { (shard: $0.element, index: $0.offset) }.sorted {
        ($0.shard, $0.index) < ($1.shard, $1.index)
    }
}

private func inLockOrder(_ left: EventHead, _ right: EventHead) -> Bool {
    left.shard == right.shard ? left.key < right.key : left.shard < right.shard
}

private func append(_ head: EventHead, to buffer: inout CopyBuffer) {
    buffer.int16(head.shard)
    buffer.text(head.key.kind.rawValue)
    buffer.text(head.key.ownerCountry)
    buffer.text(head.key.ownerParty)
    buffer.text(head.key.id)
    buffer.int64(head.keyID)
    buffer.text(head.legalEntity.text)
    buffer.int32(head.revision)
    buffer.int32(head.currentRevision)
    buffer.int64(head.at.microseconds)
    buffer.int64(head.receivedAt.microseconds)
    buffer.words(head.contentHash.words)
    if head.otherHashes.isEmpty { buffer.null() } else { buffer.byteStrings(head.otherHashes.map(\.bytes)) }
    buffer.int32(head.assessmentRevision)
    buffer.int64(head.assessedAt.microseconds)
    buffer.optional(head.outcome?.rawValue)
    if head.outcome == nil { buffer.null() } else { buffer.int16(Int16(head.score.tenths)) }
    if let hash = head.decisionHash { buffer.words(hash.words) } else { buffer.null() }
}

private func writeEvents(_ events: [EventRow], _ batchID: Int64, _ session: Session) throws(StoreError) {
    var buffer = CopyBuffer(columns: 24, expectedBytes: events.reduce(0) { $0 + ($1.payload?.count ?? 0) + 400 })
    for (shard, index) in inShardOrder(events.map(\.key.shard)) {
        let event = events[index]
        buffer.beginRow()
        buffer.int16(shard)
        buffer.int64(event.keyID)
        buffer.int32(event.revision)
        buffer.int64(event.at.microseconds)
        buffer.text(event.key.kind.rawValue)
        buffer.text(event.legalEntity.text)
        buffer.int64(event.receivedAt.microseconds)
        switch event.taxPoint {
        case .known(let point):
            buffer.int64(point.instant.microseconds)
            buffer.text(point.zone.name)
            buffer.date(point.localDate)
            buffer.null()
        case .unknown(let missing):
            buffer.null()
            buffer.null()
            buffer.null()
            buffer.text(missing)
        }
        buffer.words(event.contentHash.words)
        buffer.optional(event.payload)
        buffer.text(event.context)
        buffer.text(event.source.file)
        buffer.int32(Int32(clamping: event.source.line))
        buffer.int64(Int64(event.source.offset))
        buffer.optionalJSON(event.findings)
        buffer.optional(event.runID)
        buffer.optional(event.country?.alpha2)
        buffer.optional(event.amount?.micros)
        buffer.optional(event.amount?.currency.code)
        buffer.optional(event.energy?.milliwattHours)
        buffer.int64(batchID)
    }
    try session.copy(buffer, into: "event")
}

private func writeAssessments(_ assessments: [AssessmentRow], _ session: Session) throws(StoreError) {
    var buffer = CopyBuffer(columns: 17, expectedBytes: assessments.count * 400)
    for (shard, index) in inShardOrder(assessments.map(\.key.shard)) {
        let row = assessments[index]
        buffer.beginRow()
        buffer.int16(shard)
        buffer.int64(row.keyID)
        buffer.int32(row.revision)
        buffer.int32(row.eventRevision)
        buffer.int64(row.at.microseconds)
        buffer.text(row.key.kind.rawValue)
        buffer.text(row.legalEntity.text)
        buffer.text(row.outcome.rawValue)
        buffer.int16(Int16(row.score.tenths))
        buffer.words(row.decisionHash.words)
        buffer.words(row.knowledgeHash.words)
        buffer.text(row.cause)
        buffer.optional(row.country?.alpha2)
        buffer.texts(row.hits)
        buffer.texts(row.unknowns)
        buffer.texts(row.purposes.map(\.rawValue))
        buffer.words(row.evidenceEntry.words)
    }
    try session.copy(buffer, into: "assessment")
}

private func writeOutbox(_ rows: [OutboxRow], _ now: Instant, _ session: Session) throws(StoreError) {
    if rows.isEmpty { return }
    let sorted = rows.sorted { ($0.shard, $0.topic, $0.effectKey) < ($1.shard, $1.topic, $1.effectKey) }
    _ = try session.preparedQuery(
        """
        INSERT INTO outbox (shard, topic, effect_key, body, created_us, next_attempt_us)
        SELECT q.*, \(now.microseconds), \(now.microseconds)
        FROM unnest(\(sorted.map(\.shard))::smallint[], \(sorted.map(\.topic))::text[], \(sorted.map(\.effectKey))::text[],
          \(sorted.map(\.body))::bytea[]) q
        ON CONFLICT (shard, topic, effect_key) DO NOTHING
        """, "writing the outbox")
}
