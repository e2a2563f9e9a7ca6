/// Finding the end of one JSON container without building anything, resumable at any byte.
struct JSONStructureScan: Sendable {
    /// What stopped the scan.
    enum Stop: Sendable, Equatable {
        case needsMore
        /// The container has closed.
        case closed
        /// Brackets do not match, or a string runs across a line end.
        case broken
        /// A value begins at the start of a line where none may: the record before it lost its end.
        case restart
        /// The value of the envelope's member begins here.
        case envelope
    }

    /// Where the record starts in the buffer; moves along once its bytes are no longer kept.
    var start: Int
    let line: Int
    let offset: Int
    private(set) var crossesLines = false
    private(set) var isTooDeep = false
    var isTooLong = false
    private var depth = 0
    private var deepest = 0
    /// One bit an open container, the innermost lowest: 1 = object.
    private var kinds: UInt64 = 0
    private var inString = false
    private var escaped = false
    private var previous: UInt8 = 0
    private var atLineStart = false
    /// Bytes of the envelope member's name matched so far, negative when the string at hand is not that name.
    private var matched = -1
    private var isEnvelopeName = false
    private let depthLimit: Int
    private let envelopeMember: [UInt8]

    /// - Parameter envelopeMember: empty when no envelope is looked for.
    init(start: Int, line: Int, offset: Int, depthLimit: Int, envelopeMember: [UInt8] = []) {
        self.start = start
        self.line = line
        self.offset = offset
        self.depthLimit = depthLimit
        self.envelopeMember = envelopeMember
    }

    /// A scan that is already inside an object, behind one of its values, and keeps nothing.
    static func tail(start: Int, line: Int, offset: Int, depthLimit: Int) -> JSONStructureScan {
        var scan = JSONStructureScan(start: start, line: line, offset: offset, depthLimit: depthLimit)
        scan.depth = 1
        scan.deepest = 1
        scan.kinds = 1
        scan.previous = UInt8(ascii: "}")
        scan.isTooLong = true
        return scan
    }

    mutating func shift(by count: Int) { start -= count }

    /// Goes on at `cursor`; leaves it behind the last byte used (at the byte itself for `restart` and `envelope`).
    mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, _ cursor: inout Int, line: inout Int) -> Stop {
        var state = self
        defer { self = state }
        var position = cursor
        defer { cursor = position }
        while position < bytes.count {
            let byte = bytes[position]
            if state.inString {
                if state.matched < 0, !state.escaped {
                    position = Self.skipPlain(bytes, from: position)
                    if position == bytes.count { return .needsMore }
                }
                let byte = bytes[position]
                if byte == 0x0A { return .broken }
                state.stringByte(byte)
                position += 1
                continue
            }
            switch byte {
            case 0x20, 0x0D, 0x09:
                state.atLineStart = false
                position += 1
                continue
            case 0x0A:
                line += 1
                state.crossesLines = true
                state.atLineStart = true
                position += 1
                continue
            case 0x22:
                state.beginString()
            case 0x7B, 0x5B:
                if let stop = state.opening(byte) { return stop }
            case 0x7D, 0x5D:
                position += 1
                if let stop = state.closing(byte) { return stop }
                state.previous = byte
                state.atLineStart = false
                continue
            default:
                break
            }
            state.previous = byte
            state.atLineStart = false
            position += 1
        }
        return .needsMore
    }

    /// Skips what neither ends a string nor begins an escape nor ends a line, eight bytes at a time.
    @inline(__always)
    private static func skipPlain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return start }
        let ones: UInt64 = 0x0101_0101_0101_0101
        var position = start
        while bytes.count - position >= 8 {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            let lines = word ^ (ones &* 0x0A)
            let found =
                ((quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (lines &- ones) & ~lines)
                & 0x8080_8080_8080_8080
            if found != 0 { return position + found.trailingZeroBitCount >> 3 }
            position += 8
        }
        while position < bytes.count, base[position] != 0x22, base[position] != 0x5C, base[position] != 0x0A {
            position += 1
        }
        return position
    }

    @inline(__always)
    private mutating func stringByte(_ byte: UInt8) {
        if escaped {
            escaped = false
            matched = -1
        } else if byte == 0x5C {
            escaped = true
        } else if byte == 0x22 {
            inString = false
            isEnvelopeName = matched == envelopeMember.count && matched > 0
            matched = -1
        } else if matched >= 0 {
            matched = matched < envelopeMember.count && envelopeMember[matched] == byte ? matched + 1 : -1
        }
    }

    @inline(__always)
    private mutating func beginString() {
        inString = true
        if depth == 1, !envelopeMember.isEmpty, kinds & 1 == 1, previous == 0x7B || previous == 0x2C { matched = 0 }
        isEnvelopeName = false
    }

    private mutating func opening(_ byte: UInt8) -> Stop? {
        if depth > 0 {
            let mayStart = previous == 0x3A || previous == 0x2C || previous == 0x5B
            if !mayStart, atLineStart { return .restart }
            if depth == 1, isEnvelopeName, previous == 0x3A { return .envelope }
        }
        depth += 1
        deepest = max(deepest, depth)
        kinds = kinds << 1 | (byte == 0x7B ? 1 : 0)
        if depth > depthLimit { isTooDeep = true }
        return nil
    }

    private mutating func closing(_ byte: UInt8) -> Stop? {
        if deepest <= 64, (kinds & 1 == 1) != (byte == 0x7D) { return .broken }
        kinds >>= 1
        depth -= 1
        return depth == 0 ? .closed : nil
    }
}
