import Domain
import Formats

/// What the check of one record against the specification found.
struct OCPIFieldCheck {
    private(set) var findings: [Finding] = []
    /// Paths without indexes of members that no version of OCPI knows, one entry an occurrence.
    private(set) var unknownFields: [String] = []

    private enum Step {
        case field(class: Int, index: Int)
        case element(Int)
    }

    private let schema: OCPISchema
    private let version: OCPIVersion
    private let isStrict: Bool
    private var path: [Step] = []

    init(schema: OCPISchema, version: OCPIVersion, isStrict: Bool) {
        self.schema = schema
        self.version = version
        self.isStrict = isStrict
    }

    /// Checks one object and everything in it: names, types, lengths, value sets, dates and numbers.
    ///
    /// - Throws: a fault for a date or number that cannot be read, a name that stands twice, and, when strict, for what
    ///   is otherwise a finding IN-013, IN-014 or IN-015.
    mutating func check(_ value: JSONValue, as classIndex: Int) throws(RecordFault) {
        let kind = schema.classes[classIndex]
        var seen: UInt64 = 0
        var present: UInt64 = 0
        for member in value.members {
            guard let index = kind.table.index(of: member.name) else {
                noteUnknown(member.name)
                continue
            }
            let bit: UInt64 = 1 << UInt64(index)
            path.append(.field(class: classIndex, index: index))
            if seen & bit != 0 {
                throw RecordFault(.notReadable, pathText, "the member stands twice in one object")
            }
            seen |= bit
            let content = member.value
            if content.kind == .null || content.kind == .array && content.isEmptyContainer {
                path.removeLast()
                continue
            }
            present |= bit
            try checkField(content, kind.fields[index])
            path.removeLast()
        }
        let missing = kind.required[version.ordinal] & ~present
        if missing != 0 { try noteMissing(missing, classIndex) }
    }

    private mutating func checkField(_ value: JSONValue, _ field: OCPISchema.Field) throws(RecordFault) {
        guard field.isList else { return try checkValue(value, field.type) }
        guard value.kind == .array else { return try noteType(value, expected: "a list") }
        var position = 0
        for element in value.elements {
            path.append(.element(position))
            try checkValue(element, field.type)
            path.removeLast()
            position += 1
        }
    }

    private mutating func checkValue(_ value: JSONValue, _ type: OCPISchema.FieldType) throws(RecordFault) {
        switch type {
        case .text(let maximum, _): try checkText(value, maximum: maximum)
        case .number, .integer: try checkNumber(value)
        case .boolean: if value.bool == nil { try noteType(value, expected: "true or false") }
        case .date: try checkDate(value)
        case .price:
            if value.kind == .object {
                try check(value, as: schema.priceClass)
            } else {
                try checkNumber(value)
            }
        case .enumeration(let index):
            guard let text = value.utf8 else { return try noteType(value, expected: "text") }
            if schema.enums[index].index(of: text) == nil {
                let found = Shown.short(String(decoding: text, as: UTF8.self))
                try note(.unknownEnumValue, found: found, expected: "a value of \(schema.enumNames[index])")
            }
        case .object(let index):
            guard value.kind == .object else { return try noteType(value, expected: "an object") }
            try check(value, as: index)
        }
    }

    private mutating func checkText(_ value: JSONValue, maximum: Int) throws(RecordFault) {
        guard let text = value.utf8 else { return try noteType(value, expected: "text") }
        guard maximum > 0, text.count > maximum else { return }
        let length = text.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        if length > maximum {
            try note(.tooLong, found: "\(length) characters", expected: "at most \(maximum) characters")
        }
    }

    private mutating func checkNumber(_ value: JSONValue) throws(RecordFault) {
        guard let text = NumberText.of(value) else { return try noteType(value, expected: "a decimal number") }
        if value.kind == .number, NumberText.isPlain(text) { return }
        guard let decimals = NumberText.decimals(text), NumberText.micros(text) != nil else {
            let found = Shown.short(String(decoding: text, as: UTF8.self))
            throw RecordFault(
                .badNumber, pathText, "expected a decimal number of at most 12 digits before the point", found: found)
        }
        if value.kind == .string { try noteType(value, expected: "a decimal number without quotes") }
        if decimals > 6 {
            findings.append(
                Finding(
                    code: "IN-011", path: pathText, found: Shown.short(String(decoding: text, as: UTF8.self)),
                    expected: "at most 6 decimals; rounded half to even"))
        }
    }

    private mutating func checkDate(_ value: JSONValue) throws(RecordFault) {
        guard let text = value.utf8 else { return try noteType(value, expected: "a date and time") }
        if TimestampText.micros(text) == nil {
            throw RecordFault(
                .badDate, pathText, "not a date and time, expected yyyy-MM-ddTHH:mm:ssZ",
                found: Shown.short(String(decoding: text, as: UTF8.self)))
        }
    }

    private mutating func noteMissing(_ missing: UInt64, _ classIndex: Int) throws(RecordFault) {
        for index in schema.classes[classIndex].fields.indices where missing >> UInt64(index) & 1 == 1 {
            path.append(.field(class: classIndex, index: index))
            try note(.missingOptional, found: "missing", expected: "required by OCPI \(version.rawValue)")
            path.removeLast()
        }
    }

    private mutating func noteType(_ value: JSONValue, expected: String) throws(RecordFault) {
        let found =
            switch value.kind {
            case .object: "an object"
            case .array: "a list"
            case .string: "text"
            case .number: "a number"
            case .true, .false: "true or false"
            case .null: "null"
            }
        try note(.missingOptional, found: found, expected: expected)
    }

    private mutating func note(_ code: RejectCode, found: String, expected: String) throws(RecordFault) {
        if isStrict { throw RecordFault(code, pathText, "\(found), expected \(expected)", found: found) }
        findings.append(Finding(code: code.rawValue, path: pathText, found: found, expected: expected))
    }

    private mutating func noteUnknown(_ name: ArraySlice<UInt8>) {
        var text = ""
        for case .field(let owner, let index) in path { text += "\(schema.classes[owner].names[index])." }
        unknownFields.append(text + Shown.short(String(decoding: name, as: UTF8.self)))
    }

    /// `$.charging_periods[2].dimensions[0].volume`, built only when something is wrong.
    private var pathText: String {
        var text = "$"
        for step in path {
            switch step {
            case .field(let owner, let index): text += ".\(schema.classes[owner].names[index])"
            case .element(let position): text += "[\(position)]"
            }
        }
        return text
    }
}
