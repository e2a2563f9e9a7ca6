package import Domain

/// A birth date as far as it is known: half-open `[from, to)`; `1980` is [1980-01-01, 1981-01-01).
package struct BirthRange: Hashable, Sendable {
    package enum Precision: UInt8, Sendable { case day, month, year, range, circa }

    package let from: CivilDate
    package let to: CivilDate
    package let precision: Precision
    /// Published as one of several possible dates.
    package var isAlternative = false

    package init(from: CivilDate, to: CivilDate, precision: Precision, isAlternative: Bool = false) {
        self.from = from
        self.to = to
        self.precision = precision
        self.isAlternative = isAlternative
    }

    /// Whole years from `first` to `last`; circa widens by two years on each side.
    package init?(years first: Int, _ last: Int, circa: Bool = false) {
        let spread = circa ? 2 : 0
        guard first > 1000, first <= last, last < 3000, let from = CivilDate(year: first - spread, month: 1, day: 1),
            let to = CivilDate(year: last + spread + 1, month: 1, day: 1)
        else { return nil }
        self.init(from: from, to: to, precision: circa ? .circa : first == last ? .year : .range)
    }

    package init?(year: Int, month: Int) {
        guard let from = CivilDate(year: year, month: month, day: 1),
            let to = CivilDate(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
        else { return nil }
        self.init(from: from, to: to, precision: .month)
    }

    package init?(year: Int, month: Int, day: Int) {
        guard let date = CivilDate(year: year, month: month, day: day) else { return nil }
        self.init(from: date, to: date.adding(days: 1), precision: .day)
    }

    /// `1961`, `1961-03` or `1961-03-01`.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == parts.count, parts[0].count == 4 else { return nil }
        switch numbers.count {
        case 1: self.init(years: numbers[0], numbers[0])
        case 2: self.init(year: numbers[0], month: numbers[1])
        case 3: self.init(year: numbers[0], month: numbers[1], day: numbers[2])
        default: return nil
        }
    }

    /// As published: `1961`, `1961-03`, `1961-03-01`, `1960..1962`, `circa 1960..1964`.
    package var text: String {
        let first = from.components
        let last = to.adding(days: -1).components
        switch precision {
        case .day: return "\(from)"
        case .month: return String("\(from)".prefix(7))
        case .year: return "\(first.year)"
        case .range: return "\(first.year)..\(last.year)"
        case .circa: return "circa \(first.year)..\(last.year)"
        }
    }

    /// The same dates widened by two years on each side, as `circa` is read.
    package var circa: BirthRange {
        BirthRange(
            from: Self.shifted(from, years: -2), to: Self.shifted(to, years: 2), precision: .circa,
            isAlternative: isAlternative)
    }

    private static func shifted(_ date: CivilDate, years: Int) -> CivilDate {
        let parts = date.components
        return CivilDate(year: parts.year + years, month: parts.month, day: parts.day)
            ?? CivilDate(year: parts.year + years, month: parts.month, day: 28) ?? date
    }

    /// From the first to the last day, both possible; a day, a month and a year are recognised as such.
    init?(days first: CivilDate, _ last: CivilDate, isCirca: Bool = false) {
        guard first <= last else { return nil }
        let from = first.components
        let to = last.adding(days: 1)
        let end = to.components
        let precision: Precision
        if first == last {
            precision = .day
        } else if from.month == 1, from.day == 1, end.month == 1, end.day == 1 {
            precision = end.year == from.year + 1 ? .year : .range
        } else if from.day == 1, end.day == 1, end.year * 12 + end.month == from.year * 12 + from.month + 1 {
            precision = .month
        } else {
            precision = .range
        }
        let range = BirthRange(from: first, to: to, precision: precision)
        self = isCirca ? range.circa : range
    }
}
