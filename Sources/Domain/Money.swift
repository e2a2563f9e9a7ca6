/// An ISO 4217 currency.
package struct Currency: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Three capital letters packed big-endian, so that order is alphabetical.
    package let packed: UInt32

    private init(packed: UInt32) { self.packed = packed }

    /// Nil unless the three letters (any case) are a code of ISO 4217.
    package init?(_ code: some StringProtocol) {
        guard let packed = pack(code.utf8, count: 3), Currency.minorUnitsByCode[packed] != nil else { return nil }
        self.packed = packed
    }

    package init?(utf8 code: some Collection<UInt8>) {
        guard let packed = pack(code, count: 3), Currency.minorUnitsByCode[packed] != nil else { return nil }
        self.packed = packed
    }

    package var code: String { unpack(packed, count: 3) }
    package var description: String { code }

    /// Decimals of the smallest coin: 2 for EUR, 0 for JPY, 3 for KWD (ISO 4217 list one).
    package var minorUnits: Int { Int(Currency.minorUnitsByCode[packed] ?? 2) }

    package static func < (left: Currency, right: Currency) -> Bool { left.packed < right.packed }

    package static let eur = Currency(packed: 0x455552)

    private static let minorUnitsByCode: [UInt32: UInt8] = {
        var table: [UInt32: UInt8] = [:]
        for (units, codes) in currencyCodes {
            for code in codes.split(separator: " ") {
                if let packed = pack(code.utf8, count: 3) { table[packed] = units }
            }
        }
        return table
    }()
}

/// ISO 4217 list one (active codes and recently ended ones that history needs), by number of decimals.
private let currencyCodes: [(UInt8, String)] = [
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (3, "BHD IQD JOD KWD LYD OMR TND"), (4, "CLF UYW"),
    (
        2,
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BYR BZD CAD CDF \
        CHE CHF CHW CNY COP COU CRC CUC CUP CVE CYP CZK DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD \
        GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL LTL LVL MAD MDL \
        MGA MKD MMK MNT MOP MRO MRU MTL MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN \
        QAR ROL RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SIT SKK SLE SLL SOS SRD SSP STD STN SVC SYP SZL THB TJS TMT \
        TOP TRL TRY TTD TWD TZS UAH USD USN UYU UZS VED VEF VES WST XCD XCG YER ZAR ZMW ZWG ZWL
        """
    ),
]

/// An amount of money: millionths of the major unit of a currency. Per-kWh prices need more than cents.
package struct Money: Hashable, Sendable, CustomStringConvertible {
    package let micros: Int64
    package let currency: Currency

    package init(micros: Int64, currency: Currency) {
        self.micros = micros
        self.currency = currency
    }

    /// - Throws: `currencyMismatch`, `overflow`.
    package func adding(_ other: Money) throws(DomainError) -> Money {
        guard currency == other.currency else { throw DomainError(.currencyMismatch, "money addition") }
        let (sum, overflow) = micros.addingReportingOverflow(other.micros)
        if overflow { throw DomainError(.overflow, "money addition") }
        return Money(micros: sum, currency: currency)
    }

    /// The amount times `numerator/denominator`, rounded once by `rounding` to `decimals` decimals.
    ///
    /// - Throws: `overflow`, `outOfRange` for a denominator that is not positive.
    package func multiplied(by numerator: Int64, over denominator: Int64, rounding: Rounding, decimals: Int = 6)
        throws(DomainError) -> Money
    {
        guard denominator > 0, (0...6).contains(decimals) else { throw DomainError(.outOfRange, "money product") }
        let unit = ExactNumber.powers[6 - decimals]
        let product = Int128(micros) * Int128(numerator)
        let (scaled, overflow) = Int128(denominator).multipliedReportingOverflow(by: unit)
        let rounded = rounding.divide(product, by: scaled).multipliedReportingOverflow(by: unit)
        guard !overflow, !rounded.overflow, let result = Int64(exactly: rounded.partialValue) else {
            throw DomainError(.overflow, "money product")
        }
        return Money(micros: result, currency: currency)
    }

    /// The amount as decimal text with at least the currency's own decimals: `48210.00`, `0.123456`.
    package var amountText: String { decimalText(micros, decimals: 6, minimum: currency.minorUnits) }

    /// `48210.00 EUR`.
    package var description: String { "\(amountText) \(currency.code)" }
}

/// Packs exactly `count` ASCII letters, upper-cased; nil for anything else.
func pack(_ text: some Collection<UInt8>, count: Int) -> UInt32? {
    guard text.count == count else { return nil }
    var packed: UInt32 = 0
    for byte in text {
        let upper = byte >= 97 && byte <= 122 ? byte - 32 : byte
        guard (65...90).contains(upper) else { return nil }
        packed = packed << 8 | UInt32(upper)
    }
    return packed
}

func unpack(_ packed: UInt32, count: Int) -> String {
    var text = ""
    for index in stride(from: count - 1, through: 0, by: -1) {
        text.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: packed >> (8 * UInt32(index)))))
    }
    return text
}
