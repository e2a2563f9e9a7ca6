/// Australia, New Zealand, South Africa.
extension VATNumbers {
    /// Source: ABN, A New Tax System (Australian Business Number) Act 1999; check of the Australian Business Register.
    static func australia(_ text: VATNumberText) -> VATNumberFault? {
        guard text.isDigits else { return .format }
        guard text.count == 11 else { return .length }
        let weights: [11 of Int] = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]
        // The check digits in front are 11 to 99.
        return text.value(0, 2) > 10 && (text.weighted(weights) - 10) % 89 == 0 ? nil : .checksum
    }

    /// Source: IRD number format and validation (Inland Revenue, resident withholding tax specification).
    static func newZealand(_ text: inout VATNumberText) -> VATNumberFault? {
        text.drop("NZ")
        guard text.count == 8 || text.count == 9 else { return .length }
        guard text.isDigits else { return .format }
        guard (10_000_001..<150_000_000).contains(text.value(0, text.count)) else { return .component }
        let last = text.count - 1
        let first: [8 of Int] = [3, 2, 7, 6, 5, 4, 3, 2]
        let second: [8 of Int] = [7, 4, 3, 2, 5, 2, 7, 6]
        func check(_ weights: [8 of Int]) -> Int {
            var sum = 0
            for index in 0..<last { sum += weights[8 - last + index] * text.digit(index) }
            return VATNumberText.modulo(-sum, 11)
        }
        let primary = check(first)
        return (primary == 10 ? check(second) : primary) == text.digit(last) ? nil : .checksum
    }

    static func southAfrica(_ text: VATNumberText) -> VATNumberFault? {
        guard text.count == 10 else { return .length }
        guard text.isDigits else { return .format }
        guard text.digit(0) < 4 || text.digit(0) == 9 else { return .component }
        return text.luhn(0, 10) % 10 == 0 ? nil : .checksum
    }
}
