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

/// The names of one object of a record, in the order in which records usually write them.
protocol FactsKey: RawRepresentable, Sendable where RawValue == Int {
    static var names: [StaticString] { get }
}

/// The members of one object of a record, each there exactly once.
struct Fields<Key: FactsKey> {
    private let values: JSONRecordValues
    private let path: String

    /// - Throws: for what is no object, a missing, an unknown or a repeated key.
    init(_ value: JSONValue, _ path: String) throws(FieldFault) {
        self.path = path
        if let values = value.values(of: Key.names) {
            self.values = values
            return
        }
        throw Self.fault(value, path)
    }

    private static func fault(_ value: JSONValue, _ path: String) -> FieldFault {
        guard value.kind == .object else {
            return FieldFault(path.isEmpty ? "record" : String(path.dropLast()), "is not an object")
        }
        for key in Key.names where value[key] == nil { return FieldFault("\(path)\(key)", "is missing") }
        for member in value.members where !Key.names.contains(where: { member.isNamed($0) }) {
            return FieldFault(path + String(decoding: member.name, as: UTF8.self), "is no key of this format")
        }
        return FieldFault(path + (value.duplicateName ?? ""), "stands twice")
    }

    subscript(_ key: Key) -> JSONValue { values[key.rawValue] }

    func fault(_ key: Key, _ why: String) -> FieldFault { FieldFault("\(path)\(Key.names[key.rawValue])", why) }

    func text(_ key: Key) throws(FieldFault) -> String? {
        let field = self[key]
        if field.isNull { return nil }
        guard let text = field.string else { throw fault(key, "is not a text") }
        return text
    }

    func bool(_ key: Key) throws(FieldFault) -> Bool? {
        let field = self[key]
        if field.isNull { return nil }
        guard let truth = field.bool else { throw fault(key, "is not true or false") }
        return truth
    }

    func choice<Value: RawRepresentable>(_ key: Key, _: Value.Type) throws(FieldFault) -> Value?
    where Value.RawValue == String {
        guard let text = try text(key) else { return nil }
        guard let value = Value(rawValue: text) else { throw fault(key, "\(text) is not a word of this field") }
        return value
    }

    func number(_ key: Key) throws(FieldFault) -> ExactNumber? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let number = ExactNumber(bytes) else {
            throw fault(key, "is not a decimal number as a text")
        }
        return number
    }

    func date(_ key: Key) throws(FieldFault) -> CivilDate? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let date = CivilDate(bytes) else {
            throw fault(key, "is not a date such as 2026-01-31")
        }
        return date
    }

    func time(_ key: Key) throws(FieldFault) -> LocalTimeText? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let time = LocalTimeText.parse(bytes) else {
            throw fault(key, "is neither a date nor a time of RFC 3339")
        }
        return time
    }

    func currency(_ key: Key) throws(FieldFault) -> Currency? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let currency = Currency(utf8: bytes) else {
            throw fault(key, "is not a currency of ISO 4217")
        }
        return currency
    }

    func country(_ key: Key) throws(FieldFault) -> CountryCode? {
        let field = self[key]
        if field.isNull { return nil }
        guard let bytes = field.utf8, let country = CountryCode(bytes) else {
            throw fault(key, "is not a country of two letters")
        }
        return country
    }

    func countries(_ key: Key) throws(FieldFault) -> [CountryCode] {
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

    func texts(_ key: Key) throws(FieldFault) -> [String] {
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
