import Domain
import Formats

/// A field that is not as the format asks.
struct FieldFault: Error {
    let field: String
    let why: String

    init(_ field: String, _ why: String) {
        self.field = field
        self.why = why
    }
}

/// The members of one object of a record, each there exactly once.
struct Fields {
    private let value: JSONValue
    private let path: String

    /// - Throws: for what is no object, a missing, an unknown or a repeated key.
    init(_ value: JSONValue, _ path: String, _ keys: [StaticString]) throws(FieldFault) {
        self.value = value
        self.path = path
        guard value.kind == .object else {
            throw FieldFault(path.isEmpty ? "record" : String(path.dropLast()), "is not an object")
        }
        var count = 0
        for _ in value.members { count += 1 }
        var found = 0
        for key in keys where value[key] != nil { found += 1 }
        if found == keys.count, count == found { return }
        for key in keys where value[key] == nil { throw FieldFault("\(path)\(key)", "is missing") }
        for member in value.members where !keys.contains(where: { member.isNamed($0) }) {
            throw FieldFault(path + String(decoding: member.name, as: UTF8.self), "is no key of this format")
        }
        throw FieldFault(path + (value.duplicateName ?? ""), "stands twice")
    }

    /// Present by construction.
    subscript(_ key: StaticString) -> JSONValue { value[key] ?? value }

    func fault(_ key: StaticString, _ why: String) -> FieldFault { FieldFault("\(path)\(key)", why) }

    func text(_ key: StaticString) throws(FieldFault) -> String? {
        let field = self[key]
        if field.isNull { return nil }
        guard let text = field.string else { throw fault(key, "is not a text") }
        return text
    }

    func bool(_ key: StaticString) throws(FieldFault) -> Bool? {
        let field = self[key]
        if field.isNull { return nil }
        guard let truth = field.bool else { throw fault(key, "is not true or false") }
        return truth
    }

    func choice<Value: RawRepresentable>(_ key: StaticString, _: Value.Type) throws(FieldFault) -> Value?
    where Value.RawValue == String {
        guard let text = try text(key) else { return nil }
        guard let value = Value(rawValue: text) else { throw fault(key, "\(text) is not a word of this field") }
        return value
    }

    func number(_ key: StaticString) throws(FieldFault) -> ExactNumber? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let number = ExactNumber(bytes) else {
            throw fault(key, "is not a decimal number as a text")
        }
        return number
    }

    func date(_ key: StaticString) throws(FieldFault) -> CivilDate? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let date = CivilDate(bytes) else {
            throw fault(key, "is not a date such as 2026-01-31")
        }
        return date
    }

    func time(_ key: StaticString) throws(FieldFault) -> LocalTimeText? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let time = LocalTimeText.parse(bytes) else {
            throw fault(key, "is neither a date nor a time of RFC 3339")
        }
        return time
    }

    func currency(_ key: StaticString) throws(FieldFault) -> Currency? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let currency = Currency(utf8: bytes) else {
            throw fault(key, "is not a currency of ISO 4217")
        }
        return currency
    }

    func country(_ key: StaticString) throws(FieldFault) -> CountryCode? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let country = CountryCode(bytes) else {
            throw fault(key, "is not a country of two letters")
        }
        return country
    }

    func countries(_ key: StaticString) throws(FieldFault) -> [CountryCode] {
        let field = self[key]
        guard field.kind == .array else { throw fault(key, "is not a list") }
        var all: [CountryCode] = []
        for element in field.elements {
            guard let bytes = element.utf8, let country = CountryCode(bytes) else {
                throw fault(key, "is not a list of countries of two letters")
            }
            all.append(country)
        }
        return all
    }

    func texts(_ key: StaticString) throws(FieldFault) -> [String] {
        let field = self[key]
        guard field.kind == .array else { throw fault(key, "is not a list") }
        var all: [String] = []
        for element in field.elements {
            guard let text = element.string else { throw fault(key, "is not a list of texts") }
            all.append(text)
        }
        return all
    }
}
