import Domain
import Formats

/// The members of one JSON record of Amplomb's own forms, read strictly; `null` is absent.
struct RecordFields {
    let value: JSONValue
    private let path: String

    init(_ value: JSONValue, path: String = "$") {
        self.value = value
        self.path = path
    }

    func requireObject() throws(RecordFault) {
        guard value.kind == .object else {
            throw RecordFault(.notThisObject, path, "not an object")
        }
    }

    func text(_ name: StaticString) throws(RecordFault) -> String {
        guard let text = try optionalText(name), !text.isEmpty else {
            throw RecordFault(.missingField, field(name), "missing, expected text")
        }
        return text
    }

    func optionalText(_ name: StaticString) throws(RecordFault) -> String? {
        guard let member = present(name) else { return nil }
        guard let text = member.string else { throw RecordFault(.notThisObject, field(name), "not text") }
        return text
    }

    func optionalBool(_ name: StaticString) throws(RecordFault) -> Bool? {
        guard let member = present(name) else { return nil }
        guard let truth = member.bool else {
            throw RecordFault(.notThisObject, field(name), "not a truth value, expected true or false")
        }
        return truth
    }

    func instant(_ name: StaticString) throws(RecordFault) -> Instant {
        guard let instant = try optionalInstant(name) else {
            throw RecordFault(.missingField, field(name), "missing, expected a date and time with zone")
        }
        return instant
    }

    /// A date and time; a date alone is midnight UTC.
    func optionalInstant(_ name: StaticString) throws(RecordFault) -> Instant? {
        guard let text = try optionalText(name) else { return nil }
        if let date = CivilDate(text) { return Instant(date) }
        guard let instant = Instant(text) else {
            throw RecordFault(
                .badDate, field(name), "expected YYYY-MM-DDThh:mm:ss with zone", found: Shown.short(text))
        }
        return instant
    }

    func optionalDate(_ name: StaticString) throws(RecordFault) -> CivilDate? {
        guard let text = try optionalText(name) else { return nil }
        guard let date = CivilDate(text) else {
            throw RecordFault(.badDate, field(name), "expected YYYY-MM-DD", found: Shown.short(text))
        }
        return date
    }

    func optionalCountry(_ name: StaticString) throws(RecordFault) -> Country? {
        guard let text = try optionalText(name) else { return nil }
        guard let country = Country(alpha2: text), text == asciiUpper(text) else {
            throw RecordFault(
                .badIdentifier, field(name), "expected ISO 3166-1 alpha-2 in upper case", found: Shown.short(text))
        }
        return country
    }

    /// `{"amount":"12.50","currency":"EUR"}`; the amount as text or as a number.
    func money(_ name: StaticString) throws(RecordFault) -> Money {
        guard let object = try object(name) else {
            throw RecordFault(.missingField, field(name), "missing, expected an amount with currency")
        }
        guard let member = object.present("amount"), let text = NumberText.of(member) else {
            throw RecordFault(.missingField, object.field("amount"), "missing, expected a decimal number")
        }
        guard let micros = NumberText.micros(text) else {
            throw RecordFault(
                .badNumber, object.field("amount"), "not an amount that fits",
                found: Shown.short(String(decoding: text, as: UTF8.self)))
        }
        let code = try object.text("currency")
        guard let currency = Currency(code) else {
            throw RecordFault(
                .unknownCurrency, object.field("currency"), "expected ISO 4217", found: Shown.short(code))
        }
        return Money(micros: micros, currency: currency)
    }

    func object(_ name: StaticString) throws(RecordFault) -> RecordFields? {
        guard let member = present(name) else { return nil }
        let fields = RecordFields(member, path: field(name))
        try fields.requireObject()
        return fields
    }

    /// The objects of an array; none when it is absent.
    func objects(_ name: StaticString) throws(RecordFault) -> [RecordFields] {
        guard let member = present(name) else { return [] }
        guard member.kind == .array else { throw RecordFault(.notThisObject, field(name), "not an array") }
        var all: [RecordFields] = []
        for element in member.elements {
            let fields = RecordFields(element, path: "\(field(name))[\(all.count)]")
            try fields.requireObject()
            all.append(fields)
        }
        return all
    }

    /// The texts of an array; none when it is absent.
    func texts(_ name: StaticString) throws(RecordFault) -> [String] {
        guard let member = present(name) else { return [] }
        guard member.kind == .array else { throw RecordFault(.notThisObject, field(name), "not an array") }
        var all: [String] = []
        for element in member.elements {
            guard let text = element.string else {
                throw RecordFault(.notThisObject, "\(field(name))[\(all.count)]", "not text")
            }
            all.append(text)
        }
        return all
    }

    func field(_ name: StaticString) -> String { "\(path).\(name)" }

    /// The member unless it is absent or `null`.
    func present(_ name: StaticString) -> JSONValue? {
        guard let member = value[name], !member.isNull else { return nil }
        return member
    }
}

/// Refusals of JSON records.
enum JSONRejects {
    static func reject(_ fault: RecordFault, _ record: RawRecord, file: String) -> IngestReject {
        IngestReject(
            file: file, line: record.line, offset: record.offset, field: fault.field, code: fault.code,
            reason: fault.reason, found: fault.found, raw: record.bytes)
    }

    static func reject(_ error: JSONError, _ record: RawRecord, file: String) -> IngestReject {
        IngestReject(
            file: file, line: record.line, offset: record.offset, field: "",
            code: error.reason.isLimit ? .overLimit : .notReadable,
            reason: "not JSON: \(error)", found: "", raw: record.bytes)
    }

    static func reject(_ error: RecordError, file: String) -> IngestReject {
        let code: RejectCode =
            switch error.reason {
            case .tooLong, .tooDeep: .overLimit
            case .broken, .truncated: .notReadable
            }
        return IngestReject(
            file: file, line: error.line, offset: error.offset, field: "", code: code, reason: "\(error)", found: "",
            raw: [])
    }
}
