package import Domain
package import Evidence

/// An order to remove an entry in full, as it is stored.
package struct StoredEnvelopeOrder: Sendable {
    package let number: Int64
    /// Place of the entry in the log.
    package let index: UInt64
    package let leafHash: Hash32
    /// Court and reference; it stands in the log for ever.
    package let authority: String
    package let reason: String
    package let author: String
    package let orderedAt: Instant
    package let expiresAt: Instant
    package let finishedAt: Instant?
    /// Persons whose approval counts, in the order in which they gave it.
    package let approvers: [String]

    package var id: String { "O-\(number)" }
}

/// What an order is about, before it has a number.
package struct NewEnvelopeOrder: Sendable {
    package let index: UInt64
    package let leafHash: Hash32
    package let authority: String
    package let reason: String
    package let author: String
    package let orderedAt: Instant
    package let expiresAt: Instant

    package init(
        index: UInt64, leafHash: Hash32, authority: String, reason: String, author: String, orderedAt: Instant,
        expiresAt: Instant
    ) {
        self.index = index
        self.leafHash = leafHash
        self.authority = authority
        self.reason = reason
        self.author = author
        self.orderedAt = orderedAt
        self.expiresAt = expiresAt
    }
}

extension Store {
    /// Registers an order for approval and returns its number.
    package func add(_ order: NewEnvelopeOrder) async throws(StoreError) -> Int64 {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                INSERT INTO envelope_order (idx, leaf_hash, authority, reason, author, ordered_us, expires_us)
                VALUES (\(Int64(clamping: order.index)), \(order.leafHash.bytes),
                  \(order.authority), \(order.reason), \(order.author), \(order.orderedAt.microseconds),
                  \(order.expiresAt.microseconds))
                RETURNING order_id
                """, "registering an order"
            ).int(0, 0)
        }
    }

    /// All orders, the oldest first: there are few.
    package func envelopeOrders() async throws(StoreError) -> [StoredEnvelopeOrder] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT order_id, idx, leaf_hash, authority, reason, author, ordered_us, expires_us, finished_us,
                  ARRAY(SELECT envelope_approvers FROM envelope_approvers(order_id))
                FROM envelope_order ORDER BY order_id
                """, "reading orders"
            ).map { (rows, row) throws(StoreError) in
                StoredEnvelopeOrder(
                    number: try rows.int(row, 0), index: UInt64(clamping: try rows.int(row, 1)),
                    leafHash: try rows.hash(row, 2), authority: try rows.text(row, 3), reason: try rows.text(row, 4),
                    author: try rows.text(row, 5), orderedAt: Instant(microseconds: try rows.int(row, 6)),
                    expiresAt: Instant(microseconds: try rows.int(row, 7)),
                    finishedAt: try rows.optionalInt(row, 8).map(Instant.init(microseconds:)),
                    approvers: try rows.texts(row, 9))
            }
        }
    }

    /// Notes an approval, as the person who is signed in. Again by the same person is a no-op.
    ///
    /// - Returns: whether it is new.
    package func approveOrder(
        _ number: Int64, by person: String, reason: String, at now: Instant
    ) async throws(StoreError) -> Bool {
        try await pool.withTransaction { (session) throws(StoreError) in
            _ = try session.query("SELECT set_config('amplomb.person', \(person), true)", "naming the approver")
            return try session.execute(
                """
                INSERT INTO envelope_approval (order_id, person, reason, approved_us)
                VALUES (\(number), \(person), \(reason), \(now.microseconds)) ON CONFLICT DO NOTHING
                """, "approving an order") == 1
        }
    }

    /// Removes the entry of an approved order and appends the statement of it, in one transaction.
    ///
    /// - Parameters:
    ///   - connection: of the role `amplomb_purger`, which alone may.
    ///   - seal: makes the statement from the parts that went with the envelope.
    /// - Returns: the parts that went, and the head of the log behind the statement.
    /// - Throws: `statementFailed` with SQLSTATE AM002 and the reason in the server's words when it is refused.
    package func removeEnvelope(
        order number: Int64, at now: Instant, on connection: PostgresConnection,
        seal: @escaping @Sendable (PartRanges) throws(StoreError) -> SealedEnvelope
    ) async throws(StoreError) -> PurgedChunk {
        try await connection.run { (session) throws(StoreError) in
            try prepareEvidenceStaging(session)
            return try session.transaction { (session) throws(StoreError) in
                let rows = try session.query(
                    "SELECT idx, field_group FROM envelope_remove(\(number), \(now.microseconds))",
                    "removing an entry")
                var parts = PartRanges()
                for row in 0..<rows.count {
                    guard let name = try rows.optionalText(row, 1) else { continue }
                    guard let group = FieldGroup(rawValue: name) else {
                        throw StoreError(.badValue, "an unknown field group was removed")
                    }
                    parts.insert(UInt64(clamping: try rows.int(row, 0)), group)
                }
                let batch = try session.query("SELECT nextval('batch_id')", "numbering the batch").int(0, 0)
                let head = try self.appendEvidence([try seal(parts)], log: Store.mainLog, batchID: batch, session)
                return PurgedChunk(parts: parts, evidence: head)
            }
        }
    }
}
