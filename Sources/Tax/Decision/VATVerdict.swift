package import Domain

/// What the law asks for on a line, whether the document agrees, and why (vat.md section 5).
package struct VATVerdict: Sendable {
    package enum ReverseCharge: String, Sendable { case no, yes, depends }

    package let lineID: String
    /// Jurisdiction or territory that taxes; `none` where nobody does; nil where the readings differ.
    package let taxCountry: String?
    /// Parts per million; nil where no rate is shown or the readings differ.
    package let ratePPM: Int64?
    package let unitRate: UnitRate?
    package let category: TaxCategory?
    package let vatex: String?
    /// Nil where it cannot be said.
    package let reverseCharge: ReverseCharge?
    package let liable: Liable?
    /// The worst finding; nil for a pass.
    package let decisive: VerdictFinding?
    /// All findings, worst first, each once.
    package let findings: [VerdictFinding]
    package let window: RuleWindow?
    package let localDate: CivilDate?
    package let spanPolicy: SpanPolicy
    /// The rate that the document declares or its amounts imply, in parts per million.
    package let declaredPPM: Int64?
    package let alternatives: [Alternative]
    package let exposure: Exposure?
    package let missing: [String]
    let used: FactSet
    /// The rules that decided: the one that gives the rate first. Indexes into the pack.
    let ruleNumbers: [Int32]
    let territoryBasis: [LegalBasis]
    package let ruleID: String?
    package let ruleHash: Hash32?

    package var level: VerdictLevel { decisive?.level ?? .pass }

    /// `pass`, `fail:VAT-COUNTRY`.
    package var verdictText: String { decisive?.description ?? VerdictLevel.pass.rawValue }

    /// The rate as the output and the case tables write it: `25.5`, `0.026/kWh`.
    package var rateText: String? {
        unitRate?.text ?? ratePPM.map { decimalText($0, decimals: 4, minimum: 0) }
    }

    /// What follows for the document: a failure holds our own, everybody else's is reviewed (duties.md).
    package func outcome(isOwnDocument: Bool) -> Outcome {
        switch level {
        case .pass, .note: .pass
        case .review: .review
        case .fail: isOwnDocument ? .hold : .review
        }
    }

    /// What is at stake if a disputed reading prevails.
    package struct Exposure: Hashable, Sendable {
        /// The difference in tax in the document's currency; nil when the amount is not known.
        package let amount: Money?
        package let currency: Currency?
        /// Difference of the rates in parts per million.
        package let pointsPPM: Int64
        /// False when the price or an aggregate is missing.
        package let isComplete: Bool
    }
}

extension TaxPack {
    /// Judges one line: a pure function of the record, the packs and the span policy of the contract.
    package func verdict(for record: FactsRecord, span: SpanPolicy = .end) -> VATVerdict {
        var decision = Decision(SupplyLine(record, compiled, span))
        return decision.verdict()
    }

    /// The citations of a verdict, in the order of its rules.
    package func legalBasis(of verdict: VATVerdict) -> [LegalBasis] {
        verdict.territoryBasis + verdict.ruleNumbers.flatMap { compiled.rules[Int($0)].source.basis }
    }
}
