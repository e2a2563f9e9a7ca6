/// A party of the roaming world: ISO alpha-2 country and three characters, for example `NL*TNM`.
package struct PartyID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Two upper-case letters as the party itself writes them.
    package let country: String
    /// Three upper-case letters or digits.
    package let party: String

    /// From the two parts; nil unless 2 letters and 3 letters or digits (any case).
    package init?(country: some StringProtocol, party: some StringProtocol) {
        let country = asciiUpper(country)
        let party = asciiUpper(party)
        guard country.utf8.count == 2, country.utf8.allSatisfy({ (65...90).contains($0) }), party.utf8.count == 3,
            party.utf8.allSatisfy(isAlphanumeric)
        else { return nil }
        self.country = country
        self.party = party
    }

    /// Parses `NL*TNM`, `NL-TNM` or `NLTNM`.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        let separated = bytes.count == 6 && (bytes[2] == UInt8(ascii: "*") || bytes[2] == UInt8(ascii: "-"))
        guard separated || bytes.count == 5 else { return nil }
        self.init(
            country: String(decoding: bytes[0..<2], as: UTF8.self),
            party: String(decoding: bytes[(bytes.count - 3)...], as: UTF8.self))
    }

    package var description: String { "\(country)*\(party)" }

    package static func < (left: PartyID, right: PartyID) -> Bool {
        (left.country, left.party) < (right.country, right.party)
    }
}

/// An e-mobility account identifier (ISO 15118-2, eMI3): country, provider, instance, check character.
package struct EMAID: Hashable, Sendable {
    /// 14 characters without separators and check character.
    package let body: String
    /// The check character, given or computed.
    package let check: Character
    /// The check character stood in the text.
    package let wasChecked: Bool

    /// Parses `CC[-]PPP[-]IIIIIIIII[-]C?`.
    ///
    /// - Source: eMI3 standard part 2, check digit as of ISO 15118-1 annex H; inputs.md section 6.
    /// - Throws: `badFormat` for other lengths or characters, `unknownCountry`, `badCheckDigit`.
    package init(_ text: some StringProtocol) throws(DomainError) {
        let bytes = asciiUpper(text).utf8.filter { $0 != UInt8(ascii: "-") }
        guard bytes.count == 14 || bytes.count == 15, bytes.allSatisfy(isAlphanumeric) else {
            throw DomainError(.badFormat, "EMAID")
        }
        guard Country(utf8Alpha2: bytes[0..<2]) != nil else { throw DomainError(.unknownCountry, "EMAID") }
        body = String(decoding: bytes[0..<14], as: UTF8.self)
        guard let computed = EMAID.checkCharacter(of: bytes[0..<14]) else { throw DomainError(.badFormat, "EMAID") }
        if bytes.count == 15, bytes[14] != computed { throw DomainError(.badCheckDigit, "EMAID") }
        check = Character(Unicode.Scalar(computed))
        wasChecked = bytes.count == 15
    }

    /// One account, whether its check character was written or not.
    package static func == (left: EMAID, right: EMAID) -> Bool { left.body == right.body }

    package func hash(into hasher: inout Hasher) { hasher.combine(body) }

    /// Provider of the account.
    package var provider: PartyID? { PartyID(body.prefix(5)) }

    /// The check character of 14 alphanumeric characters: a code over Z2 and Z3 that finds every single substitution and
    /// every transposition of neighbours.
    static func checkCharacter(of bytes: some Sequence<UInt8>) -> UInt8? {
        // Row vectors times powers of P1 = [[0,1],[1,1]] over Z2 and P2 = [[0,1],[1,2]] over Z3.
        var m1 = (0, 1, 1, 1)
        var m2 = (0, 1, 1, 2)
        var q = (0, 0)
        var r = (0, 0)
        for byte in bytes {
            let n = byte <= 57 ? Int(byte) - 48 : Int(byte) - 55
            guard (0..<36).contains(n) else { return nil }
            let bits = (n / 9 / 2, n / 9 % 2)
            let trits = (n % 9 / 3, n % 9 % 3)
            q = ((q.0 + bits.0 * m1.0 + bits.1 * m1.2) % 2, (q.1 + bits.0 * m1.1 + bits.1 * m1.3) % 2)
            r = ((r.0 + trits.0 * m2.0 + trits.1 * m2.2) % 3, (r.1 + trits.0 * m2.1 + trits.1 * m2.3) % 3)
            m1 = (m1.1, (m1.0 + m1.1) % 2, m1.3, (m1.2 + m1.3) % 2)
            m2 = (m2.1, (m2.0 + 2 * m2.1) % 3, m2.3, (m2.2 + 2 * m2.3) % 3)
        }
        let check = ((r.1 * 2) % 3, (r.0 * 2 + r.1) % 3)
        let index = (2 * q.0 + q.1) * 9 + 3 * check.0 + check.1
        return UInt8(index < 10 ? 48 + index : 55 + index)
    }
}

/// A contract id of DIN SPEC 91286 (`NL-TNM-012204-5`).
package struct EVCOID: Hashable, Sendable {
    package let body: String
    package let check: Character

    /// - Throws: `badFormat`, `unknownCountry`, `badCheckDigit`.
    package init(_ text: some StringProtocol) throws(DomainError) {
        let bytes = asciiUpper(text).utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "*") }
        guard bytes.count == 12, bytes.allSatisfy(isAlphanumeric) else { throw DomainError(.badFormat, "EVCO-ID") }
        guard Country(utf8Alpha2: bytes[0..<2]) != nil else { throw DomainError(.unknownCountry, "EVCO-ID") }
        let computed = EVCOID.checkCharacter(of: bytes[0..<11])
        guard bytes[11] == computed else { throw DomainError(.badCheckDigit, "EVCO-ID") }
        body = String(decoding: bytes[0..<11], as: UTF8.self)
        check = Character(Unicode.Scalar(computed))
    }

    /// The EMAID of the same contract: instance `C0`, the six characters and the DIN check character, with its own check.
    package var emaid: EMAID? { try? EMAID("\(body.prefix(5))C0\(body.suffix(6))\(check)") }

    static func checkCharacter(of bytes: some Sequence<UInt8>) -> UInt8 {
        var sum = 0
        var power = 1
        for byte in bytes {
            if byte <= 57 {
                sum += (Int(byte) - 48) * power
                power = power * 2 % 11
            } else {
                let value = Int(byte) - 55
                sum += value / 10 * power + value % 10 * (power * 2 % 11)
                power = power * 4 % 11
            }
        }
        let rest = sum % 11
        return rest == 10 ? UInt8(ascii: "X") : UInt8(48 + rest)
    }
}

/// An identifier of electric vehicle supply equipment, ISO 15118 form (`DE*AB7*E840*6487`) or DIN SPEC 91286 form.
package struct EVSEID: Hashable, Sendable {
    package let text: String
    package let isDIN: Bool
    /// A character outside the alphabet that real identifiers carry (`_`) was kept.
    package let hasDeviation: Bool

    /// - Throws: `badFormat`, `badLength`, `unknownCountry`.
    package init(_ raw: some StringProtocol) throws(DomainError) {
        let text = asciiUpper(raw)
        let bytes = Array(text.utf8)
        guard bytes.count >= 7 else { throw DomainError(.badLength, "EVSE id") }
        if bytes[0] == UInt8(ascii: "+") || (48...57).contains(bytes[0]) {
            try EVSEID.checkDIN(bytes)
            self.text = bytes[0] == UInt8(ascii: "+") ? text : "+" + text
            isDIN = true
            hasDeviation = false
            return
        }
        guard Country(utf8Alpha2: bytes[0..<2]) != nil else { throw DomainError(.unknownCountry, "EVSE id") }
        var rest = bytes[2...]
        if rest.first == UInt8(ascii: "*") { rest = rest.dropFirst() }
        guard rest.prefix(3).count == 3, rest.prefix(3).allSatisfy(isAlphanumeric) else {
            throw DomainError(.badFormat, "EVSE id")
        }
        rest = rest.dropFirst(3)
        if rest.first == UInt8(ascii: "*") { rest = rest.dropFirst() }
        guard rest.first == UInt8(ascii: "E") else { throw DomainError(.badFormat, "EVSE id") }
        rest = rest.dropFirst()
        guard (1...31).contains(rest.count), bytes.count <= 48 else { throw DomainError(.badLength, "EVSE id") }
        let underscore = UInt8(ascii: "_")
        guard rest.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: "*") || $0 == underscore }) else {
            throw DomainError(.badFormat, "EVSE id")
        }
        self.text = text
        isDIN = false
        hasDeviation = rest.contains(underscore)
    }

    /// The operator named in the identifier, for the ISO form.
    package var operatorID: PartyID? {
        isDIN
            ? nil : PartyID(String(text.utf8.filter { $0 != UInt8(ascii: "*") }.prefix(5).map(Character.init(ascii:))))
    }

    private static func checkDIN(_ bytes: [UInt8]) throws(DomainError) {
        let parts = bytes.drop { $0 == UInt8(ascii: "+") }.split(
            separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        guard parts.count >= 3, (1...3).contains(parts[0].count), (3...6).contains(parts[1].count),
            (1...32).contains(parts[2...].reduce(0) { $0 + $1.count + 1 } - 1),
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } })
        else { throw DomainError(.badFormat, "EVSE id") }
    }
}

/// A legal entity identifier (ISO 17442): 18 characters and two check digits.
package struct LEI: Hashable, Sendable {
    package let text: String

    /// - Source: ISO 17442-1, ISO 7064 mod 97-10.
    /// - Throws: `badLength`, `badFormat`, `badCheckDigit`.
    package init(_ raw: some StringProtocol) throws(DomainError) {
        let text = asciiUpper(raw)
        let bytes = Array(text.utf8)
        guard bytes.count == 20 else { throw DomainError(.badLength, "LEI") }
        guard bytes.allSatisfy(isAlphanumeric), bytes[18...].allSatisfy({ (48...57).contains($0) }) else {
            throw DomainError(.badFormat, "LEI")
        }
        guard modulo97(bytes) == 1 else { throw DomainError(.badCheckDigit, "LEI") }
        self.text = text
    }
}

/// A business identifier code (ISO 9362): 4 characters, country, 2 characters, optional branch of 3.
package struct BIC: Hashable, Sendable {
    package let text: String
    package let country: Country

    /// - Throws: `badLength`, `badFormat`, `unknownCountry`.
    package init(_ raw: some StringProtocol) throws(DomainError) {
        let text = asciiUpper(raw)
        let bytes = Array(text.utf8)
        guard bytes.count == 8 || bytes.count == 11 else { throw DomainError(.badLength, "BIC") }
        guard bytes.allSatisfy(isAlphanumeric) else { throw DomainError(.badFormat, "BIC") }
        guard let country = Country(utf8Alpha2: bytes[4..<6]) else { throw DomainError(.unknownCountry, "BIC") }
        self.text = text
        self.country = country
    }
}

/// The legal entity of the operator under whose licence an event falls (duties.md section 1).
package struct LegalEntityID: Hashable, Comparable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// The entity of an installation that names none.
    package static let main = LegalEntityID("main")

    package static func < (left: LegalEntityID, right: LegalEntityID) -> Bool { left.text < right.text }
}

func isAlphanumeric(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (65...90).contains(byte) }

/// ASCII letters upper-cased, everything else as it is: how OCPI compares its CiStrings.
package func asciiUpper(_ text: some StringProtocol) -> String {
    var text = String(text)
    if text.utf8.allSatisfy({ !(97...122).contains($0) }) { return text }
    text = String(decoding: text.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }, as: UTF8.self)
    return text
}

extension Character {
    fileprivate init(ascii byte: UInt8) { self.init(Unicode.Scalar(byte)) }
}
