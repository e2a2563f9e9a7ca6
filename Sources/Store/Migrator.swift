import Formats

/// Brings the schema up to this program's version, and refuses one that was made differently.
package struct Migrator: Sendable {
    let steps: [Migration]

    package init(_ steps: [Migration] = Migration.all) { self.steps = steps }

    /// How the recorded steps compare with ours.
    package struct Status: Hashable, Sendable {
        package let applied: Int
        package let pending: Int
    }

    /// Compares what is recorded with our steps, changing nothing.
    ///
    /// - Throws: `migrationChanged` for other text under a number, `schemaTooNew` for a number we do not have.
    package func verify(_ session: Session) throws(StoreError) -> Status {
        let exists = try session.query(
            "SELECT to_regclass('amplomb.schema_migration') IS NOT NULL", "looking for the schema")
        guard try exists.bool(0, 0) else { return Status(applied: 0, pending: steps.count) }
        let rows = try session.query(
            "SELECT number, name, sha256 FROM amplomb.schema_migration ORDER BY number", "reading the schema's version")
        for row in 0..<rows.count {
            let number = Int(try rows.int(row, 0))
            guard row < steps.count, steps[row].number >= number else {
                throw StoreError(
                    .schemaTooNew, "it has step \(number), this program ends with \(steps.last?.number ?? 0)")
            }
            guard steps[row].number == number, try rows.bytes(row, 2) == Migrator.hash(steps[row]) else {
                throw StoreError(.migrationChanged, "step \(number) (\(steps[row].name)) has another text")
            }
        }
        return Status(applied: rows.count, pending: steps.count - rows.count)
    }

    /// Applies what is missing, one transaction a step, under a lock that keeps a second program out.
    package func migrate(_ session: Session) throws(StoreError) {
        _ = try session.query("SELECT pg_advisory_lock(hashtext('amplomb.migrate'))", "waiting for another migration")
        defer { _ = try? session.query("SELECT pg_advisory_unlock(hashtext('amplomb.migrate'))") }
        try session.script(
            """
            CREATE SCHEMA IF NOT EXISTS amplomb;
            CREATE TABLE IF NOT EXISTS amplomb.schema_migration (
              number integer PRIMARY KEY,
              name text NOT NULL,
              sha256 bytea NOT NULL CHECK (length(sha256) = 32),
              applied_at timestamptz NOT NULL DEFAULT now()
            )
            """, "making the table of migrations")
        let status = try verify(session)
        for step in steps.dropFirst(status.applied) { try apply(step, session) }
    }

    /// Roles belong to the whole server, so that another database's migration may touch them at the same moment: then the
    /// step, which is one transaction, is repeated.
    private func apply(_ step: Migration, _ session: Session) throws(StoreError) {
        for attempt in 1... {
            do {
                return try session.transaction { (session) throws(StoreError) in
                    try session.script(step.text, "migration \(step.number) (\(step.name))")
                    try session.script("RESET ROLE", "migration \(step.number)")
                    try session.execute(
                        """
                        INSERT INTO amplomb.schema_migration (number, name, sha256)
                        VALUES (\(step.number), \(step.name), \(Migrator.hash(step)))
                        """, "recording migration \(step.number)")
                }
            } catch {
                // Concurrent update of a shared catalogue, or the same role made twice.
                guard let state = error.sqlState, ["XX000", "23505", "42710"].contains(state), attempt < 50 else {
                    throw error
                }
                _ = try session.query("SELECT pg_sleep(0.05)", "waiting for another migration")
            }
        }
    }

    package static func hash(_ step: Migration) -> [UInt8] { SHA256Hasher.hash(Array(step.text.utf8)) }
}
