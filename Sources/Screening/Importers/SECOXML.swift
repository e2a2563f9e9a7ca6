import Domain
import XML

/// The Swiss list of SECO: targets with identities and name parts; de-listed targets stay in the file.
enum SECOXML {
    static func read(_ file: ListFile) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "ch-seco", format: .secoXML)
        var programs: [String: String] = [:]
        var targets: [XMLNode] = []
        try XMLRecords.read(file, records: ["target", "sanctions-program"]) { start, _ in
            if start.name == "swiss-sanctions-list", let date = start["date"] {
                list.publishDate = CivilDate(String(date.prefix(10)))
            }
        } _: { node, _ in
            if node.name == "target" {
                targets.append(node)
            } else {
                for set in node.all("sanctions-set") { programs[set.attribute("ssid")] = node["program-key"] }
            }
        }
        for target in targets {
            list.recordsRead += 1
            let latest = target.all("modification").max {
                $0.attribute("effective-date") < $1.attribute("effective-date")
            }
            if latest?.attribute("modification-type") == "de-listed" {
                list.add("de-listed")
                list.mergedRows += 1
                continue
            }
            list.entries.append(entry(target, programs, file.name))
        }
        return list
    }

    private static func entry(_ node: XMLNode, _ programs: [String: String], _ file: String) -> ListEntry {
        let body = node.child("individual") ?? node.child("entity") ?? node.child("object")
        let type: SubjectType = body?.name == "individual" ? .person : body?.name == "object" ? .vessel : .company
        var entry = ListEntry(entryID: node.attribute("ssid"), type: type)
        entry.source = "\(file):\(node.line)"
        entry.programs = Array(Set(node.all("sanctions-set-id").compactMap { programs[ImportText.trimmed($0.text)] }))
            .sorted()
        if let gender = Gender(body?.attribute("sex") ?? "") { entry.genders.append(gender) }
        for identity in body?.all("identity") ?? [] {
            for name in identity.all("name") { add(name, isMain: identity.attribute("main") == "true", &entry) }
            // Only dates directly below the identity are birth dates; those of documents are their expiry.
            for date in identity.all("day-month-year") {
                guard let year = Int(date.attribute("year")) else { continue }
                if let month = Int(date.attribute("month")), let day = Int(date.attribute("day")),
                    let birth = BirthRange(year: year, month: month, day: day)
                {
                    entry.births.append(birth)
                } else if let birth = BirthRange(years: year, year) {
                    entry.births.append(birth)
                }
            }
            for country in identity.all(["nationality", "country"]) {
                entry.countries.append(
                    EntryCountry(
                        .nationality, CountryNames.country(country.attribute("iso-code")),
                        ImportText.trimmed(country.text)))
            }
            for document in identity.all("identification-document") where !document["number"].isEmpty {
                let scheme = document.attribute("document-type").contains("passport") ? "passport" : "national"
                entry.ids.append(
                    SubjectID(
                        scheme: scheme, value: document["number"],
                        country: CountryNames.country(document.child("issuer")?.attribute("code") ?? "")))
            }
        }
        return entry
    }

    private static let order = [
        "given-name", "further-given-name", "father-name", "grand-father-name", "tribal-name", "family-name",
        "maiden-name", "whole-name", "other", "suffix",
    ]

    private static func add(_ name: XMLNode, isMain: Bool, _ entry: inout ListEntry) {
        let parts = name.all("name-part").filter { $0.attribute("name-part-type") != "title" }.sorted {
            (order.firstIndex(of: $0.attribute("name-part-type")) ?? 99)
                < (order.firstIndex(of: $1.attribute("name-part-type")) ?? 99)
        }
        let text = parts.map { $0["value"] }.filter { !$0.isEmpty }.joined(separator: " ")
        let isPrimary = name.attribute("name-type") == "primary-name" && isMain
        let isWeak = name.attribute("quality") == "low"
        if !text.isEmpty { entry.names.append(ListName(text, isPrimary ? .primary : .aka, isWeak: isWeak)) }
        // Spelling variants combine part by part within one language, not across languages.
        var languages: [String] = []
        for variant in parts.flatMap({ $0.all("spelling-variant") })
        where !languages.contains(variant.attribute("lang")) {
            languages.append(variant.attribute("lang"))
        }
        for language in languages {
            let spelled = parts.map { part in
                part.all("spelling-variant").first { $0.attribute("lang") == language }.map {
                    ImportText.trimmed($0.text)
                } ?? part["value"]
            }
            let variant = spelled.filter { !$0.isEmpty }.joined(separator: " ")
            if !variant.isEmpty && variant != text {
                entry.names.append(ListName(variant, .variant, isWeak: isWeak, language: language))
            }
        }
    }
}
