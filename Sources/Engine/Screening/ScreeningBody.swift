package import Formats
package import Screening

/// The JSON of a screening as it is asked for: the members of `query` in the reply, with the options of the command.
package enum ScreeningBody {
    /// What is wrong, at an RFC 6901 pointer; no personal data.
    package struct Fault: Hashable, Sendable {
        package let pointer: String
        package let detail: String

        package init(pointer: String, detail: String) {
            self.pointer = pointer
            self.detail = detail
        }
    }

    /// One screening as asked.
    package struct Request: Sendable {
        package var query: ScreeningQuery
        package var options: ScreeningDesk.Options
    }

    private static let subjectNames = SubjectText.Field.allCases.map(\.rawValue)
    private static let optionNames = ["lists", "limit", "min_score", "subject", "dry_run"]

    /// The texts of one subject; an unknown member is a fault.
    package static func subject(
        _ root: JSONValue, defaults: SubjectText = SubjectText(), pointer: String, alsoAllowed: [String] = []
    ) -> (text: SubjectText, faults: [Fault]) {
        var text = defaults
        var faults: [Fault] = []
        guard root.kind == .object else {
            return (text, [Fault(pointer: pointer, detail: "expected an object")])
        }
        if root.duplicateName != nil { faults.append(Fault(pointer: pointer, detail: "a member stands there twice")) }
        for member in root.members {
            let name = String(decoding: member.name, as: UTF8.self)
            let place = "\(pointer)/\(escaped(name))"
            guard let field = SubjectText.Field(rawValue: name) else {
                if !alsoAllowed.contains(name) {
                    let allowed = (subjectNames + alsoAllowed).joined(separator: ", ")
                    faults.append(Fault(pointer: place, detail: "an unknown member; known are \(allowed)"))
                }
                continue
            }
            if member.value.isNull { continue }
            switch field {
            case .name, .type, .dob, .gender:
                guard let value = member.value.string else {
                    faults.append(Fault(pointer: place, detail: "expected a string"))
                    continue
                }
                switch field {
                case .name: text.name = value
                case .type: text.type = value
                case .dob: text.dob = value
                default: text.gender = value
                }
            case .countries: text.countries = strings(member.value, place, &faults)
            case .ids: text.ids = strings(member.value, place, &faults)
            case .aliases: text.aliases = strings(member.value, place, &faults)
            }
        }
        return (text, faults)
    }

    /// A name as a part of a JSON pointer (RFC 6901), cut where nobody reads on.
    private static func escaped(_ name: String) -> String {
        var text = ""
        for character in name.prefix(60) {
            text += character == "~" ? "~0" : character == "/" ? "~1" : String(character)
        }
        return text
    }

    /// One screening, or all its faults.
    package static func request(_ root: JSONValue, pointer: String = "") -> (request: Request?, faults: [Fault]) {
        var (text, faults) = subject(root, pointer: pointer, alsoAllowed: optionNames)
        var options = ScreeningDesk.Options()
        if root.kind == .object { self.options(root, pointer, &options, &faults) }
        do {
            let query = try text.query()
            return faults.isEmpty ? (Request(query: query, options: options), []) : (nil, faults)
        } catch {
            let known = Set(faults.map(\.pointer))
            for fault in error.faults {
                let index = fault.index.map { "/\($0)" } ?? ""
                let place = "\(pointer)/\(fault.field.rawValue)\(index)"
                if !known.contains(place) { faults.append(Fault(pointer: place, detail: fault.expected)) }
            }
            return (nil, faults)
        }
    }

    private static func options(
        _ root: JSONValue, _ pointer: String, _ options: inout ScreeningDesk.Options, _ faults: inout [Fault]
    ) {
        if let lists = root["lists"], !lists.isNull { options.lists = strings(lists, "\(pointer)/lists", &faults) }
        if let limit = root["limit"], !limit.isNull {
            if let number = limit.integer, (1...200).contains(number) {
                options.limit = Int(number)
            } else {
                faults.append(Fault(pointer: "\(pointer)/limit", detail: "expected 1 to 200"))
            }
        }
        if let minimum = root["min_score"], !minimum.isNull {
            let text = minimum.numberText.map { String(decoding: $0, as: UTF8.self) }
            if let score = text.flatMap(screeningScore) {
                options.minimumScore = score
            } else {
                faults.append(
                    Fault(
                        pointer: "\(pointer)/min_score",
                        detail: "expected a number from 0 to 1 with four decimals at most"))
            }
        }
        if let subject = root["subject"], !subject.isNull {
            if let id = subject.string, !id.isEmpty, id.utf8.count <= 200 {
                options.subject = id
            } else {
                faults.append(Fault(pointer: "\(pointer)/subject", detail: "expected a participant's id or an account"))
            }
        }
        if let dryRun = root["dry_run"], !dryRun.isNull, dryRun.bool != true {
            faults.append(
                Fault(pointer: "\(pointer)/dry_run", detail: "expected true: screenings are answered and not stored"))
        }
    }

    private static func strings(_ value: JSONValue, _ pointer: String, _ faults: inout [Fault]) -> [String] {
        guard value.kind == .array else {
            faults.append(Fault(pointer: pointer, detail: "expected an array of strings"))
            return []
        }
        var result: [String] = []
        for (index, element) in value.elements.enumerated() {
            if index >= 1_000 { break }
            guard let text = element.string else {
                faults.append(Fault(pointer: "\(pointer)/\(index)", detail: "expected a string"))
                continue
            }
            result.append(text)
        }
        return result
    }
}
