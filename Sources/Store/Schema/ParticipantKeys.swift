/// One key for a participant, in capitals like that of its events. Before, an id was a key as it was spelled: what came as
/// `q-1` and again as `Q-1` stood in the register twice, both in force, and after a start either might count.
///
/// The revisions of all spellings become one sequence in the order of recorded time. Last, and in force, is the content that
/// counts by the head of the participant's event. Ids that came in capitals alone are not touched.
let participantKeySchema = """
    SET LOCAL ROLE amplomb_owner;

    -- The shard of 'participant:ID': FNV-1a modulo 1,024, for which its low ten bits are enough.
    CREATE FUNCTION participant_shard(id text) RETURNS smallint LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    DECLARE
      bytes bytea := convert_to('participant:' || id, 'UTF8');
      hash integer := 805;
    BEGIN
      FOR i IN 0 .. length(bytes) - 1 LOOP
        hash := (hash # get_byte(bytes, i)) * 435 % 1024;
      END LOOP;
      RETURN hash;
    END $$;

    CREATE TABLE participant_move AS
    SELECT p.shard AS old_shard, p.participant_id AS old_id, p.revision AS old_revision,
      participant_shard(g.id) AS shard, g.id, (row_number() OVER w)::integer AS revision, lead(p.recorded_us) OVER w AS next_us
    FROM participant p
    JOIN (SELECT DISTINCT upper(participant_id) AS id FROM participant
      WHERE participant_id <> upper(participant_id)) g ON g.id = upper(p.participant_id)
    LEFT JOIN (SELECT DISTINCT id, content_hash FROM event_key WHERE kind = 'participant') k
      ON k.id = g.id AND k.content_hash = p.content_hash
    WINDOW w AS (PARTITION BY g.id ORDER BY k.id IS NOT NULL, p.recorded_us, p.revision, p.participant_id);

    ALTER TABLE participant_party DROP CONSTRAINT participant_party_shard_participant_id_revision_fkey;
    ALTER TABLE participant_kyc DROP CONSTRAINT participant_kyc_shard_participant_id_revision_fkey;
    ALTER TABLE participant_account DROP CONSTRAINT participant_account_shard_participant_id_revision_fkey;
    ALTER TABLE participant_relation DROP CONSTRAINT participant_relation_shard_participant_id_revision_fkey;

    -- What is not the last revision ends where the next one begins; only then may two spellings meet under one key.
    UPDATE participant p SET superseded_us = greatest(p.recorded_us, m.next_us) FROM participant_move m
    WHERE p.shard = m.old_shard AND p.participant_id = m.old_id AND p.revision = m.old_revision AND m.next_us IS NOT NULL;

    -- Below zero first: a number that is given to one revision may still be that of another.
    UPDATE participant p SET shard = m.shard, participant_id = m.id, revision = -m.revision,
      superseded_us = CASE WHEN m.next_us IS NULL THEN NULL ELSE p.superseded_us END FROM participant_move m
    WHERE p.shard = m.old_shard AND p.participant_id = m.old_id AND p.revision = m.old_revision;
    UPDATE participant_party p SET shard = m.shard, participant_id = m.id, revision = -m.revision FROM participant_move m
    WHERE p.shard = m.old_shard AND p.participant_id = m.old_id AND p.revision = m.old_revision;
    UPDATE participant_kyc p SET shard = m.shard, participant_id = m.id, revision = -m.revision FROM participant_move m
    WHERE p.shard = m.old_shard AND p.participant_id = m.old_id AND p.revision = m.old_revision;
    UPDATE participant_account p SET shard = m.shard, participant_id = m.id, revision = -m.revision FROM participant_move m
    WHERE p.shard = m.old_shard AND p.participant_id = m.old_id AND p.revision = m.old_revision;
    UPDATE participant_relation p SET shard = m.shard, participant_id = m.id, revision = -m.revision FROM participant_move m
    WHERE p.shard = m.old_shard AND p.participant_id = m.old_id AND p.revision = m.old_revision;
    UPDATE participant SET revision = -revision WHERE revision < 0;
    UPDATE participant_party SET revision = -revision WHERE revision < 0;
    UPDATE participant_kyc SET revision = -revision WHERE revision < 0;
    UPDATE participant_account SET revision = -revision WHERE revision < 0;
    UPDATE participant_relation SET revision = -revision WHERE revision < 0;

    ALTER TABLE participant_party ADD FOREIGN KEY (shard, participant_id, revision) REFERENCES participant;
    ALTER TABLE participant_kyc ADD FOREIGN KEY (shard, participant_id, revision) REFERENCES participant;
    ALTER TABLE participant_account ADD FOREIGN KEY (shard, participant_id, revision) REFERENCES participant;
    ALTER TABLE participant_relation ADD FOREIGN KEY (shard, participant_id, revision) REFERENCES participant;

    INSERT INTO past_participant
    SELECT participant_shard(upper(participant_id)), upper(participant_id), country, party FROM past_participant
    WHERE participant_id <> upper(participant_id) ON CONFLICT DO NOTHING;
    DELETE FROM past_participant WHERE participant_id <> upper(participant_id);

    -- From now on the database refuses a second spelling.
    ALTER TABLE participant ADD CONSTRAINT participant_key_is_upper CHECK (participant_id = upper(participant_id));

    DROP TABLE participant_move;
    DROP FUNCTION participant_shard(text);
    """
