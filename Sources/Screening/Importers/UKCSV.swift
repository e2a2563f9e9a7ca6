import Domain
import Formats

/// UTF-8 strictly, else Windows-1252.
enum Windows1252 {
    private static let high: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
        0x178,
    ]

    /// `bytes` as UTF-8; true if they were Windows-1252.
    static func utf8(_ bytes: [UInt8]) -> (bytes: [UInt8], wasWindows: Bool) {
        if String(validating: bytes, as: UTF8.self) != nil { return (bytes, false) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else {
                let scalar = byte < 0xA0 ? high[Int(byte - 0x80)] : UInt32(byte)
                if let unicode = Unicode.Scalar(scalar) { result.append(contentsOf: String(unicode).utf8) }
            }
        }
        return (result, true)
    }
}

/// The old consolidated list of OFSI: one row a name, grouped by Group ID.
enum UKConListCSV {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "uk-ofsi", format: .ukOFSIConListCSV)
        let decoded = Windows1252.utf8(file.bytes)
        if decoded.wasWindows { list.warnings.append("\(file.name): read as Windows-1252") }
        let first = String(decoding: decoded.bytes.prefix(60), as: UTF8.self).split(separator: "\n").first ?? ""
        if first.split(separator: ",").count > 1 {
            list.publishDate = ImportText.birth(String(first.split(separator: ",")[1])).map(\.from)
        }
        let table = HeaderedCSV(ListFile(name: file.name, bytes: decoded.bytes), skip: 1)
        guard table.header["Group ID"] != nil else {
            throw ImportError(.malformed, file: file.name, line: 2, "column Group ID is missing")
        }
        var byGroup: [String: Int] = [:]
        for error in table.damaged {
            list.recordsRead += 1
            list.rejects.append(
                ImportReject(file: file.name, line: error.line, field: "\(error.field)", reason: "damaged", value: ""))
        }
        for row in table.rows {
            list.recordsRead += 1
            let group = table.value(row, "Group ID")
            guard !group.isEmpty else {
                list.rejects.append(
                    ImportReject(file: file.name, line: row.line, field: "Group ID", reason: "empty", value: ""))
                continue
            }
            list.add("rows \(table.value(row, "Group Type"))")
            list.add("alias \(table.value(row, "Alias Type"))")
            if byGroup[group] == nil {
                byGroup[group] = list.entries.count
                let isPerson = table.value(row, "Group Type") == "Individual"
                let type: SubjectType =
                    isPerson ? .person : table.value(row, "Group Type") == "Ship" ? .vessel : .company
                var entry = ListEntry(entryID: group, type: type)
                entry.source = "\(file.name):\(row.line)"
                entry.programs = [table.value(row, "Regime")].filter { !$0.isEmpty }
                entry.remarks = table.value(row, "Other Information")
                entry.listedOn = ImportText.birth(table.value(row, "Listed On")).map(\.from)
                list.entries.append(entry)
            } else {
                list.mergedRows += 1
            }
            if let index = byGroup[group] { merge(row, table, &list.entries[index]) }
        }
        return list
    }

    private static func merge(_ row: CSVRecord, _ table: HeaderedCSV, _ entry: inout ListEntry) {
        func value(_ name: String) -> String { table.value(row, name) }
        let given = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5"].map(value).filter { !$0.isEmpty }
        let name = (given + [value("Name 6")].filter { !$0.isEmpty }).joined(separator: " ")
        let alias = value("Alias Type").lowercased()
        let kind: ListName.Kind = alias == "fka" ? .fka : alias == "aka" ? .aka : entry.names.isEmpty ? .primary : .aka
        let isWeak = value("Alias Quality").lowercased().hasPrefix("low")
        if !name.isEmpty && !entry.names.contains(where: { $0.text == name }) {
            entry.names.append(ListName(name, kind, isWeak: isWeak))
        }
        let native = value("Name Non-Latin Script")
        if !native.isEmpty && !entry.names.contains(where: { $0.text == native }) {
            entry.names.append(ListName(native, .native))
        }
        for text in ImportText.numbered(value("DOB")) {
            for birth in ImportText.births(text) where !entry.births.contains(birth) { entry.births.append(birth) }
        }
        for (column, role) in [
            ("Nationality", EntryCountry.Role.nationality), ("Country", .residence), ("Country of Birth", .birth),
        ] {
            for text in ImportText.numbered(value(column)) {
                let country = EntryCountry(role, CountryNames.country(text), text)
                if !entry.countries.contains(country) { entry.countries.append(country) }
            }
        }
        for (column, scheme) in [
            ("Passport Number", "passport"), ("Passport Details", "passport"),
            ("National Identification Number", "national"), ("NI Number", "national"),
        ] {
            for text in ImportText.numbered(value(column)) {
                var number = text
                if number.hasPrefix("Passport No: ") { number = String(number.dropFirst(13)) }
                guard let word = number.split(separator: " ").first, word.contains(where: \.isNumber) else { continue }
                let id = SubjectID(scheme: scheme, value: String(word))
                if !entry.ids.contains(id) { entry.ids.append(id) }
            }
        }
    }
}

/// The UK Sanctions List (CSV): one row a name, grouped by Unique ID.
enum UKSanctionsListCSV {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "uk", format: .ukSanctionsListCSV)
        let first = String(decoding: file.bytes.prefix(80), as: UTF8.self).split(separator: "\n").first ?? ""
        list.publishDate = first.split(separator: ":").last.flatMap {
            ImportText.birth(String($0.prefix { $0 != "," && $0 != "\"" }))
        }.map(\.from)
        let table = HeaderedCSV(file, skip: 1)
        guard table.header["Unique ID"] != nil else {
            throw ImportError(.malformed, file: file.name, line: 2, "column Unique ID is missing")
        }
        var byID: [String: Int] = [:]
        for row in table.rows {
            list.recordsRead += 1
            func value(_ name: String) -> String { table.value(row, name) }
            let id = value("Unique ID")
            guard !id.isEmpty else {
                list.rejects.append(
                    ImportReject(file: file.name, line: row.line, field: "Unique ID", reason: "empty", value: ""))
                continue
            }
            if byID[id] == nil {
                byID[id] = list.entries.count
                let kind =
                    value("Designation Type").isEmpty ? value("Individual, Entity, Ship") : value("Designation Type")
                var entry = ListEntry(
                    entryID: id, type: kind == "Individual" ? .person : kind == "Ship" ? .vessel : .company)
                entry.source = "\(file.name):\(row.line)"
                entry.programs = [value("Regime Name")].filter { !$0.isEmpty }
                entry.measures = ImportText.split(value("Sanctions Imposed"), "|")
                list.entries.append(entry)
            } else {
                list.mergedRows += 1
            }
            guard let index = byID[id] else { continue }
            let words = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"].map(value).filter { !$0.isEmpty }
            let name = words.joined(separator: " ")
            let isPrimary = value("Name type").lowercased() == "primary name"
            let isWeak = value("Alias strength").lowercased().hasPrefix("low")
            if !name.isEmpty && !list.entries[index].names.contains(where: { $0.text == name }) {
                list.entries[index].names.append(ListName(name, isPrimary ? .primary : .aka, isWeak: isWeak))
            }
            let native = value("Name non-latin script")
            if !native.isEmpty { list.entries[index].names.append(ListName(native, .native)) }
            for birth in ImportText.births(value("D.O.B")) where !list.entries[index].births.contains(birth) {
                list.entries[index].births.append(birth)
            }
            for country in CountryNames.all(value("Nationality(/ies)"))
            where !list.entries[index].countries.contains(country) {
                list.entries[index].countries.append(country)
            }
            if !value("IMO number").isEmpty {
                let imo = SubjectID(scheme: "imo", value: value("IMO number"))
                if !list.entries[index].ids.contains(imo) { list.entries[index].ids.append(imo) }
            }
        }
        return list
    }
}
