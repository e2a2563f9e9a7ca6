import Domain
import Markup

/// The activity report: what was assessed in a period, what it led to, and on which knowledge.
///
/// A pure function of its input: the same rows give the same bytes.
package struct ActivityReport: Sendable {
    /// One self-contained page: no script, nothing fetched, its own print sheet.
    package let html: [UInt8]
    /// All tables and totals in one long form, one number a line.
    package let csv: [UInt8]
    /// `activity_main_2026-07-01_2026-10-01`, without suffix.
    package let name: String

    package init(_ input: ActivityReportInput) {
        let sorted = input.inOrder
        name = "activity_\(input.legalEntity.text)_\(input.from.utcDate)_\(input.to.utcDate)"
        html = ActivityPage(input: sorted).bytes
        csv = ActivityTableText(input: sorted).bytes
    }
}

extension ActivityReportInput {
    /// The rows in one defined order, so that the order of reading does not show.
    var inOrder: ActivityReportInput {
        var copy = self
        copy.decisions.sort { key($0) < key($1) }
        copy.records.sort { $0.source < $1.source }
        copy.rules.sort { ($0.id, $0.version, $0.mode) < ($1.id, $1.version, $1.mode) }
        copy.held.sort {
            ($0.outcome, $0.amount.currency.code, $0.amount.micros) < (
                $1.outcome, $1.amount.currency.code, $1.amount.micros
            )
        }
        copy.cases.sort { $0.family < $1.family }
        copy.vat.sort { key($0) < key($1) }
        copy.lists.sort { ($0.id, $0.loaded) < ($1.id, $1.loaded) }
        copy.knowledge.sort { ($0.kind, $0.id, $0.hash) < ($1.kind, $1.id, $1.hash) }
        copy.evidence.sort { $0.log < $1.log }
        return copy
    }

    private func key(_ row: VAT) -> (String, String, String) {
        (row.country?.alpha2 ?? "", row.feeType, row.verdict)
    }

    private func key(_ row: Decision) -> (CivilDate, String, String, Int) {
        (row.day, row.kind.rawValue, row.country?.alpha2 ?? "", row.outcome.rank)
    }
}

/// The CSV face of the report.
struct ActivityTableText {
    let bytes: [UInt8]

    private static let header = [
        "table", "line", "day", "kind", "country", "outcome", "subject", "version", "measure", "value", "unit",
        "definition",
    ]

    init(input: ActivityReportInput) {
        var csv = CSVWriter(header: Self.header)
        Self.appendTotals(input, to: &csv)
        for row in input.decisions {
            csv.append([
                .text("decisions"), .text(""), .text(row.day.description), .text(row.kind.rawValue),
                .text(row.country?.alpha2 ?? ""),
                .text(row.outcome.rawValue), .text(""), .text(""), .text("count"), .number(row.count), .text("events"),
                .text(""),
            ])
        }
        for row in input.records {
            let parts = [
                ("accepted", row.accepted), ("duplicate", row.duplicate), ("revised", row.revised),
                ("rejected", row.rejected),
            ]
            for (measure, value) in parts {
                Self.append(&csv, .records, subject: row.source, measure: measure, .number(value), unit: "records")
            }
        }
        for row in input.rules {
            for (measure, value) in [("hits", row.hits), ("unknowns", row.unknowns)] {
                Self.append(
                    &csv, .rules, subject: row.id, version: "\(row.version) \(row.mode)", measure: measure,
                    .number(value), unit: "events")
            }
        }
        for row in input.held {
            let outcome = row.outcome.rawValue
            Self.append(
                &csv, .held, outcome: outcome, subject: "", measure: "payouts", .number(row.payouts), unit: "payouts")
            Self.append(
                &csv, .held, outcome: outcome, subject: "", measure: "amount", .decimal(row.amount.amountText),
                unit: row.amount.currency.code)
        }
        for row in input.cases {
            for (measure, value) in [("opened", row.opened), ("closed", row.closed), ("open_at_end", row.openAtEnd)] {
                Self.append(&csv, .cases, subject: row.family, measure: measure, .number(value), unit: "cases")
            }
        }
        Self.appendVAT(input, to: &csv)
        Self.appendKnowledge(input, to: &csv)
        bytes = csv.bytes
    }

    private static func appendTotals(_ input: ActivityReportInput, to csv: inout CSVWriter) {
        for total in input.totals {
            let value: CSVWriter.Field =
                switch total.value {
                case .count(let count): .number(count)
                case .money, .overflow: .decimal(total.value.text)
                }
            csv.append([
                .text("totals"), .text(total.id), .text(""), .text(""), .text(""), .text(""), .text(total.title),
                .text(""),
                .text("total"), value, .text(total.value.currency), .text("\(total.table.rawValue): \(total.formula)"),
            ])
        }
    }

    private static func appendVAT(_ input: ActivityReportInput, to csv: inout CSVWriter) {
        for row in input.vat {
            csv.append([
                .text(ActivityTable.vat.rawValue), .text(""), .text(""), .text(""), .text(row.country?.alpha2 ?? ""),
                .text(row.verdict), .text(row.feeType), .text(""), .text("lines"), .number(row.lines), .text("lines"),
                .text(""),
            ])
        }
    }

    private static func appendKnowledge(_ input: ActivityReportInput, to csv: inout CSVWriter) {
        for row in input.lists {
            let version = row.published?.description ?? ""
            append(
                &csv, .lists, subject: row.id, version: version, measure: "entries", .number(row.entries),
                unit: "entries")
            append(
                &csv, .lists, subject: row.id, version: version, measure: "age",
                .number(row.age.microseconds / 1_000_000), unit: "seconds")
            if let limit = row.limit {
                append(
                    &csv, .lists, subject: row.id, version: version, measure: "limit",
                    .number(limit.microseconds / 1_000_000), unit: "seconds")
            }
        }
        for row in input.knowledge {
            append(
                &csv, .knowledge, kind: row.kind, subject: row.id, version: row.hash.description, measure: "decisions",
                .number(row.decisions), unit: "events")
        }
        for row in input.evidence {
            append(
                &csv, .evidence, subject: row.log, version: row.root.description, measure: "size", .number(row.size),
                unit: "entries")
        }
    }

    private static func append(
        _ csv: inout CSVWriter, _ table: ActivityTable, kind: String = "", outcome: String = "", subject: String,
        version: String = "",
        measure: String, _ value: CSVWriter.Field, unit: String
    ) {
        csv.append([
            .text(table.rawValue), .text(""), .text(""), .text(kind), .text(""), .text(outcome), .text(subject),
            .text(version),
            .text(measure), value, .text(unit), .text(""),
        ])
    }
}
