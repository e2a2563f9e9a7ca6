import Domain

/// OFAC's enhanced XML: native scripts and typed name parts; the translations of a name are one alias group.
enum OFACEnhancedXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "us-ofac-sdn", format: .ofacEnhancedXML)
        var date: CivilDate?
        var isConsolidated = false
        try XMLRecords.read(file, records: ["entity"]) { _, _ in
        } text: { text, path in
            if path.last == "dataAsOf" { date = CivilDate(String(ImportText.trimmed(text).prefix(10))) }
            if path.last == "sanctionsList", path.contains("publicationInfo"), text.hasPrefix("Consolidated") {
                isConsolidated = true
            }
        } _: { node, path in
            guard path.last == "entities" else { return }
            list.recordsRead += 1
            guard !node.attribute("id").isEmpty else { return list.reject(file.name, node.line, "id", "empty") }
            let kind = node.child("generalInfo")?["entityType"] ?? ""
            guard let type = OFACSDNXML.type(kind) else {
                return list.reject(
                    file.name, node.line, "entityType", "none of Individual, Entity, Vessel, Aircraft", kind)
            }
            list.add(type.rawValue)
            list.entries.append(entry(node, type, file.name, &list))
        }
        list.publishDate = date
        if isConsolidated || OFACCSV.isConsolidated(programs: list.entries.flatMap(\.programs)) {
            list.listID = "us-ofac-cons"
            list.bandCeiling = .hold
        }
        return list
    }

    private static func entry(
        _ node: XMLNode, _ type: SubjectType, _ file: String, _ list: inout ImportedList
    ) -> ListEntry {
        var entry = ListEntry(entryID: node.attribute("id"), type: type)
        entry.source = "\(file):\(node.line)"
        var group = 0
        node.each("names", "name") { name in
            add(name: name, group: group, &entry, &list)
            group += 1
        }
        entry.programs = node.values("sanctionsPrograms", "sanctionsProgram")
        entry.measures = node.values("sanctionsTypes", "sanctionsType")
        node.each("sanctionsLists", "sanctionsList") { listing in
            list.keep("list", listing.value, in: &entry)
            if let date = CivilDate(String(listing.attribute("datePublished").prefix(10))),
                entry.listedOn.map({ date < $0 }) ?? true
            {
                entry.listedOn = date
            }
        }
        node.each("features", "feature") { add(feature: $0, &entry, &list) }
        node.each("addresses", "address") { address in
            list.add(.residence, address["country"], to: &entry)
            address.each("translations", "translation") { translation in
                let parts = translation.child("addressParts")?.children.map { $0["value"] }.filter { !$0.isEmpty } ?? []
                list.keep("address", parts.joined(separator: ", "), in: &entry)
            }
        }
        node.each("identityDocuments", "identityDocument") { document in
            let number = document["documentNumber"]
            if document["isValid"] == "false" { return list.keep("invalid \(document["type"])", number, in: &entry) }
            OFACIdentifiers.take(
                type: document["type"], number: number, country: document["issuingCountry"], to: &entry, &list)
        }
        entry.remarks = node.child("generalInfo")?["remarks"] ?? ""
        list.keep("title", node.child("generalInfo")?["title"] ?? "", in: &entry)
        node.each("relationships", "relationship") { relation in
            list.keep(relation["type"], relation["relatedEntity"], in: &entry)
        }
        return entry
    }

    private static func add(name: XMLNode, group: Int, _ entry: inout ListEntry, _ list: inout ImportedList) {
        let isPrimary = name["isPrimary"] == "true"
        let isWeak = name["isLowQuality"] == "true"
        list.add("names")
        if isWeak { list.add("low quality") }
        let alias = name["aliasType"].lowercased()
        let own: ListName.Kind = isPrimary ? .primary : alias.hasPrefix("f") ? .fka : alias.hasPrefix("n") ? .nka : .aka
        var count = 0
        name.each("translations", "translation") { _ in count += 1 }
        name.each("translations", "translation") { translation in
            list.add("translations")
            list.add("script \(translation["script"])")
            let isFirst = translation["isPrimary"] == "true"
            let parts = parts(translation)
            let full = translation["formattedFullName"]
            let text = full.isEmpty ? parts.map(\.text).joined(separator: " ") : full
            list.add(
                ListName(
                    text, isFirst ? own : .native, isWeak: isWeak, parts: parts.count > 1 ? parts : [],
                    group: count > 1 ? group : nil), to: &entry)
        }
    }

    private static func parts(_ translation: XMLNode) -> [NamePart] {
        var parts: [NamePart] = []
        translation.each("nameParts", "namePart") { part in
            let value = part["value"]
            if !value.isEmpty { parts.append(NamePart(kind(of: part["type"]), value)) }
        }
        return parts
    }

    /// OFAC's type of a name part, in the words that its reference sets have for it.
    static func kind(of type: String) -> NamePart.Kind {
        switch type.lowercased() {
        case "last name": .family
        case "first name": .given
        case "middle name": .middle
        case "maiden name": .maiden
        case "patronymic": .father
        case "suffix": .suffix
        case "entity name", "vessel name", "aircraft name": .whole
        default: .other
        }
    }

    private static func add(feature: XMLNode, _ entry: inout ListEntry, _ list: inout ImportedList) {
        let type = feature["type"]
        let value = feature["value"]
        switch type {
        case "Birthdate":
            let isAlternative = feature["isPrimary"] == "false"
            if let range = feature.child("valueDate").flatMap(range) {
                var range = range
                range.isAlternative = isAlternative
                list.add(range, to: &entry)
            } else {
                list.addBirths(value, to: &entry, isAlternative: isAlternative)
            }
        case "Place of Birth":
            if !value.isEmpty { entry.birthPlaces.append(value) }
        case "Nationality Country", "Citizenship Country": list.add(.nationality, value, to: &entry)
        case "Nationality of Registration": list.add(.registration, value, to: &entry)
        case "Vessel Flag": list.add(.flag, value, to: &entry)
        default: OFACIdentifiers.take(type: type, number: value, country: "", to: &entry, &list)
        }
    }

    /// First and last day a birth date may be, each given as a range of its own.
    private static func range(_ node: XMLNode) -> BirthRange? {
        guard let from = CivilDate(String(node["fromDateBegin"].prefix(10))),
            let to = CivilDate(String(node["toDateEnd"].prefix(10))), from <= to
        else { return nil }
        return BirthRange(days: from, to, isCirca: node["isApproximate"] == "true")
    }
}
