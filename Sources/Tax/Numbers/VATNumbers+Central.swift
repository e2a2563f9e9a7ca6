/// Croatia, Czechia, Hungary, Poland, Slovakia, Slovenia.
extension VATNumbers {
    static func croatia(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("HR")
        guard text.isDigits else { return .format }
        guard text.count == 11 else { return .length }
        return text.passesISO7064Mod11And10(0, 11) ? nil : .checksum
    }

    /// Eight digits of a legal person; nine that start with 6, or a birth number, of a natural one.
    static func czechia(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("CZ")
        guard text.isDigits else { return .format }
        switch text.count {
        case 8:
            guard text.digit(0) != 9 else { return .component }
            let rest = VATNumberText.modulo(-text.weighted(down: 8, from: 0, to: 7), 11)
            return (rest == 0 ? 1 : rest) % 10 == text.digit(7) ? nil : .checksum
        case 9 where text.digit(0) == 6:
            let sum = text.weighted(down: 8, from: 1, to: 8) % 11
            return VATNumberText.modulo(8 - (10 - sum) % 11, 10) == text.digit(8) ? nil : .checksum
        case 9, 10: return birthNumber(text)
        default: return .length
        }
    }

    /// The birth number of Czechia and Slovakia: a birth date, to whose month 50 is added for women, and 20 where the
    /// serials of the day ran out. Nine digits, without a check, were given before 1954.
    ///
    /// - Source: zákon 133/2000 Sb. § 13.
    static func birthNumber(_ text: VATNumberText) -> VATNumberFault? {
        var year = 1900 + text.value(0, 2)
        if text.count == 9 {
            if year >= 1980 { year -= 100 }
            if year > 1953 { return .length }
        } else if year < 1954 {
            year += 100
        }
        guard VATNumberText.isDate(year, text.value(2, 4) % 50 % 20, text.value(4, 6)) else { return .component }
        guard text.count == 10 else { return nil }
        // A remainder of 10 was written as 0.
        return text.value(0, 9) % 11 % 10 == text.digit(9) ? nil : .checksum
    }

    static func hungary(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("HU")
        guard text.isDigits else { return .format }
        guard text.count == 8 else { return .length }
        let weights: [8 of Int] = [9, 7, 3, 1, 9, 7, 3, 1]
        return text.weighted(weights) % 10 == 0 ? nil : .checksum
    }

    static func poland(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("PL")
        guard text.isDigits else { return .format }
        guard text.count == 10 else { return .length }
        let weights: [10 of Int] = [6, 5, 7, 2, 3, 4, 5, 6, 7, -1]
        return text.weighted(weights) % 11 == 0 ? nil : .checksum
    }

    static func slovakia(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("SK")
        guard text.isDigits else { return .format }
        guard text.count == 10 else { return .length }
        if birthNumber(text) == nil { return nil }
        switch text.digit(2) {
        case 2, 3, 4, 7, 8, 9: break
        default: return .format
        }
        guard text.digit(0) != 0 else { return .format }
        return text.value(0, 10) % 11 == 0 ? nil : .checksum
    }

    static func slovenia(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("SI")
        guard text.isDigits, text.digit(0) != 0 else { return .format }
        guard text.count == 8 else { return .length }
        let check = 11 - text.weighted(down: 8, from: 0, to: 7) % 11
        return (check == 10 ? 0 : check) == text.digit(7) ? nil : .checksum
    }
}
