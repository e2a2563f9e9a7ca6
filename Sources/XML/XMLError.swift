/// Why bytes are not an XML document that is read here, and where.
package struct XMLError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        /// Not well-formed (XML 1.0, Namespaces in XML).
        case malformed
        /// A document type definition. None is read: entities could make a small file enormous or fetch others.
        case documentType
        /// Elements nested deeper than the limit.
        case tooDeep(limit: Int)
        /// One text or attribute longer than the limit in bytes.
        case textTooLong(limit: Int)
        /// A schema that is no schema.
        case badSchema
        /// libxml2 had no memory.
        case unavailable
    }

    package var code: Code
    /// Line of the fault, from 1.
    package var line: Int
    /// Column of the fault, from 1; 0 when it is not known.
    package var column: Int
    /// What libxml2 says of it; names of elements may stand in it, contents do not.
    package var detail: String

    package init(code: Code, line: Int, column: Int, detail: String = "") {
        self.code = code
        self.line = line
        self.column = column
        self.detail = detail
    }

    package var description: String {
        let text =
            switch code {
            case .malformed: "not well-formed XML"
            case .documentType: "document type definitions are not read"
            case .tooDeep(let limit): "nested deeper than \(limit)"
            case .textTooLong(let limit): "text longer than \(limit) bytes"
            case .badSchema: "not an XML schema"
            case .unavailable: "the XML parser cannot be used"
            }
        return "line \(line), column \(column): \(text)" + (detail.isEmpty ? "" : " (\(detail))")
    }
}

/// What bounds one XML document; its size is not bounded.
package struct XMLLimits: Sendable, Equatable {
    /// Elements open at once.
    package var depth: Int
    /// Bytes of one text between two tags, or of one attribute.
    package var textBytes: Int
    /// Whether text of nothing but white space is handed out.
    package var keepsBlankText: Bool

    /// - Parameters:
    ///   - depth: clamped to 1...200; libxml2 itself ends at 256.
    ///   - textBytes: clamped to 1...8 MiB; libxml2 itself ends at 10 MB.
    package init(depth: Int = 64, textBytes: Int = 64 << 10, keepsBlankText: Bool = false) {
        self.depth = min(max(depth, 1), 200)
        self.textBytes = min(max(textBytes, 1), 8 << 20)
        self.keepsBlankText = keepsBlankText
    }
}
