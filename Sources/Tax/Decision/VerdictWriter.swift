import Domain
package import Formats

extension TaxPack {
    /// Appends a verdict as one JSON object: keys in a fixed order, the same verdict always gives the same bytes.
    package func write(_ verdict: VATVerdict, to output: inout JSONOutput) {
        output.object { json in
            json.member("line_id", verdict.lineID)
            json.member("tax_country", verdict.taxCountry)
            let percent = verdict.unitRate == nil ? verdict.rateText : nil
            json.member("rate_percent", percent)
            if let unit = verdict.unitRate {
                json.object("rate_per_unit") { inner in
                    inner.member("amount", decimalText(unit.amount.micros, decimals: 6, minimum: 0))
                    inner.member("unit", unit.quantity == 1 ? unit.unit : "\(unit.quantity) \(unit.unit)")
                    inner.member("currency", unit.amount.currency.code)
                }
            } else {
                json.member("rate_per_unit", String?.none)
            }
            json.member("category", verdict.category?.rawValue)
            json.member("vatex", verdict.vatex)
            json.member("reverse_charge", verdict.reverseCharge?.rawValue)
            json.member("liable", verdict.liable?.rawValue)
            json.member("verdict", verdict.verdictText)
            writeRule(verdict, &json)
            json.member("span_policy", verdict.spanPolicy.rawValue)
            json.member("local_date", verdict.localDate?.description)
            json.array("facts_used") { list in verdict.used.names.forEach { list.value($0) } }
            json.array("missing") { list in verdict.missing.forEach { list.value($0) } }
            json.array("findings") { list in verdict.findings.forEach { list.value($0.description) } }
            json.array("alternatives") { list in
                for alternative in verdict.alternatives { Self.write(alternative, &list) }
            }
            Self.write(verdict.exposure, &json)
        }
    }

    private func writeRule(_ verdict: VATVerdict, _ json: inout JSONOutput) {
        json.member("rule_id", verdict.ruleID)
        json.member("rule_hash", verdict.ruleHash?.description)
        if let window = verdict.window {
            json.array("window") { list in
                list.value(window.from.description)
                if let to = window.to { list.value(to.description) } else { list.null() }
            }
        } else {
            json.member("window", String?.none)
        }
        json.array("legal_basis") { list in
            for basis in verdict.territoryBasis { list.value(basis.cite) }
            for number in verdict.ruleNumbers { list.value(json: compiled.rules[Int(number)].citations) }
        }
    }

    private static func write(_ alternative: Alternative, _ list: inout JSONOutput) {
        list.object { json in
            json.member("rate_percent", alternative.rateText)
            json.member("condition", alternative.condition ?? alternative.note)
            json.array("basis") { inner in alternative.basis.forEach { inner.value($0.cite) } }
        }
    }

    private static func write(_ exposure: VATVerdict.Exposure?, _ json: inout JSONOutput) {
        guard let exposure else {
            json.member("exposure", String?.none)
            return
        }
        json.object("exposure") { inner in
            inner.member("amount", exposure.amount?.amountText)
            inner.member("currency", exposure.currency?.code)
            inner.member("points", decimalText(exposure.pointsPPM, decimals: 4, minimum: 0))
            inner.member("complete", exposure.isComplete)
        }
    }
}
