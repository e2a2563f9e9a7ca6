/// Severity of a verdict; the worst finding decides.
package enum VerdictLevel: String, Comparable, Sendable, CaseIterable {
    case pass
    case note = "pass-with-note"
    case review, fail

    private var rank: Int {
        switch self {
        case .pass: 0
        case .note: 1
        case .review: 2
        case .fail: 3
        }
    }

    package static func < (left: VerdictLevel, right: VerdictLevel) -> Bool { left.rank < right.rank }
}

/// Why a line does not simply pass (vat.md section 6). Declared in rank order within a level.
package enum VerdictCode: String, Sendable, CaseIterable {
    case selfBill = "VAT-SELFBILL"
    case notTaxable = "VAT-NOT-TAXABLE"
    case voucher = "VAT-VOUCHER"
    case exempt = "VAT-EXEMPT"
    case smallBusiness = "VAT-SME"
    case smallBusinessNotOpen = "VAT-SME-NOT-OPEN"
    case territory = "VAT-TERRITORY"
    case placeUnknown = "VAT-PLACE-UNKNOWN"
    case country = "VAT-COUNTRY"
    case reverseChargeDomestic = "VAT-RC-DOMESTIC"
    case reverseChargeMissing = "VAT-RC-MISSING"
    case reverseChargeUnsupported = "VAT-RC-UNSUPPORTED"
    case registrationMissing = "VAT-REG-MISSING"
    case dealerEvidence = "VAT-DEALER-EVIDENCE"
    case idLater = "VAT-ID-LATER"
    case idUnverified = "VAT-ID-UNVERIFIED"
    case nationalOption = "VAT-NATIONAL-OPTION"
    case nonEUChain = "VAT-NONEU-CHAIN"
    case ruleSunset = "VAT-RULE-SUNSET"
    case ruleMissing = "RULE-MISSING"
    case supplyClass = "VAT-CLASS"
    case unit = "VAT-UNIT"
    case rateExpired = "VAT-RATE-EXPIRED"
    case rateFuture = "VAT-RATE-FUTURE"
    case rate = "VAT-RATE"
    case exciseMissing = "EXCISE-MISSING"
    case base = "VAT-BASE"
    case sum = "VAT-SUM"
    case scale = "VAT-SCALE"
    case creditSign = "VAT-CREDIT-SIGN"
    case currency = "VAT-CURRENCY"
    case duplicate = "VAT-DUPLICATE"
    case doubleRole = "VAT-DOUBLE-ROLE"
    case span = "VAT-SPAN"
    case contested = "VAT-CONTESTED"
    case facts = "VAT-FACTS"

    var rank: Int { Self.ranks[self] ?? Int.max }

    private static let ranks = Dictionary(uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// A level with its reason: `fail:VAT-COUNTRY`.
package struct VerdictFinding: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let level: VerdictLevel
    package let code: VerdictCode

    package init(_ level: VerdictLevel, _ code: VerdictCode) {
        self.level = level
        self.code = code
    }

    /// From `review:VAT-CLASS`; nil for a pass or anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let level = VerdictLevel(rawValue: String(parts[0])), level != .pass,
            let code = VerdictCode(rawValue: String(parts[1]))
        else { return nil }
        self.init(level, code)
    }

    package var description: String { "\(level.rawValue):\(code.rawValue)" }

    /// In rising weight: the greatest decides the verdict.
    package static func < (left: VerdictFinding, right: VerdictFinding) -> Bool {
        left.level != right.level ? left.level < right.level : left.code.rank > right.code.rank
    }
}
