import Synchronization

/// A few connections, opened when they are needed and lent one caller at a time, first come first served.
package final class ConnectionPool: Sendable {
    private struct State {
        var idle: [PostgresConnection] = []
        var made = 0
        var waiting: [CheckedContinuation<PostgresConnection?, Never>] = []
        var isClosed = false
    }

    private enum Lent {
        case connection(PostgresConnection)
        case wait, closed
    }

    private let state = Mutex(State())
    private let connectionString: String
    private let role: String?
    private let limit: Int

    package init(_ connectionString: String, role: String?, limit: Int) {
        self.connectionString = connectionString
        self.role = role
        self.limit = max(1, limit)
    }

    /// Runs `body` on the thread of one connection.
    package func run<Value: Sendable>(
        _ body: @Sendable (Session) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        let connection = try await borrow()
        do {
            let value = try await connection.run(body)
            give(connection)
            return value
        } catch {
            give(connection)
            throw error
        }
    }

    /// Runs `body` in one transaction.
    package func withTransaction<Value: Sendable>(
        _ body: @Sendable (Session) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await run { (session) throws(StoreError) in try session.transaction(body) }
    }

    /// Lends nothing more, and closes each connection when it comes back.
    package func close() async {
        let (idle, waiting) = state.withLock { state in
            state.isClosed = true
            defer {
                state.idle = []
                state.waiting = []
            }
            return (state.idle, state.waiting)
        }
        for continuation in waiting { continuation.resume(returning: nil) }
        for connection in idle { await connection.close() }
    }

    private func borrow() async throws(StoreError) -> PostgresConnection {
        let first = state.withLock { state in take(&state) }
        switch first {
        case .connection(let connection): return connection
        case .closed: throw StoreError(.closed, "a connection was asked for")
        case .wait: break
        }
        let lent = await withCheckedContinuation { continuation in
            let now = state.withLock { state in
                let lent = take(&state)
                if case .wait = lent { state.waiting.append(continuation) }
                return lent
            }
            switch now {
            case .connection(let connection): continuation.resume(returning: connection)
            case .closed: continuation.resume(returning: nil)
            case .wait: break
            }
        }
        guard let lent else { throw StoreError(.closed, "a connection was asked for") }
        return lent
    }

    private func take(_ state: inout State) -> Lent {
        if state.isClosed { return .closed }
        if let connection = state.idle.popLast() { return .connection(connection) }
        guard state.made < limit else { return .wait }
        state.made += 1
        return .connection(PostgresConnection(connectionString, role: role))
    }

    private func give(_ connection: PostgresConnection) {
        let next = state.withLock { state -> CheckedContinuation<PostgresConnection?, Never>? in
            if state.isClosed { return nil }
            if !state.waiting.isEmpty { return state.waiting.removeFirst() }
            state.idle.append(connection)
            return nil
        }
        next?.resume(returning: connection)
    }
}
