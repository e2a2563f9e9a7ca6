import Domain
import Formats
import Foundation
package import Screening

/// Files that make one list, read and checked but not yet in force.
struct StagedList: Sendable {
    var list: ImportedList
    let files: [ListFile]
    /// Guards the set failed while it was read and that were overridden.
    var overridden: [ImportError]
}

/// What is asked of an import.
package struct ListImportRequest: Sendable {
    package var paths: [String]
    /// The id to import under; what the format usually is when left out.
    package var listID: String?
    package var format: ListFormat?
    package var acceptedRejects = 0
    /// Why guards are overridden; nil: they refuse.
    package var force: String?
    /// Invented lists are imported under `sample-` ids.
    package var kind = ListKind.official
    /// Everything but the change itself.
    package var isDryRun = false

    package init(_ paths: [String]) { self.paths = paths }
}

/// Reads list files into lists: each set that belongs together (the files of an OFAC list; the acts of the EU journal) is one list,
/// every other file is one of its own.
enum ListReading {
    static func stage(_ files: [ListFile], _ request: ListImportRequest, _ sources: ListSources) throws -> [StagedList]
    {
        if let id = request.listID, !ListSources.isID(id) {
            throw EngineError(
                .unreadable, "--list \(id) is no id",
                remedy: "2 to 40 small letters, digits and hyphens, for example un")
        }
        if let id = request.listID { try check(id: id, request, sources) }
        if let reason = request.force { try check(reason: reason, "--force") }
        let groups = request.format == nil ? groups(files) : [files]
        if request.listID != nil, groups.count > 1 {
            throw EngineError(
                .unreadable, "the files make \(groups.count) lists, --list names one",
                remedy: "import them one list at a time, or without --list")
        }
        let staged = try groups.map { try read($0, request, sources) }
        var seen: Set<String> = []
        for list in staged where !seen.insert(list.list.listID).inserted {
            throw EngineError(
                .unreadable, "two of the files are list \(list.list.listID)",
                remedy: "import one of them, or name it with --list")
        }
        return staged
    }

    /// An official list is one that the publishers' file describes: nothing would ever say that another is stale or gone.
    private static func check(id: String, _ request: ListImportRequest, _ sources: ListSources) throws(EngineError) {
        guard ListKind(listID: id) == .official, request.kind == .official, sources[id] == nil else { return }
        let known = sources.all.map(\.id)
        let near = NameSuggestion.nearest(to: id, in: known).map { "did you mean \($0)? " } ?? ""
        throw EngineError(
            .unreadable, "--list \(id) is no list of sources.yaml",
            remedy: near
                + "there are \(known.joined(separator: ", ")); an invented list is \(ListKind.samplePrefix)\(id)")
    }

    /// A reason stands in the history for ever: a word is none.
    static func check(reason: String, _ option: String) throws(EngineError) {
        let letters = reason.filter { !$0.isWhitespace }.count
        guard letters >= 10 else {
            throw EngineError(
                .unreadable, "\(option): the reason has \(letters) characters, at least 10 are needed",
                remedy: "say why, for the person who reads the history: it is recorded with the version")
        }
    }

    private static func groups(_ files: [ListFile]) -> [[ListFile]] {
        var groups: [String: [ListFile]] = [:]
        for file in files {
            switch ListImporter.detect(file.bytes) {
            case .ofacSDNCSV, .ofacConsCSV:
                // Alias and address files do not say which main file they belong to; the publisher's names do.
                let name = (file.name as NSString).lastPathComponent.lowercased()
                groups[name.hasPrefix("cons") ? "ofac-cons" : "ofac-sdn", default: []].append(file)
            case .euJournalCSV: groups["eu-journal", default: []].append(file)
            default: groups[file.name, default: []].append(file)
            }
        }
        return groups.keys.sorted().compactMap { groups[$0] }
    }

    private static func read(_ files: [ListFile], _ request: ListImportRequest, _ sources: ListSources) throws
        -> StagedList
    {
        var overridden: [ImportError] = []
        var list: ImportedList
        do throws(ImportError) {
            do throws(ImportError) {
                list = try importer(files, request, force: false)
            } catch {
                // Of what a reader refuses, only a set that does not join can be wanted: everything else is damage.
                guard error.code == .guardJoin, request.force != nil else { throw error }
                overridden.append(error)
                list = try importer(files, request, force: true)
            }
        } catch {
            throw refusal(error)
        }
        if let id = request.listID { list.listID = id }
        if request.kind == .sample, ListKind(listID: list.listID) == .official {
            list.listID = ListKind.samplePrefix + list.listID
        }
        try seal(&list, sources)
        return StagedList(list: list, files: files, overridden: overridden)
    }

    private static func importer(
        _ files: [ListFile], _ request: ListImportRequest, force: Bool
    ) throws(ImportError) -> ImportedList {
        try ListImporter.read(
            files, listID: request.listID, format: request.format, acceptedRejects: request.acceptedRejects,
            force: force)
    }

    /// A version read again: what was accepted when it came is accepted now.
    static func kept(_ files: [ListFile], id: String, format: ListFormat, sources: ListSources) throws -> ImportedList {
        do {
            var list = try ListImporter.read(
                files, listID: id, format: format, acceptedRejects: .max, force: true)
            try seal(&list, sources)
            return list
        } catch let error as ImportError {
            throw EngineError(
                .unavailable, "list \(id) cannot be read again from its kept files: \(error)",
                remedy: "import it again: amplomb lists import FILE... --list \(id)")
        }
    }

    private static func seal(_ list: inout ImportedList, _ sources: ListSources) throws(EngineError) {
        list.sealEdition()
        guard let source = sources[list.listID] else { return }
        list.bandCeiling = source.ceiling
        // `un-xml` under the id of a UK list is a slip of the hand that no count would catch.
        func publisher(_ format: ListFormat) -> Substring { format.rawValue.prefix { $0 != "-" } }
        if publisher(source.format) != publisher(list.format) {
            throw EngineError(
                .unreadable,
                "the files are \(list.format.rawValue), list \(list.listID) is published as \(source.format.rawValue)",
                remedy: "name the list that they are with --list")
        }
    }

    static func refusal(_ error: ImportError) -> EngineError {
        let remedy: String
        switch error.code {
        case .guardJoin, .guardShrink, .guardOlder, .guardFuture:
            remedy = "check the files; if they are right, say why with --force REASON. The list in force stays"
        case .guardCount where error.message.hasPrefix("Record_Count"):
            remedy = "the file is not whole: download it again. The list in force stays"
        case .guardCount:
            remedy = "check the file; if it is right, say why with --force REASON. The list in force stays"
        case .rejects: remedy = "look at the rows; --accept-rejects N takes the rest. The list in force stays"
        case .unknownFormat: remedy = "give the publisher's file as it was downloaded, or name its --format"
        default:
            remedy = "the file is damaged or incomplete: download it again. The list in force stays"
        }
        return EngineError(.unreadable, error.description, remedy: remedy)
    }

    /// Every file named, and every list file of every folder named.
    static func files(_ paths: [String]) throws -> [ListFile] {
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
        if files.isEmpty {
            throw EngineError(
                .unreadable, "there is no list file in \(paths.joined(separator: ", "))", remedy: "name files")
        }
        return files
    }
}
