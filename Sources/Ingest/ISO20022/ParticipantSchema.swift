import Formats

/// The members of `amplomb.participant/1`, by the path of their object: nothing else may stand in a record, so that a
/// misspelt name is noticed before it makes a duty look fulfilled.
enum ParticipantSchema {
    private static let address = ["street", "postcode", "city", "region", "country"]
    private static let registration = ["register", "number", "country"]
    private static let tax = ["country", "number"]
    private static let name = ["full", "given", "family", "script"]
    private static let period = ["role", "from", "to"]
    private static let person = [
        "names", "birth_date", "birth_place", "birth_country", "nationalities", "residence_country", "national_ids",
        "tins", "pep",
    ]

    private static let members: [String: Set<String>] = {
        var all: [String: [String]] = [
            "": [
                "format", "id", "revision", "valid_from", "type", "kind", "status", "tier", "zone", "country",
                "organisation", "person", "roaming", "licences", "own_aml_programme", "accounts", "parties",
                "ownership", "control", "documents", "declarations", "source", "legal_entity", "risk_band", "kyc",
            ],
            "organisation": [
                "legal_name", "trade_names", "former_names", "legal_form", "registration", "vat_ids", "lei", "tins",
                "created_on", "created_in", "registered_office", "principal_place", "business", "listed_on",
                "public_body",
            ],
            "organisation.registration": registration,
            "organisation.vat_ids": ["id", "country"],
            "organisation.tins": tax,
            "organisation.registered_office": address,
            "organisation.principal_place": address,
            "organisation.business": ["nature", "countries", "expected_monthly", "source_of_funds"],
            "organisation.business.expected_monthly": ["amount", "currency"],
            "person": person,
            "roaming": ["ocpi", "evse_operator_ids", "emaid_provider_ids", "contract_ids"],
            "roaming.ocpi": ["country_code", "party_id", "role"],
            "licences": ["kind", "authority", "number", "country", "from", "to"],
            "own_aml_programme": ["exists", "evidence"],
            "accounts": ["iban", "bic", "holder_name", "country", "virtual", "from", "to", "evidence"],
            "parties": person + ["ref", "class", "roles", "country", "registration", "lei", "legal_form"],
            "parties.roles": period,
            "parties.registration": registration,
            "ownership": [
                "owner", "owned", "kind", "percent", "percent_max", "nominee", "bearer", "from", "to", "evidence",
            ],
            "control": ["party", "means", "answered_on", "evidence"],
            "documents": [
                "id", "kind", "party", "number", "issuer", "country", "issued", "expires", "received", "sha256",
                "media_type", "verified",
            ],
            "documents.verified": ["by", "at", "how"],
            "declarations": ["settlement_agent", "third_party_payers", "iban_countries", "onboarding_channel"],
            "source": ["system", "received_at"],
            "kyc": ["status", "from", "to", "valid_until"],
        ]
        for owner in ["person", "parties"] {
            all["\(owner).names"] = name
            all["\(owner).national_ids"] = ["country", "number", "kind"]
            all["\(owner).tins"] = tax
            all["\(owner).pep"] = ["status", "position", "until"]
        }
        return all.mapValues(Set.init)
    }()

    /// Refuses unknown names, names that stand twice, and text that is not composed, anywhere in a record.
    static func check(_ value: JSONValue) throws(RecordFault) {
        try check(value, rule: "", path: "$")
    }

    private static func check(_ value: JSONValue, rule: String, path: String) throws(RecordFault) {
        switch value.kind {
        case .object:
            guard let allowed = members[rule] else { throw RecordFault(.notThisObject, path, "no object here") }
            if let name = value.duplicateName {
                throw RecordFault(.notReadable, "\(path).\(Shown.short(name))", "the name stands twice")
            }
            for member in value.members {
                let name = String(decoding: member.name, as: UTF8.self)
                guard allowed.contains(name) else {
                    let near = NameSuggestion.nearest(to: name, in: allowed.sorted())
                    let hint = near.map { "; did you mean \($0)?" } ?? ""
                    throw RecordFault(.notThisObject, "\(path).\(Shown.short(name))", "unknown name\(hint)")
                }
                try check(member.value, rule: rule.isEmpty ? name : "\(rule).\(name)", path: "\(path).\(name)")
            }
        case .array:
            var index = 0
            for element in value.elements {
                try check(element, rule: rule, path: "\(path)[\(index)]")
                index += 1
            }
        case .string:
            guard let text = value.string, !TextForm.isComposed(text) else { return }
            throw RecordFault(.notReadable, path, "text is not in Unicode form NFC")
        default: break
        }
    }
}
