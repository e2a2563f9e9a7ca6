import Domain
import XML

/// EU Financial Sanctions File, XML 1.1.
///
/// Source: namespace `http://eu.europa.ec/fpi/fsd/export`, the EU's own schema of the financial sanctions database.
enum EUFSFXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "eu-fsf", format: .euFSFXML11)
        var date: CivilDate?
        try XMLRecords.read(file, records: ["sanctionEntity"]) { start, _ in
            if start.name == "export", let text = start["generationDate"] { date = CivilDate(String(text.prefix(10))) }
        } _: { node, _ in
            list.recordsRead += 1
            guard !node.attribute("logicalId").isEmpty || !node.attribute("euReferenceNumber").isEmpty else {
                return list.reject(file.name, node.line, "logicalId", "empty")
            }
            list.entries.append(entry(node, file.name, &list))
        }
        list.publishDate = date
        EUFSF.separateIDs(&list.entries)
        return list
    }

    private static func entry(_ node: XMLNode, _ file: String, _ list: inout ImportedList) -> ListEntry {
        let subject = node.child("subjectType")
        let code = subject?.attribute("code") ?? ""
        let type = EUFSF.type(code.isEmpty ? subject?.attribute("classificationCode") ?? "" : code)
        var entry = EUFSF.entry(
            reference: node.attribute("euReferenceNumber"), logicalID: node.attribute("logicalId"), type)
        entry.source = "\(file):\(node.line)"
        list.add(type.rawValue)
        entry.listedOn = CivilDate(String(node.attribute("designationDate").prefix(10)))
        list.keep("UN id", node.attribute("unitedNationId"), in: &entry)
        list.keep("designation", node.attribute("designationDetails"), in: &entry)
        entry.remarks = node["remark"]
        var names = EUFSF.Names()
        node.each("nameAlias") { name in
            let remark = name["remark"]
            let isWeak = name.attribute("strong") == "false" || EUFSF.isLowQuality(remark)
            names.add(
                whole: name.attribute("wholeName"), first: name.attribute("firstName"),
                middle: name.attribute("middleName"), last: name.attribute("lastName"),
                language: name.attribute("nameLanguage"), isWeak: isWeak, to: &entry, list)
            list.add(Gender(name.attribute("gender")), to: &entry)
            list.keep("function", name.attribute("function"), in: &entry)
            list.keep("title", name.attribute("title"), in: &entry)
        }
        node.each("birthdate") { add(birth: $0, to: &entry, &list) }
        node.each("identification") { add(id: $0, to: &entry, &list) }
        node.each("address") { address in
            list.add(.residence, address.attribute("countryIso2Code"), to: &entry)
            let text = ["street", "poBox", "zipCode", "city", "region", "place"].map { address.attribute($0) }
                .filter { !$0.isEmpty }
            list.keep("address", text.joined(separator: ", "), in: &entry)
        }
        node.each("citizenship") { list.add(.nationality, $0.attribute("countryIso2Code"), to: &entry) }
        node.each("regulation") { list.add([$0.attribute("programme")], to: &entry.programs) }
        return entry
    }

    private static func add(birth: XMLNode, to entry: inout ListEntry, _ list: inout ImportedList) {
        EUFSF.add(
            birth: EUFSF.Birth(
                date: birth.attribute("birthdate"), day: birth.attribute("dayOfMonth"),
                month: birth.attribute("monthOfYear"), year: birth.attribute("year"),
                from: birth.attribute("yearRangeFrom"), to: birth.attribute("yearRangeTo"),
                isCirca: birth.attribute("circa") == "true", calendar: birth.attribute("calendarType")),
            to: &entry, &list)
        list.add(.birth, birth.attribute("countryIso2Code"), to: &entry)
        let place = ["place", "city", "region"].map { birth.attribute($0) }.filter { !$0.isEmpty }
        if !place.isEmpty { list.add([place.joined(separator: ", ")], to: &entry.birthPlaces) }
    }

    private static func add(id: XMLNode, to entry: inout ListEntry, _ list: inout ImportedList) {
        func says(_ name: String) -> Bool { id.attribute(name) == "true" }
        let number = id.attribute("number").isEmpty ? id.attribute("latinNumber") : id.attribute("number")
        EUFSF.add(
            id: number, type: id.attribute("identificationTypeCode"), country: id.attribute("countryIso2Code"),
            isFalse: says("knownFalse"),
            quality: EUFSF.quality(
                isExpired: says("knownExpired"), isLost: says("reportedLost"), isRevoked: says("revokedByIssuer")),
            to: &entry, &list)
    }
}

/// What the CSV and the XML of the EU Financial Sanctions File have in common.
enum EUFSF {
    static func type(_ code: String) -> SubjectType {
        switch code.lowercased() {
        case "person", "p": .person
        case "enterprise", "e": .company
        default: .unknown
        }
    }

    /// The EU reference is the id that stays; an entity without one has its logical id.
    static func entry(reference: String, logicalID: String, _ type: SubjectType) -> ListEntry {
        var entry = ListEntry(entryID: reference.isEmpty ? logicalID : reference, type: type)
        entry.origin = ListOrigin(source: "logical id", number: logicalID)
        return entry
    }

    /// Entities under one reference are told apart by their logical id.
    static func separateIDs(_ entries: inout [ListEntry]) {
        var seen: [String: Int] = [:]
        for entry in entries { seen[entry.entryID, default: 0] += 1 }
        for index in entries.indices {
            let number = entries[index].origin?.number ?? ""
            entries[index].origin = nil
            if seen[entries[index].entryID, default: 0] > 1, !number.isEmpty, number != entries[index].entryID {
                entries[index].entryID += "/\(number)"
            }
        }
    }

    static func isLowQuality(_ remark: String) -> Bool {
        !remark.isEmpty && remark.lowercased().replacingAll("-", " ").replacingAll("_", " ").hasText("low quality")
    }

    static func quality(isExpired: Bool, isLost: Bool, isRevoked: Bool) -> SubjectID.Quality {
        isRevoked ? .revoked : isLost ? .lost : isExpired ? .expired : .valid
    }

    /// The names of one entity. A name in a language is a translation; the file does not say of which name, but lists the
    /// languages once a name: where a language comes again, the next group begins.
    struct Names {
        private var seen: [String: Int] = [:]

        mutating func add(
            whole: String, first: String, middle: String, last: String, language: String, isWeak: Bool,
            to entry: inout ListEntry, _ list: ImportedList
        ) {
            let words = [first, middle, last].filter { !$0.isEmpty }
            let text = whole.isEmpty ? words.joined(separator: " ") : whole
            var parts: [NamePart] = []
            if words.count > 1 {
                for (kind, value) in [(NamePart.Kind.given, first), (.middle, middle), (.family, last)]
                where !value.isEmpty { parts.append(NamePart(kind, value)) }
            }
            var group: Int?
            if !language.isEmpty {
                group = seen[language, default: 0]
                seen[language, default: 0] += 1
            }
            let kind: ListName.Kind = entry.names.isEmpty ? .primary : language.isEmpty ? .aka : .translation
            list.add(
                ListName(
                    text, kind, isWeak: isWeak, language: language.isEmpty ? nil : language, parts: parts, group: group),
                to: &entry)
        }
    }

    struct Birth {
        var date: String
        var day = ""
        var month = ""
        var year = ""
        var from = ""
        var to = ""
        var isCirca = false
        var calendar = ""
    }

    /// A date of another calendar is kept as text: its year is none of the Gregorian ones.
    static func add(birth: Birth, to entry: inout ListEntry, _ list: inout ImportedList) {
        guard birth.calendar.isEmpty || birth.calendar.uppercased() == "GREGORIAN" else {
            let text = birth.date.isEmpty ? [birth.day, birth.month, birth.year].joined(separator: "/") : birth.date
            return list.keep("birth date in calendar \(birth.calendar)", text, in: &entry)
        }
        var range: BirthRange?
        if !birth.date.isEmpty {
            range = DateText(birth.date).births.first
        } else if let from = Int(birth.from), let to = Int(birth.to) {
            range = BirthRange(years: from, to)
        } else if let year = Int(birth.year) {
            if let month = Int(birth.month), month > 0 {
                range =
                    Int(birth.day).flatMap { BirthRange(year: year, month: month, day: $0) }
                    ?? BirthRange(year: year, month: month)
            }
            range = range ?? BirthRange(years: year, year)
        }
        if let range {
            list.add(birth.isCirca ? range.circa : range, to: &entry)
        } else if !birth.date.isEmpty || !birth.year.isEmpty || !birth.from.isEmpty {
            list.keep("birth date", "\(birth.date)\(birth.year)\(birth.from)", in: &entry)
            list.add("unread birth dates")
        }
    }

    /// Documents that are known to be false identify nobody and must not match.
    static func add(
        id number: String, type: String, country: String, isFalse: Bool, quality: SubjectID.Quality,
        to entry: inout ListEntry, _ list: inout ImportedList
    ) {
        guard !number.isEmpty else { return }
        if isFalse { return list.keep("false \(type.isEmpty ? "document" : type)", number, in: &entry) }
        let scheme: String
        switch type.lowercased() {
        case "passport", "diplpassport", "travelpass": scheme = "passport"
        case "id", "": scheme = "national"
        case "regnumber": scheme = "registration"
        case "fiscalcode": scheme = "tax"
        case "swiftbic": scheme = "bic"
        case "electionid", "ssn": scheme = "national"
        default: scheme = type
        }
        let place = country.isEmpty || CountryNames.isUnknown(country) ? nil : list.country(country)
        list.add(SubjectID(scheme: scheme, value: number, country: place, quality: quality), to: &entry)
    }
}
