import Domain
package import Evidence

extension Store {
    /// The pseudonyms of natural keys: those that are stored, else the candidates, which are kept for ever.
    ///
    /// - Parameter candidates: a fresh random pseudonym for each name, used where the name has none yet.
    package func aliases(of candidates: [String: Pseudonym]) async throws(StoreError) -> [String: Pseudonym] {
        if candidates.isEmpty { return [:] }
        let names = candidates.keys.sorted()
        let shards = names.map { shardOf($0) }
        let fresh = names.map { candidates[$0]?.bytes ?? [] }
        return try await pool.run { (session) throws(StoreError) in
            var found = try readAliases(session, names, shards)
            let missing = names.indices.filter { found[names[$0]] == nil }
            if missing.isEmpty { return found }
            _ = try session.preparedQuery(
                """
                INSERT INTO subject_alias (shard, natural_key, alias)
                SELECT * FROM unnest(\(missing.map { shards[$0] })::smallint[], \(missing.map { names[$0] })::text[],
                  \(missing.map { fresh[$0] })::bytea[])
                ON CONFLICT (shard, natural_key) DO NOTHING
                """, "writing aliases")
            // Another writer may have been first: what is stored counts.
            found.merge(
                try readAliases(session, missing.map { names[$0] }, missing.map { shards[$0] }),
                uniquingKeysWith: { first, _ in first })
            return found
        }
    }

    /// The natural key behind a pseudonym; nil when it is unknown or was erased.
    package func naturalKey(of alias: Pseudonym) async throws(StoreError) -> String? {
        try await pool.run { (session) throws(StoreError) in
            let rows = try session.query(
                "SELECT natural_key FROM subject_alias WHERE alias = \(alias.bytes)", "reading an alias")
            return rows.count == 0 ? nil : try rows.text(0, 0)
        }
    }
}

private func readAliases(_ session: Session, _ names: [String], _ shards: [Int16]) throws(StoreError) -> [String:
    Pseudonym]
{
    let rows = try session.preparedQuery(
        """
        SELECT a.natural_key, a.alias FROM unnest(\(shards)::smallint[], \(names)::text[]) q (shard, natural_key)
        JOIN subject_alias a ON a.shard = q.shard AND a.natural_key = q.natural_key
        """, "reading aliases")
    var found: [String: Pseudonym] = [:]
    found.reserveCapacity(rows.count)
    for row in 0..<rows.count {
        guard let alias = Pseudonym(try rows.bytes(row, 1)) else {
            throw StoreError(.badValue, "an alias is not 16 bytes")
        }
        found[try rows.text(row, 0)] = alias
    }
    return found
}
