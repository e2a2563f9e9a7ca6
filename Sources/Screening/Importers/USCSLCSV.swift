import Domain
import Formats

/// The US Consolidated Screening List: 13 lists in one file, columns by header name.
enum USCSLCSV {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "us-csl", format: .usCSLCSV)
        list.bandCeiling = .review
        let table = HeaderedCSV(file)
        guard table.header["name"] != nil, table.header["source"] != nil else {
            throw ImportError(.malformed, file: file.name, line: 1, "columns name and source are missing")
        }
        for error in table.damaged {
            list.recordsRead += 1
            list.rejects.append(
                ImportReject(file: file.name, line: error.line, field: "\(error.field)", reason: "damaged", value: ""))
        }
        var seen: Set<String> = []
        for row in table.rows {
            list.recordsRead += 1
            func value(_ name: String) -> String { table.value(row, name) }
            list.add("source \(value("source"))")
            let type: SubjectType
            switch value("type").lowercased() {
            case "individual": type = .person
            case "entity": type = .company
            case "vessel": type = .vessel
            case "aircraft": type = .aircraft
            default: type = .unknown
            }
            list.add("type \(type.rawValue)")
            var id = value("_id")
            if id.isEmpty { id = "\(value("source"))/\(value("entity_number"))/\(value("name"))" }
            // One id may stand on several rows of different lists: each row is an entry of its own.
            var copy = 1
            let base = id
            while !seen.insert(id).inserted {
                copy += 1
                id = "\(base)#\(copy)"
            }
            var entry = ListEntry(entryID: id, type: type)
            entry.source = "\(file.name):\(row.line)"
            if !value("name").isEmpty { entry.names.append(ListName(value("name"))) }
            for alias in ImportText.split(value("alt_names"), ";") {
                list.add("alt names")
                entry.names.append(ListName(alias, .aka))
            }
            guard !entry.names.isEmpty else {
                list.rejects.append(
                    ImportReject(file: file.name, line: row.line, field: "name", reason: "empty", value: ""))
                continue
            }
            fill(&entry, value)
            list.entries.append(entry)
        }
        return list
    }

    private static func fill(_ entry: inout ListEntry, _ value: (String) -> String) {
        entry.programs = [value("source")] + ImportText.split(value("programs"), ";")
        for (column, role) in [("citizenships", EntryCountry.Role.nationality), ("nationalities", .nationality)] {
            for text in ImportText.split(value(column), ";") {
                entry.countries.append(EntryCountry(role, CountryNames.country(text), text))
            }
        }
        for address in ImportText.split(value("addresses"), ";") {
            let code = address.split(separator: ",").last.map { ImportText.trimmed(String($0)) } ?? ""
            if let country = CountryNames.country(code) {
                entry.countries.append(EntryCountry(.residence, country, code))
            }
        }
        for text in ImportText.split(value("dates_of_birth"), ";") { entry.births += ImportText.births(text) }
        entry.birthPlaces = ImportText.split(value("places_of_birth"), ";")
        for text in ImportText.split(value("ids"), ";") {
            let fields = ImportText.split(text, ",")
            guard fields.count >= 2 else { continue }
            let kind = fields.last?.lowercased() ?? ""
            if kind == "gender" {
                if let gender = Gender(fields[0]) { entry.genders.append(gender) }
                continue
            }
            let scheme = scheme(fields[fields.count == 2 ? 1 : 2].lowercased())
            let number = fields.count == 2 ? fields[0] : fields[1]
            let country = fields.count > 2 ? CountryNames.country(fields[0]) : nil
            entry.ids.append(SubjectID(scheme: scheme, value: number, country: country))
        }
        let flag = value("vessel_flag")
        if !flag.isEmpty { entry.countries.append(EntryCountry(.flag, CountryNames.country(flag), flag)) }
        entry.remarks = value("remarks")
    }

    private static func scheme(_ kind: String) -> String {
        if kind.contains("passport") { return "passport" }
        if kind.contains("imo") || kind.contains("vessel registration") { return "imo" }
        if kind.contains("swift") { return "bic" }
        if kind.contains("legal entity number") { return "lei" }
        if kind.contains("tax") { return "tax" }
        if kind.contains("registration") { return "registration" }
        if kind.contains("digital currency") { return "crypto" }
        return kind.contains("national") || kind.contains("identification") || kind.contains("cedula")
            ? "national" : kind
    }
}
