import Foundation

/// Unicode forms of text.
package enum TextForm {
    /// Whether text is in normalisation form C, as everything stored must be.
    package static func isComposed(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return true }
        return text.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual(text.unicodeScalars)
    }
}
