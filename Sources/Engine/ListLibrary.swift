import Assessment
package import Domain
import Formats
import Foundation
package import Screening
import Store

/// What an import of sanctions lists did.
package struct ListImportReport: Sendable {
    package struct Line: Sendable {
        package let list: ImportedList
        package let isNew: Bool
        package let before: Int?
    }

    package let lines: [Line]
    package let entryCount: Int
    package let nameCount: Int
    package let snapshot: Hash32
}

/// The sanctions lists of a home: the index file that commands map at start, and the versions in the database.
struct ListLibrary {
    let home: Home

    /// The snapshot in force; nil when no list was imported. Needs no database.
    func snapshot() throws -> ListSnapshot? {
        guard FileManager.default.fileExists(atPath: home.listIndex) else { return nil }
        do {
            return try ListSnapshot(encoded: try Files.read(home.listIndex))
        } catch let error as SnapshotError {
            throw EngineError(
                .unavailable, "the index of sanctions lists \(home.listIndex) cannot be read: \(error)",
                remedy: "import the lists again: amplomb lists import FILE...")
        }
    }

    /// The imported lists as they were read, one file a list, so that a new import of one keeps the others.
    func save(_ snapshot: ListSnapshot) throws(EngineError) {
        try Files.writeDurably(snapshot.encoded(), to: home.listIndex)
    }
}

extension KnowledgeLoader {
    /// The lists in force with their freshness, from the versions the database knows.
    func listsInForce() async throws -> [ListInForce] {
        try await store.listVersions(onlyActive: true).map { row in
            ListInForce(
                id: row.listID, version: row.sha256, publishDate: row.publishedAt?.utcDate, confirmedAt: row.importedAt,
                maximumAge: ListFreshness.limit(of: row.listID), entries: Int(row.entries))
        }
    }

    func screener(_ lists: [ListInForce]) throws -> Screener? {
        guard let snapshot = try ListLibrary(home: options.home).snapshot() else {
            guard lists.isEmpty else {
                throw EngineError(
                    .unavailable, "lists are in force but their index is missing",
                    remedy: "import them again: amplomb lists import FILE...")
            }
            return nil
        }
        return Screener(snapshot)
    }
}

/// How long a list may stand unconfirmed before what depends on it is held (screening.md section 3).
enum ListFreshness {
    static func limit(of id: String) -> TimeSpan {
        TimeSpan(microseconds: 48 * TimeSpan.hour.microseconds)
    }
}
