/// The bytes of one record and where they stood in the input.
package struct RawRecord: Sendable, Equatable {
    package var bytes: [UInt8]
    /// Line on which the record starts, from 1.
    package var line: Int
    /// Plain (unpacked) bytes before the record.
    package var offset: Int

    package init(bytes: [UInt8], line: Int, offset: Int) {
        self.bytes = bytes
        self.line = line
        self.offset = offset
    }
}

/// A record that could not be cut out of its input.
package struct RecordError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Reason: Sendable, Equatable {
        /// Longer than the limit in bytes.
        case tooLong(limit: Int)
        /// More containers open at once than the limit.
        case tooDeep(limit: Int)
        /// A bracket that closes nothing, a string across lines, or text between the values.
        case broken
        /// The input ends inside the record; everything up to the line named is complete.
        case truncated(lastGoodLine: Int)
    }

    package var reason: Reason
    package var line: Int
    package var offset: Int
    /// Whether reading stops here because no next record can be found.
    package var isFatal: Bool

    package init(reason: Reason, line: Int, offset: Int, isFatal: Bool) {
        self.reason = reason
        self.line = line
        self.offset = offset
        self.isFatal = isFatal
    }

    package var description: String {
        switch reason {
        case .tooLong(let limit): "line \(line): record longer than \(limit) bytes"
        case .tooDeep(let limit): "line \(line): record nested deeper than \(limit)"
        case .broken: "line \(line): broken JSON"
        case .truncated(let last): "line \(line): the input ends inside a record; the last good line is \(last)"
        }
    }
}

/// What a record stream hands out.
package enum RecordItem: Sendable, Equatable {
    case record(RawRecord)
    case damaged(RecordError)
}
