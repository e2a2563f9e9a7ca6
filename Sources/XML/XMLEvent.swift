/// One attribute, entities resolved.
package struct XMLAttribute: Sendable, Equatable {
    package var name: String
    package var namespace: String?
    package var value: String
}

/// The beginning of an element.
package struct XMLStart: Sendable, Equatable {
    /// The name without prefix.
    package var name: String
    package var namespace: String?
    package var attributes: [XMLAttribute]
    /// Line on which the start tag ends, from 1.
    package var line: Int

    /// The value of the attribute of that local name, whatever its namespace.
    package subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// All text between two tags, entities and CDATA resolved, as UTF-8.
package struct XMLText: Sendable, Equatable {
    package var utf8: [UInt8]
    /// Line on which the text begins, from 1.
    package var line: Int

    package var string: String { String(decoding: utf8, as: UTF8.self) }
}

/// The end of an element.
package struct XMLEnd: Sendable, Equatable {
    /// The name without prefix.
    package var name: String
    package var line: Int
}

/// What a reader hands out, in the order of the document. Comments and processing instructions are left out.
package enum XMLEvent: Sendable, Equatable {
    case start(XMLStart)
    case text(XMLText)
    case end(XMLEnd)
}
