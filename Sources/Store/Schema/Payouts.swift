/// The life of a payout, freezes and licences (duties.md sections 2 and 3).
///
/// A frozen payout leaves that state only by `unfreeze_id`, and what may stand there is bound by keys: a licence use
/// within cap, currency and date, a recorded delisting, or "wrong person" decided by two. `frozen_by` is written by the
/// function `payout_freeze` alone; no login role has the right to change it.
let payoutSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE SEQUENCE freeze_id;
    CREATE TABLE freeze_order (
      shard smallint NOT NULL,
      freeze_id bigint NOT NULL,
      legal_entity text NOT NULL,
      subject_kind text NOT NULL,
      subject_id text COLLATE "C" NOT NULL,
      law text NOT NULL,
      authority text NOT NULL,
      list_entry text NOT NULL,
      list_version text NOT NULL,
      from_us bigint NOT NULL,
      to_us bigint CHECK (to_us > from_us),
      assets jsonb NOT NULL,
      object_id text GENERATED ALWAYS AS ('F-' || freeze_id) STORED,
      PRIMARY KEY (shard, freeze_id),
      UNIQUE (shard, freeze_id, object_id)
    );
    CREATE TABLE licence (
      shard smallint NOT NULL,
      licence_id bigint NOT NULL,
      freeze_id bigint NOT NULL,
      authority text NOT NULL,
      number text NOT NULL,
      scope text NOT NULL,
      cap_micros bigint NOT NULL CHECK (cap_micros > 0),
      currency text NOT NULL,
      expires_us bigint NOT NULL,
      PRIMARY KEY (shard, licence_id),
      UNIQUE (shard, licence_id, freeze_id, cap_micros, currency, expires_us),
      FOREIGN KEY (shard, freeze_id) REFERENCES freeze_order
    );

    CREATE TABLE payout (
      shard smallint NOT NULL,
      key_id bigint NOT NULL,
      payout_id text NOT NULL,
      legal_entity text NOT NULL,
      participant_id text,
      amount_micros bigint NOT NULL,
      currency text NOT NULL,
      execute_us bigint NOT NULL,
      state text NOT NULL CHECK (state IN ('received', 'assessed', 'cleared', 'held', 'released', 'rejected', 'frozen',
        'instructed', 'executed', 'returned')),
      outcome outcome,
      hold_scope text NOT NULL CHECK (hold_scope IN ('payee', 'payer', 'none')),
      version bigint NOT NULL,
      updated_us bigint NOT NULL,
      frozen_by bigint,
      unfreeze_id bigint,
      PRIMARY KEY (shard, key_id),
      UNIQUE (shard, key_id, amount_micros, currency),
      FOREIGN KEY (shard, frozen_by) REFERENCES freeze_order,
      CHECK (state <> 'frozen' OR frozen_by IS NOT NULL),
      CHECK (unfreeze_id IS NULL OR frozen_by IS NOT NULL),
      CONSTRAINT frozen_stays CHECK (frozen_by IS NULL OR state = 'frozen' OR unfreeze_id IS NOT NULL)
    );
    CREATE INDEX payout_by_state ON payout (state, execute_us) WHERE state IN ('held', 'frozen', 'assessed', 'received');

    CREATE SEQUENCE unfreeze_id;
    -- Why one payout left its freeze. Money and currency are those of the payout, by key.
    CREATE TABLE unfreeze (
      shard smallint NOT NULL,
      unfreeze_id bigint NOT NULL,
      key_id bigint NOT NULL,
      freeze_id bigint NOT NULL,
      freeze_object text NOT NULL GENERATED ALWAYS AS ('F-' || freeze_id) STORED,
      kind text NOT NULL CHECK (kind IN ('licence', 'delisting', 'wrong_person')),
      amount_micros bigint NOT NULL,
      currency text NOT NULL,
      at_us bigint NOT NULL,
      approval_id bigint NOT NULL,
      approval_decision text NOT NULL CHECK (approval_decision = 'approve'),
      list_version text,
      list_entry text,
      licence_id bigint,
      licence_cap_micros bigint,
      licence_currency text,
      licence_expires_us bigint,
      use_no integer,
      previous_no integer,
      used_before_micros bigint,
      used_after_micros bigint GENERATED ALWAYS AS (used_before_micros + amount_micros) STORED,
      PRIMARY KEY (shard, unfreeze_id),
      UNIQUE (shard, unfreeze_id, key_id, freeze_id),
      UNIQUE (shard, licence_id, use_no, used_after_micros),
      UNIQUE (shard, licence_id, use_no),
      FOREIGN KEY (shard, key_id, amount_micros, currency)
        REFERENCES payout (shard, key_id, amount_micros, currency),
      FOREIGN KEY (shard, freeze_id) REFERENCES freeze_order,
      FOREIGN KEY (shard, freeze_object, approval_id, approval_decision)
        REFERENCES case_approval (shard, case_id, approval_id, decision),
      FOREIGN KEY (shard, licence_id, freeze_id, licence_cap_micros, licence_currency, licence_expires_us)
        REFERENCES licence (shard, licence_id, freeze_id, cap_micros, currency, expires_us),
      FOREIGN KEY (shard, licence_id, previous_no, used_before_micros)
        REFERENCES unfreeze (shard, licence_id, use_no, used_after_micros),
      CONSTRAINT delisting_is_recorded CHECK (kind <> 'delisting' OR (list_version IS NOT NULL AND list_entry IS NOT NULL)),
      CONSTRAINT licence_covers CHECK (kind <> 'licence' OR (
        licence_id IS NOT NULL AND licence_cap_micros IS NOT NULL AND licence_currency IS NOT NULL
        AND licence_expires_us IS NOT NULL AND use_no IS NOT NULL AND used_before_micros IS NOT NULL
        AND currency = licence_currency AND at_us < licence_expires_us
        AND used_before_micros + amount_micros <= licence_cap_micros
        AND ((use_no = 1 AND previous_no IS NULL AND used_before_micros = 0)
          OR (use_no > 1 AND previous_no IS NOT NULL AND previous_no = use_no - 1))))
    );
    ALTER TABLE payout ADD FOREIGN KEY (shard, unfreeze_id, key_id, frozen_by)
      REFERENCES unfreeze (shard, unfreeze_id, key_id, freeze_id);
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON unfreeze
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    ALTER TABLE unfreeze ENABLE ALWAYS TRIGGER append_only;

    CREATE FUNCTION payout_freeze(in_shard smallint, in_key_id bigint, in_freeze_id bigint, in_at_us bigint)
    RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = amplomb, pg_catalog AS $$
      WITH frozen AS (
        UPDATE payout SET state = 'frozen', frozen_by = in_freeze_id, unfreeze_id = NULL, version = version + 1,
          updated_us = in_at_us
        WHERE shard = in_shard AND key_id = in_key_id AND state NOT IN ('executed', 'returned')
          AND (frozen_by IS NULL OR unfreeze_id IS NOT NULL) RETURNING 1)
      SELECT EXISTS (SELECT FROM frozen)
    $$;
    REVOKE ALL ON FUNCTION payout_freeze(smallint, bigint, bigint, bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION payout_freeze(smallint, bigint, bigint, bigint) TO amplomb_engine, amplomb_service;

    CREATE SEQUENCE hold_id;
    -- No hold is without a title, an end and a next step.
    CREATE TABLE payout_hold (
      shard smallint NOT NULL,
      hold_id bigint NOT NULL,
      key_id bigint NOT NULL,
      title text NOT NULL CHECK (title IN ('freeze', 'fiu', 'due_diligence_incomplete', 'fraud_suspicion', 'error')),
      case_id text,
      opened_us bigint NOT NULL,
      ends_us bigint NOT NULL CHECK (ends_us > opened_us),
      next_step text NOT NULL,
      released_us bigint,
      released_by text,
      PRIMARY KEY (shard, hold_id)
    );
    CREATE INDEX payout_hold_open ON payout_hold (shard, key_id) WHERE released_us IS NULL;
    CREATE TABLE payout_event (
      shard smallint NOT NULL,
      key_id bigint NOT NULL,
      n bigint NOT NULL,
      at_us bigint NOT NULL,
      legal_entity text NOT NULL,
      from_state text,
      to_state text NOT NULL,
      actor text NOT NULL,
      reason text NOT NULL,
      evidence_entry bytea,
      PRIMARY KEY (shard, key_id, n)
    );
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payout_event
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    ALTER TABLE payout_event ENABLE ALWAYS TRIGGER append_only;

    GRANT USAGE ON SEQUENCE freeze_id, unfreeze_id, hold_id TO amplomb_engine, amplomb_service;
    GRANT SELECT ON freeze_order, licence, payout, unfreeze, payout_hold, payout_event TO amplomb_engine, amplomb_service;
    GRANT INSERT ON freeze_order, licence, unfreeze, payout_hold, payout_event TO amplomb_engine, amplomb_service;
    GRANT INSERT (shard, key_id, payout_id, legal_entity, participant_id, amount_micros, currency, execute_us, state,
      outcome, hold_scope, version, updated_us) ON payout TO amplomb_engine;
    GRANT UPDATE (state, outcome, hold_scope, version, updated_us, unfreeze_id, participant_id, amount_micros, currency,
      execute_us)
      ON payout TO amplomb_engine, amplomb_service;
    GRANT UPDATE (to_us) ON freeze_order TO amplomb_engine, amplomb_service;
    GRANT UPDATE (released_us, released_by) ON payout_hold TO amplomb_engine, amplomb_service;
    """
