/// The distinct words of the lists that a word of a query resembles: exactly those `TokenComparer` finds similar.
enum SimilarWords {
    static func run(
        of token: NameToken, _ reading: PreparedName, _ search: CandidateSearch, _ scratch: inout SearchScratch
    ) -> SearchScratch.Run {
        // An initial resembles too many words to be looked up.
        if token.tokenClass == .legal || token.tokenClass == .initial { return SearchScratch.Run() }
        let key = identity(token, search.type)
        if let known = scratch.memo[key] { return known }
        let run = reading.bytes.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.map {
                find(
                    token, $0, search.snapshot, isCompany: search.type.usesCompanyRules,
                    isVessel: search.type == .vessel, &scratch)
            } ?? SearchScratch.Run()
        }
        scratch.remember(key, run)
        return run
    }

    /// Everything that the similarity of a word depends on.
    private static func identity(_ token: NameToken, _ type: SubjectType) -> UInt64 {
        var key = token.textHash ^ (token.soundHash &* 31)
        key ^= UInt64(token.tokenClass.rawValue) << 56 | UInt64(token.script.rawValue) << 48
        key ^= UInt64(token.flags & NameToken.isReading) << 40 | UInt64(token.number) << 8
        key ^= type == .vessel ? 1 : type.usesCompanyRules ? 2 : 0
        return key
    }

    /// The words of `snapshot` similar to `token`, whose bytes begin at `base`.
    static func find(
        _ token: NameToken, _ base: UnsafePointer<UInt8>, _ snapshot: ListSnapshot, isCompany: Bool, isVessel: Bool,
        _ scratch: inout SearchScratch
    ) -> SearchScratch.Run {
        var run = SearchScratch.Run(first: UInt32(scratch.pool.count))
        scratch.beginWord()
        snapshot.pool.withUnsafeBufferPointer { pool in
            guard let poolBase = pool.baseAddress else { return }
            func compare(_ word: UInt32) {
                guard scratch.isFirst(word: Int(word)) else { return }
                let listed = snapshot.tokens[Int(snapshot.words[Int(word)] & ~ListSnapshot.companyWord)]
                let found = TokenComparer.similarity(token, base, listed, poolBase, vessel: isVessel)
                guard found.value > 0 else { return }
                scratch.add(SearchScratch.Similar(word: word, similarity: found))
                run.count += 1
                run.names += snapshot.postingStarts[Int(word) + 1] - snapshot.postingStarts[Int(word)]
            }
            WordKeys.append(token, base, isCompany: isCompany, to: &scratch.keys)
            for key in scratch.keys {
                for position in snapshot.wordIndex.run(key) { compare(snapshot.wordIndex.values[position]) }
            }
            guard WordKeys.hasSkeleton(token) else { return }
            scratch.keys.removeAll(keepingCapacity: true)
            WordKeys.appendSkeletons(token.skeleton, isCompany: isCompany, to: &scratch.keys)
            for key in scratch.keys {
                for position in snapshot.skeletonIndex.run(key) {
                    let number = Int(snapshot.skeletonIndex.values[position])
                    guard scratch.isFirst(skeleton: number),
                        Skeleton.areNear(token.skeleton, snapshot.skeletons[number])
                    else { continue }
                    let words = snapshot.skeletonStarts[number]..<snapshot.skeletonStarts[number + 1]
                    for place in words { compare(snapshot.skeletonWords[Int(place)]) }
                }
            }
        }
        return run
    }
}
