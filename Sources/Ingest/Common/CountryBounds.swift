import Domain

/// Rough frames around countries, good enough to see that latitude and longitude were exchanged.
enum CountryBounds {
    /// Whether a point lies outside the country's frame while the exchanged point lies inside it. False where the
    /// country has no frame here.
    static func looksSwapped(latitude: Int64, longitude: Int64, country: Country?) -> Bool {
        if abs(latitude) > 90_000_000 { return abs(longitude) <= 90_000_000 && abs(latitude) <= 180_000_000 }
        guard let frame = country.flatMap({ frames[$0] }) else { return false }
        return !frame.contains(latitude: latitude, longitude: longitude)
            && frame.contains(latitude: longitude, longitude: latitude)
    }

    private struct Frame {
        let south: Int64
        let north: Int64
        let west: Int64
        let east: Int64

        func contains(latitude: Int64, longitude: Int64) -> Bool {
            (south...north).contains(latitude) && (west...east).contains(longitude)
        }
    }

    private static let frames: [Country: Frame] = {
        var frames: [Country: Frame] = [:]
        for line in frameText.split(separator: ",") {
            let words = line.split(separator: " ")
            let degrees = words.dropFirst().compactMap { Int64($0) }.map { $0 * 1_000_000 }
            guard degrees.count == 4, let country = Country(alpha2: words[0]) else { continue }
            frames[country] = Frame(south: degrees[0], north: degrees[1], west: degrees[2], east: degrees[3])
        }
        return frames
    }()
}

/// Country, then southern, northern, western and eastern limit in whole degrees, rounded outwards.
private let frameText = """
    AD 42 43 1 2,AE 22 27 51 57,AL 39 43 19 22,AM 38 42 43 47,AR -56 -21 -74 -53,AT 46 50 9 18,AU -55 -9 112 160,\
    AZ 38 42 44 51,BA 42 46 15 20,BE 49 52 2 7,BG 41 45 22 29,BR -34 6 -74 -28,BY 51 57 23 33,CA 41 84 -142 -52,\
    CH 45 48 5 11,CL -56 -17 -110 -66,CN 18 54 73 135,CO -5 14 -82 -66,CY 34 36 32 35,CZ 48 52 12 19,DE 47 56 5 16,\
    DK 54 58 7 16,EE 57 60 21 29,EG 21 32 24 37,ES 27 44 -19 5,FI 59 71 19 32,FR 41 52 -6 10,GB 49 61 -9 3,\
    GE 41 44 39 47,GR 34 42 19 30,HR 42 47 13 20,HU 45 49 16 23,ID -11 7 94 142,IE 51 56 -11 -5,IL 29 34 34 36,\
    IN 6 36 68 98,IS 63 67 -25 -13,IT 35 48 6 19,JP 20 46 122 154,KR 33 39 124 132,KZ 40 56 46 88,LI 47 48 9 10,\
    LT 53 57 20 27,LU 49 51 5 7,LV 55 59 20 29,MA 21 36 -18 -1,MC 43 44 7 8,MD 45 49 26 31,ME 41 44 18 21,\
    MK 40 43 20 24,MT 35 37 14 15,MX 14 33 -119 -86,MY 0 8 99 120,NL 50 54 3 8,NO 57 81 4 34,PL 48 55 14 25,\
    PT 29 43 -32 -6,RO 43 49 20 30,RS 41 47 18 24,SA 16 33 34 56,SE 55 70 10 25,SG 1 2 103 105,SI 45 47 13 17,\
    SK 47 50 16 23,SM 43 44 12 13,TH 5 21 97 106,TR 35 43 25 45,UA 44 53 22 41,US 18 72 -180 -66,XK 41 44 20 22,\
    ZA -47 -22 16 38
    """
