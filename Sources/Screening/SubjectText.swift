import Domain

/// A subject as a person or a program writes it, field by field: the one place where the texts of an option, a column or a
/// JSON member become a query.
package struct SubjectText: Sendable, Equatable {
    /// The fields by the names that JSON gives them.
    package enum Field: String, Sendable, CaseIterable {
        case name, type, dob, countries, gender, ids, aliases
    }

    package var name = ""
    package var type = "any"
    package var dob: String?
    package var countries: [String] = []
    package var gender: String?
    package var ids: [String] = []
    package var aliases: [String] = []

    package init(name: String = "") { self.name = name }

    /// Names longer than this many UTF-8 bytes are refused: no name is, and a file read with the wrong delimiter is.
    package static let nameLimit = 1_000
    package static let aliasLimit = 40

    /// The query, or everything that is wrong with the texts at once.
    package func query() throws(SubjectFaults) -> ScreeningQuery {
        var faults: [SubjectFault] = []
        func fault(_ field: Field, _ value: String, _ expected: String, at index: Int? = nil) {
            faults.append(SubjectFault(field: field, index: index, value: value, expected: expected))
        }
        var query = ScreeningQuery(name: name, aliases: aliases)
        if let reason = Self.reason(againstName: name) { fault(.name, name, reason) }
        for (index, alias) in aliases.enumerated() {
            if let reason = Self.reason(againstName: alias) { fault(.aliases, alias, reason, at: index) }
        }
        if aliases.count > Self.aliasLimit {
            fault(.aliases, "\(aliases.count) names", "expected at most \(Self.aliasLimit)")
        }
        if type != "any" {
            if let known = SubjectType(rawValue: type), known != .unknown {
                query.type = known
            } else {
                fault(.type, type, "expected person, company, vessel, aircraft or any")
            }
        }
        if let dob {
            if let birth = BirthRange(dob) {
                query.births = [birth]
            } else {
                fault(.dob, dob, "expected a date as 1961, 1961-03 or 1961-03-01")
            }
        }
        for (index, text) in countries.enumerated() {
            if let country = Country(alpha2: asciiUpper(text)) ?? CountryNames.country(text) {
                query.countries.append(country)
            } else {
                fault(.countries, text, "expected an ISO 3166-1 alpha-2 code, for example DE", at: index)
            }
        }
        if let gender {
            switch gender.lowercased() {
            case "f", "female": query.gender = .female
            case "m", "male": query.gender = .male
            // Neither is a value too: no list entry contradicts it (ISO/IEC 5218: 0 not known, 9 not applicable).
            case "x", "other", "diverse", "unknown", "0", "9": query.gender = nil
            default: fault(.gender, gender, "expected f, m, x or unknown")
            }
        }
        for (index, text) in ids.enumerated() {
            if let id = Self.identifier(text) {
                query.ids.append(id)
            } else {
                fault(.ids, text, "expected SCHEME:VALUE, for example imo:9074729", at: index)
            }
        }
        guard faults.isEmpty else { throw SubjectFaults(faults: faults) }
        return query
    }

    private static func reason(againstName name: String) -> String? {
        guard name.contains(where: { $0.isLetter || $0.isNumber }) else { return "expected letters of any script" }
        return name.utf8.count > nameLimit ? "expected at most \(nameLimit) bytes" : nil
    }

    /// `imo:9074729`; of a passport with its country `passport:RU/751234567`.
    private static func identifier(_ text: String) -> SubjectID? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].utf8.first, isLetter(first),
            parts[0].utf8.allSatisfy({ isLetter($0) || (48...57).contains($0) || $0 == 0x2D || $0 == 0x5F }),
            parts[1].contains(where: { $0.isLetter || $0.isNumber }), parts[1].utf8.count <= 200
        else { return nil }
        let value = parts[1].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        if value.count == 2, let country = Country(alpha2: asciiUpper(String(value[0]))),
            value[1].contains(where: { $0.isLetter || $0.isNumber })
        {
            return SubjectID(scheme: String(parts[0]), value: String(value[1]), country: country)
        }
        return SubjectID(scheme: String(parts[0]), value: String(parts[1]))
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
}

/// One text that no query can be made of.
package struct SubjectFault: Hashable, Sendable {
    package let field: SubjectText.Field
    /// Which of several values, from 0.
    package let index: Int?
    /// As given: for the person who gave it, never for a log.
    package let value: String
    /// What would be right; no personal data.
    package let expected: String
}

/// Everything that is wrong with one subject.
package struct SubjectFaults: Error, Hashable, Sendable, CustomStringConvertible {
    package let faults: [SubjectFault]

    /// Fields and what they should be; the values are left out, for they may be personal.
    package var description: String {
        faults.map { fault in
            "\(fault.field.rawValue)\(fault.index.map { "[\($0)]" } ?? ""): \(fault.expected)"
        }.joined(separator: "; ")
    }
}

/// A score between 0 and 1 as text, in 1/10,000: `0.85`. Nil for anything else.
package func screeningScore(_ text: String) -> Int32? {
    guard let scaled = ExactNumber(text)?.scaled(by: 4), scaled.exact, (0...10_000).contains(scaled.value) else {
        return nil
    }
    return Int32(scaled.value)
}
