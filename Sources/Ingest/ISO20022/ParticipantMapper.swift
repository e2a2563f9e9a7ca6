import Domain
import Formats

/// Maps one record of `amplomb.participant/1` to a participant.
struct ParticipantMapper {
    private static let partyLimit = 2_000
    private let fields: RecordFields
    private let trustsStatus: Bool

    static func map(_ root: JSONValue, trustsStatus: Bool) throws(RecordFault) -> (Participant, validFrom: Instant) {
        let fields = RecordFields(root)
        try fields.requireObject()
        guard root["format"]?.equals("amplomb.participant/1") == true else {
            throw RecordFault(.notThisObject, "$.format", "not a participant record, expected amplomb.participant/1")
        }
        try ParticipantSchema.check(root)
        return try ParticipantMapper(fields: fields, trustsStatus: trustsStatus).participant()
    }

    private func participant() throws(RecordFault) -> (Participant, validFrom: Instant) {
        let validFrom = try zonedInstant("valid_from")
        guard let country = try fields.optionalCountry("country") else {
            throw RecordFault(.missingField, "$.country", "missing, expected ISO 3166-1 alpha-2")
        }
        let organisation = try fields.object("organisation")
        let person = try fields.object("person")
        guard (organisation == nil) != (person == nil) else {
            throw RecordFault(.missingField, "$.organisation", "exactly one of organisation and person is expected")
        }
        let name: String
        if let organisation {
            name = try organisation.text("legal_name")
        } else {
            name = try Self.name(of: person)
        }
        let received = try fields.object("source")?.optionalInstant("received_at")
        var result = Participant(
            id: try fields.text("id"), type: try kind(), legalName: name, country: country,
            lastUpdated: received ?? validFrom)
        result.isNaturalPerson = person != nil
        result.birthDate = try person?.optionalDate("birth_date")
        if let entity = try fields.optionalText("legal_entity") { result.legalEntity = LegalEntityID(entity) }
        if let organisation { try read(organisation, into: &result) }
        result.riskBand = try closed("risk_band", Participant.RiskBand.allCases) ?? .low
        result.parties = try roamingParties()
        result.kyc = try kycPeriods(validFrom)
        result.accounts = try accounts()
        result.isSettlementAgent = try fields.object("declarations")?.optionalBool("settlement_agent") ?? false
        let parties = try relatedParties()
        result.related = parties.persons
        let own = try Self.isPoliticallyExposed(person)
        result.isPEP = own || parties.hasPEP
        try checkReferences(parties.references)
        return (result, validFrom)
    }

    private func zonedInstant(_ name: StaticString) throws(RecordFault) -> Instant {
        let text = try fields.text(name)
        let zone = text.utf8.suffix(6)
        let isZoned = text.utf8.last == UInt8(ascii: "Z") || zone.first == UInt8(ascii: "+") || zone.first == 0x2D
        guard isZoned, let instant = Instant(text) else {
            throw RecordFault(
                .badDate, fields.field(name), "expected YYYY-MM-DDThh:mm:ss with zone", found: Shown.short(text))
        }
        return instant
    }

    /// The kind of a demand partner stands in `kind`; other types are kinds themselves. A host is paid like a supplier.
    private func kind() throws(RecordFault) -> Participant.Kind {
        let type = try fields.text("type")
        let kind = try fields.optionalText("kind")
        switch type {
        case "demand_partner":
            guard let kind, let value = Participant.Kind(rawValue: kind),
                [.emsp, .fleet, .oem, .fintech].contains(value)
            else {
                throw RecordFault(
                    .notThisObject, "$.kind", "expected emsp, fleet, oem or fintech", found: Shown.short(kind ?? ""))
            }
            return value
        case "host": return .supplier
        case "cpo", "driver", "hub", "supplier":
            return Participant.Kind(rawValue: type) ?? .supplier
        default:
            throw RecordFault(
                .notThisObject, "$.type", "expected cpo, demand_partner, driver, host, hub or supplier",
                found: Shown.short(type))
        }
    }

    private func read(_ organisation: RecordFields, into result: inout Participant) throws(RecordFault) {
        result.tradeNames = try organisation.texts("trade_names")
        result.vatID = try organisation.objects("vat_ids").first?.text("id")
        if let text = try organisation.optionalText("lei") {
            do throws(DomainError) {
                result.lei = try LEI(text).text
            } catch {
                throw RecordFault(.badIdentifier, organisation.field("lei"), "\(error)", found: Shown.masked(text))
            }
        }
        if let money = try organisation.object("business")?.object("expected_monthly") {
            guard money.present("amount")?.kind == .string else {
                throw RecordFault(.badNumber, money.field("amount"), "expected a decimal number as text")
            }
            _ = try organisation.object("business")?.money("expected_monthly")
        }
    }

    private func roamingParties() throws(RecordFault) -> [PartyID] {
        guard let roaming = try fields.object("roaming") else { return [] }
        var parties: [PartyID] = []
        for entry in try roaming.objects("ocpi") {
            let country = try entry.text("country_code")
            let party = try entry.text("party_id")
            guard let id = PartyID(country: country, party: party) else {
                throw RecordFault(
                    .badIdentifier, entry.field("party_id"), "expected a country and three letters or digits",
                    found: Shown.short("\(country)*\(party)"))
            }
            if !parties.contains(id) { parties.append(id) }
        }
        return parties
    }

    /// The periods of the record, or, as an import verifies nobody, a draft from the day it is valid.
    private func kycPeriods(_ validFrom: Instant) throws(RecordFault) -> [Participant.KYCPeriod] {
        var periods: [Participant.KYCPeriod] = []
        if trustsStatus {
            for entry in try fields.objects("kyc") {
                let text = try entry.text("status")
                guard let status = Participant.KYCStatus(rawValue: text) else {
                    throw RecordFault(.notThisObject, entry.field("status"), "no such status", found: Shown.short(text))
                }
                let span = try Self.span(entry)
                periods.append(
                    Participant.KYCPeriod(
                        status: status, from: span.from, to: span.to, validUntil: try entry.optionalDate("valid_until"))
                )
            }
        }
        if periods.isEmpty {
            periods = [Participant.KYCPeriod(status: .draft, from: validFrom, to: nil, validUntil: nil)]
        }
        return periods.sorted { $0.from < $1.from }
    }

    private func accounts() throws(RecordFault) -> [Participant.Account] {
        var accounts: [Participant.Account] = []
        for entry in try fields.objects("accounts") {
            let text = try entry.text("iban")
            let iban: String
            do throws(DomainError) {
                iban = try IBAN(text).text
            } catch {
                throw RecordFault(.badIdentifier, entry.field("iban"), "\(error)", found: Shown.masked(text))
            }
            let span = try Self.span(entry)
            accounts.append(
                Participant.Account(
                    iban: iban, holder: try entry.optionalText("holder_name"), from: span.from, to: span.to))
        }
        return accounts
    }

    /// `[from, to)`, dates meaning midnight UTC.
    private static func span(_ entry: RecordFields) throws(RecordFault) -> (from: Instant, to: Instant?) {
        let from = try entry.instant("from")
        let to = try entry.optionalInstant("to")
        if let to, to <= from {
            throw RecordFault(.badDate, entry.field("to"), "not after from")
        }
        return (from, to)
    }

    // MARK: Related parties

    private struct Related {
        var persons: [Participant.RelatedPerson] = []
        var references: Set<String> = ["self"]
        var hasPEP = false
    }

    private func relatedParties() throws(RecordFault) -> Related {
        var related = Related()
        let entries = try fields.objects("parties")
        guard entries.count <= Self.partyLimit else {
            throw RecordFault(.overLimit, "$.parties", "\(entries.count) parties, at most \(Self.partyLimit)")
        }
        let shares = try directShares()
        for entry in entries {
            let reference = try entry.text("ref")
            guard related.references.insert(reference).inserted else {
                throw RecordFault(.badIdentifier, entry.field("ref"), "stands twice", found: Shown.short(reference))
            }
            let exposed = try Self.isPoliticallyExposed(entry)
            related.hasPEP = related.hasPEP || exposed
            let name = try Self.name(of: entry)
            let nationality = try entry.texts("nationalities").first
            let given = try entry.optionalCountry("country")
            let residence = try entry.optionalCountry("residence_country")
            let country = given ?? nationality.flatMap { Country(alpha2: $0) } ?? residence
            let birthDate = try entry.optionalDate("birth_date")
            for role in try entry.objects("roles") {
                _ = try Self.span(role)
                let text = try role.text("role")
                let owns = text == "beneficial_owner" || text == "owner"
                related.persons.append(
                    Participant.RelatedPerson(
                        name: name, role: text, birthDate: birthDate, country: country,
                        sharePPM: owns ? shares[reference] : nil))
            }
        }
        return related
    }

    /// Shares held directly in the participant, in parts per million, by the owner's reference.
    private func directShares() throws(RecordFault) -> [String: Int64] {
        var shares: [String: Int64] = [:]
        for edge in try fields.objects("ownership") {
            _ = try Self.span(edge)
            guard let member = edge.present("percent") else { continue }
            guard let text = member.string, let percent = ExactNumber(text), let micros = percent.scaled(by: 6),
                micros.exact, (0...100_000_000).contains(micros.value)
            else {
                throw RecordFault(
                    .badNumber, edge.field("percent"), "expected text with a decimal number from 0 to 100")
            }
            let owner = try edge.text("owner")
            if try edge.text("owned") == "self", try edge.optionalText("kind") == "shares" {
                // A percent is 10,000 parts per million.
                shares[owner, default: 0] += micros.value / 100
            }
        }
        return shares
    }

    private func checkReferences(_ known: Set<String>) throws(RecordFault) {
        for edge in try fields.objects("ownership") {
            for name in ["owner", "owned"] as [StaticString] { try check(edge, name, known) }
        }
        for entry in try fields.objects("control") { try check(entry, "party", known) }
        for entry in try fields.objects("documents") { try check(entry, "party", known) }
    }

    private func check(_ entry: RecordFields, _ name: StaticString, _ known: Set<String>) throws(RecordFault) {
        guard let reference = try entry.optionalText(name), !known.contains(reference) else { return }
        throw RecordFault(.badIdentifier, entry.field(name), "no such party", found: Shown.short(reference))
    }

    private static func name(of entry: RecordFields?) throws(RecordFault) -> String {
        guard let entry, let first = try entry.objects("names").first else {
            throw RecordFault(.missingField, "$.names", "missing, expected a name")
        }
        return try first.text("full")
    }

    private static func isPoliticallyExposed(_ entry: RecordFields?) throws(RecordFault) -> Bool {
        guard let status = try entry?.object("pep")?.optionalText("status") else { return false }
        return status != "no" && status != "unknown"
    }

    private func closed<Value: RawRepresentable<String>>(
        _ name: StaticString, _ all: [Value]
    ) throws(RecordFault) -> Value? {
        guard let text = try fields.optionalText(name) else { return nil }
        if let value = all.first(where: { $0.rawValue == text }) { return value }
        let expected = all.map(\.rawValue).joined(separator: ", ")
        throw RecordFault(.notThisObject, fields.field(name), "expected one of \(expected)", found: Shown.short(text))
    }
}
