/// Who the parties of a session and of a case are, without exceptions: a case by every decision about its records, not by the
/// latest alone, and a participant under whatever id it has.
///
/// A record that is corrected may name another participant. What was written about the first one stays in the case.
let participantPartySchema =
    #"""
    SET LOCAL ROLE amplomb_owner;

    -- The participant of a session's token as the decision states it; null where it states none or is no decision. Without a
    -- parser of JSON, and without a search path of its own: a plan asks it of every session. Nothing here may fail, or one odd
    -- payload would stop every plan; a handler of errors would keep the query from running in parallel.
    CREATE FUNCTION decision_counterparty(payload bytea) RETURNS text
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    DECLARE
      place integer := position('"counterparty.id":"'::bytea IN payload);
      rest bytea;
      word text;
    BEGIN
      IF place = 0 THEN RETURN NULL; END IF;
      rest := substring(payload FROM place + 19);
      -- Other than ASCII, zero bytes and backslashes have a backslash in this form.
      word := pg_catalog.encode(substring(rest FROM 1 FOR greatest(position('"'::bytea IN rest), 1) - 1), 'escape');
      IF position('\' IN word) = 0 THEN RETURN nullif(word, ''); END IF;
      DECLARE
        follow CONSTANT text := '\\2[0-7][0-7]';
      BEGIN
        -- Up to the closing quote, if these are characters of UTF-8 and escapes of canonical JSON.
        word := substring(pg_catalog.encode(rest, 'escape') FROM
          '^((?:[^\u0001-\u001f"\\]|\\\\"|\\\\\\\\|\\\\u00(?:0[1-9a-fA-F]|[1-9a-fA-F][0-9a-fA-F])'
          || '|\\3(?:0[2-7]|[1-3][0-7])' || follow
          || '|\\340\\2[4-7][0-7]' || follow
          || '|\\355\\2[0-3][0-7]' || follow
          || '|\\3(?:4[1-7]|5[0-467])' || follow || follow
          || '|\\360\\2[2-7][0-7]' || follow || follow
          || '|\\36[1-3]' || follow || follow || follow
          || '|\\364\\2[01][0-7]' || follow || follow
          || ')*)"');
        RETURN ('"' || pg_catalog.convert_from(pg_catalog.decode(word, 'escape'), 'UTF8') || '"')::jsonb #>> '{}';
      END;
    END $$;
    REVOKE ALL ON FUNCTION decision_counterparty(bytea) FROM PUBLIC;
    -- A view calls functions as whoever reads it.
    GRANT EXECUTE ON FUNCTION decision_counterparty(bytea) TO amplomb_engine, amplomb_service;

    -- As migration 18 wrote it, but for the counterparty: that ended after 64 bytes and had ASCII alone.
    CREATE OR REPLACE VIEW retention_source AS
    SELECT p.log_id, e.idx, p.entry_id, p.field_group, e.kind, e.class, e.country, e.subject, e.record, e.occurred_us,
      e.envelope, octet_length(p.payload) AS payload_bytes, p.source_shard, p.source_number, p.retain_until, p.deciding_rule,
      k.shard AS event_shard, k.key_id AS event_number, k.legal_entity, k.owner_country || '*' || k.owner_party AS owner,
      CASE k.kind WHEN 'participant' THEN k.id ELSE o.participant_id END AS participant,
      CASE WHEN e.class = 'session' AND p.field_group = 'decision' THEN decision_counterparty(p.payload) END AS counterparty
    FROM evidence_payload p
    JOIN evidence_entry e ON e.log_id = p.log_id AND e.entry_id = p.entry_id
    LEFT JOIN event_key k ON e.kind = 'assessment' AND k.shard = p.source_shard AND k.key_id = p.source_number
    LEFT JOIN payout o ON k.kind = 'payout' AND o.shard = k.shard AND o.key_id = k.key_id;
    """# + participantPartyHoldSchema + pastPartySchema

private let participantPartyHoldSchema = #"""

    -- As migration 22 wrote it, with every assessment of the records of a case. Ids of the register are in upper case since
    -- migration 21. Lists are compared by IN, which reads each once whatever the planner expects of their length.
    CREATE OR REPLACE FUNCTION participant_hold(in_subjects bytea[], in_kinds text[], in_shards smallint[],
      in_numbers bigint[], in_counterparties text[]) RETURNS text
    LANGUAGE sql STABLE SET search_path = amplomb, pg_catalog AS $$
      WITH holds AS MATERIALIZED (
        SELECT h.hold_id, upper(h.participant_id COLLATE "C") AS id FROM retention_hold h
        WHERE h.released_us IS NULL AND h.participant_id IS NOT NULL),
      parts AS MATERIALIZED (
        SELECT DISTINCT s.subject, s.kind, s.shard, s.number, s.counterparty
        FROM unnest(in_subjects, in_kinds, in_shards, in_numbers, in_counterparties)
          s (subject, kind, shard, number, counterparty)),
      names AS MATERIALIZED (
        SELECT a.alias, a.id, a.id IN (
          SELECT t.participant_id FROM participant t UNION
          SELECT t.participant_id FROM past_participant t) AS is_registered
        FROM participant_alias a WHERE a.alias IN (SELECT s.subject FROM parts s)),
      parties AS MATERIALIZED (
        SELECT DISTINCT h.hold_id, t.party FROM holds h JOIN (
          SELECT participant_id, party FROM participant_party
          UNION ALL SELECT participant_id, party FROM past_participant WHERE party <> '') t ON t.participant_id = h.id),
      -- The record of a part; its sender stands for nobody where the subject is a participant already.
      records AS MATERIALIZED (
        SELECT k.owner_country || '*' || k.owner_party AS owner,
          CASE k.kind WHEN 'participant' THEN k.id ELSE o.participant_id END AS participant, s.counterparty,
          coalesce(s.subject IN (SELECT n.alias FROM names n WHERE n.is_registered), false) AS is_named
        FROM parts s
        JOIN event_key k ON s.kind = 'assessment' AND k.shard = s.shard AND k.key_id = s.number
        LEFT JOIN payout o ON k.kind = 'payout' AND o.shard = k.shard AND o.key_id = k.key_id
        UNION ALL
        -- Those that a case is about, as every decision about them knew them.
        SELECT k.owner_country || '*' || k.owner_party,
          CASE k.kind WHEN 'participant' THEN k.id ELSE o.participant_id END, d.counterparty, false
        FROM (
          SELECT DISTINCT i.event_shard, i.event_key_id
          FROM (SELECT DISTINCT s.shard, s.number FROM parts s WHERE s.kind = 'case_event') c
          JOIN case_file f ON f.shard = c.shard AND f.number = c.number
          JOIN case_item i ON i.shard = f.shard AND i.case_id = f.case_id) i
        JOIN event_key k ON k.shard = i.event_shard AND k.key_id = i.event_key_id
        LEFT JOIN payout o ON k.kind = 'payout' AND o.shard = k.shard AND o.key_id = k.key_id
        LEFT JOIN assessment a ON a.shard = k.shard AND a.key_id = k.key_id
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
    """#

private let pastPartySchema = #"""

    -- As migration 18 wrote it, with ids compared as the register does: ASCII letters in upper case, in whatever locale.
    CREATE OR REPLACE FUNCTION purge_subjects(in_plan_id bigint) RETURNS void
    LANGUAGE plpgsql SET search_path = amplomb, pg_catalog AS $$
    DECLARE needed text[]; forgotten text[] := '{}';
    BEGIN
      IF EXISTS (SELECT FROM past_participant) THEN
        WITH records AS (
          SELECT DISTINCT s.owner, s.participant, s.counterparty FROM retention_source s
          WHERE s.log_id = 1 AND s.event_number IS NOT NULL AND s.field_group <> 'tax'
          UNION
          SELECT k.owner_country || '*' || k.owner_party,
            CASE k.kind WHEN 'participant' THEN k.id ELSE o.participant_id END, NULL
          FROM (SELECT DISTINCT s.source_number FROM retention_source s
            WHERE s.log_id = 1 AND s.kind = 'case_event' AND s.source_number IS NOT NULL) c
          JOIN case_item i ON i.case_id = 'C-' || c.source_number
          JOIN event_key k ON k.shard = i.event_shard AND k.key_id = i.event_key_id
          LEFT JOIN payout o ON k.kind = 'payout' AND o.shard = k.shard AND o.key_id = k.key_id)
        SELECT array_agg(DISTINCT t.participant_id) INTO needed
        FROM past_participant t JOIN records r ON r.owner = t.party OR upper(r.participant COLLATE "C") = t.participant_id
          OR upper(r.counterparty COLLATE "C") = t.participant_id;
        WITH gone AS (
          DELETE FROM past_participant t WHERE NOT t.participant_id = ANY (coalesce(needed, '{}'))
          RETURNING t.participant_id)
        SELECT coalesce(array_agg(DISTINCT 'PARTICIPANT:' || participant_id), '{}') INTO forgotten FROM gone;
      END IF;
      WITH subjects AS (
        SELECT DISTINCT e.subject FROM retention_plan_range r
        JOIN evidence_entry e ON e.log_id = r.log_id AND e.idx >= r.from_idx AND e.idx < r.to_idx
        WHERE r.plan_id = in_plan_id AND r.log_id = 1 AND e.subject IS NOT NULL
        UNION
        SELECT s.alias FROM subject_alias s WHERE upper(s.natural_key) = ANY (forgotten)),
      living AS (
        SELECT DISTINCT e.subject FROM evidence_entry e JOIN evidence_payload d USING (log_id, entry_id)
        WHERE e.log_id = 1 AND e.subject IS NOT NULL AND e.kind <> 'date'),
      needed_still AS (
        SELECT DISTINCT 'PARTICIPANT:' || t.participant_id AS natural_key FROM past_participant t)
      DELETE FROM subject_alias s USING subjects q
      WHERE s.alias = q.subject AND NOT EXISTS (SELECT FROM living l WHERE l.subject = q.subject)
        AND NOT EXISTS (SELECT FROM needed_still n WHERE n.natural_key = upper(s.natural_key));
    END $$;
    """#
