import Domain
import Engine
import Formats
import Foundation
import Screening
import Testing

@testable import Service

private func post(
    _ target: String, _ body: String, _ headers: [String: String] = [:], data: PreviewData = PreviewData()
) async -> ConsoleReply {
    var all = ["host": "127.0.0.1:8080", "content-type": "application/json"]
    all.merge(headers) { _, new in new }
    return await Console(data: data).reply(
        to: ConsoleRequest(method: "POST", target: target, headers: all, body: Array(body.utf8)))
}

@Suite struct ScreeningAPITests {
    @Test("one screening answers with the bytes of the command")
    func one() async throws {
        let body = #"{"name":"Sampel Abdul Probe","type":"person","dob":"1961","countries":["YE"],"dry_run":true}"#
        let reply = await post("/v1/screenings", body)
        #expect(reply.status == 200 && reply.headers[.contentType] == "application/json")
        let desk = try SampleDesk.made.get()
        var query = ScreeningQuery(name: "Sampel Abdul Probe", type: .person)
        query.births = [BirthRange("1961")].compactMap { $0 }
        query.countries = [Country(alpha2: "YE")].compactMap { $0 }
        let command = desk.screener.json(desk.screen(query).result)
        #expect(reply.body == command)
        #expect(String(decoding: command, as: UTF8.self).contains(#""entry_id":"SAi.001""#))
    }

    @Test("a batch answers in order, each as one alone, and names the snapshot once")
    func batch() async throws {
        let reply = await post(
            "/v1/screenings:batch", #"{"queries":[{"name":"Nobody Atall"},{"name":"Probe Relief","limit":1}]}"#)
        #expect(reply.status == 200)
        let document = try JSONDocument(parsing: reply.body)
        let results = try #require(document.root["results"]).elements.map { $0 }
        #expect(results.count == 2)
        let alone = await post("/v1/screenings", #"{"name":"Probe Relief","limit":1}"#)
        #expect(Array(results[1].rawBytes) + [0x0A] == alone.body)
        #expect(document.root["snapshot"]?.string == results[0]["snapshot"]?.string)
    }

    @Test("every fault of a body comes at once, with its pointer and no value")
    func faults() async throws {
        let body = """
            {"name":"  ","type":"robot","dob":"1961-13","countries":["DE","Atlantis"],"limit":0,"min_score":2,"colour":1,\
            "dry_run":false,"ids":"imo:1"}
            """
        let reply = await post("/v1/screenings", body)
        #expect(reply.status == 400 && reply.headers[.contentType] == "application/problem+json")
        let document = try JSONDocument(parsing: reply.body)
        #expect(document.root["type"]?.string == "/problems/bad-request" && document.root["status"]?.integer == 400)
        let pointers = Set(document.root["errors"]?.elements.compactMap { $0["pointer"]?.string } ?? [])
        #expect(
            pointers == [
                "/name", "/type", "/dob", "/countries/1", "/limit", "/min_score", "/colour", "/dry_run", "/ids",
            ])
        for value in ["robot", "1961-13", "Atlantis"] { #expect(!text(reply).contains(value)) }
    }

    @Test(
        "batches of none, of too many, and of the wrong form are refused whole",
        arguments: [
            #"{"queries":[]}"#, #"{"queries":{}}"#, "[]", "{}", #"{"queries":[{"name":"A"}],"limit":3}"#,
            #"{"queries":["A"]}"#,
        ])
    func badBatch(_ body: String) async { #expect(await post("/v1/screenings:batch", body).status == 400) }

    @Test("a batch holds a thousand queries and not one more")
    func most() async {
        func body(_ count: Int) -> String {
            "{\"queries\":[" + Array(repeating: #"{"name":"Nobody"}"#, count: count).joined(separator: ",") + "]}"
        }
        #expect(await post("/v1/screenings:batch", body(1_000)).status == 200)
        #expect(await post("/v1/screenings:batch", body(1_001)).status == 400)
    }

    @Test("method, media type, origin, address, broken JSON and a failing store each have their problem")
    func problems() async throws {
        let read = await Console(data: PreviewData()).reply(
            to: ConsoleRequest(target: "/v1/screenings", headers: ["host": "127.0.0.1"]))
        #expect(read.status == 405 && read.headers[.allow] == "POST")
        let body = #"{"name":"Nobody"}"#
        #expect(await post("/v1/screenings", body, ["content-type": "text/plain"]).status == 415)
        #expect(await post("/v1/screenings", body, ["content-type": "application/json; charset=utf-8"]).status == 200)
        #expect(await post("/v1/screenings", body, ["origin": "http://evil.example"]).status == 403)
        #expect(await post("/v1/screenings", body, ["host": "evil.example"]).status == 421)
        #expect(await post("/v1/nothing", body).status == 404)
        #expect(await post("/v1/screenings", "{").status == 400)
        #expect(await post("/v1/screenings", #"{"name":"A","name":"B"}"#).status == 400)
        #expect(await post("/v1/screenings", body, data: PreviewData(fails: true)).status == 500)
        let large = Console(data: PreviewData()).tooLarge("/v1/screenings?x=1")
        #expect(large.status == 413 && text(large).contains(#""instance":"/v1/screenings""#))
        #expect(ScreeningAPI.bodyLimit("/v1/screenings") == 1 << 20 && ScreeningAPI.bodyLimit("/appearance") == 4_096)
        for code in Problem.Code.allCases { #expect(await page("/problems/\(code.rawValue)").status == 200) }
        #expect(await page("/problems/none").status == 404)
    }

    private func page(_ target: String) async -> ConsoleReply { await get(target) }
}

@Suite struct ScreeningPageTests {
    @Test("the page has a form, and nothing is asked before a name is given")
    func form() async {
        let reply = await get("/screening", data: PreviewData(fails: true))
        let page = text(reply)
        #expect(reply.status == 200 && page.contains("name=\"name\"") && !page.contains("class=\"candidate"))
        #expect(page.contains("<a href=\"/screening\" aria-current=\"page\">"))
    }

    @Test("a candidate shows both names, the letters that differ, and a sum that adds up to its score")
    func candidate() async throws {
        let page = text(await get("/screening?name=Sampel+Abdul+Prohbe&dob=1961&country=YE&type=person"))
        #expect(page.contains("<mark title=\"differs\">h</mark>") && page.contains("SAi.001"))
        #expect(page.contains("value=\"Sampel Abdul Prohbe\"") && page.contains("value=\"person\" selected"))
        let terms = page.components(separatedBy: "<article").dropFirst().map { article -> (Int, Int) in
            let cells = article.components(separatedBy: "<td class=\"num\">").dropFirst().map { cell -> Int in
                let shown = cell.components(separatedBy: "<span>")[1].replacing("<b>", with: "")
                return Int(shown.prefix { "+-.0123456789".contains($0) }.filter { $0 != "." && $0 != "+" }) ?? 0
            }
            return (cells.dropLast().reduce(0, +), cells.last ?? -1)
        }
        #expect(!terms.isEmpty)
        for (sum, total) in terms { #expect(sum == total && total > 0) }
    }

    @Test("what is wrong with a field stands on the page, and the field keeps its text")
    func faults() async {
        let page = text(await get("/screening?name=Probe&dob=31.2.1961&country=Atlantis"))
        #expect(page.contains("role=\"alert\"") && page.contains("1961-03-01") && page.contains("ISO 3166"))
        #expect(page.contains("value=\"31.2.1961\""))
    }

    @Test("a match of a case shows the same component and leads back; other items have none")
    func match() async {
        let page = text(await get("/cases/C-1042/match/1"))
        #expect(page.contains("<mark title=\"differs\">h</mark>") && page.contains("href=\"/cases/C-1042#item-1\""))
        let file = text(await get("/cases/C-1042"))
        #expect(page.contains("creditor") && file.contains("/cases/C-1042/match/"))
        for target in ["/cases/C-1042/match/2", "/cases/C-1042/match/0", "/cases/C-1042/match/x", "/cases/C-1/other/1"]
        {
            #expect(await get(target).status == 404)
        }
    }

    @Test("the good-list shows who decided what until when, and how often it was used")
    func goodList() async {
        let page = text(await get("/goodlist"))
        #expect(
            page.contains("G-1") && page.contains("ana, ben") && page.contains("1,241") && page.contains("In force"))
        #expect(page.contains("Waits for approval") && page.contains("born 1985 in Lyon"))
        #expect(await get("/goodlist", data: PreviewData(fails: true)).status == 500)
    }

    @Test("a name that is on no list says so; markup in a name stays text")
    func nothing() async {
        let page = text(await get("/screening?name=%3Cscript%3Ealert(1)%3C%2Fscript%3E"))
        #expect(page.contains("Nothing on the lists comes near this name.") && !page.contains("<script>alert"))
    }
}
