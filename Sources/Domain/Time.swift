/// A point in time: microseconds since 1970-01-01T00:00:00Z, UTC, without leap seconds.
package struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    /// Midnight UTC of a date.
    package init(_ date: CivilDate) {
        microseconds = Int64(date.daysSinceEpoch) * TimeSpan.day.microseconds
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    /// The calendar date in UTC.
    package var utcDate: CivilDate {
        CivilDate(daysSinceEpoch: Int32(clamping: floorDivide(microseconds, TimeSpan.day.microseconds)))
    }

    package static func - (left: Instant, right: Instant) -> TimeSpan {
        TimeSpan(microseconds: left.microseconds &- right.microseconds)
    }

    package static func + (left: Instant, right: TimeSpan) -> Instant {
        Instant(microseconds: left.microseconds &+ right.microseconds)
    }

    /// RFC 3339 in UTC, with a fraction only where it is not zero: `2026-08-01T10:00:00Z`.
    package var description: String {
        let date = utcDate
        var rest = microseconds - Int64(date.daysSinceEpoch) * TimeSpan.day.microseconds
        let fraction = rest % 1_000_000
        rest /= 1_000_000
        var text = DigitText()
        text.prependCharacters("Z")
        if fraction != 0 {
            var digits = fraction
            var width = 6
            while digits % 10 == 0 {
                digits /= 10
                width -= 1
            }
            text.prepend(digits, width: width)
            text.prependPoint()
        }
        text.prepend(rest % 60, width: 2)
        text.prependCharacters(":")
        text.prepend(rest / 60 % 60, width: 2)
        text.prependCharacters(":")
        text.prepend(rest / 3600, width: 2)
        text.prependCharacters("T")
        date.prepend(to: &text)
        return text.string
    }

    /// Parses `yyyy-MM-ddTHH:mm:ss[.f{0,9}][Z|±hh:mm]`; no zone means UTC (the OCPI convention).
    ///
    /// Digits beyond microseconds are cut. Nil for anything else, also for impossible dates and a second 60.
    package init?(_ text: some Collection<UInt8>) {
        var scanner = ByteScanner(text)
        guard let year = scanner.digits(4), scanner.accept("-"), let month = scanner.digits(2), scanner.accept("-"),
            let day = scanner.digits(2), scanner.accept("T") || scanner.accept("t") || scanner.accept(" "),
            let hour = scanner.digits(2), scanner.accept(":"), let minute = scanner.digits(2), scanner.accept(":"),
            let second = scanner.digits(2), hour < 24, minute < 60, second < 60,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        var fraction: Int64 = 0
        if scanner.accept(".") {
            var weight: Int64 = 100_000
            var count = 0
            while let digit = scanner.digit() {
                fraction += Int64(digit) * weight
                weight /= 10
                count += 1
            }
            if count > 9 { return nil }
        }
        var offsetMinutes = 0
        if !(scanner.accept("Z") || scanner.accept("z")), !scanner.isAtEnd {
            let negative = scanner.accept("-")
            guard negative || scanner.accept("+"), let hours = scanner.digits(2), scanner.accept(":"),
                let minutes = scanner.digits(2), hours < 24, minutes < 60
            else { return nil }
            offsetMinutes = (hours * 60 + minutes) * (negative ? -1 : 1)
        }
        guard scanner.isAtEnd else { return nil }
        let seconds =
            Int64(date.daysSinceEpoch) * 86400 + Int64(hour * 3600 + minute * 60 + second - offsetMinutes * 60)
        microseconds = seconds * 1_000_000 + fraction
    }

    package init?(_ text: String) { self.init(Array(text.utf8)) }
}

/// A length of time in microseconds; may be negative.
package struct TimeSpan: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }

    package static let second = TimeSpan(microseconds: 1_000_000)
    package static let minute = TimeSpan(microseconds: 60_000_000)
    package static let hour = TimeSpan(microseconds: 3_600_000_000)
    /// Exactly 24 hours; calendar days have 23 to 25.
    package static let day = TimeSpan(microseconds: 86_400_000_000)

    package static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.microseconds < right.microseconds }
}

/// A date of the proleptic Gregorian calendar, as days since 1970-01-01.
package struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let daysSinceEpoch: Int32

    package init(daysSinceEpoch: Int32) { self.daysSinceEpoch = daysSinceEpoch }

    /// Nil when the date does not exist. Years 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.length(ofMonth: month, year: year)
        else { return nil }
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSinceEpoch = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// Parses `YYYY-MM-DD`.
    package init?(_ text: some Collection<UInt8>) {
        var scanner = ByteScanner(text)
        guard let year = scanner.digits(4), scanner.accept("-"), let month = scanner.digits(2), scanner.accept("-"),
            let day = scanner.digits(2), scanner.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package init?(_ text: String) { self.init(Array(text.utf8)) }

    package static func < (left: CivilDate, right: CivilDate) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }

    package func adding(days: Int) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + Int32(days)) }

    package var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(daysSinceEpoch) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    package var year: Int { components.year }

    /// ISO 8601: `2026-08-01`.
    package var description: String {
        var text = DigitText()
        prepend(to: &text)
        return text.string
    }

    func prepend(to text: inout DigitText) {
        let parts = components
        text.prepend(Int64(parts.day), width: 2)
        text.prependMinus()
        text.prepend(Int64(parts.month), width: 2)
        text.prependMinus()
        text.prepend(Int64(parts.year), width: 4)
    }

    package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// The name of an IANA time zone, for example `Europe/London`. Its rules are knowledge, not part of the value.
package struct TimeZoneID: Hashable, Sendable {
    package let name: String

    package init(_ name: String) { self.name = name }

    package static let utc = TimeZoneID("UTC")
}

/// The moment that decides tax, fixed once at ingest from the zone of the place and never recomputed.
package struct TaxPoint: Hashable, Sendable {
    package let instant: Instant
    package let zone: TimeZoneID
    package let localDate: CivilDate

    package init(instant: Instant, zone: TimeZoneID, localDate: CivilDate) {
        self.instant = instant
        self.zone = zone
        self.localDate = localDate
    }
}

func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
}

/// Reads fixed forms from bytes without copying them.
struct ByteScanner<Bytes: Collection<UInt8>> {
    private let bytes: Bytes
    private var index: Bytes.Index

    init(_ bytes: Bytes) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index == bytes.endIndex }

    mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.endIndex, UInt32(bytes[index]) == character.value else { return false }
        index = bytes.index(after: index)
        return true
    }

    mutating func digit() -> Int? {
        guard index < bytes.endIndex, (48...57).contains(bytes[index]) else { return nil }
        defer { index = bytes.index(after: index) }
        return Int(bytes[index]) - 48
    }

    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let next = digit() else { return nil }
            value = value * 10 + next
        }
        return value
    }
}
