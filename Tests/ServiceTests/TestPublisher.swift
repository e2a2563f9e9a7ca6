import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A publisher's server on this machine, with every way to answer that a pull must live with.
final class TestPublisher: Sendable {
    static let list = String(repeating: "line of a list\n", count: 200)
    private let counts = Mutex<[String: Int]>([:])
    private let content = Mutex<String>(TestPublisher.list)

    func count(_ path: String) -> Int { counts.withLock { $0[path] ?? 0 } }
    func set(_ text: String) { content.withLock { $0 = text } }

    private func counted(_ request: Request) -> Int {
        counts.withLock { counts in
            counts[request.uri.path, default: 0] += 1
            return counts[request.uri.path] ?? 0
        }
    }

    private static func plain(_ text: String, _ headers: HTTPFields = [:]) -> Response {
        Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private struct Broken: Error {}

    private var router: Router<BasicRequestContext> {
        let router = Router()
        router.get("list") { [self] request, _ in
            _ = counted(request)
            let text = content.withLock { $0 }
            let etag = "\"\(text.utf8.count)-\(text.utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) })\""
            if request.headers[.ifNoneMatch] == etag { return Response(status: .notModified) }
            return Self.plain(text, [.eTag: etag, .lastModified: "Sun, 01 Nov 2026 00:00:00 GMT"])
        }
        router.get("missing") { [self] request, _ -> Response in
            _ = counted(request)
            return Response(status: .notFound)
        }
        router.get("cut") { [self] request, _ -> Response in
            _ = counted(request)
            return Response(
                status: .ok,
                body: ResponseBody(contentLength: 10_000) { writer in
                    try await writer.write(ByteBuffer(repeating: 0x41, count: 400))
                    throw Broken()
                })
        }
        router.get("cut-chunks") { [self] request, _ -> Response in
            _ = counted(request)
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(repeating: 0x41, count: 400))
                    throw Broken()
                })
        }
        router.get("huge") { [self] request, _ -> Response in
            _ = counted(request)
            return Self.plain(String(repeating: "x", count: 100_000))
        }
        router.get("huge-chunks") { [self] request, _ -> Response in
            _ = counted(request)
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    for _ in 0..<200 { try await writer.write(ByteBuffer(repeating: 0x41, count: 1_000)) }
                    try await writer.finish(nil)
                })
        }
        router.get("slow") { [self] request, _ -> Response in
            _ = counted(request)
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    for _ in 0..<3000 {
                        try await writer.write(ByteBuffer(repeating: 0x41, count: 10))
                        try await Task.sleep(for: .milliseconds(100))
                    }
                    try await writer.finish(nil)
                })
        }
        addMoving(to: router)
        return router
    }

    private func addMoving(to router: Router<BasicRequestContext>) {
        router.get("busy") { [self] request, _ -> Response in
            counted(request) < 3 ? Response(status: .serviceUnavailable) : Self.plain(Self.list)
        }
        router.get("always-busy") { [self] request, _ -> Response in
            _ = counted(request)
            return Response(status: .serviceUnavailable)
        }
        router.get("moved") { _, _ in Response(status: .found, headers: [.location: "/list"]) }
        router.get("circle") { [self] request, _ -> Response in
            _ = counted(request)
            return Response(status: .found, headers: [.location: "/circle"])
        }
        router.get("elsewhere") { _, _ in
            Response(status: .movedPermanently, headers: [.location: "http://example.org/list"])
        }
        router.get("nowhere") { _, _ in Response(status: .found) }
    }

    /// Serves on a free port while `body` runs; gives the start of every address.
    func serving<Value: Sendable>(_ body: @escaping @Sendable (String) async throws -> Value) async throws -> Value {
        // A body that breaks off is what the server is for: it need not be logged.
        var logger = Logger(label: "publisher")
        logger.logLevel = .critical
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let app = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { channel in
                found.yield(channel.localAddress?.port ?? 0)
                found.finish()
            }, logger: logger)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                try await app.run()
                return nil
            }
            group.addTask {
                var port = 0
                for await given in ports { port = given }
                return try await body("http://127.0.0.1:\(port)")
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw Broken()
        }
    }
}
