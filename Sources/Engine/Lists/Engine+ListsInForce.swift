import Assessment
package import Domain
import Formats
package import Screening
import Store

extension Engine {
    /// What the database says is in force, with the files kept of it.
    func inForce(at instant: Instant? = nil) async throws -> [KeptInForce] {
        try await KnowledgeLoader(options: options, store: store).inForce(at: instant)
    }

    /// Writes the index and the file that names it after a change: from the snapshot at hand if it is the one in force.
    func publish(_ snapshot: ListSnapshot, _ shelf: ListShelf) async throws {
        try KnowledgeLoader.publish(snapshot, try await inForce(), shelf)
    }

    /// What this process judges next is judged by the lists in force now; windows stay, for no list changes them.
    func takeUpLists() async throws {
        if context.hasKnowledge { try await context.reloadKnowledge() }
    }
}

extension KnowledgeLoader {
    func inForce(at instant: Instant? = nil) async throws -> [KeptInForce] {
        let rows = try await store.listsInForce(at: instant)
        let versions = try await store.listVersions()
        return rows.map { row in
            KeptInForce(
                row: row,
                files: versions.first { $0.listID == row.version.listID && $0.sha256 == row.version.sha256 }?.files
                    ?? [])
        }
    }

    static func publish(_ snapshot: ListSnapshot, _ inForce: [KeptInForce], _ shelf: ListShelf) throws {
        try shelf.swap(to: snapshot, inForce.compactMap { ActiveLists.Item($0.row, files: $0.files) })
    }

    /// The lists in force, ready to screen, with the ones that are missing.
    func lists() async throws -> (inForce: [ListInForce], screener: Screener?, sources: ListSources) {
        let sources = try ListSources.read(folder: options.listsDirectory)
        let shelf = ListShelf(home: options.home, sources: sources)
        let kept = try await inForce()
        if kept.isEmpty { return ([], nil, sources) }
        let snapshot = try await snapshot(kept, shelf, isLocked: false)
        let thresholds = try Engine.screeningThresholds(rulesDirectory: options.rulesDirectory)
        let rows = try await store.listsInForce()
        let house = try Engine.housePatterns(listsDirectory: options.listsDirectory).inForce(
            on: options.clock().utcDate)
        let screener = Screener(snapshot, thresholds: thresholds, house: house)
        return (rows.map { Self.knowledge($0, sources) }, screener, sources)
    }

    /// The index on disk where it is the one that the database names, else a new one.
    ///
    /// A program that ended between its commit and the swap of files, a restored database and an index of another build all end
    /// here: the database decides.
    func snapshot(_ inForce: [KeptInForce], _ shelf: ListShelf, isLocked: Bool) async throws -> ListSnapshot {
        let items = inForce.compactMap { ActiveLists.Item($0.row, files: $0.files) }.sorted { $0.id < $1.id }
        if let active = try shelf.active(), active.items.map(\.pair) == items.map(\.pair) {
            let found = try shelf.snapshot(of: active).snapshot
            if active.items.allSatisfy({ found.list($0.id)?.version == $0.version }) {
                let isConfirmedSince = active.items.map(\.confirmedAt) != items.map(\.confirmedAt)
                if isConfirmedSince, isLocked { try Self.publish(found, inForce, shelf) }
                return found
            }
        }
        return isLocked
            ? try await rebuild(inForce, shelf) : try await shelf.exclusively { try await rebuild(inForce, shelf) }
    }

    private func rebuild(_ inForce: [KeptInForce], _ shelf: ListShelf) async throws -> ListSnapshot {
        let lists = try inForce.map { try shelf.list($0) }
        try await reread(lists, inForce, shelf)
        let built = ListSnapshot(lists)
        try Self.publish(built, try await self.inForce(), shelf)
        return built
    }

    /// The same files may give other entries under a newer program. That is another version, and is recorded as one.
    private func reread(_ lists: [ImportedList], _ inForce: [KeptInForce], _ shelf: ListShelf) async throws {
        let now = options.clock()
        var changes: [ListChangeRow] = []
        for (list, kept) in zip(lists, inForce) where list.version != kept.row.version.sha256 {
            var row = Engine.row(list, kept.files, at: kept.row.version.importedAt, forced: kept.row.version.forced)
            row.publishedAt = kept.row.version.publishedAt
            let previous = kept.row.version
            // The files move with the version: they are found under its name.
            row.files = try shelf.keep(list, try shelf.files(kept))
            changes.append(
                ListChangeRow(
                    version: row, previous: previous.sha256, cause: .reread,
                    reason: "read again by parser \(ListParser.version), before by \(previous.parser)",
                    confirmed: [kept.row.confirmedAt]))
        }
        if !changes.isEmpty { try await store.activateLists(changes, at: now) }
    }

    static func knowledge(_ row: ListInForceRow, _ sources: ListSources) -> ListInForce {
        ListInForce(
            id: row.version.listID, version: row.version.sha256, publishDate: row.version.publishedAt?.utcDate,
            confirmedAt: row.confirmedAt, maximumAge: sources.maximumAge(of: row.version.listID),
            entries: Int(row.version.entries))
    }
}

extension ActiveLists.Item {
    /// What must agree between the file and the database.
    fileprivate var pair: String { "\(id) \(version.hex)" }
}

extension Engine {
    /// The thresholds of the bands in force: `lists/screening.yaml` of the rules folder.
    package static func screeningThresholds(rulesDirectory: String) throws -> ScreeningThresholds {
        let path = rulesDirectory + "/lists/screening.yaml"
        do {
            return try ScreeningThresholds(yaml: try Files.read(path), file: path)
        } catch let error as YAMLError {
            throw EngineError(.configuration, "\(error)", remedy: "correct the file named")
        }
    }

    /// The lists as commands find them at start, without a database.
    package static func listsAtStart(home: Home, listsDirectory: String) throws -> ListsAtStart {
        let sources = try ListSources.read(folder: listsDirectory)
        let shelf = ListShelf(home: home, sources: sources)
        guard let active = try shelf.active(), !active.items.isEmpty else {
            return ListsAtStart(snapshot: nil, active: nil, sources: sources)
        }
        return ListsAtStart(snapshot: try shelf.snapshot(of: active).snapshot, active: active, sources: sources)
    }
}

/// What commands that only screen have to know about the lists in force.
package struct ListsAtStart: Sendable {
    /// Nil when no list was ever imported.
    package let snapshot: ListSnapshot?
    package let active: ActiveLists?
    package let sources: ListSources

    /// Lists that are missing or stale at an instant, as results name them: of the lists asked for, else of all.
    package func unknown(at now: Instant, lists wanted: Set<String>? = nil) -> [String] {
        let items = active?.items ?? []
        let known = Set(items.map(\.id))
        var missing = wanted.map { $0.subtracting(known).sorted() } ?? sources.missing(inForce: known)
        if items.isEmpty, missing.isEmpty { missing = [ListsMissing.any] }
        let stale = items.filter { item in
            guard wanted?.contains(item.id) ?? true, let limit = sources.maximumAge(of: item.id) else { return false }
            return item.confirmedAt + limit < now
        }
        return missing.map { "list missing: \($0)" } + stale.map { "list stale: \($0.id)" }
    }

    /// What a person should know about every result, in a sentence; nil when official lists are in force.
    package var notice: String? {
        guard active?.isSamplesOnly == true else { return nil }
        return "samples only: these lists are invented; amplomb lists pull fetches the official ones"
    }
}

/// How a missing list is named where none is configured.
enum ListsMissing {
    static let any = "any"
}
