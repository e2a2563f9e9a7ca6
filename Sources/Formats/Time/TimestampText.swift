/// Dates and times as OCPI and ISO 20022 write them (RFC 3339 and its loose relatives), read from bytes.
package enum TimestampText {
    /// Microseconds since 1970-01-01T00:00:00Z, or nil when the text is anything else.
    ///
    /// Accepts `YYYY-MM-DDThh:mm:ss` with a fraction of 0 to 9 digits (cut to microseconds) and `Z`, `±hh:mm`, or nothing,
    /// which means UTC. Month and day may lack their padding only in `1970-1-1T00:00:00Z`, OCPI's way to say unknown, which
    /// reads as 0. A leap second (`:60`) is read as the second that follows.
    package static func micros(_ text: some Collection<UInt8>) -> Int64? {
        text.withContiguousStorageIfAvailable { parse($0) } ?? Array(text).withUnsafeBufferPointer { parse($0) }
    }

    /// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
    package static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Days in a month of the Gregorian calendar.
    package static func daysInMonth(_ month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard text.count >= 19 else { return isUnknownLiteral(text) ? 0 : nil }
        guard let year = number(text, 0, 4), text[4] == 0x2D, let month = number(text, 5, 2), text[7] == 0x2D,
            let day = number(text, 8, 2), text[10] | 0x20 == 0x74, let hour = number(text, 11, 2), text[13] == 0x3A,
            let minute = number(text, 14, 2), text[16] == 0x3A, let second = number(text, 17, 2),
            1...12 ~= month, 1...daysInMonth(month, year: year) ~= day, hour < 24, minute < 60, second <= 60
        else { return isUnknownLiteral(text) ? 0 : nil }
        var cursor = 19
        guard let fraction = fraction(text, &cursor), let offset = zone(text, &cursor), cursor == text.count else {
            return nil
        }
        let seconds = days(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return Int64(seconds) * 1_000_000 + Int64(fraction)
    }

    private static func isUnknownLiteral(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.elementsEqual("1970-1-1T00:00:00Z".utf8)
    }

    /// Microseconds of `.ddddddddd`; 0 when there is no fraction; nil when it is malformed.
    private static func fraction(_ text: UnsafeBufferPointer<UInt8>, _ cursor: inout Int) -> Int? {
        guard cursor < text.count, text[cursor] == 0x2E else { return 0 }
        cursor += 1
        var micros = 0
        var digits = 0
        while cursor < text.count, text[cursor] &- 0x30 < 10 {
            if digits < 6 { micros = micros * 10 + Int(text[cursor] - 0x30) }
            digits += 1
            cursor += 1
        }
        guard digits <= 9 else { return nil }
        for _ in min(digits, 6)..<6 { micros *= 10 }
        return micros
    }

    /// Seconds east of UTC of `Z`, `±hh:mm` or nothing.
    private static func zone(_ text: UnsafeBufferPointer<UInt8>, _ cursor: inout Int) -> Int? {
        guard cursor < text.count else { return 0 }
        let byte = text[cursor]
        if byte | 0x20 == 0x7A {
            cursor += 1
            return 0
        }
        guard byte == 0x2B || byte == 0x2D, text.count - cursor == 6, text[cursor + 3] == 0x3A,
            let hour = number(text, cursor + 1, 2), let minute = number(text, cursor + 4, 2), hour < 24, minute < 60
        else { return nil }
        cursor += 6
        let seconds = hour * 3_600 + minute * 60
        return byte == 0x2D ? -seconds : seconds
    }

    @inline(__always)
    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for index in start..<start + count {
            let digit = text[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
