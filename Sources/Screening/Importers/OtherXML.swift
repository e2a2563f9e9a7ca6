import Domain
import XML

/// OFAC's enhanced XML: native scripts and typed name parts; the translations of a name are one alias group.
enum OFACEnhancedXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "us-ofac-enhanced", format: .ofacEnhancedXML)
        try XMLRecords.read(file, records: ["entity"]) { _, _ in
        } text: { text, path in
            if path.last == "dataAsOf" { list.publishDate = CivilDate(String(ImportText.trimmed(text).prefix(10))) }
        } _: { node, path in
            guard path.last == "entities" else { return }
            list.recordsRead += 1
            list.entries.append(entry(node, file.name, &list))
        }
        return list
    }

    private static func entry(_ node: XMLNode, _ file: String, _ list: inout ImportedList) -> ListEntry {
        let kind = node.child("generalInfo")?["entityType"] ?? ""
        let type: SubjectType =
            kind == "Individual" ? .person : kind == "Vessel" ? .vessel : kind == "Aircraft" ? .aircraft : .company
        var entry = ListEntry(entryID: node.attribute("id"), type: type)
        entry.source = "\(file):\(node.line)"
        for name in node.all(["names", "name"]) {
            let isPrimary = name["isPrimary"] == "true"
            let isWeak = name["isLowQuality"] == "true"
            list.add("names")
            if isWeak { list.add("low quality") }
            let alias = name["aliasType"].lowercased()
            for translation in name.all(["translations", "translation"]) {
                list.add("translations")
                list.add("script \(translation["script"])")
                let text = translation["formattedFullName"]
                guard !text.isEmpty else { continue }
                let isFirst = translation["isPrimary"] == "true"
                let kind: ListName.Kind = !isFirst ? .native : isPrimary ? .primary : alias.hasPrefix("f") ? .fka : .aka
                entry.names.append(ListName(text, kind, isWeak: isWeak))
            }
        }
        entry.programs = node.all(["sanctionsPrograms", "sanctionsProgram"]).map { ImportText.trimmed($0.text) }
        entry.measures = node.all(["sanctionsTypes", "sanctionsType"]).map { ImportText.trimmed($0.text) }
        for feature in node.all(["features", "feature"]) {
            let kind = feature["type"]
            let value = feature["value"]
            if kind == "Birthdate" { entry.births += ImportText.births(value) }
            if kind == "Gender", let gender = Gender(value) { entry.genders.append(gender) }
            if kind.hasPrefix("Nationality") || kind.hasPrefix("Citizenship") {
                entry.countries.append(EntryCountry(.nationality, CountryNames.country(value), value))
            }
        }
        for address in node.all(["addresses", "address"]) where !address["country"].isEmpty {
            entry.countries.append(
                EntryCountry(.residence, CountryNames.country(address["country"]), address["country"]))
        }
        for document in node.all(["identityDocuments", "identityDocument"]) where !document["documentNumber"].isEmpty {
            let kind = document["type"].lowercased()
            let scheme =
                kind.contains("passport")
                ? "passport"
                : kind.contains("tax")
                    ? "tax"
                    : kind.contains("swift") ? "bic" : kind.contains("registration") ? "registration" : "national"
            entry.ids.append(
                SubjectID(
                    scheme: scheme, value: document["documentNumber"],
                    country: CountryNames.country(document["issuingCountry"])))
        }
        return entry
    }
}

/// OFAC's SDN.XML and CONSOLIDATED.XML: Record_Count must be the entries read.
enum OFACSDNXML {
    static func read(_ file: ListFile, force: Bool) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "us-ofac-sdn", format: .ofacSDNXML)
        var expected: Int?
        try XMLRecords.read(file, records: ["sdnEntry"]) { _, _ in
        } text: { text, path in
            let value = ImportText.trimmed(text)
            if path.last == "Record_Count" { expected = Int(value) }
            if path.last == "Publish_Date" {
                let parts = value.split(separator: "/").compactMap { Int($0) }
                if parts.count == 3 { list.publishDate = CivilDate(year: parts[2], month: parts[0], day: parts[1]) }
            }
        } _: { node, _ in
            list.recordsRead += 1
            list.entries.append(entry(node, file.name))
        }
        if let expected, expected != list.entries.count, !force {
            throw ImportError(
                .guardCount, file: file.name, "Record_Count says \(expected), \(list.entries.count) entries read")
        }
        return list
    }

    private static func entry(_ node: XMLNode, _ file: String) -> ListEntry {
        let kind = node["sdnType"].lowercased()
        let type: SubjectType =
            kind == "individual" ? .person : kind == "vessel" ? .vessel : kind == "aircraft" ? .aircraft : .company
        var entry = ListEntry(entryID: node["uid"], type: type)
        entry.source = "\(file):\(node.line)"
        func name(_ node: XMLNode) -> String {
            node["firstName"].isEmpty ? node["lastName"] : "\(node["lastName"]), \(node["firstName"])"
        }
        if !name(node).isEmpty { entry.names.append(ListName(name(node))) }
        for alias in node.all(["akaList", "aka"]) where !name(alias).isEmpty {
            let kind: ListName.Kind = alias["type"].hasPrefix("f") ? .fka : alias["type"].hasPrefix("n") ? .nka : .aka
            entry.names.append(ListName(name(alias), kind, isWeak: alias["category"] == "weak"))
        }
        entry.programs = node.all(["programList", "program"]).map { ImportText.trimmed($0.text) }
        entry.remarks = node["remarks"]
        for id in node.all(["idList", "id"]) {
            let kind = id["idType"]
            if kind == "Gender" {
                if let gender = Gender(id["idNumber"]) { entry.genders.append(gender) }
                continue
            }
            // These are remarks that the format writes as identifiers.
            if kind.hasSuffix(":") || kind.hasSuffix("-") || id["idNumber"].isEmpty { continue }
            let lower = kind.lowercased()
            let scheme =
                lower.contains("passport")
                ? "passport"
                : lower.contains("digital currency")
                    ? "crypto"
                    : lower.contains("swift")
                        ? "bic"
                        : lower.contains("tax")
                            ? "tax"
                            : lower.contains("imo") || lower.contains("vessel registration")
                                ? "imo" : lower.contains("registration") ? "registration" : "national"
            var number = id["idNumber"]
            if number.hasPrefix("IMO ") { number = String(number.dropFirst(4)) }
            entry.ids.append(SubjectID(scheme: scheme, value: number, country: CountryNames.country(id["idCountry"])))
        }
        for (path, field, role) in [
            (["addressList", "address"], "country", EntryCountry.Role.residence),
            (["nationalityList", "nationality"], "country", .nationality),
            (["citizenshipList", "citizenship"], "country", .nationality),
        ] {
            for item in node.all(path) where !item[field].isEmpty {
                entry.countries.append(EntryCountry(role, CountryNames.country(item[field]), item[field]))
            }
        }
        for item in node.all(["dateOfBirthList", "dateOfBirthItem"]) {
            entry.births += ImportText.births(item["dateOfBirth"])
        }
        for item in node.all(["placeOfBirthList", "placeOfBirthItem"]) {
            entry.birthPlaces.append(item["placeOfBirth"])
        }
        return entry
    }
}

/// EU Financial Sanctions File, XML 1.1.
enum EUFSFXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "eu-fsf", format: .euFSFXML11)
        try XMLRecords.read(file, records: ["sanctionEntity"]) { start, _ in
            if start.name == "export", let date = start["generationDate"] {
                list.publishDate = CivilDate(String(date.prefix(10)))
            }
        } _: { node, _ in
            list.recordsRead += 1
            list.entries.append(entry(node, file.name))
        }
        return list
    }

    private static func entry(_ node: XMLNode, _ file: String) -> ListEntry {
        let code = node.child("subjectType")?.attribute("code") ?? ""
        let id =
            node.attribute("euReferenceNumber").isEmpty
            ? node.attribute("logicalId") : node.attribute("euReferenceNumber")
        var entry = ListEntry(entryID: id, type: code == "person" ? .person : .company)
        entry.source = "\(file):\(node.line)"
        for name in node.all("nameAlias") {
            let whole = name.attribute("wholeName")
            let text =
                whole.isEmpty
                ? [name.attribute("firstName"), name.attribute("middleName"), name.attribute("lastName")].filter {
                    !$0.isEmpty
                }.joined(separator: " ") : whole
            guard !text.isEmpty, !entry.names.contains(where: { $0.text == text }) else { continue }
            let language = name.attribute("nameLanguage")
            entry.names.append(
                ListName(
                    text, entry.names.isEmpty ? .primary : language.isEmpty ? .aka : .translation,
                    isWeak: name.attribute("strong") == "false", language: language.isEmpty ? nil : language))
            if let gender = Gender(name.attribute("gender")), !entry.genders.contains(gender) {
                entry.genders.append(gender)
            }
        }
        for birth in node.all("birthdate") {
            let isGregorian = birth.attribute("calendarType").isEmpty || birth.attribute("calendarType") == "GREGORIAN"
            guard isGregorian else {
                entry.unread.append(
                    "birth date in calendar \(birth.attribute("calendarType")): \(birth.attribute("year"))")
                continue
            }
            let circa = birth.attribute("circa") == "true"
            if let range = ImportText.birth((circa ? "circa " : "") + birth.attribute("birthdate")) {
                entry.births.append(range)
            } else if let from = Int(birth.attribute("yearRangeFrom")), let to = Int(birth.attribute("yearRangeTo")),
                let range = BirthRange(years: from, to)
            {
                entry.births.append(range)
            } else if let year = Int(birth.attribute("year")), let range = BirthRange(years: year, year, circa: circa) {
                entry.births.append(range)
            }
        }
        for id in node.all("identification")
        where id.attribute("knownFalse") != "true" && !id.attribute("number").isEmpty {
            let kind = id.attribute("identificationTypeCode")
            entry.ids.append(
                SubjectID(
                    scheme: kind == "passport" ? "passport" : kind.isEmpty ? "national" : kind,
                    value: id.attribute("number"), country: CountryNames.country(id.attribute("countryIso2Code"))))
        }
        for (name, role) in [("address", EntryCountry.Role.residence), ("citizenship", .nationality)] {
            for item in node.all(name) {
                if let country = CountryNames.country(item.attribute("countryIso2Code")) {
                    entry.countries.append(EntryCountry(role, country, country.alpha2))
                }
            }
        }
        entry.programs = Array(Set(node.all("regulation").map { $0.attribute("programme") })).filter { !$0.isEmpty }
            .sorted()
        return entry
    }
}

/// The UK Sanctions List, XML.
enum UKSanctionsListXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "uk", format: .ukSanctionsListXML)
        try XMLRecords.read(file, records: ["Designation"]) { _, _ in
        } text: { text, path in
            if path.last == "DateGenerated" { list.publishDate = ImportText.birth(text).map(\.from) }
        } _: { node, _ in
            list.recordsRead += 1
            list.entries.append(entry(node, file.name))
        }
        return list
    }

    private static func entry(_ node: XMLNode, _ file: String) -> ListEntry {
        let kind = node["IndividualEntityShip"]
        var entry = ListEntry(
            entryID: node["UniqueID"], type: kind == "Individual" ? .person : kind == "Ship" ? .vessel : .company)
        entry.source = "\(file):\(node.line)"
        for name in node.all(["Names", "Name"]) {
            let text = (1...6).map { name["Name\($0)"] }.filter { !$0.isEmpty }.joined(separator: " ")
            let isPrimary = name["NameType"].lowercased() == "primary name"
            if !text.isEmpty {
                entry.names.append(
                    ListName(
                        text, isPrimary ? .primary : .aka, isWeak: name["AliasStrength"].lowercased().hasPrefix("low")))
            }
        }
        for native in node.all(["NonLatinNames", "NonLatinName"]) {
            let text =
                native["NameNonLatinScript"].isEmpty ? ImportText.trimmed(native.text) : native["NameNonLatinScript"]
            if !text.isEmpty { entry.names.append(ListName(text, .native)) }
        }
        entry.programs = [node["RegimeName"]].filter { !$0.isEmpty }
        entry.measures = ImportText.split(node["SanctionsImposed"], "|")
        for individual in node.all(["IndividualDetails", "Individual"]) {
            for date in individual.all(["DOBs", "DOB"]) {
                entry.births += ImportText.births(date.text.replacingAll("dd/mm/", "00/00/"))
            }
            for value in individual.all(["Nationalities", "Nationality"]) {
                entry.countries.append(
                    EntryCountry(.nationality, CountryNames.country(value.text), ImportText.trimmed(value.text)))
            }
            for value in individual.all(["Genders", "Gender"]) {
                if let gender = Gender(ImportText.trimmed(value.text)) { entry.genders.append(gender) }
            }
            for passport in individual.all(["PassportDetails", "Passport"]) where !passport["PassportNumber"].isEmpty {
                entry.ids.append(SubjectID(scheme: "passport", value: passport["PassportNumber"]))
            }
            for number in individual.all(["NationalIdentifierDetails", "NationalIdentifier"])
            where !number["NationalIdentifierNumber"].isEmpty {
                entry.ids.append(SubjectID(scheme: "national", value: number["NationalIdentifierNumber"]))
            }
        }
        for address in node.all(["Addresses", "Address"]) where !address["AddressCountry"].isEmpty {
            entry.countries.append(
                EntryCountry(.residence, CountryNames.country(address["AddressCountry"]), address["AddressCountry"]))
        }
        return entry
    }
}
