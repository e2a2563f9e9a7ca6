import Assessment
import Domain
import Formats
import Store
import Tax

/// An answer of a register as knowledge that verdicts read.
enum VATCheckRecord {
    static let kind = "vat-id"

    /// Nil for an answer that says nothing about the number.
    static func row(_ request: VIESRequest, _ record: VIESRecord) throws -> KnowledgeRow? {
        guard record.status == .valid || record.status == .invalid else { return nil }
        let number = request.number.state + request.number.body
        let content = try CanonicalJSON.object { json in
            json.member("consultation_number", record.entry?.consultationNumber)
            json.member("number", number)
            json.member("received_at", record.receivedAt.microseconds)
            json.member("status", record.status.rawValue)
        }
        let hash = Hash32(SHA256Hasher.hash(content)) ?? .zero
        return KnowledgeRow(hash: hash, kind: kind, name: "\(number) \(record.receivedAt)", content: content)
    }

    static func check(_ content: [UInt8]) -> VATNumberChecks.Check? {
        guard let root = try? JSONDocument(parsing: content).root, let number = root["number"]?.string,
            let at = root["received_at"]?.integer, let status = root["status"]?.string
        else { return nil }
        return VATNumberChecks.Check(
            number: number, isValid: status == VIESStatus.valid.rawValue, at: Instant(microseconds: at),
            consultationNumber: root["consultation_number"]?.string)
    }
}
