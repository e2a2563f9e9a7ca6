/// HTML as bytes. Markup comes only from literals in the source; every value passes one of three escapes, chosen by the
/// place where it stands: `text`, `attribute` or `url`.
///
///     page += "<td\(attribute: "title", reason)>\(text: name)</td>"
///
/// There is no initialiser from a run-time `String`: the literal type is `StaticString`, so a value cannot skip escaping.
/// In debug builds the writer also checks that a text stands outside and an attribute inside of a tag.
package struct HTML: ExpressibleByStringInterpolation, Sendable {
    package private(set) var bytes: [UInt8]

    /// An empty piece with room for `capacity` bytes.
    package init(capacity: Int = 0) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    package init(stringLiteral literal: StaticString) {
        bytes = []
        literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package init(stringInterpolation: Interpolation) { bytes = stringInterpolation.bytes }

    /// A value as text content.
    package init(text value: some StringProtocol) {
        bytes = []
        appendEscaped(value, to: &bytes)
    }

    package var isEmpty: Bool { bytes.isEmpty }

    package static func += (left: inout HTML, right: HTML) { left.bytes.append(contentsOf: right.bytes) }

    package static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum += right
        return sum
    }

    /// The pieces one after another.
    package static func join(_ pieces: some Sequence<HTML>, between separator: HTML = HTML()) -> HTML {
        var all = HTML()
        var isFirst = true
        for piece in pieces {
            if !isFirst { all += separator }
            all += piece
            isFirst = false
        }
        return all
    }

    /// Collects literals and escaped values.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8]
        /// Inside `<...>`; kept in debug builds only.
        private var isInsideTag = false

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes = []
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
            assert(follow(literal))
        }

        /// Text content.
        package mutating func appendInterpolation(text value: some StringProtocol) {
            assert(!isInsideTag, "a text may not stand inside a tag")
            appendEscaped(value, to: &bytes)
        }

        /// Text content in decimal digits.
        package mutating func appendInterpolation(text value: some BinaryInteger) {
            appendInterpolation(text: String(value))
        }

        /// A whole attribute with its leading space, value in double quotes; nothing when the value is nil.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            assert(isInsideTag, "an attribute must stand inside a tag")
            guard let value else { return }
            appendAttribute(name, value)
        }

        package mutating func appendInterpolation(attribute name: StaticString, _ value: Int) {
            appendInterpolation(attribute: name, String(value))
        }

        /// An attribute without value, for example `checked`, where the condition holds.
        package mutating func appendInterpolation(flag name: StaticString, _ condition: Bool) {
            assert(isInsideTag, "an attribute must stand inside a tag")
            guard condition else { return }
            bytes.append(0x20)
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        /// An attribute that holds an address, left out as a whole when the address is refused (`SafeURL`).
        package mutating func appendInterpolation(url name: StaticString, _ value: String) {
            assert(isInsideTag, "an address must stand inside a tag")
            guard let address = SafeURL(value) else { return }
            appendAttribute(name, address.text)
        }

        /// Markup made elsewhere in the same way.
        package mutating func appendInterpolation(_ markup: HTML) {
            assert(!isInsideTag, "markup may not stand inside a tag")
            bytes.append(contentsOf: markup.bytes)
        }

        private mutating func appendAttribute(_ name: StaticString, _ value: String) {
            bytes.append(0x20)
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes.append(0x3D)
            bytes.append(0x22)
            appendEscaped(value, to: &bytes)
            bytes.append(0x22)
        }

        private mutating func follow(_ literal: StaticString) -> Bool {
            literal.withUTF8Buffer { buffer in
                for byte in buffer {
                    if byte == UInt8(ascii: "<") { isInsideTag = true }
                    if byte == UInt8(ascii: ">") { isInsideTag = false }
                }
            }
            return true
        }
    }
}

/// Appends a value so that it is inert as text and between either kind of quotes: `& < > " '` become references, control
/// characters that HTML forbids become U+FFFD.
///
/// Source: WHATWG HTML 13.1.3 and 13.2.3.5 (controls and noncharacters).
func appendEscaped(_ value: some StringProtocol, to bytes: inout [UInt8]) {
    for byte in value.utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes.append(contentsOf: Array("&amp;".utf8))
        case UInt8(ascii: "<"): bytes.append(contentsOf: Array("&lt;".utf8))
        case UInt8(ascii: ">"): bytes.append(contentsOf: Array("&gt;".utf8))
        case UInt8(ascii: "\""): bytes.append(contentsOf: Array("&quot;".utf8))
        case UInt8(ascii: "'"): bytes.append(contentsOf: Array("&#39;".utf8))
        case 0x00...0x08, 0x0B...0x1F, 0x7F: bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
        default: bytes.append(byte)
        }
    }
}
