import Domain
import Formats
import Foundation
import Service
import Testing

func get(_ target: String, _ headers: [String: String] = [:], data: PreviewData = PreviewData()) async -> ConsoleReply {
    var all = headers
    if all["host"] == nil { all["host"] = "127.0.0.1:8080" }
    return await Console(data: data).reply(to: ConsoleRequest(target: target, headers: all))
}

func text(_ reply: ConsoleReply) -> String { String(decoding: reply.body, as: UTF8.self) }

@Suite struct RoutingTests {
    @Test("the root leads to the queue")
    func root() async {
        let reply = await get("/")
        #expect(reply.status == 303 && reply.headers[.location] == "/queue")
    }

    @Test("the queue shows counters, reasons, held money and due times")
    func queue() async {
        let reply = await get("/queue")
        let page = text(reply)
        #expect(reply.status == 200 && reply.headers[.contentType] == "text/html; charset=utf-8")
        #expect(page.contains("Four payouts between 8,000 and 10,000 EUR") && page.contains("184,230.75 EUR"))
        #expect(page.contains("2 h 10 min left") && page.contains("3 h 0 min late") && page.contains("41 not assessed"))
        #expect(page.contains("href=\"/cases/C-1042\"") && !page.contains("C-988"))
    }

    @Test("a case shows its reasons in words, the match, the timeline and how to verify")
    func caseFile() async {
        let reply = await get("/cases/C-1042")
        let page = text(reply)
        #expect(reply.status == 200)
        #expect(page.contains("<b><bdi>504.2 km</bdi></b> in <b><bdi>40 min</bdi></b>"))
        #expect(page.contains("<mark title=\"differs\">w</mark>") && page.contains("amplomb verify --log db:main"))
        #expect(
            page.contains("Not assessed") && page.contains("<code>account.changed_at</code>")
                && page.contains("Payout held"))
        #expect(page.contains("amplomb evidence show 21833"))
    }

    @Test("an assessment lists hits first and what was missing")
    func assessment() async {
        let page = text(await get("/assessments/9c41"))
        let hit = page.range(of: "SA-001")
        let quiet = page.range(of: "GE-001")
        #expect(hit.flatMap { first in quiet.map { first.lowerBound < $0.lowerBound } } == true)
    }

    @Test(
        "what is not there answers 404",
        arguments: ["/cases/C-7", "/cases", "/assessments/x", "/nothing", "/assets/app.css", "/queue/a/b"])
    func notFound(_ target: String) async { #expect(await get(target).status == 404) }

    @Test(
        "what is not understood answers 400 and says what",
        arguments: [
            "/queue?state=opened", "/queue?colour=red", "/queue?limit=0", "/queue?after=x", "/queue?family=A%2FB",
            "/cases/%ZZ", "/%FF",
        ])
    func badRequest(_ target: String) async { #expect(await get(target).status == 400) }

    @Test("other methods answer 405 with what is allowed")
    func methods() async {
        let console = Console(data: PreviewData())
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            let reply = await console.reply(
                to: ConsoleRequest(method: method, target: "/queue", headers: ["host": "localhost"]))
            #expect(reply.status == 405 && reply.headers[.allow] == "GET, HEAD")
        }
        let head = await console.reply(
            to: ConsoleRequest(method: "HEAD", target: "/queue", headers: ["host": "localhost"]))
        #expect(head.status == 200 && head.body.isEmpty && (head.omittedLength ?? 0) > 1_000)
    }

    @Test("an error behind a page answers 500 without its details")
    func failure() async {
        let reply = await get("/queue", data: PreviewData(fails: true))
        #expect(reply.status == 500 && !text(reply).contains("Broken"))
    }

    @Test("a pasted case id opens its case")
    func pasted() async { #expect(await get("/queue?q=c-1042").headers[.location] == "/cases/C-1042") }
}

@Suite struct HeaderTests {
    @Test(
        "every reply carries the security headers", arguments: ["/", "/queue", "/cases/C-1042", "/nothing", "/healthz"])
    func security(_ target: String) async {
        let reply = await get(target)
        #expect(
            reply.headers[.contentSecurityPolicy]
                == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        #expect(reply.headers[.contentTypeOptions] == "nosniff" && reply.headers[.referrerPolicy] == "same-origin")
        #expect(reply.headers[.openerPolicy] == "same-origin" && reply.headers[.resourcePolicy] == "same-origin")
        #expect(reply.headers[.cacheControl] == "no-store")
    }

    @Test(
        "pages hold no inline style or script and name no other origin",
        arguments: ["/queue", "/cases/C-1042", "/assessments/9c41", "/nothing"])
    func inline(_ target: String) async {
        let page = text(await get(target))
        #expect(!page.contains(" style=") && !page.contains("<style") && !page.contains("javascript:"))
        #expect(!page.contains("http://") && !page.contains("https://") && !page.contains(" onclick"))
        #expect(page.components(separatedBy: "<script").count == 2 && page.contains("<script defer src=\"/assets/app."))
    }

    @Test("assets are named by their content, immutable, and packed where the client can")
    func assets() async throws {
        let page = text(await get("/queue"))
        for suffix in [".css", ".js", ".svg"] {
            let path = try #require(
                page.split(separator: "\"").first { $0.hasPrefix("/assets/") && $0.hasSuffix(suffix) })
            let plain = await get(String(path))
            let packed = await get(String(path), ["accept-encoding": "gzip, br"])
            #expect(plain.status == 200 && plain.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(packed.headers[.contentEncoding] == "gzip")
            #expect(try Gzip.unpack(packed.body, limit: 1 << 20) == plain.body)
        }
    }

    @Test("a first visit stays below 40 KB packed; style and script below their own limits")
    func weight() async throws {
        var total = 0
        let gzip = ["accept-encoding": "gzip"]
        let page = text(await get("/queue"))
        total += await get("/queue", gzip).body.count
        for path in Set(page.split(separator: "\"").filter { $0.hasPrefix("/assets/") }) {
            let size = await get(String(path), gzip).body.count
            if path.hasSuffix(".css") { #expect(size <= 10_240, "\(size)") }
            if path.hasSuffix(".js") { #expect(size <= 8_192, "\(size)") }
            total += size
        }
        #expect(total < 40_960, "\(total)")
    }

    @Test("the same page again answers 304")
    func entityTag() async throws {
        let first = await get("/queue")
        let tag = try #require(first.headers[.tag])
        let second = await get("/queue", ["if-none-match": tag])
        #expect(second.status == 304 && second.body.isEmpty)
        #expect(await get("/queue?late=1", ["if-none-match": tag]).status == 200)
    }

    @Test("health: JSON for programs, a page for people, 503 when something is not well")
    func health() async {
        let well = await get("/healthz")
        #expect(
            well.status == 200 && text(well).hasPrefix("{\"status\":\"ok\"")
                && well.headers[.contentType] == "application/json")
        #expect(text(await get("/healthz", ["accept": "text/html"])).contains("<h1>Health</h1>"))
        #expect(await get("/healthz", data: PreviewData(isWell: false)).status == 503)
    }
}

@Suite struct LocalTests {
    @Test(
        "only names of this machine are served",
        arguments: ["localhost", "localhost:8080", "127.0.0.1:9", "[::1]:8080", "127.8.9.1"])
    func allowed(_ host: String) async { #expect(await get("/queue", ["host": host]).status == 200) }

    @Test(
        "names that a foreign page made point here are refused",
        arguments: [
            "evil.example", "127.0.0.1.evil.example", "10.0.0.1:8080", "", "localhost.evil.example", "127.0.0.300",
        ])
    func refused(_ host: String) async { #expect(await get("/queue", ["host": host]).status == 421) }

    @Test(
        "addresses to listen on",
        arguments: [
            ("8081", "127.0.0.1:8081"), ("127.0.0.1:80", "127.0.0.1:80"), ("[::1]:1", "[::1]:1"),
            ("localhost:8080", "localhost:8080"),
        ])
    func listen(_ text: String, _ expected: String) throws { #expect(try ListenAddress(text).description == expected) }

    @Test(
        "addresses that are refused, each with its remedy",
        arguments: ["0.0.0.0:8080", "192.168.1.4:80", "example.org:80", "[::]:8080"])
    func notLoopback(_ text: String) throws {
        let error = try #require(throws: ServiceError.self) { try ListenAddress(text) }
        #expect(error.code == .notLoopback && error.description.contains("--listen 127.0.0.1:8080"))
    }

    @Test("texts that are no address", arguments: ["", "x", "127.0.0.1", "127.0.0.1:99999", ":8080", "127.0.0.1:"])
    func noAddress(_ text: String) throws {
        #expect(try #require(throws: ServiceError.self) { try ListenAddress(text) }.code == .badAddress)
    }

    @Test("the appearance is kept in a cookie, and only from our own pages")
    func appearance() async {
        let console = Console(data: PreviewData())
        func post(_ body: String, _ headers: [String: String]) async -> ConsoleReply {
            var all = headers
            all["host"] = "127.0.0.1:8080"
            return await console.reply(
                to: ConsoleRequest(method: "POST", target: "/appearance", headers: all, body: Array(body.utf8)))
        }
        let own = await post("back=%2Fqueue%3Flate%3D1&theme=dark", ["origin": "http://127.0.0.1:8080"])
        #expect(own.status == 303 && own.headers[.location] == "/queue?late=1")
        #expect(own.headers[.cookie]?.hasPrefix("amplomb-appearance=dark; Path=/") == true)
        #expect(await post("theme=dark", ["origin": "http://evil.example"]).status == 400)
        #expect(await post("theme=dark", ["sec-fetch-site": "cross-site"]).status == 400)
        #expect(await post("theme=dark&back=//evil.example", [:]).status == 400)
        #expect(await post("theme=purple", [:]).status == 400)
        #expect(text(await get("/queue", ["cookie": "a=b; amplomb-appearance=dark"])).contains("data-theme=\"dark\""))
    }
}
