/// Belarus, Moldova, Russia.
extension VATNumbers {
    /// Nine characters: digits, or two letters in front for natural persons.
    static func belarus(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("UNP")
        guard text.count == 9 else { return .length }
        for index in 0..<2 { text.replace(index, with: CyrillicCapital.latin(text[index])) }
        guard text.isDigits(2, 9) else { return .format }
        let second: Int
        if text.isDigits(0, 2) {
            second = text.digit(1)
        } else if VATNumberText.place(of: text[0], in: "ABCEHKMOPT") != nil,
            let place = VATNumberText.place(of: text[1], in: "ABCEHKMOPT")
        {
            second = place
        } else {
            return .format
        }
        guard VATNumberText.place(of: text[0], in: "1234567ABCEHKM") != nil else { return .component }
        let first = text[0].isDigit ? text.digit(0) : Int(text[0]) - 55
        let weights: [6 of Int] = [19, 17, 13, 7, 5, 3]
        let check = (29 * first + 23 * second + text.weighted(weights, from: 2)) % 11
        return check == text.digit(8) ? nil : .checksum
    }

    static func moldova(_ text: VATNumberText) -> VATNumberFault? {
        guard text.isDigits else { return .format }
        guard text.count == 13 else { return .length }
        let weights: [12 of Int] = [7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]
        return text.weighted(weights) % 10 == text.digit(12) ? nil : .checksum
    }

    /// Ten digits of a legal person, twelve of a natural one.
    ///
    /// - Source: Order of the Federal Tax Service ED-7-14/559 (2020-06-29), annex 1.
    static func russia(_ text: VATNumberText) -> VATNumberFault? {
        guard text.isDigits else { return .format }
        switch text.count {
        case 10:
            let weights: [9 of Int] = [2, 4, 10, 3, 5, 9, 4, 6, 8]
            return text.weighted(weights) % 11 % 10 == text.digit(9) ? nil : .checksum
        case 12:
            let first: [10 of Int] = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
            let second: [11 of Int] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
            return text.weighted(first) % 11 % 10 == text.digit(10)
                && text.weighted(second) % 11 % 10 == text.digit(11) ? nil : .checksum
        default: return .length
        }
    }
}
