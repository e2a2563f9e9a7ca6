package import Domain

/// The clock of a case as segments: running or paused, each with its reason. Nobody can edit a due date; it follows from
/// these segments and the policy (cases-and-web.md section 4).
package struct CaseClock: Hashable, Sendable {
    /// One stretch of time `[from, to)`; open at the end while it lasts.
    package struct Segment: Hashable, Sendable {
        package let from: Instant
        package internal(set) var to: Instant?
        /// Nil while running, else why it stands still.
        package let pauseReason: String?

        package init(from: Instant, to: Instant?, pauseReason: String?) {
            self.from = from
            self.to = to
            self.pauseReason = pauseReason
        }
    }

    package private(set) var segments: [Segment]

    package init(startedAt: Instant) { segments = [Segment(from: startedAt, to: nil, pauseReason: nil)] }

    package init(segments: [Segment]) { self.segments = segments }

    package var isPaused: Bool { segments.last.map { $0.to == nil && $0.pauseReason != nil } ?? false }
    package var isStopped: Bool { segments.last.map { $0.to != nil } ?? true }

    mutating func pause(at instant: Instant, reason: String) {
        guard !isPaused, !isStopped else { return }
        end(at: instant)
        segments.append(Segment(from: instant, to: nil, pauseReason: reason))
    }

    mutating func resume(at instant: Instant) {
        guard isPaused else { return }
        end(at: instant)
        segments.append(Segment(from: instant, to: nil, pauseReason: nil))
    }

    mutating func stop(at instant: Instant) {
        if !isStopped { end(at: instant) }
    }

    /// Starts anew: earlier segments no longer count.
    mutating func restart(at instant: Instant) { segments = [Segment(from: instant, to: nil, pauseReason: nil)] }

    private mutating func end(at instant: Instant) { segments[segments.count - 1].to = instant }
}

/// How far local time is ahead of UTC, for the place whose working days count.
package struct LocalClock: Sendable {
    private let offset: @Sendable (Instant) -> TimeSpan

    package init(offset: @escaping @Sendable (Instant) -> TimeSpan) { self.offset = offset }

    package static let utc = LocalClock { _ in TimeSpan(microseconds: 0) }

    func date(at instant: Instant) -> CivilDate { (instant + offset(instant)).utcDate }

    /// The first instant of a local date. Where the clock is put forward at midnight it is the first moment of that day.
    func start(of date: CivilDate) -> Instant {
        let midnight = Instant(date)
        var guess = Instant(microseconds: midnight.microseconds - offset(midnight).microseconds)
        guess = Instant(microseconds: midnight.microseconds - offset(guess).microseconds)
        return guess
    }
}

/// Working days of one place: weekends and dated holidays within the years the file covers.
package struct WorkingCalendar: Hashable, Sendable {
    package let id: String
    /// Name of the time zone whose dates count.
    package let zone: TimeZoneID
    /// First and last date that the file vouches for.
    package let from: CivilDate
    package let to: CivilDate
    /// 1 Monday to 7 Sunday.
    package let weekend: Set<Int>
    package let holidays: Set<CivilDate>

    package init(
        id: String, zone: TimeZoneID, from: CivilDate, to: CivilDate, weekend: Set<Int>, holidays: Set<CivilDate>
    ) {
        self.id = id
        self.zone = zone
        self.from = from
        self.to = to
        self.weekend = weekend
        self.holidays = holidays
    }

    /// Unknown outside the dates that the file covers: a holiday that nobody entered is not a working day.
    package func isWorkingDay(_ date: CivilDate) -> Known<Bool> {
        guard date >= from, date <= to else { return .unknown("calendar \(id) \(date)") }
        // 1970-01-01 was a Thursday.
        let weekday = Int((date.daysSinceEpoch % 7 + 7 + 3) % 7) + 1
        return .known(!weekend.contains(weekday) && !holidays.contains(date))
    }

    /// The date `count` working days after `date` (the day itself does not count), as authorities count terms.
    package func date(_ count: Int, workingDaysAfter date: CivilDate) -> Known<CivilDate> {
        var day = date
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            switch isWorkingDay(day) {
            case .known(true): left -= 1
            case .known(false): break
            case .unknown(let what): return .unknown(what)
            }
        }
        return .known(day)
    }

    /// When `span` of working time has passed since `start`: time flows on working days only, day and night.
    func instant(after span: TimeSpan, since start: Instant, clock: LocalClock) -> Known<Instant> {
        var left = span.microseconds
        var now = start
        while true {
            let date = clock.date(at: now)
            let next = clock.start(of: date.adding(days: 1))
            switch isWorkingDay(date) {
            case .unknown(let what): return .unknown(what)
            case .known(false): break
            case .known(true):
                let available = next.microseconds - now.microseconds
                if left <= available { return .known(now + TimeSpan(microseconds: left)) }
                left -= available
            }
            now = next
        }
    }

    /// Working time within `[from, to)`.
    func workingTime(from start: Instant, to end: Instant, clock: LocalClock) -> Known<TimeSpan> {
        var sum: Int64 = 0
        var now = start
        while now < end {
            let date = clock.date(at: now)
            let next = min(clock.start(of: date.adding(days: 1)), end)
            switch isWorkingDay(date) {
            case .unknown(let what): return .unknown(what)
            case .known(let works): if works { sum += next.microseconds - now.microseconds }
            }
            now = next
        }
        return .known(TimeSpan(microseconds: sum))
    }
}

/// How long a case may take.
package enum TimeLimit: Hashable, Sendable {
    case elapsed(TimeSpan)
    case workingDays(Int)
}

/// When a case is due.
package enum DueDate: Hashable, Sendable {
    case due(at: Instant, warnAt: Instant)
    /// The clock stands still; it resumes by itself at the latest then.
    case paused(reason: String, resumesAt: Known<Instant>)
    /// The case is closed.
    case stopped
    case unknown(String)
}

/// Time limits of cases and of the duties around them.
package struct ServiceLevels: Hashable, Sendable {
    package let limits: [Severity: TimeLimit]
    /// Per cent of the limit after which a case is shown as nearly due.
    package let warnPercent: Int
    /// Total pause of a case after which its clock resumes by itself.
    package let pauseLimitWorkingDays: Int
    /// A held payout is due this long before its settlement limit.
    package let heldMargin: TimeSpan
    /// Settlement limit of a payout after it was held.
    package let settlementLimit: TimeSpan
    /// Answer to a request of a financial intelligence unit.
    package let authorityAnswerWorkingDays: Int

    package init(
        limits: [Severity: TimeLimit], warnPercent: Int, pauseLimitWorkingDays: Int, heldMargin: TimeSpan,
        settlementLimit: TimeSpan, authorityAnswerWorkingDays: Int
    ) {
        self.limits = limits
        self.warnPercent = warnPercent
        self.pauseLimitWorkingDays = pauseLimitWorkingDays
        self.heldMargin = heldMargin
        self.settlementLimit = settlementLimit
        self.authorityAnswerWorkingDays = authorityAnswerWorkingDays
    }

    /// The due date of a case from its clock's segments.
    ///
    /// A case that holds money is due at the earlier of its limit and `heldMargin` before the settlement limit, which
    /// runs from the moment the case opened and is not paused by a question to a partner.
    package func due(_ file: CaseFile, calendar: WorkingCalendar, clock: LocalClock) -> DueDate {
        if file.clock.isStopped { return .stopped }
        guard let limit = limits[file.severity] else { return .unknown("limit \(file.severity.rawValue)") }
        if file.clock.isPaused { return paused(file.clock, calendar, clock) }
        let end = at(limit, percent: 100, file.clock, calendar, clock)
        let warning = at(limit, percent: warnPercent, file.clock, calendar, clock)
        guard case .known(var due) = end, case .known(var warn) = warning else {
            if case .unknown(let what) = end { return .unknown(what) }
            return .unknown("calendar \(calendar.id)")
        }
        if !file.held.isEmpty, let start = file.clock.segments.first?.from {
            let margin = TimeSpan(microseconds: settlementLimit.microseconds - heldMargin.microseconds)
            due = min(due, start + margin)
            warn = min(warn, start + TimeSpan(microseconds: margin.microseconds / 100 * Int64(warnPercent)))
        }
        return .due(at: due, warnAt: warn)
    }

    private func at(
        _ limit: TimeLimit, percent: Int, _ caseClock: CaseClock, _ calendar: WorkingCalendar, _ clock: LocalClock
    ) -> Known<Instant> {
        var left: Int64
        switch limit {
        case .elapsed(let span): left = span.microseconds / 100 * Int64(percent)
        case .workingDays(let days): left = Int64(days) * TimeSpan.day.microseconds / 100 * Int64(percent)
        }
        let running = caseClock.segments.filter { $0.pauseReason == nil }
        for segment in running {
            let after: Known<Instant>
            switch limit {
            case .elapsed: after = .known(segment.from + TimeSpan(microseconds: left))
            case .workingDays:
                after = calendar.instant(after: TimeSpan(microseconds: left), since: segment.from, clock: clock)
            }
            guard let end = segment.to else { return after }
            if let reached = after.value, reached <= end { return after }
            switch limit {
            case .elapsed: left -= end.microseconds - segment.from.microseconds
            case .workingDays:
                switch calendar.workingTime(from: segment.from, to: end, clock: clock) {
                case .known(let used): left -= used.microseconds
                case .unknown(let what): return .unknown(what)
                }
            }
        }
        return .unknown("clock")
    }

    private func paused(_ caseClock: CaseClock, _ calendar: WorkingCalendar, _ clock: LocalClock) -> DueDate {
        var left = Int64(pauseLimitWorkingDays) * TimeSpan.day.microseconds
        var reason = ""
        var resumes: Known<Instant> = .unknown("clock")
        for segment in caseClock.segments where segment.pauseReason != nil {
            reason = segment.pauseReason ?? ""
            guard let end = segment.to else {
                let span = TimeSpan(microseconds: max(left, 0))
                resumes = calendar.instant(after: span, since: segment.from, clock: clock)
                continue
            }
            switch calendar.workingTime(from: segment.from, to: end, clock: clock) {
            case .known(let used): left -= used.microseconds
            case .unknown(let what): return .paused(reason: reason, resumesAt: .unknown(what))
            }
        }
        return .paused(reason: reason, resumesAt: resumes)
    }
}
