import Domain
import Formats

/// EU Financial Sanctions File as CSV, versions 1.0 (59 columns) and 1.1 (118 columns): one row a name, address, birth date,
/// id or citizenship; grouped by entity.
enum EUFSFCSV {
    /// Columns by the names of either version; -1 where a version does not have one.
    private struct Columns {
        let fileDate, logicalID, reference, unID, designated, details, remark, subject, classification, program: Int
        let last, first, middle, whole, language, gender, title, function, nameRemark: Int
        let street, city, zipCode, addressCountry, addressOther: Int
        let birth, day, month, year, yearFrom, yearTo, circa, calendar, birthCity, birthPlace, birthCountry: Int
        let number, latinNumber, idType, idCountry, isFalse, isExpired, isLost, isRevoked, citizenship: Int

        init(_ header: ImportHeader) throws(ImportError) {
            logicalID = header["Entity_LogicalId", "Entity_logical_id"]
            whole = header["NameAlias_WholeName", "Naal_wholename"]
            if logicalID < 0 { try header.require("Entity_LogicalId") }
            if whole < 0 { try header.require("NameAlias_WholeName") }
            fileDate = header["fileGenerationDate", "Date_file", "Date_filexxxx"]
            reference = header["Entity_EU_ReferenceNumber", "EU_ref_num"]
            unID = header["Entity_UnitedNationId"]
            designated = header["Entity_DesignationDate"]
            details = header["Entity_DesignationDetails"]
            remark = header["Entity_Remark", "Entity_remark"]
            subject = header["Entity_SubjectType", "Subject_type"]
            classification = header["Entity_SubjectType_ClassificationCode"]
            program = header["Entity_Regulation_Programme", "Programme"]
            last = header["NameAlias_LastName", "Naal_lastname"]
            first = header["NameAlias_FirstName", "Naal_firstname"]
            middle = header["NameAlias_MiddleName", "Naal_middlename"]
            language = header["NameAlias_NameLanguage", "Naal_language"]
            gender = header["NameAlias_Gender", "Naal_gender"]
            title = header["NameAlias_Title", "Naal_title"]
            function = header["NameAlias_Function", "Naal_function"]
            nameRemark = header["NameAlias_Remark"]
            street = header["Address_Street", "Addr_street"]
            city = header["Address_City", "Addr_city"]
            zipCode = header["Address_ZipCode", "Addr_zipcode"]
            addressCountry = header["Address_CountryIso2Code", "Addr_country"]
            addressOther = header["Address_Place", "Addr_other"]
            birth = header["BirthDate_BirthDate", "Birt_date"]
            day = header["BirthDate_Day"]
            month = header["BirthDate_Month"]
            year = header["BirthDate_Year"]
            yearFrom = header["BirthDate_YearRangeFrom"]
            yearTo = header["BirthDate_YearRangeTo"]
            circa = header["BirthDate_Circa"]
            calendar = header["BirthDate_CalendarType"]
            birthCity = header["BirthDate_City"]
            birthPlace = header["BirthDate_Place", "Birt_place"]
            birthCountry = header["BirthDate_CountryIso2Code", "Birt_country"]
            number = header["Identification_Number", "Iden_number"]
            latinNumber = header["Identification_LatinNumber"]
            idType = header["Identification_TypeCode"]
            idCountry = header["Identification_CountryIso2Code", "Iden_country"]
            isFalse = header["Identification_KnownFalse"]
            isExpired = header["Identification_KnownExpired"]
            isLost = header["Identification_ReportedLost"]
            isRevoked = header["Identification_RevokedByIssuer"]
            citizenship = header["Citizenship_CountryIso2Code", "Citi_country"]
        }

        /// Whether the columns of version 1.1 stand where its description has them; read by name either way.
        var isInPlace: Bool {
            [logicalID, reference, whole, birth, number, idType, citizenship] == [1, 2, 19, 54, 78, 90, 106]
        }
    }

    private struct Work {
        var entries: [ListEntry] = []
        var names: [EUFSF.Names] = []
        var byID: [String: Int] = [:]
    }

    static func read(_ file: ListFile, _ format: ListFormat) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: "eu-fsf", format: format)
        var file = file
        if format == .euFSFCSV10 { file = plain(file, &list) }
        var shape = ImportTable.Shape()
        shape.dialect.delimiter = 0x3B
        shape.acceptsShort = true
        var work = Work()
        var date: CivilDate?
        var isInPlace = true
        try ImportTable.read(file, shape, into: &list) { (header) throws(ImportError) -> Columns in
            let columns = try Columns(header)
            isInPlace = format == .euFSFCSV10 || columns.isInPlace
            return columns
        } row: { row, columns, list in
            let id = row.text(columns.logicalID)
            guard !id.isEmpty else { return list.reject(file.name, row.line, "Entity_LogicalId", "empty") }
            let code =
                row.text(columns.classification).isEmpty ? row.text(columns.subject) : row.text(columns.classification)
            let type = EUFSF.type(code)
            guard type != .unknown else {
                return list.reject(file.name, row.line, "SubjectType", "neither person (P) nor enterprise (E)", code)
            }
            if date == nil { date = ImportText.birth(row.text(columns.fileDate))?.from }
            let index: Int
            if let known = work.byID[id] {
                list.mergedRows += 1
                index = known
            } else {
                index = work.entries.count
                work.byID[id] = index
                var entry = EUFSF.entry(reference: row.text(columns.reference), logicalID: id, type)
                entry.source = "\(file.name):\(row.line)"
                work.entries.append(entry)
                work.names.append(EUFSF.Names())
                list.add(type.rawValue)
            }
            merge(row, columns, &work.names[index], &work.entries[index], &list)
        }
        if !isInPlace { list.warnings.append("\(file.name): columns are not where version 1.1 has them; read by name") }
        list.publishDate = date
        list.entries = work.entries
        EUFSF.separateIDs(&list.entries)
        return list
    }

    /// Version 1.0 as text: Windows-1252 decoded, and lines that a spreadsheet saved as one quoted field unwrapped.
    private static func plain(_ file: ListFile, _ list: inout ImportedList) -> ListFile {
        let decoded = Windows1252.utf8(file.bytes)
        if decoded.wasWindows { list.warnings.append("\(file.name): not UTF-8, read as Windows-1252") }
        guard decoded.bytes.first == 0x22 else { return ListFile(name: file.name, bytes: decoded.bytes) }
        list.warnings.append("\(file.name): each line was one quoted field, unwrapped")
        var result: [UInt8] = []
        result.reserveCapacity(decoded.bytes.count)
        var expected = 0
        for (index, line) in decoded.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            var text = line
            while let last = text.last, last == 0x09 || last == 0x0D || last == 0x20 { text.removeLast() }
            if text.count > 1, text.first == 0x22, text.last == 0x22 { text = text.dropFirst().dropLast() }
            while text.last == 0x09 { text.removeLast() }
            if index > 0 && text.isEmpty { continue }
            var previous: UInt8 = 0
            var fields = 1
            for byte in text {
                if byte == 0x3B { fields += 1 }
                if byte == 0x22 && previous == 0x22 {
                    previous = 0
                    continue
                }
                result.append(byte)
                previous = byte
            }
            if index == 0 { expected = fields }
            if fields != expected {
                list.warnings.append(
                    "\(file.name):\(index + 1): \(fields) fields, a stray separator; \(expected) expected")
            }
            result.append(0x0A)
        }
        return ListFile(name: file.name, bytes: result)
    }

    private static func merge(
        _ row: ImportRow, _ columns: Columns, _ names: inout EUFSF.Names, _ entry: inout ListEntry,
        _ list: inout ImportedList
    ) {
        if !row.isEmpty(columns.whole) || !row.isEmpty(columns.last) || !row.isEmpty(columns.first) {
            let remark = row.text(columns.nameRemark)
            names.add(
                whole: row.text(columns.whole), first: row.text(columns.first), middle: row.text(columns.middle),
                last: row.text(columns.last), language: row.text(columns.language),
                isWeak: EUFSF.isLowQuality(remark), to: &entry, list)
            list.add(Gender(row.text(columns.gender)), to: &entry)
            list.keep("function", row.text(columns.function), in: &entry)
            list.keep("title", row.text(columns.title), in: &entry)
        }
        addBirth(row, columns, &entry, &list)
        addID(row, columns, &entry, &list)
        if !row.isEmpty(columns.addressCountry) || !row.isEmpty(columns.city) || !row.isEmpty(columns.street) {
            list.add(.residence, row.text(columns.addressCountry), to: &entry)
            let text = [columns.street, columns.zipCode, columns.city, columns.addressOther].map(row.text)
                .filter { !$0.isEmpty }
            list.keep("address", text.joined(separator: ", "), in: &entry)
        }
        if !row.isEmpty(columns.citizenship) { list.add(.nationality, row.text(columns.citizenship), to: &entry) }
        list.add([row.text(columns.program)], to: &entry.programs)
        if entry.remarks.isEmpty { entry.remarks = row.text(columns.remark) }
        if entry.listedOn == nil, !row.isEmpty(columns.designated) {
            entry.listedOn =
                CivilDate(row.bytes(columns.designated).prefix(10))
                ?? ImportText.birth(row.text(columns.designated))?.from
        }
        list.keep("UN id", row.text(columns.unID), in: &entry)
        list.keep("designation", row.text(columns.details), in: &entry)
    }

    private static func addBirth(
        _ row: ImportRow, _ columns: Columns, _ entry: inout ListEntry, _ list: inout ImportedList
    ) {
        let date = row.text(columns.birth) == "N/A" ? "" : row.text(columns.birth)
        let birth = EUFSF.Birth(
            date: date, day: row.text(columns.day), month: row.text(columns.month), year: row.text(columns.year),
            from: row.text(columns.yearFrom), to: row.text(columns.yearTo), isCirca: row.text(columns.circa) == "true",
            calendar: row.text(columns.calendar))
        EUFSF.add(birth: birth, to: &entry, &list)
        if !row.isEmpty(columns.birthCountry) { list.add(.birth, row.text(columns.birthCountry), to: &entry) }
        let place = [columns.birthPlace, columns.birthCity].map(row.text).filter { !$0.isEmpty }
        if !place.isEmpty { list.add([place.joined(separator: ", ")], to: &entry.birthPlaces) }
    }

    /// Version 1.0 has number and type in one field: `AD001095 (passport-National passport) ((passport))`.
    private static func addID(
        _ row: ImportRow, _ columns: Columns, _ entry: inout ListEntry, _ list: inout ImportedList
    ) {
        var number = row.text(row.isEmpty(columns.number) ? columns.latinNumber : columns.number)
        guard !number.isEmpty else { return }
        var type = row.text(columns.idType)
        if columns.idType < 0, let open = number.utf8.firstIndex(of: 0x28), open > number.startIndex {
            let inside = number[number.utf8.index(after: open)...]
            type = String(inside.prefix { $0 != "-" && $0 != ")" })
            number = ImportText.trimmed(String(number[..<open]))
        }
        func says(_ column: Int) -> Bool { row.text(column) == "true" }
        EUFSF.add(
            id: number, type: type, country: row.text(columns.idCountry), isFalse: says(columns.isFalse),
            quality: EUFSF.quality(
                isExpired: says(columns.isExpired), isLost: says(columns.isLost), isRevoked: says(columns.isRevoked)),
            to: &entry, &list)
    }
}
