internal import Formats

/// A number split as the register of the Commission wants it: the prefix of the state and the rest.
package struct VIESNumber: Hashable, Sendable {
    /// `EL` for Greece, `XI` for Northern Ireland.
    package let state: String
    package let body: String

    /// Nil unless the number is of the form of a member state or of `XI`; numbers of the shops are not in the register.
    package init?(_ number: VATNumber) {
        guard let scheme = number.scheme, scheme.isUnion, scheme != .nonUnionShop, scheme != .importShop,
            let canonical = number.canonical
        else { return nil }
        state = scheme.rawValue
        body = String(canonical.dropFirst(2))
    }

    /// A number as it is, unjudged: the official test numbers of the service are of no form.
    ///
    /// - Parameters:
    ///   - state: two capitals.
    ///   - body: letters, digits, `+` and `*`; nil for anything else, because it becomes part of an address.
    package init?(state: String, body: String) {
        let letters = state.utf8
        guard letters.count == 2, letters.allSatisfy({ $0.isCapital }), (1...12).contains(body.utf8.count),
            body.utf8.allSatisfy({ $0.isCapital || $0.isDigit || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "*") })
        else { return nil }
        self.state = state
        self.body = body
    }
}

/// Which way the service is asked.
package enum VIESProtocol: String, Sendable, CaseIterable {
    /// `checkVat`, or `checkVatApprox` with a requester.
    case soap
    /// `POST check-vat-number`.
    case restPost
    /// `GET ms/{state}/vat/{number}`.
    case restGet
}

/// One question to the register.
///
/// - Source: WSDL `urn:ec.europa.eu:taxud:vies:services:checkVat`, and the REST description of the same service. The
///   names of the requester's keys in REST are from its description and not yet tried against the live service.
package struct VIESRequest: Hashable, Sendable {
    package let number: VIESNumber
    /// Who asks. Only with it the answer carries a consultation number, which proves the enquiry.
    package let requester: VIESNumber?

    package init(_ number: VIESNumber, requester: VIESNumber? = nil) {
        self.number = number
        self.requester = requester
    }

    /// The body of `POST check-vat-number`.
    package var json: [UInt8] {
        var output = JSONOutput()
        output.object { json in
            json.member("countryCode", number.state)
            json.member("vatNumber", number.body)
            if let requester {
                json.member("requesterMemberStateCode", requester.state)
                json.member("requesterNumber", requester.body)
            }
        }
        return output.bytes
    }

    /// The path of the GET form behind the service's address.
    package var path: String {
        let path = "ms/\(number.state)/vat/\(VIESRequest.escaped(number.body))"
        guard let requester else { return path }
        return path
            + "?requesterMemberStateCode=\(requester.state)&requesterNumber=\(VIESRequest.escaped(requester.body))"
    }

    /// The SOAP 1.1 envelope of `checkVatApprox` where there is a requester, else of `checkVat`.
    package var envelope: [UInt8] {
        let name = requester == nil ? "checkVat" : "checkVatApprox"
        var body = "<countryCode>\(number.state)</countryCode><vatNumber>\(number.body)</vatNumber>"
        if let requester {
            body += "<requesterCountryCode>\(requester.state)</requesterCountryCode>"
            body += "<requesterVatNumber>\(requester.body)</requesterVatNumber>"
        }
        let types = "urn:ec.europa.eu:taxud:vies:services:checkVat:types"
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>\
            <Envelope xmlns="http://schemas.xmlsoap.org/soap/envelope/"><Body>\
            <\(name) xmlns="\(types)">\(body)</\(name)></Body></Envelope>
            """
        return Array(text.utf8)
    }

    /// `+` is not literal in a query; no other character of a number needs escaping.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text { escaped += character == "+" ? "%2B" : String(character) }
        return escaped
    }
}
