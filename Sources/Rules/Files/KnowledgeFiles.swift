import Domain
import Formats

/// Reads `scoring.yaml`, `refs.yaml` and the lists.
enum KnowledgeFiles {
    static func scoring(_ root: DocumentNode, _ reader: inout FileReader) -> Scoring? {
        let keys = reader.mapping(root, known: ["scoring"], required: ["scoring"], what: "scoring.yaml")
        guard let items = keys["scoring"].flatMap({ reader.sequence($0.value, what: "scoring") }) else { return nil }
        let periods = items.compactMap { period($0, &reader) }
        for (earlier, later) in zip(periods, periods.dropFirst()) where later.from <= earlier.from {
            reader.error(root, "scoring periods out of order", expected: "rising from dates")
        }
        return periods.isEmpty ? nil : Scoring(periods: periods)
    }

    private static func period(_ node: DocumentNode, _ reader: inout FileReader) -> Scoring.Period? {
        let keys = reader.mapping(
            node, known: ["from", "note", "bands", "risk_points", "alone_at_most_review"],
            required: ["from", "bands", "risk_points"], what: "a scoring period")
        guard let from = keys["from"].flatMap({ reader.instant($0.value, what: "date") }), let bands = keys["bands"],
            let risk = keys["risk_points"]
        else { return nil }
        let edges = reader.mapping(
            bands.value, known: ["review", "hold", "stop"], required: ["review", "hold", "stop"], what: "bands")
        func points(_ entry: DocumentNode.Entry?) -> Int32 {
            guard let entry, let value = reader.integer(entry.value, what: "number of points") else { return 0 }
            if value > 100 { reader.error(entry.value, "\(value) points", expected: "0 to 100") }
            return Int32(value) * 10
        }
        let (review, hold, stop) = (points(edges["review"]), points(edges["hold"]), points(edges["stop"]))
        if !(review <= hold && hold <= stop) {
            reader.error(bands.place, "bands out of order", expected: "review ≤ hold ≤ stop")
        }
        let bandNames = Participant.RiskBand.allCases.map(\.rawValue)
        let riskPoints = reader.mapping(risk.value, known: bandNames, required: bandNames, what: "risk_points")
            .mapValues(points)
        let limits = limits(keys["alone_at_most_review"], &reader)
        return Scoring.Period(
            from: Instant(microseconds: from), review: review, hold: hold, stop: stop, riskPoints: riskPoints,
            limitedFamilies: limits.families, limitedRules: Set(limits.rules.map(\.name)),
            limitedRulePlaces: limits.rules)
    }

    /// Families and rules that lead to a review at most. Which rules there are is known once all files are read.
    private static func limits(
        _ entry: DocumentNode.Entry?, _ reader: inout FileReader
    ) -> (families: Set<String>, rules: [Scoring.Period.NamedPlace]) {
        guard let entry else { return ([], []) }
        let parts = reader.mapping(entry.value, known: ["families", "rules"], what: "alone_at_most_review")
        func names(_ key: String) -> [Scoring.Period.NamedPlace] {
            (parts[key].flatMap { reader.sequence($0.value, what: key) } ?? []).compactMap { item in
                reader.text(item, what: "an item of \(key)").map {
                    Scoring.Period.NamedPlace(name: $0, place: item.place)
                }
            }
        }
        let families = names("families")
        let known = RuleSet.folders.sorted()
        for family in families where !known.contains(family.name) {
            reader.error(
                family.place, "alone_at_most_review names the family '\(family.name)', which there is not",
                expected: nearest(family.name, known) ?? known.joined(separator: ", "))
        }
        let rules = names("rules")
        for rule in rules where !RuleFile.isIdentity(rule.name) {
            reader.error(rule.place, "'\(rule.name)' is no rule id", expected: "an id such as PO-010 or EV-S-001")
        }
        return (Set(families.map(\.name)), rules)
    }

    static func references(_ root: DocumentNode, _ reader: inout FileReader) -> [Reference] {
        let keys = reader.mapping(root, known: ["refs"], required: ["refs"], what: "refs.yaml")
        let items = keys["refs"].flatMap { reader.sequence($0.value, what: "refs") } ?? []
        var seen: Set<String> = []
        return items.compactMap { item in
            let parts = reader.mapping(
                item, known: ["id", "title", "article", "url", "read", "from", "to"], required: ["id", "title"],
                what: "a reference")
            guard let id = parts["id"].flatMap({ reader.text($0.value, what: "id") }) else { return nil }
            if !seen.insert(id).inserted { reader.error(item, "reference '\(id)' twice", expected: "each once") }
            return Reference(
                id: id, title: parts["title"].flatMap { reader.text($0.value, what: "title") } ?? "",
                article: parts["article"].flatMap { reader.text($0.value, what: "article") },
                url: parts["url"].flatMap { reader.text($0.value, what: "url") },
                dateRead: date(parts["read"], &reader), from: date(parts["from"], &reader),
                to: date(parts["to"], &reader))
        }
    }

    private static func date(_ entry: DocumentNode.Entry?, _ reader: inout FileReader) -> CivilDate? {
        guard let entry, let text = reader.text(entry.value, what: "date") else { return nil }
        if let date = CivilDate(text) { return date }
        reader.error(entry.value, "'\(text)' is no date", expected: "a date such as 2026-07-01")
        return nil
    }

    // MARK: lists

    static func list(
        _ root: DocumentNode, name: String, bytes: [UInt8], _ reader: inout FileReader
    ) -> EffectiveList? {
        let keys = reader.mapping(
            root, known: ["list", "title", "source", "url", "gives", "entries"],
            required: ["list", "title", "source", "entries"], what: "the list")
        if let entry = keys["list"], let text = reader.text(entry.value, what: "list"), text != name {
            reader.error(entry.value, "list '\(text)' in the file \(name)", expected: name)
        }
        let valueType = keys["gives"].flatMap { entry -> ValueType? in
            let known: [String: ValueType] = ["power": .number(.power), "energy": .number(.energy), "text": .text]
            guard let text = reader.text(entry.value, what: "gives"), let type = known[text] else {
                reader.error(entry.value, "unknown type", expected: known.keys.sorted().joined(separator: ", "))
                return nil
            }
            return type
        }
        var entries: [Text: [EffectiveList.Entry]] = [:]
        for item in keys["entries"].flatMap({ reader.sequence($0.value, what: "entries") }) ?? [] {
            let parts = reader.mapping(
                item, known: ["value", "name", "from", "to", "gives", "source"], required: ["value"], what: "an entry")
            guard let node = parts["value"], let member = reader.text(node.value, what: "value") else { continue }
            let from = parts["from"].flatMap { reader.instant($0.value, what: "date") } ?? .min
            let to = parts["to"].flatMap { reader.instant($0.value, what: "date") } ?? .max
            if to <= from { reader.error(item, "the entry ends before it begins", expected: "to: after from") }
            var value: Value?
            if let valueType {
                value = parts["gives"].flatMap { reader.value($0.value, valueType, what: "gives") }
                if value == nil {
                    reader.error(item, "an entry that gives nothing", expected: "gives: \(valueType.example)")
                }
            }
            let source = parts["source"].flatMap { reader.text($0.value, what: "source") }
            entries[Text(member), default: []].append(
                EffectiveList.Entry(from: from, to: to, value: value, source: source))
        }
        return make(
            name, keys["title"].flatMap { reader.text($0.value, what: "title") } ?? "",
            keys["source"].flatMap { reader.text($0.value, what: "source") } ?? "", valueType, entries)
    }

    /// A list as CSV: `value,from,to,source`, empty dates meaning no bound. Lines that begin with `#` are comments.
    static func list(csv bytes: [UInt8], name: String, _ reader: inout FileReader) -> EffectiveList? {
        var entries: [Text: [EffectiveList.Entry]] = [:]
        var title = name
        var isHeader = true
        for (number, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let text = String(decoding: line.last == 13 ? line.dropLast() : line[...], as: UTF8.self)
            let place = DocumentNode.Place(line: number + 1, column: 1)
            if text.isEmpty { continue }
            if text.hasPrefix("#") {
                if title == name { title = String(text.drop { $0 == "#" || $0 == " " }) }
                continue
            }
            let cells = text.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
            if isHeader {
                isHeader = false
                if cells != ["value", "from", "to", "source"] {
                    reader.error(place, "header '\(text)'", expected: "value,from,to,source")
                    return nil
                }
                continue
            }
            guard cells.count == 4 else {
                reader.error(place, "\(cells.count) cells", expected: "value,from,to,source")
                continue
            }
            let from =
                cells[1].isEmpty ? .min : reader.instant(.scalar(cells[1], isPlain: true, place), what: "date") ?? .min
            let to =
                cells[2].isEmpty ? .max : reader.instant(.scalar(cells[2], isPlain: true, place), what: "date") ?? .max
            entries[Text(cells[0]), default: []].append(
                EffectiveList.Entry(from: from, to: to, value: nil, source: cells[3]))
        }
        return make(name, title, "", nil, entries)
    }

    private static func make(
        _ name: String, _ title: String, _ source: String, _ type: ValueType?, _ entries: [Text: [EffectiveList.Entry]]
    ) -> EffectiveList {
        let sorted = entries.mapValues { $0.sorted { ($0.from, $0.to) < ($1.from, $1.to) } }
        var canonical = "\(name)\n"
        for member in sorted.keys.sorted(by: { Array($0.string.utf8).lexicographicallyPrecedes(Array($1.string.utf8)) })
        {
            for entry in sorted[member] ?? [] {
                let value = entry.value.map { ValueText.exact($0) } ?? ""
                canonical += "\(member.string)\t\(entry.from)\t\(entry.to)\t\(value)\n"
            }
        }
        return EffectiveList(
            name: name, title: title, source: source, valueType: type, entries: sorted,
            first: sorted.values.joined().map(\.from).min() ?? .max, hash: SHA256Text.hash(canonical))
    }
}
