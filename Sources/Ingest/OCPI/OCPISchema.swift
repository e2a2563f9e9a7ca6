package import Domain

/// A version of OCPI that is understood.
package enum OCPIVersion: String, Sendable, CaseIterable {
    case v211 = "2.1.1"
    case v221 = "2.2.1"
    case v230 = "2.3.0"

    /// Position in the tables of the schema.
    var ordinal: Int {
        switch self {
        case .v211: 0
        case .v221: 1
        case .v230: 2
        }
    }
}

/// An OCPI object that is imported. Raw values are the words of the command line and of reports.
package enum OCPIModule: String, Sendable, CaseIterable {
    case cdr, session, tariff, location, token

    package var eventKind: EventKind {
        switch self {
        case .cdr: .cdr
        case .session: .session
        case .tariff: .tariff
        case .location: .location
        case .token: .token
        }
    }

    package init?(_ kind: EventKind) { self.init(rawValue: kind.rawValue) }

    var className: String {
        switch self {
        case .cdr: "CDR"
        case .session: "Session"
        case .tariff: "Tariff"
        case .location: "Location"
        case .token: "Token"
        }
    }
}

/// The objects and value sets of OCPI as tables, made once from `ocpiClassText` and `ocpiEnumText`.
struct OCPISchema: Sendable {
    enum FieldType: Sendable {
        /// `maximum` is 0 where there is none; `insensitive` is a CiString.
        case text(maximum: Int, insensitive: Bool)
        case number, integer, boolean, date, price
        case enumeration(Int)
        case object(Int)
    }

    /// Nothing in it is counted, so that taking one out of its list costs nothing.
    struct Field: Sendable {
        let type: FieldType
        let isList: Bool
    }

    /// One object type; a class so that handing it around costs one reference.
    final class Class: Sendable {
        let fields: [Field]
        /// Names of the fields, in the same order.
        let names: [String]
        let table: NameTable
        /// One bit a field, by version.
        let required: [UInt64]

        init(fields: [Field], names: [String], required: [UInt64]) {
            self.fields = fields
            self.names = names
            self.required = required
            table = NameTable(names.map { Array($0.utf8) })
        }
    }

    let classes: [Class]
    let enums: [NameTable]
    let enumNames: [String]
    /// Index of the class by module.
    let classOfModule: [OCPIModule: Int]
    let priceClass: Int

    static let shared = OCPISchema(classes: ocpiClassText, enums: ocpiEnumText)

    init(classes classText: String, enums enumText: String) {
        let enumLines = Self.lines(enumText)
        let classLines = Self.lines(classText)
        let enumIndex = Self.index(enumLines)
        let classIndex = Self.index(classLines)
        enums = enumLines.map { words in NameTable(words.dropFirst().map { Array($0.utf8) }) }
        enumNames = enumLines.map { String($0[0]) }
        classes = classLines.map { words in
            Self.parseClass(words, enums: enumIndex, classes: classIndex)
        }
        var modules: [OCPIModule: Int] = [:]
        for module in OCPIModule.allCases { modules[module] = classIndex[module.className] }
        classOfModule = modules
        priceClass = classIndex["Price"] ?? 0
    }

    private static func lines(_ text: String) -> [[Substring]] {
        text.split(separator: "\n").map { $0.split(separator: " ") }
    }

    private static func index(_ lines: [[Substring]]) -> [String: Int] {
        var index: [String: Int] = [:]
        for (position, line) in lines.enumerated() { index[String(line[0])] = position }
        return index
    }

    private static func parseClass(_ words: [Substring], enums: [String: Int], classes: [String: Int]) -> Class {
        precondition(words.count <= 65, "a class of the OCPI schema has at most 64 fields")
        var fields: [Field] = []
        var names: [String] = []
        var required: [UInt64] = [0, 0, 0]
        for (position, word) in words.dropFirst().enumerated() {
            let halves = word.split(separator: "=")
            let parts = halves[1].split(separator: "!")
            let isList = parts[0].hasSuffix("*")
            let type = fieldType(isList ? parts[0].dropLast() : parts[0], enums: enums, classes: classes)
            fields.append(Field(type: type, isList: isList))
            names.append(String(halves[0]))
            for (ordinal, digit) in "123".enumerated() where parts.count > 1 && parts[1].contains(digit) {
                required[ordinal] |= 1 << UInt64(position)
            }
        }
        return Class(fields: fields, names: names, required: required)
    }

    private static func fieldType(_ text: Substring, enums: [String: Int], classes: [String: Int]) -> FieldType {
        let name = String(text.dropFirst(2))
        switch text.first {
        case "c": return .text(maximum: Int(text.dropFirst()) ?? 0, insensitive: true)
        case "s": return .text(maximum: Int(text.dropFirst()) ?? 0, insensitive: false)
        case "n": return .number
        case "i": return .integer
        case "b": return .boolean
        case "d": return .date
        case "p": return .price
        case "e":
            guard let index = enums[name] else { preconditionFailure("the OCPI schema names an unknown enumeration") }
            return .enumeration(index)
        default:
            guard let index = classes[name] else { preconditionFailure("the OCPI schema names an unknown class") }
            return .object(index)
        }
    }
}
