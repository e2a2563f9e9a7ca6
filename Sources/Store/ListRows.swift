package import Domain

/// A version of a sanctions list as it was imported.
package struct ListVersionRow: Hashable, Sendable {
    package var listID: String
    /// Over the entries, by which the version is named.
    package var sha256: Hash32
    /// `official` or `sample`.
    package var kind: String
    /// The publisher's own date, where the file states one.
    package var publishedAt: Instant?
    package var importedAt: Instant
    package var entries: Int64
    package var names: Int64
    /// Read = entries + merged + rejected.
    package var records: Int64
    package var merged: Int64
    package var rejected: Int64
    /// The format it was read by.
    package var source: String
    /// What was counted while it was read, as a JSON object.
    package var counts: String
    package var parser: Int32
    /// Why a guard was overridden.
    package var forced: String?
    /// In the order they are read; empty when read back without them.
    package var files: [ListFileRow]

    package init(
        listID: String, sha256: Hash32, kind: String = "official", publishedAt: Instant?, importedAt: Instant,
        entries: Int64, names: Int64 = 0, records: Int64 = 0, merged: Int64 = 0, rejected: Int64 = 0, source: String,
        counts: String = "{}", parser: Int32 = 0, forced: String? = nil, files: [ListFileRow] = []
    ) {
        self.listID = listID
        self.sha256 = sha256
        self.kind = kind
        self.publishedAt = publishedAt
        self.importedAt = importedAt
        self.entries = entries
        self.names = names
        self.records = records
        self.merged = merged
        self.rejected = rejected
        self.source = source
        self.counts = counts
        self.parser = parser
        self.forced = forced
        self.files = files
    }
}

/// One kept file of a version.
package struct ListFileRow: Hashable, Sendable {
    package let name: String
    package let sha256: Hash32
    package let bytes: Int64

    package init(name: String, sha256: Hash32, bytes: Int64) {
        self.name = name
        self.sha256 = sha256
        self.bytes = bytes
    }
}

/// A time in which a version was in force: `[from, to)`.
package struct ListActivationRow: Hashable, Sendable {
    package let listID: String
    package let sha256: Hash32
    package let from: Instant
    package let to: Instant?
    package let cause: Cause
    package let reason: String?

    package enum Cause: String, Sendable {
        case `import`, rollback
        /// The same files, read by a program that reads them otherwise.
        case reread
    }

    package init(listID: String, sha256: Hash32, from: Instant, to: Instant?, cause: Cause, reason: String?) {
        self.listID = listID
        self.sha256 = sha256
        self.from = from
        self.to = to
        self.cause = cause
        self.reason = reason
    }
}

/// A version that comes into force in place of another.
package struct ListChangeRow: Sendable {
    package let version: ListVersionRow
    /// The version that must be in force until now; nil for none.
    package let previous: Hash32?
    package let cause: ListActivationRow.Cause
    package let reason: String?
    /// When it was found to be the publisher's newest. Empty for an earlier version that comes back: it is not thereby confirmed.
    package let confirmed: [Instant]

    package init(
        version: ListVersionRow, previous: Hash32?, cause: ListActivationRow.Cause, reason: String?,
        confirmed: [Instant]
    ) {
        self.version = version
        self.previous = previous
        self.cause = cause
        self.reason = reason
        self.confirmed = confirmed
    }
}

/// A version in force with the last moment at which it was known to be the publisher's newest.
package struct ListInForceRow: Hashable, Sendable {
    package let version: ListVersionRow
    package let activatedAt: Instant
    package let confirmedAt: Instant
}

/// What a publisher's server said about one address.
package struct ListFetchRow: Hashable, Sendable {
    package let listID: String
    package let url: String
    /// The version that the file became part of.
    package let version: Hash32
    package let fileHash: Hash32
    package let etag: String?
    package let lastModified: String?
    package let fetchedAt: Instant

    package init(
        listID: String, url: String, version: Hash32, fileHash: Hash32, etag: String?, lastModified: String?,
        fetchedAt: Instant
    ) {
        self.listID = listID
        self.url = url
        self.version = version
        self.fileHash = fileHash
        self.etag = etag
        self.lastModified = lastModified
        self.fetchedAt = fetchedAt
    }
}
