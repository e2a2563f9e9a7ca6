/// Who stands behind a part, and participants who left the register while records of theirs are kept: the end of a
/// relationship counts for all of its records, also for those that are kept longer than the participant's own.
let retentionPartySchema = #"""
    SET LOCAL ROLE amplomb_owner;

    -- A part with what the working tables say about the parties of its record. The participant of a session's token stands
    -- in the decision alone.
    CREATE VIEW retention_source AS
    SELECT p.log_id, e.idx, p.entry_id, p.field_group, e.kind, e.class, e.country, e.subject, e.record, e.occurred_us,
      e.envelope, octet_length(p.payload) AS payload_bytes, p.source_shard, p.source_number, p.retain_until, p.deciding_rule,
      k.shard AS event_shard, k.key_id AS event_number, k.legal_entity, k.owner_country || '*' || k.owner_party AS owner,
      CASE k.kind WHEN 'participant' THEN k.id ELSE o.participant_id END AS participant,
      CASE WHEN e.class = 'session' AND p.field_group = 'decision' THEN nullif(split_part(encode(substr(p.payload,
        nullif(position('"counterparty.id":"'::bytea IN p.payload), 0) + 19, 64), 'escape'), '"', 1), '') END AS counterparty
    FROM evidence_payload p
    JOIN evidence_entry e ON e.log_id = p.log_id AND e.entry_id = p.entry_id
    LEFT JOIN event_key k ON e.kind = 'assessment' AND k.shard = p.source_shard AND k.key_id = p.source_number
    LEFT JOIN payout o ON k.kind = 'payout' AND o.shard = k.shard AND o.key_id = k.key_id;
    GRANT SELECT ON retention_source TO amplomb_engine, amplomb_service;

    -- No name, no account: the id that stays in payouts anyway, countries and party codes.
    CREATE TABLE past_participant (
      shard smallint NOT NULL,
      participant_id text COLLATE "C" NOT NULL,
      country text NOT NULL,
      -- Empty in the row of the participant itself.
      party text COLLATE "C" NOT NULL,
      PRIMARY KEY (shard, participant_id, country, party)
    );
    GRANT SELECT ON past_participant TO amplomb_engine, amplomb_service;

    CREATE FUNCTION keep_past_participant() RETURNS trigger LANGUAGE plpgsql SET search_path = amplomb, pg_catalog AS $$
    BEGIN
      INSERT INTO past_participant VALUES (OLD.shard, OLD.participant_id, OLD.country, '') ON CONFLICT DO NOTHING;
      RETURN OLD;
    END $$;
    CREATE FUNCTION keep_past_party() RETURNS trigger LANGUAGE plpgsql SET search_path = amplomb, pg_catalog AS $$
    BEGIN
      INSERT INTO past_participant
      SELECT p.shard, p.participant_id, p.country, OLD.party FROM participant p
      WHERE p.shard = OLD.shard AND p.participant_id = OLD.participant_id AND p.revision = OLD.revision
      ON CONFLICT DO NOTHING;
      RETURN OLD;
    END $$;
    CREATE TRIGGER keep_past BEFORE DELETE ON participant FOR EACH ROW EXECUTE FUNCTION keep_past_participant();
    CREATE TRIGGER keep_past BEFORE DELETE ON participant_party FOR EACH ROW EXECUTE FUNCTION keep_past_party();

    -- Aliases of subjects of whom no payload is left: without them nobody can link the envelopes again. That of a past
    -- participant stays as long as a record is kept whose relationship it tells the end of.
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
        FROM past_participant t JOIN records r ON r.owner = t.party OR upper(r.participant) = upper(t.participant_id)
          OR upper(r.counterparty) = upper(t.participant_id);
        WITH gone AS (
          DELETE FROM past_participant t WHERE NOT t.participant_id = ANY (coalesce(needed, '{}'))
          RETURNING t.participant_id)
        SELECT coalesce(array_agg(DISTINCT 'PARTICIPANT:' || upper(participant_id)), '{}') INTO forgotten FROM gone;
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
        SELECT DISTINCT 'PARTICIPANT:' || upper(t.participant_id) AS natural_key FROM past_participant t)
      DELETE FROM subject_alias s USING subjects q
      WHERE s.alias = q.subject AND NOT EXISTS (SELECT FROM living l WHERE l.subject = q.subject)
        AND NOT EXISTS (SELECT FROM needed_still n WHERE n.natural_key = upper(s.natural_key));
    END $$;
    """#
