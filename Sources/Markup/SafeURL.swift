/// An address that a page may link to: `http`, `https`, `mailto`, or relative to the page.
///
/// Everything else is refused, also what browsers would turn into something else while parsing: control characters and
/// white space (which they strip), backslashes (which they read as slashes) and `//host` (another origin without a scheme).
/// Source: WHATWG URL 4.1 and 4.4.
package struct SafeURL: Hashable, Sendable {
    package let text: String

    /// Nil when refused.
    package init?(_ text: String) {
        var sawPathCharacter = false
        var scheme: [UInt8]?
        var head: [UInt8] = []
        for byte in text.utf8 {
            guard byte > 0x20, byte != 0x7F, byte != UInt8(ascii: "\\") else { return nil }
            if sawPathCharacter || scheme != nil { continue }
            switch byte {
            case UInt8(ascii: ":"): scheme = head
            case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): sawPathCharacter = true
            default: head.append(byte | 0x20)
            }
        }
        if let scheme {
            guard SafeURL.schemes.contains(scheme) else { return nil }
        } else if text.utf8.starts(with: "//".utf8) {
            return nil
        }
        self.text = text
    }

    /// A value as one path segment or one query value: everything but letters, digits and `-._~` is percent-encoded.
    ///
    /// Source: RFC 3986 section 2.3.
    package static func encode(_ value: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(value.utf8.count)
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in value.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes.append(contentsOf: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let schemes: [[UInt8]] = ["http", "https", "mailto"].map { Array($0.utf8) }
}
