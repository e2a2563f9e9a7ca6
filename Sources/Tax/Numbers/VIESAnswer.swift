internal import Formats

/// What the service says instead of an answer.
///
/// - Source: technical information of the VIES web service, and the numbers of its test service.
package enum VIESFault: String, Sendable, CaseIterable {
    case invalidInput = "INVALID_INPUT"
    case invalidRequester = "INVALID_REQUESTER_INFO"
    case serviceUnavailable = "SERVICE_UNAVAILABLE"
    case stateUnavailable = "MS_UNAVAILABLE"
    case timeout = "TIMEOUT"
    case vatBlocked = "VAT_BLOCKED"
    case addressBlocked = "IP_BLOCKED"
    case globalLimit = "GLOBAL_MAX_CONCURRENT_REQ"
    case globalLimitInTime = "GLOBAL_MAX_CONCURRENT_REQ_TIME"
    case stateLimit = "MS_MAX_CONCURRENT_REQ"
    case stateLimitInTime = "MS_MAX_CONCURRENT_REQ_TIME"

    /// What to do about it.
    package enum Remedy: Sendable {
        /// It is about the moment: ask again later.
        case retry
        /// Who asks is shut out: ask no more, and tell a person.
        case stop
        /// The question is wrong: asking again changes nothing.
        case mend
    }

    package var remedy: Remedy {
        switch self {
        case .invalidInput, .invalidRequester: .mend
        case .vatBlocked, .addressBlocked: .stop
        case .serviceUnavailable, .stateUnavailable, .timeout, .globalLimit, .globalLimitInTime, .stateLimit,
            .stateLimitInTime:
            .retry
        }
    }
}

/// What one exchange with the service gave.
package enum VIESAnswer: Hashable, Sendable {
    /// The register's word, and the consultation number where the question named a requester.
    case registered(VIESEntry)
    case notRegistered(VIESEntry)
    case fault(VIESFault)
    /// No word on the number: no connection, an answer cut short, a status or a text that means nothing here.
    case unreadable(String)

    /// Reads an answer of the REST service.
    ///
    /// `userError` and `errorWrappers` are read before `valid`: an answer that says "not valid" because a state could
    /// not be reached says nothing about the number.
    package init(rest bytes: [UInt8], status: Int) {
        guard let document = try? JSONDocument(parsing: bytes) else {
            self = VIESAnswer(status: status)
            return
        }
        let root = document.root
        if let code = VIESAnswer.errorCode(root) {
            self = VIESFault(rawValue: code).map { .fault($0) } ?? .unreadable("unknown error \(code.prefix(60))")
            return
        }
        guard (200..<300).contains(status), let valid = root["valid"]?.bool ?? root["isValid"]?.bool else {
            self = VIESAnswer(status: status)
            return
        }
        let entry = VIESEntry(
            name: root["name"]?.string, address: root["address"]?.string, requestDate: root["requestDate"]?.string,
            consultationNumber: root["requestIdentifier"]?.string)
        self = valid ? .registered(entry) : .notRegistered(entry)
    }

    /// What a status says when the body does not.
    package init(status: Int) {
        switch status {
        case 401, 403, 429: self = .fault(.addressBlocked)
        case 400..<500: self = .fault(.invalidInput)
        case 503: self = .fault(.serviceUnavailable)
        case 504: self = .fault(.timeout)
        default: self = .unreadable("status \(status) without a word on the number")
        }
    }

    /// The fault that a SOAP `faultstring` names; it may stand in a longer text.
    package init(faultString text: String) {
        let word = text.split { !($0.isUppercase || $0 == "_") }.lazy.compactMap { VIESFault(rawValue: String($0)) }
            .first
        self = word.map { .fault($0) } ?? .unreadable("unknown fault")
    }

    private static func errorCode(_ root: JSONValue) -> String? {
        if let wrappers = root["errorWrappers"], wrappers.kind == .array {
            for wrapper in wrappers.elements {
                if let code = wrapper["error"]?.string { return code }
            }
        }
        guard let user = root["userError"]?.string, !["", "VALID", "INVALID"].contains(user) else { return nil }
        return user
    }
}

/// What the register says about a number.
package struct VIESEntry: Hashable, Sendable {
    /// Nil where the state does not tell (`---`).
    package let name: String?
    package let address: String?
    /// As the service wrote it.
    package let requestDate: String?
    /// The `requestIdentifier`: proof of the enquiry.
    package let consultationNumber: String?

    package init(name: String?, address: String?, requestDate: String?, consultationNumber: String?) {
        func told(_ text: String?) -> String? { text.flatMap { $0.isEmpty || $0 == "---" ? nil : $0 } }
        self.name = told(name)
        self.address = told(address)
        self.requestDate = told(requestDate)
        self.consultationNumber = told(consultationNumber)
    }
}
