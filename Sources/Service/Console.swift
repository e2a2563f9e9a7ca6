import Domain
import Formats
import Markup

/// A request as the pages see it: no socket, no framework.
package struct ConsoleRequest: Sendable {
    package var method: String
    /// Path and query as received.
    package var target: String
    /// Names in lower case.
    package var headers: [String: String]
    package var body: [UInt8]

    package init(method: String = "GET", target: String, headers: [String: String] = [:], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }
}

/// The headers that replies carry.
package enum HeaderName: String, Sendable, CaseIterable {
    case allow, cacheControl = "cache-control", contentEncoding = "content-encoding"
    case contentSecurityPolicy = "content-security-policy", contentType = "content-type"
    case contentTypeOptions = "x-content-type-options", cookie = "set-cookie", location
    case openerPolicy = "cross-origin-opener-policy", referrerPolicy = "referrer-policy"
    case resourcePolicy = "cross-origin-resource-policy", tag = "etag", vary
}

/// A reply; each header occurs once.
package struct ConsoleReply: Sendable {
    package var status: Int
    package var headers: [HeaderName: String]
    package var body: [UInt8]
    /// Length of the body that a GET would have got, where the body itself is left out.
    package var omittedLength: Int?
}

/// The pages: a function from request to reply over what `ConsoleData` reads.
package struct Console: Sendable {
    private let data: any ConsoleData
    let assets = Assets()
    /// Told the error behind a page that could not be made; the page itself names no details.
    private let report: @Sendable (any Error) -> Void

    package init(data: any ConsoleData, report: @escaping @Sendable (any Error) -> Void = { _ in }) {
        self.data = data
        self.report = report
    }

    package func reply(to request: ConsoleRequest) async -> ConsoleReply {
        var reply = await route(request)
        if request.method == "HEAD" {
            reply.omittedLength = reply.body.count
            reply.body = []
        }
        return reply
    }

    // MARK: Routing

    private func route(_ request: ConsoleRequest) async -> ConsoleReply {
        let target = Target(request.target)
        let page = PageMaker(request: request, path: request.target, assets: assets)
        guard LocalHost.isAllowed(request.headers["host"]) else {
            return page.message(421, .wrongHostTitle, Word.wrongHostText.text)
        }
        guard let target else { return page.message(400, .badRequestTitle, "") }
        if target.path == "/appearance" { return appearance(request, page) }
        if target.path.hasPrefix("/v1/") {
            return await ScreeningAPI(data: data, page: page, report: report).reply(to: request, path: target.path)
        }
        guard ["GET", "HEAD"].contains(request.method) else {
            var reply = page.message(405, .notAllowedTitle, Word.notAllowedText.text)
            reply.headers[.allow] = "GET, HEAD"
            return reply
        }
        if target.path.hasPrefix("/assets/") { return asset(target.path, request, page) }
        do {
            return try await read(target, page)
        } catch let refusal as QueueQuery.Refusal {
            return page.message(400, .badRequestTitle, Phrase.refused(refusal.parameter, refusal.reason))
        } catch {
            report(error)
            return page.message(500, .failedTitle, Word.failedText.text)
        }
    }

    private func read(_ target: Target, _ page: PageMaker) async throws -> ConsoleReply {
        let segments = target.segments
        switch (segments.count, segments.first) {
        case (0, _): return page.redirect(to: "/queue")
        case (1, "queue"):
            let filter = try QueueQuery(target.query).filter
            if let id = Console.caseID(filter.text) { return page.redirect(to: "/cases/\(id)") }
            let queue = try await data.queue(filter)
            return page.page(Word.casesNeedingWork.text, .cases, QueueView(filter: filter, page: queue).content)
        case (2, "cases"):
            guard let file = try await data.caseFile(segments[1]) else { break }
            return page.page("\(file.row.id) \(file.row.subject)", .cases, CaseView(page: file).content)
        case (2, "assessments"):
            guard let assessment = try await data.assessment(segments[1]) else { break }
            return page.page(assessment.event, .cases, AssessmentView(page: assessment).content)
        case (1, "screening"):
            let form = ScreeningForm(target.query)
            let answer = form.isEmpty ? nil : try form.answer(try await data.screeningDesk())
            return page.page(Word.screening.text, .screening, ScreeningView(form: form, answer: answer).content)
        case (4, "cases"):
            guard segments[2] == "match", let item = Int(segments[3]), item > 0,
                let match = try await data.match(caseID: segments[1], item: item)
            else { break }
            let view = MatchPageView(caseID: segments[1], item: item, match: match)
            return page.page("\(segments[1]) \(Word.match.text)", .cases, view.content)
        case (1, "goodlist"):
            let decisions = try await data.goodList()
            return page.page(Word.goodList.text, .screening, GoodListPage(decisions: decisions).content)
        case (2, "problems"):
            guard let problem = Problem.Code(rawValue: segments[1]) else { break }
            return page.page(problem.title, nil, PlainViews.message(.failedTitle, problem.meaning))
        case (1, "healthz"): return await health(page)
        default: break
        }
        return page.message(404, .notFoundTitle, Word.notFoundText.text)
    }

    /// A pasted case id opens its case.
    static func caseID(_ text: String) -> String? {
        let upper = text.uppercased()
        guard upper.hasPrefix("C-"), upper.utf8.count <= 20, upper.utf8.count > 2,
            upper.utf8.dropFirst(2).allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return upper
    }

    private func health(_ page: PageMaker) async -> ConsoleReply {
        let health = await data.health()
        let status = health.isWell ? 200 : 503
        if page.wantsHTML { return page.page(Word.health.text, .health, PlainViews.health(health), status: status) }
        var json = JSONOutput()
        json.object { json in
            json.member("status", health.isWell ? "ok" : "unwell")
            json.array("checks") { json in
                for check in health.checks {
                    json.object { json in
                        json.member("name", check.name)
                        json.member("ok", check.isWell)
                        json.member("detail", check.detail)
                    }
                }
            }
        }
        return page.bytes(status, "application/json", json.bytes, cache: "no-store")
    }

    private func asset(_ path: String, _ request: ConsoleRequest, _ page: PageMaker) -> ConsoleReply {
        guard let asset = assets.asset(path) else { return page.message(404, .notFoundTitle, Word.notFoundText.text) }
        let cache = "public, max-age=31536000, immutable"
        if page.acceptsGzip, let packed = asset.packed {
            var reply = page.bytes(200, asset.mediaType, packed, cache: cache)
            reply.headers[.contentEncoding] = "gzip"
            return reply
        }
        return page.bytes(200, asset.mediaType, asset.bytes, cache: cache)
    }

    /// Keeps how the pages look in a cookie. The only form until sign-in exists; it is taken from our own pages only.
    private func appearance(_ request: ConsoleRequest, _ page: PageMaker) -> ConsoleReply {
        guard request.method == "POST" else {
            var reply = page.message(405, .notAllowedTitle, "")
            reply.headers[.allow] = "POST"
            return reply
        }
        let fields = Target.pairs(String(decoding: request.body.prefix(2_048), as: UTF8.self))
        let back = fields.first { $0.name == "back" }?.value ?? "/queue"
        guard LocalHost.isOwnOrigin(request.headers), let theme = fields.first(where: { $0.name == "theme" }),
            let choice = Appearance(rawValue: theme.value), back.hasPrefix("/"), let address = SafeURL(back)
        else { return page.message(400, .badRequestTitle, "") }
        var reply = page.redirect(to: address.text)
        let cookie = "amplomb-appearance=\(choice.rawValue); Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly"
        reply.headers[.cookie] = cookie
        return reply
    }
}
