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
    /// With one of these a name says what the tax is not.
    private static let negations: Set<String> = ["NON", "NO", "NOT", "EXCL", "EXCLUDED", "EXEMPT", "WITHOUT"]

    /// Whether a tax is the value-added tax; a name that says neither, or none at all, is not taken for it.
    static func isValueAddedTax(_ name: String?) -> Bool {
        guard let name else { return false }
        let words = folded(name).split { !$0.isLetter }.map(String.init)
        return words.contains { names.contains($0) } && !words.contains { negations.contains($0) }
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
