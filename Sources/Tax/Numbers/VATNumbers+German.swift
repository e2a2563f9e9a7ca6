/// Austria, Germany, Switzerland, Liechtenstein.
extension VATNumbers {
    static func austria(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("AT")
        guard text.count > 0, text[0] == UInt8(ascii: "U"), text.isDigits(1, text.count) else { return .format }
        guard text.count == 9 else { return .length }
        return (text.luhn(1, 8) + text.digit(8) + 4) % 10 == 0 ? nil : .checksum
    }

    static func germany(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("DE")
        guard text.isDigits, text.digit(0) != 0 else { return .format }
        guard text.count == 9 else { return .length }
        return text.passesISO7064Mod11And10(0, 9) ? nil : .checksum
    }

    /// `CHE`, nine digits, and the abbreviation of the tax in one of the languages.
    ///
    /// - Source: UIDG art 3, eCH-0097.
    static func switzerland(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 15 || text.count == 16 else { return .length }
        guard text.starts(with: "CHE") else { return .component }
        guard text.isDigits(3, 12) else { return .format }
        let weights: [8 of Int] = [5, 4, 3, 2, 7, 6, 5, 4]
        guard VATNumberText.modulo(-text.weighted(weights, from: 3), 11) == text.digit(11) else { return .checksum }
        if text.count == 16 { return text.ends(with: "MWST") ? nil : .component }
        return text.ends(with: "TVA") || text.ends(with: "IVA") || text.ends(with: "TPV") ? nil : .component
    }

    static func liechtenstein(_ text: inout VATNumberText) -> VATNumberFault? {
        let length = text.count
        while text.count > 0, text[0] == UInt8(ascii: "0") { text.dropFirst() }
        guard text.count >= 4, length <= 12 || text.count <= 12 else { return .length }
        return text.isDigits ? nil : .format
    }
}
