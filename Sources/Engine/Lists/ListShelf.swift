import Domain
import Formats
import Foundation
import Screening
import Store

/// The lists of a home on disk: every version's files under `lists/ID/VERSION`, the index of what is in force, and the file that
/// names it. Needs no database.
struct ListShelf: Sendable {
    let home: Home
    let sources: ListSources

    private var activePath: String { home.lists + "/active.json" }

    // MARK: In force

    /// What is in force; nil before the first import, and for a file that is damaged: the database knows.
    func active() throws -> ActiveLists? {
        guard FileManager.default.fileExists(atPath: activePath) else { return nil }
        return ActiveLists(encoded: try Files.read(activePath))
    }

    /// The index of what is in force. A missing, damaged or other index is built again from the kept files (screening.md section 3).
    func snapshot(of active: ActiveLists) throws -> (snapshot: ListSnapshot, isRebuilt: Bool) {
        if let bytes = try? Files.read(home.lists + "/" + active.index),
            let snapshot = try? ListSnapshot(encoded: bytes), fits(snapshot, active)
        {
            return (snapshot, false)
        }
        let snapshot = ListSnapshot(try active.items.map { try list($0) })
        // Whoever may only read builds it each time; the result is the same.
        try? Files.writeDurably(snapshot.encoded(), to: home.lists + "/" + active.index)
        return (snapshot, true)
    }

    /// Whether an index holds exactly these versions, under the ceilings that the sources name now.
    private func fits(_ snapshot: ListSnapshot, _ active: ActiveLists) -> Bool {
        guard snapshot.lists.count == active.items.count else { return false }
        return snapshot.lists.allSatisfy { list in
            guard let item = active[list.id], item.version == list.version else { return false }
            return sources[list.id].map { $0.ceiling == list.bandCeiling } ?? true
        }
    }

    /// Puts an index and its description in place of the ones before: first the index under a name of its own, then the file that
    /// names it, so that a reader in between still finds the old pair whole.
    func swap(to snapshot: ListSnapshot, _ items: [ActiveLists.Item]) throws {
        let encoded = snapshot.encoded()
        let name = "index-\(Hex.string(SHA256Hasher.hash(encoded).prefix(8))).bin"
        let path = home.lists + "/" + name
        if !FileManager.default.fileExists(atPath: path) { try Files.writeDurably(encoded, to: path) }
        let active = ActiveLists(items: items.sorted { $0.id < $1.id }, index: name)
        try Files.writeDurably(active.encoded, to: activePath)
        for file in (try? FileManager.default.contentsOfDirectory(atPath: home.lists)) ?? []
        where file.hasSuffix(".bin") && file != name || file == "snapshot.index" {
            try? FileManager.default.removeItem(atPath: home.lists + "/" + file)
        }
    }

    // MARK: Kept files

    private func folder(_ list: String, _ version: Hash32) -> String { "\(home.lists)/\(list)/\(version.hex)" }

    /// Keeps the files of a version, in a folder that appears whole or not at all.
    ///
    /// - Returns: the files as they are recorded: `0000/SDN.CSV`, in the order they are read.
    func keep(_ list: ImportedList, _ files: [ListFile]) throws -> [ListFileRow] {
        let target = folder(list.listID, list.version)
        let rows = files.enumerated().map { number, file in
            let digits = String(number)
            let order = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            return ListFileRow(
                name: "\(order)/\(Self.plain(file.name))", sha256: Hash32(SHA256Hasher.hash(file.bytes)) ?? .zero,
                bytes: Int64(file.bytes.count))
        }
        if FileManager.default.fileExists(atPath: target) {
            if faults(list.listID, list.version, rows).isEmpty { return rows }
            try FileManager.default.removeItem(atPath: target)
        }
        let staging = target + ".new"
        try? FileManager.default.removeItem(atPath: staging)
        do {
            for (row, file) in zip(rows, files) {
                let place = "\(staging)/\(row.name)"
                try FileManager.default.createDirectory(
                    atPath: (place as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
                try Files.writeDurably(file.bytes, to: place)
            }
            try FileManager.default.moveItem(atPath: staging, toPath: target)
        } catch let error as EngineError {
            throw error
        } catch {
            throw EngineError(
                .configuration, "cannot keep the files of list \(list.listID) in \(target)",
                remedy: "is the disk full, and may you write there?")
        }
        return rows
    }

    /// A file's own name without its folders, of letters that any file system takes.
    private static func plain(_ name: String) -> String {
        let last = (name as NSString).lastPathComponent
        let safe = String(
            last.unicodeScalars.map { scalar in
                let isPlain =
                    scalar.isASCII
                    && (scalar.properties.isAlphabetic || "0123456789._-".unicodeScalars.contains(scalar))
                return isPlain ? Character(scalar) : "_"
            })
        return safe.isEmpty || safe.hasPrefix(".") ? "list" + safe : safe
    }

    /// The kept files of a version, each with the hash recorded for it.
    ///
    /// - Throws: naming the first file that is missing or was changed: nothing is ever built from such a file.
    func files(_ list: String, _ version: Hash32, _ recorded: [ListFileRow]) throws -> [ListFile] {
        if let fault = faults(list, version, recorded).first {
            throw EngineError(
                .unavailable, "list \(list): \(fault)",
                remedy: "amplomb lists verify \(list) names all; import the list again: amplomb lists import FILE... "
                    + "--list \(list)")
        }
        return try recorded.map { row in
            ListFile(
                name: (row.name as NSString).lastPathComponent,
                bytes: try Files.read(folder(list, version) + "/" + row.name))
        }
    }

    /// What of the kept files is not as recorded, in words.
    func faults(_ list: String, _ version: Hash32, _ recorded: [ListFileRow]) -> [String] {
        if recorded.isEmpty { return ["no files of version \(version.hex.prefix(12)) were kept"] }
        var faults: [String] = []
        let place = folder(list, version)
        for row in recorded {
            guard let bytes = try? Files.read(place + "/" + row.name) else {
                faults.append("file \(place)/\(row.name) is missing")
                continue
            }
            let hash = Hash32(SHA256Hasher.hash(bytes)) ?? .zero
            if hash != row.sha256 {
                faults.append(
                    "file \(place)/\(row.name) was changed: its hash is \(hash.hex.prefix(12)), \(row.sha256.hex.prefix(12)) "
                        + "was recorded")
            }
        }
        let known = Set(recorded.map(\.name))
        for file in (try? Files.tree(place, suffixes: [""])) ?? [] where !known.contains(file.path) {
            faults.append("file \(place)/\(file.path) belongs to no version")
        }
        return faults
    }

    /// A version read again from its kept files.
    func list(_ id: String, _ version: Hash32, _ format: ListFormat, _ recorded: [ListFileRow]) throws -> ImportedList {
        try ListReading.kept(try files(id, version, recorded), id: id, format: format, sources: sources)
    }

    private func list(_ item: ActiveLists.Item) throws -> ImportedList {
        try list(
            item.id, item.version, item.format,
            item.files.map { ListFileRow(name: $0.name, sha256: $0.hash, bytes: 0) })
    }

    // MARK: One at a time

    /// Runs `body` while no other program changes the lists of this home; waits a few seconds for one that does.
    func exclusively<Value>(_ body: () async throws -> Value) async throws -> Value {
        try await FileLock.holding(
            home.lists + "/lock", mode: 0o644, patience: .seconds(3), "changes the lists of this home", body)
    }
}
