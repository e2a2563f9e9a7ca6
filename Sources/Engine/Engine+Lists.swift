import Domain
import Formats
import Foundation
import Screening
import Store

extension Engine {
    /// Reads official list files (or folders of them), checks them, and puts them in force together with the lists that were
    /// imported before.
    ///
    /// The files are kept below the home, so that the index can be rebuilt and verified from what the publisher sent.
    package func importLists(_ paths: [String]) async throws -> ListImportReport {
        let incoming = try Self.listFiles(paths)
        let lists = try Self.parse(incoming)
        let library = ListLibrary(home: options.home)
        let known = try await store.listVersions(onlyActive: true)
        for list in lists {
            let before = known.first { $0.listID == list.listID }
            if let before, list.entries.count * 100 < before.entries * 80 {
                throw EngineError(
                    .unreadable,
                    "list \(list.listID) has \(list.entries.count) entries, the one in force \(before.entries): more than a fifth "
                        + "would go", remedy: "check the file; a publisher never drops so many at once")
            }
        }
        let previous = try library.keptLists(only: Set(lists.map(\.listID)))
        var all = try library.keptLists(except: Set(lists.map(\.listID)))
        all += lists
        let snapshot = ListSnapshot(all)
        try library.keep(lists, files: incoming)
        try library.save(snapshot)
        let now = options.clock()
        var lines: [ListImportReport.Line] = []
        for list in lists.sorted(by: { $0.listID < $1.listID }) {
            let before = known.first { $0.listID == list.listID }
            try await store.put(
                ListVersionRow(
                    listID: list.listID, version: list.version.description, sha256: list.version,
                    publishedAt: list.publishDate.map { Instant($0) }, importedAt: now,
                    entries: Int64(list.entries.count),
                    source: list.format.rawValue, isActive: true))
            lines.append(
                ListImportReport.Line(
                    list: list, isNew: before?.sha256 != list.version, before: before.map { Int($0.entries) }))
        }
        var report = ListImportReport(
            lines: lines, entryCount: snapshot.entryCount, nameCount: snapshot.nameCount, snapshot: snapshot.hash)
        if lines.contains(where: \.isNew) { report.rescreen = try await rescreen(from: previous, to: lists) }
        return report
    }

    /// Every file named, and every list file of every folder named.
    static func listFiles(_ paths: [String]) throws -> [ListFile] {
        var files: [ListFile] = []
        for path in paths {
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
                for file in try Files.tree(path, suffixes: [".csv", ".CSV", ".xml", ".XML"]) {
                    files.append(ListFile(name: "\(path)/\(file.path)", bytes: file.bytes))
                }
            } else {
                files.append(ListFile(name: path, bytes: try Files.read(path)))
            }
        }
        return files
    }

    /// Reads the files as lists: each set that belongs together (OFAC main, alias, address and comment files; the acts of the EU
    /// journal) is one list, every other file is one of its own.
    static func parse(_ files: [ListFile]) throws -> [ImportedList] {
        var groups: [String: [ListFile]] = [:]
        for file in files {
            let format = ListImporter.detect(file.bytes)
            switch format {
            case .ofacSDNCSV, .ofacConsCSV:
                // Alias and address files do not say which main file they belong to; the publisher's names do.
                let name = (file.name as NSString).lastPathComponent.lowercased()
                groups[name.hasPrefix("cons") ? "ofac-cons" : "ofac-sdn", default: []].append(file)
            case .euJournalCSV: groups["eu-journal", default: []].append(file)
            default: groups[file.name, default: []].append(file)
            }
        }
        return try groups.keys.sorted().compactMap { groups[$0] }.map { set in
            do {
                return try ListImporter.read(set)
            } catch let error as ImportError {
                throw EngineError(
                    .unreadable, "\(error)", remedy: "nothing was changed; see amplomb lists import --help")
            }
        }
    }
}

extension ListLibrary {
    private var folder: String { home.lists + "/files" }

    /// The lists kept from earlier imports, read again from the publishers' files.
    func keptLists(except replaced: Set<String>) throws -> [ImportedList] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        var lists: [ImportedList] = []
        for id in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where !replaced.contains(id) {
            let files = try Files.tree(folder + "/" + id, suffixes: [""])
            lists += try Engine.parse(files.map { ListFile(name: $0.path, bytes: $0.bytes) })
        }
        return lists
    }

    /// The versions kept of these lists, where there are any.
    func keptLists(only wanted: Set<String>) throws -> [ImportedList] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        let all = Set(try FileManager.default.contentsOfDirectory(atPath: folder))
        return try keptLists(except: all.subtracting(wanted))
    }

    /// Keeps the files of lists under the list's id, in place of those of its earlier version.
    func keep(_ lists: [ImportedList], files: [ListFile]) throws {
        for list in lists {
            let target = folder + "/" + list.listID
            try? FileManager.default.removeItem(atPath: target)
            try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
            let names = Set(list.sourceHashes.map(\.file))
            for (number, file) in files.filter({ names.contains($0.name) }).enumerated() {
                let name = (file.name as NSString).lastPathComponent
                let parent = ((file.name as NSString).deletingLastPathComponent as NSString).lastPathComponent
                let place = target + "/" + (parent.isEmpty ? "\(number)" : parent)
                try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
                try Files.writeDurably(file.bytes, to: place + "/" + name)
            }
        }
    }
}
