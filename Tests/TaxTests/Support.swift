import Domain
import Foundation
import Tax
import Testing

enum Fixture {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let shared: URL = {
        if let path = ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"] { return URL(fileURLWithPath: path) }
        return root.deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static func hasShared(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: shared.appendingPathComponent(path).path)
    }

    static let countries = [
        "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IT",
        "LT",
        "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    ]

    static func sources() throws -> [TaxSource] {
        try countries.map { country in
            let name = "\(country)/standard.yaml"
            let url = root.appendingPathComponent("rules/vat/\(name)")
            return TaxSource(name: name, bytes: Array(try Data(contentsOf: url)))
        }
    }

    static func pack() throws -> TaxPack {
        let load = TaxPack.load(try sources())
        #expect(load.faults == [])
        return try #require(load.pack)
    }

    static func country(_ code: String) throws -> Country { try #require(Country(alpha2: code)) }
    static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    static func money(_ text: String, _ currency: String = "EUR") throws -> Money {
        Money(
            micros: try #require(ExactNumber(text)?.scaled(by: 6)?.value), currency: try #require(Currency(currency)))
    }

    static func point(_ date: String) throws -> Known<TaxPoint> {
        let day = try day(date)
        return .known(TaxPoint(instant: Instant(day), zone: .utc, localDate: day))
    }

    static func line(
        _ country: String, _ date: String, _ net: String, _ gross: String?, stated: [Int64] = [], decimals: Int? = nil,
        postcode: String? = "10115", currency: String = "EUR"
    ) throws -> TaxLine {
        TaxLine(
            country: .known(try self.country(country)), taxPoint: try point(date), postcode: postcode,
            excluding: try money(net, currency), including: try gross.map { try money($0, currency) },
            statedRatesPPM: stated, writtenDecimals: decimals)
    }
}
