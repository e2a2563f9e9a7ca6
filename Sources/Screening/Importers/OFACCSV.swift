import Domain
import Formats

/// OFAC's delimited files: SDN.CSV or CONS_PRIM.CSV with ALT, ADD and COMMENTS, one set imported together.
///
/// Source: OFAC, "SDN data specification" (dat_spec.txt): no header, `-0-` is null, a set joins on ent_num.
enum OFACCSV {
    enum Part { case main, alternate, address, comment }

    /// Which file of a set `bytes` is, by its columns: 12, 5, 6 or 2; nil for anything else.
    static func kind(_ bytes: [UInt8]) -> Part? {
        for record in firstRecords(bytes, 3) where number(record) != nil {
            switch record.count {
            case 12: return .main
            case 5 where ["aka", "fka", "nka"].contains(clean(record, 2).lowercased()): return .alternate
            case 6: return .address
            case 2: return .comment
            default: return nil
            }
        }
        return nil
    }

    /// The first records of a file; a file cut in the middle of a record by the prefix: the records before it.
    private static func firstRecords(_ bytes: [UInt8], _ most: Int) -> [CSVRecord] {
        var reader = CSVReader(CSVDialect(lenientQuotes: true))
        reader.append(Array(bytes.prefix(40_000)))
        if bytes.count <= 40_000 { reader.finish() }
        var records: [CSVRecord] = []
        while records.count < most, let item = reader.next() {
            if case .record(let record) = item { records.append(record) }
        }
        return records
    }

    private static let consolidatedPrograms = [
        "NS-PLC", "561", "SSI", "CMIC", "NS-MBS", "CAPTA", "NS-ISA", "13599", "FSE", "UKRAINE-EO13662",
    ]

    /// Whether most of the programmes are those of the non-SDN lists.
    static func isConsolidated(programs: [String]) -> Bool {
        let known = programs.count { program in consolidatedPrograms.contains { program.contains($0) } }
        return known * 2 > programs.count
    }

    /// A main file most of whose programmes are those of the non-SDN lists.
    static func isConsolidated(_ bytes: [UInt8]) -> Bool {
        guard kind(bytes) == .main else { return false }
        return isConsolidated(programs: firstRecords(bytes, 51).filter { number($0) != nil }.map { clean($0, 3) })
    }

    private static func number(_ record: CSVRecord) -> Int? {
        var value = 0
        let digits = ImportText.trimmed(record[0])
        guard !digits.isEmpty, digits.count < 10 else { return nil }
        for byte in digits {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// The field without blanks; the null `-0-` is empty.
    static func clean(_ record: CSVRecord, _ index: Int) -> String {
        let bytes = ImportText.trimmed(record[index])
        return bytes.elementsEqual([0x2D, 0x30, 0x2D]) ? "" : String(decoding: bytes, as: UTF8.self)
    }

    /// A set under construction.
    private struct Work {
        var entries: [ListEntry] = []
        var byNumber: [Int: Int] = [:]
        /// Remarks as they stand in the file: what goes on in COMMENTS goes on inside a word.
        var remarks: [[UInt8]] = []
    }

    static func read(_ files: [ListFile], _ format: ListFormat, force: Bool) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: format == .ofacConsCSV ? "us-ofac-cons" : "us-ofac-sdn", format: format)
        if format == .ofacConsCSV { list.bandCeiling = .hold }
        var work = Work()
        let parts = files.map { (file: $0, part: kind($0.bytes)) }
        for (file, part) in parts where part == nil {
            throw ImportError(
                .unknownFormat, file: file.name,
                "not a file of an OFAC set: SDN has 12 columns, ALT 5, ADD 6, COMMENTS 2; begins with "
                    + ListDetector.beginning(file.bytes))
        }
        for (file, part) in parts where part == .main { try main(file, &work, &list) }
        guard !work.entries.isEmpty else {
            throw ImportError(.malformed, file: files[0].name, "no main file (12 columns) in the set")
        }
        for (file, part) in parts {
            switch part {
            case .alternate: try join(file, 5, &work, &list, force, alternate)
            case .address: try join(file, 6, &work, &list, force, address)
            case .comment:
                try join(file, 2, &work, &list, force) { record, index, work, _ in
                    work.remarks[index].append(contentsOf: record[1])
                    return "comments"
                }
            case .main, nil: break
            }
        }
        // Without addresses a country is missing, without aliases half of the names are.
        if !parts.contains(where: { $0.part == .alternate }) {
            list.warnings.append("no alias file (ALT) in the set")
        }
        for index in work.entries.indices {
            OFACRemarks.apply(work.remarks[index], to: &work.entries[index], &list)
        }
        list.entries = work.entries
        return list
    }

    private static func shape(_ columns: Int) -> ImportTable.Shape {
        var shape = ImportTable.Shape()
        shape.columns = columns
        return shape
    }

    private static func isHeader(_ record: CSVRecord) -> Bool { number(record) == nil }

    private static func main(_ file: ListFile, _ work: inout Work, _ list: inout ImportedList) throws(ImportError) {
        try ImportTable.read(file, shape(12), into: &list, isHeader: isHeader) { row, list in
            guard let id = number(row.record) else {
                return list.reject(file.name, row.line, "ent_num", "not a number", row.text(0))
            }
            guard work.byNumber[id] == nil else {
                return list.reject(file.name, row.line, "ent_num", "occurs twice", "\(id)")
            }
            guard let entry = entry(row.record, id, file.name, &list) else { return }
            work.byNumber[id] = work.entries.count
            work.entries.append(entry)
            work.remarks.append(clean(row.record, 11).isEmpty ? [] : Array(row.record[11]))
        }
    }

    private static func join(
        _ file: ListFile, _ columns: Int, _ work: inout Work, _ list: inout ImportedList, _ force: Bool,
        _ merge: (CSVRecord, Int, inout Work, inout ImportedList) -> String
    ) throws(ImportError) {
        var joined = 0
        var orphans = 0
        try ImportTable.read(file, shape(columns), into: &list, isHeader: isHeader) { row, list in
            guard let id = number(row.record) else {
                return list.reject(file.name, row.line, "ent_num", "not a number", row.text(0))
            }
            guard let index = work.byNumber[id] else {
                orphans += 1
                return list.reject(file.name, row.line, "ent_num", "belongs to no entry", "\(id)")
            }
            joined += 1
            list.mergedRows += 1
            list.add(merge(row.record, index, &work, &list))
        }
        guard orphans * 1_000 > (joined + orphans) * 5 else { return }
        let message = "only \(joined) of \(joined + orphans) rows belong to an entry: the files are not of one set"
        guard force else { throw ImportError(.guardJoin, file: file.name, message) }
        list.warnings.append("\(file.name): \(message)")
        list.forcedRejects += orphans
    }

    private static func entry(_ record: CSVRecord, _ id: Int, _ file: String, _ list: inout ImportedList) -> ListEntry?
    {
        let type: SubjectType
        switch clean(record, 2).lowercased() {
        case "individual": type = .person
        case "vessel": type = .vessel
        case "aircraft": type = .aircraft
        case "", "entity": type = .company
        default:
            list.reject(file, record.line, "SDN_Type", "none of individual, vessel, aircraft, null", clean(record, 2))
            return nil
        }
        let name = clean(record, 1)
        guard ImportText.isUsable(name) else {
            list.reject(file, record.line, "SDN_Name", "no usable name", name)
            return nil
        }
        list.add(type.rawValue)
        var entry = ListEntry(entryID: String(id), type: type)
        entry.source = "\(file):\(record.line)"
        entry.names.append(ListName(name, parts: parts(name, type)))
        entry.programs = programs(record[3])
        let flag = clean(record, 9)
        if !flag.isEmpty { list.add(.flag, flag, to: &entry) }
        let call = clean(record, 5)
        if !call.isEmpty { entry.ids.append(SubjectID(scheme: "callsign", value: call)) }
        for (column, label) in [(4, "title"), (6, "vessel type"), (7, "tonnage"), (8, "GRT"), (10, "vessel owner")] {
            let value = clean(record, column)
            if !value.isEmpty { entry.unread.append("\(label): \(value)") }
        }
        return entry
    }

    /// `LAST, First Middle` of an individual; entities hold commas of their own (`CO., LTD.`).
    static func parts(_ name: String, _ type: SubjectType) -> [NamePart] {
        guard type == .person, let comma = name.utf8.firstIndex(of: 0x2C) else { return [] }
        let given = ImportText.trimmed(String(name[name.utf8.index(after: comma)...]))
        return given.isEmpty ? [] : [NamePart(.family, String(name[..<comma])), NamePart(.given, given)]
    }

    /// `CUBA] [SDGT` is two programmes.
    private static func programs(_ field: ArraySlice<UInt8>) -> [String] {
        field.split { $0 == 0x5B || $0 == 0x5D }.map(ImportText.trimmed)
            .filter { !$0.isEmpty && !$0.elementsEqual([0x2D, 0x30, 0x2D]) }.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func alternate(
        _ record: CSVRecord, _ index: Int, _ work: inout Work, _ list: inout ImportedList
    ) -> String {
        let code = clean(record, 2).lowercased()
        let kind: ListName.Kind = code == "fka" ? .fka : code == "nka" ? .nka : .aka
        let name = clean(record, 3)
        let type = work.entries[index].type
        if ImportText.isUsable(name) {
            work.entries[index].names.append(ListName(name, kind, parts: parts(name, type)))
        }
        let remark = clean(record, 4)
        if !remark.isEmpty { work.entries[index].unread.append("alias remark: \(remark)") }
        return code.isEmpty ? "aka" : code
    }

    private static func address(
        _ record: CSVRecord, _ index: Int, _ work: inout Work, _ list: inout ImportedList
    ) -> String {
        let fields = [2, 3, 4].map { clean(record, $0) }.filter { !$0.isEmpty }
        let country = clean(record, 4)
        if !country.isEmpty { list.add(.residence, country, to: &work.entries[index]) }
        if fields.count > (country.isEmpty ? 0 : 1) {
            work.entries[index].unread.append("address: \(fields.joined(separator: ", "))")
        }
        let remark = clean(record, 5)
        if !remark.isEmpty { work.entries[index].unread.append("address remark: \(remark)") }
        return "addresses"
    }
}
