import Domain
import XML

/// The Swiss list of SECO: targets with identities and name parts; de-listed targets stay in the file.
///
/// Source: SECO, swiss-sanctions-list.xsd; that the last modification by effective date decides is how several public programs
/// read the file.
enum SECOXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "ch-seco", format: .secoXML)
        var references = References()
        var targets: [XMLNode] = []
        var date: CivilDate?
        try XMLRecords.read(file, records: ["target", "sanctions-program", "place"]) { start, _ in
            if start.name == "swiss-sanctions-list", let text = start["date"] {
                date = CivilDate(String(text.prefix(10)))
            }
        } _: { node, _ in
            switch node.name {
            case "target": targets.append(node)
            case "place": references.places[node.attribute("ssid")] = node
            default:
                let key = node.children.first { $0.name == "program-key" && $0.attribute("lang") == "eng" }
                node.each("sanctions-set") {
                    references.programs[$0.attribute("ssid")] = key?.value ?? node["program-key"]
                }
            }
        }
        // What targets refer to may stand behind them.
        for target in targets {
            list.recordsRead += 1
            guard !target.attribute("ssid").isEmpty else {
                list.reject(file.name, target.line, "ssid", "empty")
                continue
            }
            if isDelisted(target) {
                list.add("de-listed")
                list.mergedRows += 1
                continue
            }
            guard let body = target.children.first(where: { ["individual", "entity", "object"].contains($0.name) })
            else {
                list.reject(
                    file.name, target.line, "target", "none of individual, entity, object", target.attribute("ssid"))
                continue
            }
            list.entries.append(entry(target, body, references, file.name, &list))
        }
        list.publishDate = date
        return list
    }

    private struct References {
        var programs: [String: String] = [:]
        var places: [String: XMLNode] = [:]
    }

    private static func isDelisted(_ target: XMLNode) -> Bool {
        var latest = ""
        var isDelisted = false
        target.each("modification") { modification in
            let date =
                ["effective-date", "enactment-date", "publication-date"].map { modification.attribute($0) }
                .first { !$0.isEmpty } ?? ""
            // Of two on one day the later in the file.
            guard date >= latest else { return }
            latest = date
            isDelisted = modification.attribute("modification-type") == "de-listed"
        }
        return isDelisted
    }

    private static func entry(
        _ target: XMLNode, _ body: XMLNode, _ references: References, _ file: String, _ list: inout ImportedList
    ) -> ListEntry {
        var entry = ListEntry(entryID: target.attribute("ssid"), type: type(body))
        entry.source = "\(file):\(target.line)"
        list.add(entry.type.rawValue)
        target.each("sanctions-set-id") { set in
            list.add([references.programs[set.value] ?? "sanctions set \(set.value)"], to: &entry.programs)
        }
        list.add(Gender(body.attribute("sex")), to: &entry)
        var group = 0
        for identity in body.children where identity.name == "identity" {
            let isMain = identity.attribute("main") == "true"
            identity.each("name") { name in
                SECONames.add(name, isMain: isMain, group: group, to: &entry, list)
                group += 1
            }
            add(identity: identity, references, to: &entry, &list)
        }
        target.each("modification") { modification in
            guard modification.attribute("modification-type") == "listed",
                let date = CivilDate(modification.attribute("effective-date"))
            else { return }
            if entry.listedOn.map({ date < $0 }) ?? true { entry.listedOn = date }
        }
        list.keep("foreign identifier", target["foreign-identifier"], in: &entry)
        var remarks: [String] = []
        for name in ["justification", "other-information"] {
            body.each(name) { if !$0.value.isEmpty { remarks.append($0.value) } }
        }
        entry.remarks = remarks.joined(separator: "\n")
        body.each("relation") { relation in
            list.keep(relation.attribute("relation-type"), relation.attribute("target-id"), in: &entry)
        }
        return entry
    }

    private static func type(_ body: XMLNode) -> SubjectType {
        switch body.name {
        case "individual": .person
        case "entity": .company
        default:
            switch body.attribute("object-type") {
            case "aircraft": .aircraft
            case "vessel", "": .vessel
            default: .unknown
            }
        }
    }

    private static func add(
        identity: XMLNode, _ references: References, to entry: inout ListEntry, _ list: inout ImportedList
    ) {
        // Only dates directly below the identity are birth dates; those of documents are their issue and expiry.
        identity.each("day-month-year") { date in
            EUFSF.add(
                birth: EUFSF.Birth(
                    date: "", day: date.attribute("day"), month: date.attribute("month"), year: date.attribute("year"),
                    calendar: date.attribute("calendar")), to: &entry, &list)
        }
        identity.each("nationality", "country") { add(country: $0, .nationality, to: &entry, &list) }
        identity.each("place-of-birth") { birth in
            guard let place = references.places[birth.attribute("place-id")] else { return }
            place.each("country") { add(country: $0, .birth, to: &entry, &list) }
            let text = ["location", "area"].map { place[$0] }.filter { !$0.isEmpty }
            if !text.isEmpty { list.add([text.joined(separator: ", ")], to: &entry.birthPlaces) }
        }
        identity.each("address") { address in
            var text = ["address-details", "zip-code"].map { address[$0] }
            if let place = references.places[address.attribute("place-id")] {
                place.each("country") { add(country: $0, .residence, to: &entry, &list) }
                text.append(place["location"])
            }
            list.keep("address", text.filter { !$0.isEmpty }.joined(separator: ", "), in: &entry)
        }
        identity.each("identification-document") { document in
            let type = document.attribute("document-type")
            let code = document.child("issuer")?.attribute("code") ?? ""
            list.add(
                SubjectID(
                    scheme: type.contains("passport") ? "passport" : "national", value: document["number"],
                    country: code.isEmpty ? nil : list.country(code)), to: &entry)
        }
    }

    private static func add(
        country: XMLNode, _ role: EntryCountry.Role, to entry: inout ListEntry, _ list: inout ImportedList
    ) {
        let code = country.attribute("iso-code")
        list.add(role, code.isEmpty ? country.value : code, to: &entry)
    }
}

/// The names of the Swiss list: typed parts, each with its own spelling variants.
enum SECONames {
    /// Types in the order a name is displayed in.
    private static let order = [
        "given-name", "further-given-name", "father-name", "grand-father-name", "tribal-name", "family-name",
        "whole-name", "other", "suffix",
    ]

    private static func kind(_ type: String) -> NamePart.Kind {
        switch type {
        case "given-name": .given
        case "further-given-name": .middle
        case "father-name", "grand-father-name": .father
        case "family-name": .family
        case "maiden-name": .maiden
        case "title": .title
        case "suffix": .suffix
        case "whole-name": .whole
        default: .other
        }
    }

    static func add(_ name: XMLNode, isMain: Bool, group: Int, to entry: inout ListEntry, _ list: ImportedList) {
        let all = name.children.filter { $0.name == "name-part" }
        let sorted = all.enumerated().filter { order.contains($0.element.attribute("name-part-type")) }.sorted {
            (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
        }.map(\.element)
        let parts = all.filter { !$0["value"].isEmpty }.map {
            NamePart(kind($0.attribute("name-part-type")), $0["value"])
        }
        let text = joined(sorted.map { $0["value"] })
        let isWeak = name.attribute("quality") == "low"
        let type = name.attribute("name-type")
        let own: ListName.Kind = type == "primary-name" && isMain ? .primary : type.hasPrefix("former") ? .fka : .aka
        let variants = variants(sorted)
        let maiden = all.filter { $0.attribute("name-part-type") == "maiden-name" }.map { $0["value"] }
        let isGroup = !variants.isEmpty || !maiden.isEmpty
        list.add(
            ListName(
                text, own, isWeak: isWeak, parts: parts.count > 1 ? parts : [], group: isGroup ? group : nil),
            to: &entry)
        for variant in variants where variant.text != text {
            list.add(
                ListName(variant.text, .variant, isWeak: isWeak, language: variant.language, group: group), to: &entry)
        }
        for name in maiden where !name.isEmpty {
            let words = sorted.map { $0.attribute("name-part-type") == "family-name" ? name : $0["value"] }
            let hasFamily = sorted.contains { $0.attribute("name-part-type") == "family-name" }
            list.add(
                ListName(joined(hasFamily ? words : words + [name]), .maiden, isWeak: isWeak, group: group), to: &entry)
        }
    }

    /// The type's place, then the order the file numbers its parts in.
    private static func rank(_ part: XMLNode) -> Int {
        let type = order.firstIndex(of: part.attribute("name-part-type")) ?? order.count
        return type * 100 + min(Int(part.attribute("order")) ?? 0, 99)
    }

    private static func joined(_ words: [String]) -> String { words.filter { !$0.isEmpty }.joined(separator: " ") }

    /// Spelling variants combine part by part within one language and script, the first with the first: the cross product would
    /// make names that nobody has.
    private static func variants(_ parts: [XMLNode]) -> [(text: String, language: String)] {
        var keys: [String] = []
        for part in parts {
            part.each("spelling-variant") { variant in
                let key = variant.attribute("lang") + "/" + variant.attribute("script")
                if !keys.contains(key) { keys.append(key) }
            }
        }
        var result: [(text: String, language: String)] = []
        for key in keys {
            let columns = parts.map { part in
                part.children.filter {
                    $0.name == "spelling-variant" && $0.attribute("lang") + "/" + $0.attribute("script") == key
                }.map(\.value)
            }
            for index in 0..<(columns.map(\.count).max() ?? 0) {
                let words = zip(parts, columns).map { part, column in
                    column.isEmpty ? part["value"] : column[min(index, column.count - 1)]
                }
                result.append((joined(words), String(key.prefix { $0 != "/" })))
            }
        }
        return result
    }
}
