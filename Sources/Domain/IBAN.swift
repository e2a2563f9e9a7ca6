/// An international bank account number (ISO 13616), upper-cased and without spaces.
package struct IBAN: Hashable, Sendable {
    package let text: String
    package let country: Country
    /// The country's form is used in practice but is not in the SWIFT registry.
    package let isAspirational: Bool

    /// Parses an IBAN; spaces are dropped and letters upper-cased. The first failing check is reported in the order
    /// country, length, structure, checksum.
    ///
    /// - Source: ISO 13616-1 and the SWIFT IBAN registry; check digits ISO 7064 mod 97-10.
    /// - Throws: `unknownCountry`, `badLength`, `badFormat`, `badCheckDigit`.
    package init(_ raw: some StringProtocol) throws(DomainError) {
        let bytes = raw.utf8.compactMap { byte -> UInt8? in
            if byte == 32 { return nil }
            return byte >= 97 && byte <= 122 ? byte - 32 : byte
        }
        guard bytes.count >= 2, let country = Country(utf8Alpha2: bytes[0..<2]),
            let form = IBAN.forms[country.packed]
        else { throw DomainError(.unknownCountry, "IBAN") }
        guard bytes.count == form.length else { throw DomainError(.badLength, "IBAN") }
        guard bytes[2...3].allSatisfy({ (48...57).contains($0) }), form.matches(bytes[4...]) else {
            throw DomainError(.badFormat, "IBAN")
        }
        guard let rest = modulo97(bytes[4...] + bytes[0..<4]), rest == 1 else {
            throw DomainError(.badCheckDigit, "IBAN")
        }
        text = String(decoding: bytes, as: UTF8.self)
        self.country = country
        isAspirational = form.isAspirational
    }

    /// Country and last four characters only, for places where the number itself must not appear.
    package var masked: String { "\(text.prefix(2))…\(text.suffix(4))" }

    private struct Form {
        let length: Int
        let isAspirational: Bool
        let groups: [(count: Int, kind: UInt8)]

        func matches(_ bban: ArraySlice<UInt8>) -> Bool {
            var index = bban.startIndex
            for group in groups {
                for _ in 0..<group.count {
                    guard index < bban.endIndex else { return false }
                    let byte = bban[index]
                    let digit = (48...57).contains(byte)
                    let letter = (65...90).contains(byte)
                    switch group.kind {
                    case UInt8(ascii: "n"): if !digit { return false }
                    case UInt8(ascii: "a"): if !letter { return false }
                    default: if !digit && !letter { return false }
                    }
                    index += 1
                }
            }
            return index == bban.endIndex
        }
    }

    private static let forms: [UInt32: Form] = {
        var table: [UInt32: Form] = [:]
        for entry in ibanForms.split(separator: " ") {
            let parts = entry.split(separator: ":")
            guard parts.count == 3, let country = pack(parts[0].utf8.prefix(2), count: 2), let length = Int(parts[1])
            else {
                continue
            }
            var groups: [(count: Int, kind: UInt8)] = []
            var count = 0
            for byte in parts[2].utf8 {
                if (48...57).contains(byte) {
                    count = count * 10 + Int(byte - 48)
                } else {
                    groups.append((count, byte))
                    count = 0
                }
            }
            table[country] = Form(length: length, isAspirational: parts[0].hasSuffix("*"), groups: groups)
        }
        return table
    }()
}

/// The number formed by digits and letters (A = 10 ... Z = 35) modulo 97; nil for any other character.
func modulo97(_ characters: some Sequence<UInt8>) -> Int? {
    var rest = 0
    for byte in characters {
        switch byte {
        case 48...57: rest = (rest * 10 + Int(byte - 48)) % 97
        case 65...90: rest = (rest * 100 + Int(byte - 55)) % 97
        default: return nil
        }
    }
    return rest
}

/// Per country: length and BBAN structure (n digit, a letter, c either), `*` marks forms outside the registry.
/// Source: SWIFT IBAN registry.
private let ibanForms = """
    AD:24:4n4n12c AE:23:3n16n AL:28:8n16c AO*:25:21n AT:20:5n11n AX:18:3n11n AZ:28:4a20c BA:20:3n3n8n2n \
    BE:16:3n7n2n BF*:28:2c22n BG:22:4a4n2n8c BH:22:4a14c BI:27:5n5n11n2n BJ*:28:2c22n BL:27:5n5n11c2n \
    BR:29:8c5n10n1c1c BY:28:4c4n16c CF*:27:23n CG*:27:23n CH:21:5n12c CI*:28:2a22n CM*:27:23n \
    CR:22:4n14n CV*:25:21n CY:28:3n5n16c CZ:24:4n6n10n DE:22:8n10n DJ:27:23n DK:18:4n9n1n DO:28:4c20n \
    DZ*:26:22n EE:20:2n2n11n1n EG:29:4n4n17n ES:24:4n4n1n1n10n FI:18:3n11n FK:18:2a12n FO:18:4n9n1n \
    FR:27:5n5n11c2n GA*:27:23n GB:22:4a6n8n GE:22:2a16n GF:27:5n5n11c2n GG:22:4a6n8n GI:23:4a15c \
    GL:18:4n9n1n GP:27:5n5n11c2n GQ*:27:23n GR:27:3n4n16c GT:28:4c20c GW*:25:2c19n HN:28:4a20n \
    HR:21:7n10n HU:28:3n4n1n15n1n IE:22:4a6n8n IL:23:3n3n13n IM:22:4a6n8n IQ:23:4a3n12n IR*:26:22n \
    IS:26:4n2n6n10n IT:27:1a5n5n12c JE:22:4a6n8n JO:30:4a4n18c KM*:27:23n KW:30:4a22c KZ:20:3n13c \
    LB:28:4n20c LC:32:4a24c LI:21:5n12c LT:20:5n11n LU:20:3n13c LV:21:4a13c LY:25:3n3n15n MA*:28:24n \
    MC:27:5n5n11c2n MD:24:2c18c ME:22:3n13n2n MF:27:5n5n11c2n MG*:27:23n MK:19:3n10c2n ML*:28:2c22n \
    MN:20:4n12n MQ:27:5n5n11c2n MR:27:5n5n11n2n MT:31:4a5n18c MU:30:4a2n2n12n3n3a MZ*:25:21n \
    NC:27:5n5n11c2n NE*:28:2a22n NI:28:4a20n NL:18:4a10n NO:15:4n6n1n OM:23:3n16c PF:27:5n5n11c2n \
    PK:24:4a16c PL:28:8n16n PM:27:5n5n11c2n PS:29:4a21c PT:25:4n4n11n2n QA:29:4a21c RE:27:5n5n11c2n \
    RO:24:4a16c RS:22:3n13n2n RU:33:9n5n15c SA:24:2n18c SC:31:4a2n2n16n3a SD:18:2n12n SE:24:3n16n1n \
    SI:19:5n8n2n SK:24:4n6n10n SM:27:1a5n5n12c SN*:28:2a22n SO:23:4n3n12n ST:25:4n4n11n2n SV:28:4a20n \
    TD*:27:23n TF:27:5n5n11c2n TG*:28:2a3n5n12n2n TL:23:3n14n2n TN:24:2n3n13n2n TR:26:5n1n16c \
    UA:29:6n19c VA:22:3n15n VG:24:4a16n WF:27:5n5n11c2n XK:20:4n10n2n YE:30:4a4n18c YT:27:5n5n11c2n
    """
