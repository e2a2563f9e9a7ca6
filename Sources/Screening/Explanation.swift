/// Turns an alignment into the lines that add up to the score exactly.
struct Explainer {
    let scorer: NameScorer
    let patterns: PatternLibrary

    /// The parts of `match`: matched words, then unmatched words with contribution 0; contributions sum to the base.
    func parts(
        _ match: NameMatch, _ query: PreparedName, _ queryText: String, _ listed: PreparedName, _ listedText: String
    ) -> [ScorePart] {
        var lines: [ScorePart] = []
        var remainders: [(index: Int, rest: Int64)] = []
        var sum: Int32 = 0
        let pairs = match.pairs.filter { $0.weight > 0 || $0.similarity.value > 0 }
            .sorted { $0.query.lowerBound < $1.query.lowerBound }
        for pair in pairs {
            let numerator = Int64(pair.weight) * Int64(pair.similarity.value) * 10_000
            let contribution = Int32(numerator / match.denominator)
            remainders.append((lines.count, numerator % match.denominator))
            sum += contribution
            lines.append(
                ScorePart(
                    query: source(query, pair.query, queryText), listed: source(listed, pair.listed, listedText),
                    method: method(pair.similarity.kind), rules: rules(pair, query, listed),
                    similarity: pair.similarity.value,
                    weight: Int32(clamping: Int64(pair.weight) * 100_000_000 / match.denominator),
                    contribution: contribution))
        }
        // Largest remainder: the parts add up to the base to the last digit.
        remainders.sort { $0.rest == $1.rest ? $0.index < $1.index : $0.rest > $1.rest }
        var missing = match.base - sum
        for item in remainders where missing > 0 {
            lines[item.index] = lines[item.index].adding(1)
            missing -= 1
        }
        lines.append(contentsOf: unmatched(match, query, queryText, isQuery: true))
        lines.append(contentsOf: unmatched(match, listed, listedText, isQuery: false))
        return lines
    }

    /// The adjustments of the names alone, with the words they compare.
    func lines(
        _ match: NameMatch, _ query: PreparedName, _ queryText: String, _ listed: PreparedName, _ listedText: String
    ) -> [ScoreAdjustment] {
        match.adjustments.map { line in
            ScoreAdjustment(
                code: "\(line.code)", amount: line.amount,
                query: line.query < 0 ? "" : source(query, line.query..<line.query + 1, queryText),
                listed: line.listed < 0 ? "" : source(listed, line.listed..<line.listed + 1, listedText),
                source: "names")
        }
    }

    private func unmatched(_ match: NameMatch, _ name: PreparedName, _ text: String, isQuery: Bool) -> [ScorePart] {
        var lines: [ScorePart] = []
        for index in name.tokens.indices {
            let taken = match.pairs.contains { (isQuery ? $0.query : $0.listed).contains(index) }
            if taken { continue }
            let words = source(name, index..<index + 1, text)
            let weight = Int32(clamping: Int64(name.tokens[index].weight) * 100_000_000 / match.denominator)
            lines.append(
                ScorePart(
                    query: isQuery ? words : "", listed: isQuery ? "" : words,
                    method: isQuery ? .unmatchedQuery : .unmatchedListed, rules: unmatchedRules(name, index),
                    similarity: 0, weight: weight, contribution: 0))
        }
        return lines
    }

    private func method(_ kind: TokenSimilarity.Kind) -> MatchMethod {
        switch kind {
        case .exact, .number: .exact
        case .spelling, .initial, .joined: .rule
        case .cognate, .nickname, .translation, .acronym: .table
        case .edit, .gender, .none: .edit
        }
    }

    private func rules(_ pair: NameMatch.Pair, _ query: PreparedName, _ listed: PreparedName) -> [String] {
        switch pair.similarity.kind {
        case .exact, .none, .gender: return []
        case .number: return ["num.value"]
        case .initial: return ["tok.initial"]
        case .joined:
            let hasArticle =
                pair.query.contains { isArticle(query, $0) } || pair.listed.contains { isArticle(listed, $0) }
            return hasArticle ? ["ar.article", "tok.border"] : ["tok.border"]
        case .cognate: return cognate(query, pair.query.lowerBound, listed, pair.listed.lowerBound)
        case .nickname: return ["given.nickname"]
        case .translation: return ["co.translation"]
        case .acronym: return ["co.acronym"]
        case .edit: return ["edit"]
        case .spelling:
            return spelling(query, pair.query.lowerBound, listed, pair.listed.lowerBound)
        }
    }

    /// The rules of the match of the listed word's pattern; those of the sounds where no pattern can be written or matches.
    private func spelling(_ query: PreparedName, _ i: Int, _ listed: PreparedName, _ j: Int) -> [String] {
        let origins = SpellingRules.origins(query, i, listed, j)
        switch patterns.verdict(query, i, listed, j) {
        case .rules(let rules) where !rules.isEmpty || !origins.isEmpty: return origins + rules
        case .undecided: return origins + SpellingRules.names(query, i, listed, j) + [PatternLibrary.limitRule]
        case .rules, .noMatch: return origins + SpellingRules.names(query, i, listed, j)
        }
    }

    /// A name of the table; where it is also a spelling, the match says which.
    private func cognate(_ query: PreparedName, _ i: Int, _ listed: PreparedName, _ j: Int) -> [String] {
        let known = ["given.cognate"] + SpellingRules.origins(query, i, listed, j)
        switch patterns.verdict(query, i, listed, j) {
        case .rules(let rules): return known + rules
        case .undecided: return known + [PatternLibrary.limitRule]
        case .noMatch: return known
        }
    }

    private func isArticle(_ name: PreparedName, _ index: Int) -> Bool {
        name.tokens[index].tokenClass == .particle
            && SpellingClasses.articleForms[Array(name.letters(of: index))] != nil
    }

    private func unmatchedRules(_ name: PreparedName, _ index: Int) -> [String] {
        if name.tokens[index].tokenClass == .legal { return ["co.legal-form"] }
        return isArticle(name, index) ? ["ar.article"] : []
    }

    /// The words as given.
    func source(_ name: PreparedName, _ range: Range<Int>, _ text: String) -> String {
        let utf8 = text.utf8
        var words: [String] = []
        var last = -1
        for index in range {
            let token = name.tokens[index]
            let start = Int(token.sourceStart)
            guard start != last else { continue }
            last = start
            let end = min(start + Int(token.sourceCount), utf8.count)
            guard start < end else { continue }
            words.append(
                String(
                    decoding: utf8[
                        utf8.index(utf8.startIndex, offsetBy: start)..<utf8.index(utf8.startIndex, offsetBy: end)],
                    as: UTF8.self))
        }
        return words.joined(separator: " ")
    }
}

extension ScorePart {
    func adding(_ amount: Int32) -> ScorePart {
        ScorePart(
            query: query, listed: listed, method: method, rules: rules, similarity: similarity, weight: weight,
            contribution: contribution + amount)
    }
}
