import Domain
import Formats

/// EU designations transcribed from the Official Journal: one file an act, consolidated files and amendments as one list.
enum EUJournalCSV {
    static func read(_ files: [ListFile]) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "eu", format: .euJournalCSV)
        var byKey: [String: Int] = [:]
        // Amendments apply on top of the consolidated text, in any order of the files.
        let tables = files.map { (file: $0, isAmendment: $0.bytes.starts(with: Array("amendedCelex".utf8))) }
        for table in tables where !table.isAmendment { read(table.file, isAmendment: false, &byKey, &list) }
        for table in tables where table.isAmendment { read(table.file, isAmendment: true, &byKey, &list) }
        return list
    }

    private static func read(
        _ file: ListFile, isAmendment: Bool, _ byKey: inout [String: Int], _ list: inout ImportedList
    ) {
        let table = HeaderedCSV(file)
        for error in table.damaged {
            list.recordsRead += 1
            list.rejects.append(
                ImportReject(
                    file: file.name, line: error.line, field: "\(error.field)", reason: "\(error.reason)", value: ""))
        }
        for row in table.rows {
            list.recordsRead += 1
            list.add(isAmendment ? "amendment rows" : "consolidated rows")
            func value(_ name: String) -> String { table.value(row, name) }
            let schema = value("schema")
            if !isAmendment { list.add("schema \(schema)") }
            guard !value("name").isEmpty || !value("imoNumber").isEmpty else {
                list.rejects.append(
                    ImportReject(file: file.name, line: row.line, field: "name", reason: "empty", value: ""))
                continue
            }
            let celex = isAmendment ? value("amendedCelex") : value("celex")
            let record = value("recordId")
            let own =
                record.isEmpty ? "\(schema)|\(value("name"))|\(value("birthDate"))" : "\(value("annex"))|\(record)"
            let key = "\(celex)|\(own)|\(ImportText.trimmed(value("name")).uppercased())"
            if let known = byKey[key] {
                merge(row, table, into: &list.entries[known])
                list.mergedRows += 1
                continue
            }
            byKey[key] = list.entries.count
            var id = record.isEmpty ? "\(celex)/\(value("name"))" : "\(celex)/\(value("annex"))/\(record)"
            if list.entries.contains(where: { $0.entryID == id }) { id += "/\(value("name"))" }
            var entry = ListEntry(entryID: id, type: type(schema))
            entry.source = "\(file.name):\(row.line)"
            list.add("imo", entry.type == .vessel && !value("imoNumber").isEmpty ? 1 : 0)
            merge(row, table, into: &entry)
            list.entries.append(entry)
        }
    }

    private static func type(_ schema: String) -> SubjectType {
        switch schema.lowercased() {
        case "person": .person
        case "vessel": .vessel
        case "airplane", "aircraft": .aircraft
        case "asset", "": .unknown
        default: .company
        }
    }

    private static func merge(_ row: CSVRecord, _ table: HeaderedCSV, into entry: inout ListEntry) {
        func value(_ name: String) -> String { table.value(row, name) }
        func values(_ name: String) -> [String] { ImportText.quotedList(value(name)) }
        add(names: [value("name")], .primary, false, &entry)
        add(names: values("alias"), .aka, false, &entry)
        add(names: values("weakAlias"), .aka, true, &entry)
        add(names: values("previousName"), .fka, false, &entry)
        for (column, role) in [
            ("country", EntryCountry.Role.residence), ("nationality", .nationality), ("jurisdiction", .registration),
            ("flag", .flag),
        ] {
            for text in values(column) {
                let country = EntryCountry(role, CountryNames.country(text), text)
                if !entry.countries.contains(country) { entry.countries.append(country) }
            }
        }
        for text in values("birthDate") {
            for birth in ImportText.births(text) where !entry.births.contains(birth) { entry.births.append(birth) }
        }
        entry.birthPlaces += values("birthPlace").filter { !entry.birthPlaces.contains($0) }
        for text in values("gender") {
            if let gender = Gender(text), !entry.genders.contains(gender) { entry.genders.append(gender) }
        }
        for (column, scheme) in [
            ("passportNumber", "passport"), ("registrationNumber", "registration"), ("taxNumber", "tax"),
            ("idNumber", "national"),
            ("innCode", "inn"), ("ogrnCode", "ogrn"), ("kppCode", "kpp"), ("okpoCode", "okpo"), ("leiCode", "lei"),
            ("swiftBic", "bic"),
            ("imoNumber", "imo"), ("mmsi", "mmsi"),
        ] {
            for text in values(column) {
                let id = SubjectID(scheme: scheme, value: text.hasPrefix("IMO ") ? String(text.dropFirst(4)) : text)
                if !entry.ids.contains(id) { entry.ids.append(id) }
            }
        }
        if !entry.programs.contains(value("programKey")) && !value("programKey").isEmpty {
            entry.programs.append(value("programKey"))
        }
        if !entry.measures.contains(value("measure")) && !value("measure").isEmpty {
            entry.measures.append(value("measure"))
        }
        if entry.listedOn == nil {
            entry.listedOn = ImportText.birth(value("startDate")).flatMap { $0.precision == .day ? $0.from : nil }
        }
        if entry.remarks.isEmpty { entry.remarks = value("reason") }
    }

    private static func add(names: [String], _ kind: ListName.Kind, _ isWeak: Bool, _ entry: inout ListEntry) {
        for text in names {
            for part in NameSplitter.parts(text, isPerson: entry.type == .person) {
                let name = ImportText.trimmed(part.text)
                let ownKind: ListName.Kind =
                    part.kind == .fka
                    ? .fka : part.kind == .nee ? .maiden : kind == .primary && part.kind == .aka ? .aka : kind
                if !name.isEmpty && !entry.names.contains(where: { $0.text == name }) {
                    entry.names.append(ListName(name, ownKind, isWeak: isWeak || part.isWeak))
                }
            }
        }
        if entry.names.isEmpty, let first = names.first(where: { !$0.isEmpty }) {
            entry.names.append(ListName(first, kind, isWeak: isWeak))
        }
    }
}
