import Domain

@testable import Screening

extension ListExports {
    static let secoStyle: ModelStyle = {
        var style = ModelStyle(id: { "\($0.number)" }, hasNative: false, hasRange: false)
        style.parts = { given, family in [NamePart(.family, family), NamePart(.given, given)] }
        return style
    }()

    /// The order of the parts in the file is not that of their display.
    @Sendable static func seco(_ subjects: [ModelSubject]) -> String {
        let programs = ["ALPHA", "BETA & GAMMA", "DELTA"]
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<swiss-sanctions-list list-type=\"whole-list\" "
        text += "date=\"2026-03-10\">\n<place ssid=\"900\"><location>X</location></place>\n"
        for code in ListModel.countries.keys.sorted() {
            text += "<place ssid=\"p\(code)\"><country iso-code=\"\(code)\">\(code)</country></place>\n"
        }
        for subject in subjects {
            text += "<target ssid=\"\(subject.number)\">"
            text += "<sanctions-set-id>\(1 + (programs.firstIndex(of: subject.program) ?? 0))</sanctions-set-id>"
            let body = subject.type == .person ? "individual" : subject.type == .vessel ? "object" : "entity"
            let sex = subject.gender.map { " sex=\"\($0 == .male ? "male" : "female")\"" } ?? ""
            text += "<\(body)\(body == "object" ? " object-type=\"vessel\"" : sex)><identity ssid=\"1\" main=\"true\">"
            name(subject.given, subject.family, "primary-name", false, &text)
            for alias in subject.aliases {
                name(alias.given, alias.family, alias.isFormer ? "formerly-known-as" : "alias", alias.isWeak, &text)
            }
            switch subject.birth {
            case .day(let year, let month, let day):
                text += "<day-month-year day=\"\(day)\" month=\"\(month)\" year=\"\(year)\"/>"
            case .year(let year): text += "<day-month-year year=\"\(year)\"/>"
            default: break
            }
            if subject.type == .person {
                text += "<nationality><country iso-code=\"\(subject.nationality)\">X</country></nationality>"
            }
            text += "<address place-id=\"p\(subject.residence)\"/>"
            if let passport = subject.passport {
                text += "<identification-document document-type=\"passport\"><number>\(passport)</number>"
                text += "<expiry-date><day-month-year day=\"1\" month=\"1\" year=\"2031\"/></expiry-date>"
                text += "</identification-document>"
            }
            text += "</identity></\(body)><modification modification-type=\"listed\" effective-date=\"2020-01-01\"/>"
            text += "</target>\n"
        }
        // References may stand behind what refers to them.
        for (index, program) in programs.enumerated() {
            text += "<sanctions-program ssid=\"9\(index)\"><program-key lang=\"ger\">DE</program-key>"
            text += "<program-key lang=\"eng\">\(ModelText.xml(program))</program-key>"
            text += "<sanctions-set ssid=\"\(index + 1)\" lang=\"eng\">annex</sanctions-set></sanctions-program>\n"
        }
        return text + "</swiss-sanctions-list>\n"
    }

    private static func name(_ given: String, _ family: String, _ kind: String, _ isWeak: Bool, _ text: inout String) {
        text += "<name name-type=\"\(kind)\" quality=\"\(isWeak ? "low" : "good")\">"
        let type = given.isEmpty ? "whole-name" : "family-name"
        text += "<name-part order=\"1\" name-part-type=\"\(type)\"><value>\(ModelText.xml(family))</value></name-part>"
        if !given.isEmpty {
            text += "<name-part order=\"2\" name-part-type=\"given-name\"><value>\(ModelText.xml(given))</value>"
            text += "</name-part>"
        }
        text += "</name>"
    }
}
