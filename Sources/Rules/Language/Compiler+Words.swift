import Domain

/// The closed set of words that values of some fields are of: what a text they are compared with must be to be ever equal.
enum Vocabulary: Hashable {
    case country
    case currency
    case participantType
    case riskBand
    case kycStatus

    /// Of what a name stands for; nil where any text can be a value.
    init?(_ expression: Expression, _ type: ValueType) {
        switch type {
        case .id("country"), .set(.id("country")):
            self = .country
            return
        default: break
        }
        guard case .name(let parts, _) = expression else { return nil }
        switch (parts.first == "self" ? Array(parts.dropFirst()) : parts).joined(separator: ".") {
        case FieldID.participantType.name: self = .participantType
        case FieldID.participantRiskBand.name: self = .riskBand
        case "participant.kyc_status": self = .kycStatus
        case "currency": self = .currency
        default: return nil
        }
    }

    private var words: [String]? {
        switch self {
        case .country, .currency: nil
        case .participantType: Participant.Kind.allCases.map(\.rawValue)
        case .riskBand: Participant.RiskBand.allCases.map(\.rawValue)
        case .kycStatus: Participant.KYCStatus.allCases.map(\.rawValue)
        }
    }

    func contains(_ text: String) -> Bool {
        switch self {
        case .country: Country(alpha2: text)?.alpha2 == text
        case .currency: Currency(text)?.code == text
        default: words?.contains(text) ?? true
        }
    }

    var name: String {
        switch self {
        case .country: "country"
        case .currency: "currency"
        case .participantType: "participant type"
        case .riskBand: "risk band"
        case .kycStatus: "KYC status"
        }
    }

    /// What to write instead of a text that is none of it.
    func expected(for text: String) -> String {
        switch self {
        case .country:
            contains(text.uppercased()) ? text.uppercased() : "an ISO 3166-1 code in capitals such as PL"
        case .currency: contains(text.uppercased()) ? text.uppercased() : "an ISO 4217 code in capitals such as EUR"
        default: nearest(text, words ?? []) ?? (words ?? []).joined(separator: ", ")
        }
    }
}

extension Compiler {
    /// A parameter whose texts are compared with a field of a closed set of words.
    struct WordUse: Hashable {
        let parameter: Int
        let vocabulary: Vocabulary
    }

    /// Refuses a literal that the other side can never equal, and remembers a parameter whose values are to be looked at.
    mutating func checkWords(
        _ expression: Expression, against other: Expression, _ type: ValueType
    ) throws(ExpressionError) {
        guard let vocabulary = Vocabulary(other, type) else { return }
        switch expression {
        case .literal(.text(let text), let offset) where !vocabulary.contains(text):
            throw ExpressionError(
                offset, "'\(text)' is no \(vocabulary.name)", expected: vocabulary.expected(for: text))
        case .name(let parts, _) where parts.count == 2 && parts[0] == "p":
            if let index = parameters.firstIndex(where: { $0.name == parts[1] }) {
                wordUses.insert(WordUse(parameter: index, vocabulary: vocabulary))
            }
        default: break
        }
    }
}

extension Linker {
    /// Texts of parameters and of their overrides that what they are compared with can never equal, each where it stands.
    mutating func checkWords(_ uses: Set<Compiler.WordUse>, _ rule: Int, _ version: RuleVersion) {
        for use in uses.sorted(by: { ($0.parameter, $0.vocabulary.name) < ($1.parameter, $1.vocabulary.name) }) {
            let parameter = version.parameters[use.parameter]
            refuse(parameter.value, use.vocabulary, parameter, rule, parameter.place, parameter.path)
            for override in version.overrides where override.parameter == use.parameter {
                refuse(override.value, use.vocabulary, parameter, rule, override.place, nil)
            }
        }
    }

    private mutating func refuse(
        _ value: Value, _ vocabulary: Vocabulary, _ parameter: Parameter, _ rule: Int, _ place: DocumentNode.Place,
        _ path: String?
    ) {
        var texts: [String] = []
        switch (parameter.type, value) {
        // The value of a list is its name.
        case (.list, _): break
        case (_, .text(let text)): texts = [text.string]
        case (_, .set(let members)): texts = members.map(\.string).sorted()
        default: break
        }
        for text in texts where !vocabulary.contains(text) {
            diagnostics.append(
                Diagnostic(
                    .error, path: path ?? rules[rule].path, line: place.line, column: place.column,
                    message: "'\(text)' in \(parameter.name) is no \(vocabulary.name), which it is compared with",
                    expected: vocabulary.expected(for: text)))
        }
    }
}
