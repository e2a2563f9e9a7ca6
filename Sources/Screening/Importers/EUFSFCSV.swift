import Domain
import Formats

/// EU Financial Sanctions File as CSV: one row a name, address, birth date, id or citizenship; grouped by entity.
enum EUFSFCSV {
    static func read(_ file: ListFile, _ format: ListFormat) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "eu-fsf", format: format)
        var bytes = file.bytes
        if format == .euFSFCSV10 {
            let decoded = Windows1252.utf8(bytes)
            if decoded.wasWindows { list.warnings.append("\(file.name): read as Windows-1252") }
            bytes = decoded.bytes
            if bytes.first == 0x22 {
                bytes = unwrapped(bytes)
                list.warnings.append("\(file.name): each line was one quoted field")
            }
        }
        let dialect = CSVDialect(delimiter: 0x3B, quote: format == .euFSFCSV10 ? nil : 0x22, lenientQuotes: true)
        let table = HeaderedCSV(ListFile(name: file.name, bytes: bytes), dialect: dialect)
        var byID: [String: Int] = [:]
        for row in table.rows {
            list.recordsRead += 1
            let id = ImportText.trimmed(row.text(1))
            if row.count > table.header.count + 12 || row.count > 59 && format == .euFSFCSV10 {
                list.warnings.append("\(file.name):\(row.line): \(row.count) fields, a stray separator")
            }
            guard !id.isEmpty else {
                list.rejects.append(
                    ImportReject(file: file.name, line: row.line, field: "Entity_LogicalId", reason: "empty", value: "")
                )
                continue
            }
            if byID[id] == nil {
                byID[id] = list.entries.count
                var entry = ListEntry(entryID: id, type: .company)
                entry.source = "\(file.name):\(row.line)"
                list.entries.append(entry)
            } else {
                list.mergedRows += 1
            }
            guard let index = byID[id] else { continue }
            if list.publishDate == nil { list.publishDate = ImportText.birth(row.text(0)).map(\.from) }
            merge(row, table, format, &list.entries[index])
        }
        return list
    }

    /// Lines that a spreadsheet saved as one quoted field followed by tabs.
    private static func unwrapped(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for line in bytes.split(separator: 0x0A) {
            var text = line[...]
            while let last = text.last, last == 0x09 || last == 0x0D || last == 0x20 { text.removeLast() }
            if text.first == 0x22 && text.last == 0x22 && text.count > 1 { text = text.dropFirst().dropLast() }
            var previous: UInt8 = 0
            for byte in text {
                if byte == 0x22 && previous == 0x22 { previous = 0; continue }
                result.append(byte)
                previous = byte
            }
            result.append(0x0A)
        }
        return result
    }

    private static func merge(_ row: CSVRecord, _ table: HeaderedCSV, _ format: ListFormat, _ entry: inout ListEntry) {
        let is10 = format == .euFSFCSV10
        func value(_ old: String, _ new: String) -> String { table.value(row, is10 ? old : new) }
        let type = value("Subject_type", "Entity_SubjectType_ClassificationCode").uppercased()
        if type == "P" || type == "PERSON" { entry.type = .person }
        let whole = value("Naal_wholename", "NameAlias_WholeName")
        if !whole.isEmpty && !entry.names.contains(where: { $0.text == whole }) {
            let isWeak = table.value(row, "NameAlias_Remark").lowercased().contains("low quality")
            entry.names.append(ListName(whole, entry.names.isEmpty ? .primary : .aka, isWeak: isWeak))
        }
        if let gender = Gender(value("Naal_gender", "NameAlias_Gender")), !entry.genders.contains(gender) {
            entry.genders.append(gender)
        }
        for birth in ImportText.births(value("Birt_date", "BirthDate_BirthDate")) where !entry.births.contains(birth) {
            entry.births.append(birth)
        }
        for (old, new, role) in [
            ("Birt_country", "BirthDate_CountryIso2Code", EntryCountry.Role.birth),
            ("Addr_country", "Address_CountryIso2Code", .residence),
            ("Citi_country", "Citizenship_CountryIso2Code", .nationality),
        ] {
            let text = value(old, new)
            if text.isEmpty || text == "00" { continue }
            let country = EntryCountry(role, CountryNames.country(text) ?? Country(alpha3: text.uppercased()), text)
            if !entry.countries.contains(country) { entry.countries.append(country) }
        }
        let number = value("Iden_number", "Identification_Number")
        let isFalse = table.value(row, "Identification_KnownFalse") == "true"
        if !number.isEmpty && !isFalse {
            let scheme =
                value("Iden_number", "Identification_TypeCode").lowercased().contains("passport") || is10
                ? "passport" : "national"
            let id = SubjectID(scheme: scheme, value: ImportText.trimmed(number.components(" ").first ?? number))
            if !entry.ids.contains(id) { entry.ids.append(id) }
        }
        let program = value("Programme", "Entity_Regulation_Programme")
        if !program.isEmpty && !entry.programs.contains(program) { entry.programs.append(program) }
    }
}
