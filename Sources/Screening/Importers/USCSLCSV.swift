import Domain
import Formats

/// The US Consolidated Screening List: 13 lists in one file, columns by header name (28 or 29 of them).
enum USCSLCSV {
    private struct Columns {
        let id, source, number, type, programs, name, title, addresses, callSign, flag, remarks, aliases: Int
        let citizenships, births, nationalities, birthPlaces, ids, startDate, endDate, owner: Int

        init(_ header: ImportHeader) throws(ImportError) {
            try header.require("source", "entity_number", "type", "name", "alt_names", "ids")
            id = header["_id"]
            source = header["source"]
            number = header["entity_number"]
            type = header["type"]
            programs = header["programs"]
            name = header["name"]
            title = header["title"]
            addresses = header["addresses"]
            callSign = header["call_sign"]
            flag = header["vessel_flag"]
            owner = header["vessel_owner"]
            remarks = header["remarks"]
            aliases = header["alt_names"]
            citizenships = header["citizenships"]
            births = header["dates_of_birth"]
            nationalities = header["nationalities"]
            birthPlaces = header["places_of_birth"]
            ids = header["ids"]
            startDate = header["start_date"]
            endDate = header["end_date"]
        }
    }

    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "us-csl", format: .usCSLCSV)
        list.bandCeiling = .review
        var entries: [ListEntry] = []
        var seen: [String: Int] = [:]
        try ImportTable.read(file, ImportTable.Shape(), into: &list, columns: Columns.init) { row, columns, list in
            let name = row.text(columns.name)
            guard ImportText.isUsable(name) else {
                return list.reject(file.name, row.line, "name", "no usable name", name)
            }
            guard let type = type(row.text(columns.type)) else {
                return list.reject(
                    file.name, row.line, "type", "none of Individual, Entity, Vessel, Aircraft",
                    row.text(columns.type))
            }
            let source = row.text(columns.source)
            guard !source.isEmpty else { return list.reject(file.name, row.line, "source", "empty") }
            var id = row.text(columns.id)
            if id.isEmpty { id = "\(source)/\(row.text(columns.number))/\(name)" }
            // One id may stand on several rows of different lists: each row is an entry of its own.
            let copy = seen[id, default: 0] + 1
            seen[id] = copy
            list.add("source \(source)")
            list.add("type \(type.rawValue)")
            var entry = ListEntry(entryID: copy == 1 ? id : "\(id)#\(copy)", type: type)
            entry.source = "\(file.name):\(row.line)"
            entry.origin = ListOrigin(source: source, number: row.text(columns.number))
            entry.names.append(ListName(name, parts: OFACCSV.parts(name, type)))
            addNames(row.text(columns.aliases), to: &entry, &list)
            fill(&entry, row, columns, &list)
            entries.append(entry)
        }
        list.entries = entries
        return list
    }

    /// The lists of export controls say no type: unknown is screened as person and as company.
    private static func type(_ text: String) -> SubjectType? {
        switch text.lowercased() {
        case "individual": .person
        case "entity": .company
        case "vessel": .vessel
        case "aircraft": .aircraft
        case "": .unknown
        default: nil
        }
    }

    /// `A; B; and C`.
    private static func addNames(_ text: String, to entry: inout ListEntry, _ list: inout ImportedList) {
        for alias in ImportText.split(text, ";") {
            list.add("alt names")
            let name = alias.hasPrefix("and ") ? ImportText.trimmed(String(alias.dropFirst(4))) : alias
            list.add(ListName(name, .aka, parts: OFACCSV.parts(name, entry.type)), to: &entry)
        }
    }

    private static func fill(
        _ entry: inout ListEntry, _ row: ImportRow, _ columns: Columns, _ list: inout ImportedList
    ) {
        entry.programs = [row.text(columns.source)]
        list.add(ImportText.split(row.text(columns.programs), ";"), to: &entry.programs)
        for column in [columns.citizenships, columns.nationalities] where !row.isEmpty(column) {
            for text in ImportText.split(row.text(column), ";") { list.add(.nationality, text, to: &entry) }
        }
        for address in ImportText.split(row.text(columns.addresses), ";") {
            list.keep("address", address, in: &entry)
            // The country's code stands at the end; addresses without one end in a city or a remark.
            let last = address.utf8.suffix(2)
            if address.utf8.count == 2 || address.utf8.dropLast(2).last == 0x20, let country = Country(utf8Alpha2: last)
            {
                list.add(.residence, country.alpha2, to: &entry)
            }
        }
        for text in ImportText.split(row.text(columns.births), ";") { list.addBirths(text, to: &entry) }
        entry.birthPlaces = ImportText.split(row.text(columns.birthPlaces), ";")
        for text in ImportText.split(row.text(columns.ids), ";") { take(id: text, to: &entry, &list) }
        if !row.isEmpty(columns.flag) { list.add(.flag, row.text(columns.flag), to: &entry) }
        if !row.isEmpty(columns.callSign) {
            list.add(SubjectID(scheme: "callsign", value: row.text(columns.callSign)), to: &entry)
        }
        entry.remarks = row.text(columns.remarks)
        if !row.isEmpty(columns.startDate) { entry.listedOn = CivilDate(row.bytes(columns.startDate)) }
        list.keep("title", row.text(columns.title), in: &entry)
        list.keep("vessel owner", row.text(columns.owner), in: &entry)
        list.keep("end date", row.text(columns.endDate), in: &entry)
    }

    /// `Male, Gender`, `RU, 751234567, Passport`, `JO, 2014-08-30, 2009-08-31, K475336, Passport`: country, dates of expiry
    /// and issue, number, type; only number and type are always there.
    private static func take(id text: String, to entry: inout ListEntry, _ list: inout ImportedList) {
        let fields = ImportText.split(text, ",")
        guard let type = fields.last, fields.count >= 2 else { return list.keep("id", text, in: &entry) }
        let country = fields.count > 2 && fields[0].utf8.count == 2 ? fields[0] : ""
        if case .id = OFACIdentifiers.meaning(of: type, &list) {
            OFACIdentifiers.take(type: type, number: fields[fields.count - 2], country: country, to: &entry, &list)
        } else {
            let value = fields.dropLast().joined(separator: ", ")
            OFACIdentifiers.take(type: type, number: value, country: "", to: &entry, &list)
        }
    }
}
