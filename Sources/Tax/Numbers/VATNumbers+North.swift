/// Denmark, Estonia, the Faroes, Finland, Iceland, Latvia, Lithuania, Norway, Sweden.
extension VATNumbers {
    static func denmark(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("DK")
        guard text.isDigits, text.digit(0) != 0 else { return .format }
        guard text.count == 8 else { return .length }
        let weights: [8 of Int] = [2, 7, 6, 5, 4, 3, 2, 1]
        return text.weighted(weights) % 11 == 0 ? nil : .checksum
    }

    static func estonia(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("EE")
        guard text.isDigits else { return .format }
        guard text.count == 9 else { return .length }
        let weights: [9 of Int] = [3, 7, 1, 3, 7, 1, 3, 7, 1]
        return text.weighted(weights) % 10 == 0 ? nil : .checksum
    }

    static func faroes(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("FO")
        guard text.count == 6 else { return .length }
        return text.isDigits ? nil : .format
    }

    static func finland(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("FI")
        guard text.isDigits else { return .format }
        guard text.count == 8 else { return .length }
        let weights: [8 of Int] = [7, 9, 10, 5, 8, 4, 2, 1]
        return text.weighted(weights) % 11 == 0 ? nil : .checksum
    }

    static func iceland(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("IS")
        guard text.isDigits else { return .format }
        return text.count == 5 || text.count == 6 ? nil : .length
    }

    /// Eleven digits. Companies start with 4 or more; a person's number is the personal code: a birth date and a digit
    /// for the century, or `32` and no date since 2017.
    static func latvia(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("LV")
        guard text.isDigits else { return .format }
        guard text.count == 11 else { return .length }
        if text.digit(0) > 3 {
            let weights: [11 of Int] = [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]
            return text.weighted(weights) % 11 == 3 ? nil : .checksum
        }
        if !text.starts(with: "32") {
            let year = 1800 + 100 * text.digit(6) + text.value(4, 6)
            guard VATNumberText.isDate(year, text.value(2, 4), text.value(0, 2)) else { return .component }
        }
        let weights: [10 of Int] = [10, 5, 8, 4, 2, 1, 6, 3, 7, 9]
        return (1 + text.weighted(weights)) % 11 % 10 == text.digit(10) ? nil : .checksum
    }

    /// Nine digits of a legal person, twelve of a temporary or natural one; the last but one is 1.
    static func lithuania(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("LT")
        guard text.isDigits else { return .format }
        guard text.count == 9 || text.count == 12 else { return .length }
        let check = text.count - 1
        guard text.digit(check - 1) == 1 else { return .component }
        var sum = 0
        for index in 0..<check { sum += (1 + index % 9) * text.digit(index) }
        if sum % 11 == 10 {
            sum = 0
            for index in 0..<check { sum += (1 + (index + 2) % 9) * text.digit(index) }
        }
        return sum % 11 % 10 == text.digit(check) ? nil : .checksum
    }

    /// The organisation number and `MVA`.
    static func norway(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("NO")
        guard text.ends(with: "MVA"), text.isDigits(0, text.count - 3) else { return .format }
        guard text.count == 12 else { return .length }
        let weights: [9 of Int] = [3, 2, 7, 6, 5, 4, 3, 2, 1]
        return text.weighted(weights) % 11 == 0 ? nil : .checksum
    }

    /// The organisation or personal number and `01`.
    static func sweden(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("SE")
        guard text.isDigits, text.ends(with: "01") else { return .format }
        guard text.count == 12 else { return text.count == 2 ? .format : .length }
        return text.luhn(0, 10) % 10 == 0 ? nil : .checksum
    }
}
