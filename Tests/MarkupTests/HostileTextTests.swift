import Markup
import Testing

@Suite struct HostileTextTests {
    @Test("5,000 hostile strings in text, attribute and address never make an element or attribute")
    func hostileStrings() throws {
        var random = SeededGenerator(seed: 20_261_001)
        for round in 0..<5_000 {
            let value = hostileString(&random)
            let page: HTML = """
                <main><p\(attribute: "title", value)>\(text: value)</p><a\(url: "href", value)>x</a><td>\(text: value)</td></main>
                """
            let tokens = try #require(tokenize(page.bytes), "seed round \(round): the page does not tokenize")
            let names = tokens.compactMap(\.tagName)
            #expect(
                names == ["main", "p", "/p", "a", "/a", "td", "/td", "/main"],
                "round \(round): \(value.debugDescription)")
            let attributes = tokens.flatMap(\.attributes)
            #expect(attributes.first?.name == "title" && attributes.first?.value == replaced(value))
            #expect(attributes.count == 1 || (attributes.count == 2 && attributes[1].name == "href"))
            if attributes.count == 2 {
                #expect(isHarmless(attributes[1].value), "round \(round): \(attributes[1].value)")
            }
            let texts = tokens.compactMap(\.text)
            #expect(texts.joined() == replaced(value) + "x" + replaced(value))
        }
    }

    @Test("a chart with hostile labels keeps its element structure")
    func hostileChart() throws {
        var random = SeededGenerator(seed: 7)
        func structure(_ label: String) throws -> [String] {
            let text = ChartText(id: label, title: label, description: label, labelHeading: label, tableHeading: label)
            let series = ChartSeries(name: label, tone: .hold, values: [ChartValue(3, text: label), ChartValue(5)])
            let both =
                Chart.bar(text, labels: [label, "b"], series: series)
                + Chart.line(text, labels: [label, "b"], series: [series])
            return try #require(tokenize(both.bytes)).compactMap(\.tagName)
        }
        let expected = try structure("plain")
        for _ in 0..<200 { #expect(try structure(hostileString(&random)) == expected) }
    }

    /// What the writer promises: forbidden controls become U+FFFD, everything else stays.
    private func replaced(_ value: String) -> String {
        String(
            String.UnicodeScalarView(
                value.unicodeScalars.map {
                    $0.value < 9 || (11...31).contains($0.value) || $0.value == 127 ? "\u{FFFD}" : $0
                }))
    }

    /// An independent reading of an address the way browsers do it: strip, drop tabs and line ends, then look for a scheme.
    private func isHarmless(_ address: String) -> Bool {
        let cleaned = address.unicodeScalars.filter { $0.value > 32 }
        let text = String(String.UnicodeScalarView(cleaned)).lowercased().replacing("\\", with: "/")
        if text.hasPrefix("//") { return false }
        guard let colon = text.firstIndex(of: ":") else { return true }
        let head = text[..<colon]
        if head.contains(where: { "/?#".contains($0) }) { return true }
        return ["http", "https", "mailto"].contains(head)
    }
}

@Suite struct SafeURLTests {
    @Test(
        "allowed addresses",
        arguments: [
            "/queue?state=open", "cases/C-1", "?q=a:b", "#top", "https://a.example/x", "HTTP://a", "mailto:a@b.example",
            "",
        ])
    func allowed(_ address: String) { #expect(SafeURL(address)?.text == address) }

    @Test(
        "refused addresses",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x", "//evil.example", "/\\evil.example", "\\\\evil", "file:///etc/passwd", "http\u{0}://a", "a b",
            "blob:x", ":x",
        ])
    func refused(_ address: String) { #expect(SafeURL(address) == nil) }

    @Test("a value becomes one path segment")
    func encoding() { #expect(SafeURL.encode("cdr:GB*CPS/ä ?") == "cdr%3AGB%2ACPS%2F%C3%A4%20%3F") }
}
