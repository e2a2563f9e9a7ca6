/// What counts as this machine. Without sign-in nothing else is served: neither other addresses, nor names that a foreign
/// page has made to point here (DNS rebinding), nor forms of other origins.
enum LocalHost {
    /// `localhost`, `127.x.y.z` and `::1`, without port.
    static func isLoopback(_ host: some StringProtocol) -> Bool {
        let name = host.lowercased()
        if name == "localhost" || name == "::1" || name == "[::1]" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether a Host header names this machine.
    static func isAllowed(_ header: String?) -> Bool {
        guard let header else { return false }
        return isLoopback(host(of: header))
    }

    /// Whether a form came from our own pages, or from no browser at all.
    static func isOwnOrigin(_ headers: [String: String]) -> Bool {
        if let site = headers["sec-fetch-site"], site != "same-origin", site != "none" { return false }
        guard let origin = headers["origin"] else { return true }
        guard let host = headers["host"] else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    /// The part in front of the port.
    static func host(of authority: some StringProtocol) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") { return String(authority[...end]) }
        return String(authority.prefix { $0 != ":" })
    }
}
