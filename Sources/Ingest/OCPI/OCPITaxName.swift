import Domain

/// What the name of a tax in a price says (OCPI 2.3.0, `TaxAmount.name`: free text).
enum OCPITaxName {
    /// Names and abbreviations of value-added taxes in the languages of the countries that Amplomb judges, as the
    /// acts of those countries and the Commission's list of national names have them, folded to capitals without accents.
    private static let names: Set<String> = [
        "VAT", "MWST", "MEHRWERTSTEUER", "UST", "UMSATZSTEUER", "TVA", "IVA", "BTW", "MOMS", "MVA",
        "MERVERDIAVGIFT", "MERVARDESSKATT", "ALV", "ARVONLISAVERO", "PVM", "PVN", "KAIBEMAKS", "DPH", "DDV", "PDV",
        "AFA",
        "PTU", "VSK", "FPA", "ΦΠΑ", "DDS", "ДДС",
    ]
    /// Where the value-added tax is called goods and services tax (or, with a province's part, harmonised sales tax): A New
    /// Tax System (Goods and Services Tax) Act 1999 (AU), Excise Tax Act part IX (CA), Central Goods and Services Tax Act 2017
    /// (IN), Goods and Services Tax (Jersey) Law 2007, Goods and Services Tax Act 1985 (NZ) and 1993 (SG). Elsewhere a tax of
    /// that name is another one.
    private static let goodsAndServicesTax: Set<String> = ["AU", "CA", "IN", "JE", "NZ", "SG"]
    /// Words that may stand beside: of a rate, or the name written out.
    private static let neutral: Set<String> = [
        "STANDARD", "NORMAL", "REDUCED", "RATE", "HIGH", "LOW", "VALUE", "ADDED", "TAX", "GOODS", "AND", "SERVICES",
        "SATZ", "TARIEF", "TAUX",
    ]

    /// Whether a tax is the value-added tax and nothing else; a name that does not say so, or none at all, is not taken for it
    /// ("energy tax incl. VAT", "non-VAT levy").
    ///
    /// - Parameter country: where the price was charged; nil when it is not known.
    static func isValueAddedTax(_ name: String?, in country: Country?) -> Bool {
        guard let name else { return false }
        let words = Set(folded(name).split { !$0.isLetter }.map(String.init))
        let isGST = country.map { goodsAndServicesTax.contains($0.alpha2) } ?? false
        let own = isGST ? names.union(["GST", "HST"]) : names
        guard words.isSubset(of: own.union(neutral)) else { return false }
        return !words.isDisjoint(with: own) || words.isSuperset(of: ["VALUE", "ADDED", "TAX"])
            || isGST && words.isSuperset(of: ["GOODS", "SERVICES", "TAX"])
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
