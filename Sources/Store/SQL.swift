/// A value bound to a statement. Never pasted into its text.
package enum SQLValue: Hashable, Sendable {
    case null
    case int(Int64)
    case bool(Bool)
    /// Takes the type of its place: text, enum, date, numeric, jsonb.
    case text(String)
    case bytes([UInt8])
    case ints([Int64])
    case shards([Int16])
    case texts([String])
    case byteStrings([[UInt8]])
}

/// A statement with its bound values: what stands in `\( )` becomes `$1`, `$2`, ... and travels apart from the text.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    package let text: String
    package let values: [SQLValue]

    package init(stringLiteral value: String) {
        text = value
        values = []
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ value: SQLValue) {
            values.append(value)
            text += "$\(values.count)"
        }

        package mutating func appendInterpolation(_ value: some BinaryInteger) {
            appendInterpolation(.int(Int64(value)))
        }
        package mutating func appendInterpolation(_ value: String) { appendInterpolation(.text(value)) }
        package mutating func appendInterpolation(_ value: [UInt8]) { appendInterpolation(.bytes(value)) }
        package mutating func appendInterpolation(_ value: Bool) { appendInterpolation(.bool(value)) }
        package mutating func appendInterpolation(_ value: [Int64]) { appendInterpolation(.ints(value)) }
        package mutating func appendInterpolation(_ value: [Int16]) { appendInterpolation(.shards(value)) }
        package mutating func appendInterpolation(_ value: [String]) { appendInterpolation(.texts(value)) }
        package mutating func appendInterpolation(_ value: [[UInt8]]) { appendInterpolation(.byteStrings(value)) }

        package mutating func appendInterpolation(_ value: Int64?) {
            appendInterpolation(value.map(SQLValue.int) ?? .null)
        }
        package mutating func appendInterpolation(_ value: String?) {
            appendInterpolation(value.map(SQLValue.text) ?? .null)
        }
        package mutating func appendInterpolation(_ value: [UInt8]?) {
            appendInterpolation(value.map(SQLValue.bytes) ?? .null)
        }

        /// Another statement's text and values, numbered on.
        package mutating func appendInterpolation(_ fragment: SQL) {
            var rest = Substring(fragment.text)
            while let mark = rest.firstIndex(of: "$") {
                text += rest[..<mark]
                let digits = rest[rest.index(after: mark)...].prefix { $0.isASCII && $0.isNumber }
                if let number = Int(digits), number <= fragment.values.count {
                    text += "$\(values.count + number)"
                } else {
                    text += "$" + digits
                }
                rest = rest[digits.endIndex...]
            }
            text += rest
            values += fragment.values
        }
    }

    /// The fragments joined by a separator such as ` AND `.
    package static func joined(_ fragments: [SQL], by separator: StaticString) -> SQL {
        var result: SQL = ""
        for (index, fragment) in fragments.enumerated() {
            result = index == 0 ? fragment : "\(result)\(SQL(stringLiteral: separator.description))\(fragment)"
        }
        return result
    }
}

extension SQLValue {
    /// The type's object id in PostgreSQL; 0 lets the server infer it.
    var typeID: UInt32 {
        switch self {
        case .null, .text: 0
        case .int: 20
        case .bool: 16
        case .bytes: 17
        case .ints: 1016
        case .shards: 1005
        case .texts: 1009
        case .byteStrings: 1001
        }
    }

    /// The wire form; nil is NULL. Text is sent as text, everything else in binary.
    var wire: [UInt8]? {
        switch self {
        case .null: return nil
        case .int(let value): return bigEndianBytes(value)
        case .bool(let value): return [value ? 1 : 0]
        case .text(let value): return Array(SQLText.storable(value).utf8) + [0]
        case .bytes(let value): return value
        case .ints(let values):
            return array(values, element: 20) { buffer, value in buffer.append(contentsOf: bigEndianBytes(value)) }
        case .shards(let values):
            return array(values, element: 21) { buffer, value in buffer.append(contentsOf: bigEndianBytes(value)) }
        case .texts(let values):
            return array(values.map(SQLText.storable), element: 25) { buffer, value in
                buffer.append(contentsOf: value.utf8)
            }
        case .byteStrings(let values):
            return array(values, element: 17) { buffer, value in buffer.append(contentsOf: value) }
        }
    }

    var isBinary: Bool {
        switch self {
        case .null, .text: false
        default: true
        }
    }

    /// One dimension, no NULLs, lower bound 1; each element with its length before it.
    private func array<Element>(
        _ elements: [Element], element type: Int32, append: (inout [UInt8], Element) -> Void
    ) -> [UInt8] {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(20 + elements.count * 24)
        for word in [elements.isEmpty ? 0 : 1, 0, type] { buffer.append(contentsOf: bigEndianBytes(word)) }
        if elements.isEmpty { return buffer }
        buffer.append(contentsOf: bigEndianBytes(Int32(elements.count)))
        buffer.append(contentsOf: bigEndianBytes(Int32(1)))
        for element in elements {
            let start = buffer.count
            buffer.append(contentsOf: [0, 0, 0, 0])
            append(&buffer, element)
            let length = bigEndianBytes(Int32(buffer.count - start - 4))
            for index in 0..<4 { buffer[start + index] = length[index] }
        }
        return buffer
    }
}

func bigEndianBytes(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
}
