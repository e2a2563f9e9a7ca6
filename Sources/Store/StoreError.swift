/// What went wrong between Amplomb and PostgreSQL. `description` holds no data of the rows concerned; the server's own
/// words, which may, are in `debugDescription` alone.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The closed set of reasons.
    package enum Code: String, Sendable {
        /// No server at the given place, or it refused the login.
        case connectionFailed
        /// The connection broke; whether an open commit took place is unknown until it is looked up.
        case connectionLost
        /// The server refused a statement; `sqlState` says why.
        case statementFailed
        /// Another writer was first: look the keys up again and repeat the batch.
        case conflict
        /// Other content under the same (log, kind, record, revision).
        case evidenceConflict
        /// A migration that is recorded differs from the one of this program.
        case migrationChanged
        /// The database was migrated by a newer program.
        case schemaTooNew
        /// The server is older than PostgreSQL 15.
        case serverTooOld
        /// A value came back, or was given, in a form that the statement does not have.
        case badValue
        /// Tree heads, tiles and entries of an evidence log do not belong together.
        case brokenLog
        /// The lease was lost to another worker.
        case fenceLost
        /// The pool is closed.
        case closed
    }

    package let code: Code
    /// Five characters of SQLSTATE, where the server gave one.
    package let sqlState: String?
    /// What was being done, in our own words.
    package let context: String
    /// The server's words. May hold personal data: never logged, never shown.
    package let serverMessage: String

    package init(_ code: Code, _ context: String, sqlState: String? = nil, serverMessage: String = "") {
        self.code = code
        self.context = context
        self.sqlState = sqlState
        self.serverMessage = serverMessage
    }

    /// The same work may succeed when it is repeated from its lookup on.
    package var isRetryable: Bool {
        switch code {
        case .conflict, .connectionLost, .connectionFailed, .fenceLost: return true
        case .statementFailed: break
        default: return false
        }
        guard let sqlState else { return false }
        return ["40001", "40P01", "55P03", "57P01", "57P02", "57P03", "23505"].contains(sqlState)
            || sqlState.hasPrefix("08")
    }

    /// The disk of the server is full (SQLSTATE 53100).
    package var isDiskFull: Bool { sqlState == "53100" }

    package var description: String {
        let state = sqlState.map { " (SQLSTATE \($0))" } ?? ""
        return switch code {
        case .connectionFailed: "the database cannot be reached\(state): \(context)"
        case .connectionLost: "the connection to the database was lost\(state): \(context)"
        case .statementFailed: "the database refused a statement\(state): \(context)"
        case .conflict: "another writer was first\(state): \(context)"
        case .evidenceConflict: "other evidence stands under the same record and revision: \(context)"
        case .migrationChanged: "the schema was made by another version of a migration: \(context)"
        case .schemaTooNew: "the schema is newer than this program: \(context)"
        case .serverTooOld: "the server is older than PostgreSQL 15: \(context)"
        case .badValue: "a value is not in the expected form: \(context)"
        case .brokenLog: "the evidence log in the database is damaged: \(context)"
        case .fenceLost: "the lease belongs to another worker: \(context)"
        case .closed: "the store is closed: \(context)"
        }
    }

    package var debugDescription: String { "\(description) [\(serverMessage)]" }
}
