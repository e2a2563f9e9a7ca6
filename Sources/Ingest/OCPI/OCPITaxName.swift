/// What the name of a tax in a price says (OCPI 2.3.0, `TaxAmount.name`: free text).
enum OCPITaxName {
    /// Names and abbreviations of value-added taxes and of GST in the languages of the countries that Amplomb judges, as the
    /// acts of those countries and the Commission's list of national names have them, folded to capitals without accents.
    private static let names: Set<String> = [
        "VAT", "GST", "HST", "MWST", "MEHRWERTSTEUER", "UST", "UMSATZSTEUER", "TVA", "IVA", "BTW", "MOMS", "MVA",
        "MERVERDIAVGIFT", "MERVARDESSKATT", "ALV", "ARVONLISAVERO", "PVM", "PVN", "KAIBEMAKS", "DPH", "DDV", "PDV",
        "AFA",
        "PTU", "VSK", "FPA", "ΦΠΑ", "DDS", "ДДС",
    ]
    /// Words that may stand beside: of a rate, or the name written out.
    private static let neutral: Set<String> = [
        "STANDARD", "NORMAL", "REDUCED", "RATE", "HIGH", "LOW", "VALUE", "ADDED", "TAX", "GOODS", "AND", "SERVICES",
        "SATZ", "TARIEF", "TAUX",
    ]

    /// Whether a tax is the value-added tax and nothing else; a name that does not say so, or none at all, is not taken for it
    /// ("energy tax incl. VAT", "non-VAT levy").
    static func isValueAddedTax(_ name: String?) -> Bool {
        guard let name else { return false }
        let words = Set(folded(name).split { !$0.isLetter }.map(String.init))
        guard words.isSubset(of: names.union(neutral)) else { return false }
        return !words.isDisjoint(with: names) || words.isSuperset(of: ["VALUE", "ADDED", "TAX"])
            || words.isSuperset(of: ["GOODS", "SERVICES", "TAX"])
    }

    /// Capitals; accents of Latin letters are dropped, points within abbreviations (`T.V.A.`) too.
    private static func folded(_ name: String) -> String {
        var text = ""
        for character in name.uppercased() where character != "." {
            text.append(accents[character] ?? character)
        }
        return text
    }

    private static let accents: [Character: Character] = [
        "Á": "A", "À": "A", "Ä": "A", "Å": "A", "É": "E", "Ë": "E", "Ö": "O", "Ó": "O", "Ø": "O", "Ü": "U", "Č": "C",
    ]
}
