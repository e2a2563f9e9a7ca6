/// Ireland, and Great Britain with Northern Ireland.
extension VATNumbers {
    /// Seven digits and one or two letters, or the form of before 1991 with a letter or sign in the second place.
    ///
    /// - Source: Revenue, form of Irish VAT registration numbers (second letter since 2013).
    static func ireland(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("IE")
        let letters: StaticString = "WABCDEFGHIJKLMNOPQRSTUV"
        guard text.isDigits(0, 1), text.isDigits(2, 7) else { return .format }
        for index in 7..<max(7, text.count) where VATNumberText.place(of: text[index], in: letters) == nil {
            return .format
        }
        guard text.count == 8 || text.count == 9 else { return .length }
        let sum: Int
        if text.isDigits(1, 2) {
            let suffix = text.count == 9 ? VATNumberText.place(of: text[8], in: letters) ?? 0 : 0
            sum = text.weighted(down: 8, from: 0, to: 7) + 9 * suffix
        } else if text[1].isCapital || text[1] == UInt8(ascii: "+") || text[1] == UInt8(ascii: "*") {
            // The old form is the new one with the first digit in the last place and 0 in the first.
            sum = text.weighted(down: 7, from: 2, to: 7) + 2 * text.digit(0)
        } else {
            return .format
        }
        return VATNumberText.character(sum % 23, of: letters) == text[7] ? nil : .checksum
    }

    /// Nine digits, twelve with a branch; `GD` 000 to 499 for government departments, `HA` 500 to 999 for health
    /// authorities, also in the long form with 8888. Numbers from 2010 on have 55 less in their check digits.
    static func britain(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop(text.starts(with: "XI") ? "XI" : "GB")
        switch text.count {
        case 5:
            guard text.isDigits(2, 5) else { return .format }
            return hasBritishBody(text, serial: text.value(2, 5)) ? nil : .component
        case 11 where text.starts(with: "GD8888") || text.starts(with: "HA8888"):
            guard text.isDigits(6, 11) else { return .format }
            let serial = text.value(6, 9)
            guard hasBritishBody(text, serial: serial) else { return .component }
            return serial % 97 == text.value(9, 11) ? nil : .checksum
        case 9, 12:
            guard text.isDigits else { return .format }
            let weights: [9 of Int] = [8, 7, 6, 5, 4, 3, 2, 10, 1]
            let rest = text.weighted(weights) % 97
            return rest == 0 || text.value(0, 3) >= 100 && (rest == 42 || rest == 55) ? nil : .checksum
        default: return .length
        }
    }

    private static func hasBritishBody(_ text: VATNumberText, serial: Int) -> Bool {
        text.starts(with: "GD") && serial < 500 || text.starts(with: "HA") && serial >= 500
    }

    /// A One Stop Shop: the numeric ISO code of the member state of identification (900 for Northern Ireland's) and a
    /// serial. The check digit is each state's own.
    ///
    /// - Source: Explanatory notes on VAT e-commerce rules (2020-09), annex; Reg (EU) 282/2011 as changed by 2019/2026.
    static func shop(_ text: inout VATNumberText, prefix: StaticString, digits: Int) -> VATNumberFault? {
        text.drop(prefix)
        guard text.isDigits else { return text.count == digits ? .format : .length }
        guard text.count == digits else { return .length }
        switch text.value(0, 3) {
        case 40, 56, 100, 191, 196, 203, 208, 233, 246, 250, 276, 300, 348, 372, 380, 428, 440, 442, 470, 528, 616,
            620, 642, 703, 705, 724, 752, 900:
            return nil
        default: return .component
        }
    }
}
