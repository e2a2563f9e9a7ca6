import Testing

@testable import Patterns

@Suite struct SharedPatternTests {
    private func item(_ source: String) -> PatternCache<Int, Int>.Item? {
        (try? CompiledPattern(Array(source.utf8))).map { .init(value: source.utf8.count, pattern: $0) }
    }

    @Test func `a pattern becomes machine code at its 64th use and not before`() {
        let cache = PatternCache<Int, Int>()
        // The first use makes it.
        for use in 0..<64 {
            #expect(cache.item(1) { item("ab") }?.pattern.pattern.isJITCompiled == false, "use \(use)")
        }
        #expect(cache.counts == (0, 1))
        #expect(cache.item(1) { nil }?.value == 2)
        #expect(cache.counts == (1, 1))
    }

    @Test func `the least recently used machine code is dropped and made again`() {
        let cache = PatternCache<Int, Int>(policy: .init(jitAfter: 0, mostJIT: 16, mostInterpreted: 16))
        for key in 0..<17 { #expect(cache.item(key) { item("ab") } != nil) }
        #expect(cache.counts.jit <= 16)
        var isMade = false
        _ = cache.item(16) {
            isMade = true
            return item("ab")
        }
        #expect(!isMade, "the newest stays")
        _ = cache.item(0) {
            isMade = true
            return item("ab")
        }
        #expect(isMade, "the oldest went")
    }

    @Test func `a key without a pattern is asked for once`() {
        let cache = PatternCache<Int, Int>()
        var calls = 0
        for _ in 0..<3 {
            let found = cache.item(9) {
                calls += 1
                return nil
            }
            #expect(found == nil)
        }
        #expect(calls == 1)
    }

    @Test func `threads share patterns and matchers`() async throws {
        let cache = PatternCache<Int, Int>()
        let pool = MatcherPool()
        let found = await withTaskGroup(of: Int.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    var count = 0
                    for round in 0..<500 {
                        let key = (thread + round) % 5
                        let item = cache.item(key) {
                            (try? CompiledPattern(Array("\\A(\(key)+)x".utf8))).map { .init(value: key, pattern: $0) }
                        }
                        guard let item,
                            let match = try? pool.firstMatch(of: item.pattern, in: Array("\(key)\(key)x".utf8))
                        else { continue }
                        if match.groups == [0..<2] { count += 1 }
                    }
                    return count
                }
            }
            return await group.reduce(0, +)
        }
        #expect(found == 4_000)
    }

    @Test func `201 variants are two shards and each says which variant matched`() throws {
        let variants = (0..<201).map { Array("\\A\($0)z".utf8) }
        let shards = AlternationShards(variants)
        #expect(shards.shards.map(\.variants) == [0..<200, 200..<201])
        let pool = MatcherPool()
        for number in [0, 7, 199, 200] {
            #expect(try shards.firstMatch(in: Array("\(number)z".utf8), using: pool) == number)
        }
        #expect(try shards.firstMatch(in: Array("201z".utf8), using: pool) == nil)
    }

    @Test func `error 120 halves an alternation until it compiles, and a variant too large alone is named`() throws {
        // Each of these is 30 KB compiled: three are more than PCRE2's 64 KB.
        let large = Array("\\Aq(?:[bcd][efg]){400}".utf8)
        let joined = Array([large, large, large].joined(separator: [0x7C]))
        #expect { _ = try Pattern(joined) } throws: { ($0 as? PatternError)?.isTooLarge == true }
        let impossible = Array("\\Aq(?:[bcd][efg]){1200}".utf8)
        let shards = AlternationShards([large, large, impossible, large, Array("\\Axyz".utf8)])
        #expect(shards.failed == [2])
        #expect(shards.shards.map(\.variants) == [0..<2, 3..<5])
        #expect(try shards.firstMatch(in: Array("xyz".utf8), using: MatcherPool()) == 4)
    }

    @Test func `a shard that cannot decide is an error unless another matches`() throws {
        let pool = MatcherPool(limits: PatternLimits(match: 2, depth: 2, heapKiB: 1))
        let slow = Array("\\A(?:a+)+[xz]".utf8)
        let text = [UInt8](repeating: 97, count: 40)
        #expect(throws: PatternError.self) {
            try AlternationShards([slow], maximum: 1).firstMatch(in: text, using: pool)
        }
        #expect(try AlternationShards([slow, Array("\\Aa".utf8)], maximum: 1).firstMatch(in: text, using: pool) == 1)
    }
}

@Suite struct PatternShapeTests {
    private func shape(_ text: String) throws(PatternShape.Refusal) -> [Int] {
        let shape = try PatternShape(Array(text.utf8))
        return [shape.minimumLength, shape.minimumConsonants]
    }

    @Test(arguments: [
        ("putin", [5, 3]), ("pu?tin", [4, 3]), ("(?:ab|bcd)e", [3, 1]), ("b*", [0, 0]), ("b{3}", [3, 3]),
        ("b{2,}c{0,4}", [2, 2]), ("[bcd]+", [1, 1]), ("[abc]", [1, 0]), ("[^a]", [1, 0]), ("[b-d][a-d]", [2, 1]),
        ("\\A(?=bcd)(?=bc)", [3, 3]), ("(?=bcd)fg", [3, 3]), ("(?!bcd)", [0, 0]), ("(?:bcd|)", [0, 0]),
        ("\\d\\w.", [3, 0]), ("a|bcd", [1, 0]), ("(b(c|d))++f??", [2, 2]), ("[\\-b]", [1, 0]), ("[]b]", [1, 0]),
    ])
    func `what every match must hold`(text: String, expected: [Int]) throws { #expect(try shape(text) == expected) }

    @Test(arguments: [
        ("(b)\\1", "back"), ("\\g{1}", "back"), ("(?P=n)", "back"), ("(?R)", "recursion"), ("(?1)", "recursion"),
        ("(?-1)", "recursion"), ("(?&n)", "recursion"), ("(?P>n)", "recursion"), ("(?C)", "callouts"),
        ("(*ACCEPT)", "verbs"),
        ("b\\Cd", "\\C"), ("(?(1)b)", "conditions"), ("(?<n>b)", "named"), ("(?i)b", "only the groups"),
        ("(?#b)", "only the groups"), ("\\Qb", "escape"), ("(b", "missing"), ("b)", "too many"), ("*b", "nothing"),
        ("b{x}", "repetition"), ("[b", "closed"), ("[d-b]", "order"), ("b\\", "backslash"),
        ("[[:alpha:]]", "inside a class"),
    ])
    func `what is not understood is refused`(text: String, word: String) {
        let error = #expect(throws: PatternShape.Refusal.self) { try shape(text) }
        #expect(error?.reason.contains(word) == true, "\(text): \(error.map { "\($0)" } ?? "")")
    }
}
