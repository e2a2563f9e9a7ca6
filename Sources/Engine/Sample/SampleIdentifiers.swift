import Domain

/// Identifiers of the sample: formally right, check digits included, but of banks, companies and people that do not exist.
enum SampleIdentifiers {
    /// An IBAN whose bank code consists of nines, which no register has given out. `number` makes it unique.
    static func iban(country: String, number: Int) -> String {
        let body: String
        switch country {
        case "DE": body = "99999999" + digits(number, 10)
        case "NL": body = "ZZSA" + digits(number, 10)
        case "FR": body = "9999999999" + digits(number, 11) + "99"
        case "BE": body = "999" + digits(number, 9)
        case "AT": body = "99999" + digits(number, 11)
        case "IT": body = "X9999999999" + digits(number, 12)
        case "ES": body = "9999999999" + digits(number, 10)
        case "PL": body = "99999999" + digits(number, 16)
        case "DK": body = "9999" + digits(number, 10)
        case "SE": body = "999" + digits(number, 17)
        case "GB": body = "ZZSA999999" + digits(number, 8)
        case "IR": body = digits(number, 22)
        default: body = digits(number, 18)
        }
        let rest = modulo97(Array((body + country + "00").utf8))
        return country + digits(98 - rest, 2) + body
    }

    /// A business identifier code of an invented bank: ISO 9362 form, prefix `ZZSA`.
    static func bic(country: String) -> String { "ZZSA\(country)2X" }

    /// A legal entity identifier under an invented issuer: ISO 17442 check digits.
    static func lei(_ number: Int) -> String {
        let body = "9999" + "00" + "SAMPLE" + digits(number, 6)
        return body + digits(98 - modulo97(Array((body + "00").utf8)), 2)
    }

    /// `DE-FHR-C00012345-K` with the ISO 15118-1 check character.
    static func emaid(_ party: PartyID, number: Int) -> String {
        let instance = "C" + digits(number, 8)
        let check = (try? EMAID("\(party.country)\(party.party)\(instance)").check).map(String.init) ?? ""
        return "\(party.country)-\(party.party)-\(instance)-\(check)"
    }

    /// `DE*LMV*E0012*1`.
    static func evse(_ party: PartyID, location: Int, number: Int) -> String {
        "\(party.country)*\(party.party)*E\(digits(location, 4))*\(number)"
    }

    /// A VAT identification number with the check digits of its country, or nil where the sample gives none.
    ///
    /// Source: the national structures as published in the VIES FAQ; check digits as the tax authorities define them.
    static func vatID(country: String, number: Int) -> String? {
        switch country {
        case "DE":
            let body = Array(digits(99_900_000 + number % 99_999, 8).utf8).map { Int($0) - 48 }
            var product = 10
            for digit in body {
                let sum = (digit + product) % 10
                product = 2 * (sum == 0 ? 10 : sum) % 11
            }
            return "DE\(body.map(String.init).joined())\((11 - product) % 10)"
        case "BE":
            let body = 99_990_000 + number % 9_999
            return "BE0\(digits(body % 10_000_000, 7))\(digits(97 - body % 10_000_000 % 97, 2))"
        case "FR":
            let siren = luhnClosed("9999" + digits(number % 10_000, 4))
            let key = (12 + 3 * ((Int(siren) ?? 0) % 97)) % 97
            return "FR\(digits(key, 2))\(siren)"
        case "IT": return "IT" + luhnClosed("9999" + digits(number % 1_000, 3) + "999")
        case "SE": return "SE" + luhnClosed("99" + digits(number % 10_000_000, 7)) + "01"
        case "AT":
            let body = digits(9_990_000 + number % 9_999, 7)
            let sum = luhnSum(body, doubleFirst: false)
            return "ATU\(body)\((10 - (sum + 4) % 10) % 10)"
        case "DK": return weighted("DK", number, length: 7, weights: [2, 7, 6, 5, 4, 3, 2]) { (11 - $0 % 11) % 11 }
        case "NL":
            return weighted("NL", number, length: 8, weights: [9, 8, 7, 6, 5, 4, 3, 2]) { $0 % 11 }.map { $0 + "B01" }
        case "PL": return weighted("PL", number, length: 9, weights: [6, 5, 7, 2, 3, 4, 5, 6, 7]) { $0 % 11 }
        default: return nil
        }
    }

    /// A number whose last digit is a weighted check digit; the next one is taken where that digit would be ten.
    private static func weighted(
        _ prefix: String, _ number: Int, length: Int, weights: [Int], check: (Int) -> Int
    ) -> String? {
        for attempt in 0..<20 {
            let body = String(repeating: "9", count: length - 6) + digits((number * 20 + attempt) % 1_000_000, 6)
            let sum = zip(body.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
            let digit = check(sum)
            if digit < 10 { return "\(prefix)\(body)\(digit)" }
        }
        return nil
    }

    /// The digits with a Luhn check digit behind them (ISO/IEC 7812-1 annex B).
    private static func luhnClosed(_ body: String) -> String {
        let sum = luhnSum(body, doubleFirst: body.utf8.count % 2 == 1)
        return body + String((10 - sum % 10) % 10)
    }

    private static func luhnSum(_ body: String, doubleFirst: Bool) -> Int {
        body.utf8.enumerated().reduce(0) { sum, entry in
            let digit = Int(entry.element) - 48
            guard (entry.offset % 2 == 0) == doubleFirst else { return sum + digit }
            return sum + (digit * 2 > 9 ? digit * 2 - 9 : digit * 2)
        }
    }

    /// The number in at least `width` digits.
    static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return text.count >= width ? text : String(repeating: "0", count: width - text.count) + text
    }

    /// ISO 7064 mod 97-10 over digits and letters (A = 10 ... Z = 35).
    private static func modulo97(_ characters: [UInt8]) -> Int {
        characters.reduce(0) { rest, byte in
            byte <= 57 ? (rest * 10 + Int(byte) - 48) % 97 : (rest * 100 + Int(byte) - 55) % 97
        }
    }
}
