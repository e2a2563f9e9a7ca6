/// What can go wrong while a Domain value is made or computed with. Descriptions hold no personal data.
package struct DomainError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The closed set of reasons.
    package enum Code: String, Sendable {
        case overflow, currencyMismatch, badFormat, outOfRange, badCheckDigit, unknownCountry, unknownCurrency,
            badLength
    }

    package let code: Code
    /// The field or operation concerned, for example `IBAN` or `money addition`.
    package let subject: String

    package init(_ code: Code, _ subject: String) {
        self.code = code
        self.subject = subject
    }

    package var description: String {
        switch code {
        case .overflow: "\(subject): the result does not fit"
        case .currencyMismatch: "\(subject): the two currencies differ"
        case .badFormat: "\(subject): not in the expected form"
        case .outOfRange: "\(subject): outside the allowed range"
        case .badCheckDigit: "\(subject): the check digit is wrong"
        case .unknownCountry: "\(subject): no such ISO 3166-1 country"
        case .unknownCurrency: "\(subject): no such ISO 4217 currency"
        case .badLength: "\(subject): wrong length"
        }
    }
}

/// A value that may be missing, with the name of what is missing: unknown is a value, never zero and never green.
package enum Known<Value: Sendable>: Sendable {
    case known(Value)
    case unknown(String)

    /// The value, or nil when it is unknown.
    package var value: Value? {
        if case .known(let value) = self { value } else { nil }
    }
}

extension Known: Equatable where Value: Equatable {}
extension Known: Hashable where Value: Hashable {}
