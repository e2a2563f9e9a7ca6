/// Holds, plans and the one function through which payloads are ever deleted (evidence.md section 6.4).
let retentionSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE SEQUENCE retention_id;
    CREATE TABLE retention_hold (
      hold_id bigint PRIMARY KEY DEFAULT nextval('retention_id'),
      subject bytea,
      record bytea,
      filter text,
      authority text NOT NULL,
      reason text NOT NULL,
      held_by text NOT NULL,
      held_us bigint NOT NULL,
      released_by text,
      released_us bigint,
      CHECK (released_by <> held_by),
      CHECK ((released_by IS NULL) = (released_us IS NULL)),
      CHECK (num_nonnulls(subject, record, filter) = 1)
    );
    CREATE TABLE retention_plan (
      plan_id bigint PRIMARY KEY DEFAULT nextval('retention_id'),
      plan_hash bytea NOT NULL CHECK (length(plan_hash) = 32),
      rule_hash bytea NOT NULL,
      on_date date NOT NULL,
      author text NOT NULL,
      planned_us bigint NOT NULL,
      expires_us bigint NOT NULL CHECK (expires_us > planned_us),
      finished_us bigint
    );
    CREATE TABLE retention_plan_part (
      plan_id bigint NOT NULL REFERENCES retention_plan,
      log_id smallint NOT NULL,
      entry_id bytea NOT NULL,
      field_group text NOT NULL,
      PRIMARY KEY (log_id, plan_id, entry_id, field_group)
    );
    CREATE TABLE retention_approval (
      plan_id bigint NOT NULL REFERENCES retention_plan,
      person text NOT NULL,
      reason text NOT NULL,
      approved_us bigint NOT NULL,
      PRIMARY KEY (plan_id, person)
    );

    -- Deletes up to `most` parts of an approved plan and says how many; refuses a held subject or record.
    CREATE FUNCTION purge_apply(in_plan_id bigint, in_now_us bigint, most integer) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = amplomb, pg_catalog AS $$
    DECLARE plan retention_plan; gone bigint;
    BEGIN
      SELECT * INTO plan FROM retention_plan WHERE plan_id = in_plan_id FOR UPDATE;
      IF NOT FOUND THEN RAISE EXCEPTION 'no such plan' USING ERRCODE = 'AM002'; END IF;
      IF plan.expires_us <= in_now_us THEN RAISE EXCEPTION 'the plan has expired' USING ERRCODE = 'AM002'; END IF;
      IF (SELECT count(*) FROM retention_approval WHERE plan_id = in_plan_id AND person <> plan.author) < 2 THEN
        RAISE EXCEPTION 'the plan lacks two approvals' USING ERRCODE = 'AM002';
      END IF;
      IF EXISTS (SELECT FROM retention_plan_part p
          JOIN evidence_entry e ON e.log_id = p.log_id AND e.entry_id = p.entry_id
          JOIN retention_hold h ON h.released_us IS NULL
            AND (h.subject = e.subject OR h.record = e.record OR h.filter IS NOT NULL)
          WHERE p.plan_id = in_plan_id) THEN
        RAISE EXCEPTION 'a part of the plan is under a hold' USING ERRCODE = 'AM002';
      END IF;
      WITH chunk AS (
        SELECT p.log_id, p.entry_id, p.field_group FROM retention_plan_part p
        JOIN evidence_payload d USING (log_id, entry_id, field_group)
        WHERE p.plan_id = in_plan_id LIMIT most),
      deleted AS (
        DELETE FROM evidence_payload d USING chunk c
        WHERE d.log_id = c.log_id AND d.entry_id = c.entry_id AND d.field_group = c.field_group RETURNING 1)
      SELECT count(*) INTO gone FROM deleted;
      IF gone = 0 THEN UPDATE retention_plan SET finished_us = in_now_us WHERE plan_id = in_plan_id; END IF;
      RETURN gone;
    END $$;
    REVOKE ALL ON FUNCTION purge_apply(bigint, bigint, integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION purge_apply(bigint, bigint, integer) TO amplomb_purger;

    GRANT USAGE ON SEQUENCE retention_id TO amplomb_engine, amplomb_service, amplomb_purger;
    GRANT SELECT, INSERT ON retention_hold, retention_plan, retention_plan_part, retention_approval
      TO amplomb_engine, amplomb_service;
    GRANT UPDATE (released_by, released_us) ON retention_hold TO amplomb_service;
    GRANT SELECT ON retention_hold, retention_plan, retention_plan_part, retention_approval TO amplomb_purger;
    """
