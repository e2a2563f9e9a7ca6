import Foundation

/// Unicode forms of text.
package enum TextForm {
    /// Whether text is in normalisation form C, as everything stored must be.
    package static func isComposed(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return true }
        return text.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual(text.unicodeScalars)
    }

    /// Whether text may not hold the scalar: nobody sees it, and it changes what others seem to say or how they are compared.
    ///
    /// Controls but the line feed, formats and directions (Unicode categories Cc, Cf, Zl, Zp), and what is no character at all.
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 && scalar != "\n" || scalar.value == 0x7F }
        if scalar.properties.isNoncharacterCodePoint { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }

    /// How errors name it, such as `U+202E`.
    package static func name(of scalar: Unicode.Scalar) -> String {
        "U+" + String(scalar.value, radix: 16, uppercase: true)
    }
}
