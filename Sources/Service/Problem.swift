import Engine
import Formats

/// An error of the API as RFC 9457 has it; no personal data.
struct Problem {
    /// What went wrong, by the name of the page that explains it.
    enum Code: String, CaseIterable {
        case badRequest = "bad-request"
        case forbidden
        case notFound = "not-found"
        case notAllowed = "method-not-allowed"
        case tooLarge = "content-too-large"
        case mediaType = "unsupported-media-type"
        case failed = "internal-error"

        var status: Int {
            switch self {
            case .badRequest: 400
            case .forbidden: 403
            case .notFound: 404
            case .notAllowed: 405
            case .tooLarge: 413
            case .mediaType: 415
            case .failed: 500
            }
        }

        var title: String {
            switch self {
            case .badRequest: "The request is not understood"
            case .forbidden: "Not from here"
            case .notFound: "Nothing here"
            case .notAllowed: "This cannot be done here"
            case .tooLarge: "The body is too large"
            case .mediaType: "The body is not JSON"
            case .failed: "That did not work"
            }
        }

        var meaning: String {
            switch self {
            case .badRequest:
                "A member of the body is missing or is not what it should be; each is named by its pointer."
            case .forbidden: "The request came from a page of another origin."
            case .notFound: "There is no operation at this address."
            case .notAllowed: "The operation has another method; the header Allow names it."
            case .tooLarge: "The body has more bytes than this operation reads."
            case .mediaType: "Send the body with Content-Type: application/json."
            case .failed: "The answer could not be made. Nothing was changed; the same request may be sent again."
            }
        }
    }

    let code: Code
    let instance: String
    var detail: String?
    var errors: [ScreeningBody.Fault] = []

    var json: [UInt8] {
        var output = JSONOutput()
        output.object { json in
            json.member("type", "/problems/\(code.rawValue)")
            json.member("title", code.title)
            json.member("status", code.status)
            json.member("detail", detail ?? code.meaning)
            json.member("instance", instance)
            json.array("errors") { list in
                for error in errors {
                    list.object { item in
                        item.member("pointer", error.pointer)
                        item.member("code", "invalid")
                        item.member("detail", error.detail)
                    }
                }
            }
        }
        output.endLine()
        return output.bytes
    }
}
