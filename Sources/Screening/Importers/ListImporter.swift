package import Domain
import Formats

/// One file of a list.
package struct ListFile: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// Reads official lists: the format is decided by the content of the files, never by their names.
package enum ListImporter {
    /// The format of `bytes`, nil if it is none of the known ones.
    package static func detect(_ bytes: [UInt8]) -> ListFormat? { ListDetector.format(bytes) }

    /// Reads `files` as one list.
    ///
    /// - Parameters:
    ///   - listID: the id in the snapshot; the format's usual id unless given.
    ///   - acceptedRejects: rejected rows that are accepted, be they more than 0.1 % or without a usable name.
    ///   - force: passes the join and count guards.
    /// - Throws: `ImportError` for unknown content, damage and the guards of screening section 3.
    package static func read(
        _ files: [ListFile], listID: String? = nil, format: ListFormat? = nil, acceptedRejects: Int = 0,
        force: Bool = false
    ) throws(ImportError) -> ImportedList {
        guard let first = files.first else { throw ImportError(.unknownFormat, file: "", "no file given") }
        let detected = format == nil ? try Self.format(of: files) : format
        guard let found = detected else { throw ListDetector.refusal(first) }
        var list = try parse(files, found, force: force)
        if let listID { list.listID = listID }
        for file in files {
            list.sourceHashes.append((file.name, Hash32(SHA256Hasher.hash(file.bytes)) ?? .zero))
        }
        try checkRows(&list, file: first.name, acceptedRejects: acceptedRejects)
        list.warnOfCountries()
        list.seal()
        try checkIDs(list, file: first.name)
        return list
    }

    /// The one format of all files.
    private static func format(of files: [ListFile]) throws(ImportError) -> ListFormat? {
        let found = files.map { ListDetector.format($0.bytes) }
        // Alias and address files do not say which main file they belong to.
        guard let main = found.contains(.ofacConsCSV) ? .ofacConsCSV : found[0] else { return nil }
        for (file, format) in zip(files, found) {
            guard let format else { throw ListDetector.refusal(file) }
            if format != main && !(main == .ofacConsCSV && format == .ofacSDNCSV) {
                throw ImportError(
                    .unknownFormat, file: file.name,
                    "is \(format.rawValue), \(files[0].name) is \(main.rawValue): not one list")
            }
        }
        return main
    }

    private static func parse(_ files: [ListFile], _ format: ListFormat, force: Bool) throws(ImportError)
        -> ImportedList
    {
        switch format {
        case .ofacSDNCSV, .ofacConsCSV: return try OFACCSV.read(files, format, force: force)
        case .euJournalCSV: return try EUJournalCSV.read(files)
        default: break
        }
        guard files.count == 1 else {
            throw ImportError(.unknownFormat, file: files[1].name, "a list of \(format.rawValue) is one file")
        }
        let file = files[0]
        switch format {
        case .unXML: return try UNXML.read(file)
        case .ukOFSIConListCSV: return try UKConListCSV.read(file)
        case .ukSanctionsListCSV: return try UKSanctionsListCSV.read(file)
        case .ukSanctionsListXML: return try UKSanctionsListXML.read(file)
        case .usCSLCSV: return try USCSLCSV.read(file)
        case .ofacEnhancedXML: return try OFACEnhancedXML.read(file)
        case .ofacAdvancedXML: return try OFACAdvancedXML.read(file)
        case .ofacSDNXML: return try OFACSDNXML.read(file, force: force)
        case .euFSFXML11: return try EUFSFXML.read(file)
        case .secoXML: return try SECOXML.read(file)
        case .euFSFCSV10, .euFSFCSV11: return try EUFSFCSV.read(file, format)
        case .ofacSDNCSV, .ofacConsCSV, .euJournalCSV:
            throw ImportError(.unknownFormat, file: file.name, "read as a set")
        }
    }

    /// Moves entries without a usable name to the rejects, checks that every record is accounted for, and bounds the rejects.
    private static func checkRows(_ list: inout ImportedList, file: String, acceptedRejects: Int) throws(ImportError) {
        var nameless = 0
        if list.entries.contains(where: { $0.names.isEmpty }) {
            let entries = list.entries
            list.entries = entries.filter { !$0.names.isEmpty }
            for entry in entries where entry.names.isEmpty {
                nameless += 1
                let (place, line) = split(source: entry.source)
                list.reject(place, line, "name", "entry without a usable name", entry.entryID)
            }
        }
        let accounted = list.entries.count + list.mergedRows + list.rejects.count
        guard list.recordsRead == accounted else {
            throw ImportError(
                .accounting, file: file,
                "\(list.recordsRead) records read, but \(list.entries.count) entries, \(list.mergedRows) merged and "
                    + "\(list.rejects.count) rejected")
        }
        let accepted = acceptedRejects + list.forcedRejects
        guard let worst = list.rejects.first, list.rejects.count > accepted else { return }
        if nameless > 0 {
            let first = list.rejects[list.rejects.count - nameless]
            throw ImportError(
                .noName, file: first.file, line: first.line, "\(first.field): \(first.reason): \(first.value)")
        }
        if list.rejects.count * 1_000 > list.recordsRead {
            throw ImportError(
                .rejects, file: worst.file, line: worst.line,
                "\(list.rejects.count) of \(list.recordsRead) rows rejected, the first: \(worst.field): \(worst.reason): "
                    + worst.value)
        }
        if list.entries.isEmpty && list.recordsRead > 0 {
            throw ImportError(.rejects, file: worst.file, line: worst.line, "every row rejected")
        }
    }

    private static func split(source: String) -> (file: String, line: Int) {
        guard let colon = source.lastIndex(of: ":"), let line = Int(source[source.index(after: colon)...]) else {
            return (source, 0)
        }
        return (String(source[..<colon]), line)
    }

    /// Two entries of one id could not be told apart by any later decision. The entries are sorted.
    private static func checkIDs(_ list: ImportedList, file: String) throws(ImportError) {
        for index in list.entries.indices.dropFirst()
        where list.entries[index].entryID == list.entries[index - 1].entryID {
            let entry = list.entries[index]
            let (place, line) = split(source: entry.source)
            throw ImportError(.duplicateID, file: place, line: line, "entry id \(entry.entryID) occurs twice")
        }
        for entry in list.entries.prefix(1) where entry.entryID.isEmpty {
            let (place, line) = split(source: entry.source)
            throw ImportError(.malformed, file: place, line: line, "an entry has no id")
        }
    }

    /// Guards against the version in force: fewer than 80 % of its entries, or older.
    package static func check(
        _ list: ImportedList, previousCount: Int?, previousDate: CivilDate?, minimumEntries: Int
    ) throws(ImportError) {
        let file = list.sourceHashes.first?.file ?? list.listID
        if list.entries.count < minimumEntries {
            throw ImportError(
                .guardCount, file: file, "\(list.entries.count) entries, at least \(minimumEntries) expected")
        }
        if let previousCount, list.entries.count * 10 < previousCount * 8 {
            throw ImportError(
                .guardShrink, file: file,
                "\(list.entries.count) entries against \(previousCount) in force: fewer than 80 %")
        }
        if let previousDate, let date = list.publishDate, date < previousDate {
            throw ImportError(.guardOlder, file: file, "published \(date), older than \(previousDate) in force")
        }
    }
}
