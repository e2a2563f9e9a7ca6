package import Domain
package import Evidence

/// Where the working tables hold the same data as a part, and who stands behind its record.
package struct StoredPartOrigin: Sendable {
    package let source: PartSource?
    package let parties: RecordParties?
}

extension Store {
    /// Where a part comes from; nil when its payload is gone.
    package func partOrigin(of entry: Hash32, _ group: FieldGroup) async throws(StoreError) -> StoredPartOrigin? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                """
                SELECT source_shard, source_number, legal_entity, owner, participant, counterparty FROM retention_source
                WHERE log_id = 1 AND entry_id = \(entry.bytes) AND field_group = \(group.rawValue)
                """, "reading a part")
            if rows.count == 0 { return nil }
            var source: PartSource?
            if let shard = try rows.optionalInt(0, 0), let number = try rows.optionalInt(0, 1) {
                source = PartSource(shard: Int16(clamping: shard), number: number)
            }
            return StoredPartOrigin(source: source, parties: try rows.parties(0, 2))
        }
    }

    /// The aliases under which things about a participant are kept now: its own, and that of cases about it.
    ///
    /// - Parameter id: as the register compares it.
    package func aliases(ofParticipant id: String) async throws(StoreError) -> [Pseudonym] {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                "SELECT DISTINCT alias FROM participant_alias WHERE id = \(id) ORDER BY alias",
                "reading the aliases of a participant")
            var aliases: [Pseudonym] = []
            for row in 0..<rows.count {
                guard let alias = Pseudonym(try rows.bytes(row, 0)) else {
                    throw StoreError(.badValue, "an alias is not 16 bytes")
                }
                aliases.append(alias)
            }
            return aliases
        }
    }

    /// The participants of all times of which a record is left, with the records that cases are about.
    ///
    /// - Parameter entities: countries of the obliged legal entities.
    package func retentionRegister(
        entities: [LegalEntityID: Country]
    ) async throws(StoreError) -> RetentionRegister {
        try await pool.run { (session) throws(StoreError) in
            var register = RetentionRegister(entities: entities)
            try readParticipants(into: &register, session)
            if !register.isEmpty { try readAliases(into: &register, session) }
            try readCases(into: &register, session)
            return register
        }
    }
}

private func readParticipants(into register: inout RetentionRegister, _ session: Session) throws(StoreError) {
    let people = try session.query(
        """
        SELECT participant_id, country FROM participant UNION SELECT participant_id, country FROM past_participant
        ORDER BY 1, 2
        """, "reading the register")
    for row in 0..<people.count {
        register.add(Country(alpha2: try people.text(row, 1)), of: try people.text(row, 0))
    }
    let parties = try session.query(
        """
        SELECT party, participant_id FROM participant_party
        UNION SELECT party, participant_id FROM past_participant WHERE party <> '' ORDER BY 1, 2
        """, "reading the parties of the register")
    for row in 0..<parties.count { register.add(party: try parties.text(row, 0), of: try parties.text(row, 1)) }
}

private func readAliases(into register: inout RetentionRegister, _ session: Session) throws(StoreError) {
    // That of the participant's own record first, then that of cases about it.
    for prefix in ["participant:", "case:participant:"] {
        let rows = try session.query(
            """
            SELECT natural_key, alias FROM subject_alias
            WHERE natural_key >= \(prefix) AND natural_key < \("\(prefix.dropLast());") ORDER BY natural_key
            """, "reading aliases")
        for row in 0..<rows.count {
            guard let alias = Pseudonym(try rows.bytes(row, 1)) else { continue }
            register.add(alias, of: String(try rows.text(row, 0).dropFirst(prefix.count)))
        }
    }
}

/// A record that was corrected may have named others before: every decision about it tells whom, as in `participant_hold`.
private func readCases(into register: inout RetentionRegister, _ session: Session) throws(StoreError) {
    let rows = try session.query(
        """
        SELECT DISTINCT i.shard, i.number, k.legal_entity, k.owner_country || '*' || k.owner_party,
          CASE k.kind WHEN 'participant' THEN k.id ELSE o.participant_id END, s.counterparty, a.country
        FROM (
          SELECT DISTINCT f.shard, f.number, i.event_shard, i.event_key_id
          FROM case_item i JOIN case_file f ON f.shard = i.shard AND f.case_id = i.case_id) i
        JOIN event_key k ON k.shard = i.event_shard AND k.key_id = i.event_key_id
        LEFT JOIN payout o ON k.kind = 'payout' AND o.shard = k.shard AND o.key_id = k.key_id
        LEFT JOIN assessment a ON a.shard = k.shard AND a.key_id = k.key_id
        LEFT JOIN retention_source s ON s.log_id = 1 AND s.entry_id = a.entry_id AND s.field_group = 'decision'
        ORDER BY 1, 2, 3, 4, 5, 6, 7
        """, "reading the records of cases")
    for row in 0..<rows.count {
        register.add(
            try rows.parties(row, 2) ?? RecordParties(),
            try rows.optionalText(row, 6).flatMap { Country(alpha2: $0) },
            ofCase: PartSource(shard: Int16(clamping: try rows.int(row, 0)), number: try rows.int(row, 1)))
    }
}

extension Rows {
    /// Legal entity, owner, participant and counterparty from four columns on; nil for what is not about one event.
    fileprivate borrowing func parties(_ row: Int, _ column: Int) throws(StoreError) -> RecordParties? {
        guard let owner = try optionalText(row, column + 1) else { return nil }
        return RecordParties(
            entity: try optionalText(row, column).map { LegalEntityID($0) },
            participant: try optionalText(row, column + 2),
            owner: owner, counterparty: try optionalText(row, column + 3))
    }
}
