import Domain
import Testing

@Suite struct PersonNameTests {
    @Test(
        "spellings of one person are one name",
        arguments: [
            ("anna", "Anna"), ("anna", "  anna "), ("anna", "\u{FF41}nna"), ("anna b", "anna\u{3000}\u{3000}B"),
            ("anna b", "ANNAB"), ("o'neill.j-p_2@acme", "O\u{FF07}Neill.J-P_2@Acme"), ("wei\u{DF}", "WEISS"),
            ("ren\u{E9}", "Rene\u{301}"), ("\u{212A}im", "kim"),
        ])
    func same(first: String, second: String) throws {
        let (one, other) = (try #require(PersonName(first)), try #require(PersonName(second)))
        #expect(one == other && one.hashValue == other.hashValue)
    }

    @Test("other persons stay others, and the text is the one form that is recorded")
    func different() throws {
        #expect(PersonName("anna") != PersonName("anne"))
        #expect(PersonName("anna.b") != PersonName("anna-b"))
        #expect(PersonName(" Anna \u{FF22}. ")?.text == "anna b.")
        #expect(PersonName("\u{5F35}\u{5049}")?.text == "\u{5F35}\u{5049}")
        #expect(PersonName(String(repeating: "a", count: 100)) != nil)
    }

    @Test(
        "a name of what nobody sees, or of nothing, is none",
        arguments: [
            "", "   ", ".", "@", "anna\u{200B}", "anna\u{200D}", "anna\u{202E}", "anna\u{AD}", "an\u{FEFF}na",
            "anna\u{3164}", "anna\u{34F}", "anna\u{FE0F}", "anna\n", "an\tna", "anna\u{A0}b", "anna;", "<anna>",
            "anna\u{0}",
            "anna\u{2019}", "\u{1F600}", String(repeating: "a", count: 101),
        ])
    func none(text: String) {
        #expect(PersonName(text) == nil)
    }
}
