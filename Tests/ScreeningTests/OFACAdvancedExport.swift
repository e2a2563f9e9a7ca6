import Domain

@testable import Screening

/// Writes SDN_ADVANCED.XML: ids everywhere, explained by reference sets whose numbers are none of OFAC's own.
enum OFACAdvancedExport {
    private static let sets: [(set: String, item: String, values: [(id: Int, text: String, extra: String)])] = [
        ("AliasTypeValues", "AliasType", [(11, "Name", ""), (12, "A.K.A.", ""), (13, "F.K.A.", "")]),
        ("CalendarTypeValues", "CalendarType", [(21, "Gregorian", "")]),
        ("DetailReferenceValues", "DetailReference", [(31, "Male", ""), (32, "Female", "")]),
        (
            "FeatureTypeValues", "FeatureType",
            [
                (41, "Birthdate", ""), (42, "Gender", ""), (43, "Nationality Country", ""), (44, "Location", ""),
                (45, "Vessel Flag", ""),
            ]
        ),
        ("IDRegDocTypeValues", "IDRegDocType", [(51, "Passport", ""), (52, "Vessel Registration Identification", "")]),
        ("ListValues", "List", [(61, "SDN List", "")]),
        (
            "NamePartTypeValues", "NamePartType",
            [(71, "Last Name", ""), (72, "First Name", ""), (73, "Entity Name", ""), (74, "Vessel Name", "")]
        ),
        (
            "PartySubTypeValues", "PartySubType",
            [
                (81, "Vessel", " PartyTypeID=\"93\""), (82, "Unknown", " PartyTypeID=\"91\""),
                (83, "Unknown", " PartyTypeID=\"92\""),
            ]
        ),
        ("PartyTypeValues", "PartyType", [(91, "Individual", ""), (92, "Entity", ""), (93, "Transport", "")]),
        ("SanctionsTypeValues", "SanctionsType", [(101, "Program", ""), (102, "Block", "")]),
        ("ValidityValues", "Validity", [(111, "Valid", ""), (112, "Fraudulent", "")]),
    ]

    @Sendable static func write(_ subjects: [ModelSubject]) -> String {
        var text =
            "<?xml version=\"1.0\"?>\n<Sanctions xmlns=\"http://www.un.org/sanctions/1.0\"><DateOfIssue CalendarTypeID=\"21\">"
            + "<Year>2026</Year><Month>9</Month><Day>10</Day></DateOfIssue><ReferenceValueSets>\n"
        let countries = ListModel.countries.keys.sorted()
        for set in sets {
            text += "<\(set.set)>"
            for value in set.values {
                text += "<\(set.item) ID=\"\(value.id)\"\(value.extra)>\(value.text)</\(set.item)>"
            }
            text += "</\(set.set)>\n"
        }
        text += "<CountryValues>"
        for (index, code) in countries.enumerated() {
            text += "<Country ID=\"\(200 + index)\" ISO2=\"\(code)\">\(ListModel.countries[code] ?? "")</Country>"
        }
        text += "</CountryValues></ReferenceValueSets><Locations>"
        for index in countries.indices {
            text += "<Location ID=\"\(300 + index)\"><LocationCountry CountryID=\"\(200 + index)\"/></Location>"
        }
        text += "</Locations><IDRegDocuments>\n"
        for subject in subjects {
            if let passport = subject.passport {
                document(51, passport, 111, subject, &text)
                document(51, "FORGED", 112, subject, &text)
            }
            if let imo = subject.imo { document(52, "IMO \(imo)", 111, subject, &text) }
        }
        text += "</IDRegDocuments><DistinctParties>\n"
        for subject in subjects { party(subject, countries, &text) }
        text += "</DistinctParties><SanctionsEntries>\n"
        for subject in subjects {
            text +=
                "<SanctionsEntry ID=\"\(subject.number)\" ProfileID=\"\(subject.number)\" ListID=\"61\"><EntryEvent>"
            text += "<Date><Year>2020</Year><Month>1</Month><Day>1</Day></Date></EntryEvent>"
            text += "<SanctionsMeasure SanctionsTypeID=\"101\"><Comment>\(ModelText.xml(subject.program))</Comment>"
            text += "</SanctionsMeasure><SanctionsMeasure SanctionsTypeID=\"102\"/></SanctionsEntry>\n"
        }
        return text + "</SanctionsEntries></Sanctions>\n"
    }

    private static func document(
        _ type: Int, _ number: String, _ validity: Int, _ subject: ModelSubject, _ text: inout String
    ) {
        text += "<IDRegDocument ID=\"1\" IDRegDocTypeID=\"\(type)\" IdentityID=\"i\(subject.number)\" "
        text += "ValidityID=\"\(validity)\"><IDRegistrationNo>\(number)</IDRegistrationNo></IDRegDocument>\n"
    }

    private static func party(_ subject: ModelSubject, _ countries: [String], _ text: inout String) {
        let type = subject.type == .person ? 82 : subject.type == .vessel ? 81 : 83
        text +=
            "<DistinctParty FixedRef=\"\(subject.number)\"><Profile ID=\"\(subject.number)\" PartySubTypeID=\"\(type)\">"
        text += "<Identity ID=\"i\(subject.number)\" Primary=\"true\" False=\"false\">"
        let whole = subject.type == .vessel ? 74 : 73
        func name(_ given: String, _ family: String) {
            text += "<DocumentedName>"
            let group = given.isEmpty ? "w" : "f"
            text += "<DocumentedNamePart><NamePartValue NamePartGroupID=\"\(group)\">\(ModelText.xml(family))"
            text += "</NamePartValue></DocumentedNamePart>"
            if !given.isEmpty {
                text += "<DocumentedNamePart><NamePartValue NamePartGroupID=\"g\">\(ModelText.xml(given))"
                text += "</NamePartValue></DocumentedNamePart>"
            }
            text += "</DocumentedName>"
        }
        text += "<Alias AliasTypeID=\"11\" Primary=\"true\" LowQuality=\"false\">"
        name(subject.given, subject.family)
        if let native = subject.native { name("", native) }
        text += "</Alias>"
        for alias in subject.aliases {
            text += "<Alias AliasTypeID=\"\(alias.isFormer ? 13 : 12)\" LowQuality=\"\(alias.isWeak)\">"
            name(alias.given, alias.family)
            text += "</Alias>"
        }
        text += "<NamePartGroups><MasterNamePartGroup><NamePartGroup ID=\"f\" NamePartTypeID=\"71\"/>"
        text += "</MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID=\"g\" NamePartTypeID=\"72\"/>"
        text += "</MasterNamePartGroup><MasterNamePartGroup><NamePartGroup ID=\"w\" NamePartTypeID=\"\(whole)\"/>"
        text += "</MasterNamePartGroup></NamePartGroups></Identity>"
        features(subject, countries, &text)
        text += "</Profile></DistinctParty>\n"
    }

    private static func features(_ subject: ModelSubject, _ countries: [String], _ text: inout String) {
        func feature(_ type: Int, _ content: String) {
            text += "<Feature FeatureTypeID=\"\(type)\"><FeatureVersion>\(content)</FeatureVersion></Feature>"
        }
        func day(_ name: String, _ year: Int, _ month: Int, _ day: Int) -> String {
            "<\(name)><Year>\(year)</Year><Month>\(month)</Month><Day>\(day)</Day></\(name)>"
        }
        func period(_ first: (Int, Int, Int), _ last: (Int, Int, Int)) -> String {
            "<DatePeriod CalendarTypeID=\"21\"><Start Approximate=\"false\">\(day("From", first.0, first.1, first.2))"
                + "\(day("To", first.0, first.1, first.2))</Start><End Approximate=\"false\">"
                + "\(day("From", last.0, last.1, last.2))\(day("To", last.0, last.1, last.2))</End></DatePeriod>"
        }
        switch subject.birth {
        case .day(let year, let month, let day): feature(41, period((year, month, day), (year, month, day)))
        case .year(let year): feature(41, period((year, 1, 1), (year, 12, 31)))
        case .range(let first, let last): feature(41, period((first, 1, 1), (last, 12, 31)))
        case nil: break
        }
        if let gender = subject.gender {
            feature(42, "<VersionDetail DetailReferenceID=\"\(gender == .male ? 31 : 32)\"/>")
        }
        func place(_ code: String) -> String {
            "<VersionLocation LocationID=\"\(300 + (countries.firstIndex(of: code) ?? 0))\"/>"
        }
        if subject.type == .person { feature(43, place(subject.nationality)) }
        if subject.type == .vessel { feature(45, place(subject.nationality)) }
        feature(44, place(subject.residence))
    }
}
