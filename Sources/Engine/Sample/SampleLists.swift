/// Small sanctions lists in the forms of their publishers. All names, dates and programmes are invented.
enum SampleLists {
    static var files: [SampleFile] {
        [
            SampleFile(path: "lists/ofac/sdn.csv", bytes: Array(sdn.utf8)),
            SampleFile(path: "lists/ofac/alt.csv", bytes: Array(alt.utf8)),
            SampleFile(path: "lists/ofac/add.csv", bytes: Array(add.utf8)),
            SampleFile(path: "lists/un/consolidated.xml", bytes: Array(unitedNations.utf8)),
            SampleFile(path: "lists/eu/consolidated/32026R9999.csv", bytes: Array(journal.utf8)),
            SampleFile(path: "lists/uk/ConList.csv", bytes: Array(conList.utf8)),
        ]
    }

    /// SDN.CSV: ent_num, name, type, program, title, ..., remarks; `-0-` stands for nothing; CRLF.
    private static let sdn = lines([
        "990001,\"BRENKOVICHE, Zoltavar\",\"individual\",\"SAMPLE\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 14 Mar 1968; POB Samplegrad; nationality Sampleland; Gender Male.\"",
        "990002,\"KELVORATH, Irinessa Maldovna\",\"individual\",\"SAMPLE\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1975; Gender Female.\"",
        "990003,\"VOSTRAKELIAN RESOURCES FZE\",-0- ,\"SAMPLE\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Organization Established Date 02 May 2019.\"",
    ])

    private static let alt = lines([
        "990001,880001,\"aka\",\"BRENKOVICH, Zoltawar\",-0- ",
        "990003,880002,\"aka\",\"VOSTRAKEL ENERGY TRADING\",-0- ",
    ])

    private static let add = lines([
        "990001,770001,-0- ,\"Samplegrad\",-0- ,-0- ",
        "990002,770002,-0- ,-0- ,-0- ,-0- ",
        "990003,770003,\"12 Sample Quay\",\"Sampleport\",-0- ,-0- ",
    ])

    private static let unitedNations = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" dateGenerated="2026-09-30T00:00:09.554Z">
          <INDIVIDUALS>
            <INDIVIDUAL>
              <DATAID>9900001</DATAID>
              <VERSIONNUM>1</VERSIONNUM>
              <FIRST_NAME>OSTREVAND</FIRST_NAME>
              <SECOND_NAME>QELMARIAN</SECOND_NAME>
              <UN_LIST_TYPE>Sample</UN_LIST_TYPE>
              <REFERENCE_NUMBER>SAi.001</REFERENCE_NUMBER>
              <LISTED_ON>2019-06-03</LISTED_ON>
              <GENDER>Male</GENDER>
              <COMMENTS1>Invented entry for trying the program.</COMMENTS1>
              <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
              <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>OSTREVAND KELMARYAN</ALIAS_NAME></INDIVIDUAL_ALIAS>
              <INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>
              <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1971</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
              <INDIVIDUAL_PLACE_OF_BIRTH><COUNTRY/></INDIVIDUAL_PLACE_OF_BIRTH>
              <INDIVIDUAL_DOCUMENT/>
              <SORT_KEY/>
              <SORT_KEY_LAST_MOD/>
            </INDIVIDUAL>
          </INDIVIDUALS>
          <ENTITIES>
            <ENTITY>
              <DATAID>9900002</DATAID>
              <VERSIONNUM>1</VERSIONNUM>
              <FIRST_NAME>HALVERDRIN FRONT FOR SAMPLES</FIRST_NAME>
              <UN_LIST_TYPE>Sample</UN_LIST_TYPE>
              <REFERENCE_NUMBER>SAe.001</REFERENCE_NUMBER>
              <LISTED_ON>2020-01-20</LISTED_ON>
              <COMMENTS1>Invented entry for trying the program.</COMMENTS1>
              <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
              <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>HALVERDRIN MOVEMENT</ALIAS_NAME></ENTITY_ALIAS>
              <ENTITY_ADDRESS><COUNTRY/></ENTITY_ADDRESS>
              <SORT_KEY/>
              <SORT_KEY_LAST_MOD/>
            </ENTITY>
          </ENTITIES>
        </CONSOLIDATED_LIST>

        """

    private static let journal =
        """
        celex,recordId,programKey,annex,measure,startDate,reason,schema,name,alias,weakAlias,previousName,country,nationality,\
        jurisdiction,birthDate,birthPlace,position,passportNumber,gender,appearance,ethnicity,fatherName,motherName,\
        incorporationDate,legalForm,sector,registrationNumber,taxNumber,idNumber,innCode,ogrnCode,kppCode,okpoCode,leiCode,\
        swiftBic,ticker,imoNumber,mmsi,flag,address,phone,email,website,notes

        """
        + journalRow(
            1, "I.PERSONS", "Person", "Dragomil FESTRUNKOV", alias: "Драгомил ФЕСТРУНКОВ", birthDate: "26.11.1972")
        + journalRow(
            2, "I.ENTITIES", "Organization", "Orvandel Metals Joint Stock Company", alias: "Orvandel Metals JSC",
            birthDate: "")

    private static func journalRow(
        _ number: Int, _ annex: String, _ schema: String, _ name: String, alias: String, birthDate: String
    ) -> String {
        let fields =
            [
                "32026R9999", String(number), "SAMPLE", annex, "Asset freeze", "17.3.2026",
                "Invented entry for trying the program.", schema, name, alias, "", "", "", "", "", birthDate,
            ] + Array(repeating: "", count: 29)
        return fields.map(sampleCSVField).joined(separator: ",") + "\n"
    }

    /// ConList.csv in the form with 36 columns.
    private static let conList = lines([
        "Last Updated,30/09/2026" + String(repeating: ",", count: 34),
        "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,Non-Latin Script Type,"
            + "Non-Latin Script Language,DOB,Town of Birth,Country of Birth,Nationality,Passport Number,Passport Details,"
            + "National Identification Number,National Identification Details,Position,Address 1,Address 2,Address 3,"
            + "Address 4,Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Alias Quality,"
            + "Regime,Listed On,UK Sanctions List Date Designated,Last Updated,Group ID",
        conRow(["MARQUENTA SHIPPING AND LOGISTICS LLC"], type: "Entity", birth: "", group: 99_001),
        conRow(["TARNOVELL", "Edrisha", "Pavlenka"], type: "Individual", birth: "00/00/1969", group: 99_002),
    ])

    private static func conRow(_ names: [String], type: String, birth: String, group: Int) -> String {
        var fields = Array(repeating: "", count: 36)
        for (index, name) in names.enumerated() { fields[index] = name }
        fields[10] = birth
        fields[27] = "Invented entry for trying the program."
        fields[28] = type
        fields[29] = "Primary name"
        fields[31] = "Sample"
        fields[32] = "01/03/2024"
        fields[33] = "01/03/2024"
        fields[34] = "30/09/2026"
        fields[35] = String(group)
        return fields.map(sampleCSVField).joined(separator: ",")
    }

    private static func lines(_ rows: [String]) -> String { rows.map { $0 + "\r\n" }.joined() }
}
