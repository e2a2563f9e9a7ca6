import Domain
import XML

/// The UN Security Council consolidated list (XML). The stable id is REFERENCE_NUMBER; DATAID changes.
enum UNXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "un", format: .unXML)
        var date: CivilDate?
        try XMLRecords.read(file, records: ["INDIVIDUAL", "ENTITY"]) { start, _ in
            if start.name == "CONSOLIDATED_LIST", let text = start["dateGenerated"] {
                date = CivilDate(String(text.prefix(10))) ?? ImportText.birth(text)?.from
            }
        } _: { node, _ in
            list.recordsRead += 1
            guard !node["REFERENCE_NUMBER"].isEmpty else {
                return list.reject(file.name, node.line, "REFERENCE_NUMBER", "empty", node["FIRST_NAME"])
            }
            list.entries.append(entry(node, file.name, &list))
        }
        list.publishDate = date
        return list
    }

    private static func entry(_ node: XMLNode, _ file: String, _ list: inout ImportedList) -> ListEntry {
        let isPerson = node.name == "INDIVIDUAL"
        var entry = ListEntry(entryID: node["REFERENCE_NUMBER"], type: isPerson ? .person : .company)
        entry.source = "\(file):\(node.line)"
        list.add(isPerson ? "person" : "company")
        addName(node, to: &entry, &list)
        node.each(isPerson ? "INDIVIDUAL_ALIAS" : "ENTITY_ALIAS") { add(alias: $0, &entry, &list) }
        list.add([node["UN_LIST_TYPE"]], to: &entry.programs)
        entry.listedOn = CivilDate(String(node["LISTED_ON"].prefix(10)))
        entry.remarks = node["COMMENTS1"]
        list.add(Gender(node["GENDER"]), to: &entry)
        node.each("NATIONALITY", "VALUE") { list.add(.nationality, $0.value, to: &entry) }
        node.each(isPerson ? "INDIVIDUAL_ADDRESS" : "ENTITY_ADDRESS") { address in
            list.add(.residence, address["COUNTRY"], to: &entry)
            keep(address, "address", ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"], &entry, list)
        }
        node.each("INDIVIDUAL_PLACE_OF_BIRTH") { place in
            list.add(.birth, place["COUNTRY"], to: &entry)
            let text = ["CITY", "STATE_PROVINCE", "COUNTRY", "NOTE"].map { place[$0] }.filter { !$0.isEmpty }
            if !text.isEmpty { entry.birthPlaces.append(text.joined(separator: ", ")) }
        }
        node.each("INDIVIDUAL_DATE_OF_BIRTH") { add(birth: $0, &entry, &list) }
        node.each("INDIVIDUAL_DOCUMENT") { add(document: $0, &entry, &list) }
        for title in node.values("TITLE", "VALUE") { list.keep("title", title, in: &entry) }
        for function in node.values("DESIGNATION", "VALUE") { list.keep("function", function, in: &entry) }
        return entry
    }

    /// One FIRST_NAME may hold the whole name, and one field several names between semicolons.
    private static func addName(_ node: XMLNode, to entry: inout ListEntry, _ list: inout ImportedList) {
        let words = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].map { node[$0] }.filter { !$0.isEmpty }
        let names = ImportText.split(words.joined(separator: " "), ";")
        for (index, name) in names.enumerated() {
            list.add(ListName(name, index == 0 ? .primary : .aka, group: names.count > 1 ? 0 : nil), to: &entry)
        }
        let original = node["NAME_ORIGINAL_SCRIPT"]
        guard !original.isEmpty else { return }
        list.add("original script")
        for name in ImportText.split(original, ";") {
            list.add(ListName(name, .native, group: 0), to: &entry)
        }
        if let first = entry.names.firstIndex(where: { $0.kind == .primary }) { entry.names[first].group = 0 }
    }

    private static func keep(
        _ node: XMLNode, _ label: String, _ names: [String], _ entry: inout ListEntry, _ list: ImportedList
    ) {
        let text = names.map { node[$0] }.filter { !$0.isEmpty }
        if text.count > 1 { list.keep(label, text.joined(separator: ", "), in: &entry) }
    }

    /// QUALITY is `Good` or `Low` for people and `a.k.a.` or `f.k.a.` for entities; an element without a name is a placeholder.
    private static func add(alias: XMLNode, _ entry: inout ListEntry, _ list: inout ImportedList) {
        let quality = alias["QUALITY"]
        let text = alias["ALIAS_NAME"]
        guard !text.isEmpty else { return list.add("empty aliases") }
        list.add("alias \(quality)")
        let kind: ListName.Kind = quality.lowercased() == "f.k.a." ? .fka : .aka
        let isWeak = quality.lowercased() == "low"
        let pieces = ImportText.split(text, ";").map { NameCell.names($0, isPerson: entry.type == .person) }
        let group = pieces.count > 1 || pieces.contains { $0.names.count > 1 } ? entry.names.count : nil
        for (names, remarks) in pieces {
            for name in names {
                var own = ListName(
                    name.text, name.kind == .fka ? .fka : kind, isWeak: isWeak, language: name.language, group: group)
                if !isWeak, own.text.utf8.contains(where: { $0 >= 0xC4 }), own.script != .latin { own.kind = .native }
                list.add(own, to: &entry)
            }
            for remark in remarks { list.keep("alias remark", remark, in: &entry) }
        }
        // A bracket that is neither a name nor a remark would be lost otherwise.
        if text.utf8.contains(0x28) { list.keep("alias as printed", text, in: &entry) }
        for name in ["CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "DATE_OF_BIRTH", "NOTE"] {
            list.keep("alias \(name.lowercased())", alias[name], in: &entry)
        }
    }

    private static func add(birth: XMLNode, _ entry: inout ListEntry, _ list: inout ImportedList) {
        let kind = birth["TYPE_OF_DATE"]
        list.add("birth \(kind.isEmpty ? "empty" : kind)")
        if let from = Int(birth["FROM_YEAR"]), let to = Int(birth["TO_YEAR"]), let range = BirthRange(years: from, to) {
            return list.add(range, to: &entry)
        }
        let isCirca = kind == "APPROXIMATELY"
        let own = [birth["DATE"], birth["YEAR"]].first { !$0.isEmpty }
        // A month without a day stands in the note.
        let note = birth["NOTE"]
        for range in DateText(own ?? note).births {
            list.add(isCirca && range.precision != .circa ? range.circa : range, to: &entry)
        }
        if own != nil || DateText(note).births.isEmpty { list.keep("birth note", note, in: &entry) }
    }

    private static func add(document: XMLNode, _ entry: inout ListEntry, _ list: inout ImportedList) {
        let number = document["NUMBER"]
        let type = document["TYPE_OF_DOCUMENT"]
        guard !number.isEmpty else { return list.keep("document", document["NOTE"], in: &entry) }
        let country = ["ISSUING_COUNTRY", "COUNTRY_OF_ISSUE"].map { document[$0] }.first { !$0.isEmpty } ?? ""
        let isPassport =
            type.lowercased().contains("passport") || type.lowercased().contains("pasaporte")
            || type.lowercased().contains("passeport")
        list.add(
            SubjectID(
                scheme: isPassport ? "passport" : "national", value: number,
                country: country.isEmpty ? nil : list.country(country)), to: &entry)
        list.keep("document", document["NOTE"], in: &entry)
    }
}
