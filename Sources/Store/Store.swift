import Evidence
import Synchronization

/// Everything that lasts: the event log, assessments, cases, evidence, knowledge and operations, in PostgreSQL.
///
/// The schema is verified, and brought up to date, before anything else happens.
package final class Store: Sendable {
    /// Connections of the working role, never of an administrator.
    package let pool: ConnectionPool
    /// Months whose partitions are known to exist.
    let knownMonths = Mutex<Set<Int32>>([])
    /// The state behind the last tree heads we wrote, by log; used only where it equals the head that is stored.
    let appenders = Mutex<[Int16: LogAppender]>([:])

    /// Where the database is.
    package struct Location: Sendable {
        /// A libpq connection string that may change the schema.
        package let administrator: String
        /// A libpq connection string for work; the role is taken after the login where it differs.
        package let work: String

        package init(administrator: String, work: String) {
            self.administrator = administrator
            self.work = work
        }

        /// A server that the user names (`DATABASE_URL`).
        package init(url: String) { self.init(administrator: url, work: url) }
    }

    private init(pool: ConnectionPool) { self.pool = pool }

    /// Connects, verifies the schema and applies what is missing of it.
    ///
    /// - Parameter connections: at most this many at a time.
    /// - Throws: `connectionFailed`, `serverTooOld`, `migrationChanged`, `schemaTooNew`, `statementFailed`.
    package static func open(
        _ location: Location, role: String = "amplomb_engine", connections: Int = 4, migrator: Migrator = Migrator()
    ) async throws(StoreError) -> Store {
        let pool = ConnectionPool(location.work, role: role, limit: connections)
        // The usual case needs no administrator: the working role may read the version.
        if let status = try? await pool.run({ (session) throws(StoreError) in try migrator.verify(session) }),
            status.pending == 0
        {
            return Store(pool: pool)
        }
        let administrator = PostgresConnection(location.administrator)
        try await administrator.run { (session) throws(StoreError) in try migrator.migrate(session) }
        await administrator.close()
        _ = try await pool.run { (session) throws(StoreError) in try migrator.verify(session) }
        return Store(pool: pool)
    }

    package func close() async { await pool.close() }

    /// Makes the monthly partitions of events at these instants, as far as they are not known to exist.
    func ensurePartitions(for instants: some Sequence<Int64>) async throws(StoreError) {
        var months: Set<Int32> = []
        for microseconds in instants { months.insert(monthsSinceEpoch(microseconds)) }
        let missing = knownMonths.withLock { months.subtracting($0) }
        if missing.isEmpty { return }
        let sorted = missing.sorted().map { Int64($0) }
        try await pool.run { (session) throws(StoreError) in
            _ = try session.query("SELECT ensure_partitions(\(sorted)::integer[])", "making monthly partitions")
        }
        knownMonths.withLock { $0.formUnion(missing) }
    }
}
