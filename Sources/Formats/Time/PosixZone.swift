/// A POSIX TZ string (POSIX.1-2017 section 8.3, with the wider hours of RFC 8536 section 3.3.1):
/// `CET-1CEST,M3.5.0,M10.5.0/3`.
struct PosixZone: Sendable, Equatable {
    private enum Day: Sendable, Equatable {
        /// Day 1...365, 29 February never counted.
        case julian(Int)
        /// Day 0...365, 29 February counted.
        case dayOfYear(Int)
        /// Weekday 0 (Sunday)...6 of week 1...5 (5 = last) of a month.
        case month(Int, week: Int, weekday: Int)
    }

    private struct Change: Sendable, Equatable {
        var day: Day
        /// Seconds of local time after midnight, -167 to 167 hours.
        var time: Int
    }

    private struct Daylight: Sendable, Equatable {
        var offset: Int
        var start: Change
        var end: Change
    }

    /// Seconds east of UTC.
    private let standard: Int
    private let daylight: Daylight?

    init?(_ text: ArraySlice<UInt8>) {
        var parser = Parser(text: text)
        guard parser.name(), let west = parser.time() else { return nil }
        standard = -west
        guard !parser.isAtEnd else {
            daylight = nil
            return
        }
        guard parser.name() else { return nil }
        var offset = -west + 3_600
        if let next = parser.peek, next != 0x2C {
            guard let west = parser.time() else { return nil }
            offset = -west
        }
        guard let start = parser.change(), let end = parser.change(), parser.isAtEnd else { return nil }
        daylight = Daylight(offset: offset, start: start, end: end)
    }

    func offsetSeconds(atSeconds seconds: Int64) -> Int {
        guard let daylight else { return standard }
        let year = Self.year(ofSeconds: seconds + Int64(standard))
        let start = Self.seconds(of: daylight.start, year: year) - Int64(standard)
        let end = Self.seconds(of: daylight.end, year: year) - Int64(daylight.offset)
        let isDaylight =
            start < end ? start <= seconds && seconds < end : !(end <= seconds && seconds < start)
        return isDaylight ? daylight.offset : standard
    }

    private static func year(ofSeconds seconds: Int64) -> Int {
        let days = Int(seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
        // 146,097 days are 400 years; the estimate is off by one year at most.
        var year = 1970 + days * 400 / 146_097
        while TimestampText.days(year: year, month: 1, day: 1) > days { year -= 1 }
        while TimestampText.days(year: year + 1, month: 1, day: 1) <= days { year += 1 }
        return year
    }

    /// Local seconds since 1970 of a change in a year.
    private static func seconds(of change: Change, year: Int) -> Int64 {
        let newYear = TimestampText.days(year: year, month: 1, day: 1)
        let day: Int
        switch change.day {
        case .julian(let number):
            let isLeap = TimestampText.daysInMonth(2, year: year) == 29
            day = newYear + number - 1 + (isLeap && number >= 60 ? 1 : 0)
        case .dayOfYear(let number):
            day = newYear + number
        case .month(let month, let week, let weekday):
            let first = TimestampText.days(year: year, month: month, day: 1)
            // 1970-01-01 was a Thursday.
            let firstWeekday = ((first + 4) % 7 + 7) % 7
            var date = 1 + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            while date > TimestampText.daysInMonth(month, year: year) { date -= 7 }
            day = first + date - 1
        }
        return Int64(day) * 86_400 + Int64(change.time)
    }

    private struct Parser {
        private var rest: ArraySlice<UInt8>

        init(text: ArraySlice<UInt8>) { rest = text }

        var isAtEnd: Bool { rest.isEmpty }
        var peek: UInt8? { rest.first }

        /// Three letters or more, or anything in angle brackets.
        mutating func name() -> Bool {
            if rest.first == 0x3C {
                guard let end = rest.firstIndex(of: 0x3E) else { return false }
                rest = rest[(end + 1)...]
                return true
            }
            let letters = rest.prefix { ($0 | 0x20) &- 0x61 < 26 }
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }

        /// `[+-]hh[:mm[:ss]]` in seconds.
        mutating func time() -> Int? {
            var sign = 1
            if rest.first == 0x2B || rest.first == 0x2D { sign = rest.removeFirst() == 0x2D ? -1 : 1 }
            guard let hours = number(), hours <= 167 else { return nil }
            var seconds = hours * 3_600
            for unit in [60, 1] where rest.first == 0x3A {
                rest.removeFirst()
                guard let value = number(), value < 60 else { return nil }
                seconds += value * unit
            }
            return sign * seconds
        }

        mutating func change() -> Change? {
            guard rest.first == 0x2C else { return nil }
            rest.removeFirst()
            guard let day = day() else { return nil }
            guard rest.first == 0x2F else { return Change(day: day, time: 2 * 3_600) }
            rest.removeFirst()
            guard let time = time() else { return nil }
            return Change(day: day, time: time)
        }

        private mutating func day() -> Day? {
            switch rest.first {
            case 0x4D:
                rest.removeFirst()
                guard let month = number(), dot(), let week = number(), dot(), let weekday = number(),
                    1...12 ~= month, 1...5 ~= week, 0...6 ~= weekday
                else { return nil }
                return .month(month, week: week, weekday: weekday)
            case 0x4A:
                rest.removeFirst()
                guard let day = number(), 1...365 ~= day else { return nil }
                return .julian(day)
            default:
                guard let day = number(), 0...365 ~= day else { return nil }
                return .dayOfYear(day)
            }
        }

        private mutating func dot() -> Bool {
            guard rest.first == 0x2E else { return false }
            rest.removeFirst()
            return true
        }

        private mutating func number() -> Int? {
            let digits = rest.prefix { $0 &- 0x30 < 10 }
            guard (1...3).contains(digits.count) else { return nil }
            rest = rest.dropFirst(digits.count)
            return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
    }
}
