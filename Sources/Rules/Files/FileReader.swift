import Domain

/// Reads typed values out of a document and collects every error of the file.
struct FileReader {
    typealias Place = DocumentNode.Place

    let path: String
    var diagnostics: [Diagnostic] = []

    /// Whether the file lies outside a rules folder, where fewer things are asked of it.
    let isLoose: Bool

    init(path: String, isLoose: Bool = false) {
        self.path = path
        self.isLoose = isLoose
    }

    mutating func error(_ place: Place, _ message: String, expected: String) {
        diagnostics.append(
            Diagnostic(.error, path: path, line: place.line, column: place.column, message: message, expected: expected)
        )
    }

    mutating func error(_ node: DocumentNode, _ message: String, expected: String) {
        error(node.place, message, expected: expected)
    }

    /// The entries of a mapping by key; unknown and missing keys are reported.
    mutating func mapping(
        _ node: DocumentNode, known: [String], required: [String] = [], what: String
    ) -> [String: DocumentNode.Entry] {
        guard let entries = entries(node, what: what) else { return [:] }
        var found: [String: DocumentNode.Entry] = [:]
        for entry in entries {
            guard known.contains(entry.key) else {
                let hint = nearest(entry.key, known).map { "'\($0)'" } ?? "one of \(known.joined(separator: ", "))"
                error(entry.place, "unknown key '\(entry.key)' in \(what)", expected: hint)
                continue
            }
            found[entry.key] = entry
        }
        for key in required where found[key] == nil {
            error(node, "\(what) has no '\(key)'", expected: "\(key): …")
        }
        return found
    }

    /// The entries of a mapping with free keys.
    mutating func entries(_ node: DocumentNode, what: String) -> [DocumentNode.Entry]? {
        guard case .mapping(let entries, _) = node else {
            error(node, "\(what) is \(node.kindName)", expected: "a mapping")
            return nil
        }
        var seen: [String: Place] = [:]
        for entry in entries {
            if let first = seen[entry.key] {
                error(
                    entry.place, "duplicate key '\(entry.key)', first at \(first.line):\(first.column)",
                    expected: "each key once")
            }
            seen[entry.key] = entry.place
        }
        return entries
    }

    mutating func sequence(_ node: DocumentNode, what: String) -> [DocumentNode]? {
        guard case .sequence(let items, _) = node else {
            error(node, "\(what) is \(node.kindName)", expected: "a sequence")
            return nil
        }
        return items
    }

    mutating func text(_ node: DocumentNode, what: String) -> String? {
        guard case .scalar(let text, _, _) = node else {
            error(node, "\(what) is \(node.kindName)", expected: "text")
            return nil
        }
        return text
    }

    mutating func texts(_ node: DocumentNode, what: String) -> [String]? {
        guard let items = sequence(node, what: what) else { return nil }
        return items.compactMap { text($0, what: "an item of \(what)") }
    }

    /// Texts of which none stands twice.
    mutating func distinctTexts(_ node: DocumentNode, what: String) -> [String]? {
        guard let items = sequence(node, what: what) else { return nil }
        var seen: [String: Place] = [:]
        return items.compactMap { item in
            guard let text = text(item, what: "an item of \(what)") else { return nil }
            if let first = seen[text] {
                error(
                    item, "'\(text)' stands twice in \(what), first at \(first.line):\(first.column)",
                    expected: "each once")
                return nil
            }
            seen[text] = item.place
            return text
        }
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ node: DocumentNode, _ type: Choice.Type, what: String
    ) -> Choice? where Choice.RawValue == String {
        guard let text = text(node, what: what) else { return nil }
        if let value = Choice(rawValue: text) { return value }
        let known = Choice.allCases.map(\.rawValue)
        error(node, "'\(text)' is no \(what)", expected: nearest(text, known) ?? known.joined(separator: ", "))
        return nil
    }

    mutating func integer(_ node: DocumentNode, what: String) -> Int? {
        guard let text = text(node, what: what) else { return nil }
        if !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(text)
        {
            return value
        }
        error(node, "'\(text)' is no \(what)", expected: "a whole number")
        return nil
    }

    /// A date (00:00 UTC) or an instant, in microseconds.
    mutating func instant(_ node: DocumentNode, what: String) -> Int64? {
        guard let text = text(node, what: what) else { return nil }
        if let instant = Self.instant(text) { return instant }
        error(
            node, Self.isZoneless(text) ? "'\(text)' names no zone" : "'\(text)' is no \(what)",
            expected: "a date such as 2026-07-01 or an instant such as 2026-07-01T10:00:00Z")
        return nil
    }

    /// A date, or an instant that says in which zone its clock stands.
    private static func instant(_ text: String) -> Int64? {
        if let date = CivilDate(text) { return Instant(date).microseconds }
        return isZoneless(text) ? nil : Instant(text)?.microseconds
    }

    /// Whether a text is an instant but for its zone: rules are not records of a partner, whose clocks are taken for UTC.
    private static func isZoneless(_ text: String) -> Bool {
        guard Instant(text) != nil else { return false }
        let clock = text.utf8.dropFirst("yyyy-MM-ddT".utf8.count)
        return !clock.contains {
            [UInt8(ascii: "Z"), UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "-")].contains($0)
        }
    }

    mutating func duration(_ node: DocumentNode, what: String) -> Int64? {
        guard let text = text(node, what: what) else { return nil }
        if let quantity = Quantity(text: text), quantity.dimension == .duration, quantity.value.denominator == 1,
            let value = Int64(exactly: quantity.value.numerator)
        {
            return value
        }
        error(node, "'\(text)' is no \(what)", expected: "a duration such as 7 d")
        return nil
    }

    /// A value of a type of the expression language.
    mutating func value(_ node: DocumentNode, _ type: ValueType, what: String) -> Value? {
        if case .set(let inner) = type { return set(node, inner, what: what) }
        if case .location = type { return location(node, what: what) }
        guard let text = text(node, what: what) else { return nil }
        switch type {
        case .bool:
            if text == "true" || text == "false" { return .bool(text == "true") }
        case .number(let dimension):
            if let quantity = Quantity(text: text) {
                if quantity.dimension == dimension || (quantity.value.isZero && quantity.dimension == .none) {
                    return .number(quantity.value)
                }
                error(node, "\(what) is \(quantity.dimension.name)", expected: dimension.example)
                return nil
            }
        case .instant:
            if let instant = Self.instant(text) { return .instant(instant) }
            if Self.isZoneless(text) {
                error(node, "'\(text)' names no zone", expected: type.example)
                return nil
            }
        case .date:
            if let date = CivilDate(text) { return .date(date.daysSinceEpoch) }
        case .text, .id: return .text(Text(text))
        case .location, .set, .list, .row: break
        }
        error(node, "'\(text)' is \(type.negation)", expected: type.example)
        return nil
    }

    private mutating func set(_ node: DocumentNode, _ type: ValueType, what: String) -> Value? {
        guard let items = sequence(node, what: what) else { return nil }
        var members: Set<Text> = []
        for item in items {
            guard case .text(let text)? = value(item, type, what: "an item of \(what)") else { return nil }
            if !members.insert(text).inserted {
                error(item, "'\(text.string)' stands twice in \(what)", expected: "each once")
            }
        }
        return .set(members)
    }

    /// `[latitude, longitude]` in degrees.
    private mutating func location(_ node: DocumentNode, what: String) -> Value? {
        guard let items = sequence(node, what: what), items.count == 2 else {
            error(node, "\(what) is no location", expected: "[latitude, longitude] in degrees")
            return nil
        }
        var micro: [Int32] = []
        for item in items {
            guard let text = text(item, what: what), let quantity = Quantity(text: text), quantity.dimension == .none,
                let scaled = try? quantity.value.multiplied(by: Rational(1_000_000)).reduced, scaled.denominator == 1,
                let whole = Int32(exactly: scaled.numerator)
            else {
                error(item, "\(what) is no location", expected: "degrees with at most six decimals")
                return nil
            }
            micro.append(whole)
        }
        return .location(latitude: micro[0], longitude: micro[1])
    }

    /// An expression; errors point into the scalar.
    mutating func expression(_ node: DocumentNode, what: String) -> SourceExpression? {
        guard case .scalar(let text, let isPlain, let place) = node else {
            error(
                node, "\(what) is \(node.kindName)",
                expected: "an expression; one that has ': ' needs quotes or no colon")
            return nil
        }
        do {
            return SourceExpression(tree: try Parser.parse(text), place: place, isPlain: isPlain)
        } catch {
            report(error, SourceExpression(tree: .literal(.bool(true), 0), place: place, isPlain: isPlain))
            return nil
        }
    }

    mutating func report(_ failure: ExpressionError, _ source: SourceExpression) {
        error(source.place(failure.offset), failure.message, expected: failure.expected)
    }
}

/// An expression with its place in the file.
struct SourceExpression: Hashable, Sendable {
    let tree: Expression
    let place: DocumentNode.Place
    let isPlain: Bool

    /// The place of an offset; a quoted scalar begins one column later.
    func place(_ offset: Int) -> DocumentNode.Place {
        DocumentNode.Place(line: place.line, column: place.column + max(offset, 0) + (isPlain ? 0 : 1))
    }
}

extension Dimension {
    var example: String {
        switch (money, energy, time, length) {
        case (0, 0, 0, 0): "a number such as 3, 0.8 or 80 %"
        case (1, 0, 0, 0): "an amount such as 10000 \(currency?.code ?? "EUR")"
        case (0, 1, 0, 0): "an energy such as 2 kWh"
        case (0, 1, -1, 0): "a power such as 22 kW"
        case (0, 0, 1, 0): "a duration such as 7 d"
        case (0, 0, 0, 1): "a length such as 20 km"
        case (0, 0, -1, 1): "a speed such as 130 km/h"
        default: "a price such as 0.45 EUR/kWh"
        }
    }
}

extension ValueType {
    var example: String {
        switch self {
        case .bool: "true or false"
        case .number(let dimension): dimension.example
        case .instant: "an instant such as 2026-07-01T10:00:00Z"
        case .date: "a date such as 2026-07-01"
        case .location: "[latitude, longitude]"
        case .text, .id: "text"
        case .set: "[a, b]"
        case .list: "the name of a list"
        case .row: "a row"
        }
    }
}
