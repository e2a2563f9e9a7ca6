import Domain
import Evidence
import Foundation
import Store

/// What an export of the log wrote.
package struct LogExportSummary: Hashable, Sendable {
    /// Entries in the folder before, and now.
    package let before: UInt64
    package let size: UInt64
    package var filesWritten = 0
    package let isWithPayloads: Bool
}

extension Engine {
    /// Writes a log as a folder that other tools read (C2SP tlog-tiles) and `verify --log` proves; a second export into the
    /// same folder reads and writes only what is new. What was purged or removed meanwhile goes from its files too.
    ///
    /// - Parameters:
    ///   - payloads: whether payloads and salts go along: personal data.
    ///   - progress: entries done, and how many there are.
    /// - Throws: `EngineError` `unreadable` when the folder holds another log or another history; it is left as it is.
    ///   `unavailable` when something was purged or removed meanwhile; the folder's checkpoint is then the one before.
    package func exportLog(
        named name: String, to folder: String, payloads: Bool, progress: (Int, Int) async -> Void
    ) async throws -> LogExportSummary {
        let plan = try await exportPlan(named: name, to: folder, payloads: payloads)
        let (stored, before, start) = (plan.checkpoint, plan.before, plan.start)
        let note = Array(stored.note.utf8)
        var target = plan.target
        let purges = try await statements(payloads)
        let removed = try removals(purges, size: stored.size)
        var exporter = LogExporter(withPayloads: payloads)
        if start > 0 { exporter = try await resumed(at: start, payloads) }
        var position = start
        while position < stored.size {
            let end = min(position + 4096, stored.size)
            let rows = try await store.evidenceRows(
                log: Store.mainLog, from: Int64(clamping: position), to: Int64(clamping: end))
            guard UInt64(rows.count) == end - position else { throw Engine.damaged(position) }
            for row in rows {
                if row.envelope == nil, let leaf = row.leafHash, removed.contains(row.index) {
                    try target.write(exporter.add(removed: leaf))
                    continue
                }
                guard let envelope = row.envelope, let id = row.entryID else {
                    try await requireUnchanged(purges, payloads, target)
                    throw Engine.damaged(row.index)
                }
                try target.write(try exporter.add(envelope: envelope, entryID: id, parts: row.parts))
            }
            position = end
            await progress(Int(clamping: position), Int(clamping: stored.size))
        }
        let last = try exporter.finish(checkpoint: note)
        if !removed.isEmpty {
            let statements = purges.filter { !$0.statement.removed.isEmpty }
            try target.write([try LogExporter.removalFile(statements.map(\.row))])
            // All of them each time: there are few, and earlier versions left some behind after an interruption.
            try await rewriteEntries(removed, below: start, in: &target)
        }
        if payloads {
            if start > 0 { try await rewrite(purges.filter { $0.row.index >= before }, below: start, in: &target) }
            let table = PurgedPart.table(ofLog: purges.map { ($0.row.index, $0.statement) })
            try target.write([ExportFile(path: ExportPath.purged, bytes: table, isFinal: false)])
        } else {
            // Before the checkpoint: payloads up to an earlier one only would pass for all of them later.
            try target.removePayloads()
        }
        try await requireUnchanged(purges, payloads, target)
        // The checkpoint comes last: what it says is then there.
        try target.write(last)
        try target.removePartials(except: Set(last.map(\.path)))
        return LogExportSummary(
            before: before, size: stored.size, filesWritten: target.written, isWithPayloads: payloads)
    }

    /// An export for somebody else. Payloads are personal data: that they leave is logged before the first of them is
    /// written, so where this ends in between, a note stands of an export that nobody got, and never the other way round.
    ///
    /// The export is of the checkpoint that covers that note: the anchors keep this one, and an older export would lack
    /// what they hold. Every export with payloads is logged, also into a folder that has everything: the payloads of the
    /// tile that is not full are written anew each time, and a file of the folder may be gone meanwhile.
    package func loggedExport(
        named name: String, to folder: String, payloads: Bool, by person: String,
        progress: (Int, Int) async -> Void
    ) async throws -> LogExportSummary {
        try await signCheckpoint()
        if payloads {
            // What is refused leaves no note.
            let plan = try await exportPlan(named: name, to: folder, payloads: true)
            try Folders.make(folder)
            try Files.requireWritable(folder: folder)
            try await logAccess("export: log \(name)", entries: plan.checkpoint.size - plan.start, by: person)
            try await signCheckpoint()
        }
        return try await exportLog(named: name, to: folder, payloads: payloads, progress: progress)
    }

    private struct ExportPlan {
        let checkpoint: StoredCheckpoint
        let target: ExportFolder
        /// Entries in the folder.
        let before: UInt64
        /// The first entry that is read and written.
        let start: UInt64
    }

    /// What an export into this folder would write; nothing is written yet.
    private func exportPlan(named name: String, to folder: String, payloads: Bool) async throws -> ExportPlan {
        guard let info = try await store.evidenceLog(named: name), info.id == Store.mainLog else {
            throw EngineError(
                .unreadable, "the log \(name) cannot be exported",
                remedy: "the log is called \(Signer.mainLog); reports of suspicion have their own way out")
        }
        guard let stored = try await store.newestCheckpoint(log: info.id) else {
            throw EngineError(.unreadable, "nothing is signed yet", remedy: "run amplomb evidence checkpoint")
        }
        let target = ExportFolder(path: folder)
        let before = try await previous(in: target, next: stored.size)
        // Payloads wanted now but not exported before: everything is written again.
        let start = target.hasPayloads == payloads ? before / 256 * 256 : 0
        return ExportPlan(checkpoint: stored, target: target, before: before, start: start)
    }

    /// The statements that say what an export lacks: without payloads those of removed entries alone.
    private func statements(_ payloads: Bool) async throws -> [(row: LogRow, statement: PurgeStatement)] {
        try await purgeStatements().filter { payloads || !$0.statement.removed.isEmpty }
    }

    /// Refuses to go on where something was purged or removed while the log was read: what is gone would have no statement
    /// below the checkpoint, which looks like a deletion.
    private func requireUnchanged(
        _ purges: [(row: LogRow, statement: PurgeStatement)], _ payloads: Bool, _ target: ExportFolder
    ) async throws {
        if try await statements(payloads).count == purges.count { return }
        // A folder that never had a checkpoint is not taken for an export.
        let first = try target.read(ExportPath.checkpoint) == nil ? "empty the folder \(target.path) and " : ""
        throw EngineError(
            .unavailable, "parts were purged while log \(context.log) was exported",
            remedy: first + "run the same command again")
    }

    /// The entries that were removed in full. Each statement must be covered by the checkpoint.
    private func removals(
        _ purges: [(row: LogRow, statement: PurgeStatement)], size: UInt64
    ) throws(EngineError) -> Set<UInt64> {
        if let open = purges.first(where: { $0.row.index >= size }) {
            let what = open.statement.removed.isEmpty ? "parts of others were purged" : "others were removed"
            throw EngineError(
                .unreadable, "entry \(open.row.index) says that \(what), and no checkpoint covers it yet",
                remedy: "run amplomb evidence checkpoint")
        }
        return Set(purges.flatMap(\.statement.removed))
    }

    /// Writes the bundles of removed entries anew: an envelope that had to go must not live on in an export.
    private func rewriteEntries(
        _ removed: Set<UInt64>, below end: UInt64, in target: inout ExportFolder
    ) async throws {
        let units = Set(removed.filter { $0 < end }.map { $0 / 256 })
        for unit in units.sorted() {
            let rows = try await store.evidenceRows(
                log: Store.mainLog, from: Int64(clamping: unit * 256), to: Int64(clamping: unit * 256 + 256))
            try target.write([LogExporter.entryFile(unit, rows)])
        }
    }

    private static func damaged(_ index: UInt64) -> EngineError {
        EngineError(
            .unreadable, "entry \(index) is missing or removed, the log cannot be exported as it was signed",
            remedy: "run amplomb verify --log db:main")
    }

    /// The size of the export that is in the folder; it must be an earlier state of this log.
    private func previous(in target: ExportFolder, next size: UInt64) async throws -> UInt64 {
        guard let bytes = try target.read(ExportPath.checkpoint) else {
            guard target.isEmpty else {
                throw EngineError(
                    .unreadable, "the folder \(target.path) is not empty and holds no checkpoint",
                    remedy: "name an empty folder or one that evidence export wrote")
            }
            return 0
        }
        let old = try Checkpoint(text: SignedNote(parsing: bytes).text)
        guard old.origin == context.log, old.size <= size else {
            throw EngineError(
                .unreadable,
                "\(target.path) holds log \(old.origin) at size \(old.size), this one is \(context.log) at "
                    + "\(size)", remedy: "this database may be an older copy: run amplomb verify --log db:main")
        }
        if old.size == 0 { return 0 }
        let root = try await root(of: size)
        let proof = old.size < size ? try await consistencyProof(from: old.size, to: size) : []
        guard
            MerkleProof.verifyConsistency(
                oldSize: old.size, newSize: size, oldRoot: old.root.bytes, newRoot: root.bytes,
                proof: proof.map(\.bytes))
        else {
            throw EngineError(
                .unreadable, "\(target.path) holds another history of log \(old.origin)",
                remedy: "keep it: it is evidence of a change. Run amplomb verify --log db:main --against \(target.path)"
            )
        }
        return old.size
    }

    private func root(of size: UInt64) async throws -> Hash32 {
        guard let stored = try await store.checkpoint(log: Store.mainLog, size: size) else {
            throw EngineError(.internal, "a checkpoint is gone")
        }
        return try Checkpoint(text: SignedNote(parsing: Array(stored.note.utf8)).text).root
    }

    /// An exporter that goes on behind full tiles.
    private func resumed(at start: UInt64, _ payloads: Bool) async throws -> LogExporter {
        var partial: [[Hash32]] = [[]]
        var level: UInt8 = 1
        while level < 8, start >> UInt64(8 * Int(level)) > 0 {
            let count = start >> UInt64(8 * Int(level))
            let below = (count & ~255..<count).map { TileID(level: level - 1, index: $0) }
            let tiles = try await store.evidenceTiles(log: Store.mainLog, below)
            partial.append(
                try below.map { id in
                    guard let hashes = tiles[id], hashes.count == Tile.width else { throw Engine.damaged(start) }
                    return Tile(id: id, hashes: hashes).root
                })
            level += 1
        }
        return try LogExporter(withPayloads: payloads, behind: partial, size: start)
    }

    /// Writes the payload files of purged entries anew: a deleted payload must not live on in an export.
    private func rewrite(
        _ purges: [(row: LogRow, statement: PurgeStatement)], below end: UInt64, in target: inout ExportFolder
    ) async throws {
        var units: Set<UInt64> = []
        for purge in purges {
            for span in purge.statement.ranges.values.flatMap(\.self) where span.lowerBound < end {
                units.formUnion(span.lowerBound / 256...(min(span.upperBound, end) - 1) / 256)
            }
        }
        for unit in units.sorted() {
            let rows = try await store.evidenceRows(
                log: Store.mainLog, from: Int64(clamping: unit * 256), to: Int64(clamping: unit * 256 + 256))
            try target.write([try LogExporter.payloadFile(unit, rows)])
        }
    }
}

/// The folder of an export.
private struct ExportFolder {
    let path: String
    var written = 0

    init(path: String) { self.path = path }

    var isEmpty: Bool { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).isEmpty }

    /// Whether the payloads of all its entries are there: the table is written after them, and removed before them, so that
    /// what an interrupted export left of them does not count.
    var hasPayloads: Bool {
        ["payloads", ExportPath.purged].allSatisfy { FileManager.default.fileExists(atPath: path + "/" + $0) }
    }

    func read(_ name: String) throws(EngineError) -> [UInt8]? {
        let place = path + "/" + name
        return FileManager.default.fileExists(atPath: place) ? try Files.read(place) : nil
    }

    /// Writes files; those that never change and are there already are left alone.
    mutating func write(_ files: [ExportFile]) throws {
        for file in files {
            let place = path + "/" + file.path
            if file.isFinal, FileManager.default.fileExists(atPath: place) { continue }
            try Folders.make((place as NSString).deletingLastPathComponent)
            try Files.writeDurably(file.bytes, to: place)
            written += 1
        }
    }

    /// Removes what exports of other sizes had of tiles that were not full then, also those that were interrupted: it may
    /// hold what was purged or removed since.
    ///
    /// - Parameter kept: paths of files that stay.
    func removePartials(except kept: Set<String>) throws(EngineError) {
        let levels = (0..<8).map { "tile/\($0)" }
        for root in levels + ["tile/entries", "payloads"] { try removePartials(in: root, except: kept) }
    }

    /// What a name is says its form (`ExportPath.number`): `x001` a folder of more, `001.p` one of partial tiles.
    private func removePartials(in folder: String, except kept: Set<String>) throws(EngineError) {
        for name in try names(folder) {
            let place = "\(folder)/\(name)"
            if name.hasPrefix("x") {
                try removePartials(in: place, except: kept)
            } else if name.hasSuffix(".p") {
                let files = try names(place).map { "\(place)/\($0)" }
                let stale = files.filter { !kept.contains($0) }
                for file in stale.count == files.count ? [place] : stale { try remove(file) }
            }
        }
    }

    /// The names in a folder, none where it is not there.
    private func names(_ folder: String) throws(EngineError) -> [String] {
        let place = path + "/" + folder
        guard FileManager.default.fileExists(atPath: place) else { return [] }
        do { return try FileManager.default.contentsOfDirectory(atPath: place) } catch {
            throw EngineError(
                .unavailable, "the folder \(place) cannot be read (\(error.localizedDescription))",
                remedy: "let it be read and run the same command again: it may hold what was purged")
        }
    }

    func removePayloads() throws(EngineError) {
        for name in [ExportPath.purged, "payloads"] where FileManager.default.fileExists(atPath: path + "/" + name) {
            try remove(name)
        }
    }

    private func remove(_ name: String) throws(EngineError) {
        do { try FileManager.default.removeItem(atPath: path + "/" + name) } catch {
            throw EngineError(
                .unavailable, "\(path)/\(name) cannot be removed (\(error.localizedDescription))",
                remedy: "remove it: it may hold what was purged")
        }
    }
}

/// Makes folders with an error that names them.
package enum Folders {
    package static func make(_ path: String) throws(EngineError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw EngineError(
                .configuration, "the folder \(path) cannot be made (\(error.localizedDescription))",
                remedy: "name a folder that you may write")
        }
    }
}
