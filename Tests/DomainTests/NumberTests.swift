import Testing

@testable import Domain

/// An independent decimal: a digit string, rounded by looking at its digits instead of dividing.
private enum DigitOracle {
    /// `text` (plain decimal notation) times `10^scale`, rounded half to even; nil when it does not fit in 64 bits.
    static func scaled(_ text: String, by scale: Int) -> Int64? {
        let negative = text.hasPrefix("-")
        let body = negative ? text.dropFirst() : text[...]
        let pieces = body.split(separator: ".", omittingEmptySubsequences: false)
        var whole = String(pieces[0])
        var fraction = pieces.count > 1 ? String(pieces[1]) : ""
        for _ in 0..<scale {
            whole.append(fraction.isEmpty ? "0" : fraction.removeFirst())
        }
        guard var value = UInt64(whole) else { return nil }
        if let first = fraction.first {
            let rest = fraction.dropFirst().contains { $0 != "0" }
            let up = first > "5" || (first == "5" && (rest || value % 2 == 1))
            if up { value += 1 }
        }
        return negative ? Int64(exactly: -Int128(value)) : Int64(exactly: value)
    }
}

@Suite struct ExactNumberTests {
    @Test("20,000 random decimals scale as a digit-by-digit calculation says")
    func againstDigits() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<20_000 {
            let whole = String(UInt64.random(in: 0...99_999_999_999, using: &random))
            let count = Int.random(in: 0...12, using: &random)
            // Fives and zeros are frequent, so that exact halves occur.
            let fraction = String((0..<count).map { _ in "0055123469".randomElement(using: &random) ?? "0" })
            let text = (Bool.random(using: &random) ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
            let number = try #require(ExactNumber(text))
            let scale = Int.random(in: 0...6, using: &random)
            let result = try #require(number.scaled(by: scale))
            #expect(result.value == DigitOracle.scaled(text, by: scale), "\(text) by \(scale)")
            let cut = fraction.dropFirst(scale)
            #expect(result.exact == cut.allSatisfy { $0 == "0" }, "\(text) by \(scale)")
            #expect(number.writtenDecimals == count)
        }
    }

    @Test("exponents and signs")
    func exponents() {
        #expect(ExactNumber("1.5e3")?.scaled(by: 0)?.value == 1500)
        #expect(ExactNumber("15E-1")?.scaled(by: 1)?.value == 15)
        #expect(ExactNumber("-2.5")?.scaled(by: 0)?.value == -2)
        #expect(ExactNumber("-3.5")?.scaled(by: 0)?.value == -4)
        #expect(ExactNumber("1e-300")?.scaled(by: 6)?.value == 0)
        #expect(ExactNumber("1e-300")?.scaled(by: 6)?.exact == false)
        #expect(ExactNumber("0e300")?.scaled(by: 6)?.exact == true)
        #expect(ExactNumber("-0.1")?.isNegative == true && ExactNumber("0")?.isNegative == false)
    }

    @Test("what does not fit is nil, at the edge")
    func overflow() {
        #expect(ExactNumber("9223372036854775807")?.scaled(by: 0)?.value == Int64.max)
        #expect(ExactNumber("-9223372036854775808")?.scaled(by: 0)?.value == Int64.min)
        #expect(ExactNumber("9223372036854775808")?.scaled(by: 0) == nil)
        #expect(ExactNumber("1e40")?.scaled(by: 0) == nil)
        #expect(ExactNumber(String(repeating: "9", count: 37)) == nil)
        #expect(ExactNumber("1e401") == nil)
    }

    @Test(
        "texts that are no JSON numbers are refused",
        arguments: ["", "-", "+1", "1.", ".5", "1e", "1e+", "1,5", "0x10", "NaN", "1 ", "--1", "1.2.3", "1e1.5", "∞"])
    func refused(text: String) { #expect(ExactNumber(text) == nil) }
}

@Suite struct RoundingTests {
    @Test("both roundings equal their definition for all small quotients of both signs")
    func definition() {
        for divisor in 1...12 {
            for dividend in -150...150 {
                // Nearest integers by distance, in twelfths and without division of negatives.
                let candidates = (-151...151).filter { abs($0 * divisor - dividend) * 2 <= divisor }
                let up = candidates.max { abs($0) < abs($1) }
                let even = candidates.count == 1 ? candidates.first : candidates.first { $0 % 2 == 0 }
                #expect(Rounding.halfUp.divide(Int128(dividend), by: Int128(divisor)) == Int128(up ?? 999))
                #expect(Rounding.halfEven.divide(Int128(dividend), by: Int128(divisor)) == Int128(even ?? 999))
            }
        }
    }
}

@Suite struct MoneyTests {
    let euro = Currency.eur

    @Test("addition reports overflow and different currencies")
    func addition() throws {
        let top = Money(micros: .max, currency: euro)
        #expect(throws: DomainError(.overflow, "money addition")) {
            try top.adding(Money(micros: 1, currency: euro))
        }
        let zloty = try #require(Currency("PLN"))
        #expect(throws: DomainError(.currencyMismatch, "money addition")) {
            try top.adding(Money(micros: 1, currency: zloty))
        }
        #expect(try top.adding(Money(micros: -1, currency: euro)).micros == .max - 1)
    }

    @Test("products are rounded once, at the named place, on both sides of zero")
    func products() throws {
        // 0.99 EUR at 19 %: 0.1881, to cents 0.19; half cents by both roundings.
        let base = Money(micros: 990_000, currency: euro)
        #expect(try base.multiplied(by: 190_000, over: 1_000_000, rounding: .halfUp, decimals: 2).micros == 190_000)
        let half = Money(micros: 25_000, currency: euro)
        #expect(try half.multiplied(by: 1, over: 1, rounding: .halfEven, decimals: 2).micros == 20_000)
        #expect(try half.multiplied(by: 1, over: 1, rounding: .halfUp, decimals: 2).micros == 30_000)
        let minus = Money(micros: -25_000, currency: euro)
        #expect(try minus.multiplied(by: 1, over: 1, rounding: .halfEven, decimals: 2).micros == -20_000)
        #expect(try minus.multiplied(by: 1, over: 1, rounding: .halfUp, decimals: 2).micros == -30_000)
    }

    @Test("a product that does not fit is an error, an impossible denominator too")
    func errors() {
        let top = Money(micros: .max, currency: euro)
        #expect(throws: DomainError(.overflow, "money product")) {
            try top.multiplied(by: 2, over: 1, rounding: .halfUp)
        }
        #expect(throws: DomainError(.overflow, "money product")) {
            try Money(micros: .max - 3, currency: euro).multiplied(by: 1, over: 1, rounding: .halfUp, decimals: 0)
                .multiplied(by: .max, over: 1, rounding: .halfUp)
        }
        for denominator in [0, -1] as [Int64] {
            #expect(throws: DomainError(.outOfRange, "money product")) {
                try top.multiplied(by: 1, over: denominator, rounding: .halfUp)
            }
        }
        #expect(throws: DomainError(.outOfRange, "money product")) {
            try top.multiplied(by: 1, over: 1, rounding: .halfUp, decimals: 7)
        }
    }

    @Test("amounts are written with at least the currency's own decimals")
    func texts() throws {
        #expect(Money(micros: 48_210_000_000, currency: euro).description == "48210.00 EUR")
        #expect(Money(micros: 123_456, currency: euro).amountText == "0.123456")
        #expect(Money(micros: -500_000, currency: euro).amountText == "-0.50")
        #expect(Money(micros: 1_234_000_000, currency: try #require(Currency("JPY"))).amountText == "1234")
        #expect(Money(micros: 1_500_000, currency: try #require(Currency("KWD"))).amountText == "1.500")
        #expect(Money(micros: .min, currency: euro).amountText == "-9223372036854.775808")
    }

    @Test("energy, power, score and places keep their ranges")
    func quantities() throws {
        #expect(Energy(kilowattHours: try #require(ExactNumber("22.287")))?.milliwattHours == 22_287_000)
        #expect(Energy(kilowattHours: try #require(ExactNumber("1e14"))) == nil)
        #expect(Energy(milliwattHours: 22_287_000).kilowattHoursText == "22.287")
        #expect(Score(tenths: 1001).tenths == 1000 && Score(tenths: -1) == .zero && Score(tenths: 425).text == "42.5")
        #expect(GeoPoint(latitudeMicrodegrees: 90_000_000, longitudeMicrodegrees: -180_000_000) != nil)
        #expect(GeoPoint(latitudeMicrodegrees: 90_000_001, longitudeMicrodegrees: 0) == nil)
        #expect(GeoPoint(latitudeMicrodegrees: 0, longitudeMicrodegrees: 180_000_001) == nil)
    }
}
