import Domain
import Tax

extension Assessor {
    /// The VAT verdict of each billed line of a session, as the rate stood at its place on its day.
    ///
    /// A CDR is a document of the charge point operator, not our own: what is wrong with it is a review (duties.md section 2).
    func vatFindings(of event: Event) -> [VATFinding] {
        guard case .session(let session) = event.body, event.key.kind == .cdr else { return [] }
        return session.charges.map { charge in
            let line = TaxLine(charge, of: session, taxPoint: event.taxPoint)
            let verdict = knowledge.tax.verdict(for: line)
            // A country without a rule is a gap of ours, not a fault of the record: listed as not assessed.
            let level: TaxVerdict.Level = verdict.code == .ruleMissing ? .unknown : verdict.level
            return VATFinding(line: charge.fee.rawValue, verdict: level.rawValue, text: verdict.text)
        }
    }
}
