package import Domain

/// What is known about a participant as of one event, as rules and the assessment read it (rules.md section 3).
///
/// Every field is either known as of the event or names what is missing; nothing is assumed to be good.
package struct OnboardingFacts: Hashable, Sendable {
    package let participantID: Known<String>
    package let type: Known<Participant.Kind>
    package let country: Known<Country>
    /// The status that counts on the event's day: a verification past its last day is `expired`.
    package let kycStatus: Known<Participant.KYCStatus>
    /// Last day on which the verification counts.
    package let kycValidUntil: Known<CivilDate>
    package let riskBand: Known<Participant.RiskBand>
    package let isSettlementAgent: Known<Bool>
    package let isPEP: Known<Bool>
    /// When the payout account became an account of the participant.
    package let accountChangedAt: Known<Instant>
    /// Stable key of the owner with the greatest share of at least 25 %: equal keys mean one owner.
    package let ownerGroup: Known<String>

    /// Everything unknown: no participant record belongs to the event.
    package static let noParticipant = OnboardingFacts(missing: "participant")

    private init(missing: String) {
        participantID = .unknown(missing)
        type = .unknown(missing)
        country = .unknown(missing)
        kycStatus = .unknown(missing)
        kycValidUntil = .unknown(missing)
        riskBand = .unknown(missing)
        isSettlementAgent = .unknown(missing)
        isPEP = .unknown(missing)
        accountChangedAt = .unknown(missing)
        ownerGroup = .unknown(missing)
    }

    /// The facts of a participant as of an event.
    ///
    /// - Parameters:
    ///   - participant: The record as known; nil when none belongs to the event.
    ///   - instant: The event's time.
    ///   - localDate: The calendar date of the event where the participant has its seat. Where it is not known, an answer is
    ///     given only when every possible zone of the earth agrees.
    ///   - iban: The payout account, upper-cased and without spaces; nil for events without one.
    package init(
        of participant: Participant?, at instant: Instant, localDate: Known<CivilDate> = .unknown("participant.zone"),
        iban: String? = nil
    ) {
        guard let participant else {
            self = .noParticipant
            return
        }
        participantID = .known(participant.id)
        type = .known(participant.type)
        country = .known(participant.country)
        let validity = KYCValidity(of: participant, at: instant, localDate: localDate)
        kycStatus = validity.status
        kycValidUntil = validity.validUntil
        riskBand = .known(participant.riskBand)
        isSettlementAgent = .known(participant.isSettlementAgent)
        isPEP = .known(participant.isPEP)
        accountChangedAt = Self.accountStart(in: participant, iban: iban, at: instant)
        ownerGroup = OwnerGroup.key(of: participant)
    }

    /// Start of the account in the participant record (inputs.md section 8).
    private static func accountStart(in participant: Participant, iban: String?, at instant: Instant) -> Known<Instant>
    {
        guard let iban else { return .unknown("account") }
        let starts = participant.accounts.filter { account in
            account.iban == iban && account.from <= instant && (account.to.map { instant < $0 } ?? true)
        }
        return starts.map(\.from).min().map(Known.known) ?? .unknown("account.changed_at")
    }
}

/// The KYC status that counts at an instant.
package struct KYCValidity: Hashable, Sendable {
    package let status: Known<Participant.KYCStatus>
    package let validUntil: Known<CivilDate>

    /// A verification is valid through its last day by the participant's own calendar and expires at 00:00 of the next
    /// (onboarding.md section 4).
    package init(of participant: Participant, at instant: Instant, localDate: Known<CivilDate>) {
        guard let period = participant.kyc(at: instant) else {
            status = .unknown("participant.kyc_status")
            validUntil = .unknown("participant.kyc_valid_until")
            return
        }
        guard let last = period.validUntil else {
            status = .known(period.status)
            validUntil = .unknown("participant.kyc_valid_until")
            return
        }
        validUntil = .known(last)
        guard period.status == .verified else {
            status = .known(period.status)
            return
        }
        switch localDate {
        case .known(let today): status = .known(last < today ? .expired : .verified)
        case .unknown(let missing):
            // Civil time lies between UTC-12 and UTC+14 everywhere on earth (IANA time zone database).
            let earliest = (instant + TimeSpan(microseconds: -12 * TimeSpan.hour.microseconds)).utcDate
            let latest = (instant + TimeSpan(microseconds: 14 * TimeSpan.hour.microseconds)).utcDate
            if last >= latest {
                status = .known(.verified)
            } else if last < earliest {
                status = .known(.expired)
            } else {
                status = .unknown(missing)
            }
        }
    }
}

/// Who stands behind a participant, as a key that names nobody.
package enum OwnerGroup {
    /// Ownership of 25 % or more makes a beneficial owner. Source: Regulation (EU) 2024/1624, article 52(1).
    package static let thresholdPPM: Int64 = 250_000

    /// The key of the owner with the greatest share: `og-` and 16 hexadecimal digits over name, birth date and country.
    ///
    /// - Returns: unknown when nobody with a share is recorded, when a recorded owner's share is missing, or when no share
    ///   reaches the threshold.
    package static func key(of participant: Participant) -> Known<String> {
        if participant.isNaturalPerson {
            return .known(key(participant.legalName, participant.birthDate, participant.country))
        }
        let owners = participant.related.filter { $0.sharePPM != nil || isOwner($0.role) }
        guard !owners.isEmpty else { return .unknown("participant.owners") }
        guard owners.allSatisfy({ $0.sharePPM != nil }) else { return .unknown("participant.owner_share") }
        let keyed = owners.map { (share: $0.sharePPM ?? 0, key: key($0.name, $0.birthDate, $0.country)) }
        // Equal shares are ordered by key, so that the answer does not depend on the order of the record.
        guard let first = keyed.min(by: { ($1.share, $0.key) < ($0.share, $1.key) }), first.share >= thresholdPPM else {
            return .unknown("participant.owner_group")
        }
        return .known(first.key)
    }

    private static func isOwner(_ role: String) -> Bool {
        let role = asciiUpper(role)
        return role == "OWNER" || role == "BENEFICIAL_OWNER"
    }

    private static func key(_ name: String, _ birth: CivilDate?, _ country: Country?) -> String {
        let words = asciiUpper(name).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let hash = stableHash("\(words)|\(birth?.description ?? "")|\(country?.alpha2 ?? "")")
        let digits = String(hash, radix: 16)
        return "og-" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}
