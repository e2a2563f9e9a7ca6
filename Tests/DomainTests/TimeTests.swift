import Testing

@testable import Domain

@Suite struct CivilDateTests {
    @Test("every day of 1583 to 2400 equals a calendar counted day by day")
    func bruteForce() throws {
        var (year, month, day) = (1583, 1, 1)
        // 1583-01-01 lies 141,349 days before 1970-01-01: 387 years of 365 days and 94 leap days.
        var number: Int32 = -(387 * 365 + 94)
        while year <= 2400 {
            let date = try #require(CivilDate(year: year, month: month, day: day))
            let parts = date.components
            if date.daysSinceEpoch != number || parts != (year, month, day) {
                Issue.record("\(year)-\(month)-\(day): \(date.daysSinceEpoch) is not \(number)")
                return
            }
            number += 1
            day += 1
            let february = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
            let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            if day > lengths[month - 1] {
                day = 1
                month += 1
            }
            if month > 12 {
                month = 1
                year += 1
            }
        }
    }

    @Test("dates that do not exist are refused")
    func impossible() {
        for text in ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-01", "2026-01-01 "] {
            #expect(CivilDate(text) == nil, "\(text)")
        }
        #expect(CivilDate("2024-02-29") != nil && CivilDate("1900-02-29") == nil && CivilDate("2000-02-29") != nil)
        #expect(CivilDate("0001-01-01")?.description == "0001-01-01")
        #expect(CivilDate("9999-12-31")?.description == "9999-12-31")
    }

    @Test("adding days crosses months and years")
    func adding() {
        #expect(CivilDate("2026-12-31")?.adding(days: 1) == CivilDate("2027-01-01"))
        #expect(CivilDate("2024-03-01")?.adding(days: -1) == CivilDate("2024-02-29"))
    }
}

@Suite struct InstantTests {
    @Test("10,000 random instants are written and read back without loss")
    func roundTrip() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<10_000 {
            let micros = Int64.random(in: -62_135_596_800_000_000...253_402_300_799_999_999, using: &random)
            let instant = Instant(microseconds: micros)
            #expect(Instant(instant.description) == instant)
        }
    }

    @Test("offsets, fractions and the OCPI convention of no zone")
    func forms() {
        let noon = Instant("2026-08-01T12:00:00Z")
        #expect(noon?.microseconds == 1_785_585_600_000_000)
        #expect(Instant("2026-08-01T12:00:00") == noon && Instant("2026-08-01 12:00:00") == noon)
        #expect(Instant("2026-08-01t14:00:00+02:00") == noon && Instant("2026-08-01T06:30:00-05:30") == noon)
        #expect(Instant("2026-08-01T12:00:00.000000Z") == noon)
        #expect(Instant("2026-08-01T12:00:00.1234569Z")?.description == "2026-08-01T12:00:00.123456Z")
        #expect(Instant("1969-12-31T23:59:59.5Z")?.microseconds == -500_000)
        #expect(Instant("1969-12-31T23:59:59.5Z")?.utcDate == CivilDate("1969-12-31"))
    }

    @Test("other texts are refused")
    func refused() {
        for text in [
            "", "2026-08-01", "2026-08-01T24:00:00Z", "2026-08-01T12:60:00Z", "2026-08-01T12:00:61Z",
            "2026-08-01T12:34:60Z",
            "2026-02-30T12:00:00Z", "2026-08-01T12:00:00+2:00", "2026-08-01T12:00:00Zz", "2026-08-01T12:00:00+24:00",
            "2026-08-01T12:00:00.1234567890Z", "2026-08-01T12:00Z", "+2026-08-01T12:00:00Z",
        ] { #expect(Instant(text) == nil, "\(text)") }
    }

    @Test("spans are differences of instants")
    func spans() throws {
        let day = try #require(CivilDate("2026-08-01"))
        let start = Instant(day)
        #expect(start + .day == Instant(day.adding(days: 1)))
        #expect((start + .hour) - start == .hour && TimeSpan.minute < .hour && start < start + .second)
        #expect((start + .day).utcDate == day.adding(days: 1))
    }
}
