import Domain
import Formats

/// OFAC's delimited files: SDN.CSV or CONS_PRIM.CSV with ALT, ADD and COMMENTS, one set imported together.
enum OFACCSV {
    enum Part { case main, alternate, address, comment }

    /// Which file of a set `bytes` is, by its columns: 12, 5, 6 or 2; nil for anything else.
    static func kind(_ bytes: [UInt8]) -> Part? {
        var reader = CSVReader(CSVDialect(lenientQuotes: true))
        reader.append(Array(bytes.prefix(40_000)))
        // A file cut in the middle of a record by the prefix: the records before it decide.
        if bytes.count <= 40_000 { reader.finish() }
        var seen = 0
        while let item = reader.next(), seen < 3 {
            guard case .record(let record) = item else { continue }
            seen += 1
            guard number(record) != nil else { continue }
            switch record.count {
            case 12: return .main
            case 5 where ["aka", "fka", "nka"].contains(clean(record, 2).lowercased()): return .alternate
            case 6: return .address
            case 2: return .comment
            default: return nil
            }
        }
        return nil
    }

    private static let consolidatedPrograms = [
        "NS-PLC", "561", "SSI", "CMIC", "NS-MBS", "CAPTA", "NS-ISA", "13599", "FSE", "UKRAINE-EO13662",
    ]

    /// A main file most of whose programmes are those of the non-SDN lists.
    static func isConsolidated(_ bytes: [UInt8]) -> Bool {
        guard kind(bytes) == .main else { return false }
        let records = records(ListFile(name: "", bytes: bytes)).prefix(50)
        let known = records.count { record in
            let program = clean(record, 3)
            return consolidatedPrograms.contains { program.contains($0) }
        }
        return known * 2 > records.count
    }

    private static func number(_ record: CSVRecord) -> Int? { Int(clean(record, 0)) }

    /// The field without blanks; the null `-0-` is empty.
    static func clean(_ record: CSVRecord, _ index: Int) -> String {
        let text = ImportText.trimmed(record.text(index))
        return text == "-0-" ? "" : text
    }

    /// Records that begin with a number: no header line, no lone 0x1A.
    static func records(_ file: ListFile) -> [CSVRecord] {
        var reader = CSVReader(CSVDialect(lenientQuotes: true))
        reader.append(file.bytes)
        reader.finish()
        var result: [CSVRecord] = []
        while let item = reader.next() {
            if case .record(let record) = item, number(record) != nil { result.append(record) }
        }
        return result
    }

    static func read(_ files: [ListFile], _ format: ListFormat, force: Bool) throws(ImportError) -> ImportedList {
        var list = ImportedList(listID: format == .ofacConsCSV ? "us-ofac-cons" : "us-ofac-sdn", format: format)
        if format == .ofacConsCSV { list.bandCeiling = .hold }
        var byNumber: [Int: Int] = [:]
        var remarks: [String] = []
        for file in files where kind(file.bytes) == .main {
            for record in records(file) {
                list.recordsRead += 1
                guard record.count == 12, let id = number(record) else {
                    list.rejects.append(
                        ImportReject(
                            file: file.name, line: record.line, field: "columns", reason: "not 12",
                            value: "\(record.count)"))
                    continue
                }
                byNumber[id] = list.entries.count
                list.entries.append(entry(record, id, file.name, &list))
                remarks.append(clean(record, 11))
            }
        }
        guard !list.entries.isEmpty else {
            throw ImportError(.malformed, file: files[0].name, "no main file (12 columns) in the set")
        }
        for file in files {
            switch kind(file.bytes) {
            case .alternate: try join(file, &list, byNumber, force) { alternate($0, &$1) }
            case .address: try join(file, &list, byNumber, force) { address($0, &$1) }
            case .comment:
                for record in records(file) {
                    list.recordsRead += 1
                    list.mergedRows += 1
                    list.add("comments")
                    // The text goes on where the remarks stopped, even inside a word.
                    if let index = number(record).flatMap({ byNumber[$0] }) { remarks[index] += record.text(1) }
                }
            case .main, nil: break
            }
        }
        for index in list.entries.indices {
            var entry = list.entries[index]
            OFACRemarks.apply(remarks[index], to: &entry, &list)
            list.entries[index] = entry
        }
        return list
    }

    private static func join(
        _ file: ListFile, _ list: inout ImportedList, _ byNumber: [Int: Int], _ force: Bool,
        _ merge: (CSVRecord, inout ListEntry) -> String
    ) throws(ImportError) {
        var joined = 0
        var count = 0
        for record in records(file) {
            count += 1
            list.recordsRead += 1
            list.mergedRows += 1
            guard let index = number(record).flatMap({ byNumber[$0] }) else { continue }
            joined += 1
            let name = merge(record, &list.entries[index])
            list.add(name)
        }
        if joined * 1_000 < count * 995 {
            let message = "only \(joined) of \(count) rows belong to an entry: the files are not of one set"
            guard force else { throw ImportError(.guardJoin, file: file.name, message) }
            list.warnings.append(message)
        }
    }

    private static func entry(_ record: CSVRecord, _ id: Int, _ file: String, _ list: inout ImportedList) -> ListEntry {
        let type: SubjectType
        switch clean(record, 2).lowercased() {
        case "individual": type = .person
        case "vessel": type = .vessel
        case "aircraft": type = .aircraft
        default: type = .company
        }
        list.add(type.rawValue)
        var entry = ListEntry(entryID: String(id), type: type)
        entry.source = "\(file):\(record.line)"
        let name = clean(record, 1)
        if !name.isEmpty { entry.names.append(ListName(name)) }
        entry.programs = clean(record, 3).replacingAll("] [", "|").split(separator: "|").map {
            ImportText.trimmed(String($0)).replacingAll("[", "").replacingAll("]", "")
        }
        let flag = clean(record, 9)
        if !flag.isEmpty { entry.countries.append(EntryCountry(.flag, CountryNames.country(flag), flag)) }
        let call = clean(record, 5)
        if !call.isEmpty { entry.ids.append(SubjectID(scheme: "callsign", value: call)) }
        let title = clean(record, 4)
        if !title.isEmpty { entry.unread.append("title: \(title)") }
        return entry
    }

    private static func alternate(_ record: CSVRecord, _ entry: inout ListEntry) -> String {
        let code = clean(record, 2).lowercased()
        let kind: ListName.Kind = code == "fka" ? .fka : code == "nka" ? .nka : .aka
        let name = clean(record, 3)
        if !name.isEmpty { entry.names.append(ListName(name, kind)) }
        return code.isEmpty ? "aka" : code
    }

    private static func address(_ record: CSVRecord, _ entry: inout ListEntry) -> String {
        let country = clean(record, 4)
        if !country.isEmpty { entry.countries.append(EntryCountry(.residence, CountryNames.country(country), country)) }
        return "addresses"
    }
}

/// The remarks of OFAC's CSV: `;` separated, weak aliases in single quotes.
enum OFACRemarks {
    static func apply(_ remarks: String, to entry: inout ListEntry, _ list: inout ImportedList) {
        entry.remarks = remarks
        guard !remarks.isEmpty else { return }
        for item in remarks.components(";") {
            var text = ImportText.trimmed(item)
            if text.hasSuffix(".") && !text.hasSuffix("..") { text.removeLast() }
            if text.isEmpty { continue }
            if !read(text, &entry, &list) {
                entry.unread.append(text)
                list.add("unread remarks")
            }
        }
    }

    private static let idKeys: [(prefix: String, scheme: String)] = [
        ("Vessel Registration Identification IMO ", "imo"), ("Passport ", "passport"), ("National ID No. ", "national"),
        ("Tax ID No. ", "tax"), ("Registration ID ", "registration"), ("Registration Number ", "registration"),
        ("SWIFT/BIC ", "bic"), ("Legal Entity Number ", "lei"), ("LEI ", "lei"), ("MMSI ", "mmsi"),
        ("Cedula No. ", "national"), ("C.U.R.P. ", "national"), ("R.F.C. ", "tax"), ("D.N.I. ", "national"),
        ("Identification Number ", "national"), ("Business Registration Number ", "registration"),
        ("Trade License No. ", "registration"), ("Company Number ", "registration"), ("NIT # ", "tax"),
        ("RUC # ", "tax"),
        ("Matricula Mercantil No ", "registration"), ("Unified Social Credit Code (USCC) ", "registration"),
        ("Government Gazette Number ", "gazette"), ("Aircraft Manufacturer's Serial Number (MSN) ", "msn"),
        ("Aircraft Tail Number ", "tail"), ("Phone Number ", "phone"), ("V.A.T. Number ", "vat"), ("ISIN ", "isin"),
        ("Turkish Identification Number ", "national"), ("Stateless Person ID Card ", "national"), ("SSN ", "national"),
        ("Birth Certificate Number ", "certificate"), ("Electoral Registry No. ", "national"),
        ("Numero de Identidad ", "national"),
        ("Driver's License No. ", "licence"), ("Personal ID Card ", "national"), ("Interpol: Red Notice", "interpol"),
        ("Chinese Commercial Code ", "ccc"), ("Afghan Money Service Provider License Number ", "licence"),
        ("UK Company Number ", "registration"),
    ]

    private static func read(_ text: String, _ entry: inout ListEntry, _ list: inout ImportedList) -> Bool {
        for (prefix, kind) in [("a.k.a. '", ListName.Kind.aka), ("f.k.a. '", .fka), ("n.k.a. '", .nka)]
        where text.hasPrefix(prefix) {
            list.add("weak \(kind.code)")
            var name = String(text.dropFirst(prefix.count))
            if name.hasSuffix("'") { name.removeLast() }
            if !ImportText.trimmed(name).isEmpty { entry.names.append(ListName(name, kind, isWeak: true)) }
            return true
        }
        for prefix in ["DOB ", "alt. DOB "] where text.hasPrefix(prefix) {
            var births = ImportText.births(String(text.dropFirst(prefix.count)))
            if prefix.hasPrefix("alt") {
                births = births.map {
                    var birth = $0; birth.isAlternative = true; return birth
                }
            }
            entry.births += births
            return !births.isEmpty
        }
        for prefix in ["POB ", "alt. POB "] where text.hasPrefix(prefix) {
            let place = String(text.dropFirst(prefix.count))
            entry.birthPlaces.append(place)
            if let last = place.split(separator: ",").last, let country = CountryNames.country(String(last)) {
                entry.countries.append(EntryCountry(.birth, country, String(last)))
            }
            return true
        }
        for prefix in ["nationality ", "citizen ", "alt. nationality ", "alt. citizen "] where text.hasPrefix(prefix) {
            let country = String(text.dropFirst(prefix.count))
            entry.countries.append(EntryCountry(.nationality, CountryNames.country(country), country))
            return true
        }
        if text.hasPrefix("Gender ") {
            guard let gender = Gender(String(text.dropFirst(7))) else { return false }
            entry.genders.append(gender)
            return true
        }
        if text.hasPrefix("Digital Currency Address - ") || text.hasPrefix("alt. Digital Currency Address - ") {
            let words = text.components(" - ").last?.split(separator: " ").map(String.init) ?? []
            guard words.count >= 2 else { return false }
            entry.ids.append(SubjectID(scheme: "crypto", value: words[1]))
            return true
        }
        if text.hasPrefix("Linked To: ") || text.hasPrefix("(Linked To") || text.hasPrefix("Secondary sanctions risk") {
            return true
        }
        return identifier(text, &entry)
    }

    private static func identifier(_ text: String, _ entry: inout ListEntry) -> Bool {
        let text = text.hasPrefix("alt. ") ? String(text.dropFirst(5)) : text
        for (prefix, scheme) in idKeys where text.hasPrefix(prefix) {
            let rest = text.dropFirst(prefix.count)
            let value = rest.split(separator: " ").first.map(String.init) ?? ""
            guard !value.isEmpty else { return false }
            var country: Country?
            if let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
                country = CountryNames.country(String(rest[rest.index(after: open)..<close]))
            }
            entry.ids.append(SubjectID(scheme: scheme, value: value, country: country))
            return true
        }
        return false
    }
}
