import Domain
import Formats

/// Expected answers for records, as `vat cases` compares them (vat.md section 4).
package struct CaseTable: Sendable {
    package struct Difference: Hashable, Sendable, CustomStringConvertible {
        package let id: String
        package let column: String
        package let expected: String
        package let found: String
        package let ruleID: String?

        /// `C051 verdict pass fail:VAT-RATE GR-EV-ENERGY`.
        package var description: String { "\(id) \(column) \(expected) \(found) \(ruleID ?? "-")" }
    }

    /// How many cells of a column agree.
    package struct Column: Hashable, Sendable {
        package let name: String
        package var agreeing = 0
        package var total = 0
    }

    package private(set) var columns: [Column]
    package private(set) var differences: [Difference] = []
    /// Lines that pass although review or fail is expected.
    package private(set) var silentPasses: [String] = []
    package private(set) var missing: [String] = []

    private static let names = ["tax_country", "rate_percent", "category", "reverse_charge", "liable", "verdict"]

    /// Nothing was compared and nothing was missed.
    package var isEmpty: Bool { missing.isEmpty && columns.allSatisfy { $0.total == 0 } }

    /// - Throws: `FactsError` for a line of the table that is no JSON object.
    package init(_ expected: [UInt8], file: String, verdicts: [VATVerdict]) throws(FactsError) {
        columns = Self.names.map { Column(name: $0) }
        let found = Dictionary(verdicts.map { ($0.lineID, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, line) in expected.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard line.contains(where: { $0 != 0x20 && $0 != 0x0D }) else { continue }
            let root: JSONValue
            do throws(JSONError) {
                root = try JSONDocument(parsing: line).root
            } catch {
                throw FactsError(file: file, line: index + 1, field: "column \(error.column)", why: error.reason.text)
            }
            guard let id = root["id"]?.string else {
                throw FactsError(file: file, line: index + 1, field: "id", why: "is missing")
            }
            guard let verdict = found[id] else {
                missing.append(id)
                continue
            }
            compare(id, root, verdict)
        }
    }

    private mutating func compare(_ id: String, _ row: JSONValue, _ verdict: VATVerdict) {
        let isCoarse = row["compare"]?.equals("coarse") ?? false
        let cells = [
            verdict.taxCountry, verdict.rateText, verdict.category?.rawValue, verdict.reverseCharge?.rawValue,
            verdict.liable?.rawValue, verdict.verdictText,
        ]
        for (index, cell) in cells.enumerated() {
            let name = Self.names[index]
            let expected = row[named: name]?.string
            let isSame =
                name == "verdict" && isCoarse ? Self.coarse(cell) == Self.coarse(expected) : cell == expected
            columns[index].total += 1
            if isSame { columns[index].agreeing += 1 }
            if !isSame {
                differences.append(
                    Difference(
                        id: id, column: name, expected: expected ?? "null", found: cell ?? "null",
                        ruleID: verdict.ruleID))
            }
        }
        let expected = row["verdict"]?.string
        if Self.coarse(verdict.verdictText) == "pass", Self.coarse(expected) != "pass" { silentPasses.append(id) }
    }

    /// pass, review or fail; a note is a pass.
    private static func coarse(_ verdict: String?) -> String {
        let level = verdict?.split(separator: ":").first.map(String.init) ?? ""
        return level == "pass-with-note" ? "pass" : level
    }

    package var holds: Bool { differences.isEmpty && silentPasses.isEmpty && missing.isEmpty }

    /// One line a column, then each difference.
    package var text: String {
        var lines = columns.map { "\($0.name) \($0.agreeing)/\($0.total)" }
        lines += differences.map(\.description)
        lines += missing.map { "\($0) has no verdict" }
        lines += silentPasses.map { "\($0) passes silently" }
        return lines.joined(separator: "\n")
    }
}
