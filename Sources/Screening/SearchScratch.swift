import Synchronization

/// Working memory of one search, reused from query to query; it has no influence on results.
struct SearchScratch: Sendable {
    /// A distinct word of the lists that resembles a word of the query.
    struct Similar: Sendable {
        let word: UInt32
        let similarity: Int32
    }

    /// What the words of the query add up to on one name.
    struct Sum: Sendable {
        var numerator: Int64 = 0
        var matched: Int32 = 0
        var last: Int32 = 0
        var lastWord: UInt16 = 0
        /// Full words of the query found in the name.
        var count: UInt16 = 1
        var telling: UInt16 = 0
        var decibits: Int32 = 0
    }

    private(set) var generation: UInt32 = 0
    var stamps: [UInt32]
    var sums: [Sum]
    var touched: [UInt32] = []
    var wordStamps: [UInt32]
    var wordGeneration: UInt32 = 0
    var keys: [UInt64] = []
    /// Similar words by query word: names repeat their words.
    var memo: [UInt64: [Similar]] = [:]

    init(names: Int, words: Int) {
        stamps = [UInt32](repeating: 0, count: names)
        sums = [Sum](repeating: Sum(), count: names)
        wordStamps = [UInt32](repeating: 0, count: words)
    }

    /// Starts a search: nothing is touched.
    mutating func begin() {
        touched.removeAll(keepingCapacity: true)
        generation &+= 1
        if generation == 0 {
            for index in stamps.indices { stamps[index] = 0 }
            generation = 1
        }
        if memo.count > 20_000 { memo.removeAll(keepingCapacity: true) }
    }

    /// Marks a word as seen; true the first time since `beginWord`.
    @inline(__always)
    mutating func firstSight(_ word: Int) -> Bool {
        if wordStamps[word] == wordGeneration { return false }
        wordStamps[word] = wordGeneration
        return true
    }

    mutating func beginWord() {
        wordGeneration &+= 1
        if wordGeneration == 0 {
            for index in wordStamps.indices { wordStamps[index] = 0 }
            wordGeneration = 1
        }
    }

    /// The sums taken out for filling, so that the loops see plain memory.
    struct Table {
        fileprivate var stamps: [UInt32]
        fileprivate var sums: [Sum]
        fileprivate var touched: [UInt32]
        fileprivate let generation: UInt32

        /// Runs `body` over the memory of the table.
        mutating func fill(_ body: (inout Filler) -> Void) {
            let generation = generation
            var found = touched
            touched = []
            stamps.withUnsafeMutableBufferPointer { stamps in
                sums.withUnsafeMutableBufferPointer { sums in
                    var filler = Filler(stamps: stamps, sums: sums, touched: found, generation: generation)
                    found = []
                    body(&filler)
                    found = filler.touched
                }
            }
            touched = found
        }
    }

    /// Adds words to the sums of names.
    struct Filler {
        fileprivate let stamps: UnsafeMutableBufferPointer<UInt32>
        fileprivate let sums: UnsafeMutableBufferPointer<Sum>
        fileprivate var touched: [UInt32]
        fileprivate let generation: UInt32

        /// Adds `weight x similarity` of query word `word` to `name`, keeping the best similarity a word has there.
        @inline(__always)
        mutating func add(_ name: Int, word: UInt16, weight: Int32, similarity: Int32, decibits: Int32) {
            if stamps[name] != generation {
                stamps[name] = generation
                touched.append(UInt32(name))
                sums[name] = Sum(
                    numerator: Int64(weight) * Int64(similarity), matched: weight, last: similarity, lastWord: word,
                    telling: decibits >= 60 ? 1 : 0, decibits: decibits)
                return
            }
            if sums[name].lastWord == word {
                let last = sums[name].last
                if similarity > last {
                    sums[name].numerator += Int64(weight) * Int64(similarity - last)
                    sums[name].last = similarity
                }
                return
            }
            sums[name].numerator += Int64(weight) * Int64(similarity)
            sums[name].matched += weight
            sums[name].last = similarity
            sums[name].lastWord = word
            sums[name].count += 1
            sums[name].decibits += decibits
            if decibits >= 60 { sums[name].telling += 1 }
        }
    }

    mutating func detach() -> Table {
        let table = Table(stamps: stamps, sums: sums, touched: touched, generation: generation)
        stamps = []
        sums = []
        touched = []
        return table
    }

    mutating func attach(_ table: inout Table) {
        stamps = table.stamps
        sums = table.sums
        touched = table.touched
        table.stamps = []
        table.sums = []
        table.touched = []
    }
}

/// Hands out working memory to searches on any thread.
final class ScratchPool: Sendable {
    private let free = Mutex<[SearchScratch]>([])
    private let names: Int
    private let words: Int

    init(names: Int, words: Int) {
        self.names = names
        self.words = words
    }

    func take() -> SearchScratch {
        free.withLock { $0.popLast() } ?? SearchScratch(names: names, words: words)
    }

    func give(_ scratch: consuming SearchScratch) {
        let returned = scratch
        free.withLock { if $0.count < 8 { $0.append(returned) } }
    }
}
