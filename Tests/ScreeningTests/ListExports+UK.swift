import Domain

@testable import Screening

extension ListExports {
    @Sendable static func ukParts(_ given: String, _ family: String) -> [NamePart] { euPart(given, family) }

    static let ukStyle: ModelStyle = {
        var style = ModelStyle(id: { "AAA\($0.number)" }, hasFormer: false, hasRange: false, parts: ukParts)
        style.measures = ["Asset freeze", "Travel Ban"]
        return style
    }()

    static let conListStyle = ModelStyle(
        id: { "\($0.number)" }, hasRange: false, hasGender: false, parts: ukParts)

    private static func kind(_ subject: ModelSubject) -> String {
        subject.type == .person ? "Individual" : subject.type == .vessel ? "Ship" : "Entity"
    }

    /// Partial dates as the lists fill them in: `dd/mm/1980`.
    private static func date(_ birth: ModelSubject.Birth?, unknown: String) -> String {
        switch birth {
        case .day(let year, let month, let day): "\(ModelText.padded(day))/\(ModelText.padded(month))/\(year)"
        case .year(let year): "\(unknown)/\(year)"
        default: ""
        }
    }

    @Sendable static func ukCSV(_ subjects: [ModelSubject]) -> String {
        let header = [
            "Last Updated", "Unique ID", "OFSI Group ID", "UN Reference Number", "Name 6", "Name 1", "Name 2", "Name 3",
            "Name 4", "Name 5", "Name type", "Alias strength", "Title", "Name non-latin script",
            "Non-latin script type", "Non-latin script language", "Regime Name", "Designation Type",
            "Designation source", "Sanctions Imposed", "Other Information", "UK Statement of Reasons",
            "Address Line 1", "Address Country", "Date Designated", "D.O.B", "Nationality(/ies)",
            "National Identifier number", "Passport number", "Gender", "IMO number", "Current believed flag of ship",
        ]
        let place = Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, $0) })
        var text = ModelText.csv(["Report Date: 13-Feb-2026"]) + ModelText.csv(header)
        for subject in subjects {
            func row(_ given: String, _ family: String, _ kind: String, _ strength: String, _ native: String) {
                var fields = [String](repeating: "", count: header.count)
                let values = [
                    "Unique ID": "AAA\(subject.number)", "Name 6": family, "Name 1": given, "Name type": kind,
                    "Alias strength": strength, "Name non-latin script": native, "Regime Name": subject.program,
                    "Designation Type": self.kind(subject), "Sanctions Imposed": "Asset freeze|Travel Ban",
                    "Address Country": ListModel.countries[subject.residence] ?? "",
                    "D.O.B": date(subject.birth, unknown: "dd/mm"),
                    "Nationality(/ies)": subject.type == .person ? ListModel.countries[subject.nationality] ?? "" : "",
                    "Current believed flag of ship": subject.type == .vessel
                        ? ListModel.countries[subject.nationality] ?? "" : "",
                    "Passport number": subject.passport ?? "", "IMO number": subject.imo ?? "",
                    "Gender": subject.gender.map { $0 == .male ? "Male" : "Female" } ?? "",
                ]
                for (name, value) in values { fields[place[name]!] = value }
                text += ModelText.csv(fields)
            }
            row(subject.given, subject.family, "Primary Name", "", subject.native ?? "")
            for alias in subject.aliases {
                row(alias.given, alias.family, "ALias", alias.isWeak ? "Low quality a.k.a" : "Good quality a.k.a", "")
            }
        }
        return text
    }

    @Sendable static func ukXML(_ subjects: [ModelSubject]) -> String {
        var out = ModelText(
            text: "<?xml version=\"1.0\"?>\n<Designations><DateGenerated>10/09/2026</DateGenerated>\n")
        for subject in subjects { designation(subject, &out) }
        return out.text + "</Designations>\n"
    }

    private static func designation(_ subject: ModelSubject, _ out: inout ModelText) {
        let country = ListModel.countries[subject.nationality] ?? ""
        out.text += "<Designation><UniqueID>AAA\(subject.number)</UniqueID><Names>"
        func name(_ given: String, _ family: String, _ kind: String, _ strength: String) {
            out.text += "<Name>"
            out.element("Name1", given)
            out.element("Name6", family)
            out.element("NameType", kind)
            out.element("AliasStrength", strength)
            out.text += "</Name>"
        }
        name(subject.given, subject.family, "Primary Name", "")
        for alias in subject.aliases {
            name(alias.given, alias.family, "Alias", alias.isWeak ? "Low quality a.k.a" : "Good quality a.k.a")
        }
        out.text += "</Names><NonLatinNames>"
        if let native = subject.native {
            out.text += "<NonLatinName>"
            out.element("NameNonLatinScript", native)
            out.text += "</NonLatinName>"
        }
        out.text += "</NonLatinNames>"
        out.element("RegimeName", subject.program)
        out.element("IndividualEntityShip", kind(subject))
        out.text += "<SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed><Addresses><Address>"
        out.element("AddressCountry", ListModel.countries[subject.residence] ?? "")
        out.text += "</Address></Addresses>"
        if subject.type == .person {
            out.text += "<IndividualDetails><Individual><DOBs>"
            out.element("DOB", date(subject.birth, unknown: "dd/mm"))
            out.text += "</DOBs><Nationalities><Nationality>\(country)</Nationality></Nationalities><PassportDetails>"
            if let passport = subject.passport {
                out.text += "<Passport><PassportNumber>\(passport)</PassportNumber></Passport>"
            }
            out.text += "</PassportDetails><Genders>"
            out.element("Gender", subject.gender.map { $0 == .male ? "Male" : "Female" } ?? "")
            out.text += "</Genders></Individual></IndividualDetails>"
        }
        if let imo = subject.imo {
            out.text += "<ShipDetails><Ship><IMONumbers><IMONumber>\(imo)</IMONumber></IMONumbers>"
            out.text += "<CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>\(country)</CurrentBelievedFlagOfShip>"
            out.text += "</CurrentBelievedFlagOfShips></Ship></ShipDetails>"
        }
        out.text += "</Designation>\n"
    }

    @Sendable static func conList(_ subjects: [ModelSubject]) -> String {
        let header = [
            "Name 6", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Title", "Name Non-Latin Script",
            "Non-Latin Script Type", "Non-Latin Script Language", "DOB", "Town of Birth", "Country of Birth",
            "Nationality", "Passport Number", "Passport Details", "National Identification Number",
            "National Identification Details", "Position", "Address 1", "Address 2", "Address 3", "Address 4",
            "Address 5", "Address 6", "Post/Zip Code", "Country", "Other Information", "Group Type", "Alias Type",
            "Alias Quality", "Regime", "Listed On", "UK Sanctions List Date Designated", "Last Updated", "Group ID",
        ]
        let place = Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, $0) })
        var text = ModelText.csv(["Last Updated", "01/09/2026"]) + ModelText.csv(header)
        for subject in subjects {
            func row(_ given: String, _ family: String, _ kind: String, _ quality: String, _ native: String) {
                var fields = [String](repeating: "", count: header.count)
                let values = [
                    "Group ID": "\(subject.number)", "Name 6": " " + family, "Name 1": given, "Alias Type": kind,
                    "Alias Quality": quality, "Name Non-Latin Script": native, "Regime": subject.program,
                    "Group Type": self.kind(subject), "Country": ListModel.countries[subject.residence] ?? "",
                    "DOB": date(subject.birth, unknown: "00/00"),
                    "Nationality": subject.type == .person ? ListModel.countries[subject.nationality] ?? "" : "",
                    "Passport Number": subject.passport ?? "", "Listed On": "02/10/2001",
                ]
                for (name, value) in values { fields[place[name]!] = value }
                text += ModelText.csv(fields)
            }
            row(subject.given, subject.family, "Primary name", "", subject.native ?? "")
            for alias in subject.aliases {
                let kind = alias.isFormer ? "FKA" : "AKA"
                row(alias.given, alias.family, kind, alias.isWeak ? "Low" : "Good", "")
            }
        }
        return text
    }
}
