import Domain
import Engine
import Formats
import Screening

/// `POST /v1/screenings` and `POST /v1/screenings:batch`: body and reply are the JSON of `amplomb screen`.
///
/// Screenings are answered and not stored, so that every request is a dry run and `dry_run: false` is refused.
struct ScreeningAPI {
    let data: any ConsoleData
    let page: PageMaker
    let report: @Sendable (any Error) -> Void

    static let one = "/v1/screenings"
    static let many = "/v1/screenings:batch"
    static let mostQueries = 1_000

    /// Bytes of a body that are read: 1 MiB, 4 MiB for a batch, 4 KiB for forms.
    static func bodyLimit(_ target: String) -> Int {
        let path = target.prefix { $0 != "?" }
        if path == many { return 4 << 20 }
        return path.hasPrefix("/v1/") ? 1 << 20 : 4_096
    }

    func reply(to request: ConsoleRequest, path: String) async -> ConsoleReply {
        guard path == Self.one || path == Self.many else { return problem(.notFound, path) }
        guard request.method == "POST" else {
            var reply = problem(.notAllowed, path)
            reply.headers[.allow] = "POST"
            return reply
        }
        // A form of another site can send no JSON without asking first; without sign-in this is what keeps it out.
        guard LocalHost.isOwnOrigin(request.headers) else { return problem(.forbidden, path) }
        let mediaType = (request.headers["content-type"] ?? "").prefix { $0 != ";" }.lowercased()
        guard mediaType.filter({ $0 != " " }) == "application/json" else { return problem(.mediaType, path) }
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: request.body)
        } catch {
            return problem(.badRequest, path, detail: "the body is no JSON: \(error)")
        }
        do {
            return path == Self.one ? try await one(document, path) : try await many(document, path)
        } catch {
            report(error)
            return problem(.failed, path)
        }
    }

    private func one(_ document: JSONDocument, _ path: String) async throws -> ConsoleReply {
        let (asked, faults) = ScreeningBody.request(document.root)
        guard let asked else { return problem(.badRequest, path, errors: faults) }
        let desk = try await data.screeningDesk()
        return json(desk.screener.json(desk.screen(asked.query, asked.options).result))
    }

    private func many(_ document: JSONDocument, _ path: String) async throws -> ConsoleReply {
        guard document.root.kind == .object, let queries = document.root["queries"], queries.kind == .array else {
            return problem(
                .badRequest, path,
                errors: [.init(pointer: "/queries", detail: "expected an array of up to \(Self.mostQueries) queries")])
        }
        var asked: [ScreeningBody.Request] = []
        var faults: [ScreeningBody.Fault] = []
        for member in document.root.members where !member.isNamed("queries") {
            faults.append(
                .init(
                    pointer: "/\(String(decoding: member.name, as: UTF8.self).prefix(60))",
                    detail: "an unknown member; known is queries"))
        }
        var count = 0
        for element in queries.elements {
            if count < Self.mostQueries {
                let (request, wrong) = ScreeningBody.request(element, pointer: "/queries/\(count)")
                if let request { asked.append(request) }
                faults += wrong
            }
            count += 1
        }
        if count == 0 || count > Self.mostQueries {
            faults.append(
                .init(pointer: "/queries", detail: "expected 1 to \(Self.mostQueries) queries, found \(count)"))
        }
        guard faults.isEmpty else { return problem(.badRequest, path, errors: faults) }
        let desk = try await data.screeningDesk()
        var output = JSONOutput()
        output.object { json in
            json.member("snapshot", desk.screener.snapshot.hash.description)
            json.array("results") { list in
                for request in asked {
                    let result = desk.screener.json(desk.screen(request.query, request.options).result)
                    list.value(json: result.dropLast())
                }
            }
        }
        output.endLine()
        return json(output.bytes)
    }

    private func json(_ bytes: [UInt8]) -> ConsoleReply {
        page.bytes(200, "application/json", bytes, cache: "no-store")
    }

    private func problem(
        _ code: Problem.Code, _ path: String, detail: String? = nil, errors: [ScreeningBody.Fault] = []
    ) -> ConsoleReply {
        Self.problem(code, path, detail: detail, errors: errors, page)
    }

    static func problem(
        _ code: Problem.Code, _ path: String, detail: String? = nil, errors: [ScreeningBody.Fault] = [],
        _ page: PageMaker
    ) -> ConsoleReply {
        let problem = Problem(code: code, instance: path, detail: detail, errors: errors)
        return page.bytes(code.status, "application/problem+json", problem.json, cache: "no-store")
    }
}

extension Console {
    /// The answer to a body that is longer than its operation reads.
    func tooLarge(_ target: String) -> ConsoleReply {
        let page = PageMaker(request: ConsoleRequest(target: target), path: target, assets: assets)
        return ScreeningAPI.problem(.tooLarge, String(target.prefix { $0 != "?" }), page)
    }
}
