import Testing

@testable import Patterns

@Suite struct PatternTests {
    @Test func `an anchored pattern finds its groups and its mark`() throws {
        let pattern = try Pattern("\\A(p)(?:u(*MARK:ru.u)|oo(*MARK:ru.oo))tin\\z")
        var matcher = try PatternMatcher()
        let match = try #require(try matcher.firstMatch(of: pattern, in: Array("pootin".utf8)))
        #expect(match.range == 0..<6)
        #expect(match.mark == "ru.oo")
        #expect(match.groups == [0..<1])
        #expect(try matcher.firstMatch(of: pattern, in: Array("patin".utf8)) == nil)
    }

    @Test func `a group that takes no part is nil`() throws {
        let pattern = try Pattern("(a)|(b)")
        var matcher = try PatternMatcher()
        let match = try #require(try matcher.firstMatch(of: pattern, in: Array("b".utf8)))
        #expect(match.groups == [nil, 0..<1])
    }

    @Test func `more groups than fit are cut, not an error`() throws {
        let pattern = try Pattern("(a)(b)(c)(d)")
        var matcher = try PatternMatcher(groups: 2)
        #expect(try matcher.firstMatch(of: pattern, in: Array("abcd".utf8))?.groups == [0..<1, 1..<2])
    }

    @Test func `a wrong pattern says number and offset`() {
        #expect(throws: PatternError.rejected(code: 114, offset: 4)) { _ = try Pattern("(abc") }
    }

    @Test func `a pattern that is too long is refused before PCRE2 sees it`() {
        #expect(throws: PatternError.tooLong(bytes: 20_001)) {
            _ = try Pattern([UInt8](repeating: 97, count: 20_001))
        }
    }

    @Test(arguments: [false, true])
    func `catastrophic backtracking is a limit error, never no match`(jit: Bool) throws {
        var pattern = try Pattern("^(a+)+$")
        if jit { pattern.compileJIT() }
        var matcher = try PatternMatcher()
        let subject = [UInt8](repeating: 97, count: 60) + [98]
        #expect {
            _ = try matcher.firstMatch(of: pattern, in: subject)
        } throws: { error in
            if case .limit = error as? PatternError { return true }
            return false
        }
        // The matcher works on after a limit.
        #expect(try matcher.matches(pattern, Array("aaa".utf8)))
    }

    @Test func `the empty text is matched and detected`() throws {
        var matcher = try PatternMatcher()
        let empty = try Pattern("a*")
        #expect(throws: PatternError.matchesEmpty) { try empty.requireNonEmpty(using: &matcher) }
        let filled = try Pattern("a+")
        try filled.requireNonEmpty(using: &matcher)
        let nothing = try Pattern("")
        #expect(try matcher.matches(nothing, []))
    }

    @Test func `UTF mode and single code unit escapes are refused`() {
        #expect(throws: PatternError.self) { _ = try Pattern("(*UTF)a") }
        #expect(throws: PatternError.self) { _ = try Pattern("a\\Cb") }
    }

    @Test func `JIT and interpreter agree on random texts`() throws {
        var state: UInt64 = 20_260_213
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let sources = [
            "\\A(?:k|q|c)h?[aeiouy]{0,2}dd?h?[aeiouy]{0,2}f[aeiouy]{0,2}\\z", "a(?=b)|ba", "(?:ab|a)(?:c|bcd)",
        ]
        var matcher = try PatternMatcher()
        for source in sources {
            let plain = try Pattern(source)
            var fast = try Pattern(source)
            fast.compileJIT()
            for _ in 0..<2_000 {
                let subject = (0..<Int(next() % 12)).map { _ in UInt8(97 + next() % 26) }
                #expect(
                    try matcher.firstMatch(of: plain, in: subject) == matcher.firstMatch(of: fast, in: subject))
            }
        }
    }
}
