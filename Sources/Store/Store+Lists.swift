package import Domain

/// Versions of sanctions lists: kept for ever, in force from when to when, confirmed when.
extension Store {
    /// Records versions and puts them in force from an instant on, all or none.
    ///
    /// - Throws: `conflict` when another program changed a list meanwhile; nothing is written then.
    package func activateLists(_ changes: [ListChangeRow], at: Instant) async throws(StoreError) {
        try await pool.withTransaction { (session) throws(StoreError) in
            for change in changes { try Self.activate(change, at, session) }
        }
    }

    private static func activate(_ change: ListChangeRow, _ at: Instant, _ session: Session) throws(StoreError) {
        let version = change.version
        try insert(version, session)
        let current = try session.query(
            """
            SELECT sha256, from_us FROM sanctions_list_activation
            WHERE list_id = \(version.listID) AND to_us IS NULL FOR UPDATE
            """, "reading the list in force")
        guard (current.count == 0 ? nil : try current.hash(0, 0)) == change.previous else {
            throw StoreError(.conflict, "list \(version.listID) was changed by another program meanwhile")
        }
        // A clock that was set back must not make an interval end before it begins.
        let from = current.count == 0 ? at.microseconds : max(at.microseconds, try current.int(0, 1))
        try session.execute(
            """
            UPDATE sanctions_list_activation SET to_us = \(from)
            WHERE list_id = \(version.listID) AND to_us IS NULL
            """, "retiring a list version")
        try session.execute(
            """
            INSERT INTO sanctions_list_activation (list_id, n, sha256, from_us, cause, reason)
            SELECT \(version.listID)::text, 1 + coalesce(max(n), 0), \(version.sha256.bytes), \(from),
              \(change.cause.rawValue)::text, \(change.reason)::text
            FROM sanctions_list_activation WHERE list_id = \(version.listID)
            """, "putting a list version in force")
        for instant in change.confirmed { try confirm(version.listID, version.sha256, instant, session) }
    }

    private static func insert(_ version: ListVersionRow, _ session: Session) throws(StoreError) {
        let isNew = try session.execute(
            """
            INSERT INTO sanctions_list_version (list_id, sha256, kind, published_us, imported_us, entries, names, records,
              merged, rejected, source, counts, parser, forced)
            VALUES (\(version.listID), \(version.sha256.bytes), \(version.kind), \(version.publishedAt?.microseconds),
              \(version.importedAt.microseconds), \(version.entries), \(version.names), \(version.records),
              \(version.merged), \(version.rejected), \(version.source), \(version.counts), \(version.parser),
              \(version.forced))
            ON CONFLICT (list_id, sha256) DO NOTHING
            """, "recording a list version")
        guard isNew > 0 else { return }
        for (number, file) in version.files.enumerated() {
            try session.execute(
                """
                INSERT INTO sanctions_list_file (list_id, sha256, n, name, file_sha256, bytes)
                VALUES (\(version.listID), \(version.sha256.bytes), \(number), \(file.name), \(file.sha256.bytes),
                  \(file.bytes))
                """, "recording a list file")
        }
    }

    private static func confirm(
        _ list: String, _ version: Hash32, _ at: Instant, _ session: Session
    ) throws(StoreError) {
        try session.execute(
            """
            INSERT INTO sanctions_list_confirmation (list_id, sha256, confirmed_us)
            VALUES (\(list), \(version.bytes), \(at.microseconds)) ON CONFLICT DO NOTHING
            """, "confirming a list")
    }

    /// The publisher's list was found to be this version at an instant.
    package func confirmList(_ list: String, version: Hash32, at: Instant) async throws(StoreError) {
        try await pool.run { (session) throws(StoreError) in try Self.confirm(list, version, at, session) }
    }

    /// The lists in force at an instant, or now; each with its last confirmation until then.
    package func listsInForce(at instant: Instant? = nil) async throws(StoreError) -> [ListInForceRow] {
        let limit = instant?.microseconds ?? Int64.max
        return try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT \(Self.versionColumns), a.from_us, greatest(v.imported_us,
                  (SELECT max(c.confirmed_us) FROM sanctions_list_confirmation c
                   WHERE c.list_id = v.list_id AND c.sha256 = v.sha256 AND c.confirmed_us <= \(limit)))
                FROM sanctions_list_activation a JOIN sanctions_list_version v USING (list_id, sha256)
                WHERE a.from_us <= \(limit) AND (a.to_us IS NULL OR a.to_us > \(limit)) ORDER BY list_id
                """, "reading the lists in force"
            ).map { (rows, row) throws(StoreError) in
                ListInForceRow(
                    version: try Self.version(rows, row), activatedAt: Instant(microseconds: try rows.int(row, 14)),
                    confirmedAt: Instant(microseconds: try rows.int(row, 15)))
            }
        }
    }

    /// All versions of a list, or of all lists, the newest import first within a list; with their files.
    package func listVersions(of list: String? = nil) async throws(StoreError) -> [ListVersionRow] {
        try await pool.run { (session) throws(StoreError) in
            var versions = try session.query(
                """
                SELECT \(Self.versionColumns) FROM sanctions_list_version v
                WHERE v.list_id = \(list)::text OR \(list)::text IS NULL
                ORDER BY v.list_id, v.imported_us DESC, v.sha256
                """, "reading list versions"
            ).map { (rows, row) throws(StoreError) in try Self.version(rows, row) }
            let files = try session.query(
                """
                SELECT list_id, sha256, name, file_sha256, bytes FROM sanctions_list_file
                WHERE list_id = \(list)::text OR \(list)::text IS NULL ORDER BY list_id, sha256, n
                """, "reading list files"
            ).map { (rows, row) throws(StoreError) in
                KeptFile(
                    list: try rows.text(row, 0), version: try rows.hash(row, 1),
                    file: ListFileRow(
                        name: try rows.text(row, 2), sha256: try rows.hash(row, 3), bytes: try rows.int(row, 4)))
            }
            for index in versions.indices {
                let (list, version) = (versions[index].listID, versions[index].sha256)
                versions[index].files = files.filter { $0.list == list && $0.version == version }.map(\.file)
            }
            return versions
        }
    }

    /// When which version of a list, or of all lists, was in force; the newest first within a list.
    package func listActivations(of list: String? = nil) async throws(StoreError) -> [ListActivationRow] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT list_id, sha256, from_us, to_us, cause, reason FROM sanctions_list_activation
                WHERE list_id = \(list)::text OR \(list)::text IS NULL ORDER BY list_id, n DESC
                """, "reading when lists were in force"
            ).map { (rows, row) throws(StoreError) in
                guard let cause = ListActivationRow.Cause(rawValue: try rows.text(row, 4)) else {
                    throw StoreError(.badValue, "a list came into force for an unknown cause")
                }
                return ListActivationRow(
                    listID: try rows.text(row, 0), sha256: try rows.hash(row, 1),
                    from: Instant(microseconds: try rows.int(row, 2)),
                    to: try rows.optionalInt(row, 3).map(Instant.init(microseconds:)), cause: cause,
                    reason: try rows.optionalText(row, 5))
            }
        }
    }

    // MARK: Downloads

    package func listFetches(of list: String) async throws(StoreError) -> [ListFetchRow] {
        try await pool.run { (session) throws(StoreError) in
            try session.query(
                """
                SELECT url, sha256, file_sha256, etag, last_modified, fetched_us FROM sanctions_list_fetch
                WHERE list_id = \(list) ORDER BY url
                """, "reading what was downloaded"
            ).map { (rows, row) throws(StoreError) in
                ListFetchRow(
                    listID: list, url: try rows.text(row, 0), version: try rows.hash(row, 1),
                    fileHash: try rows.hash(row, 2), etag: try rows.optionalText(row, 3),
                    lastModified: try rows.optionalText(row, 4), fetchedAt: Instant(microseconds: try rows.int(row, 5)))
            }
        }
    }

    package func put(_ fetches: [ListFetchRow]) async throws(StoreError) {
        try await pool.withTransaction { (session) throws(StoreError) in
            for row in fetches {
                try session.execute(
                    """
                    INSERT INTO sanctions_list_fetch (list_id, url, sha256, file_sha256, etag, last_modified, fetched_us)
                    VALUES (\(row.listID), \(row.url), \(row.version.bytes), \(row.fileHash.bytes), \(row.etag),
                      \(row.lastModified), \(row.fetchedAt.microseconds))
                    ON CONFLICT (list_id, url) DO UPDATE SET sha256 = excluded.sha256, file_sha256 = excluded.file_sha256,
                      etag = excluded.etag, last_modified = excluded.last_modified, fetched_us = excluded.fetched_us
                    """, "keeping what a server said")
            }
        }
    }

    // MARK: Rows

    private struct KeptFile {
        let list: String
        let version: Hash32
        let file: ListFileRow
    }

    private static let versionColumns: SQL = """
        v.list_id, v.sha256, v.kind, v.published_us, v.imported_us, v.entries, v.names, v.records, v.merged, v.rejected,
        v.source, v.counts::text, v.parser, v.forced
        """

    private static func version(_ rows: borrowing Rows, _ row: Int) throws(StoreError) -> ListVersionRow {
        ListVersionRow(
            listID: try rows.text(row, 0), sha256: try rows.hash(row, 1), kind: try rows.text(row, 2),
            publishedAt: try rows.optionalInt(row, 3).map(Instant.init(microseconds:)),
            importedAt: Instant(microseconds: try rows.int(row, 4)), entries: try rows.int(row, 5),
            names: try rows.int(row, 6), records: try rows.int(row, 7), merged: try rows.int(row, 8),
            rejected: try rows.int(row, 9), source: try rows.text(row, 10), counts: try rows.text(row, 11),
            parser: Int32(clamping: try rows.int(row, 12)), forced: try rows.optionalText(row, 13))
    }
}
