import Domain

/// What every importer does with the values it reads: nothing is dropped without a trace.
extension ImportedList {
    /// Notes a row that could not be taken over; the row must be counted as read.
    mutating func reject(_ file: String, _ line: Int, _ field: String, _ reason: String, _ value: String = "") {
        let shown = value.utf8.count > 80 ? String(value.prefix(80)) + "..." : value
        rejects.append(ImportReject(file: file, line: line, field: field, reason: reason, value: shown))
    }

    /// The country of a text; a text without a code is counted for the warning at the end.
    mutating func country(_ text: String) -> Country? {
        if let known = countryOf[text] {
            if known == nil { unmappedCountries[text, default: 0] += 1 }
            return known
        }
        let country = CountryNames.country(text)
        countryOf[text] = .some(country)
        if country == nil { unmappedCountries[text, default: 0] += 1 }
        return country
    }

    /// Adds a country once; nothing for an empty text and for one that says `unknown`.
    mutating func add(_ role: EntryCountry.Role, _ text: String, to entry: inout ListEntry) {
        if text.isEmpty || CountryNames.isUnknown(text) { return }
        if countryOf[text] == nil, CountryNames.country(text) == nil, let several = CountryNames.several(text) {
            for country in several { add(role, country.alpha2, to: &entry) }
            return
        }
        let country = EntryCountry(role, country(text), text)
        for known in entry.countries where known.role == role {
            if let code = country.country {
                if known.country == code { return }
            } else if known.text == text {
                return
            }
        }
        entry.countries.append(country)
    }

    /// Adds the dates of a text, each once; a text without any date is kept as it is and counted.
    mutating func addBirths(_ text: String, to entry: inout ListEntry, isAlternative: Bool = false) {
        if text.isEmpty { return }
        let births = DateText(text).births
        if births.isEmpty {
            keep("birth date", text, in: &entry)
            add("unread birth dates")
        }
        for var birth in births {
            if isAlternative { birth.isAlternative = true }
            add(birth, to: &entry)
        }
    }

    /// Adds a date unless the entry has it.
    func add(_ birth: BirthRange, to entry: inout ListEntry) {
        for known in entry.births
        where known.from == birth.from && known.to == birth.to && known.precision == birth.precision { return }
        entry.births.append(birth)
    }

    /// Adds a name unless the entry has its text; the stronger statement stays.
    func add(_ name: ListName, to entry: inout ListEntry) {
        guard ImportText.isUsable(name.text) else { return }
        if let known = entry.names.firstIndex(where: { $0.text == name.text }) {
            if !name.isWeak { entry.names[known].isWeak = false }
            return
        }
        entry.names.append(name)
    }

    func add(_ id: SubjectID, to entry: inout ListEntry) {
        guard !id.value.isEmpty, !entry.ids.contains(id) else { return }
        entry.ids.append(id)
    }

    func add(_ gender: Gender?, to entry: inout ListEntry) {
        if let gender, !entry.genders.contains(gender) { entry.genders.append(gender) }
    }

    /// Keeps a value verbatim that no field of the entry is for, once.
    func keep(_ label: String, _ text: String, in entry: inout ListEntry) {
        if text.isEmpty { return }
        let line = "\(label): \(text)"
        if !entry.unread.contains(line) { entry.unread.append(line) }
    }

    /// Adds programmes or measures, each once.
    func add(_ values: [String], to field: inout [String]) {
        for value in values where !value.isEmpty && !field.contains(value) { field.append(value) }
    }

    /// Says which country texts have no code.
    mutating func warnOfCountries() {
        guard !unmappedCountries.isEmpty else { return }
        let worst = unmappedCountries.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5)
            .map { "\($0.key.prefix(40)) (\($0.value))" }.joined(separator: ", ")
        let total = unmappedCountries.values.reduce(0, +)
        warnings.append("\(total) country texts without a code are kept as text, most often \(worst)")
    }
}
