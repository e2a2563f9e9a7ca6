import Domain
import Formats
import Tax

extension Assessor {
    /// The VAT verdict of each billed line of a session, as the law stood at its place on its day.
    ///
    /// A CDR is a document of the charge point operator, not our own: what is wrong with it is a review; a self-billed document
    /// that a payout settles is our own, and holds the payout (duties.md section 2).
    func vatFindings(of event: Event) -> [VATFinding] {
        if case .payout = event.body { return payoutFindings(of: event) }
        let tax = SessionTax(
            pack: knowledge.tax, participants: knowledge.participants, checks: knowledge.vatChecks)
        return tax.lines(of: event).map { line in
            guard let record = line.record else {
                return VATFinding(line: line.charge.fee.rawValue, verdict: "pass", text: "nothing is charged")
            }
            let verdict = knowledge.tax.verdict(for: record)
            return VATFinding(
                line: line.charge.fee.rawValue, verdict: Self.level(of: verdict), text: text(of: verdict, record),
                answer: StoredVerdict(verdict))
        }
    }

    private func payoutFindings(of event: Event) -> [VATFinding] {
        let tax = PayoutTax(participants: knowledge.participants, checks: knowledge.vatChecks)
        return tax.lines(of: event).map { line in
            let verdict = knowledge.tax.verdict(for: line.record)
            let number = line.document.number.map { ", document \($0)" } ?? ""
            return VATFinding(
                line: line.document.kind.rawValue, verdict: Self.level(of: verdict),
                text: text(of: verdict, line.record) + number,
                answer: StoredVerdict(verdict), isOwn: line.isOwn)
        }
    }

    /// The level as findings name it. A country without a rule, or a record without place, day or rate, is a gap and no
    /// fault of the document: listed as not assessed.
    private static func level(of verdict: VATVerdict) -> String {
        switch (verdict.level, verdict.decisive?.code) {
        case (.review, .ruleMissing), (.review, .placeUnknown), (.review, .facts): "unknown"
        default: verdict.level.rawValue
        }
    }

    /// The verdict in words, for people inside.
    private func text(of verdict: VATVerdict, _ record: FactsRecord) -> String {
        var words = verdict.verdictText
        if let rate = verdict.rateText, let rule = verdict.ruleID {
            words += ": \(rate)\(verdict.unitRate == nil ? " %" : "") by \(rule)"
        } else if let rule = verdict.ruleID {
            words += " by \(rule)"
        }
        if let found = verdict.declaredPPM, found != verdict.ratePPM {
            words += ", found \(decimalText(found, decimals: 4, minimum: 0)) %"
        }
        if !verdict.missing.isEmpty { words += ", not known: \(verdict.missing.joined(separator: ", "))" }
        if let id = record.customer.vatID, id.checkedOn != nil { words += ", VAT id of the customer \(id.statusWords)" }
        let basis = knowledge.tax.legalBasis(of: verdict).map(\.cite)
        if !basis.isEmpty { words += " (\(basis.joined(separator: "; ")))" }
        return words
    }
}
