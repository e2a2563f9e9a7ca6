import Domain
import Formats
import Markup

/// Makes replies: the frame around a page, and the headers of cases-and-web.md section 8, each once.
struct PageMaker {
    let layout: Layout
    let wantsHTML: Bool
    let acceptsGzip: Bool
    private let knownTag: String?

    init(request: ConsoleRequest, path: String, assets: Assets) {
        let cookies = (request.headers["cookie"] ?? "").split(separator: ";").map {
            String($0).trimmingPrefix { $0 == " " }
        }
        let name = "amplomb-appearance="
        let choice = cookies.first { $0.hasPrefix(name) }.flatMap {
            Appearance(rawValue: String($0.dropFirst(name.count)))
        }
        layout = Layout(assets: assets, appearance: choice ?? .system, path: path)
        wantsHTML = (request.headers["accept"] ?? "").contains("text/html")
        acceptsGzip = (request.headers["accept-encoding"] ?? "").contains("gzip")
        knownTag = request.headers["if-none-match"]
    }

    /// A page. A client that has the same bytes gets 304.
    func page(_ title: String, _ section: Word?, _ content: HTML, status: Int = 200) -> ConsoleReply {
        let body = layout.page(title: title, section: section, content).bytes
        let tag = "\"\(String(stableHash(String(decoding: body, as: UTF8.self)), radix: 36))\""
        if status == 200, knownTag == tag {
            var reply = bytes(304, "text/html; charset=utf-8", [], cache: "no-store")
            reply.headers[.tag] = tag
            return reply
        }
        var reply: ConsoleReply
        if acceptsGzip, body.count > 1_024, let packed = try? GzipWriter.pack(body, level: 4) {
            reply = bytes(status, "text/html; charset=utf-8", packed, cache: "no-store")
            reply.headers[.contentEncoding] = "gzip"
        } else {
            reply = bytes(status, "text/html; charset=utf-8", body, cache: "no-store")
        }
        if status == 200 { reply.headers[.tag] = tag }
        return reply
    }

    func message(_ status: Int, _ title: Word, _ text: String) -> ConsoleReply {
        page(title.text, nil, PlainViews.message(title, text), status: status)
    }

    func redirect(to path: String) -> ConsoleReply {
        var reply = bytes(303, "text/plain; charset=utf-8", [], cache: "no-store")
        reply.headers[.location] = path
        return reply
    }

    func bytes(_ status: Int, _ mediaType: String, _ body: [UInt8], cache: String) -> ConsoleReply {
        var headers = PageMaker.security
        headers[.contentType] = mediaType
        headers[.cacheControl] = cache
        headers[.vary] = mediaType.hasPrefix("text/html") ? "Cookie, Accept, Accept-Encoding" : "Accept-Encoding"
        return ConsoleReply(status: status, headers: headers, body: body)
    }

    private static let security: [HeaderName: String] = [
        .contentSecurityPolicy:
            """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
        base-uri 'none'; frame-ancestors 'none'
        """,
        .contentTypeOptions: "nosniff", .referrerPolicy: "same-origin", .openerPolicy: "same-origin",
        .resourcePolicy: "same-origin",
    ]
}
