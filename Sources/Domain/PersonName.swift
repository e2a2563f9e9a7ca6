/// The name under which a person decides: in the one form that is compared and recorded.
///
/// Two spellings of one person are one name. A name that only looks like another one would make one person two.
package struct PersonName: Hashable, Sendable, CustomStringConvertible {
    /// In lower case, of usual width, with single spaces.
    package let text: String
    /// Without spaces and whatever case folding changes: what two names are compared by.
    private let key: String

    /// Most characters of a name.
    package static let limit = 100
    /// What a name may be made of, for messages.
    package static let rule = "letters, digits, spaces and . - _ @ '; at most \(limit)"

    /// Nil for a name of nothing, of more than 100 characters, or with anything but letters, marks, digits, spaces and `. - _ @ '`.
    package init?(_ given: String) {
        var folded = String.UnicodeScalarView()
        for scalar in given.unicodeScalars { folded.append(Self.usualWidth(scalar)) }
        guard folded.count <= Self.limit, folded.allSatisfy(Self.isAllowed) else { return nil }
        let words = String(folded).lowercased().split(separator: " ")
        guard words.contains(where: { $0.unicodeScalars.contains(where: Self.isLetterOrDigit) }) else { return nil }
        text = words.joined(separator: " ")
        key = words.joined().uppercased().lowercased()
    }

    package var description: String { text }

    package static func == (left: PersonName, right: PersonName) -> Bool { left.key == right.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The full-width forms of ASCII (U+FF01 to U+FF5E) and the ideographic space as what they stand for.
    private static func usualWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar == "\u{3000}" { return " " }
        guard ("\u{FF01}"..."\u{FF5E}").contains(scalar) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        // Letters by name that are drawn as nothing, such as U+3164, and marks of the same kind.
        guard !scalar.properties.isDefaultIgnorableCodePoint else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return isLetterOrDigit(scalar) || " .-_@'".unicodeScalars.contains(scalar)
        }
    }
}
