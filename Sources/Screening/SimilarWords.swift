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
            let sounds = base + Int(token.start) + Int(token.textCount)
            let isHeard = !token.script.isVowelless
            scratch.keys.removeAll(keepingCapacity: true)
            WordKeys.appendSkeletons(token.skeleton, isCompany: isCompany, to: &scratch.keys)
            for key in scratch.keys {
                for position in snapshot.skeletonIndex.run(key) {
                    let number = Int(snapshot.skeletonIndex.values[position])
                    guard scratch.isFirst(skeleton: number),
                        Skeleton.areNear(token.skeleton, snapshot.skeletons[number])
                    else { continue }
                    for place in Int(snapshot.skeletonStarts[number])..<Int(snapshot.skeletonStarts[number + 1]) {
                        // Words alike in any other way share one of the keys above: these are alike by ear or not at all.
                        if isHeard, snapshot.skeletonSounds[place].isUnlike(sounds, Int(token.soundCount), isVessel) {
                            continue
                        }
                        compare(snapshot.skeletonWords[place])
                    }
                }
            }
        }
        return run
    }
}

/// The sounds of a listed word beside its place in the index: most words are passed over without a look at anything else.
struct WordSounds: BitwiseCopyable, Sendable {
    private static let most = 20

    private var letters = InlineArray<20, UInt8>(repeating: 0)
    /// 0 where the sounds alone do not decide: no vowels written, or too many sounds.
    private var count: UInt8 = 0

    init(_ token: NameToken, _ pool: UnsafePointer<UInt8>) {
        guard !token.script.isVowelless, token.soundCount <= Self.most else { return }
        let sounds = pool + Int(token.start) + Int(token.textCount)
        for index in 0..<Int(token.soundCount) { letters[index] = sounds[index] }
        count = token.soundCount
    }

    /// True if the word certainly does not sound like the one of these sounds; both have near skeletons.
    @inline(__always)
    func isUnlike(_ sounds: UnsafePointer<UInt8>, _ number: Int, _ isVessel: Bool) -> Bool {
        guard count > 0, number <= 40 else { return false }
        return withUnsafeBytes(of: letters) { bytes in
            guard let own = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
            return !TokenComparer.areHeardAlike(sounds, number, own, Int(count), vessel: isVessel)
        }
    }
}
