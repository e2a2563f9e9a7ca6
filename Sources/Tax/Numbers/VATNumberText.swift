internal import Domain

/// The characters of a VAT number while it is judged: folded, upper-cased and without separators, in a buffer of fixed
/// size, so that judging a number allocates nothing.
///
/// A character is its ASCII byte. The Cyrillic letters that look like Latin capitals are that capital with the high
/// bit set (registries of Belarus and North Macedonia print them), `ñ` is `Self.enye`, and every other character is
/// `Self.foreign`, which no number has.
struct VATNumberText: Sendable {
    /// No form of any country is longer than 16; the rest is room for prefixes.
    static let capacity = 32
    /// Any character that no VAT number has.
    static let foreign: UInt8 = 1
    /// `Ñ`, which tax ids of Mexico have.
    static let enye: UInt8 = 0x80

    private var bytes: InlineArray<32, UInt8>
    private var start = 0
    /// Characters held.
    private(set) var count = 0
    /// Whether there were more characters than the buffer holds: longer than any number.
    private(set) var isOverlong = false
    /// Whether a letter was written small. The programme codes of Canada are capitals only.
    private(set) var hasSmallLetters = false
    /// The day of the check: a registration year lies not behind it.
    let today: CivilDate

    /// Reads UTF-8, dropping `separators` and the white space around the number.
    init(_ utf8: UnsafeBufferPointer<UInt8>, without separators: VATSeparators, today: CivilDate) {
        bytes = InlineArray(repeating: 0)
        self.today = today
        var decoder = FoldedCharacters(utf8)
        while let character = decoder.next() {
            if separators.contains(character) { continue }
            if count == 0, character.isBlank { continue }
            if count == Self.capacity {
                isOverlong = !character.isBlank || isOverlong
                continue
            }
            bytes[count] = character
            count += 1
        }
        while count > 0, bytes[count - 1].isBlank { count -= 1 }
        hasSmallLetters = decoder.hasSmallLetters
    }

    /// The character at a place, counted from 0.
    subscript(_ index: Int) -> UInt8 { bytes[start + index] }

    /// The value of the digit at a place.
    func digit(_ index: Int) -> Int { Int(self[index] &- 48) }

    /// Removes the prefix where the number has it.
    mutating func drop(_ prefix: StaticString) {
        guard starts(with: prefix) else { return }
        start += prefix.utf8CodeUnitCount
        count -= prefix.utf8CodeUnitCount
    }

    /// Writes a zero in front of the number.
    mutating func padZero() {
        if start == 0 {
            var index = min(count, Self.capacity - 1)
            count = index + 1
            while index > 0 {
                bytes[index] = bytes[index - 1]
                index -= 1
            }
        } else {
            start -= 1
            count += 1
        }
        bytes[start] = UInt8(ascii: "0")
    }

    /// Removes the first character.
    mutating func dropFirst() {
        start += 1
        count -= 1
    }

    /// Puts another character in the place of one.
    mutating func replace(_ index: Int, with byte: UInt8) { bytes[start + index] = byte }

    /// Takes one character out.
    mutating func remove(at index: Int) {
        var place = index
        while place + 1 < count {
            bytes[start + place] = bytes[start + place + 1]
            place += 1
        }
        count -= 1
    }

    func starts(with prefix: StaticString) -> Bool { has(prefix, at: 0) }

    func ends(with suffix: StaticString) -> Bool { has(suffix, at: count - suffix.utf8CodeUnitCount) }

    func has(_ text: StaticString, at place: Int) -> Bool {
        let length = text.utf8CodeUnitCount
        guard place >= 0, place + length <= count else { return false }
        return text.withUTF8Buffer { expected in
            for index in 0..<length where self[place + index] != expected[index] { return false }
            return true
        }
    }

    /// Whether the places from `first` up to but without `end` are digits; false for an empty range and for one that
    /// leaves the number.
    func isDigits(_ first: Int, _ end: Int) -> Bool {
        guard first >= 0, first < end, end <= count else { return false }
        for index in first..<end where !self[index].isDigit { return false }
        return true
    }

    var isDigits: Bool { isDigits(0, count) }

    /// The number that digits write.
    func value(_ first: Int, _ end: Int) -> Int {
        var value = 0
        for index in first..<end { value = value * 10 + digit(index) }
        return value
    }

    /// The number as text, in ASCII but for `Ñ` and the Cyrillic capitals.
    var text: String {
        var text = ""
        for index in 0..<count { text.unicodeScalars.append(VATNumberText.scalar(self[index])) }
        return text
    }

    private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case enye: "\u{D1}"
        case foreign: "\u{FFFD}"
        case 0x81...: CyrillicCapital.scalar(byte)
        default: Unicode.Scalar(byte)
        }
    }
}

/// The separators that a country writes into its numbers.
struct VATSeparators: OptionSet, Sendable {
    let rawValue: UInt8

    static let space = VATSeparators(rawValue: 1)
    static let dash = VATSeparators(rawValue: 2)
    static let dot = VATSeparators(rawValue: 4)
    static let slash = VATSeparators(rawValue: 8)
    static let colon = VATSeparators(rawValue: 16)
    static let comma = VATSeparators(rawValue: 32)
    static let underscore = VATSeparators(rawValue: 64)

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "): contains(.space)
        case UInt8(ascii: "-"): contains(.dash)
        case UInt8(ascii: "."): contains(.dot)
        case UInt8(ascii: "/"): contains(.slash)
        case UInt8(ascii: ":"): contains(.colon)
        case UInt8(ascii: ","): contains(.comma)
        case UInt8(ascii: "_"): contains(.underscore)
        default: false
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self &- 48 < 10 }
    /// A Latin capital.
    var isCapital: Bool { self &- 65 < 26 }
    /// Space, tab, or an end of a line.
    var isBlank: Bool { self == 32 || self &- 9 < 5 }
}
