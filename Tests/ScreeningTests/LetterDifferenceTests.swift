import Testing

@testable import Screening

@Suite struct LetterDifferenceTests {
    private func marks(_ runs: [LetterDifference.Run]) -> String {
        runs.map { $0.isMarked ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test(
        "letters without a partner are marked, case aside",
        arguments: [
            ("Zoltawar", "ZOLTAVAR", "Zolta[w]ar", "ZOLTA[V]AR"), ("Anna", "Anna", "Anna", "Anna"),
            ("", "ab", "", "[ab]"),
            ("Muller", "Müller", "M[u]ller", "M[ü]ller"), ("abc", "xyz", "[abc]", "[xyz]"),
        ])
    func examples(_ ours: String, _ theirs: String, _ left: String, _ right: String) {
        let difference = LetterDifference(ours: ours, theirs: theirs)
        #expect(marks(difference.ours) == left && marks(difference.theirs) == right)
    }

    @Test("no letter is lost, and what stays unmarked is the same on both sides")
    func property() {
        var state: UInt64 = 11
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<300 {
            let ours = String((0..<next(12)).map { _ in "abcAé漢"[String.Index(utf16Offset: next(6), in: "abcAé漢")] })
            let theirs = String((0..<next(12)).map { _ in "abcAé漢"[String.Index(utf16Offset: next(6), in: "abcAé漢")] })
            let difference = LetterDifference(ours: ours, theirs: theirs)
            #expect(difference.ours.map(\.text).joined() == ours && difference.theirs.map(\.text).joined() == theirs)
            let kept = { (runs: [LetterDifference.Run]) in
                runs.filter { !$0.isMarked }.map(\.text).joined().lowercased()
            }
            #expect(kept(difference.ours) == kept(difference.theirs))
        }
    }

    @Test("a very long text is handled in time")
    func long() {
        let text = String(repeating: "abcdefgh", count: 5_000)
        #expect(LetterDifference(ours: text, theirs: text + "x").ours.count == 1)
    }
}
