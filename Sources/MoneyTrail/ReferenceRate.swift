package import Domain

/// One published euro foreign exchange reference rate: units of `currency` for one euro.
///
/// - Source: European Central Bank, euro foreign exchange reference rates.
package struct ReferenceRate: Hashable, Sendable {
    package let date: CivilDate
    package let currency: Currency
    package let perEuro: ExactNumber

    package init(date: CivilDate, currency: Currency, perEuro: ExactNumber) {
        self.date = date
        self.currency = currency
        self.perEuro = perEuro
    }
}

/// What can go wrong with rates and conversions. A missing rate is no error but an unknown value.
package struct MoneyTrailError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: String, Sendable {
        /// Two different rates for one currency and date.
        case conflictingRates
        /// A rate that is zero, negative or has more digits than any published rate.
        case impossibleRate
        /// A rate of the euro against itself.
        case euroRate
        /// A converted amount does not fit.
        case overflow
    }

    package let code: Code
    /// Currency and date concerned.
    package let subject: String

    package init(_ code: Code, _ subject: String) {
        self.code = code
        self.subject = subject
    }

    package var description: String {
        switch code {
        case .conflictingRates: "\(subject): two different rates"
        case .impossibleRate: "\(subject): not a possible rate"
        case .euroRate: "\(subject): the euro has no rate against itself"
        case .overflow: "\(subject): the converted amount does not fit"
        }
    }
}

/// A fraction of two integers, never rounded. The denominator is positive.
package struct ExactRatio: Hashable, Sendable {
    package let numerator: Int128
    package let denominator: Int128

    package init(numerator: Int128, denominator: Int128) {
        precondition(denominator > 0, "a ratio needs a positive denominator")
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The nearest integer, halves to the even neighbour.
    package var rounded: Int128 { Rounding.halfEven.divide(numerator, by: denominator) }

    /// The value is an integer.
    package var isWhole: Bool { numerator % denominator == 0 }
}

/// An amount in another currency, with the rates that made it.
package struct Conversion: Hashable, Sendable {
    package let source: Money
    package let result: Money
    /// The result in millionths before it was rounded once, half to even.
    package let exactMicros: ExactRatio
    /// The rate that the source currency was divided by; nil for the euro and where no rate was needed.
    package let sourceRate: ReferenceRate?
    /// The rate that was multiplied by; nil for the euro and where no rate was needed.
    package let targetRate: ReferenceRate?

    /// The date of the rates, the earlier one where they differ; nil where no rate was needed.
    package var rateDate: CivilDate? {
        [sourceRate?.date, targetRate?.date].compactMap { $0 }.min()
    }
}
