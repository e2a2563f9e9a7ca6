package import Domain

/// One total of the report: what it is, its value, and the table whose rows add up to it.
package struct ActivityTotal: Hashable, Sendable {
    /// For example `A-01`; stable over versions.
    package let id: String
    package let title: String
    package let table: ActivityTable
    /// How the rows of the table give the value, as one expression over its columns.
    package let formula: String
    /// A count, or an exact amount.
    package let value: Value

    package enum Value: Hashable, Sendable {
        case count(Int64)
        case money(Money)
        /// A sum that does not fit into 64 bits; shown as such, never wrapped around.
        case overflow

        package var text: String {
            switch self {
            case .count(let count): String(count)
            case .money(let money): money.amountText
            case .overflow: "overflow"
            }
        }

        /// ISO 4217 code for money, else empty.
        package var currency: String { if case .money(let money) = self { money.currency.code } else { "" } }
    }
}

extension ActivityReportInput {
    /// All totals, each computed from the rows of its table alone.
    package var totals: [ActivityTotal] {
        var all = decisionTotals + recordTotals
        all.append(count("A-20", "Rule hits", .rules, "sum(hits)", rules.map(\.hits)))
        all.append(count("A-21", "Not assessed by a rule", .rules, "sum(unknowns)", rules.map(\.unknowns)))
        for outcome in [Outcome.hold, .stop] {
            let rows = held.filter { $0.outcome == outcome }
            let id = outcome == .hold ? "A-30" : "A-32"
            let title = outcome == .hold ? "held" : "stopped"
            all.append(
                count(
                    id, "Payouts \(title)", .held, "sum(payouts) where outcome = '\(outcome.rawValue)'",
                    rows.map(\.payouts)))
            for currency in Set(rows.map(\.amount.currency.code)).sorted() {
                all.append(
                    money(
                        outcome == .hold ? "A-31" : "A-33", "Money \(title), \(currency)",
                        "sum(amount) where outcome = '\(outcome.rawValue)' and currency = '\(currency)'",
                        rows.map(\.amount).filter { $0.currency.code == currency }))
            }
        }
        all.append(count("A-40", "Cases opened", .cases, "sum(opened)", cases.map(\.opened)))
        all.append(count("A-41", "Cases closed", .cases, "sum(closed)", cases.map(\.closed)))
        all.append(count("A-42", "Cases open at the end", .cases, "sum(open_at_end)", cases.map(\.openAtEnd)))
        all.append(count("A-45", "Charge lines with a VAT verdict", .vat, "sum(lines)", vat.map(\.lines)))
        for (id, verdict, title) in [
            ("A-46", "fail", "Charge lines whose VAT is wrong"),
            ("A-47", "review", "Charge lines whose VAT is to be looked at"),
            ("A-48", "unknown", "Charge lines whose VAT is not assessed: no rule, place, day or rate"),
            ("A-49", "pass-with-note", "Charge lines whose VAT is right and disputed or noted"),
        ] {
            all.append(
                count(
                    id, title, .vat, "sum(lines) where verdict = '\(verdict)'",
                    vat.filter { $0.verdict == verdict }.map(\.lines)))
        }
        all.append(count("A-50", "Lists in force", .lists, "count(*)", lists.map { _ in 1 }))
        all.append(
            count(
                "A-51", "Lists older than their limit", .lists, "count(*) where age > limit",
                lists.filter(\.isStale).map { _ in 1 }))
        all.append(count("A-60", "Evidence entries", .evidence, "sum(size)", evidence.map(\.size)))
        return all
    }

    private var decisionTotals: [ActivityTotal] {
        var all = [count("A-01", "Events assessed", .decisions, "sum(count)", decisions.map(\.count))]
        for (index, outcome) in Outcome.allCases.enumerated() {
            all.append(
                count(
                    "A-0\(index + 2)", "Outcome \(outcome.rawValue)", .decisions,
                    "sum(count) where outcome = '\(outcome.rawValue)'",
                    decisions.filter { $0.outcome == outcome }.map(\.count)))
        }
        return all
    }

    private var recordTotals: [ActivityTotal] {
        [
            count(
                "A-10", "Records read", .records, "sum(accepted + duplicate + revised + rejected)",
                records.flatMap { [$0.accepted, $0.duplicate, $0.revised, $0.rejected] }),
            count("A-11", "Records accepted", .records, "sum(accepted)", records.map(\.accepted)),
            count("A-12", "Records duplicate", .records, "sum(duplicate)", records.map(\.duplicate)),
            count("A-13", "Records revised", .records, "sum(revised)", records.map(\.revised)),
            count("A-14", "Records rejected", .records, "sum(rejected)", records.map(\.rejected)),
        ]
    }

    private func count(_ id: String, _ title: String, _ table: ActivityTable, _ formula: String, _ values: [Int64])
        -> ActivityTotal
    {
        ActivityTotal(
            id: id, title: title, table: table, formula: formula, value: sum(values).map { .count($0) } ?? .overflow)
    }

    private func money(_ id: String, _ title: String, _ formula: String, _ amounts: [Money]) -> ActivityTotal {
        guard let first = amounts.first, let micros = sum(amounts.map(\.micros)) else {
            return ActivityTotal(id: id, title: title, table: .held, formula: formula, value: .overflow)
        }
        let total = Money(micros: micros, currency: first.currency)
        return ActivityTotal(id: id, title: title, table: .held, formula: formula, value: .money(total))
    }
}

/// The sum, or nil when it does not fit.
func sum(_ values: [Int64]) -> Int64? {
    var total: Int64 = 0
    for value in values {
        let (next, overflow) = total.addingReportingOverflow(value)
        if overflow { return nil }
        total = next
    }
    return total
}
