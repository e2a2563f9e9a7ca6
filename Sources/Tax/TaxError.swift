/// A fault in a rule pack: where and what.
package struct TaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of faults; raw values are the codes of `vat verify` where it has one.
    package enum Code: String, Sendable {
        /// Not strict YAML, or a key, type or schema that the format does not have.
        case format = "RULE-FORMAT"
        case gap = "RULE-GAP"
        case overlap = "RULE-OVERLAP"
        case noBasis = "RULE-NO-BASIS"
        /// A rate between 0 and 1, or above 50.
        case unit = "RULE-UNIT"
        /// More than three decimals.
        case scale = "RULE-SCALE"
        /// A prefix that is not the jurisdiction's.
        case prefix = "RULE-VATPREFIX"
        /// One jurisdiction or kind twice.
        case ambiguous = "RULE-AMBIGUOUS"
        /// A bound that is an instant: bounds are local civil dates.
        case boundary = "RULE-BOUNDARY-TZ"
    }

    package let code: Code
    package let file: String
    package let line: Int
    package let column: Int
    package let message: String

    package init(_ code: Code, file: String, line: Int, column: Int, _ message: String) {
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    package var description: String { "\(file):\(line):\(column): \(code.rawValue) \(message)" }
}
