package import Domain
import Formats
import Foundation
package import Screening
import Store

/// What an import of sanctions lists did, or would do.
package struct ListImportReport: Sendable {
    package struct Line: Sendable {
        package let list: ImportedList
        /// The version in force before; nil for the first of its list.
        package let before: Hash32?
        /// Against the version in force before; nil without one.
        package let diff: ListDiff?
        /// Guards that were overridden, in words.
        package let overridden: [String]

        package var isIdentical: Bool { before == list.version }
    }

    package let lines: [Line]
    /// Of everything in force afterwards.
    package let entryCount: Int
    package let nameCount: Int
    package let snapshot: Hash32
    package let isDryRun: Bool
    /// The versions in force before, of the lists that changed.
    let replaced: [ImportedList]
    /// What it brought for the registered participants; nil where nothing changed.
    package var rescreen: RescreenReport?

    /// The lists that changed, as they are now.
    var changed: [ImportedList] { lines.filter { !$0.isIdentical }.map(\.list) }

    package var hasRejects: Bool { lines.contains { !$0.list.rejects.isEmpty } }
}

extension Engine {
    /// The lists that the publishers' file describes.
    package var listSources: ListSources {
        get throws { try ListSources.read(folder: options.listsDirectory) }
    }

    /// Reads official list files (or folders of them), checks them, and puts them in force together with the lists that were
    /// imported before: staged, validated, built, then swapped. Whatever fails before the swap leaves everything as it was.
    package func importLists(_ request: ListImportRequest) async throws -> ListImportReport {
        let sources = try listSources
        let staged = try ListReading.stage(try ListReading.files(request.paths), request, sources)
        let shelf = ListShelf(home: options.home, sources: sources)
        if request.isDryRun { return try await install(staged, request, shelf) }
        var report = try await shelf.exclusively { try await install(staged, request, shelf) }
        try await takeUpLists()
        report.rescreen = try await rescreened(from: report.replaced, to: report.changed)
        return report
    }

    /// Screens the registered participants against what changed; nil where nothing did or nobody is registered.
    func rescreened(from old: [ImportedList], to new: [ImportedList]) async throws -> RescreenReport? {
        if new.isEmpty { return nil }
        return try await store.participants().isEmpty ? nil : try await rescreen(from: old, to: new)
    }

    /// Checks lists against the ones in force and, unless it is a dry run, puts them in force. Under the lock of the shelf.
    func install(_ staged: [StagedList], _ request: ListImportRequest, _ shelf: ListShelf) async throws
        -> ListImportReport
    {
        let inForce = try await inForce()
        let today = options.clock().utcDate
        var lines: [ListImportReport.Line] = []
        var replaced: [ImportedList] = []
        var kept = try inForce.filter { item in !staged.contains { $0.list.listID == item.row.version.listID } }
            .map { try shelf.list($0) }
        for incoming in staged {
            let list = incoming.list
            let previous = inForce.first { $0.row.version.listID == list.listID }
            let overridden =
                incoming.overridden + (try Self.overridden(list, previous?.row, request, shelf.sources, today))
            // Files that are lost must not keep their own replacement out: then there is no diff, and verify says why.
            let before = previous.flatMap { try? shelf.list($0) }
            lines.append(
                ListImportReport.Line(
                    list: list, before: previous?.row.version.sha256, diff: before.map { ListDiff(from: $0, to: list) },
                    overridden: overridden.map(\.message)))
            kept.append(list)
            if let before, before.version != list.version { replaced.append(before) }
        }
        let snapshot = ListSnapshot(kept)
        lines.sort { $0.list.listID < $1.list.listID }
        if !request.isDryRun { try await swap(staged, lines, snapshot, request, shelf) }
        return ListImportReport(
            lines: lines, entryCount: snapshot.entryCount, nameCount: snapshot.nameCount, snapshot: snapshot.hash,
            isDryRun: request.isDryRun, replaced: replaced)
    }

    /// The guards that an import fails; without a reason to force it, they refuse.
    private static func overridden(
        _ list: ImportedList, _ previous: ListInForceRow?, _ request: ListImportRequest, _ sources: ListSources,
        _ today: CivilDate
    ) throws(EngineError) -> [ImportError] {
        // The entries in force again are no matter of size, but an older file does not say that they are still the newest.
        let isIdentical = previous?.version.sha256 == list.version
        let failed = list.failedGuards(
            previousCount: isIdentical ? nil : previous.map { Int($0.version.entries) },
            previousNames: isIdentical ? nil : previous.map { Int($0.version.names) },
            previousDate: previous?.version.publishedAt?.utcDate,
            minimumEntries: isIdentical ? 0 : sources.minimumEntries(of: list.listID), today: today)
        guard request.force == nil, let first = failed.first else { return failed }
        throw ListReading.refusal(
            ImportError(
                first.code, file: first.file,
                "list \(list.listID) has " + failed.map(\.message).joined(separator: "; ")))
    }

    private func swap(
        _ staged: [StagedList], _ lines: [ListImportReport.Line], _ snapshot: ListSnapshot,
        _ request: ListImportRequest,
        _ shelf: ListShelf
    ) async throws {
        let now = options.clock()
        var changes: [ListChangeRow] = []
        for incoming in staged {
            let list = incoming.list
            guard let line = lines.first(where: { $0.list.listID == list.listID }) else { continue }
            if line.isIdentical {
                // The kept files may have been lost; the same files are at hand.
                _ = try shelf.keep(list, incoming.files)
                try await store.confirmList(list.listID, version: list.version, at: now)
                continue
            }
            let reason = line.overridden.isEmpty ? nil : request.force
            changes.append(
                ListChangeRow(
                    version: Self.row(list, try shelf.keep(list, incoming.files), at: now, forced: reason),
                    previous: line.before, cause: .import, reason: reason, confirmed: [now]))
        }
        try await store.activateLists(changes, at: now)
        try await publish(snapshot, shelf)
    }

    static func row(_ list: ImportedList, _ files: [ListFileRow], at now: Instant, forced: String?) -> ListVersionRow {
        var counts = JSONOutput()
        counts.object { json in
            json.object("types") { inner in list.typeCounts.forEach { inner.member($0.type.rawValue, $0.count) } }
            json.object("read") { inner in list.counts.forEach { inner.member($0.name, $0.count) } }
        }
        return ListVersionRow(
            listID: list.listID, sha256: list.version, kind: ListKind(listID: list.listID).rawValue,
            publishedAt: list.publishDate.map { Instant($0) }, importedAt: now, entries: Int64(list.entries.count),
            names: Int64(list.nameTotal), records: Int64(list.recordsRead), merged: Int64(list.mergedRows),
            rejected: Int64(list.rejects.count), source: list.format.rawValue, counts: counts.text,
            parser: Int32(ListParser.version), forced: forced, files: files)
    }
}

/// A list in force with its kept files.
struct KeptInForce: Sendable {
    let row: ListInForceRow
    let files: [ListFileRow]
}

extension ListShelf {
    func list(_ kept: KeptInForce) throws -> ImportedList {
        let version = kept.row.version
        guard let format = ListFormat(rawValue: version.source) else {
            throw EngineError(
                .unavailable, "list \(version.listID) was read as \(version.source), which this program does not read",
                remedy: "import it again: amplomb lists import FILE... --list \(version.listID)")
        }
        return try ListReading.kept(try files(kept), id: version.listID, format: format, sources: sources)
    }

    /// The files of a list in force. Versions of a home from before step 11 of the schema have no recorded files: those lie in one
    /// folder a list, and are taken over by the first rebuild.
    func files(_ kept: KeptInForce) throws -> [ListFile] {
        let version = kept.row.version
        let former = home.lists + "/files/" + version.listID
        if kept.files.isEmpty, FileManager.default.fileExists(atPath: former) {
            return try Files.tree(former, suffixes: [""]).map { ListFile(name: $0.path, bytes: $0.bytes) }
        }
        return try files(version.listID, version.sha256, kept.files)
    }
}

extension ListSources {
    /// Reads `sources.yaml` of the lists folder. Without it nothing would ever be missing or stale, so it must be there.
    static func read(folder: String) throws -> ListSources {
        let path = folder + "/sources.yaml"
        guard FileManager.default.fileExists(atPath: path) else {
            throw EngineError(
                .configuration,
                "\(path) is missing: it says which lists are needed, from where, and how old they may be",
                remedy: "set AMPLOMB_LISTS_DIR to the folder sanctions-lists that came with the program")
        }
        let (sources, errors) = ListSources.read(try Files.read(path), file: path)
        guard let sources else {
            let first = errors.first.map { "\($0)" } ?? "\(path) is empty"
            throw EngineError(
                .configuration, first + (errors.count > 1 ? " (and \(errors.count - 1) more)" : ""),
                remedy: "correct the file named")
        }
        return sources
    }
}
