package import Domain
import Formats

/// Reference rates by currency and date: one version of knowledge, named by its hash.
///
/// A currency's rate holds on its date and, at weekends and holidays, on the days after it, at most `maximumAgeDays` of
/// them. Where other currencies were published later and this one was not for more than that time, it has ended (or was
/// suspended): from the day after its last rate the rate is unknown, never the last one (inputs.md section 9).
package struct RateTable: Sendable {
    /// How many days back the last earlier rate may lie.
    package static let maximumAgeDays: Int32 = 7

    /// SHA-256 of the rates in order of currency and date: the version of this knowledge.
    package let version: Hash32
    /// The newest date with any rate; nil for an empty table.
    package var latestDate: CivilDate? { publications.last.map(CivilDate.init(daysSinceEpoch:)) }
    /// Number of rates.
    package var count: Int { series.values.reduce(0) { $0 + $1.days.count } }
    /// Number of dates with any rate.
    package var dayCount: Int { publications.count }

    private let series: [Currency: Series]
    /// Days on which any currency was published, ascending.
    private let publications: [Int32]

    fileprivate struct Series: Sendable {
        var days: [Int32] = []
        var coefficients: [Int64] = []
        var exponents: [Int8] = []
    }

    /// Builds the table from rates in any order; the same rate twice counts once.
    ///
    /// - Throws: `conflictingRates`, `impossibleRate`, `euroRate`.
    /// - Complexity: O(n log n).
    package init(_ rates: some Sequence<ReferenceRate>) throws(MoneyTrailError) {
        let sorted = rates.sorted { ($0.currency, $0.date) < ($1.currency, $1.date) }
        var all: [Currency: Series] = [:]
        var days: Set<Int32> = []
        var hasher = SHA256Hasher()
        var index = 0
        while index < sorted.count {
            let currency = sorted[index].currency
            var one = Series()
            while index < sorted.count, sorted[index].currency == currency {
                try Self.append(sorted[index], to: &one)
                index += 1
            }
            hasher.update(Self.text(one, currency))
            days.formUnion(one.days)
            all[currency] = one
        }
        series = all
        publications = days.sorted()
        version = Hash32(hasher.finalize()) ?? .zero
    }

    private static func append(_ rate: ReferenceRate, to series: inout Series) throws(MoneyTrailError) {
        let subject = "\(rate.currency.code) \(rate.date)"
        if rate.currency == .eur { throw MoneyTrailError(.euroRate, subject) }
        var coefficient = rate.perEuro.coefficient
        var exponent = rate.perEuro.exponent
        while coefficient != 0, coefficient % 10 == 0 {
            coefficient /= 10
            exponent += 1
        }
        // Published rates have at most nine digits; twelve leave room and keep every product within 128 bits.
        guard coefficient > 0, coefficient < 1_000_000_000_000, (-12...12).contains(exponent) else {
            throw MoneyTrailError(.impossibleRate, subject)
        }
        let (value, power) = (Int64(coefficient), Int8(exponent))
        if series.days.last == rate.date.daysSinceEpoch {
            guard series.coefficients.last == value, series.exponents.last == power else {
                throw MoneyTrailError(.conflictingRates, subject)
            }
            return
        }
        series.days.append(rate.date.daysSinceEpoch)
        series.coefficients.append(value)
        series.exponents.append(power)
    }

    /// The table as it is kept and shown: a line a rate, `USD 2024-01-02 10956e-4`, by currency and day. Its SHA-256 is
    /// ``version``, so that whoever holds the text can tell that it is the one.
    package var text: [UInt8] {
        currencies.flatMap { currency in series[currency].map { Self.text($0, currency) } ?? [] }
    }

    private static func text(_ series: Series, _ currency: Currency) -> [UInt8] {
        let code = Array(currency.code.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(series.days.count * 32)
        func append(_ number: Int64, digits: Int = 1) {
            if number < 0 { bytes.append(UInt8(ascii: "-")) }
            let first = bytes.count
            var rest = number.magnitude
            while rest > 0 || bytes.count - first < digits {
                bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
                rest /= 10
            }
            bytes[first...].reverse()
        }
        for index in series.days.indices {
            let date = CivilDate(daysSinceEpoch: series.days[index]).components
            bytes += code
            bytes.append(UInt8(ascii: " "))
            append(Int64(date.year), digits: 4)
            bytes.append(UInt8(ascii: "-"))
            append(Int64(date.month), digits: 2)
            bytes.append(UInt8(ascii: "-"))
            append(Int64(date.day), digits: 2)
            bytes.append(UInt8(ascii: " "))
            append(series.coefficients[index])
            bytes.append(UInt8(ascii: "e"))
            append(Int64(series.exponents[index]))
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    /// Currencies with at least one rate, in alphabetical order.
    package var currencies: [Currency] { series.keys.sorted() }

    /// The rate in force for a currency on a date, with the date it was published.
    ///
    /// - Returns: `unknown("rate ...")` where the currency was never published, has ended, or the last rate is too old.
    /// - Complexity: O(log n).
    package func rate(of currency: Currency, on date: CivilDate) -> Known<ReferenceRate> {
        // The name of what is missing is only written where it is.
        var missing: Known<ReferenceRate> { .unknown("rate \(currency.code) \(date)") }
        guard let series = series[currency] else { return missing }
        let after = upperBound(series.days, date.daysSinceEpoch)
        guard after > 0 else { return missing }
        let found = series.days[after - 1]
        guard date.daysSinceEpoch - found <= Self.maximumAgeDays else { return missing }
        if found < date.daysSinceEpoch,
            hasStopped(after: found, next: after < series.days.count ? series.days[after] : nil)
        {
            return missing
        }
        return .known(
            ReferenceRate(
                date: CivilDate(daysSinceEpoch: found), currency: currency,
                perEuro: ExactNumber(
                    coefficient: Int128(series.coefficients[after - 1]), exponent: Int(series.exponents[after - 1]))))
    }

    /// Others were published after `day`, this currency not within the time a rate may be carried on.
    private func hasStopped(after day: Int32, next: Int32?) -> Bool {
        if let next, next - day <= Self.maximumAgeDays { return false }
        let index = upperBound(publications, day)
        guard index < publications.count else { return false }
        return next.map { publications[index] < $0 } ?? true
    }

    /// An amount in another currency at the reference rates of a date: `(amount / sourceRate) × targetRate` as an exact
    /// ratio, rounded once, half to even, to a millionth. Zero is zero at any rate, known or not.
    ///
    /// - Returns: `unknown("rate ...")` naming the currency and date whose rate is missing.
    /// - Throws: `overflow`.
    package func convert(_ money: Money, to target: Currency, on date: CivilDate) throws(MoneyTrailError)
        -> Known<Conversion>
    {
        if money.micros == 0 || money.currency == target {
            return .known(
                Conversion(
                    source: money, result: Money(micros: money.micros, currency: target),
                    exactMicros: ExactRatio(numerator: Int128(money.micros), denominator: 1), sourceRate: nil,
                    targetRate: nil))
        }
        var source: ReferenceRate?
        var goal: ReferenceRate?
        if money.currency != .eur {
            switch rate(of: money.currency, on: date) {
            case .known(let rate): source = rate
            case .unknown(let what): return .unknown(what)
            }
        }
        if target != .eur {
            switch rate(of: target, on: date) {
            case .known(let rate): goal = rate
            case .unknown(let what): return .unknown(what)
            }
        }
        let overflow = MoneyTrailError(.overflow, "\(money.currency.code) to \(target.code) \(date)")
        guard let ratio = Self.ratio(money.micros, dividedBy: source?.perEuro, times: goal?.perEuro),
            let micros = Int64(exactly: ratio.rounded)
        else { throw overflow }
        return .known(
            Conversion(
                source: money, result: Money(micros: micros, currency: target), exactMicros: ratio, sourceRate: source,
                targetRate: goal))
    }

    /// `micros / source × target` with both rates as written; nil when it does not fit in 128 bits.
    private static func ratio(_ micros: Int64, dividedBy source: ExactNumber?, times target: ExactNumber?)
        -> ExactRatio?
    {
        let top = Int128(micros).multipliedReportingOverflow(by: target?.coefficient ?? 1)
        if top.overflow { return nil }
        var (numerator, denominator) = (top.partialValue, source?.coefficient ?? 1)
        let shift = (target?.exponent ?? 0) - (source?.exponent ?? 0)
        for _ in 0..<abs(shift) {
            let step = (shift > 0 ? numerator : denominator).multipliedReportingOverflow(by: 10)
            if step.overflow { return nil }
            if shift > 0 { numerator = step.partialValue } else { denominator = step.partialValue }
        }
        return ExactRatio(numerator: numerator, denominator: denominator)
    }

    /// Rates that stand in both tables with different values: a publisher's correction (finding `IN-026`).
    package func changes(since earlier: RateTable) -> [RateChange] {
        var found: [RateChange] = []
        for currency in currencies {
            guard let mine = series[currency], let theirs = earlier.series[currency] else { continue }
            var other = 0
            for index in mine.days.indices {
                while other < theirs.days.count, theirs.days[other] < mine.days[index] { other += 1 }
                guard other < theirs.days.count, theirs.days[other] == mine.days[index],
                    theirs.coefficients[other] != mine.coefficients[index]
                        || theirs.exponents[other] != mine.exponents[index]
                else { continue }
                found.append(
                    RateChange(
                        date: CivilDate(daysSinceEpoch: mine.days[index]), currency: currency,
                        before: theirs.number(other), after: mine.number(index)))
            }
        }
        return found
    }

    /// All rates in order of currency and date, for building the next version out of this one and newer rates.
    package var rates: [ReferenceRate] {
        currencies.flatMap { currency -> [ReferenceRate] in
            guard let series = series[currency] else { return [] }
            return series.days.indices.map {
                ReferenceRate(
                    date: CivilDate(daysSinceEpoch: series.days[$0]), currency: currency, perEuro: series.number($0))
            }
        }
    }
}

/// A rate that differs from the one known before for the same date.
package struct RateChange: Hashable, Sendable {
    package let date: CivilDate
    package let currency: Currency
    package let before: ExactNumber
    package let after: ExactNumber
}

extension RateTable.Series {
    fileprivate func number(_ index: Int) -> ExactNumber {
        ExactNumber(coefficient: Int128(coefficients[index]), exponent: Int(exponents[index]))
    }
}

/// Index of the first element greater than `value` in an ascending array.
func upperBound(_ values: [Int32], _ value: Int32) -> Int {
    var (low, high) = (0, values.count)
    while low < high {
        let middle = (low + high) / 2
        if values[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
}
