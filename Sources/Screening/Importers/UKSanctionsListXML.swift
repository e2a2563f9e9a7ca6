import Domain
import XML

/// The UK Sanctions List, XML.
///
/// Source: the element names of the published file as several public programs read it (OpenSanctions `gb_fcdo_sanctions`).
enum UKSanctionsListXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "uk", format: .ukSanctionsListXML)
        var date: CivilDate?
        try XMLRecords.read(file, records: ["Designation"]) { _, _ in
        } text: { text, path in
            if path.last == "DateGenerated" { date = ImportText.birth(text)?.from }
        } _: { node, _ in
            list.recordsRead += 1
            let id = node["UniqueID"]
            guard !id.isEmpty else { return list.reject(file.name, node.line, "UniqueID", "empty") }
            let kind = node["IndividualEntityShip"]
            guard let type = UKText.type(kind) else {
                return list.reject(
                    file.name, node.line, "IndividualEntityShip", "none of Individual, Entity, Ship", kind)
            }
            list.add(type.rawValue)
            list.entries.append(entry(node, id, type, file.name, &list))
        }
        list.publishDate = date
        return list
    }

    /// `Primary Name`, `Alias`, `ALias`, `Primary name variation`.
    static func kind(_ text: String) -> ListName.Kind {
        switch text.lowercased() {
        case "primary name": .primary
        case "primary name variation": .variant
        default: .aka
        }
    }

    private static func entry(
        _ node: XMLNode, _ id: String, _ type: SubjectType, _ file: String, _ list: inout ImportedList
    ) -> ListEntry {
        var entry = ListEntry(entryID: id, type: type)
        entry.source = "\(file):\(node.line)"
        node.each("Names", "Name") { name in
            let (text, parts) = UKText.name((1...6).map { name["Name\($0)"] }, type)
            let isWeak = name["AliasStrength"].lowercased().hasPrefix("low")
            list.add(ListName(text, kind(name["NameType"]), isWeak: isWeak, parts: parts), to: &entry)
        }
        node.each("NonLatinNames") { addNative($0, to: &entry, list) }
        list.add([node["RegimeName"]], to: &entry.programs)
        list.add(ImportText.split(node["SanctionsImposed"], "|"), to: &entry.measures)
        entry.remarks = node["OtherInformation"]
        entry.listedOn = ImportText.birth(node["DateDesignated"])?.from
        node.each("IndividualDetails", "Individual") { add(individual: $0, to: &entry, &list) }
        node.each("EntityDetails", "Entity") { details in
            for number in details.values("BusinessRegistrationNumbers", "BusinessRegistrationNumber") {
                list.add(SubjectID(scheme: "registration", value: number), to: &entry)
            }
            for group in details.children where group.name != "BusinessRegistrationNumbers" {
                keepTexts(group, in: &entry, list)
            }
        }
        node.each("ShipDetails", "Ship") { add(ship: $0, to: &entry, &list) }
        node.each("Addresses", "Address") { address in
            list.add(.residence, address["AddressCountry"], to: &entry)
            let text = (1...6).map { address["AddressLine\($0)"] } + [address["AddressPostalCode"]]
            list.keep("address", text.filter { !$0.isEmpty }.joined(separator: ", "), in: &entry)
        }
        for name in ["UKStatementofReasons", "UNReferenceNumber", "OFSIGroupID", "DesignationSource"] {
            list.keep(name, node[name], in: &entry)
        }
        for (group, item) in [("PhoneNumbers", "PhoneNumber"), ("EmailAddresses", "EmailAddress"), ("Titles", "Title")]
        {
            for text in node.values(group, item) { list.keep(item, text, in: &entry) }
        }
        return entry
    }

    /// The name stands in NonLatinName or in NonLatinNames itself, as text or as NameNonLatinScript.
    private static func addNative(_ node: XMLNode, to entry: inout ListEntry, _ list: ImportedList) {
        let text = node["NameNonLatinScript"].isEmpty ? node.value : node["NameNonLatinScript"]
        let language = node["NonLatinScriptLanguage"]
        list.add(ListName(text, .native, language: language.isEmpty ? nil : language), to: &entry)
        for child in node.children where child.name.hasPrefix("NonLatinName") { addNative(child, to: &entry, list) }
    }

    private static func add(individual: XMLNode, to entry: inout ListEntry, _ list: inout ImportedList) {
        for date in individual.values("DOBs", "DOB") { list.addBirths(date, to: &entry) }
        for text in individual.values("Nationalities", "Nationality") { list.add(.nationality, text, to: &entry) }
        for text in individual.values("Genders", "Gender") { list.add(Gender(text), to: &entry) }
        individual.each("BirthDetails", "Location") { place in
            list.add(.birth, place["CountryOfBirth"], to: &entry)
            list.add([place["TownOfBirth"]], to: &entry.birthPlaces)
        }
        individual.each("PassportDetails", "Passport") { passport in
            list.add(SubjectID(scheme: "passport", value: passport["PassportNumber"]), to: &entry)
            list.keep("passport details", passport["PassportAdditionalInformation"], in: &entry)
        }
        individual.each("NationalIdentifierDetails", "NationalIdentifier") { number in
            list.add(SubjectID(scheme: "national", value: number["NationalIdentifierNumber"]), to: &entry)
            list.keep("national details", number["NationalIdentifierAdditionalInformation"], in: &entry)
        }
        for text in individual.values("Positions", "Position") { list.keep("position", text, in: &entry) }
        list.keep("title", individual["Title"], in: &entry)
    }

    private static func add(ship: XMLNode, to entry: inout ListEntry, _ list: inout ImportedList) {
        for number in ship.values("IMONumbers", "IMONumber") {
            list.add(SubjectID(scheme: "imo", value: number), to: &entry)
        }
        for flag in ship.values("CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip") {
            list.add(.flag, flag, to: &entry)
        }
        for group in ship.children where group.name != "IMONumbers" && group.name != "CurrentBelievedFlagOfShips" {
            keepTexts(group, in: &entry, list)
        }
    }

    /// Keeps every text below an element under the element's own name.
    private static func keepTexts(_ node: XMLNode, in entry: inout ListEntry, _ list: ImportedList) {
        list.keep(node.name, node.value, in: &entry)
        for child in node.children { keepTexts(child, in: &entry, list) }
    }
}
