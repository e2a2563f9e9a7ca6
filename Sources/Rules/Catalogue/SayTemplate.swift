/// The sentence an analyst sees, with `{name}` where a value goes.
struct SayTemplate: Sendable, Hashable {
    enum Part: Sendable, Hashable {
        case text(String)
        /// An expression: a field, a let, `p.NAME`, a member of a row.
        case value(Expression, node: Int32, type: ValueType)
    }

    var parts: [Part]
    let source: SourceText

    /// The template's text and place.
    struct SourceText: Sendable, Hashable {
        let text: String
        let place: DocumentNode.Place
    }

    /// Cuts the template; `{` and `}` stand only around names.
    static func parse(_ text: String, _ place: DocumentNode.Place) throws(ExpressionError) -> SayTemplate {
        var parts: [Part] = []
        var plain = ""
        var name: String?
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            switch (scalar, name) {
            case ("{", nil):
                if !plain.isEmpty { parts.append(.text(plain)) }
                plain = ""
                name = ""
            case ("}", let inner?):
                guard let tree = try? Parser.parse(inner), case .name = tree else {
                    throw ExpressionError(
                        offset, "'{\(inner)}' is no name", expected: "{let}, {field} or {p.parameter}")
                }
                parts.append(.value(tree, node: -1, type: .bool))
                name = nil
            case ("}", nil), ("{", _?): throw ExpressionError(offset, "a brace without its partner", expected: "{name}")
            case (_, let inner?): name = inner + String(scalar)
            case (_, nil): plain.unicodeScalars.append(scalar)
            }
        }
        if name != nil {
            throw ExpressionError(text.unicodeScalars.count, "a brace that does not close", expected: "}")
        }
        if !plain.isEmpty { parts.append(.text(plain)) }
        return SayTemplate(parts: parts, source: SourceText(text: text, place: place))
    }
}
