import Domain
package import Formats
import Patterns

/// A file of house patterns: name and bytes, as the folder gives them.
package struct HousePatternFile: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}

extension HousePatterns {
    /// Reads and checks all files of `sanctions-lists/patterns`.
    ///
    /// - Throws: the first fault with its file, line and column. A pattern that could match what it does not mean is a fault:
    ///   it matches the empty text, holds fewer than three mandatory consonants, or fails one of its examples.
    package init(files: [HousePatternFile]) throws(YAMLError) {
        var all: [HousePattern] = []
        for file in files.sorted(by: { $0.name < $1.name }) {
            let reader = HousePatternReader(file: file.name)
            for pattern in try reader.patterns(file.bytes) {
                if let other = all.first(where: { $0.id == pattern.value.id }) {
                    throw reader.error(pattern.position, "the id \(other.id) is taken: \(other.place)")
                }
                all.append(pattern.value)
            }
        }
        do {
            try self.init(all)
        } catch {
            throw YAMLError(
                file: files.first?.name ?? "", position: YAMLPosition(line: 1, column: 1), message: "\(error)")
        }
    }
}

private struct HousePatternReader {
    struct Found {
        let value: HousePattern
        let position: YAMLPosition
    }

    let file: String

    private static let keys = [
        "id", "reason", "list", "type", "pattern", "must_match", "must_not_match", "owner", "expiry",
    ]

    func error(_ position: YAMLPosition, _ message: String, expected: String? = nil) -> YAMLError {
        YAMLError(file: file, position: position, message: message, expected: expected)
    }

    func patterns(_ bytes: [UInt8]) throws(YAMLError) -> [Found] {
        let result = YAMLReader.read(bytes, file: file)
        if let first = result.errors.first { throw first }
        let start = YAMLPosition(line: 1, column: 1)
        guard let root = result.root, let entries = root.entries else {
            throw error(start, "empty", expected: "patterns: and a list")
        }
        for entry in entries where entry.key.text != "patterns" {
            throw error(entry.key.position, "unknown key \(entry.key.text)", expected: "patterns")
        }
        guard let list = root["patterns"]?.items else {
            throw error(root.position, "patterns is missing or no list", expected: "a list of patterns")
        }
        var found: [Found] = []
        for item in list { found.append(try pattern(item)) }
        return found
    }

    private func pattern(_ node: YAMLNode) throws(YAMLError) -> Found {
        guard let entries = node.entries else { throw error(node.position, "no mapping", expected: "id, reason, ...") }
        for entry in entries where !Self.keys.contains(entry.key.text) {
            let near = NameSuggestion.nearest(to: entry.key.text, in: Self.keys)
            throw error(entry.key.position, "unknown key \(entry.key.text)", expected: near)
        }
        let id = try text("id", node)
        guard id.text.utf8.allSatisfy(Self.isIDByte), id.text.utf8.count <= 64 else {
            throw error(id.position, "the id \(id.text) is not allowed", expected: "a-z, 0-9, point and hyphen")
        }
        let type = try text("type", node)
        guard let subject = HousePattern.Subject(rawValue: type.text) else {
            throw error(
                type.position, "unknown type \(type.text)",
                expected: HousePattern.Subject.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let expiry = try text("expiry", node)
        guard let date = CivilDate(expiry.text) else {
            throw error(expiry.position, "\(expiry.text) is no date", expected: "YYYY-MM-DD")
        }
        let source = try text("pattern", node)
        let value = HousePattern(
            id: id.text, reason: try text("reason", node).text, list: try text("list", node).text, type: subject,
            pattern: source.text, mustMatch: try texts("must_match", node).map(\.text),
            mustNotMatch: try texts("must_not_match", node).map(\.text), owner: try text("owner", node).text,
            expiry: date, place: "\(file):\(id.position.line)")
        try check(value, source, node)
        return Found(value: value, position: id.position)
    }

    private static func isIDByte(_ byte: UInt8) -> Bool {
        byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x2E || byte == 0x2D
    }

    private func text(_ key: String, _ node: YAMLNode) throws(YAMLError) -> YAMLScalar {
        guard let value = node[key] else { throw error(node.position, "\(key) is missing") }
        guard let scalar = value.scalar, !scalar.isNull, !scalar.text.isEmpty else {
            throw error(value.position, "\(key) is empty or no text")
        }
        return scalar
    }

    private func texts(_ key: String, _ node: YAMLNode) throws(YAMLError) -> [YAMLScalar] {
        guard let value = node[key] else { throw error(node.position, "\(key) is missing") }
        guard let items = value.items, !items.isEmpty else {
            throw error(value.position, "\(key) has no example", expected: "a list of names")
        }
        var scalars: [YAMLScalar] = []
        for item in items {
            guard let scalar = item.scalar, !scalar.text.isEmpty else {
                throw error(item.position, "an example is no text")
            }
            scalars.append(scalar)
        }
        return scalars
    }

    // MARK: Checks

    private func check(_ value: HousePattern, _ source: YAMLScalar, _ node: YAMLNode) throws(YAMLError) {
        let bytes = Array(value.pattern.utf8)
        guard bytes.count <= HousePattern.longestPattern else {
            throw error(
                source.position, "the pattern has \(bytes.count) bytes",
                expected: "at most \(HousePattern.longestPattern)")
        }
        let shape: PatternShape
        do { shape = try PatternShape(bytes) } catch { throw self.error(source.position, "\(error)") }
        if shape.minimumLength == 0 { throw error(source.position, "the pattern matches the empty text") }
        guard shape.minimumConsonants >= HousePattern.minimumConsonants else {
            throw error(
                source.position, "the pattern holds \(shape.minimumConsonants) mandatory consonants",
                expected: "at least \(HousePattern.minimumConsonants)")
        }
        do {
            let compiled = try CompiledPattern(bytes)
            let pool = MatcherPool()
            if try pool.matches(compiled, []) { throw PatternError.matchesEmpty }
            try examples(value, compiled, pool, node)
        } catch let fault as YAMLError {
            throw fault
        } catch {
            throw self.error(source.position, "\(error)")
        }
    }

    /// Examples are names as people write them: they are normalised as a query is.
    private func examples(
        _ value: HousePattern, _ compiled: CompiledPattern, _ pool: MatcherPool, _ node: YAMLNode
    ) throws {
        let preparer = NamePreparer()
        for (key, expected) in [("must_match", true), ("must_not_match", false)] {
            for example in try texts(key, node) {
                var isMatch = false
                for type in value.type.searched {
                    for reading in preparer.readings(of: example.text, type: type) {
                        if try pool.matches(compiled, Array(reading.normalised.utf8)) { isMatch = true }
                    }
                }
                guard isMatch == expected else {
                    throw error(
                        example.position,
                        "the example \(example.text) \(expected ? "does not match" : "matches") \(value.id)")
                }
            }
        }
    }
}

extension HousePattern.Subject {
    /// The types a query is searched as.
    fileprivate var searched: [SubjectType] {
        switch self {
        case .person: [.person]
        case .company: [.company]
        case .vessel: [.vessel]
        case .aircraft: [.aircraft]
        case .any: [.person, .company, .vessel, .aircraft]
        }
    }
}
