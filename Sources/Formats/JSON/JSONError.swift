/// What bounds one JSON document.
package struct JSONLimits: Sendable, Equatable {
    /// Containers that may be open at once.
    package var depth: Int
    /// Bytes one document may have; at most 1 GiB.
    package var bytes: Int

    /// - Parameters:
    ///   - depth: containers open at once, clamped to 1...1024.
    ///   - bytes: size of one document, clamped to 1 GiB.
    package init(depth: Int = 64, bytes: Int = 16 << 20) {
        self.depth = min(max(depth, 1), 1024)
        self.bytes = min(max(bytes, 0), 1 << 30)
    }
}

/// Why bytes are not a JSON document (RFC 8259), and where. The description quotes nothing of the document.
package struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The closed set of ways to be wrong.
    package enum Reason: Sendable, Equatable {
        case empty, unexpectedEnd, unexpectedByte, trailingBytes, controlCharacter
        case invalidUTF8, invalidEscape, unpairedSurrogate, invalidNumber, invalidLiteral
        case tooDeep(limit: Int)
        case tooLong(limit: Int)

        /// The reason in words.
        package var text: String {
            switch self {
            case .empty: "no JSON value"
            case .unexpectedEnd: "the input ends inside a JSON value"
            case .unexpectedByte: "unexpected character"
            case .trailingBytes: "characters after the end of the JSON value"
            case .controlCharacter: "control character inside a string"
            case .invalidUTF8: "invalid UTF-8"
            case .invalidEscape: "invalid escape"
            case .unpairedSurrogate: "escape of an unpaired surrogate"
            case .invalidNumber: "invalid number"
            case .invalidLiteral: "invalid literal"
            case .tooDeep(let limit): "nested deeper than \(limit)"
            case .tooLong(let limit): "longer than \(limit) bytes"
            }
        }

        /// Whether the document broke a size or depth limit rather than the grammar.
        package var isLimit: Bool {
            switch self {
            case .tooDeep, .tooLong: true
            default: false
            }
        }
    }

    package var reason: Reason
    /// Bytes before the fault.
    package var offset: Int
    /// Line of the fault, from 1.
    package var line: Int
    /// Unicode scalars before the fault on its line, plus 1.
    package var column: Int

    package var description: String { "line \(line), column \(column): \(reason.text)" }

    /// The error as seen from the start of the input that the record was cut from.
    ///
    /// - Parameters:
    ///   - line: line on which the record starts.
    ///   - offset: bytes before the record.
    package func shifted(line firstLine: Int, offset firstOffset: Int) -> JSONError {
        JSONError(reason: reason, offset: offset + firstOffset, line: line + firstLine - 1, column: column)
    }
}

/// Counting of lines and columns, done only once something is wrong.
enum TextPosition {
    /// Line and column, both from 1, of a byte offset; columns count Unicode scalars.
    static func of(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        for index in 0..<min(offset, bytes.count) {
            if bytes[index] == 0x0A {
                line += 1
                column = 1
            } else if bytes[index] & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
