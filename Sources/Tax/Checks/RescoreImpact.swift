package import Domain
package import Formats

/// What a change of the packs changes on lines that were judged (vat.md section 5, `vat rescore --impact`).
package struct RescoreImpact: Sendable {
    /// One line whose answer differs.
    package struct Change: Hashable, Sendable {
        package let lineID: String
        package let sessionID: String?
        package let before: String
        package let after: String
        /// Tax on the net amount by the new answer less that by the old; nil when an amount or a rate is not known.
        package let tax: Money?
    }

    private let old: TaxPack
    private let new: TaxPack
    private let span: SpanPolicy
    package private(set) var lines = 0
    package private(set) var changes: [Change] = []
    private var sums: [Currency: Int64] = [:]
    private var changedSessions: Set<String> = []

    package init(old: TaxPack, new: TaxPack, span: SpanPolicy = .end) {
        self.old = old
        self.new = new
        self.span = span
    }

    package init(old: TaxPack, new: TaxPack, records: [FactsRecord], span: SpanPolicy = .end) {
        self.init(old: old, new: new, span: span)
        for record in records { add(record) }
    }

    /// Judges a line by both.
    ///
    /// - Parameters:
    ///   - session: the name of its session, where the record has none.
    ///   - isPart: its amount is within another line of the session: it adds no money of its own.
    package mutating func add(_ record: FactsRecord, session: String? = nil, isPart: Bool = false) {
        lines += 1
        let before = old.verdict(for: record, span: span)
        let after = new.verdict(for: record, span: span)
        let (was, now) = (Self.answer(before), Self.answer(after))
        guard was != now else { return }
        let tax = isPart ? nil : Self.difference(record, before, after)
        if let tax { sums[tax.currency, default: 0] &+= tax.micros }
        let session = session ?? record.sessionID
        if let session { changedSessions.insert(session) }
        changes.append(Change(lineID: record.lineID, sessionID: session, before: was, after: now, tax: tax))
    }

    /// The same with the changes in the order of their sessions and lines: however they were read.
    package var sorted: RescoreImpact {
        var copy = self
        copy.changes.sort { ($0.sessionID ?? "", $0.lineID) < ($1.sessionID ?? "", $1.lineID) }
        return copy
    }

    /// Sessions with a line whose answer differs.
    package var sessions: Int { changedSessions.count }

    /// Sum of the known differences by currency.
    package var totals: [Money] {
        sums.map { Money(micros: $1, currency: $0) }.sorted { $0.currency < $1.currency }
    }

    /// The answer in one line, without what names its source: a rule that only gained a later window changes nothing.
    private static func answer(_ verdict: VATVerdict) -> String {
        [
            verdict.taxCountry ?? "null", verdict.rateText ?? "null", verdict.category?.rawValue ?? "null",
            verdict.reverseCharge?.rawValue ?? "null", verdict.liable?.rawValue ?? "null", verdict.verdictText,
        ].joined(separator: " ")
    }

    private static func difference(_ record: FactsRecord, _ before: VATVerdict, _ after: VATVerdict) -> Money? {
        guard let old = tax(before), let new = tax(after),
            let net = (record.declared.net ?? record.facts.net)?.scaled(by: 6)?.value,
            let currency = record.facts.currency ?? record.declared.currency
        else { return nil }
        let base = Money(micros: net, currency: currency)
        return try? base.multiplied(
            by: new - old, over: 1_000_000, rounding: .halfUp, decimals: min(6, currency.minorUnits))
    }

    /// Rate that the supplier collects; nil when no rate is established.
    private static func tax(_ verdict: VATVerdict) -> Int64? {
        verdict.category == .standard ? verdict.ratePPM : verdict.category == nil ? nil : 0
    }

    /// One line a change, then the money.
    package var text: String {
        var all = changes.map { change in
            "\(change.lineID): \(change.before) -> \(change.after)" + (change.tax.map { " (tax \($0))" } ?? "")
        }
        let of = changedSessions.isEmpty ? "" : ", in \(sessions) sessions"
        all.append("\(changes.count) of \(lines) lines change\(of)")
        all += totals.map { "tax \($0)" }
        return all.joined(separator: "\n")
    }

    /// The same as one JSON object.
    package func write(to output: inout JSONOutput) {
        output.object { json in
            json.member("lines", lines)
            json.member("sessions", sessions)
            json.array("changes") { list in
                for change in changes {
                    list.object { item in
                        item.member("line_id", change.lineID)
                        item.member("session_id", change.sessionID)
                        item.member("before", change.before)
                        item.member("after", change.after)
                        item.member("tax", change.tax?.amountText)
                        item.member("currency", change.tax?.currency.code)
                    }
                }
            }
            json.array("totals") { list in
                for total in totals {
                    list.object { item in
                        item.member("currency", total.currency.code)
                        item.member("tax", total.amountText)
                    }
                }
            }
        }
    }
}
