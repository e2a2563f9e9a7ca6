/// Belgium, France, Luxembourg, the Netherlands.
extension VATNumbers {
    /// Ten digits that start with 0 or 1, the last two 97 − (first eight mod 97); nine digits are the form of before
    /// 2008, which got a 0 in front.
    static func belgium(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("BE")
        if text.starts(with: "(0)") {
            text.dropFirst()
            text.remove(at: 1)
        }
        if text.count == 9 { text.padZero() }
        guard text.isDigits, text.value(0, min(text.count, 18)) > 0 else { return .format }
        guard text.count == 10 else { return .length }
        guard text.digit(0) < 2 else { return .component }
        return (text.value(0, 8) + text.value(8, 10)) % 97 == 0 ? nil : .checksum
    }

    /// A key of two characters and the SIREN of nine digits. Monaco's numbers have 000 in place of the first three,
    /// and no SIREN.
    ///
    /// - Source: CGI art 286 ter, annexe II art 242; SIREN: Luhn (INSEE).
    static func france(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("FR")
        let alphabet: StaticString = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
        guard text.isDigits(2, text.count), let first = VATNumberText.place(of: text[0], in: alphabet),
            let second = VATNumberText.place(of: text[1], in: alphabet)
        else { return .format }
        guard text.count == 11 else { return .length }
        if !text.has("000", at: 2), text.luhn(2, 11) % 10 != 0 { return .checksum }
        let siren = text.value(2, 11)
        if first < 10, second < 10 {
            return (siren * 100 + 12) % 97 == text.value(0, 2) ? nil : .checksum
        }
        let key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100
        return (siren + 1 + key / 11) % 11 == key % 11 ? nil : .checksum
    }

    static func luxembourg(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("LU")
        guard text.isDigits else { return .format }
        guard text.count == 8 else { return .length }
        return text.value(0, 6) % 89 == text.value(6, 8) ? nil : .checksum
    }

    /// Nine digits, B, two digits. Companies have their RSIN (mod 11); since 2020 sole traders have a number that
    /// passes ISO 7064 mod 97-10 together with its prefix.
    static func netherlands(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("NL")
        while (4..<12).contains(text.count) { text.padZero() }
        guard text.isDigits(0, 9), text.value(0, 9) > 0, text.isDigits(10, text.count),
            text.value(10, min(text.count, 20)) > 0
        else { return .format }
        guard text.count == 12 else { return .length }
        guard text[9] == UInt8(ascii: "B") else { return .format }
        let weights: [9 of Int] = [9, 8, 7, 6, 5, 4, 3, 2, -1]
        if text.weighted(weights) % 11 == 0 { return nil }
        return text.passesISO7064Mod97And10("NL") ? nil : .checksum
    }
}
