/// A hold on a participant covers what the end of its relationship is told of, at every moment (evidence.md section 6.3): its
/// payouts, settlements, sessions and cases, also those that came after it was set.
///
/// `purge_apply` and `envelope_hold` look at it first and then do what they did.
let participantHoldSchema =
    #"""
    SET LOCAL ROLE amplomb_owner;

    -- As the register compares ids: ASCII letters in upper case.
    ALTER TABLE retention_hold ADD COLUMN participant_id text COLLATE "C";
    UPDATE retention_hold h SET participant_id = q.id
    FROM (
      SELECT x.hold_id, min(upper(substr(a.natural_key,
        CASE WHEN a.natural_key >= 'participant:' THEN 13 ELSE 18 END) COLLATE "C")) AS id
      FROM retention_hold x JOIN subject_alias a ON a.alias = x.subject OR a.alias = ANY (x.aliases)
      WHERE a.natural_key >= 'participant:' AND a.natural_key < 'participant;'
        OR a.natural_key >= 'case:participant:' AND a.natural_key < 'case:participant;'
      GROUP BY x.hold_id) q
    WHERE q.hold_id = h.hold_id;
    ALTER TABLE retention_hold
      ADD CONSTRAINT hold_participant_has_aliases CHECK (participant_id IS NULL OR subject IS NOT NULL OR aliases IS NOT NULL);

    -- Aliases under which things about participants are kept, and whose they are.
    CREATE VIEW participant_alias AS
    SELECT a.alias, upper(substr(a.natural_key, 13) COLLATE "C") AS id FROM subject_alias a
    WHERE a.natural_key >= 'participant:' AND a.natural_key < 'participant;'
    UNION ALL
    SELECT a.alias, upper(substr(a.natural_key, 18) COLLATE "C") FROM subject_alias a
    WHERE a.natural_key >= 'case:participant:' AND a.natural_key < 'case:participant;';
    GRANT SELECT ON participant_alias TO amplomb_engine, amplomb_service;

    -- The first hold in force on a participant of one of these parts, given as columns of `retention_source`; null where there
    -- is none. Parties are found as `RetentionRegister` finds them; who is not in the register counts where a record names it.
    CREATE FUNCTION participant_hold(in_subjects bytea[], in_kinds text[], in_shards smallint[], in_numbers bigint[],
      in_counterparties text[]) RETURNS text
    LANGUAGE sql STABLE SET search_path = amplomb, pg_catalog AS $$
      WITH holds AS MATERIALIZED (
        SELECT h.hold_id, upper(h.participant_id COLLATE "C") AS id FROM retention_hold h
        WHERE h.released_us IS NULL AND h.participant_id IS NOT NULL),
      parts AS MATERIALIZED (
        SELECT DISTINCT s.subject, s.kind, s.shard, s.number, s.counterparty
        FROM unnest(in_subjects, in_kinds, in_shards, in_numbers, in_counterparties)
          s (subject, kind, shard, number, counterparty)),
      names AS MATERIALIZED (
        SELECT a.alias, a.id, EXISTS (
          SELECT FROM participant t WHERE upper(t.participant_id COLLATE "C") = a.id UNION ALL
          SELECT FROM past_participant t WHERE upper(t.participant_id COLLATE "C") = a.id) AS is_registered
        FROM participant_alias a WHERE a.alias IN (SELECT s.subject FROM parts s)),
      parties AS MATERIALIZED (
        SELECT DISTINCT h.hold_id, t.party FROM holds h JOIN (
          SELECT participant_id, party FROM participant_party
          UNION ALL SELECT participant_id, party FROM past_participant WHERE party <> '') t
          ON upper(t.participant_id COLLATE "C") = h.id),
      -- The record of a part; its sender stands for nobody where the subject is a participant already.
      records AS MATERIALIZED (
        SELECT k.owner_country || '*' || k.owner_party AS owner,
          CASE k.kind WHEN 'participant' THEN k.id ELSE o.participant_id END AS participant, s.counterparty,
          EXISTS (SELECT FROM names n WHERE n.alias = s.subject AND n.is_registered) AS is_named
        FROM parts s
        JOIN event_key k ON s.kind = 'assessment' AND k.shard = s.shard AND k.key_id = s.number
        LEFT JOIN payout o ON k.kind = 'payout' AND o.shard = k.shard AND o.key_id = k.key_id
        UNION ALL
        -- Those that a case is about.
        SELECT k.owner_country || '*' || k.owner_party,
          CASE k.kind WHEN 'participant' THEN k.id ELSE o.participant_id END, d.counterparty, false
        FROM (SELECT DISTINCT s.shard, s.number FROM parts s WHERE s.kind = 'case_event') c
        JOIN case_file f ON f.shard = c.shard AND f.number = c.number
        JOIN case_item i ON i.shard = f.shard AND i.case_id = f.case_id
        JOIN event_key k ON k.shard = i.event_shard AND k.key_id = i.event_key_id
        LEFT JOIN payout o ON k.kind = 'payout' AND o.shard = k.shard AND o.key_id = k.key_id
        LEFT JOIN assessment a ON a.shard = k.shard AND a.key_id = k.key_id AND a.revision = k.assessment_revision
          AND a.at_us = k.assessed_at_us
        LEFT JOIN retention_source d ON d.log_id = 1 AND d.entry_id = a.entry_id AND d.field_group = 'decision')
      SELECT 'H-' || min(q.hold_id) FROM (
        SELECT h.hold_id FROM names n JOIN holds h ON h.id = n.id
        UNION ALL
        SELECT h.hold_id FROM records r JOIN holds h ON h.id = upper(r.participant COLLATE "C")
          OR h.id = upper(r.counterparty COLLATE "C")
        UNION ALL
        SELECT p.hold_id FROM records r JOIN parties p ON p.party = r.owner
        WHERE r.participant IS NULL AND NOT r.is_named) q
    $$;
    REVOKE ALL ON FUNCTION participant_hold(bytea[], text[], smallint[], bigint[], text[]) FROM PUBLIC;
    """# + participantPurgeSchema

private let participantPurgeSchema = #"""

    ALTER FUNCTION purge_apply(bigint, bytea, bigint, bigint) RENAME TO purge_unheld;
    REVOKE ALL ON FUNCTION purge_unheld(bigint, bytea, bigint, bigint) FROM PUBLIC, amplomb_purger;
    CREATE FUNCTION purge_apply(in_plan_id bigint, in_rule_hash bytea, in_now_us bigint, in_to_idx bigint)
    RETURNS TABLE (idx bigint, field_group text)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = amplomb, pg_catalog AS $$
    #variable_conflict use_column
    DECLARE plan retention_plan; held text;
    BEGIN
      SELECT * INTO plan FROM retention_plan WHERE plan_id = in_plan_id FOR UPDATE;
      -- No hold can come between the look and the deletion.
      LOCK TABLE retention_hold IN SHARE MODE;
      IF EXISTS (SELECT FROM retention_hold h WHERE h.released_us IS NULL AND h.participant_id IS NOT NULL) THEN
        SELECT participant_hold(array_agg(d.subject), array_agg(d.kind), array_agg(d.source_shard),
          array_agg(d.source_number), array_agg(d.counterparty)) INTO held
        FROM retention_plan_range r
        -- Each range by the index of the log, each payload by its key, as where they are deleted.
        CROSS JOIN LATERAL (SELECT entry_id FROM evidence_entry x WHERE x.log_id = 1
          AND x.idx >= greatest(r.from_idx, plan.done_to) AND x.idx < least(r.to_idx, in_to_idx) OFFSET 0) e
        CROSS JOIN LATERAL (
          SELECT x.subject, x.kind, x.source_shard, x.source_number, x.counterparty FROM retention_source x
          WHERE x.log_id = 1 AND x.entry_id = e.entry_id AND x.field_group = r.field_group OFFSET 0) d
        WHERE r.plan_id = in_plan_id AND r.log_id = 1 AND r.to_idx > plan.done_to AND r.from_idx < in_to_idx;
        IF held IS NOT NULL THEN
          RAISE EXCEPTION 'a part of the plan is under hold %', held USING ERRCODE = 'AM002';
        END IF;
      END IF;
      RETURN QUERY SELECT * FROM purge_unheld(in_plan_id, in_rule_hash, in_now_us, in_to_idx);
    END $$;
    REVOKE ALL ON FUNCTION purge_apply(bigint, bytea, bigint, bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION purge_apply(bigint, bytea, bigint, bigint) TO amplomb_purger;

    -- The same for an entry that a court orders to go. Where no payload is left to say whose record it was, the record's
    -- own name tells it.
    ALTER FUNCTION envelope_hold(evidence_entry) RENAME TO envelope_hold_stated;
    CREATE FUNCTION envelope_hold(e evidence_entry) RETURNS text
    LANGUAGE sql STABLE SET search_path = amplomb, pg_catalog AS $$
      SELECT coalesce(envelope_hold_stated(e), (
        SELECT participant_hold(array_agg(e.subject), array_agg(e.kind), array_agg(s.shard), array_agg(s.number),
          array_agg(s.counterparty))
        FROM (
          SELECT NULL::smallint AS shard, NULL::bigint AS number, NULL::text AS counterparty
          UNION ALL
          SELECT d.source_shard, d.source_number, d.counterparty FROM retention_source d
          WHERE d.log_id = e.log_id AND d.entry_id = e.entry_id
          UNION ALL
          SELECT n.shard, n.number, NULL FROM (
            SELECT 'assessment' AS kind, k.shard, k.key_id AS number, a.alias,
              k.kind || ':' || k.owner_country || '*' || k.owner_party || ':' || k.id AS record_id
            FROM event_key k JOIN subject_alias a ON a.natural_key = 'owner:' || k.owner_country || '*' || k.owner_party
            UNION ALL
            SELECT 'case_event', c.shard, c.number, a.alias, c.case_id
            FROM case_file c JOIN subject_alias a ON a.natural_key = 'owner:amplomb') n
          WHERE n.kind = e.kind
            AND EXISTS (SELECT FROM retention_hold h WHERE h.released_us IS NULL AND h.participant_id IS NOT NULL)
            AND NOT EXISTS (SELECT FROM evidence_payload d WHERE d.log_id = e.log_id AND d.entry_id = e.entry_id
              AND d.source_number IS NOT NULL)
            AND e.record = substring(sha256(convert_to(n.kind, 'UTF8') || '\x00'::bytea
              || convert_to(encode(n.alias, 'hex'), 'UTF8') || '\x00'::bytea || convert_to(n.record_id, 'UTF8')) FOR 16)) s))
    $$;
    REVOKE ALL ON FUNCTION envelope_hold(evidence_entry), envelope_hold_stated(evidence_entry) FROM PUBLIC;
    """#
