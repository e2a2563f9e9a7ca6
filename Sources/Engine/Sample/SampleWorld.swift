import Domain

/// A country of the sample with what sessions there need.
struct SampleCountry {
    let code: String
    let alpha3: String
    let currency: String
    /// Standard VAT rate in force in 2026, in parts per million.
    /// Source: European Commission, VAT rates applied in the Member States; HMRC; Skatteetaten; MWSTG Art. 25.
    let vatPPM: Int64
    let zone: String
    /// Price level: units of the currency for ten thousand euro cents, roughly, at invented rates.
    let priceFactor: Int64
    let callingCode: String
}

/// A city with its coordinates in thousandths of a degree.
struct SampleCity {
    let country: String
    let name: String
    let postcode: String
    let latitude: Int
    let longitude: Int

    /// An upper bound of the distance in kilometres: no path along parallels and meridians is shorter than the straight one.
    func kilometresAtMost(to other: SampleCity) -> Int {
        (abs(latitude - other.latitude) + abs(longitude - other.longitude)) * 1112 / 10_000
    }
}

enum SampleWorld {
    static let countries: [SampleCountry] = [
        country("DE", "DEU", "EUR", 190_000, "Europe/Berlin", 10_000, "49"),
        country("NL", "NLD", "EUR", 210_000, "Europe/Amsterdam", 10_000, "31"),
        country("FR", "FRA", "EUR", 200_000, "Europe/Paris", 10_000, "33"),
        country("BE", "BEL", "EUR", 210_000, "Europe/Brussels", 10_000, "32"),
        country("AT", "AUT", "EUR", 200_000, "Europe/Vienna", 10_000, "43"),
        country("IT", "ITA", "EUR", 220_000, "Europe/Rome", 10_000, "39"),
        country("ES", "ESP", "EUR", 210_000, "Europe/Madrid", 10_000, "34"),
        country("PL", "POL", "PLN", 230_000, "Europe/Warsaw", 43_000, "48"),
        country("DK", "DNK", "DKK", 250_000, "Europe/Copenhagen", 74_600, "45"),
        country("SE", "SWE", "SEK", 250_000, "Europe/Stockholm", 112_000, "46"),
        country("GB", "GBR", "GBP", 200_000, "Europe/London", 8_600, "44"),
        country("NO", "NOR", "NOK", 250_000, "Europe/Oslo", 116_000, "47"),
        country("CH", "CHE", "CHF", 81_000, "Europe/Zurich", 9_400, "41"),
    ]

    static let cities: [SampleCity] = [
        city("DE", "Berlin", "10115", 52_520, 13_405), city("DE", "Hamburg", "20095", 53_551, 9_994),
        city("DE", "München", "80331", 48_137, 11_575), city("DE", "Köln", "50667", 50_938, 6_960),
        city("DE", "Leipzig", "04109", 51_340, 12_375), city("NL", "Utrecht", "3511AA", 52_091, 5_122),
        city("NL", "Amsterdam", "1012AB", 52_367, 4_904), city("NL", "Eindhoven", "5611AB", 51_441, 5_470),
        city("FR", "Paris", "75001", 48_857, 2_352), city("FR", "Lyon", "69001", 45_764, 4_836),
        city("FR", "Lille", "59000", 50_629, 3_057), city("BE", "Brussel", "1000", 50_850, 4_352),
        city("BE", "Antwerpen", "2000", 51_219, 4_402), city("AT", "Wien", "1010", 48_208, 16_373),
        city("AT", "Graz", "8010", 47_071, 15_439), city("IT", "Milano", "20121", 45_464, 9_190),
        city("IT", "Torino", "10121", 45_070, 7_687), city("ES", "Madrid", "28001", 40_417, -3_704),
        city("ES", "Barcelona", "08001", 41_387, 2_169), city("PL", "Warszawa", "00-001", 52_230, 21_012),
        city("PL", "Poznań", "61-001", 52_407, 16_929), city("DK", "København", "1050", 55_676, 12_568),
        city("DK", "Aarhus", "8000", 56_157, 10_211), city("SE", "Stockholm", "111 20", 59_329, 18_069),
        city("SE", "Göteborg", "411 03", 57_709, 11_975), city("GB", "London", "EC1A 1AA", 51_507, -128),
        city("GB", "Manchester", "M1 1AE", 53_481, -2_242), city("NO", "Oslo", "0150", 59_914, 10_752),
        city("CH", "Zürich", "8001", 47_377, 8_541), city("CH", "Bern", "3011", 46_948, 7_447),
    ]

    static func country(_ code: String) -> SampleCountry { countries.first { $0.code == code } ?? countries[0] }

    private static func country(
        _ code: String, _ alpha3: String, _ currency: String, _ vatPPM: Int64, _ zone: String, _ factor: Int64,
        _ calling: String
    ) -> SampleCountry {
        SampleCountry(
            code: code, alpha3: alpha3, currency: currency, vatPPM: vatPPM, zone: zone, priceFactor: factor,
            callingCode: calling)
    }

    private static func city(_ country: String, _ name: String, _ postcode: String, _ latitude: Int, _ longitude: Int)
        -> SampleCity
    {
        SampleCity(country: country, name: name, postcode: postcode, latitude: latitude, longitude: longitude)
    }
}

/// The span of time that the sample covers, in seconds since 1970 UTC: the third quarter of 2026.
enum SamplePeriod {
    static let from = CivilDate(year: 2026, month: 7, day: 1) ?? CivilDate(daysSinceEpoch: 0)
    static let days = 92

    /// Seconds since 1970 of a moment of the period: day 0 is 1 July 2026.
    static func second(day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) -> Int64 {
        (Int64(from.daysSinceEpoch) + Int64(day)) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    static func text(_ seconds: Int64) -> String { Instant(microseconds: seconds * 1_000_000).description }

    static func date(day: Int) -> String { from.adding(days: day).description }
}
