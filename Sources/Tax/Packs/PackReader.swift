package import Domain
package import Formats

/// A file below `rules/vat` as bytes; the name is relative to that folder (`DE/charging.yaml`).
package struct TaxSource: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// Whether the file is a table that lies beside the packs: duties to invoice electronically, events of the law,
    /// disagreements with public tables.
    package var isTable: Bool {
        let file = name.split(separator: "/").last ?? ""
        return file == EInvoiceTable.fileName || file == VATCalendar.fileName || file == Disagreements.fileName
    }
}

/// Reads documents of `vat-rules/1` and `vat-rates/1` strictly and collects every fault with its place.
///
/// Scalars are text and get their type from the key. What is readable but misleading becomes a note of the pack.
package struct PackReader {
    let file: String
    /// The answer is wanted as it was known at this instant; nil for all that is known.
    let knownAt: Instant?
    package internal(set) var faults: [TaxError] = []
    var notes: [PackNote] = []

    package init(file: String, knownAt: Instant? = nil) {
        self.file = file
        self.knownAt = knownAt
    }

    /// One file with one document; nil with faults when it is none.
    package mutating func read(_ bytes: [UInt8]) -> RulePack? {
        let result = YAMLReader.read(bytes, file: file)
        for error in result.errors {
            let message = [error.message, error.expected].compactMap { $0 }.joined(separator: "; expected ")
            faults.append(
                TaxError(
                    .format, SourcePlace(file: file, line: error.position.line, column: error.position.column), message)
            )
        }
        guard let root = result.root, faults.isEmpty else { return nil }
        return read(root)
    }

    /// One document as a node, as a bundle carries it.
    package mutating func read(_ root: YAMLNode) -> RulePack? {
        let before = faults.count
        notes = []
        guard let schema = root["schema"]?.text.flatMap(RulePack.Schema.init(rawValue:)) else {
            fault(root["schema"] ?? root, "schema is not vat-rules/1 or vat-rates/1")
            return nil
        }
        let header: Set<String> = [
            "schema", "jurisdiction", "time_zone", "currency", "vat_id_prefix", "updated", "foreign_reseller",
            "former_currencies",
        ]
        let content: Set<String> = schema == .rules ? ["rules"] : ["rates", "territories"]
        guard check(root, header.union(content), required: ["schema", "jurisdiction"]) else { return nil }
        guard let jurisdiction = jurisdiction(root["jurisdiction"]) else { return nil }
        var pack = RulePack(
            schema: schema, jurisdiction: jurisdiction, timeZone: nil, currency: nil, vatIDPrefix: nil, updated: nil,
            foreignReseller: nil, rules: [], rates: [], territories: [], place: place(root), notes: [])
        if let node = root["time_zone"] { pack.timeZone = zone(node) }
        if let node = root["currency"] {
            pack.currency = node.text.flatMap { Currency($0) }
            if pack.currency == nil { fault(node, "currency is not of ISO 4217") }
        }
        pack.formerCurrencies = list(root["former_currencies"], "former_currencies").compactMap { formerCurrency($0) }
            .sorted { $0.to < $1.to }
        if let node = root["vat_id_prefix"] { pack.vatIDPrefix = text(node, "vat_id_prefix") }
        if let node = root["updated"] { pack.updated = date(node, "updated") }
        if let node = root["foreign_reseller"] { pack.foreignReseller = foreignReseller(node) }
        for item in list(root["rules"], "rules") {
            if let known = known(item), let rule = rule(known, jurisdiction) { pack.rules.append(rule) }
        }
        for item in list(root["rates"], "rates") {
            if let known = known(item), let series = series(known) { pack.rates.append(series) }
        }
        for item in list(root["territories"], "territories") {
            if let known = known(item), let territory = territory(known) { pack.territories.append(territory) }
        }
        pack.notes = notes
        return faults.count == before ? pack : nil
    }

    /// Words that YAML 1.1 reads as truth values; the code of Norway is the trap (vat.md section 3).
    private static let booleans: Set<String> = [
        "y", "Y", "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF", "true",
        "True", "TRUE", "false", "False", "FALSE",
    ]

    private mutating func jurisdiction(_ node: YAMLNode?) -> String? {
        guard let scalar = node?.scalar, Self.isJurisdiction(scalar.text) else {
            fault(node, "jurisdiction is no country of ISO 3166-1, EU, or a subdivision such as CA-NS")
            return nil
        }
        if scalar.isPlain, Self.booleans.contains(scalar.text) {
            note(.bareBoolean, node, "jurisdiction \(scalar.text) must be quoted: other readers make it false")
        }
        let folders = file.split(separator: "/").dropLast()
        if let folder = folders.last, folder.count == 2, folder != scalar.text.prefix(2) {
            fault(node, "jurisdiction \(scalar.text) lies in folder \(folder)")
        }
        return scalar.text
    }

    static func isJurisdiction(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let country = parts.first, country == "EU" || Country(alpha2: country) != nil, text == asciiUpper(text)
        else { return false }
        return parts.count == 1 || (parts.count == 2 && (1...3).contains(parts[1].count))
    }

    private mutating func formerCurrency(_ node: YAMLNode) -> FormerCurrency? {
        guard check(node, ["currency", "to", "basis"], required: ["currency", "to", "basis"]),
            let end = date(node["to"], "to")
        else { return nil }
        guard let currency = node["currency"]?.text.flatMap({ Currency($0) }) else {
            fault(node["currency"], "currency is not of ISO 4217")
            return nil
        }
        return FormerCurrency(currency: currency, to: end, basis: basis(node["basis"]))
    }

    private mutating func foreignReseller(_ node: YAMLNode) -> ForeignReseller? {
        guard check(node, ["reading", "certainty"], required: ["reading"]) else { return nil }
        guard let reading = choice(node["reading"], "reading", ForeignReseller.Reading.self) else { return nil }
        let certainty = node["certainty"].flatMap { choice($0, "certainty", Certainty.self) } ?? .assumed
        return ForeignReseller(reading: reading, certainty: certainty)
    }

    // MARK: Values

    func place(_ node: YAMLNode) -> SourcePlace {
        SourcePlace(file: file, line: node.position.line, column: node.position.column)
    }

    mutating func fault(_ node: YAMLNode?, _ message: String) {
        let at = node.map { place($0) } ?? SourcePlace(file: file, line: 1, column: 1)
        faults.append(TaxError(.format, at, message))
    }

    mutating func note(_ kind: PackNote.Kind, _ node: YAMLNode?, _ message: String) {
        guard let node else { return }
        notes.append(PackNote(kind, place(node), message))
    }

    mutating func check(_ node: YAMLNode, _ keys: Set<String>, required: Set<String> = []) -> Bool {
        guard let entries = node.entries else {
            fault(node, "\(node.kindName) where a mapping must stand")
            return false
        }
        let before = faults.count
        for entry in entries where !keys.contains(entry.key.text) {
            let near = NameSuggestion.nearest(to: entry.key.text, in: keys.sorted())
            let position = entry.key.position
            let at = SourcePlace(file: file, line: position.line, column: position.column)
            let message = "unknown key \(entry.key.text)" + (near.map { "; did you mean \($0)?" } ?? "")
            faults.append(TaxError(.format, at, message))
        }
        for key in required.sorted() where node[key] == nil { fault(node, "key \(key) is missing") }
        return faults.count == before
    }

    mutating func list(_ node: YAMLNode?, _ key: String) -> [YAMLNode] {
        guard let node else { return [] }
        guard let items = node.items else {
            fault(node, "\(key) must be a list")
            return []
        }
        return items
    }

    mutating func text(_ node: YAMLNode?, _ key: String) -> String? {
        guard let scalar = node?.scalar, !scalar.text.isEmpty, !scalar.isNull else {
            fault(node, "\(key) must be a text")
            return nil
        }
        return scalar.text
    }

    /// The text of a key that may be left out or null.
    mutating func optionalText(_ node: YAMLNode?, _ key: String) -> String? {
        guard let node, !(node.scalar?.isNull ?? false) else { return nil }
        return text(node, key)
    }

    mutating func date(_ node: YAMLNode?, _ key: String) -> CivilDate? {
        guard let date = node?.text.flatMap({ CivilDate($0) }) else {
            fault(node, "\(key) is not a date such as \"2026-01-31\"")
            return nil
        }
        return date
    }

    mutating func optionalDate(_ node: YAMLNode?, _ key: String) -> CivilDate? {
        guard let node, !(node.scalar?.isNull ?? false) else { return nil }
        return date(node, key)
    }

    /// A date (its midnight in UTC) or an instant of RFC 3339.
    mutating func instant(_ node: YAMLNode?, _ key: String) -> Instant? {
        guard let text = node?.text, let instant = CivilDate(text).map({ Instant($0) }) ?? Instant(text) else {
            fault(node, "\(key) is neither a date nor an instant of RFC 3339")
            return nil
        }
        return instant
    }

    mutating func integer(_ node: YAMLNode?, _ key: String) -> Int? {
        guard let text = node?.text, let value = Int(text), text.utf8.count <= 9 else {
            fault(node, "\(key) is not a whole number")
            return nil
        }
        return value
    }

    mutating func flag(_ node: YAMLNode?, _ key: String) -> Bool {
        guard let node else { return false }
        switch node.text {
        case "true": return true
        case "false": return false
        default:
            fault(node, "\(key) is not true or false")
            return false
        }
    }

    mutating func choice<Value: RawRepresentable & CaseIterable>(_ node: YAMLNode?, _ key: String, _: Value.Type)
        -> Value? where Value.RawValue == String
    {
        guard let value = node?.text.flatMap(Value.init(rawValue:)) else {
            let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
            fault(node, "\(key) \(node?.text ?? "") is none of \(words)")
            return nil
        }
        return value
    }

    mutating func zone(_ node: YAMLNode?) -> TimeZoneID? {
        guard let name = text(node, "time_zone") else { return nil }
        guard ZoneDatabase.isName(name) else {
            fault(node, "time_zone is not the name of a zone")
            return nil
        }
        return TimeZoneID(name)
    }

    /// A percentage in parts per million.
    mutating func rate(_ node: YAMLNode?) -> Int64? {
        guard let scalar = node?.scalar, let number = ExactNumber(scalar.text), !scalar.text.utf8.contains(0x65),
            !scalar.text.utf8.contains(0x45), let scaled = number.scaled(by: 4), scaled.exact, !number.isNegative
        else {
            fault(node, "rate is not a percentage such as \"25.5\"")
            return nil
        }
        if scalar.isPlain { note(.unquoted, node, "rate \(scalar.text) should be quoted") }
        return scaled.value
    }

    mutating func basis(_ node: YAMLNode?) -> [LegalBasis] {
        list(node, "basis").compactMap { item in
            guard check(item, ["cite", "url", "date"], required: ["cite"]), let cite = text(item["cite"], "cite")
            else { return nil }
            return LegalBasis(
                cite: cite, url: optionalText(item["url"], "url"), date: optionalDate(item["date"], "date"))
        }
    }
}
