import Domain
import Markup

/// The query string of the queue page: what a person may type, share and bookmark.
///
/// Unknown parameters and unknown values are refused, so that a mistyped filter never shows more than was meant.
package struct QueueQuery: Sendable {
    package let filter: QueueFilter

    /// Why a query string was refused, in words for the page.
    package struct Refusal: Error, Hashable, Sendable {
        package let parameter: String
        package let reason: String
    }

    /// - Throws: the first parameter that is not understood.
    package init(_ pairs: [(name: String, value: String)]) throws(Refusal) {
        var filter = QueueFilter()
        var cursor: String?
        for (name, value) in pairs where !value.isEmpty {
            switch name {
            case "state": filter.states.append(try Self.known(name, value))
            case "severity": filter.severities.append(try Self.known(name, value))
            case "outcome": filter.outcomes.append(try Self.known(name, value))
            case "family":
                guard value.utf8.count <= 40, value.utf8.allSatisfy(Self.isFamilyByte) else {
                    throw Refusal(parameter: name, reason: "not a family of rules")
                }
                filter.families.append(value)
            case "q":
                guard value.count <= 200 else { throw Refusal(parameter: name, reason: "longer than 200 characters") }
                filter.text = value
            case "late":
                guard value == "1" else { throw Refusal(parameter: name, reason: "only 1 is understood") }
                filter.isLate = true
            case "limit":
                guard let limit = Int(value), (1...200).contains(limit) else {
                    throw Refusal(parameter: name, reason: "not between 1 and 200")
                }
                filter.limit = limit
            case "after": cursor = value
            default: throw Refusal(parameter: name, reason: "not a filter of this page")
            }
        }
        if let cursor { filter.after = try Self.cursor(cursor, filter: filter) }
        self.filter = filter
    }

    private static func known<Value: RawRepresentable<String>>(_ name: String, _ value: String) throws(Refusal) -> Value
    {
        guard let known = Value(rawValue: value) else { throw Refusal(parameter: name, reason: "not a known value") }
        return known
    }

    private static func isFamilyByte(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }

    // MARK: Cursor

    /// Sort values and a hash of the filter: `<due or ->.<risk>.<number>.<hash>`.
    private static func cursor(_ text: String, filter: QueueFilter) throws(Refusal) -> QueueCursor {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, let risk = Int32(parts[1]), let number = Int64(parts[2]), number > 0 else {
            throw Refusal(parameter: "after", reason: "not a place in the queue")
        }
        let due = Int64(parts[0]).map { Instant(microseconds: $0) }
        guard due != nil || parts[0] == "-" else {
            throw Refusal(parameter: "after", reason: "not a place in the queue")
        }
        guard parts[3] == fingerprint(filter) else {
            throw Refusal(parameter: "after", reason: "belongs to another filter")
        }
        return QueueCursor(due: due, risk: Score(tenths: risk), number: number)
    }

    private static func text(_ cursor: QueueCursor, filter: QueueFilter) -> String {
        let due = cursor.due.map { String($0.microseconds) } ?? "-"
        return "\(due).\(cursor.risk.tenths).\(cursor.number).\(fingerprint(filter))"
    }

    private static func fingerprint(_ filter: QueueFilter) -> String {
        var plain = filter
        plain.after = nil
        return String(stableHash(path(plain)), radix: 36)
    }

    // MARK: Address

    /// The address of the queue page with a filter, and with a place in it.
    package static func path(_ filter: QueueFilter, after cursor: QueueCursor? = nil) -> String {
        var pairs: [(String, String)] = []
        pairs += filter.states.map { ("state", $0.rawValue) }
        pairs += filter.families.map { ("family", $0) }
        pairs += filter.severities.map { ("severity", $0.rawValue) }
        pairs += filter.outcomes.map { ("outcome", $0.rawValue) }
        if filter.isLate { pairs.append(("late", "1")) }
        if !filter.text.isEmpty { pairs.append(("q", filter.text)) }
        if filter.limit != QueueFilter().limit { pairs.append(("limit", String(filter.limit))) }
        if let cursor { pairs.append(("after", text(cursor, filter: filter))) }
        guard !pairs.isEmpty else { return "/queue" }
        return "/queue?" + pairs.map { "\($0.0)=\(SafeURL.encode($0.1))" }.joined(separator: "&")
    }
}
