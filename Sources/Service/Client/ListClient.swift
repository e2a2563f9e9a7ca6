import AsyncHTTPClient
import Domain
package import Engine
import NIOCore
import NIOHTTP1
import Screening

/// Fetches list files over HTTP: asks whether they changed, limits size and time, tries again, follows redirects within https.
///
/// A file comes whole or not at all: a body that is shorter or longer than announced is an error.
package struct ListClient: Sendable {
    private let http: HTTPClient
    private let agent: String

    private init(http: HTTPClient, agent: String) {
        self.http = http
        self.agent = agent
    }

    /// Lends a client and ends it afterwards.
    package static func withClient<Value>(
        agent: String, limits: ListDownloadLimits, _ body: (ListClient) async throws -> Value
    ) async throws -> Value {
        var configuration = HTTPClient.Configuration()
        // Redirects are followed here, where an address that leaves https can be refused.
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .microseconds(limits.connect.microseconds)
        configuration.timeout.read = .microseconds(limits.silence.microseconds)
        configuration.connectionPool.retryConnectionEstablishment = false
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(ListClient(http: http, agent: agent)))
        } catch {
            result = .failure(error)
        }
        try? await http.shutdown()
        return try result.get()
    }

    /// Fetches one file, trying again while that may help.
    package func fetch(_ download: ListDownload) async throws(ListDownloadError) -> ListDownloadReply {
        let limits = download.limits
        let deadline = NIODeadline.now() + .microseconds(limits.total.microseconds)
        var pause = limits.pause.microseconds
        for attempt in 1... {
            let failure: Failure
            do throws(Failure) {
                return try await follow(download, until: deadline)
            } catch {
                failure = error
            }
            let left = (deadline - .now()).nanoseconds / 1_000
            guard failure.mayPass, attempt < limits.tries, left > pause else {
                let tries = attempt > 1 ? " (\(attempt) tries)" : ""
                throw ListDownloadError(failure.error.code, failure.error.message + tries)
            }
            try? await Task.sleep(for: .microseconds(pause))
            pause *= 2
        }
        preconditionFailure("the loop ends by returning or throwing")
    }

    /// Why one try failed, and whether another may do better.
    private struct Failure: Error {
        let error: ListDownloadError
        let mayPass: Bool

        init(_ code: ListDownloadError.Code, _ message: String, mayPass: Bool) {
            error = ListDownloadError(code, message)
            self.mayPass = mayPass
        }
    }

    private func follow(_ download: ListDownload, until deadline: NIODeadline) async throws(Failure)
        -> ListDownloadReply
    {
        var address = download.address
        for _ in 0...download.limits.redirects {
            let response = try await head(address, download, deadline)
            switch response.status.code {
            case 200: return try await whole(response, download.limits, deadline)
            case 304: return .notModified
            case 301, 302, 303, 307, 308: address = try Self.target(of: response, from: address)
            case 404, 410:
                throw Failure(.moved, "status \(response.status.code): the address has moved", mayPass: false)
            default:
                // 408, 429 and the 5xx are about the moment, everything else about the request.
                let code = response.status.code
                throw Failure(.status, "status \(code)", mayPass: code >= 500 || code == 408 || code == 429)
            }
        }
        throw Failure(.moved, "more than \(download.limits.redirects) redirects", mayPass: false)
    }

    private static func target(of response: HTTPClientResponse, from address: ListAddress) throws(Failure)
        -> ListAddress
    {
        guard let location = response.headers.first(name: "location") else {
            throw Failure(.moved, "a redirect to nowhere", mayPass: false)
        }
        let isRelative = location.hasPrefix("/") && !location.hasPrefix("//")
        let origin = address.text.prefix(address.text.count - address.path.count)
        let text =
            location.hasPrefix("//")
            ? address.text.prefix { $0 != "/" } + location : isRelative ? origin + location : location
        guard let target = ListAddress(text) else {
            throw Failure(.moved, "redirected to \(text.prefix(200)), which is no https address", mayPass: false)
        }
        // What began encrypted stays so: an address of this machine is allowed only where it was written in the file.
        if address.text.hasPrefix("https://"), !target.text.hasPrefix("https://") {
            throw Failure(.moved, "redirected out of https to \(text.prefix(200))", mayPass: false)
        }
        return target
    }

    private func head(_ address: ListAddress, _ download: ListDownload, _ deadline: NIODeadline) async throws(Failure)
        -> HTTPClientResponse
    {
        var request = HTTPClientRequest(url: address.text)
        request.headers.add(name: "user-agent", value: agent)
        request.headers.add(name: "accept", value: "*/*")
        // The hash is over the publisher's bytes, so they come as they are.
        request.headers.add(name: "accept-encoding", value: "identity")
        if let etag = download.etag { request.headers.add(name: "if-none-match", value: etag) }
        if let since = download.lastModified { request.headers.add(name: "if-modified-since", value: since) }
        do {
            return try await http.execute(request, deadline: deadline)
        } catch {
            throw Self.failure(error)
        }
    }

    /// The body, as long as announced and no longer than allowed.
    private func whole(_ response: HTTPClientResponse, _ limits: ListDownloadLimits, _ deadline: NIODeadline)
        async throws(Failure) -> ListDownloadReply
    {
        let announced = response.headers.first(name: "content-length").flatMap { Int($0) }
        func tooLarge() -> Failure {
            Failure(.tooLarge, "the file is larger than the limit of \(limits.bytes) bytes", mayPass: false)
        }
        if let announced, announced > limits.bytes { throw tooLarge() }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(announced ?? 1 << 20)
        do {
            for try await part in response.body {
                guard bytes.count + part.readableBytes <= limits.bytes else { throw tooLarge() }
                bytes.append(contentsOf: part.readableBytesView)
                if NIODeadline.now() >= deadline { throw HTTPClientError.deadlineExceeded }
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            let known = Self.failure(error)
            throw known.error.code == .noNetwork
                ? Failure(.cut, "the file broke off after \(bytes.count) bytes", mayPass: true) : known
        }
        if let announced, announced != bytes.count {
            throw Failure(.cut, "\(bytes.count) bytes came, \(announced) were announced", mayPass: true)
        }
        return .file(
            bytes: bytes, etag: response.headers.first(name: "etag"),
            lastModified: response.headers.first(name: "last-modified"))
    }

    /// What the client's errors mean, in words; their own text names types.
    private static func failure(_ error: any Error) -> Failure {
        if let error = error as? HTTPClientError {
            switch error {
            case .connectTimeout: return Failure(.noNetwork, "no connection within the time limit", mayPass: false)
            case .deadlineExceeded, .readTimeout:
                return Failure(.timeout, "not finished within the time limit", mayPass: false)
            case .remoteConnectionClosed:
                return Failure(.cut, "the server closed the connection in the middle", mayPass: true)
            default: break
            }
        }
        if error is CancellationError { return Failure(.timeout, "interrupted", mayPass: false) }
        if error is HTTPParserError { return Failure(.cut, "the answer broke off or is no HTTP", mayPass: true) }
        let text = String(describing: error).lowercased()
        // A name that is not found or a network that is not there does not come back within a second.
        let isOffline =
            text.contains("unknownhost") || text.contains("dns") || text.contains("unreachable")
            || text.contains("noaddress")
        if isOffline { return Failure(.noNetwork, "the host is not found: is there a network?", mayPass: false) }
        if text.contains("certificate") || text.contains("ssl") || text.contains("tls") {
            return Failure(.protocolError, "no secure connection: its certificate is not accepted", mayPass: false)
        }
        return Failure(.noNetwork, "no connection", mayPass: true)
    }
}
