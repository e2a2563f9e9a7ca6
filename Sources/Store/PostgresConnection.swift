/// One connection as an actor on a thread of its own, so that blocking on the server blocks nobody else.
package actor PostgresConnection {
    private nonisolated let executor = ThreadExecutor()
    private let connectionString: String
    private let role: String?
    private var session: Session?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameter role: taken after the login where the login is another one.
    package init(_ connectionString: String, role: String? = nil) {
        self.connectionString = connectionString
        self.role = role
    }

    /// Runs `body` with the connection, which is opened when there is none or the last one broke.
    ///
    /// - Throws: what `body` throws; `connectionFailed`.
    package func run<Value: Sendable>(
        _ body: @Sendable (Session) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        let session = try opened()
        do {
            return try body(session)
        } catch {
            if !session.isUsable || session.isInTransaction { self.session = nil }
            throw error
        }
    }

    /// Runs `body` in one transaction.
    package func withTransaction<Value: Sendable>(
        _ body: @Sendable (Session) throws(StoreError) -> Value
    ) throws(StoreError) -> Value {
        try run { (session) throws(StoreError) in try session.transaction(body) }
    }

    package func close() { session = nil }

    private func opened() throws(StoreError) -> Session {
        if let session, session.isUsable { return session }
        let fresh = try Session(connectionString, role: role)
        session = fresh
        return fresh
    }
}
