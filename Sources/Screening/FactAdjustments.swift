import Domain

/// What is known of a subject beside its name, on either side of a comparison.
struct SubjectFacts: Sendable {
    var births: [BirthRange] = []
    var countries: [Country] = []
    var genders: [Gender] = []
    var ids: [SubjectID] = []
    var isWeakName = false
}

/// Birth date, country, gender, identifiers and weak names: each its own line (screening section 7.5).
struct FactAdjuster {
    let type: SubjectType
    let rules: ScoringRules

    /// Applies the facts to a name score; returns the score and the lines whose amounts explain the difference.
    func apply(_ nameScore: Int32, _ query: SubjectFacts, _ listed: SubjectFacts) -> (
        score: Int32, lines: [ScoreAdjustment], confirmed: Bool
    ) {
        var score = nameScore
        var lines: [ScoreAdjustment] = []
        var confirmed = false
        func add(_ code: String, _ amount: Int32, _ left: String, _ right: String, _ source: String) {
            score += amount
            lines.append(ScoreAdjustment(code: code, amount: amount, query: left, listed: right, source: source))
        }
        // A date, country or gender is worth nothing without a similar name.
        if nameScore >= rules.factsFrom {
            if type == .person, let birth = bestBirth(query.births, listed.births) {
                if birth.amount != 0 || birth.agrees {
                    add(birth.code, birth.amount, birth.query, birth.listed, birth.source)
                }
                if birth.agrees { confirmed = true }
            }
            if let country = country(query.countries, listed.countries) {
                add(country.code, country.amount, country.query, country.listed, "countries")
            }
            if type == .person, let left = query.genders.first, let right = listed.genders.first,
                !listed.genders.contains(left)
            {
                add("gender.differs", -2_000, left.code, right.code, "genders[0]")
            }
        }
        let ids = identifiers(query.ids, listed.ids)
        if let equal = ids.equal {
            confirmed = true
            let raise = equal.isStrongest ? 9_800 : 9_500
            if score < raise { add("id.equal", Int32(raise) - score, equal.left, equal.right, equal.source) }
        } else if let differs = ids.differs, nameScore >= rules.factsFrom {
            if differs.left.hasPrefix("imo:") {
                if score > rules.numberCap {
                    add("id.imo-differs", rules.numberCap - score, differs.left, differs.right, differs.source)
                }
            } else {
                add("id.differs", -3_000, differs.left, differs.right, differs.source)
            }
        }
        if listed.isWeakName && !confirmed && score > rules.weakAliasCap {
            add("weak-alias", rules.weakAliasCap - score, "", "", "names")
        }
        if score > 10_000 { add("clamp", 10_000 - score, "", "", "") }
        if score < 0 { add("clamp", -score, "", "", "") }
        return (score, lines, confirmed)
    }

    // MARK: Bounds

    /// The most that the facts of a query can add to any name.
    static func most(_ query: SubjectFacts, _ type: SubjectType) -> Int32 {
        type == .person ? (query.births.isEmpty ? 0 : 500) + (query.countries.isEmpty ? 0 : 200) : 0
    }

    /// The most that birth date, country and gender change the score of a name of `entry`; negative where they contradict.
    /// Never less than what `apply` does, without texts.
    func most(_ query: SubjectFacts, _ entry: EntryRecord, _ snapshot: ListSnapshot, from minimum: Int32) -> Int32 {
        guard type == .person else { return 0 }
        var amount: Int32 = 0
        if !query.births.isEmpty && entry.birthCount > 0 {
            var best: Int32 = -3_500
            for left in query.births {
                for index in Int(entry.firstBirth)..<Int(entry.firstBirth) + Int(entry.birthCount) {
                    best = max(best, Self.most(left, snapshot.births[index]))
                }
            }
            amount += best
        }
        if !query.countries.isEmpty && entry.countryCount > 0 {
            let listed = Int(entry.firstCountry)..<Int(entry.firstCountry) + Int(entry.countryCount)
            let isShared = query.countries.contains { country in
                let packed = ListSnapshot.packed(country)
                return listed.contains { snapshot.countries[$0] == packed }
            }
            amount += isShared ? 200 : -1_000
        }
        // Below `factsFrom` facts do not count, so they cannot take anything away either.
        return minimum <= rules.factsFrom ? max(amount, 0) : amount
    }

    private static func most(_ left: BirthRange, _ right: BirthRecord) -> Int32 {
        let from = left.from.daysSinceEpoch
        let to = left.to.daysSinceEpoch
        if from < right.to && right.from < to { return 500 }
        // Days and months may be swapped, and the same or the next year is near: anything within two years.
        let gap = from >= right.to ? from - right.to : right.from - to
        return gap > 2_200 ? -3_500 : gap > 1_100 ? -2_000 : -500
    }

    // MARK: Birth dates

    struct BirthLine {
        let code: String
        let amount: Int32
        let query: String
        let listed: String
        let source: String
        let agrees: Bool
    }

    /// The most favourable pair of dates.
    private func bestBirth(_ query: [BirthRange], _ listed: [BirthRange]) -> BirthLine? {
        var best: BirthLine?
        for left in query {
            for (index, right) in listed.enumerated() {
                let line = compare(left, right, index)
                if best == nil || line.amount > (best?.amount ?? 0) { best = line }
            }
        }
        return best
    }

    private func compare(_ left: BirthRange, _ right: BirthRange, _ index: Int) -> BirthLine {
        func line(_ code: String, _ amount: Int32, _ agrees: Bool) -> BirthLine {
            BirthLine(
                code: code, amount: amount, query: left.text, listed: right.text, source: "births[\(index)]",
                agrees: agrees)
        }
        let overlaps = left.from < right.to && right.from < left.to
        if overlaps {
            if left.precision == .day && right.precision == .day { return line("dob.day", 500, true) }
            let isYear: (BirthRange) -> Bool = {
                $0.precision == .year || $0.precision == .day || $0.precision == .month
            }
            if isYear(left) && isYear(right) { return line("dob.year", 200, true) }
            return line("dob.range", 0, true)
        }
        let a = left.from.components
        let b = right.from.components
        if left.precision == .day && right.precision == .day && a.year == b.year && a.month == b.day && a.day == b.month
        {
            return line("dob.swapped", -500, true)
        }
        let years = yearsApart(left, right)
        // The same year with another day is one year apart at most.
        if years <= 1 { return line("dob.near", -1_000, false) }
        if years <= 4 { return line("dob.differs", -2_000, false) }
        return line("dob.differs", -3_500, false)
    }

    private func yearsApart(_ left: BirthRange, _ right: BirthRange) -> Int {
        let (early, late) = left.from < right.from ? (left, right) : (right, left)
        return max(0, late.from.year - early.to.adding(days: -1).year)
    }

    // MARK: Countries

    private func country(_ query: [Country], _ listed: [Country]) -> (
        code: String, amount: Int32, query: String, listed: String
    )? {
        guard !query.isEmpty, !listed.isEmpty else { return nil }
        if let shared = query.first(where: listed.contains) {
            return type == .person ? ("country.shared", 200, shared.alpha2, shared.alpha2) : nil
        }
        let amount: Int32 = type == .person ? -1_000 : -500
        return ("country.differs", amount, codes(query), codes(listed))
    }

    private func codes(_ countries: [Country]) -> String {
        var seen: [String] = []
        for country in countries where !seen.contains(country.alpha2) { seen.append(country.alpha2) }
        return seen.sorted().joined(separator: " ")
    }

    // MARK: Identifiers

    struct IDLine {
        let left: String
        let right: String
        let source: String
        var isStrongest = false
    }

    private static let unique: Set<String> = ["imo", "lei", "inn", "ogrn"]
    private static let strong: Set<String> = [
        "lei", "inn", "ogrn", "imo", "bic", "passport", "isin", "crypto", "vat", "duns", "national", "registration",
        "mmsi", "tax",
    ]

    private func identifiers(_ query: [SubjectID], _ listed: [SubjectID]) -> (equal: IDLine?, differs: IDLine?) {
        var differs: IDLine?
        for left in query where Self.strong.contains(left.scheme) {
            for (index, right) in listed.enumerated() where right.scheme == left.scheme {
                let a = "\(left.scheme):\(left.value)"
                let b = "\(right.scheme):\(right.value)"
                if left.key == right.key && !left.key.isEmpty {
                    // A passport or national number says something only within its country.
                    let needsCountry = ["passport", "national", "registration", "tax"].contains(left.scheme)
                    if needsCountry, let one = left.country, let other = right.country, one != other { continue }
                    let isStrongest = left.scheme == "isin" || left.scheme == "crypto"
                    return (IDLine(left: a, right: b, source: "ids[\(index)]", isStrongest: isStrongest), nil)
                }
                if Self.unique.contains(left.scheme) && differs == nil {
                    differs = IDLine(left: a, right: b, source: "ids[\(index)]")
                }
            }
        }
        return (nil, differs)
    }
}
