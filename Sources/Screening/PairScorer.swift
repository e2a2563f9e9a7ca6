import Domain

/// The best reading of a query against the best reading of one listed name, with facts and explanation.
struct PairScore {
    var score: Int32 = 0
    var nameScore: Int32 = 0
    var match = NameMatch()
    var query: PreparedName?
    var listed: PreparedName?
    var lines: [ScoreAdjustment] = []
    var confirmed = false
    var isWeak = false
}

/// One name against one name: what `compare`, `bench` and the explanation of a hit have in common.
struct PairScorer {
    let rules: ScoringRules
    let preparer: NamePreparer
    /// Words explained so far; patterns are made when something is explained.
    let patterns: PatternLibrary

    init(
        rules: ScoringRules = .standard, preparer: NamePreparer = NamePreparer(),
        patterns: PatternLibrary = PatternLibrary()
    ) {
        self.rules = rules
        self.patterns = patterns
        self.preparer = preparer
    }

    /// Splits bracketed and `a.k.a.` names; a part introduced as weak is a weak alias.
    func score(
        _ name: String, _ facts: SubjectFacts, against listedName: String, _ listedFacts: SubjectFacts,
        type: SubjectType
    ) -> PairScore {
        let isPerson = !type.usesCompanyRules
        let left = NameSplitter.parts(name, isPerson: isPerson)
        let right = NameSplitter.parts(listedName, isPerson: isPerson)
        let queries = left.flatMap { preparer.readings(of: $0.text, type: type) }
        var best: PairScore?
        let scorer = NameScorer(type: type, rules: rules, tables: preparer.tables)
        let adjuster = FactAdjuster(type: type, rules: rules)
        for part in right {
            for listed in preparer.readings(of: part.text, type: type) {
                for query in queries {
                    let match = scorer.match(query, listed)
                    var facts2 = listedFacts
                    if part.isWeak { facts2.isWeakName = true }
                    let adjusted = adjuster.apply(match.score, facts, facts2)
                    let isBetter =
                        best.map {
                            adjusted.score > $0.score || adjusted.score == $0.score && $0.isWeak && !facts2.isWeakName
                        } ?? true
                    if isBetter {
                        best = PairScore(
                            score: adjusted.score, nameScore: match.score, match: match, query: query, listed: listed,
                            lines: adjusted.lines, confirmed: adjusted.confirmed, isWeak: facts2.isWeakName)
                    }
                }
            }
        }
        return best ?? PairScore()
    }

    /// A weak alias alone is review, never a match.
    func isMatch(_ pair: PairScore, thresholds: ScreeningThresholds) -> Bool {
        pair.score >= thresholds.review && (!pair.isWeak || pair.confirmed)
    }

    func band(_ pair: PairScore, thresholds: ScreeningThresholds) -> Band {
        var band = thresholds.band(pair.score)
        if band == .stop && !pair.confirmed && pair.match.decibits < thresholds.stopDecibits { band = .hold }
        if pair.isWeak && !pair.confirmed { band = min(band, .review) }
        return band
    }

    func explain(_ pair: PairScore, _ queryText: String, _ listedText: String, type: SubjectType) -> (
        parts: [ScorePart], adjustments: [ScoreAdjustment]
    ) {
        guard let query = pair.query, let listed = pair.listed else { return ([], pair.lines) }
        let explainer = Explainer(
            scorer: NameScorer(type: type, rules: rules, tables: preparer.tables), patterns: patterns)
        let parts = explainer.parts(pair.match, query, queryText, listed, listedText)
        let names = explainer.lines(pair.match, query, queryText, listed, listedText)
        return (parts, names + pair.lines)
    }
}
