import Domain

/// OFAC's SDN.XML and CONSOLIDATED.XML: Record_Count must be the entries read; names of elements are local ones, because older
/// files have another namespace.
enum OFACSDNXML {
    static func read(_ file: ListFile, force: Bool) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "us-ofac-sdn", format: .ofacSDNXML)
        var expected: Int?
        var date: CivilDate?
        try XMLRecords.read(file, records: ["sdnEntry"]) { _, _ in
        } text: { text, path in
            let value = ImportText.trimmed(text)
            if path.last == "Record_Count" { expected = Int(value) }
            if path.last == "Publish_Date" {
                // MM/DD/YYYY.
                let parts = value.split(separator: "/").compactMap { Int($0) }
                if parts.count == 3 { date = CivilDate(year: parts[2], month: parts[0], day: parts[1]) }
            }
        } _: { node, _ in
            list.recordsRead += 1
            guard !node["uid"].isEmpty else {
                return list.reject(file.name, node.line, "uid", "empty", node["lastName"])
            }
            guard let type = type(node["sdnType"]) else {
                return list.reject(
                    file.name, node.line, "sdnType", "none of Individual, Entity, Vessel, Aircraft", node["sdnType"])
            }
            list.add(type.rawValue)
            list.entries.append(entry(node, type, file.name, &list))
        }
        list.publishDate = date
        if let expected, expected != list.recordsRead {
            let message = "Record_Count says \(expected), \(list.recordsRead) entries read"
            guard force else { throw ImportError(.guardCount, file: file.name, message) }
            list.warnings.append("\(file.name): \(message)")
        }
        if OFACCSV.isConsolidated(programs: list.entries.flatMap(\.programs)) {
            list.listID = "us-ofac-cons"
            list.bandCeiling = .hold
        }
        return list
    }

    static func type(_ text: String) -> SubjectType? {
        switch text.lowercased() {
        case "individual": .person
        case "entity": .company
        case "vessel": .vessel
        case "aircraft": .aircraft
        default: nil
        }
    }

    private static func entry(
        _ node: XMLNode, _ type: SubjectType, _ file: String, _ list: inout ImportedList
    ) -> ListEntry {
        var entry = ListEntry(entryID: node["uid"], type: type)
        entry.source = "\(file):\(node.line)"
        add(name: node, .primary, isWeak: false, &entry, list)
        node.each("akaList", "aka") { alias in
            let kind: ListName.Kind = alias["type"].hasPrefix("f") ? .fka : alias["type"].hasPrefix("n") ? .nka : .aka
            let isWeak = alias["category"].lowercased() == "weak"
            list.add(isWeak ? "weak \(kind.code)" : kind.code)
            add(name: alias, kind, isWeak: isWeak, &entry, list)
        }
        entry.programs = node.values("programList", "program")
        entry.remarks = node["remarks"]
        list.keep("title", node["title"], in: &entry)
        node.each("idList", "id") { id in
            OFACIdentifiers.take(
                type: id["idType"], number: id["idNumber"], country: id["idCountry"], to: &entry, &list)
        }
        node.each("addressList", "address") { address in
            list.add(.residence, address["country"], to: &entry)
            let names = ["address1", "address2", "address3", "city", "stateOrProvince", "postalCode", "country"]
            let text = names.map { address[$0] }.filter { !$0.isEmpty }
            if text.count > 1 { list.keep("address", text.joined(separator: ", "), in: &entry) }
        }
        node.each("nationalityList", "nationality") { list.add(.nationality, $0["country"], to: &entry) }
        node.each("citizenshipList", "citizenship") { list.add(.nationality, $0["country"], to: &entry) }
        node.each("dateOfBirthList", "dateOfBirthItem") { item in
            list.addBirths(item["dateOfBirth"], to: &entry, isAlternative: item["mainEntry"] == "false")
        }
        node.each("placeOfBirthList", "placeOfBirthItem") { item in
            if !item["placeOfBirth"].isEmpty { entry.birthPlaces.append(item["placeOfBirth"]) }
        }
        if let vessel = node.child("vesselInfo") {
            list.add(.flag, vessel["vesselFlag"], to: &entry)
            list.add(SubjectID(scheme: "callsign", value: vessel["callSign"]), to: &entry)
            for name in ["vesselType", "vesselOwner", "tonnage", "grossRegisteredTonnage"] {
                list.keep(name, vessel[name], in: &entry)
            }
        }
        return entry
    }

    private static func add(
        name node: XMLNode, _ kind: ListName.Kind, isWeak: Bool, _ entry: inout ListEntry, _ list: ImportedList
    ) {
        let family = node["lastName"]
        let given = node["firstName"]
        let text = given.isEmpty ? family : "\(family), \(given)"
        let parts = given.isEmpty ? [] : [NamePart(.family, family), NamePart(.given, given)]
        list.add(ListName(text, kind, isWeak: isWeak, parts: parts), to: &entry)
    }
}
