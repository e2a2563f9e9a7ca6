import CLibXML2

/// What libxml2's callbacks write to. They get a bare pointer to it, so the reader keeps it alive for as long as the parser.
final class SAXState {
    var events: [XMLEvent] = []
    var error: XMLError?
    var violations: [XMLViolation] = []
    var parser: xmlParserCtxtPtr?

    private let limits: XMLLimits
    private var depth = 0
    private var text: [UInt8] = []
    private var textLine = 0
    /// Names by the address of libxml2's own copy, which it keeps once for each name.
    private var names: [UnsafePointer<xmlChar>: String] = [:]

    init(limits: XMLLimits) {
        self.limits = limits
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> SAXState? {
        context.map { Unmanaged<SAXState>.fromOpaque($0).takeUnretainedValue() }
    }

    var line: Int { parser?.pointee.input.map { Int($0.pointee.line) } ?? 0 }
    var column: Int { parser?.pointee.input.map { Int($0.pointee.col) } ?? 0 }

    func fail(_ code: XMLError.Code, line: Int? = nil, detail: String = "") {
        guard error == nil else { return }
        error = XMLError(code: code, line: line ?? self.line, column: column, detail: detail)
    }

    func fail(raised raw: xmlErrorPtr) {
        guard error == nil else { return }
        error = XMLError(
            code: .malformed, line: Int(raw.pointee.line), column: Int(raw.pointee.int2), detail: Self.message(raw))
    }

    static func message(_ raw: xmlErrorPtr) -> String {
        guard let message = raw.pointee.message else { return "" }
        return String(cString: message).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    // MARK: Callbacks

    func start(
        _ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, attributeCount: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard error == nil else { return }
        flushText()
        depth += 1
        guard depth <= limits.depth else { return fail(.tooDeep(limit: limits.depth)) }
        var list: [XMLAttribute] = []
        list.reserveCapacity(attributeCount)
        for index in 0..<attributeCount {
            // Five pointers an attribute: local name, prefix, namespace, first byte of the value, one past its last.
            guard let fields = attributes.map({ $0 + index * 5 }), let first = fields[3], let last = fields[4] else {
                continue
            }
            guard last - first <= limits.textBytes else { return fail(.textTooLong(limit: limits.textBytes)) }
            list.append(
                XMLAttribute(
                    name: name(fields[0]), namespace: fields[2].map { name($0) },
                    value: Self.value(UnsafeBufferPointer(start: first, count: last - first))))
        }
        events.append(
            .start(XMLStart(name: name(local), namespace: uri.map { name($0) }, attributes: list, line: line)))
    }

    func end(_ local: UnsafePointer<xmlChar>?) {
        guard error == nil else { return }
        flushText()
        depth -= 1
        events.append(.end(XMLEnd(name: name(local), line: line)))
    }

    func characters(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
        guard error == nil, let bytes else { return }
        let piece = UnsafeBufferPointer(start: bytes, count: count)
        if text.isEmpty {
            // The parser stands behind the piece.
            textLine = line - piece.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        }
        guard text.count + count <= limits.textBytes else { return fail(.textTooLong(limit: limits.textBytes)) }
        text.append(contentsOf: piece)
    }

    func flushText() {
        guard !text.isEmpty else { return }
        let isBlank = text.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        if limits.keepsBlankText || !isBlank {
            // Blank lines before the first visible character do not count for where the text stands.
            let leading = text.prefix { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
            let skipped = isBlank ? 0 : leading.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            events.append(.text(XMLText(utf8: text, line: textLine + skipped)))
        }
        text.removeAll(keepingCapacity: true)
    }

    private func name(_ pointer: UnsafePointer<xmlChar>?) -> String {
        guard let pointer else { return "" }
        if let known = names[pointer] { return known }
        let text = String(cString: pointer)
        names[pointer] = text
        return text
    }

    /// libxml2 leaves every `&` of an attribute as `&#38;`, and only that, when it is told not to replace entities.
    private static func value(_ bytes: UnsafeBufferPointer<xmlChar>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            plain.append(bytes[index])
            let isEscape = bytes[index] == UInt8(ascii: "&") && bytes[index...].starts(with: "&#38;".utf8)
            index += isEscape ? 5 : 1
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

/// Preparation of libxml2, once a process.
enum LibXML2 {
    /// Initialises the library and makes it unable to open anything by itself: what a document or schema refers to is
    /// found among the bytes handed over with it, or not at all.
    static let isReady: Bool = {
        xmlInitParser()
        xmlSetExternalEntityLoader { location, _, context in
            SchemaSources.input(location: location.map { String(cString: $0) }, context: context)
        }
        return true
    }()
}
