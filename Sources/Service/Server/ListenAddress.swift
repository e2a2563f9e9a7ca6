/// Where the service listens. Only this machine until sign-in exists.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    package let host: String
    package let port: Int

    package static let standard = ListenAddress(uncheckedHost: "127.0.0.1", port: 8080)

    /// Parses `127.0.0.1:8080`, `localhost:8080`, `[::1]:8080` or a port alone.
    ///
    /// - Throws: `ServiceError` `badAddress` or `notLoopback`, each with its remedy.
    package init(_ text: String) throws(ServiceError) {
        if let port = UInt16(text) {
            self.init(uncheckedHost: "127.0.0.1", port: Int(port))
            return
        }
        let host = LocalHost.host(of: text)
        guard !host.isEmpty, text.dropFirst(host.count).hasPrefix(":"),
            let port = UInt16(text.dropFirst(host.count + 1))
        else { throw ServiceError(.badAddress, text) }
        guard LocalHost.isLoopback(host) else { throw ServiceError(.notLoopback, host) }
        self.init(uncheckedHost: host == "[::1]" ? "::1" : host, port: Int(port))
    }

    private init(uncheckedHost host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `127.0.0.1:8080`.
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// What can go wrong while the service starts. One sentence with its remedy.
package struct ServiceError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case badAddress, notLoopback, portTaken, cannotListen
    }

    package let code: Code
    package let detail: String

    package init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    package var description: String {
        switch code {
        case .badAddress: "\(detail) is not an address; write it as 127.0.0.1:8080."
        case .notLoopback:
            "\(detail) is refused, for the pages are for this machine only until sign-in exists; use --listen 127.0.0.1:8080."
        case .portTaken: "\(detail) is in use by another program; choose another port with --listen."
        case .cannotListen: "Cannot listen on \(detail); choose another address with --listen 127.0.0.1:8080."
        }
    }
}
