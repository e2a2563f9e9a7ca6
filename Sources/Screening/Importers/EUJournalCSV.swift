import Domain
import Formats

/// EU designations transcribed from the Official Journal: one file an act, consolidated files and amendments as one list.
enum EUJournalCSV {
    private struct Columns {
        let celex, record, program, annex, measure, startDate, reason, schema, name: Int
        let aliases, weakAliases, previousNames, births, birthPlaces, genders: Int
        let countries: [(column: Int, role: EntryCountry.Role)]
        let ids: [(column: Int, scheme: String)]
        let kept: [(column: Int, label: String)]

        init(_ header: ImportHeader) throws(ImportError) {
            try header.require("recordId", "schema", "name", "alias", "measure", "programKey", "birthDate", "country")
            celex = header["amendedCelex", "celex"]
            record = header["recordId"]
            program = header["programKey"]
            annex = header["annex"]
            measure = header["measure"]
            startDate = header["startDate"]
            reason = header["reason"]
            schema = header["schema"]
            name = header["name"]
            aliases = header["alias"]
            weakAliases = header["weakAlias"]
            previousNames = header["previousName"]
            births = header["birthDate"]
            birthPlaces = header["birthPlace"]
            genders = header["gender"]
            countries = [
                (header["country"], .residence), (header["nationality"], .nationality),
                (header["jurisdiction"], .registration), (header["flag"], .flag),
            ]
            ids = [
                (header["passportNumber"], "passport"), (header["registrationNumber"], "registration"),
                (header["taxNumber"], "tax"), (header["idNumber"], "national"), (header["innCode"], "inn"),
                (header["ogrnCode"], "ogrn"), (header["kppCode"], "kpp"), (header["okpoCode"], "okpo"),
                (header["leiCode"], "lei"), (header["swiftBic"], "bic"), (header["imoNumber"], "imo"),
                (header["mmsi"], "mmsi"),
            ]
            kept = [
                "position", "appearance", "ethnicity", "fatherName", "motherName", "incorporationDate", "legalForm",
                "sector", "ticker", "address", "phone", "email", "website", "notes",
            ].map { (header[$0], $0) }
        }
    }

    private struct Work {
        var entries: [ListEntry] = []
        var byKey: [String: Int] = [:]
        var ids: Set<String> = []
    }

    static func read(_ files: [ListFile]) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "eu", format: .euJournalCSV)
        var work = Work()
        // Amendments apply on top of the consolidated text, in any order of the files; they never remove.
        let mark = Array("amendedCelex".utf8)
        let isAmendment = files.map { ImportText.trimmed($0.bytes.prefix(40)).starts(with: mark) }
        for (file, amends) in zip(files, isAmendment) where !amends { try read(file, amends, &work, &list) }
        for (file, amends) in zip(files, isAmendment) where amends { try read(file, amends, &work, &list) }
        list.entries = work.entries
        return list
    }

    private static func read(
        _ file: ListFile, _ isAmendment: Bool, _ work: inout Work, _ list: inout ImportedList
    ) throws(ImportError) {
        let kind = isAmendment ? "amendment rows" : "consolidated rows"
        var rows = 0
        var schemas: [(name: String, count: Int)] = []
        try ImportTable.read(file, ImportTable.Shape(), into: &list, columns: Columns.init) { row, columns, list in
            rows += 1
            let schema = row.text(columns.schema)
            if let known = schemas.firstIndex(where: { $0.name == schema }) {
                schemas[known].count += 1
            } else {
                schemas.append((schema, 1))
            }
            guard let type = type(schema) else {
                return list.reject(file.name, row.line, "schema", "not a known schema", schema)
            }
            guard ImportText.isUsable(row.text(columns.name)) else {
                return list.reject(file.name, row.line, "name", "no usable name", row.text(columns.name))
            }
            let celex = row.text(columns.celex)
            guard !celex.isEmpty else { return list.reject(file.name, row.line, "celex", "empty") }
            take(row, columns, type, schema, celex, file, &work, &list)
        }
        if rows > 0 { list.add(kind, rows) }
        if !isAmendment { for schema in schemas { list.add("schema \(schema.name)", schema.count) } }
    }

    /// One entity stands on several rows, one a measure or programme: celex, annex and record id say which; without a record
    /// id schema, name and birth date.
    private static func take(
        _ row: ImportRow, _ columns: Columns, _ type: SubjectType, _ schema: String, _ celex: String, _ file: ListFile,
        _ work: inout Work, _ list: inout ImportedList
    ) {
        let record = row.text(columns.record)
        let name = row.text(columns.name)
        let key =
            record.isEmpty
            ? "\(celex)|\(schema)|\(name)|\(row.text(columns.births))"
            : "\(celex)|\(row.text(columns.annex))|\(record)"
        if let known = work.byKey[key], work.entries[known].type == type {
            merge(row, columns, into: &work.entries[known], &list)
            list.mergedRows += 1
            return
        }
        var id = record.isEmpty ? "\(celex)/\(name)" : "\(celex)/\(row.text(columns.annex))/\(record)"
        if work.ids.contains(id) { id += "/\(record.isEmpty ? row.text(columns.births) : name)" }
        var entry = ListEntry(entryID: id, type: type)
        entry.source = "\(file.name):\(row.line)"
        if type == .vessel, !row.isEmpty(columns.ids[10].column) { list.add("imo") }
        merge(row, columns, into: &entry, &list)
        work.ids.insert(id)
        work.byKey[key] = work.entries.count
        work.entries.append(entry)
    }

    private static func type(_ schema: String) -> SubjectType? {
        switch schema {
        case "Person": .person
        case "Vessel": .vessel
        case "Airplane", "Aircraft": .aircraft
        case "LegalEntity", "Company", "Organization", "PublicBody": .company
        case "Asset": .unknown
        default: nil
        }
    }

    private static func merge(
        _ row: ImportRow, _ columns: Columns, into entry: inout ListEntry, _ list: inout ImportedList
    ) {
        add(cell: row.text(columns.name), .primary, isWeak: false, &entry, list)
        for (column, kind, isWeak) in [
            (columns.aliases, ListName.Kind.aka, false), (columns.weakAliases, .aka, true),
            (columns.previousNames, .fka, false),
        ] where !row.isEmpty(column) {
            for cell in ImportText.quotedList(row.text(column)) { add(cell: cell, kind, isWeak: isWeak, &entry, list) }
        }
        for (column, role) in columns.countries where !row.isEmpty(column) {
            for text in ImportText.quotedList(row.text(column)) { list.add(role, text, to: &entry) }
        }
        if !row.isEmpty(columns.births) {
            // All values together: `Circa 1960; 1961` and `(a) 1960; (b) 1961` are alternatives of one person.
            let texts = ImportText.quotedList(row.text(columns.births))
            for (index, text) in texts.enumerated() { list.addBirths(text, to: &entry, isAlternative: index > 0) }
        }
        if !row.isEmpty(columns.birthPlaces) {
            list.add(ImportText.quotedList(row.text(columns.birthPlaces)), to: &entry.birthPlaces)
        }
        for text in ImportText.quotedList(row.text(columns.genders)) { list.add(Gender(text), to: &entry) }
        for (column, scheme) in columns.ids where !row.isEmpty(column) {
            for text in ImportText.quotedList(row.text(column)) { add(id: text, scheme, &entry, &list) }
        }
        list.add([row.text(columns.program)], to: &entry.programs)
        list.add([row.text(columns.measure)], to: &entry.measures)
        if entry.listedOn == nil, !row.isEmpty(columns.startDate),
            let date = ImportText.birth(row.text(columns.startDate)), date.precision == .day
        {
            entry.listedOn = date.from
        }
        if entry.remarks.isEmpty { entry.remarks = row.text(columns.reason) }
        for (column, label) in columns.kept where !row.isEmpty(column) {
            list.keep(label, row.text(column), in: &entry)
        }
    }

    /// `369541 (Iran)`, `IMO 9179842`: the number, and the country in brackets.
    private static func add(id text: String, _ scheme: String, _ entry: inout ListEntry, _ list: inout ImportedList) {
        var number = text.hasPrefix("IMO ") ? String(text.dropFirst(4)) : text
        var country: Country?
        if number.utf8.last == 0x29, let open = number.utf8.lastIndex(of: 0x28), open > number.startIndex,
            let found = CountryNames.country(String(number[number.utf8.index(after: open)...].dropLast()))
        {
            country = found
            number = ImportText.trimmed(String(number[..<open]))
        }
        list.add(SubjectID(scheme: scheme, value: number, country: country), to: &entry)
    }

    private static func add(
        cell: String, _ kind: ListName.Kind, isWeak: Bool, _ entry: inout ListEntry, _ list: ImportedList
    ) {
        let (names, remarks) = NameCell.names(cell, isPerson: entry.type == .person)
        for remark in remarks { list.keep("name remark", remark, in: &entry) }
        // A bracket that is neither a name nor a remark would be lost otherwise.
        if cell.utf8.contains(0x28) { list.keep("name as printed", cell, in: &entry) }
        let group = names.count > 1 ? entry.names.count : nil
        for (index, part) in names.enumerated() {
            var own = kind
            switch part.kind {
            case .fka: own = .fka
            case .nee: own = .maiden
            case .main, .aka: if kind == .primary && (index > 0 || !entry.names.isEmpty) { own = .aka }
            }
            var name = ListName(
                part.text, own, isWeak: isWeak || part.isWeak, language: part.language, group: group)
            if own == .aka, !name.isWeak, name.text.utf8.contains(where: { $0 >= 0xC4 }), name.script != .latin {
                name.kind = .native
            }
            list.add(name, to: &entry)
        }
    }
}
