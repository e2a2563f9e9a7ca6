/// Events that wait to be judged, and the explanation kept once.
///
/// A run that brings history against the order of time first stores it and then judges: an event whose decision waits, or
/// does not rest on its windows as they stand any more, has a row here until it is judged (rules.md section 4).
/// The explanation of a decision is the payload of its evidence entry; the assessment names the entry.
let pendingSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE TABLE assessment_pending (
      shard smallint NOT NULL,
      key_id bigint NOT NULL,
      cause text NOT NULL,
      PRIMARY KEY (shard, key_id)
    );
    GRANT SELECT, INSERT, DELETE ON assessment_pending TO amplomb_engine;
    GRANT SELECT ON assessment_pending TO amplomb_service;

    ALTER TABLE assessment ADD COLUMN entry_id bytea CHECK (length(entry_id) = 32);
    UPDATE assessment a SET entry_id = p.entry_id FROM evidence_payload p
      WHERE p.log_id = 1 AND p.field_group = 'decision' AND sha256(p.payload) = a.decision_hash;
    ALTER TABLE assessment DROP COLUMN result;
    ALTER TABLE assessment ALTER COLUMN entry_id SET NOT NULL;
    """
