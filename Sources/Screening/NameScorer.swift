/// Scores a prepared query name against a prepared listed name: integers of 1/10,000, no floating point.
struct NameScorer {
    let rules: ScoringRules
    let type: SubjectType
    let tables: NameTables

    init(type: SubjectType, rules: ScoringRules = .standard, tables: NameTables = .bundled) {
        self.type = type
        self.rules = rules
        self.tables = tables
    }

    /// The words of one side with their bytes.
    struct Side {
        let tokens: UnsafeBufferPointer<NameToken>
        let bytes: UnsafePointer<UInt8>
        let legalForm: UInt8

        func isCompared(_ index: Int) -> Bool { tokens[index].tokenClass != .legal }
    }

    /// Aligns and scores.
    func match(_ query: PreparedName, _ listed: PreparedName) -> NameMatch {
        var result = NameMatch()
        query.tokens.withUnsafeBufferPointer { q in
            query.bytes.withUnsafeBufferPointer { qb in
                listed.tokens.withUnsafeBufferPointer { l in
                    listed.bytes.withUnsafeBufferPointer { lb in
                        guard let qBase = qb.baseAddress, let lBase = lb.baseAddress else { return }
                        match(
                            Side(tokens: q, bytes: qBase, legalForm: query.legalForm),
                            Side(tokens: l, bytes: lBase, legalForm: listed.legalForm), into: &result)
                    }
                }
            }
        }
        return result
    }

    /// Aligns and scores with joined words; `result` is emptied first.
    func match(_ q: Side, _ l: Side, into result: inout NameMatch) {
        result.reset()
        guard q.tokens.count > 0, l.tokens.count > 0 else { return }
        var usedQuery: UInt32 = 0
        var usedListed: UInt32 = 0
        joinExactly(q, l, &result, &usedQuery, &usedListed)
        withUnsafeTemporaryAllocation(of: TokenSimilarity.self, capacity: q.tokens.count * l.tokens.count) { table in
            for i in 0..<q.tokens.count {
                for j in 0..<l.tokens.count { table[i * l.tokens.count + j] = similarity(q, i, l, j) }
            }
            assign(table, q, l, &result, &usedQuery, &usedListed)
        }
        joinWords(q, l, &result, &usedQuery, &usedListed)
        if type.usesCompanyRules { matchAcronym(q, l, &result, &usedQuery, &usedListed) }
        finish(q, l, &result, usedQuery, usedListed)
    }

    /// As `match`, where the similarities of the words are known.
    ///
    /// - Parameter joins: false where the index knows that no joined words and no acronym can match.
    func match(
        _ q: Side, _ l: Side, table known: WordTable, words: UnsafeBufferPointer<UInt32>, joins: Bool,
        into result: inout NameMatch
    ) {
        result.reset()
        let m = l.tokens.count
        guard q.tokens.count > 0, m > 0 else { return }
        var usedQuery: UInt32 = 0
        var usedListed: UInt32 = 0
        if joins { joinExactly(q, l, &result, &usedQuery, &usedListed) }
        withUnsafeTemporaryAllocation(of: TokenSimilarity.self, capacity: q.tokens.count * m) { table in
            for j in 0..<m {
                let row = known.row(of: words[j])
                let isInitial = l.tokens[j].tokenClass == .initial
                for i in 0..<q.tokens.count {
                    if isInitial || q.tokens[i].tokenClass == .initial {
                        table[i * m + j] = similarity(q, i, l, j)
                    } else {
                        table[i * m + j] = row.map { known.rows[$0 + i] } ?? .none
                    }
                }
            }
            assign(table, q, l, &result, &usedQuery, &usedListed)
        }
        if joins {
            joinWords(q, l, &result, &usedQuery, &usedListed)
            if type.usesCompanyRules { matchAcronym(q, l, &result, &usedQuery, &usedListed) }
        }
        finish(q, l, &result, usedQuery, usedListed)
    }

    @inline(__always)
    private func similarity(_ q: Side, _ i: Int, _ l: Side, _ j: Int) -> TokenSimilarity {
        guard q.isCompared(i), l.isCompared(j) else { return .none }
        return TokenComparer.similarity(q.tokens[i], q.bytes, l.tokens[j], l.bytes, vessel: type == .vessel)
    }

    // MARK: One to one

    /// Best pairs first, ties by lowest positions.
    private func assign(
        _ table: UnsafeMutableBufferPointer<TokenSimilarity>, _ q: Side, _ l: Side, _ result: inout NameMatch,
        _ usedQuery: inout UInt32, _ usedListed: inout UInt32
    ) {
        let n = q.tokens.count
        let m = l.tokens.count
        while true {
            var best: Int32 = 0
            var bestIndex = -1
            for i in 0..<n where usedQuery & (1 << UInt32(i)) == 0 {
                for j in 0..<m where usedListed & (1 << UInt32(j)) == 0 {
                    let value = table[i * m + j].value
                    if value > best {
                        best = value
                        bestIndex = i * m + j
                    }
                }
            }
            guard bestIndex >= 0 else { break }
            let i = bestIndex / m
            let j = bestIndex % m
            usedQuery |= 1 << UInt32(i)
            usedListed |= 1 << UInt32(j)
            let weight = Int32(min(q.tokens[i].weight, l.tokens[j].weight))
            result.pairs.append(
                NameMatch.Pair(query: i..<i + 1, listed: j..<j + 1, similarity: table[bestIndex], weight: weight))
        }
    }

    // MARK: Joined and split words

    /// A word against two or three adjacent words of the other side, where a space was lost or gained.
    private func joinWords(
        _ q: Side, _ l: Side, _ result: inout NameMatch, _ usedQuery: inout UInt32, _ usedListed: inout UInt32
    ) {
        guard hasUnmatched(q, usedQuery) || hasUnmatched(l, usedListed) else { return }
        let minimum = rules.minimumJoined
        join(parts: q, &usedQuery, whole: l, &usedListed, &result, partsAreQuery: true, minimum: minimum)
        join(parts: l, &usedListed, whole: q, &usedQuery, &result, partsAreQuery: false, minimum: minimum)
    }

    /// Words that are exactly one word of the other side once joined: before anything looks similar to a half of it.
    private func joinExactly(
        _ q: Side, _ l: Side, _ result: inout NameMatch, _ usedQuery: inout UInt32, _ usedListed: inout UInt32
    ) {
        guard q.tokens.count != l.tokens.count else { return }
        if q.tokens.count > l.tokens.count {
            join(parts: q, &usedQuery, whole: l, &usedListed, &result, partsAreQuery: true, minimum: 9_400)
        } else {
            join(parts: l, &usedListed, whole: q, &usedQuery, &result, partsAreQuery: false, minimum: 9_400)
        }
    }

    private func hasUnmatched(_ side: Side, _ used: UInt32) -> Bool {
        for index in 0..<side.tokens.count where used & (1 << UInt32(index)) == 0 && side.tokens[index].isFull {
            return true
        }
        return false
    }

    private func join(
        parts: Side, _ usedParts: inout UInt32, whole: Side, _ usedWhole: inout UInt32, _ result: inout NameMatch,
        partsAreQuery: Bool, minimum: Int32
    ) {
        for target in 0..<whole.tokens.count {
            let word = whole.tokens[target]
            let isTarget = word.isFull || word.tokenClass == .generic || word.tokenClass == .patronymic
            guard usedWhole & (1 << UInt32(target)) == 0, isTarget, word.soundCount >= 5, word.textCount >= 6,
                !parts.tokens.contains(where: { $0.textHash == word.textHash })
            else { continue }
            var found: (Range<Int>, TokenSimilarity)?
            for start in 0..<parts.tokens.count {
                for length in 2...4 where start + length <= parts.tokens.count {
                    let range = start..<start + length
                    guard isJoinable(parts, usedParts, range, whole, target, slack: minimum > 9_000 ? 1 : 3) else {
                        continue
                    }
                    let similarity = joined(parts, range, whole, target)
                    if similarity.value > (found?.1.value ?? minimum) { found = (range, similarity) }
                }
            }
            guard let (range, similarity) = found else { continue }
            var weight: Int32 = 0
            for index in range {
                usedParts |= 1 << UInt32(index)
                weight += Int32(parts.tokens[index].weight)
            }
            usedWhole |= 1 << UInt32(target)
            let both = target..<target + 1
            result.pairs.append(
                NameMatch.Pair(
                    query: partsAreQuery ? range : both, listed: partsAreQuery ? both : range, similarity: similarity,
                    weight: max(Int32(word.weight), min(weight, 2 * Int32(word.weight)))))
        }
    }

    /// The words are free, at least one of them carries weight.
    private func isJoinable(
        _ side: Side, _ used: UInt32, _ range: Range<Int>, _ whole: Side, _ target: Int, slack: Int
    ) -> Bool {
        var hasFull = false
        var letters = 0
        for index in range { letters += Int(side.tokens[index].textCount) }
        guard abs(letters - Int(whole.tokens[target].textCount)) <= slack else { return false }
        for index in range {
            if used & (1 << UInt32(index)) != 0 { return false }
            // A legal form may be glued to the word before it: SiemensAG.
            if !side.isCompared(index) && (index == range.lowerBound || !type.usesCompanyRules) { return false }
            if side.tokens[index].isFull || side.tokens[index].tokenClass == .generic
                || side.tokens[index].tokenClass == .initial
            {
                hasFull = true
            }
        }
        return hasFull
    }

    /// The first and the last consonant of the run are those of the word: a look before anything is joined.
    private func sharesEnds(_ parts: Side, _ range: Range<Int>, _ word: NameToken) -> Bool {
        let key = Skeleton.withoutLeadingVowel(word.skeleton)
        guard let first = range.first(where: { Skeleton.withoutLeadingVowel(parts.tokens[$0].skeleton) != 0 }),
            let last = range.last(where: { Skeleton.withoutLeadingVowel(parts.tokens[$0].skeleton) != 0 })
        else { return false }
        let head = Skeleton.withoutLeadingVowel(parts.tokens[first].skeleton)
        let tail = parts.tokens[last].skeleton
        guard head & 31 == key & 31 else { return false }
        // A skeleton that was cut off says nothing about its end.
        let n = Skeleton.length(key)
        let m = Skeleton.length(tail)
        if n >= Skeleton.maximum - 1 || m >= Skeleton.maximum { return true }
        return key >> UInt64(5 * (n - 1)) & 31 == tail >> UInt64(5 * (m - 1)) & 31
    }

    private func joined(_ parts: Side, _ range: Range<Int>, _ whole: Side, _ target: Int) -> TokenSimilarity {
        let word = whole.tokens[target]
        var letters = 0
        for index in range { letters += Int(parts.tokens[index].textCount) }
        guard abs(letters - Int(word.textCount)) <= 3, letters <= JoinKeys.longest, sharesEnds(parts, range, word)
        else {
            return .none
        }
        var text: [UInt8] = []
        text.reserveCapacity(letters)
        var isLatin = true
        var sounds: [UInt8] = []
        for index in range {
            let token = parts.tokens[index]
            if token.flags & NameToken.isReading != 0 { return .none }
            text.append(
                contentsOf: UnsafeBufferPointer(start: parts.bytes + Int(token.start), count: Int(token.textCount)))
            sounds.append(
                contentsOf: UnsafeBufferPointer(
                    start: parts.bytes + Int(token.start) + Int(token.textCount), count: Int(token.soundCount)))
            if token.script != .latin { isLatin = false }
        }
        if isLatin {
            sounds.removeAll(keepingCapacity: true)
            Phonetics.append(text[...], to: &sounds)
        } else {
            Phonetics.tidy(&sounds, from: 0)
        }
        var token = NameToken()
        token.textCount = UInt8(text.count)
        token.soundCount = UInt8(sounds.count)
        token.script = parts.tokens[range.lowerBound].script
        let pool = text + sounds
        token.seal(pool)
        // The index finds joined words by this key.
        let key = sounds.withUnsafeBufferPointer { Skeleton.spacingKey(of: $0) }
        let other = UnsafeBufferPointer(
            start: whole.bytes + Int(word.start) + Int(word.textCount), count: Int(word.soundCount))
        guard key != 0, key == Skeleton.spacingKey(of: other) else { return .none }
        return pool.withUnsafeBufferPointer { bytes -> TokenSimilarity in
            guard let base = bytes.baseAddress else { return .none }
            var similarity = TokenComparer.joinedSimilarity(token, base, word, whole.bytes)
            if similarity.value > 0 {
                similarity.value = similarity.value * 98 / 100
                similarity.kind = .joined
            }
            return similarity
        }
    }

    // MARK: Acronyms

    /// An organisation's acronym: the first letters of at least three words of the other name.
    private func matchAcronym(
        _ q: Side, _ l: Side, _ result: inout NameMatch, _ usedQuery: inout UInt32, _ usedListed: inout UInt32
    ) {
        guard result.pairs.allSatisfy({ $0.similarity.value < 6_000 || $0.weight < 8_000 }) else { return }
        if let (index, range) = acronym(in: q, usedQuery, of: l, usedListed) {
            usedQuery |= 1 << UInt32(index)
            for word in range { usedListed |= 1 << UInt32(word) }
            add(index..<index + 1, range, l, range, &result)
        } else if let (index, range) = acronym(in: l, usedListed, of: q, usedQuery) {
            usedListed |= 1 << UInt32(index)
            for word in range { usedQuery |= 1 << UInt32(word) }
            add(range, index..<index + 1, q, range, &result)
        }
    }

    private func add(
        _ query: Range<Int>, _ listed: Range<Int>, _ side: Side, _ words: Range<Int>, _ result: inout NameMatch
    ) {
        var weight: Int32 = 0
        for word in words { weight += Int32(side.tokens[word].weight) }
        result.pairs.append(
            NameMatch.Pair(
                query: query, listed: listed, similarity: TokenSimilarity(value: rules.acronym, kind: .acronym),
                weight: max(weight, 10_000)))
    }

    private func acronym(
        in short: Side, _ usedShort: UInt32, of long: Side, _ usedLong: UInt32
    ) -> (Int, Range<Int>)? {
        for index in 0..<short.tokens.count {
            let token = short.tokens[index]
            guard usedShort & (1 << UInt32(index)) == 0, token.tokenClass == .word, token.script == .latin,
                token.textCount >= 3, token.textCount <= 8, isOnlyWord(index, short)
            else { continue }
            // Three letters are met by chance: the long name must at least be an organisation's.
            if token.textCount == 3
                && !long.tokens.contains(where: { $0.tokenClass == .generic || $0.tokenClass == .legal })
            {
                continue
            }
            let letters = UnsafeBufferPointer(start: short.bytes + Int(token.start), count: Int(token.textCount))
            for start in 0..<long.tokens.count {
                if let end = initials(letters, of: long, usedLong, from: start) { return (index, start..<end) }
            }
        }
        return nil
    }

    /// The acronym is the whole name but for legal forms, places and generic words.
    private func isOnlyWord(_ index: Int, _ side: Side) -> Bool {
        for other in 0..<side.tokens.count where other != index && side.tokens[other].tokenClass == .word {
            return false
        }
        return true
    }

    /// The end of the words from `start` whose first letters are `letters`; particles may be passed over.
    private func initials(
        _ letters: UnsafeBufferPointer<UInt8>, of side: Side, _ used: UInt32, from start: Int
    ) -> Int? {
        var position = start
        var taken = 0
        for letter in letters {
            while position < side.tokens.count,
                side.tokens[position].tokenClass == .particle && side.bytes[Int(side.tokens[position].start)] != letter
            {
                position += 1
            }
            guard position < side.tokens.count, used & (1 << UInt32(position)) == 0, side.isCompared(position),
                side.bytes[Int(side.tokens[position].start)] == letter, side.tokens[position].textCount > 1
            else { return nil }
            if side.tokens[position].tokenClass != .particle { taken += 1 }
            position += 1
        }
        // The acronym stands for the whole name: no distinctive word is left over.
        for index in 0..<side.tokens.count where !(start..<position).contains(index) {
            if side.tokens[index].tokenClass == .word { return nil }
        }
        return taken >= 3 ? position : nil
    }
}
