import Domain
import Reports
import Testing

@Suite struct ActivityReportTests {
    @Test("totals add up the rows of their table and nothing else")
    func totals() throws {
        let totals = activityInput().totals
        func value(_ id: String) throws -> ActivityTotal.Value { try #require(totals.first { $0.id == id }).value }
        #expect(try value("A-01") == .count(1_112))
        #expect(
            try value("A-02") == .count(1_100) && value("A-03") == .count(7) && value("A-04") == .count(4)
                && value("A-05") == .count(1))
        #expect(try value("A-10") == .count(1_120) && value("A-14") == .count(3))
        #expect(try value("A-20") == .count(12) && value("A-21") == .count(5))
        #expect(try value("A-40") == .count(5) && value("A-42") == .count(4))
        #expect(try value("A-51") == .count(1) && value("A-60") == .count(1_140))
        let money = totals.filter { $0.id == "A-31" }.map { "\($0.value.text) \($0.value.currency)" }
        #expect(money == ["57511.10 EUR", "120.00 GBP"])
    }

    @Test("the order in which rows arrive does not show")
    func order() {
        let input = activityInput()
        var other = input
        other.decisions.reverse()
        other.rules.reverse()
        other.held.reverse()
        other.lists.reverse()
        let report = ActivityReport(input)
        #expect(report.html == ActivityReport(other).html && report.csv == ActivityReport(other).csv)
        #expect(report.name == "activity_main_2026-07-01_2026-10-01")
    }

    @Test("the CSV holds every row: adding it up again gives the totals")
    func csvAddsUp() throws {
        let rows = parseCSV(ActivityReport(activityInput()).csv)
        #expect(rows.allSatisfy { $0.count == 12 })
        func sum(_ table: String, _ measure: String, _ filter: ([String]) -> Bool = { _ in true }) -> Int64 {
            rows.filter { $0[0] == table && $0[8] == measure && filter($0) }.reduce(0) { $0 + (Int64($1[9]) ?? .min) }
        }
        func total(_ id: String) throws -> Int64 { try #require(rows.first { $0[1] == id }.flatMap { Int64($0[9]) }) }
        #expect(try sum("decisions", "count") == total("A-01"))
        #expect(try sum("decisions", "count", { $0[5] == "hold" }) == total("A-04"))
        #expect(try sum("rules", "hits") == total("A-20") && sum("rules", "unknowns") == total("A-21"))
        #expect(try sum("cases", "open_at_end") == total("A-42") && sum("evidence", "size") == total("A-60"))
        #expect(try sum("records", "rejected") == total("A-14"))
    }

    @Test("texts that a spreadsheet would compute are made harmless, numbers stay numbers")
    func formulas() {
        var csv = CSVWriter(header: ["a", "b"])
        csv.append([.text("=1+1"), .number(-5)])
        csv.append([.text("@SUM(A1)"), .decimal("-3.50")])
        csv.append([.text("\tx"), .text("a \"b\", c")])
        csv.append([.text("-\r\n"), .text("")])
        #expect(
            String(decoding: csv.bytes, as: UTF8.self)
                == "a,b\r\n'=1+1,-5\r\n'@SUM(A1),-3.50\r\n'\tx,\"a \"\"b\"\", c\"\r\n\"'-\r\n\",\r\n")
    }

    @Test("the page escapes what it is given, runs nothing and loads nothing")
    func page() {
        var input = activityInput()
        input.reporter = "<script>alert(1)</script>"
        input.queries[.decisions] = "SELECT count(*) WHERE at < :to"
        let page = String(decoding: ActivityReport(input).html, as: UTF8.self)
        #expect(!page.contains("<script") && page.contains("&lt;script&gt;"))
        #expect(page.contains("WHERE at &lt; :to") && page.contains("default-src 'none'"))
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains(" style="))
    }

    @Test("a sum that does not fit is named, not wrapped around")
    func overflow() {
        var input = activityInput()
        input.evidence.append(.init(log: "b", size: .max, root: .zero, checkpointAt: nil))
        #expect(input.totals.last?.value == .overflow)
        #expect(String(decoding: ActivityReport(input).html, as: UTF8.self).contains("too large to sum"))
    }

    @Test("an empty period gives a report with zeros")
    func empty() {
        let input = ActivityReportInput(
            reporter: "A", from: Instant(microseconds: 0), to: Instant(microseconds: 0),
            preparedAt: Instant(microseconds: 0),
            engineVersion: "0")
        #expect(input.totals.allSatisfy { $0.value == .count(0) })
        #expect(String(decoding: ActivityReport(input).html, as: UTF8.self).contains("None in this period."))
    }
}
