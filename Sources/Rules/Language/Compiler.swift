import Domain
import Windows

/// A parameter as the compiler sees it.
struct ParameterSymbol: Sendable {
    let name: String
    let type: ValueType
    let value: Value
    /// Whether an override may give it another value for some events.
    let isOverridden: Bool
    /// The value as canonical text, for the identity of streams.
    let text: String
}

/// Checks the types of a rule version's expressions and turns them into a ``Program``.
struct Compiler {
    /// What plain names mean at the place being compiled.
    enum Scope: Equatable {
        case event
        /// Inside `where`: the row of history.
        case row(RuleKind)
    }

    struct Typed {
        let node: Int32
        let type: ValueType
    }

    let kinds: [RuleKind]
    let currency: Currency
    let parameters: [ParameterSymbol]
    let letExpressions: [String: Expression]
    let allowsPatterns: Bool
    var program = Program()
    var letIndex: [String: Int32] = [:]
    var openLets: [String] = []
    /// Fields read while compiling a filter.
    var rowFields: Set<FieldID> = []
    var filterIsStatic = true
    /// Names used, for lint.
    var usedParameters: Set<String> = []
    var usedLets: Set<String> = []
    var usedFields: Set<FieldID> = []
    /// Parameters whose texts have to be words of what they are compared with.
    var wordUses: Set<WordUse> = []

    init(kinds: [RuleKind], currency: Currency, parameters: [ParameterSymbol], lets: [String: Expression]) {
        self.kinds = kinds
        self.currency = currency
        self.parameters = parameters
        letExpressions = lets
        allowsPatterns = true
    }

    mutating func add(_ operation: Operation, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) -> Int32 {
        program.nodes.append(Node(operation: operation, a: a, b: b, c: c))
        return Int32(truncatingIfNeeded: program.nodes.count - 1)
    }

    mutating func constant(_ value: Value, _ type: ValueType) -> Typed {
        program.constants.append(value)
        return Typed(node: add(.constant, Int32(truncatingIfNeeded: program.constants.count - 1)), type: type)
    }

    mutating func compile(_ expression: Expression, _ scope: Scope) throws(ExpressionError) -> Typed {
        switch expression {
        case .literal(let literal, let offset): return try compile(literal, offset)
        case .name(let parts, let offset): return try compile(name: parts, offset, scope)
        case .unary(.not, let operand, _):
            let value = try condition(operand, scope, "not")
            return Typed(node: add(.not, value), type: .bool)
        case .unary(.minus, let operand, let offset):
            let value = try compile(operand, scope)
            guard case .number = value.type else { throw mismatch(offset, "-", value.type) }
            return Typed(node: add(.negative, value.node), type: value.type)
        case .binary(let sign, let left, let right, let offset): return try compile(sign, left, right, offset, scope)
        case .choice(let condition, let yes, let no, let offset):
            let test = try self.condition(condition, scope, "if")
            let first = try compile(yes, scope)
            let second = try compile(no, scope)
            guard first.type == second.type else {
                throw ExpressionError(
                    offset, "then gives \(first.type.name), else gives \(second.type.name)",
                    expected: Self.sameType(first, second))
            }
            return Typed(node: add(.choice, test, first.node, second.node), type: first.type)
        case .call(let function, let arguments, let offset): return try compile(function, arguments, offset, scope)
        case .history(let history):
            throw ExpressionError(
                history.offset, "a history stands only as the argument of an aggregate", expected: "count(history.…)")
        }
    }

    mutating func condition(_ expression: Expression, _ scope: Scope, _ word: String) throws(ExpressionError) -> Int32 {
        let value = try compile(expression, scope)
        guard value.type == .bool else {
            throw ExpressionError(
                expression.offset, "'\(word)' over \(value.type.name)", expected: "true or false, such as a comparison")
        }
        return value.node
    }

    func mismatch(_ offset: Int, _ sign: String, _ type: ValueType) -> ExpressionError {
        ExpressionError(
            offset, "'\(sign)' does not apply to \(type.name)",
            expected: "a value that it is defined for (rules/README.md)")
    }

    // MARK: literals

    mutating func compile(_ literal: Literal, _ offset: Int) throws(ExpressionError) -> Typed {
        switch literal {
        case .bool(let value): return constant(.bool(value), .bool)
        case .text(let text): return constant(.text(Text(text)), .text)
        case .number(let digits, let unit):
            guard let quantity = Quantity(digits: digits, unit: unit) else {
                let text = unit.map { "\(digits) \($0)" } ?? digits
                throw ExpressionError(
                    offset, "'\(text)' is out of range or has an unknown unit", expected: Quantity.unitNames)
            }
            return constant(.number(quantity.value), .number(quantity.dimension))
        }
    }

    // MARK: names

    mutating func compile(name parts: [String], _ offset: Int, _ scope: Scope) throws(ExpressionError) -> Typed {
        if parts[0] == "p", parts.count == 2 { return try parameter(parts[1], offset) }
        if parts[0] == "self", parts.count > 1 {
            guard case .row = scope else {
                throw ExpressionError(
                    offset, "'self.' outside of where", expected: parts.dropFirst().joined(separator: "."))
            }
            filterIsStatic = false
            return try field(Array(parts.dropFirst()), offset, .event)
        }
        if scope == .event, letExpressions[parts[0]] != nil { return try letValue(parts, offset) }
        if case .row = scope, parts.count == 1, letExpressions[parts[0]] != nil, FieldID(parts[0]) == nil {
            filterIsStatic = false
            return try letValue(parts, offset)
        }
        return try field(parts, offset, scope)
    }

    private mutating func parameter(_ name: String, _ offset: Int) throws(ExpressionError) -> Typed {
        guard let index = parameters.firstIndex(where: { $0.name == name }) else {
            throw ExpressionError(
                offset, "unknown parameter 'p.\(name)'",
                expected: nearest(name, parameters.map(\.name)).map { "p.\($0)" } ?? "a parameter of this version")
        }
        usedParameters.insert(name)
        if parameters[index].isOverridden { filterIsStatic = false }
        return Typed(node: add(.parameter, Int32(truncatingIfNeeded: index)), type: parameters[index].type)
    }

    private mutating func letValue(_ parts: [String], _ offset: Int) throws(ExpressionError) -> Typed {
        let value = try resolveLet(parts[0], offset)
        guard parts.count > 1 else { return value }
        guard case .row(let kind) = value.type else {
            throw ExpressionError(
                offset, "'\(parts[0])' is \(value.type.name) and has no members", expected: "'\(parts[0])' by itself")
        }
        let field = try lookup(Array(parts.dropFirst()), offset, .row(kind))
        markColumn(field, of: parts[0])
        return Typed(node: add(.member, value.node, Int32(field.index)), type: field.type)
    }

    /// Remembers that the rows of a `let` are asked for this field.
    private mutating func markColumn(_ field: FieldID, of name: String) {
        memberFields[name, default: []].insert(field)
    }

    /// Fields read from rows held by lets.
    var memberFields: [String: Set<FieldID>] = [:]

    mutating func resolveLet(_ name: String, _ offset: Int) throws(ExpressionError) -> Typed {
        usedLets.insert(name)
        if let index = letIndex[name] {
            return Typed(node: add(.letValue, index), type: program.letTypes[Int(index)])
        }
        guard !openLets.contains(name), let expression = letExpressions[name] else {
            throw ExpressionError(
                offset, "let '\(name)' depends on itself: \((openLets + [name]).joined(separator: " → "))",
                expected: "a let of others")
        }
        openLets.append(name)
        let savedFields = rowFields
        let savedStatic = filterIsStatic
        defer {
            openLets.removeLast()
            rowFields = savedFields
            filterIsStatic = savedStatic
        }
        let value: Typed
        do {
            value = try compile(expression, .event)
        } catch {
            throw LetFailure.wrap(error, name)
        }
        program.letNames.append(name)
        program.letNodes.append(value.node)
        program.letTypes.append(value.type)
        let index = Int32(truncatingIfNeeded: program.letNames.count - 1)
        letIndex[name] = index
        return Typed(node: add(.letValue, index), type: value.type)
    }

    private mutating func field(_ parts: [String], _ offset: Int, _ scope: Scope) throws(ExpressionError) -> Typed {
        let field = try lookup(parts, offset, scope)
        if case .row = scope {
            rowFields.insert(field)
            return Typed(node: add(.rowField, Int32(field.index)), type: field.type)
        }
        usedFields.insert(field)
        return Typed(node: add(.field, Int32(field.index)), type: field.type)
    }

    /// The field of a dotted name in a scope.
    func lookup(_ parts: [String], _ offset: Int, _ scope: Scope) throws(ExpressionError) -> FieldID {
        let name = parts.joined(separator: ".")
        let scopeKinds: [RuleKind]
        switch scope {
        case .event: scopeKinds = kinds
        case .row(let kind): scopeKinds = [kind]
        }
        if let field = FieldID(name) {
            let definition = FieldRegistry.fields[Int(field.index)]
            if let absent = scopeKinds.first(where: { !definition.exists(in: $0) }) {
                let kind = RuleKind.withArticle(absent.rawValue)
                throw ExpressionError(
                    offset, "\(kind) has no field '\(name)'",
                    expected: FieldRegistry.nearest(name, absent) ?? "a field of \(kind)")
            }
            return field
        }
        let known = FieldRegistry.fields.filter { field in scopeKinds.allSatisfy(field.exists(in:)) }.map(\.name)
        let candidates = known + (scope == .event ? Array(letExpressions.keys).sorted() : [])
        throw ExpressionError(
            offset, "unknown name '\(name)'", expected: nearest(name, candidates) ?? "a field, a let or p.NAME")
    }
}

/// Errors inside a let keep their own place; the name says where to look.
enum LetFailure {
    static func wrap(_ error: ExpressionError, _ name: String) -> ExpressionError {
        if error.message.hasPrefix("let '") { return error }
        return ExpressionError(-1 - error.offset, "let '\(name)': \(error.message)", expected: error.expected)
    }
}
