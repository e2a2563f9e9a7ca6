/// A fault in a rule pack: where and what.
package struct TaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of faults that keep a pack from loading; raw values are the codes of `vat verify` where it has
    /// one.
    package enum Code: String, Sendable {
        /// Not strict YAML, or a key, type or schema that the format does not have.
        case format = "RULE-FORMAT"
        /// Two windows of one rule hold on one day: no answer would be certain.
        case overlap = "RULE-OVERLAP"
        /// Two rules of one priority hold for the same facts, or an id stands twice.
        case ambiguous = "RULE-AMBIGUOUS"
        /// A time zone that is not in the zone database.
        case zone = "RULE-ZONE"
    }

    package let code: Code
    package let place: SourcePlace
    package let message: String

    package init(_ code: Code, _ place: SourcePlace, _ message: String) {
        self.code = code
        self.place = place
        self.message = message
    }

    package var description: String { "\(place): \(code.rawValue) \(message)" }
}

/// A place in a rule file; line and column count from 1.
package struct SourcePlace: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    package var description: String { "\(file):\(line):\(column)" }

    package static func < (left: SourcePlace, right: SourcePlace) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }
}
