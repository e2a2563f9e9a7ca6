internal import Domain

/// The sums that check digits are made of.
extension VATNumberText {
    /// Σ weight · digit over consecutive places from `first`.
    func weighted<let n: Int>(_ weights: [n of Int], from first: Int = 0) -> Int {
        var sum = 0
        for index in 0..<n { sum += weights[index] * digit(first + index) }
        return sum
    }

    /// Σ (highest − i) · digit over the places from `first` up to but without `end`.
    func weighted(down highest: Int, from first: Int, to end: Int) -> Int {
        var sum = 0
        for index in first..<end { sum += (highest - index + first) * digit(index) }
        return sum
    }

    /// The Luhn sum (ISO/IEC 7812-1 annex B): every second digit from the last but one is doubled, and of two digits
    /// the sum is taken. A number with a right check digit gives a multiple of 10.
    func luhn(_ first: Int, _ end: Int) -> Int {
        var sum = 0
        for index in first..<end {
            let digit = digit(index)
            let doubled = (end - index) % 2 == 0
            sum += !doubled ? digit : digit < 5 ? 2 * digit : 2 * digit - 9
        }
        return sum
    }

    /// Whether the last of the digits is the check digit of ISO 7064 mod 11,10 of those before.
    func passesISO7064Mod11And10(_ first: Int, _ end: Int) -> Bool {
        var product = 10
        for index in first..<(end - 1) {
            let sum = (digit(index) + product) % 10
            product = 2 * (sum == 0 ? 10 : sum) % 11
        }
        return (product + digit(end - 1)) % 10 == 1
    }

    /// Whether digits and letters (A = 10 … Z = 35) give 1 modulo 97 (ISO 7064 mod 97-10), behind an optional prefix.
    func passesISO7064Mod97And10(_ prefix: StaticString) -> Bool {
        var rest = 0
        func take(_ byte: UInt8) {
            rest = byte.isDigit ? (rest * 10 + Int(byte - 48)) % 97 : (rest * 100 + Int(byte) - 55) % 97
        }
        prefix.withUTF8Buffer { for byte in $0 { take(byte) } }
        for index in 0..<count {
            guard self[index].isDigit || self[index].isCapital else { return false }
            take(self[index])
        }
        return rest == 1
    }

    /// The remainder that is not negative.
    static func modulo(_ value: Int, _ divisor: Int) -> Int { ((value % divisor) + divisor) % divisor }

    /// Whether year, month and day are a date.
    static func isDate(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        CivilDate(year: year, month: month, day: day) != nil
    }

    /// The place of a character in a text; nil where it is not in it.
    static func place(of byte: UInt8, in alphabet: StaticString) -> Int? {
        alphabet.withUTF8Buffer { $0.firstIndex(of: byte) }
    }

    /// The character at a place of a text.
    static func character(_ place: Int, of alphabet: StaticString) -> UInt8 {
        alphabet.withUTF8Buffer { $0[place] }
    }
}
