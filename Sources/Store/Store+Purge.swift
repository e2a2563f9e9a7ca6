package import Domain
package import Evidence

extension Store {
    // MARK: Plans

    /// Registers a plan for approval; the same plan that is registered, unfinished and not expired, is found again.
    ///
    /// - Returns: its number, and whether it is new.
    package func register(
        _ plan: RetentionPlan, author: String, at now: Instant, expires: Instant
    ) async throws(StoreError) -> (id: Int64, isNew: Bool) {
        let spans = plan.ranges.spans.flatMap { group, list in list.map { (group, $0) } }
        return try await pool.withTransaction { (session) throws(StoreError) in
            _ = try session.query("SELECT pg_advisory_xact_lock(hashtext('amplomb.retention'))", "locking the plans")
            let known = try session.query(
                """
                SELECT plan_id FROM retention_plan
                WHERE plan_hash = \(plan.hash.bytes) AND finished_us IS NULL AND expires_us > \(now.microseconds)
                """, "looking for a plan")
            if known.count > 0 { return (try known.int(0, 0), false) }
            let id = try session.query(
                """
                INSERT INTO retention_plan (plan_hash, rule_hash, on_date, author, planned_us, expires_us, scope, legal_basis,
                  parts)
                VALUES (\(plan.hash.bytes), \(plan.rulesHash.bytes), \(plan.on.description)::text::date, \(author),
                  \(now.microseconds), \(expires.microseconds), \(String(decoding: plan.scope.json, as: UTF8.self)),
                  \(plan.legalBasis), \(Int64(clamping: plan.parts)))
                RETURNING plan_id
                """, "registering a plan"
            ).int(0, 0)
            var buffer = CopyBuffer(columns: 5, expectedBytes: spans.count * 60)
            for (group, span) in spans {
                buffer.beginRow()
                buffer.int64(id)
                buffer.int16(Store.mainLog)
                buffer.text(group.rawValue)
                buffer.int64(Int64(clamping: span.lowerBound))
                buffer.int64(Int64(clamping: span.upperBound))
            }
            try session.copy(buffer, into: "retention_plan_range")
            return (id, true)
        }
    }

    /// The newest registered plan of a hash.
    package func retentionPlan(_ hash: Hash32) async throws(StoreError) -> StoredRetentionPlan? {
        try await retentionPlans("plan_hash = \(hash.bytes)").last
    }

    /// Plans that are neither finished nor expired, the oldest first.
    package func openRetentionPlans(at now: Instant) async throws(StoreError) -> [StoredRetentionPlan] {
        try await retentionPlans("finished_us IS NULL AND expires_us > \(now.microseconds)")
    }

    private func retentionPlans(_ condition: SQL) async throws(StoreError) -> [StoredRetentionPlan] {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT plan_id, plan_hash, rule_hash, on_date - '1970-01-01'::date, scope, legal_basis, author, planned_us,
                  expires_us, finished_us, done_to,
                  ARRAY(SELECT retention_approvers FROM retention_approvers(plan_id))
                FROM retention_plan WHERE \(condition) ORDER BY plan_id
                """, "reading plans")
            return try rows.map { (rows, row) throws(StoreError) in
                let id = try rows.int(row, 0)
                guard let scope = RetentionScope(json: Array(try rows.text(row, 4).utf8)) else {
                    throw StoreError(.badValue, "the scope of retention plan \(id) cannot be read")
                }
                return StoredRetentionPlan(
                    id: id, hash: try rows.hash(row, 1), rulesHash: try rows.hash(row, 2),
                    on: CivilDate(daysSinceEpoch: Int32(clamping: try rows.int(row, 3))), scope: scope,
                    legalBasis: try rows.text(row, 5), author: try rows.text(row, 6),
                    plannedAt: Instant(microseconds: try rows.int(row, 7)),
                    expiresAt: Instant(microseconds: try rows.int(row, 8)),
                    finishedAt: try rows.optionalInt(row, 9).map(Instant.init(microseconds:)),
                    doneTo: UInt64(clamping: try rows.int(row, 10)), ranges: try readRanges(id, session),
                    approvers: try rows.texts(row, 11))
            }
        }
    }

    /// Notes an approval, as the person who is signed in. Again by the same person is a no-op.
    ///
    /// - Returns: whether it is new.
    package func approveRetention(
        plan: Int64, by person: String, reason: String, at now: Instant
    ) async throws(StoreError) -> Bool {
        try await pool.withTransaction { (session) throws(StoreError) in
            _ = try session.query("SELECT set_config('amplomb.person', \(person), true)", "naming the approver")
            return try session.execute(
                """
                INSERT INTO retention_approval (plan_id, person, reason, approved_us)
                VALUES (\(plan), \(person), \(reason), \(now.microseconds)) ON CONFLICT DO NOTHING
                """, "approving a plan") == 1
        }
    }

    // MARK: Purge

    /// Deletes the parts of a plan from where it stopped up to an index and appends the statement of it, in one transaction.
    ///
    /// - Parameters:
    ///   - seen: how long the log was when the plan was last computed: a date that was stated since is not in it.
    ///   - connection: of the role `amplomb_purger`, which alone may.
    ///   - seal: makes the statement from the parts that went.
    /// - Throws: `conflict` where a date was stated behind `seen`; `statementFailed` with SQLSTATE AM002 and the reason in the
    ///   server's words when it is refused.
    package func purge(
        plan: Int64, to end: UInt64, rules: Hash32, seen: UInt64, at now: Instant, on connection: PostgresConnection,
        seal: @escaping @Sendable (PartRanges) throws(StoreError) -> SealedEnvelope
    ) async throws(StoreError) -> PurgedChunk {
        try await connection.run { (session) throws(StoreError) in
            try prepareEvidenceStaging(session)
            return try session.transaction { (session) throws(StoreError) in
                let rows = try session.query(
                    """
                    SELECT idx, field_group FROM purge_apply(\(plan), \(rules.bytes), \(now.microseconds),
                      \(Int64(clamping: end)))
                    """, "purging")
                var parts = PartRanges()
                for row in 0..<rows.count {
                    guard let group = FieldGroup(rawValue: try rows.text(row, 1)) else {
                        throw StoreError(.badValue, "an unknown field group was purged")
                    }
                    parts.insert(UInt64(clamping: try rows.int(row, 0)), group)
                }
                if parts.isEmpty { return PurgedChunk(parts: parts, evidence: nil) }
                let statement = try seal(parts)
                let batch = try session.query("SELECT nextval('batch_id')", "numbering the batch").int(0, 0)
                let head = try self.appendEvidence([statement], log: Store.mainLog, batchID: batch, session)
                // Under the log's lock: whatever is stated from now on stands behind this purge.
                let stated = try session.query(
                    """
                    SELECT idx FROM evidence_entry WHERE log_id = \(Int64(Store.mainLog))::smallint AND kind = 'date'
                      AND idx >= \(Int64(clamping: seen)) LIMIT 1
                    """, "looking for dates that were stated meanwhile")
                if stated.count > 0 { throw StoreError(.conflict, "entry \(try stated.int(0, 0)) states a date") }
                return PurgedChunk(parts: parts, evidence: head)
            }
        }
    }
}

private func readRanges(_ plan: Int64, _ session: Session) throws(StoreError) -> PartRanges {
    let rows = try session.query(
        """
        SELECT field_group, from_idx, to_idx FROM retention_plan_range
        WHERE log_id = \(Int64(Store.mainLog))::smallint AND plan_id = \(plan) ORDER BY field_group, from_idx
        """, "reading a plan's ranges")
    var spans: [FieldGroup: [Range<UInt64>]] = [:]
    for row in 0..<rows.count {
        guard let group = FieldGroup(rawValue: try rows.text(row, 0)) else { continue }
        spans[group, default: []].append(
            UInt64(clamping: try rows.int(row, 1))..<UInt64(clamping: try rows.int(row, 2)))
    }
    return PartRanges(spans)
}
