import Domain

/// Writes revisions of participants. The revision before ends, in recorded time, where the new one begins.
///
/// An id is one key however it is spelled, as in the key of the event that brings it: two spellings would stand in force
/// side by side, and after a restart the older one might count.
func writeParticipants(_ rows: [ParticipantRow], _ now: Instant, _ session: Session) throws(StoreError) {
    for row in rows {
        let participant = row.participant
        let id = asciiUpper(participant.id)
        let shard = Int64(shardOf("participant:\(id)"))
        let current = try session.preparedQuery(
            """
            SELECT revision, content_hash, superseded_us IS NULL FROM participant
            WHERE shard = \(shard)::smallint AND participant_id = \(id)
            ORDER BY revision DESC LIMIT 1 FOR UPDATE
            """, "reading a participant")
        // A number of a revision that is gone is not given again: decisions name it.
        let taken = try session.preparedQuery(
            "SELECT revision FROM participant_mark WHERE shard = \(shard)::smallint AND participant_id = \(id)",
            "numbering a participant's revision")
        var revision: Int64 = taken.count > 0 ? try taken.int(0, 0) + 1 : 1
        if current.count > 0 {
            // The last revision that is left is an earlier one where a court had the current one removed.
            let isCurrent = try current.bool(0, 2)
            if isCurrent, try current.hash(0, 1) == row.contentHash { continue }
            let last = try current.int(0, 0)
            revision = max(revision, last + 1)
            _ = try session.preparedQuery(
                """
                UPDATE participant SET superseded_us = greatest(recorded_us, \(now.microseconds))
                WHERE shard = \(shard)::smallint AND participant_id = \(id) AND superseded_us IS NULL
                """, "ending a participant's revision")
        }
        _ = try session.preparedQuery(
            """
            INSERT INTO participant (shard, participant_id, revision, recorded_us, legal_entity, kind, legal_name, country,
              vat_id, risk_band, is_person, content_hash, record)
            VALUES (\(shard), \(id), \(revision), \(now.microseconds), \(participant.legalEntity.text),
              \(participant.type.rawValue), \(participant.legalName), \(participant.country.alpha2), \(participant.vatID),
              \(participant.riskBand.rawValue), \(participant.isNaturalPerson), \(row.contentHash.bytes), \(row.record))
            """, "writing a participant")
        try writeDetails(participant, id, shard, revision, session)
    }
}

private func writeDetails(
    _ participant: Participant, _ id: String, _ shard: Int64, _ revision: Int64, _ session: Session
) throws(StoreError) {
    for party in participant.parties {
        _ = try session.preparedQuery(
            """
            INSERT INTO participant_party (shard, participant_id, revision, party, legal_entity)
            VALUES (\(shard), \(id), \(revision), \(party.description), \(participant.legalEntity.text))
            ON CONFLICT DO NOTHING
            """, "writing a participant's parties")
    }
    for (number, period) in participant.kyc.enumerated() {
        _ = try session.preparedQuery(
            """
            INSERT INTO participant_kyc (shard, participant_id, revision, n, status, from_us, to_us, valid_until)
            VALUES (\(shard), \(id), \(revision), \(number), \(period.status.rawValue),
              \(period.from.microseconds), \(period.to?.microseconds), \(period.validUntil?.description)::text::date)
            """, "writing a participant's KYC")
    }
    for (number, account) in participant.accounts.enumerated() {
        _ = try session.preparedQuery(
            """
            INSERT INTO participant_account (shard, participant_id, revision, n, iban, holder, from_us, to_us)
            VALUES (\(shard), \(id), \(revision), \(number), \(account.iban), \(account.holder),
              \(account.from.microseconds), \(account.to?.microseconds))
            """, "writing a participant's accounts")
    }
    for (number, person) in participant.related.enumerated() {
        _ = try session.preparedQuery(
            """
            INSERT INTO participant_relation (shard, participant_id, revision, n, legal_entity, role, name, birth_date,
              country, share_ppm)
            VALUES (\(shard), \(id), \(revision), \(number), \(participant.legalEntity.text), \(person.role),
              \(person.name), \(person.birthDate?.description)::text::date, \(person.country?.alpha2), \(person.sharePPM))
            """, "writing a participant's relations")
    }
}

/// Writes the state of payouts, their holds and their timeline. A frozen payout keeps its state whatever the batch says.
func writePayouts(_ rows: [PayoutRow], _ now: Instant, _ session: Session) throws(StoreError) {
    for row in rows {
        let shard = Int64(row.key.shard)
        let before = try session.preparedQuery(
            """
            SELECT p.state, (SELECT coalesce(max(n), 0) FROM payout_event e WHERE e.shard = p.shard AND e.key_id = p.key_id),
              coalesce(p.outcome < \(row.outcome?.rawValue)::text::outcome, false)
                OR p.amount_micros <> \(row.amount.micros) OR p.currency <> \(row.amount.currency.code)
            FROM payout p WHERE p.shard = \(shard)::smallint AND p.key_id = \(row.keyID) FOR UPDATE
            """, "reading a payout")
        let known = before.count > 0 ? try before.text(0, 0) : nil
        let number = before.count > 0 ? try before.int(0, 1) + 1 : 1
        let isWorse = before.count > 0 ? try before.bool(0, 2) : false
        // Money that is frozen, or has left, is moved by its own transitions alone.
        if let known, ["frozen", "instructed", "executed", "returned"].contains(known) { continue }
        // What a person released is held again where something worse, another amount or another content came since: it has
        // not left yet, and may go to another account than the one that was looked at.
        let isOther = isWorse || row.isAnotherContent
        if known == "released", row.state != "held" || !isOther { continue }
        // A machine may hold again, but what is held or refused only a person lets go.
        let state = known.map { ["held", "rejected"].contains($0) ? $0 : row.state } ?? row.state
        _ = try session.preparedQuery(
            """
            INSERT INTO payout (shard, key_id, payout_id, legal_entity, participant_id, amount_micros, currency, execute_us,
              state, outcome, hold_scope, version, updated_us)
            VALUES (\(shard), \(row.keyID), \(row.payoutID), \(row.legalEntity.text), \(row.participantID),
              \(row.amount.micros), \(row.amount.currency.code), \(row.executeAt.microseconds), \(state),
              \(row.outcome?.rawValue)::text::outcome, \(row.holdScope.rawValue), 1, \(now.microseconds))
            ON CONFLICT (shard, key_id) DO UPDATE SET participant_id = excluded.participant_id,
              amount_micros = excluded.amount_micros, currency = excluded.currency, execute_us = excluded.execute_us,
              state = excluded.state, outcome = excluded.outcome, hold_scope = excluded.hold_scope,
              version = payout.version + 1, updated_us = excluded.updated_us
            """, "writing a payout")
        if known != state {
            _ = try session.preparedQuery(
                """
                INSERT INTO payout_event (shard, key_id, n, at_us, legal_entity, from_state, to_state, actor, reason)
                VALUES (\(shard), \(row.keyID), \(number), \(now.microseconds), \(row.legalEntity.text), \(known),
                  \(state), 'engine', \(row.reason))
                """, "writing a payout's timeline")
        }
        guard let hold = row.hold, state == "held" else { continue }
        // One for each title: the money goes when all have let go.
        _ = try session.preparedQuery(
            """
            INSERT INTO payout_hold (shard, hold_id, key_id, title, opened_us, ends_us, next_step)
            SELECT \(shard)::smallint, nextval('hold_id'), \(row.keyID), \(hold.title), \(now.microseconds),
              \(hold.endsAt.microseconds), \(hold.nextStep)
            WHERE NOT EXISTS (SELECT FROM payout_hold h WHERE h.shard = \(shard)::smallint AND h.key_id = \(row.keyID)
              AND h.released_us IS NULL AND h.title = \(hold.title))
            """, "writing a payout's hold")
    }
}
