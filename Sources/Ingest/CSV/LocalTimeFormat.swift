import Formats

/// A date and time pattern of a column map: `yyyy MM dd HH mm ss` (exact digits), `M d H` (one or two digits); text in
/// single quotes and every other character stand for themselves.
struct LocalTimeFormat: Sendable {
    let pattern: String
    private let steps: [Step]

    private enum Part: Hashable, Sendable { case year, month, day, hour, minute, second }

    private enum Step: Sendable {
        case digits(Part, count: Int)
        case literal(UInt8)
    }

    /// Nil when a letter is none of the pattern's or year, month or day is missing.
    init?(_ pattern: String) {
        var steps: [Step] = []
        var parts: Set<Part> = []
        let bytes = Array(pattern.utf8)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "'") {
                guard let end = bytes[(position + 1)...].firstIndex(of: byte) else { return nil }
                steps += bytes[(position + 1)..<end].map { .literal($0) }
                position = end + 1
                continue
            }
            guard (byte | 0x20) &- 0x61 < 26 else {
                steps.append(.literal(byte))
                position += 1
                continue
            }
            let end = bytes[position...].firstIndex { $0 != byte } ?? bytes.count
            guard let part = Self.part(byte, count: end - position), parts.insert(part).inserted else { return nil }
            steps.append(.digits(part, count: end - position))
            position = end
        }
        guard parts.isSuperset(of: [.year, .month, .day]) else { return nil }
        self.pattern = pattern
        self.steps = steps
    }

    private static func part(_ letter: UInt8, count: Int) -> Part? {
        switch (letter, count) {
        case (UInt8(ascii: "y"), 4): .year
        case (UInt8(ascii: "M"), 1...2): .month
        case (UInt8(ascii: "d"), 1...2): .day
        case (UInt8(ascii: "H"), 1...2): .hour
        case (UInt8(ascii: "m"), 2): .minute
        case (UInt8(ascii: "s"), 2): .second
        default: nil
        }
    }

    /// Microseconds since 1970-01-01T00:00 of the local clock; nil when the text does not fit the pattern or the
    /// calendar.
    func localMicros(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        var position = 0
        var year = 1970
        var month = 1
        var day = 1
        var hour = 0
        var minute = 0
        var second = 0
        for step in steps {
            switch step {
            case .literal(let byte):
                guard position < bytes.count, bytes[position] == byte else { return nil }
                position += 1
            case .digits(let part, let count):
                guard let value = Self.number(bytes, &position, count: count) else { return nil }
                switch part {
                case .year: year = value
                case .month: month = value
                case .day: day = value
                case .hour: hour = value
                case .minute: minute = value
                case .second: second = value
                }
            }
        }
        guard position == bytes.count, (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= TimestampText.daysInMonth(month, year: year), hour < 24, minute < 60, second < 60
        else { return nil }
        let days = TimestampText.days(year: year, month: month, day: day)
        return Int64(days * 86_400 + hour * 3600 + minute * 60 + second) * 1_000_000
    }

    /// Exactly `count` digits, or one or two when `count` is 1.
    private static func number(_ bytes: [UInt8], _ position: inout Int, count: Int) -> Int? {
        var value = 0
        var digits = 0
        let most = count == 1 ? 2 : count
        while digits < most, position < bytes.count, bytes[position] &- 48 < 10 {
            value = value * 10 + Int(bytes[position] - 48)
            position += 1
            digits += 1
        }
        return digits == 0 || count > 1 && digits < count ? nil : value
    }

    /// The part of the pattern that stands for one of several joined columns, for messages.
    func part(_ index: Int, joinedBy join: String, count: Int) -> String {
        let plain = pattern.filter { $0 != "'" }
        guard count > 1, !join.isEmpty else { return plain }
        var pieces: [Substring] = []
        var rest = plain[...]
        while let range = Self.firstRange(of: join, in: rest) {
            pieces.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        pieces.append(rest)
        return pieces.count == count ? String(pieces[index]) : plain
    }

    private static func firstRange(of part: String, in text: Substring) -> Range<Substring.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(part) { return start..<text.index(start, offsetBy: part.count) }
            start = text.index(after: start)
        }
        return nil
    }
}
