/// One entry of the tape: a value, or a member's name. Offsets count bytes of the document.
struct JSONNode {
    /// First byte: of a string's content, of a number's text, of a container's bracket.
    var start: UInt32
    /// One past the last byte of the same.
    var end: UInt32
    /// Tape index one past the subtree.
    var next: UInt32
    /// Kind in the low byte, `escapedFlag` above it.
    var tag: UInt32

    static let escapedFlag: UInt32 = 0x100

    var kind: JSONKind { JSONKind(rawValue: UInt8(truncatingIfNeeded: tag)) ?? .null }
    var hasEscape: Bool { tag & Self.escapedFlag != 0 }
}

/// What a JSON value is.
package enum JSONKind: UInt8, Sendable, Equatable {
    case object, array, string, number, `true`, `false`, null
}

/// A fault before it is given a line and a column.
struct JSONFault: Error {
    var reason: JSONError.Reason
    var offset: Int
}

/// Builds the tape in one pass. Works on bare pointers because it is the hottest loop of the import; both buffers
/// outlive the parser, and every write to the tape is checked against its capacity.
struct JSONParser {
    private let base: UnsafePointer<UInt8>
    private let count: Int
    private let tape: UnsafeMutablePointer<JSONNode>
    private let capacity: Int
    private let open: UnsafeMutablePointer<Int>
    private let depthLimit: Int
    private(set) var used = 0
    private var position = 0
    private var depth = 0

    init(
        bytes: UnsafeBufferPointer<UInt8>, tape: UnsafeMutableBufferPointer<JSONNode>,
        open: UnsafeMutableBufferPointer<Int>
    ) throws(JSONFault) {
        guard let base = bytes.baseAddress, let tapeBase = tape.baseAddress, let openBase = open.baseAddress else {
            throw JSONFault(reason: .empty, offset: 0)
        }
        self.base = base
        self.count = bytes.count
        self.tape = tapeBase
        self.capacity = tape.count
        self.open = openBase
        self.depthLimit = open.count
    }

    mutating func parse() throws(JSONFault) {
        if count >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { position = 3 }
        skipSpace()
        guard position < count else { throw JSONFault(reason: .empty, offset: position) }
        try value()
        while depth > 0 {
            try step()
        }
        skipSpace()
        guard position == count else { throw JSONFault(reason: .trailingBytes, offset: position) }
    }

    /// After a value inside a container: a comma and the next member or element, or the closing bracket.
    @inline(__always)
    private mutating func step() throws(JSONFault) {
        skipSpace()
        let byte = try current()
        let container = open[depth - 1]
        let isObject = UInt8(truncatingIfNeeded: tape[container].tag) == JSONKind.object.rawValue
        if byte == 0x2C {
            position += 1
            skipSpace()
            if isObject { try name() }
            try value()
        } else if byte == (isObject ? 0x7D : 0x5D) {
            close(container)
        } else {
            throw JSONFault(reason: .unexpectedByte, offset: position)
        }
    }

    @inline(__always)
    private mutating func value() throws(JSONFault) {
        var descend = true
        while descend {
            descend = false
            switch try current() {
            case 0x22: try string()
            case 0x7B: descend = try openContainer(.object, closing: 0x7D)
            case 0x5B: descend = try openContainer(.array, closing: 0x5D)
            case 0x2D, 0x30...0x39: try number()
            case 0x74: try literal("true", .true)
            case 0x66: try literal("false", .false)
            case 0x6E: try literal("null", .null)
            default: throw JSONFault(reason: .unexpectedByte, offset: position)
            }
        }
    }

    /// Opens a container; true when a first value has to follow.
    private mutating func openContainer(_ kind: JSONKind, closing: UInt8) throws(JSONFault) -> Bool {
        guard depth < depthLimit else { throw JSONFault(reason: .tooDeep(limit: depthLimit), offset: position) }
        open[depth] = used
        depth += 1
        try push(JSONNode(start: UInt32(position), end: 0, next: 0, tag: UInt32(kind.rawValue)))
        position += 1
        skipSpace()
        if try current() == closing {
            close(open[depth - 1])
            return false
        }
        if kind == .object { try name() }
        return true
    }

    private mutating func close(_ container: Int) {
        position += 1
        depth -= 1
        tape[container].end = UInt32(position)
        tape[container].next = UInt32(used)
    }

    @inline(__always)
    private mutating func name() throws(JSONFault) {
        guard try current() == 0x22 else { throw JSONFault(reason: .unexpectedByte, offset: position) }
        try string()
        skipSpace()
        guard try current() == 0x3A else { throw JSONFault(reason: .unexpectedByte, offset: position) }
        position += 1
        skipSpace()
    }

    private mutating func literal(_ text: StaticString, _ kind: JSONKind) throws(JSONFault) {
        let length = text.utf8CodeUnitCount
        guard count - position >= length else { throw JSONFault(reason: .invalidLiteral, offset: position) }
        for index in 0..<length where base[position + index] != text.utf8Start[index] {
            throw JSONFault(reason: .invalidLiteral, offset: position)
        }
        try leaf(from: position, to: position + length, tag: UInt32(kind.rawValue))
        position += length
    }

    /// `-? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?`
    @inline(__always)
    private mutating func number() throws(JSONFault) {
        let start = position
        var cursor = position
        if base[cursor] == 0x2D { cursor += 1 }
        let integer = cursor
        digits(&cursor)
        let length = cursor - integer
        guard length > 0, length == 1 || base[integer] != 0x30 else {
            throw JSONFault(reason: .invalidNumber, offset: start)
        }
        if cursor < count, base[cursor] == 0x2E {
            cursor += 1
            let fraction = cursor
            digits(&cursor)
            guard cursor > fraction else { throw JSONFault(reason: .invalidNumber, offset: start) }
        }
        if cursor < count, base[cursor] | 0x20 == 0x65 {
            cursor += 1
            if cursor < count, base[cursor] == 0x2B || base[cursor] == 0x2D { cursor += 1 }
            let exponent = cursor
            digits(&cursor)
            guard cursor > exponent else { throw JSONFault(reason: .invalidNumber, offset: start) }
        }
        try leaf(from: start, to: cursor, tag: UInt32(JSONKind.number.rawValue))
        position = cursor
    }

    @inline(__always)
    private func digits(_ cursor: inout Int) {
        while cursor < count, base[cursor] &- 0x30 < 10 { cursor += 1 }
    }

    @inline(__always)
    private mutating func string() throws(JSONFault) {
        position += 1
        let start = position
        var tag = UInt32(JSONKind.string.rawValue)
        while true {
            skipPlain()
            let byte = try current()
            if byte == 0x22 { break }
            if byte == 0x5C {
                tag |= JSONNode.escapedFlag
                try escape()
            } else if byte >= 0x80 {
                let length = UTF8Check.sequenceLength(base + position, count - position)
                guard length > 0 else { throw JSONFault(reason: .invalidUTF8, offset: position) }
                position += length
            } else {
                throw JSONFault(reason: .controlCharacter, offset: position)
            }
        }
        try leaf(from: start, to: position, tag: tag)
        position += 1
    }

    /// Skips bytes that stand for themselves, eight at a time: everything but quote, backslash, control and non-ASCII.
    @inline(__always)
    private mutating func skipPlain() {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while count - position >= 8 {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            let found =
                ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) & ~word | word)
                & highs
            if found != 0 {
                position += found.trailingZeroBitCount >> 3
                return
            }
            position += 8
        }
        while position < count {
            let byte = base[position]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { return }
            position += 1
        }
    }

    private mutating func escape() throws(JSONFault) {
        guard position + 1 < count else { throw JSONFault(reason: .unexpectedEnd, offset: count) }
        switch base[position + 1] {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
            position += 2
        case 0x75:
            let unit = try hexUnit(at: position + 2)
            if unit & 0xFC00 == 0xD800 {
                guard position + 7 < count, base[position + 6] == 0x5C, base[position + 7] == 0x75,
                    try hexUnit(at: position + 8) & 0xFC00 == 0xDC00
                else { throw JSONFault(reason: .unpairedSurrogate, offset: position) }
                position += 12
            } else {
                guard unit & 0xFC00 != 0xDC00 else {
                    throw JSONFault(reason: .unpairedSurrogate, offset: position)
                }
                position += 6
            }
        default:
            throw JSONFault(reason: .invalidEscape, offset: position)
        }
    }

    private func hexUnit(at start: Int) throws(JSONFault) -> UInt16 {
        guard count - start >= 4 else { throw JSONFault(reason: .unexpectedEnd, offset: count) }
        var unit: UInt16 = 0
        for index in start..<start + 4 {
            guard let digit = Hex.value(of: base[index]) else {
                throw JSONFault(reason: .invalidEscape, offset: index)
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    @inline(__always)
    private mutating func leaf(from start: Int, to end: Int, tag: UInt32) throws(JSONFault) {
        try push(JSONNode(start: UInt32(start), end: UInt32(end), next: UInt32(used + 1), tag: tag))
    }

    @inline(__always)
    private mutating func push(_ node: JSONNode) throws(JSONFault) {
        guard used < capacity else { throw JSONFault(reason: .tooLong(limit: count), offset: position) }
        (tape + used).initialize(to: node)
        used += 1
    }

    @inline(__always)
    private mutating func skipSpace() {
        while position < count {
            let byte = base[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position += 1
        }
    }

    @inline(__always)
    private func current() throws(JSONFault) -> UInt8 {
        guard position < count else { throw JSONFault(reason: .unexpectedEnd, offset: count) }
        return base[position]
    }
}
