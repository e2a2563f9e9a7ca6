package import Domain
import Formats
import Foundation
package import Screening
import Store

/// What `lists verify` found about one version, or about the index.
package struct ListProof: Sendable {
    /// `un sha256:1234…`, or `index`.
    package let subject: String
    /// In words; empty when everything is as recorded.
    package let faults: [String]
}

/// What a rollback did.
package struct ListRollback: Sendable {
    package let from: Hash32
    package let to: Hash32
    /// From the version that was in force to the one that is now.
    package let diff: ListDiff
    package let entries: Int
    /// What it brought for the registered participants.
    package var rescreen: RescreenReport?
}

extension Engine {
    // MARK: Differences

    /// What changed from one version of a list to another; each named by a prefix of its hash, `active`, `previous`, or a file.
    package func listDiff(_ list: String, from old: String, to new: String) async throws -> ListDiff {
        let sources = try listSources
        let left = try await namedList(list, old, sources)
        let right = try await namedList(list, new, sources)
        return ListDiff(from: left, to: right)
    }

    private func namedList(_ list: String, _ name: String, _ sources: ListSources) async throws -> ImportedList {
        // A file of that name wins over a hash: the hash can be written longer.
        if FileManager.default.fileExists(atPath: name) {
            var request = ListImportRequest([name])
            request.listID = list
            request.acceptedRejects = .max
            guard let staged = try ListReading.stage(try ListReading.files([name]), request, sources).first else {
                throw EngineError(.unreadable, "\(name) holds no list", remedy: "name a list file")
            }
            return staged.list
        }
        return try await keptVersion(try await version(list, name), sources)
    }

    private func keptVersion(_ version: ListVersionRow, _ sources: ListSources) async throws -> ImportedList {
        guard let format = ListFormat(rawValue: version.source) else {
            throw EngineError(
                .unavailable, "list \(version.listID) was read as \(version.source), which this program does not read")
        }
        return try ListShelf(home: options.home, sources: sources)
            .list(version.listID, version.sha256, format, version.files)
    }

    /// The version of a list by `active`, `previous` or a prefix of its hash.
    private func version(_ list: String, _ name: String) async throws -> ListVersionRow {
        let versions = try await store.listVersions(of: list)
        guard !versions.isEmpty else {
            throw EngineError(
                .unreadable, "no list \(list) was ever imported", remedy: "amplomb lists status names the lists")
        }
        let history = try await store.listActivations(of: list)
        let hash: Hash32?
        switch name {
        case "active": hash = history.first { $0.to == nil }?.sha256
        case "previous": hash = Self.previous(history)
        default: hash = try Self.unique(name, versions)
        }
        guard let hash, let found = versions.first(where: { $0.sha256 == hash }) else {
            throw EngineError(
                .unreadable, "list \(list) has no version \(name)",
                remedy: "it has " + versions.map { String($0.sha256.hex.prefix(12)) }.joined(separator: ", ")
                    + ", and a file may be named")
        }
        return found
    }

    private static func unique(_ name: String, _ versions: [ListVersionRow]) throws(EngineError) -> Hash32? {
        let prefix = (name.hasPrefix("sha256:") ? String(name.dropFirst(7)) : name).lowercased()
        guard prefix.count >= 4, prefix.allSatisfy(\.isHexDigit) else { return nil }
        let found = versions.map(\.sha256).filter { $0.hex.hasPrefix(prefix) }
        guard found.count < 2 else {
            throw EngineError(.unreadable, "\(name) begins \(found.count) versions", remedy: "write more of the hash")
        }
        return found.first
    }

    /// The last version in force that is not the one in force now.
    private static func previous(_ history: [ListActivationRow]) -> Hash32? {
        let active = history.first { $0.to == nil }?.sha256
        return history.first { $0.to != nil && $0.sha256 != active }?.sha256
    }

    // MARK: Rollback

    /// Puts an earlier version in force again: a new activation beside the old ones. It counts as confirmed when it last was.
    package func rollBackList(_ list: String, to name: String?, reason: String) async throws -> ListRollback {
        try ListReading.check(reason: reason, "--reason")
        let sources = try listSources
        let shelf = ListShelf(home: options.home, sources: sources)
        var (result, replaced, restored) = try await shelf.exclusively {
            () -> (ListRollback, ImportedList, ImportedList) in
            let target = try await version(list, name ?? "previous")
            let inForce = try await inForce()
            guard let active = inForce.first(where: { $0.row.version.listID == list }) else {
                throw EngineError(.unreadable, "list \(list) is not in force", remedy: "amplomb lists import FILE...")
            }
            let from = active.row.version.sha256
            guard from != target.sha256 else {
                throw EngineError(
                    .unreadable, "version \(from.hex.prefix(12)) of list \(list) is in force already",
                    remedy: "name another with --to")
            }
            let restored = try await keptVersion(target, sources)
            let others = try inForce.filter { $0.row.version.listID != list }.map { try shelf.list($0) }
            let snapshot = ListSnapshot(others + [restored])
            let replaced = try shelf.list(active)
            let diff = ListDiff(from: replaced, to: restored)
            try await store.activateLists(
                [ListChangeRow(version: target, previous: from, cause: .rollback, reason: reason, confirmed: [])],
                at: options.clock())
            try await publish(snapshot, shelf)
            let result = ListRollback(from: from, to: target.sha256, diff: diff, entries: restored.entries.count)
            return (result, replaced, restored)
        }
        try await takeUpLists()
        result.rescreen = try await rescreened(from: [replaced], to: [restored])
        return result
    }

    // MARK: Proof

    /// Hashes the kept files of every version (of one list, or of all), reads them again, and builds the index anew; says what
    /// differs from what was recorded.
    package func verifyLists(_ list: String?) async throws -> [ListProof] {
        let sources = try listSources
        let shelf = ListShelf(home: options.home, sources: sources)
        let versions = try await store.listVersions(of: list)
        if versions.isEmpty {
            throw EngineError(
                .unreadable, list.map { "no list \($0) was ever imported" } ?? "no list was ever imported",
                remedy: "amplomb lists import FILE...")
        }
        var proofs: [ListProof] = []
        for version in versions {
            proofs.append(
                ListProof(
                    subject: "\(version.listID) \(version.sha256.hex.prefix(16))", faults: Self.faults(version, shelf)))
        }
        if list == nil { proofs.append(ListProof(subject: "index", faults: try await indexFaults(shelf))) }
        return proofs
    }

    private static func faults(_ version: ListVersionRow, _ shelf: ListShelf) -> [String] {
        let faults = shelf.faults(version.listID, version.sha256, version.files)
        if !faults.isEmpty { return faults }
        guard let format = ListFormat(rawValue: version.source) else { return ["\(version.source) is no known format"] }
        let list: ImportedList
        do {
            list = try shelf.list(version.listID, version.sha256, format, version.files)
        } catch {
            return ["\(error)"]
        }
        func compared(_ what: String, _ found: Int, _ recorded: Int64) -> String? {
            Int64(found) == recorded ? nil : "\(found) \(what) are read, \(recorded) were recorded"
        }
        let counts = [
            compared("entries", list.entries.count, version.entries), compared("names", list.nameTotal, version.names),
            compared("records", list.recordsRead, version.records),
            compared("rejected rows", list.rejects.count, version.rejected),
        ].compactMap { $0 }
        if list.version == version.sha256 { return counts }
        let parser =
            version.parser == ListParser.version
            ? "" : " (recorded by parser \(version.parser), this program has \(ListParser.version))"
        return counts + ["the files give version \(list.version.hex.prefix(16))\(parser)"]
    }

    /// The index and the file that names it, against one built anew from the kept files of what the database has in force.
    private func indexFaults(_ shelf: ListShelf) async throws -> [String] {
        let inForce = try await inForce()
        guard let active = try shelf.active() else {
            return ["\(options.home.lists)/active.json is missing or damaged"]
        }
        var faults: [String] = []
        for item in inForce where active[item.row.version.listID]?.version != item.row.version.sha256 {
            faults.append("active.json does not name the version of \(item.row.version.listID) that is in force")
        }
        let path = options.home.lists + "/" + active.index
        guard let bytes = try? Files.read(path) else { return faults + ["the index \(path) is missing"] }
        let stored: ListSnapshot
        do {
            stored = try ListSnapshot(encoded: bytes)
        } catch {
            return faults + ["\(path): \(error)"]
        }
        guard let lists = try? inForce.map({ try shelf.list($0) }) else {
            return faults + ["the index cannot be built again: kept files are missing or changed"]
        }
        if !ListSnapshot(lists).holdsTheSame(as: stored) {
            faults.append("the index \(path) is not the one that the kept files give")
        }
        return faults
    }

    // MARK: One entry

    /// One entry of a list in force, whole, with the list it stands on. Needs no database.
    package static func listEntry(
        home: Home, listsDirectory: String, list: String, entry: String
    ) throws -> (entry: ListEntry, list: ImportedList, source: ListSource?) {
        let start = try listsAtStart(home: home, listsDirectory: listsDirectory)
        guard let active = start.active, let item = active[list] else {
            let known = start.active?.items.map(\.id).joined(separator: ", ") ?? ""
            throw EngineError(
                .unreadable, "list \(list) is not in force",
                remedy: known.isEmpty ? "amplomb lists import FILE..." : "in force are \(known)")
        }
        let shelf = ListShelf(home: home, sources: start.sources)
        let imported = try shelf.list(
            item.id, item.version, item.format, item.files.map { ListFileRow(name: $0.name, sha256: $0.hash, bytes: 0) }
        )
        let found =
            imported.entries.first { $0.entryID == entry }
            ?? imported.entries.first { $0.entryID.lowercased() == entry.lowercased() }
        guard let found else {
            throw EngineError(
                .unreadable, "list \(list) has no entry \(entry) among its \(imported.entries.count)",
                remedy: "amplomb screen NAME shows the ids of what it finds")
        }
        return (found, imported, start.sources[list])
    }
}
