/// Fields of one or more kinds of event.
struct FieldGroup {
    let kinds: Set<RuleKind>
    let fields: [(String, FieldForm)]
}

/// The table of rules.md section 3, grouped by kind. Order fixes the field numbers within a build; names are what is stored.
let fieldGroups: [FieldGroup] = [
    FieldGroup(
        kinds: [],
        fields: [
            ("at", .instant), ("received_at", .instant), ("day.start", .instant), ("country", .id("country")),
            ("event_id", .id("event")), ("participant_id", .id("participant")), ("participant.type", .text),
            ("participant.country", .id("country")), ("participant.kyc_status", .text),
            ("participant.kyc_valid_until", .date), ("participant.risk_band", .text),
            ("participant.settlement_agent", .bool), ("participant.expected_monthly", .money),
            ("participant.owner_group", .id("owner group")), ("participant.pep", .bool),
            ("participant.senior_approval", .bool), ("participant.source_of_wealth", .bool),
            ("participant.registered", .bool), ("participant.rejected", .bool),
            ("participant.business_relationship", .bool), ("participant.last_review", .date),
            ("participant.next_review", .date), ("participant.document_valid_until", .date),
            ("participant.register_extract_date", .date), ("participant.owners_changed_at", .instant),
            ("participant.owners_verified_at", .instant), ("participant.owners_changed_by", .ratio),
            ("participant.ownership_depth", .count),
            ("participant.ownership_jurisdictions", .count), ("participant.nominee_or_bearer", .bool),
            ("participant.listed_ownership", .ratio), ("participant.listed_control", .bool),
            ("participant.owner_countries", .set("country")), ("participant.declared_countries", .set("country")),
            ("participant.shared_identifiers", .count), ("participant.shared_documents", .count),
            ("bank.country", .id("country")), ("counterparty.country", .id("country")),
            ("counterparty.owner_group", .id("owner group")),
            ("counterparty.id", .id("participant")), ("screening.best_score", .ratio),
            ("screening.threshold", .ratio),
        ]),
    FieldGroup(
        kinds: [.session],
        fields: [
            ("start", .instant), ("end", .instant), ("duration", .duration), ("energy", .energy),
            ("unit_price", .price), ("energy_fee", .money), ("time_fee", .money), ("parking_fee", .money),
            ("token.kind", .text), ("token.valid", .bool), ("token.expires_at", .instant),
            ("token.first_seen", .instant),
            ("token.age", .duration), ("token.owner_group", .id("owner group")), ("evse_id", .id("evse")),
            ("evse.registered", .bool), ("evse.status", .text), ("connector.max_power", .power),
            ("connector.power_type", .text), ("location", .location), ("location_id", .id("location")),
            ("meter_start", .energy), ("meter_end", .energy), ("vehicle.battery", .energy), ("vehicle.class", .text),
            ("tariff.public_price", .price), ("tariff.raised_at", .instant), ("tariff.raised_by", .ratio),
            ("tariff.lowered_at", .instant), ("bilateral.price", .price), ("bilateral.from", .instant),
            ("bilateral.to", .instant),
        ]),
    FieldGroup(
        kinds: [.session, .settlement, .refund, .chargeback, .tariff],
        fields: [("cpo_id", .id("cpo")), ("cdr_id", .id("cdr"))]),
    FieldGroup(
        kinds: [.session, .refund, .chargeback],
        fields: [("token_uid", .id("token"))]),
    FieldGroup(
        kinds: [.session, .payout, .settlement, .refund, .chargeback, .transfer],
        fields: [("amount", .money), ("currency", .text)]),
    FieldGroup(
        kinds: [.payout, .accountChange],
        fields: [
            ("beneficiary_id", .id("account")), ("beneficiary.name_match", .ratio),
            ("beneficiary.country", .id("country")),
            ("iban", .id("account")), ("iban.country", .id("country")), ("iban.virtual", .bool),
            ("iban.issuer_country", .id("country")), ("account.changed_at", .instant),
        ]),
    FieldGroup(
        kinds: [.payout, .transfer],
        fields: [("payer_id", .id("account")), ("payer.first_seen", .instant)]),
    FieldGroup(
        kinds: [.payout],
        fields: [("beneficiary.first_seen", .instant), ("transfer_of_funds", .bool)]),
    FieldGroup(
        kinds: [.settlement],
        fields: [
            ("cdr_sum", .money), ("cdr.received_at", .instant),
            ("parts_sum", .money), ("share.actual", .ratio), ("share.contract", .ratio), ("share.amount_gap", .money),
            ("fx.used", .ratio), ("fx.reference", .ratio), ("fx.conversions", .count), ("fx.euro_pair", .bool),
            ("fx.shared_currency", .bool), ("common_owner_share", .ratio),
        ]),
    FieldGroup(
        kinds: [.settlement, .timer],
        fields: [("session_end", .instant), ("settled_at", .instant)]),
    FieldGroup(
        kinds: [.refund, .chargeback],
        fields: [("source_account", .id("account")), ("dest_account", .id("account")), ("cdr.paid_out", .bool)]),
    FieldGroup(
        kinds: [.transfer],
        fields: [("payee_id", .id("account"))]),
    FieldGroup(
        kinds: [.ruleHit],
        fields: [("rule_id", .id("rule")), ("subject", .id("subject"))]),
    FieldGroup(
        kinds: [.timer],
        fields: [
            ("due_at", .instant), ("feed_id", .id("feed")), ("feed.silent_for", .duration),
            ("feed.usual_gap", .duration),
            ("feed.volume_ratio", .ratio),
        ]),
    FieldGroup(
        kinds: [.caseAction],
        fields: [("actor", .id("user")), ("requester", .id("user")), ("actor.linked", .bool)]),
]
