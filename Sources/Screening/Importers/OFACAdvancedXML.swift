import Domain
import XML

/// OFAC's SDN_ADVANCED.XML and CONS_ADVANCED.XML, the sanctions data model of the United Nations: everything is an id, resolved
/// through the reference sets of the same file.
///
/// Source: namespace `http://www.un.org/sanctions/1.0`; OFAC, "Advanced Sanctions Data Model" notes
/// (home.treasury.gov/system/files/126/sdn_advanced_notes.pdf), as read by several public programs.
enum OFACAdvancedXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var work = Work(file: file.name)
        var issued: [String: Int] = [:]
        try XMLRecords.read(file, records: OFACReferences.sets.union(Work.records)) { _, _ in
        } text: { text, path in
            if path.count > 1, path[path.count - 2] == "DateOfIssue", let last = path.last {
                issued[last] = Int(ImportText.trimmed(text))
            }
        } _: { node, _ in
            work.take(node)
        }
        var list = work.finish()
        if let year = issued["Year"], let month = issued["Month"], let day = issued["Day"] {
            list.publishDate = CivilDate(year: year, month: month, day: day)
        }
        return list
    }

    private struct Work {
        static let records: Set<String> = [
            "Location", "IDRegDocument", "DistinctParty", "SanctionsEntry", "ProfileRelationship",
        ]

        let file: String
        var list = ImportedList(listID: "us-ofac-sdn", format: .ofacAdvancedXML)
        private var references = OFACReferences()
        private var locations: [String: XMLNode] = [:]
        private var documents: [String: [XMLNode]] = [:]
        private var entries: [ListEntry] = []
        private var byProfile: [String: Int] = [:]
        private var later: [XMLNode] = []

        init(file: String) { self.file = file }

        mutating func take(_ node: XMLNode) {
            switch node.name {
            case "Location": locations[node.attribute("ID")] = node
            case "IDRegDocument":
                list.recordsRead += 1
                documents[node.attribute("IdentityID"), default: []].append(node)
            case "DistinctParty":
                let profiles = node.children.filter { $0.name == "Profile" }
                list.recordsRead += max(1, profiles.count)
                if profiles.isEmpty { list.reject(file, node.line, "Profile", "missing", node.attribute("FixedRef")) }
                for profile in profiles { add(profile: profile, of: node) }
            case "SanctionsEntry", "ProfileRelationship":
                list.recordsRead += 1
                later.append(node)
            default: references.add(node)
            }
        }

        mutating func finish() -> ImportedList {
            for node in later {
                let profile = node.attribute(node.name == "SanctionsEntry" ? "ProfileID" : "From-ProfileID")
                guard let index = byProfile[profile] else {
                    list.reject(file, node.line, node.name, "belongs to no profile", profile)
                    continue
                }
                list.mergedRows += 1
                var entry = entries[index]
                if node.name == "SanctionsEntry" {
                    add(sanctions: node, to: &entry)
                } else {
                    let kind = references.text("RelationType", node.attribute("RelationTypeID"))
                    list.keep(kind, "profile \(node.attribute("To-ProfileID"))", in: &entry)
                }
                entries[index] = entry
            }
            for (identity, nodes) in documents {
                for node in nodes { list.reject(file, node.line, "IdentityID", "belongs to no identity", identity) }
            }
            list.rejects.sort { ($0.line, $0.field) < ($1.line, $1.field) }
            list.warnings += references.warnings(file)
            list.entries = entries
            if !entries.isEmpty, !entries.contains(where: { $0.unread.contains("list: SDN List") }),
                OFACCSV.isConsolidated(programs: entries.flatMap(\.programs))
            {
                list.listID = "us-ofac-cons"
                list.bandCeiling = .hold
            }
            return list
        }

        private mutating func add(profile: XMLNode, of party: XMLNode) {
            guard let type = references.type(profile.attribute("PartySubTypeID")) else {
                return list.reject(
                    file, party.line, "PartySubTypeID", "not in the reference sets", profile.attribute("PartySubTypeID")
                )
            }
            list.add(type.rawValue)
            var entry = ListEntry(entryID: profile.attribute("ID"), type: type)
            entry.source = "\(file):\(party.line)"
            entry.remarks = party["Comment"]
            var group = 0
            for identity in profile.children where identity.name == "Identity" {
                // The file marks identities that are known to be false: neither their names nor their documents match.
                let isFalse = identity.attribute("False") == "true"
                let parts = references.parts(of: identity)
                for alias in identity.children where alias.name == "Alias" && !isFalse {
                    add(alias: alias, parts, group: group, to: &entry)
                    group += 1
                }
                for document in documents.removeValue(forKey: identity.attribute("ID")) ?? [] {
                    list.mergedRows += 1
                    if isFalse {
                        list.keep("false document", document["IDRegistrationNo"], in: &entry)
                    } else {
                        add(document: document, to: &entry)
                    }
                }
            }
            for feature in profile.children where feature.name == "Feature" { add(feature: feature, to: &entry) }
            byProfile[entry.entryID] = entries.count
            entries.append(entry)
        }

        private mutating func add(
            alias: XMLNode, _ parts: [String: NamePart.Kind], group: Int, to entry: inout ListEntry
        ) {
            let isWeak = alias.attribute("LowQuality") == "true"
            let kind: ListName.Kind
            switch references.text("AliasType", alias.attribute("AliasTypeID")).lowercased() {
            case "name": kind = .primary
            case let text where text.hasPrefix("f"): kind = .fka
            case let text where text.hasPrefix("n"): kind = .nka
            default: kind = .aka
            }
            list.add("names")
            if isWeak { list.add("low quality") }
            let names = alias.children.filter { $0.name == "DocumentedName" }
            for (index, name) in names.enumerated() {
                list.add("documented names")
                var values: [NamePart] = []
                name.each("DocumentedNamePart", "NamePartValue") { part in
                    let kind = parts[part.attribute("NamePartGroupID")] ?? .other
                    if !part.value.isEmpty { values.append(NamePart(kind, part.value)) }
                }
                list.add(
                    ListName(
                        text(values), index == 0 ? kind : .native, isWeak: isWeak,
                        parts: values.count > 1 ? values : [], group: names.count > 1 ? group : nil), to: &entry)
            }
        }

        /// As OFAC prints names: `LAST, First Middle`; other names by their parts in order.
        private func text(_ parts: [NamePart]) -> String {
            let family = parts.filter { $0.kind == .family }.map(\.text).joined(separator: " ")
            let rest = parts.filter { $0.kind != .family }.map(\.text).joined(separator: " ")
            return family.isEmpty ? rest : rest.isEmpty ? family : "\(family), \(rest)"
        }

        private mutating func add(document: XMLNode, to entry: inout ListEntry) {
            let type = references.text("IDRegDocType", document.attribute("IDRegDocTypeID"))
            let number = document["IDRegistrationNo"]
            let validity = references.optionalText("Validity", document.attribute("ValidityID"))
            if !validity.isEmpty, validity.lowercased() != "valid" {
                return list.keep("\(validity.lowercased()) \(type)", number, in: &entry)
            }
            let country = references.country(document.attribute("IssuedBy-CountryID"))
            OFACIdentifiers.take(type: type, number: number, country: country, to: &entry, &list)
        }

        private mutating func add(feature: XMLNode, to entry: inout ListEntry) {
            let type = references.text("FeatureType", feature.attribute("FeatureTypeID"))
            feature.each("FeatureVersion") { version in
                if let period = version.child("DatePeriod") { return add(period: period, type, to: &entry) }
                version.each("VersionLocation") { link in
                    add(location: link.attribute("LocationID"), type, to: &entry)
                }
                version.each("VersionDetail") { detail in
                    let reference = detail.attribute("DetailReferenceID")
                    let value = reference.isEmpty ? detail.value : references.text("DetailReference", reference)
                    if type == "Place of Birth" {
                        if !value.isEmpty { entry.birthPlaces.append(value) }
                    } else {
                        OFACIdentifiers.take(type: type, number: value, country: "", to: &entry, &list)
                    }
                }
            }
        }

        /// First and last day, each given as the range it may be in.
        private mutating func add(period: XMLNode, _ type: String, to entry: inout ListEntry) {
            guard let start = period.child("Start"), let first = start.child("From").flatMap(date) else { return }
            let end = period.child("End") ?? start
            let last = end.child("To").flatMap(date) ?? first
            let calendar = references.optionalText("CalendarType", period.attribute("CalendarTypeID"))
            let text = first == last ? "\(first)" : "\(first) to \(last)"
            guard type == "Birthdate" else { return list.keep(type, text, in: &entry) }
            guard calendar.isEmpty || calendar == "Gregorian" else {
                return list.keep("birth date in calendar \(calendar)", text, in: &entry)
            }
            let isCirca = start.attribute("Approximate") == "true" || end.attribute("Approximate") == "true"
            if let range = BirthRange(days: first, last, isCirca: isCirca) { list.add(range, to: &entry) }
        }

        private func date(_ node: XMLNode) -> CivilDate? {
            guard let year = Int(node["Year"]) else { return nil }
            return CivilDate(year: year, month: Int(node["Month"]) ?? 1, day: Int(node["Day"]) ?? 1)
        }

        private mutating func add(location id: String, _ type: String, to entry: inout ListEntry) {
            guard let location = locations[id] else { return references.note("Location", id) }
            var countries: [String] = []
            location.each("LocationCountry") { countries.append(references.country($0.attribute("CountryID"))) }
            location.each("LocationAreaCode") { countries.append(references.area($0.attribute("AreaCodeID"))) }
            let role: EntryCountry.Role
            switch type {
            case "Nationality Country", "Citizenship Country": role = .nationality
            case "Place of Birth": role = .birth
            case "Vessel Flag", "Former Vessel Flag": role = .flag
            case "Nationality of Registration": role = .registration
            default: role = .residence
            }
            for country in countries { list.add(role, country, to: &entry) }
            var parts: [String] = []
            location.each("LocationPart", "LocationPartValue") { if !$0["Value"].isEmpty { parts.append($0["Value"]) } }
            list.keep(type == "Location" ? "address" : type, parts.joined(separator: ", "), in: &entry)
        }

        private mutating func add(sanctions node: XMLNode, to entry: inout ListEntry) {
            list.keep("list", references.optionalText("List", node.attribute("ListID")), in: &entry)
            node.each("EntryEvent") { event in
                if let date = event.child("Date").flatMap(date), entry.listedOn.map({ date < $0 }) ?? true {
                    entry.listedOn = date
                }
            }
            node.each("SanctionsMeasure") { measure in
                let type = references.text("SanctionsType", measure.attribute("SanctionsTypeID"))
                // A programme is a measure whose comment names it.
                if type == "Program" {
                    list.add([measure["Comment"]], to: &entry.programs)
                } else {
                    list.add([type], to: &entry.measures)
                }
            }
        }
    }
}

/// The reference sets of one file: what its ids mean.
struct OFACReferences {
    static let sets: Set<String> = [
        "AliasTypeValues", "AreaCodeValues", "CalendarTypeValues", "CountryValues", "DetailReferenceValues",
        "FeatureTypeValues", "IDRegDocTypeValues", "ListValues", "NamePartTypeValues", "PartySubTypeValues",
        "PartyTypeValues", "RelationTypeValues", "SanctionsTypeValues", "ValidityValues",
    ]

    private struct Value {
        let text: String
        let parent: String
        let code: String
    }

    private var values: [String: [String: Value]] = [:]
    private var missing: [String: Int] = [:]

    mutating func add(_ set: XMLNode) {
        for node in set.children {
            let code = node.name == "AreaCode" ? node.attribute("Description") : node.attribute("ISO2")
            values[node.name, default: [:]][node.attribute("ID")] = Value(
                text: node.value, parent: node.attribute("PartyTypeID"), code: code)
        }
    }

    mutating func note(_ set: String, _ id: String) { missing["\(set) \(id)", default: 0] += 1 }

    /// The meaning of an id; an id that the file does not explain is counted and stands for itself.
    mutating func text(_ set: String, _ id: String) -> String {
        if let value = values[set]?[id] { return value.text }
        note(set, id)
        return "\(set) \(id)"
    }

    /// The meaning of an id that may be missing.
    func optionalText(_ set: String, _ id: String) -> String { values[set]?[id]?.text ?? "" }

    func country(_ id: String) -> String {
        guard let value = values["Country"]?[id] else { return "" }
        return value.code.isEmpty ? value.text : value.code
    }

    func area(_ id: String) -> String {
        guard let value = values["AreaCode"]?[id] else { return "" }
        return value.code.isEmpty ? value.text : value.code
    }

    /// Vessels and aircraft are subtypes; people and organisations have the subtype `Unknown` of their type.
    func type(_ subtype: String) -> SubjectType? {
        guard let value = values["PartySubType"]?[subtype] else { return nil }
        if let type = OFACSDNXML.type(value.text) { return type }
        return (values["PartyType"]?[value.parent]?.text).flatMap(OFACSDNXML.type)
    }

    /// The kinds of the name parts of an identity by their group.
    mutating func parts(of identity: XMLNode) -> [String: NamePart.Kind] {
        var parts: [String: NamePart.Kind] = [:]
        for groups in identity.children where groups.name == "NamePartGroups" {
            groups.each("MasterNamePartGroup", "NamePartGroup") { group in
                let type = text("NamePartType", group.attribute("NamePartTypeID"))
                parts[group.attribute("ID")] = OFACEnhancedXML.kind(of: type)
            }
        }
        return parts
    }

    func warnings(_ file: String) -> [String] {
        guard !missing.isEmpty else { return [] }
        let shown = missing.keys.sorted().prefix(5).joined(separator: ", ")
        return ["\(file): \(missing.count) ids are in no reference set of the file: \(shown)"]
    }
}
