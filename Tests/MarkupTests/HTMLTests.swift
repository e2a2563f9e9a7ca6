@testable import Markup
import Testing

@Suite struct HTMLTests {
    private func text(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

    @Test("values are escaped by the place where they stand")
    func contexts() {
        let value = "a<b>&\"'"
        #expect(
            text("<p\(attribute: "title", value)>\(text: value)</p>")
                == "<p title=\"a&lt;b&gt;&amp;&quot;&#39;\">a&lt;b&gt;&amp;&quot;&#39;</p>")
        #expect(text("<a\(url: "href", "javascript:x")>\(text: 3)</a>") == "<a>3</a>")
        #expect(text("<a\(url: "href", "/a?b=1&c=2")></a>") == "<a href=\"/a?b=1&amp;c=2\"></a>")
    }

    @Test("a nil attribute and a false flag leave nothing behind")
    func absent() {
        #expect(
            text("<i\(attribute: "title", nil)\(flag: "hidden", false)\(flag: "open", true)></i>") == "<i open></i>")
    }

    @Test("pieces join in order")
    func joining() {
        let rows = ["a", "<b>"].map { HTML(text: $0) }
        #expect(text(HTML.join(rows, between: "<br>")) == "a<br>&lt;b&gt;")
        #expect(text("<ul>\(HTML.join(rows))</ul>") == "<ul>a&lt;b&gt;</ul>")
        #expect(HTML().isEmpty)
    }
}

@Suite struct ChartTests {
    private let text = ChartText(id: "c", title: "Events", description: "Events a day.", labelHeading: "Day")

    private func render(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

    private func tags(_ name: String, in html: HTML) -> [Token] {
        (tokenize(html.bytes) ?? []).filter { $0.tagName == name }
    }

    private func number(_ token: Token, _ name: String) -> Int {
        token.attributes.first { $0.name == name }.flatMap { Int($0.value) } ?? -1
    }

    @Test("the parts of a stacked bar stand on each other and add up to the whole")
    func stacking() {
        let series = [
            ChartSeries(name: "pass", tone: .pass, values: [ChartValue(60)]),
            ChartSeries(name: "hold", tone: .hold, values: [ChartValue(40)]),
        ]
        let rects = tags("rect", in: Chart.stackedBar(text, labels: ["d"], series: series))
        #expect(rects.count == 2)
        #expect(number(rects[1], "y") + number(rects[1], "height") == number(rects[0], "y"))
        #expect(number(rects[0], "y") + number(rects[0], "height") == 190)
        #expect(number(rects[0], "height") + number(rects[1], "height") == 180)
    }

    @Test("a tiny part stays visible, a zero or negative one is not drawn but stands in the table")
    func tiny() {
        let series = [
            ChartSeries(name: "a", tone: .pass, values: [ChartValue(1), ChartValue(0), ChartValue(-7)]),
            ChartSeries(name: "b", tone: .hold, values: [ChartValue(1_000_000), ChartValue(5), ChartValue(5)]),
        ]
        let chart = Chart.stackedBar(text, labels: ["x", "y", "z"], series: series)
        let rects = tags("rect", in: chart)
        #expect(rects.count == 4)
        #expect(number(rects[0], "height") == 1)
        #expect(render(chart).contains("<td class=\"num\">-7</td>"))
    }

    @Test("axis ticks are round and reach the maximum", arguments: [Int64(0), 1, 3, 7, 99, 101, 12_345, .max])
    func ticks(_ maximum: Int64) {
        let scale = Scale(maximum: maximum)
        #expect(
            scale.top >= maximum && (1...6).contains(scale.ticks.count)
                && scale.ticks.last.map { $0 >= maximum } ?? false)
        #expect(scale.position(scale.top, in: 184) == 184 && scale.position(0, in: 184) == 0)
    }

    @Test("every chart carries title, description and the same numbers as a table, and no style or script")
    func words() {
        let series = [
            ChartSeries(name: "Events", tone: .accent, values: [ChartValue(1_204, text: "1,204"), ChartValue(9)])
        ]
        for chart in [
            Chart.bar(text, labels: ["a", "b"], series: series[0]),
            Chart.line(text, labels: ["a", "b"], series: series),
        ] {
            let page = render(chart)
            #expect(
                page.contains("<desc id=\"c-desc\">Events a day.</desc>")
                    && page.contains("aria-labelledby=\"c-title c-desc\""))
            #expect(page.contains("<td class=\"num\">1,204</td>") && page.contains("<caption>Events</caption>"))
            #expect(!page.contains("style=") && !page.contains("<script"))
        }
        #expect(render(Chart.sparkline(title: "7 days", values: [0, 4, 2])).contains("2,26 60,2 118,14"))
    }

    @Test("axis labels are short")
    func shortNumbers() {
        #expect(
            [0, 950, 1_000, 1_500, 99_900, 123_456, 2_000_000].map { shortNumber($0) } == [
                "0", "950", "1k", "1.5k", "99.9k", "123k", "2M",
            ])
        #expect(
            shortNumber(48_210_000_000, unit: 1_000_000) == "48.2k" && shortNumber(500_000, unit: 1_000_000) == "0.5")
    }

    @Test("the same numbers give the same bytes")
    func determinism() {
        let series = ChartSeries(name: "n", tone: .accent, values: (0..<90).map { ChartValue(Int64($0 * $0 % 37)) })
        let labels = (0..<90).map(String.init)
        #expect(
            Chart.line(text, labels: labels, series: [series]).bytes
                == Chart.line(text, labels: labels, series: [series]).bytes)
    }
}
