import Domain
import Formats

/// A price of OCPI in any of its shapes: a number (2.1.1), `{excl_vat, incl_vat?}` (2.2.1), `{before_taxes, taxes*}`
/// and `{before_taxes, after_taxes?}` (2.3.0).
struct OCPIPrice {
    var excludingMicros: Int64
    var includingMicros: Int64?
    /// Percentages of value-added tax.
    var ratesPPM: [Int64] = []
    /// Taxes that are not known to be value-added tax.
    var otherTaxes: [OtherTax] = []

    struct OtherTax {
        let name: String
        /// Nil when it is not given.
        let micros: Int64?
    }

    /// The member whose value contradicts the others, when two shapes disagree.
    var conflict: String?

    /// Nil when the value has no amount before taxes.
    ///
    /// - Parameter country: where it was charged, for the names of its taxes.
    /// - Throws: a fault when an amount does not fit.
    init?(_ value: JSONValue, in country: Country?, path: () -> String) throws(RecordFault) {
        if value.kind == .number || value.kind == .string {
            excludingMicros = try Self.amount(value, path)
            return
        }
        let older = try Self.member(value, "excl_vat", path)
        let newer = try Self.member(value, "before_taxes", path)
        guard let excluding = older ?? newer else { return nil }
        excludingMicros = excluding
        if let older, let newer, older != newer { conflict = "before_taxes" }
        includingMicros = try Self.member(value, "incl_vat", path)
        if let after = try Self.member(value, "after_taxes", path) { take(including: after, named: "after_taxes") }
        guard let taxes = value["taxes"], taxes.kind == .array, !taxes.isEmptyContainer else {
            // "After taxes" does not say which; "including VAT" does.
            if value["incl_vat"] == nil, let after = includingMicros, after != excludingMicros {
                let (rest, overflow) = after.subtractingReportingOverflow(excludingMicros)
                otherTaxes = [OtherTax(name: "taxes that are not named", micros: overflow ? nil : rest)]
            }
            return
        }
        try takeTaxes(taxes, country, path: path)
    }

    private mutating func takeTaxes(_ taxes: JSONValue, _ country: Country?, path: () -> String) throws(RecordFault) {
        var sum = excludingMicros
        var isComplete = true
        for tax in taxes.elements {
            let amount = try Self.member(tax, "amount", path)
            let name = tax["name"]?.string
            if OCPITaxName.isValueAddedTax(name, in: country) {
                if let percentage = try Self.member(tax, "percentage", path) { ratesPPM.append(percentage / 100) }
            } else if amount != 0 {
                otherTaxes.append(OtherTax(name: name ?? "a tax without a name", micros: amount))
            }
            guard let amount else {
                isComplete = false
                continue
            }
            let (next, overflow) = sum.addingReportingOverflow(amount)
            if overflow { throw RecordFault(.badNumber, "\(path()).taxes", "the sum of the taxes does not fit") }
            sum = next
        }
        if isComplete { take(including: sum, named: "taxes") }
    }

    private mutating func take(including micros: Int64, named name: String) {
        if let given = includingMicros {
            if given != micros { conflict = name }
        } else {
            includingMicros = micros
        }
    }

    private static func member(_ value: JSONValue, _ name: StaticString, _ path: () -> String) throws(RecordFault)
        -> Int64?
    {
        guard let member = value[name], member.kind == .number || member.kind == .string
        else { return nil }
        return try amount(member, path)
    }

    private static func amount(_ value: JSONValue, _ path: () -> String) throws(RecordFault) -> Int64 {
        guard let text = NumberText.of(value), let micros = NumberText.micros(text) else {
            throw RecordFault(.badNumber, path(), "the amount does not fit 12 digits before the point")
        }
        return micros
    }
}
