import Domain
import Formats

/// A file of `rules/cases` as bytes; the name is relative to that folder and stands in error messages.
package struct PolicySource: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

/// Reads one mapping of a policy file strictly: unknown, missing and mistyped keys are errors with their place.
struct PolicyMapping {
    let file: String
    let node: YAMLNode

    /// The mapping at the top of a file, of the schema named.
    init(_ source: PolicySource, schema: String, keys: Set<String>) throws(CaseError) {
        let result = YAMLReader.read(source.bytes, file: source.name)
        if let error = result.errors.first {
            throw Self.fault(
                source.name, error.position,
                [error.message, error.expected].compactMap { $0 }.joined(separator: "; expected "))
        }
        guard let root = result.root else {
            throw Self.fault(source.name, YAMLPosition(line: 1, column: 1), "empty file")
        }
        try self.init(root, file: source.name, keys: keys.union(["schema"]))
        let found = try text("schema")
        if found != schema { throw fault("schema", "schema \(found) is not \(schema)") }
    }

    /// A mapping inside a file. Every key must be among `keys`.
    init(_ node: YAMLNode, file: String, keys: Set<String>) throws(CaseError) {
        self.file = file
        self.node = node
        guard let entries = node.entries else {
            throw Self.fault(file, node.position, "\(node.kindName) where a mapping must stand")
        }
        for entry in entries where !keys.contains(entry.key.text) {
            let near = NameSuggestion.nearest(to: entry.key.text, in: keys.sorted())
            throw Self.fault(
                file, entry.key.position,
                "unknown key \(entry.key.text)" + (near.map { "; did you mean \($0)?" } ?? ""))
        }
    }

    static func fault(_ file: String, _ position: YAMLPosition, _ message: String) -> CaseError {
        CaseError(
            .policyFile(PolicyFault(file: file, line: position.line, column: position.column, message: message)))
    }

    func fault(_ key: String, _ message: String) -> CaseError {
        Self.fault(file, node[key]?.position ?? node.position, message)
    }

    func value(_ key: String) throws(CaseError) -> YAMLNode {
        guard let value = node[key] else { throw fault(key, "key \(key) is missing") }
        return value
    }

    func text(_ key: String) throws(CaseError) -> String {
        guard let text = try value(key).text, !text.isEmpty else { throw fault(key, "\(key) must be a text") }
        return text
    }

    func texts(_ key: String) throws(CaseError) -> [String] {
        guard let items = try value(key).items else { throw fault(key, "\(key) must be a list") }
        var all: [String] = []
        for item in items {
            guard let text = item.text, !text.isEmpty else {
                throw Self.fault(file, item.position, "\(key) must be a list of texts")
            }
            all.append(text)
        }
        return all
    }

    func optionalTexts(_ key: String) throws(CaseError) -> [String] {
        node[key] == nil ? [] : try texts(key)
    }

    func mappings(_ key: String, keys: Set<String>) throws(CaseError) -> [PolicyMapping] {
        guard let items = try value(key).items else { throw fault(key, "\(key) must be a list") }
        var all: [PolicyMapping] = []
        for item in items { all.append(try PolicyMapping(item, file: file, keys: keys)) }
        return all
    }

    func mapping(_ key: String, keys: Set<String>) throws(CaseError) -> PolicyMapping {
        try PolicyMapping(try value(key), file: file, keys: keys)
    }

    func integer(_ key: String, in range: ClosedRange<Int>) throws(CaseError) -> Int {
        let text = try text(key)
        guard let value = Int(text), range.contains(value) else {
            throw fault(key, "\(key) \(text) is not a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    func date(_ key: String) throws(CaseError) -> CivilDate {
        let text = try text(key)
        guard let date = CivilDate(text) else { throw fault(key, "\(key) \(text) is not a date YYYY-MM-DD") }
        return date
    }

    /// One of a closed set by its raw value.
    func choice<Value: RawRepresentable<String> & CaseIterable>(_ key: String, _ type: Value.Type) throws(CaseError)
        -> Value
    {
        let text = try text(key)
        guard let value = Value(rawValue: text) else { throw fault(key, Self.unknown(text, key, type)) }
        return value
    }

    func choices<Value: RawRepresentable<String> & CaseIterable & Hashable>(_ key: String, _ type: Value.Type)
        throws(CaseError) -> Set<Value>
    {
        var all: Set<Value> = []
        for text in try texts(key) {
            guard let value = Value(rawValue: text) else { throw fault(key, Self.unknown(text, key, type)) }
            all.insert(value)
        }
        return all
    }

    private static func unknown<Value: RawRepresentable<String> & CaseIterable>(
        _ text: String, _ key: String, _ type: Value.Type
    ) -> String {
        "\(key) \(text) is not one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))"
    }

    /// `4 h`, `30 min`, `2 d` or `3 working days`.
    func limit(_ key: String) throws(CaseError) -> TimeLimit {
        let text = try text(key)
        let parts = text.split(separator: " ")
        guard let count = parts.first.flatMap({ Int($0) }), (1...100_000).contains(count) else {
            throw fault(key, "\(key) \(text) is not a time such as 4 h or 3 working days")
        }
        switch parts.dropFirst().joined(separator: " ") {
        case "min": return .elapsed(TimeSpan(microseconds: Int64(count) * TimeSpan.minute.microseconds))
        case "h": return .elapsed(TimeSpan(microseconds: Int64(count) * TimeSpan.hour.microseconds))
        case "d": return .elapsed(TimeSpan(microseconds: Int64(count) * TimeSpan.day.microseconds))
        case "working day", "working days": return .workingDays(count)
        default: throw fault(key, "\(key) \(text) is not a time such as 4 h or 3 working days")
        }
    }

    func span(_ key: String) throws(CaseError) -> TimeSpan {
        guard case .elapsed(let span) = try limit(key) else { throw fault(key, "\(key) must be in min, h or d") }
        return span
    }

    func workingDays(_ key: String) throws(CaseError) -> Int {
        guard case .workingDays(let days) = try limit(key) else { throw fault(key, "\(key) must be in working days") }
        return days
    }
}
