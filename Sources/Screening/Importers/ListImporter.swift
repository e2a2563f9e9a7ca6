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
    package static func detect(_ bytes: [UInt8]) -> ListFormat? {
        let head = String(decoding: bytes.prefix(6_000), as: UTF8.self)
        if head.contains("<") && head.drop(while: { $0 == "\u{FEFF}" || $0.isWhitespace }).hasPrefix("<") {
            return xml(head)
        }
        let first = head.split(separator: "\n", maxSplits: 1).first.map(String.init) ?? ""
        if first.hasPrefix("_id,source") || first.hasPrefix("source,entity_number")
            || first.contains(",entity_number,type,")
        {
            return .usCSLCSV
        }
        if first.hasPrefix("celex,recordId") || first.hasPrefix("amendedCelex,amendmentCelex") { return .euJournalCSV }
        if first.hasPrefix("Last Updated,") { return .ukOFSIConListCSV }
        if first.hasPrefix("Report Date") || first.hasPrefix("\"Report Date") { return .ukSanctionsListCSV }
        if first.contains("Date_file") { return .euFSFCSV10 }
        if first.hasPrefix("fileGenerationDate") || first.contains("Entity_LogicalId") { return .euFSFCSV11 }
        return OFACCSV.kind(bytes) == nil ? nil : OFACCSV.isConsolidated(bytes) ? .ofacConsCSV : .ofacSDNCSV
    }

    private static func xml(_ head: String) -> ListFormat? {
        if head.contains("<CONSOLIDATED_LIST") { return .unXML }
        if head.contains("/ENHANCED_XML") { return .ofacEnhancedXML }
        if head.contains("<sdnList") { return .ofacSDNXML }
        if head.contains("fpi/fsd/export") { return .euFSFXML11 }
        if head.contains("<Designations") { return .ukSanctionsListXML }
        if head.contains("<swiss-sanctions-list") { return .secoXML }
        return nil
    }

    /// Reads `files` as one list.
    ///
    /// - Parameters:
    ///   - listID: the id in the snapshot; the format's usual id unless given.
    ///   - acceptedRejects: rejected rows beyond 0.1 % that are accepted.
    ///   - force: passes the join and count guards.
    /// - Throws: `ImportError` for unknown content, damage and the guards of screening section 3.
    package static func read(
        _ files: [ListFile], listID: String? = nil, format: ListFormat? = nil, acceptedRejects: Int = 0,
        force: Bool = false
    ) throws(ImportError) -> ImportedList {
        guard let first = files.first else { throw ImportError(.unknownFormat, file: "", "no file given") }
        let found = format ?? files.lazy.compactMap { detect($0.bytes) }.first
        guard let found else {
            let start = String(decoding: first.bytes.prefix(24), as: UTF8.self)
            let known = ListFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ImportError(
                .unknownFormat, file: first.name, "begins with \(start.debugDescription): not one of \(known)")
        }
        var list = try parse(files, found, force: force)
        if let listID { list.listID = listID }
        for file in files {
            list.sourceHashes.append((file.name, Hash32(SHA256Hasher.hash(file.bytes)) ?? .zero))
        }
        for entry in list.entries where entry.names.isEmpty {
            throw ImportError(.noName, file: first.name, "entry \(entry.entryID) has no usable name")
        }
        if list.rejects.count * 1_000 > list.recordsRead && list.rejects.count > acceptedRejects {
            throw ImportError(
                .rejects, file: first.name,
                "\(list.rejects.count) of \(list.recordsRead) rows rejected, first \(list.rejects[0].line): \(list.rejects[0].reason)"
            )
        }
        var seen: Set<String> = []
        for entry in list.entries where !seen.insert(entry.entryID).inserted {
            throw ImportError(.duplicateID, file: first.name, "entry id \(entry.entryID) occurs twice")
        }
        list.seal()
        return list
    }

    private static func parse(_ files: [ListFile], _ format: ListFormat, force: Bool) throws(ImportError)
        -> ImportedList
    {
        switch format {
        case .ofacSDNCSV, .ofacConsCSV: return try OFACCSV.read(files, format, force: force)
        case .unXML: return try UNXML.read(files[0])
        case .euJournalCSV: return try EUJournalCSV.read(files)
        case .ukOFSIConListCSV: return try UKConListCSV.read(files[0])
        case .usCSLCSV: return try USCSLCSV.read(files[0])
        case .ofacEnhancedXML: return try OFACEnhancedXML.read(files[0])
        case .ofacSDNXML: return try OFACSDNXML.read(files[0], force: force)
        case .euFSFXML11: return try EUFSFXML.read(files[0])
        case .ukSanctionsListXML: return try UKSanctionsListXML.read(files[0])
        case .secoXML: return try SECOXML.read(files[0])
        case .euFSFCSV10, .euFSFCSV11: return try EUFSFCSV.read(files[0], format)
        case .ukSanctionsListCSV: return try UKSanctionsListCSV.read(files[0])
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

/// Rows of a delimited file with a header, addressed by column name.
struct HeaderedCSV {
    let file: String
    let header: [String: Int]
    let rows: [CSVRecord]
    let damaged: [CSVError]

    /// - Parameter skip: records before the header, e.g. a line with the date.
    init(_ file: ListFile, skip: Int = 0, dialect: CSVDialect = CSVDialect(lenientQuotes: true)) {
        self.file = file.name
        var reader = CSVReader(dialect)
        reader.append(file.bytes)
        reader.finish()
        var header: [String: Int] = [:]
        var rows: [CSVRecord] = []
        var damaged: [CSVError] = []
        var seen = 0
        while let item = reader.next() {
            switch item {
            case .damaged(let error): damaged.append(error)
            case .record(let record):
                seen += 1
                if seen <= skip { continue }
                if header.isEmpty {
                    for index in 0..<record.count {
                        let name = ImportText.trimmed(record.text(index))
                        if header[name] == nil { header[name] = index }
                    }
                } else {
                    rows.append(record)
                }
            }
        }
        self.header = header
        self.rows = rows
        self.damaged = damaged
    }

    func value(_ row: CSVRecord, _ name: String) -> String {
        header[name].map { ImportText.trimmed(row.text($0)) } ?? ""
    }
}
