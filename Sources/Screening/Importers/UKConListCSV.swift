import Domain
import Formats

/// The old consolidated list of OFSI in its 2018 and 2022 columns: one row a name, grouped by Group ID.
enum UKConListCSV {
    private struct Columns {
        let group, type, alias, quality, regime, listed, other, title, native, nativeLanguage: Int
        let births, town, position: Int
        let names: [Int]
        let countries: [(column: Int, role: EntryCountry.Role)]
        let ids: [(column: Int, scheme: String)]
        let address: [Int]
        let details: [Int]

        init(_ header: ImportHeader) throws(ImportError) {
            try header.require("Name 6", "Name 1", "DOB", "Group Type", "Alias Type", "Regime", "Group ID")
            group = header["Group ID"]
            type = header["Group Type"]
            alias = header["Alias Type"]
            quality = header["Alias Quality"]
            regime = header["Regime"]
            listed = header["Listed On"]
            other = header["Other Information"]
            title = header["Title"]
            native = header["Name Non-Latin Script"]
            nativeLanguage = header["Non-Latin Script Language"]
            births = header["DOB"]
            town = header["Town of Birth"]
            position = header["Position"]
            names = (1...6).map { header["Name \($0)"] }
            countries = [
                (header["Nationality"], .nationality), (header["Country"], .residence),
                (header["Country of Birth"], .birth),
            ]
            // Before 2022 the number of a passport stands among its details.
            let hasNumbers = header["Passport Number"] >= 0
            ids =
                hasNumbers
                ? [(header["Passport Number"], "passport"), (header["National Identification Number"], "national")]
                : [(header["Passport Details"], "passport"), (header["NI Number"], "national")]
            details =
                hasNumbers ? [header["Passport Details"], header["National Identification Details"]] : []
            address = (1...6).map { header["Address \($0)"] } + [header["Post/Zip Code"]]
        }
    }

    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "uk-ofsi", format: .ukOFSIConListCSV)
        let decoded = Windows1252.utf8(file.bytes)
        if decoded.wasWindows { list.warnings.append("\(file.name): not UTF-8, read as Windows-1252") }
        let file = ListFile(name: file.name, bytes: decoded.bytes)
        var shape = ImportTable.Shape()
        shape.preamble = UKText.hasPreamble(file.bytes) ? 1 : 0
        var entries: [ListEntry] = []
        var byGroup: [String: Int] = [:]
        var date: CivilDate?
        try ImportTable.read(file, shape, into: &list) { record in
            date = ImportText.birth(record.text(1))?.from
        } columns: { (header) throws(ImportError) -> Columns in
            try Columns(header)
        } row: { row, columns, list in
            let group = row.text(columns.group)
            guard !group.isEmpty else { return list.reject(file.name, row.line, "Group ID", "empty") }
            let kind = row.text(columns.type)
            guard let type = UKText.type(kind) else {
                return list.reject(file.name, row.line, "Group Type", "none of Individual, Entity, Ship", kind)
            }
            list.add("rows \(kind)")
            list.add("alias \(row.text(columns.alias))")
            let index: Int
            if let known = byGroup[group] {
                list.mergedRows += 1
                index = known
            } else {
                index = entries.count
                byGroup[group] = index
                var entry = ListEntry(entryID: group, type: type)
                entry.source = "\(file.name):\(row.line)"
                entry.remarks = row.text(columns.other)
                entry.listedOn = ImportText.birth(row.text(columns.listed))?.from
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
        let alias = row.text(columns.alias).lowercased()
        let kind: ListName.Kind =
            switch alias {
            case "fka": .fka
            case "primary name": entry.names.contains { $0.kind == .primary } ? .variant : .primary
            case "primary name variation": .variant
            default: alias == "aka" || entry.names.contains { $0.kind == .primary } ? .aka : .primary
            }
        let isWeak = row.text(columns.quality).lowercased().hasPrefix("low")
        let native = row.text(columns.native)
        let group = native.isEmpty ? nil : entry.names.count
        list.add(ListName(text, kind, isWeak: isWeak, parts: parts, group: group), to: &entry)
        if !native.isEmpty {
            let language = row.text(columns.nativeLanguage)
            list.add(
                ListName(native, .native, isWeak: isWeak, language: language.isEmpty ? nil : language, group: group),
                to: &entry)
        }
        for text in ImportText.numbered(row.text(columns.births)) { list.addBirths(text, to: &entry) }
        for (column, role) in columns.countries where !row.isEmpty(column) {
            for text in ImportText.numbered(row.text(column)) { list.add(role, text, to: &entry) }
        }
        for (column, scheme) in columns.ids where !row.isEmpty(column) {
            for text in ImportText.numbered(row.text(column)) { UKText.add(id: text, scheme, to: &entry, &list) }
        }
        for column in columns.details { list.keep("document details", row.text(column), in: &entry) }
        list.add([row.text(columns.regime)], to: &entry.programs)
        list.add(ImportText.numbered(row.text(columns.town)), to: &entry.birthPlaces)
        list.keep("title", row.text(columns.title), in: &entry)
        list.keep("position", row.text(columns.position), in: &entry)
        let address = columns.address.map(row.text).filter { !$0.isEmpty }
        list.keep("address", address.joined(separator: ", "), in: &entry)
    }
}

/// What the British formats have in common.
enum UKText {
    static func type(_ text: String) -> SubjectType? {
        switch text.lowercased() {
        case "individual": .person
        case "entity": .company
        case "ship": .vessel
        default: nil
        }
    }

    /// Whether the first line is a date line and the header comes behind it.
    static func hasPreamble(_ bytes: [UInt8]) -> Bool {
        let line = bytes.prefix { $0 != 0x0A }
        return !String(decoding: line, as: UTF8.self).hasText("Name 6")
    }

    /// Names 1 to 6 as they are displayed, the family name (6) last.
    static func name(_ fields: [String], _ type: SubjectType) -> (text: String, parts: [NamePart]) {
        let words = fields.filter { !$0.isEmpty }
        var parts: [NamePart] = []
        if type == .person, words.count > 1 {
            for (index, text) in fields.enumerated() where !text.isEmpty {
                parts.append(NamePart(index == 5 ? .family : index == 0 ? .given : .middle, text))
            }
        }
        return (words.joined(separator: " "), parts)
    }

    private static let openings = [
        "Passport No: ", "Passport number:", "Passport no. ", "National identification No.: ", "number ", "no. ",
    ]

    /// `592667 (Qatari passport issued on 3 May 2007)`: the number is the first word with a digit that is no year or day.
    static func add(id text: String, _ scheme: String, to entry: inout ListEntry, _ list: inout ImportedList) {
        var rest = text
        for opening in openings where rest.hasPrefix(opening) { rest = String(rest.dropFirst(opening.utf8.count)) }
        let head = ImportText.trimmed(String(rest.prefix { $0 != "(" && $0 != "," && $0 != "." }))
        let words = head.split { $0 == " " || $0 == ":" }
        guard let word = words.first(where: { $0.utf8.count { $0 &- 0x30 < 10 } >= 3 }) else {
            return list.keep("\(scheme) details", text, in: &entry)
        }
        // A number written in groups (`AB 123 456`) stands at the beginning and is all there is.
        let isNumber = words.allSatisfy { $0.utf8.allSatisfy { $0 < 0x41 || $0 &- 0x41 < 26 } } && words.count <= 4
        list.add(SubjectID(scheme: scheme, value: isNumber ? head : String(word)), to: &entry)
        if text != word { list.keep("\(scheme) details", text, in: &entry) }
    }
}
