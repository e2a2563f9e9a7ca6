import Hummingbird
package import Logging

/// The web service: the pages behind one loopback address.
package enum Service {
    /// Serves until SIGTERM or SIGINT; open requests are finished first.
    ///
    /// - Parameters:
    ///   - ready: Called once with the address of the first page when connections are accepted.
    /// - Throws: `ServiceError` when the address cannot be taken.
    package static func run(
        listen: ListenAddress, data: any ConsoleData, logger: Logger,
        ready: @escaping @Sendable (String) async -> Void = { _ in }
    ) async throws {
        let console = Console(data: data) { error in
            // The type alone: an error's text may hold what a page may not.
            logger.error("page failed", metadata: ["code": "\(type(of: error))"])
        }
        let app = Application(
            responder: ConsoleResponder(console: console),
            configuration: ApplicationConfiguration(
                address: .hostname(listen.host, port: listen.port), serverName: nil),
            onServerRunning: { _ in await ready("http://\(listen)/") },
            logger: logger)
        do {
            try await app.runService()
        } catch {
            throw refusal(error, listen: listen)
        }
    }

    /// Says in one sentence why the address could not be taken; other errors stay what they are.
    private static func refusal(_ error: any Error, listen: ListenAddress) -> any Error {
        let text = String(describing: error)
        if text.contains("errno: 98") || text.lowercased().contains("address already in use") {
            return ServiceError(.portTaken, listen.description)
        }
        if text.contains("bind") { return ServiceError(.cannotListen, listen.description) }
        return error
    }
}

/// Carries requests from Hummingbird to the pages and back; nothing is decided here.
struct ConsoleResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    let console: Console

    func respond(to request: Request, context: BasicRequestContext) async throws -> Response {
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        headers["host"] = request.head.authority
        var body: [UInt8] = []
        if request.method == .post {
            let target = request.head.path ?? "/"
            guard let buffer = try? await request.body.collect(upTo: ScreeningAPI.bodyLimit(target)) else {
                return response(console.tooLarge(target))
            }
            body = Array(buffer.readableBytesView)
        }
        let reply = await console.reply(
            to: ConsoleRequest(
                method: request.method.rawValue, target: request.head.path ?? "/", headers: headers, body: body))
        return response(reply)
    }

    private func response(_ reply: ConsoleReply) -> Response {
        var response = Response(
            status: .init(code: reply.status), headers: [:],
            body: reply.body.isEmpty ? .init() : .init(byteBuffer: ByteBuffer(bytes: reply.body)))
        for (name, value) in reply.headers {
            switch name {
            case .allow: response.headers[.allow] = value
            case .cacheControl: response.headers[.cacheControl] = value
            case .contentEncoding: response.headers[.contentEncoding] = value
            case .contentSecurityPolicy: response.headers[.contentSecurityPolicy] = value
            case .contentType: response.headers[.contentType] = value
            case .contentTypeOptions: response.headers[.xContentTypeOptions] = value
            case .cookie: response.headers[.setCookie] = value
            case .location: response.headers[.location] = value
            case .openerPolicy: response.headers[.init("cross-origin-opener-policy")!] = value
            case .referrerPolicy: response.headers[.init("referrer-policy")!] = value
            case .resourcePolicy: response.headers[.crossOriginResourcePolicy] = value
            case .tag: response.headers[.eTag] = value
            case .vary: response.headers[.vary] = value
            }
        }
        if let length = reply.omittedLength { response.headers[.contentLength] = String(length) }
        return response
    }
}
