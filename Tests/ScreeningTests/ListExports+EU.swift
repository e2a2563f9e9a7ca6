import Domain

@testable import Screening

extension ListExports {
    @Sendable static func euPart(_ given: String, _ family: String) -> [NamePart] {
        [NamePart(.given, given), NamePart(.family, family)]
    }

    /// The file has no former names, no flag and no ships.
    static let euStyle: ModelStyle = {
        var style = ModelStyle(id: { "EU.\($0.number).1" }, hasNative: false, hasFormer: false)
        style.parts = euPart
        return style
    }()

    /// A subject as the EU can list it: ships are enterprises without a flag.
    @Sendable static func euSubject(_ subject: ModelSubject) -> ModelSubject {
        var subject = subject
        if subject.type == .vessel {
            subject.type = .company
            subject.imo = nil
        }
        return subject
    }

    @Sendable static func euXML(_ subjects: [ModelSubject]) -> String {
        var text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<export xmlns=\"http://eu.europa.ec/fpi/fsd/export\" "
            + "generationDate=\"2026-01-02T10:00:00\" globalFileId=\"1\">\n"
        for subject in subjects {
            let isPerson = subject.type == .person
            text += "<sanctionEntity euReferenceNumber=\"EU.\(subject.number).1\" logicalId=\"\(subject.number)\">"
            text += "<regulation programme=\"\(ModelText.xml(subject.program))\"/>"
            text += "<subjectType code=\"\(isPerson ? "person" : "enterprise")\"/>"
            func name(_ given: String, _ family: String, _ isWeak: Bool, _ gender: Gender?) {
                text += "<nameAlias firstName=\"\(ModelText.xml(given))\" middleName=\"\" "
                text += "lastName=\"\(given.isEmpty ? "" : ModelText.xml(family))\" "
                text += "wholeName=\"\(ModelText.xml(ModelSubject.display(given, family)))\" nameLanguage=\"\" "
                text += "gender=\"\(gender.map { $0 == .male ? "M" : "F" } ?? "")\" strong=\"\(!isWeak)\"/>"
            }
            name(subject.given, subject.family, false, subject.gender)
            for alias in subject.aliases { name(alias.given, alias.family, alias.isWeak, nil) }
            var date = ""
            switch subject.birth {
            case .day(let year, let month, let day):
                date = "birthdate=\"\(year)-\(ModelText.padded(month))-\(ModelText.padded(day))\" year=\"\(year)\""
            case .year(let year): date = "year=\"\(year)\""
            case .range(let first, let last): date = "yearRangeFrom=\"\(first)\" yearRangeTo=\"\(last)\""
            case nil: break
            }
            if !date.isEmpty {
                text += "<birthdate circa=\"false\" calendarType=\"GREGORIAN\" \(date) countryIso2Code=\"00\"/>"
            }
            if let passport = subject.passport {
                text += "<identification knownFalse=\"false\" number=\"\(passport)\" countryIso2Code=\"00\" "
                text += "identificationTypeCode=\"passport\"/>"
                text += "<identification knownFalse=\"true\" number=\"X\" identificationTypeCode=\"passport\"/>"
            }
            text += "<address countryIso2Code=\"\(subject.residence)\"/><address countryIso2Code=\"00\"/>"
            if isPerson { text += "<citizenship countryIso2Code=\"\(subject.nationality)\"/>" }
            text += "</sanctionEntity>\n"
        }
        return text + "</export>\n"
    }

    /// The blocks of the columns, each with the seven of the regulation behind it.
    static let euColumns: [String] = {
        func regulation(_ block: String) -> [String] {
            [
                "Type", "OrganisationType", "PublicationDate", "EntryIntoForceDate", "NumberTitle", "Programme",
                "PublicationUrl",
            ].map { "\(block)_Regulation_\($0)" }
        }
        func block(_ name: String, _ columns: String) -> [String] {
            columns.split(separator: " ").map { "\(name)_\($0)" } + regulation(name)
        }
        return ["fileGenerationDate"]
            + block(
                "Entity",
                "LogicalId EU_ReferenceNumber UnitedNationId DesignationDate DesignationDetails Remark SubjectType "
                    + "SubjectType_ClassificationCode")
            + block(
                "NameAlias",
                "LastName FirstName MiddleName WholeName NameLanguage Gender Title Function LogicalId "
                    + "RegulationLanguage Remark")
            + block(
                "Address",
                "City Street PoBox ZipCode Region Place AsAtListingTime ContactInfo CountryIso2Code "
                    + "CountryDescription LogicalId RegulationLanguage Remark")
            + block(
                "BirthDate",
                "BirthDate Day Month Year YearRangeFrom YearRangeTo Circa CalendarType ZipCode Region Place City "
                    + "CountryIso2Code CountryDescription LogicalId RegulationLanguage Remark")
            + block(
                "Identification",
                "Number Diplomatic KnownExpired KnownFalse ReportedLost RevokedByIssuer IssuedBy IssuedDate ValidFrom "
                    + "ValidTo LatinNumber NameOnDocument TypeCode TypeDescription Region CountryIso2Code "
                    + "CountryDescription LogicalId RegulationLanguage Remark")
            + block("Citizenship", "Region CountryIso2Code CountryDescription LogicalId RegulationLanguage Remark")
    }()

    @Sendable static func euCSV(_ subjects: [ModelSubject]) -> String {
        let place = Dictionary(uniqueKeysWithValues: euColumns.enumerated().map { ($1, $0) })
        var text = "\u{FEFF}" + ModelText.csv(euColumns, ";")
        for subject in subjects {
            func row(_ values: [String: String]) {
                var fields = [String](repeating: "", count: euColumns.count)
                let own = [
                    "fileGenerationDate": "02/01/2026", "Entity_LogicalId": "\(subject.number)",
                    "Entity_EU_ReferenceNumber": "EU.\(subject.number).1",
                    "Entity_SubjectType_ClassificationCode": subject.type == .person ? "person" : "enterprise",
                    "Entity_SubjectType": subject.type == .person ? "P" : "E",
                    "Entity_Regulation_Programme": subject.program,
                ]
                for (name, value) in own.merging(values, uniquingKeysWith: { $1 }) { fields[place[name]!] = value }
                while fields.last == "" { fields.removeLast() }
                text += ModelText.csv(fields, ";")
            }
            func name(_ given: String, _ family: String, _ isWeak: Bool, _ gender: Gender?) {
                row([
                    "NameAlias_FirstName": given, "NameAlias_LastName": given.isEmpty ? "" : family,
                    "NameAlias_WholeName": ModelSubject.display(given, family),
                    "NameAlias_Gender": gender.map { $0 == .male ? "M" : "F" } ?? "",
                    "NameAlias_Remark": isWeak ? "(Low quality alias)" : "",
                ])
            }
            name(subject.given, subject.family, false, subject.gender)
            for alias in subject.aliases { name(alias.given, alias.family, alias.isWeak, nil) }
            row(["Address_CountryIso2Code": subject.residence])
            row(["Address_CountryIso2Code": "00", "Address_CountryDescription": "UNKNOWN"])
            switch subject.birth {
            case .day(let year, let month, let day):
                row([
                    "BirthDate_BirthDate": "\(year)-\(ModelText.padded(month))-\(ModelText.padded(day))",
                    "BirthDate_CalendarType": "GREGORIAN",
                ])
            case .year(let year): row(["BirthDate_Year": "\(year)", "BirthDate_CalendarType": "GREGORIAN"])
            case .range(let first, let last):
                row(["BirthDate_YearRangeFrom": "\(first)", "BirthDate_YearRangeTo": "\(last)"])
            case nil: break
            }
            if let passport = subject.passport {
                row(["Identification_Number": passport, "Identification_TypeCode": "passport"])
            }
            if subject.type == .person { row(["Citizenship_CountryIso2Code": subject.nationality]) }
        }
        return text
    }
}
