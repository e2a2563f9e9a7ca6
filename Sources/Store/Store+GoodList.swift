package import Domain

/// A decision of the good-list as it is stored.
package struct StoredGoodListEntry: Sendable {
    package enum State: String, Sendable {
        case proposed, active, revoked
    }

    package let number: Int64
    package let subject: String
    package let list: String
    package let entryID: String
    package let entryHash: Hash32
    package let subjectHash: Hash32
    package let band: String
    package let score: Int32
    package let tablesHash: Hash32
    package let engineHash: Hash32
    package let reason: String
    package let decidedBy: String
    package let decidedAt: Instant
    package let from: Instant
    package let to: Instant
    package let state: State
    package let approvedBy: String?
    package let revokedAt: Instant?
    package let revokedBy: String?
    package let revokeReason: String?
    package let uses: Int64

    package var id: String { "G-\(number)" }
    /// Whether it ever counted: a proposal that nobody approved never did.
    package var wasInForce: Bool { state == .active || (state == .revoked && (band == "review" || approvedBy != nil)) }
}

/// One assessment in which a decision cleared a pair.
package struct StoredGoodListUse: Hashable, Sendable {
    package let event: EventKey
    package let assessmentRevision: Int32
    package let at: Instant
}

extension Store {
    /// The number of the next decision: `G-88` is never given twice.
    package func nextGoodListNumber() async throws(StoreError) -> Int64 {
        try await pool.run { (session) throws(StoreError) in
            try session.query("SELECT nextval('good_list_number')", "numbering a good-list decision").int(0, 0)
        }
    }

    /// Decisions of one subject, or of all, in order of number.
    package func goodList(subject: String? = nil) async throws(StoreError) -> [StoredGoodListEntry] {
        let condition: SQL =
            subject.map { "g.shard = \(Int64(shardOf($0)))::smallint AND g.subject = \($0)" } ?? "true"
        return try await goodList(where: condition)
    }

    package func goodListEntry(_ number: Int64) async throws(StoreError) -> StoredGoodListEntry? {
        try await goodList(where: "g.entry_id = \(number)").first
    }

    private func goodList(where condition: SQL) async throws(StoreError) -> [StoredGoodListEntry] {
        let statement: SQL = """
            SELECT g.entry_id, g.subject, g.list_id, g.list_entry, g.excused_hash, g.subject_hash, g.band, g.match_score,
              g.tables_hash, g.engine_hash, g.reason, g.owner_person, g.decided_us, g.from_us, g.to_us, g.state,
              g.approver_person, g.revoked_us, g.revoked_by, g.revoke_reason,
              (SELECT count(*) FROM good_list_use u WHERE u.shard = g.shard AND u.entry_id = g.entry_id)
            FROM good_list g WHERE \(condition) ORDER BY g.entry_id
            """
        return try await pool.run { (session) throws(StoreError) in
            try session.query(statement, "reading the good-list").map(decodeGoodList)
        }
    }

    /// The assessments in which a decision cleared a pair, the newest first.
    package func goodListUses(_ number: Int64, limit: Int = 200) async throws(StoreError) -> [StoredGoodListUse] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT k.kind, k.owner_country, k.owner_party, k.id, u.assessment_revision, k.at_us
                FROM good_list_use u JOIN event_key k ON k.key_id = u.event_key_id
                WHERE u.entry_id = \(number) ORDER BY k.at_us DESC, k.key_id DESC LIMIT \(limit)
                """, "reading uses of the good-list"
            ).map { (rows, row) throws(StoreError) in
                StoredGoodListUse(
                    event: try rows.eventKey(row, 0), assessmentRevision: Int32(clamping: try rows.int(row, 4)),
                    at: Instant(microseconds: try rows.int(row, 5)))
            }
        }
    }
}

private func decodeGoodList(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> StoredGoodListEntry {
    guard let state = StoredGoodListEntry.State(rawValue: try rows.text(row, 15)) else {
        throw StoreError(.badValue, "the state of a good-list decision")
    }
    return StoredGoodListEntry(
        number: try rows.int(row, 0), subject: try rows.text(row, 1), list: try rows.text(row, 2),
        entryID: try rows.text(row, 3), entryHash: try rows.hash(row, 4), subjectHash: try rows.hash(row, 5),
        band: try rows.text(row, 6), score: Int32(clamping: try rows.int(row, 7)), tablesHash: try rows.hash(row, 8),
        engineHash: try rows.hash(row, 9), reason: try rows.text(row, 10), decidedBy: try rows.text(row, 11),
        decidedAt: Instant(microseconds: try rows.int(row, 12)), from: Instant(microseconds: try rows.int(row, 13)),
        to: Instant(microseconds: try rows.int(row, 14)), state: state, approvedBy: try rows.optionalText(row, 16),
        revokedAt: try rows.optionalInt(row, 17).map(Instant.init(microseconds:)),
        revokedBy: try rows.optionalText(row, 18), revokeReason: try rows.optionalText(row, 19),
        uses: try rows.int(row, 20))
}

/// An open case that stands on an entry of a list.
package struct CaseOnListEntry: Hashable, Sendable {
    package let key: Store.CaseKey
    /// `list:entry`.
    package let listEntry: String
}

extension Store {
    /// Cases that are not closed with an item about one of the entries (`list:entry`), each pair once.
    package func openCases(withListEntries entries: [String]) async throws(StoreError) -> [CaseOnListEntry] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT DISTINCT c.subject_kind, c.subject_id, c.family, i.list_entry
                FROM case_item i JOIN case_file c ON c.shard = i.shard AND c.case_id = i.case_id
                WHERE i.list_entry = ANY (\(entries)::text[]) AND c.state <> 'closed'
                ORDER BY c.subject_kind, c.subject_id, c.family, i.list_entry
                """, "finding cases on list entries"
            ).map { (rows, row) throws(StoreError) in
                CaseOnListEntry(
                    key: CaseKey(
                        subjectKind: try rows.text(row, 0), subjectID: try rows.text(row, 1),
                        family: try rows.text(row, 2)), listEntry: try rows.text(row, 3))
            }
        }
    }
}
