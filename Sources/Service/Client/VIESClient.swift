import AsyncHTTPClient
package import Domain
import NIOCore
import NIOHTTP1
package import Tax
import XML

/// Where a register answers and how long one try may take.
package struct VIESService: Hashable, Sendable {
    /// The start of the REST addresses, without a slash at the end.
    package var rest: String
    /// The address of the SOAP service.
    package var soap: String
    /// For one try, from the connection to the last byte.
    package var timeout = TimeSpan(microseconds: 20 * TimeSpan.second.microseconds)
    /// An answer is a few hundred bytes.
    package var answerLimit = 64 << 10

    package init(rest: String, soap: String) {
        self.rest = rest
        self.soap = soap
    }

    /// The service of the Commission.
    package static let commission = VIESService(
        rest: "https://ec.europa.eu/taxation_customs/vies/rest-api",
        soap: "https://ec.europa.eu/taxation_customs/vies/services/checkVatService")
}

/// A register of VAT numbers. The Commission's is here; those of Great Britain, Norway, Switzerland and Australia need
/// their own.
package protocol VATRegister: Sendable {
    /// Asks about one number, trying again while that may help. The end is always a record, also when nothing answered.
    func check(_ request: VIESRequest) async -> VIESRecord
}

/// Asks VIES over SOAP or REST.
package struct VIESClient: VATRegister {
    private let http: HTTPClient
    private let service: VIESService
    private let way: VIESProtocol
    private let limits: VIESRetry.Limits
    private let agent: String
    private let clock: @Sendable () -> Instant

    /// Lends a client and ends it afterwards.
    package static func withClient<Value>(
        _ service: VIESService, by way: VIESProtocol, agent: String, limits: VIESRetry.Limits = VIESRetry.Limits(),
        clock: @escaping @Sendable () -> Instant, _ body: (VIESClient) async throws -> Value
    ) async throws -> Value {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .microseconds(service.timeout.microseconds)
        configuration.timeout.read = .microseconds(service.timeout.microseconds)
        configuration.connectionPool.retryConnectionEstablishment = false
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let client = VIESClient(
            http: http, service: service, way: way, limits: limits, agent: agent, clock: clock)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(client))
        } catch {
            result = .failure(error)
        }
        try? await http.shutdown()
        return try result.get()
    }

    package func check(_ request: VIESRequest) async -> VIESRecord {
        var retry = VIESRetry(limits)
        while true {
            let (answer, bytes) = await exchange(request)
            switch retry.apply(answer, bytes: bytes, at: clock()) {
            case .end(let record): return record
            case .wait(let pause):
                do {
                    try await Task.sleep(for: .microseconds(pause.microseconds))
                } catch {
                    return retry.interrupted(bytes: bytes, at: clock())
                }
            }
        }
    }

    /// One try: what the answer means and its bytes.
    private func exchange(_ request: VIESRequest) async -> (answer: VIESAnswer, bytes: [UInt8]) {
        let deadline = NIODeadline.now() + .microseconds(service.timeout.microseconds)
        var bytes: [UInt8] = []
        let status: Int
        do {
            let response = try await http.execute(message(request), deadline: deadline)
            status = Int(response.status.code)
            for try await part in response.body {
                guard bytes.count + part.readableBytes <= service.answerLimit else {
                    return (.unreadable("an answer of more than \(service.answerLimit) bytes"), bytes)
                }
                bytes.append(contentsOf: part.readableBytesView)
            }
        } catch {
            return (.unreadable("no whole answer"), bytes)
        }
        switch way {
        case .soap: return (VIESAnswer(soap: bytes, status: status), bytes)
        case .restPost, .restGet: return (VIESAnswer(rest: bytes, status: status), bytes)
        }
    }

    private func message(_ request: VIESRequest) -> HTTPClientRequest {
        var message: HTTPClientRequest
        switch way {
        case .soap:
            message = HTTPClientRequest(url: service.soap)
            message.method = .POST
            message.headers.add(name: "content-type", value: "text/xml; charset=utf-8")
            message.headers.add(name: "soapaction", value: "\"\"")
            message.body = .bytes(request.envelope)
        case .restPost:
            message = HTTPClientRequest(url: service.rest + "/check-vat-number")
            message.method = .POST
            message.headers.add(name: "content-type", value: "application/json")
            message.body = .bytes(request.json)
        case .restGet:
            message = HTTPClientRequest(url: service.rest + "/" + request.path)
        }
        message.headers.add(name: "user-agent", value: agent)
        message.headers.add(name: "accept", value: way == .soap ? "text/xml" : "application/json")
        // The hash is over the service's bytes, so they come as they are.
        message.headers.add(name: "accept-encoding", value: "identity")
        return message
    }
}
