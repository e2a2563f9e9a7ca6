/// Cases, their items and timeline, and four eyes that no writer can get round (cases-and-web.md sections 1 and 5).
///
/// The composite key carries the proposer into the approval row, so that a plain CHECK holds against every writer. The
/// two tables serve payouts, participants, rules and the good-list as well; `case_id` is then that object's id.
let caseSchema = """
    SET LOCAL ROLE amplomb_owner;

    CREATE SEQUENCE case_number;

    CREATE TABLE case_proposal (
      shard smallint NOT NULL,
      case_id text NOT NULL,
      proposal_id bigint NOT NULL,
      proposer_person text NOT NULL,
      kind text NOT NULL,
      body jsonb NOT NULL,
      body_hash bytea NOT NULL CHECK (length(body_hash) = 32),
      proposed_at timestamptz NOT NULL,
      withdrawn_at timestamptz,
      PRIMARY KEY (shard, proposal_id),
      UNIQUE (shard, case_id, proposal_id, proposer_person)
    );
    CREATE TABLE case_approval (
      shard smallint NOT NULL,
      case_id text NOT NULL,
      approval_id bigint NOT NULL,
      proposal_id bigint NOT NULL,
      proposer_person text NOT NULL,
      approver_person text NOT NULL,
      decision text NOT NULL CHECK (decision IN ('approve', 'return')),
      comment text,
      decided_at timestamptz NOT NULL,
      PRIMARY KEY (shard, approval_id),
      UNIQUE (shard, proposal_id),
      UNIQUE (shard, case_id, approval_id, decision),
      CHECK (approver_person <> proposer_person),
      FOREIGN KEY (shard, case_id, proposal_id, proposer_person)
        REFERENCES case_proposal (shard, case_id, proposal_id, proposer_person)
    );
    CREATE SEQUENCE proposal_id;

    CREATE TABLE case_file (
      shard smallint NOT NULL,
      case_id text NOT NULL,
      number bigint NOT NULL,
      legal_entity text NOT NULL,
      subject_kind text NOT NULL,
      subject_id text COLLATE "C" NOT NULL,
      family text COLLATE "C" NOT NULL,
      purpose text NOT NULL,
      state text NOT NULL CHECK (state IN ('open', 'working', 'waiting', 'proposed', 'closed')),
      outcome outcome NOT NULL,
      severity severity NOT NULL,
      risk smallint NOT NULL CHECK (risk BETWEEN 0 AND 1000),
      hit_count bigint NOT NULL CHECK (hit_count >= 0),
      item_seq bigint NOT NULL,
      event_seq bigint NOT NULL,
      first_hit_us bigint NOT NULL,
      last_hit_us bigint NOT NULL,
      queue text NOT NULL,
      assignee text,
      locked_by text,
      locked_until timestamptz,
      due_us bigint,
      holds_money boolean NOT NULL,
      new_hits boolean NOT NULL,
      version bigint NOT NULL,
      opened_us bigint NOT NULL,
      updated_us bigint NOT NULL,
      closed_us bigint,
      disposition text,
      reason_codes text[] NOT NULL,
      policy_hash bytea,
      closing_approval bigint,
      closing_decision text CHECK (closing_decision = 'approve'),
      PRIMARY KEY (shard, case_id),
      FOREIGN KEY (shard, case_id, closing_approval, closing_decision)
        REFERENCES case_approval (shard, case_id, approval_id, decision),
      CHECK ((closing_approval IS NULL) = (closing_decision IS NULL)),
      CHECK (state <> 'closed' OR disposition IS NOT NULL),
      CONSTRAINT four_eyes CHECK (state <> 'closed' OR closing_approval IS NOT NULL
        OR (outcome = 'review' AND severity IN ('low', 'medium') AND family NOT LIKE 'sanctions%'
          AND disposition IN ('false_positive', 'corrected', 'duplicate') AND NOT holds_money))
    ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
    CREATE UNIQUE INDEX case_one_open ON case_file (shard, subject_kind, subject_id, family) WHERE state <> 'closed';
    CREATE INDEX case_closed ON case_file (shard, subject_kind, subject_id, family, number) WHERE state = 'closed';
    CREATE INDEX case_queue ON case_file (state, due_us, number);
    CREATE INDEX case_by_number ON case_file (number);

    CREATE TABLE case_item (
      shard smallint NOT NULL,
      case_id text NOT NULL,
      seq bigint NOT NULL,
      kind text NOT NULL CHECK (kind IN ('hit', 'unknown', 'rule_error', 'list_change', 'correction', 'manual')),
      event_shard smallint,
      event_key_id bigint,
      event_revision integer,
      assessment_revision integer,
      event_at_us bigint NOT NULL,
      rule_id text,
      rule_version text,
      list_entry text,
      list_version text,
      outcome outcome NOT NULL,
      severity severity NOT NULL,
      score smallint NOT NULL,
      sentence jsonb NOT NULL,
      money_micros bigint,
      currency text,
      PRIMARY KEY (shard, case_id, seq)
    );
    CREATE TABLE case_event (
      shard smallint NOT NULL,
      case_id text NOT NULL,
      n bigint NOT NULL,
      at_us bigint NOT NULL,
      kind text NOT NULL,
      actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'service', 'engine')),
      actor text NOT NULL,
      details jsonb NOT NULL,
      policy_hash bytea,
      evidence_entry bytea,
      PRIMARY KEY (shard, case_id, n)
    );
    CREATE TABLE case_seen (
      shard smallint NOT NULL,
      case_id text NOT NULL,
      person_id text NOT NULL,
      item_seq bigint NOT NULL,
      event_n bigint NOT NULL,
      PRIMARY KEY (shard, case_id, person_id)
    );
    CREATE TABLE case_clock (
      shard smallint NOT NULL,
      case_id text NOT NULL,
      n integer NOT NULL,
      state text NOT NULL CHECK (state IN ('running', 'paused')),
      reason text NOT NULL,
      from_us bigint NOT NULL,
      to_us bigint CHECK (to_us >= from_us),
      PRIMARY KEY (shard, case_id, n)
    );
    CREATE TABLE case_link (
      shard smallint NOT NULL,
      case_id text NOT NULL,
      other_case_id text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('follows', 'duplicate', 'related')),
      PRIMARY KEY (shard, case_id, other_case_id, kind)
    );
    CREATE TABLE good_list (
      shard smallint NOT NULL,
      entry_id bigint NOT NULL,
      legal_entity text NOT NULL,
      identifiers text[] NOT NULL CHECK (cardinality(identifiers) BETWEEN 1 AND 3),
      excuses text NOT NULL,
      excused_hash bytea NOT NULL,
      subject_hash bytea NOT NULL,
      scope text NOT NULL,
      reason text NOT NULL CHECK (length(reason) >= 20),
      owner_person text NOT NULL,
      from_us bigint NOT NULL,
      to_us bigint NOT NULL CHECK (to_us > from_us AND to_us - from_us <= 63244800000000),
      object_id text GENERATED ALWAYS AS ('G-' || entry_id) STORED,
      approval_id bigint,
      approval_decision text CHECK (approval_decision = 'approve'),
      revoked_us bigint,
      PRIMARY KEY (shard, entry_id),
      FOREIGN KEY (shard, object_id, approval_id, approval_decision)
        REFERENCES case_approval (shard, case_id, approval_id, decision)
    );
    CREATE TABLE good_list_use (
      shard smallint NOT NULL,
      entry_id bigint NOT NULL,
      event_key_id bigint NOT NULL,
      assessment_revision integer NOT NULL,
      PRIMARY KEY (shard, entry_id, event_key_id, assessment_revision)
    );

    DO $$
    DECLARE name text;
    BEGIN
      FOREACH name IN ARRAY ARRAY['case_item', 'case_event', 'case_approval'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
          FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
        EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', name);
      END LOOP;
      FOREACH name IN ARRAY ARRAY['case_file', 'case_item', 'case_event', 'case_proposal', 'case_approval'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
      END LOOP;
      FOREACH name IN ARRAY ARRAY['case_file', 'case_item', 'case_event', 'case_proposal'] LOOP
        EXECUTE format('CREATE POLICY staff ON %I TO amplomb_owner, amplomb_engine, amplomb_service
          USING (true) WITH CHECK (true)', name);
      END LOOP;
    END $$;
    -- Whoever approves is the person who is signed in, whatever the program says.
    CREATE POLICY reading ON case_approval FOR SELECT TO amplomb_owner, amplomb_engine, amplomb_service USING (true);
    CREATE POLICY signed_in ON case_approval FOR INSERT TO amplomb_engine, amplomb_service
      WITH CHECK (approver_person = current_setting('amplomb.person', true));

    GRANT USAGE ON SEQUENCE case_number, proposal_id TO amplomb_engine, amplomb_service;
    GRANT SELECT, INSERT, UPDATE ON case_file, case_seen, case_clock, good_list TO amplomb_engine, amplomb_service;
    GRANT SELECT, INSERT ON case_item, case_event, case_link, case_proposal, case_approval, good_list_use
      TO amplomb_engine, amplomb_service;
    GRANT UPDATE (withdrawn_at) ON case_proposal TO amplomb_engine, amplomb_service;
    """
