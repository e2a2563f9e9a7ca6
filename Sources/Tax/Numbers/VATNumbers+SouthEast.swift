/// Albania, Bulgaria, Montenegro, North Macedonia, Romania, Serbia, Turkey.
extension VATNumbers {
    static func albania(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop(text.starts(with: "(AL)") ? "(AL)" : "AL")
        guard text.count == 10 else { return .length }
        return (65...77).contains(text[0]) && text.isDigits(1, 9) && text[9].isCapital ? nil : .format
    }

    /// Nine digits of a legal person; ten of a citizen, a foreigner, or another holder.
    static func bulgaria(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("BG")
        guard text.isDigits else { return .format }
        switch text.count {
        case 9:
            let first: [8 of Int] = [1, 2, 3, 4, 5, 6, 7, 8]
            let second: [8 of Int] = [3, 4, 5, 6, 7, 8, 9, 10]
            var check = text.weighted(first) % 11
            if check == 10 { check = text.weighted(second) % 11 }
            return check % 10 == text.digit(8) ? nil : .checksum
        case 10:
            let foreigner: [9 of Int] = [21, 19, 17, 13, 11, 9, 7, 3, 1]
            let other: [9 of Int] = [4, 3, 2, 7, 6, 5, 4, 3, 2]
            let passes =
                isBulgarianCitizen(text) || text.weighted(foreigner) % 10 == text.digit(9)
                || VATNumberText.modulo(-text.weighted(other), 11) == text.digit(9)
            return passes ? nil : .checksum
        default: return .length
        }
    }

    /// A birth date, to whose month 20 is added before 1900 and 40 after 1999, a serial and a check digit (EGN).
    private static func isBulgarianCitizen(_ text: VATNumberText) -> Bool {
        var year = 1900 + text.value(0, 2)
        var month = text.value(2, 4)
        if month > 40 {
            year += 100
            month -= 40
        } else if month > 20 {
            year -= 100
            month -= 20
        }
        guard VATNumberText.isDate(year, month, text.value(4, 6)) else { return false }
        let weights: [9 of Int] = [2, 4, 8, 5, 10, 9, 7, 3, 6]
        return text.weighted(weights) % 11 % 10 == text.digit(9)
    }

    static func montenegro(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 8 else { return .length }
        guard text.isDigits else { return .format }
        return VATNumberText.modulo(-text.weighted(down: 8, from: 0, to: 7), 11) % 10 == text.digit(7) ? nil : .checksum
    }

    static func northMacedonia(_ text: inout VATNumberText) -> VATNumberFault? {
        if text.count > 2, CyrillicCapital.latin(text[0]) == UInt8(ascii: "M"),
            CyrillicCapital.latin(text[1]) == UInt8(ascii: "K")
        {
            text.dropFirst()
            text.dropFirst()
        }
        guard text.count == 13 else { return .length }
        guard text.isDigits else { return .format }
        let weights: [12 of Int] = [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
        return VATNumberText.modulo(-text.weighted(weights), 11) % 10 == text.digit(12) ? nil : .checksum
    }

    /// Two to ten digits of a registered person, or the personal number of thirteen.
    ///
    /// - Source: Codul fiscal (Legea 227/2015) art 317; personal number: Legea 105/1996.
    static func romania(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("RO")
        if text.count == 13 { return romanianPerson(text) }
        guard (2...10).contains(text.count) else { return .length }
        guard text.isDigits, text.digit(0) != 0 else { return .format }
        let weights: [9 of Int] = [7, 5, 3, 2, 1, 7, 5, 3, 2]
        let last = text.count - 1
        var sum = 0
        for index in 0..<last { sum += weights[9 - last + index] * text.digit(index) }
        return 10 * sum % 11 % 10 == text.digit(last) ? nil : .checksum
    }

    /// Sex and century, birth date, county, serial, check digit (CNP).
    private static func romanianPerson(_ text: VATNumberText) -> VATNumberFault? {
        guard text.isDigits else { return .format }
        let century: Int
        switch text.digit(0) {
        case 0: return .component
        case 3, 4: century = 1800
        case 5, 6: century = 2000
        default: century = 1900
        }
        guard VATNumberText.isDate(century + text.value(1, 3), text.value(3, 5), text.value(5, 7)) else {
            return .component
        }
        switch text.value(7, 9) {
        case 1...48, 51, 52, 70, 80...83: break
        default: return .component
        }
        let weights: [12 of Int] = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]
        let check = text.weighted(weights) % 11
        return (check == 10 ? 1 : check) == text.digit(12) ? nil : .checksum
    }

    static func serbia(_ text: VATNumberText) -> VATNumberFault? {
        guard text.isDigits else { return .format }
        guard text.count == 9 else { return .length }
        return text.passesISO7064Mod11And10(0, 9) ? nil : .checksum
    }

    static func turkey(_ text: VATNumberText) -> VATNumberFault? {
        guard text.isDigits else { return .format }
        guard text.count == 10 else { return .length }
        var sum = 0
        for index in 0..<9 {
            let shifted = (text.digit(index) + 9 - index) % 10
            guard shifted != 0 else { continue }
            let rest = (shifted << (9 - index)) % 9
            sum += rest == 0 ? 9 : rest
        }
        return (sum + text.digit(9)) % 10 == 0 ? nil : .checksum
    }
}
