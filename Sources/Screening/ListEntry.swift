package import Domain

package enum Gender: UInt8, Sendable {
    case female = 1
    case male = 2

    /// `f`, `female`, `m`, `male` in any case, and the words of the list formats.
    package init?(_ text: String) {
        switch text.lowercased() {
        case "f", "female", "woman", "weiblich": self = .female
        case "m", "male", "man", "maennlich": self = .male
        default: return nil
        }
    }

    package var code: String { self == .female ? "f" : "m" }
}

/// An identifier of a subject: a scheme in lower case (`imo`, `lei`, `passport`, `inn` ...) and its value.
package struct SubjectID: Hashable, Sendable {
    package let scheme: String
    package let value: String
    package let country: Country?
    package let quality: Quality

    /// What the list says of the document; identifiers a list knows to be false are no identifiers and are not kept as such.
    package enum Quality: UInt8, Sendable {
        case valid, expired, lost, revoked

        package var code: String {
            switch self {
            case .valid: "valid"
            case .expired: "expired"
            case .lost: "lost"
            case .revoked: "revoked"
            }
        }
    }

    package init(scheme: String, value: String, country: Country? = nil, quality: Quality = .valid) {
        self.scheme = scheme.utf8.contains { $0 &- 0x41 < 26 || $0 >= 0x80 } ? scheme.lowercased() : scheme
        self.value = value
        self.country = country
        self.quality = quality
    }

    /// Letters and digits only, upper case: what is compared.
    var key: String {
        String(value.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
            .uppercased()
    }
}

/// One name of an entry as published.
package struct ListName: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        case primary, aka, fka, nka, maiden, native, variant, translation

        package var code: String {
            switch self {
            case .primary: "primary"
            case .aka: "aka"
            case .fka: "fka"
            case .nka: "nka"
            case .maiden: "maiden"
            case .native: "native"
            case .variant: "variant"
            case .translation: "translation"
            }
        }
    }

    package var text: String
    package var kind: Kind
    package var isWeak: Bool
    package var language: String?
    /// The typed parts, where the format has them; empty without.
    package var parts: [NamePart]
    /// Names of one number are one alias in several scripts, languages or spellings; nil is an alias of its own.
    package var group: Int?

    package init(
        _ text: String, _ kind: Kind = .primary, isWeak: Bool = false, language: String? = nil,
        parts: [NamePart] = [], group: Int? = nil
    ) {
        self.text = text
        self.kind = kind
        self.isWeak = isWeak
        self.language = language
        self.parts = parts
        self.group = group
    }

    /// The writing system most letters of the name are of.
    package var script: NameScript {
        var counts = [Int](repeating: 0, count: NameScript.allCases.count)
        for scalar in text.unicodeScalars {
            let (kind, script) = NameScalar.classify(scalar.value)
            if kind == .letter { counts[Int(script.rawValue)] += 1 }
        }
        guard let most = counts.max(), most > 0, let index = counts.firstIndex(of: most) else { return .none }
        return NameScript(rawValue: UInt8(index)) ?? .none
    }
}

/// A part of a name as a format with typed names has it.
package struct NamePart: Hashable, Sendable {
    package enum Kind: UInt8, Sendable, CaseIterable {
        case given, middle, father, family, maiden, title, suffix, whole, other
    }

    package let kind: Kind
    package let text: String

    package init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }
}

/// A country of an entry: its role and code, or the text that no code is known for.
package struct EntryCountry: Hashable, Sendable {
    package enum Role: UInt8, Sendable { case nationality, residence, birth, registration, flag }

    package let role: Role
    package let country: Country?
    package let text: String

    package init(_ role: Role, _ country: Country?, _ text: String) {
        self.role = role
        self.country = country
        self.text = text
    }
}

/// One listed subject as every importer produces it.
package struct ListEntry: Sendable {
    package var entryID: String
    package var type: SubjectType
    package var names: [ListName] = []
    package var births: [BirthRange] = []
    package var birthPlaces: [String] = []
    package var countries: [EntryCountry] = []
    package var genders: [Gender] = []
    package var ids: [SubjectID] = []
    package var programs: [String] = []
    package var measures: [String] = []
    package var listedOn: CivilDate?
    package var remarks = ""
    /// File and line the entry begins at.
    package var source = ""
    /// The list of the entry in a file of several, and its number there.
    package var origin: ListOrigin?
    /// Fields that were kept verbatim because nothing reads them.
    package var unread: [String] = []

    package init(entryID: String, type: SubjectType) {
        self.entryID = entryID
        self.type = type
    }
}

/// A record or a value that could not be taken over.
package struct ImportReject: Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let field: String
    package let reason: String
    package let value: String

    package init(file: String, line: Int, field: String, reason: String, value: String) {
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason
        self.value = value
    }

    package var description: String { "\(file):\(line): \(field): \(reason): \(value)" }
}

/// Why a set of files was refused as a whole.
package struct ImportError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case unknownFormat, malformed, accounting, guardJoin, guardCount, guardShrink, guardOlder, guardFuture,
            duplicateID,
            truncated, noName,
            rejects
    }

    package let code: Code
    package let file: String
    package let line: Int
    /// What is wrong and what would be right; no personal data.
    package let message: String

    package init(_ code: Code, file: String, line: Int = 0, _ message: String) {
        self.code = code
        self.file = file
        self.line = line
        self.message = message
    }

    package var description: String { line > 0 ? "\(file):\(line): \(message)" : "\(file): \(message)" }
}
