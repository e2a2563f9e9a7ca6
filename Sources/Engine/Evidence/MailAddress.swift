/// Which mail addresses are taken: fewer than the standard allows. Mail programs read a comma or semicolon as another
/// receiver and a bar as a program to start, so these are not in what is taken.
enum MailAddress {
    /// Dot-string `@` domain (RFC 5321 section 4.1.2): one receiver, no quoted part, no literal.
    static func isOne(_ text: String) -> Bool {
        let halves = text.utf8.split(separator: 0x40, omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].count <= 64, halves[1].count <= 253 else { return false }
        let atoms = halves[0].split(separator: 0x2E, omittingEmptySubsequences: false)
        let labels = halves[1].split(separator: 0x2E, omittingEmptySubsequences: false)
        return halves[0].first != 0x2D
            && atoms.allSatisfy { atom in !atom.isEmpty && atom.allSatisfy { isAlphanumeric($0) || others.contains($0) }
            }
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != 0x2D && label.last != 0x2D
                    && label.allSatisfy { isAlphanumeric($0) || $0 == 0x2D }
            }
    }

    private static let others = Array("+-_=&'~".utf8)

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
