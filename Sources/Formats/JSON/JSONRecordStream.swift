/// Cuts a JSON input, pushed in chunks of any size, into records: one object, a sequence of objects (JSONL, blank lines
/// allowed), an array, or an envelope whose `data` member is an object or an array; with or without byte-order mark.
///
/// Keeps one record and one chunk. Looks only at structure: a record handed out still has to be parsed. In JSONL a
/// damaged record costs its own line; inside an array or envelope, damage that hides where the next record starts is
/// fatal, since guessing would invent records.
package struct JSONRecordStream: Sendable {
    private enum Mode: Sendable, Equatable {
        case start, values, lines, skipLine, stopped
        /// Inside an array of records; in an envelope or outermost.
        case elements(inEnvelope: Bool, needsComma: Bool)
        /// Before an envelope's one record.
        case envelopeObject
        /// Behind an envelope's records.
        case envelopeTail
    }

    /// Line on which the last complete record ended, 0 before the first.
    package private(set) var lastGoodLine = 0

    private var buffer: [UInt8] = []
    /// Next byte of `buffer` to look at.
    private var cursor = 0
    /// Plain bytes before `buffer`.
    private var bufferOffset = 0
    private var line = 1
    private var ended = false
    private var mode = Mode.start
    private var scan: JSONStructureScan?
    /// Line mode: bytes behind `cursor` known to hold no line end.
    private var searched = 0
    /// Whether a whole outermost object stood on the line at hand: a line end behind it means JSONL.
    private var mayBeLines = false
    private let limits: JSONLimits
    private let envelopeMember: [UInt8]

    /// - Parameters:
    ///   - limits: of one record.
    ///   - envelopeMember: the member of an outermost object that holds the records; empty for no envelopes.
    package init(limits: JSONLimits = JSONLimits(), envelopeMember: String = "data") {
        self.limits = limits
        self.envelopeMember = Array(envelopeMember.utf8)
    }

    /// Adds the next bytes of the input.
    package mutating func append(_ chunk: [UInt8]) {
        let consumed = scan?.start ?? cursor
        if consumed == buffer.count {
            buffer.removeAll(keepingCapacity: true)
        } else if consumed > 0 {
            buffer.removeSubrange(..<consumed)
        }
        bufferOffset += consumed
        cursor -= consumed
        scan?.shift(by: consumed)
        buffer.append(contentsOf: chunk)
    }

    /// Says that there are no more bytes.
    package mutating func finish() { ended = true }

    /// The next record, or nil when more input is needed, or, after `finish()`, when there is no more.
    package mutating func next() -> RecordItem? {
        while true {
            let before = (mode, cursor, scan == nil)
            let item: RecordItem?
            switch mode {
            case .start: item = skipByteOrderMark()
            case .values: item = nextValue()
            case .elements(let inEnvelope, let needsComma):
                item = nextElement(inEnvelope: inEnvelope, needsComma: needsComma)
            case .envelopeObject, .envelopeTail: item = continueScan()
            case .lines: item = nextLine()
            case .skipLine: item = skipLine()
            case .stopped: return nil
            }
            if item != nil { return item }
            if before == (mode, cursor, scan == nil) { return nil }
        }
    }

    // MARK: Outermost values

    private mutating func skipByteOrderMark() -> RecordItem? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if buffer.count < 3, !ended, mark.starts(with: buffer) { return nil }
        if buffer.starts(with: mark) { cursor = 3 }
        mode = .values
        return nil
    }

    private mutating func nextValue() -> RecordItem? {
        if scan != nil { return continueScan() }
        skipSpace()
        guard mode == .values, cursor < buffer.count else { return nil }
        mayBeLines = false
        switch buffer[cursor] {
        case 0x7B:
            beginScan(envelopeMember)
            return continueScan()
        case 0x5B:
            cursor += 1
            mode = .elements(inEnvelope: false, needsComma: false)
            return nil
        default:
            mode = .skipLine
            return damaged(.broken, line: line, offset: bufferOffset + cursor)
        }
    }

    private mutating func skipSpace() {
        while cursor < buffer.count {
            switch buffer[cursor] {
            case 0x20, 0x09, 0x0D: cursor += 1
            case 0x0A:
                cursor += 1
                line += 1
                if mayBeLines {
                    mode = .lines
                    searched = 0
                    return
                }
            default: return
            }
        }
    }

    // MARK: Arrays

    private mutating func nextElement(inEnvelope: Bool, needsComma: Bool) -> RecordItem? {
        if scan != nil { return continueScan() }
        mayBeLines = false
        skipSpace()
        guard cursor < buffer.count else { return ended ? truncated(line: line, offset: bufferOffset + cursor) : nil }
        let byte = buffer[cursor]
        switch byte {
        case 0x5D:
            cursor += 1
            mode = inEnvelope ? .envelopeTail : .values
            if inEnvelope { beginTail() }
            return nil
        case 0x2C where needsComma:
            cursor += 1
            mode = .elements(inEnvelope: inEnvelope, needsComma: false)
            return nil
        case _ where needsComma:
            // The comma is missing: say so once, then go on as if it were there.
            mode = .elements(inEnvelope: inEnvelope, needsComma: false)
            return damaged(.broken, line: line, offset: bufferOffset + cursor)
        case 0x7B, 0x5B:
            beginScan([])
            return continueScan()
        case 0x22, 0x2D, 0x30...0x39, 0x61...0x7A:
            return scalarElement(inEnvelope: inEnvelope)
        default:
            return fatal(.broken, line: line, offset: bufferOffset + cursor)
        }
    }

    /// An element that is no container is handed out whole; whoever maps it refuses it by its place.
    private mutating func scalarElement(inEnvelope: Bool) -> RecordItem? {
        var end = cursor
        var inString = false
        var escaped = false
        while end < buffer.count {
            let byte = buffer[end]
            if inString {
                if byte == 0x0A { return fatal(.broken, line: line, offset: bufferOffset + cursor) }
                if escaped {
                    escaped = false
                } else if byte == 0x5C {
                    escaped = true
                } else if byte == 0x22 {
                    inString = false
                }
            } else if byte == 0x22 {
                inString = true
            } else if byte <= 0x20 || byte == 0x2C || byte == 0x5D || byte == 0x7D {
                let record = RawRecord(
                    bytes: [UInt8](buffer[cursor..<end]), line: line, offset: bufferOffset + cursor)
                cursor = end
                lastGoodLine = line
                mode = .elements(inEnvelope: inEnvelope, needsComma: true)
                return .record(record)
            }
            end += 1
        }
        if end - cursor > limits.bytes { return fatal(.tooLong(limit: limits.bytes), line: line, offset: bufferOffset) }
        return ended ? truncated(line: line, offset: bufferOffset + cursor) : nil
    }

    // MARK: Containers

    private mutating func beginScan(_ member: [UInt8]) {
        scan = JSONStructureScan(
            start: cursor, line: line, offset: bufferOffset + cursor, depthLimit: limits.depth, envelopeMember: member)
    }

    private mutating func beginTail() {
        scan = .tail(start: cursor, line: line, offset: bufferOffset + cursor, depthLimit: limits.depth)
    }

    private mutating func continueScan() -> RecordItem? {
        guard var current = scan else { return nil }
        scan = nil
        var position = cursor
        var lineNow = line
        let stop = buffer.withUnsafeBufferPointer { current.run($0, &position, line: &lineNow) }
        cursor = position
        line = lineNow
        switch stop {
        case .needsMore:
            if position - current.start > limits.bytes { current.isTooLong = true }
            if current.isTooLong { current.start = position }
            if ended { return truncated(line: current.line, offset: current.offset) }
            scan = current
            return nil
        case .closed:
            return closed(current)
        case .broken, .restart:
            guard mode == .values else { return fatal(.broken, line: current.line, offset: current.offset) }
            if stop == .broken { mode = .skipLine }
            return damaged(.broken, line: current.line, offset: current.offset)
        case .envelope:
            beginEnvelope()
            return nil
        }
    }

    private mutating func beginEnvelope() {
        if buffer[cursor] == 0x5B {
            cursor += 1
            mode = .elements(inEnvelope: true, needsComma: false)
        } else {
            mode = .envelopeObject
            beginScan([])
        }
    }

    /// A container is complete: hand it out and say what stands behind it.
    private mutating func closed(_ ended: JSONStructureScan) -> RecordItem? {
        switch mode {
        case .envelopeTail:
            mode = .values
            return nil
        case .envelopeObject:
            mode = .envelopeTail
            beginTail()
        case .elements(let inEnvelope, _):
            mode = .elements(inEnvelope: inEnvelope, needsComma: true)
        default:
            mayBeLines = !ended.crossesLines
        }
        if ended.isTooLong || cursor - ended.start > limits.bytes {
            return damaged(.tooLong(limit: limits.bytes), line: ended.line, offset: ended.offset)
        }
        if ended.isTooDeep { return damaged(.tooDeep(limit: limits.depth), line: ended.line, offset: ended.offset) }
        lastGoodLine = line
        return .record(
            RawRecord(bytes: [UInt8](buffer[ended.start..<cursor]), line: ended.line, offset: ended.offset))
    }

    // MARK: Lines

    private mutating func nextLine() -> RecordItem? {
        while true {
            let from = cursor + searched
            let found = buffer.withUnsafeBufferPointer { ByteSearch.first(0x0A, in: $0, from: from) }
            guard let end = found else {
                searched = buffer.count - cursor
                return ended ? lastLine() : overlongLine()
            }
            let start = cursor
            let startLine = line
            cursor = end + 1
            line += 1
            searched = 0
            if end - start > limits.bytes {
                return damaged(.tooLong(limit: limits.bytes), line: startLine, offset: bufferOffset + start)
            }
            let range = trimmed(start..<end)
            if !range.isEmpty {
                lastGoodLine = startLine
                return .record(
                    RawRecord(
                        bytes: [UInt8](buffer[range]), line: startLine, offset: bufferOffset + range.lowerBound))
            }
        }
    }

    private mutating func overlongLine() -> RecordItem? {
        guard searched > limits.bytes else { return nil }
        mode = .skipLine
        let offset = bufferOffset + cursor
        cursor = buffer.count
        searched = 0
        return damaged(.tooLong(limit: limits.bytes), line: line, offset: offset)
    }

    /// What stands behind the last line end: a whole record, or the stump of one.
    private mutating func lastLine() -> RecordItem? {
        let start = cursor
        cursor = buffer.count
        searched = 0
        mode = .stopped
        let range = trimmed(start..<buffer.count)
        if range.isEmpty { return nil }
        let bytes = [UInt8](buffer[range])
        let offset = bufferOffset + range.lowerBound
        if bytes.count > limits.bytes { return damaged(.tooLong(limit: limits.bytes), line: line, offset: offset) }
        var check = JSONStructureScan(start: 0, line: line, offset: offset, depthLimit: limits.depth)
        var position = 0
        var lines = line
        let first = bytes[0]
        if first == 0x7B || first == 0x5B,
            bytes.withUnsafeBufferPointer({ check.run($0, &position, line: &lines) }) == .needsMore
        {
            return truncated(line: line, offset: offset)
        }
        lastGoodLine = line
        return .record(RawRecord(bytes: bytes, line: line, offset: offset))
    }

    private mutating func skipLine() -> RecordItem? {
        let from = cursor
        guard let end = buffer.withUnsafeBufferPointer({ ByteSearch.first(0x0A, in: $0, from: from) }) else {
            cursor = buffer.count
            return nil
        }
        cursor = end + 1
        line += 1
        mode = .values
        return nil
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, Self.isSpace(buffer[start]) { start += 1 }
        while end > start, Self.isSpace(buffer[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0D || byte == 0x09 }

    // MARK: Errors

    private func damaged(_ reason: RecordError.Reason, line: Int, offset: Int) -> RecordItem {
        .damaged(RecordError(reason: reason, line: line, offset: offset, isFatal: false))
    }

    private mutating func fatal(_ reason: RecordError.Reason, line: Int, offset: Int) -> RecordItem {
        mode = .stopped
        scan = nil
        return .damaged(RecordError(reason: reason, line: line, offset: offset, isFatal: true))
    }

    private mutating func truncated(line: Int, offset: Int) -> RecordItem {
        fatal(.truncated(lastGoodLine: lastGoodLine), line: line, offset: offset)
    }
}
