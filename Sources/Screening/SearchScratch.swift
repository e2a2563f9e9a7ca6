import Synchronization

/// Working memory of one search, reused from query to query; it has no influence on results.
struct SearchScratch: Sendable {
    /// A distinct word of the lists that resembles a word of the query.
    struct Similar: Sendable, BitwiseCopyable {
        let word: UInt32
        let similarity: TokenSimilarity
    }

    /// The words that resemble one word: a run of `pool`, and how many names hold one of them.
    struct Run: Sendable, BitwiseCopyable {
        var first: UInt32 = 0
        var count: UInt32 = 0
        var names: UInt32 = 0

        var range: Range<Int> { Int(first)..<Int(first) + Int(count) }
    }

    private(set) var generation: UInt32 = 0
    /// Generation in which a name was last seen.
    var nameStamps: [UInt32]
    /// Generation and row of a word.
    var wordRows: [UInt64]
    /// Similarities of touched words to the words of the query, one row a word.
    var rows: [TokenSimilarity] = []
    var candidates: [UInt32] = []

    private var seenWords: [UInt32]
    private var seenSkeletons: [UInt32]
    private var sight: UInt32 = 0
    var keys: [UInt64] = []
    /// Similar words by query word: names repeat their words.
    private(set) var memo: [UInt64: Run] = [:]
    private(set) var pool: [Similar] = []

    /// Words remembered before the memory is emptied.
    private static let mostRemembered = 40_000
    private static let mostSimilar = 2_000_000

    init(names: Int, words: Int, skeletons: Int) {
        nameStamps = [UInt32](repeating: 0, count: names)
        wordRows = [UInt64](repeating: 0, count: words)
        seenWords = [UInt32](repeating: 0, count: words)
        seenSkeletons = [UInt32](repeating: 0, count: skeletons)
    }

    /// Starts a search: no name and no word is touched.
    mutating func begin() {
        candidates.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
        generation &+= 1
        if generation == 0 {
            for index in nameStamps.indices { nameStamps[index] = 0 }
            for index in wordRows.indices { wordRows[index] = 0 }
            generation = 1
        }
        if memo.count > Self.mostRemembered || pool.count > Self.mostSimilar {
            memo.removeAll(keepingCapacity: true)
            pool.removeAll(keepingCapacity: true)
        }
    }

    /// Starts the look-up of one word.
    mutating func beginWord() {
        keys.removeAll(keepingCapacity: true)
        sight &+= 1
        if sight == 0 {
            for index in seenWords.indices { seenWords[index] = 0 }
            for index in seenSkeletons.indices { seenSkeletons[index] = 0 }
            sight = 1
        }
    }

    /// Marks a word as seen; true the first time since `beginWord`.
    @inline(__always)
    mutating func isFirst(word: Int) -> Bool {
        if seenWords[word] == sight { return false }
        seenWords[word] = sight
        return true
    }

    @inline(__always)
    mutating func isFirst(skeleton: Int) -> Bool {
        if seenSkeletons[skeleton] == sight { return false }
        seenSkeletons[skeleton] = sight
        return true
    }

    mutating func add(_ similar: Similar) { pool.append(similar) }

    mutating func remember(_ key: UInt64, _ run: Run) { memo[key] = run }
}

/// Hands out working memory to searches on any thread.
final class ScratchPool: Sendable {
    private let free = Mutex<[SearchScratch]>([])
    private let names: Int
    private let words: Int
    private let skeletons: Int

    init(_ snapshot: ListSnapshot) {
        names = snapshot.names.count
        words = snapshot.words.count
        skeletons = snapshot.skeletons.count
    }

    func take() -> SearchScratch {
        free.withLock { $0.popLast() } ?? SearchScratch(names: names, words: words, skeletons: skeletons)
    }

    func give(_ scratch: consuming SearchScratch) {
        let returned = scratch
        free.withLock { if $0.count < 8 { $0.append(returned) } }
    }
}
