package import Domain

/// Why a number cannot be one of its country's.
package enum VATNumberFault: String, Sendable, CaseIterable {
    case length = "InvalidLength"
    /// A character that is not allowed in its place.
    case format = "InvalidFormat"
    /// A part with no meaning: an unknown prefix, office, state or date.
    case component = "InvalidComponent"
    case checksum = "InvalidChecksum"
}

/// What a number alone can say. A number of the right form may still be nobody's: only the register can call it valid.
package enum VATNumberStatus: Hashable, Sendable, CustomStringConvertible {
    case syntaxValid
    case invalid(VATNumberFault)
    /// No form of this country's numbers is known here.
    case unsupported

    package var description: String {
        switch self {
        case .syntaxValid: "syntax-valid"
        case .invalid(let fault): "invalid(\(fault.rawValue))"
        case .unsupported: "unsupported"
        }
    }
}

/// By which country's form a number is read.
package enum VATNumberReading: Hashable, Sendable {
    /// By its own prefix, which may be any country's.
    case anyPrefix
    /// By its own prefix, which is a member state, `XI`, `EU` or `IM`; any other is `InvalidComponent`.
    case unionPrefix
    /// By the form of one country outside the Union, with or without a prefix.
    case national(VATNumberScheme)
    /// A country without a known form.
    case unsupported

    /// What a country code stands for. A number of a member state is judged by its own prefix, because companies trade
    /// under numbers of other states; so is one whose country column names no country.
    package init(country: String) {
        let code = Array(country.utf8).map { $0 &- 97 < 26 ? $0 - 32 : $0 }
        if code.count == 2, let scheme = VATNumberScheme(code[0], code[1]) {
            self = scheme.isUnion ? .unionPrefix : .national(scheme)
        } else if Country(utf8Alpha2: code) != nil {
            self = .unsupported
        } else {
            self = .unionPrefix
        }
    }
}

/// A judged number.
package struct VATNumber: Sendable {
    package let status: VATNumberStatus
    /// Whose form it was judged by; nil where the prefix names none.
    package let scheme: VATNumberScheme?
    private let body: VATNumberText

    /// Judges a number in UTF-8.
    ///
    /// - Parameter today: the day of the check, for numbers that hold a year of registration.
    /// - Complexity: one pass over the bytes and no allocation.
    package init(_ utf8: UnsafeBufferPointer<UInt8>, reading: VATNumberReading, today: CivilDate) {
        let scheme: VATNumberScheme?
        switch reading {
        case .national(let named): scheme = named
        case .unionPrefix: scheme = VATNumber.prefix(utf8).flatMap { $0.isUnion ? $0 : nil }
        case .anyPrefix: scheme = VATNumber.prefix(utf8)
        case .unsupported: scheme = nil
        }
        self.scheme = scheme
        guard let scheme else {
            body = VATNumberText(UnsafeBufferPointer(start: nil, count: 0), without: [], today: today)
            status = reading == .unsupported ? .unsupported : .invalid(.component)
            return
        }
        var text = VATNumberText(utf8, without: scheme.separators, today: today)
        let fault = text.isOverlong ? .length : scheme.fault(&text)
        body = text
        status = fault.map { .invalid($0) } ?? .syntaxValid
    }

    /// Judges a number given as text.
    package init(_ text: String, reading: VATNumberReading, today: CivilDate) {
        var text = text
        self = text.withUTF8 { VATNumber($0, reading: reading, today: today) }
    }

    /// The number without separators, with the prefix of its state in the Union (`EL` for Greece); nil where it is not
    /// of the form.
    package var canonical: String? {
        guard status == .syntaxValid, let scheme else { return nil }
        return scheme.isUnion ? scheme.rawValue + body.text : body.text
    }

    /// The country of the first two characters.
    private static func prefix(_ utf8: UnsafeBufferPointer<UInt8>) -> VATNumberScheme? {
        var characters = FoldedCharacters(utf8)
        var first = characters.next()
        while let blank = first, blank.isBlank { first = characters.next() }
        guard let first, let second = characters.next() else { return nil }
        return VATNumberScheme(first, second)
    }
}
