import Domain
import XML

/// The UN Security Council consolidated list (XML). The stable id is REFERENCE_NUMBER.
enum UNXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "un", format: .unXML)
        try XMLRecords.read(file, records: ["INDIVIDUAL", "ENTITY"]) { start, _ in
            if start.name == "CONSOLIDATED_LIST", let date = start["dateGenerated"] {
                list.publishDate = CivilDate(String(date.prefix(10)))
            }
        } _: { node, _ in
            list.recordsRead += 1
            list.entries.append(entry(node, file.name, &list))
        }
        return list
    }

    private static func entry(_ node: XMLNode, _ file: String, _ list: inout ImportedList) -> ListEntry {
        let isPerson = node.name == "INDIVIDUAL"
        var entry = ListEntry(entryID: node["REFERENCE_NUMBER"], type: isPerson ? .person : .company)
        list.add(isPerson ? "person" : "company")
        entry.source = "\(file):\(node.line)"
        let name = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"].map { node[$0] }.filter { !$0.isEmpty }
        if !name.isEmpty { entry.names.append(ListName(name.joined(separator: " "))) }
        let original = node["NAME_ORIGINAL_SCRIPT"]
        if !original.isEmpty {
            list.add("original script")
            entry.names.append(ListName(original, .native))
        }
        for alias in node.all(isPerson ? "INDIVIDUAL_ALIAS" : "ENTITY_ALIAS") { add(alias, &entry, &list) }
        entry.programs = [node["UN_LIST_TYPE"]].filter { !$0.isEmpty }
        entry.listedOn = CivilDate(String(node["LISTED_ON"].prefix(10)))
        entry.remarks = node["COMMENTS1"]
        if let gender = Gender(node["GENDER"]) { entry.genders.append(gender) }
        for value in node.all(["NATIONALITY", "VALUE"]) {
            let text = ImportText.trimmed(value.text)
            if !text.isEmpty { entry.countries.append(EntryCountry(.nationality, CountryNames.country(text), text)) }
        }
        for address in node.all(isPerson ? "INDIVIDUAL_ADDRESS" : "ENTITY_ADDRESS") {
            let text = address["COUNTRY"]
            if !text.isEmpty { entry.countries.append(EntryCountry(.residence, CountryNames.country(text), text)) }
        }
        for place in node.all("INDIVIDUAL_PLACE_OF_BIRTH") where !place["COUNTRY"].isEmpty {
            entry.countries.append(EntryCountry(.birth, CountryNames.country(place["COUNTRY"]), place["COUNTRY"]))
            entry.birthPlaces.append([place["CITY"], place["COUNTRY"]].filter { !$0.isEmpty }.joined(separator: ", "))
        }
        for birth in node.all("INDIVIDUAL_DATE_OF_BIRTH") { add(birth: birth, &entry, &list) }
        for document in node.all("INDIVIDUAL_DOCUMENT") where !document["NUMBER"].isEmpty {
            let scheme = document["TYPE_OF_DOCUMENT"].lowercased().contains("passport") ? "passport" : "national"
            let country =
                document["ISSUING_COUNTRY"].isEmpty ? document["COUNTRY_OF_ISSUE"] : document["ISSUING_COUNTRY"]
            entry.ids.append(
                SubjectID(scheme: scheme, value: document["NUMBER"], country: CountryNames.country(country)))
        }
        return entry
    }

    private static func add(_ alias: XMLNode, _ entry: inout ListEntry, _ list: inout ImportedList) {
        let quality = alias["QUALITY"]
        let text = alias["ALIAS_NAME"]
        guard !text.isEmpty else { return list.add("empty aliases") }
        list.add("alias \(quality)")
        let kind: ListName.Kind = quality.lowercased() == "f.k.a." ? .fka : .aka
        for piece in ImportText.split(text, ";") { entry.names.append(ListName(piece, kind, isWeak: quality == "Low")) }
    }

    private static func add(birth: XMLNode, _ entry: inout ListEntry, _ list: inout ImportedList) {
        let kind = birth["TYPE_OF_DATE"]
        list.add("birth \(kind.isEmpty ? "empty" : kind)")
        if let from = Int(birth["FROM_YEAR"]), let to = Int(birth["TO_YEAR"]), let range = BirthRange(years: from, to) {
            entry.births.append(range)
            return
        }
        let isCirca = kind == "APPROXIMATELY"
        let text = birth["DATE"].isEmpty ? birth["YEAR"] : birth["DATE"]
        guard !text.isEmpty, let range = ImportText.birth(isCirca && text.count == 4 ? "circa \(text)" : text) else {
            return
        }
        entry.births.append(range)
    }
}
