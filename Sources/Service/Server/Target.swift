import Markup

/// Path and query of a request, decoded.
struct Target {
    let path: String
    /// Path segments, percent-decoded.
    let segments: [String]
    let query: [(name: String, value: String)]

    /// Nil for targets that are too long, not absolute, or hold broken percent-encoding in the path.
    init?(_ target: String) {
        guard target.utf8.count <= 8_192, target.hasPrefix("/") else { return nil }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(parts[0])
        var segments: [String] = []
        for part in parts[0].split(separator: "/") {
            guard let text = Target.decode(part, plusIsSpace: false) else { return nil }
            segments.append(text)
        }
        self.segments = segments
        query = parts.count > 1 ? Target.pairs(String(parts[1])) : []
    }

    /// `a=1&b=x+y` as pairs in order. Broken percent-encoding leaves the text as it is.
    static func pairs(_ text: String) -> [(name: String, value: String)] {
        text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? parts[1] : ""
            return (
                decode(parts[0], plusIsSpace: true) ?? String(parts[0]),
                decode(value, plusIsSpace: true) ?? String(value)
            )
        }
    }

    private static func decode(_ text: Substring, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
