/// Andorra, Cyprus, Greece, Italy, Malta, Portugal, Spain.
extension VATNumbers {
    /// A letter for the kind of holder, six digits, a letter. Companies (A, L) have 700000 to 799999, residents (F)
    /// less.
    static func andorra(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 8 else { return .length }
        guard text[0].isCapital, text[7].isCapital, text.isDigits(1, 7) else { return .format }
        let serial = text.value(1, 7)
        switch text[0] {
        case UInt8(ascii: "F"): return serial <= 699_999 ? nil : .component
        case UInt8(ascii: "A"), UInt8(ascii: "L"): return (700_000...799_999).contains(serial) ? nil : .component
        default: return VATNumberText.place(of: text[0], in: "CDEGOPU") != nil ? nil : .component
        }
    }

    static func cyprus(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("CY")
        guard text.isDigits(0, text.count - 1) else { return .format }
        guard text.count == 9 else { return .length }
        guard !text.starts(with: "12") else { return .component }
        let odd: [10 of Int] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
        var sum = 0
        for index in 0..<8 { sum += index % 2 == 0 ? odd[text.digit(index)] : text.digit(index) }
        return Int(text[8]) - 65 == sum % 26 ? nil : .checksum
    }

    /// Nine digits; eight are the form of before 2000, which got a 0 in front.
    static func greece(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop(text.starts(with: "GR") ? "GR" : "EL")
        if text.count == 8 { text.padZero() }
        guard text.isDigits else { return .format }
        guard text.count == 9 else { return .length }
        var sum = 0
        for index in 0..<8 { sum = 2 * sum + text.digit(index) }
        return 2 * sum % 11 % 10 == text.digit(8) ? nil : .checksum
    }

    /// Seven digits, the office that gave the number, a Luhn digit.
    ///
    /// - Source: DPR 633/1972 art 35; offices: provinces 001 to 100, 120, 121 (non-residents), 888, 999.
    static func italy(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("IT")
        guard text.isDigits, text.count < 7 || text.value(0, 7) > 0 else { return .format }
        guard text.count == 11 else { return .length }
        switch text.value(7, 10) {
        case 1...100, 120, 121, 888, 999: break
        default: return .component
        }
        return text.luhn(0, 11) % 10 == 0 ? nil : .checksum
    }

    static func malta(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("MT")
        guard text.isDigits, text.digit(0) != 0 else { return .format }
        guard text.count == 8 else { return .length }
        let weights: [8 of Int] = [3, 4, 6, 7, 8, 9, 10, 1]
        return text.weighted(weights) % 37 == 0 ? nil : .checksum
    }

    static func portugal(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("PT")
        guard text.isDigits, text.digit(0) != 0 else { return .format }
        guard text.count == 9 else { return .length }
        let check = VATNumberText.modulo(-text.weighted(down: 9, from: 0, to: 8), 11) % 10
        return check == text.digit(8) ? nil : .checksum
    }

    /// DNI and NIE of persons, CIF of others.
    ///
    /// - Source: RD 1065/2007 art 19–22, Orden EHA/451/2008.
    static func spain(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("ES")
        guard text.isDigits(1, text.count - 1) else { return .format }
        guard text.count == 9 else { return .length }
        let first = text[0]
        switch first {
        case UInt8(ascii: "K")...UInt8(ascii: "M"):
            return text[8] == personLetter(text.value(1, 8)) ? nil : .checksum
        case UInt8(ascii: "X")...UInt8(ascii: "Z"):
            return text[8] == personLetter(Int(first - 88) * 10_000_000 + text.value(1, 8)) ? nil : .checksum
        case 48...57:
            return text[8] == personLetter(text.value(0, 8)) ? nil : .checksum
        default: return spanishEntity(text)
        }
    }

    private static func personLetter(_ number: Int) -> UInt8 {
        VATNumberText.character(number % 23, of: "TRWAGMYFPDXBNJZSQVHLCKE")
    }

    /// A letter for the legal form, seven digits, a Luhn digit or the letter that stands for it. Public bodies, churches
    /// and foreign entities have the letter, companies the digit.
    private static func spanishEntity(_ text: VATNumberText) -> VATNumberFault? {
        guard VATNumberText.place(of: text[0], in: "ABCDEFGHJNPQRSUVW") != nil else { return .format }
        // The last place adds itself to the sum, so that a copy with 0 in it tells which digit is missing.
        var unchecked = text
        unchecked.replace(8, with: UInt8(ascii: "0"))
        let check = VATNumberText.modulo(-unchecked.luhn(1, 9), 10)
        let digit = UInt8(48 + check)
        let letter = VATNumberText.character(check, of: "JABCDEFGHI")
        return text[8] == digit || text[8] == letter ? nil : .checksum
    }
}
