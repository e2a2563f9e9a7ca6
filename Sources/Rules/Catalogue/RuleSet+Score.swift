package import Domain

extension RuleSet {
    /// Adds hits up: each family counts once with its largest score, risk points only beside a scored hit.
    ///
    /// The outcome is the maximum of the band of the points and of all decisions. Families and rules that scoring.yaml limits lead to
    /// a review at most while every scored hit is of them; so one more hit never lowers the outcome.
    ///
    /// An unknown decision rule holds, an unknown scored rule of 60 points or more makes a payout a review, an error holds. Where no
    /// period of scoring.yaml covers the event's time the points mean nothing: the event is held, and stopped where a rule stops it.
    ///
    /// - Parameter promoting: a rule whose shadow version counts as if it were live.
    package func score(
        _ results: [RuleResult], kind: RuleKind, at: Instant, riskBand: String?, promoting: String? = nil
    ) -> Assessed {
        let period = scoring.period(at: at.microseconds)
        var families: [String: (rule: String, tenths: Int32)] = [:]
        var floor = Outcome.pass
        var isLimited = true
        var rating: Int32 = 0
        for result in results where result.counts || (result.rule == promoting && result.mode == .shadow) {
            floor = max(floor, floorOf(result, kind))
            guard result.isHit else { continue }
            let family = rules[result.ruleIndex].family
            switch result.verdict {
            case .score(let score):
                isLimited = isLimited && period?.limits(result.rule, of: family) ?? false
                if families[family].map({ $0.tenths < score.tenths }) ?? true {
                    families[family] = (result.rule, score.tenths)
                }
            case .risk(let score): rating += score.tenths
            case .decision: break
            }
        }
        let participantRisk = Score(tenths: min(1000, rating))
        guard let period else {
            return Assessed(
                families: [], riskPoints: .zero, score: .zero, outcome: max(.hold, floor), lacksScoring: true,
                participantRisk: participantRisk)
        }
        var points = families.values.reduce(0) { $0 + $1.tenths }
        let risk = families.isEmpty ? 0 : riskBand.flatMap { period.riskPoints[$0] } ?? 0
        points = min(1000, points + risk)
        var band = families.isEmpty ? Outcome.pass : period.outcome(points)
        if isLimited { band = min(band, .review) }
        return Assessed(
            families: families.sorted { $0.key < $1.key }.map {
                Assessed.FamilyScore(family: $0.key, rule: $0.value.rule, score: Score(tenths: $0.value.tenths))
            }, riskPoints: Score(tenths: risk), score: Score(tenths: points), outcome: max(floor, band),
            lacksScoring: false, participantRisk: participantRisk)
    }

    /// The outcome a single result forces by itself.
    private func floorOf(_ result: RuleResult, _ kind: RuleKind) -> Outcome {
        switch (result.finding, result.verdict) {
        case (.hit, .decision(let outcome)): outcome
        case (.unknown, .decision(let outcome)): min(outcome, .hold)
        case (.unknown, .score(let score)): kind == .payout && score.tenths >= 600 ? .review : .pass
        case (.error, _): .hold
        default: .pass
        }
    }
}
