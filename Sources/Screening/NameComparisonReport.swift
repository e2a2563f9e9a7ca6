package import Domain
import Formats

/// What `amplomb screen compare` prints: one name against one listed name, with no list loaded.
package struct NameComparison: Sendable {
    package let name1: String
    package let name2: String
    package let type: SubjectType
    /// 1/10,000.
    package let score: Int32
    package let match: Bool
    package let band: Band
    package let parts: [ScorePart]
    package let adjustments: [ScoreAdjustment]
    package let counterfactual: Counterfactual?

    /// The JSON object with a line end.
    package var json: [UInt8] {
        var json = JSONOutput()
        json.object {
            $0.member("name1", name1)
            $0.member("name2", name2)
            $0.member("type", type.rawValue)
            $0.member("score", number: ScreeningJSON.decimal(score))
            $0.member("match", match)
            $0.member("band", band.code)
            ScreeningJSON.explanation(parts, adjustments, &$0)
            ScreeningJSON.counterfactual(counterfactual, &$0)
            $0.member("tables", NameTables.bundledHash.description)
        }
        json.endLine()
        return json.bytes
    }

    /// For a terminal.
    package var text: String {
        var lines = ["\(match ? "match" : "no match"), \(band == .none ? "below review" : band.code)", ""]
        lines += ExplanationText.names(name1, name2, parts)
        lines.append("")
        lines += ExplanationText.sum(parts, adjustments, score)
        if let counterfactual { lines += ["", ScreeningWords.counterfactual(counterfactual)] }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// The functions that need no list.
package enum Screening {
    /// Compares `name1` with the listed name `name2`, by the function that screens.
    package static func compare(
        _ name1: String, _ name2: String, type: SubjectType, births1: [BirthRange] = [], births2: [BirthRange] = [],
        countries1: [Country] = [], countries2: [Country] = [], thresholds: ScreeningThresholds = .standard
    ) -> NameComparison {
        let scorer = PairScorer()
        var left = SubjectFacts()
        left.births = births1
        left.countries = countries1
        var right = SubjectFacts()
        right.births = births2
        right.countries = countries2
        let pair = scorer.score(name1, left, against: name2, right, type: type)
        let explained = scorer.explain(pair, name1, name2, type: type)
        let band = scorer.band(pair, thresholds: thresholds)
        let adjuster = FactAdjuster(type: type, rules: scorer.rules)
        let counter = Counterfactuals(facts: left, listed: right).smallest { changed in
            let adjusted = adjuster.apply(pair.nameScore, changed, right)
            return (adjusted.score, thresholds.band(adjusted.score))
        } from: {
            band
        }
        return NameComparison(
            name1: name1, name2: name2, type: type, score: pair.score,
            match: scorer.isMatch(pair, thresholds: thresholds), band: band, parts: explained.parts,
            adjustments: explained.adjustments, counterfactual: pair.score > 0 ? counter : nil)
    }
}
