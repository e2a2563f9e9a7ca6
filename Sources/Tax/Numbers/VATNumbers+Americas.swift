/// Argentina, Brazil, Canada, Chile, Colombia, Mexico.
extension VATNumbers {
    static func argentina(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 11 else { return .length }
        guard text.isDigits else { return .format }
        switch text.value(0, 2) {
        case 20, 23, 24, 27, 30, 33, 34, 50, 51, 55: break
        default: return .component
        }
        let weights: [10 of Int] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
        let check = 11 - text.weighted(weights) % 11
        return (check == 11 ? 0 : check == 10 ? 9 : check) == text.digit(10) ? nil : .checksum
    }

    /// Twelve characters and two check digits; letters are given since 2026-07 and count as their distance from `0`.
    ///
    /// - Source: Instrução Normativa RFB 2.119/2022 as changed by 2.229/2024.
    static func brazil(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count > 2, text.isDigits(text.count - 2, text.count) else { return .format }
        var hasOther = false
        for index in 0..<(text.count - 2) {
            guard text[index].isDigit || text[index].isCapital else { return .format }
            hasOther = hasOther || text[index] != UInt8(ascii: "0")
        }
        guard hasOther || text.value(text.count - 2, text.count) != 0 else { return .format }
        guard text.count == 14 else { return .length }
        func check(_ end: Int) -> Int {
            var sum = 0
            for index in 0..<end { sum += (2 + (end - 1 - index) % 8) * (Int(text[index]) - 48) }
            return VATNumberText.modulo(-sum, 11) % 10
        }
        return check(12) == text.digit(12) && check(13) == text.digit(13) ? nil : .checksum
    }

    /// The business number, with or without the programme account (`RT` is the GST/HST).
    static func canada(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 9 || text.count == 15 else { return .length }
        guard text.isDigits(0, 9), text.count == 9 || text.isDigits(11, 15) else { return .format }
        guard text.luhn(0, 9) % 10 == 0 else { return .checksum }
        guard text.count == 15 else { return nil }
        guard !text.hasSmallLetters else { return .component }
        return text.has("RC", at: 9) || text.has("RM", at: 9) || text.has("RP", at: 9) || text.has("RT", at: 9)
            ? nil : .component
    }

    static func chile(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("CL")
        guard text.count == 8 || text.count == 9 else { return .length }
        let last = text.count - 1
        guard text.isDigits(0, last) else { return .format }
        var sum = 0
        for index in 0..<last { sum += (2 + (last - 1 - index) % 6) * text.digit(index) }
        return VATNumberText.character(sum % 11, of: "0K987654321") == text[last] ? nil : .checksum
    }

    static func colombia(_ text: VATNumberText) -> VATNumberFault? {
        guard (8...16).contains(text.count) else { return .length }
        guard text.isDigits else { return .format }
        let weights: [15 of Int] = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71]
        let last = text.count - 1
        var sum = 0
        for index in 0..<last { sum += weights[last - 1 - index] * text.digit(index) }
        let rest = sum % 11
        return (rest < 2 ? rest : 11 - rest) == text.digit(last) ? nil : .checksum
    }

    /// Letters of the name, a date, and for all but natural persons without one three more characters. The last of them
    /// is no reliable check: the tax office gave numbers that break its own rule.
    ///
    /// - Source: RFC, Código Fiscal de la Federación art 27; Anexo 1-A RMF (words that are not given).
    static func mexico(_ text: VATNumberText) -> VATNumberFault? {
        let letters: Int
        switch text.count {
        case 10, 13: letters = 4
        case 12: letters = 3
        default: return .length
        }
        for index in 0..<letters
        where !text[index].isCapital && text[index] != UInt8(ascii: "&") && text[index] != VATNumberText.enye {
            return .format
        }
        guard text.isDigits(letters, letters + 6) else { return .format }
        for index in (letters + 6)..<text.count where !text[index].isCapital && !text[index].isDigit { return .format }
        if letters == 4, isUnwantedWord(text) { return .component }
        let year = 2000 + text.value(letters, letters + 2)
        return VATNumberText.isDate(year, text.value(letters + 2, letters + 4), text.value(letters + 4, letters + 6))
            ? nil : .component
    }

    private static func isUnwantedWord(_ text: VATNumberText) -> Bool {
        let words: StaticString = """
            BUEIBUEYCACACACOCAGACAGOCAKACAKOCOGECOJACOJECOJICOJOCULOFETOGUEYJOTOKACAKACOKAGAKAGOKAKAKOGEKOJOKULOMAMEMAMO\
            MEARMEASMEONMIONMOCOMULAPEDAPEDOPENEPUTAPUTOQULORATARUIN
            """
        return words.withUTF8Buffer { words in
            var place = 0
            while place < words.count {
                if (0..<4).allSatisfy({ words[place + $0] == text[$0] }) { return true }
                place += 4
            }
            return false
        }
    }
}
