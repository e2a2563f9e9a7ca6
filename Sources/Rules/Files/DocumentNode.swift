/// A node of a parsed YAML document with its place; scalars are text, typed by whoever reads them.
package indirect enum DocumentNode: Hashable, Sendable {
    case scalar(String, isPlain: Bool, Place)
    case mapping([Entry], Place)
    case sequence([DocumentNode], Place)

    /// A line and a column, both counted from one; columns count Unicode scalars.
    package struct Place: Hashable, Sendable {
        package let line: Int
        package let column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    /// A key of a mapping with its value.
    package struct Entry: Hashable, Sendable {
        package let key: String
        package let place: Place
        package let value: DocumentNode

        package init(key: String, place: Place, value: DocumentNode) {
            self.key = key
            self.place = place
            self.value = value
        }
    }

    package var place: Place {
        switch self {
        case .scalar(_, _, let place), .mapping(_, let place), .sequence(_, let place): place
        }
    }

    var kindName: String {
        switch self {
        case .scalar: "a scalar"
        case .mapping: "a mapping"
        case .sequence: "a sequence"
        }
    }
}

/// Something wrong with a file of the rule set, as a good compiler would say it.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    package enum Level: String, Sendable { case error, warning }

    package let level: Level
    package let path: String
    package let line: Int
    package let column: Int
    package let message: String
    /// What was expected, or the remedy.
    package let expected: String?

    package init(
        _ level: Level, path: String, line: Int, column: Int, message: String, expected: String? = nil
    ) {
        self.level = level
        self.path = path
        self.line = line
        self.column = column
        self.message = message
        self.expected = expected
    }

    /// `file:line:column: message; expected …`
    package var description: String {
        let label = level == .warning ? "warning: " : ""
        return "\(path):\(line):\(column): \(label)\(message)" + (expected.map { "; expected \($0)" } ?? "")
    }
}
