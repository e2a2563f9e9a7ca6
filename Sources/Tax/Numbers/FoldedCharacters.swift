/// The characters of a number one by one, each as one byte: letters upper-cased, typographic spaces, dashes, dots and
/// slashes as their ASCII form, digits of other widths as digits.
///
/// - Source: Unicode general categories Pd and Zs, and the compatibility forms of ASCII punctuation and digits.
struct FoldedCharacters {
    private let utf8: UnsafeBufferPointer<UInt8>
    private var place = 0
    /// Whether an ASCII letter so far was a small one.
    private(set) var hasSmallLetters = false

    init(_ utf8: UnsafeBufferPointer<UInt8>) { self.utf8 = utf8 }

    /// Nil at the end. Bytes that are no UTF-8 read as one foreign character each.
    @inline(__always)
    mutating func next() -> UInt8? {
        guard place < utf8.count else { return nil }
        let byte = utf8[place]
        guard byte < 0x80 else { return folded(lead: byte) }
        place += 1
        if byte &- 97 < 26 {
            hasSmallLetters = true
            return byte - 32
        }
        return byte < 9 ? VATNumberText.foreign : byte
    }

    private mutating func folded(lead: UInt8) -> UInt8 {
        let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
        guard lead >= 0xC2, lead < 0xF5, place + length <= utf8.count else {
            place += 1
            return VATNumberText.foreign
        }
        var scalar = UInt32(lead) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
        for index in 1..<length {
            let byte = utf8[place + index]
            guard byte & 0xC0 == 0x80 else {
                place += 1
                return VATNumberText.foreign
            }
            scalar = scalar << 6 | UInt32(byte & 0x3F)
        }
        place += length
        return FoldedCharacters.fold(scalar)
    }

    private static func fold(_ scalar: UInt32) -> UInt8 {
        switch scalar {
        case 0xD1, 0xF1: VATNumberText.enye
        case 0x85, 0x2028, 0x2029: UInt8(ascii: "\n")
        case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: UInt8(ascii: " ")
        case 0xAF, 0x2C9, 0x2D7, 0x58A, 0x5BE, 0x1680, 0x180A, 0x2010...0x2015, 0x203E, 0x2043, 0x207B, 0x208B, 0x2212,
            0x23AF, 0x23BA...0x23BD, 0x23E4, 0x2E3A, 0x2E3B, 0x301C, 0x3030, 0xFE31, 0xFE32, 0xFE58, 0xFE63, 0xFF0D,
            0xFFE3:
            UInt8(ascii: "-")
        case 0xB7, 0x387, 0x6D4, 0x701, 0x702, 0x2022, 0x2024, 0x2027, 0x2219, 0x22C5, 0x2E31, 0x2E33, 0x30FB, 0xFE52,
            0xFF0E, 0xFF65:
            UInt8(ascii: ".")
        case 0x2044, 0x2215, 0x2571, 0x29F8, 0xFF0F: UInt8(ascii: "/")
        case 0x1361, 0x16EC, 0x1804, 0x205A, 0xFE13, 0xFE30, 0xFE55, 0xFF1A: UInt8(ascii: ":")
        case 0x60C, 0x66B, 0x66C, 0x201A, 0x2032, 0x2E34, 0x3001, 0xB8, 0xFE10, 0xFE50, 0xFE51, 0xFF0C:
            UInt8(ascii: ",")
        case 0x66D, 0x204E, 0x2217, 0xFE61, 0xFF0A: UInt8(ascii: "*")
        case 0xFF10...0xFF19: UInt8(scalar - 0xFF10) + 48
        case 0x1D7CE...0x1D7FF: UInt8((scalar - 0x1D7CE) % 10) + 48
        case 0x410...0x44F: CyrillicCapital.byte(scalar)
        default: VATNumberText.foreign
        }
    }
}

/// The Cyrillic letters that have the form of a Latin capital.
enum CyrillicCapital {
    /// The Latin capital with the high bit set; `foreign` for the other letters.
    static func byte(_ scalar: UInt32) -> UInt8 {
        let capital = scalar >= 0x430 ? scalar - 0x20 : scalar
        let latin: UInt8? =
            switch capital {
            case 0x410: UInt8(ascii: "A")
            case 0x412: UInt8(ascii: "B")
            case 0x415: UInt8(ascii: "E")
            case 0x41A: UInt8(ascii: "K")
            case 0x41C: UInt8(ascii: "M")
            case 0x41D: UInt8(ascii: "H")
            case 0x41E: UInt8(ascii: "O")
            case 0x420: UInt8(ascii: "P")
            case 0x421: UInt8(ascii: "C")
            case 0x422: UInt8(ascii: "T")
            default: nil
            }
        return latin.map { $0 | 0x80 } ?? VATNumberText.foreign
    }

    /// The Latin capital of such a byte; any other byte as it is.
    static func latin(_ byte: UInt8) -> UInt8 { byte > 0x80 ? byte & 0x7F : byte }

    static func scalar(_ byte: UInt8) -> Unicode.Scalar {
        switch byte & 0x7F {
        case UInt8(ascii: "A"): "\u{410}"
        case UInt8(ascii: "B"): "\u{412}"
        case UInt8(ascii: "E"): "\u{415}"
        case UInt8(ascii: "K"): "\u{41A}"
        case UInt8(ascii: "M"): "\u{41C}"
        case UInt8(ascii: "H"): "\u{41D}"
        case UInt8(ascii: "O"): "\u{41E}"
        case UInt8(ascii: "P"): "\u{420}"
        case UInt8(ascii: "C"): "\u{421}"
        case UInt8(ascii: "T"): "\u{422}"
        default: "\u{FFFD}"
        }
    }
}
