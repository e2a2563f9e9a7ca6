import CPostgreSQL
import Foundation

/// The one owner of a libpq connection; closing it is its end.
private struct ConnectionHandle: ~Copyable {
    let pointer: OpaquePointer

    deinit { PQfinish(pointer) }
}

/// One connection, blocking, for one thread at a time: handed out by `PostgresConnection`, never kept.
package final class Session {
    private let handle: ConnectionHandle
    private var prepared: [String: String] = [:]
    /// Temporary tables that this connection made.
    var stagingTables: Set<String> = []

    private var pointer: OpaquePointer { handle.pointer }

    /// Connects, and takes the role where the login is another one.
    ///
    /// - Parameter connectionString: what libpq takes: `key=value` pairs or a URL.
    /// - Throws: `connectionFailed`, `serverTooOld`.
    package init(_ connectionString: String, role: String? = nil) throws(StoreError) {
        // Later words win over the string's: the database text is always UTF-8.
        let words = ["dbname", "client_encoding", "application_name", "connect_timeout"]
        let values = [connectionString, "UTF8", "amplomb", "10"]
        let connection = withCStrings(words) { words in
            withCStrings(values) { values in PQconnectdbParams(words, values, 1) }
        }
        guard let connection else { throw StoreError(.connectionFailed, "no memory for a connection") }
        handle = ConnectionHandle(pointer: connection)
        guard PQstatus(connection) == CONNECTION_OK else {
            let message = String(cString: PQerrorMessage(connection))
            throw StoreError(.connectionFailed, Session.reason(message), serverMessage: message)
        }
        guard PQserverVersion(connection) >= 150_000 else {
            throw StoreError(.serverTooOld, "its version number is \(PQserverVersion(connection))")
        }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        PQsetErrorVerbosity(connection, PQERRORS_TERSE)
        try script("SET search_path = amplomb, pg_temp; SET client_min_messages = warning; SET TIME ZONE 'UTC'")
        try preferFastCompression()
        if let role, try query("SELECT current_user::text").text(0, 0) != role { try takeRole(role) }
    }

    /// Payloads of some kilobytes are compressed as they are written: LZ4, where the server was built with it, takes a tenth
    /// of the time of PostgreSQL's own method.
    private func preferFastCompression() throws(StoreError) {
        _ = try query(
            """
            SELECT set_config(name, 'lz4', false) FROM pg_settings
            WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
            """, "preparing a connection")
    }

    private func takeRole(_ role: String) throws(StoreError) {
        _ = try query("SELECT set_config('role', \(role), false)")
    }

    /// The part of libpq's message that names no data: where it tried and what the system said.
    private static func reason(_ message: String) -> String {
        for known in [
            "No such file or directory", "Connection refused", "timeout expired", "starting up", "shutting down",
            "recovery mode", "authentication failed", "does not exist", "too many clients", "Permission denied",
        ] where message.contains(known) { return known }
        return "the server did not accept the connection"
    }

    package var isUsable: Bool { PQstatus(pointer) == CONNECTION_OK }
    package var isInTransaction: Bool { PQtransactionStatus(pointer) != PQTRANS_IDLE }

    /// Where tests end the process.
    func reach(_ name: StaticString) {
        #if DEBUG
            Failpoint.reach("\(name)")
        #endif
    }

    /// Where tests cut the connection: before the call of libpq that they name.
    private func aboutToCall() {
        #if DEBUG
            if Failpoint.isReached("libpq") { shutdown(PQsocket(pointer), Int32(SHUT_RDWR)) }
        #endif
    }

    // MARK: Statements

    /// Runs one statement and returns its rows.
    ///
    /// - Throws: `statementFailed` with its SQLSTATE, `connectionLost`.
    package func query(_ sql: SQL, _ context: String = "a query") throws(StoreError) -> Rows {
        aboutToCall()
        let result = withParameters(sql.values) { count, types, values, lengths, formats in
            PQexecParams(pointer, sql.text, count, types, values, lengths, formats, 1)
        }
        return try checked(result, context)
    }

    /// As `query`, with the plan kept for this connection: for statements of every batch.
    package func preparedQuery(_ sql: SQL, _ context: String) throws(StoreError) -> Rows {
        let name: String
        if let known = prepared[sql.text] {
            name = known
        } else {
            name = "s\(prepared.count)"
            let types = sql.values.map(\.typeID)
            aboutToCall()
            let result = PQprepare(pointer, name, sql.text, Int32(types.count), types)
            _ = try checked(result, context)
            prepared[sql.text] = name
        }
        aboutToCall()
        let result = withParameters(sql.values) { count, _, values, lengths, formats in
            PQexecPrepared(pointer, name, count, values, lengths, formats, 1)
        }
        return try checked(result, context)
    }

    /// Runs one statement and returns how many rows it touched.
    @discardableResult
    package func execute(_ sql: SQL, _ context: String = "a statement") throws(StoreError) -> Int {
        let rows = try query(sql, context)
        return rows.affected
    }

    /// Runs several statements that bind nothing: migrations and session settings.
    func script(_ text: String, _ context: String = "a script") throws(StoreError) {
        aboutToCall()
        _ = try checked(PQexec(pointer, text), context)
    }

    /// Runs `body` in a transaction: committed when it returns, undone when it throws.
    ///
    /// - Throws: what `body` throws; `connectionLost` in the commit means that its outcome is unknown.
    package func transaction<Value>(_ body: (Session) throws(StoreError) -> Value) throws(StoreError) -> Value {
        try script("BEGIN", "begin")
        let value: Value
        do {
            value = try body(self)
        } catch {
            if isUsable { try? script("ROLLBACK", "rollback") }
            throw error
        }
        reach("before-commit")
        try script("COMMIT", "commit")
        reach("after-commit")
        return value
    }

    // MARK: COPY

    /// Writes all rows of the buffer into a table.
    ///
    /// - Parameter target: table and columns, `event (shard, key_id)`: part of the program, never outside text.
    package func copy(_ buffer: CopyBuffer, into target: StaticString) throws(StoreError) {
        if buffer.count == 0 { return }
        let context = "writing \(target)"
        aboutToCall()
        let start = PQexec(pointer, "COPY \(target) FROM STDIN (FORMAT binary)")
        guard PQresultStatus(start) == PGRES_COPY_IN else {
            throw failure(start, context)
        }
        PQclear(start)
        var isSent = true
        buffer.bytes.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count, isSent {
                let count = min(1 << 18, bytes.count - offset)
                let part = bytes.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
                aboutToCall()
                isSent = PQputCopyData(pointer, part, Int32(count)) == 1
                offset += count
            }
        }
        let trailer: [CChar] = [-1, -1]
        isSent = isSent && PQputCopyData(pointer, trailer, 2) == 1
        aboutToCall()
        let ended = PQputCopyEnd(pointer, nil) == 1
        try finishCopy(context)
        if !isSent || !ended { throw StoreError(.connectionLost, context) }
    }

    /// Streams the rows of a query that binds nothing. `each` may throw to end it.
    func copyOut(_ query: StaticString, _ each: (inout CopyFields) throws(StoreError) -> Void) throws(StoreError) {
        let context = "reading by copy"
        aboutToCall()
        let start = PQexec(pointer, "COPY (\(query)) TO STDOUT (FORMAT binary)")
        guard PQresultStatus(start) == PGRES_COPY_OUT else { throw failure(start, context) }
        PQclear(start)
        var isFirst = true
        var failed: StoreError?
        while true {
            var buffer: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(pointer, &buffer, 0)
            guard length > 0, let buffer else { break }
            defer { PQfreemem(buffer) }
            // After a failure of ours the rest is read and dropped: the connection stays usable.
            if failed != nil { continue }
            var bytes = UnsafeRawBufferPointer(start: buffer, count: Int(length))
            if isFirst {
                isFirst = false
                bytes = UnsafeRawBufferPointer(rebasing: bytes[19...])
            }
            guard bytes.count >= 2, bytes[0] != 0xff || bytes[1] != 0xff else { continue }
            var fields = CopyFields(bytes)
            do { try each(&fields) } catch { failed = error }
        }
        try finishCopy(context)
        if let failed { throw failed }
    }

    private func finishCopy(_ context: String) throws(StoreError) {
        var failed: StoreError?
        while let result = PQgetResult(pointer) {
            if PQresultStatus(result) == PGRES_COMMAND_OK {
                PQclear(result)
            } else {
                let error = failure(result, context)
                failed = failed ?? error
                if !isUsable { break }
            }
        }
        if let failed { throw failed }
    }

    // MARK: Answers

    private func checked(_ result: OpaquePointer?, _ context: String) throws(StoreError) -> Rows {
        guard let result else { throw StoreError(isUsable ? .statementFailed : .connectionLost, context) }
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK: return Rows(taking: result)
        default: throw failure(result, context)
        }
    }

    private func failure(_ result: OpaquePointer?, _ context: String) -> StoreError {
        defer { PQclear(result) }
        let state = PQresultErrorField(result, 67).map { String(cString: $0) }
        let message = PQresultErrorMessage(result).map { String(cString: $0) } ?? ""
        if !isUsable { return StoreError(.connectionLost, context, sqlState: state, serverMessage: message) }
        return StoreError(.statementFailed, context, sqlState: state, serverMessage: message)
    }

    private func withParameters<Result>(
        _ parameters: [SQLValue],
        _ body: (Int32, [UInt32], [UnsafePointer<CChar>?], [Int32], [Int32]) -> Result
    ) -> Result {
        var flat: [UInt8] = []
        var ranges: [Range<Int>?] = []
        for parameter in parameters {
            guard let wire = parameter.wire else {
                ranges.append(nil)
                continue
            }
            ranges.append(flat.count..<(flat.count + wire.count))
            flat.append(contentsOf: wire)
        }
        // An empty buffer has no address, and a NULL address would be a NULL value.
        flat.append(0)
        return flat.withUnsafeBytes { bytes in
            let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = ranges.map { range in range.flatMap { base?.advanced(by: $0.lowerBound) } }
            return body(
                Int32(parameters.count), parameters.map(\.typeID), values, ranges.map { Int32($0?.count ?? 0) },
                parameters.map { $0.isBinary ? 1 : 0 })
        }
    }
}

/// Calls `body` with the words as a NULL-terminated array of C strings.
private func withCStrings<Result>(_ words: [String], _ body: ([UnsafePointer<CChar>?]) -> Result) -> Result {
    var flat: [CChar] = []
    var offsets: [Int] = []
    for word in words {
        offsets.append(flat.count)
        flat.append(contentsOf: word.utf8CString)
    }
    return flat.withUnsafeBufferPointer { buffer in
        body(offsets.map { buffer.baseAddress?.advanced(by: $0) } + [nil])
    }
}
