/// Text in the columns of a terminal: Han and Hangul take two, a combining mark none.
///
/// *Source*: Unicode Standard Annex #11 (East Asian Width), classes W and F.
package enum TextColumns {
    /// Columns that a text takes.
    package static func width(_ text: String) -> Int { text.reduce(0) { $0 + width($1) } }

    /// Columns of one character: those of its first scalar that has any.
    package static func width(_ character: Character) -> Int {
        for scalar in character.unicodeScalars {
            let width = width(scalar)
            if width > 0 { return width }
        }
        return 0
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return isWide(scalar.value) ? 2 : 1
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
            true
        default: false
        }
    }

    /// The text followed by blanks up to `columns`.
    package static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - width(text)))
    }

    /// What may be written to a terminal: a name from a file must neither move the cursor nor turn the direction of the line.
    package static func safe(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: view.append("\u{FFFD}")
            default: view.append(scalar)
            }
        }
        return String(view)
    }
}
