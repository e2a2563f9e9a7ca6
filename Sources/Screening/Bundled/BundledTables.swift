/// The spelling tables of `sanctions-lists/names`, inside the program so that it answers from any folder.
enum BundledTables {
    /// File name and text of each table, in the order of their names.
    static var all: [(file: String, text: String)] {
        [
            ("business-words.txt", businessWords),
            ("common-company-words.txt", commonCompanyWords),
            ("common-person-words.txt", commonPersonWords),
            ("common-world-names.txt", commonWorldNames),
            ("countries.txt", countries),
            ("expansions.txt", expansions),
            ("given-names.txt", givenNames),
            ("han-business.txt", hanBusiness),
            ("han-cantonese.txt", hanCantonese),
            ("han-korean.txt", hanKorean),
            ("han-mandarin.txt", hanMandarin),
            ("legal-forms.txt", legalForms),
            ("numbers.txt", numbers),
            ("particles.txt", particles),
            ("places.txt", places),
        ]
    }
}
