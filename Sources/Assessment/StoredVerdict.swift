import Domain
import Formats
package import Tax

/// What is kept of a verdict with its decision (vat.md section 5): the answer in law and what it lacks.
///
/// Legal basis, rule hash and the facts looked at are not repeated: the decision names the event's content, the
/// participant's revision and the knowledge, whose packs are kept by their hash, so that the verdict can be made again
/// (`amplomb vat explain --known-at`).
package struct StoredVerdict: Hashable, Sendable {
    /// Names and values in the order of the canonical form; what is empty is left out.
    private let members: [Member]
    private let findings: [String]
    private let missing: [String]

    private struct Member: Hashable, Sendable {
        let name: String
        let value: String
    }

    package init(_ verdict: VATVerdict) {
        findings = verdict.findings.map(\.description)
        missing = verdict.missing
        let declared = verdict.declaredPPM.map { decimalText($0, decimals: 4, minimum: 0) }
        let all: [(String, String?)] = [
            ("category", verdict.category?.rawValue), ("country", verdict.taxCountry),
            ("date", verdict.localDate?.description), ("declared", declared), ("liable", verdict.liable?.rawValue),
            ("rate", verdict.rateText),
            ("reverse_charge", verdict.reverseCharge.flatMap { $0 == .no ? nil : $0.rawValue }),
            ("rule", verdict.ruleID), ("span", verdict.spanPolicy == .end ? nil : verdict.spanPolicy.rawValue),
            ("stake", verdict.exposure?.amount?.description), ("vatex", verdict.vatex),
            ("window", verdict.window.map { "\($0.from)/\($0.to?.description ?? "")" }),
        ]
        members = all.compactMap { name, value in value.map { Member(name: name, value: $0) } }
    }

    func write(to json: inout CanonicalJSON) {
        for member in members { json.member(member.name, member.value) }
        if !findings.isEmpty { json.member("findings", findings) }
        if !missing.isEmpty { json.member("missing", missing) }
    }
}
