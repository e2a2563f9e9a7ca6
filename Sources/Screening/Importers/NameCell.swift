/// A field that may hold several names: alternatives, a native form in brackets, a label in front, facts behind.
enum NameCell {
    struct Name: Equatable {
        var text: String
        var kind: NameSplitter.Part.Kind
        var isWeak: Bool
        var language: String?
    }

    private static let labels: [(label: String, language: String?)] = [
        ("other names", nil), ("other name", nil), ("alias", nil), ("in arabic", "ar"), ("arabic", "ar"),
        ("original script", nil), ("russian spelling", "ru"), ("russian", "ru"), ("ukrainian", "uk"), ("укр.", "uk"),
        ("belarussian", "be"), ("belarusian", "be"), ("chinese", "zh"), ("korean", "ko"), ("farsi", "fa"),
        ("persian", "fa"), ("azerbaijani", "az"), ("kazakh", "kk"), ("english", "en"), ("burmese", "my"),
        ("turkish", "tr"), ("serbian", "sr"), ("hebrew", "he"),
    ]

    /// Words of a remark in brackets that is no name.
    private static let facts = [
        "birth", "born", "passport", "dob:", "pob:", "combat name", "nom de guerre", "listed as", "identity", "number",
        "deceased", "real name", "maiden name", "including", "date of", "third", "spelling",
    ]

    /// The names of `text`, and the remarks that stand between them.
    static func names(_ text: String, isPerson: Bool) -> (names: [Name], remarks: [String]) {
        let (own, language) = unlabelled(text)
        // Most cells hold one name and nothing else.
        guard
            own.utf8.contains(where: { $0 == 0x28 || $0 == 0x2F || $0 == 0x2E || $0 == 0x3A || $0 >= 0xC0 })
                || own.hasText("lias") || own.hasText("ormerly") || own.hasText("aka ") || own.hasText("known")
        else { return ([Name(text: own, kind: .main, isWeak: false, language: language)], []) }
        var names: [Name] = []
        var remarks: [String] = []
        for (index, part) in NameSplitter.parts(own, isPerson: isPerson).enumerated() {
            let (inner, innerLanguage) = unlabelled(ImportText.trimmed(part.text))
            guard !inner.isEmpty else { continue }
            if index > 0, isRemark(inner) {
                remarks.append(inner)
            } else {
                names.append(
                    Name(text: inner, kind: part.kind, isWeak: part.isWeak, language: innerLanguage ?? language))
            }
        }
        if names.isEmpty { names = [Name(text: own, kind: .main, isWeak: false, language: language)] }
        return (names, remarks)
    }

    /// A remark says a word of one, or holds a number with four digits.
    private static func isRemark(_ text: String) -> Bool {
        let lower = text.lowercased()
        if facts.contains(where: { lower.hasText($0) }) { return true }
        var run = 0
        for byte in lower.utf8 {
            run = byte &- 0x30 < 10 ? run + 1 : 0
            if run >= 4 { return true }
        }
        return false
    }

    /// The text without `Other name:`, `Chinese:`, `укр.` in front, and the language that the label says.
    static func unlabelled(_ text: String) -> (text: String, language: String?) {
        guard let end = text.utf8.prefix(20).firstIndex(where: { $0 == 0x3A || $0 == 0x2E }) else { return (text, nil) }
        let head = text[..<end].lowercased()
        for (label, language) in labels
        where head == label || text.utf8[end] == 0x2E && head + "." == label {
            return (ImportText.trimmed(String(text[text.utf8.index(after: end)...])), language)
        }
        return (text, nil)
    }
}
