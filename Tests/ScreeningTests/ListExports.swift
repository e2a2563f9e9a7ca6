import Domain
import Testing

@testable import Screening

/// Writers of the formats of which only a short sample exists: the same subjects in each, and what must come back.
enum ListExports {
    struct Format: CustomTestStringConvertible, Sendable {
        let format: ListFormat
        let style: ModelStyle
        let write: @Sendable ([ModelSubject]) -> String
        /// A subject as the format can list it.
        var subject: @Sendable (ModelSubject) -> ModelSubject = { $0 }
        var testDescription: String { format.rawValue }
    }

    static let all: [Format] = [
        Format(format: .ofacSDNXML, style: ofacStyle, write: sdnXML),
        Format(format: .ofacAdvancedXML, style: advancedStyle, write: OFACAdvancedExport.write),
        Format(format: .euFSFXML11, style: euStyle, write: euXML, subject: euSubject),
        Format(format: .euFSFCSV11, style: euStyle, write: euCSV, subject: euSubject),
        Format(format: .ukSanctionsListCSV, style: ukStyle, write: ukCSV),
        Format(format: .ukSanctionsListXML, style: ukStyle, write: ukXML),
        Format(format: .ukOFSIConListCSV, style: conListStyle, write: conList, subject: euSubject),
        Format(format: .secoXML, style: secoStyle, write: seco, subject: euSubject),
    ]

    private static let inverted: @Sendable (String, String) -> [NamePart] = { given, family in
        [NamePart(.family, family), NamePart(.given, given)]
    }

    // MARK: OFAC SDN.XML

    static let ofacStyle = ModelStyle(
        id: { "\($0.number)" }, isInverted: true, hasNative: false, parts: inverted)
    static let advancedStyle = ModelStyle(
        id: { "\($0.number)" }, isInverted: true, measures: ["Block"], parts: inverted)

    @Sendable static func sdnXML(_ subjects: [ModelSubject]) -> String {
        var out = ModelText()
        out.text =
            "<?xml version=\"1.0\"?>\n<sdnList xmlns=\"https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/"
            + "exports/XML\"><publshInformation><Publish_Date>09/10/2026</Publish_Date><Record_Count>\(subjects.count)"
            + "</Record_Count></publshInformation>\n"
        for subject in subjects { sdnEntry(subject, &out) }
        return out.text + "</sdnList>\n"
    }

    private static func sdnEntry(_ subject: ModelSubject, _ out: inout ModelText) {
        let country = ListModel.countries[subject.nationality] ?? ""
        out.text += "<sdnEntry><uid>\(subject.number)</uid>"
        out.element("firstName", subject.given)
        out.element("lastName", subject.family)
        out.element(
            "sdnType", subject.type == .person ? "Individual" : subject.type == .vessel ? "Vessel" : "Entity")
        out.text += "<programList>"
        out.element("program", subject.program)
        out.text += "</programList><idList>"
        func id(_ type: String, _ number: String) {
            out.text += "<id><uid>1</uid>"
            out.element("idType", type)
            out.element("idNumber", number)
            out.text += "</id>"
        }
        if let gender = subject.gender { id("Gender", gender == .male ? "Male" : "Female") }
        id("Secondary sanctions risk:", "section 1(b)")
        if let passport = subject.passport { id("Passport", passport) }
        if let imo = subject.imo { id("Vessel Registration Identification", "IMO \(imo)") }
        out.text += "</idList><akaList>"
        for alias in subject.aliases {
            out.text += "<aka><uid>1</uid>"
            out.element("type", alias.isFormer ? "f.k.a." : "a.k.a.")
            out.element("category", alias.isWeak ? "weak" : "strong")
            out.element("lastName", alias.family)
            out.element("firstName", alias.given)
            out.text += "</aka>"
        }
        out.text += "</akaList><addressList><address><uid>1</uid>"
        out.element("country", ListModel.countries[subject.residence] ?? "")
        out.text += "</address></addressList>"
        if subject.type == .person {
            out.text += "<nationalityList><nationality><country>\(country)</country></nationality></nationalityList>"
        }
        var date = ""
        switch subject.birth {
        case .day(let year, let month, let day):
            date = "\(ModelText.padded(day)) \(ModelText.months[month - 1]) \(year)"
        case .year(let year): date = "\(year)"
        case .range(let first, let last): date = "\(first) to \(last)"
        case nil: break
        }
        if !date.isEmpty {
            out.text += "<dateOfBirthList><dateOfBirthItem><dateOfBirth>\(date)</dateOfBirth>"
            out.text += "<mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>"
        }
        if subject.type == .vessel { out.text += "<vesselInfo><vesselFlag>\(country)</vesselFlag></vesselInfo>" }
        out.text += "</sdnEntry>\n"
    }
}
