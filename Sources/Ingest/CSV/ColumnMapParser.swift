import Domain
import Formats

extension ColumnMap {
    /// Reads a map file.
    ///
    /// - Parameter file: its name, for messages.
    /// - Throws: `IngestError` IN-009 with every fault, each with line and column.
    package init(yaml bytes: [UInt8], file: String) throws(IngestError) {
        let result = YAMLReader.read(bytes, file: file)
        var parser = ColumnMapParser(file: file, errors: result.errors)
        let map = result.root.flatMap { parser.map($0, bytes: bytes) }
        guard let map, parser.errors.isEmpty else {
            let reasons = parser.errors.map(\.description).joined(separator: "; ")
            let line = parser.errors.first?.position.line ?? 1
            throw IngestError(
                .mapError, file: file, line: line, reason: reasons.isEmpty ? "the file holds no map" : reasons)
        }
        self = map
    }
}

/// Checks every key of a map and makes the map of it.
struct ColumnMapParser {
    let file: String
    var errors: [YAMLError]

    mutating func map(_ root: YAMLNode, bytes: [UInt8]) -> ColumnMap? {
        check(
            root,
            allowed: ["map", "version", "csv", "kind", "time_zone", "owner", "fields", "lookup", "assumed"],
            required: ["map", "version", "kind", "time_zone", "owner", "fields"])
        let kinds: [String: EventKind] = ["cdr": .cdr, "session": .session]
        let kind: EventKind? = named(root["kind"], in: kinds, what: "kind")
        let owner = parsed(root["owner"], expected: "an owner like GB*CPS") { PartyID($0) }
        let version = parsed(root["version"], expected: "a whole number") { Int($0) }
        let rules = rules(root["fields"])
        let dialect = dialect(root["csv"])
        let lookups = (root["lookup"]?.items ?? []).compactMap { lookup($0) }
        let assumed = assumed(root["assumed"])
        let zone = parsed(root["time_zone"], expected: "an IANA time zone") { ZoneDatabase.isName($0) ? $0 : nil }
        guard let name = root["map"]?.text, let kind, let owner, let version, let zone,
            let hash = Hash32(SHA256Hasher.hash(bytes))
        else { return nil }
        return ColumnMap(
            name: name, version: version, sha256: hash, dialect: dialect.dialect, hasHeader: dialect.hasHeader,
            kind: kind, timeZone: TimeZoneID(zone), owner: owner, lookups: lookups, assumed: assumed, rules: rules)
    }

    // MARK: Parts

    private mutating func dialect(_ node: YAMLNode?) -> (dialect: CSVDialect, hasHeader: Bool) {
        guard let node else { return (CSVDialect(), true) }
        check(node, allowed: ["delimiter", "quote", "header", "encoding"], required: [])
        var dialect = CSVDialect()
        if let byte: UInt8 = parsed(node["delimiter"], expected: "one ASCII character", Self.character) {
            dialect.delimiter = byte
        }
        if let text = node["quote"]?.text {
            dialect.quote = text.isEmpty ? nil : parsed(node["quote"], expected: "one ASCII character", Self.character)
        }
        if let encoding = node["encoding"], encoding.text?.lowercased() != "utf-8" {
            add(encoding.position, "encoding \(encoding.text ?? encoding.kindName) is not read", expected: "utf-8")
        }
        let hasHeader = named(node["header"], in: ["true": true, "false": false], what: "header") ?? true
        return (dialect, hasHeader)
    }

    private static func character(_ text: String) -> UInt8? {
        text.utf8.count == 1 ? text.utf8.first : nil
    }

    private mutating func rules(_ node: YAMLNode?) -> [CSVTarget: ColumnMap.Rule] {
        var rules: [CSVTarget: ColumnMap.Rule] = [:]
        guard let entries = node?.entries else { return rules }
        for entry in entries {
            guard let target = target(entry.key) else { continue }
            if let rule = rule(entry.value, target) { rules[target] = rule }
        }
        for target in CSVTarget.allCases where target.isNeeded && rules[target] == nil && node != nil {
            add(node?.position, "field \(target.rawValue) is missing")
        }
        if let node, rules[.currency] == nil, rules[.costExcluding]?.currency == nil,
            rules[.costIncluding]?.currency == nil
        {
            add(node.position, "no currency: give cost_excl a currency, or add the field currency")
        }
        return rules
    }

    private static let ruleKeys = [
        "column", "columns", "value", "prefix", "take", "join", "format", "unit", "currency", "empty", "contains",
        "else",
    ]

    private mutating func rule(_ node: YAMLNode, _ target: CSVTarget) -> ColumnMap.Rule? {
        check(node, allowed: Self.ruleKeys, required: [])
        var sources: [ColumnMap.Source] = []
        if let column = node["column"], let reference = reference(column) { sources.append(.columns([reference])) }
        if let columns = node["columns"]?.items { sources.append(.columns(columns.compactMap { reference($0) })) }
        if let value = node["value"]?.text { sources.append(.value(value)) }
        guard sources.count == 1, let source = sources.first else {
            add(node.position, "field \(target.rawValue) needs exactly one of column, columns, value")
            return nil
        }
        var rule = ColumnMap.Rule(source: source, empty: target.isNeeded ? .reject : .unknown)
        rule.prefix = node["prefix"]?.text ?? ""
        rule.join = node["join"]?.text ?? ""
        rule.take = (node["take"]?.items ?? []).compactMap { parsed($0, expected: "a whole number") { Int($0) } }
        if case .columns(let columns) = source, !rule.take.isEmpty, rule.take.count != columns.count {
            add(node["take"]?.position, "take needs one number for each column")
        }
        if let empty = node["empty"]?.text {
            rule.empty = empty == "unknown" ? .unknown : empty == "reject" ? .reject : .text(empty)
        }
        let units = ["kWh": false, "Wh": true]
        if let isWattHours = named(node["unit"], in: units, what: "unit") { rule.isWattHours = isWattHours }
        rule.currency = parsed(node["currency"], expected: "an ISO 4217 code") { Currency($0) }
        rule.contains = (node["contains"]?.entries ?? []).map { ($0.key.text, $0.value.text ?? "") }
        rule.otherwise = node["else"]?.text
        checkFormat(node, target, &rule)
        return rule
    }

    private mutating func checkFormat(_ node: YAMLNode, _ target: CSVTarget, _ rule: inout ColumnMap.Rule) {
        guard target.isTime else {
            if let format = node["format"] { add(format.position, "format belongs to times only") }
            return
        }
        guard let format = node["format"] else {
            add(node.position, "field \(target.rawValue) needs a format", expected: "for example dd/MM/yyyy HH:mm")
            return
        }
        rule.format = parsed(format, expected: "a pattern of yyyy MM dd HH mm ss") { LocalTimeFormat($0) }
    }

    private mutating func lookup(_ node: YAMLNode) -> ColumnMap.Lookup? {
        check(node, allowed: ["file", "key", "on", "set", "missing"], required: ["file", "key", "on", "set"])
        let rejects = named(node["missing"], in: ["unknown": false, "reject": true], what: "missing") ?? false
        var set: [(target: CSVTarget, column: ColumnMap.ColumnReference)] = []
        for entry in node["set"]?.entries ?? [] {
            if let target = target(entry.key), let column = reference(entry.value) { set.append((target, column)) }
        }
        guard let file = node["file"]?.text, let keyNode = node["key"], let key = reference(keyNode),
            let on = node["on"]?.scalar.flatMap({ target($0) })
        else { return nil }
        guard !file.contains("/"), !file.hasPrefix(".") else {
            add(node["file"]?.position, "a lookup file is named without a path")
            return nil
        }
        return ColumnMap.Lookup(file: file, key: key, on: on, set: set, missingRejects: rejects)
    }

    private mutating func assumed(_ node: YAMLNode?) -> [String] {
        (node?.items ?? []).compactMap { item in
            item.scalar.flatMap { target($0)?.rawValue }
        }
    }

    // MARK: Checks

    private mutating func target(_ key: YAMLScalar) -> CSVTarget? {
        if let target = CSVTarget(rawValue: key.text) { return target }
        let near = NameSuggestion.nearest(to: key.text, in: CSVTarget.allCases.map(\.rawValue))
        add(key.position, "unknown field \(key.text)", expected: near)
        return nil
    }

    /// A column by name, or by `#index` from 1.
    private mutating func reference(_ node: YAMLNode) -> ColumnMap.ColumnReference? {
        guard let text = node.text, !text.isEmpty else {
            add(node.position, "not a column", expected: "a column name or #index")
            return nil
        }
        guard text.hasPrefix("#") else { return .name(text) }
        guard let index = Int(text.dropFirst()), (1...10_000).contains(index) else {
            add(node.position, "\(text) is no position", expected: "#1 for the first column")
            return nil
        }
        return .index(index)
    }

    private mutating func parsed<Value>(
        _ node: YAMLNode?, expected: String, _ make: (String) -> Value?
    ) -> Value? {
        guard let node else { return nil }
        if let text = node.text, let value = make(text) { return value }
        add(node.position, "\(node.text ?? node.kindName) does not fit", expected: expected)
        return nil
    }

    private mutating func named<Value>(_ node: YAMLNode?, in known: [String: Value], what: String) -> Value? {
        guard let node else { return nil }
        if let text = node.text, let value = known[text] { return value }
        add(
            node.position, "\(what) \(node.text ?? node.kindName) is unknown",
            expected: known.keys.sorted().joined(separator: " or "))
        return nil
    }

    private mutating func check(_ node: YAMLNode, allowed: [String], required: [String]) {
        guard let entries = node.entries else {
            return add(node.position, "\(node.kindName) stands where a mapping is expected")
        }
        for entry in entries where !allowed.contains(entry.key.text) {
            let near = NameSuggestion.nearest(to: entry.key.text, in: allowed)
            add(entry.key.position, "unknown key \(entry.key.text)", expected: near)
        }
        for key in required where node[key] == nil { add(node.position, "key \(key) is missing") }
    }

    private mutating func add(_ position: YAMLPosition?, _ message: String, expected: String? = nil) {
        errors.append(
            YAMLError(
                file: file, position: position ?? YAMLPosition(line: 1, column: 1), message: message, expected: expected
            ))
    }
}
