import Domain

/// The remarks of OFAC's CSV: `;` separated, closed by a full stop, weak aliases in single quotes.
///
/// Weak aliases stand only here. Their names may hold apostrophes, so that they end at `';` or `'.`; a key that is not read
/// is kept verbatim and counted.
enum OFACRemarks {
    static func apply(_ remarks: [UInt8], to entry: inout ListEntry, _ list: inout ImportedList) {
        let text = ImportText.trimmed(remarks[...])
        guard !text.isEmpty else { return }
        entry.remarks = String(decoding: text, as: UTF8.self)
        var start = text.startIndex
        while start < text.endIndex {
            let end = itemEnd(text, from: start)
            var item = ImportText.trimmed(text[start..<end])
            // The full stop behind the last item closes the remarks.
            if end == text.endIndex, item.last == 0x2E { item.removeLast() }
            if !item.isEmpty && !read(item, &entry, &list) {
                entry.unread.append(String(decoding: item, as: UTF8.self))
                list.add("unread remarks")
            }
            start = end + 1
        }
    }

    /// The `;` that ends the item, or the end of the text.
    private static func itemEnd(_ text: ArraySlice<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.endIndex, text[index] == 0x20 { index += 1 }
        if alias(text[index...]) != nil {
            // A semicolon inside the quotes belongs to the name.
            var close = index + 8
            while close < text.endIndex {
                if text[close] == 0x27 {
                    let next = close + 1 < text.endIndex ? text[close + 1] : 0x3B
                    if next == 0x3B { return min(close + 1, text.endIndex) }
                    if next == 0x2E, close + 2 >= text.endIndex || text[close + 2] == 0x20 || text[close + 2] == 0x3B {
                        return text[close...].firstIndex(of: 0x3B) ?? text.endIndex
                    }
                }
                close += 1
            }
        }
        return text[index...].firstIndex(of: 0x3B) ?? text.endIndex
    }

    private static let aliases: [(prefix: [UInt8], kind: ListName.Kind)] = [
        (Array("a.k.a. '".utf8), .aka), (Array("f.k.a. '".utf8), .fka), (Array("n.k.a. '".utf8), .nka),
    ]

    /// The kind of the weak alias that `item` is.
    private static func alias(_ item: ArraySlice<UInt8>) -> ListName.Kind? {
        guard item.count > 8, item[item.startIndex + 1] == 0x2E, item[item.startIndex + 2] == 0x6B else { return nil }
        return aliases.first { item.starts(with: $0.prefix) }?.kind
    }

    private enum Key {
        case birth
        case birthPlace
        case nationality
        case gender
        case currency
        /// Read elsewhere or said in words: kept verbatim, not counted as unread.
        case known
        case id(String)
    }

    /// Keys by their first byte; of keys that begin alike the longer comes first.
    private static let keys: [[(prefix: [UInt8], key: Key)]] = {
        var all: [(String, Key)] = [
            ("DOB ", .birth), ("POB ", .birthPlace), ("nationality ", .nationality), ("citizen ", .nationality),
            ("Gender ", .gender), ("Digital Currency Address - ", .currency),
            ("Linked To: ", .known), ("(Linked To: ", .known), ("Secondary sanctions risk", .known),
            ("Additional Sanctions Information - ", .known),
            ("Vessel Registration Identification ", .id("imo")), ("Registration Number ", .id("registration")),
            ("Registration ID ", .id("registration")), ("Interpol: Red Notice. File No. ", .id("interpol")),
        ]
        let identifiers = [
            "Passport", "National ID No.", "Tax ID No.", "SWIFT/BIC", "Legal Entity Number", "LEI", "MMSI",
            "Cedula No.", "C.U.R.P.", "R.F.C.", "D.N.I.", "Identification Number", "Business Registration Number",
            "Trade License No.", "Company Number", "NIT #", "RUC #", "RIF #", "Matricula Mercantil No",
            "Folio Mercantil No.", "Commercial Registry Number", "C.R. No.", "Chamber of Commerce Number",
            "Istanbul Chamber of Comm. No.", "Unified Social Credit Code (USCC)", "Government Gazette Number",
            "Public Registration Number", "Economic Register Number (CBLS)", "Central Registration System Number",
            "Aircraft Manufacturer's Serial Number (MSN)", "Aircraft Tail Number",
            "Aircraft Construction Number (also called L/N or S/N or F/N)", "Aircraft Mode S Transponder Code",
            "Phone Number", "V.A.T. Number", "ISIN", "D-U-N-S Number", "BIK (RU)", "Turkish Identification Number",
            "Stateless Person ID Card", "SSN", "Birth Certificate Number", "Electoral Registry No.",
            "Credencial electoral", "Numero de Identidad", "Driver's License No.", "Personal ID Card", "License",
            "Chinese Commercial Code", "Afghan Money Service Provider License Number", "UK Company Number",
            "National Foreign ID Number", "Italian Fiscal Code", "Business Registration Document #",
            "Diplomatic Passport", "Stateless Person Passport", "Refugee ID Card", "Residency Number",
        ]
        for name in identifiers {
            if case .id(let scheme) = OFACIdentifiers.meaning(of: name) { all.append((name + " ", .id(scheme))) }
        }
        var keys = [[(prefix: [UInt8], key: Key)]](repeating: [], count: 256)
        for (prefix, key) in all.sorted(by: { $0.0.utf8.count > $1.0.utf8.count }) {
            let bytes = Array(prefix.utf8)
            keys[Int(bytes[0])].append((bytes, key))
        }
        return keys
    }()

    private static func read(_ item: ArraySlice<UInt8>, _ entry: inout ListEntry, _ list: inout ImportedList) -> Bool {
        if let kind = alias(item) {
            list.add("weak \(kind.code)")
            var name = item.dropFirst(8)
            if name.last == 0x2E, name.dropLast().last == 0x27 { name.removeLast() }
            if name.last == 0x27 { name.removeLast() }
            let text = String(decoding: ImportText.trimmed(name), as: UTF8.self)
            guard ImportText.isUsable(text) else { return false }
            entry.names.append(ListName(text, kind, isWeak: true, parts: OFACCSV.parts(text, entry.type)))
            return true
        }
        var bytes = item
        var isAlternative = false
        if bytes.starts(with: [0x61, 0x6C, 0x74, 0x2E, 0x20]) {
            bytes = bytes.dropFirst(5)
            isAlternative = true
        }
        guard let first = bytes.first,
            let found = keys[Int(first)].first(where: { bytes.starts(with: $0.prefix) })
        else { return false }
        if case .known = found.key {
            entry.unread.append(String(decoding: item, as: UTF8.self))
            return true
        }
        let value = ImportText.trimmed(bytes.dropFirst(found.prefix.count))
        return take(found.key, value, isAlternative: isAlternative, &entry, &list)
    }

    private static func take(
        _ key: Key, _ value: ArraySlice<UInt8>, isAlternative: Bool, _ entry: inout ListEntry,
        _ list: inout ImportedList
    ) -> Bool {
        func text() -> String { String(decoding: value, as: UTF8.self) }
        switch key {
        case .birth:
            var births = DateText(text()).births
            for index in births.indices where isAlternative { births[index].isAlternative = true }
            entry.births += births
            return !births.isEmpty
        case .birthPlace:
            let place = text()
            entry.birthPlaces.append(place)
            let last = value.lastIndex(of: 0x2C).map { ImportText.trimmed(value[($0 + 1)...]) } ?? value
            // A place without a country is no country text that the table lacks.
            let name = String(decoding: last, as: UTF8.self)
            if CountryNames.country(name) != nil { list.add(.birth, name, to: &entry) }
            return true
        case .nationality:
            list.add(.nationality, text(), to: &entry)
            return true
        case .gender:
            guard let gender = Gender(text()) else { return false }
            list.add(gender, to: &entry)
            return true
        case .currency:
            // `XBT 1abc`: the currency, then the address.
            guard let space = value.firstIndex(of: 0x20) else { return false }
            let address = String(decoding: ImportText.trimmed(value[space...]), as: UTF8.self)
            list.add(SubjectID(scheme: "crypto", value: address), to: &entry)
            return true
        case .known: return true
        case .id(let scheme): return identifier(scheme, value, &entry, &list)
        }
    }

    private static let endings = [" issued ", " expires ", " (individual)", " (alt"].map { Array($0.utf8) }

    /// `751234567 (Russia) issued 1 May 2010`: the number up to the bracket, the country inside it.
    private static func identifier(
        _ scheme: String, _ value: ArraySlice<UInt8>, _ entry: inout ListEntry, _ list: inout ImportedList
    ) -> Bool {
        var number = value
        var country: Country?
        if let open = value.firstIndex(of: 0x28), open > value.startIndex,
            let close = value[open...].firstIndex(of: 0x29)
        {
            number = value[..<open]
            country = CountryNames.country(String(decoding: value[(open + 1)..<close], as: UTF8.self))
        }
        for ending in endings {
            if let index = number.indices.first(where: { number[$0...].starts(with: ending) }) {
                number = number[..<index]
            }
        }
        let text = String(decoding: ImportText.trimmed(number), as: UTF8.self)
        guard ImportText.isUsable(text) else { return false }
        list.add(OFACIdentifiers.id(scheme, text, country), to: &entry)
        return true
    }
}
