import Domain
import Foundation
import MoneyTrail
import Testing

/// Finds the official data that lies beside the checkout.
enum SharedData {
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// All rates of the ECB history, read by the simplest means.
    static func rates() throws -> [ReferenceRate] {
        let bytes = Array(try Data(contentsOf: root.appendingPathComponent("fx/eurofxref-hist.csv")))
        var lines = bytes.split(separator: 10)[...]
        let header = lines.removeFirst().split(separator: 44).dropFirst().map { Currency(utf8: $0) }
        var all: [ReferenceRate] = []
        for line in lines {
            let cells = line.split(separator: 44, omittingEmptySubsequences: false)
            guard let date = CivilDate(cells[0]) else { continue }
            for (index, currency) in header.enumerated() {
                guard let currency, let number = ExactNumber(cells[index + 1]) else { continue }
                all.append(ReferenceRate(date: date, currency: currency, perEuro: number))
            }
        }
        return all
    }
}

/// The first `digits` significant digits of a ratio over a million, by long division, the last one rounded half up.
private func significant(_ ratio: ExactRatio, digits: Int) -> [Int] {
    var rest = ratio.numerator.magnitude
    let divisor = ratio.denominator.magnitude
    var found: [Int] = String(rest / divisor).compactMap(\.wholeNumberValue)
    if found == [0] { found = [] }
    rest %= divisor
    while found.count <= digits {
        rest *= 10
        let digit = Int(rest / divisor)
        if !(found.isEmpty && digit == 0) { found.append(digit) }
        rest %= divisor
    }
    return rounded(found, digits)
}

private func rounded(_ values: [Int], _ digits: Int) -> [Int] {
    var kept = Array(values.prefix(digits))
    if values.count > digits, values[digits] >= 5 {
        var place = digits - 1
        while place >= 0, kept[place] == 9 {
            kept[place] = 0
            place -= 1
        }
        if place >= 0 { kept[place] += 1 }
    }
    return kept + Array(repeating: 0, count: max(0, digits - kept.count))
}

@Suite struct RateTableTests {
    static func currency(_ code: String) throws -> Currency { try #require(Currency(code)) }
    static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    static func rate(_ date: String, _ code: String, _ value: String) throws -> ReferenceRate {
        ReferenceRate(date: try day(date), currency: try currency(code), perEuro: try #require(ExactNumber(value)))
    }

    static func table(_ rows: [(String, String, String)]) throws -> RateTable {
        try RateTable(rows.map { try rate($0.0, $0.1, $0.2) })
    }

    @Test(
        "the eight conversion vectors agree to 24 significant digits",
        .enabled(if: SharedData.exists("fx/vectors.csv"), "shared data absent: fx/vectors.csv"))
    func vectors() throws {
        let table = try RateTable(try SharedData.rates())
        let text = try String(contentsOf: SharedData.root.appendingPathComponent("fx/vectors.csv"), encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
        #expect(rows.count == 8)
        for row in rows {
            let micros = try #require(ExactNumber(row[0])?.scaled(by: 6)?.value)
            let money = Money(micros: micros, currency: try Self.currency(row[1]))
            let conversion = try #require(
                try table.convert(money, to: try Self.currency(row[2]), on: try Self.day(row[3])).value)
            let expected = row[4].compactMap(\.wholeNumberValue)
            if row[0] == "57.2" {
                // This vector was made from the binary fraction nearest to 57.2; from that amount it is reproduced.
                let binary = ExactRatio(
                    numerator: 5_720_000_000_000_000_284_217_094_304_040 * 10_000,
                    denominator: Int128(104_043) * 100_000_000_000_000_000_000_000)
                #expect(significant(binary, digits: 24) == rounded(expected, 24))
                #expect(significant(conversion.exactMicros, digits: 16) == rounded(expected, 16))
            } else {
                #expect(significant(conversion.exactMicros, digits: 24) == rounded(expected, 24), "\(row)")
            }
            #expect(conversion.rateDate == (try Self.day(row[3])))
            let inMicros = try #require(ExactNumber(row[4])?.scaled(by: 6)?.value)
            #expect(conversion.result.micros == inMicros)
        }
    }

    @Test(
        "the ECB history: 7,126 days, and a currency that has ended has no rate from the day after",
        .enabled(if: SharedData.exists("fx/eurofxref-hist.csv"), "shared data absent: fx/eurofxref-hist.csv"))
    func history() throws {
        let table = try RateTable(try SharedData.rates())
        #expect(table.dayCount == 7126 && table.latestDate == CivilDate("2026-10-30"))
        let ends = [
            ("BGN", "2025-12-31"), ("HRK", "2022-12-30"), ("LTL", "2014-12-31"), ("LVL", "2013-12-31"),
            ("EEK", "2010-12-31"), ("RUB", "2022-03-01"),
        ]
        for (code, last) in ends {
            let currency = try Self.currency(code)
            let day = try Self.day(last)
            #expect(table.rate(of: currency, on: day).value?.date == day, "\(code)")
            for distance in [1, 2, 3, 7, 8, 400] {
                let later = day.adding(days: distance)
                #expect(table.rate(of: currency, on: later) == .unknown("rate \(code) \(later)"), "\(code) \(later)")
                let money = Money(micros: 1_000_000, currency: currency)
                #expect(try table.convert(money, to: .eur, on: later) == .unknown("rate \(code) \(later)"))
            }
        }
        // The Icelandic krona was suspended from 2008-12-10 to 2018-01-31 and came back.
        let krona = try Self.currency("ISK")
        #expect(table.rate(of: krona, on: try Self.day("2012-06-01")).value == nil)
        #expect(table.rate(of: krona, on: try Self.day("2020-06-02")).value != nil)
        // Every weekend of the history falls back to the Friday before it or a day near it.
        let dollar = try Self.currency("USD")
        var date = try Self.day("1999-01-04")
        while date < (try Self.day("2026-11-06")) {
            #expect(table.rate(of: dollar, on: date).value != nil, "\(date)")
            date = date.adding(days: 1)
        }
        #expect(table.rate(of: dollar, on: try Self.day("2026-11-06")).value?.date == CivilDate("2026-10-30"))
        #expect(table.rate(of: dollar, on: try Self.day("2026-11-07")).value == nil)
        #expect(table.rate(of: dollar, on: try Self.day("1999-01-03")).value == nil)
    }

    @Test("the last earlier rate holds for seven days and no longer, and its date is recorded")
    func age() throws {
        let table = try Self.table([("2026-10-23", "USD", "1.10"), ("2026-10-30", "USD", "1.1172")])
        let dollar = try Self.currency("USD")
        #expect(table.rate(of: dollar, on: try Self.day("2026-10-29")).value?.date == CivilDate("2026-10-23"))
        #expect(table.rate(of: dollar, on: try Self.day("2026-11-06")).value?.date == CivilDate("2026-10-30"))
        #expect(table.rate(of: dollar, on: try Self.day("2026-11-07")) == .unknown("rate USD 2026-11-07"))
        #expect(table.rate(of: dollar, on: try Self.day("2026-10-22")) == .unknown("rate USD 2026-10-22"))
        #expect(table.rate(of: try Self.currency("SEK"), on: try Self.day("2026-10-30")).value == nil)
    }

    @Test("one missing day is bridged, a longer silence while others are published is an end")
    func silence() throws {
        var rows = (1...28).map { ("2026-09-" + ($0 < 10 ? "0\($0)" : "\($0)"), "USD", "1.1") }
        rows += [("2026-09-01", "ILS", "3.5"), ("2026-09-03", "ILS", "3.6"), ("2026-09-20", "ILS", "3.7")]
        let table = try Self.table(rows)
        let shekel = try Self.currency("ILS")
        #expect(table.rate(of: shekel, on: try Self.day("2026-09-02")).value?.date == CivilDate("2026-09-01"))
        #expect(table.rate(of: shekel, on: try Self.day("2026-09-03")).value?.date == CivilDate("2026-09-03"))
        #expect(table.rate(of: shekel, on: try Self.day("2026-09-04")).value == nil)
        #expect(table.rate(of: shekel, on: try Self.day("2026-09-20")).value?.date == CivilDate("2026-09-20"))
        #expect(table.rate(of: shekel, on: try Self.day("2026-09-21")).value == nil)
    }

    @Test("zero is zero at any rate, the same currency needs none, other unknown rates are named")
    func identities() throws {
        let table = try Self.table([("2026-10-30", "PLN", "4.4038")])
        let date = try Self.day("2026-10-30")
        let rouble = try Self.currency("RUB")
        let zero = try #require(try table.convert(Money(micros: 0, currency: rouble), to: .eur, on: date).value)
        #expect(zero.result == Money(micros: 0, currency: .eur) && zero.rateDate == nil && zero.exactMicros.isWhole)
        let same = try #require(try table.convert(Money(micros: 7, currency: rouble), to: rouble, on: date).value)
        #expect(same.result.micros == 7)
        let euro = Money(micros: 1, currency: .eur)
        #expect(try table.convert(euro, to: rouble, on: date) == .unknown("rate RUB 2026-10-30"))
        let negative = Money(micros: -4_403_800, currency: try Self.currency("PLN"))
        #expect(try table.convert(negative, to: .eur, on: date).value?.result.micros == -1_000_000)
    }

    @Test("halves of a millionth go to the even neighbour, rounded once")
    func rounding() throws {
        let table = try Self.table([("2026-10-30", "USD", "2"), ("2026-10-30", "PLN", "4")])
        let date = try Self.day("2026-10-30")
        let dollar = try Self.currency("USD")
        for (micros, expected) in [(1, 0), (3, 2), (5, 2), (-1, 0), (-3, -2)] as [(Int64, Int64)] {
            let money = Money(micros: micros, currency: dollar)
            #expect(try table.convert(money, to: .eur, on: date).value?.result.micros == expected)
        }
        // Through the euro 3 halves would become 2 before doubling; as one ratio 3 USD are 6 PLN.
        let three = Money(micros: 3, currency: dollar)
        #expect(try table.convert(three, to: try Self.currency("PLN"), on: date).value?.result.micros == 6)
    }

    @Test("rates that cannot be are refused, and so is an amount that does not fit")
    func errors() throws {
        for value in ["0", "-1", "1234567890123", "1e13", "1e-13"] {
            #expect(throws: MoneyTrailError(.impossibleRate, "USD 2026-10-30")) {
                try Self.table([("2026-10-30", "USD", value)])
            }
        }
        #expect(throws: MoneyTrailError(.euroRate, "EUR 2026-10-30")) { try Self.table([("2026-10-30", "EUR", "1")]) }
        #expect(throws: MoneyTrailError(.conflictingRates, "USD 2026-10-30")) {
            try Self.table([("2026-10-30", "USD", "1.1"), ("2026-10-30", "USD", "1.2")])
        }
        let table = try Self.table([("2026-10-30", "IDR", "20275.17"), ("2026-10-30", "USD", "1e-12")])
        let date = try Self.day("2026-10-30")
        #expect(throws: MoneyTrailError(.overflow, "EUR to IDR 2026-10-30")) {
            try table.convert(Money(micros: .max, currency: .eur), to: try Self.currency("IDR"), on: date)
        }
        #expect(throws: MoneyTrailError(.overflow, "USD to IDR 2026-10-30")) {
            try table.convert(
                Money(micros: .max, currency: try Self.currency("USD")), to: try Self.currency("IDR"), on: date)
        }
        let codes: [MoneyTrailError.Code] = [.conflictingRates, .impossibleRate, .euroRate, .overflow]
        #expect(Set(codes.map { MoneyTrailError($0, "x").description }).count == 4)
    }

    @Test("the version depends on the rates alone, and corrections are named")
    func versions() throws {
        let rows = [("2026-10-30", "USD", "1.1172"), ("2026-10-29", "USD", "1.113"), ("2026-10-30", "SEK", "10.978")]
        let table = try Self.table(rows)
        #expect(try Self.table(rows.reversed()).version == table.version)
        #expect(try Self.table(rows + rows).version == table.version)
        #expect(try Self.table([rows[0], ("2026-10-29", "USD", "1.1130"), rows[2]]).version == table.version)
        let corrected = try Self.table([rows[0], ("2026-10-29", "USD", "1.114"), rows[2], ("2026-10-29", "SEK", "11")])
        #expect(corrected.version != table.version)
        #expect(table.changes(since: table).isEmpty)
        let change = try #require(corrected.changes(since: table).first)
        #expect(corrected.changes(since: table).count == 1 && change.date == CivilDate("2026-10-29"))
        #expect(change.before.coefficient == 1113 && change.after.coefficient == 1114)
        #expect(try RateTable(corrected.rates).version == corrected.version && corrected.count == 4)
        #expect(try RateTable([ReferenceRate]()).latestDate == nil)
    }
}
