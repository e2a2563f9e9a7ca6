internal import Domain

/// India, Israel, Japan, Korea, Singapore, Taiwan.
extension VATNumbers {
    /// State, PAN of the holder, number of the registration in the state, `Z`, a check character (Luhn in base 36).
    ///
    /// - Source: CGST Rules 2017 rule 10; state codes of the GST network, 38 (Ladakh) since 2020, 97 other territory.
    static func india(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 15 else { return .length }
        guard text.isDigits(0, 2), text.isDigits(7, 11), text[11].isCapital else { return .format }
        for index in 2..<7 where !text[index].isCapital { return .format }
        for index in 12..<15 where !text[index].isCapital && !text[index].isDigit { return .format }
        switch text.value(0, 2) {
        case 1...38, 97: break
        default: return .component
        }
        guard text[12] != UInt8(ascii: "0"), text[13] == UInt8(ascii: "Z"), text.value(7, 11) != 0,
            VATNumberText.place(of: text[5], in: "ABCFGHJKLPT") != nil
        else { return .component }
        var sum = 0
        for index in 0..<15 {
            let value = text[index].isDigit ? text.digit(index) : Int(text[index]) - 55
            let weighted = index % 2 == 1 ? 2 * value : value
            sum += weighted / 36 + weighted % 36
        }
        return sum % 36 == 0 ? nil : .checksum
    }

    static func israel(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 9 else { return .length }
        guard text.isDigits, text.value(0, 9) > 0 else { return .format }
        guard text.digit(0) == 5 else { return .component }
        return text.luhn(0, 9) % 10 == 0 ? nil : .checksum
    }

    /// A check digit in front of the twelve digits of the register.
    ///
    /// - Source: 法人番号, Ordinance on corporate numbers (2014) art 3.
    static func japan(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 13 else { return .length }
        guard text.isDigits else { return .format }
        var sum = 0
        for index in 1..<13 { sum += (index % 2 == 0 ? 1 : 2) * text.digit(index) }
        return 9 - sum % 9 == text.digit(0) ? nil : .checksum
    }

    /// Office, kind of holder, serial, check digit. Only the parts are judged.
    static func korea(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 10 else { return .length }
        guard text.isDigits else { return .format }
        return text.value(0, 3) >= 101 && text.value(3, 5) != 0 && text.value(5, 9) != 0 ? nil : .component
    }

    /// Three forms: businesses, local companies (year in front), other entities (letter, year, kind).
    ///
    /// - Source: ACRA, Unique Entity Number.
    static func singapore(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 9 || text.count == 10 else { return .length }
        let year = text.today.components.year
        if text.count == 9 {
            guard text.isDigits(0, 8), text[8].isCapital else { return .format }
            let weights: [8 of Int] = [10, 4, 9, 3, 8, 2, 7, 1]
            return VATNumberText.character(text.weighted(weights) % 11, of: "XMKECAWLJDB") == text[8] ? nil : .checksum
        }
        if text[0].isDigit {
            guard text.isDigits(0, 9) else { return .format }
            guard text.value(0, 4) <= year else { return .component }
            guard text[9].isCapital else { return .format }
            let weights: [9 of Int] = [10, 8, 6, 4, 9, 7, 5, 3, 1]
            return VATNumberText.character(text.weighted(weights) % 11, of: "ZKCMDNERGWH") == text[9] ? nil : .checksum
        }
        guard VATNumberText.place(of: text[0], in: "RST") != nil, text.isDigits(1, 3), text.isDigits(5, 9),
            text[3].isCapital, text[4].isCapital
        else { return .format }
        guard text[0] != UInt8(ascii: "T") || 2000 + text.value(1, 3) <= year, isSingaporeEntity(text) else {
            return .component
        }
        let alphabet: StaticString = "ABCDEFGHJKLMNPQRSTUVWX0123456789"
        let weights: [9 of Int] = [4, 3, 5, 3, 10, 2, 2, 5, 7]
        var sum = 0
        for index in 0..<9 { sum += weights[index] * (VATNumberText.place(of: text[index], in: alphabet) ?? 0) }
        let check = VATNumberText.modulo(sum - 5, 11)
        return VATNumberText.character(check, of: alphabet) == text[9] ? nil : .checksum
    }

    private static func isSingaporeEntity(_ text: VATNumberText) -> Bool {
        let kinds: StaticString = """
            CCCDCHCLCMCPCSCXDPFBFCFMFNGAGBGSHSLLLPMBMCMDMHMMMQNBNRPAPBPFRFRPSMSSTCTUVHXL
            """
        return kinds.withUTF8Buffer { kinds in
            stride(from: 0, to: kinds.count, by: 2).contains { kinds[$0] == text[3] && kinds[$0 + 1] == text[4] }
        }
    }

    /// Eight digits whose weighted digit sum is a multiple of 10; a 7 in the seventh place counts 1 or 0.
    ///
    /// - Source: Fiscal Information Agency, check of unified business numbers. The agency announced multiples of 5 for
    ///   numbers given from 2023-04 on; the published vectors still call such numbers wrong, so it is not taken over.
    static func taiwan(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 8 else { return .length }
        guard text.isDigits else { return .format }
        let weights: [8 of Int] = [1, 2, 1, 2, 1, 2, 4, 1]
        var sum = 0
        for index in 0..<8 {
            let product = weights[index] * text.digit(index)
            sum += product / 10 + product % 10
        }
        return sum % 10 == 0 || text.digit(6) == 7 && (sum + 1) % 10 == 0 ? nil : .checksum
    }
}
