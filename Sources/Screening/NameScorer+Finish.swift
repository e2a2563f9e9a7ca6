extension NameScorer {
    /// Base score, conflicts, caps.
    func finish(_ q: Side, _ l: Side, _ result: inout NameMatch, _ usedQuery: UInt32, _ usedListed: UInt32) {
        var numerator: Int64 = 0
        var matched: Int64 = 0
        var fullMatched = 0
        var strong: Int32 = 0
        for pair in result.pairs {
            numerator += Int64(pair.weight) * Int64(pair.similarity.value)
            matched += Int64(pair.weight)
            guard pair.similarity.value >= rules.covered else { continue }
            let isInitial = pair.similarity.kind == .initial
            if !isInitial {
                fullMatched += max(fullWords(q, pair.query), fullWords(l, pair.listed))
                strong += rules.telling(bits(q, pair.query, l, pair.listed), cost: pair.similarity.cost)
            } else {
                strong += 30
            }
        }
        let left = Unmatched(q, usedQuery)
        let right = Unmatched(l, usedListed)
        let isCovered =
            !type.usesCompanyRules && right.full == 0 && fullMatched >= 2
            && result.pairs.allSatisfy { $0.weight == 0 || $0.similarity.value >= rules.covered }
        let charge = isCovered ? rules.unmatchedCovered : rules.unmatchedQuery
        var charged = left.weight * charge
        // A branch in another country of a listed organisation: for a person to look at.
        if type.usesCompanyRules && right.full == 0 && right.generic == 0 {
            charged -= left.places * (rules.unmatchedQuery - rules.unmatchedCovered)
        }
        let listedCharge = type == .vessel ? rules.unmatchedListedVessel : rules.unmatchedListed
        let denominator = matched * 10_000 + charged + right.weight * listedCharge
        result.denominator = max(1, denominator)
        guard denominator > 0, matched > 0 else { return }
        result.base = Int32((numerator * 10_000 + denominator / 2) / denominator)
        result.decibits = strong
        result.score = result.base
        conflicts(q, l, left, right, &result)
        nasab(q, l, &result)
        numbers(q, l, usedQuery, usedListed, &result)
        legalForms(q, l, &result)
        caps(q, l, left, right, fullMatched, &result)
    }

    /// What is left over on one side.
    struct Unmatched {
        var weight: Int64 = 0
        /// Words that name somebody or something.
        var full = 0
        var heaviest: Int32 = 0
        /// Full words that tell people apart.
        var telling = 0
        var generic = 0
        var initials = 0
        var patronymics = 0
        var numbers = 0
        var places: Int64 = 0
        var heaviestIndex = 0

        init(_ side: Side, _ used: UInt32) {
            for index in 0..<side.tokens.count where used & (1 << UInt32(index)) == 0 {
                let token = side.tokens[index]
                if token.tokenClass == .number {
                    // Numbers have lines of their own.
                    numbers += 1
                    continue
                }
                weight += Int64(token.weight)
                if token.tokenClass == .place { places += Int64(token.weight) }
                switch token.tokenClass {
                case .generic: generic += 1
                case .initial: initials += 1
                case .patronymic: patronymics += 1
                case .word, .given, .family, .place, .kunya:
                    full += 1
                    if token.decibits >= 60 { telling += 1 }
                    if Int32(token.weight) > heaviest {
                        heaviest = Int32(token.weight)
                        heaviestIndex = index
                    }
                default: break
                }
            }
        }
    }

    private func fullWords(_ side: Side, _ range: Range<Int>) -> Int {
        var count = 0
        for index in range where side.tokens[index].isFull || side.tokens[index].tokenClass == .patronymic {
            count += 1
        }
        return count
    }

    private func bits(_ q: Side, _ query: Range<Int>, _ l: Side, _ listed: Range<Int>) -> Int32 {
        var left: Int32 = 0
        for index in query { left += Int32(q.tokens[index].decibits) }
        var right: Int32 = 0
        for index in listed { right += Int32(l.tokens[index].decibits) }
        guard query.count == 1 && listed.count == 1 else { return max(left, right) }
        let a = q.tokens[query.lowerBound]
        let b = l.tokens[listed.lowerBound]
        // Only consonants speak where one side writes no vowels.
        let isVowelless = a.script.isVowelless != b.script.isVowelless && a.groups.shared(with: b.groups) == 0
        let most = isVowelless ? Int32(30 * min(Skeleton.length(a.skeleton), Skeleton.length(b.skeleton))) : .max
        return min(left, right, most)
    }

    private func conflicts(
        _ q: Side, _ l: Side, _ left: Unmatched, _ right: Unmatched, _ result: inout NameMatch
    ) {
        if left.full > 0 && right.full > 0 {
            add("name.conflict", -rules.conflict, q, left.heaviestIndex, l, right.heaviestIndex, &result)
        } else if left.patronymics > 0 && right.patronymics > 0 {
            add("name.patronymic", -rules.conflict, q, nil, l, nil, &result)
        } else if left.initials > 0 && right.initials > 0 {
            add("name.initial", -rules.conflict, q, nil, l, nil, &result)
        } else if crossesInitials(q, l, left, right, result) {
            add("name.initial", -rules.conflict, q, nil, l, nil, &result)
        } else if left.generic > 0 && right.generic > 0 {
            add("name.generic", -rules.genericConflict, q, nil, l, nil, &result)
        }
    }

    /// `Oluwole A.` and `Abeni O.`: each given name stands for the other's initial, so the given names differ. The same
    /// where an initial takes a given name and the other side has a given name of its own left over.
    private func crossesInitials(
        _ q: Side, _ l: Side, _ left: Unmatched, _ right: Unmatched, _ result: NameMatch
    ) -> Bool {
        guard !type.usesCompanyRules else { return false }
        var query = false
        var listed = false
        for pair in result.pairs where pair.similarity.kind == .initial {
            if q.tokens[pair.query.lowerBound].tokenClass == .initial { query = true } else { listed = true }
        }
        return query && listed || query && left.full > 0 || listed && right.full > 0
    }

    /// `A bin B` is the son, `B bin A` the father: the same words are another person.
    private func nasab(_ q: Side, _ l: Side, _ result: inout NameMatch) {
        guard !type.usesCompanyRules, let i = son(q), let j = son(l) else { return }
        let crossed = result.pairs.contains { $0.query.contains(i - 1) && $0.listed.contains(j + 1) }
        let other = result.pairs.contains { $0.query.contains(i + 1) && $0.listed.contains(j - 1) }
        if crossed && other { add("name.nasab", -rules.nasab, q, i - 1, l, j - 1, &result) }
    }

    private static let sonWords: Set<UInt64> = Set(["bin", "ben", "ibn", "bint"].map { fnv(Array($0.utf8)) })

    /// Position of the only word `son of` between two names.
    private func son(_ side: Side) -> Int? {
        var found: Int?
        for index in 0..<side.tokens.count where Self.sonWords.contains(side.tokens[index].textHash) {
            if found != nil { return nil }
            found = index
        }
        guard let found, found > 0, found + 1 < side.tokens.count, side.tokens[found - 1].isFull,
            side.tokens[found + 1].isFull
        else { return nil }
        return found
    }

    private func numbers(_ q: Side, _ l: Side, _ usedQuery: UInt32, _ usedListed: UInt32, _ result: inout NameMatch) {
        guard type.usesCompanyRules else { return }
        var left: Int?
        for index in 0..<q.tokens.count
        where usedQuery & (1 << UInt32(index)) == 0 && q.tokens[index].tokenClass == .number && left == nil {
            left = index
        }
        var right: Int?
        for index in 0..<l.tokens.count
        where usedListed & (1 << UInt32(index)) == 0 && l.tokens[index].tokenClass == .number && right == nil {
            right = index
        }
        switch (left, right) {
        case (let left?, let right?):
            let matchedWords = result.pairs.count { $0.similarity.value >= 9_000 && $0.weight > 0 }
            if type != .vessel, matchedWords >= 3, isNumeralSlip(q, left, l, right) {
                add("number.typo", -rules.numberTypo, q, left, l, right, &result)
            } else if result.score > rules.numberCap {
                add("number.differs", rules.numberCap - result.score, q, left, l, right, &result)
            }
        case (nil, nil): break
        default:
            // The first of a series is often written without its number.
            let value = left.map { q.tokens[$0].number } ?? right.map { l.tokens[$0].number } ?? 0
            let isFirst = value == 1 && type != .vessel
            add(
                "number.one-side",
                isFirst ? -rules.numberOneMissing : type == .vessel ? -rules.numberOneSideVessel : -rules.numberOneSide,
                q, left, l, right, &result)
        }
    }

    /// Numerals one sign apart: a slip of the pen in a series, for a person to look at.
    private func isNumeralSlip(_ q: Side, _ left: Int, _ l: Side, _ right: Int) -> Bool {
        let a = Array(
            UnsafeBufferPointer(start: q.bytes + Int(q.tokens[left].start), count: Int(q.tokens[left].textCount)))
        let b = Array(
            UnsafeBufferPointer(start: l.bytes + Int(l.tokens[right].start), count: Int(l.tokens[right].textCount)))
        if a.count == b.count { return zip(a, b).count { $0 != $1 } == 1 }
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        guard long.count - short.count == 1 else { return false }
        return long.indices.contains { skip in Array(long[..<skip] + long[(skip + 1)...]) == short }
    }

    private func legalForms(_ q: Side, _ l: Side, _ result: inout NameMatch) {
        guard q.legalForm != 0, l.legalForm != 0, q.legalForm != l.legalForm else { return }
        let a = tables.legalForms[Int(q.legalForm) - 1]
        let b = tables.legalForms[Int(l.legalForm) - 1]
        guard a.kind != b.kind, a.countries.contains(where: { $0 != "*" && b.countries.contains($0) }) else { return }
        result.score -= rules.legalFormConflict
        result.adjustments.append(
            NameAdjustment(code: "legal-form.differs", amount: -rules.legalFormConflict))
    }

    private func caps(
        _ q: Side, _ l: Side, _ left: Unmatched, _ right: Unmatched, _ fullMatched: Int, _ result: inout NameMatch
    ) {
        let close = result.pairs.allSatisfy { $0.weight == 0 || $0.similarity.value >= rules.close }
        let isWhole = left.telling + left.patronymics == 0 && right.telling == 0 && fullMatched >= 2 && close
        let isVeryClose = result.pairs.allSatisfy { $0.weight == 0 || $0.similarity.value >= rules.veryClose }
        let isClear = result.pairs.allSatisfy { $0.weight == 0 || $0.similarity.value >= rules.clear }
        let isDistinct = result.pairs.allSatisfy { $0.weight == 0 || $0.similarity.value >= rules.distinct }
        let hasInitial = result.pairs.contains { $0.similarity.kind == .initial }
        let isPartial = left.full > 0 || right.full > 0
        let isVowelless = !type.usesCompanyRules && readsNoVowels(q) != readsNoVowels(l)
        let same = left.weight == 0 && right.weight == 0 && close
        var needed = type.usesCompanyRules ? rules.companyDecibits : rules.personDecibits
        // A name of which words are missing, or that only sounds alike, must say more.
        if !type.usesCompanyRules {
            if left.telling > 0 { needed = rules.extraQueryDecibits }
            if right.telling == 1 { needed = max(needed, rules.extraListedDecibits) }
            if right.telling > 1 { needed = max(needed, rules.extraListedTwoDecibits) }
            // A name of which words are missing and another only resembles.
            if isPartial && !isVeryClose && !isVowelless { needed += rules.partialNearDecibits }
            // A family name alone is for a person to look at; a given name alone is nobody's.
            if let only = NameScorer.single(q), only.groups[0] == 0 || right.full == 0 {
                needed = right.full == 0 ? rules.singleWholeDecibits : rules.singleDecibits
            }
            // An initial only stands beside a name that says much.
            if hasInitial { needed = max(needed, rules.initialDecibits) }
        }
        let isAcross = !type.usesCompanyRules && isReadAcross(q, l)
        // Syllables are few: a reading says something only if it covers both names.
        let isWholly = left.full + left.patronymics == 0 && right.full + right.patronymics == 0
        if isAcross { needed = isWholly && isClear ? rules.readingDecibits : .max }
        if isVowelless { needed = isDistinct ? max(needed, rules.vowellessDecibits) : .max }
        let needsBits = isAcross || isVowelless || !type.usesCompanyRules && (!isVeryClose || hasInitial)
        if (!isWhole && !same || needsBits) && result.decibits < needed && result.score > rules.specificityCap {
            cap("specificity", rules.specificityCap, &result)
        }
        if !type.usesCompanyRules && fullMatched < 2 && !same && result.score > rules.singleTokenCap {
            cap("single-token", rules.singleTokenCap, &result)
        }
        if result.score < 0 { cap("clamp", 0, &result) }
        if result.score > 10_000 { cap("clamp", 10_000, &result) }
    }

    /// Han or Hangul on one side, letters on the other: a reading of syllables, worth something only as a whole.
    private func isReadAcross(_ q: Side, _ l: Side) -> Bool {
        let isSyllabic: (NameToken) -> Bool = { $0.script == .han || $0.script == .hangul }
        return q.tokens.contains(where: isSyllabic) != l.tokens.contains(where: isSyllabic)
    }

    /// The only word of a name that says who it is; nil if there are more.
    static func single(_ side: Side) -> NameToken? {
        var found: NameToken?
        for token in side.tokens
        where token.isFull || token.tokenClass == .patronymic || token.tokenClass == .initial {
            if found != nil { return nil }
            found = token
        }
        return found
    }

    private func readsNoVowels(_ side: Side) -> Bool { side.tokens.contains { $0.script.isVowelless } }

    private func cap(_ code: StaticString, _ value: Int32, _ result: inout NameMatch) {
        result.adjustments.append(NameAdjustment(code: code, amount: value - result.score))
        result.score = value
    }

    private func add(
        _ code: StaticString, _ amount: Int32, _ q: Side, _ left: Int?, _ l: Side, _ right: Int?,
        _ result: inout NameMatch
    ) {
        result.score += amount
        result.adjustments.append(
            NameAdjustment(code: code, amount: amount, query: left ?? -1, listed: right ?? -1))
    }
}
