import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// The test numbers of VIES on this machine, over SOAP and REST: the number alone says what is answered.
///
/// - Source: VIES, technical information, test service.
final class TestRegister: Sendable {
    private let counts = Mutex<[String: Int]>([:])
    private static let faults: [String: String] = [
        "201": "INVALID_INPUT", "202": "INVALID_REQUESTER_INFO", "300": "SERVICE_UNAVAILABLE",
        "301": "MS_UNAVAILABLE", "302": "TIMEOUT", "400": "VAT_BLOCKED", "401": "IP_BLOCKED",
        "500": "GLOBAL_MAX_CONCURRENT_REQ", "501": "GLOBAL_MAX_CONCURRENT_REQ_TIME", "600": "MS_MAX_CONCURRENT_REQ",
        "601": "MS_MAX_CONCURRENT_REQ_TIME",
    ]

    /// How often a number was asked about.
    func count(_ number: String) -> Int { counts.withLock { $0[number] ?? 0 } }

    private func counted(_ number: String) -> Int {
        counts.withLock { counts in
            counts[number, default: 0] += 1
            return counts[number] ?? 0
        }
    }

    /// The fault of a number; 700 is a number that is answered at the third try.
    private func fault(_ number: String) -> String? {
        let tries = counted(number)
        return number == "700" ? (tries < 3 ? "MS_UNAVAILABLE" : nil) : Self.faults[number]
    }

    private static func response(_ text: String, _ type: String, _ status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static func value(_ name: String, in text: String, _ opening: String, _ closing: String) -> String? {
        guard let start = text.range(of: opening.replacing("NAME", with: name)) else { return nil }
        let rest = text[start.upperBound...]
        return rest.range(of: closing).map { String(rest[..<$0.lowerBound]) }
    }

    private func post(_ body: String) -> Response {
        let number = Self.value("vatNumber", in: body, "\"NAME\":\"", "\"") ?? ""
        if let fault = fault(number) {
            return Self.response(
                "{\"actionSucceed\":false,\"errorWrappers\":[{\"error\":\"\(fault)\"}]}", "application/json")
        }
        let asked = Self.value("requesterNumber", in: body, "\"NAME\":\"", "\"")
        let identifier = asked.map { "\"WAPIAAA-\($0)\"" } ?? "\"\""
        let text = """
            {"countryCode":"IE","vatNumber":"\(number)","requestDate":"2026-11-23T10:00:00.000Z",\
            "valid":\(number != "200"),"requestIdentifier":\(identifier),"name":"---","address":"Street 1"}
            """
        return Self.response(text, "application/json")
    }

    private func get(_ number: String) -> Response {
        let fault = fault(number)
        let word = fault ?? (number == "200" ? "INVALID" : "VALID")
        // The service says "not valid" also where it could not ask.
        let text = "{\"isValid\":\(fault == nil && number != "200"),\"userError\":\"\(word)\",\"name\":\"A & B\"}"
        return Self.response(text, "application/json")
    }

    private func soap(_ body: String) -> Response {
        let number = Self.value("vatNumber", in: body, "<NAME>", "<") ?? ""
        func envelope(_ text: String) -> String {
            """
            <env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Header/><env:Body>\(text)\
            </env:Body></env:Envelope>
            """
        }
        if let fault = fault(number) {
            let text = "<env:Fault><faultcode>env:Server</faultcode><faultstring>\(fault)</faultstring></env:Fault>"
            return Self.response(envelope(text), "text/xml", .internalServerError)
        }
        let asked = Self.value("requesterVatNumber", in: body, "<NAME>", "<")
        let name = asked == nil ? "checkVatResponse" : "checkVatApproxResponse"
        let identifier = asked.map { "<n:requestIdentifier>WAPIAAA-\($0)</n:requestIdentifier>" } ?? ""
        let text = """
            <n:\(name) xmlns:n="urn:ec.europa.eu:taxud:vies:services:checkVat:types"><n:countryCode>IE</n:countryCode>\
            <n:vatNumber>\(number)</n:vatNumber><n:requestDate>2026-11-23+01:00</n:requestDate>\
            <n:valid>\(number != "200")</n:valid><n:name>A &amp; B</n:name><n:address>---</n:address>\(identifier)</n:\(name)>
            """
        return Self.response(envelope(text), "text/xml")
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        router.post("rest/check-vat-number") { [self] request, _ in
            post(String(buffer: try await request.body.collect(upTo: 1 << 16)))
        }
        router.get("rest/ms/{state}/vat/{number}") { [self] _, context in
            get(context.parameters.get("number") ?? "")
        }
        router.post("soap") { [self] request, _ in
            soap(String(buffer: try await request.body.collect(upTo: 1 << 16)))
        }
        return router
    }

    private struct Ended: Error {}

    /// Serves on a free port while `body` runs; gives the start of every address.
    func serving<Value: Sendable>(_ body: @escaping @Sendable (String) async throws -> Value) async throws -> Value {
        var logger = Logger(label: "register")
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
            throw Ended()
        }
    }
}
