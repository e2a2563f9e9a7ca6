/// How a delimited file is written.
package struct CSVDialect: Sendable, Equatable {
    package var delimiter: UInt8
    /// The quote; nil when the file knows no quoting.
    package var quote: UInt8?
    /// Whether a quote inside an unquoted field, or text behind a closing quote, is kept as text instead of an error.
    package var lenientQuotes: Bool
    /// Largest record in bytes.
    package var recordLimit: Int

    package init(
        delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""), lenientQuotes: Bool = false,
        recordLimit: Int = 1 << 20
    ) {
        self.delimiter = delimiter
        self.quote = quote
        self.lenientQuotes = lenientQuotes
        self.recordLimit = recordLimit
    }
}

/// One record: its fields as slices of one buffer, quotes removed and doubled quotes made single.
package struct CSVRecord: Sendable, Equatable {
    /// The fields' bytes one behind the other.
    package var bytes: [UInt8]
    /// Where each field ends in `bytes`.
    var ends: [Int]
    /// Physical line on which the record starts, from 1.
    package var line: Int
    /// Bytes of the input before the record.
    package var offset: Int

    /// Number of fields, at least 1.
    package var count: Int { ends.count }

    /// The bytes of one field; empty when the record is shorter than that.
    package subscript(_ index: Int) -> ArraySlice<UInt8> {
        guard ends.indices.contains(index) else { return [] }
        return bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// The text of one field; bytes that are no UTF-8 become U+FFFD.
    package func text(_ index: Int) -> String { String(decoding: self[index], as: UTF8.self) }
}

/// A record that breaks the quoting or the size limit.
package struct CSVError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        /// A quoted field that never closes; reading goes on at the next physical line.
        case unclosedQuote
        /// A quote inside an unquoted field, or text behind a closing quote.
        case strayQuote
        case tooLong(limit: Int)
    }

    package var reason: Reason
    /// Physical line on which the record starts, from 1.
    package var line: Int
    /// Number of the field, from 1.
    package var field: Int
    package var offset: Int

    package init(reason: Reason, line: Int, field: Int, offset: Int) {
        self.reason = reason
        self.line = line
        self.field = field
        self.offset = offset
    }

    package var description: String {
        switch reason {
        case .unclosedQuote: "line \(line), field \(field): quote is never closed"
        case .strayQuote: "line \(line), field \(field): quote in the wrong place"
        case .tooLong(let limit): "line \(line): record longer than \(limit) bytes"
        }
    }
}

/// What a CSV reader hands out.
package enum CSVItem: Sendable, Equatable {
    case record(CSVRecord)
    case damaged(CSVError)
}

/// Reads delimited text (RFC 4180, LF or CR LF) pushed in chunks of any size. Quoted fields may hold line ends; lines are
/// counted as a text editor counts them. A byte-order mark and blank lines are skipped. Damage costs one record.
package struct CSVReader: Sendable {
    private let dialect: CSVDialect
    private var buffer: [UInt8] = []
    private var start = 0
    private var bufferOffset = 0
    private var line = 1
    private var ended = false
    private var atBeginning = true
    /// Set while the rest of a damaged line is passed over.
    private var skipping = false
    /// Bytes behind `start` that a scan has already seen without finding the end of the record.
    private var seen = 0

    package init(_ dialect: CSVDialect = CSVDialect()) {
        self.dialect = dialect
    }

    /// Adds the next bytes of the input.
    package mutating func append(_ chunk: [UInt8]) {
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: true)
        } else if start > 0 {
            buffer.removeSubrange(..<start)
        }
        bufferOffset += start
        start = 0
        buffer.append(contentsOf: chunk)
    }

    /// Says that there are no more bytes.
    package mutating func finish() { ended = true }

    /// The next record, or nil when more input is needed, or, after `finish()`, when there is no more.
    package mutating func next() -> CSVItem? {
        guard skipByteOrderMark() else { return nil }
        while true {
            if skipping, !skipLine() { return nil }
            guard start < buffer.count else { return nil }
            // A record that did not end in what was there is only scanned again once the input has doubled.
            if !ended, seen > 0, buffer.count - start < min(seen * 2, dialect.recordLimit + 1) { return nil }
            switch scanRecord() {
            case .needsMore:
                seen = buffer.count - start
                return nil
            case .blank:
                continue
            case .item(let item):
                return item
            }
        }
    }

    private enum Outcome {
        case needsMore, blank
        case item(CSVItem)
    }

    private mutating func skipByteOrderMark() -> Bool {
        guard atBeginning else { return true }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if buffer.count < 3, !ended, mark.starts(with: buffer) { return false }
        if buffer.starts(with: mark) { start = 3 }
        atBeginning = false
        return true
    }

    private mutating func skipLine() -> Bool {
        let from = start
        guard let end = buffer.withUnsafeBufferPointer({ ByteSearch.first(0x0A, in: $0, from: from) }) else {
            start = buffer.count
            return false
        }
        start = end + 1
        line += 1
        skipping = false
        return true
    }

    private mutating func scanRecord() -> Outcome {
        var scan = CSVRecordScan(dialect: dialect, isLast: ended)
        let from = start
        let window = min(buffer.count, start + dialect.recordLimit + 1)
        let isCut = window < buffer.count
        let result = buffer.withUnsafeBufferPointer {
            scan.run(UnsafeBufferPointer(rebasing: $0[from..<window]), isCut: isCut)
        }
        let offset = bufferOffset + start
        switch result {
        case .needsMore:
            if window - start > dialect.recordLimit { return overlong(scan, offset: offset) }
            return .needsMore
        case .unclosed:
            skipping = true
            seen = 0
            return .item(.damaged(CSVError(reason: .unclosedQuote, line: line, field: scan.field, offset: offset)))
        case .stray:
            let error = CSVError(reason: .strayQuote, line: line, field: scan.field, offset: offset)
            start += scan.used
            line += scan.lines
            skipping = true
            seen = 0
            return .item(.damaged(error))
        case .record:
            let record = CSVRecord(bytes: scan.bytes, ends: scan.ends, line: line, offset: offset)
            start += scan.used
            line += scan.lines
            seen = 0
            return record.count == 1 && record.bytes.isEmpty && !scan.sawQuote ? .blank : .item(.record(record))
        }
    }

    private mutating func overlong(_ scan: CSVRecordScan, offset: Int) -> Outcome {
        skipping = true
        seen = 0
        let reason: CSVError.Reason = scan.isInQuotes ? .unclosedQuote : .tooLong(limit: dialect.recordLimit)
        return .item(.damaged(CSVError(reason: reason, line: line, field: scan.field, offset: offset)))
    }
}

/// The scan of one record from its first byte.
private struct CSVRecordScan {
    enum Result { case needsMore, record, stray, unclosed }

    private let delimiter: UInt8
    private let quote: UInt8
    private let hasQuote: Bool
    private let isLenient: Bool
    private let isLast: Bool
    var bytes: [UInt8] = []
    var ends: [Int] = []
    /// Input bytes used, the line end included.
    private(set) var used = 0
    private(set) var lines = 0
    private(set) var isInQuotes = false
    private(set) var sawQuote = false
    var field: Int { ends.count + 1 }

    init(dialect: CSVDialect, isLast: Bool) {
        delimiter = dialect.delimiter
        quote = dialect.quote ?? 0
        hasQuote = dialect.quote != nil
        isLenient = dialect.lenientQuotes
        self.isLast = isLast
    }

    /// - Parameter isCut: whether bytes follow that are not in `input` because the record would be too long.
    mutating func run(_ input: UnsafeBufferPointer<UInt8>, isCut: Bool) -> Result {
        bytes.reserveCapacity(256)
        ends.reserveCapacity(32)
        var position = 0
        while true {
            if hasQuote, position < input.count, input[position] == quote {
                sawQuote = true
                isInQuotes = true
                guard quoted(input, &position) else { return isLast && !isCut ? .unclosed : .needsMore }
                isInQuotes = false
                guard closes(input, position, isCut: isCut) || isLenient else {
                    used = position
                    return .stray
                }
                if position >= input.count, !isLast || isCut { return .needsMore }
            }
            switch unquoted(input, &position) {
            case .delimiter:
                ends.append(bytes.count)
            case .lineEnd:
                lines += 1
                finishRecord(position)
                return .record
            case .stray:
                used = position
                return .stray
            case .end:
                guard isLast, !isCut else { return .needsMore }
                finishRecord(position)
                return .record
            }
        }
    }

    private enum FieldEnd { case delimiter, lineEnd, stray, end }

    private mutating func finishRecord(_ position: Int) {
        ends.append(bytes.count)
        used = position
    }

    /// Whether a field may end behind its closing quote.
    private func closes(_ input: UnsafeBufferPointer<UInt8>, _ position: Int, isCut: Bool) -> Bool {
        guard position < input.count else { return true }
        let byte = input[position]
        if byte == 0x0D { return position + 1 >= input.count || input[position + 1] == 0x0A }
        return byte == delimiter || byte == 0x0A
    }

    private mutating func unquoted(_ input: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> FieldEnd {
        let from = position
        while position < input.count {
            let byte = input[position]
            if byte == delimiter {
                append(input, from..<position)
                position += 1
                return .delimiter
            }
            if byte == 0x0A {
                let end = position > from && input[position - 1] == 0x0D ? position - 1 : position
                append(input, from..<end)
                position += 1
                return .lineEnd
            }
            if hasQuote, byte == quote, !isLenient { return .stray }
            position += 1
        }
        let end = isLast && position > from && input[position - 1] == 0x0D ? position - 1 : position
        append(input, from..<end)
        return .end
    }

    /// Takes a quoted field up to behind its closing quote; false when the input ends first.
    private mutating func quoted(_ input: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
        position += 1
        var from = position
        while position < input.count {
            let byte = input[position]
            if byte == 0x0A { lines += 1 }
            if byte == quote {
                if position + 1 < input.count, input[position + 1] == quote {
                    append(input, from..<position + 1)
                    position += 2
                    from = position
                    continue
                }
                if position + 1 == input.count, !isLast {
                    return false
                }
                append(input, from..<position)
                position += 1
                return true
            }
            position += 1
        }
        return false
    }

    @inline(__always)
    private mutating func append(_ input: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: input[range]))
    }
}
