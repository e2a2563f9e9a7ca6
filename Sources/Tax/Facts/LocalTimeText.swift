import Domain

/// A time as a facts record or a test writes it: a date, a local time, or an instant with its offset from UTC.
struct LocalTimeText: Hashable, Sendable {
    /// Days since 1970-01-01 as written.
    let day: Int32
    /// Microseconds after midnight as written.
    let microsOfDay: Int64
    let hasTime: Bool
    /// Seconds east of UTC where an offset (or `Z`) was written.
    let offsetSeconds: Int32?

    init(day: Int32, microsOfDay: Int64, hasTime: Bool, offsetSeconds: Int32?) {
        self.day = day
        self.microsOfDay = microsOfDay
        self.hasTime = hasTime
        self.offsetSeconds = offsetSeconds
    }

    var date: CivilDate { CivilDate(daysSinceEpoch: day) }

    /// The instant, where an offset was written.
    var instant: Instant? {
        offsetSeconds.map {
            Instant(microseconds: Int64(day) * 86_400_000_000 + microsOfDay - Int64($0) * 1_000_000)
        }
    }

    /// `YYYY-MM-DD[Thh:mm[:ss[.f…]]][Z|±hh:mm]`; nil for anything else.
    static func parse(_ text: some Collection<UInt8>) -> LocalTimeText? {
        text.withContiguousStorageIfAvailable { scan($0) } ?? Array(text).withUnsafeBufferPointer { scan($0) }
    }

    private static func scan(_ text: UnsafeBufferPointer<UInt8>) -> LocalTimeText? {
        guard text.count >= 10, text[4] == 0x2D, text[7] == 0x2D, let year = number(text, 0, 4),
            let month = number(text, 5, 2), let dayOfMonth = number(text, 8, 2),
            let date = CivilDate(year: year, month: month, day: dayOfMonth)
        else { return nil }
        if text.count == 10 {
            return LocalTimeText(day: date.daysSinceEpoch, microsOfDay: 0, hasTime: false, offsetSeconds: nil)
        }
        guard text.count >= 16, text[10] | 0x20 == 0x74, text[13] == 0x3A, let hour = number(text, 11, 2),
            let minute = number(text, 14, 2), hour < 24, minute < 60
        else { return nil }
        var cursor = 16
        var micros = Int64(hour * 3_600 + minute * 60) * 1_000_000
        if cursor < text.count, text[cursor] == 0x3A {
            guard let second = number(text, cursor + 1, 2), second <= 60 else { return nil }
            micros += Int64(second) * 1_000_000
            cursor += 3
            guard skipFraction(text, &cursor, &micros) else { return nil }
        }
        guard let zone = offset(text, &cursor), cursor == text.count else { return nil }
        return LocalTimeText(
            day: date.daysSinceEpoch, microsOfDay: micros, hasTime: true, offsetSeconds: zone.seconds)
    }

    private static func skipFraction(
        _ text: UnsafeBufferPointer<UInt8>, _ cursor: inout Int, _ micros: inout Int64
    ) -> Bool {
        guard cursor < text.count, text[cursor] == 0x2E else { return true }
        cursor += 1
        var unit: Int64 = 100_000
        let start = cursor
        while cursor < text.count, text[cursor] &- 0x30 < 10 {
            micros += Int64(text[cursor] - 0x30) * unit
            unit /= 10
            cursor += 1
        }
        return (1...9).contains(cursor - start)
    }

    private struct Offset { let seconds: Int32? }

    /// Nil when what stands there is no offset; an offset without value when nothing stands there.
    private static func offset(_ text: UnsafeBufferPointer<UInt8>, _ cursor: inout Int) -> Offset? {
        guard cursor < text.count else { return Offset(seconds: nil) }
        let sign = text[cursor]
        if sign | 0x20 == 0x7A {
            cursor += 1
            return Offset(seconds: 0)
        }
        guard sign == 0x2B || sign == 0x2D, text.count - cursor == 6, text[cursor + 3] == 0x3A,
            let hour = number(text, cursor + 1, 2), let minute = number(text, cursor + 4, 2), hour < 24, minute < 60
        else { return nil }
        cursor += 6
        let seconds = Int32(hour * 3_600 + minute * 60)
        return Offset(seconds: sign == 0x2D ? -seconds : seconds)
    }

    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        guard start + count <= text.count else { return nil }
        var value = 0
        for index in start..<start + count {
            let digit = text[index] &- 0x30
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
