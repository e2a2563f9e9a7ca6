/// A name of a place for comparison: lower case, without accents, umlauts written either way.
///
/// `Büsingen`, `Buesingen` and `BUSINGEN` are one. Anything that is neither letter nor digit parts words.
struct PlaceNameKey: Hashable, Sendable {
    let text: String

    init(_ name: some StringProtocol) {
        var folded = ""
        var previous: Character = " "
        for character in name.lowercased() {
            let base = Self.bases[character] ?? character
            let isWord = base.isLetter || base.isNumber
            // ae, oe and ue are ä, ö and ü.
            if base == "e", "aou".contains(previous) { continue }
            let next: Character = isWord ? base : " "
            if next != " " || previous != " " { folded.append(next) }
            previous = next
        }
        text = folded.hasSuffix(" ") ? String(folded.dropLast()) : folded
    }

    /// The whole name, and its parts where something was added: `Livigno (SO)`, `Ceuta, España`.
    static func parts(of name: String) -> [PlaceNameKey] {
        let pieces = name.split { "(),;/|".contains($0) }.map { PlaceNameKey($0) }
        return ([PlaceNameKey(name)] + pieces).filter { !$0.text.isEmpty }
    }

    private static let bases: [Character: Character] = {
        var table: [Character: Character] = [:]
        let groups: [(Character, String)] = [
            ("a", "áàâäãåāă"), ("c", "çćč"), ("e", "éèêëēėę"), ("i", "íìîïīį"), ("n", "ñńň"), ("o", "óòôöõøō"),
            ("s", "šśș"), ("u", "úùûüūů"), ("y", "ýÿ"), ("z", "žźż"),
            // Greek vowels with a stress mark.
            ("α", "ά"), ("ε", "έ"), ("η", "ή"), ("ι", "ίϊΐ"), ("ο", "ό"), ("υ", "ύϋΰ"), ("ω", "ώ"), ("σ", "ς"),
        ]
        for (base, marked) in groups { for character in marked { table[character] = base } }
        return table
    }()
}
