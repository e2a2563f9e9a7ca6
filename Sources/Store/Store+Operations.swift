package import Domain

/// The counts of an ingest run: read is always their sum.
package struct IngestCounts: Hashable, Sendable {
    package var accepted: Int64 = 0
    package var duplicate: Int64 = 0
    package var revised: Int64 = 0
    package var rejected: Int64 = 0

    package init() {}

    package var read: Int64 { accepted + duplicate + revised + rejected }
}

/// An ingest run as it is stored.
package struct StoredIngestRun: Sendable {
    package let runID: Int64
    package let startedAt: Instant
    /// Nil while it goes on, or when it was interrupted.
    package let finishedAt: Instant?
    package let source: String
    package let counts: IngestCounts
}

/// A record that was not taken, with its raw bytes.
package struct RejectRow: Sendable {
    package var file: String
    package var line: Int64
    package var field: String
    package var value: String
    package var reason: String
    package var raw: [UInt8]

    package init(file: String, line: Int64, field: String, value: String, reason: String, raw: [UInt8]) {
        self.file = file
        self.line = line
        self.field = field
        self.value = value
        self.reason = reason
        self.raw = raw
    }
}

/// An effect that waits to be delivered.
package struct WaitingEffect: Sendable {
    package let shard: Int16
    package let outboxID: Int64
    package let topic: String
    package let effectKey: String
    package let body: [UInt8]
    package let attempts: Int32
}

/// Counts for a status screen.
package struct StoreStatus: Hashable, Sendable {
    package let events: Int64
    package let assessments: Int64
    package let openCases: Int64
    package let participants: Int64
    package let evidenceEntries: Int64
    package let checkpointSize: Int64?
    package let waitingEffects: Int64
}

extension Store {
    package func beginRun(source: String, at: Instant) async throws(StoreError) -> Int64 {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                "INSERT INTO ingest_run (started_us, source) VALUES (\(at.microseconds), \(source)) RETURNING run_id",
                "beginning a run"
            ).int(0, 0)
        }
    }

    /// Stores the counts of a run, its rejects and its findings (code, path, count), and that it ended.
    package func finishRun(
        _ runID: Int64, counts: IngestCounts, rejects: [RejectRow], findings: [IngestFinding], at: Instant
    ) async throws(StoreError) {
        try await pool.withTransaction { (session) throws(StoreError) in
            // A run that is ended already was ended by this call before its answer was lost.
            let ended = try session.execute(
                """
                UPDATE ingest_run SET finished_us = \(at.microseconds), read = \(counts.read), accepted = \(counts.accepted),
                  duplicate = \(counts.duplicate), revised = \(counts.revised), rejected = \(counts.rejected)
                WHERE run_id = \(runID) AND finished_us IS NULL
                """, "ending a run")
            if ended == 0 { return }
            var buffer = CopyBuffer(columns: 8)
            for (index, reject) in rejects.enumerated() {
                buffer.beginRow()
                buffer.int64(runID)
                buffer.int64(Int64(index + 1))
                buffer.text(reject.file)
                buffer.int64(reject.line)
                buffer.text(reject.field)
                buffer.text(reject.value)
                buffer.text(reject.reason)
                buffer.data(reject.raw)
            }
            try session.copy(buffer, into: "ingest_reject")
            try session.execute(
                """
                INSERT INTO ingest_finding (run_id, code, path, count)
                SELECT \(runID), * FROM unnest(\(findings.map(\.code))::text[], \(findings.map(\.path))::text[],
                  \(findings.map(\.count))::bigint[])
                """, "writing findings")
        }
    }

    /// The newest runs first.
    package func runs(limit: Int = 20) async throws(StoreError) -> [StoredIngestRun] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT run_id, started_us, finished_us, source, accepted, duplicate, revised, rejected FROM ingest_run
                ORDER BY run_id DESC LIMIT \(limit)
                """, "reading runs"
            ).map { (rows, row) throws(StoreError) in
                var counts = IngestCounts()
                counts.accepted = try rows.int(row, 4)
                counts.duplicate = try rows.int(row, 5)
                counts.revised = try rows.int(row, 6)
                counts.rejected = try rows.int(row, 7)
                return StoredIngestRun(
                    runID: try rows.int(row, 0), startedAt: Instant(microseconds: try rows.int(row, 1)),
                    finishedAt: try rows.optionalInt(row, 2).map(Instant.init(microseconds:)),
                    source: try rows.text(row, 3),
                    counts: counts)
            }
        }
    }

    // MARK: Outbox

    /// Takes effects of a topic that are due, pushes their next attempt away, and returns them: at least once, never two workers.
    ///
    /// - Parameter prefix: how their keys begin.
    package func claimEffects(
        topic: String, prefix: String = "", limit: Int, now: Instant, retryAfter: TimeSpan
    ) async throws(StoreError) -> [WaitingEffect] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                UPDATE outbox o SET attempts = attempts + 1, next_attempt_us = \((now + retryAfter).microseconds)
                FROM (SELECT shard, outbox_id FROM outbox WHERE delivered_us IS NULL AND next_attempt_us <= \(now.microseconds)
                    AND topic = \(topic) AND starts_with(effect_key, \(prefix))
                  ORDER BY next_attempt_us, outbox_id LIMIT \(limit) FOR UPDATE SKIP LOCKED) d
                WHERE o.shard = d.shard AND o.outbox_id = d.outbox_id
                RETURNING o.shard, o.outbox_id, o.topic, o.effect_key, o.body, o.attempts
                """, "claiming effects"
            ).map { (rows, row) throws(StoreError) in
                WaitingEffect(
                    shard: Int16(truncatingIfNeeded: try rows.int(row, 0)), outboxID: try rows.int(row, 1),
                    topic: try rows.text(row, 2), effectKey: try rows.text(row, 3), body: try rows.bytes(row, 4),
                    attempts: Int32(clamping: try rows.int(row, 5)))
            }
        }
    }

    /// Lets go of an effect that was claimed and not delivered; from `dueAt` on anybody can claim it.
    package func giveBack(_ effect: WaitingEffect, dueAt: Instant) async throws(StoreError) {
        try await pool.run { (session) throws(StoreError) in
            try session.execute(
                """
                UPDATE outbox SET next_attempt_us = \(dueAt.microseconds)
                WHERE shard = \(Int64(effect.shard))::smallint AND outbox_id = \(effect.outboxID) AND delivered_us IS NULL
                """, "giving an effect back")
            return
        }
    }

    package func markDelivered(_ effect: WaitingEffect, at: Instant) async throws(StoreError) {
        try await pool.run { (session) throws(StoreError) in
            try session.execute(
                """
                UPDATE outbox SET delivered_us = \(at.microseconds)
                WHERE shard = \(Int64(effect.shard))::smallint AND outbox_id = \(effect.outboxID)
                """, "noting a delivery")
            return
        }
    }

    // MARK: Leases

    /// Claims a lease that is free, expired or already ours; nil when another worker holds it. The fence rises with every
    /// change of hands, so that a worker that was paused cannot write after it lost the lease.
    ///
    /// - Parameter replacing: an owner known to be gone, whose time need not be over.
    package func claimLease(
        _ name: String, owner: String, replacing gone: String? = nil, now: Instant, length: TimeSpan
    ) async throws(StoreError) -> Lease? {
        try await pool.run { (session) throws(StoreError) in
            try session.execute("INSERT INTO lease (name) VALUES (\(name)) ON CONFLICT DO NOTHING", "making a lease")
            let rows = try session.query(
                """
                UPDATE lease SET fence = fence + CASE WHEN owner = \(owner) THEN 0 ELSE 1 END, owner = \(owner),
                  expires_us = \((now + length).microseconds)
                WHERE name = (SELECT name FROM lease WHERE name = \(name)
                  AND (owner IS NULL OR owner = \(owner) OR owner = \(gone ?? owner) OR expires_us <= \(now.microseconds))
                  FOR UPDATE SKIP LOCKED)
                RETURNING fence
                """, "claiming a lease")
            return rows.count == 0 ? nil : Lease(name: name, fence: try rows.int(0, 0))
        }
    }

    /// Who holds a lease; nil when nobody does.
    package func leaseOwner(_ name: String) async throws(StoreError) -> String? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery("SELECT owner FROM lease WHERE name = \(name)", "reading a lease")
            return rows.count == 0 ? nil : try rows.optionalText(0, 0)
        }
    }

    /// Whether a lease is still the one that was claimed.
    package func isHeld(_ lease: Lease) async throws(StoreError) -> Bool {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.preparedQuery(
                "SELECT fence FROM lease WHERE name = \(lease.name) AND owner IS NOT NULL", "reading a lease")
            return rows.count == 1 ? try rows.int(0, 0) == lease.fence : false
        }
    }

    package func release(_ lease: Lease) async throws(StoreError) {
        try await pool.run { (session) throws(StoreError) in
            try session.execute(
                "UPDATE lease SET owner = NULL, expires_us = 0 WHERE name = \(lease.name) AND fence = \(lease.fence)",
                "releasing a lease")
            return
        }
    }

    package func status() async throws(StoreError) -> StoreStatus {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT (SELECT count(*) FROM event_key), (SELECT coalesce(sum(assessment_revision), 0)::bigint FROM event_key),
                  (SELECT count(*) FROM case_file WHERE state <> 'closed'),
                  (SELECT count(*) FROM participant WHERE superseded_us IS NULL),
                  (SELECT coalesce(max(size), 0) FROM evidence_tree WHERE log_id = 1),
                  (SELECT max(size) FROM evidence_checkpoint WHERE log_id = 1),
                  (SELECT count(*) FROM outbox WHERE delivered_us IS NULL)
                """, "reading the status")
            return StoreStatus(
                events: try rows.int(0, 0), assessments: try rows.int(0, 1), openCases: try rows.int(0, 2),
                participants: try rows.int(0, 3), evidenceEntries: try rows.int(0, 4),
                checkpointSize: try rows.optionalInt(0, 5), waitingEffects: try rows.int(0, 6))
        }
    }
}

/// How often a finding was made in a run.
package struct IngestFinding: Hashable, Sendable {
    package let code: String
    package let path: String
    package let count: Int64

    package init(code: String, path: String, count: Int64) {
        self.code = code
        self.path = path
        self.count = count
    }
}
