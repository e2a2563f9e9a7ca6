@testable import Screening

/// Small made-up files of the formats that have no writer of their own.
enum SmallLists {
    static func file(_ name: String, _ text: String) -> ListFile { ListFile(name: name, bytes: Array(text.utf8)) }

    static func main(_ rows: [String]) -> String { rows.joined(separator: "\r\n") + "\r\n\u{1A}" }

    private static let nulls = "-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- "

    static let sdn: [ListFile] = [
        file(
            "sdn.csv",
            main([
                "1,\"PROBE, Ivan\",\"individual\",\"ALPHA] [BETA\",\(nulls),\"DOB 12 Mar 1970; alt. DOB 1971; Gender Male; "
                    + "Passport 751234567 (Russia); a.k.a. 'O'NEIL; THE ''PLUMB'; nationality Russia.\"",
                "2,\"PROBE CO., LTD.\",-0- ,\"ALPHA\",\(nulls),\"Tax ID No. 77000 (Rus\"",
                "3,\"MV PROBE\",\"vessel\",\"ALPHA\",-0- ,\"ABCD1\",\"Tanker\",-0- ,-0- ,\"Iran\",-0- ,"
                    + "\"Vessel Registration Identification IMO 9074729\"",
            ])),
        file("alt.csv", main(["1,1,\"aka\",\"PROBIER, Ivan\",-0- ", "2,2,\"fka\",\"OLD PROBE\",-0- "])),
        file("add.csv", main(["1,1,\"Street 1\",\"Moscow\",\"Russia\",-0- ", "3,2,-0- ,-0- ,\"Iran\",-0- "])),
        file("comments.csv", main(["2,\"sia); a.k.a. 'LST'.\""])),
    ]

    static let consolidated = main([
        "9,\"PROBE, Anna\",\"individual\",\"NS-PLC\",\(nulls),\"DOB circa 1960; Gender Female.\"",
        "10,\"PROBE BANK\",-0- ,\"UKRAINE-EO13662\",\(nulls),\"SWIFT/BIC PROBRUMM.\"",
    ])

    static let screening =
        """
        _id,source,entity_number,type,programs,name,title,addresses,call_sign,vessel_flag,vessel_owner,remarks,alt_names,\
        citizenships,dates_of_birth,nationalities,places_of_birth,ids,start_date,end_date
        1,Specially Designated Nationals (SDN) - Treasury Department,1,Individual,ALPHA," PROBE, Ivan",,"Moscow, RU",,,,,\
        "PROBIER, Ivan; and PROBER, Iwan",,1970-03-12,RU,,"Male, Gender; RU, 2020-01-01, 2010-01-01, 751234567, Passport",,
        2,Specially Designated Nationals (SDN) - Treasury Department,77,Entity,ALPHA,PROBE BANK,,,,,,,,,,,,,,
        2,Capta List (CAP) - Treasury Department,77,Entity,CAPTA,PROBE BANK,,,,,,,,,,,,,,
        3,Entity List (EL) - Bureau of Industry and Security,,,,PROBE WORKS,,CN,,,,,,,,,,,2020-01-02,

        """

    static let enhanced =
        """
        <?xml version="1.0"?>
        <sanctionsData xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ENHANCED_XML">
        <publicationInfo><dataAsOf>2026-01-10T00:00:00</dataAsOf></publicationInfo><entities>
        <entity id="1"><generalInfo><entityType>Individual</entityType></generalInfo>
        <sanctionsPrograms><sanctionsProgram>ALPHA</sanctionsProgram></sanctionsPrograms>
        <names><name><isPrimary>true</isPrimary><isLowQuality>false</isLowQuality><translations>
        <translation><isPrimary>true</isPrimary><script>Latin</script><formattedFullName>PROBE, Ivan</formattedFullName>
        <nameParts><namePart><type>Last Name</type><value>PROBE</value></namePart><namePart><type>First Name</type>
        <value>Ivan</value></namePart></nameParts></translation>
        <translation><isPrimary>false</isPrimary><script>Cyrillic</script><formattedFullName>ПРОБА, Иван</formattedFullName>
        </translation></translations></name>
        <name><isPrimary>false</isPrimary><aliasType>A.K.A.</aliasType><isLowQuality>true</isLowQuality><translations>
        <translation><isPrimary>true</isPrimary><script>Latin</script><formattedFullName>THE PLUMB</formattedFullName>
        </translation></translations></name></names>
        <features><feature><type>Birthdate</type><value>circa 1970</value><valueDate><fromDateBegin>1970-01-01</fromDateBegin>
        <toDateEnd>1970-12-31</toDateEnd><isApproximate>true</isApproximate></valueDate><isPrimary>true</isPrimary></feature>
        <feature><type>Gender</type><value>Male</value></feature>
        <feature><type>Secondary sanctions risk:</type><value>section 1</value></feature></features>
        </entity></entities></sanctionsData>

        """

    static let oldEU: String = {
        let header = [
            "Date_file", "Entity_logical_id", "Subject_type", "Programme", "Entity_remark", "Naal_logical_id",
            "Entity_logical_id", "Naal_lastname", "Naal_firstname", "Naal_middlename", "Naal_wholename", "Naal_gender",
            "Birt_logical_id", "Birt_date", "Birt_place", "Birt_country", "Iden_number", "Iden_country",
            "Citi_country", "EU_ref_num",
        ]
        func row(_ fields: [String]) -> String { fields.joined(separator: ";") + "\n" }
        return row(header)
            + row([
                "04/07/2018", "1", "P", "ALPHA", "", "1", "1", "Probe", "Ivan", "", "Ivan Probe", "M", "", "", "", "",
                "", "", "", "EU.1.1",
            ])
            + row([
                "04/07/2018", "1", "P", "ALPHA", "", "", "", "", "", "", "", "", "1", "1970-03-12", "Moscow", "RUS", "",
                "", "", "EU.1.1",
            ])
            + row([
                "04/07/2018", "2", "E", "ALPHA", "", "2", "2", "", "", "", "Probe \"Star\" Works", "", "", "", "", "",
                "", "", "", "EU.2.1",
            ])
    }()

    static let un =
        """
        <?xml version="1.0"?>
        <CONSOLIDATED_LIST dateGenerated="2026-01-02T00:00:00"><INDIVIDUALS>
        <INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>IVAN</FIRST_NAME><SECOND_NAME>PROBE</SECOND_NAME>
        <UN_LIST_TYPE>ALPHA</UN_LIST_TYPE><REFERENCE_NUMBER>PRi.001</REFERENCE_NUMBER><LISTED_ON>2020-01-01</LISTED_ON>
        <NATIONALITY><VALUE>Russia</VALUE></NATIONALITY>
        <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Plumb; Plumber</ALIAS_NAME></INDIVIDUAL_ALIAS>
        <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1960</FROM_YEAR><TO_YEAR>1962</TO_YEAR>
        </INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL></INDIVIDUALS><ENTITIES>
        <ENTITY><FIRST_NAME>PROBE WORKS</FIRST_NAME><REFERENCE_NUMBER>PRe.001</REFERENCE_NUMBER>
        <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>OLD PROBE</ALIAS_NAME></ENTITY_ALIAS></ENTITY>
        </ENTITIES></CONSOLIDATED_LIST>

        """

    static let journalHeader =
        "celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,country,"
        + "nationality,jurisdiction,birthDate,imoNumber,flag,innCode\r\n"

    static let journal =
        journalHeader
        + "32014R0269,1,EU-UKR,I,Asset freeze,17.3.2014,Reason,Person,Ivan PROBE (Иван ПРОБА),"
        + "\"Other name: Iwan PROBE; \"\"A; B\"\"\",Plumb,,,Russian,,1.1.1960 or 2.2.1961,,,770000000000\r\n"
        + "32014R0269,1,EU-UKR,I,Travel ban,17.3.2014,Reason,Person,Ivan PROBE,,,,,,,,,,\r\n"
        + "32014R0269,2,EU-UKR,I,Asset freeze,17.3.2014,Reason,Vessel,PROBE STAR,,,,,,,,9074729,Panama,\r\n"
}
