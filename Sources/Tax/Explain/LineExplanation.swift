import Domain
package import Formats

/// Everything that a verdict on one charge line rests on: what was known, which rule, by which law, what is at stake, and
/// what to ask (vat.md section 5).
package struct LineExplanation: Sendable {
    package let record: FactsRecord
    package let verdict: VATVerdict
    private let pack: TaxPack

    package init(_ pack: TaxPack, _ record: FactsRecord, span: SpanPolicy = .end) {
        self.pack = pack
        self.record = record
        verdict = pack.verdict(for: record, span: span)
    }

    /// What is not known and to be asked, each once.
    package var questions: [String] {
        var all: [String] = []
        for name in verdict.missing {
            let question = MissingFact.question(name)
            if !all.contains(question) { all.append(question) }
        }
        return all
    }

    /// Where the supply is taxed and by which article's idea: the rule's own place, resolved.
    private var placeOfSupply: String {
        let country = verdict.taxCountry ?? "open"
        let rule = verdict.ruleNumbers.last.map { pack.compiled.rules[Int($0)].source }
        switch rule?.placeRule {
        case .chargePoint: return "\(country), where the charge point stands"
        case .customerSeat: return "\(country), by the seat of the customer"
        case .supplierSeat: return "\(country), by the seat of the supplier"
        case .site: return "\(country), where the site lies"
        case nil: return country
        }
    }

    private var taxPoint: String {
        guard let date = verdict.localDate else { return "not known" }
        let zone = record.time.zone.map { " in \($0)" } ?? " at the charge point"
        let basis =
            verdict.spanPolicy == .start ? record.time.start ?? record.time.end : record.time.end ?? record.time.start
        let from = basis.map { ", from \($0.text(isUTC: record.time.isUTC))\(zone)" } ?? ""
        return "\(date)\(from) (\(verdict.spanPolicy.rawValue) of the supply decides)"
    }

    private static func words(_ party: FactsRecord.Party) -> String {
        (party.role?.rawValue ?? party.kind.rawValue) + (party.seat.map { " of \($0)" } ?? "")
    }

    private var rateWords: String {
        guard let rate = verdict.rateText else { return "none shown" }
        return verdict.unitRate == nil ? "\(rate) %" : rate
    }

    /// For reading on a terminal.
    package var text: String {
        var lines = ["\(record.fee.rawValue) line \(record.lineID): \(verdict.verdictText)"]
        func row(_ name: String, _ value: String) {
            lines.append("  \(name)\(String(repeating: " ", count: max(1, 18 - name.count)))\(value)")
        }
        for finding in verdict.findings { row("finding", "\(finding): \(finding.code.meaning)") }
        if let net = record.facts.net?.scaled(by: 6)?.value {
            let gross = record.facts.gross?.scaled(by: 6)?.value
            let amounts = [("net", net), ("gross", gross)].compactMap { name, value in
                value.map { "\(name) \(decimalText($0, decimals: 6, minimum: 2))" }
            }
            row("amounts", amounts.joined(separator: ", ") + (record.facts.currency.map { " \($0.code)" } ?? ""))
        }
        if let start = record.time.start, let end = record.time.end {
            let isUTC = record.time.isUTC
            row("supply", "\(start.text(isUTC: isUTC)) to \(end.text(isUTC: isUTC))")
        }
        row("leg", "\(Self.words(record.supplier)) to \(Self.words(record.customer))")
        row("declared", record.declared.words ?? "nothing")
        if let words = record.customer.vatID?.words { row("id of customer", words) }
        if !record.facts.otherTaxes.isEmpty { row("other taxes", record.facts.otherTaxes.joined(separator: ", ")) }
        for doubt in record.doubts { row("unclear", "\(doubt.fact): \(doubt.words)") }
        if let found = verdict.declaredPPM {
            row("rate in the line", "\(decimalText(found, decimals: 4, minimum: 0)) %")
        }
        row("place of supply", placeOfSupply)
        row("local tax point", taxPoint)
        row("rate", rateWords)
        row("category", (verdict.category?.rawValue ?? "open") + (verdict.vatex.map { " \($0)" } ?? ""))
        row("liable", verdict.liable?.rawValue ?? "nobody, or open")
        row("reverse charge", verdict.reverseCharge?.rawValue ?? "open")
        if let rule = verdict.ruleID {
            let window = verdict.window.map { " [\($0.from), \($0.to?.description ?? "open"))" } ?? ""
            row("rule", rule + window)
        }
        for basis in pack.legalBasis(of: verdict) {
            row("source", basis.cite + (basis.date.map { " (\($0))" } ?? "") + (basis.url.map { " <\($0)>" } ?? ""))
        }
        for name in verdict.used.names { row("fact", "\(name) = \(record.text(ofFact: name) ?? "not known")") }
        for alternative in verdict.alternatives {
            let condition = alternative.condition ?? alternative.note
            let sources = alternative.basis.map(\.cite).joined(separator: "; ")
            row(
                "disputed",
                "\(alternative.rateText) %" + (condition.map { " if \($0)" } ?? "")
                    + (sources.isEmpty ? "" : " (\(sources))"))
        }
        if let exposure = verdict.exposure {
            let amount = exposure.amount.map { "\($0)" } ?? "an amount that is not known"
            let points = decimalText(exposure.pointsPPM, decimals: 4, minimum: 0)
            row("at stake", "\(amount), \(points) points" + (exposure.isComplete ? "" : ", if the condition holds"))
        }
        for name in verdict.missing { row("not known", name) }
        for question in questions { row("ask", question) }
        return lines.joined(separator: "\n")
    }

    /// One JSON object: the verdict as `vat check` writes it, the facts with their values, the questions.
    package func write(to output: inout JSONOutput) {
        output.object { json in
            json.member("fee_type", record.fee.rawValue)
            json.member("net", record.facts.net?.scaled(by: 6).map { decimalText($0.value, decimals: 6, minimum: 2) })
            json.member(
                "gross", record.facts.gross?.scaled(by: 6).map { decimalText($0.value, decimals: 6, minimum: 2) })
            json.member("currency", record.facts.currency?.code)
            json.member("declared", record.declared.words)
            json.member("customer_vat_id", record.customer.vatID?.words)
            json.array("other_taxes") { list in record.facts.otherTaxes.forEach { list.value($0) } }
            json.object("unclear") { inner in
                for doubt in record.doubts { inner.member(doubt.fact, doubt.words) }
            }
            json.member("place_of_supply", placeOfSupply)
            json.member("tax_point", taxPoint)
            json.object("facts") { inner in
                for name in verdict.used.names { inner.member(name, record.text(ofFact: name)) }
            }
            json.array("sources") { list in
                for basis in pack.legalBasis(of: verdict) {
                    list.object { inner in
                        inner.member("cite", basis.cite)
                        inner.member("url", basis.url)
                        inner.member("date", basis.date?.description)
                    }
                }
            }
            json.array("meaning") { list in verdict.findings.forEach { list.value($0.code.meaning) } }
            json.array("ask") { list in questions.forEach { list.value($0) } }
            var inner = JSONOutput()
            pack.write(verdict, to: &inner)
            json.member("verdict", json: inner.bytes)
        }
    }
}
