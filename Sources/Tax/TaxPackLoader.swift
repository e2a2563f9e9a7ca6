import Domain
import Formats

/// A file below `rules/vat` as bytes; the name is relative to that folder (`DE/standard.yaml`).
package struct TaxSource: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// What loading gave: the pack when every file is right, and every fault found.
package struct TaxLoad: Sendable {
    package let pack: TaxPack?
    package let faults: [TaxError]
}

extension TaxPack {
    /// Reads rate files (`schema: vat-rates/1`) strictly. With any fault there is no pack: a rule set is in force as a whole
    /// or not at all.
    package static func load(_ sources: [TaxSource]) -> TaxLoad {
        var faults: [TaxError] = []
        var all: [JurisdictionRates] = []
        var hasher = SHA256Hasher()
        for source in sources.sorted(by: { $0.name < $1.name }) {
            hasher.update(Array("\(source.name)\n\(source.bytes.count)\n".utf8))
            hasher.update(source.bytes)
            var reader = TaxFileReader(file: source.name)
            guard let rates = reader.read(source.bytes) else {
                faults += reader.faults
                continue
            }
            faults += reader.faults
            if all.contains(where: { $0.country == rates.country }) {
                let message = "\(rates.country.alpha2) stands in two files"
                faults.append(TaxError(.ambiguous, file: source.name, line: 1, column: 1, message))
            }
            all.append(rates)
        }
        if all.isEmpty && faults.isEmpty {
            faults.append(TaxError(.format, file: "rules/vat", line: 1, column: 1, "no rule file"))
        }
        let hash = Hash32(hasher.finalize()) ?? .zero
        return TaxLoad(pack: faults.isEmpty ? TaxPack(jurisdictions: all, hash: hash) : nil, faults: faults)
    }
}

/// Reads one file and collects its faults.
struct TaxFileReader {
    let file: String
    private(set) var faults: [TaxError] = []

    init(file: String) { self.file = file }

    mutating func read(_ bytes: [UInt8]) -> JurisdictionRates? {
        let result = YAMLReader.read(bytes, file: file)
        for error in result.errors {
            let message = [error.message, error.expected].compactMap { $0 }.joined(separator: "; expected ")
            fault(.format, error.position, message)
        }
        guard let root = result.root, faults.isEmpty else { return nil }
        let keys: Set<String> = [
            "schema", "jurisdiction", "time_zone", "currency", "vat_id_prefix", "updated", "rates", "territories",
        ]
        guard check(root, keys, required: keys.subtracting(["territories"])) else { return nil }
        if root["schema"]?.text != "vat-rates/1" { fault(.format, root["schema"], "schema is not vat-rates/1") }
        guard let country = jurisdiction(root), let currency = root["currency"]?.text.flatMap({ Currency($0) }),
            let updated = date(root["updated"], "updated"), let zone = text(root["time_zone"], "time_zone")
        else {
            if root["currency"]?.text.flatMap({ Currency($0) }) == nil {
                fault(.format, root["currency"], "currency is not of ISO 4217")
            }
            return nil
        }
        let prefix = text(root["vat_id_prefix"], "vat_id_prefix") ?? ""
        if prefix != Self.prefix(of: country) {
            fault(.prefix, root["vat_id_prefix"], "prefix of \(country.alpha2) is \(Self.prefix(of: country))")
        }
        let windows = rates(root["rates"], country)
        let territories = self.territories(root["territories"])
        return JurisdictionRates(
            country: country, zone: TimeZoneID(zone), currency: currency, vatPrefix: prefix, windows: windows,
            territories: territories, updated: updated, file: file)
    }

    /// Greece writes EL (Directive 2006/112/EC article 215), Switzerland CHE (MWSTV article 7 with the UID law).
    private static func prefix(of country: Country) -> String {
        switch country.alpha2 {
        case "GR": "EL"
        case "CH": "CHE"
        default: country.alpha2
        }
    }

    private mutating func jurisdiction(_ root: YAMLNode) -> Country? {
        guard let scalar = root["jurisdiction"]?.scalar, let country = Country(alpha2: scalar.text) else {
            fault(.format, root["jurisdiction"], "jurisdiction is not of ISO 3166-1")
            return nil
        }
        // Elsewhere a bare NO reads as false: the code must not depend on the reader.
        if scalar.isPlain { fault(.format, root["jurisdiction"], "jurisdiction must be quoted") }
        let folders = file.split(separator: "/").dropLast()
        if let folder = folders.last, folder != country.alpha2 {
            fault(.format, root["jurisdiction"], "jurisdiction \(country.alpha2) lies in folder \(folder)")
        }
        return country
    }

    // MARK: Rates

    private mutating func rates(_ node: YAMLNode?, _ country: Country) -> [RateKind: [RateWindow]] {
        var all: [RateKind: [RateWindow]] = [:]
        guard let items = node?.items else {
            fault(.format, node, "rates must be a list")
            return all
        }
        for item in items {
            guard check(item, ["kind", "windows"], required: ["kind", "windows"]) else { continue }
            guard let kind = item["kind"]?.text.flatMap(RateKind.init(rawValue:)) else {
                fault(.format, item["kind"], "kind is not standard or charging")
                continue
            }
            if all[kind] != nil { fault(.ambiguous, item["kind"], "\(kind.rawValue) stands twice") }
            if kind == .charging, all[.standard] == nil {
                fault(.format, item["kind"], "charging must stand after standard, which it may name")
            }
            all[kind] = windows(item["windows"], kind, "\(country.alpha2) \(kind.rawValue)", all[.standard] ?? [])
        }
        if all[.standard] == nil { fault(.gap, node, "\(country.alpha2) has no standard rate") }
        return all
    }

    private mutating func windows(_ node: YAMLNode?, _ kind: RateKind, _ subject: String, _ standard: [RateWindow])
        -> [RateWindow]
    {
        guard let items = node?.items, !items.isEmpty else {
            fault(.format, node, "windows must be a list")
            return []
        }
        var all: [RateWindow] = []
        for item in items {
            guard let window = window(item, standard: kind == .charging ? standard : nil) else { continue }
            if let last = all.last {
                if let end = last.to, end <= window.from {
                    // A day without a charging rule is a missing rule, reported where it matters; a standard rate has none.
                    if end < window.from, kind == .standard { fault(.gap, item, "\(subject) \(end)") }
                } else {
                    fault(.overlap, item, "\(subject) \(window.from)")
                }
            }
            all.append(window)
        }
        // A bound is written once; the parts of a window that follows the standard rate are its windows within it.
        return all.flatMap { window in window.ratePPM >= 0 ? [window] : Self.following(standard, within: window) }
    }

    private static func following(_ standard: [RateWindow], within outer: RateWindow) -> [RateWindow] {
        standard.compactMap { window in
            let from = max(window.from, outer.from)
            let to = [window.to, outer.to].compactMap { $0 }.min()
            if let to, to <= from { return nil }
            return RateWindow(
                from: from, to: to, ratePPM: window.ratePPM, isTemporary: window.isTemporary,
                basis: outer.basis + window.basis, confidence: window.confidence, certainty: outer.certainty,
                alternatives: outer.alternatives)
        }
    }

    /// One window; a negative rate stands for "as the standard rate" until it is resolved.
    private mutating func window(_ node: YAMLNode, standard: [RateWindow]?) -> RateWindow? {
        let keys: Set<String> = ["from", "to", "rate", "temporary", "basis", "confidence", "certainty", "alternatives"]
        guard check(node, keys, required: ["from", "to", "rate", "basis"]) else { return nil }
        guard let from = date(node["from"], "from") else { return nil }
        var to: CivilDate?
        if !(node["to"]?.scalar?.isNull ?? false) {
            guard let end = date(node["to"], "to") else { return nil }
            if end <= from { fault(.overlap, node["to"], "to is not after from") }
            to = end
        }
        let rate: Int64
        if node["rate"]?.text == "standard", standard != nil {
            rate = -1
        } else {
            guard let value = self.rate(node["rate"]) else { return nil }
            rate = value
        }
        let basis = self.basis(node["basis"])
        if basis.isEmpty { fault(.noBasis, node["basis"], "a rate needs its law") }
        let confidence = choice(node["confidence"], "confidence", RateConfidence.seen)
        let certainty = choice(node["certainty"], "certainty", Certainty.settled)
        var alternatives: [Int64] = []
        for item in node["alternatives"]?.items ?? [] { if let value = self.rate(item) { alternatives.append(value) } }
        if certainty == .contested, alternatives.isEmpty {
            fault(.format, node["certainty"], "a contested rate needs its alternatives")
        }
        return RateWindow(
            from: from, to: to, ratePPM: rate, isTemporary: flag(node["temporary"], "temporary"), basis: basis,
            confidence: confidence, certainty: certainty, alternatives: alternatives)
    }

    private mutating func rate(_ node: YAMLNode?) -> Int64? {
        guard let scalar = node?.scalar, let number = ExactNumber(scalar.text), !scalar.text.contains("e"),
            !scalar.text.contains("E"), let scaled = number.scaled(by: 4), !number.isNegative
        else {
            fault(.format, node, "rate is not a percentage such as \"25.5\"")
            return nil
        }
        if scalar.isPlain { fault(.format, node, "rate must be quoted") }
        if number.writtenDecimals > 3 { fault(.scale, node, "rate has more than three decimals") }
        if scaled.value > 500_000 || (scaled.value > 0 && scaled.value < 10_000) {
            fault(.unit, node, "rate \(scalar.text) is not in per cent")
        }
        return scaled.value
    }

    private mutating func basis(_ node: YAMLNode?) -> [LegalBasis] {
        guard let items = node?.items else {
            fault(.format, node, "basis must be a list")
            return []
        }
        var all: [LegalBasis] = []
        for item in items {
            guard check(item, ["cite", "url"], required: ["cite"]), let cite = text(item["cite"], "cite") else {
                continue
            }
            all.append(LegalBasis(cite: cite, url: item["url"]?.text))
        }
        return all
    }

    // MARK: Territories

    private mutating func territories(_ node: YAMLNode?) -> [Territory] {
        guard let node else { return [] }
        guard let items = node.items else {
            fault(.format, node, "territories must be a list")
            return []
        }
        var all: [Territory] = []
        let keys: Set<String> = ["code", "name", "postcodes", "treatment", "basis"]
        for item in items {
            guard check(item, keys, required: keys), let code = text(item["code"], "code"),
                let name = text(item["name"], "name")
            else { continue }
            guard let treatment = item["treatment"]?.text.flatMap(Territory.Treatment.init(rawValue:)) else {
                fault(.format, item["treatment"], "treatment is not own_tax, outside, as_country or rate")
                continue
            }
            var postcodes: [String] = []
            for postcode in item["postcodes"]?.items ?? [] {
                guard let scalar = postcode.scalar, !scalar.isPlain, !scalar.text.isEmpty else {
                    fault(.format, postcode, "postcodes must be quoted")
                    continue
                }
                postcodes.append(asciiUpper(scalar.text))
            }
            if all.contains(where: { $0.code == code }) { fault(.ambiguous, item["code"], "\(code) stands twice") }
            all.append(
                Territory(
                    code: code, name: name, postcodes: postcodes, treatment: treatment, basis: basis(item["basis"])))
        }
        return all
    }

    // MARK: Values

    private mutating func check(_ node: YAMLNode, _ keys: Set<String>, required: Set<String>) -> Bool {
        guard let entries = node.entries else {
            fault(.format, node, "\(node.kindName) where a mapping must stand")
            return false
        }
        let before = faults.count
        for entry in entries where !keys.contains(entry.key.text) {
            let near = NameSuggestion.nearest(to: entry.key.text, in: keys.sorted())
            fault(
                .format, entry.key.position,
                "unknown key \(entry.key.text)" + (near.map { "; did you mean \($0)?" } ?? ""))
        }
        for key in required.sorted() where node[key] == nil { fault(.format, node, "key \(key) is missing") }
        return faults.count == before
    }

    private mutating func text(_ node: YAMLNode?, _ key: String) -> String? {
        guard let text = node?.text, !text.isEmpty else {
            fault(.format, node, "\(key) must be a text")
            return nil
        }
        return text
    }

    private mutating func date(_ node: YAMLNode?, _ key: String) -> CivilDate? {
        let text = node?.text ?? ""
        if let date = CivilDate(text) { return date }
        if text.contains("T") || text.contains("Z") {
            fault(.boundary, node, "\(key) \(text) is an instant; bounds are local dates YYYY-MM-DD")
        } else {
            fault(.format, node, "\(key) is not a date YYYY-MM-DD")
        }
        return nil
    }

    private mutating func flag(_ node: YAMLNode?, _ key: String) -> Bool {
        guard let node else { return false }
        if node.text != "true" && node.text != "false" { fault(.format, node, "\(key) must be true or false") }
        return node.text == "true"
    }

    private mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode?, _ key: String, _ standard: Value
    ) -> Value {
        guard let node else { return standard }
        if let value = node.text.flatMap(Value.init(rawValue:)) { return value }
        fault(.format, node, "\(key) is not one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        return standard
    }

    private mutating func fault(_ code: TaxError.Code, _ node: YAMLNode?, _ message: String) {
        fault(code, node?.position ?? YAMLPosition(line: 1, column: 1), message)
    }

    private mutating func fault(_ code: TaxError.Code, _ position: YAMLPosition, _ message: String) {
        faults.append(TaxError(code, file: file, line: position.line, column: position.column, message))
    }
}
