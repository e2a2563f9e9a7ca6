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
        let freshness = try ListFreshness(rulesDirectory: options.rulesDirectory)
        return try await store.listVersions(onlyActive: true).map { row in
            ListInForce(
                id: row.listID, version: row.sha256, publishDate: row.publishedAt?.utcDate, confirmedAt: row.importedAt,
                maximumAge: freshness.limit(of: row.listID), entries: Int(row.entries))
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
        return try Engine.screener(
            snapshot, rulesDirectory: options.rulesDirectory, on: options.clock().utcDate)
    }
}

extension Engine {
    /// The screener of `snapshot` with the thresholds of the rules folder and the house patterns in force on `day`.
    package static func screener(
        _ snapshot: ListSnapshot, rulesDirectory: String, on day: CivilDate
    ) throws -> Screener {
        Screener(
            snapshot, thresholds: try screeningThresholds(rulesDirectory: rulesDirectory),
            house: try housePatterns(rulesDirectory: rulesDirectory).inForce(on: day))
    }

    /// All house patterns: `sanctions-lists/patterns/*.yaml` beside the rules folder; none without that folder.
    package static func housePatterns(rulesDirectory: String) throws -> HousePatterns {
        let folder = rulesDirectory + "/../sanctions-lists/patterns"
        guard FileManager.default.fileExists(atPath: folder) else { return .none }
        let files = try Files.tree(folder, suffixes: [".yaml"])
        do {
            return try HousePatterns(
                files: files.map { HousePatternFile(name: "sanctions-lists/patterns/\($0.path)", bytes: $0.bytes) })
        } catch {
            throw EngineError(.configuration, "\(error)", remedy: "correct the file named")
        }
    }

    /// The thresholds of the bands in force: `lists/screening.yaml` of the rules folder.
    package static func screeningThresholds(rulesDirectory: String) throws -> ScreeningThresholds {
        let path = rulesDirectory + "/lists/screening.yaml"
        do {
            return try ScreeningThresholds(yaml: try Files.read(path), file: path)
        } catch let error as YAMLError {
            throw EngineError(.configuration, "\(error)", remedy: "correct the file named")
        }
    }
}

/// How long a list may stand unconfirmed before what depends on it is held (screening.md section 3).
struct ListFreshness {
    private var hours: [String: Int64] = [:]

    /// Reads `max_age` (hours) of each list of `sanctions-lists/sources.yaml` beside the rules folder; a list that it does not
    /// name has 48 hours.
    init(rulesDirectory: String) throws {
        let path = rulesDirectory + "/../sanctions-lists/sources.yaml"
        guard FileManager.default.fileExists(atPath: path) else { return }
        let result = YAMLReader.read(try Files.read(path), file: path)
        if let error = result.errors.first {
            throw EngineError(.configuration, "\(error)", remedy: "correct the file named")
        }
        for list in result.root?["lists"]?.items ?? [] {
            guard let id = list["id"]?.text, let age = list["max_age"]?.text.flatMap({ Int64($0) }), age > 0 else {
                throw EngineError(.configuration, "\(path): a list has no id or no max_age in hours", remedy: "add it")
            }
            hours[id] = age
        }
    }

    func limit(of id: String) -> TimeSpan { TimeSpan(microseconds: (hours[id] ?? 48) * TimeSpan.hour.microseconds) }
}
