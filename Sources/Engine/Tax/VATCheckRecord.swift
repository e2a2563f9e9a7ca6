import Assessment
import Domain
import Formats
import Store
import Tax

/// An answer of a register as its evidence holds it, and as verdicts read it: there is no second copy, so that what
/// retention deletes is gone from verdicts too.
enum VATCheckRecord {
    private static let kind = "vat-id-check"

    static func payload(_ request: VIESRequest, _ record: VIESRecord) throws -> [UInt8] {
        try CanonicalJSON.object { json in
            json.member("answer", text(record.answer))
            json.member("answer_hash", record.hash.hex)
            json.member("consultation_number", record.entry?.consultationNumber)
            json.member("fault", record.fault?.rawValue)
            json.member("kind", kind)
            json.member("number", request.number.state + request.number.body)
            json.member("received_at", record.receivedAt.description)
            json.member("requester", request.requester.map { $0.state + $0.body })
            json.member("status", record.status.rawValue)
            json.member("tries", record.tries)
        }
    }

    /// The bytes as text, or in hexadecimal digits where they are none.
    private static func text(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self) ?? "hex:\(Hex.string(bytes))"
    }

    /// What an entry says of a number; nil where it says nothing of one (the register was not reached, or refused).
    ///
    /// - Throws: `EngineError` for bytes that are no such record: an answer that is passed over would change a verdict.
    static func check(_ entry: StoredPayloadPart) throws(EngineError) -> VATNumberChecks.Check? {
        guard let root = try? JSONDocument(parsing: entry.payload).root, root["kind"]?.string == kind,
            let number = root["number"]?.string, let at = root["received_at"]?.string.flatMap({ Instant($0) }),
            let status = root["status"]?.string.flatMap({ VIESStatus(rawValue: $0) })
        else {
            throw EngineError(
                .internal, "entry \(entry.index) of the log is no readable check of a VAT id",
                remedy: "run amplomb verify --log db:main")
        }
        guard status == .valid || status == .invalid else { return nil }
        return VATNumberChecks.Check(
            number: number, isValid: status == .valid, at: at, consultationNumber: root["consultation_number"]?.string)
    }
}
