import Cases
import Domain
import Testing

@Suite struct CaseClockTests {
    private let policy: CasePolicy
    private let calendar: WorkingCalendar

    init() throws {
        policy = try Fixture.policy()
        calendar = try #require(policy.calendars["EU"])
    }

    private func instant(_ text: String) throws -> Instant { try #require(Instant(text)) }
    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    /// A case that opened at an instant with one item.
    private func file(_ opened: String, _ severity: Severity, held: HeldMoney? = nil) throws -> CaseFile {
        let item = Fixture.item(outcome: held == nil ? .review : .hold, severity: severity, held: held)
        let changes = try CaseBook.place(
            [Fixture.hit(item)], existing: [:], policy: policy, at: try instant(opened))
        return try #require(changes.first?.file)
    }

    private func due(_ file: CaseFile, _ clock: LocalClock = .utc) -> DueDate {
        policy.serviceLevels.due(file, calendar: calendar, clock: clock)
    }

    @Test(
        "due and warning times by severity, over weekends and holidays",
        arguments: [
            (Severity.critical, "2026-08-01T10:00:00Z", "2026-08-01T14:00:00Z", "2026-08-01T13:00:00Z"),
            (.high, "2026-08-01T10:00:00Z", "2026-08-02T10:00:00Z", "2026-08-02T04:00:00Z"),
            // Wednesday 10:00 and three working days: Monday 10:00.
            (.medium, "2026-08-05T10:00:00Z", "2026-08-10T10:00:00Z", "2026-08-07T16:00:00Z"),
            // Opened on a Saturday: the clock starts on Monday 00:00.
            (.medium, "2026-08-01T10:00:00Z", "2026-08-06T00:00:00Z", "2026-08-05T06:00:00Z"),
            // Christmas: Friday 25 and Saturday 26 December 2026.
            (.medium, "2026-12-24T12:00:00Z", "2026-12-30T12:00:00Z", "2026-12-29T18:00:00Z"),
            (.low, "2026-08-03T00:00:00Z", "2026-08-15T00:00:00Z", "2026-08-12T12:00:00Z"),
        ])
    func dueDates(severity: Severity, opened: String, due: String, warn: String) throws {
        let file = try file(opened, severity)
        #expect(self.due(file) == .due(at: try instant(due), warnAt: try instant(warn)))
    }

    @Test("days are those of the calendar's place")
    func zones() throws {
        let amsterdam = LocalClock { _ in TimeSpan(microseconds: 2 * TimeSpan.hour.microseconds) }
        // Friday 23:00 UTC is Saturday in Amsterdam: the clock starts on Sunday 22:00 UTC.
        let file = try file("2026-07-31T23:00:00Z", .medium)
        #expect(
            due(file, amsterdam)
                == .due(at: try instant("2026-08-05T22:00:00Z"), warnAt: try instant("2026-08-05T04:00:00Z")))
    }

    @Test("a case that holds money is due before its settlement limit, whatever its severity")
    func held() throws {
        let file = try file("2026-08-05T10:00:00Z", .low, held: Fixture.money)
        guard case .due(let at, let warn) = due(file) else {
            Issue.record("not due")
            return
        }
        #expect(at == (try instant("2026-08-07T06:00:00Z")))
        #expect(warn == (try instant("2026-08-06T19:00:00Z")))
    }

    @Test("pauses move the due date; while paused the latest resumption is named")
    func pauses() throws {
        var file = try file("2026-08-05T10:00:00Z", .medium)
        let request = InformationRequest(
            template: "t", addressee: "p", questions: ["q"], dueAt: try instant("2026-08-20T00:00:00Z"))
        _ = try file.apply(.take(Fixture.ana), at: try instant("2026-08-05T10:00:00Z"), policy: policy)
        _ = try file.apply(.request(request, by: Fixture.ana), at: try instant("2026-08-05T22:00:00Z"), policy: policy)
        // Ten working days from Wednesday 22:00.
        #expect(
            due(file) == .paused(reason: "waiting for partner", resumesAt: .known(try instant("2026-08-19T22:00:00Z"))))
        _ = try file.apply(.answered, at: try instant("2026-08-06T22:00:00Z"), policy: policy)
        // Twelve hours ran before; sixty remain from Thursday 22:00: Friday has 24, Monday 24, Tuesday until 10:00.
        #expect(
            due(file) == .due(at: try instant("2026-08-11T10:00:00Z"), warnAt: try instant("2026-08-10T16:00:00Z")))
        _ = try file.apply(.request(request, by: Fixture.ana), at: try instant("2026-08-07T10:00:00Z"), policy: policy)
        // One working day of the ten is used.
        #expect(
            due(file) == .paused(reason: "waiting for partner", resumesAt: .known(try instant("2026-08-20T10:00:00Z"))))
        _ = try file.apply(.pauseLimitReached, at: try instant("2026-08-20T10:00:00Z"), policy: policy)
        _ = try file.apply(
            .closeAlone(Fixture.closing(), by: Fixture.ana), at: try instant("2026-08-20T11:00:00Z"), policy: policy)
        #expect(due(file) == .stopped)
    }

    @Test("a time limit that passed while the clock ran stays passed")
    func passed() throws {
        var file = try file("2026-08-05T10:00:00Z", .critical)
        _ = try file.apply(.take(Fixture.ana), at: try instant("2026-08-05T15:00:00Z"), policy: policy)
        let request = InformationRequest(
            template: "t", addressee: "p", questions: ["q"], dueAt: try instant("2026-08-20T00:00:00Z"))
        _ = try file.apply(.request(request, by: Fixture.ana), at: try instant("2026-08-05T16:00:00Z"), policy: policy)
        _ = try file.apply(.answered, at: try instant("2026-08-06T16:00:00Z"), policy: policy)
        #expect(
            due(file) == .due(at: try instant("2026-08-05T14:00:00Z"), warnAt: try instant("2026-08-05T13:00:00Z")))
    }

    @Test("beyond the years of the calendar nothing is guessed")
    func coverage() throws {
        #expect(due(try file("2028-12-29T10:00:00Z", .medium)) == .unknown("calendar EU 2029-01-01"))
        #expect(calendar.isWorkingDay(try day("2024-12-31")) == .unknown("calendar EU 2024-12-31"))
        #expect(calendar.isWorkingDay(try day("2026-05-01")) == .known(false))
        #expect(calendar.isWorkingDay(try day("2026-05-02")) == .known(false))
        #expect(calendar.isWorkingDay(try day("2026-05-04")) == .known(true))
    }

    @Test("terms of authorities: the third working day after the filing")
    func terms() throws {
        #expect(calendar.date(3, workingDaysAfter: try day("2026-04-01")) == .known(try day("2026-04-08")))
        #expect(calendar.date(0, workingDaysAfter: try day("2026-04-04")) == .known(try day("2026-04-04")))
        #expect(calendar.date(1, workingDaysAfter: try day("2028-12-29")) == .unknown("calendar EU 2029-01-01"))
        let britain = try #require(policy.calendars["GB"])
        #expect(britain.date(1, workingDaysAfter: try day("2027-12-24")) == .known(try day("2027-12-29")))
    }
}
