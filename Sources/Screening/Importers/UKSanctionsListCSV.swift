import Domain
import Formats

/// The UK Sanctions List (CSV), the single British source since 28 January 2026: one row a name, grouped by Unique ID.
enum UKSanctionsListCSV {
    private struct Columns {
        let id, nameType, strength, title, native, nativeLanguage, regime, type, measures, other, reasons,
            unReference: Int
        let designated, births, nationality, passport, passportDetails, national, nationalDetails, position, gender: Int
        let town, birthCountry, country, registration, imo, flag, callSign: Int
        let names: [Int]
        let address: [Int]
        let kept: [(column: Int, label: String)]

        init(_ header: ImportHeader) throws(ImportError) {
            try header.require("Unique ID", "Name 6", "Name 1", "Name type", "Regime Name")
            id = header["Unique ID"]
            names = (1...6).map { header["Name \($0)"] }
            nameType = header["Name type", "Name Type"]
            strength = header["Alias strength", "Alias Strength"]
            title = header["Title"]
            native = header["Name non-latin script", "Name non-Latin script"]
            nativeLanguage = header["Non-latin script language", "Non-Latin script language"]
            regime = header["Regime Name"]
            type = header["Designation Type", "Individual, Entity, Ship"]
            measures = header["Sanctions Imposed"]
            other = header["Other Information"]
            reasons = header["UK Statement of Reasons"]
            unReference = header["UN Reference Number"]
            designated = header["Date Designated"]
            births = header["D.O.B", "DOB"]
            nationality = header["Nationality(/ies)", "Nationality"]
            passport = header["Passport number"]
            passportDetails = header["Passport additional information"]
            national = header["National Identifier number"]
            nationalDetails = header["National Identifier additional information"]
            position = header["Position"]
            gender = header["Gender"]
            town = header["Town of birth"]
            birthCountry = header["Country of birth"]
            country = header["Address Country"]
            registration = header["Business registration number (s)"]
            imo = header["IMO number"]
            flag = header["Current believed flag of ship"]
            callSign = header["Call sign"]
            address = (1...6).map { header["Address Line \($0)"] } + [header["Address Postal Code"]]
            kept = [
                "OFSI Group ID", "Designation source", "Type of entity", "Subsidiaries", "Parent company",
                "Current owner/operator (s)", "Previous owner/operator (s)", "Previous flags", "Type of ship",
                "Tonnage of ship", "Length of ship", "Year Built", "Hull identification number (HIN)", "Phone number",
                "Website", "Email address",
            ].map { (header[$0], $0) }
        }
    }

    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "uk", format: .ukSanctionsListCSV)
        var shape = ImportTable.Shape()
        shape.preamble = UKText.hasPreamble(file.bytes) ? 1 : 0
        var entries: [ListEntry] = []
        var byID: [String: Int] = [:]
        var date: CivilDate?
        try ImportTable.read(file, shape, into: &list) { record in
            // `Report Date: 13-Feb-2026`.
            date = ImportText.birth(record.text(0))?.from
        } columns: { (header) throws(ImportError) -> Columns in
            try Columns(header)
        } row: { row, columns, list in
            let id = row.text(columns.id)
            guard !id.isEmpty else { return list.reject(file.name, row.line, "Unique ID", "empty") }
            let kind = row.text(columns.type)
            guard let type = UKText.type(kind) else {
                return list.reject(file.name, row.line, "Designation Type", "none of Individual, Entity, Ship", kind)
            }
            let index: Int
            if let known = byID[id] {
                list.mergedRows += 1
                index = known
            } else {
                index = entries.count
                byID[id] = index
                var entry = ListEntry(entryID: id, type: type)
                entry.source = "\(file.name):\(row.line)"
                list.add(type.rawValue)
                entries.append(entry)
            }
            merge(row, columns, &entries[index], &list)
        }
        list.publishDate = date
        list.entries = entries
        return list
    }

    private static func merge(
        _ row: ImportRow, _ columns: Columns, _ entry: inout ListEntry, _ list: inout ImportedList
    ) {
        let (text, parts) = UKText.name(columns.names.map(row.text), entry.type)
        let isWeak = row.text(columns.strength).lowercased().hasPrefix("low")
        let native = row.text(columns.native)
        let group = native.isEmpty ? nil : entry.names.count
        let kind = UKSanctionsListXML.kind(row.text(columns.nameType))
        list.add(ListName(text, kind, isWeak: isWeak, parts: parts, group: group), to: &entry)
        if !native.isEmpty {
            let language = row.text(columns.nativeLanguage)
            list.add(
                ListName(native, .native, isWeak: isWeak, language: language.isEmpty ? nil : language, group: group),
                to: &entry)
        }
        for text in ImportText.numbered(row.text(columns.births)) { list.addBirths(text, to: &entry) }
        for (column, role) in [
            (columns.nationality, EntryCountry.Role.nationality), (columns.birthCountry, .birth),
            (columns.country, .residence), (columns.flag, .flag),
        ] where !row.isEmpty(column) {
            for text in ImportText.numbered(row.text(column)).flatMap({ ImportText.split($0, ";") }) {
                list.add(role, text, to: &entry)
            }
        }
        for (column, scheme) in [
            (columns.passport, "passport"), (columns.national, "national"), (columns.registration, "registration"),
            (columns.imo, "imo"), (columns.callSign, "callsign"),
        ] where !row.isEmpty(column) {
            for text in ImportText.numbered(row.text(column)) {
                list.add(SubjectID(scheme: scheme, value: text), to: &entry)
            }
        }
        list.add(Gender(row.text(columns.gender)), to: &entry)
        list.add([row.text(columns.regime)], to: &entry.programs)
        list.add(ImportText.split(row.text(columns.measures), "|"), to: &entry.measures)
        list.add(ImportText.numbered(row.text(columns.town)), to: &entry.birthPlaces)
        if entry.remarks.isEmpty { entry.remarks = row.text(columns.other) }
        if entry.listedOn == nil { entry.listedOn = ImportText.birth(row.text(columns.designated))?.from }
        for (column, label) in [
            (columns.title, "title"), (columns.position, "position"), (columns.reasons, "reasons"),
            (columns.passportDetails, "passport details"), (columns.nationalDetails, "national details"),
            (columns.unReference, "UN reference"),
        ] where !row.isEmpty(column) { list.keep(label, row.text(column), in: &entry) }
        let address = columns.address.map(row.text).filter { !$0.isEmpty }
        list.keep("address", address.joined(separator: ", "), in: &entry)
        for (column, label) in columns.kept where !row.isEmpty(column) {
            list.keep(label, row.text(column), in: &entry)
        }
    }
}
