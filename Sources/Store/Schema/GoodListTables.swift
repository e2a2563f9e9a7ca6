/// The good-list for screening: what was decided, on which state of both sides, by whom (screening.md section 9).
///
/// A decision on a hold or a stop counts only with the approval of another person, and the approval is the row of
/// `case_approval` that a foreign key ties to this decision, its owner and its approver: no writer gets round it. Whatever was
/// ever in force stays, so that an assessment of that time replays.
let goodListSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE SEQUENCE good_list_number;

    ALTER TABLE case_approval ADD CONSTRAINT approval_persons
      UNIQUE (shard, case_id, approval_id, decision, proposer_person, approver_person);

    ALTER TABLE good_list
      ADD COLUMN subject text COLLATE "C" GENERATED ALWAYS AS (identifiers[1]) STORED,
      ADD COLUMN list_id text NOT NULL,
      ADD COLUMN list_entry text COLLATE "C" NOT NULL,
      ADD COLUMN band text NOT NULL CHECK (band IN ('review', 'hold', 'stop')),
      ADD COLUMN match_score integer NOT NULL CHECK (match_score BETWEEN 0 AND 10000),
      ADD COLUMN tables_hash bytea NOT NULL CHECK (length(tables_hash) = 32),
      ADD COLUMN engine_hash bytea NOT NULL CHECK (length(engine_hash) = 32),
      ADD COLUMN state text NOT NULL CHECK (state IN ('proposed', 'active', 'revoked')),
      ADD COLUMN decided_us bigint NOT NULL,
      ADD COLUMN approver_person text,
      ADD COLUMN revoked_by text,
      ADD COLUMN revoke_reason text CHECK (length(revoke_reason) >= 20),
      ADD CONSTRAINT good_list_hashes CHECK (length(excused_hash) = 32 AND length(subject_hash) = 32),
      ADD CONSTRAINT good_list_owner CHECK (length(owner_person) > 0
        AND lower(btrim(approver_person)) <> lower(btrim(owner_person))),
      ADD CONSTRAINT good_list_two_persons CHECK (state <> 'active' OR band = 'review'
        OR (approval_id IS NOT NULL AND approval_decision IS NOT NULL AND approver_person IS NOT NULL)),
      ADD CONSTRAINT good_list_approval CHECK ((approval_id IS NULL) = (approval_decision IS NULL)
        AND (approval_id IS NULL) = (approver_person IS NULL)),
      ADD CONSTRAINT good_list_revoked CHECK ((state = 'revoked') = (revoked_us IS NOT NULL)
        AND (revoked_us IS NULL) = (revoked_by IS NULL) AND (revoked_us IS NULL) = (revoke_reason IS NULL)),
      ADD CONSTRAINT good_list_persons
        FOREIGN KEY (shard, object_id, approval_id, approval_decision, owner_person, approver_person)
        REFERENCES case_approval (shard, case_id, approval_id, decision, proposer_person, approver_person);
    CREATE INDEX good_list_subject ON good_list (shard, subject);
    CREATE INDEX good_list_number_index ON good_list (entry_id);
    CREATE INDEX case_item_list_entry ON case_item (list_entry) WHERE list_entry IS NOT NULL;

    GRANT USAGE ON SEQUENCE good_list_number TO amplomb_engine, amplomb_service;
    REVOKE UPDATE ON good_list FROM amplomb_engine, amplomb_service;
    GRANT UPDATE (state, from_us, approval_id, approval_decision, approver_person, revoked_us, revoked_by, revoke_reason)
      ON good_list TO amplomb_engine, amplomb_service;
    """
