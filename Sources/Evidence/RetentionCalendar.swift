package import Domain

/// A length of retention in calendar years, months and days; ISO 8601 (`P8Y`, `P72M`, `P0D`).
package struct RetentionPeriod: Hashable, Sendable, CustomStringConvertible {
    package let years: Int
    package let months: Int
    package let days: Int

    /// Nil for anything but `P` with up to one number each of `Y`, `M`, `D` in this order, at most 999 of each.
    package init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "P") else { return nil }
        var values: [Character: Int] = [:]
        var digits = ""
        let units: [Character] = ["Y", "M", "D"]
        var used = -1
        for character in text.dropFirst() {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let unit = units.firstIndex(of: character), unit > used, (1...3).contains(digits.count),
                let value = Int(digits)
            else { return nil }
            values[character] = value
            used = unit
            digits = ""
        }
        guard digits.isEmpty, used >= 0 else { return nil }
        years = values["Y"] ?? 0
        months = values["M"] ?? 0
        days = values["D"] ?? 0
    }

    package var description: String {
        let text = [(years, "Y"), (months, "M"), (days, "D")].filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
        return "P" + (text.isEmpty ? "0D" : text)
    }

    /// The day this long after `start`. A day that does not exist in the month is the first of the next: 29 February
    /// becomes 1 March. Nil beyond the year 9999.
    package func after(_ start: CivilDate) -> CivilDate? {
        let parts = start.components
        let total = parts.year * 12 + parts.month - 1 + years * 12 + months
        let (year, month) = (total / 12, total % 12 + 1)
        guard (1...9998).contains(year) else { return nil }
        let length = CivilDate.length(ofMonth: month, year: year)
        let date =
            parts.day <= length
            ? CivilDate(year: year, month: month, day: parts.day)
            : CivilDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        return date?.adding(days: days)
    }
}

/// A day of the year without the year, as a financial year ends on.
package struct MonthDay: Hashable, Sendable {
    package let month: Int
    package let day: Int

    /// Parses `MM-DD`; 29 February stands for the last day of February.
    package init?(_ text: String) {
        guard text.utf8.count == 5, let date = CivilDate("2024-" + text) else { return nil }
        month = date.components.month
        day = date.components.day
    }

    /// The first such day on or after `date`.
    func onOrAfter(_ date: CivilDate) -> CivilDate? {
        let year = date.components.year
        return [year, year + 1].lazy.compactMap { inYear($0) }.first { $0 >= date }
    }

    private func inYear(_ year: Int) -> CivilDate? {
        CivilDate(year: year, month: month, day: min(day, CivilDate.length(ofMonth: month, year: year)))
    }
}

/// Where a period begins: a code of evidence.md 6.2.
package enum RetentionStart: Hashable, Sendable {
    /// The day after the date: the day of the event does not count.
    case dayAfter(DateName)
    /// 1 January of the year after the date; `jan1_after` is the same day.
    case yearEnd(DateName)
    /// The day after the end of the financial year that holds the date.
    case fiscalYearEnd(DateName)
    /// 1 July of the year after the date.
    case july(DateName)
    /// The day after the deadline of a return.
    case filingDeadline(String)
    /// The day after the last record that refers to it expires.
    case lastDependent

    /// Nil for an unknown code.
    package init?(code: String) {
        let parts = code.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1 {
            if code == "last_dependent" {
                self = .lastDependent
                return
            }
            guard let name = DateName(rawValue: code), name != .filingDeadline else { return nil }
            self = .dayAfter(name)
            return
        }
        if parts[0] == "filing_deadline" {
            guard RecordClass(parts[1]) != nil else { return nil }
            self = .filingDeadline(parts[1])
            return
        }
        guard let name = DateName(rawValue: parts[1]) else { return nil }
        switch parts[0] {
        case "year_end_of", "jan1_after": self = .yearEnd(name)
        case "fiscal_year_end_of": self = .fiscalYearEnd(name)
        case "jul1_after": self = .july(name)
        default: return nil
        }
    }

    /// The date that has to be known.
    package var dateName: DateName {
        switch self {
        case .dayAfter(let name), .yearEnd(let name), .fiscalYearEnd(let name), .july(let name): name
        case .filingDeadline: .filingDeadline
        case .lastDependent: .lastDependent
        }
    }

    /// The first day inside the period; nil while the date is not known.
    package func firstDay(dates: [DateName: CivilDate], financialYearEnd: MonthDay) -> CivilDate? {
        guard let date = dates[dateName] else { return nil }
        switch self {
        case .dayAfter, .filingDeadline, .lastDependent: return date.adding(days: 1)
        case .yearEnd: return CivilDate(year: date.components.year + 1, month: 1, day: 1)
        case .fiscalYearEnd: return financialYearEnd.onOrAfter(date)?.adding(days: 1)
        case .july: return CivilDate(year: date.components.year + 1, month: 7, day: 1)
        }
    }
}

extension CivilDate {
    /// The latest civil date anywhere on earth at an instant (UTC+14): for records whose country is not known.
    package static func latestOnEarth(at instant: Instant) -> CivilDate {
        (instant + TimeSpan(microseconds: 14 * 3_600_000_000)).utcDate
    }
}
