import Domain
package import Formats

extension ListSources {
    /// Reads `sanctions-lists/sources.yaml` strictly: an unknown key, an id twice, a missing key or a value that means nothing is
    /// an error, each with line and column, all in one run (screening.md section 3).
    package static func read(_ bytes: [UInt8], file: String) -> (sources: ListSources?, errors: [YAMLError]) {
        let result = YAMLReader.read(bytes, file: file)
        guard let root = result.root, result.errors.isEmpty else { return (nil, result.errors) }
        var reader = SourcesReader(file: file)
        let all = reader.lists(root)
        if !reader.errors.isEmpty { return (nil, reader.errors.sorted { $0.position < $1.position }) }
        return (ListSources(all), [])
    }
}

/// Reads the tree and collects every fault.
private struct SourcesReader {
    static let keys = [
        "id", "title", "publisher", "page", "url", "format", "max_age", "min_entries", "ceiling", "measures", "enabled",
        "legal",
    ]

    let file: String
    var errors: [YAMLError] = []
    private var seen: [String: YAMLPosition] = [:]

    init(file: String) { self.file = file }

    mutating func fault(_ position: YAMLPosition, _ message: String, _ expected: String? = nil) {
        errors.append(YAMLError(file: file, position: position, message: message, expected: expected))
    }

    mutating func lists(_ root: YAMLNode) -> [ListSource] {
        guard let entries = root.entries else {
            fault(root.position, "\(root.kindName) at the top", "a mapping with the key lists")
            return []
        }
        for entry in entries where entry.key.text != "lists" {
            fault(entry.key.position, "unknown key \(entry.key.text)", "lists")
        }
        guard let items = root["lists"]?.items else {
            fault(root["lists"]?.position ?? root.position, "lists is missing or no list", "one item a list")
            return []
        }
        return items.compactMap { source($0) }
    }

    private mutating func source(_ node: YAMLNode) -> ListSource? {
        guard let entries = node.entries else {
            fault(node.position, "\(node.kindName) where a list is described", "a mapping")
            return nil
        }
        for entry in entries where !Self.keys.contains(entry.key.text) {
            let near = NameSuggestion.nearest(to: entry.key.text, in: Self.keys)
            fault(
                entry.key.position, "unknown key \(entry.key.text)",
                near ?? "one of \(Self.keys.joined(separator: ", "))")
        }
        for key in Self.keys where node[key] == nil {
            fault(node.position, "key \(key) is missing", "each list names \(Self.keys.joined(separator: ", "))")
        }
        let before = errors.count
        let id = id(node)
        let limits = (age(node), whole(node, "min_entries", 1...10_000_000))
        let format = choice(
            node, "format", Dictionary(uniqueKeysWithValues: ListFormat.allCases.map { ($0.rawValue, $0) }))
        let bands = Band.allCases.filter { $0 != .none }
        let ceiling = choice(node, "ceiling", Dictionary(uniqueKeysWithValues: bands.map { ($0.code, $0) }))
        let enabled = choice(node, "enabled", ["true": true, "false": false])
        let texts = ["title", "publisher", "legal"].map { text(node, $0) }
        let page = address(node, "page")
        let urls = urls(node)
        let measures = list(node, "measures")
        guard errors.count == before, let id, let age = limits.0, let minimum = limits.1, let format, let ceiling,
            let enabled, let title = texts[0], let publisher = texts[1], let legal = texts[2], let page, let urls,
            let measures
        else { return nil }
        return ListSource(
            id: id, title: title, publisher: publisher, page: page, urls: urls, format: format, maximumAge: age,
            minimumEntries: minimum, ceiling: ceiling, measures: measures.map(\.text), isEnabled: enabled, legal: legal)
    }

    private mutating func id(_ node: YAMLNode) -> String? {
        guard let value = node["id"], let id = text(node, "id") else { return nil }
        if !ListSources.isID(id) {
            fault(value.position, "id \(id)", "2 to 40 small letters, digits and hyphens")
            return nil
        }
        if ListKind(listID: id) == .sample {
            fault(value.position, "id \(id) begins with \(ListKind.samplePrefix)", "that is kept for invented lists")
            return nil
        }
        if let first = seen[id] {
            fault(value.position, "id \(id) occurs twice, first on line \(first.line)", "each id once")
            return nil
        }
        seen[id] = value.position
        return id
    }

    /// Nil without a fault where the key is missing: that has been said.
    private mutating func text(_ node: YAMLNode, _ key: String) -> String? {
        guard let value = node[key] else { return nil }
        guard let text = value.text, !text.isEmpty else {
            fault(value.position, "\(key) is \(value.text == nil ? value.kindName : "empty")", "a text")
            return nil
        }
        return text
    }

    private mutating func whole(_ node: YAMLNode, _ key: String, _ range: ClosedRange<Int>) -> Int? {
        guard let text = text(node, key), let value = node[key] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            fault(value.position, "\(key) \(text)", "a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    /// Hours; a year is the longest that any list may stand unconfirmed.
    private mutating func age(_ node: YAMLNode) -> TimeSpan? {
        whole(node, "max_age", 1...8_784).map { TimeSpan(microseconds: Int64($0) * TimeSpan.hour.microseconds) }
    }

    private mutating func choice<Value>(_ node: YAMLNode, _ key: String, _ known: [String: Value]) -> Value? {
        guard let text = text(node, key), let value = node[key] else { return nil }
        guard let found = known[text] else {
            fault(value.position, "\(key) \(text)", "one of \(known.keys.sorted().joined(separator: ", "))")
            return nil
        }
        return found
    }

    private mutating func list(_ node: YAMLNode, _ key: String) -> [YAMLScalar]? {
        guard let value = node[key] else { return nil }
        guard let items = value.items else {
            fault(value.position, "\(key) is \(value.kindName)", "a list of texts")
            return nil
        }
        var texts: [YAMLScalar] = []
        for item in items {
            guard let scalar = item.scalar, !scalar.text.isEmpty else {
                fault(item.position, "\(key) holds \(item.kindName)", "a text")
                return nil
            }
            texts.append(scalar)
        }
        return texts
    }

    private mutating func address(_ node: YAMLNode, _ key: String) -> String? {
        guard let text = text(node, key), let value = node[key] else { return nil }
        guard ListAddress(text) != nil else {
            fault(value.position, "\(key) \(text)", "an https address")
            return nil
        }
        return text
    }

    private mutating func urls(_ node: YAMLNode) -> [String]? {
        guard let texts = list(node, "url") else { return nil }
        for text in texts where ListAddress(text.text) == nil {
            fault(text.position, "url \(text.text)", "an https address, or http to this machine")
        }
        return texts.map(\.text)
    }
}
